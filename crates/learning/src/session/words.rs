//! A text of a session: a programme that ships has both languages, and what a house writes itself may have one.

use kernel::{Lang, Note, Say};
use serde::{Deserialize, Serialize};

/// A text in Dutch, and in English where somebody wrote it. A house that rewrites a step may leave the English out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Words {
    /// Dutch.
    pub nl: Note,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Note>,
}

impl Words {
    /// The text in this language; in Dutch where there is no other.
    #[must_use]
    pub fn to(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => self.nl.as_str(),
            Lang::En => self.en.as_ref().unwrap_or(&self.nl).as_str(),
        }
    }
}

impl Words {
    /// The text for a form, in both languages.
    #[must_use]
    pub fn say(&self) -> Say {
        Say::made(self.to(Lang::Nl).to_owned(), self.to(Lang::En).to_owned())
    }
}
