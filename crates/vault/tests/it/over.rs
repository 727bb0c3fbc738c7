//! Looking over many tables: what cannot wait, what is late and whose days run is the same wherever it is asked, and nothing falls between two lists.

use crate::house::{House, *};
use kernel::DossierId;
use std::collections::BTreeSet;
use vault::*;

fn ids(rows: &[Row]) -> BTreeSet<DossierId> {
    rows.iter().map(|row| row.id).collect()
}

/// The two halves of a list: what cannot wait, and the rest, page by page.
async fn halves(h: &House, who: &Actor, facet: Option<&str>) -> (Vec<Row>, Vec<Row>) {
    let facet = facet.map(str::to_owned);
    let urgent = h.vault.urgent::<ListSheets>(who, facet.clone(), None).await.unwrap();
    let (mut calm, mut after) = (Vec::new(), None);
    loop {
        let wanted = Wanted { facet: facet.clone(), after, limit: 500, calm: true, ..Wanted::default() };
        let page = h.vault.list::<ListSheets>(who, wanted).await.unwrap();
        calm.extend(page.rows);
        after = page.next;
        if after.is_none() {
            return (urgent, calm);
        }
    }
}

/// Something is asked at a table behind its back: of an organisation, by an act, since a day, until a day, and whether it cannot wait.
async fn asked(h: &House, id: DossierId, (agency, act): (&str, &str), (since, due): (&str, &str), urgent: bool) {
    let hex: String = id.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let which = if on_sqlite() { format!("x'{hex}'") } else { format!("'\\x{hex}'::bytea") };
    let due = if due.is_empty() { "NULL".to_owned() } else { format!("'{due}'") };
    let sql = format!(
        "INSERT INTO task (dossier, n, kind, agency, act, since, due, urgent) SELECT {which}, 100 + COUNT(*), 'sheet', '{agency}', \
         '{act}', '{since}', {due}, {} FROM task",
        u8::from(urgent)
    );
    assert_eq!(h.behind(&sql).await, 1);
}

const PAST: &str = "2026-01-05";
const LATER: &str = "2031-01-05";

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_not_among_what_cannot_wait_is_in_the_rest_of_the_list() {
    let h = house().await;
    let mut all = Vec::new();
    for n in 0..4 {
        all.push(h.sheet(&format!("blad {n}")).await);
    }
    asked(&h, all[0], ("gemeente-hoorn", "sheet.add"), (PAST, ""), true).await;
    asked(&h, all[1], ("gemeente-hoorn", "sheet.add"), (LATER, ""), true).await;
    asked(&h, all[2], ("gemeente-hoorn", "sheet.read-lines"), (PAST, ""), true).await;
    for facet in [None, Some("short")] {
        let (urgent, calm) = halves(&h, &h.hoorn, facet).await;
        assert_eq!(ids(&urgent), BTreeSet::from([all[0]]), "asked today, and to be done");
        assert_eq!(ids(&calm), all[1..].iter().copied().collect());
        assert!(urgent.iter().all(|row| row.there.urgent) && calm.iter().all(|row| !row.there.urgent));
    }
    let sieve = |urgent| Sieve { urgent, ..Sieve::default() };
    assert_eq!(h.vault.narrowed(&h.hoorn, ListSheets::REF, sieve(true)).await.unwrap(), [all[0]]);
    assert_eq!(h.vault.narrowed(&h.hoorn, ListSheets::REF, sieve(false)).await.unwrap().len(), 4);
    let standing = h.vault.standing(&h.hoorn, ListSheets::REF).await.unwrap();
    assert_eq!(standing.iter().map(|table| (table.id, table.urgent)).collect::<Vec<_>>(), [(all[0], true)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_more_that_cannot_wait_than_is_shown_above_a_list_the_rest_is_in_it() {
    let h = house().await;
    let mut all = BTreeSet::new();
    for n in 0..503 {
        all.insert(h.sheet(&format!("blad {n}")).await);
    }
    let sql = format!(
        "INSERT INTO task (dossier, n, kind, agency, act, since, urgent) SELECT id, 100, 'sheet', 'gemeente-hoorn', 'sheet.add', '{PAST}', 1 \
         FROM dossier"
    );
    assert_eq!(h.behind(&sql).await, 503);
    for facet in [None, Some("short")] {
        let (urgent, calm) = halves(&h, &h.hoorn, facet).await;
        assert_eq!((urgent.len(), calm.len()), (500, 3));
        assert_eq!(&ids(&urgent) | &ids(&calm), all);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_counts_from_its_first_day_on_wherever_is_looked_over() {
    let h = house().await;
    let id = h.sheet("blad").await;
    asked(&h, id, ("gemeente-hoorn", "sheet.add"), (PAST, PAST), false).await;
    let found = async || {
        let narrowed = h.vault.narrowed(&h.hoorn, ListSheets::REF, Sieve::default()).await.unwrap().len();
        let until = (LATER.parse().unwrap(), false);
        let (days, total) = h.vault.days(&h.hoorn, &[ListSheets::REF], until, |_| 50).await.unwrap();
        assert_eq!(days.len(), total);
        (narrowed, total, h.vault.standing(&h.hoorn, ListSheets::REF).await.unwrap().len())
    };
    for (first, last, sits) in
        [("2026-02-02", "2026-02-02", 1), ("2026-02-03", "2099-12-31", 0), ("2020-01-01", "2026-02-01", 0)]
    {
        assert_eq!(h.behind(&format!("UPDATE seat SET first = '{first}', last = '{last}'")).await, 1);
        assert_eq!(found().await, (sits, sits, sits), "{first} until {last}");
    }
    h.behind("UPDATE seat SET first = NULL, last = NULL").await;
    assert_eq!(found().await, (1, 1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn for_who_is_there_for_one_thing_only_what_is_asked_of_others_is_not_urgent() {
    let h = house().await;
    let id = h.sheet("blad").await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Invited(h.police.agency.id.clone())]).await.unwrap();
    asked(&h, id, ("gemeente-hoorn", "sheet.add"), (PAST, ""), true).await;
    let told = async |who: &Actor| {
        let rows = h.vault.list::<ListSheets>(who, Wanted::default()).await.unwrap().rows;
        let narrowed = Sieve { urgent: true, ..Sieve::default() };
        let only = h.vault.narrowed(who, ListSheets::REF, narrowed).await.unwrap();
        (rows[0].there.urgent, rows[0].there.asked.len(), only.len())
    };
    assert_eq!((told(&h.hoorn).await, told(&h.police).await), ((true, 2, 1), (false, 1, 0)));
    asked(&h, id, ("politie-nh", "sheet.add"), (PAST, ""), true).await;
    assert_eq!((told(&h.hoorn).await, told(&h.police).await), ((true, 3, 1), (true, 2, 1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn late_is_what_should_have_been_done_wherever_it_is_asked() {
    let h = house().await;
    let (done, late) = (h.sheet("gedaan").await, h.sheet("te laat").await);
    // A day that passed on the card alone, and something to be done whose day passed.
    h.behind(&format!("UPDATE card SET due = '{PAST}'")).await;
    let task = ("gemeente-hoorn", "sheet.add");
    for (id, since, due) in [(done, PAST, LATER), (done, LATER, PAST), (late, PAST, PAST)] {
        asked(&h, id, task, (since, due), false).await;
    }
    asked(&h, done, ("gemeente-hoorn", "sheet.read-lines"), (PAST, PAST), false).await;
    let sieve = Sieve { late: true, ..Sieve::default() };
    assert_eq!(h.vault.narrowed(&h.hoorn, ListSheets::REF, sieve.clone()).await.unwrap(), [late]);
    let standing = h.vault.standing(&h.hoorn, ListSheets::REF).await.unwrap();
    let told: BTreeSet<_> = standing.iter().map(|table| (table.id, table.late)).collect();
    assert_eq!(told, BTreeSet::from([(done, false), (late, true)]));
    // Who is there for one thing only is late with what is asked of itself.
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, late).await.unwrap();
    desk.commit(vec![SheetEvent::Invited(h.police.agency.id.clone())]).await.unwrap();
    asked(&h, late, task, (PAST, PAST), false).await;
    assert_eq!(h.vault.narrowed(&h.police, ListSheets::REF, sieve.clone()).await.unwrap(), []);
    asked(&h, late, ("politie-nh", "sheet.add"), (PAST, PAST), false).await;
    assert_eq!(h.vault.narrowed(&h.police, ListSheets::REF, sieve).await.unwrap(), [late]);
}
