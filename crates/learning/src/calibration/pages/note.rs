//! What came of a calibration, on paper: the readings side by side, what was said of them, and what was agreed on.

use super::{
    beside::beside,
    figures::{fewest, seed},
};
use crate::calibration::{Preparation, acts::ReadCalibration};
use kernel::{Date, Lang, Note, Say, day_month_year};
use paper::{Document, Language, Table};
use web::{Download, Trouble, Visit};

/// The note; only when the readings are open.
pub(super) async fn print(visit: Visit<ReadCalibration>) -> Result<Download, Trouble> {
    let least = fewest(&visit.ask.vault).await?;
    let preparation = visit.dossier().preparation().ok_or(Trouble::Denied)?;
    let document = written(&visit, preparation, least).ok_or(Trouble::Denied)?;
    let name = format!("weegijking-{}.pdf", preparation.reference.as_str().to_lowercase());
    web::print(name, document).await
}

/// The note as a document; `None` while nothing was opened.
fn written(visit: &Visit<ReadCalibration>, preparation: &Preparation, fewest: usize) -> Option<Document> {
    let (one, lang) = (visit.dossier(), visit.ask.lang);
    let beside = beside(one, fewest, seed(visit.id()), lang)?;
    let to = |nl: &str, en: &str| lang.both(nl, en).to_owned();
    let language = match lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let mut document = Document::new(preparation.title.to_string(), language, visit.ask.today)
        .subtitle(to(
            "Verslag van een weegijking met een verzonnen signaal",
            "Note of a calibration with an invented signal",
        ))
        .reference(preparation.reference.to_string())
        .in_the_look_of(&preparation.house)
        .about(to("Gehouden op", "Held on"), day_month_year(preparation.on))
        .about(to("Tafels", "Tables"), one.spoken().len().to_string());
    document.chapter(to("Het signaal", "The signal"));
    for version in &beside.versions {
        document.section(format!("{}: {}", version.variant, version.ideology));
        document.paragraph(version.told.person.clone());
        document.numbered((1..).zip(version.told.facts.iter().map(|(fact, seen)| format!("{fact} {seen}"))));
        document.paragraph(version.told.reading.clone());
    }
    document.chapter(to("De lezingen naast elkaar", "The readings side by side"));
    document.paragraph(beside.figure.clone());
    for on in &beside.criteria {
        document.section(on.criterion.clone());
        document.paragraph(on.alike.clone());
        let head = [to("Tafel", "Table"), to("Lezing", "Reading"), to("Waarom", "Why")];
        let mut table = Table::new(head);
        for cell in &on.cells {
            let name = cell.variant.as_ref().map_or_else(|| cell.table.clone(), |v| format!("{} ({v})", cell.table));
            table.push([name, cell.points.clone(), cell.reasons.join(" / ")]);
        }
        document.table(table);
    }
    if let Some(pairs) = &beside.swapped {
        document.section(to("Dezelfde feiten, andere ideologie", "The same facts, another ideology"));
        let versions = beside.versions.iter().map(|v| format!("{}: {}", v.variant, v.ideology));
        let head: Vec<String> =
            [to("Criterium", "Criterion"), to("Lezing", "Reading")].into_iter().chain(versions).collect();
        let mut table = Table::new(head);
        for pair in pairs {
            table.push([pair.criterion.clone(), pair.points.clone(), pair.a.to_string(), pair.b.to_string()]);
        }
        document.table(table);
    }
    document.chapter(to("Wat wij ervan leren", "What we learn from it"));
    learned(&mut document, &Say::of("Uit het gesprek", "From the talk"), one.notes(), lang);
    learned(&mut document, &Say::of("Afgesproken", "Agreed"), one.lessons(), lang);
    Some(document)
}

fn learned(document: &mut Document, says: &Say, lines: &[(Date, Note)], lang: Lang) {
    if !lines.is_empty() {
        document.section(says.to(lang));
        document.bullets(lines.iter().map(|(_, text)| text.to_string()));
    }
}
