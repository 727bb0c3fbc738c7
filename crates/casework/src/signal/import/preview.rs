//! What a file of signals holds, before anything is taken over.

use super::column::Column;
use crate::signal::Intake;
use kernel::{AgencyId, HouseId, Line, MunicipalityId, Say};
use tables::{Bounds, Table};
use vault::Agency;

/// The greatest file that is read, in bytes: what a form can carry from the look to the choice.
pub const MOST_BYTES: usize = 500_000;
/// The greatest number of rows in one file.
pub const MOST_ROWS: usize = 2_000;

/// How much is read: a cell of fifty facts fits.
pub(super) const BOUNDS: Bounds = Bounds { bytes: MOST_BYTES, rows: MOST_ROWS, columns: 200, cell: 250_000 };

/// So many rows with the same reference, and so many wrong facts of one row, are named; then it is clear.
pub(super) const MOST_TOLD: usize = 5;

/// A municipality as the directory knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// In whose region it lies.
    pub house: HouseId,
    /// Its agency.
    pub stay: AgencyId,
    /// What is pointed out where the name is one of before.
    pub became: Option<Say>,
}

/// For whom the file is read.
#[derive(Debug, Clone, Copy)]
pub struct Keeper<'a> {
    /// The agency that will keep the signals.
    pub agency: &'a Agency,
    /// Whom to call there about them (Wgpga art. 4 under d).
    pub contact: &'a Line,
}

/// What is in the file, before anything is taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Row by row, in the order of the file; empty as long as the table has a doubt.
    pub rows: Vec<Row>,
    /// Columns that nobody here knows; they are not read.
    pub ignored: Vec<String>,
    /// Columns that the file lacks; they stay empty.
    pub missing: Vec<Column>,
    /// The table as it was read, with what is to be answered first.
    pub table: Table,
}

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the spreadsheet.
    pub number: usize,
    /// What the register calls it, where that can be read.
    pub reference: Option<Line>,
    /// What would be registered, or everything that is wrong with it.
    pub read: Result<Box<Intake>, Vec<Problem>>,
    /// What does not stand in the way, but deserves a look.
    pub hints: Vec<Say>,
}

/// Something wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// In which column; `None` when it is about the whole row.
    pub column: Option<Column>,
    /// What, and what would help.
    pub why: Say,
}

impl Preview {
    /// The rows that can be taken over.
    pub fn good(&self) -> impl Iterator<Item = (&Row, &Intake)> {
        self.rows.iter().filter_map(|row| row.read.as_ref().ok().map(|intake| (row, intake.as_ref())))
    }

    /// The rows that cannot, with their problems.
    pub fn wrong(&self) -> impl Iterator<Item = (&Row, &[Problem])> {
        self.rows.iter().filter_map(|row| row.read.as_ref().err().map(|problems| (row, problems.as_slice())))
    }
}
