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
    // What was clean once is read back far more often than it is typed: many bytes are looked at in one go.
    let plain = |b: u8| matches!(b, b' '..=b'~') | ((b == b'\n') & lines);
    let all_plain = |bytes: &[u8]| bytes.iter().fold(true, |all, b| all & plain(*b));
    let is_clean = text.as_bytes().chunks(64).all(all_plain) || text.chars().all(|c| stays(c, lines));
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

/// Whether it is a sign that nobody sees and that parts no words: soft hyphens, joiners, marks of direction and of order.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// One sign for all that are typed for it: word processors, phones and registers each have their own apostrophe and hyphen.
fn as_typed(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '\u{2032}' | '\u{b4}' | '`' | '\u{ff07}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        other => other,
    }
}

/// A letter that is written otherwise on a keyboard that lacks it, and that no form of Unicode takes apart.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// A name as it is compared, never as it is kept: in the compatibility form of Unicode (NFKD), without case, double spaces, signs that nobody
/// sees, and accents, and with one apostrophe, one hyphen and one ij. So "Özgür Yılmaz" is found by "Ozgur Yilmaz", however either was typed.
/// Only accents of Latin, Greek and Cyrillic letters fall away; in other scripts such a mark is a letter.
#[must_use]
pub fn folded(name: &str) -> String {
    let seen = name.chars().filter(|c| !is_unseen(*c)).map(as_typed);
    let bare = seen.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let mut folded = String::with_capacity(name.len());
    for c in bare.flat_map(char::to_lowercase) {
        match plain_letters(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
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
        let alike = [
            ("Zoë Jansen", "Zoe\u{308} Jansen"),
            ("Özgür Yılmaz", "Ozgur Yilmaz"),
            ("Łukasz Żak", "lukasz zak"),
            ("IJsbrand Kok", "Ĳsbrand Kok"),
            ("Piet van ’t Hof", "Piet van 't Hof"),
            ("Piet van ‘t Hof", "Piet van `t Hof"),
            ("El‑Amrani – Kok", "el-amrani - kok"),
            ("Sa\u{ad}ra\u{200b} \u{200f}Jansen", "Sara\u{a0} Jansen"),
            ("STRAẞE Groß", "strasse gross"),
            ("Ægir Ørsted", "Aegir Orsted"),
            ("İbrahim", "ibrahim"),
            ("Ｊａｎ ﬁne", "Jan fine"),
        ];
        for (one, other) in alike {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("Jan Jansen"), folded("Jan Janssen"));
        // The mark of an Arabic or Indic vowel is a letter.
        assert_ne!(folded("किम"), folded("कम"));
        assert_eq!("Zo\u{eb}".parse::<Line>().unwrap().as_str(), "Zo\u{eb}", "what is kept is what was typed");
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
