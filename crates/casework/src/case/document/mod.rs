//! A document that belongs to an item: who reads the item reads it, exactly as long. It is typed by what is in it, lies in quarantine until a
//! scanner looked at it, and is never given out as it came in ([ADR 32](../../../../../docs/adr/0032-a-document-is-shown-not-handed-out.md)).

mod sort;
mod steps;

pub use sort::Sort;
pub(in crate::case) use sort::text;

use kernel::{Date, Line, Say};
use serde::{Deserialize, Serialize};
use vault::{FileDigest, Touch};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its number within the case.
    pub no: u32,
    /// The item it belongs to.
    pub item: u32,
    /// What it was called at who gave it.
    pub name: Line,
    /// What it is, by what is in it.
    pub sort: Sort,
    /// How many bytes.
    pub size: u64,
    /// What its bytes are known by.
    pub digest: FileDigest,
    /// When it was added.
    pub day: Date,
}

/// A document as it lies there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Held {
    /// Which.
    #[serde(flatten)]
    pub document: Document,
    /// Whether the scanner looked at it and found nothing: before that nobody opens it, who gave it neither.
    pub checked: bool,
    /// In which event it came, so that taking it away can erase that event.
    pub(super) came: u64,
}

/// That something was found in a document: it is gone, and who gave it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// The number it had.
    pub no: u32,
    /// The item it belonged to.
    pub item: u32,
    /// When that was found.
    pub on: Date,
}

/// What can happen to a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant carries what its own type documents")]
pub enum OfDocument {
    /// It was added to an item, in quarantine.
    Added(Document),
    /// The scanner found nothing in it.
    Cleared { no: u32 },
    /// The scanner found something in it, and it is gone; `added` is the day it came.
    Rejected { no: u32, item: u32, added: Date },
    /// Its giver took it away, or took notice that it is gone.
    Removed { no: u32, item: u32 },
}

impl OfDocument {
    /// Whether the house did it and no person.
    pub(super) fn is_of_the_house(&self) -> bool {
        match self {
            Self::Cleared { .. } | Self::Rejected { .. } => true,
            Self::Added(_) | Self::Removed { .. } => false,
        }
    }

    /// What it is in the way of: one comes beside others, and what a scanner says is in nobody's way.
    pub(super) fn touches(&self) -> Touch {
        match self {
            Self::Added(_) | Self::Cleared { .. } | Self::Rejected { .. } => Touch::Adds,
            Self::Removed { no, .. } => Touch::writes("document", no),
        }
    }

    /// One line on it, without content.
    pub(super) fn tell(&self) -> Say {
        match self {
            Self::Added(_) => Say::of("Document toegevoegd", "Document added"),
            Self::Cleared { .. } => Say::of("Document gecontroleerd", "Document scanned"),
            Self::Rejected { .. } => Say::of("Document geweigerd: schadelijke software", "Document rejected: malware"),
            Self::Removed { .. } => Say::of("Document weggehaald", "Document taken away"),
        }
    }
}

/// The documents of a case.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Documents {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    held: Vec<Held>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rejected: Vec<Rejected>,
}
