//! What an organisation provided, and to whom: read by its own people alone, until the case is closed (PRV-17).

use crate::{
    correcting::{done, reads, table},
    dossiers::{by_police, gift, named},
    house::{House, agency, day, house, note},
};
use casework::case::{self, Gift};
use kernel::DossierId;
use serde_json::{Value, json};

async fn leaves(house: &House, id: DossierId, who: &str) {
    house
        .does::<case::EndParticipation>("procesregisseur-nhn", id, |d| {
            d.end_participation(&agency(who), note("Is klaar."), day("2026-02-03"))
        })
        .await;
}

/// To whom the page says that each item went.
fn went(page: &Value) -> Vec<Vec<&str>> {
    let all = page["provided"].as_array().unwrap_or_else(|| panic!("{page}")).iter();
    all.map(|one| one["to"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_provided_something_finds_what_and_to_whom_until_the_case_is_closed() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let page = format!("{at}/bijdragen/verstrekt");
    let to_two = Gift { audience: named(&["om-nh", "reclassering"]), ..by_police(gift("MERKPOLITIE gezien.")) };
    house.gives("politie-nh", id, to_two).await;
    let own = Gift { audience: named(&[]), ..by_police(gift("MERKEIGEN.")) };
    house.gives("politie-nh", id, own).await;
    let back = house.gives("politie-nh", id, by_police(gift("MERKTERUG."))).await;
    house.gives("gemeente-hoorn", id, gift("MERKGEMEENTE.")).await;
    done(&house, "politie-nh", &format!("{at}/bijdragen/terug/{back}"), json!({ "sure": "ja" })).await;
    leaves(&house, id, "reclassering").await;

    let police = reads(&house, "politie-nh", &page).await;
    let to = ["Organisatie om-nh", "Organisatie reclassering"];
    assert_eq!(went(&police.json()), [to.to_vec(), vec![]], "who left as well: {}", police.body);
    assert!(police.says("MERKPOLITIE") && police.says("MERKEIGEN"), "{}", police.body);
    assert!(!police.says("MERKTERUG") && !police.says("MERKGEMEENTE"), "{}", police.body);
    let mut shown = house.browser("politie-nh").await;
    assert!(shown.get(&format!("{at}/bijdragen")).await.says(&page));
    assert!(shown.get(&page).await.says("niemand anders"));
    // Everybody reads their own, a third party as well; who has no seat finds nothing.
    for (who, own) in [("gemeente-hoorn", 1), ("om-nh", 0), ("ggz-nhn", 0)] {
        let theirs = reads(&house, who, &page).await;
        assert_eq!(went(&theirs.json()).len(), own, "{who}");
        assert!(!theirs.says("MERKPOLITIE"), "{who}");
    }
    for who in ["reclassering", "gemeente-haarlem", "fg", "beheer"] {
        assert_eq!(reads(&house, who, &page).await.status, 404, "{who}");
    }

    // Once it is closed nobody reads it, so the page that closes leads there.
    house.proposes_to_close(id).await;
    assert!(shown.get(&format!("{at}/afsluiten")).await.says(&page));
    house.turns_closing_keys(id).await;
    assert_eq!(reads(&house, "politie-nh", &page).await.status, 404);
}
