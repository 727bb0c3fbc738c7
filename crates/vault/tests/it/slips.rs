//! People with a code, and what they hand in: readable by who leads, and without a way back to who gave it.

use crate::house::*;
use std::sync::atomic::Ordering;
use vault::{Database, Error, Keep, Role, Slip, Vault, code_claim};

const CODE: &str = "abc234";

impl House {
    /// A sheet with a code on it.
    async fn coded(&self) -> kernel::DossierId {
        let desk = self.vault.begin::<BeginSheet>(&self.hoorn).await.unwrap();
        let (id, owner) = (desk.id(), self.hoorn.agency.id.clone());
        let register = Some(code_claim(CODE));
        desk.commit(vec![SheetEvent::Begun { owner, text: note("vraag"), bsn: None, register }]).await.unwrap();
        id
    }

    async fn hand_in(&self, ticket: &str, keep: Keep, body: &str) -> Result<(), Error> {
        let desk = self.vault.desk_by_code::<AddLine>(CODE).await?;
        desk.hand_in(Slip { into: "stap".into(), ticket: ticket.into(), keep, body: body.into() }).await
    }

    async fn drawn(&self, id: kernel::DossierId) -> Vec<String> {
        let seen = self.vault.look::<ReadSheet>(&self.hoorn, id).await.unwrap();
        let mut all: Vec<String> =
            seen.slips("stap").await.unwrap().into_iter().map(|s| String::from_utf8(s.body).unwrap()).collect();
        all.sort();
        all
    }
}

#[tokio::test]
async fn a_code_leads_to_its_dossier_only_and_an_unknown_one_nowhere() {
    let h = house().await;
    let (id, other) = (h.coded().await, h.sheet("ander").await);
    let seen = h.vault.look_by_code::<ReadSheet>(" ABC234 ").await.unwrap();
    assert_eq!(seen.id(), id);
    assert_eq!(h.vault.look_by_code::<ReadSheet>("ABC235").await.unwrap_err(), Error::Denied);
    assert_eq!(h.vault.look_by_code::<CloseSheet>(CODE).await.unwrap_err(), Error::Denied);
    // Whoever says to be a bearer does not come in by the door for accounts.
    let nobody = h.vault.bearer().unwrap();
    assert_eq!(h.vault.look::<ReadSheet>(&nobody, id).await.unwrap_err(), Error::Denied);
    assert_eq!(h.vault.open_desk::<AddLine>(&nobody, other).await.unwrap_err(), Error::Denied);
    assert_eq!(Role::from_word("bearer"), None);
}

#[tokio::test]
async fn an_anonymous_slip_is_handed_in_once_and_leaves_no_line_in_the_book() {
    let h = house().await;
    let id = h.coded().await;
    let before = h.book(50).await.len();
    h.hand_in("kaart-1", Keep::Once, "eens").await.unwrap();
    h.hand_in("kaart-2", Keep::Once, "oneens").await.unwrap();
    assert_eq!(h.hand_in("kaart-1", Keep::Once, "toch niet").await, Err(Error::Claimed));
    let seen = h.vault.look_by_code::<ReadSheet>(CODE).await.unwrap();
    assert!(seen.has_used("stap", "kaart-1").await.unwrap() && !seen.has_used("stap", "kaart-3").await.unwrap());
    assert!(!seen.has_used("andere stap", "kaart-1").await.unwrap());
    assert_eq!(h.book(50).await.len(), before);
    assert_eq!(h.drawn(id).await, ["eens", "oneens"]);
    assert!(h.verify().await.wrong.is_empty());
}

#[tokio::test]
async fn the_house_knows_its_own_tickets_again_for_that_dossier_only_and_keeps_no_list() {
    let h = house().await;
    let id = h.coded().await;
    let other = h.sheet("ander").await;
    let seen = h.vault.look_by_code::<ReadSheet>(CODE).await.unwrap();
    let (one, two) = (seen.issue(), seen.issue());
    assert!(one != two && one.len() == 48 && seen.has_issued(&one) && seen.has_issued(&two));
    let desk = h.vault.desk_by_code::<AddLine>(CODE).await.unwrap();
    assert!(desk.has_issued(&one) && seen.has_issued(&desk.issue()));
    assert!(!h.vault.look::<ReadSheet>(&h.hoorn, other).await.unwrap().has_issued(&one), "of another dossier");
    let last = if one.ends_with('0') { "1" } else { "0" };
    for bad in
        ["", "00", &one[..47], &one[..32], &format!("{one}0"), &one.to_uppercase(), &format!("{}{last}", &one[..47])]
    {
        assert!(bad == one || !seen.has_issued(bad), "{bad}");
    }
    assert!(!seen.has_issued("é".repeat(24).as_str()));
    assert!(h.drawn(id).await.is_empty(), "nothing was written");
    // The house after a restart, and another node, know it too.
    let with = opening(&h.database);
    let again = tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap();
    assert!(again.look_by_code::<ReadSheet>(CODE).await.unwrap().has_issued(&one));
}

#[tokio::test]
async fn a_known_slip_takes_the_place_of_the_one_before() {
    let h = house().await;
    let id = h.coded().await;
    h.hand_in("kaart-1", Keep::Latest, "eerst").await.unwrap();
    h.hand_in("kaart-2", Keep::Latest, "ander").await.unwrap();
    h.hand_in("kaart-1", Keep::Latest, "later").await.unwrap();
    assert_eq!(h.drawn(id).await, ["ander", "later"]);
    let seen = h.vault.look_by_code::<ReadSheet>(CODE).await.unwrap();
    assert_eq!(seen.slip_of("stap", "kaart-1").await.unwrap().unwrap().body, b"later");
    assert!(seen.slip_of("stap", "kaart-9").await.unwrap().is_none());
}

#[tokio::test]
async fn what_was_closed_in_the_meantime_takes_no_slip() {
    let h = house().await;
    let id = h.coded().await;
    let desk = h.vault.desk_by_code::<AddLine>(CODE).await.unwrap();
    h.add(id, "twee").await;
    let slip = Slip { into: "stap".into(), ticket: "kaart".into(), keep: Keep::Once, body: b"laat".to_vec() };
    assert_eq!(desk.hand_in(slip).await, Err(Error::Stale));
    assert!(h.drawn(id).await.is_empty());
    h.hand_in("kaart", Keep::Once, "op tijd").await.unwrap();
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_emptying(vec![SheetEvent::Added(note("geleegd"))], vec!["stap".into()]).await.unwrap();
    assert!(h.drawn(id).await.is_empty());
    h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap().commit(vec![SheetEvent::Closed]).await.unwrap();
    assert_eq!(h.hand_in("kaart-2", Keep::Once, "te laat").await, Err(Error::Denied));
}

#[tokio::test]
async fn slips_go_along_with_a_move_and_are_gone_with_their_dossier() {
    let h = house().await;
    let id = h.coded().await;
    h.hand_in("kaart", Keep::Once, "eens").await.unwrap();
    let to = Database::Sqlite(h.folder.path().join("verhuisd.db"));
    let (vault, there) = (h.vault.clone(), to.clone());
    tokio::task::spawn_blocking(move || vault.move_to(&there, || ()).unwrap()).await.unwrap();
    let moved = tokio::task::spawn_blocking(move || Vault::open(opening(&to)).unwrap()).await.unwrap();
    let seen = moved.look_by_code::<ReadSheet>(CODE).await.unwrap();
    assert_eq!(seen.slips("stap").await.unwrap()[0].body, b"eens");
    h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap().destroy().await.unwrap();
    assert!(h.verify().await.wrong.is_empty());
    assert_eq!(h.vault.look_by_code::<ReadSheet>(CODE).await.unwrap_err(), Error::Denied);
}

#[tokio::test]
async fn who_watches_hears_of_events_and_of_slips() {
    let h = house().await;
    let id = h.coded().await;
    let seen = h.vault.look_by_code::<ReadSheet>(CODE).await.unwrap();
    let (_, mut changes) = h.vault.watch(&seen);
    assert!(!changes.has_changed().unwrap());
    h.hand_in("kaart", Keep::Once, "eens").await.unwrap();
    assert!(changes.has_changed().unwrap());
    changes.borrow_and_update();
    h.add(id, "twee").await;
    assert!(changes.has_changed().unwrap());
    h.sheet("een ander").await;
    changes.borrow_and_update();
    h.sheet("nog een").await;
    assert!(!changes.has_changed().unwrap());
}

/// With the store and the keys in hand: two stores in which the same tickets handed in the same slips in another order cannot be told
/// apart by anything that follows that order.
#[tokio::test]
async fn the_order_of_handing_in_is_nowhere_in_a_box() {
    let h = house().await;
    let id = h.coded().await;
    let handed: Vec<String> = (0..40).map(|n| format!("slip {n:02}")).collect();
    for (n, body) in handed.iter().enumerate() {
        h.hand_in(&format!("kaart-{n}"), Keep::Once, body).await.unwrap();
    }
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap();
    let drawn: Vec<String> =
        seen.slips("stap").await.unwrap().into_iter().map(|s| String::from_utf8(s.body).unwrap()).collect();
    assert_ne!(drawn, handed);
    // Half the neighbours would be in order by chance; all or nearly all would be an order.
    let ahead = drawn.windows(2).filter(|w| w[0] < w[1]).count();
    assert!((8..32).contains(&ahead), "{ahead} of 39");
}

/// In six drawers of six the order of first use was the order of the rows.
#[tokio::test]
async fn where_drawers_lie_does_not_tell_which_was_used_first() {
    let h = house().await;
    h.coded().await;
    for n in 0..12 {
        h.hand_in(&format!("kaartje-{n}"), Keep::Once, "antwoord").await.unwrap();
    }
    let Database::Sqlite(path) = h.database.clone() else { return };
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut rows = conn.prepare("SELECT drawer FROM slip WHERE drawer >= 0 ORDER BY rowid").unwrap();
    let drawers: Vec<i64> = rows.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(drawers, (0..16).collect::<Vec<_>>());
}

/// Nobody goes on and nobody closes: the house shuts the box when its time is up, and from then on which tickets were used is nowhere.
#[tokio::test]
async fn a_box_whose_time_is_up_is_shut_by_the_house_and_takes_nothing_more() {
    let h = house().await;
    let id = h.coded().await;
    for (ticket, body) in [("kaart-1", "eens"), ("kaart-2", "oneens")] {
        h.hand_in(ticket, Keep::Once, body).await.unwrap();
    }
    assert_eq!((h.vault.boxes_over().await.unwrap(), h.vault.shut_boxes_over().await.unwrap()), (0, 0), "still open");
    let midnight = 86_400 - (h.vault.now().as_second() + 3_600).rem_euclid(86_400);
    h.clock.0.fetch_add(midnight + 5, Ordering::SeqCst);
    assert_eq!(h.vault.boxes_over().await.unwrap(), 0, "what was on its way may still come in");
    h.clock.0.fetch_add(6, Ordering::SeqCst);
    let seen = h.vault.look_by_code::<ReadSheet>(CODE).await.unwrap();
    assert!(seen.has_used("stap", "kaart-1").await.unwrap());
    assert_eq!(h.vault.boxes_over().await.unwrap(), 1);
    assert_eq!(h.vault.shut_boxes_over().await.unwrap(), 1);
    assert!(!seen.has_used("stap", "kaart-1").await.unwrap(), "forgotten");
    assert_eq!(h.drawn(id).await, ["eens", "oneens"]);
    assert_eq!(h.hand_in("kaart-3", Keep::Once, "te laat").await, Err(Error::Stale));
    assert_eq!((h.vault.boxes_over().await.unwrap(), h.vault.shut_boxes_over().await.unwrap()), (0, 0), "once");
    assert_eq!(h.vault.to_be_erased().await.unwrap(), 0, "its key is gone from the ring");
    // Whoever goes on afterwards meets a box that is shut already.
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Shut]).await.unwrap();
    assert_eq!(h.drawn(id).await, ["eens", "oneens"]);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}
