//! What several pages of a meeting say alike: who leads, from when one is expected, who comes, who is missing; and the form by which an item is completed.

use super::tables::{self, Shown};
use crate::meeting::{Meeting, Outcome, Point, PutOnAgenda, When};
use kernel::{AgencyId, PersonId, Say};
use std::collections::BTreeMap;
use vault::{Act, AgencyKind, Sort};
use web::{Ask, Field, FormSpec, Visit};

/// Whether who asks chairs it.
pub(super) fn leads<A: Act<On = Meeting>>(visit: &Visit<A>) -> bool {
    visit.may::<PutOnAgenda>() || visit.dossier().is_chaired_by(&visit.ask.actor.person)
}

/// From when a reader is expected: for who chairs it from the beginning, for the others from their first item on, as what stands there tells them. It
/// says nothing of what is before that.
pub(super) fn from(meeting: &Meeting, when: &When, shown: &[Shown<'_>], leads: bool) -> crate::meeting::Start {
    if leads {
        return when.start;
    }
    let first = shown.iter().map(|one| one.point.item.no).next();
    let before =
        meeting.points().take_while(|point| Some(point.item.no) != first).map(|point| point.item.minutes).sum();
    when.start.after(if first.is_some() { before } else { 0 })
}

/// What is asked at a table, each once.
pub(super) fn waits_for(ask: &Ask, one: &Shown<'_>) -> Vec<Say> {
    let asked = one.row.iter().flat_map(|row| &row.there.asked);
    let mut all: BTreeMap<&str, Say> = BTreeMap::new();
    for there in asked {
        // What is only to be read keeps nobody waiting.
        if let Some(act) = ask.vault.rules().act(&there.act).filter(|act| act.sort != Sort::Look) {
            all.entry(&there.act).or_insert_with(|| act.says.clone());
        }
    }
    all.into_values().collect()
}

/// Whether somebody said that they come, in the room or from elsewhere; who chairs it does.
pub(super) fn comes(meeting: &Meeting, person: &PersonId) -> bool {
    meeting.chair().is_some_and(|(_, chair)| chair == person)
        || meeting.answer_of(person).is_some_and(|answer| answer.coming != crate::meeting::Coming::Absent)
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

/// Who was there, while the meeting runs.
pub(super) fn hold_form((ask, under): (&Ask, &str), meeting: &Meeting, one: &Shown<'_>) -> Option<FormSpec> {
    let point = one.point;
    // Asked with what nobody could refuse.
    meeting.hold(point.item.no, Vec::new(), Outcome::Later, false).ok()?;
    let expected = meeting.expected_for(point);
    let option = |person: &PersonId| {
        let (name, agency) = tables::called(ask, person);
        (person.to_string(), Say::same(format!("{name}, {agency}")))
    };
    let there = Field::choices(
        "present",
        Say::of("Wie was erbij, ook op afstand?", "Who was there, also remotely?"),
        expected.iter().map(|(_, who)| option(who)).collect(),
    );
    let was = |person: &PersonId| match &point.held {
        Some((present, _)) => present.contains(person),
        None => comes(meeting, person),
    };
    let there = expected.iter().filter(|(_, who)| was(who)).fold(there, |field, (_, who)| field.value(who.to_string()));
    let outcome = Field::choice_of::<Outcome>("outcome", Say::of("Wat is ermee gebeurd?", "What happened to it?"))
        .value(point.held.as_ref().map_or(Outcome::Done, |(_, outcome)| *outcome).word());
    let last = if under.ends_with("/punt") { "/afronden" } else { "" };
    let to = format!("{under}/{}{last}", one.key);
    let form = FormSpec::to(to, Say::of("Punt afronden", "Complete the item")).field(there).field(outcome);
    let read_back =
        Field::tick("read-back", Say::of("Wat is vastgelegd, is voorgelezen", "What was recorded has been read back"));
    Some(if point.talk.began.is_some() && point.table().is_some() { form.field(read_back) } else { form })
}
