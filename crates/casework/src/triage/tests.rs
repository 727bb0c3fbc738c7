//! What becomes of a submission for triage: who is asked, who reads, what three keys decide, and that nothing is left of what was erased.

use super::*;
use crate::table::Decision;
use kernel::{AgencyId, Date, DossierId, Note, PersonId};
use vault::{Author, Called, Card, Dossier, Named, Persons, Stamp, Tier};

const TODAY: &str = "2026-02-03";
const ROUND: &str = "2026-02-10";

fn agency(id: &str) -> AgencyId {
    id.parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn stamp(seq: u64, of: &str) -> Stamp {
    Stamp {
        seq,
        at: "2026-02-03T09:00:00Z".parse().unwrap(),
        who: person(of),
        agency: agency(of),
        act: "triage.test".into(),
        called: Called::default(),
    }
}

fn about() -> About {
    About {
        reference: "T-00ff00".parse().unwrap(),
        municipality: "hoorn".parse().unwrap(),
        house: "nhn".parse().unwrap(),
        trio: ["gemeente-hoorn", "politie-nh", "om-nh"].map(agency),
        director: agency("zvh-nhn"),
        seats: vec![agency("reclassering")],
        submitter: Author { person: person("ggz-nhn"), agency: agency("ggz-nhn"), called: Called::default() },
        submitter_called: None,
        since: day(TODAY),
        keep: 90,
    }
}

fn answers() -> Answers {
    let yes = |words: &str| Answered { mark: Mark::Yes, words: Some(note(words)) };
    Answers {
        problems: yes("Schulden en verslaving."),
        chains: Answered { mark: Mark::No, words: Some(note("Zorg kan dit misschien alleen.")) },
        family: Answered { mark: Mark::NotKnown, words: None },
        safety: yes("Buren slapen niet meer."),
    }
}

fn not_yet(again: &str) -> Informed {
    Informed::NotYet { ground: NotYet::Safety, why: note("Zijn zus woont daar nog."), again: day(again) }
}

fn submission() -> Submission {
    Submission {
        person: Person {
            name: "Bram Verzonnen".parse().unwrap(),
            born: Some("2004-03-02".parse().unwrap()),
            bsn: Some("999990007".parse().unwrap()),
            address: Some("Kade 1, Hoorn".parse().unwrap()),
        },
        reason: note("Zwerft, slaat om zich heen."),
        goal: note("Een dak en rust."),
        wished: vec![Wished { organisation: "Reclassering".parse().unwrap(), why: note("Houdt toezicht.") }],
        answers: answers(),
        informed: not_yet("2026-03-01"),
    }
}

fn ruling(outcome: Outcome) -> Ruling {
    Ruling {
        decision: Decision {
            question: note("Komt er een casus?"),
            options: vec![note("Niets doen.")],
            considerations: "Zorg alleen lukt niet.".parse().unwrap(),
            dissent: None,
            outcome,
            ground: note("WGS art. 2.25"),
            expectation: note("Wij bellen."),
            by: Vec::new(),
            review: outcome.needs_review().then(|| day("2026-03-10")),
        },
        elsewhere: (outcome == Outcome::Elsewhere).then(|| "Wijkteam Hoorn".parse().unwrap()),
        feedback: note("Dit is waarom."),
    }
}

fn after(events: &[(Event, &str)]) -> Triage {
    let mut triage = Triage::default();
    for ((event, of), seq) in events.iter().zip(1..) {
        triage.apply(event, &stamp(seq, of));
    }
    triage
}

fn submitted() -> (Event, &'static str) {
    (Triage::submit(about(), submission(), day(ROUND), day(TODAY)).unwrap(), "ggz-nhn")
}

fn key(of: &'static str, text: u32) -> (Event, &'static str) {
    (Event::KeyTurned { agency: agency(of), person: person(of), text }, of)
}

fn drafted(outcome: Outcome) -> (Event, &'static str) {
    (Event::Drafted { ruling: Box::new(ruling(outcome)), holders: about().trio.to_vec() }, "zvh-nhn")
}

fn seen(of: &'static str) -> (Event, &'static str) {
    (Event::Seen { agency: agency(of), person: person(of), fit: Fit::First, why: note("Eerst het wijkteam.") }, of)
}

/// A submission on which the three decided.
fn decided(outcome: Outcome) -> Vec<(Event, &'static str)> {
    let keys = ["gemeente-hoorn", "politie-nh", "om-nh"].map(|of| key(of, 1));
    [submitted(), seen("reclassering"), drafted(outcome)].into_iter().chain(keys).collect()
}

fn of<'a>(card: &'a Card, who: &str) -> (Vec<Tier>, Vec<&'a str>) {
    let seats = card.seats.iter().filter(|s| s.agency.as_str() == who).map(|s| s.tier).collect();
    (seats, card.tasks.iter().filter(|t| t.agency.as_str() == who).map(|t| t.act).collect())
}

const NO: (Vec<Tier>, Vec<&str>) = (Vec::new(), Vec::new());

#[test]
fn whoever_sits_there_is_asked_and_a_stranger_knows_nothing() {
    let waiting = after(&[submitted()]);
    let card = waiting.card();
    assert_eq!((card.state, card.due), ("waiting", Some(day(ROUND))));
    for who in ["politie-nh", "om-nh"] {
        assert_eq!(of(&card, who), (vec![Tier::Trio], vec!["triage.see"]), "{who}");
    }
    assert_eq!(of(&card, "gemeente-hoorn").0, [Tier::Trio, Tier::Stay]);
    assert_eq!(of(&card, "reclassering"), (vec![Tier::Participant], vec!["triage.see"]));
    assert_eq!(of(&card, "ggz-nhn"), (vec![Tier::Owner], vec![]));
    assert_eq!(of(&card, "rvdk"), NO);
    // Nobody is asked for a decision before the day of the triage.
    let draft = card.tasks.iter().find(|task| task.act == "triage.draft").unwrap();
    assert_eq!((draft.agency.as_str(), draft.since), ("zvh-nhn", day(ROUND)));
    assert!(card.findable.is_empty() && card.label.called.is_none() && card.label.summary.is_none());
    assert!(!format!("{:?}", card.label).contains("Bram"));
}

#[test]
fn what_does_not_meet_a_single_question_is_taken_in_as_well() {
    let no = || Answered { mark: Mark::No, words: Some(note("Nee.")) };
    let none = Answers { problems: no(), chains: no(), family: no(), safety: no() };
    let weak = Submission { answers: none, ..submission() };
    assert!(Triage::submit(about(), weak, day(ROUND), day(TODAY)).is_ok(), "no machine refuses it");
    // And nothing in it is a number about a person.
    let kept = serde_json::to_value(submitted().0).unwrap();
    assert!(kept["submission"]["answers"].as_object().unwrap().values().all(|one| one["mark"].is_string()));
}

#[test]
fn a_postponement_has_a_day_to_come_and_what_was_told_was_told_before() {
    for (informed, field) in [
        (not_yet(TODAY), "told_again"),
        (not_yet("2026-01-01"), "told_again"),
        (not_yet("2026-08-04"), "told_again"),
        (Informed::Told { on: day("2026-02-04") }, "told_on"),
    ] {
        let said = Submission { informed, ..submission() };
        let refused = Triage::submit(about(), said, day(ROUND), day(TODAY)).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field));
    }
}

#[test]
fn what_stands_there_as_another_view_is_not_recorded_as_nobody_sees_it_differently() {
    let differs = after(&[submitted(), seen("politie-nh")]);
    let drafts = |dissent: Option<&str>| {
        let mut ruling = ruling(Outcome::Case);
        ruling.decision.dissent = dissent.map(note);
        differs.draft(&agency("zvh-nhn"), ruling, day(ROUND))
    };
    assert_eq!(drafts(None).unwrap_err().field.as_deref(), Some("dissent"));
    assert!(drafts(Some("Politie: eerst het wijkteam.")).is_ok());
}

#[test]
fn a_view_comes_from_who_sits_there_and_from_nobody_else_and_a_key_from_the_three() {
    let waiting = after(&[submitted()]);
    let see = |who: &str| waiting.see(&agency(who), &person(who), Fit::Fits, note("Ja."));
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "reclassering"] {
        assert!(see(who).is_ok(), "{who}");
    }
    for who in ["zvh-nhn", "ggz-nhn", "rvdk"] {
        assert!(see(who).is_err(), "{who}");
    }
    let drafts = |who: &str| waiting.draft(&agency(who), ruling(Outcome::Case), day(ROUND));
    assert!(drafts("zvh-nhn").is_ok() && drafts("politie-nh").is_ok());
    assert!(drafts("reclassering").is_err() && drafts("ggz-nhn").is_err());
    let lies = after(&[submitted(), drafted(Outcome::Case)]);
    for who in ["reclassering", "zvh-nhn", "ggz-nhn"] {
        assert!(lies.turn_key(&agency(who), &person(who), 1).is_err(), "{who}");
    }
}

/// Nobody is cut short: a text comes on the day of the triage, or once everybody said something.
#[test]
fn a_text_before_the_day_of_the_triage_waits_until_everybody_who_sits_there_said_how_they_see_it() {
    let judging = ["gemeente-hoorn", "politie-nh", "om-nh", "reclassering"];
    let all: Vec<_> = [submitted()].into_iter().chain(judging.map(seen)).collect();
    let early = |events: &[(Event, &'static str)], on: &str| {
        after(events).draft(&agency("politie-nh"), ruling(Outcome::More), day(on))
    };
    for few in 1..all.len() {
        assert!(early(&all[..few], TODAY).unwrap_err().why.nl.contains("10-02-2026"), "{few}");
        assert!(early(&all[..few], ROUND).is_ok(), "on its day: {few}");
    }
    assert!(early(&all, TODAY).is_ok(), "everybody said something");
}

#[test]
fn a_view_is_given_until_a_key_is_turned_on_a_text_that_lies_there() {
    let lies = [submitted(), drafted(Outcome::Case)];
    let sees = |triage: &Triage, who: &str| triage.see(&agency(who), &person(who), Fit::Not, note("Nee."));
    let text = after(&lies);
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "reclassering"] {
        assert!(sees(&text, who).is_ok(), "{who}");
    }
    assert_eq!(of(&text.card(), "reclassering").1, ["triage.see"], "and it is still asked");
    assert_eq!(of(&text.card(), "om-nh").1, ["triage.turn-key"]);
    let seen_by_all = after(&[submitted(), drafted(Outcome::Case), seen("reclassering")]);
    assert_eq!((seen_by_all.views().len(), of(&seen_by_all.card(), "reclassering").1), (1, vec![]));
    assert!(seen_by_all.text().is_some(), "the text lies there as it was");
    let turned = after(&[submitted(), drafted(Outcome::Case), key("om-nh", 1)]);
    assert!(sees(&turned, "reclassering").is_err(), "the key is on what was said until then");
    assert_eq!(of(&turned.card(), "reclassering").1, [""; 0]);
    let anew = after(&[submitted(), drafted(Outcome::Case), key("om-nh", 1), drafted(Outcome::Not)]);
    assert!(sees(&anew, "reclassering").is_ok(), "another text, and no key on it");
}

#[test]
fn three_keys_on_one_text_decide_and_two_do_not() {
    let mut all = decided(Outcome::Case);
    let two = after(&all[..5]);
    assert_eq!((two.state(), two.outcome()), (State::Waiting, None));
    assert_eq!(of(&two.card(), "om-nh").1, ["triage.turn-key"]);
    assert_eq!(of(&two.card(), "politie-nh").1, [""; 0]);
    // One person turns one key, and on the text that was read.
    assert!(two.turn_key(&agency("om-nh"), &person("politie-nh"), 1).is_err());
    assert!(two.turn_key(&agency("om-nh"), &person("om-nh"), 2).is_err());
    let taken = after(&all);
    assert_eq!((taken.state(), taken.outcome()), (State::Taken, Some(Outcome::Case)));
    assert_eq!(taken.text().unwrap().ruling.decision.by.len(), 3);
    assert_eq!(of(&taken.card(), "gemeente-hoorn").1, ["triage.open-case"]);
    assert_eq!(of(&taken.card(), "ggz-nhn").1, ["triage.hear"]);
    assert_eq!(of(&taken.card(), "reclassering"), NO, "its part is done");
    // Another text needs new keys.
    all.truncate(5);
    all.push(drafted(Outcome::Not));
    let anew = after(&all);
    assert!(anew.turn_key(&agency("om-nh"), &person("om-nh"), 1).is_err());
    assert_eq!(anew.keys().people().count(), 0);
}

#[test]
fn who_does_not_agree_says_why_and_the_text_is_written_anew() {
    let lies = after(&[submitted(), drafted(Outcome::Not)]);
    let no = lies.disagree(&agency("om-nh"), &person("om-nh"), 1, note("Dit is te vroeg.")).unwrap();
    let after_no = after(&[submitted(), drafted(Outcome::Not), (no, "om-nh")]);
    assert!(after_no.turn_key(&agency("om-nh"), &person("om-nh"), 1).is_err(), "it answered");
    assert_eq!(of(&after_no.card(), "zvh-nhn").1, ["triage.draft"]);
    assert_eq!(of(&after_no.card(), "politie-nh").1, [""; 0]);
    assert_eq!(after_no.state(), State::Waiting);
}

#[test]
fn what_lacks_a_day_a_place_or_another_outcome_does_not_lie_on_the_table() {
    let waiting = after(&[submitted()]);
    let refused = |ruling: Ruling| {
        let refused = waiting.draft(&agency("zvh-nhn"), ruling, day(ROUND)).unwrap_err();
        refused.field.unwrap().to_string()
    };
    let mut bare = ruling(Outcome::Case);
    bare.decision.review = None;
    assert_eq!(refused(bare), "review");
    let nowhere = Ruling { elsewhere: None, ..ruling(Outcome::Elsewhere) };
    assert_eq!(refused(nowhere), "elsewhere");
    let mut only = ruling(Outcome::Not);
    only.decision.options.clear();
    assert_eq!(refused(only), "options");
}

#[test]
fn more_is_asked_of_who_submitted_it_and_what_is_added_goes_to_a_later_triage() {
    let asked = after(&decided(Outcome::More));
    assert_eq!(asked.state(), State::Asked);
    assert_eq!(of(&asked.card(), "ggz-nhn").1, ["triage.answer"]);
    assert!(asked.add(&agency("politie-nh"), note("x"), day("2026-02-17")).is_err());
    let added = asked.add(&agency("ggz-nhn"), note("Hij heeft nu een bed."), day("2026-02-17")).unwrap();
    let mut all = decided(Outcome::More);
    all.push((added, "ggz-nhn"));
    let again = after(&all);
    assert_eq!((again.state(), again.round()), (State::Waiting, Some(day("2026-02-17"))));
    assert!(again.views().is_empty() && again.text().is_none(), "everybody looks anew");
    assert_eq!(of(&again.card(), "reclassering").1, ["triage.see"]);
    assert!(again.add(&agency("ggz-nhn"), note("x"), day("2026-02-24")).is_err());
}

#[test]
fn what_is_not_taken_up_is_shielded_at_once_and_its_answer_goes_to_who_submitted_it_alone() {
    for outcome in [Outcome::Not, Outcome::Elsewhere] {
        let card = after(&decided(outcome)).card();
        assert_eq!(card.due, Some(day("2026-05-04")), "90 days after");
        assert_eq!(of(&card, "ggz-nhn"), (vec![Tier::Owner], vec!["triage.hear"]));
        for who in ["gemeente-hoorn", "politie-nh", "om-nh", "zvh-nhn", "reclassering"] {
            assert_eq!(of(&card, who), NO, "{who}");
        }
        assert!(card.seats.iter().all(|seat| seat.days.is_some_and(|(_, last)| last == day("2026-05-04"))));
    }
}

#[test]
fn who_submitted_it_says_whether_the_person_knows_and_is_asked_again_when_not() {
    let mut all = decided(Outcome::Not);
    let answered = after(&all);
    assert!(answered.hear(&agency("politie-nh"), not_yet("2026-03-01"), day(TODAY)).is_err());
    assert!(answered.hear(&agency("ggz-nhn"), not_yet(TODAY), day(TODAY)).is_err());
    all.push((answered.hear(&agency("ggz-nhn"), not_yet("2026-03-01"), day(TODAY)).unwrap(), "ggz-nhn"));
    let later = after(&all);
    let task = later.card().tasks.remove(0);
    assert_eq!((task.act, task.since), ("triage.hear", day("2026-03-01")));
    assert_eq!(later.state(), State::Declined);
    let told = Informed::Told { on: day(TODAY) };
    all.push((later.hear(&agency("ggz-nhn"), told.clone(), day(TODAY)).unwrap(), "ggz-nhn"));
    let shielded = after(&all);
    let card = shielded.card();
    assert_eq!(shielded.state(), State::Shielded);
    assert!(card.tasks.is_empty());
    assert_eq!(card.due, Some(day("2026-05-04")), "the last day does not move");
    let kept: Vec<_> = card.seats.iter().map(|seat| (seat.tier, seat.days.map(|(_, last)| last))).collect();
    assert_eq!(kept, [(Tier::Owner, Some(day("2026-05-04")))], "it opens nothing any more");
    assert!(POLICY.contains("forbid (principal, action, resource is Triage)"));
    assert!(shielded.hear(&agency("ggz-nhn"), told, day(TODAY)).is_err());
}

#[test]
fn it_is_taken_back_by_who_submitted_it_until_the_triage_begins() {
    let waiting = after(&[submitted()]);
    let back = |triage: &Triage, who: &str, on: &str| triage.withdraw(&agency(who), note("Niet nodig."), day(on));
    assert!(back(&waiting, "gemeente-hoorn", TODAY).is_err());
    assert!(back(&waiting, "ggz-nhn", "2026-02-09").is_ok());
    assert!(back(&waiting, "ggz-nhn", ROUND).is_err(), "its day is there");
    assert!(back(&after(&[submitted(), seen("om-nh")]), "ggz-nhn", TODAY).is_err(), "somebody said something");
    assert!(
        back(&after(&[submitted(), drafted(Outcome::Not)]), "ggz-nhn", TODAY).is_ok(),
        "a text alone begins nothing"
    );
    assert!(back(&after(&decided(Outcome::More)), "ggz-nhn", "2026-02-20").is_ok(), "it was asked to go on");
    assert!(back(&after(&decided(Outcome::Not)), "ggz-nhn", TODAY).is_err());
}

/// What is left with and without the events that are erased with the last one is the same, and holds no word of the person.
fn leaves_nothing(mut all: Vec<(Event, &'static str)>, last: Event, erased: &[u64], by: &'static str) -> Triage {
    all.push((last, by));
    let with = after(&all);
    let mut without = Triage::default();
    for ((event, of), seq) in all.iter().zip(1_u64..) {
        if !erased.contains(&seq) {
            without.apply(event, &stamp(seq, of));
        }
    }
    assert_eq!(with, without);
    let left = serde_json::to_string(&with).unwrap();
    for word in ["Bram", "999990007", "Kade", "Zwerft", "Eerst het wijkteam", "bed", "Zijn zus"] {
        assert!(!left.contains(word), "{word}: {left}");
    }
    with
}

#[test]
fn what_was_taken_back_or_became_a_case_holds_no_word_of_it_any_more() {
    let (event, erased) = after(&[submitted()]).withdraw(&agency("ggz-nhn"), note("Niet nodig."), day(TODAY)).unwrap();
    let gone = leaves_nothing(vec![submitted()], event, &erased, "ggz-nhn");
    assert_eq!((gone.state(), gone.card().due), (State::Withdrawn, Some(day("2026-05-04"))));
    assert_eq!(of(&gone.card(), "politie-nh"), NO);

    let asked = decided(Outcome::More);
    let (event, erased) = after(&asked).withdraw(&agency("ggz-nhn"), note("Niet nodig."), day(TODAY)).unwrap();
    leaves_nothing(asked.clone(), event, &erased, "ggz-nhn");

    let mut all = asked;
    all.push((Event::Added { text: note("Hij heeft nu een bed."), round: day("2026-02-17") }, "ggz-nhn"));
    all.extend([seen("reclassering"), drafted(Outcome::Case)]);
    all.extend(["gemeente-hoorn", "politie-nh", "om-nh"].map(|of| key(of, 2)));
    let taken = after(&all);
    let case = DossierId::new(3, [3; 10]);
    let (event, erased) = taken.open_case(case).unwrap();
    let opened = leaves_nothing(all, event, &erased, "gemeente-hoorn");
    assert_eq!((opened.state(), opened.case()), (State::Opened, Some(case)));
    assert!(opened.open_case(case).is_err(), "once");
    // What was decided, and by whom, stays with the three as long as it is kept.
    assert_eq!(opened.decided().unwrap().decision.by.len(), 3);
    assert_eq!(of(&opened.card(), "om-nh").0, [Tier::Trio]);
    assert!(after(&decided(Outcome::Not)).open_case(case).is_err());
}

/// Why somebody did not agree may repeat whom it is about: it goes with the words of the submission.
#[test]
fn why_somebody_did_not_agree_is_erased_with_what_it_was_about() {
    let no = |text: u32| {
        let reason = note("Zijn zus Bram heeft dit niet nodig.");
        (Event::Disagreed { agency: agency("om-nh"), person: person("om-nh"), text, reason }, "om-nh")
    };
    let lies = vec![submitted(), drafted(Outcome::Not), no(1)];
    let back = after(&lies).withdraw(&agency("ggz-nhn"), note("Niet nodig."), day(TODAY)).unwrap();
    assert!(back.1.contains(&3), "{:?}", back.1);
    leaves_nothing(lies.clone(), back.0, &back.1, "ggz-nhn");
    let mut all = lies;
    all.push(drafted(Outcome::Case));
    all.extend(["gemeente-hoorn", "politie-nh", "om-nh"].map(|of| key(of, 2)));
    let (event, erased) = after(&all).open_case(DossierId::new(3, [3; 10])).unwrap();
    assert_eq!(erased, [1, 3]);
    leaves_nothing(all, event, &erased, "gemeente-hoorn");
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/triage.jsonl");
    let sits = vec![Named::since(person("eerste"), day("2026-02-01"))];
    let one_of_each = [
        submitted().0,
        Event::PersonsNamed { named: Persons::only(agency("politie-nh"), sits) },
        seen("reclassering").0,
        drafted(Outcome::Elsewhere).0,
        Event::Disagreed { agency: agency("om-nh"), person: person("om-nh"), text: 1, reason: note("Te vroeg.") },
        drafted(Outcome::Case).0,
        key("gemeente-hoorn", 2).0,
        Event::Added { text: note("Hij heeft nu een bed."), round: day("2026-02-17") },
        Event::CaseOpened { about: Box::new(about()), case: DossierId::new(3, [3; 10]) },
        Event::Heard { informed: not_yet("2026-03-01") },
        Event::Heard { informed: Informed::Told { on: day(TODAY) } },
        Event::Withdrawn { about: Box::new(about()), reason: note("Niet nodig.") },
    ];
    crate::samples::hold(FILE, &one_of_each);
}
