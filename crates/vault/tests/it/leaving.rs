//! Leaving and absence: whoever cannot sit any more leaves no table and no task behind that nobody is asked for.

use crate::{
    house::*,
    persons::{BoardEvent, NameForBoard, NoteOnBoard, ReadBoard, Town, boards, person, town},
};
use kernel::{Date, DossierId, PersonId};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use vault::*;

impl Town {
    fn day(&self, later: i64) -> Date {
        kernel::local_day(self.h.vault.now()).checked_add(jiff::Span::new().days(later)).unwrap()
    }

    fn days_pass(&self, days: i64) {
        self.h.clock.0.fetch_add(days * 86_400, Ordering::SeqCst);
    }

    /// Since when the desk of the police is asked to name somebody for each of its tables.
    async fn asked(&self) -> Vec<Date> {
        let tasks = self.h.vault.tasks(&self.desk).await.unwrap();
        assert!(tasks.iter().all(|task| task.act == "board.name" && task.title.is_empty()), "{tasks:?}");
        tasks.iter().map(|task| task.since).collect()
    }

    /// A table at which these persons sit for the police from today.
    async fn board_of(&self, persons: &[&str]) -> DossierId {
        let id = self.board().await;
        self.name(id, persons.iter().map(|p| Named::since(person(p), self.day(0))).collect()).await;
        id
    }

    async fn is(&self, who: NewAccount) -> Actor {
        let id = who.person.clone();
        self.h.vault.set_accounts(vec![who]).await.unwrap();
        self.h.vault.actor(id.as_str()).await.unwrap().unwrap()
    }

    /// How many tasks that are for one person come to somebody.
    async fn personal(&self, who: &Actor) -> usize {
        self.h.vault.tasks(who).await.unwrap().iter().filter(|task| task.act == "board.read").count()
    }

    async fn sound(&self) {
        let found = self.h.verify().await;
        assert!(found.wrong.is_empty(), "{:?}", found.wrong);
    }
}

fn agent() -> NewAccount {
    account("agent", "politie-nh", Role::Police)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_is_asked_from_the_morning_on_which_the_only_person_left() {
    let t = town().await;
    t.board_of(&["agent"]).await;
    t.board_of(&["agent", "tweede"]).await;
    assert_eq!(t.asked().await, []);
    t.h.vault.close_account(&person("agent")).await.unwrap();
    assert_eq!(t.asked().await, [t.day(0)], "where another sits, nobody is asked");
    t.h.vault.close_account(&person("tweede")).await.unwrap();
    assert_eq!(t.asked().await.len(), 2);
    t.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_is_asked_when_a_designation_ends_and_no_more_when_it_goes_on() {
    let t = town().await;
    let id = t.board_of(&["agent"]).await;
    let until = |days| NewAccount { until: Some(t.day(days)), ..agent() };
    let (first, second) = (until(1), until(9));
    t.is(first).await;
    assert_eq!(t.asked().await, []);
    t.days_pass(2);
    assert_eq!(t.asked().await, [t.day(0)], "the day after the last one");
    let police = t.is(second).await;
    assert_eq!(t.asked().await, []);
    assert!(t.reads(&police, id).await, "a designation that goes on needs no naming anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_is_asked_where_the_only_person_begins_on_a_day_to_come_or_guards_since() {
    let t = town().await;
    let id = t.board().await;
    t.name(id, vec![Named::since(person("agent"), t.day(3))]).await;
    assert_eq!(t.asked().await, [t.day(0)]);
    t.days_pass(3);
    assert_eq!(t.asked().await, []);
    t.is(account("agent", "politie-nh", Role::Flexteam)).await;
    assert_eq!(t.asked().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_moves_to_another_organisation_and_comes_back_does_not_sit_again_by_themselves() {
    let t = town().await;
    let ids = [t.board_of(&["agent"]).await, t.board_of(&["agent", "tweede"]).await];
    let moved = t.is(account("agent", "gemeente-texel", Role::Official)).await;
    assert!(!t.reads(&moved, ids[0]).await);
    assert_eq!(t.asked().await.len(), 1, "where nobody else sits the desk is asked");
    let back = t.is(agent()).await;
    for id in ids {
        assert!(!t.reads(&back, id).await);
        assert!(t.reads(&t.second, id).await == (id == ids[1]), "the others stay");
    }
    assert_eq!(t.finds(&back).await, [0; 5]);
    let book = t.h.book(20).await;
    let told: Vec<_> = book.iter().filter(|line| line.act == "account.unseat").collect();
    assert_eq!(told.len(), 2, "each table has its line");
    assert!(told.iter().all(|line| line.person == "casustafel" && line.dossier.is_some()));
    // A new name, or another function, is no move: she married.
    t.name(ids[0], vec![Named::since(person("agent"), t.day(0))]).await;
    let married = t.is(NewAccount { name: line("Anders Verzonnen"), ..agent() }).await;
    assert!(t.reads(&married, ids[0]).await);
    t.sound().await;
}

/// A clock that goes on between one look and the next, as every real one does.
struct RunningClock(AtomicI64);

impl Clock for RunningClock {
    fn now(&self) -> kernel::Timestamp {
        kernel::Timestamp::from_microsecond(self.0.fetch_add(1, Ordering::SeqCst)).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_book_and_the_dossier_tell_of_one_moment_when_somebody_leaves() {
    let t = town().await;
    let id = t.board_of(&["agent", "tweede"]).await;
    let mut with = boards(&t.h.database);
    with.node = "2".into();
    with.clock = Arc::new(RunningClock(AtomicI64::new(t.h.vault.now().as_microsecond())));
    let other = tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap();
    other.set_accounts(vec![account("agent", "gemeente-texel", Role::Official)]).await.unwrap();
    let moved = t.h.vault.actor("agent").await.unwrap().unwrap();
    assert!(!t.reads(&moved, id).await);
    t.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_of_one_person_comes_to_who_stands_in_and_to_who_sits_when_they_left() {
    let t = town().await;
    let id = t.board_of(&["agent", "tweede"]).await;
    let desk = t.h.vault.open_desk::<NoteOnBoard>(&t.h.police, id).await.unwrap();
    let agency = desk.agency().clone();
    desk.commit(vec![BoardEvent::Asked(agency, person("agent"))]).await.unwrap();
    let counts = async || [t.personal(&t.h.police).await, t.personal(&t.second).await, t.personal(&t.desk).await];
    assert_eq!(counts().await, [1, 0, 0]);
    let deputy =
        Named { until: Some(t.day(4)), deputy_for: Some(person("agent")), ..Named::since(person("loket"), t.day(2)) };
    let sits = |who: &str| Named::since(person(who), "2026-01-01".parse().unwrap());
    t.name(id, vec![sits("agent"), sits("tweede"), deputy]).await;
    assert_eq!(counts().await, [1, 0, 0]);
    t.days_pass(2);
    assert_eq!(counts().await, [1, 0, 1], "only who stands in for them");
    t.days_pass(3);
    assert_eq!(counts().await, [1, 0, 0]);
    t.h.vault.close_account(&person("agent")).await.unwrap();
    assert_eq!(t.personal(&t.second).await, 1, "their account was closed");
    t.name(id, vec![sits("tweede")]).await;
    assert_eq!(t.personal(&t.second).await, 1, "and somebody else was named");
    t.sound().await;
}

/// The reference, kind and tasks of each table that somebody hands over.
fn shown(tables: &[TableRow]) -> Vec<(&str, &str, u64)> {
    tables.iter().map(|table| (table.reference.as_str(), table.kind.as_str(), table.tasks)).collect()
}

const NAME: &[&ActInfo] = &[NameForBoard::REF];
const READ: &[&ActInfo] = &[ReadBoard::REF];

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_their_own_tables_and_a_desk_those_of_everybody_it_named() {
    let t = town().await;
    let vault = &t.h.vault;
    let (first, _) = (t.board_of(&["agent", "tweede"]).await, t.board_of(&["tweede"]).await);
    t.board().await;
    let mine = vault.own_tables(&t.h.police, READ).await.unwrap();
    assert_eq!(shown(&mine.all), [("BORD-1", "board", 1)]);
    assert_eq!(mine.all[0].id, first);
    assert!(vault.own_tables(&t.desk, READ).await.unwrap().all.is_empty());
    for nobody in [&t.h.police, &t.h.hoorn] {
        assert_eq!(vault.tables_of_colleagues(nobody, NAME).await.unwrap_err(), Error::Denied);
    }
    let seen = vault.tables_of_colleagues(&t.desk, NAME).await.unwrap();
    let told = |all: &[Sitter]| -> Vec<(Option<PersonId>, SitterState, usize)> {
        all.iter().map(|sitter| (sitter.person.clone(), sitter.state, sitter.tables.len())).collect()
    };
    let nobody = (None, SitterState::Nobody, 1);
    let (agent, second) = (Some(person("agent")), Some(person("tweede")));
    assert_eq!(
        told(&seen.all),
        [(agent.clone(), SitterState::Sits, 1), (second.clone(), SitterState::Sits, 2), nobody.clone()]
    );
    assert!(seen.all[0].known.is_some());
    assert_eq!(shown(&seen.all[2].tables), [("BORD-1", "board", 1)], "somebody must do it");
    // Whoever left is still there to be handed over; and the version tells that something is another.
    let same = vault.tables_of_colleagues(&t.desk, NAME).await.unwrap();
    assert_eq!(same.version, seen.version);
    vault.close_account(&person("agent")).await.unwrap();
    let ends = NewAccount { until: Some(t.day(-1)), ..account("tweede", "politie-nh", Role::Police) };
    t.is(ends).await;
    let left = vault.tables_of_colleagues(&t.desk, NAME).await.unwrap();
    let gone = [(agent, SitterState::Gone, 1), (second, SitterState::Ended, 2), (None, SitterState::Nobody, 3)];
    assert_eq!(told(&left.all), gone);
    t.name(first, vec![Named::since(person("loket"), t.day(0))]).await;
    assert_ne!(vault.tables_of_colleagues(&t.desk, NAME).await.unwrap().version, seen.version);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_tables_pass_in_one_transaction_or_none_does() {
    let t = town().await;
    let ids = [t.board_of(&["agent"]).await, t.board_of(&["agent"]).await];
    let drafts = async || {
        let mut drafts = Vec::new();
        for id in ids {
            let desk = t.h.vault.open_desk::<NameForBoard>(&t.desk, id).await.unwrap();
            let named = Persons::only(desk.agency().clone(), vec![Named::since(person("tweede"), t.day(0))]);
            drafts.push(desk.draft(vec![BoardEvent::Named(named)]));
        }
        drafts
    };
    let late = drafts().await;
    let desk = t.h.vault.open_desk::<NoteOnBoard>(&t.h.hoorn, ids[1]).await.unwrap();
    desk.commit(vec![BoardEvent::Noted(note("Intussen."))]).await.unwrap();
    assert_eq!(t.h.vault.keep(late).await, Err(Error::Stale));
    assert!(t.reads(&t.h.police, ids[0]).await && !t.reads(&t.second, ids[0]).await, "nothing half done");
    t.h.vault.keep(drafts().await).await.unwrap();
    for id in ids {
        assert!(t.reads(&t.second, id).await && !t.reads(&t.h.police, id).await);
    }
    t.sound().await;
}
