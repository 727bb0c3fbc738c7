//! The same counts as a file. What the page does not tell, the file does not hold.

use super::year::{asked, counted, has_days};
use kernel::{
    Lang, Say,
    counters::{Counter, Figure, Quarter, Tells},
};
use paper::{Cell, Sheet};
use web::{Ask, Download, Trouble};

/// Writes it in the kind of file that the address names.
pub(super) async fn print(ask: Ask) -> Result<Download, Trouble> {
    let asked = asked(&ask).await?;
    let to = |says: &Say| says.to(ask.lang).to_owned();
    let mut sheet = Sheet::new(to(&Say::of("Tellingen", "Counts")), columns(ask.lang));
    let quarters = Quarter::all_of(asked.year).into_iter().zip(&asked.quarters);
    for (quarter, figures) in quarters {
        let shares = Counter::ALL.iter().copied().filter(|w| w.tells() == Tells::ShareOfDecisions);
        for what in counted().chain(shares) {
            let figure = figures.count(what);
            let days = figures.median(what).filter(|_| has_days(what));
            sheet.push([
                Cell::from(to(&asked.name)),
                Cell::from(quarter.to_string()),
                Cell::from(to(&what.says())),
                number(figure),
                Cell::from(to(&figure.says())),
                days.map_or(Cell::Empty, |n| Cell::from(f64::from(n))),
            ]);
        }
    }
    let name = format!("tellingen-{}", asked.year);
    let file = |e: paper::Error| Trouble::Store(e.to_string());
    match ask.part("soort") {
        "csv" => Ok(Download::of("text/csv; charset=utf-8", format!("{name}.csv"), sheet.csv().map_err(file)?)),
        "ods" => Ok(Download::of(
            "application/vnd.oasis.opendocument.spreadsheet",
            format!("{name}.ods"),
            sheet.ods().map_err(file)?,
        )),
        "xlsx" => Ok(Download::of(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            format!("{name}.xlsx"),
            sheet.xlsx().map_err(file)?,
        )),
        _ => Err(Trouble::Denied),
    }
}

fn columns(lang: Lang) -> [&'static str; 6] {
    [
        lang.both("Huis", "House"),
        lang.both("Kwartaal", "Quarter"),
        lang.both("Wat", "What"),
        lang.both("Aantal", "Number"),
        lang.both("In woorden", "In words"),
        lang.both("Dagen in het midden", "Days in the middle"),
    ]
}

/// A number only where it may be told exactly.
#[allow(clippy::cast_precision_loss, reason = "counts of a house in a quarter")]
fn number(figure: Figure) -> Cell {
    match figure {
        Figure::Exact(n) => Cell::from(n as f64),
        Figure::Few | Figure::AtLeast(_) | Figure::NearlyAll => Cell::Empty,
    }
}
