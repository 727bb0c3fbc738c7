//! Reads a form field by field into checked types and gathers every message. It never stops at the first mistake.

use super::{
    Choice, Wrong,
    asks::{ASKS, asked},
    field::SURE,
};
use crate::values::{Upload, Values};
use kernel::{Bsn, Date, Line, Note, Prose, Refusal, Say, parse_day};
use std::{any::TypeId, borrow::Cow, str::FromStr};

/// What a field was asked as: for the description of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedSort {
    /// Text.
    Text,
    /// A day.
    Day,
    /// One of a few words.
    Choice,
    /// Any of a few words, or texts.
    Many,
    /// Yes or not.
    Tick,
    /// A file.
    File,
    /// Rows of facts.
    Facts,
}

/// A field that a form asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its name.
    pub name: String,
    /// As what.
    pub sort: AskedSort,
    /// Whether it must be filled in.
    pub required: bool,
    /// The words one may choose from.
    pub words: Vec<&'static str>,
}

/// Reads a form.
#[derive(Debug, Default)]
pub struct Reader {
    pub(super) values: Values,
    pub(super) wrong: Vec<Wrong>,
    pub(super) asked: Vec<Asked>,
    /// Nothing was sent: only the description of the interface is wanted.
    pub(super) describes: bool,
}

/// What is said of an empty field.
pub(super) const FILL_IN: Say = Say::of("Vul dit in.", "Fill this in.");
/// What is said where nothing was chosen.
pub(super) const CHOOSE: Say = Say::of("Maak een keuze.", "Make a choice.");

impl Reader {
    /// A reader of these values.
    #[must_use]
    pub fn of(values: Values) -> Self {
        Self { values, ..Self::default() }
    }

    /// A field that must be filled in.
    pub fn must<T: FromStr<Err = Refusal> + 'static>(&mut self, name: impl AsRef<str>) -> Option<T> {
        let name = name.as_ref();
        self.note(name, AskedSort::Text, true, Vec::new());
        let text = self.text(name).to_owned();
        self.keep(name, if text.is_empty() { Err(FILL_IN.into()) } else { free_text(&text) })
    }

    /// A field that may stay empty: `Some(None)` when it did, `None` when it holds something wrong.
    pub fn may<T: FromStr<Err = Refusal> + 'static>(&mut self, name: impl AsRef<str>) -> Option<Option<T>> {
        let name = name.as_ref();
        self.note(name, AskedSort::Text, false, Vec::new());
        let text = self.text(name).to_owned();
        if text.is_empty() { Some(None) } else { self.keep(name, free_text(&text)).map(Some) }
    }

    /// A day that must be filled in.
    pub fn day(&mut self, name: impl AsRef<str>) -> Option<Date> {
        let name = name.as_ref();
        self.note(name, AskedSort::Day, true, Vec::new());
        let text = self.text(name).to_owned();
        self.keep(name, if text.is_empty() { Err(FILL_IN.into()) } else { parse_day(&text) })
    }

    /// A day that may stay empty.
    pub fn may_day(&mut self, name: impl AsRef<str>) -> Option<Option<Date>> {
        let name = name.as_ref();
        self.note(name, AskedSort::Day, false, Vec::new());
        let text = self.text(name).to_owned();
        if text.is_empty() { Some(None) } else { self.keep(name, parse_day(&text)).map(Some) }
    }

    /// One of a few words.
    pub fn choice<T: Choice>(&mut self, name: impl AsRef<str>) -> Option<T> {
        let name = name.as_ref();
        self.note(name, AskedSort::Choice, true, words::<T>());
        let found = word_of::<T>(self.text(name));
        self.keep(name, found.ok_or(CHOOSE.into()))
    }

    /// One of a few words, or none of them.
    pub fn may_choice<T: Choice>(&mut self, name: impl AsRef<str>) -> Option<Option<T>> {
        let name = name.as_ref();
        self.note(name, AskedSort::Choice, false, words::<T>());
        let text = self.text(name);
        if text.is_empty() {
            return Some(None);
        }
        let found = word_of::<T>(text);
        self.keep(name, found.ok_or(CHOOSE.into())).map(Some)
    }

    /// Any of a few words; the empty list is an answer.
    pub fn choices<T: Choice>(&mut self, name: impl AsRef<str>) -> Option<Vec<T>> {
        let name = name.as_ref();
        self.note(name, AskedSort::Many, false, words::<T>());
        let found: Option<Vec<T>> =
            self.values.all(name).into_iter().filter(|t| !t.is_empty()).map(word_of::<T>).collect();
        self.keep(name, found.ok_or(CHOOSE.into()))
    }

    /// Whether a box is ticked.
    pub fn tick(&mut self, name: impl AsRef<str>) -> bool {
        let name = name.as_ref();
        self.note(name, AskedSort::Tick, false, Vec::new());
        !self.text(name).is_empty()
    }

    /// Whether the page asked this; a program that sends a form of its own does not tell.
    #[must_use]
    pub fn asks(&self, name: &str) -> bool {
        self.values.first(ASKS).is_some() && asked(&self.values, name).0
    }

    /// That an act which cannot be undone is meant, for a form that [`ends`](super::FormSpec::ends) something.
    pub fn sure(&mut self) -> Option<()> {
        self.note(SURE, AskedSort::Tick, true, Vec::new());
        let sure = !self.text(SURE).is_empty();
        let ask = Say::of(
            "Lees wat er gebeurt. Zet dan het vinkje als dat de bedoeling is.",
            "Read what will happen. Then tick the box if that is what you want.",
        );
        self.keep(SURE, sure.then_some(()).ok_or(ask.into()))
    }

    /// Every text under a name, without the empty ones.
    pub fn many(&mut self, name: impl AsRef<str>) -> Vec<String> {
        let name = name.as_ref();
        self.note(name, AskedSort::Many, false, Vec::new());
        self.values.all(name).into_iter().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
    }

    /// Every text under a name as a checked type, such as a list of agencies.
    pub fn each<T: FromStr<Err = Refusal> + 'static>(&mut self, name: impl AsRef<str>) -> Option<Vec<T>> {
        let name = name.as_ref();
        let read: Result<Vec<T>, Refusal> = self.many(name).iter().map(|t| free_text(t)).collect();
        self.keep(name, read)
    }

    /// The file under a name.
    pub fn file(&mut self, name: impl AsRef<str>) -> Option<Upload> {
        let name = name.as_ref();
        self.note(name, AskedSort::File, true, Vec::new());
        if self.values.is_too_large(name) {
            // What fits is said at the end of the reading, unless the form says it better.
            return None;
        }
        let file = self.values.file(name).cloned();
        self.keep(name, file.ok_or(Say::of("Kies een bestand.", "Choose a file.").into()))
    }

    /// What was typed under a name, trimmed; empty when nothing was.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.values.first(name).unwrap_or_default().trim()
    }

    /// Every name with its text, trimmed, without the empty ones: where only what was sent says which names there are, such as those of
    /// questions that somebody made. No part of the description of the interface.
    pub fn sent(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.pairs().map(|(name, text)| (name, text.trim())).filter(|(_, text)| !text.is_empty())
    }

    /// Says what is wrong with a field; an empty name is about the whole form.
    pub fn wrong(&mut self, name: impl Into<Cow<'static, str>>, say: Say) {
        self.wrong.push(Wrong { field: name.into(), say });
    }

    pub(super) fn keep<T>(&mut self, name: &str, read: Result<T, Refusal>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.wrong(name.to_owned(), refusal.why);
                None
            }
        }
    }

    pub(super) fn note(&mut self, name: &str, sort: AskedSort, required: bool, words: Vec<&'static str>) {
        self.asked.push(Asked { name: name.to_owned(), sort, required, words });
    }

    pub(crate) fn values(&self) -> &Values {
        &self.values
    }
}

/// The text as a checked type. A citizen service number has a field of its own, and stands in no other text (SPC-05).
///
/// # Errors
/// Its sentence when it holds one, or what the type says of it.
pub fn free_text<T: FromStr<Err = Refusal> + 'static>(text: &str) -> Result<T, Refusal> {
    let free = [TypeId::of::<Line>(), TypeId::of::<Note>(), TypeId::of::<Prose>()];
    if free.contains(&TypeId::of::<T>()) { Bsn::none_in(text)?.parse() } else { text.parse() }
}

fn words<T: Choice>() -> Vec<&'static str> {
    T::all().iter().map(|c| c.word()).collect()
}

fn word_of<T: Choice>(text: &str) -> Option<T> {
    T::all().iter().copied().find(|c| c.word() == text)
}
