//! Reading small things from forms that several features ask: a number, a dossier, a list with one item per line.

use kernel::{DossierId, Line, Note, Say};
use web::Reader;

/// A whole number within these bounds.
pub(crate) fn number(read: &mut Reader, name: &'static str, least: u16, most: u16) -> Option<u16> {
    let line = read.must::<Line>(name)?;
    let found = line.as_str().parse().ok().filter(|n| (least..=most).contains(n));
    if found.is_none() {
        read.wrong(
            name,
            Say::made(
                format!("Schrijf een getal van {least} tot {most}."),
                format!("Write a number from {least} to {most}."),
            ),
        );
    }
    found
}

/// A dossier by the address of its page or by its number; `Some(None)` when nothing was written.
pub(crate) fn piece(read: &mut Reader, name: &'static str) -> Option<Option<DossierId>> {
    let text = read.may::<Line>(name)?.map(|line| line.to_string()).unwrap_or_default();
    if text.is_empty() {
        return Some(None);
    }
    let word = text.split(['/', '?', '#']).find(|part| part.len() == 32).unwrap_or(&text);
    let found = word.parse::<DossierId>().ok();
    if found.is_none() {
        let says = Say::of(
            "Plak hier het adres van de pagina, of laat dit leeg.",
            "Paste the address of the page here, or leave this empty.",
        );
        read.wrong(name, says);
    }
    found.map(Some)
}

/// One item per line of a text; `None` with a message when one is too long.
pub(crate) fn lines(read: &mut Reader, name: &'static str) -> Option<Vec<Line>> {
    let text = read.may::<Note>(name)?.map(|note| note.to_string()).unwrap_or_default();
    let read_lines: Result<Vec<Line>, _> =
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::parse).collect();
    match read_lines {
        Ok(lines) => Some(lines),
        Err(refusal) => {
            read.wrong(name, refusal.why);
            None
        }
    }
}
