//! Several programs at one store: two nodes at a PostgreSQL, or the command line beside a server.

use crate::house::{House, *};
use kernel::DossierId;
use vault::*;

const CODE: &str = "abc234";

/// Another program at the store of this house.
async fn beside(h: &House) -> Vault {
    let mut with = opening(&h.database);
    with.node = "2".into();
    with.clock = h.clock.clone();
    tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap()
}

async fn coded(h: &House) -> DossierId {
    let desk = h.vault.begin::<BeginSheet>(&h.hoorn).await.unwrap();
    let (id, owner) = (desk.id(), h.hoorn.agency.id.clone());
    let register = Some(code_claim(CODE));
    desk.commit(vec![SheetEvent::Begun { owner, text: note("vraag"), bsn: None, register }]).await.unwrap();
    id
}

/// As a door does: somebody who was a moment earlier is no reason to give up.
async fn hand_in(vault: &Vault, n: usize, keep: Keep) -> Result<(), Error> {
    loop {
        let desk = vault.desk_by_code::<AddLine>(CODE).await?;
        let slip = Slip { into: "stap".into(), ticket: format!("{n:032x}"), keep, body: n.to_string().into_bytes() };
        match desk.hand_in(slip).await {
            Err(Error::Stale | Error::Store(StoreError::Busy)) => {}
            done => return done,
        }
    }
}

/// Of 160 tickets 74 could be used twice, and of 160 answers that were acknowledged one was lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_phones_at_two_nodes_every_answer_is_kept_and_no_ticket_serves_twice() {
    for (keep, twice) in [(Keep::Once, Err(Error::Claimed)), (Keep::Latest, Ok(()))] {
        let h = house().await;
        let (id, other) = (coded(&h).await, beside(&h).await);
        let nodes = [h.vault.clone(), other];
        let all: Vec<_> = (0..160)
            .map(|n| {
                let vault = nodes[n % 2].clone();
                tokio::spawn(async move { hand_in(&vault, n, keep).await })
            })
            .collect();
        for one in all {
            one.await.unwrap().unwrap();
        }
        for n in 0..160 {
            assert_eq!(hand_in(&nodes[(n + 1) % 2], n, keep).await, twice, "ticket {n}, {keep:?}");
        }
        let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap();
        let mut kept: Vec<usize> = seen
            .slips("stap")
            .await
            .unwrap()
            .iter()
            .map(|s| String::from_utf8_lossy(&s.body).parse().unwrap())
            .collect();
        kept.sort_unstable();
        assert_eq!(kept, (0..160).collect::<Vec<_>>(), "{keep:?}");
        assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    }
}

#[tokio::test]
async fn an_organisation_that_is_taken_up_elsewhere_is_known_to_who_logs_in_here() {
    let h = house().await;
    let other = beside(&h).await;
    let token = h.vault.session_open(&h.hoorn.person, SessionSort::Browser, kernel::Lang::Nl).await.unwrap();
    let new =
        Agency { id: "rvdk".parse().unwrap(), kind: AgencyKind::Other, name: line("Nieuw"), ..h.hoorn.agency.clone() };
    other.set_agencies(vec![new.clone()]).await.unwrap();
    assert!(h.vault.directory().agency(&new.id).is_none(), "not yet");
    h.vault.session(&token).await.unwrap().unwrap();
    assert!(h.vault.directory().agency(&new.id).is_some());
}

/// A screen at one node hears of what is done at the other. A store inside one program has one node.
#[tokio::test]
async fn what_is_done_at_one_node_is_heard_at_the_other() {
    if on_sqlite() {
        return;
    }
    let h = house().await;
    let (id, other) = (coded(&h).await, beside(&h).await);
    let seen = other.look::<ReadSheet>(&h.hoorn, id).await.unwrap();
    let (_, mut changes) = other.watch(&seen);
    // What was missed while the listener began is told as well; what counts is what comes after it.
    drop(tokio::time::timeout(std::time::Duration::from_secs(2), changes.changed()).await);
    changes.mark_unchanged();
    hand_in(&h.vault, 1, Keep::Once).await.unwrap();
    tokio::time::timeout(std::time::Duration::from_secs(20), changes.changed()).await.unwrap().unwrap();
}

/// A backup that is being made reads the store as it was: what was forgotten meanwhile is told to be gone only when it is.
#[tokio::test]
async fn what_is_forgotten_while_somebody_reads_is_being_erased_until_it_is_gone() {
    let h = house().await;
    let id = coded(&h).await;
    hand_in(&h.vault, 7, Keep::Once).await.unwrap();
    let Database::Sqlite(path) = h.database.clone() else { return };
    let reader = rusqlite::Connection::open(path).unwrap();
    reader.execute_batch("BEGIN; SELECT COUNT(*) FROM slip").unwrap();
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_emptying(vec![SheetEvent::Added(note("geleegd"))], vec!["stap".into()]).await.unwrap();
    assert!(h.vault.is_being_erased(id).await.unwrap());
    reader.execute_batch("ROLLBACK").unwrap();
    for _ in 0..100 {
        if !h.vault.is_being_erased(id).await.unwrap() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    panic!("it is never gone");
}

#[tokio::test]
async fn for_whom_somebody_works_and_who_holds_an_office_is_known_at_the_other_node_at_once() {
    let h = house().await;
    let other = beside(&h).await;
    let own = &h.hoorn.person;
    let token = h.vault.session_open(own, SessionSort::Browser, kernel::Lang::Nl).await.unwrap();
    let second = NewAccount { login: Some(own.clone()), ..account("hoorn-2", "politie-nh", Role::Police) };
    other.set_accounts(vec![second.clone()]).await.unwrap();
    assert_eq!(h.vault.directory().designations_of(own).len(), 1, "not yet");
    assert_eq!(h.vault.directory_now().await.unwrap().designations_of(own).len(), 2, "at a login");
    let holds = async |vault: &Vault| vault.session(&token).await.unwrap().unwrap().actor.agency.office.holder;
    let office = Office { holder: Some(own.clone()), ..Office::open() };
    other.set_office(&h.hoorn.agency.id, office).await.unwrap();
    assert_eq!(holds(&h.vault).await.as_ref(), Some(own));
    // Gone there and back at the other node, which tells nobody.
    for agency in ["gemeente-texel", "gemeente-hoorn"] {
        other.set_accounts(vec![account(own.as_str(), agency, Role::Official)]).await.unwrap();
    }
    assert_eq!((holds(&h.vault).await, holds(&other).await), (None, None));
    // Choosing at a node that did not hear of the other designation yet.
    assert!(h.vault.session_choose(&token, &second.person).await.unwrap().is_some());
}
