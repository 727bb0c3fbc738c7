//! Why a house does not open, in words for who runs it.

use crate::engine::{ring::RingError, store::StoreError};

/// Why a house does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// The store cannot be reached or read.
    Store(StoreError),
    /// The store was made with another master key.
    WrongKey,
    /// The key ring is not there or cannot be read.
    Ring(RingError),
    /// The store was put back from an earlier day than its key ring: so many of the 256 slices do not open.
    Older(usize),
    /// The store is of a newer program.
    Newer {
        /// What the store is.
        store: i64,
        /// What this program knows.
        program: i64,
    },
    /// Something in it was written by a newer program.
    NewerKind(&'static str),
    /// An older store in which something is wrong, which is not taken over: what and where.
    Unsound(Vec<String>),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(e) => write!(f, "the store does not open: {e}"),
            Self::WrongKey => f.write_str("the master key does not belong to this store, or its key ring was changed"),
            Self::Ring(e) => write!(f, "{e}"),
            Self::Older(n) => write!(
                f,
                "the store is of an earlier day than its key ring: {n} of 256 slices do not open. Put the keys of what lives back from \
                 the newest copy of the ring with `casustafel restore-keys`"
            ),
            Self::Newer { store, program } => {
                write!(
                    f,
                    "the store is of version {store}, this program knows versions up to {program}: use a newer program"
                )
            }
            Self::NewerKind(kind) => {
                write!(f, "a newer program wrote in dossiers of the kind {kind}: use that program, or one after it")
            }
            Self::Unsound(wrong) => write!(
                f,
                "this older store is not taken over, for its own checks find something wrong ({}). Restore a backup, or take it over as \
                 it is found with `casustafel migrate --as-found`, which is written in the book",
                listed(wrong)
            ),
        }
    }
}

impl std::error::Error for OpenError {}

/// The first things that are wrong, and how many more.
fn listed(wrong: &[String]) -> String {
    let first = wrong.iter().take(5).cloned().collect::<Vec<_>>().join("; ");
    if wrong.len() > 5 { format!("{first}; and {} more", wrong.len() - 5) } else { first }
}

impl From<RingError> for OpenError {
    fn from(e: RingError) -> Self {
        match e {
            RingError::NotOurs => Self::WrongKey,
            RingError::Missing(_) | RingError::There(_) | RingError::File(_) => Self::Ring(e),
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}
