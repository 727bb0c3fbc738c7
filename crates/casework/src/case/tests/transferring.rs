//! A case goes to another house: what goes along, who stops what, the keys, and the word that comes back.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;
use crate::outgoing::{Ground as Because, Statement};
use kernel::Line;

const STAY: &str = "gemeente-hoorn";
const KEY: &str = "casustafel-huis-1:daar";
const GIVER: &str = "reclassering";

fn called(text: &str) -> PackedName {
    PackedName { name: word(text), function: word("ambtenaar"), organisation: word("Gemeente Elders") }
}

pub(super) fn proposal(items: Vec<u32>) -> Transfer {
    Transfer {
        no: 0,
        id: "0123456789abcdef0123456789abcdef".into(),
        to: Destination {
            house: word("Huis Elders"),
            key: KEY.into(),
            municipality: word("Elders"),
            call: word("Anne Elders, 0123-000000"),
        },
        ground: TransferGround::Stay,
        why: word("Is daar gaan wonen."),
        known: None,
        title: Some(word("Van Hoorn")),
        about: Some(word("Iemand die hulp nodig heeft.")),
        items,
        goals: Vec::new(),
        agreements: Vec::new(),
        plan: false,
        feedback: word("Het is behandeld."),
    }
}

fn statement() -> Statement {
    Statement { ground: Because::Elsewhere, law: None }
}

pub(super) fn stamped(case: &mut Case, who: &str, event: &Event) {
    let stored: Event = serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap();
    assert!(!Case::tell(&stored).nl.is_empty());
    case.apply(&stored, &Stamp { agency: agency(who), who: word(who), ..stamp(9, today()) });
}

pub(super) fn answers(case: &mut Case, who: &str, item: u32, reply: Reply) {
    let event = case.answer_transfer_item(item, &agency(who), reply).unwrap();
    stamped(case, who, &event);
}

pub(super) fn no() -> Reply {
    Reply::No { reason: word("Het onderzoek loopt nog.") }
}

pub(super) const YES: Reply = Reply::Yes { explicit: false };

pub(super) fn turns(case: &mut Case) {
    for (a, p) in KEYS {
        then!(case, case.turn_transfer_key(&agency(a), &word(p)).unwrap());
    }
}

pub(super) fn sends(case: &mut Case) {
    then!(case, case.send_transfer(Some(KEY), statement()).unwrap());
}

pub(super) fn packed(case: &Case) -> Result<Package, Refusal> {
    let organisation = |agency: &AgencyId| -> Line { word(&format!("Organisatie {agency}")) };
    case.package(
        today(),
        &Signature { house: word("Huis Noord"), municipality: word("Hoorn"), organisation: &organisation },
    )
}

/// A case with an item of probation, one of the municipality, and a proposal that takes both along.
pub(super) fn proposed() -> (Case, u32, u32) {
    let mut case = planned();
    let theirs = case.given_by(&agency(GIVER))[0].no;
    let own = gives(&mut case, STAY, gift("Woont in de wijk."));
    then!(case, case.propose_transfer(proposal(vec![theirs, own]), today()).unwrap());
    (case, theirs, own)
}

pub(super) fn asked(case: &Case, act: &str) -> Vec<(String, Option<u32>)> {
    let all = case.card().tasks.into_iter().filter(|task| task.act == act);
    all.map(|task| (task.agency.to_string(), task.thing)).collect()
}

pub(super) fn receipt(declined: Option<&str>) -> Receipt {
    let answer = TransferAnswer { by: called("Anne Elders"), on: today(), declined: declined.map(word) };
    let id = "0123456789abcdef0123456789abcdef".into();
    Receipt { version: PACKAGE_VERSION, id, answer, municipality: Some(word("Gemeente Elders")) }
}

/// CAS-06
#[test]
fn nothing_goes_and_no_key_turns_until_everybody_who_gave_something_has_answered() {
    let (mut case, theirs, own) = proposed();
    assert_eq!(asked(&case, "case.answer-transfer-item"), [(GIVER.to_owned(), Some(theirs))], "its own it said yes to");
    assert!(asked(&case, "case.turn-transfer-key").is_empty());
    assert!(case.turn_transfer_key(&agency(STAY), &word("burgemeester-hoorn")).is_err());
    assert!(case.send_transfer(Some(KEY), statement()).is_err() && packed(&case).is_err());
    for (who, item) in [("politie-nh", theirs), (GIVER, own), (STAY, theirs), (GIVER, 999)] {
        assert!(case.answer_transfer_item(item, &agency(who), YES).is_err(), "{who} {item}");
    }
    answers(&mut case, GIVER, theirs, YES);
    assert_eq!(asked(&case, "case.turn-transfer-key").len(), 3);
    assert!(case.send_transfer(Some(KEY), statement()).is_err(), "not without keys");
    turns(&mut case);
    assert_eq!(asked(&case, "case.send-transfer"), [(STAY.to_owned(), None)]);
    assert!(packed(&case).is_err(), "not before it is sent");
    assert!(
        case.send_transfer(Some("casustafel-huis-1:anders"), statement()).is_err(),
        "another key than was agreed on"
    );
    sends(&mut case);
    let package = packed(&case).unwrap();
    assert_eq!(package.items.len(), 2);
    assert_eq!(package.items[0].source.from.organisation.as_str(), "Organisatie reclassering");
    assert_eq!(asked(&case, "case.take-receipt"), [(STAY.to_owned(), None)]);
    assert!(
        case.propose_transfer(proposal(vec![own]), today()).is_err()
            && case.send_transfer(Some(KEY), statement()).is_err()
    );
}

/// CAS-06
#[test]
fn what_its_giver_stops_is_not_in_what_goes_nor_is_a_goal_that_rests_on_it() {
    let (mut case, theirs, own) = proposed();
    let goal = case.plan.goals[0].no;
    // Also what was said no to and is left out of a new proposal is not told by what rests on it.
    answers(&mut case, GIVER, theirs, no());
    let without = Transfer { goals: vec![goal], plan: true, ..proposal(vec![own]) };
    then!(case, case.propose_transfer(without, today()).unwrap());
    turns(&mut case);
    sends(&mut case);
    let package = packed(&case).unwrap();
    assert_eq!((package.goals.len(), package.decision), (0, None));
    then!(case, case.withdraw_transfer(word("Toch anders.")).unwrap());
    let with_goal = Transfer { goals: vec![goal], plan: true, ..proposal(vec![theirs, own]) };
    then!(case, case.propose_transfer(with_goal, today()).unwrap());
    assert_eq!(case.going_goals(case.transfer().unwrap()).count(), 0, "nobody said yes to what it rests on yet");
    answers(&mut case, GIVER, theirs, YES);
    assert_eq!(case.going_goals(case.transfer().unwrap()).count(), 1);
    assert!(case.going_plan(case.transfer().unwrap()).is_some(), "everything goes along");
    answers(&mut case, GIVER, theirs, no());
    turns(&mut case);
    sends(&mut case);
    let package = packed(&case).unwrap();
    let written = String::from_utf8(package.written()).unwrap();
    assert!(!written.contains("Komt elke afspraak na.") && !written.contains("Heeft werk en vrienden."), "{written}");
    assert!(!written.contains("onderzoek") && written.contains("Woont in de wijk."));
    assert_eq!((package.items.len(), package.goals.len()), (1, 0));
    assert!(package.decision.is_none(), "it was made with what stays behind in view");
    assert!(!written.contains("Casus met een titel") && !written.contains("Zorgen na een uitspraak op school."));
    assert_eq!((package.title.as_str(), package.summary.as_str()), ("Van Hoorn", "Iemand die hulp nodig heeft."));
    assert_eq!(written.len() % 4096, 0, "its size tells little");
    assert_eq!(Package::read(written.as_bytes()), Ok(package));
}

#[test]
fn a_key_falls_when_what_goes_along_becomes_another() {
    let turned = |case: &Case| case.transfer().unwrap().keys.people().count();
    let ready = || {
        let (mut case, theirs, own) = proposed();
        let goal = case.plan.goals[0].clone();
        let more = Transfer { goals: vec![goal.no], ..proposal(vec![theirs, own]) };
        then!(case, case.propose_transfer(more, today()).unwrap());
        answers(&mut case, GIVER, theirs, YES);
        turns(&mut case);
        assert_eq!(turned(&case), 3);
        (case, theirs, goal)
    };
    // Its giver thinks better of it.
    let (mut case, theirs, goal) = ready();
    answers(&mut case, GIVER, theirs, no());
    assert_eq!(turned(&case), 0);
    // It is taken back: also where its event is erased by that.
    let (mut case, theirs, _) = ready();
    then!(case, case.withdraw_item(theirs, &agency(GIVER)).unwrap());
    assert_eq!(turned(&case), 0);
    assert_eq!(case.going_items(case.transfer().unwrap()).count(), 1);
    // A goal is put right.
    let (mut case, ..) = ready();
    let now = Text::Goal(Goal { text: word("Heeft werk."), ..goal });
    then!(case, case.correct(now, word("Te veel."), Vec::new(), (&agency(STAY), today())).unwrap());
    assert_eq!(turned(&case), 0);
    // Something else happens.
    let (mut case, ..) = ready();
    then!(case, case.remark(Some(Purpose::Execute), &agency("om-nh"), today(), word("Gebeld.")).unwrap());
    assert_eq!(turned(&case), 3);
    // And after it was sent it does not go again as it was.
    sends(&mut case);
    then!(case, case.withdraw_item(case.given_by(&agency(STAY))[0].no, &agency(STAY)).unwrap());
    assert!(packed(&case).unwrap_err().why.en.contains("changed"));
    turns(&mut case);
    assert_eq!(packed(&case).unwrap().items.len(), 1);
}

#[test]
fn who_left_is_not_waited_for_and_what_it_did_not_say_yes_to_stays() {
    let (mut case, theirs, _) = proposed();
    then!(case, case.end_participation(&agency(GIVER), word("Toezicht voorbij."), today()).unwrap());
    assert!(asked(&case, "case.answer-transfer-item").is_empty());
    turns(&mut case);
    sends(&mut case);
    assert!(
        packed(&case)
            .unwrap()
            .items
            .iter()
            .all(|item| item.source.from.organisation.as_str() != "Organisatie reclassering")
    );
    assert!(case.propose_transfer(proposal(vec![theirs]), today()).is_err());
    let mut case = planned();
    then!(case, case.end_participation(&agency(GIVER), word("Toezicht voorbij."), today()).unwrap());
    assert_eq!(field(case.propose_transfer(proposal(vec![theirs]), today())), "items", "nobody can be asked any more");
}

#[test]
fn only_what_all_three_read_may_go_and_of_a_third_party_no_agreement() {
    let mut case = planned();
    let hidden =
        gives(&mut case, GIVER, Gift { audience: Audience::Named { agencies: vec![agency(STAY)] }, ..gift("Stil.") });
    assert_eq!(field(case.propose_transfer(proposal(vec![hidden]), today())), "items");
    assert_eq!(field(case.propose_transfer(proposal(vec![999]), today())), "items");
    assert_eq!(field(case.propose_transfer(Transfer { goals: vec![999], ..proposal(Vec::new()) }, today())), "goals");
    let_in(&mut case, third("school-hoorn", AgencyKind::School, day("01-12-2026")));
    let what = Agreement::asked(agency("school-hoorn"), word("Belt de ouders."), day("10-09-2026"), today());
    then!(case, case.declare(&agency("school-hoorn")).unwrap());
    then!(case, case.make_agreement(Some(Purpose::Execute), &agency(STAY), what).unwrap());
    let no = case.agreements[0].no;
    assert_eq!(
        field(case.propose_transfer(Transfer { agreements: vec![no], ..proposal(Vec::new()) }, today())),
        "agreements"
    );
    let bare = opened();
    assert_eq!(field(bare.propose_transfer(Transfer { plan: true, ..proposal(Vec::new()) }, today())), "plan");
}

/// PRV-16
#[test]
fn under_the_wgs_it_is_asked_first_whether_the_person_is_known_and_what_is_special_goes_by_an_explicit_yes() {
    let mut case = planned_under(wgs());
    let special = Special { kind: SpecialKind::Health, necessity: word("Bepaalt de hulp.") };
    let item =
        gives(&mut case, GIVER, Gift { special: Some(special), reread: Some(Reread::Giver), ..gift("Slaapt slecht.") });
    let asks = proposal(vec![item]);
    assert_eq!(field(case.propose_transfer(asks.clone(), today())), "known");
    let asks = Transfer { known: Some(word("Anne Elders, gisteren")), ..asks };
    then!(case, case.propose_transfer(asks, today()).unwrap());
    assert_eq!(field(case.answer_transfer_item(item, &agency(GIVER), YES)), "explicit");
    answers(&mut case, GIVER, item, Reply::Yes { explicit: true });
    turns(&mut case);
    sends(&mut case);
    assert_eq!(packed(&case).unwrap().items.len(), 1);
    // Under the Wgpga a yes is a yes.
    let (mut case, theirs, _) = proposed();
    answers(&mut case, GIVER, theirs, YES);
    assert!(case.transfer().unwrap().transfer.known.is_none());
}

#[test]
fn the_word_that_it_is_taken_over_closes_the_case_and_shields_it() {
    let (mut case, theirs, _) = proposed();
    answers(&mut case, GIVER, theirs, YES);
    assert!(case.take_receipt(KEY, receipt(None)).is_err(), "nothing was sent");
    turns(&mut case);
    sends(&mut case);
    then!(case, case.propose_closing(closing(&case)).unwrap());
    let other = Receipt { id: "f".repeat(32), ..receipt(None) };
    assert_eq!(field(case.take_receipt(KEY, other)), "receipt", "of another hand-over");
    assert_eq!(field(case.take_receipt("casustafel-huis-1:anders", receipt(None))), "receipt", "of another house");
    let before = case.clone();
    let event = case.take_receipt(KEY, receipt(None)).unwrap();
    case.happens(event.clone(), today());
    let card = case.card();
    assert_eq!((case.state, card.state), (State::Closed, "closed"));
    assert!(card.seats.is_empty() && card.tasks.is_empty() && card.findable.is_empty() && card.label.summary.is_none());
    assert!(case.items_for(&agency("om-nh"), today()).is_empty());
    assert!(case.take_receipt(KEY, receipt(None)).is_err(), "once");
    let counted = case.count(&before, &event, today());
    assert_eq!(counted.len(), 1, "that it closed, and no decision that nobody took: {counted:?}");
}

#[test]
fn a_case_that_is_not_taken_over_stays_and_says_why_and_an_old_answer_is_of_no_use() {
    let (mut case, theirs, own) = proposed();
    answers(&mut case, GIVER, theirs, YES);
    turns(&mut case);
    sends(&mut case);
    then!(case, case.take_receipt(KEY, receipt(Some("Hier niet bekend."))).unwrap());
    assert_eq!(case.state, State::Planned);
    let back = case.returned().unwrap();
    assert_eq!(
        (back.house.as_str(), back.answer.declined.as_ref().unwrap().as_str()),
        ("Huis Elders", "Hier niet bekend.")
    );
    assert!(case.transfer().is_none() && case.take_receipt(KEY, receipt(None)).is_err(), "replayed");
    let again = Transfer { id: "f".repeat(32), ..proposal(vec![own]) };
    then!(case, case.propose_transfer(again, today()).unwrap());
    turns(&mut case);
    sends(&mut case);
    assert_eq!(field(case.take_receipt(KEY, receipt(None))), "receipt", "of the first");
    then!(case, case.withdraw_transfer(word("Toch niet.")).unwrap());
    assert!(case.transfer().is_none() && asked(&case, "case.take-receipt").is_empty());
    let mut both = case.clone();
    let late = Receipt { id: "f".repeat(32), ..receipt(None) };
    then!(both, both.take_receipt(KEY, late).unwrap());
    assert_eq!(both.state, State::Closed, "it was taken over before they heard of it there");
    let (anew, said) =
        (case.propose_transfer(proposal(vec![own]), today()).unwrap(), Moved::ItemAnswered { item: own, reply: YES });
    assert!(said.touches().clashes(&Case::touches(&anew)), "nobody says yes to another house than they read");
    assert!(case.withdraw_transfer(word("Toch niet.")).is_err());
}

#[test]
fn another_municipality_of_stay_and_a_case_that_nobody_confirmed_begin_anew() {
    let (mut case, theirs, _) = proposed();
    answers(&mut case, GIVER, theirs, YES);
    turns(&mut case);
    let to = (word("enkhuizen"), word("nhn"), agency("gemeente-enkhuizen"));
    then!(case, case.move_stay(to, Explicit::default(), today()).unwrap());
    assert_eq!(case.transfer().unwrap().keys.people().count(), 0, "another holds a key now");
    let terms = kernel::CaseTerms { confirm: Some(30), ..kernel::CaseTerms::default() };
    let mut lapsed = with(Opening { terms: Some(terms), ..opening() });
    let_in(&mut lapsed, participant(GIVER, AgencyKind::Probation, Ground::Probation));
    assert!(lapsed.propose_transfer(proposal(Vec::new()), today()).is_ok());
    assert!(
        lapsed.propose_transfer(proposal(Vec::new()), day("01-12-2026")).is_err(),
        "who gave something cannot read it"
    );
}

#[test]
fn what_a_later_program_wrote_is_told_and_what_is_no_package_is_none() {
    let (mut case, theirs, _) = proposed();
    answers(&mut case, GIVER, theirs, YES);
    turns(&mut case);
    sends(&mut case);
    let mut written: serde_json::Value = serde_json::from_slice(&packed(&case).unwrap().written()).unwrap();
    let read = |value: &serde_json::Value| Package::read(value.to_string().as_bytes());
    assert!(read(&written).is_ok());
    written["version"] = 2.into();
    assert_eq!(read(&written), Err(NoPackage::Later));
    written["version"] = 1.into();
    written["id"] = "../etc".into();
    assert_eq!(read(&written), Err(NoPackage::Other));
    assert_eq!(Package::read(b"{}"), Err(NoPackage::Other));
    assert_eq!(Receipt::read(&receipt(None).written()), Some(receipt(None)));
    assert_eq!(Receipt::read(b"{\"version\":1}"), None);
}

#[test]
fn what_came_from_another_house_is_with_who_may_put_it_on_this_table() {
    let source = |category, kind| Source {
        from: Provenance { house: word("Huis Elders"), organisation: word("Politie Elders"), day: today() },
        kind,
        category,
        necessity: word("Nodig."),
        expression: None,
        known: None,
        instrument: None,
        special: None,
        criminal: None,
        police: None,
        om: None,
        relevance: None,
    };
    let trio = opening().trio;
    let of = |category, kind| {
        let one = (source(category, kind), Nature::Fact, word("Gezien."));
        let Some(Event::Offered { offers, .. }) = Case::offer_received(&trio, [one]) else { panic!("nothing offered") };
        offers[0].owner.to_string()
    };
    assert_eq!(of(Category::Police, AgencyKind::Police), "politie-nh");
    assert_eq!(of(Category::Tasks, AgencyKind::Police), "politie-nh");
    assert_eq!(of(Category::Justice, AgencyKind::Probation), "om-nh");
    assert_eq!(of(Category::Tasks, AgencyKind::School), STAY);
    assert!(Case::offer_received(&trio, []).is_none());
}

/// CAS-06
#[test]
fn who_carries_an_agreement_says_whether_it_goes_along() {
    let mut case = planned();
    let what = Agreement::asked(agency(GIVER), word("Belt elke week."), day("10-09-2026"), today());
    then!(case, case.make_agreement(Some(Purpose::Execute), &agency(STAY), what).unwrap());
    let no_of = case.agreements.last().unwrap().no;
    let with = Transfer { agreements: vec![no_of], ..proposal(Vec::new()) };
    let event = case.propose_transfer(with, today()).unwrap();
    stamped(&mut case, STAY, &event);
    assert_eq!(asked(&case, "case.answer-transfer-item"), [(GIVER.to_owned(), Some(no_of))]);
    assert!(case.answer_transfer_item(no_of, &agency(STAY), YES).is_err(), "of another");
    answers(&mut case, GIVER, no_of, no());
    turns(&mut case);
    sends(&mut case);
    assert!(packed(&case).unwrap().agreements.is_empty());
}

#[test]
fn an_answer_counts_only_of_the_municipality_to_which_it_went() {
    let (mut case, theirs, _) = proposed();
    answers(&mut case, GIVER, theirs, YES);
    turns(&mut case);
    sends(&mut case);
    for other in [None, Some(word("Alkmaar"))] {
        let other = Receipt { municipality: other, ..receipt(None) };
        assert_eq!(field(case.take_receipt(KEY, other)), "receipt");
    }
    assert!(case.take_receipt(KEY, receipt(None)).is_ok(), "with or without the word before its name");
}

#[test]
fn what_was_proposed_before_its_words_were_asked_does_not_go_with_those_of_the_case() {
    let (mut case, theirs, _) = proposed();
    let earlier = Transfer { title: None, about: None, ..proposal(vec![theirs]) };
    then!(case, case.propose_transfer(earlier, today()).unwrap());
    answers(&mut case, GIVER, theirs, YES);
    turns(&mut case);
    sends(&mut case);
    assert!(packed(&case).unwrap_err().why.en.contains("not written down"));
}

/// WGS art. 2.28
#[test]
fn who_proposes_names_what_is_special_in_its_own_as_everybody() {
    let mut case = planned_under(wgs());
    let special = Special { kind: SpecialKind::Health, necessity: word("Bepaalt de hulp.") };
    let item =
        gives(&mut case, STAY, Gift { special: Some(special), reread: Some(Reread::Giver), ..gift("Slaapt slecht.") });
    let asks = Transfer { known: Some(word("Anne Elders, gisteren")), ..proposal(vec![item]) };
    let event = case.propose_transfer(asks, today()).unwrap();
    stamped(&mut case, STAY, &event);
    assert_eq!(asked(&case, "case.answer-transfer-item"), [(STAY.to_owned(), Some(item))]);
}
