//! What the table says when it closes, for who takes part to keep: why, what came of the goals, who keeps an eye, and what each does with its own copy.
//! It is there as long as the proposal waits for its keys. After the third nobody reads anything of the case any more (Wgpga art. 6 lid 3), and so
//! there is no letter either.

use super::sheet::{begin, file};
use crate::case::{Case, PendingClosing, TakePaper};
use crate::table::AuthorSays;
use kernel::{Say, day_month_year};
use web::{Ask, Download, Trouble, Visit};

const TITLE: Say = Say::of("Afsluiten van de casus", "Closing the case");

/// Prints it.
pub(in crate::case::pages) async fn closing(visit: Visit<TakePaper>) -> Result<Download, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let pending = case.closing.as_ref().ok_or(Trouble::Denied)?;
    let mut document = begin(&visit, &TITLE)?;
    let both = |nl, en| ask.lang.both(nl, en).to_owned();
    document.note(both(
        "Concept: de casus sluit pas als de drie sleutels zijn omgedraaid.",
        "Draft: the case closes only when the three keys have been turned.",
    ));
    document.chapter(both("Waarom", "Why")).pairs(why(ask, pending));
    document.chapter(both("Wat ervan is geworden", "What came of it")).pairs(goals(case, pending));
    document.chapter(both("Hoe het verder gaat", "How it goes on")).pairs(after(ask, pending));
    document.chapter(both("Wat u nu doet", "What you do now")).bullets([
        both(
            "Bewaar van deze casus alleen wat uw eigen wet u laat bewaren, en vernietig de rest, ook op papier.",
            "Keep of this case only what your own law lets you keep, and destroy the rest, on paper too.",
        ),
        both(
            "Ziet u toch weer reden tot zorg? Meld het opnieuw, als signaal. Deze casus gaat niet open.",
            "If you see reason for concern again, report it anew, as a signal. This case does not open.",
        ),
    ]);
    let keys = pending.keys.turned().iter().map(|by| AuthorSays::of(ask, by).line()).collect::<Vec<_>>();
    let keys = if keys.is_empty() { both("nog geen", "none yet") } else { keys.join("\n") };
    document.chapter(both("Sleutels", "Keys")).pairs([
        (both("Voorgesteld door", "Proposed by"), AuthorSays::of(ask, &pending.by).line()),
        (both("Omgedraaid", "Turned"), keys),
    ]);
    web::print(file("afsluiten", case), document).await
}

fn why(ask: &Ask, pending: &PendingClosing) -> Vec<(String, String)> {
    let both = |nl, en| ask.lang.both(nl, en).to_owned();
    let decision = &pending.closing.decision;
    vec![
        (both("Reden", "Reason"), decision.outcome.says().to(ask.lang).to_owned()),
        (both("Overwegingen", "Considerations"), decision.considerations.to_string()),
        (
            both("Wie er anders over dacht", "Who saw it differently"),
            decision.dissent.as_ref().map_or_else(|| both("niemand", "nobody"), ToString::to_string),
        ),
        (both("Grond", "Ground"), decision.ground.to_string()),
    ]
}

fn goals(case: &Case, pending: &PendingClosing) -> Vec<(String, String)> {
    let goal = |no: u32| case.plan.goals.iter().find(|goal| goal.no == no).map(|goal| goal.text.to_string());
    pending.closing.goals.iter().filter_map(|end| Some((goal(end.goal)?, end.outcome.to_string()))).collect()
}

fn after(ask: &Ask, pending: &PendingClosing) -> Vec<(String, String)> {
    let both = |nl, en| ask.lang.both(nl, en).to_owned();
    let closing = &pending.closing;
    let mut all = vec![
        (both("Welke zorgen er blijven", "What concerns remain"), closing.residual.to_string()),
        (
            both("Wie een oogje in het zeil houdt", "Who keeps an eye on things"),
            ask.directory.agency_name(&closing.watcher),
        ),
    ];
    all.extend(closing.watch.iter().flat_map(|watch| {
        [
            (both("Waarop", "For what"), watch.what.to_string()),
            (both("Tot en met", "Until"), day_month_year(watch.until).into()),
            (both("Te bellen", "To call"), watch.call.to_string()),
        ]
    }));
    all.extend(
        closing
            .scaled
            .iter()
            .map(|why| (both("Waarom zonder eerst terug te geven", "Why without giving back first"), why.to_string())),
    );
    all.push((both("Wat de melder hoort", "What the reporter hears"), closing.feedback.to_string()));
    all
}
