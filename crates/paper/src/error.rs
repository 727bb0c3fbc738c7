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
    /// The document is larger than the press takes.
    TooMuch,
    /// The press is not on this machine, or does not start.
    NoPress,
    /// Others are printing, and so many wait already that this one would wait too long.
    Busy,
    /// The press took too long and was ended.
    TooSlow,
    /// The press asked for more memory than it may have, and ended.
    Memory,
}

impl Error {
    /// The number with which the press ends.
    pub const fn code(self) -> u8 {
        match self {
            Self::Layout => 10,
            Self::Archive => 11,
            Self::Sheet => 12,
            Self::TooMuch => 13,
            Self::NoPress => 14,
            Self::Busy => 15,
            Self::TooSlow => 16,
            Self::Memory => 17,
        }
    }

    /// What the press means by the number with which it ended; one that it never gives is how a program that fell over ends.
    pub(crate) fn of_code(code: Option<i32>) -> Self {
        let known = [Self::Archive, Self::TooMuch, Self::Memory];
        known.into_iter().find(|error| code == Some(i32::from(error.code()))).unwrap_or(Self::Layout)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Layout => "the document could not be laid out",
            Self::Archive => "the document could not be written as a lasting PDF",
            Self::Sheet => "the table could not be written",
            Self::TooMuch => "the document is larger than the press takes",
            Self::NoPress => "the program casustafel-press is not beside this one, or does not start",
            Self::Busy => "too many documents wait for the press",
            Self::TooSlow => "the press took too long and was ended",
            Self::Memory => "the press asked for more memory than it may have",
        })
    }
}

impl std::error::Error for Error {}
