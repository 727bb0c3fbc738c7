//! Seats narrow, the rule decides, and a total is exact.

use crate::house::*;
use std::sync::atomic::Ordering;
use vault::*;

#[tokio::test]
async fn a_list_shows_only_dossiers_with_a_seat_and_counts_them_exactly() {
    let h = house().await;
    for n in 0..5 {
        h.sheet(&format!("blad {n}")).await;
        h.clock.0.fetch_add(86_400, Ordering::SeqCst);
    }
    let mine = h.vault.list::<ListSheets>(&h.hoorn, Wanted { limit: 2, ..Wanted::default() }).await.unwrap();
    assert_eq!((mine.total, mine.rows.len()), (5, 2));
    assert_eq!(mine.rows[0].label.title, line("blad 4"));
    let next = h
        .vault
        .list::<ListSheets>(&h.hoorn, Wanted { after: mine.next, limit: 10, ..Wanted::default() })
        .await
        .unwrap();
    assert_eq!(next.rows.len(), 3);
    assert!(next.next.is_none());
    let theirs = h.vault.list::<ListSheets>(&h.texel, Wanted::default()).await.unwrap();
    assert_eq!((theirs.total, theirs.rows.len()), (0, 0));
}

#[tokio::test]
async fn filters_and_closing_keep_the_count_right() {
    let h = house().await;
    let id = h.sheet("kort").await;
    let long = h.sheet("lang").await;
    h.add(long, "twee").await;
    h.add(long, "drie").await;
    let of = |facet: &str| Wanted { facet: Some(facet.into()), ..Wanted::default() };
    assert_eq!(h.vault.list::<ListSheets>(&h.hoorn, of("long")).await.unwrap().total, 1);
    let desk = h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Closed]).await.unwrap();
    assert_eq!(h.vault.list::<ListSheets>(&h.hoorn, of("short")).await.unwrap().total, 0);
    assert_eq!(h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap_err(), Error::Denied);
    let since = Wanted { since: Some(kernel::local_day(h.vault.now())), ..Wanted::default() };
    assert_eq!(h.vault.list::<ListSheets>(&h.hoorn, since).await.unwrap().total, 1);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_reference_and_an_exact_question_find_what_the_asker_may_see() {
    let h = house().await;
    let desk = h.vault.begin::<BeginSheet>(&h.hoorn).await.unwrap();
    let bsn: kernel::Bsn = "999993276".parse().unwrap();
    let owner = h.hoorn.agency.id.clone();
    desk.commit(vec![SheetEvent::Begun {
        owner,
        text: note("x"),
        bsn: Some(bsn.clone()),
        register: Some("NH-7".into()),
    }])
    .await
    .unwrap();
    let found =
        h.vault.known::<ListSheets>(&h.hoorn, &Findable::Bsn(bsn), &note("reden van de vraag")).await.unwrap().unwrap();
    assert_eq!(found.len(), 1);
    assert!(h.vault.by_reference::<ListSheets>(&h.hoorn, "BLAD-1").await.unwrap().is_some());
    assert!(h.vault.by_reference::<ListSheets>(&h.texel, "BLAD-1").await.unwrap().is_none());
    let claimed = h.vault.claimed::<ListSheets>(&h.hoorn, vec!["NH-7".into(), "NH-8".into()]).await.unwrap();
    assert_eq!(claimed, [true, false]);
}

#[tokio::test]
async fn what_is_asked_is_on_the_worklist_of_who_is_asked() {
    let h = house().await;
    let id = h.sheet("een").await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Invited(h.police.agency.id.clone())]).await.unwrap();
    let tasks = h.vault.tasks(&h.police).await.unwrap();
    assert_eq!((tasks.len(), tasks[0].act.as_str(), tasks[0].id), (1, "sheet.add", id));
    assert!(h.vault.tasks(&h.hoorn).await.unwrap().is_empty());
}

/// What is asked from a day on sleeps until that day, and wakes without anybody doing anything.
#[tokio::test]
async fn nobody_is_asked_before_the_day_of_asking() {
    const DAY: i64 = 86_400;
    let h = house().await;
    let id = h.sheet("een").await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Invited(h.police.agency.id.clone())]).await.unwrap();
    for (days, asked) in [(-1, 0), (0, 1), (-1, 0), (400, 1)] {
        let moment = 1_770_000_000 + days * DAY;
        h.clock.0.store(moment, Ordering::SeqCst);
        assert_eq!(h.vault.tasks(&h.police).await.unwrap().len(), asked, "{days}");
    }
}

#[tokio::test]
async fn numbers_are_never_given_twice() {
    let h = house().await;
    assert_eq!(h.vault.next_number("signaal/2026").await.unwrap(), 1);
    assert_eq!(h.vault.next_number("signaal/2026").await.unwrap(), 2);
    assert_eq!(h.vault.next_number("signaal/2027").await.unwrap(), 1);
}

/// What an organisation has going is counted up to where it matters; what is closed, of another, or where it is a guest does not count.
#[tokio::test]
async fn what_an_organisation_leads_is_counted_up_to_a_number_and_writes_nothing() {
    let h = house().await;
    let mut last = h.sheet("een").await;
    for _ in 0..3 {
        last = h.sheet("meer").await;
    }
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, last).await.unwrap();
    desk.commit(vec![SheetEvent::Invited(h.police.agency.id.clone())]).await.unwrap();
    let close = h.sheet("dicht").await;
    h.vault.open_desk::<CloseSheet>(&h.hoorn, close).await.unwrap().commit(vec![SheetEvent::Closed]).await.unwrap();
    let led = async |who: &Actor, tier, states, most| {
        h.vault.begin::<BeginSheet>(who).await.unwrap().led(tier, states, most).await.unwrap()
    };
    let before = h.vault.outside_checkpoint().await.unwrap();
    assert_eq!(led(&h.hoorn, Tier::Owner, ["open"; 3], 100).await, 4);
    assert_eq!(led(&h.hoorn, Tier::Owner, ["open"; 3], 3).await, 3, "no further than it matters");
    assert_eq!(led(&h.hoorn, Tier::Owner, ["closed", "none", "x"], 100).await, 0);
    assert_eq!(led(&h.hoorn, Tier::Third, ["open"; 3], 100).await, 0);
    assert_eq!(led(&h.texel, Tier::Owner, ["open"; 3], 100).await, 0);
    assert_eq!(h.vault.outside_checkpoint().await.unwrap(), before, "no line of the book");
}
