//! A history, an attempt, and what should come of it. One file per part.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

/// What was tried happened.
macro_rules! then {
    ($case:expr, $event:expr) => {{
        let event = $event;
        $case.happens(event, today());
    }};
}

mod beyond;
mod contributing;
mod documents;
mod doubting;
mod ending;
mod joining;
mod keeping;
mod long;
mod looking;
mod many;
mod measuring;
mod opening;
mod pages;
mod planning;
mod providing;
mod rules;
mod scaling;
mod seating;
mod town;
mod transferring;

use super::*;
use crate::table::{Decision, Explicit};
use kernel::{AgencyId, Date, LifeDomain, Note, PersonId, Refusal, Timestamp};
use std::str::FromStr;
use vault::{AgencyKind, Dossier, Stamp};

fn word<T: FromStr<Err = Refusal>>(text: &str) -> T {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    kernel::parse_day(text).unwrap()
}

fn today() -> Date {
    day("01-09-2026")
}

fn agency(text: &str) -> AgencyId {
    word(text)
}

fn opening() -> Opening {
    Opening {
        reference: word("C-2026-1"),
        title: word("Casus met een titel"),
        summary: word("Zorgen na een uitspraak op school."),
        regime: Regime::Wgpga,
        purpose: word("Voorkomen dat iemand verder afglijdt."),
        municipality: word("hoorn"),
        house: word("nhn"),
        subject: Subject {
            kind: SubjectKind::Natural,
            name: word("Bram Verzonnen"),
            born: Some(day("02-03-2004").into()),
            bsn: Some(word("999993276")),
        },
        kind: CaseKind::Cter,
        trio: Trio { stay: agency("gemeente-hoorn"), police: agency("politie-nh"), prosecution: agency("om-nh") },
        director: agency("zvh-nhn"),
        director_person: None,
        case_director: None,
        support: Some(agency("cter-nh")),
        from: None,
        weighing: None,
        asked: Vec::new(),
        triage: None,
        terms: None,
    }
}

fn stamp(seq: u64, on: Date) -> Stamp {
    let at: Timestamp = format!("{on}T10:00:00Z").parse().unwrap();
    Stamp {
        seq,
        at,
        who: word("gemeente-hoorn"),
        agency: agency("gemeente-hoorn"),
        called: vault::Called::default(),
        act: "test".into(),
    }
}

/// Applies an event as the store would: written as JSON and read back.
trait Happens {
    fn happens(&mut self, event: Event, on: Date);
}

impl Happens for Case {
    fn happens(&mut self, event: Event, on: Date) {
        let stored = serde_json::to_string(&event).unwrap();
        let event: Event = serde_json::from_str(&stored).unwrap();
        assert!(!Self::tell(&event).nl.is_empty());
        self.apply(&event, &stamp(1, on));
    }
}

fn opened() -> Case {
    with(opening())
}

fn with(opening: Opening) -> Case {
    let mut case = Case::default();
    then!(case, Case::open(opening).unwrap());
    case
}

fn wgs() -> Opening {
    Opening { regime: Regime::WgsZvh, kind: CaseKind::Complex, ..opening() }
}

const KEYS: [(&str, &str); 3] =
    [("gemeente-hoorn", "burgemeester-hoorn"), ("politie-nh", "politie-nh"), ("om-nh", "om-nh")];

fn participant(name: &str, kind: AgencyKind, ground: Ground) -> Proposal {
    Proposal {
        no: 0,
        agency: agency(name),
        kind,
        sought: Sought::Participant { ground, elsewhere: None },
        necessity: word("Heeft toezicht op deze persoon."),
        from: today(),
        explicit: Explicit::default(),
    }
}

fn third(name: &str, kind: AgencyKind, until: Date) -> Proposal {
    let sought = Sought::Third { expertise: word("Kent de leerling."), task: word("Onderwijs."), until };
    Proposal { sought, ..participant(name, kind, Ground::Police) }
}

fn let_in(case: &mut Case, proposal: Proposal) {
    then!(case, case.propose_participant(Some(Purpose::Adjust), proposal, today()).unwrap());
    let no = case.pending.last().unwrap().proposal.no;
    for (a, p) in KEYS {
        then!(case, case.turn_participation_key(no, &agency(a), &word::<PersonId>(p)).unwrap());
    }
}

fn gift(text: &str) -> Gift {
    Gift {
        answers: None,
        category: Category::Tasks,
        nature: Nature::Fact,
        text: word(text),
        necessity: word("Nodig om het plan te maken."),
        ground: SharedOn::Listed(ShareGround::Participant),
        expression: None,
        known: None,
        instrument: None,
        special: None,
        reread: None,
        criminal: None,
        police: None,
        om: None,
        medical: None,
        relevance: None,
        audience: Audience::All,
        thirds: Vec::new(),
        until: None,
        received: None,
    }
}

/// The same on the first ground of the list of this organisation.
fn grounded(case: &Case, who: &str, gift: Gift) -> Gift {
    let (who, regime) = (agency(who), case.opening.as_ref().unwrap().regime);
    let first = ShareGround::list(case.is_third(&who), case.kind_of(&who).unwrap_or(AgencyKind::Other), regime)[0];
    Gift { ground: SharedOn::Listed(first), ..gift }
}

fn gives(case: &mut Case, who: &str, gift: Gift) -> u32 {
    let gift = grounded(case, who, gift);
    then!(case, case.contribute(Some(Purpose::Execute), &agency(who), today(), gift).unwrap());
    case.given_by(&agency(who)).last().unwrap().no
}

fn decision<O>(outcome: O) -> Decision<O> {
    Decision {
        question: word("Wat doen we?"),
        options: vec![word::<Note>("Niets doen.")],
        considerations: word("Afgewogen aan tafel."),
        dissent: None,
        outcome,
        ground: word("Wgpga art. 6 lid 1"),
        expectation: word("Ieder belt de ander bij nieuws."),
        by: Vec::new(),
        review: Some(day("01-11-2026")),
    }
}

/// A case with one fact, factor, goal and intervention of probation, and the plan agreed.
fn planned() -> Case {
    planned_under(opening())
}

fn planned_under(opening: Opening) -> Case {
    let mut case = with(opening);
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    carried(&mut case);
    then!(case, case.draft_plan(decision(PlanOutcome::Carry), today()).unwrap());
    for (a, p) in KEYS {
        then!(case, case.turn_plan_key(&agency(a), &word(p)).unwrap());
    }
    case
}

fn carried(case: &mut Case) {
    let fact = gives(case, "reclassering", gift("Komt elke afspraak na."));
    let factor = Factor {
        no: 0,
        kind: FactorKind::Protective,
        domain: LifeDomain::Work.into(),
        text: word("Houdt zich aan afspraken."),
        facts: vec![fact],
    };
    then!(case, case.add_factor(None, &agency("gemeente-hoorn"), today(), factor).unwrap());
    let factor = case.factors.last().unwrap().no;
    let goal = Goal::new(word("Heeft werk en vrienden."), word("Werkt drie dagen."), vec![factor]);
    then!(case, case.set_goal(goal).unwrap());
    then!(case, case.add_intervention(&agency("gemeente-hoorn"), today(), intervention(case)).unwrap());
    let step = case.plan.interventions.last().unwrap().no;
    then!(case, case.accept_intervention(step, &agency("reclassering"), today()).unwrap());
}

fn intervention(case: &Case) -> Intervention {
    Intervention {
        no: 0,
        goal: case.plan.goals.last().unwrap().no,
        factors: vec![case.factors.last().unwrap().no],
        text: word("Begeleiding naar werk."),
        agency: agency("reclassering"),
        power: word("Toezicht na voorwaardelijke straf."),
        track: Track::Care,
        effect: word("Dagritme."),
        due: day("01-12-2026"),
        accepted: None,
        progress: Vec::new(),
    }
}

fn closing(case: &Case) -> Closing {
    Closing {
        decision: Decision { review: None, ..decision(ClosingReason::GoalsMet) },
        goals: case.plan.goals.iter().map(|g| GoalEnd { goal: g.no, outcome: word("Bereikt.") }).collect(),
        residual: word("Geen zorgen over."),
        watcher: agency("gemeente-hoorn"),
        watch: Some(crate::watching::Terms {
            what: word("Spanning in het portiek."),
            until: day("01-12-2026"),
            call: word("Procesregie, 0229-000000"),
        }),
        feedback: word("De melder hoort dat het is opgepakt."),
        scaled: Some(word("De doelen zijn bereikt.")),
    }
}

fn field<T: std::fmt::Debug>(tried: Result<T, Refusal>) -> std::borrow::Cow<'static, str> {
    tried.unwrap_err().field.unwrap_or("-".into())
}
