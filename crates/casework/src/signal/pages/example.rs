//! A register to begin with: the columns, and two invented rows that show how they are filled in.

use super::super::{acts::ImportSignals, import::Column};
use kernel::{Lang, Say};
use paper::{Cell, Sheet};
use vault::Act;
use web::{Ask, Download, Trouble, aside};

/// How a sheet becomes a file.
type Write = fn(&Sheet) -> Result<Vec<u8>, paper::Error>;

/// As text with commas.
pub(super) async fn csv(ask: Ask) -> Result<Download, Trouble> {
    print(ask, "csv", "text/csv; charset=utf-8", Sheet::csv).await
}

/// As a spreadsheet of the open kind.
pub(super) async fn ods(ask: Ask) -> Result<Download, Trouble> {
    print(ask, "ods", "application/vnd.oasis.opendocument.spreadsheet", Sheet::ods).await
}

/// As a spreadsheet of the kind that most people have.
pub(super) async fn xlsx(ask: Ask) -> Result<Download, Trouble> {
    print(ask, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Sheet::xlsx).await
}

async fn print(ask: Ask, sort: &str, kind: &'static str, write: Write) -> Result<Download, Trouble> {
    // For whoever may take a register over; anybody else is refused, with a line.
    ask.vault.allow(&ask.actor, ImportSignals::REF).await?;
    let sheet = example(ask.lang);
    let bytes = aside(&ask, move || write(&sheet)).await?.map_err(|e| Trouble::Store(e.to_string()))?;
    Ok(Download::of(kind, format!("voorbeeld-register.{sort}"), bytes))
}

/// The table. Its headings and words are those of the register in either language; what is told in the cells follows the reader.
pub(crate) fn example(lang: Lang) -> Sheet {
    let mut sheet = Sheet::new(Say::of("Register", "Register").to(lang), Column::ALL.map(Column::heading));
    let facts = lang.both(
        "12-01-2026 | tekent een verboden teken op zijn schrift | ja\n14-01-2026 | een klasgenoot hoorde hem dreigen | nee",
        "12-01-2026 | draws a forbidden sign on his notebook | ja\n14-01-2026 | a classmate heard him threaten | nee",
    );
    let one = lang
        .both("30-01-2026 | deelt een filmpje van een aanslag | ja", "30-01-2026 | shares a film of an attack | ja");
    let reading = lang.both("De mentor denkt aan een groep.", "The mentor thinks of a group.");
    let rows: [[&str; 14]; 2] = [
        [
            "VB-1",
            "15-01-2026",
            "Hoorn",
            "School",
            "nee",
            "telefoon",
            "Joris Verzonnen",
            "14-03-2009",
            "",
            facts,
            reading,
            "",
            "nee",
            "",
        ],
        [
            "VB-2",
            "02-02-2026",
            "Hoorn",
            "Wijkagent",
            "ja",
            "gesprek",
            "Sanne Verzonnen",
            "",
            "",
            one,
            "",
            "Onbekend",
            "nee",
            "",
        ],
    ];
    for row in rows {
        sheet.push(row.map(Cell::from));
    }
    sheet
}
