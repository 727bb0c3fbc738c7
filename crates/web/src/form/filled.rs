//! What was typed, kept for showing again, with what is wrong about it.

use crate::values::Values;
use kernel::Say;
use std::borrow::Cow;

/// A message about one field; an empty name is about the whole form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The name of the field.
    pub field: Cow<'static, str>,
    /// What is the matter and what would help.
    pub say: Say,
}

/// A form as it came in. Empty on the first showing of a page.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    at: String,
    values: Values,
    wrong: Vec<Wrong>,
    notices: Vec<Say>,
    /// Whether it was never sent.
    draft: bool,
    /// The same of other forms on the page.
    also: Vec<Self>,
    late: bool,
}

impl Filled {
    /// What was sent to this address.
    #[must_use]
    pub fn at(address: impl Into<String>, values: Values) -> Self {
        Self { at: address.into(), values, ..Self::default() }
    }

    /// What somebody typed for this address and did not send.
    pub(crate) fn drafted(address: impl Into<String>, values: Values) -> Self {
        Self { draft: true, ..Self::at(address, values) }
    }

    /// The same for every form of a page of which something was typed; the first is the latest.
    pub(crate) fn all_drafted(drafts: impl IntoIterator<Item = Self>) -> Self {
        let mut drafts = drafts.into_iter();
        let first = drafts.next().unwrap_or_default();
        Self { also: drafts.collect(), ..first }
    }

    /// What there is for the form at this address; itself when there is nothing.
    pub(crate) fn of_form(&self, address: &str) -> &Self {
        if self.is_for(address) { self } else { self.also.iter().find(|one| one.is_for(address)).unwrap_or(self) }
    }

    /// Whether it was never sent.
    pub(crate) fn is_draft(&self) -> bool {
        self.draft
    }

    pub(crate) fn with_wrong(mut self, wrong: Vec<Wrong>) -> Self {
        self.wrong = wrong;
        self
    }

    pub(crate) fn with_notices(mut self, notices: Vec<Say>) -> Self {
        self.notices = notices;
        self
    }

    /// It came after somebody else had changed the same.
    pub(crate) fn late(mut self) -> Self {
        self.late = true;
        self
    }

    pub(crate) fn is_late(&self) -> bool {
        self.late
    }

    /// Whether this was sent to the form at this address. A page may hold several forms; only one of them was sent.
    #[must_use]
    pub fn is_for(&self, address: &str) -> bool {
        !self.at.is_empty() && self.at == address
    }

    /// Whether there is something for the form at this address, sent or kept as a draft.
    #[must_use]
    pub fn holds(&self, address: &str) -> bool {
        self.of_form(address).is_for(address)
    }

    /// Where it was sent.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.at
    }

    /// What was typed.
    #[must_use]
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// What was typed in each row of this stem, such as `n0`, `n1`, in the order of their numbers.
    #[must_use]
    pub fn rows(&self, stem: &str) -> Vec<(usize, &str)> {
        let name = |n: &usize| format!("{stem}{n}");
        let text = |n: usize| Some((n, self.values.first(&name(&n))?));
        super::numbers::numbers(self.values.names(), &[stem], 0).into_iter().filter_map(text).collect()
    }

    /// Every message.
    #[must_use]
    pub fn wrong(&self) -> &[Wrong] {
        &self.wrong
    }

    /// The first message about this field.
    #[must_use]
    pub fn wrong_at(&self, field: &str) -> Option<&Say> {
        self.wrong.iter().find(|w| w.field == field).map(|w| &w.say)
    }

    /// What a person should know besides: what colleagues did in the meantime.
    #[must_use]
    pub fn notices(&self) -> &[Say] {
        &self.notices
    }
}
