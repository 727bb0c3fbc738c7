//! What several pages of a meeting say alike: who leads, who comes, who is missing; and the form by which an item is completed.

use super::{
    plan::next_day,
    tables::{self, Shown},
};
use crate::meeting::{Coming, Holding, Meeting, Outcome, Point, PutOnAgenda};
use crate::table::of_others;
use kernel::{AgencyId, PersonId, Say, day_month_year};
use std::collections::BTreeMap;
use vault::{Act, AgencyKind, Sort};
use web::{Ask, Field, FormSpec, Visit};

/// Whether who asks chairs it.
pub(super) fn leads<A: Act<On = Meeting>>(visit: &Visit<A>) -> bool {
    visit.may::<PutOnAgenda>() || visit.dossier().is_chaired_by(&visit.ask.actor.person)
}

/// What is asked at a table, each once.
pub(super) fn waits_for(ask: &Ask, one: &Shown<'_>) -> Vec<Say> {
    let asked = one.row.iter().flat_map(|row| &row.there.asked);
    let mut all: BTreeMap<&str, Say> = BTreeMap::new();
    for there in asked {
        // What is only to be read keeps nobody waiting.
        if let Some(act) = ask.vault.rules().act(&there.act).filter(|act| act.sort != Sort::Look) {
            all.entry(&there.act).or_insert_with(|| of_others(&act.says));
        }
    }
    all.into_values().collect()
}

/// Whether somebody said that they come, in the room or from elsewhere; who chairs it does.
pub(super) fn comes(meeting: &Meeting, person: &PersonId) -> bool {
    meeting.chair().is_some_and(|(_, chair)| chair == person)
        || meeting.answer_of(person).is_some_and(|answer| answer.coming != Coming::Absent)
}

/// Which of the three do not come to a weighing or have not said yet, or were not there: municipality, police and public prosecution judge
/// together (Wgpga art. 5 lid 3).
pub(super) fn core_lacks(ask: &Ask, meeting: &Meeting, point: &Point) -> Vec<String> {
    const THREE: [(AgencyKind, Say); 3] = [
        (AgencyKind::Municipality, Say::of("gemeente", "municipality")),
        (AgencyKind::Police, Say::of("politie", "police")),
        (AgencyKind::Prosecution, Say::of("OM", "public prosecution")),
    ];
    if point.table().is_none_or(|(kind, _)| kind != "weighing") {
        return Vec::new();
    }
    let expected = meeting.expected_for(point);
    let there = |person: &PersonId| match &point.held {
        Some((present, _)) => present.contains(person),
        None => comes(meeting, person),
    };
    let of = |kind: AgencyKind| {
        let of_kind = move |agency: &AgencyId| ask.directory.agency(agency).is_some_and(|a| a.kind == kind);
        expected.iter().filter(move |(agency, _)| of_kind(agency)).map(|(_, person)| person)
    };
    let line = |(kind, says): (AgencyKind, Say)| {
        if of(kind).any(there) {
            return None;
        }
        let waits = point.held.is_none() && of(kind).any(|person| meeting.answer_of(person).is_none());
        let waits = if waits { ask.lang.both(" (nog geen antwoord)", " (no answer yet)") } else { "" };
        Some(format!("{}{waits}", says.to(ask.lang)))
    };
    THREE.into_iter().filter_map(line).collect()
}

/// What somebody said before about coming, after their name: who was there is ticked by who saw it, and by nothing that was said before.
fn said(meeting: &Meeting, person: &PersonId) -> Say {
    match meeting.answer_of(person).map(|answer| answer.coming) {
        _ if meeting.is_chaired_by(person) => Say::of("zit voor", "chairs"),
        Some(Coming::Present) => Say::of("zei te komen", "said they would come"),
        Some(Coming::Remote) => Say::of("zei op afstand mee te doen", "said they would join remotely"),
        Some(Coming::Absent) => Say::of("zei niet te kunnen", "said they could not come"),
        None => Say::of("gaf geen antwoord", "gave no answer"),
    }
}

/// Who was there, while the meeting runs. Nothing is filled in beforehand: what was recorded before is, to put it right.
pub(super) fn hold_form((ask, under): (&Ask, &str), meeting: &Meeting, one: &Shown<'_>) -> Option<FormSpec> {
    let point = one.point;
    // Asked with what nobody could refuse.
    let nothing = Holding { present: Vec::new(), outcome: Outcome::Later, read_back: false, reason: None };
    meeting.hold(point.item.no, nothing, false).ok()?;
    let expected = meeting.expected_for(point);
    let option = |person: &PersonId| {
        let (name, agency) = tables::called(ask, person);
        let said = said(meeting, person);
        let line = |said: &str| format!("{name}, {agency} ({said})");
        (person.to_string(), Say::made(line(&said.nl), line(&said.en)))
    };
    let there = Field::choices(
        "present",
        Say::of("Wie was erbij, ook op afstand?", "Who was there, also remotely?"),
        expected.iter().map(|(_, who)| option(who)).collect(),
    )
    .sometimes()
    .hint(Say::of(
        "Kijk rond en vraag het: wie zei te komen, is er niet altijd.",
        "Look around and ask: whoever said they would come is not always there.",
    ));
    let was = |person: &&PersonId| point.held.as_ref().is_some_and(|(present, _)| present.contains(person));
    let were: Vec<String> = expected.iter().map(|(_, who)| who).filter(was).map(ToString::to_string).collect();
    let outcome = Field::choice_of::<Outcome>("outcome", Say::of("Wat is ermee gebeurd?", "What happened to it?"));
    let outcome = match &point.held {
        Some((_, before)) => outcome.value(before.word()),
        None => outcome,
    };
    let last = if under.ends_with("/punt") { "/afronden" } else { "" };
    let to = format!("{under}/{}{last}", one.key);
    let form = FormSpec::to(to, Say::of("Punt afronden", "Complete the item")).field(there.values(were)).field(outcome);
    let form = if one.is_urgent() { form.field(urgent(ask, meeting, one)) } else { form };
    let read_back =
        Field::tick("read-back", Say::of("Wat is vastgelegd, is voorgelezen", "What was recorded has been read back"));
    Some(if point.talk.began.is_some() && point.table().is_some() { form.field(read_back) } else { form })
}

/// Why something urgent waits, with by when its table expects something and when the next meeting is.
fn urgent(ask: &Ask, meeting: &Meeting, one: &Shown<'_>) -> Field {
    let due = one.row.as_ref().and_then(|row| row.due).map(day_month_year);
    let next = meeting.plan().and_then(|plan| next_day(&plan.when, ask.today).ok()).map(day_month_year);
    let due = due.map_or(Say::of("", ""), |due| {
        Say::made(
            format!("Aan deze tafel wordt uiterlijk {due} iets verwacht. "),
            format!("Something is expected at this table by {due}. "),
        )
    });
    let next = next.map_or(
        Say::of("Er is geen volgend overleg in deze reeks. ", "There is no next meeting in this series. "),
        |next| {
            Say::made(
                format!("Het volgende overleg van deze reeks is {next}. "),
                format!("The next meeting of this series is on {next}. "),
            )
        },
    );
    let hint = Say::made(
        format!("{}{}Wie aan deze tafel zit, leest dit. Schrijf hier geen namen.", due.nl, next.nl),
        format!("{}{}Whoever sits at this table reads this. Do not write names here.", due.en, next.en),
    );
    let asks = Say::of("Dit punt heeft spoed. Waarom kan het wachten?", "This item is urgent. Why can it wait?");
    let field = Field::note("reason", asks).hint(hint).under("outcome", &[Outcome::Later.word()]);
    field.value(one.point.waits.as_ref().map(ToString::to_string).unwrap_or_default())
}
