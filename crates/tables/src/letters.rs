//! Which alphabet a file is written in. What says so itself is believed; what can be nothing else is read as that; for the rest stands who
//! sent it, before whom the words with the letters in question are put.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254};
use oem_cp::{
    code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850, DECODING_TABLE_CP852, DECODING_TABLE_CP857},
    decode_string_complete_table, decode_string_incomplete_table_lossy,
};

kernel::words! {
    /// An alphabet that spreadsheets write text in.
    pub enum Letters {
        Unicode = "utf-8", "Unicode (UTF-8)", "Unicode (UTF-8)";
        Unicode16 = "utf-16le", "Unicode-tekst (UTF-16)", "Unicode text (UTF-16)";
        Unicode16Big = "utf-16be", "Unicode-tekst (UTF-16, omgekeerd)", "Unicode text (UTF-16, reversed)";
        Windows = "windows-1252", "Windows (West-Europees)", "Windows (Western)";
        Dos = "cp850", "MS-DOS (West-Europees, 850)", "MS-DOS (Western, 850)";
        DosOld = "cp437", "MS-DOS (oud, 437)", "MS-DOS (old, 437)";
        DosTurkish = "cp857", "MS-DOS (Turks, 857)", "MS-DOS (Turkish, 857)";
        DosCentral = "cp852", "MS-DOS (Midden-Europees, 852)", "MS-DOS (Central European, 852)";
        Mac = "macintosh", "Macintosh", "Macintosh";
        Turkish = "windows-1254", "Windows (Turks)", "Windows (Turkish)";
        Central = "windows-1250", "Windows (Midden-Europees)", "Windows (Central European)";
    }
}

/// How a file reads in one alphabet: some words in which it makes a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The alphabet.
    pub letters: Letters,
    /// A few words of the file.
    pub words: Vec<String>,
}

/// What was found out about a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) letters: Letters,
    /// The ways in which it may be read, when that is not certain; the likeliest first.
    pub(crate) doubt: Vec<Sample>,
}

/// So many words are put before somebody who is asked.
const WORDS: usize = 6;

impl Letters {
    /// The text of these bytes. What is no letter in this alphabet becomes U+FFFD or a control character, which is told at its cell.
    pub(crate) fn text_of(self, bytes: &[u8]) -> String {
        let by = |encoding: &'static Encoding| encoding.decode_with_bom_removal(bytes).0.into_owned();
        match self {
            Self::Unicode => by(encoding_rs::UTF_8),
            Self::Unicode16 => by(UTF_16LE),
            Self::Unicode16Big => by(UTF_16BE),
            Self::Windows => by(WINDOWS_1252),
            Self::Mac => by(MACINTOSH),
            Self::Turkish => by(WINDOWS_1254),
            Self::Central => by(WINDOWS_1250),
            Self::Dos => decode_string_complete_table(bytes, &DECODING_TABLE_CP850),
            Self::DosOld => decode_string_complete_table(bytes, &DECODING_TABLE_CP437),
            Self::DosTurkish => decode_string_incomplete_table_lossy(bytes, &DECODING_TABLE_CP857),
            Self::DosCentral => decode_string_complete_table(bytes, &DECODING_TABLE_CP852),
        }
    }
}

/// Finds out in which alphabet a text is written; `None` when the bytes are no text at all.
pub(crate) fn find(bytes: &[u8]) -> Option<Found> {
    let sure = |letters| Some(Found { letters, doubt: Vec::new() });
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return sure(Letters::Unicode);
    }
    // Four bytes for each letter: no spreadsheet writes it, and as two bytes it reads as nonsense.
    if bytes.starts_with(b"\xff\xfe\0\0") {
        return None;
    }
    if bytes.starts_with(b"\xff\xfe") {
        return sure(Letters::Unicode16);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return sure(Letters::Unicode16Big);
    }
    if bytes.contains(&0) {
        return wide(bytes).and_then(sure);
    }
    match unicode(bytes) {
        // One letter that is none in a file that is Unicode otherwise is a letter lost there, not another alphabet.
        (seen, wrong) if wrong == 0 || seen > wrong => sure(Letters::Unicode),
        _ => Some(older(bytes)),
    }
}

/// UTF-16 without a mark: every other byte of western text is zero.
fn wide(bytes: &[u8]) -> Option<Letters> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    let most = half - half / 4;
    match (even >= most.max(1), odd >= most.max(1)) {
        (false, true) if even == 0 => Some(Letters::Unicode16),
        (true, false) if odd == 0 => Some(Letters::Unicode16Big),
        _ => None,
    }
}

/// How many letters beyond ASCII are whole in UTF-8, and how many bytes are not part of any.
fn unicode(bytes: &[u8]) -> (usize, usize) {
    let (mut seen, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        seen += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += chunk.invalid().len();
    }
    (seen, wrong)
}

/// The alphabets of before Unicode: those in which every letter stands where such a letter can stand.
fn older(bytes: &[u8]) -> Found {
    // Letters that are whole in UTF-8 in such a file are told at their cell as read wrong; they say nothing of the others.
    let plain: Vec<u8> = bytes
        .utf8_chunks()
        .flat_map(|chunk| {
            let ascii: String = chunk.valid().chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
            [ascii.into_bytes(), chunk.invalid().to_vec()].concat()
        })
        .collect();
    let mut candidates =
        vec![Letters::Windows, Letters::Dos, Letters::DosOld, Letters::Mac, Letters::Turkish, Letters::DosTurkish];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&plain, true);
    if detector.guess(Some(b"nl"), Utf8Detection::Deny) == WINDOWS_1250 {
        candidates.push(Letters::Central);
    }
    let mut ways = Vec::new();
    candidates.into_iter().for_each(|letters| consider(letters, &plain, &mut ways));
    if ways.iter().all(|(odd, ..)| *odd > 0) {
        // Where nothing fits, it may be one that is met so seldom that it would only make others doubtful.
        consider(Letters::DosCentral, &plain, &mut ways);
        consider(Letters::Central, &plain, &mut ways);
    }
    ways.sort_by_key(|(odd, usual, ..)| (*odd, std::cmp::Reverse(*usual)));
    let best = ways.first().map_or(Letters::Windows, |(_, _, letters, _)| *letters);
    let certain = match ways.as_slice() {
        [(0, ..), (next, ..), ..] => *next > 0,
        [_, _, ..] => false,
        [_] | [] => true,
    };
    let doubt = if certain {
        Vec::new()
    } else {
        let least = ways.first().map_or(0, |(odd, ..)| *odd);
        // What reads far worse than the best is no answer to offer.
        ways.iter()
            .filter(|(odd, ..)| *odd <= least.saturating_mul(2).saturating_add(2))
            .map(|(_, _, letters, text)| Sample { letters: *letters, words: words_of(text) })
            .collect()
    };
    Found { letters: best, doubt }
}

/// A way to read a file: how many signs stand where they cannot, how many where they do, and the text.
type Way = (usize, usize, Letters, String);

/// Adds a way, unless one is there already that reads the same here.
fn consider(letters: Letters, bytes: &[u8], ways: &mut Vec<Way>) {
    let text = letters.text_of(bytes);
    if ways.iter().all(|(_, _, _, other)| *other != text) {
        let (odd, usual) = weighed(&text);
        ways.push((odd, usual, letters, text));
    }
}

/// The words of a text that hold a letter beyond ASCII, each once.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let apart = |c: char| c.is_ascii_whitespace() || matches!(c, ';' | ',' | '|' | '"' | '^' | '~' | ':' | '\u{1f}');
    for word in text.split(apart).filter(|word| !word.is_ascii()) {
        let word: String = word.chars().take(40).collect();
        if !words.contains(&word) {
            words.push(word);
        }
        if words.len() == WORDS {
            break;
        }
    }
    words
}

/// How many signs beyond ASCII stand where none like it can stand, and how many where it usually does.
fn weighed(text: &str) -> (usize, usize) {
    let chars: Vec<char> = text.chars().collect();
    let (mut odd, mut usual) = (0, 0);
    for (at, c) in chars.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        let before = at.checked_sub(1).and_then(|n| chars.get(n)).copied().unwrap_or(' ');
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        match stands(before, *c, after) {
            Some(true) => usual += 1,
            Some(false) => odd += 1,
            None => {}
        }
    }
    (odd, usual)
}

/// Whether a sign can stand between these two; `None` when it says nothing.
fn stands(before: char, c: char, after: char) -> Option<bool> {
    const SMALL: &str = "áàâäãåæçéèêëíìîïñóòôöõøúùûüýÿœšžğışőűčćęąłńśźżřěůțșăđť";
    const LARGE: &str = "ÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝŒŠŽĞİŞŐŰČĆĘĄŁŃŚŹŻŘŮȚȘĂĐ";
    let inside = before.is_alphabetic() && after.is_alphabetic();
    match c {
        'ß' => Some("aeiouäöüáéó".contains(before)),
        _ if SMALL.contains(c) => Some(!before.is_uppercase() || !after.is_uppercase()),
        // A capital begins a word, or stands among capitals.
        _ if LARGE.contains(c) => {
            Some(!before.is_alphabetic() || (before.is_uppercase() && (after.is_uppercase() || !after.is_alphabetic())))
        }
        '\u{a0}' => None,
        '’' => (!before.is_alphabetic() && !before.is_ascii_digit() && !after.is_alphabetic()).then_some(false),
        '‘' | '“' | '„' | '‚' | '«' | '¿' | '¡' => before.is_alphabetic().then_some(false),
        '”' | '»' => (inside || (after.is_alphabetic() && !before.is_alphabetic())).then_some(false),
        '…' | '•' | '—' | '–' | '·' => inside.then_some(false),
        '€' | '£' | '©' | '®' | '°' | '²' | '³' | '½' | '¼' | '±' | '§' | '´' | '×' | '™' => {
            (inside || before.is_lowercase()).then_some(false)
        }
        _ => Some(false),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    const TEXT: &str = "naam;zin\nZoë Müller;één café\nDésirée Çelik;naïeve coördinatie\n";

    fn in_dos(text: &str) -> Vec<u8> {
        let table = &oem_cp::code_table::ENCODING_TABLE_CP850;
        oem_cp::encode_string_checked(text, table).unwrap()
    }

    fn in_mac(text: &str) -> Vec<u8> {
        let sign =
            |c: char| (0..=255u8).find(|byte| MACINTOSH.decode_without_bom_handling(&[*byte]).0 == c.to_string());
        text.chars().map(|c| sign(c).unwrap()).collect()
    }

    #[test]
    fn each_alphabet_of_western_spreadsheets_is_recognised() {
        let windows = WINDOWS_1252.encode(TEXT).0.into_owned();
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide_big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let files = [
            (TEXT.as_bytes().to_vec(), Letters::Unicode),
            ([b"\xef\xbb\xbf".to_vec(), TEXT.as_bytes().to_vec()].concat(), Letters::Unicode),
            (windows, Letters::Windows),
            (in_dos(TEXT), Letters::Dos),
            (in_mac(TEXT), Letters::Mac),
            ([b"\xff\xfe".to_vec(), wide.clone()].concat(), Letters::Unicode16),
            ([b"\xfe\xff".to_vec(), wide_big.clone()].concat(), Letters::Unicode16Big),
            (wide, Letters::Unicode16),
            (wide_big, Letters::Unicode16Big),
        ];
        for (bytes, letters) in files {
            let found = find(&bytes).unwrap();
            assert_eq!((found.letters, &*found.doubt), (letters, &[][..]), "{letters:?}");
            assert_eq!(letters.text_of(&bytes), TEXT);
        }
    }

    #[test]
    fn what_may_be_two_alphabets_is_asked_with_the_words_in_question() {
        // ö of a Macintosh is š on Windows, and á of DOS is a space there that does not break.
        for (bytes, says) in [(in_mac("naam\nKönig\n"), "König"), (in_dos("naam\nHernández\n"), "Hernández")] {
            let found = find(&bytes).unwrap();
            assert!(found.doubt.len() > 1, "{found:?}");
            assert!(found.doubt.iter().any(|sample| sample.words == [says]), "{found:?}");
        }
    }

    #[test]
    fn a_turkish_register_is_asked_about_and_reads_right() {
        let found = find(&WINDOWS_1254.encode("naam\nAyşe Yıldız\n").0).unwrap();
        assert!(found.letters == Letters::Turkish || found.doubt.iter().any(|s| s.words == ["Ayşe", "Yıldız"]));
    }

    #[test]
    fn turkish_and_polish_of_dos_are_never_read_as_another_alphabet_without_a_word() {
        let table = &oem_cp::code_table::ENCODING_TABLE_CP857;
        let turkish = oem_cp::encode_string_checked("naam\nAyşe Yıldız\n", table).unwrap();
        let table = &oem_cp::code_table::ENCODING_TABLE_CP852;
        let polish = oem_cp::encode_string_checked("naam\nŁukasz Żak\nMałgorzata Wójcik\n", table).unwrap();
        for (bytes, letters, word) in [(turkish, Letters::DosTurkish, "Ayşe"), (polish, Letters::DosCentral, "Łukasz")]
        {
            let found = find(&bytes).unwrap();
            let offered = |s: &Sample| s.letters == letters && s.words.iter().any(|one| one == word);
            let sure = found.doubt.is_empty() && found.letters == letters && letters.text_of(&bytes).contains(word);
            assert!(sure || found.doubt.iter().any(offered), "{found:?}");
        }
    }

    #[test]
    fn words_to_recognise_are_words_whatever_parts_the_cells() {
        for sign in [';', ',', '|', '^', '~', ':', '\u{1f}'] {
            assert_eq!(words_of(&format!("7{sign}Zoë{sign}Hoorn")), ["Zoë"], "{sign:?}");
        }
    }

    #[test]
    fn a_letter_lost_in_unicode_is_no_other_alphabet() {
        let cut = "Zoë Müller, één \u{e9}".as_bytes().iter().copied().chain([0xff]).collect::<Vec<u8>>();
        assert_eq!(find(&cut).unwrap().letters, Letters::Unicode);
        assert!(Letters::Unicode.text_of(&cut).contains('\u{fffd}'));
    }

    #[test]
    fn bytes_with_zeros_that_are_no_wide_text_are_no_text() {
        for bytes in [&b"\x89PNG\0\0\0\rIHDR"[..], b"abc\0def", b"\0\0\0\0\0\0", b"\xff\xfe\0\0a\0\0\0"] {
            assert_eq!(find(bytes), None);
        }
    }
}
