//! What comes next at a table, in one sentence with where it is done: so that a case that was just handed over says how it goes on. Each reads
//! what they may do themselves; where that is another's, who does it.

use super::head::Part;
use crate::case::{
    AcceptIntervention, AddFactor, AddIntervention, AskContribution, Case, DraftPlan, ReadCase, ReviewCase, SetGoal,
    State, TurnClosingKey, TurnParticipationKey, TurnPlanKey,
};
use crate::places;
use crate::table::Keys;
use kernel::{AgencyId, Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use web::Visit;

/// What comes next, and where.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseNext")]
pub(super) struct Next {
    pub(super) says: String,
    pub(super) at: String,
    /// Whether it is the reader's to do.
    pub(super) own: bool,
}

/// A step as who may do it reads it, and as the others do.
struct Step {
    part: Part,
    own: bool,
    mine: Say,
    /// What it waits for, with who does it.
    theirs: Say,
}

impl Next {
    /// For who takes part; a third party reads what is asked of it and nothing of how the table goes on.
    pub(super) fn of(visit: &Visit<ReadCase>, lang: Lang) -> Option<Self> {
        let Step { part, own, mine, theirs } = step(visit)?;
        let at = format!("{}/{}", places::CASES.of(visit.id()), part.path());
        let says = if own { mine } else { theirs };
        Some(Self { says: says.to(lang).to_owned(), at, own })
    }
}

/// The names of organisations as a sentence has them: the last after this word, in each language.
fn named<'a>(
    visit: &Visit<ReadCase>,
    all: impl IntoIterator<Item = &'a AgencyId>,
    (nl, en): (&str, &str),
) -> (String, String) {
    let mut names: Vec<String> = Vec::new();
    for name in all.into_iter().map(|agency| visit.ask.directory.agency_name(agency)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let Some(last) = names.pop() else { return Default::default() };
    let said = |word: &str| if names.is_empty() { last.clone() } else { format!("{} {word} {last}", names.join(", ")) };
    (said(nl), said(en))
}

/// The key of the reader's organisation, and otherwise whose it waits for.
fn key(visit: &Visit<ReadCase>, keys: &Keys, part: Part, may: bool, (nl, en): (&str, &str)) -> Step {
    let me = &visit.ask.actor;
    let waits = keys.needed().iter().filter(|agency| !keys.is_turned(agency));
    let (of_nl, of_en) = named(visit, waits, ("en", "and"));
    Step {
        part,
        own: may && keys.may_turn(&me.agency.id, &me.person).is_ok(),
        mine: Say::made(format!("Draai uw sleutel om {nl}."), format!("Turn your key {en}.")),
        theirs: Say::made(
            format!("Drie sleutels {nl}. De casus wacht op {of_nl}."),
            format!("Three keys {en}. The case is waiting for {of_en}."),
        ),
    }
}

/// Something that those who keep the plan do, or the others that may.
fn does(visit: &Visit<ReadCase>, part: Part, own: bool, mine: Say, (nl, en): (&str, &str)) -> Step {
    let keeps = visit.dossier().opening.iter().flat_map(|o| [&o.trio.stay, &o.director]);
    let (by_nl, by_en) = named(visit, keeps, ("of", "or"));
    Step { part, own, mine, theirs: Say::made(format!("{by_nl} {nl}"), format!("{by_en} {en}")) }
}

/// The first thing that is not done yet, in the order in which a case goes, as far as the reader sees it.
fn step(visit: &Visit<ReadCase>) -> Option<Step> {
    let case = visit.dossier();
    match case.state {
        State::Unopened | State::Switched | State::Closed => return None,
        State::Open | State::Planned => {}
    }
    if let Some(closing) = &case.closing {
        let (may, on) = (visit.may::<TurnClosingKey>(), ("voor het afsluiten", "for closing"));
        return Some(key(visit, &closing.keys, Part::Closing, may, on));
    }
    if case.joining.iter().any(|j| j.said.is_none()) {
        let asked = case.joining.iter().filter(|j| j.said.is_none()).map(|j| &j.agency);
        let (nl, en) = named(visit, asked, ("en", "and"));
        let says = Say::made(
            format!("De casus wacht op wie is gevraagd mee te doen: {nl}."),
            format!("The case is waiting for those asked to take part: {en}."),
        );
        return Some(Step { part: Part::Seats, own: false, mine: says.clone(), theirs: says });
    }
    if let Some(pending) = case.pending.first() {
        let (may, on) = (visit.may::<TurnParticipationKey>(), ("voor wie er aanschuift", "for whoever joins"));
        return Some(key(visit, &pending.keys, Part::Seats, may, on));
    }
    if let Some(draft) = &case.plan.draft {
        return Some(drafted(visit, &draft.keys));
    }
    match case.state {
        State::Planned => {
            let mine = Say::of("Kijk samen terug op het plan.", "Look back on the plan together.");
            let theirs = ("kijkt met de tafel terug op het plan.", "looks back on the plan with the table.");
            Some(does(visit, Part::Review, visit.may::<ReviewCase>(), mine, theirs))
        }
        State::Unopened | State::Open | State::Switched | State::Closed => Some(before_the_plan(visit, case)),
    }
}

/// A plan lies before the three.
fn drafted(visit: &Visit<ReadCase>, keys: &Keys) -> Step {
    let case = visit.dossier();
    if case.plan_waits().next().is_none() {
        return key(visit, keys, Part::Plan, visit.may::<TurnPlanKey>(), ("voor het plan", "for the plan"));
    }
    let (nl, en) = named(visit, case.plan_waits(), ("en", "and"));
    Step {
        part: Part::Plan,
        own: visit.may::<AcceptIntervention>() && case.plan_waits().any(|agency| *agency == visit.ask.actor.agency.id),
        mine: Say::of(
            "Neem aan wat uw organisatie uitvoert, of zeg waarom niet.",
            "Accept what your organisation will carry out, or say why not.",
        ),
        theirs: Say::made(
            format!("Wie iets uitvoert, neemt het aan. Het plan wacht op {nl}."),
            format!("Whoever carries something out accepts it. The plan is waiting for {en}."),
        ),
    }
}

/// What comes before there is a plan.
fn before_the_plan(visit: &Visit<ReadCase>, case: &Case) -> Step {
    let (reader, today) = (&visit.ask.actor.agency.id, visit.ask.today);
    if case.items_for(reader, today).is_empty() {
        let mine = Say::of("Vraag de partners wat zij weten.", "Ask the partners what they know.");
        let theirs = ("vraagt de partners wat zij weten.", "asks the partners what they know.");
        return does(visit, Part::Giving, visit.may::<AskContribution>(), mine, theirs);
    }
    if case.factors_for(reader, today).is_empty() {
        let mine = Say::of("Benoem factoren bij de feiten op tafel.", "Name factors for the facts on the table.");
        let theirs = ("benoemt factoren bij de feiten op tafel.", "names factors for the facts on the table.");
        return does(visit, Part::Plan, visit.may::<AddFactor>(), mine, theirs);
    }
    let (own, mine, theirs) = if case.plan.goals.is_empty() {
        let mine = Say::of("Stel een doel bij de factoren.", "Set a goal for the factors.");
        (visit.may::<SetGoal>(), mine, ("stelt een doel bij de factoren.", "sets a goal for the factors."))
    } else if case.plan.interventions.is_empty() {
        let mine = Say::of("Plan wie wat doet voor de doelen.", "Plan who does what for the goals.");
        let theirs = ("plant wie wat doet voor de doelen.", "plans who does what for the goals.");
        (visit.may::<AddIntervention>(), mine, theirs)
    } else {
        let mine = Say::of("Leg het plan aan de drie voor.", "Submit the plan to the three.");
        (visit.may::<DraftPlan>(), mine, ("legt het plan aan de drie voor.", "submits the plan to the three."))
    };
    does(visit, Part::Plan, own, mine, theirs)
}
