//! The letters that can be printed, and the text with only those.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// One family in three cuts: Latin with all its accents, Greek, Cyrillic and Hebrew.
const FILES: [&[u8]; 3] = [
    include_bytes!("../fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("../fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("../fonts/LibertinusSerif-Italic.otf"),
];

/// Stands where a letter should have been.
const MISSING: char = '\u{FFFD}';

/// After so many signs without a place to break, a place is made.
const LONGEST: usize = 28;

pub(crate) struct Letters {
    pub(crate) fonts: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
}

pub(crate) static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Letters { fonts, book }
});

impl Letters {
    fn has(&self, c: char) -> bool {
        self.fonts.first().is_some_and(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// The text with a visible mark for every letter that the fonts do not have: a lasting PDF may not hold a letter that cannot be drawn,
/// and leaving it out would change what somebody wrote without anybody seeing it. What nobody sees anyway goes: control signs and
/// the signs that join or turn others.
pub(crate) fn printable(text: &str) -> String {
    let letters = &*LETTERS;
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' => Some('\n'),
            '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            _ if unseen(c) => None,
            _ if c.is_whitespace() => Some(if c == '\u{A0}' || c == '\u{202F}' { '\u{A0}' } else { ' ' }),
            _ if own_use(c) || !letters.has(c) => Some(MISSING),
            _ => Some(c),
        })
        .collect()
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
