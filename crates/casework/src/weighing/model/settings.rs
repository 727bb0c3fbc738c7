//! What a house may set of how its tables weigh.

use serde::{Deserialize, Serialize};

/// What a region does when the three do not agree (setting `weigh.deadlock`, U-08: the law is silent).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deadlock {
    /// It ends.
    End,
    /// One fresh round, then it ends.
    #[default]
    RepeatOnce,
    /// It may be laid before the triangle, which can speak but cannot replace a key.
    ToTriangle,
}

/// Whether a question to another participant may name the person (setting `weigh.consult`, U-05).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsultMode {
    /// It may not.
    #[default]
    AnonymousQuestion,
    /// It may.
    NamedQuestion,
}

impl Deadlock {
    /// The setting with this word; the default where it is unknown or silent.
    #[must_use]
    pub fn from_word(word: Option<&str>) -> Self {
        match word {
            Some("end") => Self::End,
            Some("to_driehoek") => Self::ToTriangle,
            Some(_) | None => Self::RepeatOnce,
        }
    }
}

impl ConsultMode {
    /// The setting with this word; the narrowest where it is unknown or silent.
    #[must_use]
    pub fn from_word(word: Option<&str>) -> Self {
        match word {
            Some("named_question") => Self::NamedQuestion,
            Some(_) | None => Self::AnonymousQuestion,
        }
    }
}
