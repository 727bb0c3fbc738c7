//! Counts go along with what they count, outlive it, and lead back to nothing.

use crate::house::*;
use kernel::counters::{Counter, Figure, Figures, Quarter};
use std::sync::atomic::Ordering;
use vault::{Actor, Counting, Database, Error, Vault};

const DAY: i64 = 86_400;

async fn counted(h: &House, of: &str) -> Figures {
    let quarter = Quarter::of(kernel::local_day(h.vault.now()));
    let of = match of {
        "all" => Counting::All,
        "Noord" | "Zuid" => Counting::Region(line(of)),
        house => Counting::House(house.parse().unwrap()),
    };
    h.vault.counted::<ListSheets>(&h.hoorn, &of, quarter).await.unwrap()
}

/// Opens so many and closes each after some days.
async fn closed(h: &House, days: &[i64]) -> Vec<kernel::DossierId> {
    let mut all = Vec::new();
    for days in days {
        let id = h.sheet("iets geheims").await;
        h.clock.0.fetch_add(days * DAY, Ordering::SeqCst);
        h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap().commit(vec![SheetEvent::Closed]).await.unwrap();
        h.clock.0.fetch_add(-days * DAY, Ordering::SeqCst);
        all.push(id);
    }
    all
}

#[tokio::test]
async fn a_small_count_never_leaves_the_vault_and_five_do() {
    let h = house().await;
    closed(&h, &[3, 9, 4, 20]).await;
    let four = counted(&h, "nhn").await;
    assert_eq!((four.count(Counter::CaseClosed), four.median(Counter::CaseClosed)), (Figure::Few, None));
    closed(&h, &[30]).await;
    let five = counted(&h, "nhn").await;
    assert_eq!((five.count(Counter::CaseClosed), five.median(Counter::CaseClosed)), (Figure::Exact(5), Some(9)));
    assert_eq!(five.count(Counter::CaseOpened), Figure::Exact(5));
    assert_eq!(counted(&h, "elders").await.count(Counter::CaseClosed), Figure::Few);
}

#[tokio::test]
async fn of_all_houses_together_no_more_is_told_than_leaves_each_house_its_secret() {
    let h = house().await;
    let houses = ["nhn", "elders"].map(|id| vault::House { id: id.parse().unwrap(), name: line(id), region: None });
    h.vault.set_region(houses.into(), Vec::new()).await.unwrap();
    closed(&h, &[1, 1, 1, 1, 1, 1]).await;
    // Exactly six of all would say that the other house has none.
    assert_eq!(counted(&h, "all").await.count(Counter::CaseClosed), Figure::AtLeast(6));
}

#[tokio::test]
async fn a_region_is_told_of_its_own_houses_only() {
    let h = house().await;
    let of =
        |id: &str, region: &str| vault::House { id: id.parse().unwrap(), name: line(id), region: Some(line(region)) };
    h.vault.set_region(vec![of("nhn", "Noord"), of("elders", "Zuid")], Vec::new()).await.unwrap();
    assert_eq!(h.vault.directory().regions(), [&line("Noord"), &line("Zuid")]);
    closed(&h, &[1, 1, 1, 1, 1, 1]).await;
    let told = |figures: Figures| figures.count(Counter::CaseClosed);
    assert_eq!(told(counted(&h, "Noord").await), Figure::Exact(6));
    assert_eq!(told(counted(&h, "Zuid").await), Figure::Few);
    assert_eq!(told(counted(&h, "all").await), Figure::AtLeast(6));
}

#[tokio::test]
async fn a_count_is_written_with_what_it_counts_or_not_at_all() {
    let h = house().await;
    closed(&h, &[1, 2, 3, 4]).await;
    let id = h.sheet("nog een").await;
    let first = h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap();
    let second = h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap();
    first.commit(vec![SheetEvent::Closed]).await.unwrap();
    assert_eq!(second.commit(vec![SheetEvent::Closed]).await.unwrap_err(), Error::Stale);
    assert_eq!(counted(&h, "nhn").await.count(Counter::CaseClosed), Figure::Exact(5));
}

/// EVA-11: what was counted stays counted when the dossier is destroyed, and holds no way back to it.
#[tokio::test]
async fn counts_survive_destruction_and_hold_no_way_back() {
    let h = house().await;
    for id in closed(&h, &[1, 1, 1, 1]).await {
        // Nobody may open a closed sheet, so these stay; what is destroyed is an open one.
        assert_eq!(h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap_err(), Error::Denied);
    }
    let gone = h.sheet("wordt vernietigd").await;
    h.vault.open_desk::<CloseSheet>(&h.hoorn, gone).await.unwrap().destroy().await.unwrap();
    let told = counted(&h, "nhn").await;
    assert_eq!(told.count(Counter::CaseOpened), Figure::Exact(5));
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    h.vault.reindex(|| ()).await.unwrap();
    assert_eq!(counted(&h, "nhn").await, told, "writing cards anew counts nothing twice");
}

#[tokio::test]
async fn counts_move_along_and_a_changed_count_is_found() {
    let h = house().await;
    closed(&h, &[1, 2, 3, 4, 5]).await;
    let told = counted(&h, "nhn").await;
    let (vault, actor) = (h.vault.clone(), h.hoorn.clone());
    let quarter = Quarter::of(kernel::local_day(h.vault.now()));
    let moved = tokio::task::spawn_blocking(move || {
        let folder = tempfile::tempdir().unwrap();
        let to = Database::Sqlite(folder.path().join("moved.db"));
        vault.move_to(&to, || ()).unwrap();
        let there = Vault::open(opening(&to)).unwrap();
        assert_eq!(there.verify(|| ()).unwrap().wrong, Vec::<String>::new());
        let conn = rusqlite::Connection::open(folder.path().join("moved.db")).unwrap();
        conn.execute("UPDATE measure SET n = n + 1 WHERE name = 'case.opened'", []).unwrap();
        let wrong = there.verify(|| ()).unwrap().wrong;
        assert!(wrong.iter().any(|w| w.starts_with("measure: the counts of nhn")), "{wrong:?}");
        conn.execute("UPDATE measure SET n = n - 1 WHERE name = 'case.opened'", []).unwrap();
        let _kept = folder.keep();
        there
    })
    .await
    .unwrap();
    let there = moved.counted::<ListSheets>(&actor, &Counting::House("nhn".parse().unwrap()), quarter).await.unwrap();
    assert_eq!(there, told);
}

#[tokio::test]
async fn asking_is_in_the_book_and_not_for_who_the_rule_does_not_know() {
    let h = house().await;
    counted(&h, "nhn").await;
    let book = h.book(1).await;
    assert_eq!((book[0].act.as_str(), book[0].dossier.clone()), ("sheet.list", None));
    let former = Actor { designated: false, ..h.hoorn.clone() };
    let quarter = Quarter::of(kernel::local_day(h.vault.now()));
    let asked = h.vault.counted::<ListSheets>(&former, &Counting::All, quarter).await;
    assert_eq!(asked.unwrap_err(), Error::Denied);
}
