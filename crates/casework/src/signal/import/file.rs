//! From bytes to cells: the two encodings and the separators that spreadsheets write.

use super::{MOST_BYTES, MOST_ROWS};
use kernel::{Refusal, Say};

/// The greatest number of columns that is read; a register has fourteen.
const MOST_CELLS: usize = 200;

const NO_TEXT: Refusal = Refusal::of(
    "Dit is geen CSV-bestand. Sla het register in uw rekenprogramma op als CSV en probeer het opnieuw.",
    "This is not a CSV file. Save the register as CSV in your spreadsheet program and try again.",
);
const EMPTY: Refusal = Refusal::of("Er staan geen signalen in dit bestand.", "There are no signals in this file.");

/// The names of the columns and the numbered rows beneath them.
pub(super) struct Sheet {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<(usize, Vec<String>)>,
}

/// The text of the file: UTF-8 with or without a mark, or else Windows-1252, which is what spreadsheets in the Netherlands write.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::of(
            "Dit bestand is te groot: er past hooguit 500 kB. Knip het register in stukken.",
            "This file is too large: at most 500 kB fits. Cut the register into parts.",
        ));
    }
    let zipped = bytes.starts_with(b"PK\x03\x04");
    let old_sheet = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    // No register holds a zero byte; every other kind of file does, and so does UTF-16.
    if zipped || old_sheet || bytes.contains(&0) || bytes.starts_with(b"%PDF") {
        return Err(NO_TEXT);
    }
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bare) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bare).0.into_owned(),
    };
    if text.trim().is_empty() {
        return Err(EMPTY);
    }
    Ok(text)
}

/// The cells of the text.
pub(super) fn sheet_of(text: &str) -> Result<Sheet, Refusal> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator_of(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut header = None;
    let mut rows = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(|_| NO_TEXT)?;
        if record.len() > MOST_CELLS {
            return Err(NO_TEXT);
        }
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if header.is_none() {
            header = Some(cells);
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(Say::made(
                format!(
                    "Dit bestand heeft te veel rijen: er passen er hooguit {MOST_ROWS}. Knip het register in stukken."
                ),
                format!("This file has too many rows: at most {MOST_ROWS} fit. Cut the register into parts."),
            )
            .into());
        }
        rows.push((index.saturating_add(1), cells));
    }
    match header {
        Some(header) if !rows.is_empty() => Ok(Sheet { header, rows }),
        _ => Err(EMPTY),
    }
}

/// The separator that the first line uses most.
fn separator_of(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    if count(',') > count(';') { b',' } else { b';' }
}
