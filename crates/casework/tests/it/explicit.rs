//! Stories of what a decision goes without: it says so on its face, quietly, and nothing is refused for it.

use crate::{
    correcting::{done, reads, sends, table},
    dossiers::{LATER, intake},
    house::house,
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn screening_out_and_a_move_say_what_they_go_without() {
    let house = house().await;
    let signal = house.signal("expert-nh", intake("cter-nh", "hoorn", "MERK")).await;
    let at = format!("/signalen/{signal}");
    let past = json!({ "reason": "Een mening.", "second": "politie-nh", "review": "2026-01-01" });
    assert_eq!(sends(&house, "expert-nh", &format!("{at}/uitsluiten"), &past).await.status, 422);
    let bare = json!({ "reason": "Een mening.", "second": "politie-nh" });
    done(&house, "expert-nh", &format!("{at}/uitsluiten"), bare).await;
    let page = house.browser("politie-nh").await.get(&at).await;
    for words in ["Zonder grond", "Zonder verwachting", "Zonder datum om terug te kijken"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }

    let (_, at) = table(&house).await;
    let moved = json!({ "municipality": "haarlem", "ground": "Wgpga art. 2 lid 1", "review": LATER });
    done(&house, "gemeente-hoorn", &format!("{at}/deelname/verhuizing"), moved).await;
    let page = house.browser("gemeente-haarlem").await.get(&format!("{at}/deelname")).await;
    for words in [
        "Andere gemeente van verblijf",
        "Wgpga art. 2 lid 1",
        "01-04-2026",
        "Zonder verwachting",
        "Naam van gemeente-hoorn",
    ] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(!page.says("Zonder grond") && !page.says("Zonder datum"), "{}", page.body);
    assert_eq!(reads(&house, "gemeente-hoorn", &format!("{at}/deelname")).await.status, 404, "it went on elsewhere");
}
