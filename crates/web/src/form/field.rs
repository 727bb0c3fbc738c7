//! A form as data: where it goes, what it asks, what the button says.

use super::{Choice, Filled};
use crate::{ask::Ask, back, html::Html};
use kernel::{Date, Say, day_month_year};
use std::borrow::Cow;
use vault::Version;

/// What a field looks like.
#[derive(Debug, Clone)]
pub(super) enum Look {
    Line,
    Note,
    Prose,
    Day,
    Bsn,
    Password,
    Digits,
    File,
    Hidden,
    Tick,
    One(Vec<(String, Say)>),
    List(Vec<(String, Say)>),
    Any(Vec<(String, Say)>),
    Facts,
}

/// Whether a question must be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It must.
    Always,
    /// It must with some answers to other questions; its hint says with which.
    Sometimes,
    /// It need not.
    Never,
}

/// One question of a form. A form that asks the same of many things, such as every goal of a plan, makes the names while it runs.
#[derive(Debug, Clone)]
pub struct Field {
    pub(super) name: Cow<'static, str>,
    pub(super) label: Say,
    pub(super) hint: Option<Say>,
    pub(super) look: Look,
    pub(super) need: Need,
    pub(super) values: Vec<String>,
    /// The question, and the answers to it, with which alone this one is asked.
    pub(super) under: Option<(&'static str, Vec<&'static str>)>,
    pub(super) more: bool,
}

impl Field {
    fn new(name: impl Into<Cow<'static, str>>, label: Say, look: Look) -> Self {
        Self {
            name: name.into(),
            label,
            hint: None,
            look,
            need: Need::Always,
            values: Vec::new(),
            under: None,
            more: false,
        }
    }

    /// One line of text.
    #[must_use]
    pub fn line(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::Line)
    }

    /// A few sentences.
    #[must_use]
    pub fn note(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::Note)
    }

    /// A page of text.
    #[must_use]
    pub fn prose(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::Prose)
    }

    /// A day.
    #[must_use]
    pub fn day(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::Day)
    }

    /// A citizen service number.
    #[must_use]
    pub fn bsn(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::Bsn)
    }

    /// A password.
    #[must_use]
    pub fn password(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::Password)
    }

    /// The six digits of a second factor.
    #[must_use]
    pub fn digits(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::Digits)
    }

    /// A file.
    #[must_use]
    pub fn file(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::File)
    }

    /// A value that travels along unseen. Never something that must be trusted.
    #[must_use]
    pub fn hidden(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        Self::new(name, Say::of("", ""), Look::Hidden).optional().value(value)
    }

    /// A box to tick; its label is the sentence that is agreed to. Never required by itself: the reader says what it must be.
    #[must_use]
    pub fn tick(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::new(name, label, Look::Tick)
    }

    /// One of several: round buttons, or a list when there are more than eight.
    #[must_use]
    pub fn choice<V: Into<String>>(name: impl Into<Cow<'static, str>>, label: Say, options: Vec<(V, Say)>) -> Self {
        Self::new(name, label, Look::One(own(options)))
    }

    /// One of several, in a list however few there are: where the same list comes many times.
    #[must_use]
    pub fn list<V: Into<String>>(name: impl Into<Cow<'static, str>>, label: Say, options: Vec<(V, Say)>) -> Self {
        Self::new(name, label, Look::List(own(options)))
    }

    /// One of the values of an enum.
    #[must_use]
    pub fn choice_of<T: Choice>(name: impl Into<Cow<'static, str>>, label: Say) -> Self {
        Self::choice(name, label, T::all().iter().map(|c| (c.word(), c.says())).collect())
    }

    /// Any of several boxes.
    #[must_use]
    pub fn choices<V: Into<String>>(name: impl Into<Cow<'static, str>>, label: Say, options: Vec<(V, Say)>) -> Self {
        Self::new(name, label, Look::Any(own(options))).optional()
    }

    /// Rows of facts, read with `Reader::facts`.
    #[must_use]
    pub fn facts(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, Say::of("Wat is er gezien of gebeurd?", "What was seen or what happened?"), Look::Facts)
    }

    /// What helps to answer.
    #[must_use]
    pub fn hint(mut self, hint: Say) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Free text in which something may slip that has no place there: it says so, behind what helps already (SPC-07). Nothing looks into the
    /// text; only who writes it can tell.
    #[must_use]
    pub fn mindful(mut self) -> Self {
        const MIND: Say = Say::of(
            "Schrijf geen BSN op. Schrijf over geloof, afkomst, politiek of gezondheid alleen op wat echt nodig is.",
            "Do not write down a BSN. On belief, origin, politics or health, write only what is really needed.",
        );
        self.hint = Some(match self.hint {
            Some(hint) => Say::made(format!("{} {}", hint.nl, MIND.nl), format!("{} {}", hint.en, MIND.en)),
            None => MIND,
        });
        self
    }

    /// Another label than the usual one.
    #[must_use]
    pub fn label(mut self, label: Say) -> Self {
        self.label = label;
        self
    }

    /// It may stay empty, whatever else is answered.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.need = Need::Never;
        self
    }

    /// Whether it may stay empty depends on what else is answered, which its hint or label says: nobody is told that it is optional, or that it
    /// is not.
    #[must_use]
    pub fn sometimes(mut self) -> Self {
        self.need = Need::Sometimes;
        self
    }

    /// Asked only with these answers to another question of the form: a browser shows it then, without a script. What is read with another
    /// answer is for the reader to leave out.
    #[must_use]
    pub fn under(mut self, name: &'static str, words: &[&'static str]) -> Self {
        self.under = Some((name, words.to_vec()));
        self.sometimes()
    }

    /// Rarely needed: it stands in the part of the form that is folded away.
    #[must_use]
    pub fn more(mut self) -> Self {
        self.more = true;
        self
    }

    /// It may not stay empty: of boxes, which else may; the reader says how many it takes.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.need = Need::Always;
        self
    }

    /// What it holds on the first showing; said more than once for boxes.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.values.push(value.into());
        self
    }

    /// What it holds on the first showing, where there is anything; of boxes all that are ticked.
    #[must_use]
    pub fn values<V: Into<String>>(self, values: impl IntoIterator<Item = V>) -> Self {
        values.into_iter().fold(self, Self::value)
    }

    /// The day it holds on the first showing.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        self.value(day_month_year(day))
    }
}

fn own<V: Into<String>>(options: Vec<(V, Say)>) -> Vec<(String, Say)> {
    options.into_iter().map(|(v, s)| (v.into(), s)).collect()
}

/// The tick that an act which cannot be undone asks for.
pub(super) const SURE: &str = "sure";

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Primary,
    Secondary,
    Danger,
}

/// A form: where it goes, what it asks, what the button says.
#[derive(Debug, Clone)]
pub struct FormSpec {
    pub(super) action: String,
    pub(super) title: Option<Say>,
    pub(super) fields: Vec<Field>,
    pub(super) submit: Say,
    pub(super) weight: Weight,
    pub(super) back: Option<String>,
}

impl FormSpec {
    /// A form that is sent to this address by a button with these words.
    #[must_use]
    pub fn to(address: impl Into<String>, submit: Say) -> Self {
        Self { action: address.into(), title: None, fields: Vec::new(), submit, weight: Weight::Primary, back: None }
    }

    /// Asks one thing more.
    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// A heading above the form.
    #[must_use]
    pub fn titled(mut self, title: Say) -> Self {
        self.title = Some(title);
        self
    }

    /// The button is not the next obvious step.
    #[must_use]
    pub fn secondary(mut self) -> Self {
        self.weight = Weight::Secondary;
        self
    }

    /// What the button does cannot be undone: it says what will happen, and asks once whether that is meant. Read with [`Reader::sure`]. There
    /// is no other way to a button of that weight.
    ///
    /// [`Reader::sure`]: super::Reader::sure
    #[must_use]
    pub fn ends(mut self, happens: Say) -> Self {
        self.weight = Weight::Danger;
        let sure = Say::of(
            "Ja, dit is de bedoeling. Ik weet dat ik dit niet ongedaan kan maken.",
            "Yes, this is what I want. I know that I cannot undo it.",
        );
        self.field(Field::tick(SURE, sure).hint(happens))
    }

    /// Leads back to this place when it is done, and not to where it leads by itself.
    #[must_use]
    pub fn back(mut self, to: impl Into<String>) -> Self {
        self.back = Some(to.into());
        self
    }

    /// The form as markup, with what was typed and what is wrong when it was sent before, the token against forged requests,
    /// and the version of the dossier that the page shows (`seq`), so that a change in the meantime is noticed.
    #[must_use]
    pub fn html(&self, ask: &Ask, filled: &Filled, seq: Option<Version>) -> Html {
        let back = self.back.as_deref().or_else(|| back::of_form(ask, filled.of_form(&self.action)));
        self.drawn(ask.lang, (ask.csrf(), back), filled, seq)
    }
}
