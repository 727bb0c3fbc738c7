//! What a store can say instead of doing what was asked.

use std::path::PathBuf;

/// The store did not do what was asked. Never carries a value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// No room on the disk; nothing was written.
    Full,
    /// Somebody else holds it; may pass.
    Busy,
    /// It was wrapped anew under another generation of the key ring while it was read; read again it opens.
    Turned,
    /// More is waiting to be done than may wait; nothing was written, and a moment later it may go.
    Overloaded,
    /// A row with this key is there already.
    Taken,
    /// The file is not a store, or damaged.
    Damaged,
    /// A column held something else than it should.
    Shape(&'static str),
    /// The work stopped halfway by a fault of the program; nothing of it was kept.
    Stopped,
    /// The connection was lost before anything was kept.
    Lost,
    /// The connection was lost while it was being kept: it may be there and it may not.
    Unknown,
    /// Something a keeper can do something about, as a sentence.
    Told(&'static str),
    /// Another server has this store; the file that says so.
    Served(PathBuf),
    /// What the engine called it.
    Engine(String),
    /// The store has been closed.
    Closed,
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Full => f.write_str("no room on the disk"),
            Self::Busy => f.write_str("the store is busy"),
            Self::Turned => f.write_str("a key was wrapped anew while it was read"),
            Self::Overloaded => f.write_str("more is waiting for the store than may wait"),
            Self::Taken => f.write_str("a row with this key exists"),
            Self::Damaged => f.write_str("the store is damaged or not a store"),
            Self::Shape(what) => write!(f, "a column does not hold {what}"),
            Self::Stopped => f.write_str("the work stopped halfway by a fault of the program; nothing of it was kept"),
            Self::Lost => f.write_str("the connection to the store was lost; nothing was kept"),
            Self::Unknown => {
                f.write_str("the connection was lost while committing: whether it was kept is not known, so look before trying again")
            }
            Self::Told(what) => f.write_str(what),
            Self::Served(file) => write!(
                f,
                "another server has this store open, as {} says: stop that one first, or use PostgreSQL for more than one",
                file.display()
            ),
            Self::Engine(what) => f.write_str(what),
            Self::Closed => f.write_str("the store is closed"),
        }
    }
}

impl std::error::Error for StoreError {}
