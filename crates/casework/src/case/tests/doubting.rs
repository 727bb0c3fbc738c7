//! Somebody who reads something says that it is not right, and who gave it looks.

use super::transferring as other_house;
use super::*;

const GIVER: &str = "gemeente-hoorn";
const READER: &str = "politie-nh";

fn doubt(case: &Case, who: &str, no: u32) -> Result<Event, Refusal> {
    case.doubt(no, &agency(who), word("Dat was zijn broer."), today())
}

fn uphold(case: &Case, who: &str, no: u32) -> Result<Event, Refusal> {
    upholds(case, who, (no, 1))
}

fn upholds(case: &Case, who: &str, which: (u32, u32)) -> Result<Event, Refusal> {
    case.uphold(which, &agency(who), word("Nagekeken bij de bron."))
}

fn take_back(case: &Case, who: &str, no: u32) -> Result<Event, Refusal> {
    case.take_doubt_back(no, &agency(who), word("Ik las het verkeerd."), today())
}

/// The same, as it is kept: under their own organisation.
fn doubts(case: &mut Case, who: &str, no: u32) {
    let event = doubt(case, who, no).unwrap();
    other_house::stamped(case, who, &event);
}

fn takes_back(case: &mut Case, who: &str, no: u32) {
    let event = take_back(case, who, no).unwrap();
    other_house::stamped(case, who, &event);
}

fn asked(case: &Case) -> Vec<(String, Option<u32>)> {
    let tasks = case.card().tasks.into_iter().filter(|task| task.act == "case.answer-doubt");
    tasks.map(|task| (task.agency.to_string(), task.thing)).collect()
}

#[test]
fn who_gave_something_of_which_it_is_said_that_it_is_not_right_looks_once() {
    let mut case = opened();
    let only = Audience::Named { agencies: vec![agency(READER)] };
    let no = gives(&mut case, GIVER, Gift { audience: only, ..gift("Gezien bij het station.") });
    assert!(doubt(&case, "om-nh", no).is_err(), "who does not read it doubts nothing");
    assert!(doubt(&case, GIVER, no).is_err(), "who gave it takes it back");
    assert!(uphold(&case, GIVER, no).is_err(), "nobody asked");
    doubts(&mut case, READER, no);
    assert_eq!(asked(&case), [(GIVER.to_owned(), Some(no))]);
    assert!(doubt(&case, READER, no).is_err(), "it said so already");
    assert!(uphold(&case, READER, no).is_err(), "it is another's");
    then!(case, uphold(&case, GIVER, no).unwrap());
    assert!(asked(&case).is_empty() && !case.is_in_doubt(no));
    assert_eq!(case.doubts_on(no).len(), 1, "what was said stays readable");
    assert!(doubt(&case, READER, no).is_ok(), "and may be said again");
}

/// What was said of an item may repeat it: it goes with the item, and the case is the same without those events.
#[test]
fn what_was_said_of_an_item_goes_with_it() {
    let mut with = opened();
    let mut without = with.clone();
    let no = gives(&mut with, GIVER, gift("Gezien bij het station."));
    doubts(&mut with, READER, no);
    then!(with, uphold(&with, GIVER, no).unwrap());
    doubts(&mut with, READER, no);
    let (events, erased) = with.withdraw_with_documents(no, &agency(GIVER)).unwrap();
    assert_eq!(erased.len(), 4, "the item, and three times what was said of it");
    for back in events {
        then!(with, back.clone());
        then!(without, back);
    }
    assert_eq!(format!("{with:?}"), format!("{without:?}"));
    assert!(asked(&with).is_empty());
}

/// Each doubt is one of its own: the item is free once every one was answered or taken back by who said it, and by nobody else.
#[test]
fn an_item_is_free_once_each_doubt_was_answered_or_taken_back() {
    let mut case = opened();
    let no = gives(&mut case, GIVER, gift("Gezien bij het station."));
    doubts(&mut case, READER, no);
    doubts(&mut case, "om-nh", no);
    assert_eq!(case.doubts_on(no).len(), 2);
    assert!(upholds(&case, GIVER, (no, 3)).is_err() && upholds(&case, GIVER, (no, 0)).is_err(), "there are two");
    assert!(take_back(&case, GIVER, no).is_err(), "it said nothing");
    then!(case, upholds(&case, GIVER, (no, 2)).unwrap());
    assert!(case.is_in_doubt(no) && case.own_doubt(no, &agency("om-nh")).is_none(), "the first one waits");
    assert!(take_back(&case, "om-nh", no).is_err(), "its own was answered");
    takes_back(&mut case, READER, no);
    assert!(!case.is_in_doubt(no) && asked(&case).is_empty());
    assert!(uphold(&case, GIVER, no).is_err(), "nothing waits any more");
    let told = |case: &Case| case.card().tasks.iter().filter(|task| task.act == "case.read-corrections").count();
    assert_eq!(told(&case), 1, "who gave it is told, once");
    let (events, erased) = case.withdraw_with_documents(no, &agency(GIVER)).unwrap();
    assert_eq!(erased.len(), 5, "the item, what two said, and what became of it");
    for back in events {
        then!(case, back);
    }
    assert_eq!(told(&case), 0);
}

/// Before each doubt was told apart, an answer was to the first that waited.
#[test]
fn an_answer_of_before_is_to_the_first_that_waited() {
    let mut case = opened();
    let no = gives(&mut case, GIVER, gift("Gezien bij het station."));
    doubts(&mut case, READER, no);
    doubts(&mut case, "om-nh", no);
    then!(case, Event::Doubted(Doubted::Upheld { item: no, doubt: None, why: word("Nagekeken.") }));
    assert_eq!(case.open_doubts(no).map(|(which, _)| which).collect::<Vec<_>>(), [2]);
}

/// A third party knows best of all what is wrong in what it reads; of the rest it says nothing.
#[test]
fn a_third_party_doubts_what_is_shared_with_it_and_nothing_else() {
    let mut case = opened();
    let_in(&mut case, third("ggz-nhn", AgencyKind::Care, day("01-12-2026")));
    then!(case, case.declare(&agency("ggz-nhn")).unwrap());
    let kept = gives(&mut case, GIVER, gift("Gezien bij het station."));
    let shared = Gift { thirds: vec![agency("ggz-nhn")], ..gift("Komt elke maandag.") };
    let shared = gives(&mut case, GIVER, shared);
    assert!(doubt(&case, "ggz-nhn", kept).is_err());
    doubts(&mut case, "ggz-nhn", shared);
    assert!(case.is_in_doubt(shared));
    takes_back(&mut case, "ggz-nhn", shared);
    assert!(!case.is_in_doubt(shared));
}

/// Who left does not look any more: nobody is asked, and whoever sees better why it is wrong may still say so.
#[test]
fn nobody_waits_for_who_left_the_table() {
    let mut case = opened();
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    let no = gives(&mut case, "reclassering", gift("Gezien bij het station."));
    doubts(&mut case, READER, no);
    assert_eq!(asked(&case).len(), 1);
    then!(case, case.end_participation(&agency("reclassering"), word("Klaar."), today()).unwrap());
    assert!(asked(&case).is_empty() && case.is_in_doubt(no));
    assert!(doubt(&case, GIVER, no).is_ok());
}

/// What is in doubt is not offered to go to another house.
#[test]
fn what_is_in_doubt_cannot_be_proposed_to_go_to_another_house() {
    let mut case = planned();
    let no = gives(&mut case, GIVER, gift("Gezien bij het station."));
    doubts(&mut case, READER, no);
    assert!(case.transferable_items(today()).all(|item| item.no != no));
    assert_eq!(field(case.propose_transfer(other_house::proposal(vec![no]), today())), "items");
    then!(case, uphold(&case, GIVER, no).unwrap());
    assert!(case.propose_transfer(other_house::proposal(vec![no]), today()).is_ok(), "it was looked at");
}

/// The three turned their keys on what nobody doubted: what is in doubt since does not go, and the keys are turned on what is left.
#[test]
fn a_doubt_about_what_goes_to_another_house_lets_the_keys_fall_and_it_stays_until_somebody_looked() {
    let keys = |case: &Case| case.transfer().unwrap().keys.people().count();
    let (mut case, theirs, own) = other_house::proposed();
    other_house::answers(&mut case, "reclassering", theirs, other_house::YES);
    other_house::turns(&mut case);
    doubts(&mut case, READER, own);
    assert_eq!(keys(&case), 0);
    other_house::turns(&mut case);
    other_house::sends(&mut case);
    let texts = |case: &Case| -> Vec<String> {
        other_house::packed(case).unwrap().items.iter().map(|item| item.text.to_string()).collect()
    };
    assert_eq!(texts(&case), ["Komt elke afspraak na."]);
    then!(case, uphold(&case, GIVER, own).unwrap());
    assert_eq!(keys(&case), 0, "what goes is another thing again");
    other_house::turns(&mut case);
    assert_eq!(texts(&case).len(), 2);
    // The file is ready: it cannot be fetched any more as it was.
    doubts(&mut case, READER, own);
    assert!(other_house::packed(&case).unwrap_err().why.en.contains("changed"));
    assert_eq!(other_house::asked(&case, "case.turn-transfer-key").len(), 3, "the three are asked anew");
    assert_eq!(other_house::asked(&case, "case.take-receipt").len(), 1, "and the answer may come to what was fetched");
}

/// CAS-06: as long as nobody took it over, who gave something says no to it.
#[test]
fn who_gave_something_stops_it_after_the_file_is_ready_too() {
    let (mut case, theirs, _) = other_house::proposed();
    other_house::answers(&mut case, "reclassering", theirs, other_house::YES);
    other_house::turns(&mut case);
    other_house::sends(&mut case);
    other_house::answers(&mut case, "reclassering", theirs, other_house::no());
    assert!(other_house::packed(&case).unwrap_err().why.en.contains("changed"));
    other_house::turns(&mut case);
    assert_eq!(other_house::packed(&case).unwrap().items.len(), 1);
    then!(case, case.take_receipt("casustafel-huis-1:daar", other_house::receipt(None)).unwrap());
    assert!(case.answer_transfer_item(theirs, &agency("reclassering"), other_house::YES).is_err(), "it is over");
}
