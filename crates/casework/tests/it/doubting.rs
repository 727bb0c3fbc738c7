//! Something on the table is not right: who reads it says so, who gave it looks, and what was said goes where the item goes.

use crate::{
    correcting::{asked, done, reads, sends, table},
    dossiers::{by_police, gift},
    house::{agency, house},
};
use casework::case::{Audience, Gift};
use serde_json::json;

const LOOKS: &str = "Nakijken of uw bijdrage klopt";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_something_wrong_says_so_to_who_gave_it_and_who_may_not_read_it_hears_nothing() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let to = ["gemeente-hoorn", "reclassering"].map(agency).to_vec();
    let seen = Gift { audience: Audience::Named { agencies: to }, ..by_police(gift("MERKSTATION gezien.")) };
    let no = house.gives("politie-nh", id, seen).await;
    let (wrong, right) = (format!("{at}/bijdragen/klopt-niet/{no}"), format!("{at}/bijdragen/klopt/{no}"));
    let why = json!({ "why": "MERKBROER was het." });
    assert_eq!(
        sends(&house, "gemeente-hoorn", &wrong, &json!({ "why": "" })).await.status,
        422,
        "not without a reason"
    );
    // Who does not read it is told no more than that it is not there; a third party has no such act.
    let unread = sends(&house, "om-nh", &wrong, &why).await;
    assert!(unread.status == 422 && !unread.says("MERK"), "{}", unread.body);
    assert_eq!(sends(&house, "ggz-nhn", &wrong, &why).await.status, 404);

    done(&house, "gemeente-hoorn", &wrong, why.clone()).await;
    let place = format!("{at}/bijdragen#item-{no}");
    assert_eq!(asked(&house, "politie-nh", LOOKS).await, [place.as_str()]);
    for (who, hears) in [("politie-nh", true), ("reclassering", true), ("gemeente-hoorn", true), ("om-nh", false)] {
        for page in ["/bijdragen", ""] {
            let page = house.browser(who).await.get(&format!("{at}{page}")).await;
            assert_eq!((page.says("MERKBROER"), page.says("MERKSTATION")), (hears, hears), "{who}: {}", page.body);
        }
        assert_eq!(house.browser(who).await.get(&format!("{at}/bijdragen")).await.says("MERKBROER"), hears, "{who}");
    }
    let twice = sends(&house, "reclassering", &wrong, &why).await;
    assert!(twice.status == 422 && twice.says("kijkt het na"), "{}", twice.body);
    assert_eq!(sends(&house, "reclassering", &right, &why).await.status, 422, "it is another's");

    done(&house, "politie-nh", &right, json!({ "why": "MERKNAGEKEKEN bij de agent." })).await;
    assert!(asked(&house, "politie-nh", LOOKS).await.is_empty());
    assert!(reads(&house, "reclassering", &format!("{at}/bijdragen")).await.says("MERKNAGEKEKEN"));

    // Said again, and this time it was wrong: with the item goes all that was said of it.
    done(&house, "reclassering", &wrong, json!({ "why": "MERKTOCH, hij zat toen vast." })).await;
    done(&house, "politie-nh", &format!("{at}/bijdragen/terug/{no}"), json!({ "sure": "ja" })).await;
    assert!(asked(&house, "politie-nh", LOOKS).await.is_empty());
    for who in ["politie-nh", "reclassering", "gemeente-hoorn"] {
        let page = reads(&house, who, &format!("{at}/bijdragen")).await;
        for gone in ["MERKSTATION", "MERKBROER", "MERKNAGEKEKEN", "MERKTOCH"] {
            assert!(page.status == 200 && !page.says(gone), "{who} {gone}: {}", page.body);
        }
    }
}

/// PAR-05: what was shared with a third party is the item, and not what others say of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_third_party_reads_that_something_is_in_doubt_and_no_word_of_why() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let shared = Gift { thirds: vec![agency("ggz-nhn")], ..gift("MERKGEDEELD.") };
    let no = house.gives("reclassering", id, shared).await;
    done(&house, "om-nh", &format!("{at}/bijdragen/klopt-niet/{no}"), json!({ "why": "MERKWAAROM." })).await;
    for (who, why) in [("ggz-nhn", false), ("reclassering", true), ("gemeente-hoorn", true)] {
        for page in ["/bijdragen", ""] {
            let page = house.browser(who).await.get(&format!("{at}{page}")).await;
            assert!(page.says("MERKGEDEELD") && page.says("Iemand aan tafel zegt van niet"), "{who}: {}", page.body);
            assert_eq!((page.says("MERKWAAROM"), page.says("Naam van om-nh")), (why, why), "{who}: {}", page.body);
        }
    }
}
