//! A paper with one of everything, about nobody: what a template is tried with, and what a house looks at when it makes one.

use crate::{Chart, Document, Language, Signature, Table};
use jiff::civil::date;

const BARS: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 90" width="480" height="90" fill="#1f4468"><rect x="0" y="10" width="400" height="26"/><rect x="0" y="52" width="180" height="26"/></svg>"##;

/// It, in this language.
#[must_use]
pub fn sample(language: Language) -> Document {
    let both = |nl: &'static str, en: &'static str| match language {
        Language::Dutch => nl,
        Language::English => en,
    };
    let mut paper = Document::new(both("Voorbeeld van een stuk", "Sample of a paper"), language, date(2026, 1, 5))
        .subtitle(both("Alles wat er op een stuk kan staan", "Everything that can stand on a paper"))
        .author(both("Huis Voorbeeld", "Sample House"))
        .reference("V-2026-0001")
        .about(both("Meegenomen door", "Taken along by"), both("Een lezer, Organisatie", "A reader, Organisation"))
        .about(both("Meegenomen op", "Taken along on"), "05-01-2026")
        .across(both("Voorbeeld", "Sample"));
    let text = both(
        "Hier staat lopende tekst, zo lang dat zij over meer dan één regel gaat en de marge te zien is. ",
        "Here is running text, so long that it takes more than one line and one sees the margin. ",
    );
    paper
        .note(both("Concept: dit is een voorbeeld.", "Draft: this is a sample."))
        .chapter(both("Hoofdstuk", "Chapter"))
        .paragraph(text.repeat(4))
        .section(both("Paragraaf", "Section"))
        .bullets([both("Eerste", "First"), both("Tweede", "Second")])
        .point(both("Punt", "Point"))
        .numbered([(1, both("Een afspraak", "An agreement")), (2, both("Nog een", "Another"))])
        .pairs([(both("Wie", "Who"), both("De tafel", "The table")), (both("Wanneer", "When"), "06-01-2026")])
        .chart(
            Chart::new(BARS, both("Twee balken: 20 en 9.", "Two bars: 20 and 9."))
                .caption(both("Een grafiek", "A chart")),
        );
    let head = [both("Week", "Week"), both("Overleggen", "Meetings"), both("Opmerking", "Remark")];
    let row = |week: i32| [week.to_string(), (week % 5).to_string(), both("Op tijd", "In time").to_owned()];
    let table =
        (1..=45).fold(Table::new(head).caption(both("Een tabel", "A table")), |table, week| table.row(row(week)));
    let signature = |office: &str| Signature {
        office: office.to_owned(),
        organisation: both("Organisatie", "Organisation").to_owned(),
        said: vec!["05-01-2026".to_owned()],
    };
    paper.table(table).chapter(both("Besluit", "Decision")).signatures(vec![
        signature(both("Eerste ambt", "First office")),
        signature(both("Tweede ambt", "Second office")),
    ]);
    paper
}
