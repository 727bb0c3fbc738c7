//! The statement of secrecy that a house lays before everybody, once for each version of its words (Wgpga art. 17, WGS art. 1.11).

use kernel::Say;

/// The words of the statement, and which version they are: other words are another version, and everybody takes notice again.
#[derive(Debug, Clone)]
pub struct Secrecy {
    pub(crate) text: Say,
    pub(crate) version: String,
}

impl Secrecy {
    /// The statement with these words; an empty line stands between two paragraphs.
    #[must_use]
    pub fn of(text: Say) -> Self {
        let version = vault::secrecy_version(&format!("{}\n\n{}", text.nl, text.en));
        Self { text, version }
    }

    /// Which version of the words it is, as the book keeps it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}
