//! The workbooks of today's Excel, cell by cell: a sheet is never laid out whole, for its two outermost cells alone would take gigabytes.

use crate::{
    asked::{Bounds, Kind},
    book::{Book, Gather, MOST_SHEETS, NO_TABLE, Sheet, formula_error, moment, number},
    damage::tidied,
};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use kernel::Refusal;
use std::io::Cursor;

pub(crate) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Book, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| NO_TABLE)?;
    let names: Vec<String> = book.sheet_names().into_iter().take(MOST_SHEETS).collect();
    let mut sheets = Vec::new();
    for name in names {
        // A sheet of a chart has no cells; a sheet that is damaged is told when it is the one.
        if let Some(sheet) = sheet(&mut book, &name, bounds) {
            sheets.push(sheet);
        }
    }
    Ok(Book { kind: Kind::Xlsx, sheets })
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, bounds: &Bounds) -> Option<Sheet> {
    let mut cells = book.worksheet_cells_reader(name).ok()?;
    let mut gather = Gather::of(name, bounds);
    while let Some(cell) = cells.next_cell().ok()? {
        let (row, column) = cell.get_position();
        let (text, damage) = match cell.get_value() {
            DataRef::Int(n) => (n.to_string(), None),
            DataRef::Float(n) => (number(*n), None),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (tidied(text), None),
            DataRef::SharedString(text) => (tidied(text), None),
            DataRef::Bool(yes) => ((if *yes { "ja" } else { "nee" }).to_owned(), None),
            DataRef::DateTime(at) => (when(at), None),
            DataRef::Error(_) => (String::new(), Some(formula_error())),
            DataRef::Empty => continue,
        };
        if !gather.put(index(row), index(column), &text, damage) {
            break;
        }
    }
    Some(gather.done())
}

pub(crate) fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

pub(crate) fn when(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
    if at.is_duration() { format!("{hour:02}:{minute:02}") } else { moment((year, month, day, hour, minute)) }
}
