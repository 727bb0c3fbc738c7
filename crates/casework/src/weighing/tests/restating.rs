//! What came to the table is put right: keys fall, views stay, and what is over stays what was decided.

use super::*;

fn because() -> Because {
    Because::Reason(note("De naam klopte niet."))
}

fn puts_right(table: &mut Table, now: Restated) {
    let told = vec![(agency(OM), person("p-om-nh"))];
    let event =
        table.weighing.restate(now, &because(), ToldThere { table: told, ..ToldThere::default() }).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
}

#[test]
fn when_a_filing_is_put_right_keys_and_disagreements_fall_and_views_stay() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE);
    puts_right(&mut table, restated());
    let round = table.weighing.round().unwrap();
    assert_eq!(round.keys.people().count(), 0);
    assert_eq!(table.weighing.views_for(&agency(OM)).len(), 3);
    assert_eq!(table.weighing.text().unwrap().number, 1, "the text stays, to be signed again or changed");
    assert!(table.weighing.is_withdrawn(0));
    let filing = table.weighing.filing().unwrap();
    assert_eq!(filing.subject.name.as_str(), "Bram Anders");
    let what = &table.weighing.restatings()[0];
    assert_ne!(what.was.subject.name, what.now.subject.name);
    assert!(!what.over);
    assert_eq!(table.weighing.card().label.called.unwrap().as_str(), "Bram Anders");
    assert_eq!(table.tasks(ReadRestatings::INFO.name), [OM]);
}

#[test]
fn what_three_keys_decided_stays_when_the_filing_is_put_right_after_it() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE).turns(OM);
    puts_right(&mut table, restated());
    assert_eq!(table.weighing.state(), State::Fits);
    assert_eq!(table.weighing.round().unwrap().keys.people().count(), 3);
    assert!(table.weighing.restatings()[0].over);
}

#[test]
fn other_organisations_weigh_only_as_long_as_none_that_leaves_has_spoken() {
    let elsewhere = |table: &Table| {
        let was = table.weighing.restated().unwrap();
        let [_, police, om] = was.trio.clone();
        Restated { trio: [agency("gemeente-alkmaar"), police, om], municipality: "alkmaar".parse().unwrap(), ..was }
    };
    let mut table = Table::opened();
    table.hands_in(POLICE);
    let now = elsewhere(&table);
    puts_right(&mut table, now);
    assert!(table.weighing.trio().contains(&agency("gemeente-alkmaar")));
    assert!(table.weighing.handed_in(&agency(POLICE)) && !table.weighing.may_hand_in(&agency(HOORN)));
    let mut spoken = Table::opened();
    spoken.hands_in(HOORN);
    let refused = spoken.weighing.restate(elsewhere(&spoken), &because(), ToldThere::default()).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("municipality"));
}

#[test]
fn nothing_happens_at_the_table_when_nothing_of_it_changed() {
    let table = Table::opened();
    let same = table.weighing.restated().unwrap();
    assert_eq!(table.weighing.restate(same, &because(), ToldThere::default()).unwrap(), None);
}

#[test]
fn a_name_that_is_hidden_from_now_on_is_not_read_in_what_it_said_before() {
    let mut table = Table::opened();
    let mut was = table.weighing.restated().unwrap();
    was.facts[0].observer = Some("MERKWAARNEMER".parse().unwrap());
    puts_right(&mut table, was.clone());
    was.facts[0].observer = None;
    puts_right(&mut table, was);
    let told = serde_json::to_string(table.weighing.restatings()).unwrap();
    assert!(!told.contains("MERKWAARNEMER"), "{told}");
}

/// What the aanmelding says with one fact more.
fn with_a_fact(table: &Table) -> Restated {
    let mut now = table.weighing.restated().unwrap();
    let more = now.facts[0].clone();
    now.facts.push(more);
    now
}

#[test]
fn a_fact_is_added_while_it_is_weighed_and_who_handed_in_a_view_may_add_to_it() {
    let mut table = Table::opened();
    table.hands_in(POLICE);
    let (police, person) = (agency(POLICE), person("p-politie-nh"));
    assert!(table.weighing.may_add_to_view(&police).is_err(), "nothing changed yet");
    let event = table.weighing.restate(with_a_fact(&table), &Because::Added, ToldThere::default()).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
    assert_eq!(table.weighing.filing().unwrap().facts.len(), 2);
    assert!(table.weighing.may_add_to_view(&agency(OM)).is_err(), "who has no view in writes one");
    let added = table.weighing.add_to_view(&police, &person, note("Dit weegt mee.")).unwrap();
    table.happens("p-politie-nh", POLICE, &added);
    table.hands_in(HOORN).hands_in(OM);
    let views = table.weighing.views_for(&agency(OM));
    let of_police = views.iter().find(|v| v.by.agency == police).unwrap();
    assert_eq!((of_police.view.clone(), of_police.added.len()), (view(), 1), "the view itself stays what it was");
    table.drafts(judgement(Outcome::Fits)).turns(HOORN);
    let event = table.weighing.restate(with_a_fact(&table), &Because::Added, ToldThere::default()).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
    assert_eq!(table.weighing.round().unwrap().keys.people().count(), 0, "the judgement rests on other facts now");
}

#[test]
fn a_fact_is_added_until_who_filed_it_knows_that_the_weighing_is_done() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::DoesNotFit)).turns(HOORN).turns(POLICE).turns(OM);
    assert!(table.weighing.restate(with_a_fact(&table), &Because::Added, ToldThere::default()).is_err());
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE).turns(OM);
    // That it fits is of the three alone until something comes of it.
    let event = table.weighing.restate(with_a_fact(&table), &Because::Added, ToldThere::default()).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
    assert_eq!((table.weighing.state(), table.weighing.filing().unwrap().facts.len()), (State::Fits, 2));
    let advised = table.weighing.advise(DossierId::new(2, [2; 10])).unwrap();
    table.happens("p-zvh-nhn", "zvh-nhn", &advised);
    assert!(table.weighing.restate(with_a_fact(&table), &Because::Added, ToldThere::default()).is_err());
    assert!(table.weighing.may_add_to_view(&agency(OM)).is_err());
}

#[test]
fn a_fact_comes_to_it_while_the_three_do_not_agree_and_who_proposed_a_way_is_asked_again_with_the_others() {
    let mut table = Table::stuck();
    let way = Settled { how: Settle::End, why: note("Er is niets nieuws.") };
    let by = (&agency(HOORN), &person("p-gemeente-hoorn"));
    let proposed = table.weighing.propose_way(by, way, today(), Deadlock::RepeatOnce).unwrap();
    table.happens("p-gemeente-hoorn", HOORN, &proposed);
    let agreed =
        table.weighing.agree_way((&agency(POLICE), &person("p-politie-nh")), 1, today(), Deadlock::RepeatOnce).unwrap();
    table.happens("p-politie-nh", POLICE, &agreed);
    assert_eq!(table.tasks("weighing.settle"), [OM]);
    let event = table.weighing.restate(with_a_fact(&table), &Because::Added, ToldThere::default()).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
    let lies = table.weighing.way().unwrap();
    assert!(lies.keys.turned().is_empty(), "it rests on other facts now");
    assert_eq!(lies.by().unwrap().person, person("p-gemeente-hoorn"), "who proposed it is still told");
    assert_eq!(table.tasks("weighing.settle"), [HOORN, POLICE, OM]);
    let what = table.weighing.restatings().last().unwrap();
    assert!(!what.over && what.stuck, "it is not over");
    for who in [HOORN, POLICE, OM] {
        let by = (&agency(who), &person(&format!("p-{who}")));
        let agreed = table.weighing.agree_way(by, 1, today(), Deadlock::RepeatOnce).unwrap();
        assert_eq!(table.weighing.ends_with(&agreed), who == OM);
        table.happens(&format!("p-{who}"), who, &agreed);
    }
    assert_eq!(table.weighing.state(), State::Ended);
}

#[test]
fn nobody_writes_or_signs_on_what_was_put_right_since_they_looked() {
    let corrected = Event::Restated {
        now: Box::new(restated()),
        reason: None,
        reporter: false,
        told: Vec::new(),
        told_college: Vec::new(),
    };
    let view = Event::ViewHandedIn { agency: agency(OM), person: person("p-om-nh"), view: Box::new(view()) };
    let other = Event::ViewHandedIn { agency: agency(HOORN), person: person("p"), view: Box::new(super::view()) };
    let way = Settled { how: Settle::End, why: note("Klaar.") };
    let way = Event::WayProposed { agency: agency(OM), person: person("p-om-nh"), way };
    let added = Event::ViewAdded { agency: agency(OM), person: person("p-om-nh"), text: note("Meer.") };
    for event in [&view, &way, &added, &Event::Drafted { judgement: Box::new(judgement(Outcome::Fits)) }] {
        assert!(Weighing::touches(event).clashes(&Weighing::touches(&corrected)), "{event:?}");
    }
    assert!(!Weighing::touches(&view).clashes(&Weighing::touches(&other)), "two views are written side by side");
    assert!(Weighing::touches(&way).clashes(&Weighing::touches(&other)), "a way is signed for");
}

#[test]
fn what_was_added_to_a_view_stays_when_the_view_is_replaced_and_a_view_of_the_same_day_is_not_added_to_in_vain() {
    let mut table = Table::opened();
    table.hands_in(POLICE);
    puts_right(&mut table, restated());
    let added = table.weighing.add_to_view(&agency(POLICE), &person("p-politie-nh"), note("Dit weegt mee.")).unwrap();
    table.happens("p-politie-nh", POLICE, &added);
    table.hands_in(POLICE);
    let own = table.weighing.views_for(&agency(POLICE));
    assert_eq!(own[0].added.len(), 1, "what was said is not lost");
    // Handed in after the correction, on the same day: there is nothing to add to.
    assert!(table.weighing.may_add_to_view(&agency(POLICE)).is_err());
}

#[test]
fn why_a_reporter_was_corrected_is_stored_as_what_it_is_and_the_sentence_of_before_is_read_as_that() {
    let table = Table::opened();
    let event = table.weighing.restate(restated(), &Because::Reporter, ToldThere::default()).unwrap().unwrap();
    let stored = serde_json::to_string(&event).unwrap();
    assert!(!stored.contains("De gegevens van de melder"), "{stored}");
    let before = note("De gegevens van de melder zijn verbeterd.");
    assert_eq!(Because::read(Some(&before), false), Because::Reporter);
    assert_eq!(Because::read(None, true), Because::Reporter);
}

#[test]
fn who_supplies_for_the_college_is_told_as_long_as_they_can_read_it() {
    let mut table = Table::opened();
    let told = ToldThere { college: vec![(agency(HOORN), person("wmo-hoorn"))], ..ToldThere::default() };
    let event = table.weighing.restate(restated(), &because(), told).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
    assert_eq!(table.tasks(ReadSupply::INFO.name), [HOORN]);
    table.hands_in(HOORN).hands_in(POLICE).hands_in(OM);
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE).turns(OM);
    assert!(table.tasks(ReadSupply::INFO.name).is_empty());
}

#[test]
fn what_fits_waits_for_a_name_and_its_advice_is_asked_once_there_is_one() {
    let mut table = Table::opened();
    let mut now = table.weighing.restated().unwrap();
    now.subject = Subject { name: "wie de stickers plakt".parse().unwrap(), unnamed: true, ..Subject::default() };
    puts_right(&mut table, now.clone());
    table.hands_in(HOORN).hands_in(POLICE).hands_in(OM);
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE).turns(OM);
    assert!(table.weighing.waits_for_a_name() && table.tasks(Advise::INFO.name).is_empty());
    now.subject = restated().subject;
    puts_right(&mut table, now);
    assert!(!table.weighing.waits_for_a_name());
    assert_eq!(table.tasks(Advise::INFO.name), [HOUSE]);
}
