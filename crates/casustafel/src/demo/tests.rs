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
    let demo = open(&settings(folder.path())).unwrap();
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
