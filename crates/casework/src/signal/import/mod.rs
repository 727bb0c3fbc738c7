//! Taking over a register of signals from a spreadsheet file. Reads and explains; writes nothing. A row is taken over whole or not at
//! all, and whoever sent the file reads per row what is wrong with it, in which column, and what would help.
//!
//! It must never guess: a wrong day, an unknown municipality or a mistyped BSN is told, not repaired.

mod column;
mod file;
mod preview;
mod row;
mod take;

use kernel::{Date, Line, Refusal, Say};
use std::collections::BTreeMap;

pub use column::Column;
use preview::MOST_TOLD;
pub use preview::{Keeper, MOST_BYTES, MOST_ROWS, Place, Preview, Problem, Row};

pub use take::{Choose, NotTaken, Taken, next_reference, places, take_over, taken_before};

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
