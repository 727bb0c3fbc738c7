//! One question on scaling with its answer, on paper.

use super::sheet::{begin, file};
use crate::case::TakePaper;
use crate::case::pages::given::number;
use crate::case::pages::scaling::{HandoverView, OneView};
use kernel::Say;
use web::{Download, Trouble, Visit};

const TITLE: Say = Say::of("Op- en afschalen", "Scaling up and down");

/// Prints it.
pub(in crate::case::pages) async fn scaling(visit: Visit<TakePaper>) -> Result<Download, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask).map_err(|_| Trouble::Denied)?;
    let one = OneView::of(ask, case, no).ok_or(Trouble::Denied)?;
    let mut document = begin(&visit, &TITLE)?;
    let both = |nl, en| ask.lang.both(nl, en).to_owned();
    let (asked, answer) = (&one.question, &one.answer);
    let from = if asked.up { both("Hulp gevraagd", "Help asked") } else { both("Teruggeven", "Given back") };
    let mut all = vec![
        (from, format!("{} → {}", asked.from, asked.to)),
        (both("Vraag", "Question"), asked.question.clone()),
        (both("Aanleiding", "Trigger"), asked.trigger.clone()),
        (both("Wat blijft zoals het is", "What stays as it is"), asked.stays.clone()),
    ];
    let rests: Vec<String> = asked
        .rests
        .iter()
        .map(|rest| match &rest.day {
            Some(day) => format!("{} {day}", rest.says),
            None => rest.says.clone(),
        })
        .collect();
    if !rests.is_empty() {
        all.push((both("Rust op", "Rests on"), rests.join("\n")));
    }
    all.extend(asked.skips.clone().map(|why| (both("Waarom een stap overgeslagen", "Why a step is skipped"), why)));
    all.extend(asked.power.clone().map(|text| (both("Bevoegdheid", "Power"), text)));
    all.push((both("Gevraagd door", "Asked by"), format!("{}, {}", asked.by.line(), asked.asked)));
    all.extend(
        asked.added.iter().map(|(by, on, text)| (both("Aangevuld", "Added"), format!("{on}, {}: {text}", by.line()))),
    );
    document.chapter(both("De vraag", "The question")).pairs(all);
    let mut all = vec![(both("Uitkomst", "Outcome"), answer.outcome.clone())];
    all.extend(answer.help.iter().map(|(what, who, until)| {
        (both("Hulp", "Help"), format!("{what}\n{who}, {} {until}", both("tot en met", "until")))
    }));
    all.extend(answer.table.clone().map(|table| (both("Tafel", "Table"), table)));
    all.push((both("Wat wij van elkaar verwachten", "What we expect of each other"), answer.expectation.clone()));
    if let Some(why) = &answer.why {
        all.push((both("Overwegingen", "Considerations"), why.considerations.clone()));
        all.push((both("Wat er ook had gekund", "What else was possible"), why.options.join("\n")));
        let nobody = || both("niemand", "nobody");
        let dissent = why.dissent.clone().unwrap_or_else(nobody);
        all.push((both("Wie er anders over dacht", "Who saw it differently"), dissent));
        all.push((both("Grond", "Ground"), why.ground.clone()));
        all.extend(why.review.map(|day| (both("De tafel kijkt opnieuw op", "The table looks again on"), day.into())));
        if !why.without.is_empty() {
            all.push((both("Wat ontbreekt", "What is missing"), why.without.join("\n")));
        }
    }
    let by: Vec<String> = one.signed.iter().map(crate::table::AuthorSays::line).collect();
    all.push((both("Beantwoord", "Answered"), format!("{}\n{}", one.on, by.join("\n"))));
    document.chapter(both("Het antwoord", "The answer")).pairs(all);
    if let Some(HandoverView { to, points, contact, by, on, said }) = &one.handover {
        let mut all = vec![
            (both("Aan", "To"), to.clone()),
            (both("Punten", "Points"), points.join("\n")),
            (both("Te bereiken", "To be reached"), contact.clone()),
            (both("Aangeboden", "Offered"), format!("{on}, {}", by.line())),
        ];
        all.extend(said.iter().map(|(by, on, refused)| {
            let says = match refused {
                Some(why) => format!("{} ({why})", both("niet overgenomen", "not taken over")),
                None => both("overgenomen", "taken over"),
            };
            (both("Antwoord", "Answer"), format!("{says}, {on}, {}", by.line()))
        }));
        document.chapter(both("De overdracht", "The hand-over")).pairs(all);
    }
    web::print(file("opschalen", case), document).await
}
