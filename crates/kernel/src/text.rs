//! Text that a person typed, checked once at the door: trimmed, one kind of line end, no control characters, of bounded length.
//! What it says is left alone; harmlessness on a page is the template's work, which escapes everything.

use crate::{Refusal, Say};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;

/// Whether a character may stand in a text as it is.
fn stays(c: char, lines: bool) -> bool {
    match c {
        '\n' => lines,
        // Invisible direction marks can make a name read as another one, and an invisible space make two of one.
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{061c}'
        | '\u{200b}'
        | '\u{feff}' => false,
        c => !c.is_control(),
    }
}

fn tidied(text: &str, lines: bool) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let spaced = text.chars().map(|c| if c == '\t' || (c == '\n' && !lines) { ' ' } else { c });
    spaced.filter(|c| stays(*c, lines)).collect()
}

fn clean(text: String, lines: bool, max: usize) -> Result<String, Refusal> {
    // What was clean once is read back far more often than it is typed.
    let plain = |b: u8| matches!(b, b' '..=b'~') || (b == b'\n' && lines);
    let is_clean = text.bytes().all(plain) || text.chars().all(|c| stays(c, lines));
    let kept = if is_clean { text } else { tidied(&text, lines) };
    let trimmed = kept.trim();
    let count = if trimmed.len() <= max { trimmed.len() } else { trimmed.chars().count() };
    if count == 0 {
        return Err(Refusal::of("Vul dit in.", "Fill this in."));
    }
    if count > max {
        return Err(Say::made(
            format!("Dit is te lang: {count} tekens, hooguit {max} passen."),
            format!("This is too long: {count} characters, at most {max} fit."),
        )
        .into());
    }
    Ok(if trimmed.len() == kept.len() { kept } else { trimmed.to_owned() })
}

/// A name as it is compared: case, double spaces and the way in which a letter with a mark was stored do not count, so that "Zoë" is
/// one name however a keyboard writes it (NFC). Letters are not taken for one another: "Zoe" is another name.
#[must_use]
pub fn folded(name: &str) -> String {
    let composed: String = name.nfc().collect();
    composed.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $lines:literal, $max:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The greatest length, in characters.
            pub const MAX: usize = $max;
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        /// A dash: what a dossier says before its first event.
        impl Default for $name {
            fn default() -> Self {
                Self("-".to_owned())
            }
        }
        impl FromStr for $name {
            type Err = Refusal;
            fn from_str(text: &str) -> Result<Self, Refusal> {
                clean(text.to_owned(), $lines, $max).map(Self)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        /// Content never reaches a log by way of `{:?}`.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({} characters)"), self.0.chars().count())
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                clean(text, $lines, $max).map(Self).map_err(|r| serde::de::Error::custom(r.why.en))
            }
        }
    };
}

checked_text! {
    /// One line: a name, a title, a reference. At most 200 characters.
    Line, false, 200
}
checked_text! {
    /// A few sentences: a fact, a reason, an answer. At most 2,000 characters.
    Note, true, 2000
}
checked_text! {
    /// A page: a judgement, an advice. At most 8,000 characters.
    Prose, true, 8000
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_stays_one_line() {
        assert_eq!("  a\r\nb\u{0}\u{202e} ".parse::<Line>().unwrap().as_str(), "a b");
    }

    #[test]
    fn what_cannot_be_seen_does_not_make_another_name() {
        for mark in ['\u{200b}', '\u{200e}', '\u{200f}', '\u{061c}', '\u{202e}', '\u{2067}', '\u{feff}'] {
            let typed = format!("Zo\u{eb}{mark} {mark}Jansen");
            assert_eq!(typed.parse::<Line>().unwrap().as_str(), "Zo\u{eb} Jansen", "{}", mark.escape_unicode());
        }
        assert!("\u{200b}\u{200e}".parse::<Line>().is_err(), "nothing is left");
    }

    #[test]
    fn a_name_is_one_name_however_its_letters_were_stored() {
        assert_eq!(folded("  ZOE\u{308}   JANSEN "), folded("zo\u{eb} jansen"));
        assert_eq!(folded("Zo\u{eb} Jansen"), "zo\u{eb} jansen", "what was stored composed keeps its digest");
        assert_ne!(folded("Zoe Jansen"), folded("Zo\u{eb} Jansen"));
    }

    #[test]
    fn a_note_keeps_its_lines() {
        assert_eq!("a\r\nb".parse::<Note>().unwrap().as_str(), "a\nb");
    }

    #[test]
    fn empty_and_too_long_are_told_apart() {
        assert!(" \u{7} ".parse::<Line>().unwrap_err().why.nl.contains("Vul"));
        assert!("x".repeat(201).parse::<Line>().unwrap_err().why.nl.contains("201"));
        assert!("é".repeat(200).parse::<Line>().is_ok());
    }

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(format!("{:?}", "geheim".parse::<Note>().unwrap()), "Note(6 characters)");
    }
}
