//! The invented region is whole: everybody who should has something to do, the store is sound, and filling again changes nothing.

use super::*;
use crate::settings::Settings;

fn settings(folder: &std::path::Path) -> Settings {
    let mut settings = Settings::load(&crate::settings::Overrides::default()).unwrap();
    settings.data = folder.to_owned();
    settings.database_url = None;
    settings.key_file = None;
    settings
}

/// Who has something asked of them now.
const BUSY: [&str; 19] = [
    "expert-nh",
    "gemeente-hoorn",
    "burgemeester-hoorn",
    "casusregisseur-hoorn",
    "procesregisseur-nhn",
    "politie-nh",
    "om-nh",
    "reclassering",
    "rvdk",
    "ggz-nhn",
    "school-hoorn",
    "gemeente-alkmaar",
    "gemeente-haarlem",
    "casusregisseur-haarlem",
    "procesregisseur-kennemerland",
    "gemeente-zaanstad",
    "procesregisseur-zw",
    "flexteam",
    "evaluator",
];
/// Who reads no content, and so is asked nothing.
const APART: [&str; 3] = ["fg", "rac", "beheer"];

#[tokio::test]
async fn everybody_finds_a_living_house() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    for account in BUSY {
        let actor = demo.vault.actor(account).await.unwrap().unwrap();
        assert!(!demo.vault.tasks(&actor).await.unwrap().is_empty(), "{account} has nothing to do");
    }
    for account in APART {
        let actor = demo.vault.actor(account).await.unwrap().unwrap();
        assert!(demo.vault.tasks(&actor).await.unwrap().is_empty(), "{account} has something to do");
    }
    let vault = demo.vault.clone();
    let before = tokio::task::spawn_blocking(move || vault.verify(|| {}).unwrap()).await.unwrap();
    assert!(before.wrong.is_empty(), "{:?}", before.wrong);
    fill(&demo).await.unwrap();
    let vault = demo.vault.clone();
    let after = tokio::task::spawn_blocking(move || vault.verify(|| {}).unwrap()).await.unwrap();
    assert_eq!((before.dossiers, before.events, before.lines), (after.dossiers, after.events, after.lines));
}

#[tokio::test]
async fn tables_have_been_calibrated_and_the_process_has_been_counted() {
    use kernel::counters::{Counter, Figure, Quarter};
    use learning::calibration::{ListCalibrations, ReadCalibration, State};
    use learning::counters::ReadCounters;
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    let who = |account| demo.vault.actor(account);
    for (account, state, read) in [("flexteam", State::Opened, 10), ("procesregisseur-nhn", State::Open, 0)] {
        let actor = who(account).await.unwrap().unwrap();
        let listed = demo.vault.list::<ListCalibrations>(&actor, vault::Wanted::default()).await.unwrap();
        let seen = demo.vault.look::<ReadCalibration>(&actor, listed.rows[0].id).await.unwrap();
        assert_eq!((seen.dossier().state(), seen.dossier().spoken().len()), (state, read), "{account}");
    }
    let evaluator = who("evaluator").await.unwrap().unwrap();
    let now = Quarter::of(kernel::local_day(demo.vault.now()));
    let quarters = [now, now.before(), now.before().before()];
    let house = vault::Counting::House("nhn".parse().unwrap());
    let told = demo.vault.counted_in::<ReadCounters>(&evaluator, &house, &quarters).await.unwrap();
    for what in [Counter::SignalRegistered, Counter::SignalFiled] {
        assert!(told.iter().any(|q| matches!(q.count(what), Figure::Exact(_))), "{} is never told", what.word());
    }
}
