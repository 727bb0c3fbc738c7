//! Plain text with semicolons, as spreadsheets set to Dutch open it.

use super::{Cell, Sheet};
use crate::Error;

/// Without it a well-known spreadsheet takes UTF-8 for an older alphabet and spoils every name with an accent.
const MARK: &str = "\u{FEFF}";

impl Sheet {
    /// The table as CSV: UTF-8, semicolons, a comma in numbers. Text that a spreadsheet would run as a formula gets an apostrophe
    /// in front, which is how a spreadsheet itself writes down that something is text.
    pub fn csv(&self) -> Result<Vec<u8>, Error> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(MARK.as_bytes().to_vec());
        let width = self.width();
        writer.write_record(padded(self.columns.iter().map(|name| harmless(name)).collect(), width)).map_err(lost)?;
        for row in &self.rows {
            writer.write_record(padded(row.iter().map(written).collect(), width)).map_err(lost)?;
        }
        writer.into_inner().map_err(|_| Error::Sheet)
    }
}

fn padded(mut row: Vec<String>, width: usize) -> Vec<String> {
    row.resize(width, String::new());
    row
}

// Takes the error whole so that nothing of the row it was about goes further.
fn lost(_: csv::Error) -> Error {
    Error::Sheet
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Number(number) if number.is_finite() => number.to_string().replace('.', ","),
        Cell::Number(_) | Cell::Empty => String::new(),
    }
}

/// Spaces and line breaks in front are skipped by some spreadsheets, and the wide signs are read as the common ones by others.
fn harmless(text: &str) -> String {
    let text = super::clean(text);
    let first = text.trim_start().chars().next();
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if formula || text.starts_with(['\t', '\n']) { format!("'{text}") } else { text }
}
