//! Opening the readings: everything that was handed in becomes one reading per table, and what people handed in apart is destroyed in the
//! same transaction.

use super::{
    acts::OpenReadings,
    model::{Seats, Table},
    reading::{Reading, TableReading},
};
use vault::Desk;
use web::Trouble;

/// Puts the readings side by side, for good.
///
/// # Errors
/// A sentence when fewer than two tables handed in; what the store says.
pub async fn open_readings(desk: Desk<OpenReadings>) -> Result<(), Trouble> {
    let mut readings = Vec::new();
    for table in desk.dossier().tables() {
        let slips = desk.slips(&table.box_name()).await?;
        // A slip that cannot be read is left out: one table cannot keep the others from opening.
        let given: Vec<Reading> = slips.iter().filter_map(|s| serde_json::from_slice(&s.body).ok()).collect();
        readings.extend(of_table(table, &given));
    }
    let event = desk.dossier().open(readings)?;
    let boxes = desk.dossier().tables().iter().map(Table::box_name).collect();
    Ok(desk.commit_emptying(vec![event], boxes).await?)
}

fn of_table(table: &Table, readings: &[Reading]) -> Option<TableReading> {
    match table.seats {
        Seats::Together => readings.first().map(|reading| TableReading::together(table.no, reading)),
        Seats::Apart { .. } => TableReading::merged(table.no, readings),
    }
}
