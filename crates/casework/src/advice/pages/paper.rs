//! The advice on paper: the same sheet as on the screen, to be laid before whoever signs.

use super::read::{Sheet, Signature, sheet, signatures};
use crate::advice::TakeAdvice;
use crate::{outgoing, places::ADVICES};
use jiff::civil::Date;
use kernel::Lang;
use paper::{Document, Language};
use web::{Download, Trouble, Visit};

/// Prints it.
pub(crate) async fn print(visit: Visit<TakeAdvice>) -> Result<Download, Trouble> {
    let (ask, advice) = (&visit.ask, visit.dossier());
    let stated = advice.outgoing.ground(&ask.actor.agency.id);
    let said = stated.map_err(|no| Trouble::First(no, ADVICES.under(visit.id(), "#taking")))?;
    let (Some(basis), Some(sheet)) = (advice.basis(), sheet(ask, advice)) else { return Err(Trouble::Denied) };
    let reference = basis.reference.to_string();
    let signed = signatures(ask, advice).into_iter().map(|one| row(ask.lang, one));
    let document = document(ask.lang, ask.today, &reference, sheet, signed.collect());
    let state = advice.state().says().to(ask.lang).to_owned();
    let document = document.about(ask.lang.both("Stand", "Status"), state).in_the_look_of(&basis.house);
    web::print(format!("advies-{reference}.pdf"), outgoing::signed(document, ask, said)).await
}

/// One signature: the office signs, and below it stands what was decided, who did so and in which right, with room for ink.
fn row(lang: Lang, one: Signature) -> paper::Signature {
    let said = one.choice.unwrap_or_else(|| lang.both("Nog niet besloten", "Not decided yet").to_owned());
    let said = match one.on {
        Some(on) => format!("{said}, {on}"),
        None => said,
    };
    let person = one.by.and_then(|by| by.person());
    let said = [Some(said), person, one.reason].into_iter().flatten().collect();
    paper::Signature { office: one.role, organisation: one.agency, said }
}

fn document(lang: Lang, today: Date, reference: &str, sheet: Sheet, signed: Vec<paper::Signature>) -> Document {
    let language = match lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let both = |nl, en| lang.both(nl, en).to_owned();
    let mut on_paper = Document::new(both("Integraal advies", "Integral advice"), language, today)
        .one_page()
        .reference(reference)
        .about(both("Aan", "To"), sheet.to)
        .about(both("Over", "About"), format!("{}, {}", sheet.about, sheet.municipality))
        .about(both("Datum", "Date"), sheet.written);
    if let Some(writer) = sheet.writer {
        on_paper = on_paper.about(both("Geschreven door", "Written by"), writer.line());
    }
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
    let nobody = || both("Niemand; wij hebben het gevraagd", "Nobody; we asked");
    let mut further = vec![
        (both("Voorwaarden", "Conditions"), sheet.conditions.unwrap_or_else(none)),
        (both("Wie het anders ziet", "Who sees it differently"), sheet.minority.unwrap_or_else(nobody)),
        (both("Wat er ook had gekund", "What else was possible"), sheet.options.join("; ")),
        (both("Wat wij van elkaar verwachten", "What we expect of each other"), sheet.expectation),
    ];
    further
        .extend(sheet.review.map(|day| (both("Wij kijken hier weer naar op", "We look at this again on"), day.into())));
    further.push((both("Grond", "Ground"), sheet.ground));
    if !sheet.without.is_empty() {
        further.push((both("Wat ontbreekt", "What is missing"), sheet.without.join("\n")));
    }
    on_paper.chapter(both("Verder", "Further")).pairs(further);
    on_paper.chapter(both("Besluit", "Decision")).signatures(signed);
    on_paper
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::table::AuthorSays;
    use kernel::day_month_year;
    use paper::Block;

    fn signature(by: Option<AuthorSays>) -> Signature {
        Signature {
            role: "De politiechef".to_owned(),
            agency: "Politie Kustland".to_owned(),
            mine: false,
            choice: by.is_some().then(|| "Wel een aanpak".to_owned()),
            on: by.is_some().then(|| day_month_year(Date::constant(2026, 2, 3))),
            by,
            reason: None,
        }
    }

    fn sheet() -> Sheet {
        let text = |text: &str| text.to_owned();
        Sheet {
            to: text("de driehoek"),
            about: text("Bram Verzonnen"),
            municipality: text("Hoorn"),
            written: day_month_year(Date::constant(2026, 2, 2)),
            writer: Some(ruben(None)),
            question: text("Is dit nodig?"),
            advise: text("ja"),
            grounds: text("Daarom."),
            partners: Vec::new(),
            first_steps: Vec::new(),
            conditions: None,
            minority: None,
            options: vec![text("niets")],
            expectation: text("bellen"),
            ground: text("Wgpga"),
            review: None,
            without: Vec::new(),
            fits: true,
        }
    }

    fn ruben(right: Option<&str>) -> AuthorSays {
        AuthorSays {
            name: Some("Ruben Dijkgraaf".to_owned()),
            function: Some("wijkagent".to_owned()),
            organisation: "Politie Kustland".to_owned(),
            by_mandate: None,
            office_holder: false,
            by_link: false,
            right: right.map(str::to_owned),
        }
    }

    #[test]
    fn on_paper_the_office_signs_and_below_it_stands_who_did_and_by_which_mandate() {
        let rows = [Some(ruben(Some("met mandaat: P-12"))), None].map(|by| row(Lang::Nl, signature(by)));
        let on_paper = document(Lang::Nl, jiff::civil::date(2026, 2, 3), "A-1", sheet(), rows.into());
        let Some(Block::Signatures(all)) = on_paper.blocks.last() else { panic!("the decision comes last") };
        let said = |n: usize| all.get(n).unwrap().said.join("\n");
        assert_eq!(all.first().unwrap().office, "De politiechef");
        assert_eq!(said(0), "Wel een aanpak, 03-02-2026\nRuben Dijkgraaf, wijkagent, met mandaat: P-12");
        assert_eq!(said(1), "Nog niet besloten", "nobody signed there yet");
        assert!(on_paper.one_page);
        let writer = on_paper.about.iter().find(|(term, _)| term == "Geschreven door").unwrap();
        assert_eq!(writer.1, "Ruben Dijkgraaf, wijkagent, Politie Kustland");
    }
}
