//! Before the judgement: what may enter, and who may read what.

use super::*;

#[test]
fn nothing_is_weighed_without_a_fact() {
    let mut bare = filing();
    bare.facts.clear();
    assert!(why(Weighing::begin(bare, day("2026-02-24"))).contains("observed fact"));
}

#[test]
fn a_trio_is_three_organisations() {
    let mut two = filing();
    two.trio[2] = two.trio[1].clone();
    assert!(Weighing::begin(two, day("2026-02-24")).is_err());
}

#[test]
fn nobody_reads_anothers_view_before_handing_in_their_own() {
    let mut table = Table::opened();
    table.hands_in(HOORN);
    assert!(table.weighing.views_for(&agency(POLICE)).is_empty());
    assert_eq!(table.weighing.views_for(&agency(HOORN)).len(), 1);
    table.hands_in(POLICE);
    assert_eq!(table.weighing.views_for(&agency(POLICE)).len(), 2);
    assert!(table.weighing.views_for(&agency(OM)).is_empty());
}

#[test]
fn the_process_director_reads_no_view_before_all_are_in_and_others_never_do() {
    let mut table = Table::opened();
    table.hands_in(HOORN).hands_in(POLICE);
    assert!(table.weighing.views_for(&agency(HOUSE)).is_empty());
    table.hands_in(OM);
    assert_eq!(table.weighing.views_for(&agency(HOUSE)).len(), 3);
    assert!(table.weighing.views_for(&agency("cter-nh")).is_empty());
    assert!(table.weighing.views_for(&agency("reclassering")).is_empty());
}

#[test]
fn a_view_may_be_replaced_until_another_one_could_be_read() {
    let mut table = Table::opened();
    table.hands_in(HOORN).hands_in(HOORN);
    assert_eq!(table.weighing.views_for(&agency(HOORN)).len(), 1);
    table.hands_in(POLICE);
    assert!(!table.weighing.may_hand_in(&agency(HOORN)));
    let again = table.weighing.hand_in(&agency(HOORN), &person("p-gemeente-hoorn"), view());
    assert!(why(again).contains("can no longer change"));
}

#[test]
fn only_the_three_hand_in_a_view() {
    let table = Table::opened();
    for other in [HOUSE, "cter-nh", "reclassering"] {
        assert!(why(table.weighing.hand_in(&agency(other), &person("p"), view())).contains("Only municipality"));
    }
}

#[test]
fn one_person_does_not_speak_for_two_organisations() {
    let mut table = Table::opened();
    table.hands_in(HOORN);
    assert!(table.weighing.hand_in(&agency(POLICE), &person("p-gemeente-hoorn"), view()).is_err());
}

#[test]
fn a_view_without_another_explanation_is_not_taken() {
    let mut thin = view();
    thin.alternatives.clear();
    let refused = Table::opened().weighing.hand_in(&agency(OM), &person("p"), thin).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("alternatives"));
}

#[test]
fn a_contribution_by_probation_is_refused_while_analysing() {
    let table = Table::opened();
    let probation = agency("reclassering");
    let supplied = table.weighing.supply(&probation, Category::SocialSituation, note("nodig"), note("een feit"));
    assert!(why(supplied).contains("municipality of stay"));
    let unasked = table.weighing.answer(&probation, Answer::Information(note("een feit")));
    assert!(why(unasked).contains("Nothing was asked"));
    assert!(table.weighing.may_collect().is_err());
    assert!(Table::decided(Outcome::Fits).weighing.may_collect().is_ok());
}

#[test]
fn the_college_supplies_until_the_views_are_open() {
    let table = Table::opened();
    let supply = |w: &Weighing| w.supply(&agency(HOORN), Category::EarlierSupport, note("nodig"), note("feit"));
    assert!(supply(&table.weighing).is_ok());
    assert!(supply(&Table::side_by_side().weighing).is_err());
}

#[test]
fn a_consulted_organisation_has_a_seat_while_its_question_is_open() {
    let mut table = Table::opened();
    let probation = agency("reclassering");
    let asked = table
        .weighing
        .consult(
            probation.clone(),
            note("Kent u stickeracties bij het station?"),
            day("2026-02-10"),
            today(),
            ConsultMode::AnonymousQuestion,
        )
        .unwrap();
    table.happens("procesregisseur-nhn", HOUSE, &asked);
    assert!(table.sits("reclassering", Tier::Consulted));
    assert_eq!(table.tasks(AnswerQuestion::INFO.name), ["reclassering"]);
    assert!(table.weighing.question_for(&probation).is_some());
    assert!(table.weighing.views_for(&probation).is_empty());
    let answered = table.weighing.answer(&probation, Answer::MayNotShare(None)).unwrap();
    table.happens("reclassering", "reclassering", &answered);
    assert!(!table.sits("reclassering", Tier::Consulted));
    assert!(table.tasks(AnswerQuestion::INFO.name).is_empty());
    assert_eq!(table.weighing.consultations()[0].answer, Some(Answer::MayNotShare(None)));
}

#[test]
fn a_question_is_asked_without_the_name_unless_the_house_allows_it() {
    let table = Table::opened();
    let ask =
        |text: &str, mode| table.weighing.consult(agency("ggz-nhn"), note(text), day("2026-02-10"), today(), mode);
    for named in ["Kent u Bram?", "Wie is TESTSTRA", "Kent u 999993276?"] {
        assert!(ask(named, ConsultMode::AnonymousQuestion).is_err());
        assert!(ask(named, ConsultMode::NamedQuestion).is_ok());
    }
    assert!(ask("Is er hulp van de GGZ in deze wijk?", ConsultMode::AnonymousQuestion).is_ok());
}

#[test]
fn the_three_are_not_consulted_and_nobody_twice_at_once() {
    let mut table = Table::opened();
    let ask = |w: &Weighing, who: &str| {
        w.consult(agency(who), note("Wat weet u?"), day("2026-02-10"), today(), ConsultMode::default())
    };
    assert!(ask(&table.weighing, POLICE).is_err());
    let asked = ask(&table.weighing, "rvdk").unwrap();
    table.happens("p", HOUSE, &asked);
    assert!(ask(&table.weighing, "rvdk").is_err());
}

#[test]
fn a_view_and_a_judgement_hold_no_number() {
    fn no_number(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Number(_) => false,
            serde_json::Value::Array(list) => list.iter().all(no_number),
            serde_json::Value::Object(map) => map.values().all(no_number),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::String(_) => true,
        }
    }
    assert!(no_number(&serde_json::to_value(view()).unwrap()));
    assert!(no_number(&serde_json::to_value(judgement(Outcome::Fits)).unwrap()));
}

#[test]
fn a_criterion_cannot_be_left_out() {
    let mut stored = serde_json::to_value(view()).unwrap();
    stored["criteria"].as_object_mut().unwrap().remove("resilience");
    assert!(serde_json::from_value::<View>(stored).is_err());
}

#[test]
fn a_weighing_that_lingers_shows_its_due_day() {
    let table = Table::opened();
    assert_eq!(table.weighing.card().due, Some(day("2026-02-24")));
    assert!(table.weighing.card().tasks.iter().all(|t| t.due == Some(day("2026-02-24"))));
    assert_eq!(table.tasks(HandInView::INFO.name), [HOORN, POLICE, OM]);
}

#[test]
fn the_line_in_a_worklist_names_nobody() {
    let card = Table::opened().weighing.card();
    assert!(!card.label.title.as_str().contains("Teststra"));
    assert!(card.label.summary.is_none());
}
