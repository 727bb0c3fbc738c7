//! How it goes on without agreement: proposed by one, agreed to by the other two, and by nobody alone.

use super::*;

fn person_of(who: &str) -> PersonId {
    person(&format!("p-{who}"))
}

fn proposes(table: &Table, who: &str, how: Settle, deadlock: Deadlock) -> Result<Event, Refusal> {
    let way = Settled { how, why: note("Wij proberen het nog eens.") };
    table.weighing.propose_way((&agency(who), &person_of(who)), way, today(), deadlock)
}

fn agrees(table: &Table, who: &str, deadlock: Deadlock) -> Result<Event, Refusal> {
    let number = table.weighing.way().map_or(0, |way| way.number);
    table.weighing.agree_way((&agency(who), &person_of(who)), number, today(), deadlock)
}

fn drops(table: &Table, who: &str) -> Result<Event, Refusal> {
    let number = table.weighing.way().map_or(0, |way| way.number);
    table.weighing.drop_way((&agency(who), &person_of(who)), number, note("Eerst nog praten."))
}

impl Table {
    pub(super) fn stuck() -> Self {
        let mut table = Self::side_by_side();
        table.drafts(judgement(Outcome::Fits)).turns(HOORN).disagrees(POLICE).turns(OM);
        table
    }

    /// The municipality proposes, police and OM agree.
    fn goes_on(&mut self, how: Settle, deadlock: Deadlock) {
        let proposed = proposes(self, HOORN, how, deadlock).unwrap();
        self.happens("p-gemeente-hoorn", HOORN, &proposed);
        for who in [POLICE, OM] {
            let agreed = agrees(self, who, deadlock).unwrap();
            self.happens(&format!("p-{who}"), who, &agreed);
        }
    }
}

const END: Settle = Settle::End;
const ASKED: &str = "weighing.settle";

#[test]
fn one_of_the_three_ends_nothing_and_the_other_two_find_it_in_their_work() {
    let mut table = Table::stuck();
    assert_eq!(table.tasks(ASKED), [HOORN]);
    let proposed = proposes(&table, HOORN, END, Deadlock::RepeatOnce).unwrap();
    assert!(!table.weighing.ends_with(&proposed));
    table.happens("p-gemeente-hoorn", HOORN, &proposed);
    assert_eq!(
        (table.weighing.state(), table.tasks(ASKED)),
        (State::NoAgreement, vec![POLICE.to_owned(), OM.to_owned()])
    );
    let task = table.weighing.card().tasks.remove(0);
    assert_eq!((task.asker, task.asked_by), (Some(agency(HOORN)), Some(person("p-gemeente-hoorn"))));
    assert!(agrees(&table, HOORN, Deadlock::RepeatOnce).is_err(), "twice is no second key");
    let agreed = agrees(&table, POLICE, Deadlock::RepeatOnce).unwrap();
    assert!(!table.weighing.ends_with(&agreed));
    table.happens("p-politie-nh", POLICE, &agreed);
    assert_eq!((table.weighing.state(), table.tasks(ASKED)), (State::NoAgreement, vec![OM.to_owned()]));
    let last = agrees(&table, OM, Deadlock::RepeatOnce).unwrap();
    assert!(table.weighing.ends_with(&last), "the signal below ends with it");
    table.happens("p-om-nh", OM, &last);
    assert_eq!(
        (table.weighing.state(), table.tasks(TakeNotice::INFO.name)),
        (State::Ended, vec!["cter-nh".to_owned()])
    );
    let (way, by) = &table.weighing.settled()[0];
    assert_eq!((way.how, by.iter().map(|a| a.agency.as_str()).collect::<Vec<_>>()), (END, vec![HOORN, POLICE, OM]));
}

#[test]
fn one_person_holds_one_key_on_how_it_goes_on() {
    let mut table = Table::stuck();
    let proposed = proposes(&table, HOORN, END, Deadlock::RepeatOnce).unwrap();
    table.happens("p-gemeente-hoorn", HOORN, &proposed);
    let again =
        table.weighing.agree_way((&agency(POLICE), &person("p-gemeente-hoorn")), 1, today(), Deadlock::RepeatOnce);
    assert!(why(again).contains("already turned a key"));
    for other in [HOUSE, "cter-nh"] {
        assert!(agrees(&table, other, Deadlock::RepeatOnce).is_err() && drops(&table, other).is_err(), "{other}");
        assert!(proposes(&Table::stuck(), other, END, Deadlock::RepeatOnce).is_err());
    }
}

#[test]
fn a_proposal_is_taken_back_or_declined_with_a_reason_and_then_another_can_come() {
    let mut table = Table::stuck();
    let proposed = proposes(&table, HOORN, END, Deadlock::RepeatOnce).unwrap();
    table.happens("p-gemeente-hoorn", HOORN, &proposed);
    assert!(why(proposes(&table, OM, END, Deadlock::RepeatOnce)).contains("already a proposal"));
    let declined = drops(&table, POLICE).unwrap();
    table.happens("p-politie-nh", POLICE, &declined);
    assert_eq!((table.weighing.state(), table.tasks(ASKED)), (State::NoAgreement, vec![POLICE.to_owned()]));
    let fell = &table.weighing.ways_dropped()[0];
    assert!(!fell.is_withdrawn() && fell.why == note("Eerst nog praten.") && fell.way.how == END);
    assert!(table.weighing.agree_way((&agency(OM), &person("p-om-nh")), 1, today(), Deadlock::RepeatOnce).is_err());
    let again = proposes(&table, OM, END, Deadlock::RepeatOnce).unwrap();
    table.happens("p-om-nh", OM, &again);
    let stale =
        table.weighing.agree_way((&agency(HOORN), &person("p-gemeente-hoorn")), 1, today(), Deadlock::RepeatOnce);
    assert!(why(stale).contains("has been dropped"), "a key turns on the proposal that was read");
    let withdrawn = drops(&table, OM).unwrap();
    table.happens("p-om-nh", OM, &withdrawn);
    assert!(table.weighing.ways_dropped()[1].is_withdrawn() && table.weighing.way().is_none());
}

#[test]
fn without_agreement_there_is_one_fresh_round_and_then_it_ends() {
    let again = Settle::Repeat { due: day("2026-03-01") };
    let mut table = Table::stuck();
    table.goes_on(again, Deadlock::RepeatOnce);
    assert_eq!(table.weighing.state(), State::Analysing);
    assert!(table.weighing.views_for(&agency(HOORN)).is_empty());
    assert_eq!(table.weighing.rounds().len(), 2);
    table.hands_in(HOORN).hands_in(POLICE).hands_in(OM);
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).disagrees(POLICE).turns(OM);
    assert!(proposes(&table, HOORN, again, Deadlock::RepeatOnce).is_err());
    table.goes_on(END, Deadlock::RepeatOnce);
    assert_eq!(
        (table.weighing.state(), table.tasks(TakeNotice::INFO.name)),
        (State::Ended, vec!["cter-nh".to_owned()])
    );
}

#[test]
fn the_setting_decides_which_ways_there_are() {
    let again = Settle::Repeat { due: day("2026-03-01") };
    assert!(proposes(&Table::stuck(), HOORN, again, Deadlock::End).is_err());
    assert!(proposes(&Table::stuck(), HOORN, Settle::Triangle, Deadlock::RepeatOnce).is_err());
    let mut table = Table::stuck();
    table.goes_on(Settle::Triangle, Deadlock::ToTriangle);
    assert_eq!(table.weighing.state(), State::Referred);
    assert!(table.weighing.may_advise().is_ok());
    assert!(table.weighing.may_collect().is_err());
}

#[test]
fn a_fresh_round_is_not_agreed_to_after_its_day() {
    let mut table = Table::stuck();
    let proposed = proposes(&table, HOORN, Settle::Repeat { due: day("2026-03-01") }, Deadlock::RepeatOnce).unwrap();
    table.happens("p-gemeente-hoorn", HOORN, &proposed);
    let by = (&agency(OM), &person("p-om-nh"));
    let late = table.weighing.agree_way(by, 1, day("2026-03-01"), Deadlock::RepeatOnce).unwrap_err();
    assert!(late.why.en.contains("after today") && late.field.is_none(), "no field of the form that agrees");
    assert!(drops(&table, OM).is_ok(), "but it can be dropped");
}

#[test]
fn what_one_chose_for_all_before_it_took_three_is_read_as_it_was() {
    let mut table = Table::stuck();
    table.happens("p-gemeente-hoorn", HOORN, &Event::Settled(Settled { how: END, why: note("Klaar.") }));
    assert_eq!((table.weighing.state(), table.weighing.settled()[0].1.len()), (State::Ended, 1));
}

#[test]
fn once_an_advice_began_a_fresh_round_leads_nowhere_and_only_the_end_is_left() {
    let mut table = Table::stuck();
    table.goes_on(Settle::Triangle, Deadlock::ToTriangle);
    let again = Settle::Repeat { due: day("2026-03-01") };
    let proposed = proposes(&table, HOORN, again, Deadlock::ToTriangle).unwrap();
    table.happens("p-gemeente-hoorn", HOORN, &proposed);
    table.happens("procesregisseur-nhn", HOUSE, &Event::Advised { advice: DossierId::new(2, [2; 10]) });
    assert!(table.weighing.way().is_none(), "what was proposed before is not agreed to any more");
    assert!(table.tasks(ASKED).is_empty(), "it goes on by the advice");
    assert!(why(proposes(&table, HOORN, again, Deadlock::ToTriangle)).contains("has begun"));
    assert!(why(proposes(&table, HOORN, Settle::Triangle, Deadlock::ToTriangle)).contains("has begun"));
    table.goes_on(END, Deadlock::ToTriangle);
    assert_eq!(table.weighing.state(), State::Ended);
}

#[test]
fn who_declined_a_way_of_an_earlier_round_is_not_the_one_to_propose_in_the_next() {
    let again = Settle::Repeat { due: day("2026-03-01") };
    let mut table = Table::stuck();
    let proposed = proposes(&table, HOORN, END, Deadlock::RepeatOnce).unwrap();
    table.happens("p-gemeente-hoorn", HOORN, &proposed);
    let declined = drops(&table, POLICE).unwrap();
    table.happens("p-politie-nh", POLICE, &declined);
    table.goes_on(again, Deadlock::RepeatOnce);
    table.hands_in(HOORN).hands_in(POLICE).hands_in(OM);
    table.drafts(judgement(Outcome::Fits)).turns(HOORN).disagrees(POLICE).turns(OM);
    assert_eq!(table.tasks(ASKED), [HOORN], "the municipality begins");
    assert_eq!(table.weighing.ways_dropped().len(), 1, "and what fell stays to be read");
}
