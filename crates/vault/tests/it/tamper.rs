//! Somebody who can write to the store and has no key: what is noticed. What is not without a checkpoint stands in SECURITY.md.

use crate::house::{House, *};
use kernel::Lang;
use vault::*;

const TWO: &str = "(SELECT id FROM dossier WHERE seq = 3)";

/// A house with a sheet of three events, one of one event, and some looks.
async fn table() -> (House, kernel::DossierId) {
    let h = house().await;
    h.sheet("ander").await;
    let id = h.sheet("een").await;
    h.add(id, "twee").await;
    h.add(id, "drie").await;
    h.texts(id).await;
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    (h, id)
}

async fn noticed(h: &House, told: &str) {
    let wrong = h.verify().await.wrong;
    assert!(!wrong.is_empty(), "{told}: not noticed");
}

/// V-A2: on 69 of 70 dossiers this went unnoticed, and gave a closed case back to who had lost it.
#[tokio::test]
async fn the_last_event_cannot_be_taken_off_and_what_is_left_does_not_open() {
    let (h, id) = table().await;
    h.behind(&format!(
        "UPDATE dossier SET seq = 2, head = (SELECT link FROM event WHERE dossier = {TWO} AND seq = 2) WHERE seq = 3"
    ))
    .await;
    h.behind("DELETE FROM event WHERE seq = 3").await;
    noticed(&h, "the last event").await;
    assert!(matches!(h.vault.look::<ReadSheet>(&h.hoorn, id).await, Err(Error::Store(StoreError::Damaged))));
}

/// Where a dossier stands is signed, so who leaves that as it is and takes off events leaves a dossier that does not reach there.
#[tokio::test]
async fn a_dossier_that_does_not_reach_where_it_is_signed_to_stand_does_not_open() {
    for cut in [
        "DELETE FROM event WHERE seq = 3",
        "DELETE FROM event WHERE seq > 1",
        "UPDATE event SET link = key WHERE seq = 3",
    ] {
        let (h, id) = table().await;
        h.behind(cut).await;
        noticed(&h, cut).await;
        let opened = h.vault.look::<ReadSheet>(&h.hoorn, id).await;
        assert!(matches!(opened, Err(Error::Store(StoreError::Damaged))), "{cut}");
    }
}

#[tokio::test]
async fn an_event_cannot_be_emptied_without_a_mark() {
    let (h, _) = table().await;
    h.behind("UPDATE event SET key = NULL, body = NULL WHERE seq = 2").await;
    noticed(&h, "one event in the middle").await;
}

#[tokio::test]
async fn a_mark_cannot_be_forged_or_taken_away() {
    let (h, id) = table().await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    h.behind("UPDATE mark SET seq = 3").await;
    noticed(&h, "a mark on another event").await;
    h.behind("UPDATE mark SET seq = 2").await;
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    h.behind("DELETE FROM mark").await;
    noticed(&h, "a mark taken away").await;
    h.behind("UPDATE dossier SET marks = 0, mark = NULL").await;
    noticed(&h, "and its count put back").await;
}

#[tokio::test]
async fn a_whole_dossier_cannot_be_taken_out() {
    let (h, _) = table().await;
    for name in ["event", "card", "seat", "task", "known", "claim"] {
        h.behind(&format!("DELETE FROM {name} WHERE dossier = {TWO}")).await;
    }
    h.behind("DELETE FROM dossier WHERE seq = 3").await;
    h.behind("UPDATE tally SET n = 1").await;
    noticed(&h, "a whole dossier").await;
}

#[tokio::test]
async fn a_destruction_cannot_be_invented() {
    let (h, _) = table().await;
    h.behind("UPDATE dossier SET key = NULL, destroyed = 5 WHERE seq = 3").await;
    for sql in ["UPDATE event SET key = NULL, body = NULL WHERE dossier = ", "DELETE FROM card WHERE dossier = "] {
        h.behind(&format!("{sql}{TWO}")).await;
    }
    h.behind(&format!("DELETE FROM seat WHERE dossier = {TWO}")).await;
    h.behind("UPDATE tally SET n = 1").await;
    noticed(&h, "a destruction").await;
}

#[tokio::test]
async fn the_book_cannot_be_cut() {
    let (h, _) = table().await;
    h.behind("DELETE FROM book WHERE n > 4").await;
    h.behind("UPDATE book_head SET n = 4, link = (SELECT link FROM book WHERE n = 4)").await;
    noticed(&h, "the end of the book").await;
    // Nor does what is written behind it make it look whole.
    h.sheet("later").await;
    noticed(&h, "the end of the book, written on").await;
}

/// Roles are believed only when this program wrote them, and a lawful change does not make a foreign one look lawful.
#[tokio::test]
async fn a_role_that_somebody_else_wrote_counts_for_nothing_and_is_never_signed() {
    let (h, id) = table().await;
    h.behind("UPDATE account SET agency = 'gemeente-hoorn', role = 'official' WHERE id = 'agent'").await;
    assert!(h.vault.actor("agent").await.is_err(), "nobody acts with it");
    let other = NewAccount {
        person: "nog-iemand".parse().unwrap(),
        agency: "politie-nh".parse().unwrap(),
        role: Role::Police,
        name: line("Nog Iemand"),
        function: line("Functie"),
        until: None,
        login: None,
    };
    assert!(h.vault.set_accounts(vec![other.clone()]).await.is_err());
    noticed(&h, "a role").await;
    h.behind("UPDATE account SET agency = 'politie-nh', role = 'police' WHERE id = 'agent'").await;
    h.vault.set_accounts(vec![other]).await.unwrap();
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    // Somebody looked at it and takes it as it is.
    h.behind("UPDATE account SET function = 'Andere functie' WHERE id = 'agent'").await;
    h.vault.accept("account").await.unwrap();
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    assert_eq!(h.book(1).await[0].act, "house.accept");
    assert_eq!(h.vault.look::<ReadSheet>(&h.police, id).await.unwrap_err(), Error::Denied);
}

/// A row of a session is bound to whom it was given.
#[tokio::test]
async fn a_session_cannot_be_given_to_somebody_else_or_made_to_last() {
    let (h, _) = table().await;
    let token = h.vault.session_open(&h.police.person, SessionSort::Browser, Lang::Nl).await.unwrap();
    h.behind("UPDATE session SET account = 'hoorn'").await;
    assert!(h.vault.session(&token).await.unwrap().is_none());
    h.behind("UPDATE session SET account = 'agent'").await;
    assert!(h.vault.session(&token).await.unwrap().is_some());
    h.behind("UPDATE session SET created = created + 30").await;
    assert!(h.vault.session(&token).await.unwrap().is_none());
}

/// A seat that was written by somebody else shows nothing: the label opens only beside the seats it was sealed with.
#[tokio::test]
async fn a_seat_that_somebody_else_wrote_shows_no_title() {
    let (h, id) = table().await;
    h.behind(&format!(
        "INSERT INTO seat (dossier, holder, person, kind, facet, opened, listed, first, last) \
         SELECT dossier, 'politie-nh', '', kind, facet, opened, 1, NULL, NULL FROM seat WHERE dossier = {TWO}"
    ))
    .await;
    let listed = h.vault.list::<ListSheets>(&h.police, Wanted::default()).await.unwrap();
    assert!(listed.rows.iter().all(|row| row.seats.is_empty()), "as nobody at the table");
    assert_eq!(h.vault.look::<ReadSheet>(&h.police, id).await.unwrap_err(), Error::Denied);
    h.behind("UPDATE card SET seats = '[[\"politie-nh\",\"owner\"]]'").await;
    assert!(h.vault.list::<ListSheets>(&h.police, Wanted::default()).await.is_err(), "it does not open");
    noticed(&h, "a seat").await;
}

/// A case is sealed for the key of another house: whoever puts a key of theirs into the store gets nothing by it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_whose_key_was_put_into_the_store_is_not_trusted() {
    let h = house().await;
    let (name, stranger) = ("Huis Elders".parse().unwrap(), house().await);
    h.vault.know_house(&name, Some(stranger.vault.house_key())).await.unwrap();
    let known = h.vault.known_houses().await.unwrap().unwrap();
    assert_eq!(known.iter().map(|one| one.key).collect::<Vec<_>>(), [stranger.vault.house_key()]);
    let whole = h.vault.setting("house.known").await.unwrap().unwrap();
    let thief = house().await.vault.house_key().to_string();
    h.behind(&format!(
        "UPDATE setting SET value = '{}' WHERE name = 'house.known'",
        whole.replace(&stranger.vault.house_key().to_string(), &thief)
    ))
    .await;
    assert!(h.vault.known_houses().await.unwrap().is_none());
    // Nor does naming another one make the foreign change look lawful.
    assert!(h.vault.know_house(&"Nog een huis".parse().unwrap(), Some(stranger.vault.house_key())).await.is_err());
    assert!(h.vault.known_houses().await.unwrap().is_none());
    h.behind(&format!("UPDATE setting SET value = '{whole}' WHERE name = 'house.known'")).await;
    assert_eq!(h.vault.known_houses().await.unwrap().map(|all| all.len()), Some(1));
}
