//! Who holds what: for each organisation what lies on the table and what became of what was asked (P6), as far as its reader reads it.

use crate::{
    correcting::{done, factor, reads, table},
    dossiers::{LATER, gift, named},
    house::house,
};
use casework::case::Gift;
use serde_json::{Value, json};

fn of<'a>(page: &'a Value, organisation: &str) -> &'a Value {
    let all = page["holders"].as_array().unwrap();
    all.iter().find(|one| one["organisation"].as_str().unwrap().ends_with(organisation)).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_holds_what_is_told_by_what_lies_on_the_table_and_to_nobody_more_than_they_read_elsewhere() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let page = format!("{at}/bijdragen/wie-weet-wat");
    let fact = house.gives("gemeente-hoorn", id, gift("Werkt niet meer.")).await;
    house.gives("gemeente-hoorn", id, gift("Verhuisde in mei.")).await;
    let narrow = Gift { audience: named(&["om-nh"]), ..gift("MERKNAUW van de reclassering.") };
    house.gives("reclassering", id, narrow).await;
    factor(&house, "gemeente-hoorn", id, vec![fact]).await;
    let asks =
        |whom: &str| json!({ "agency": whom, "question": "Kent u hem?", "necessity": "Voor het beeld.", "due": LATER });
    for whom in ["om-nh", "reclassering"] {
        done(&house, "politie-nh", &format!("{at}/bijdragen/vragen"), asks(whom)).await;
    }
    let asked = reads(&house, "om-nh", &format!("{at}/bijdragen")).await.json()["questions"][0]["no"].clone();
    done(&house, "om-nh", &format!("{at}/vraag/{asked}/niets-bekend"), json!({})).await;

    // What is used says where, what is not stands out; who knows nothing stands there like who gave.
    let police = reads(&house, "politie-nh", &page).await.json();
    let held = &of(&police, "gemeente-hoorn")["held"];
    assert_eq!(held[0]["serves"], json!(["vrienden en netwerk"]), "{police}");
    assert_eq!((held[1]["serves"].as_array().unwrap().len(), held.as_array().unwrap().len()), (0, 2), "{police}");
    assert_eq!(
        (&of(&police, "om-nh")["put"][0]["answer"], &of(&police, "om-nh")["held"]),
        (&json!("niets bekend"), &json!([]))
    );
    assert_eq!(of(&police, "reclassering")["put"][0]["open"], true, "{police}");
    let blank = police["blank"].as_array().unwrap();
    assert!(blank.contains(&json!("wonen")) && !blank.contains(&json!("vrienden en netwerk")), "{police}");

    // What only the OM may read is nothing to the police, and says no more than where there is nothing.
    assert_eq!(of(&police, "reclassering")["held"], json!([]));
    let prosecutor = reads(&house, "om-nh", &page).await.json();
    assert_eq!(of(&prosecutor, "reclassering")["held"].as_array().unwrap().len(), 1, "{prosecutor}");
    let shown = house.browser("politie-nh").await.get(&page).await;
    assert!(shown.says("niets dat u hier leest") && shown.says("nog in geen factor") && !shown.says("MERKNAUW"));
    // No text of an item stands here, and no third party opens it.
    assert!(!shown.says("Verhuisde in mei"));
    for who in ["ggz-nhn", "gemeente-haarlem", "rvdk"] {
        assert_eq!(reads(&house, who, &page).await.status, 404, "{who}");
    }
    assert!(!house.browser("ggz-nhn").await.get(&format!("{at}/bijdragen")).await.says("wie-weet-wat"));
    assert!(house.browser("politie-nh").await.get(&format!("{at}/bijdragen")).await.says(&page));
}
