//! A workbook or a text as raw rows: what is common to all kinds of file.

use crate::{
    asked::{Bounds, Kind},
    damage::Damage,
};
use kernel::{Refusal, Say};
use std::collections::BTreeSet;

pub(crate) const NO_TABLE: Refusal = Refusal::of(
    "Dit is geen tabel die hier te lezen is. Sla het bestand in uw rekenprogramma op als XLSX, ODS of CSV en probeer het opnieuw.",
    "This is no table that can be read here. Save the file as XLSX, ODS or CSV in your spreadsheet program and try again.",
);

/// What is said of a file with a password.
pub(crate) fn locked() -> Refusal {
    Refusal::of(
        "Dit bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en probeer het opnieuw.",
        "This file is locked with a password. Save it without a password and try again.",
    )
}

/// A row as it stands in the file, with the number that the spreadsheet gives it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Raw {
    pub(crate) number: usize,
    pub(crate) cells: Vec<String>,
    pub(crate) damage: Vec<Damage>,
    /// The spreadsheet does not show it.
    pub(crate) hidden: bool,
}

/// One sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Raw>,
    /// It holds more than is read: what was read is a part.
    pub(crate) over: Option<Over>,
}

/// Of what there is too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    Rows,
    Columns,
    Text,
}

impl Over {
    pub(crate) fn refusal(self, bounds: &Bounds) -> Refusal {
        match self {
            Self::Rows => Say::made(
                format!("Dit bestand heeft te veel rijen: er passen er hooguit {}. Knip het in stukken.", bounds.rows),
                format!("This file has too many rows: at most {} fit. Cut it into parts.", bounds.rows),
            )
            .into(),
            Self::Columns => Say::made(
                format!("Dit bestand heeft te veel kolommen: er passen er hooguit {}.", bounds.columns),
                format!("This file has too many columns: at most {} fit.", bounds.columns),
            )
            .into(),
            Self::Text => Refusal::of(
                "In dit bestand staat te veel tekst. Knip het in stukken.",
                "There is too much text in this file. Cut it into parts.",
            ),
        }
    }
}

/// The most sheets that are looked at.
pub(crate) const MOST_SHEETS: usize = 40;

/// The sheets of a workbook, with the kind of file it is.
pub(crate) struct Book {
    pub(crate) kind: Kind,
    pub(crate) sheets: Vec<Sheet>,
}

/// Gathers the cells of a sheet as they come, and stops where there is too much of them.
pub(crate) struct Gather<'a> {
    bounds: &'a Bounds,
    sheet: Sheet,
    text: usize,
}

/// The most rows above the names of the columns, beside those that are read.
pub(crate) const MOST_ABOVE: usize = 40;

impl<'a> Gather<'a> {
    pub(crate) fn of(name: impl Into<String>, bounds: &'a Bounds) -> Self {
        Self { bounds, sheet: Sheet { name: name.into(), ..Sheet::default() }, text: 0 }
    }

    /// A cell at this row and column, from 0; rows come in order. Says whether more may come.
    pub(crate) fn put(&mut self, row: usize, column: usize, text: &str, damage: Option<Say>) -> bool {
        if text.is_empty() && damage.is_none() {
            return true;
        }
        self.text = self.text.saturating_add(text.len());
        let over = if column >= self.bounds.columns {
            Some(Over::Columns)
        } else if self.text > self.bounds.bytes.saturating_mul(4) {
            Some(Over::Text)
        } else {
            None
        };
        let number = row.saturating_add(1);
        let is_new = self.sheet.rows.last().is_none_or(|last| last.number != number);
        let full = is_new && self.sheet.rows.len() > self.bounds.rows.saturating_add(MOST_ABOVE);
        if let Some(over) = over.or(full.then_some(Over::Rows)) {
            self.sheet.over = Some(over);
            return false;
        }
        if is_new {
            self.sheet.rows.push(Raw { number, ..Raw::default() });
        }
        if let Some(last) = self.sheet.rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = last.cells.get_mut(column) {
                text.clone_into(cell);
            }
            last.damage.extend(damage.map(|why| Damage { column: Some(column), why }));
        }
        true
    }

    /// Marks the rows with these numbers as hidden.
    pub(crate) fn hide(&mut self, numbers: &BTreeSet<usize>) {
        self.sheet.rows.iter_mut().for_each(|row| row.hidden |= numbers.contains(&row.number));
    }

    /// Of what there was too much.
    pub(crate) fn over(&self) -> Option<Over> {
        self.sheet.over
    }

    pub(crate) fn done(self) -> Sheet {
        self.sheet
    }
}

/// A day and a time of a spreadsheet, as people write it; without the time when it is midnight.
pub(crate) fn moment((year, month, day, hour, minute): (u16, u8, u8, u8, u8)) -> String {
    let on = format!("{day:02}-{month:02}-{year:04}");
    if (hour, minute) == (0, 0) { on } else { format!("{on} {hour:02}:{minute:02}") }
}

/// A number as it is typed: whole ones without a fraction, so that a BSN in a cell of numbers is a BSN.
pub(crate) fn number(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { format!("{n:.0}") } else { n.to_string().replace('.', ",") }
}

/// What is said of a cell with a formula that was never worked out.
pub(crate) fn formula_open() -> Say {
    Say::of(
        "In deze cel staat een formule zonder uitkomst. Open het bestand in uw rekenprogramma en sla het daar opnieuw op.",
        "This cell holds a formula without a result. Open the file in your spreadsheet program and save it there again.",
    )
}

/// What is said of a cell that holds an error of a formula.
pub(crate) fn formula_error() -> Say {
    Say::of(
        "In deze cel staat een fout van een formule. Verbeter haar in uw rekenprogramma.",
        "This cell holds an error of a formula. Mend it in your spreadsheet program.",
    )
}
