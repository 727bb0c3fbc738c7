//! What is expected over all tables where somebody sits: found by seats, counted exactly, opened only for what is shown.

use crate::house::{House, *};
use kernel::DossierId;
use vault::*;

async fn found(h: &House, actor: &Actor, sieve: Expected) -> (Vec<String>, usize) {
    let (shown, total) = h.vault.promises(actor, ListSheets::REF, sieve, |total| 0..total).await.unwrap();
    (shown.into_iter().map(|one| one.what.to_string()).collect(), total)
}

async fn sheets(h: &House) -> (DossierId, DossierId) {
    let (one, other) = (h.sheet("een").await, h.sheet("twee").await);
    h.add(one, "2026-03-02 Belt de ouders.").await;
    h.add(other, "2026-03-01 Stuurt de brief.").await;
    h.add(one, "2026-03-03 Komt langs.").await;
    (one, other)
}

#[tokio::test]
async fn what_is_expected_is_found_by_day_and_counted_exactly_by_who_sits_there_and_by_nobody_else() {
    let h = house().await;
    let (one, _) = sheets(&h).await;
    let all = ["Stuurt de brief.", "Belt de ouders.", "Komt langs."].map(str::to_owned);
    assert_eq!(found(&h, &h.hoorn, Expected::default()).await, (all.to_vec(), 3));
    for stranger in [&h.texel, &h.police] {
        assert_eq!(found(&h, stranger, Expected::default()).await, (Vec::new(), 0));
    }
    let cut = h.vault.promises(&h.hoorn, ListSheets::REF, Expected::default(), |_| 1..2).await.unwrap();
    assert_eq!((cut.0[0].what.to_string(), cut.0.len(), cut.1), (all[1].clone(), 1, 3));
    let before = Expected { before: Some("2026-03-02".parse().unwrap()), ..Expected::default() };
    assert_eq!(found(&h, &h.hoorn, before).await.1, 1);
    let asker = Expected { asker: Some(h.texel.agency.id.clone()), ..Expected::default() };
    assert_eq!(found(&h, &h.hoorn, asker).await.1, 0);
    // Who is there for one thing only finds what is expected of itself, and of no other sheet.
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, one).await.unwrap();
    desk.commit(vec![SheetEvent::Invited(h.police.agency.id.clone())]).await.unwrap();
    assert_eq!(found(&h, &h.police, Expected::default()).await, (all[1..].to_vec(), 2));
    let of = Expected { of: Some(h.hoorn.agency.id.clone()), ..Expected::default() };
    assert_eq!(found(&h, &h.police, of).await.1, 0);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn every_sheet_of_which_something_is_shown_is_in_the_book_with_who_read_it() {
    let h = house().await;
    let (_, other) = sheets(&h).await;
    h.vault.promises(&h.hoorn, ListSheets::REF, Expected::default(), |_| 0..1).await.unwrap();
    let lines = h.book(2).await;
    let told: Vec<_> = lines.iter().map(|line| (line.act.as_str(), line.dossier.clone())).collect();
    assert_eq!(told, [("sheet.list", Some(other.to_string())), ("sheet.list", None)]);
}

#[tokio::test]
async fn what_was_withdrawn_or_closed_is_expected_no_more_and_the_rest_opens_under_the_new_key() {
    let h = house().await;
    let (one, other) = sheets(&h).await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, one).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    let left = ["Stuurt de brief.", "Komt langs."].map(str::to_owned).to_vec();
    assert_eq!(found(&h, &h.hoorn, Expected::default()).await, (left, 2));
    let desk = h.vault.open_desk::<CloseSheet>(&h.hoorn, other).await.unwrap();
    desk.commit(vec![SheetEvent::Closed]).await.unwrap();
    assert_eq!(found(&h, &h.hoorn, Expected::default()).await, (vec!["Komt langs.".to_owned()], 1));
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_row_that_was_changed_behind_the_program_is_noticed_and_does_not_open() {
    for change in ["SET stands = 'kept'", "SET due = '2026-01-01'", "SET agency = 'politie-nh'", "SET running = 0"] {
        let h = house().await;
        sheets(&h).await;
        assert_eq!(h.behind(&format!("UPDATE promise {change} WHERE due = '2026-03-02'")).await, 1);
        let wrong = h.verify().await.wrong;
        assert!(wrong.iter().any(|it| it.contains("what is expected in it")), "{change}: {wrong:?}");
        let read = h.vault.promises(&h.hoorn, ListSheets::REF, Expected::default(), |total| 0..total).await;
        assert!(matches!(read, Err(Error::Store(StoreError::Damaged))), "{change}: {read:?}");
    }
    let h = house().await;
    sheets(&h).await;
    assert_eq!(h.behind("DELETE FROM promise WHERE due = '2026-03-02'").await, 1);
    assert_eq!(h.verify().await.wrong.len(), 1);
}
