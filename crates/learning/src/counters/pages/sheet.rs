//! The same counts as a file. What the page does not tell, the file does not hold.

use super::year::{asked, counted, has_days};
use kernel::{
    Lang, Say,
    counters::{Counter, Figure, Quarter, Tells},
};
use paper::{Cell, Sheet};
use web::{Ask, Download, Trouble, aside};

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
    let (kind, write): (&'static str, Write) = match ask.part("soort") {
        "csv" => ("text/csv; charset=utf-8", Sheet::csv),
        "ods" => ("application/vnd.oasis.opendocument.spreadsheet", Sheet::ods),
        "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Sheet::xlsx),
        _ => return Err(Trouble::Denied),
    };
    let name = format!("{name}.{}", ask.part("soort"));
    let bytes = aside(&ask, move || write(&sheet)).await?.map_err(|e| Trouble::Store(e.to_string()))?;
    Ok(Download::of(kind, name, bytes))
}

/// How a sheet becomes a file.
type Write = fn(&Sheet) -> Result<Vec<u8>, paper::Error>;

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
