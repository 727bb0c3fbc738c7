//! What comes next at a table, in one sentence with where it is done: so that a case that was just handed over says how it goes on.

use super::head::Part;
use crate::case::{Case, ReadCase, State};
use crate::places;
use kernel::{AgencyId, Date, Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use web::Visit;

/// What comes next, and where.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseNext")]
pub(super) struct Next {
    pub(super) says: String,
    pub(super) at: String,
}

impl Next {
    /// For who takes part; a third party reads what is asked of it and nothing of how the table goes on.
    pub(super) fn of(visit: &Visit<ReadCase>, lang: Lang) -> Option<Self> {
        let (says, part) = step(visit.dossier(), (&visit.ask.actor.agency.id, visit.ask.today))?;
        let at = format!("{}/{}", places::CASES.of(visit.id()), part.path());
        Some(Self { says: says.to(lang).to_owned(), at })
    }
}

/// The first thing that is not done yet, in the order in which a case goes, as far as the reader sees it.
fn step(case: &Case, reader: (&AgencyId, Date)) -> Option<(Say, Part)> {
    let waits = |says, part| Some((says, part));
    match case.state {
        State::Unopened | State::Switched | State::Closed => return None,
        State::Open | State::Planned => {}
    }
    if case.closing.is_some() {
        return waits(Say::of("Drie sleutels op het afsluiten.", "Three keys on closing."), Part::Closing);
    }
    if case.joining.iter().any(|j| j.said.is_none()) {
        return waits(
            Say::of(
                "Wie gevraagd is mee te doen, zegt of hij dat doet.",
                "Who was asked to take part says whether it does.",
            ),
            Part::Seats,
        );
    }
    if !case.pending.is_empty() {
        return waits(Say::of("Drie sleutels op wie er aanschuift.", "Three keys on who joins."), Part::Seats);
    }
    if case.plan.draft.is_some() {
        return if case.plan_waits().next().is_some() {
            waits(Say::of("Wie iets uitvoert, neemt het aan.", "Who carries something accepts it."), Part::Plan)
        } else {
            waits(Say::of("Drie sleutels op het plan.", "Three keys on the plan."), Part::Plan)
        };
    }
    match case.state {
        State::Planned => {
            waits(Say::of("Samen terugkijken op het plan.", "Look back on the plan together."), Part::Review)
        }
        State::Unopened | State::Open | State::Switched | State::Closed => Some(before_the_plan(case, reader)),
    }
}

/// What comes before there is a plan.
fn before_the_plan(case: &Case, (reader, today): (&AgencyId, Date)) -> (Say, Part) {
    if case.items_for(reader, today).is_empty() {
        let says = Say::of("Vraag de partners wat zij weten.", "Ask the partners what they know.");
        return (says, Part::Giving);
    }
    let says = if case.factors_for(reader, today).is_empty() {
        Say::of("Benoem factoren op de feiten die er liggen.", "Name factors on the facts that lie there.")
    } else if case.plan.goals.is_empty() {
        Say::of("Stel een doel op de factoren.", "Set a goal on the factors.")
    } else if case.plan.interventions.is_empty() {
        Say::of("Plan wie wat doet voor de doelen.", "Plan who does what for the goals.")
    } else {
        Say::of("Leg het plan aan de drie voor.", "Put the plan before the three.")
    };
    (says, Part::Plan)
}
