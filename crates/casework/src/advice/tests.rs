//! A history, an attempt, and what should come of it.

use super::*;
use crate::table::Decision;
use crate::weighing::Subject;
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Refusal};
use std::borrow::Cow;
use vault::{Act, Dossier, Role, Stamp, Tier};

const POLICE: &str = "politie-nh";
const OM: &str = "om-nh";
const HOORN: &str = "gemeente-hoorn";
const HOUSE: &str = "zvh-nhn";

fn agency(word: &str) -> AgencyId {
    word.parse().unwrap()
}
fn person(word: &str) -> PersonId {
    word.parse().unwrap()
}
fn note(text: &str) -> Note {
    text.parse().unwrap()
}
fn day(text: &str) -> Date {
    text.parse().unwrap()
}
fn today() -> Date {
    day("2026-03-03")
}

/// Who writes, and whether they could sign for that organisation.
fn writes(
    who: &str,
    signs: bool,
    attempt: impl FnOnce(Writer<'_>) -> Result<Event, Refusal>,
) -> Result<Event, Refusal> {
    attempt(Writer { agency: &agency(who), signs })
}

fn begin(basis: Basis, mode: Mode, text: AdviceText) -> Result<Event, Refusal> {
    writes(HOUSE, false, |by| Advice::begin(by, basis, mode, text, today()))
}

fn basis(fits: bool) -> Basis {
    Basis {
        weighing: DossierId::new(1, [1; 10]),
        reference: "NHN-2026-0012".parse().unwrap(),
        municipality: "hoorn".parse().unwrap(),
        house: "nhn".parse().unwrap(),
        subject: Subject { name: "Bram van Teststra".parse().unwrap(), ..Subject::default() },
        fits,
        reasoning: fits.then(|| "De signalen hangen samen.".parse().unwrap()),
        trio: [agency(HOORN), agency(POLICE), agency(OM)],
        director: agency(HOUSE),
        acute: false,
        terms: None,
    }
}

fn text(advise: Advise) -> AdviceText {
    AdviceText {
        partners: vec![note("Reclassering: kent hem van het toezicht.")],
        first_steps: vec![note("De jongerenwerker zoekt hem op.")],
        conditions: None,
        decision: Decision {
            question: note("Is een integrale aanpak nodig?"),
            options: vec![note("Alleen hulp door het wijkteam.")],
            considerations: "Eén organisatie redt dit niet.".parse().unwrap(),
            dissent: Some(note("Het OM ziet weinig haast.")),
            outcome: advise,
            ground: note("Wgpga art. 5 lid 5"),
            expectation: note("Ieder meldt binnen een week wie er komt."),
            by: Vec::new(),
            review: Some(day("2026-05-01")),
        },
    }
}

struct Triangle {
    advice: Advice,
    seq: u64,
}

impl Triangle {
    fn begun(mode: Mode, fits: bool, advise: Advise) -> Self {
        let mut triangle = Self { advice: Advice::default(), seq: 0 };
        let begun = begin(basis(fits), mode, text(advise)).unwrap();
        triangle.happens("procesregisseur-nhn", HOUSE, &begun);
        triangle
    }

    fn in_round(mode: Mode) -> Self {
        let mut triangle = Self::begun(mode, true, Advise::Integral);
        triangle.issues();
        triangle
    }

    fn issues(&mut self) {
        let issued = self.advice.issue(&agency(HOUSE), day("2026-03-10"), today()).unwrap();
        self.happens("procesregisseur-nhn", HOUSE, &issued);
    }

    fn rewrites(&mut self, text: AdviceText) {
        let drafted = writes(HOUSE, false, |by| self.advice.draft(by, text, today())).unwrap();
        self.happens("procesregisseur-nhn", HOUSE, &drafted);
    }

    fn happens(&mut self, who: &str, for_agency: &str, event: &Event) {
        self.seq += 1;
        let stamp = Stamp {
            seq: self.seq,
            at: "2026-03-03T10:00:00Z".parse().unwrap(),
            who: person(who),
            agency: agency(for_agency),
            called: vault::Called::default(),
            act: Cow::Borrowed("test"),
        };
        let stored = serde_json::to_string(event).unwrap();
        let read: Event = serde_json::from_str(&stored).unwrap();
        assert_eq!(&read, event);
        self.advice.apply(&read, &stamp);
    }

    fn tries(&self, who: &str, choice: Choice, reason: Option<&str>) -> Result<Event, Refusal> {
        let person = person(&format!("p-{who}"));
        self.advice.decide(&agency(who), &person, self.advice.text_number(), choice, reason.map(note))
    }

    fn decides(&mut self, who: &str, choice: Choice) -> &mut Self {
        let event = self.tries(who, choice, Some("Hierom.")).unwrap();
        self.happens(&format!("p-{who}"), who, &event);
        self
    }

    fn tasks(&self, act: &str) -> Vec<(String, Option<Role>)> {
        let tasks = self.advice.card().tasks.into_iter();
        tasks.filter(|t| t.act == act).map(|t| (t.agency.to_string(), t.role)).collect()
    }
}

#[test]
fn a_region_without_a_triangle_has_no_advice() {
    assert!(begin(basis(true), Mode::None, text(Advise::Integral)).is_err());
}

#[test]
fn an_advice_for_an_approach_names_partners_a_first_step_and_a_next_look() {
    let field = |t| begin(basis(true), Mode::Three, t).unwrap_err().field;
    let mut alone = text(Advise::Integral);
    alone.partners.clear();
    assert_eq!(field(alone).as_deref(), Some("partners"));
    let mut idle = text(Advise::Integral);
    idle.first_steps.clear();
    assert_eq!(field(idle).as_deref(), Some("first-steps"));
    let mut endless = text(Advise::Integral);
    endless.decision.review = None;
    assert_eq!(field(endless).as_deref(), Some("review"));
    let mut sure = text(Advise::NoIntegral);
    sure.decision.options.clear();
    assert_eq!(field(sure).as_deref(), Some("options"));
}

#[test]
fn an_advice_is_one_page() {
    let mut long = text(Advise::Integral);
    long.decision.considerations = "woord ".repeat(700).parse().unwrap();
    let refused = begin(basis(true), Mode::Three, long).unwrap_err();
    assert!(refused.why.en.contains("one page"));
}

#[test]
fn three_equal_decisions_on_one_text_approve() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Approve);
    assert_eq!(triangle.advice.state(), State::Round);
    triangle.decides(OM, Choice::Approve);
    assert_eq!(triangle.advice.state(), State::Approved);
    let ended = triangle.advice.ended().unwrap();
    assert_eq!((ended.outcome, ended.by.len()), (End::Approved, 3));
    assert_eq!(triangle.tasks(OpenCaseFromAdvice::INFO.name).len(), 1);
}

#[test]
fn where_the_mayor_decides_one_signature_is_enough_and_others_have_none() {
    let mut triangle = Triangle::in_round(Mode::Mayor);
    assert!(triangle.tries(POLICE, Choice::Approve, None).is_err());
    triangle.decides(HOORN, Choice::Approve);
    assert_eq!(triangle.advice.state(), State::Approved);
}

#[test]
fn deviating_from_the_advice_needs_a_reason() {
    let triangle = Triangle::in_round(Mode::Three);
    assert!(triangle.tries(OM, Choice::Approve, None).is_ok());
    assert_eq!(triangle.tries(OM, Choice::Decline, None).unwrap_err().field.as_deref(), Some("reason"));
    assert!(triangle.tries(OM, Choice::Decline, Some("Te weinig feiten.")).is_ok());
    assert_eq!(triangle.tries(OM, Choice::Return, None).unwrap_err().field.as_deref(), Some("reason"));
    let mut against = Triangle::begun(Mode::Three, true, Advise::NoIntegral);
    against.issues();
    assert!(against.tries(OM, Choice::Decline, None).is_ok());
    assert!(against.tries(OM, Choice::Approve, None).is_err());
}

#[test]
fn mixed_decisions_go_back_to_the_table_with_their_reasons() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Decline).decides(OM, Choice::Approve);
    assert_eq!(triangle.advice.state(), State::Undecided);
    assert!(triangle.advice.may_open().is_err());
    assert!(triangle.advice.round().unwrap().votes.iter().all(|v| v.reason.is_some()));
    assert!(triangle.advice.issue(&agency(HOUSE), day("2026-03-20"), today()).is_err());
    triangle.rewrites(text(Advise::Integral));
    triangle.issues();
    assert_eq!(triangle.advice.rounds().len(), 2);
    triangle.decides(HOORN, Choice::Decline).decides(POLICE, Choice::Decline).decides(OM, Choice::Decline);
    assert_eq!(triangle.advice.state(), State::Declined);
}

#[test]
fn who_sends_it_back_does_so_at_once_and_who_wrote_it_gets_the_remark_as_a_task() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Return);
    assert_eq!(triangle.advice.state(), State::Returned);
    assert!(triangle.tasks(DecideAdvice::INFO.name).is_empty(), "nobody decides on a text that will change");
    assert!(triangle.tries(OM, Choice::Approve, None).is_err());
    let task = triangle.advice.card().tasks.remove(0);
    assert_eq!((task.act, task.agency.as_str()), (RedraftAdvice::INFO.name, HOUSE));
    assert_eq!((task.role, task.asked_by), (Some(Role::ProcessDirector), Some(person("p-politie-nh"))));
    triangle.rewrites(text(Advise::NoIntegral));
    triangle.issues();
    let earlier: Vec<_> = triangle.advice.earlier().collect();
    assert_eq!((earlier.len(), earlier[0].text), (1, 1));
    assert_eq!(earlier[0].votes[1].reason, Some(note("Hierom.")));
    assert_eq!(triangle.advice.text_of(1).unwrap().decision.outcome, Advise::Integral, "the text of then is there");
    assert_eq!(triangle.tasks(DecideAdvice::INFO.name).len(), 3, "it comes before all three again");
}

#[test]
fn who_wrote_it_for_the_municipality_gets_it_back_as_its_official_and_not_the_mayor() {
    let mut triangle = Triangle { advice: Advice::default(), seq: 0 };
    let begun = writes(HOORN, false, |by| Advice::begin(by, basis(true), Mode::Mayor, text(Advise::Integral), today()));
    triangle.happens("ambtenaar", HOORN, &begun.unwrap());
    triangle.issues();
    triangle.decides(HOORN, Choice::Return);
    assert_eq!(triangle.tasks(RedraftAdvice::INFO.name), [(HOORN.to_owned(), Some(Role::Official))]);
}

#[test]
fn who_signs_does_not_write_what_they_sign_and_who_signs_nothing_here_does() {
    let mut triangle = Triangle::begun(Mode::Three, true, Advise::Integral);
    let rewrites = |t: &Triangle, who: &str, signs: bool| {
        writes(who, signs, |by| t.advice.draft(by, text(Advise::NoIntegral), today())).is_ok()
    };
    assert!(!rewrites(&triangle, POLICE, true), "with a mandate for the triangle");
    assert!(rewrites(&triangle, POLICE, false), "a colleague without one");
    assert!(rewrites(&Triangle::begun(Mode::Mayor, true, Advise::Integral), POLICE, true), "the mayor alone signs");
    let begins =
        |signs| writes(OM, signs, |by| Advice::begin(by, basis(true), Mode::Three, text(Advise::Integral), today()));
    assert!(begins(true).is_err() && begins(false).is_ok());
    let mandated = writes(POLICE, false, |by| triangle.advice.draft(by, text(Advise::Integral), today())).unwrap();
    triangle.happens("p-politie-nh", POLICE, &mandated);
    triangle.issues();
    let own = triangle.tries(POLICE, Choice::Approve, None).unwrap_err();
    assert!(own.why.en.contains("wrote this text yourself"), "who got the mandate afterwards");
    assert!(triangle.tries(POLICE, Choice::Return, Some("Nog eens.")).is_ok());
}

#[test]
fn nobody_rewrites_what_lies_before_the_triangle() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Approve);
    for who in [HOUSE, HOORN, POLICE, OM] {
        assert!(writes(who, false, |by| triangle.advice.draft(by, text(Advise::Integral), today())).is_err(), "{who}");
    }
    assert!(triangle.advice.has_decided(&agency(HOORN)), "what was signed stands");
}

#[test]
fn who_laid_it_before_them_takes_it_back_and_that_round_stays_readable() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve);
    let recall = |t: &Triangle, who: &str, signs| writes(who, signs, |by| t.advice.recall(by, note("Verkeerde dag.")));
    assert!(recall(&triangle, POLICE, false).is_err(), "police did not lay it before them");
    assert!(recall(&triangle, HOUSE, true).is_ok(), "the house signs nothing here");
    let recalled = recall(&triangle, HOUSE, false).unwrap();
    triangle.happens("procesregisseur-nhn", HOUSE, &recalled);
    assert_eq!((triangle.advice.state(), triangle.advice.has_decided(&agency(HOORN))), (State::Drafted, false));
    assert!(triangle.advice.round().is_none() && triangle.tasks(DecideAdvice::INFO.name).is_empty());
    let stale = triangle.tries(OM, Choice::Approve, None);
    assert!(stale.is_err());
    triangle.issues();
    let earlier: Vec<_> = triangle.advice.earlier().collect();
    assert_eq!(earlier.len(), 1);
    assert_eq!((earlier[0].votes.len(), &earlier[0].recalled.as_ref().unwrap().reason), (1, &note("Verkeerde dag.")));
    assert!(recall(&Triangle::begun(Mode::Three, true, Advise::Integral), HOUSE, false).is_err(), "nothing lies there");
}

#[test]
fn a_history_in_which_the_text_changed_during_the_round_is_read_as_it_was() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Approve);
    triangle.happens("procesregisseur-nhn", HOUSE, &Event::Drafted { text: Box::new(text(Advise::Integral)) });
    assert_eq!(triangle.advice.state(), State::Drafted);
    assert!(!triangle.advice.has_decided(&agency(HOORN)));
    triangle.issues();
    let stale = triangle.advice.decide(&agency(OM), &person("p"), 1, Choice::Approve, None);
    assert!(stale.unwrap_err().why.en.contains("changed"));
}

#[test]
fn one_person_does_not_sign_twice() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve);
    let again = triangle.advice.decide(&agency(OM), &person("p-gemeente-hoorn"), 1, Choice::Approve, None);
    assert!(again.is_err());
}

#[test]
fn the_process_director_writes_but_does_not_sign() {
    let triangle = Triangle::in_round(Mode::Three);
    assert!(triangle.tries(HOUSE, Choice::Approve, None).is_err());
    assert!(writes("cter-nh", false, |by| triangle.advice.draft(by, text(Advise::Integral), today())).is_err());
}

#[test]
fn the_round_asks_each_signatory_in_person_by_the_deadline() {
    let triangle = Triangle::in_round(Mode::Three);
    let asked = triangle.tasks(DecideAdvice::INFO.name);
    let want = [(HOORN, Role::Mayor), (POLICE, Role::Police), (OM, Role::Prosecutor)];
    assert_eq!(asked, want.map(|(a, r)| (a.to_owned(), Some(r))));
    let card = triangle.advice.card();
    assert_eq!(card.due, Some(day("2026-03-10")));
    assert!(card.tasks.iter().all(|t| t.due == card.due));
    assert_eq!(card.seats.iter().filter(|s| s.tier == Tier::Triangle).count(), 3);
}

#[test]
fn without_agreement_in_the_weighing_even_the_triangle_opens_no_case() {
    let mut triangle = Triangle::begun(Mode::Three, false, Advise::Integral);
    triangle.issues();
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Approve).decides(OM, Choice::Approve);
    assert_eq!(triangle.advice.state(), State::Approved);
    let refused = triangle.advice.open_case(DossierId::new(2, [2; 10])).unwrap_err();
    assert!(refused.why.en.contains("did not agree"));
}

#[test]
fn a_case_is_opened_once() {
    let mut triangle = Triangle::in_round(Mode::Mayor);
    triangle.decides(HOORN, Choice::Approve);
    let opened = triangle.advice.open_case(DossierId::new(2, [2; 10])).unwrap();
    triangle.happens("procesregisseur-nhn", HOUSE, &opened);
    assert_eq!(triangle.advice.state(), State::Used);
    assert!(triangle.advice.open_case(DossierId::new(3, [3; 10])).is_err());
}

#[test]
fn an_advice_holds_no_number() {
    fn no_number(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Number(_) => false,
            serde_json::Value::Array(list) => list.iter().all(no_number),
            serde_json::Value::Object(map) => map.values().all(no_number),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::String(_) => true,
        }
    }
    assert!(no_number(&serde_json::to_value(text(Advise::Integral)).unwrap()));
}

#[test]
fn every_act_is_named_in_a_rule_and_every_rule_has_its_ground() {
    for act in ACTS {
        assert!(POLICY.contains(&format!("Action::\"{}\"", act.name)), "{}", act.name);
    }
    let count = |word: &str| POLICY.matches(word).count();
    for word in ["@id(", "@ground(", "@nl(", "@en("] {
        assert_eq!(count(word), count("\npermit ("));
    }
}

static BOOK: std::sync::LazyLock<vault::Rulebook> =
    std::sync::LazyLock::new(|| vault::Rulebook::build(&[ACTS], &[POLICY]).unwrap());

fn may(act: &'static str, role: Role, seats: &[Tier], state: State) -> bool {
    may_with(true, act, role, seats, state)
}

fn may_with(mandate: bool, act: &'static str, role: Role, seats: &[Tier], state: State) -> bool {
    BOOK.ask(&vault::Question {
        act,
        kind: Advice::KIND,
        state: state.word().to_owned(),
        role,
        agency: vault::AgencyKind::Municipality,
        designated: true,
        seats: seats.iter().copied().collect(),
        home: true,
        mandate,
    })
    .is_yes()
}

#[test]
fn the_mayor_of_stay_signs_and_an_official_only_by_mandate() {
    let seats = [Tier::Trio, Tier::Stay, Tier::Triangle];
    let act = DecideAdvice::INFO.name;
    assert!(may(act, Role::Mayor, &seats, State::Round));
    assert!(!may(act, Role::Mayor, &[Tier::Triangle], State::Round));
    assert!(may(act, Role::Official, &seats, State::Round));
    for role in [Role::Official, Role::Police, Role::Prosecutor, Role::Mayor] {
        assert!(!may_with(false, act, role, &seats, State::Round), "{role:?} without office or mandate");
    }
    assert!(!may(act, Role::ProcessDirector, &[Tier::Director], State::Round));
    assert!(may(act, Role::Police, &[Tier::Trio, Tier::Triangle], State::Round));
    assert!(!may(act, Role::Police, &[Tier::Trio], State::Round));
    assert!(!may(act, Role::Mayor, &seats, State::Drafted));
}

#[test]
fn the_mayor_writes_nothing_and_nobody_rewrites_during_the_round() {
    let seats = [Tier::Trio, Tier::Stay, Tier::Triangle];
    for act in [RedraftAdvice::INFO.name, IssueAdvice::INFO.name, RecallAdvice::INFO.name] {
        assert!(State::ALL.into_iter().all(|state| !may(act, Role::Mayor, &seats, state)), "{act}");
    }
    for role in [Role::Official, Role::Police, Role::Prosecutor] {
        assert!(!may(RedraftAdvice::INFO.name, role, &seats, State::Round));
        assert!(may(RedraftAdvice::INFO.name, role, &seats, State::Returned));
    }
    assert!(!may(RedraftAdvice::INFO.name, Role::ProcessDirector, &[Tier::Director], State::Round));
    assert!(may(RecallAdvice::INFO.name, Role::ProcessDirector, &[Tier::Director], State::Round));
    assert!(!may(RecallAdvice::INFO.name, Role::ProcessDirector, &[Tier::Director], State::Approved));
}

#[test]
fn filer_partner_guest_and_oversight_see_nothing_of_an_advice() {
    for role in [Role::Expert, Role::Partner, Role::Guest, Role::PrivacyOfficer, Role::Evaluator, Role::Keeper] {
        for state in State::ALL {
            assert!(!may(ReadAdvice::INFO.name, role, &[Tier::Filer, Tier::Consulted, Tier::Participant], state));
        }
    }
}

mod house;
mod restating;
mod samples;
mod story;
mod withdrawing;
