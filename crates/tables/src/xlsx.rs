//! The workbooks of today's Excel, cell by cell: a sheet is never laid out whole, for its two outermost cells alone would take gigabytes.

use crate::{
    asked::{Bounds, Kind},
    book::{Book, Gather, MOST_SHEETS, NO_TABLE, Sheet, formula_error, formula_open, moment, number},
    damage::tidied,
    hidden,
};
use calamine::{Data, ExcelDateTime, Reader, Xlsx, XlsxError};
use kernel::{Refusal, Say};
use std::{collections::BTreeSet, io::Cursor};

pub(crate) fn read(bytes: &[u8], bounds: &Bounds) -> Result<Book, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| NO_TABLE)?;
    let names: Vec<String> = book.sheet_names().into_iter().take(MOST_SHEETS).collect();
    let mut sheets = Vec::new();
    for name in names {
        match sheet(&mut book, &name, bounds, &hidden::rows(bytes, &name)) {
            Ok(sheet) => sheets.push(sheet),
            // A sheet of a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => {}
            // Without one that is damaged, another would be read in its place.
            Err(_) => return Err(NO_TABLE),
        }
    }
    Ok(Book { kind: Kind::Xlsx, sheets })
}

fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    bounds: &Bounds,
    unseen: &BTreeSet<usize>,
) -> Result<Sheet, XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut gather = Gather::of(name, bounds);
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let (row, column) = cell.pos;
        let (text, damage) = match said(&cell.value.into()) {
            Some(said) => said,
            // A program that only writes files leaves the working out to who opens them.
            None if cell.formula.is_some() => (String::new(), Some(formula_open())),
            None => continue,
        };
        if !gather.put(index(row), index(column), &text, damage) {
            break;
        }
    }
    gather.hide(unseen);
    Ok(gather.done())
}

/// What a cell of Excel says, with what is wrong with it; `None` when there is nothing in it.
pub(crate) fn said(value: &Data) -> Option<(String, Option<Say>)> {
    Some(match value {
        Data::Int(n) => (n.to_string(), None),
        Data::Float(n) => (number(*n), None),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => (tidied(text), None),
        Data::Bool(yes) => ((if *yes { "ja" } else { "nee" }).to_owned(), None),
        Data::DateTime(at) => (when(at), None),
        Data::Error(_) => (String::new(), Some(formula_error())),
        Data::Empty => return None,
    })
}

pub(crate) fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn when(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
    if at.is_duration() { format!("{hour:02}:{minute:02}") } else { moment((year, month, day, hour, minute)) }
}
