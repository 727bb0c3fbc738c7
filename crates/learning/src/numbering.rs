//! What colleagues call a piece of work: a letter, the year and a number that is given out once.

use kernel::{Date, Line, reference::Row};
use vault::Vault;
use web::Trouble;

/// The next reference of a row, such as `A-2026-0007`.
pub(crate) async fn next(vault: &Vault, row: Row, today: Date) -> Result<Line, Trouble> {
    let number = vault.next_number(&row.counter(today.year())).await?;
    Ok(row.reference(today.year(), number)?)
}
