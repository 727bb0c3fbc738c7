//! What was put right in a case, the old beside the new, the latest first: where My work leads who read the old.

use super::doubted::{DoubtView, doubt};
use super::offered::short;
use crate::case::{Case, CorrectCase, Correction, Event, Member, ReadCorrections, Subject, SubjectBefore, Text};
use crate::places;
use crate::table::{AuthorSays, Changed, Fate, Parts, compared};
use askama::Template;
use kernel::{Born, Lang, Say, ShownDay, ShownMoment, day_month_year, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Stamp;
use web::{Ask, Filled, Growing, Leaf, Page, Trouble, Visit};

/// One correction.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseCorrectionShown")]
struct Shown {
    what: String,
    by: AuthorSays,
    at: ShownMoment,
    changed: Vec<Changed>,
    reason: String,
}

/// That whom it is about was put right in the signal that it came of.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseSubjectCorrected")]
struct About {
    by: AuthorSays,
    on: ShownDay,
    changed: Vec<Changed>,
    /// A text of the table that keeps the signal: not for a third party (PAR-05).
    reason: Option<String>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/corrected.html")]
pub(super) struct Corrected {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    /// Of whom it is about, the latest first; above what the table wrote itself, on the first page.
    about: Vec<About>,
    corrections: Vec<Shown>,
    /// What of the reader's own nobody doubts any more who did, on the first page.
    no_longer_doubted: Vec<DoubtView>,
    leaf: Leaf,
}

const LIST: Growing = Growing::of("verbeteringen", "inhoud", ("verbeteringen", "corrections"), 10);
const TITLE: Say = Say::of("Wat er verbeterd is", "What was corrected");

/// Shows what the reader could have read.
pub(super) async fn show(visit: Visit<ReadCorrections>, _: Filled) -> Result<Page<Corrected>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (me, lang) = (&ask.actor.agency.id, ask.lang);
    let home = places::CASES.of(visit.id());
    let before = LIST.place(ask).unwrap_or(u64::MAX);
    // An empty place where somebody else's stood: who does not read it is not told that it was there.
    let pick = |event, stamp: &Stamp| {
        let one = of(event).filter(|one| case.reads_both(one, me, ask.today))?;
        Some(shown(ask, case, &one, stamp))
    };
    let past = visit.seen.earlier::<CorrectCase, _>(before, LIST.most, pick).await?;
    let leaf = LIST.read(ask, &format!("{home}/verbeteringen"), past.older, (past.moments.len(), None));
    let body = Corrected {
        lang,
        back: home,
        reference: case.opening.as_ref().map(|o| o.reference.to_string()).unwrap_or_default(),
        about: if LIST.place(ask).is_none() { about(ask, case) } else { Vec::new() },
        corrections: past.moments,
        no_longer_doubted: if LIST.place(ask).is_none() { no_longer_doubted(ask, case) } else { Vec::new() },
        leaf,
    };
    Ok(Page::of(ask, TITLE, body))
}

fn no_longer_doubted(ask: &Ask, case: &Case) -> Vec<DoubtView> {
    let mut all: Vec<DoubtView> =
        case.no_longer_doubted(&ask.actor.agency.id).map(|(_, one)| doubt(ask, one)).collect();
    all.reverse();
    all
}

#[allow(clippy::wildcard_enum_match_arm, reason = "every other event puts nothing right")]
fn of(event: Event) -> Option<Correction> {
    match event {
        Event::Toward { what, .. } => of(*what),
        Event::Corrected(correction) => Some(*correction),
        _ => None,
    }
}

fn shown(ask: &Ask, case: &Case, one: &Correction, stamp: &Stamp) -> Shown {
    let third = case.is_third(&ask.actor.agency.id) && stamp.agency != ask.actor.agency.id;
    let now = one.now.as_ref().map_or_else(Parts::new, |now| parts(ask, case, now));
    Shown {
        what: crate::case::texts::corrected(one).to(ask.lang).to_owned(),
        by: if third { AuthorSays::nobody(ask, &stamp.agency) } else { AuthorSays::of(ask, &stamp.author()) },
        at: local_minute(stamp.at),
        changed: compared(&parts(ask, case, &one.was), &now),
        reason: one.reason.to_string(),
    }
}

/// Who came later never read what was wrong of whom it is about, and reads nothing of it here.
fn about(ask: &Ask, case: &Case) -> Vec<About> {
    let (own, lang) = (&ask.actor.agency.id, ask.lang);
    let member = case.members.iter().find(|m| m.ended.is_none() && m.proposal.agency == *own);
    let third = member.is_some_and(Member::is_third);
    let part = |nl: &str, en: &str, text: String| (lang.both(nl, en).to_owned(), text);
    let born = |birth: Option<Born>| match birth {
        None => String::new(),
        Some(Born::On(day)) => format!("{} {}", lang.both("op", "on"), day_month_year(day)),
        Some(known @ (Born::In(_) | Born::During(_))) => format!("in {known}"),
    };
    let says = |of: &Subject| {
        vec![part("Naam", "Name", of.name.to_string()), part("Geboortedatum", "Date of birth", born(of.born))]
    };
    let shown = |one: &SubjectBefore| {
        let mut changed = compared(&says(&one.was), &says(&one.now));
        if !third && one.was.bsn != one.now.bsn {
            // That it is another, and not which: a number is read at the signal only.
            let text = lang.both("Een ander nummer dan eerst.", "A different number than before.").to_owned();
            changed.push(Changed { heading: "BSN".to_owned(), words: vec![(Fate::Added, text)] });
        }
        About {
            by: AuthorSays::nobody(ask, &one.by.agency),
            on: day_month_year(one.on),
            changed,
            reason: one.reason.as_ref().filter(|_| !third).map(ToString::to_string),
        }
    };
    let before = |one: &&SubjectBefore| member.is_none_or(|m| m.since <= one.on);
    case.restated.all.iter().rev().filter(before).map(shown).collect()
}

/// What something says, as headings with words.
fn parts(ask: &Ask, case: &Case, text: &Text) -> Parts {
    let lang = ask.lang;
    let part = |nl: &str, en: &str, text: String| (lang.both(nl, en).to_owned(), text);
    // With a full stop: words are compared one by one, and a day that stands alone is no sentence.
    let day = |day| format!("{} {}.", lang.both("Uiterlijk", "By"), day_month_year(day));
    let name = |agency: &kernel::AgencyId| ask.directory.agency_name(agency);
    let texts = |nos: &[u32], of: &dyn Fn(u32) -> Option<String>| {
        let gone = || lang.both("(ligt niet meer op tafel)", "(no longer on the table)").to_owned();
        nos.iter().map(|no| of(*no).unwrap_or_else(gone)).collect::<Vec<_>>().join("\n")
    };
    let seen = case.items_for(&ask.actor.agency.id, ask.today);
    let fact = |no: u32| seen.iter().find(|i| i.no == no).map(|i| short(i.gift.text.as_str()));
    let known = case.factors_for(&ask.actor.agency.id, ask.today);
    let factor = |no: u32| known.iter().find(|f| f.no == no).map(|f| short(f.text.as_str()));
    let steps = &case.plan.interventions;
    let step = |no: u32| steps.iter().find(|i| i.no == no).map(|i| short(i.text.as_str()));
    match text {
        Text::Factor(it) => vec![
            part("Soort", "Kind", it.kind.says().to(lang).to_owned()),
            part("Leefgebied", "Area of life", it.domain.says().to(lang).to_owned()),
            part("Tekst", "Text", it.text.to_string()),
            part("Rust op", "Rests on", texts(&it.facts, &fact)),
        ],
        Text::Goal(it) => vec![
            part("Tekst", "Text", it.text.to_string()),
            part("Waaraan we het zien", "How we see it", it.seen_by.to_string()),
            part("Hoe het was", "How it was", it.baseline.as_ref().map(ToString::to_string).unwrap_or_default()),
            part("Hoe vaak", "How often", it.rhythm.map(|it| it.says().to(lang).to_owned()).unwrap_or_default()),
            part("Werkt op", "Works on", texts(&it.factors, &factor)),
        ],
        Text::Moment(it) => vec![
            part("Tegen de vorige keer", "Compared with last time", it.now.trend.says().to(lang).to_owned()),
            part("Tekst", "Text", it.now.why.to_string()),
        ],
        Text::Scenario(it) => vec![
            part("Wat er kan gebeuren", "What may happen", it.text.to_string()),
            part("Waaraan we het zien aankomen", "How we see it coming", it.signs.to_string()),
            part("Wat het tegengaat", "What keeps it away", texts(&it.steps, &step)),
            part("Wat we dan doen", "What we do then", it.then.to_string()),
            part("Rust op", "Rests on", texts(&it.factors, &factor)),
        ],
        Text::Intervention(it) => vec![
            part("Wie", "Who", name(&it.agency)),
            part("Tekst", "Text", it.text.to_string()),
            part("Bevoegdheid", "Power", it.power.to_string()),
            part("Soort interventie", "Kind of intervention", it.track.says().to(lang).to_owned()),
            part("Bedoeld effect", "Intended effect", it.effect.to_string()),
            part("Wanneer", "When", day(it.due)),
            part("Werkt op", "Works on", texts(&it.factors, &factor)),
        ],
        Text::Agreement(it) => {
            let mut all = vec![
                part("Wie", "Who", name(&it.agency)),
                part("Tekst", "Text", it.what.to_string()),
                part("Wanneer", "When", day(it.due)),
            ];
            let said = it.done.as_ref().map(|(_, how)| how).or(it.unkept.as_ref().map(|it| &it.reason));
            all.extend(said.map(|how| part("Hoe het ging", "How it went", how.to_string())));
            all
        }
        Text::Note(it) => vec![part("Tekst", "Text", it.text.to_string())],
        Text::Question(it) => vec![
            part("Aan wie", "To whom", name(&it.agency)),
            part("Tekst", "Text", it.question.to_string()),
            part("Waarom nodig", "Why needed", it.necessity.to_string()),
            part("Wanneer", "When", day(it.due)),
        ],
        Text::Proposal(it) => {
            let who = part("Wie", "Who", name(&it.agency));
            let needed = part("Waarom nodig", "Why needed", it.necessity.to_string());
            [who, needed].into_iter().chain(it.explicit.parts(lang)).collect()
        }
    }
}
