//! What was put right, the old beside the new, the latest first: where My work leads who read the old. Who looked here is told no more.

use super::change::{CHANNEL, CONTACT, IDEOLOGY, PLACE, READING, URGENCY};
use crate::advice;
use crate::places;
use crate::signal::{
    Change, Correction, Reporter, Subject,
    acts::{ReadCorrections, RevealBsn, RevealReporter},
};
use crate::table::{AuthorSays, Changed, Fate, Parts, compared};
use crate::weighing::{AddToView, Because, ReadRestatings, Restated, Restating};
use askama::Template;
use kernel::{Born, Lang, Note, Observed, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Filled, Page, Trouble, Visit};

/// One correction.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CorrectionShown")]
struct Shown {
    what: String,
    by: AuthorSays,
    on: ShownDay,
    changed: Vec<Changed>,
    /// Nothing where why could say who reported it.
    reason: Option<String>,
    /// Where the number or the reporter is read that is not told here.
    apart: Option<String>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "mending/pages/history.html")]
pub(super) struct History {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    /// What it means for who weighs; nothing at a signal.
    means: Option<Say>,
    /// Where who handed in a view adds to it.
    add_at: Option<String>,
    corrections: Vec<Shown>,
}

const HIDDEN: &str = "•••••••••";

/// What stands under a heading, in two languages.
fn part(lang: Lang, heading: &Say, text: impl Into<String>) -> (String, String) {
    (heading.to(lang).to_owned(), text.into())
}

fn note(text: Option<&Note>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

const NAME: Say = Say::of("Naam", "Name");
const DESCRIBED: Say = Say::of("Omschrijving", "Description");
const BIRTH: Say = Say::of("Geboortedatum", "Date of birth");
const NUMBER: Say = Say::of("BSN", "BSN");

fn yes(lang: Lang, yes: bool) -> &'static str {
    if yes { lang.both("ja", "yes") } else { lang.both("nee", "no") }
}

/// A date of birth within a text that is compared, as far as it is known.
fn when(lang: Lang, birth: Option<Born>) -> String {
    match birth {
        None => String::new(),
        Some(Born::On(day)) => format!("{} {}", lang.both("op", "on"), day_month_year(day)),
        Some(part @ (Born::In(_) | Born::During(_))) => format!("in {part}"),
    }
}

/// A fact as headings with words; who saw it only for who may know.
fn fact(lang: Lang, (place, fact): (usize, &Observed), observers: bool) -> Parts {
    let n = place + 1;
    let of = |nl: &str, en: &str| Say::made(format!("F{n}{nl}"), format!("F{n}{en}"));
    let day = fact.on.map(|on| format!("{} {}", lang.both("op", "on"), day_month_year(on))).unwrap_or_default();
    let mut parts = vec![
        part(lang, &of("", ""), fact.text.to_string()),
        part(lang, &of(", wanneer", ", when"), day),
        part(lang, &of(", zelf gezien of gehoord", ", seen or heard personally"), yes(lang, fact.first_hand)),
        part(
            lang,
            &of(", alleen een uiting die de wet beschermt", ", only an expression that the law protects"),
            fact.expression.map(|e| e.says().to(lang).to_owned()).unwrap_or_default(),
        ),
    ];
    if observers {
        let observer = fact.observer.as_ref().map(ToString::to_string).unwrap_or_default();
        parts.push(part(lang, &of(", waargenomen door", ", observed by"), observer));
    }
    parts
}

/// Nothing of who it is where that is shielded, then or now.
fn reporter(lang: Lang, reporter: &Reporter, named: bool) -> Parts {
    let text = |line: &Option<kernel::Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut parts = vec![
        part(lang, &Say::of("Melder", "Reporter"), reporter.kind.says().to(lang)),
        part(lang, &Say::of("Afgeschermd", "Shielded"), yes(lang, reporter.shielded)),
    ];
    if named {
        parts.push(part(lang, &Say::of("Naam van de melder", "Name of the reporter"), text(&reporter.name)));
        parts.push(part(lang, &Say::of("Te bereiken via", "Reached by"), text(&reporter.contact)));
    }
    parts
}

/// What a change says, as headings with words, for this reader.
fn parts(visit: &Visit<ReadCorrections>, change: &Change, named: bool) -> Parts {
    let (ask, lang) = (&visit.ask, visit.ask.lang);
    match change {
        Change::Subject { subject } => match subject {
            Subject::Person { name, birth, .. } => {
                vec![part(lang, &NAME, name.to_string()), part(lang, &BIRTH, when(lang, *birth))]
            }
            Subject::Organisation { name } => vec![part(lang, &NAME, name.to_string())],
            Subject::Unnamed { described } => vec![part(lang, &DESCRIBED, described.to_string())],
        },
        // Never told here, also not whether it is another: that is on the page on which it is shown.
        Change::Number { bsn } => vec![part(lang, &NUMBER, if bsn.is_some() { HIDDEN } else { "" })],
        Change::Place { municipality, .. } => {
            vec![part(lang, &PLACE, ask.directory.municipality_name(municipality))]
        }
        Change::Reading { reading } => vec![part(lang, &READING, note(reading.as_ref()))],
        Change::Urgency { acute } => vec![part(lang, &URGENCY, yes(lang, *acute))],
        Change::Ideologies { ideologies } => {
            let all: Vec<String> = ideologies.iter().map(|one| one.says().to(lang).to_owned()).collect();
            vec![part(lang, &IDEOLOGY, all.join(", "))]
        }
        Change::Channel { channel } => vec![part(lang, &CHANNEL, channel.to_string())],
        Change::Contact { contact } => vec![part(lang, &CONTACT, contact.to_string())],
        Change::Reporter { reporter: who } => reporter(lang, who, named),
        Change::Fact { place, fact: it } => {
            let observers = visit.dossier().reporter_known_to(&ask.actor.agency.id);
            fact(lang, (*place, it), observers)
        }
        Change::Withdrawn { .. } => Parts::new(),
    }
}

fn corrected(visit: &Visit<ReadCorrections>, correction: &Correction) -> Shown {
    let (ask, signal) = (&visit.ask, visit.dossier());
    let own = signal.reporter_known_to(&ask.actor.agency.id);
    let shielded = signal.intake().is_none_or(|intake| intake.reporter.shielded);
    let open = |change: &Change| match change {
        Change::Reporter { reporter } => !reporter.shielded && !shielded,
        Change::Subject { .. }
        | Change::Number { .. }
        | Change::Place { .. }
        | Change::Reading { .. }
        | Change::Urgency { .. }
        | Change::Ideologies { .. }
        | Change::Channel { .. }
        | Change::Contact { .. }
        | Change::Fact { .. }
        | Change::Withdrawn { .. } => true,
    };
    let named = open(&correction.was) && open(&correction.now);
    let at = places::SIGNALS.of(visit.id());
    let apart = match &correction.now {
        Change::Number { .. } => visit.may::<RevealBsn>().then(|| format!("{at}/bsn")),
        Change::Reporter { .. } => visit.may::<RevealReporter>().then(|| format!("{at}/melder")),
        Change::Subject { .. }
        | Change::Place { .. }
        | Change::Reading { .. }
        | Change::Urgency { .. }
        | Change::Ideologies { .. }
        | Change::Channel { .. }
        | Change::Contact { .. }
        | Change::Fact { .. }
        | Change::Withdrawn { .. } => None,
    };
    let keeper = signal.owner() == Some(&ask.actor.agency.id);
    Shown {
        what: crate::signal::corrected(&correction.now).to(ask.lang).to_owned(),
        // Where somebody reports to their own organisation, who puts it right may be who reported it.
        by: if own { AuthorSays::of(ask, &correction.by) } else { AuthorSays::nobody(ask, &correction.by.agency) },
        on: day_month_year(correction.on),
        changed: compared(&parts(visit, &correction.was, named), &parts(visit, &correction.now, named)),
        reason: (keeper || named).then(|| correction.reason.to_string()),
        apart,
    }
}

/// What was put right in a signal.
pub(super) async fn of_signal(visit: Visit<ReadCorrections>, _: Filled) -> Result<Page<History>, Trouble> {
    let signal = visit.dossier();
    let body = History {
        lang: visit.ask.lang,
        back: places::SIGNALS.of(visit.id()),
        reference: signal.reference().map(ToString::to_string).unwrap_or_default(),
        means: None,
        add_at: None,
        corrections: signal.corrections().iter().rev().map(|c| corrected(&visit, c)).collect(),
    };
    Ok(Page::of(&visit.ask, TITLE, body))
}

const TITLE: Say = Say::of("Wat er verbeterd is", "What was corrected");

/// What the aanmelding says, as headings with words. A number is read at the signal only.
fn restated(ask: &Ask, says: &Restated) -> Parts {
    let lang = ask.lang;
    let name = if says.subject.unnamed { DESCRIBED } else { NAME };
    let mut parts = vec![
        part(lang, &name, says.subject.name.to_string()),
        part(lang, &BIRTH, when(lang, says.subject.born)),
        part(lang, &PLACE, ask.directory.municipality_name(&says.municipality)),
        part(lang, &READING, note(says.reading.as_ref())),
        part(lang, &URGENCY, yes(lang, says.acute)),
    ];
    for (place, it) in says.facts.iter().enumerate() {
        if says.withdrawn.contains(&place) {
            let heading = Say::made(format!("F{}", place + 1), format!("F{}", place + 1));
            parts.push(part(lang, &heading, lang.both("ingetrokken", "withdrawn")));
        } else {
            parts.extend(fact(lang, (place, it), true));
        }
    }
    parts
}

/// That the number is another, and not which.
fn another_number(lang: Lang) -> Changed {
    let text = lang.both("Een ander nummer dan eerst.", "A different number than before.").to_owned();
    Changed { heading: NUMBER.to(lang).to_owned(), words: vec![(Fate::Added, text)] }
}

fn followed(ask: &Ask, restating: &Restating, after: Say) -> Shown {
    let lang = ask.lang;
    let mut changed = compared(&restated(ask, &restating.was), &restated(ask, &restating.now));
    if restating.was.subject.bsn != restating.now.subject.bsn {
        changed.push(another_number(lang));
    }
    let because = restating.because();
    let what = match (&because, restating.over) {
        (Because::Added, _) => Say::of("Er kwam een feit bij", "A fact was added"),
        (Because::Reporter | Because::Reason(_), true) => after,
        (Because::Reporter | Because::Reason(_), false) => Say::of("Verbeterd", "Corrected"),
    };
    let reason = match because {
        Because::Added => None,
        // Said here and not stored, so that everybody reads it in their language.
        Because::Reporter => {
            let says =
                Say::of("De gegevens van de melder zijn verbeterd.", "The details of the reporter were corrected.");
            Some(says.to(lang).to_owned())
        }
        Because::Reason(reason) => Some(reason.to_string()),
    };
    Shown {
        what: what.to(lang).to_owned(),
        by: AuthorSays::nobody(ask, &restating.by.agency),
        on: day_month_year(restating.on),
        changed,
        reason,
        apart: None,
    }
}

const AFTER_JUDGEMENT: Say = Say::of("Verbeterd na het oordeel", "Corrected after the judgement");
const AFTER_DECISION: Say = Say::of("Verbeterd na het besluit", "Corrected after the decision");

/// What was put right under an advice.
pub(super) async fn of_advice(visit: Visit<advice::ReadRestatings>, _: Filled) -> Result<Page<History>, Trouble> {
    let (ask, advice) = (&visit.ask, visit.dossier());
    let body = History {
        lang: ask.lang,
        back: places::ADVICES.of(visit.id()),
        reference: advice.basis().map(|basis| basis.reference.to_string()).unwrap_or_default(),
        means: advice.restatings().last().map(|_| advice::pages::means(ask, advice)),
        add_at: None,
        corrections: advice.restatings().iter().rev().map(|r| followed(ask, r, AFTER_DECISION)).collect(),
    };
    Ok(Page::of(ask, TITLE, body))
}

/// What was put right on the table of a weighing.
pub(super) async fn of_weighing(visit: Visit<ReadRestatings>, _: Filled) -> Result<Page<History>, Trouble> {
    let weighing = visit.dossier();
    let last = weighing.restatings().last();
    let means = if last.is_some_and(|last| last.over) {
        Say::of(
            "Het oordeel blijft wat de drie hebben besloten. Zou het volgens u nu anders zijn? Bespreek dat met de andere twee.",
            "The judgement stays what the three decided. Do you think it would be different now? Talk it over with the other two.",
        )
    } else if last.is_some_and(|last| last.stuck) {
        Say::of(
            "Zienswijzen, het oordeel en wie het niet eens was, blijven zoals ze zijn. Sleutels op een voorstel over hoe het verder gaat, zijn teruggegaan: lees wat er nu staat.",
            "Views, the judgement and who did not agree stay as they are. Keys on a proposal on how to proceed went back: read what it says now.",
        )
    } else {
        Say::of(
            "Zienswijzen blijven zoals ze zijn ingeleverd. Sleutels die al waren omgedraaid, zijn teruggegaan: lees wat er nu staat.",
            "Views stay as they were handed in. Keys that had been turned went back: read what it says now.",
        )
    };
    let body = History {
        lang: visit.ask.lang,
        back: places::WEIGHINGS.of(visit.id()),
        reference: weighing.filing().map(|filing| filing.reference.to_string()).unwrap_or_default(),
        means: Some(means),
        add_at: (visit.may::<AddToView>() && weighing.may_add_to_view(&visit.ask.actor.agency.id).is_ok())
            .then(|| places::WEIGHINGS.under(visit.id(), "/zienswijze/aanvullen")),
        corrections: weighing.restatings().iter().rev().map(|r| followed(&visit.ask, r, AFTER_JUDGEMENT)).collect(),
    };
    Ok(Page::of(&visit.ask, TITLE, body))
}
