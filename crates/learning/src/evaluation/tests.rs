//! A history, an attempt, and what should come of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop")]

use super::*;
use kernel::{Date, DossierId, Note, Refusal};
use vault::{AgencyKind, Dossier, Role, Rulebook, Stamp, Tier};

fn day(text: &str) -> Date {
    kernel::parse_day(text).unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn id(n: u8) -> DossierId {
    DossierId::new(1, [n; 10])
}

fn opening() -> Opening {
    Opening {
        reference: "E-2026-0001".parse().unwrap(),
        title: "Samen wegen".parse().unwrap(),
        question: note("Hoe komen de tafels samen tot een weging?"),
        tables: vec![Table::Weighing],
        houses: ["nhn", "kennemerland"].map(|h| h.parse().unwrap()).to_vec(),
        from: day("01-01-2025"),
        until: day("31-12-2025"),
        commissioner: "zvh-nhn".parse().unwrap(),
        team: "onderzoek".parse().unwrap(),
        invited: vec!["politie-nh".parse().unwrap()],
    }
}

fn finding(side: Side) -> Finding {
    let evidence = Evidence { source: Source::Questionnaire, piece: Some(id(1)), note: note("vraag 2") };
    Finding {
        number: 0,
        side,
        theme: "verwachtingen".parse().unwrap(),
        text: note("zelden hardop"),
        evidence: vec![evidence],
    }
}

fn advised() -> Advised {
    Advised { number: 1, id: id(9), text: note("een vaste ronde"), theme: "verwachtingen".parse().unwrap() }
}

fn report() -> Report {
    let prose = |text: &str| text.parse().unwrap();
    Report {
        summary: prose("In het kort."),
        approach: prose("Zo deden we het."),
        reflection: prose("Wat het betekent."),
    }
}

fn after(events: impl IntoIterator<Item = Event>) -> Evaluation {
    let mut one = Evaluation::default();
    for (seq, event) in (1..).zip(events) {
        let stamp = Stamp {
            seq,
            at: "2026-04-01T08:00:00Z".parse().unwrap(),
            who: "evaluator".parse().unwrap(),
            agency: "onderzoek".parse().unwrap(),
            called: vault::Called::default(),
            act: "evaluation.test".into(),
        };
        one.apply(&event, &stamp);
    }
    one
}

fn running() -> Vec<Event> {
    let linked = Event::Linked { source: Source::Questionnaire, piece: id(1), title: "vragen".parse().unwrap() };
    let found = |number, side| Event::Found { finding: Box::new(Finding { number, ..finding(side) }) };
    vec![Evaluation::begin(opening()).unwrap(), linked, found(1, Side::GoesWell), found(2, Side::CouldBeBetter)]
}

fn public() -> Vec<Event> {
    let mut events = running();
    events.extend([
        Event::Advised { advised: advised() },
        Event::Drafted { report: Box::new(report()) },
        Event::Checked { remark: None },
        Event::Published { figures: vec![] },
    ]);
    events
}

fn why(refused: Result<Event, Refusal>) -> String {
    refused.unwrap_err().why.en.into_owned()
}

#[test]
fn a_scope_has_houses_tables_and_a_period() {
    let field = |change: fn(&mut Opening)| {
        let mut opening = opening();
        change(&mut opening);
        Evaluation::begin(opening).unwrap_err().field.unwrap_or_default()
    };
    assert_eq!(field(|o| o.houses.clear()), "houses");
    assert_eq!(field(|o| o.tables.clear()), "tables");
    assert_eq!(field(|o| o.until = day("31-12-2024")), "until");
}

#[test]
fn every_finding_rests_on_something_that_belongs_to_this_evaluation() {
    let one = after(running());
    let bare = Finding { evidence: vec![], ..finding(Side::GoesWell) };
    assert_eq!(one.find(bare).unwrap_err().field.as_deref(), Some("evidence"));
    let mut elsewhere = finding(Side::GoesWell);
    elsewhere.evidence[0].piece = Some(id(7));
    assert_eq!(one.find(elsewhere).unwrap_err().field.as_deref(), Some("evidence"));
    let Event::Found { finding } = one.find(finding(Side::GoesWell)).unwrap() else { unreachable!("a finding") };
    assert_eq!(finding.number, 3);
}

#[test]
fn a_number_that_was_taken_back_is_not_given_again() {
    let mut events = running();
    events.push(after(events.clone()).take_back(2).unwrap());
    let one = after(events);
    let Event::Found { finding } = one.find(finding(Side::CouldBeBetter)).unwrap() else { unreachable!("a finding") };
    assert_eq!(finding.number, 3);
    assert!(one.take_back(2).is_err());
}

#[test]
fn a_learning_session_is_on_what_was_advised_here_and_gets_a_day_in_the_plan() {
    let title = || "Leersessie".parse().unwrap();
    let (on, today) = (day("02-05-2026"), day("01-04-2026"));
    assert!(why(after(running()).learn(id(8), title(), on, &[id(9)], today)).contains("recommendation first"));
    let one = after(public());
    assert_eq!(one.learn(id(8), title(), on, &[], today).unwrap_err().field.as_deref(), Some("about"));
    assert_eq!(one.learn(id(8), title(), on, &[id(7)], today).unwrap_err().field.as_deref(), Some("about"));
    assert_eq!(one.learn(id(8), title(), day("31-03-2026"), &[id(9)], today).unwrap_err().field.as_deref(), Some("on"));
    let planned = one.learn(id(8), title(), on, &[id(9)], today).unwrap();
    let one = after(public().into_iter().chain([planned]));
    assert_eq!((one.learning.len(), one.next_step()), (1, Some((Step::Learning, on))));
    assert_eq!(one.card().tasks[0].act, "evaluation.plan", "whoever evaluates is reminded of it");
}

#[test]
fn a_report_says_what_goes_well_too() {
    let mut events = running();
    events.remove(2);
    assert!(why(after(events).draft(report())).contains("what goes well"));
    assert!(after(running()).draft(report()).is_ok());
}

#[test]
fn a_report_is_checked_before_it_is_public_and_checked_again_when_it_is_rewritten() {
    let mut events = running();
    events.push(Event::Advised { advised: advised() });
    assert!(why(after(events.clone()).publish(vec![])).contains("check the report"));
    events.extend([Event::Drafted { report: Box::new(report()) }, Event::Checked { remark: None }]);
    assert!(after(events.clone()).publish(vec![]).is_ok());
    assert!(after(events.clone()).find(finding(Side::GoesWell)).is_err());
    events.push(after(events.clone()).draft(report()).unwrap());
    assert!(why(after(events).publish(vec![])).contains("check the report"));
}

#[test]
fn nothing_changes_once_it_is_public_but_for_measuring_again() {
    let one = after(public());
    assert!(one.change(opening()).is_err() && one.draft(report()).is_err() && one.advise(advised()).is_err());
    assert_eq!(one.card().claims, ["code:E-2026-0001"]);
    assert!(after(running()).card().claims.is_empty(), "not to be found before");
    let again = |on: &str, now| FollowUp { on: day(on), then: Some(id(1)), now: Some(id(now)), text: note("vaker") };
    assert_eq!(one.follow_up(again("01-04-2027", 1), day("01-04-2027")).unwrap_err().field.as_deref(), Some("now"));
    assert_eq!(one.follow_up(again("31-03-2026", 2), day("01-04-2027")).unwrap_err().field.as_deref(), Some("on"));
    assert!(one.follow_up(again("01-04-2027", 2), day("01-04-2027")).is_ok());
    assert!(after(running()).follow_up(again("01-04-2026", 2), day("01-04-2026")).is_err());
}

#[test]
fn a_step_is_planned_done_and_then_stands() {
    let one = after(running());
    let planned = one.plan(Step::Questionnaire, day("01-05-2026")).unwrap();
    let one = after(running().into_iter().chain([planned]));
    assert_eq!(one.next_step(), Some((Step::Questionnaire, day("01-05-2026"))));
    assert_eq!(one.card().due, Some(day("01-05-2026")));
    assert!(one.step_done(Step::Questionnaire, day("02-05-2026"), day("01-05-2026")).is_err());
    let done = one.step_done(Step::Questionnaire, day("01-05-2026"), day("01-05-2026")).unwrap();
    let one = after(running().into_iter().chain([done]));
    assert!(one.plan(Step::Questionnaire, day("01-06-2026")).is_err());
}

#[test]
fn there_is_no_field_for_a_verdict_on_a_person_or_an_organisation() {
    let text = serde_json::to_value(Event::Found { finding: Box::new(finding(Side::CouldBeBetter)) }).unwrap();
    let mut names: Vec<&str> = text["finding"].as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["evidence", "number", "side", "text", "theme"]);
    let mut evidence: Vec<&str> =
        text["finding"]["evidence"][0].as_object().unwrap().keys().map(String::as_str).collect();
    evidence.sort_unstable();
    assert_eq!(evidence, ["note", "piece", "source"]);
    assert_eq!(Side::ALL.iter().map(|side| side.word()).collect::<Vec<_>>(), ["goes-well", "could-be-better"]);
}

#[test]
fn who_may_what() {
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    let may = |act: &'static str, role: Role, seat: Tier, state: &str| {
        let question = vault::Question {
            act,
            kind: "evaluation",
            state: state.into(),
            role,
            agency: AgencyKind::Other,
            designated: role != Role::Bearer,
            seats: [seat].into(),
            home: true,
            mandate: true,
        };
        rules.ask(&question).is_yes()
    };
    assert!(may("evaluation.find", Role::Evaluator, Tier::Team, "running"));
    assert!(!may("evaluation.find", Role::ProcessDirector, Tier::Invited, "running"));
    assert!(may("evaluation.check", Role::ProcessDirector, Tier::Commissioner, "drafted"));
    assert!(!may("evaluation.check", Role::Evaluator, Tier::Team, "drafted"), "nobody checks their own report");
    assert!(may("evaluation.public", Role::Bearer, Tier::Bearer, "public"));
    assert!(!may("evaluation.public", Role::Bearer, Tier::Bearer, "checked"));
    for role in [Role::Keeper, Role::PrivacyOfficer] {
        assert!(!may("evaluation.read", role, Tier::Invited, "running"), "{role:?}");
    }
}

#[test]
fn what_was_ever_written_stays_readable() {
    let samples = include_str!("../../tests/samples/evaluation.jsonl");
    let mut told = std::collections::BTreeSet::new();
    for line in samples.lines() {
        let event: Event = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), serde_json::from_str::<serde_json::Value>(line).unwrap());
        told.insert(Evaluation::tell(&event).en.into_owned());
    }
    assert_eq!(told.len(), kernel::names::<Event>("t").len(), "each is told in its own words: {told:?}");
    crate::samples::every_variant::<Event>(samples);
}
