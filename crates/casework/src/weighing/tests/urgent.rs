//! What cannot wait: its short terms, who is told at once, and who confirms.

use super::*;
use crate::weighing::{ConfirmUrgent, HandInView};
use vault::Task;

/// Filed on Tuesday 3 February 2026, and it cannot wait.
fn urgent() -> Table {
    let filing = Filing { acute: true, terms: Some(kernel::Terms::default()), ..filing() };
    let mut table = Table { weighing: Weighing::default(), seq: 0, now: BEGIN };
    table.happens("expert-nh", "cter-nh", &Weighing::begin(filing, day("2026-02-06")).unwrap());
    table
}

fn tasks(table: &Table, act: &str) -> Vec<Task> {
    table.weighing.card().tasks.into_iter().filter(|task| task.act == act).collect()
}

fn seen(table: &mut Table, who: &str) {
    let event = table.weighing.confirm_urgent(&agency(who)).unwrap();
    table.happens(&format!("p-{who}"), who, &event);
}

#[test]
fn what_cannot_wait_is_asked_of_the_three_at_once_and_what_can_is_not_confirmed() {
    let asked = tasks(&urgent(), ConfirmUrgent::INFO.name);
    assert_eq!(asked.iter().map(|t| t.agency.as_str()).collect::<Vec<_>>(), [HOORN, POLICE, OM]);
    assert!(asked.iter().all(|t| t.urgent && t.due == Some(day("2026-02-04"))));
    assert_eq!(asked[0].asker, Some(agency("cter-nh")), "asked by who filed it");
    assert!(tasks(&urgent(), HandInView::INFO.name).iter().all(|t| t.urgent));
    assert!(Table::opened().tasks(ConfirmUrgent::INFO.name).is_empty());
}

#[test]
fn each_of_the_three_confirms_once_and_nobody_else_does() {
    let mut table = urgent();
    seen(&mut table, HOORN);
    seen(&mut table, OM);
    let weighing = &table.weighing;
    assert!(weighing.seen_by(&agency(HOORN)).is_some() && weighing.seen_by(&agency(POLICE)).is_none());
    assert_eq!(table.tasks(ConfirmUrgent::INFO.name), [POLICE]);
    assert!(weighing.confirm_urgent(&agency(HOORN)).unwrap_err().why.nl.contains("al bevestigd"));
    assert!(weighing.confirm_urgent(&agency("cter-nh")).is_err());
    assert!(Table::opened().weighing.confirm_urgent(&agency(HOORN)).unwrap_err().why.nl.contains("geen spoed"));
}

#[test]
fn who_handed_in_a_view_is_not_asked_whether_it_was_seen() {
    let mut table = urgent();
    table.hands_in(POLICE);
    assert_eq!(table.tasks(ConfirmUrgent::INFO.name), [HOORN, OM]);
}

#[test]
fn an_advice_on_what_cannot_wait_is_begun_within_its_own_short_term_and_not_on_the_day_to_look_again() {
    let mut table = urgent();
    table.hands_in(HOORN).hands_in(POLICE).hands_in(OM);
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).turns(POLICE).turns(OM);
    let advise = tasks(&table, Advise::INFO.name);
    assert_eq!(advise.iter().map(|t| (t.urgent, t.due)).collect::<Vec<_>>(), [(true, Some(day("2026-02-04")))]);
    let calm = tasks(&Table::decided(Outcome::Fits), Advise::INFO.name);
    assert_eq!(calm.iter().map(|t| (t.urgent, t.due)).collect::<Vec<_>>(), [(false, Some(day("2026-02-17")))]);
}

#[test]
fn the_days_to_confirm_count_from_when_it_could_not_wait_whatever_begins_anew() {
    let mut table = Table::opened();
    table.at("2026-02-05T10:00:00Z");
    let now = Restated { acute: true, ..table.weighing.restated().unwrap() };
    let because = Because::Reason(note("Hij heeft een wapen."));
    let event = table.weighing.restate(now, &because, ToldThere::default()).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
    let asked = tasks(&table, ConfirmUrgent::INFO.name);
    assert_eq!(asked.len(), 3);
    assert!(asked.iter().all(|t| t.since == day("2026-02-05") && t.due == Some(day("2026-02-06"))), "{asked:?}");
    seen(&mut table, OM);
    table.hands_in(HOORN).hands_in(POLICE).hands_in(OM);
    table.drafts(judgement(Outcome::MoreInformation)).turns(HOORN).turns(POLICE);
    table.at("2026-02-20T10:00:00Z");
    table.turns(OM);
    assert_eq!((table.weighing.state(), table.weighing.rounds().len()), (State::Analysing, 2));
    assert!(tasks(&table, ConfirmUrgent::INFO.name).is_empty(), "who saw it is not asked again in the next round");
    assert_eq!(table.weighing.urgent_since(), Some(day("2026-02-05")));
    let calm = Restated { acute: false, ..table.weighing.restated().unwrap() };
    let event = table.weighing.restate(calm, &because, ToldThere::default()).unwrap().unwrap();
    table.happens("expert-nh", "cter-nh", &event);
    assert_eq!(table.weighing.urgent_since(), None);
}
