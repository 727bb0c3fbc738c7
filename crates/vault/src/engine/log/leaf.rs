//! A leaf of the log: of what it is, and its hash.

use super::merkle::{self, Hash};
use crate::engine::keys::Keys;

/// The lease of who numbers the leaves.
pub(crate) const LEASE: &str = "log";
/// So many seconds a node that does so may be silent; then another goes on.
pub(crate) const SECONDS: i64 = 60;

/// What a leaf is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A line of the book.
    Line,
    /// An event of a dossier.
    Event,
    /// A mark that an event or the whole dossier was forgotten.
    Mark,
}

impl What {
    /// As it is stored.
    pub(crate) fn number(self) -> i64 {
        match self {
            Self::Line => 0,
            Self::Event => 1,
            Self::Mark => 2,
        }
    }

    pub(crate) fn of(number: i64) -> Option<Self> {
        [Self::Line, Self::Event, Self::Mark].into_iter().find(|what| what.number() == number)
    }

    fn word(self) -> &'static [u8] {
        match self {
            Self::Line => b"line",
            Self::Event => b"event",
            Self::Mark => b"mark",
        }
    }
}

/// The hash of a leaf: of what sort, in which chain (the node of a line, the dossier of the rest), at which place, and the link there.
pub(crate) fn leaf_of(keys: &Keys, what: What, chain: &[u8], place: i64, link: &[u8]) -> Hash {
    merkle::leaf(&keys.log.digest(&[what.word(), chain, &place.to_be_bytes(), link]))
}
