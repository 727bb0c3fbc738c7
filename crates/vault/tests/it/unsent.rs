//! What somebody typed and did not send, forms that are sent once, and sessions that ended by time.

use crate::house::{House, *};
use kernel::Lang;
use std::sync::atomic::Ordering;
use vault::*;

const DAY: i64 = 86_400;
const HALF_AN_HOUR: i64 = 1800;

async fn keep(h: &House, who: &Actor, place: &str, about: Option<kernel::DossierId>, text: &str) {
    h.vault.unsent_keep(&who.person, place, about.map(|id| (id, None)), text.into()).await.unwrap().unwrap();
}

async fn kept(h: &House, who: &Actor) -> Vec<String> {
    let found = h.vault.unsent_of(who).await.unwrap();
    found.into_iter().map(|one| String::from_utf8(one.body).unwrap()).collect()
}

#[tokio::test]
async fn a_draft_is_its_writers_alone_and_the_last_of_a_place_is_kept() {
    let h = house().await;
    let sheet = h.sheet("blad").await;
    keep(&h, &h.hoorn, "/bladen/nieuw", None, "een").await;
    keep(&h, &h.hoorn, "/bladen/7/regel", Some(sheet), "twee").await;
    h.clock.0.fetch_add(60, Ordering::SeqCst);
    keep(&h, &h.hoorn, "/bladen/nieuw", None, "drie").await;
    assert_eq!(kept(&h, &h.hoorn).await, ["drie", "twee"]);
    assert!(kept(&h, &h.police).await.is_empty());
    // Somebody else at the same place has a draft of their own, and cannot throw this one away.
    keep(&h, &h.police, "/bladen/nieuw", None, "vier").await;
    let key = h.vault.unsent_of(&h.hoorn).await.unwrap().remove(0).key;
    assert!(!h.vault.unsent_destroy(&h.police.person, &key).await.unwrap());
    assert!(h.vault.unsent_destroy(&h.hoorn.person, &key).await.unwrap());
    h.vault.unsent_done(&h.hoorn.person, "/bladen/7/regel").await.unwrap();
    assert!(kept(&h, &h.hoorn).await.is_empty());
    assert_eq!(kept(&h, &h.police).await, ["vier"]);
}

#[tokio::test]
async fn nothing_of_a_draft_lies_open_in_the_store_and_a_row_that_was_moved_does_not_open() {
    let h = house().await;
    keep(&h, &h.hoorn, "/bladen/nieuw", None, "Wilhelmina van Verzonnen").await;
    if let Database::Sqlite(path) = &h.database {
        let found = |name: &str| {
            let bytes = std::fs::read(path.with_file_name(name)).unwrap_or_default();
            bytes.windows(11).any(|w| w == b"Wilhelmina ")
        };
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(!found(&name) && !found(&format!("{name}-wal")));
    }
    assert_eq!(h.behind("UPDATE draft SET person = 'agent'").await, 1);
    assert!(kept(&h, &h.police).await.is_empty(), "it was written by somebody else");
}

#[tokio::test]
async fn a_draft_goes_with_its_dossier() {
    let h = house().await;
    let (one, other) = (h.sheet("blad").await, h.sheet("blad").await);
    keep(&h, &h.hoorn, "/bladen/1/regel", Some(one), "een").await;
    keep(&h, &h.hoorn, "/bladen/2/regel", Some(other), "twee").await;
    let desk = h.vault.open_desk::<CloseSheet>(&h.hoorn, one).await.unwrap();
    desk.destroy().await.unwrap();
    assert_eq!(kept(&h, &h.hoorn).await, ["twee"]);
    // Of one that is not there nothing can be told from keeping: it is kept as one about no dossier.
    keep(&h, &h.hoorn, "/bladen/1/regel", Some(one), "drie").await;
    assert_eq!(kept(&h, &h.hoorn).await.len(), 2);
    assert_eq!(h.behind("UPDATE draft SET dossier = NULL WHERE dossier IS NOT NULL").await, 1);
}

#[tokio::test]
async fn what_was_typed_at_something_that_was_forgotten_since_is_not_kept_any_more() {
    let h = house().await;
    let (one, other) = (h.sheet("blad").await, h.sheet("blad").await);
    h.add(one, "een naam").await;
    let version = async |id| h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap().version();
    let (saw, elsewhere) = (version(one).await, version(other).await);
    let keeps = async |saw: Version| {
        let about = Some((one, Some(saw)));
        h.vault.unsent_keep(&h.hoorn.person, "/bladen/1/regel", about, "een naam".into()).await.unwrap()
    };
    assert!(keeps(saw).await.is_ok());
    h.clock.0.fetch_add(60, Ordering::SeqCst);
    h.add(one, "nog een").await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, one).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    assert!(kept(&h, &h.hoorn).await.is_empty(), "what was kept before went with it");
    assert!(keeps(saw).await.is_err());
    // Who saw what is there now goes on; and of what is no version of it nothing is told.
    assert!(keeps(version(one).await).await.is_ok() && keeps(elsewhere).await.is_ok());
}

/// Words of others may be in it, such as what a form to correct something held.
#[tokio::test]
async fn a_draft_is_read_as_long_as_its_writer_has_a_seat_where_it_was_for() {
    let h = house().await;
    let sheet = h.sheet("blad").await;
    for who in [&h.hoorn, &h.police] {
        keep(&h, who, "/bladen/1/regel", Some(sheet), "een").await;
        keep(&h, who, "/bladen/nieuw", None, "twee").await;
    }
    assert_eq!((kept(&h, &h.hoorn).await.len(), kept(&h, &h.police).await), (2, vec!["twee".to_owned()]));
    assert!(h.behind("DELETE FROM seat").await > 0);
    assert_eq!(kept(&h, &h.hoorn).await, ["twee"]);
}

#[tokio::test]
async fn a_draft_is_gone_after_thirty_days_and_by_the_clock_from_the_store() {
    let h = house().await;
    keep(&h, &h.hoorn, "/bladen/nieuw", None, "een").await;
    h.clock.0.fetch_add(30 * DAY - 1, Ordering::SeqCst);
    assert_eq!(kept(&h, &h.hoorn).await, ["een"]);
    assert!(!h.vault.run_out().await.unwrap().is_any());
    h.clock.0.fetch_add(1, Ordering::SeqCst);
    assert!(kept(&h, &h.hoorn).await.is_empty());
    assert_eq!(h.vault.run_out().await.unwrap(), RunOut { drafts: 1, ..RunOut::default() });
    assert_eq!(h.vault.lapse().await.unwrap(), RunOut { drafts: 1, ..RunOut::default() });
    assert_eq!(h.behind("DELETE FROM draft").await, 0);
}

#[tokio::test]
async fn a_draft_goes_with_the_designation_by_hand_and_by_its_day() {
    let h = house().await;
    keep(&h, &h.hoorn, "/bladen/nieuw", None, "een").await;
    keep(&h, &h.police, "/bladen/nieuw", None, "twee").await;
    h.vault.close_account(&h.hoorn.person).await.unwrap();
    assert!(kept(&h, &h.hoorn).await.is_empty());
    let yesterday = kernel::local_day(h.vault.now()).yesterday().unwrap();
    let until = NewAccount { until: Some(yesterday), ..account("agent", "politie-nh", Role::Police) };
    h.vault.set_accounts(vec![until]).await.unwrap();
    assert_eq!(h.vault.lapse().await.unwrap(), RunOut { drafts: 1, ..RunOut::default() });
    assert!(kept(&h, &h.police).await.is_empty());
}

#[tokio::test]
async fn a_person_has_room_for_so_many_drafts_and_none_that_is_there_makes_room() {
    let h = house().await;
    for n in 0..60 {
        keep(&h, &h.hoorn, &format!("/bladen/{n}/regel"), None, "een").await;
    }
    let more = h.vault.unsent_keep(&h.hoorn.person, "/bladen/nieuw", None, "meer".into()).await.unwrap();
    assert!(more.unwrap_err().why.to(Lang::Nl).contains("zestig concepten"));
    keep(&h, &h.hoorn, "/bladen/3/regel", None, "anders").await;
    keep(&h, &h.police, "/bladen/nieuw", None, "van iemand anders").await;
    assert_eq!(kept(&h, &h.hoorn).await.len(), 60);
    let long = h.vault.unsent_keep(&h.texel.person, "/bladen/nieuw", None, vec![b'x'; 512 * 1024 + 1]).await.unwrap();
    assert!(long.unwrap_err().why.to(Lang::En).contains("too long"));
}

#[tokio::test]
async fn drafts_are_in_no_backup() {
    let h = house().await;
    keep(&h, &h.hoorn, "/bladen/nieuw", None, "een").await;
    let (vault, clock, folder) = (h.vault.clone(), h.clock.clone(), tempfile::tempdir().unwrap());
    let there = move || {
        let (into, mut rows, mut ring) = (place(&folder), Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        restore(&into, &master(), &mut rows.as_slice(), &mut ring.as_slice(), vault.now(), || ()).unwrap();
        let _kept = folder.keep();
        Vault::open(Opening { clock, ..opening(&into) }).unwrap()
    };
    let other = tokio::task::spawn_blocking(there).await.unwrap();
    assert!(other.unsent_of(&h.hoorn).await.unwrap().is_empty());
    assert_eq!(kept(&h, &h.hoorn).await, ["een"]);
}

fn form<'a>(who: &'a Actor, word: &'a str, body: &'a str) -> Sent<'a> {
    Sent { person: &who.person, place: "/bladen/nieuw", word, body: body.as_bytes() }
}

/// Two nodes at one store are two vaults at one database.
#[tokio::test]
async fn of_a_form_that_comes_twice_at_two_nodes_one_is_the_first_and_the_other_hears_where_it_led() {
    let h = house().await;
    let (clock, with) = (h.clock.clone(), opening(&h.database));
    let other = tokio::task::spawn_blocking(move || Vault::open(Opening { clock, ..with }).unwrap()).await.unwrap();
    let (here, there) =
        tokio::join!(h.vault.sending(form(&h.hoorn, "woord", "een")), other.sending(form(&h.hoorn, "woord", "een")));
    let mut both = [here.unwrap(), there.unwrap()];
    both.sort_by_key(|one| !matches!(one, Sending::First(_)));
    let [Sending::First(mark), Sending::UnderWay(since)] = both else { panic!("one is the first: {both:?}") };
    assert_eq!(since, h.vault.now());
    h.vault.sent(mark, "/bladen/7").await.unwrap();
    assert!(other.is_sent(&h.hoorn.person, "/bladen/nieuw", "woord").await.unwrap());
    assert!(!other.is_sent(&h.hoorn.person, "/bladen/nieuw", "ander").await.unwrap());
    let done = |same| Sending::Done { to: "/bladen/7".into(), same };
    assert_eq!(other.sending(form(&h.hoorn, "woord", "een")).await.unwrap(), done(true));
    assert_eq!(other.sending(form(&h.hoorn, "woord", "twee")).await.unwrap(), done(false));
    // Another page, and another person with the same word, are another form.
    assert!(matches!(other.sending(form(&h.hoorn, "ander", "een")).await.unwrap(), Sending::First(_)));
    let Sending::First(mark) = other.sending(form(&h.police, "woord", "een")).await.unwrap() else { panic!() };
    // What did nothing may come again.
    other.not_sent(mark).await.unwrap();
    assert!(matches!(h.vault.sending(form(&h.police, "woord", "een")).await.unwrap(), Sending::First(_)));
    assert!(kept(&h, &h.hoorn).await.is_empty(), "what was sent is no draft");
    h.clock.0.fetch_add(DAY, Ordering::SeqCst);
    assert_eq!(h.vault.lapse().await.unwrap().drafts, 3);
}

#[tokio::test]
async fn a_session_that_ended_by_time_is_known_for_a_day_and_one_that_was_ended_never() {
    let h = house().await;
    let open = || h.vault.session_open(&h.hoorn.person, SessionSort::Browser, Lang::En);
    let (token, left, ended) = (open().await.unwrap(), open().await.unwrap(), open().await.unwrap());
    let alive = h.vault.session(&token).await.unwrap().unwrap();
    assert_eq!(alive.ends.as_second(), h.vault.now().as_second() + HALF_AN_HOUR);
    assert!(h.vault.session_lapsed(&token).await.unwrap().is_none(), "it is not over yet");
    h.vault.session_close(&left).await.unwrap();
    let others = h.vault.sessions_of(&h.hoorn.person, &token).await.unwrap();
    let other = others.iter().find(|one| !one.mine).unwrap();
    h.vault.sessions_end(&h.hoorn.person, Some(&other.key), &h.hoorn).await.unwrap();
    h.clock.0.fetch_add(HALF_AN_HOUR + 1, Ordering::SeqCst);
    assert!(h.vault.session(&token).await.unwrap().is_none());
    let over = h.vault.session_lapsed(&token).await.unwrap().unwrap();
    assert_eq!((over.actor.person, over.csrf, over.lang), (h.hoorn.person.clone(), alive.csrf, Lang::En));
    for gone in [&left, &ended] {
        assert!(h.vault.session_lapsed(gone).await.unwrap().is_none(), "it was ended by hand");
    }
    h.clock.0.fetch_add(DAY - 1, Ordering::SeqCst);
    assert!(h.vault.session_lapsed(&token).await.unwrap().is_some());
    h.clock.0.fetch_add(1, Ordering::SeqCst);
    assert!(h.vault.session_lapsed(&token).await.unwrap().is_none(), "a day later it is too late");
}

#[tokio::test]
async fn a_session_that_ended_by_time_is_nothing_after_another_password_or_without_a_designation() {
    let h = house().await;
    let open = async |who: &Actor| h.vault.session_open(&who.person, SessionSort::Browser, Lang::Nl).await.unwrap();
    let (hoorn, police, texel) = (open(&h.hoorn).await, open(&h.police).await, open(&h.texel).await);
    let program = h.vault.token_open(&h.texel.person, Lang::Nl).await.unwrap().unwrap();
    h.clock.0.fetch_add(HALF_AN_HOUR + 1, Ordering::SeqCst);
    h.vault.set_password(&h.hoorn.person, "paard batterij nietje").await.unwrap().unwrap();
    let yesterday = kernel::local_day(h.vault.now()).yesterday().unwrap();
    let until = NewAccount { until: Some(yesterday), ..account("agent", "politie-nh", Role::Police) };
    h.vault.set_accounts(vec![until]).await.unwrap();
    assert!(h.vault.session_lapsed(&hoorn).await.unwrap().is_none(), "another password");
    assert!(h.vault.session_lapsed(&police).await.unwrap().is_none(), "the designation is over");
    assert!(h.vault.session_lapsed(&texel).await.unwrap().is_some());
    h.clock.0.fetch_add(31 * DAY - HALF_AN_HOUR, Ordering::SeqCst);
    assert!(h.vault.session_lapsed(&program).await.unwrap().is_none(), "a program sends no forms");
}
