//! All that the typesetter can reach: what was laid on the desk, and the fonts. No files, no network, no clock.

use crate::letters::letters;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The desk at which something is set: what is read first, and what that may call by name.
pub(crate) struct Desk {
    main: Source,
    files: Vec<(FileId, Bytes)>,
    /// What it is told that calls for something else.
    missing: FileError,
}

impl Desk {
    /// A desk with this to read, and nothing beside it yet.
    pub(crate) fn reading(name: &str, words: impl Into<String>) -> Option<Self> {
        Some(Self {
            main: Source::new(named(name)?, words.into()),
            files: Vec::new(),
            missing: FileError::AccessDenied,
        })
    }

    /// With a file of this name on it.
    pub(crate) fn with(mut self, name: &str, bytes: Vec<u8>) -> Option<Self> {
        self.files.push((named(name)?, Bytes::new(bytes)));
        Some(self)
    }

    /// Telling this to who calls for what is not on it.
    pub(crate) fn missing(mut self, why: &'static str) -> Self {
        self.missing = FileError::Other(Some(why.into()));
        self
    }
}

/// A file of this name, of which there is one of each.
pub(crate) fn named(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(format!("/{name}")).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &letters().book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        if id.get().vpath().extension() != Some("typ") {
            return Err(self.missing.clone());
        }
        Ok(Source::new(id, std::str::from_utf8(&self.file(id)?)?.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(known, _)| *known == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or_else(|| self.missing.clone())
    }

    fn font(&self, index: usize) -> Option<Font> {
        letters().fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
