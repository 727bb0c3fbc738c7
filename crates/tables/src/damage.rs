//! What tells that a cell is not what somebody wrote: a letter that does not exist, a sign that nobody types, an alphabet that was read
//! for another one.

use encoding_rs::WINDOWS_1252;
use kernel::Say;

/// Something wrong with a row as it stands in the file, before anybody asks what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// In which column of the file, from 0; `None` when it is about the whole row.
    pub column: Option<usize>,
    /// What, and what would help.
    pub why: Say,
}

/// One kind of line end, and no marks of a spreadsheet: what ends a line for one program is a space or nothing for the next.
pub(crate) fn tidied(text: &str) -> String {
    let text = text.replace("_x000D_", "").replace("\r\n", "\n");
    let ends = |c| matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.replace(ends, "\n").trim().to_owned()
}

/// What is wrong with a cell.
pub(crate) fn of(text: &str) -> Option<Say> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t')) {
        return None;
    }
    if text.contains('\u{fffd}') {
        return Some(Say::of(
            "Hier is een letter verloren gegaan. Verbeter de cel in uw rekenprogramma en sla het bestand op als XLSX of als CSV UTF-8.",
            "A letter was lost here. Mend the cell in your spreadsheet program and save the file as XLSX or as CSV UTF-8.",
        ));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Some(Say::of(
            "Hier staat een teken dat niet te lezen is. Kijk de cel na, of kies een andere tekenset bij 'Anders lezen'.",
            "There is a sign here that cannot be read. Check the cell, or choose another alphabet at 'Read it in another way'.",
        ));
    }
    let boxes = |c| matches!(c, '\u{2500}'..='\u{259f}' | '√');
    misread(text).or_else(|| text.contains(boxes).then(|| text.split_whitespace().find(|w| w.contains(boxes))).flatten()).map(|word| {
        let word: String = word.chars().take(40).collect();
        Say::made(
            format!("Hier zijn letters verkeerd gelezen: \"{word}\". Verbeter de cel; het bestand bevat twee tekensets door elkaar."),
            format!("Letters were misread here: \"{word}\". Mend the cell; the file mixes two alphabets."),
        )
    })
}

/// The first word that is Unicode read as Windows: "ZoÃ«" for Zoë. Runs of such signs are whole in UTF-8 by design, and hardly ever by chance.
fn misread(text: &str) -> Option<&str> {
    text.split(|c: char| c.is_ascii_whitespace()).find(|word| {
        let runs = word.split(|c: char| c.is_ascii()).filter(|run| run.chars().count() > 1);
        runs.into_iter().any(|run| {
            let (bytes, _, lost) = WINDOWS_1252.encode(run);
            let led = matches!(bytes.first(), Some(0xc2..=0xc5 | 0xce | 0xcf | 0xd0 | 0xd1 | 0xd8 | 0xd9 | 0xe2));
            led && !lost && std::str::from_utf8(&bytes).is_ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unicode_that_was_read_as_windows_is_told_with_the_word() {
        for word in ["ZoÃ«", "Ã‡elik", "foto\u{e2}\u{20ac}\u{2122}s", "YÄ±ldÄ±z", "GÃ¼l"] {
            let why = of(&format!("een {word} twee"));
            assert!(why.is_some_and(|why| why.nl.contains(word)), "{word}");
        }
    }

    #[test]
    fn what_people_do_write_is_left_alone() {
        let names = [
            "Zoë Çelik",
            "Ærø Ångström",
            "João Simões",
            "foto’s — “ja”",
            "Ayşe Yıldız",
            "Łukasz Żak",
            "محمد",
            "李",
            "É",
            "CAFÉ’S",
        ];
        for name in names {
            assert_eq!(of(name), None, "{name}");
        }
    }

    #[test]
    fn lost_letters_and_unreadable_signs_are_told() {
        assert!(of("M\u{fffd}ller").is_some_and(|why| why.nl.contains("verloren")));
        assert!(of("M\u{81}ller").is_some_and(|why| why.en.contains("cannot be read")));
        assert!(of("a\u{7}b").is_some());
        assert!(of("Zo├½").is_some_and(|why| why.nl.contains("Zo├½")));
        assert_eq!(of("een\ntwee\tdrie"), None);
    }

    #[test]
    fn every_end_of_a_line_is_one() {
        assert_eq!(tidied(" a\r\nb\rc\u{b}d\u{2028}e_x000D_\nf "), "a\nb\nc\nd\ne\nf");
    }
}
