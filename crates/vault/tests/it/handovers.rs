//! Mergers that meet something else: another program, another plan, another merger, and whom somebody read for before.

use crate::{
    house::*,
    left_out::left_out,
    mergers::{
        BOTH, NoteMatter, ReadMatter, Region, agency, before, goes, house_called, id, matters, merged, place_of, region,
    },
};
use kernel::PersonId;
use std::time::Duration;
use vault::*;

/// Who read a matter, as who notes something in it is told.
async fn readers(r: &Region, dossier: kernel::DossierId) -> Vec<(String, String)> {
    let desk = r.0.vault.open_desk::<NoteMatter>(&r.is("agent").await, dossier).await.unwrap();
    let all = desk.readers::<ReadMatter>().await.unwrap();
    all.into_iter().map(|(agency, person)| (agency.to_string(), person.to_string())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_read_something_before_a_merger_is_told_of_a_correction_after_it() {
    let r = region().await;
    let dossier = r.matter(BOTH).await;
    assert!(r.reads("hoorn", dossier).await);
    let read_by = |agency: &str| vec![(agency.to_owned(), "hoorn".to_owned())];
    assert_eq!(readers(&r, dossier).await, read_by("gemeente-hoorn"));
    let plan = merged(r.day(1));
    r.0.vault.take_up_region(plan.clone()).await.unwrap();
    assert_eq!(readers(&r, dossier).await, read_by("gemeente-hoorn"), "not before its day");
    r.days_pass(1);
    r.0.vault.pass().await.unwrap();
    assert_eq!(readers(&r, dossier).await, read_by("gemeente-westland"));
    // Once, also when they read it again; and through a second merger.
    assert!(r.reads("hoorn", dossier).await);
    assert_eq!(readers(&r, dossier).await, read_by("gemeente-westland"));
    let mut next = plan;
    next.agencies[0].id = id("gemeente-kust");
    next.successions = vec![goes(Body::Agency, "gemeente-westland", "gemeente-kust", r.day(0))];
    r.0.vault.take_up_region(next).await.unwrap();
    r.0.vault.pass().await.unwrap();
    assert_eq!(readers(&r, dossier).await, read_by("gemeente-kust"));
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_plan_in_which_what_has_begun_stays_leaves_a_merger_that_is_planned() {
    let r = region().await;
    r.0.vault.take_up_region(merged(r.day(3))).await.unwrap();
    // The file of before, with an organisation more.
    let mut plan = RegionPlan { begun_stays: true, ..before() };
    plan.agencies.push(agency("reclassering", AgencyKind::Probation, &["texel"]));
    r.0.vault.take_up_region(plan.clone()).await.unwrap();
    let planned = |r: &Region| -> Vec<String> {
        let all = r.0.vault.directory().successions.clone();
        all.iter().map(|s| format!("{} {} {} {}", s.body.word(), s.from, s.to, s.on)).collect()
    };
    let (three, four) = (r.day(3), r.day(4));
    let both =
        |on| [format!("municipality hoorn westland {on}"), format!("agency gemeente-hoorn gemeente-westland {on}")];
    assert_eq!(planned(&r), both(three));
    // What follows it waits for it, also in another file.
    let follows = Planned { ..goes(Body::Municipality, "westland", "texel", r.day(5)) };
    let refused = r.0.vault.take_up_region(RegionPlan { successions: vec![follows], ..plan.clone() }).await;
    assert!(matches!(&refused, Err(RegionError::Unfit(said)) if said.contains("is in another one too")), "{refused:?}");
    // Another day in the file takes the place of the first.
    r.0.vault.take_up_region(RegionPlan { begun_stays: true, ..merged(four) }).await.unwrap();
    assert_eq!(planned(&r), both(four));
    r.days_pass(4);
    r.0.vault.take_up_region(plan).await.unwrap();
    let passed = r.0.vault.pass().await.unwrap();
    assert_eq!(passed.taken.len(), 2);
    assert_eq!(r.is("hoorn").await.agency.id.as_str(), "gemeente-westland");
    // A file in which everything is said takes back what is planned by not naming it.
    let r = region().await;
    r.0.vault.take_up_region(merged(r.day(3))).await.unwrap();
    r.0.vault.take_up_region(before()).await.unwrap();
    assert_eq!(planned(&r), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_municipality_that_goes_elsewhere_than_its_house_is_told_of_also_when_that_house_goes_over() {
    let r = region().await;
    r.matter(BOTH).await;
    let mut plan = before();
    plan.houses = vec![house_called("noord"), house_called("elders")];
    plan.municipalities = vec![place_of("hoorn", "elders"), place_of("texel", "noord")];
    for a in &mut plan.agencies {
        a.house = id("noord");
    }
    plan.successions = vec![goes(Body::House, "nhn", "noord", r.day(3))];
    let refused = r.0.vault.take_up_region(plan.clone()).await.unwrap_err();
    let moves = AtStake::Moves { id: id("hoorn"), from: id("nhn"), to: id("elders"), dossiers: 1 };
    assert_eq!(refused, RegionError::AtStake(vec![moves]));
    // With its house it leaves nothing behind.
    plan.municipalities = vec![place_of("hoorn", "noord"), place_of("texel", "noord")];
    r.0.vault.take_up_region(plan).await.unwrap();
}

/// Hoorn and Texel become one, and somebody works for both.
async fn two_become_one() -> (Region, RegionPlan) {
    let r = region().await;
    let second = NewAccount { login: Some(id("hoorn")), ..account("hoorn-2", "gemeente-texel", Role::Official) };
    r.0.vault.set_accounts(vec![second]).await.unwrap();
    let mut plan = merged(r.day(1));
    plan.agencies.remove(1);
    plan.agencies[0].municipalities.push(id("texel"));
    plan.successions.push(goes(Body::Agency, "gemeente-texel", "gemeente-westland", r.day(1)));
    (r, plan)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_designations_that_become_one_the_second_is_told_of_until_it_is_ended() {
    let (r, plan) = two_become_one().await;
    r.0.vault.take_up_region(plan).await.unwrap();
    let people = |all: &[PersonId]| all.iter().map(PersonId::to_string).collect::<Vec<_>>();
    let told = |all: &[Passing]| {
        let of_texel = all.iter().find(|p| p.succession.from.as_str() == "gemeente-texel");
        of_texel.map(|p| (people(&p.accounts), people(&p.twice)))
    };
    let second = Some((vec!["texel".to_owned()], vec!["hoorn-2".to_owned()]));
    assert_eq!(told(&r.0.vault.would_pass().await.unwrap()), second, "foretold");
    r.days_pass(1);
    assert_eq!(told(&r.0.vault.pass().await.unwrap().taken), second);
    assert_eq!(r.is("hoorn").await.agency.id.as_str(), "gemeente-westland");
    assert_eq!(r.is("hoorn-2").await.agency.id.as_str(), "gemeente-texel");
    let left = Some((Vec::new(), vec!["hoorn-2".to_owned()]));
    assert_eq!(told(&r.0.vault.would_pass().await.unwrap()), left, "and told of as long as it is there");
    assert_eq!(r.0.vault.to_pass().await.unwrap(), 0, "no clock can do anything about it");
    assert!(r.0.vault.close_account(&id("hoorn-2")).await.unwrap());
    assert_eq!(r.0.vault.would_pass().await.unwrap(), []);
    r.sound().await;
}

/// Another program at the store of this region.
async fn beside(r: &Region) -> Vault {
    let mut with = matters(&r.0.database);
    with.node = "2".into();
    with.clock = r.0.clock.clone();
    tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap()
}

/// Somebody who is at work for a while at something of the region: nobody else changes that meanwhile.
async fn at_work_at(r: &Region, what: &'static str) -> impl FnOnce() {
    let Database::Postgres { url, .. } = r.0.database.clone() else { panic!("a PostgreSQL") };
    let (begun, at_work) = std::sync::mpsc::channel::<()>();
    let (ends, until) = std::sync::mpsc::channel::<()>();
    let work = std::thread::spawn(move || {
        let mut held = postgres::Client::connect(&url, postgres::NoTls).unwrap();
        held.batch_execute(&format!("BEGIN; UPDATE meta SET value = value WHERE name = '{what}'")).unwrap();
        begun.send(()).unwrap();
        until.recv().unwrap();
        held.batch_execute("COMMIT").unwrap();
    });
    tokio::task::spawn_blocking(move || at_work.recv().unwrap()).await.unwrap();
    move || {
        ends.send(()).unwrap();
        work.join().unwrap();
    }
}

fn with_another(r: &Region) -> (Vec<vault::House>, Vec<Municipality>) {
    let now = r.0.vault.directory();
    let mut municipalities = now.municipalities.clone();
    municipalities.push(place_of("opmeer", "nhn"));
    (now.houses.clone(), municipalities)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_another_program_changes_of_the_region_while_it_goes_over_is_not_lost() {
    if on_sqlite() {
        left_out("two programs that write at one moment are what PostgreSQL has");
        return;
    }
    let r = region().await;
    r.0.vault.take_up_region(merged(r.day(0))).await.unwrap();
    let (other, ends) = (beside(&r).await, at_work_at(&r, "guard-agency").await);
    let passes = tokio::spawn({
        let vault = r.0.vault.clone();
        async move { vault.pass().await }
    });
    tokio::time::sleep(Duration::from_millis(700)).await;
    let (houses, municipalities) = with_another(&r);
    other.set_region(houses, municipalities).await.unwrap();
    ends();
    assert_eq!(passes.await.unwrap().unwrap().taken.len(), 2);
    let now = r.0.vault.directory_now().await.unwrap();
    assert!(now.municipality(&id("opmeer")).is_some(), "{:?}", now.municipalities);
    assert!(now.municipality(&id("hoorn")).is_none() && now.successions.iter().all(|s| s.done.is_some()));
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_plan_is_not_laid_over_a_region_that_another_program_changed_at_the_same_moment() {
    if on_sqlite() {
        left_out("two programs that write at one moment are what PostgreSQL has");
        return;
    }
    let r = region().await;
    let (other, ends) = (beside(&r).await, at_work_at(&r, "guard-agency").await);
    let plan = merged(r.day(0));
    let takes = tokio::spawn({
        let vault = r.0.vault.clone();
        async move { vault.take_up_region(plan).await }
    });
    tokio::time::sleep(Duration::from_millis(700)).await;
    let (houses, municipalities) = with_another(&r);
    other.set_region(houses, municipalities).await.unwrap();
    ends();
    let told = takes.await.unwrap().unwrap_err();
    assert!(matches!(told, RegionError::Store(StoreError::Told(said)) if said.contains("changed at the same moment")));
    let now = r.0.vault.directory_now().await.unwrap();
    assert!(now.municipality(&id("opmeer")).is_some() && now.successions.is_empty(), "{now:?}");
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_changes_of_who_there_is_at_one_moment_are_two_versions_of_it() {
    if on_sqlite() {
        left_out("two programs that write at one moment are what PostgreSQL has");
        return;
    }
    let r = region().await;
    let version = || {
        let Database::Postgres { url, .. } = r.0.database.clone() else { panic!("a PostgreSQL") };
        let read = move || -> u64 {
            let mut conn = postgres::Client::connect(&url, postgres::NoTls).unwrap();
            let row = conn.query_one("SELECT value FROM meta WHERE name = 'directory'", &[]).unwrap();
            row.get::<_, String>(0).parse().unwrap()
        };
        tokio::task::spawn_blocking(read)
    };
    let (before, other) = (version().await.unwrap(), beside(&r).await);
    let ends = at_work_at(&r, "directory").await;
    let joins = tokio::spawn({
        let vault = r.0.vault.clone();
        async move { vault.set_accounts(vec![account("nieuw", "politie-nh", Role::Police)]).await }
    });
    let (houses, municipalities) = with_another(&r);
    let grows = tokio::spawn(async move { other.set_region(houses, municipalities).await });
    tokio::time::sleep(Duration::from_millis(700)).await;
    ends();
    joins.await.unwrap().unwrap();
    grows.await.unwrap().unwrap();
    assert_eq!(version().await.unwrap(), before + 2);
}
