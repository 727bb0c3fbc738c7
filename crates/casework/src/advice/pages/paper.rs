//! The advice on paper: the same sheet as on the screen, to be laid before whoever signs.

use super::read::{Sheet, sheet, signatures};
use crate::advice::ReadAdvice;
use jiff::civil::Date;
use kernel::Lang;
use paper::{Document, Language, Table};
use web::{Download, Trouble, Visit};

/// Prints it.
pub(crate) async fn print(visit: Visit<ReadAdvice>) -> Result<Download, Trouble> {
    let (ask, advice) = (&visit.ask, visit.dossier());
    let (Some(basis), Some(sheet)) = (advice.basis(), sheet(ask, advice)) else { return Err(Trouble::Denied) };
    let reference = basis.reference.to_string();
    let signed = signatures(ask, advice).into_iter().map(|s| {
        let said = s.choice.unwrap_or_else(|| ask.lang.both("Nog niet besloten", "Not decided yet").to_owned());
        [s.role, s.agency, said, s.on.unwrap_or_default(), s.reason.unwrap_or_default()]
    });
    let document = document(ask.lang, ask.today, &reference, sheet, signed.collect());
    web::print(format!("advies-{reference}.pdf"), document).await
}

fn document(lang: Lang, today: Date, reference: &str, sheet: Sheet, signed: Vec<[String; 5]>) -> Document {
    let language = match lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let both = |nl, en| lang.both(nl, en).to_owned();
    let mut on_paper = Document::new(both("Integraal advies", "Integral advice"), language, today)
        .reference(reference)
        .about(both("Aan", "To"), sheet.to)
        .about(both("Over", "About"), format!("{}, {}", sheet.about, sheet.municipality))
        .about(both("Datum", "Date"), sheet.written);
    on_paper.paragraph(sheet.question).note(format!("{} {}", both("Advies:", "Advice:"), sheet.advise));
    if !sheet.fits {
        on_paper.paragraph(both(
            "Gemeente, politie en OM waren het in de weging niet eens.",
            "Municipality, police and OM did not agree in the weighing.",
        ));
    }
    on_paper.chapter(both("Waarom", "Why")).paragraph(sheet.grounds);
    if !sheet.partners.is_empty() {
        on_paper.chapter(both("Aan tafel", "At the table")).bullets(sheet.partners);
    }
    if !sheet.first_steps.is_empty() {
        on_paper.chapter(both("Eerste stappen", "First steps")).numbered((1..).zip(sheet.first_steps));
    }
    let none = || both("Geen", "None");
    let nobody = || both("Niemand; het is gevraagd", "Nobody; it was asked");
    let mut further = vec![
        (both("Voorwaarden", "Conditions"), sheet.conditions.unwrap_or_else(none)),
        (both("Wie het anders ziet", "Who sees it otherwise"), sheet.minority.unwrap_or_else(nobody)),
        (both("Wat er ook had gekund", "What else was possible"), sheet.options.join("; ")),
        (both("Wij verwachten van elkaar", "We expect of each other"), sheet.expectation),
    ];
    further.extend(sheet.review.map(|day| (both("Wij kijken weer op", "We look again on"), day)));
    further.push((both("Grond", "Ground"), sheet.ground));
    on_paper.chapter(both("Verder", "Further")).pairs(further);
    let head = [
        both("Wie", "Who"),
        both("Organisatie", "Organisation"),
        both("Besluit", "Decision"),
        both("Op", "On"),
        both("Reden", "Reason"),
    ];
    let table = signed.into_iter().fold(Table::new(head), Table::row);
    on_paper.chapter(both("Besluit", "Decision")).table(table);
    on_paper
}
