//! A human with several designations: one login, one organisation at a time, and one side at a table.

use crate::{
    house::*,
    persons::{BoardEvent, NoteOnBoard, town},
};
use vault::*;

fn other(person: &str, agency: &str, role: Role, login: &str) -> NewAccount {
    NewAccount { login: Some(login.parse().unwrap()), ..account(person, agency, role) }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_designation_is_reached_by_the_login_that_is_there_and_by_no_other() {
    let h = house().await;
    let set = async |new: NewAccount| h.vault.set_accounts(vec![new]).await;
    assert!(set(other("a-2", "politie-nh", Role::Police, "niemand")).await.is_err(), "nobody logs in so");
    set(other("hoorn-2", "politie-nh", Role::Police, "hoorn")).await.unwrap();
    assert!(set(other("hoorn-3", "politie-nh", Role::Police, "hoorn-2")).await.is_err(), "no login of its own");
    assert!(set(other("agent", "politie-nh", Role::Police, "hoorn")).await.is_err(), "who is there stays themself");
    assert!(set(other("hoorn-2", "politie-nh", Role::Police, "agent")).await.is_err(), "and whose it is");
    assert!(
        set(other("hoorn-5", "gemeente-hoorn", Role::Official, "hoorn")).await.is_err(),
        "twice at one organisation"
    );
    assert!(set(account("hoorn-2", "gemeente-hoorn", Role::Official)).await.is_err(), "nor by moving there");
    // Changed without a word of the login: whose it is stays.
    set(account("hoorn-2", "politie-nh", Role::Police)).await.unwrap();
    let directory = h.vault.directory();
    let of = |who: &str| -> Vec<String> {
        directory.designations_of(&who.parse().unwrap()).iter().map(|c| c.person.to_string()).collect()
    };
    assert_eq!(
        (of("hoorn"), of("hoorn-2"), of("agent")),
        (
            vec!["hoorn".to_owned(), "hoorn-2".to_owned()],
            vec!["hoorn-2".to_owned(), "hoorn".to_owned()],
            vec!["agent".to_owned()],
        )
    );
    let password = h.vault.set_password(&"hoorn-2".parse().unwrap(), "een lange zin van woorden").await.unwrap();
    assert!(password.is_err(), "it has no password of its own");
    let found = h.verify().await;
    assert!(found.wrong.is_empty(), "{:?}", found.wrong);
    // Closing the login closes all that it led to; closing one closes that one.
    assert!(h.vault.close_account(&"hoorn-2".parse().unwrap()).await.unwrap());
    assert!(h.vault.actor("hoorn").await.unwrap().unwrap().designated);
    set(other("hoorn-4", "politie-nh", Role::Police, "hoorn")).await.unwrap();
    let token =
        h.vault.session_open(&"hoorn-4".parse().unwrap(), SessionSort::Browser, kernel::Lang::Nl).await.unwrap();
    assert!(h.vault.session(&token).await.unwrap().is_some());
    assert!(h.vault.close_account(&"hoorn".parse().unwrap()).await.unwrap());
    assert!(!h.vault.actor("hoorn-4").await.unwrap().unwrap().designated);
    assert!(h.vault.session(&token).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn at_one_table_a_human_speaks_for_one_organisation() {
    let t = town().await;
    let vault = &t.h.vault;
    vault.set_accounts(vec![other("hoorn-2", "politie-nh", Role::Police, "hoorn")]).await.unwrap();
    let both = vault.actor("hoorn-2").await.unwrap().unwrap();
    let [first, second] = [t.board().await, t.board().await];
    for id in [first, second] {
        t.name(id, vec![Named::since(both.person.clone(), "2026-01-01".parse().unwrap())]).await;
    }
    // Opened for the municipality: read as police, and nothing done.
    assert!(t.reads(&both, first).await);
    let refused = vault.open_desk::<NoteOnBoard>(&both, first).await;
    assert!(matches!(&refused, Err(Error::Refused(why)) if why.en.contains("one organisation")), "{refused:?}");
    let line = &t.h.book(1).await[0];
    assert_eq!((line.person.as_str(), line.outcome.as_str()), ("hoorn-2", "refused"));
    // Whoever never spoke for the other side there does.
    let agent = vault.open_desk::<NoteOnBoard>(&t.h.hoorn, second).await.unwrap();
    agent.commit(vec![BoardEvent::Noted(note("Van de gemeente."))]).await.unwrap();
    assert!(matches!(vault.open_desk::<NoteOnBoard>(&both, second).await, Err(Error::Refused(_))));
    // Nor once the other designation is closed: what was said was said.
    vault.set_accounts(vec![account("agent-2", "politie-nh", Role::Police)]).await.unwrap();
    vault.set_accounts(vec![other("agent-3", "gemeente-hoorn", Role::Official, "agent-2")]).await.unwrap();
    let third = t.board().await;
    let spoke = vault.actor("agent-2").await.unwrap().unwrap();
    t.name(third, vec![Named::since(spoke.person.clone(), "2026-01-01".parse().unwrap())]).await;
    let desk = vault.open_desk::<NoteOnBoard>(&spoke, third).await.unwrap();
    desk.commit(vec![BoardEvent::Noted(note("Van de politie."))]).await.unwrap();
    let speaks = vault.actor("agent-3").await.unwrap().unwrap();
    let hoorn = vault.open_desk::<NoteOnBoard>(&t.h.hoorn, third).await.unwrap();
    let named = Named::since(speaks.person.clone(), "2026-01-01".parse().unwrap());
    hoorn.commit(vec![BoardEvent::Named(Persons::only(speaks.agency.id.clone(), vec![named]))]).await.unwrap();
    vault.close_account(&spoke.person).await.unwrap();
    // Closing the login closed this one as well; it is opened to the other side by a fresh look only.
    assert!(!vault.actor("agent-3").await.unwrap().unwrap().designated);
    assert!(matches!(vault.open_desk::<NoteOnBoard>(&speaks, third).await, Err(Error::Refused(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_chooses_again_is_not_logged_in_for_longer_and_only_as_themself() {
    let h = house().await;
    h.vault.set_accounts(vec![other("hoorn-2", "politie-nh", Role::Police, "hoorn")]).await.unwrap();
    let [own, second, agent]: [kernel::PersonId; 3] = ["hoorn", "hoorn-2", "agent"].map(|id| id.parse().unwrap());
    let is = async |token: &str| h.vault.session(token).await.unwrap().map(|s| s.actor.person.to_string());
    let mut token = h.vault.session_open(&own, SessionSort::Browser, kernel::Lang::En).await.unwrap();
    assert_eq!(h.vault.session_choose(&token, &agent).await.unwrap(), None, "nobody else");
    // Twenty minutes each time, for ten hours in all.
    for turn in 0..30 {
        h.clock.0.fetch_add(20 * 60, std::sync::atomic::Ordering::SeqCst);
        let to = if turn % 2 == 0 { &second } else { &own };
        let next = h.vault.session_choose(&token, to).await.unwrap().unwrap();
        assert_eq!(is(&token).await, None, "the one before ends");
        assert_eq!(h.vault.session_choose(&token, to).await.unwrap(), None, "and chooses nothing more");
        token = next;
        assert_eq!(is(&token).await.as_deref(), Some(to.as_str()));
        assert_eq!(h.vault.session(&token).await.unwrap().unwrap().lang, kernel::Lang::En);
    }
    h.clock.0.fetch_add(60, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(is(&token).await, None, "ten hours after the login it is over");
    assert_eq!(h.vault.session_choose(&token, &second).await.unwrap(), None);
    let program = h.vault.session_open(&own, SessionSort::Token, kernel::Lang::Nl).await.unwrap();
    assert_eq!(h.vault.session_choose(&program, &second).await.unwrap(), None, "a token is of one designation");
}
