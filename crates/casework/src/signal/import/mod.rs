//! Taking over a register of signals from a spreadsheet file. Reads and explains; writes nothing. A row is taken over whole or not at
//! all, and whoever sent the file reads per row what is wrong with it, in which column, and what would help.
//!
//! It must never guess: a wrong day, an unknown municipality or a mistyped BSN is told, not repaired.

mod alike;
mod column;
mod days;
mod memory;
mod preview;
mod row;
mod take;

use kernel::{Date, Refusal};
use tables::Wish;

pub use column::{Column, WANTED};
pub use memory::{remember, remembered};
use preview::{BOUNDS, MOST_TOLD};
pub use preview::{Keeper, MOST_BYTES, MOST_ROWS, Place, Preview, Problem, Row};

pub use take::{Choose, NotTaken, Taken, next_reference, places, take_over, taken_before};

/// Reads a file as it is wished. `places` finds a municipality by its name, or says why none is meant.
///
/// # Errors
/// A sentence when it is no readable register at all: too large, no table, or with too few columns for a signal.
pub fn read(
    bytes: &[u8],
    wish: &Wish,
    places: impl Fn(&str) -> Result<Place, Refusal>,
    today: Date,
    keeper: Keeper<'_>,
) -> Result<Preview, Refusal> {
    let table = tables::read(bytes, &WANTED, &BOUNDS, wish)?;
    // What is not certain is answered before anything is said of the rows.
    let sure = if table.doubts.is_empty() { table.rows.as_slice() } else { &[] };
    let mut rows: Vec<Row> =
        sure.iter().map(|row| row::read(row.number, &row::Cells::of(&table, row), &places, today, keeper)).collect();
    alike::tell(&mut rows);
    let missing = Column::ALL.into_iter().zip(&table.places).filter(|(_, place)| place.is_none());
    Ok(Preview { rows, ignored: table.ignored(), missing: missing.map(|(column, _)| column).collect(), table })
}
