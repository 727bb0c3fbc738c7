//! Every sentence in Dutch and in English, side by side.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A language that a person may read the program in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch, what the house speaks unless asked otherwise.
    #[default]
    Nl,
    /// English.
    En,
}

impl Lang {
    /// The code for `lang="..."`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The one of two words that is in this language.
    #[must_use]
    pub fn both<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

/// One sentence or word in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Say {
    /// Dutch.
    pub nl: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Say {
    /// A fixed sentence, usable in a constant.
    #[must_use]
    pub const fn of(nl: &'static str, en: &'static str) -> Self {
        Self { nl: Cow::Borrowed(nl), en: Cow::Borrowed(en) }
    }

    /// What is the same in both languages, such as a name.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::made(text.clone(), text)
    }

    /// A sentence made at run time, for example with a date in it.
    #[must_use]
    pub fn made(nl: String, en: String) -> Self {
        Self { nl: Cow::Owned(nl), en: Cow::Owned(en) }
    }

    /// The sentence in the language asked for.
    #[must_use]
    pub fn to(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

/// A rule of the profession says no: a sentence for the person who tried, in both languages. Never holds content of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is the matter and what would help.
    pub why: Say,
    /// The name of the field it is about, where there is one; made at run time where a form asks the same of many things.
    pub field: Option<Cow<'static, str>>,
}

impl Refusal {
    /// A refusal about the whole act.
    #[must_use]
    pub const fn of(nl: &'static str, en: &'static str) -> Self {
        Self { why: Say::of(nl, en), field: None }
    }

    /// The same refusal, pointing at a field of the form.
    #[must_use]
    pub fn at(self, field: impl Into<Cow<'static, str>>) -> Self {
        Self { why: self.why, field: Some(field.into()) }
    }
}

impl From<Say> for Refusal {
    fn from(why: Say) -> Self {
        Self { why, field: None }
    }
}
