//! What colleagues call a piece of work: a letter, the year and a number that is given out once.

use kernel::{Date, Line};
use vault::Vault;
use web::Trouble;

/// The next reference of a row, such as `A-2026-0007`.
pub(crate) async fn next(vault: &Vault, letter: &str, kind: &str, today: Date) -> Result<Line, Trouble> {
    let year = today.year();
    let number = vault.next_number(&format!("{kind}/{year}")).await?;
    Ok(format!("{letter}-{year}-{number:04}").parse()?)
}
