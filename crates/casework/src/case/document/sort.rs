//! What a document is, by what is in it: its first bytes and nothing that its sender says of it.

use kernel::Refusal;

kernel::words! {
    /// The documents that are taken in.
    pub enum Sort {
        Pdf = "pdf", "PDF", "PDF";
        Png = "png", "afbeelding (PNG)", "picture (PNG)";
        Jpeg = "jpeg", "afbeelding (JPEG)", "picture (JPEG)";
        Text = "text", "tekst", "text";
    }
}

const NO_SORT: Refusal = Refusal::of(
    "Dit soort bestand kan hier niet bij. Kies een PDF, een PNG- of JPEG-afbeelding, of platte tekst (UTF-8).",
    "This sort of file cannot be added here. Choose a PDF, a PNG or JPEG picture, or plain text (UTF-8).",
);
const OTHER_NAME: Refusal = Refusal::of(
    "Dit bestand is iets anders dan zijn naam zegt. Controleer of u het goede bestand koos.",
    "This file is something else than its name says. Check whether you chose the right file.",
);
const EMPTY: Refusal = Refusal::of("Dit bestand is leeg.", "This file is empty.");

impl Sort {
    /// What these bytes are, under this name.
    ///
    /// # Errors
    /// A sentence when they are nothing that is taken in, or something else than the name says.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        let sort = match bytes {
            [] => return Err(EMPTY),
            bytes if bytes.starts_with(b"%PDF-") => Self::Pdf,
            bytes if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Self::Png,
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            bytes => text(bytes).map(|_| Self::Text).ok_or(NO_SORT)?,
        };
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if sort.endings().contains(&ending.as_str()) { Ok(sort) } else { Err(OTHER_NAME) }
    }

    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Text => &["txt"],
        }
    }
}

/// The text in these bytes, if it is one: UTF-8, or UTF-16 that says so, without signs that no text holds. Line ends become one kind.
#[must_use]
pub(in crate::case) fn text(bytes: &[u8]) -> Option<String> {
    let wide = |pairs: &[u8], of: fn([u8; 2]) -> u16| {
        let units: Option<Vec<u16>> = pairs.chunks(2).map(|pair| pair.try_into().ok().map(of)).collect();
        String::from_utf16(&units?).ok()
    };
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok()?.to_owned(),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        all => std::str::from_utf8(all).ok()?.to_owned(),
    };
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n");
    text.chars().all(|c| matches!(c, '\n' | '\t') || !c.is_control()).then_some(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_what_is_in_it_and_its_name_says_the_same() {
        assert_eq!(Sort::of("a.PDF", b"%PDF-1.7\n").unwrap(), Sort::Pdf);
        assert_eq!(Sort::of("a.png", b"\x89PNG\r\n\x1a\n....").unwrap(), Sort::Png);
        for name in ["a.jpg", "foto van het plein.JPEG"] {
            assert_eq!(Sort::of(name, &[0xff, 0xd8, 0xff, 0xe0]).unwrap(), Sort::Jpeg);
        }
        assert_eq!(Sort::of("a.txt", "één regel\r\n".as_bytes()).unwrap(), Sort::Text);
        for (name, bytes) in [
            ("a.pdf", &b"MZ\x90\0"[..]),
            ("a.zip", b"PK\x03\x04"),
            ("a.docx", b"PK\x03\x04"),
            ("a.gif", b"GIF89a\0\x01"),
            ("a.txt", b"Andr\xe9"),
            ("a.txt", b"a\0b"),
            ("a.txt", b"\xff\xfea"),
        ] {
            assert_eq!(Sort::of(name, bytes), Err(NO_SORT), "{name}");
        }
    }

    #[test]
    fn a_name_that_says_something_else_is_refused() {
        for (name, bytes) in [
            ("a.pdf", &b"platte tekst"[..]),
            ("a.txt", b"%PDF-1.7"),
            ("a.pdf.txt", b"%PDF-1.7"),
            ("eicar.com", b"platte tekst"),
            ("zonder", b"platte tekst"),
            ("a.html", b"<script>"),
            ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("a.png", &[0xff, 0xd8, 0xff]),
        ] {
            assert_eq!(Sort::of(name, bytes), Err(OTHER_NAME), "{name}");
        }
        assert_eq!(Sort::of("a.txt", b""), Err(EMPTY));
    }

    #[test]
    fn text_is_read_in_the_letters_it_was_written_in() {
        assert_eq!(text(b"\xef\xbb\xbfZo\xc3\xab\r\nJansen\r").unwrap(), "Zoë\nJansen\n");
        let wide: Vec<u8> =
            [0xfeff_u16].into_iter().chain("Łukasz".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&wide).unwrap(), "Łukasz");
        let wide: Vec<u8> = [0xfeff_u16].into_iter().chain("Ω".encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&wide).unwrap(), "Ω");
    }
}
