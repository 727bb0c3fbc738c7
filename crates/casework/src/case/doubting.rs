//! Whether something on the table is right. Whoever reads an item can say to who gave it that it is not, with a reason; who gave it looks, and
//! says that it stands or takes it back (Wgpga art. 10). Meanwhile everybody who reads the item reads that it is in doubt. Who said it may take that
//! back. Each doubt is one of its own: the item is in doubt until each was answered or taken back.

mod steps;

use kernel::{Date, Note, Say};
use serde::{Deserialize, Serialize};
use vault::{Author, Touch};

/// What is said of whether an item is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "d", rename_all = "kebab-case")]
pub enum Doubted {
    /// Somebody who reads it says that it is not.
    Raised {
        /// Which item.
        item: u32,
        /// What is not right.
        why: Note,
    },
    /// Who gave it looked, and says that it is.
    Upheld {
        /// Which item.
        item: u32,
        /// What was said of it, by its place among all that was, from one; the first that waited, where this is not told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        doubt: Option<u32>,
        /// Why it stands.
        why: Note,
    },
    /// Who said that it is not right says that it is after all.
    TakenBack {
        /// Which item.
        item: u32,
        /// What was said of it, by its place among all that was, from one.
        doubt: u32,
        /// Why.
        why: Note,
    },
}

/// That somebody says that an item is not right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Who.
    pub by: Author,
    /// When.
    pub on: Date,
    /// What is not right.
    pub why: Note,
    /// What who gave it says to that, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upheld: Option<(Author, Date, Note)>,
    /// With which word it was taken back, by whom and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<(Author, Date, Note)>,
    /// In which events this lies, erased with the item.
    came: Vec<u64>,
}

impl Doubted {
    /// Who doubts adds something of their own, beside what others said; the answer to it is about that one alone.
    pub(super) fn touches(&self) -> Touch {
        match self {
            Self::Raised { .. } => Touch::Adds,
            Self::Upheld { item, doubt, .. } => Touch::writes("doubt", format_args!("{item}.{}", doubt.unwrap_or(1))),
            Self::TakenBack { item, doubt, .. } => Touch::writes("doubt", format_args!("{item}.{doubt}")),
        }
    }

    pub(super) fn tell(&self) -> Say {
        match self {
            Self::Raised { .. } => {
                Say::of("Gezegd dat een bijdrage niet klopt", "Said that a contribution is not right")
            }
            Self::Upheld { .. } => Say::of("Nagekeken: de bijdrage klopt", "Checked: the contribution is right"),
            Self::TakenBack { .. } => {
                Say::of("Teruggenomen dat een bijdrage niet klopt", "Taken back that a contribution is not right")
            }
        }
    }
}
