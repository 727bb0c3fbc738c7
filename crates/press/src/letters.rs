//! The letters that can be printed, and the text with only those.

use paper::Document;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use unicode_normalization::UnicodeNormalization as _;

/// One family in three cuts: Latin with all its accents, Greek, Cyrillic and Hebrew. Then Arabic.
const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("../fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("../fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf"),
];

/// So many files of the folder with further fonts are looked at, each of at most so many bytes.
const MOST_FILES: usize = 400;
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Stands where a letter should have been.
const MISSING: char = '\u{FFFD}';

/// After so many signs without a place to break, a place is made.
const LONGEST: usize = 28;

pub(crate) struct Letters {
    pub(crate) fonts: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
}

static LETTERS: OnceLock<Letters> = OnceLock::new();

/// The letters of this document: those of the fonts inside, and where these lack one, of the fonts in the folder that have it.
pub(crate) fn letters() -> &'static Letters {
    LETTERS.get_or_init(|| Letters::of(inside()))
}

fn inside() -> Vec<Font> {
    FILES.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect()
}

impl Letters {
    fn of(fonts: Vec<Font>) -> Self {
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { fonts, book }
    }

    fn has(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// The fonts that somebody brought, beside those inside; of a font of pictures it is told which file it is.
pub(crate) fn brought(files: &[Vec<u8>]) -> Result<Vec<Font>, usize> {
    let mut fonts = Vec::new();
    for (no, file) in files.iter().enumerate() {
        let had = fonts.len();
        fonts.extend(Font::iter(Bytes::new(file.clone())).filter(|font| !draws_pictures(font.data())));
        if fonts.len() == had {
            return Err(no);
        }
    }
    Ok(fonts)
}

/// Takes the fonts inside and those that were brought, before anything is set.
pub(crate) fn take(brought: Vec<Font>) {
    // Said twice, the first counts.
    let _ = LETTERS.set(Letters::of(inside().into_iter().chain(brought).collect()));
}

/// Looks in the folder for what the fonts inside and those that were brought do not have, before anything is set. A press sets one document
/// and ends, so it looks once, and only when a letter is missing.
pub(crate) fn complete(document: &Document, brought: Vec<Font>, folder: Option<PathBuf>) {
    let mut letters = Letters::of(inside().into_iter().chain(brought).collect());
    let mut lacks = lacking(document, &letters);
    if let (Some(folder), false) = (folder, lacks.is_empty()) {
        for font in further(&folder) {
            let had = lacks.len();
            lacks.retain(|c| !font.info().coverage.contains(u32::from(*c)));
            if lacks.len() < had {
                letters.fonts.push(font);
            }
            if lacks.is_empty() {
                break;
            }
        }
        letters = Letters::of(letters.fonts);
    }
    // Said twice, the first counts.
    let _ = LETTERS.set(letters);
}

/// The fonts of a folder by name, and of the folders in it; one at a time, for some are large. What is no font is passed over, and so is a
/// font of pictures: a lasting PDF takes none.
fn further(folder: &Path) -> impl Iterator<Item = Font> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).take(MOST_FILES) {
            let kind = path.extension().and_then(|kind| kind.to_str()).map(str::to_lowercase);
            if path.is_dir() && folders.len() < MOST_FILES {
                folders.push(path);
            } else if matches!(kind.as_deref(), Some("ttf" | "otf" | "ttc")) && files.len() < MOST_FILES {
                files.push(path);
            }
        }
    }
    files.sort();
    let small = |path: &PathBuf| path.metadata().is_ok_and(|file| file.len() <= MOST_BYTES);
    let read = |path: PathBuf| fs::read(path).ok().map(Bytes::new).and_then(|bytes| Font::iter(bytes).next());
    files.into_iter().filter(small).filter_map(read).filter(|font| !draws_pictures(font.data()))
}

/// Whether a font file says in the list at its beginning that it holds pictures instead of lines; of a collection nothing is said there.
fn draws_pictures(file: &[u8]) -> bool {
    let many = file.get(4..6).map_or(0, |n| n.iter().fold(0, |all, byte| all * 256 + usize::from(*byte)));
    let tags = file.get(12..).unwrap_or_default().chunks_exact(16).take(many).filter_map(|entry| entry.get(..4));
    tags.into_iter().any(|tag| [b"COLR", b"CBDT", b"sbix", b"SVG "].iter().any(|picture| tag == picture.as_slice()))
}

/// Every letter that was typed in a document.
fn typed(document: &Document) -> BTreeSet<char> {
    fn walk(value: &serde_json::Value, found: &mut BTreeSet<char>) {
        match value {
            serde_json::Value::String(text) => found.extend(text.chars().flat_map(written_out)),
            serde_json::Value::Array(all) => all.iter().for_each(|one| walk(one, found)),
            serde_json::Value::Object(all) => all.values().for_each(|one| walk(one, found)),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
    let mut found = BTreeSet::new();
    if let Ok(value) = serde_json::to_value(document) {
        walk(&value, &mut found);
    }
    found
}

fn lacking(document: &Document, letters: &Letters) -> BTreeSet<char> {
    let seen = |c: &char| !c.is_whitespace() && !unseen(*c);
    let lacks = |c: &char| own_use(*c) || plain(*c, letters).is_none();
    typed(document).into_iter().filter(seen).filter(lacks).collect()
}

/// The letters of a document that no font has, in the order of the standard.
pub(crate) fn missing(document: &Document) -> Vec<char> {
    lacking(document, letters()).into_iter().collect()
}

/// A letter that stands for two, such as the `fi` that is pasted from a PDF, and the shapes that Arabic letters take in a word, as the letters
/// that they are.
fn written_out(c: char) -> impl Iterator<Item = char> {
    let is_shape = matches!(c, '\u{FB00}'..='\u{FB06}' | '\u{FB50}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    let (out, kept) = if is_shape { (Some(c), None) } else { (None, Some(c)) };
    out.into_iter().nfkc().chain(kept)
}

/// A letter as it can be printed: itself, or what the standard has for it in plain letters, such as `1` for a 1 in a circle.
fn plain(c: char, letters: &Letters) -> Option<String> {
    if letters.has(c) {
        return Some(c.into());
    }
    let simple: String = std::iter::once(c).nfkc().collect();
    (simple.chars().all(|c| letters.has(c)) && !simple.starts_with(c)).then_some(simple)
}

/// The text with a visible mark for every letter that the fonts do not have: a lasting PDF may not hold a letter that cannot be drawn,
/// and leaving it out would change what somebody wrote without anybody seeing it. What nobody sees anyway goes: control signs and
/// the signs that join or turn others.
pub(crate) fn printable(text: &str) -> String {
    let letters = letters();
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars().flat_map(written_out) {
        match c {
            '\n' => out.push('\n'),
            '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if unseen(c) => {}
            _ if c.is_whitespace() => out.push(if c == '\u{A0}' || c == '\u{202F}' { '\u{A0}' } else { ' ' }),
            _ if own_use(c) => out.push(MISSING),
            _ => match plain(c, letters) {
                Some(plain) => out.push_str(&plain),
                None => out.push(MISSING),
            },
        }
    }
    out
}

/// The printable text on one line.
pub(crate) fn line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with places to break in what is too long for a line, such as an address on the web.
pub(crate) fn breakable(text: &str) -> String {
    let mut run = 0;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        run = if c.is_whitespace() || c == '-' { 0 } else { run + 1 };
        if run > LONGEST {
            out.push('\u{200B}');
            run = 1;
        }
        out.push(c);
    }
    out
}

fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' | '\u{1F3FB}'..='\u{1F3FF}'
        )
}

/// Signs that every font may draw as it likes, so that they say nothing to who reads by ear.
fn own_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}
