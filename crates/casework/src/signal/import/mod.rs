//! Taking over a register of signals from a spreadsheet file. Reads and explains; writes nothing. A row is taken over whole or not at
//! all, and whoever sent the file reads per row what is wrong with it, in which column, and what would help.
//!
//! It must never guess: a wrong day, an unknown municipality or a mistyped BSN is told, not repaired.

mod file;
mod row;
mod take;

use super::intake::Intake;
use kernel::{AgencyId, Date, HouseId, Line, MunicipalityId, Refusal, Say};
use std::collections::BTreeMap;
use vault::Agency;

pub use row::Column;
pub use take::{Choose, NotTaken, Taken, next_reference, places, take_over, taken_before};

/// The greatest file that is read, in bytes: what a form can carry from the look to the choice.
pub const MOST_BYTES: usize = 500_000;
/// The greatest number of rows in one file.
pub const MOST_ROWS: usize = 2_000;

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
    /// Row by row, in the order of the file.
    pub rows: Vec<Row>,
    /// Columns that nobody here knows; they are not read.
    pub ignored: Vec<String>,
    /// Columns that the file lacks; they stay empty.
    pub missing: Vec<Column>,
    /// The file as text, so that the next step can send it again without a second upload.
    pub text: String,
}

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the spreadsheet; the names of the columns are row 1.
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

/// Reads a file. `places` finds a municipality by its name.
///
/// # Errors
/// A sentence when it is no readable register at all: too large, no text, or without the columns that a signal needs.
pub fn read(
    bytes: &[u8],
    places: impl Fn(&str) -> Option<Place>,
    today: Date,
    keeper: Keeper<'_>,
) -> Result<Preview, Refusal> {
    let text = file::text_of(bytes)?;
    let sheet = file::sheet_of(&text)?;
    let header = row::Header::of(&sheet.header)?;
    let mut rows: Vec<Row> = sheet
        .rows
        .iter()
        .map(|(number, cells)| row::read(*number, &header.cells(cells), &places, today, keeper))
        .collect();
    refuse_doubles(&mut rows);
    Ok(Preview { rows, ignored: header.ignored, missing: header.missing, text })
}

/// Two rows with one reference: nobody but the keeper of the register knows which of the two is right, so neither is taken over.
fn refuse_doubles(rows: &mut [Row]) {
    let mut seen: BTreeMap<Line, Vec<usize>> = BTreeMap::new();
    for row in rows.iter() {
        if let Some(reference) = &row.reference {
            seen.entry(reference.clone()).or_default().push(row.number);
        }
    }
    for row in rows.iter_mut() {
        let same = row.reference.as_ref().and_then(|reference| seen.get(reference)).map_or(&[][..], Vec::as_slice);
        // A few show the way. All of them at each of them would be a list as long as the file, as often as it has rows.
        let others = same.iter().filter(|number| **number != row.number).take(MOST_TOLD).map(usize::to_string);
        let others = others.collect::<Vec<_>>().join(", ");
        if others.is_empty() {
            continue;
        }
        let others = if same.len() > MOST_TOLD + 1 { format!("{others}, ...") } else { others };
        let problem = Problem {
            column: Some(Column::Reference),
            why: Say::made(
                format!("Dit kenmerk staat ook op rij {others}. Geef elk signaal een eigen kenmerk."),
                format!("This reference is also on row {others}. Give every signal its own reference."),
            ),
        };
        match &mut row.read {
            Ok(_) => row.read = Err(vec![problem]),
            Err(problems) => problems.push(problem),
        }
    }
}
