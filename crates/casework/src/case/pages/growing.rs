//! The lists of a case that grow as long as it runs: the latest of each, with the way to what is older.

use crate::case::{AddNote, Event, Linked, ReadCase, Remark, Signed};
use crate::table::AuthorSays;
use kernel::{Say, ShownDay, ShownMoment, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use vault::Stamp;
use web::{Ask, Growing, Leaf, Trouble, Visit};

pub(super) const ITEMS: Growing = Growing::of("stukken", "picture", ("bijdragen", "contributions"), 10);
pub(super) const ASKED: Growing = Growing::of("vragen", "asked", ("vragen", "questions"), 20);
pub(super) const GOALS: Growing = Growing::of("doelen", "plan", ("doelen", "goals"), 5);
pub(super) const SCENARIOS: Growing = Growing::of("scenarios", "scenarios", ("scenario's", "scenarios"), 5);
pub(super) const MOMENTS: Growing = Growing::of("momenten", "moments", ("momenten", "moments"), 10);
pub(super) const FACTORS: Growing = Growing::of("factoren", "factors", ("factoren", "factors"), 10);
pub(super) const AGREEMENTS: Growing = Growing::of("afspraken", "agreements", ("afspraken", "agreements"), 10);
pub(super) const EVALUATIONS: Growing = Growing::of("terugblikken", "evaluations", ("terugblikken", "evaluations"), 3);
pub(super) const REVIEWS: Growing = Growing::of("besprekingen", "past", ("besprekingen", "reviews"), 3);
pub(super) const FEEDBACK: Growing = Growing::of("terugkoppelingen", "feedback", ("terugkoppelingen", "feedback"), 5);
pub(super) const TODOS: Growing = Growing::of("taken", "mine", ("taken", "tasks"), 20);
pub(super) const OWN: Growing = Growing::of("eigen", "mine", ("stappen", "steps"), 5);
/// Notes on the table, and on their own page.
pub(super) const NOTES: Growing = Growing::of("notities", "notes", ("notities", "notes"), 10);
pub(super) const ALL_NOTES: Growing =
    Growing::of("notities", "notes", ("notities", "notes"), crate::case::remarks::LATEST);
const HISTORY: Growing = Growing::of("gebeurd", "history", ("gebeurtenissen", "events"), 25);

/// What is done for one goal.
pub(super) fn steps_of(goal: u32) -> Growing {
    let name = Cow::Owned(format!("stappen-{goal}"));
    Growing { name, at: "goals", what: ("stappen", "steps"), most: 5 }
}

/// How one step went.
pub(super) fn progress_of(step: u32) -> Growing {
    let name = Cow::Owned(format!("stap-{step}"));
    Growing { name, at: "goals", what: ("berichten over deze stap", "reports on this step"), most: 3 }
}

/// A page of notes, from new to old; none for a third party.
pub(super) async fn notes(
    visit: &Visit<ReadCase>,
    home: &str,
    growing: &Growing,
    third: bool,
) -> Result<(Vec<Signed>, Leaf), Trouble> {
    let (remarks, place) = (&visit.dossier().remarks, growing.place(&visit.ask));
    let total = if third { 0 } else { remarks.total() };
    let (notes, older) = match place {
        _ if third => (Vec::new(), None),
        // The latest are in the case itself.
        None => {
            let shown: Vec<&(u64, Signed)> = remarks.latest().take(growing.most).collect();
            let last = shown.last().map(|(seq, _)| *seq).filter(|_| (shown.len() as u64) < total);
            (shown.into_iter().map(|(_, note)| note.clone()).collect(), last)
        }
        Some(before) => {
            let pick = |event, stamp: &Stamp| Some(Signed { remark: remark_of(event)?, by: stamp.author() });
            let past = visit.seen.earlier::<AddNote, _>(before, growing.most, pick).await?;
            (past.moments, past.older)
        }
    };
    let leaf = growing.read(&visit.ask, home, older, (notes.len(), Some(total)));
    // What was withdrawn keeps its line, so that every other note stays on the page on which it is counted.
    let gone = visit.ask.lang.both("(ingetrokken)", "(withdrawn)").parse::<kernel::Note>().ok();
    let now = |note: Signed| match &gone {
        Some(text) if remarks.is_withdrawn(note.remark.no) => {
            Signed { remark: Remark { text: text.clone(), ..note.remark }, ..note }
        }
        Some(_) | None => remarks.as_now(note),
    };
    Ok((notes.into_iter().map(now).collect(), leaf))
}

/// A line of something that happened.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Happened{When}")]
pub(super) struct Happened<When> {
    pub(super) when: When,
    pub(super) who: AuthorSays,
    pub(super) what: String,
}

impl Happened<ShownDay> {
    /// Of a note.
    pub(super) fn noted(ask: &Ask, note: &Signed) -> Self {
        let who = AuthorSays::of(ask, &note.by);
        Self { when: day_month_year(note.remark.day), who, what: note.remark.text.to_string() }
    }
}

/// A page of what happened; nothing for a third party.
pub(super) async fn history(
    visit: &Visit<ReadCase>,
    home: &str,
    third: bool,
) -> Result<(Vec<Happened<ShownMoment>>, Leaf), Trouble> {
    let ask = &visit.ask;
    if third {
        return Ok((Vec::new(), HISTORY.read(ask, home, None, (0, None))));
    }
    let past = visit.seen.history(HISTORY.place(ask)).await?;
    let line = |(stamp, said): (Stamp, Option<Say>)| Happened {
        when: kernel::local_minute(stamp.at),
        who: AuthorSays::happened(ask, &stamp, said.is_none()),
        what: said.map_or_else(|| ask.lang.both("gewist", "erased").to_owned(), |s| s.to(ask.lang).to_owned()),
    };
    let lines: Vec<Happened<ShownMoment>> = past.moments.into_iter().map(line).collect();
    let leaf = HISTORY.read(ask, home, past.older, (lines.len(), Some(visit.seen.seq())));
    let wrong = Linked::Missed { no: 0 }.tell();
    Ok((at_once(lines, wrong.to(ask.lang)), leaf))
}

/// Wrong codes at a link, one after another, are one line that says how many: or whoever has the address fills the page.
fn at_once(lines: Vec<Happened<ShownMoment>>, wrong: &str) -> Vec<Happened<ShownMoment>> {
    let mut told: Vec<(Happened<ShownMoment>, u32)> = Vec::with_capacity(lines.len());
    for line in lines {
        match told.last_mut() {
            Some((last, times)) if last.what == wrong && line.what == wrong => *times = times.saturating_add(1),
            Some(_) | None => told.push((line, 1)),
        }
    }
    let says = |(line, times): (Happened<ShownMoment>, u32)| match times {
        1 => line,
        _ => Happened { what: format!("{} ({times}×)", line.what), ..line },
    };
    told.into_iter().map(says).collect()
}

/// The remark that was written by this event.
#[allow(clippy::wildcard_enum_match_arm, reason = "every other event writes none")]
fn remark_of(event: Event) -> Option<Remark> {
    match event {
        Event::Toward { what, .. } => remark_of(*what),
        Event::Noted(remark) => Some(remark),
        _ => None,
    }
}
