//! The judgement: keys, dissent, ends.

use super::*;

#[test]
fn no_judgement_before_the_views_lie_side_by_side() {
    let mut table = Table::opened();
    table.hands_in(HOORN).hands_in(POLICE);
    assert!(table.weighing.draft(&agency(HOUSE), judgement(Outcome::Fits), today()).is_err());
}

#[test]
fn only_the_table_writes_the_judgement() {
    let table = Table::side_by_side();
    assert!(table.weighing.draft(&agency(OM), judgement(Outcome::Fits), today()).is_ok());
    assert!(table.weighing.draft(&agency("cter-nh"), judgement(Outcome::Fits), today()).is_err());
}

#[test]
fn a_judgement_needs_another_explanation_another_option_and_a_next_look() {
    let table = Table::side_by_side();
    let field = |j: Judgement| table.weighing.draft(&agency(OM), j, today()).unwrap_err().field;
    let mut thin = judgement(Outcome::Fits);
    thin.alternatives.clear();
    assert_eq!(field(thin).as_deref(), Some("alternatives"));
    let mut sure = judgement(Outcome::Fits);
    sure.decision.options.clear();
    assert_eq!(field(sure).as_deref(), Some("options"));
    let mut endless = judgement(Outcome::Fits);
    endless.decision.review = None;
    assert_eq!(field(endless).as_deref(), Some("review"));
    let mut past = judgement(Outcome::DoesNotFit);
    past.decision.review = Some(today());
    assert_eq!(field(past).as_deref(), Some("review"));
}

#[test]
fn one_or_two_keys_change_nothing_and_three_decide() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN);
    assert_eq!(table.weighing.state(), State::Open);
    table.turns(POLICE);
    assert_eq!(table.weighing.state(), State::Open);
    table.turns(OM);
    assert_eq!(table.weighing.state(), State::Fits);
    let by = &table.weighing.judged().unwrap().decision.by;
    assert_eq!(by.len(), 3);
}

#[test]
fn edit_after_two_keys_leaves_none() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE).drafts(judgement(Outcome::CareNeeded));
    assert_eq!(table.weighing.round().unwrap().keys.people().count(), 0);
    assert_eq!(table.tasks(TurnKey::INFO.name), [HOORN, POLICE, OM]);
}

#[test]
fn a_key_turns_on_the_text_that_was_read() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).drafts(judgement(Outcome::DoesNotFit));
    let stale = table.weighing.turn_key(&agency(OM), &person("p-om"), 1);
    assert!(why(stale).contains("changed"));
    assert!(table.weighing.turn_key(&agency(OM), &person("p-om"), 2).is_ok());
}

#[test]
fn one_user_cannot_hold_two_keys() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN);
    let second = table.weighing.turn_key(&agency(POLICE), &person("p-gemeente-hoorn"), 1);
    assert!(why(second).contains("already turned a key"));
}

#[test]
fn the_process_director_and_the_filer_hold_no_key() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits));
    for other in [HOUSE, "cter-nh"] {
        assert!(why(table.weighing.turn_key(&agency(other), &person("p"), 1)).contains("no key"));
    }
}

#[test]
fn mixed_votes_end_in_no_agreement() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).disagrees(POLICE);
    assert_eq!(table.weighing.state(), State::Open);
    table.turns(OM);
    assert_eq!(table.weighing.state(), State::NoAgreement);
    assert!(table.weighing.judged().is_none());
}

#[test]
fn from_no_agreement_comes_no_conference() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).disagrees(POLICE).turns(OM);
    assert!(table.weighing.may_collect().is_err());
    assert!(table.weighing.open_case(DossierId::new(2, [2; 10])).is_err());
    assert!(table.weighing.advise(DossierId::new(2, [2; 10])).is_err());
}

#[test]
fn who_disagreed_answers_again_only_on_a_new_text() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).disagrees(POLICE);
    assert!(table.weighing.turn_key(&agency(POLICE), &person("p-politie-nh"), 1).is_err());
    table.drafts(judgement(Outcome::CareNeeded)).turns(POLICE).turns(HOORN).turns(OM);
    assert_eq!(table.weighing.state(), State::CareNeeded);
}

#[test]
fn more_information_begins_a_fresh_round_and_keeps_the_old_one() {
    let table = Table::decided(Outcome::MoreInformation);
    assert_eq!(table.weighing.state(), State::Analysing);
    assert_eq!(table.weighing.rounds().len(), 2);
    assert!(!table.weighing.handed_in(&agency(HOORN)));
    assert_eq!(table.weighing.card().due, Some(day("2026-03-03")));
    let first = &table.weighing.rounds()[0];
    assert_eq!(table.weighing.views_of(first, &agency(POLICE)).len(), 3);
    assert_eq!(first.texts[0].judgement.decision.by.len(), 3);
}

#[test]
fn a_rejection_makes_exactly_one_notice_for_the_filer_and_none_for_the_melder() {
    let ends = [Outcome::DoesNotFit, Outcome::CareNeeded, Outcome::OtherTable, Outcome::CriminalTrack];
    for outcome in ends {
        let mut table = Table::decided(outcome);
        let tasks = table.weighing.card().tasks;
        assert_eq!(tasks.len(), 1);
        assert_eq!((tasks[0].act, tasks[0].agency.as_str()), (TakeNotice::INFO.name, "cter-nh"));
        assert!(table.weighing.take_notice(&agency(POLICE)).is_err());
        let taken = table.weighing.take_notice(&agency("cter-nh")).unwrap();
        table.happens("expert-nh", "cter-nh", &taken);
        assert!(table.weighing.card().tasks.is_empty());
        assert!(table.weighing.take_notice(&agency("cter-nh")).is_err());
    }
}

#[test]
fn the_notice_says_the_same_whatever_the_outcome_was() {
    let ends = [Outcome::DoesNotFit, Outcome::CareNeeded, Outcome::OtherTable, Outcome::CriminalTrack];
    let notices: Vec<_> = ends.map(|o| Table::decided(o).weighing.notice().unwrap()).into();
    assert!(notices.windows(2).all(|w| w[0] == w[1]));
    assert!(Table::decided(Outcome::Fits).weighing.notice().is_none());
}

#[test]
fn what_fits_waits_for_an_advice_or_a_case_and_only_for_one() {
    let mut table = Table::decided(Outcome::Fits);
    assert_eq!(table.tasks(Advise::INFO.name), [HOUSE]);
    let advised = table.weighing.advise(DossierId::new(3, [3; 10])).unwrap();
    table.happens("procesregisseur-nhn", HOUSE, &advised);
    assert!(table.tasks(Advise::INFO.name).is_empty());
    // Who filed it hears that an advice lies before the triangle, and nothing else is asked.
    assert_eq!(table.tasks(TakeNotice::INFO.name), ["cter-nh"]);
    assert_eq!(table.weighing.card().tasks.len(), 1);
    assert!(table.weighing.may_advise().is_err());
    let opened = table.weighing.open_case(DossierId::new(4, [4; 10])).unwrap();
    table.happens("procesregisseur-nhn", HOUSE, &opened);
    assert!(table.weighing.open_case(DossierId::new(5, [5; 10])).is_err());
}

#[test]
fn the_table_draws_who_has_spoken_and_whose_key_is_turned() {
    let mut table = Table::opened();
    table.hands_in(POLICE);
    let places = table.weighing.places();
    assert_eq!(places.len(), 3);
    assert_eq!((places[0].spoken, places[0].key), (Some(false), None));
    assert_eq!(places[1].spoken, Some(true));
    table.hands_in(HOORN).hands_in(OM).drafts(judgement(Outcome::Fits)).turns(OM);
    let places = table.weighing.places();
    assert_eq!(places[2].key, Some(true));
    assert!(places[0].owes.is_some() && places[2].owes.is_none());
}

#[test]
fn every_act_is_named_in_a_rule_and_every_rule_has_its_ground() {
    for act in ACTS {
        assert!(POLICY.contains(&format!("Action::\"{}\"", act.name)), "{}", act.name);
    }
    let count = |word: &str| POLICY.matches(word).count();
    let rules = count("\npermit (");
    assert!(rules > 0);
    for word in ["@id(", "@ground(", "@nl(", "@en("] {
        assert_eq!(count(word), rules);
    }
}

#[test]
fn it_is_known_beforehand_which_key_is_the_last() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN);
    let turn = |t: &Table, who: &str| t.weighing.turn_key(&agency(who), &person("p"), 1).unwrap();
    assert!(!table.weighing.ends_with(&turn(&table, POLICE)));
    table.turns(POLICE);
    assert!(table.weighing.ends_with(&turn(&table, OM)));
    let mut more = Table::side_by_side();
    more.drafts(judgement(Outcome::MoreInformation)).turns(HOORN).turns(POLICE);
    assert!(!more.weighing.ends_with(&turn(&more, OM)));
}
