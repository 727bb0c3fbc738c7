//! Somebody who reads something says that it is not right, and who gave it looks.

use super::transferring as other_house;
use super::*;

const GIVER: &str = "gemeente-hoorn";
const READER: &str = "politie-nh";

fn doubt(case: &Case, who: &str, no: u32) -> Result<Event, Refusal> {
    case.doubt(no, &agency(who), word("Dat was zijn broer."), today())
}

fn uphold(case: &Case, who: &str, no: u32) -> Result<Event, Refusal> {
    case.uphold(no, &agency(who), word("Nagekeken bij de bron."))
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
    then!(case, doubt(&case, READER, no).unwrap());
    assert_eq!(asked(&case), [(GIVER.to_owned(), Some(no))]);
    assert!(doubt(&case, READER, no).is_err(), "it is being looked at");
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
    then!(with, doubt(&with, READER, no).unwrap());
    then!(with, uphold(&with, GIVER, no).unwrap());
    then!(with, doubt(&with, READER, no).unwrap());
    let (events, erased) = with.withdraw_with_documents(no, &agency(GIVER)).unwrap();
    assert_eq!(erased.len(), 4, "the item, and three times what was said of it");
    for back in events {
        then!(with, back.clone());
        then!(without, back);
    }
    assert_eq!(format!("{with:?}"), format!("{without:?}"));
    assert!(asked(&with).is_empty());
}

/// Who left does not look any more: nobody is asked, and whoever sees better why it is wrong may still say so.
#[test]
fn nobody_waits_for_who_left_the_table() {
    let mut case = opened();
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    let no = gives(&mut case, "reclassering", gift("Gezien bij het station."));
    then!(case, doubt(&case, READER, no).unwrap());
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
    then!(case, doubt(&case, READER, no).unwrap());
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
    then!(case, doubt(&case, READER, own).unwrap());
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
    then!(case, doubt(&case, READER, own).unwrap());
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
