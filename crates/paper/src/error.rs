//! What can go wrong, told without a word of what was being printed.

use std::fmt;

/// Why there is no file. It never carries content: it may end up in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// The pages could not be laid out.
    Layout,
    /// The pages were laid out, but cannot be kept for decades as they are.
    Archive,
    /// The table is larger than the kind of file can hold, or could not be packed.
    Sheet,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Layout => "the document could not be laid out",
            Self::Archive => "the document could not be written as a lasting PDF",
            Self::Sheet => "the table could not be written",
        })
    }
}

impl std::error::Error for Error {}
