//! What came to the table is put right: keys fall, views stay, and what is over stays what was decided.

use super::*;

fn puts_right(table: &mut Table, now: Restated) {
    let told = vec![(agency(OM), person("p-om-nh"))];
    let event = table.weighing.restate(now, Some(note("De naam klopte niet.")), told).unwrap().unwrap();
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
    let refused = spoken.weighing.restate(elsewhere(&spoken), Some(note("Woont daar.")), Vec::new()).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("municipality"));
}

#[test]
fn nothing_happens_at_the_table_when_nothing_of_it_changed() {
    let table = Table::opened();
    let same = table.weighing.restated().unwrap();
    assert_eq!(table.weighing.restate(same, Some(note("Niets.")), Vec::new()).unwrap(), None);
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
    let event = table.weighing.restate(with_a_fact(&table), None, Vec::new()).unwrap().unwrap();
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
    let event = table.weighing.restate(with_a_fact(&table), None, Vec::new()).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
    assert_eq!(table.weighing.round().unwrap().keys.people().count(), 0, "the judgement rests on other facts now");
}

#[test]
fn no_fact_is_added_when_the_weighing_is_done() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE).turns(OM);
    assert!(table.weighing.restate(with_a_fact(&table), None, Vec::new()).is_err());
    assert!(table.weighing.may_add_to_view(&agency(OM)).is_err());
}
