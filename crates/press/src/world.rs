//! All that the typesetter can reach: the template, the content, the fonts. No files, no network, no clock.

use crate::letters::letters;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATE: &str = include_str!("template.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The desk at which one document is set.
pub(crate) struct Desk {
    template: Source,
    /// The content, and the pictures that go with it.
    files: Vec<(FileId, Bytes)>,
}

impl Desk {
    /// A desk with this content on it, and pictures that it calls by their number.
    pub(crate) fn with(data: Vec<u8>, pictures: &[Vec<u8>]) -> Option<Self> {
        let named =
            |path: &str| VirtualPath::new(path).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern());
        let mut files = vec![(named("/content.json")?, Bytes::new(data))];
        for (no, picture) in (1..).zip(pictures) {
            let no: usize = no;
            files.push((named(&format!("/{no}.png"))?, Bytes::new(picture.clone())));
        }
        Some(Self { template: Source::new(named("/template.typ")?, TEMPLATE.to_owned()), files })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &letters().book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(known, _)| *known == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        letters().fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
