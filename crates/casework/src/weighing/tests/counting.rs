//! What of a weighing is counted: its end, its days, and how explicit the decision was; never what it says.

use super::*;
use kernel::counters::{Counter, Measure};

fn counted(before: &Weighing, table: &Table) -> Vec<Measure> {
    let stamp = Stamp {
        seq: 99,
        at: "2026-02-13T10:00:00Z".parse().unwrap(),
        who: person("iemand"),
        agency: agency(OM),
        called: vault::Called::default(),
        act: Cow::Borrowed("test"),
    };
    table.weighing.measures(before, &Event::NoticeTaken, &stamp)
}

#[test]
fn nothing_is_counted_until_the_third_key_and_then_the_end_and_the_decision() {
    let mut table = Table::side_by_side();
    let before = table.weighing.clone();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE);
    assert_eq!(counted(&before, &table), []);
    let before = table.weighing.clone();
    table.turns(OM);
    let all = counted(&before, &table);
    let what: Vec<Counter> = all.iter().map(|m| m.what).collect();
    assert_eq!(what.first(), Some(&Counter::WeighingFits));
    for counter in [
        Counter::Decision,
        Counter::DecisionGround,
        Counter::DecisionExpectation,
        Counter::DecisionOwner,
        Counter::DecisionAlternative,
        Counter::DecisionReview,
    ] {
        assert!(what.contains(&counter), "{counter:?}");
    }
    assert_eq!(all.last().map(|m| (m.what, m.days)), Some((Counter::WeighingConcluded, Some(10))));
    let after = table.weighing.clone();
    assert_eq!(counted(&after, &table), [], "what ended is not counted again");
}

#[test]
fn a_dash_where_a_ground_should_stand_is_no_ground() {
    let mut decision = judgement(Outcome::DoesNotFit).decision;
    decision.ground = note("-");
    decision.review = None;
    decision.by.clear();
    let what: Vec<Counter> = decision.measures().iter().map(|m| m.what).collect();
    assert_eq!(what, [Counter::Decision, Counter::DecisionExpectation, Counter::DecisionAlternative]);
}

#[test]
fn without_agreement_there_is_no_decision_to_count() {
    let mut table = Table::side_by_side();
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE);
    let before = table.weighing.clone();
    let event = table.weighing.disagree(&agency(OM), &person("p-om"), 1, note("Te weinig feiten.")).unwrap();
    table.happens("p-om", OM, &event);
    assert_eq!(counted(&before, &table), [Measure::of(Counter::WeighingNoAgreement)]);
}
