//! A file of text as one sheet: alphabet first, then separator, then cells.

use crate::{
    asked::{Bounds, Wish},
    book::{Gather, NO_TABLE, Raw, Sheet},
    damage::{Damage, tidied},
    head,
    head::Wanted,
    letters::{self, Letters, Sample},
    lines::{self, Lines},
};
use kernel::{Refusal, Say};

/// A text as it was read.
pub(crate) struct Text {
    pub(crate) letters: Letters,
    pub(crate) doubt: Vec<Sample>,
    /// Some of the words in which the alphabet matters.
    pub(crate) words: Vec<String>,
    pub(crate) separator: char,
    pub(crate) sheet: Sheet,
}

/// So many rows tell which separator a file has.
const LOOKED_AT: usize = 40;

const WEB_PAGE: Refusal = Refusal::of(
    "Dit is een webpagina of XML met de naam van een rekenblad. Open het in uw rekenprogramma en sla het op als XLSX.",
    "This is a web page or XML with the name of a spreadsheet. Open it in your spreadsheet program and save it as XLSX.",
);

pub(crate) fn read(bytes: &[u8], wanted: &[Wanted], bounds: &Bounds, wish: &Wish) -> Result<Text, Refusal> {
    if bytes.starts_with(b"%PDF") {
        return Err(NO_TABLE);
    }
    let found = letters::find(bytes).ok_or(NO_TABLE)?;
    let letters = wish.letters.unwrap_or(found.letters);
    let doubt = if wish.letters.is_some() { Vec::new() } else { found.doubt };
    let text = letters.text_of(bytes);
    let begins = text.trim_start().get(..9).unwrap_or_default().to_ascii_lowercase();
    if ["<?xml", "<html", "<!doctype", "<table"].iter().any(|mark| begins.starts_with(mark)) {
        return Err(WEB_PAGE);
    }
    let (told, body) = lines::told(&text).map_or((None, text.as_str()), |(sign, body)| (Some(sign), body));
    let separator = separator_of(body, told, wanted, wish);
    let sheet = sheet_of(body, separator, bounds)?;
    Ok(Text { letters, doubt, words: letters::words_of(&text), separator, sheet })
}

/// The separator under which most of the wanted names are found, and else the one that is told or that gives rows of one width. A first line
/// may tell one that the file does not use: whoever changed the one forgot the other.
fn separator_of(text: &str, told: Option<char>, wanted: &[Wanted], wish: &Wish) -> char {
    const ANY: [char; 8] = [';', ',', '\t', '|', '^', '~', ':', '\u{1f}'];
    const USUAL: [char; 3] = [';', ',', '\t'];
    let first = |separator| -> Vec<Raw> { Lines::of(text, separator).take(LOOKED_AT).map(|line| line.raw).collect() };
    let best = |signs: &[char], weigh: &dyn Fn(&[Raw]) -> usize| {
        // The first of those that are equal: the order above is how often each is met.
        signs.iter().copied().map(|sign| (weigh(&first(sign)), sign)).rev().max_by_key(|(weight, _)| *weight)
    };
    let named = |rows: &[Raw]| head::fit(rows, wanted, wish);
    let even = |rows: &[Raw]| {
        let wide = rows.iter().map(|row| row.cells.len()).filter(|width| *width > 1);
        let width = wide.clone().max().unwrap_or(0);
        wide.filter(|one| *one == width).count().saturating_mul(width)
    };
    let enough = |names: usize| names >= wanted.len().min(2);
    if let Some(told) = told.filter(|told| enough(named(&first(*told)))) {
        return told;
    }
    best(&ANY, &named)
        .filter(|(names, _)| enough(*names))
        .map(|(_, sign)| sign)
        .or(told)
        .or_else(|| best(&USUAL, &even).map(|(_, sign)| sign))
        .unwrap_or(';')
}

fn sheet_of(text: &str, separator: char, bounds: &Bounds) -> Result<Sheet, Refusal> {
    let mut gather = Gather::of("", bounds);
    let mut rows: Vec<Raw> = Vec::new();
    let mut over = None;
    for line in Lines::of(text, separator) {
        if line.unclosed {
            return Err(lines::unclosed(line.raw.number));
        }
        let mut raw = line.raw;
        for (column, cell) in raw.cells.iter_mut().enumerate() {
            *cell = tidied(cell);
            if !gather.put(raw.number.saturating_sub(1), column, cell, None) {
                over = gather.over();
                break;
            }
        }
        if over.is_some() {
            break;
        }
        if raw.cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(raw);
        }
    }
    swallowed(&mut rows, separator);
    Ok(Sheet { name: String::new(), rows, over })
}

/// A cell between quotation marks that holds whole rows: the mark that closes it was that of another cell.
fn swallowed(rows: &mut [Raw], separator: char) {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let apart = (usual / 2).max(2);
    for row in rows {
        let holds = |cell: &String| cell.lines().skip(1).any(|line| line.matches(separator).count() >= apart);
        if row.cells.iter().any(holds) {
            row.damage.push(Damage { column: None, why: ROWS_INSIDE });
        }
    }
}

const ROWS_INSIDE: Say = Say::of(
    "In deze cel staan hele rijen, misschien van anderen. Waarschijnlijk ontbreekt in deze rij een aanhalingsteken.",
    "This cell holds whole rows, perhaps about others. A quotation mark is probably missing in this row.",
);
