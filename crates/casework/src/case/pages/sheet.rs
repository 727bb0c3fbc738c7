//! A form on a page of a case, folded away until one wants it; open when it was just sent and has to be mended.

use kernel::Say;
use schemars::JsonSchema;
use serde::Serialize;
use vault::Version;
use web::{Ask, Field, Filled, FormSpec, Html};

/// A form with where it goes.
pub(super) struct Sheet {
    at: String,
    title: Option<Say>,
    open: bool,
    spec: FormSpec,
}

/// The form as the template draws it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseAsking")]
pub(super) struct Asking {
    pub(super) title: Option<String>,
    pub(super) open: bool,
    pub(super) html: Html,
}

impl Sheet {
    /// A form that is sent to this address by a button with these words.
    pub(super) fn to(at: String, submit: Say) -> Self {
        Self { spec: FormSpec::to(at.clone(), submit), at, title: None, open: false }
    }

    /// What is above it when it is folded away.
    pub(super) fn titled(self, title: Say) -> Self {
        Self { title: Some(title), ..self }
    }

    /// The obvious thing to do on this page: not folded away.
    pub(super) fn open(self) -> Self {
        Self { open: true, ..self }
    }

    /// Asks one thing more.
    pub(super) fn field(self, field: Field) -> Self {
        Self { spec: self.spec.field(field), ..self }
    }

    /// Those that there are to fill in.
    pub(super) fn fields(self, fields: impl IntoIterator<Item = Field>) -> Self {
        fields.into_iter().fold(self, Self::field)
    }

    /// The button is not the next obvious step.
    pub(super) fn secondary(self) -> Self {
        Self { spec: self.spec.secondary(), ..self }
    }

    /// What the button does cannot be undone: it says what will happen, and asks once.
    pub(super) fn ends(self, happens: Say) -> Self {
        Self { spec: self.spec.ends(happens), ..self }
    }

    /// Leads back to this place when it is done.
    pub(super) fn back(self, to: &str) -> Self {
        Self { spec: self.spec.back(to), ..self }
    }

    /// The form with what was typed.
    pub(super) fn html(&self, ask: &Ask, filled: &Filled, seq: Option<Version>) -> Asking {
        Asking {
            title: self.title.as_ref().map(|t| t.to(ask.lang).to_owned()),
            open: self.open || filled.is_for(&self.at),
            html: self.spec.html(ask, filled, seq),
        }
    }
}
