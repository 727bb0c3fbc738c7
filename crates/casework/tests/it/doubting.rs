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
    let (wrong, right) = (format!("{at}/bijdragen/klopt-niet/{no}"), format!("{at}/bijdragen/klopt/{no}/1"));
    let why = json!({ "why": "MERKBROER was het." });
    assert_eq!(
        sends(&house, "gemeente-hoorn", &wrong, &json!({ "why": "" })).await.status,
        422,
        "not without a reason"
    );
    // Who does not read it is told no more than that it is not there, a third party as well.
    let unread = sends(&house, "om-nh", &wrong, &why).await;
    assert!(unread.status == 422 && !unread.says("MERK"), "{}", unread.body);
    let unread = sends(&house, "ggz-nhn", &wrong, &why).await;
    assert!(unread.status == 422 && !unread.says("MERK"), "{}", unread.body);

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
    let twice = sends(&house, "gemeente-hoorn", &wrong, &why).await;
    assert!(twice.status == 422 && twice.says("neem dat dan eerst terug"), "{}", twice.body);
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

const TOLD: &str = "Lezen wat er verbeterd is";

/// Two say, each in their own words, what is not right; one is answered, the other takes it back with a word, and who gave it is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_doubt_one_contribution_each_in_their_own_words_and_one_takes_it_back() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let no = house.gives("reclassering", id, gift("MERKSAMEN.")).await;
    let (wrong, after_all) = (format!("{at}/bijdragen/klopt-niet/{no}"), format!("{at}/bijdragen/klopt-toch/{no}"));
    for (who, why) in [("politie-nh", "MERKEERSTE."), ("om-nh", "MERKTWEEDE.")] {
        done(&house, who, &wrong, json!({ "why": why })).await;
    }
    let place = format!("{at}/bijdragen#item-{no}");
    assert_eq!(asked(&house, "reclassering", LOOKS).await, [place.as_str()], "asked once");
    let page = house.browser("reclassering").await.get(&format!("{at}/bijdragen")).await;
    for asks in ["/1\"", "/2\""].map(|which| format!("bijdragen/klopt/{no}{which}")) {
        assert!(page.says("MERKEERSTE") && page.says("MERKTWEEDE") && page.says(&asks), "{asks}: {}", page.body);
    }
    done(&house, "reclassering", &format!("{at}/bijdragen/klopt/{no}/2"), json!({ "why": "MERKKLOPT." })).await;
    let twice =
        sends(&house, "reclassering", &format!("{at}/bijdragen/klopt/{no}/2"), &json!({ "why": "Weer." })).await;
    assert_eq!(twice.status, 422, "{}", twice.body);
    assert_eq!(asked(&house, "reclassering", LOOKS).await.len(), 1, "the other waits");
    // Only who said it takes it back, with a word, and once.
    for (who, form) in [("om-nh", json!({ "why": "Toch." })), ("politie-nh", json!({ "why": "" }))] {
        assert_eq!(sends(&house, who, &after_all, &form).await.status, 422, "{who}");
    }
    assert!(asked(&house, "reclassering", TOLD).await.is_empty());
    done(&house, "politie-nh", &after_all, json!({ "why": "MERKTERUG: ik las het verkeerd." })).await;
    assert_eq!(sends(&house, "politie-nh", &after_all, &json!({ "why": "Weer." })).await.status, 422);
    assert!(asked(&house, "reclassering", LOOKS).await.is_empty());
    for who in ["politie-nh", "gemeente-hoorn", "reclassering"] {
        let page = house.browser(who).await.get(&format!("{at}/bijdragen")).await;
        assert!(page.says("MERKTERUG") && !page.says("Iemand aan tafel zegt van niet"), "{who}: {}", page.body);
    }
    // Who gave it is told until they looked, and nobody else reads it there.
    assert_eq!(asked(&house, "reclassering", TOLD).await, [format!("{at}/verbeteringen")]);
    assert!(!reads(&house, "gemeente-hoorn", &format!("{at}/verbeteringen")).await.says("MERKTERUG"));
    house.clock.minutes(1);
    let page = house.browser("reclassering").await.get(&format!("{at}/verbeteringen")).await;
    assert!(page.says("MERKEERSTE") && page.says("MERKTERUG") && !page.says("MERKTWEEDE"), "{}", page.body);
    assert!(asked(&house, "reclassering", TOLD).await.is_empty());
}

/// PAR-05: a third party reads of what is shared with it what it said itself and what came of that, and no word of another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_third_party_says_that_what_it_reads_is_not_right_and_takes_it_back() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let shared = Gift { thirds: vec![agency("ggz-nhn")], ..gift("MERKGEDEELD.") };
    let no = house.gives("reclassering", id, shared).await;
    let (wrong, giving) = (format!("{at}/bijdragen/klopt-niet/{no}"), format!("{at}/bijdragen"));
    let page = house.browser("ggz-nhn").await.get(&giving).await;
    assert!(page.says("Klopt dit niet?") && page.says(&wrong), "{}", page.body);
    done(&house, "om-nh", &wrong, json!({ "why": "MERKVANOM." })).await;
    done(&house, "ggz-nhn", &wrong, json!({ "why": "MERKVANGGZ." })).await;
    for (who, of_om) in [("ggz-nhn", false), ("reclassering", true), ("gemeente-hoorn", true)] {
        let page = house.browser(who).await.get(&giving).await;
        assert_eq!((page.says("MERKVANGGZ"), page.says("MERKVANOM")), (true, of_om), "{who}: {}", page.body);
    }
    done(&house, "reclassering", &format!("{giving}/klopt/{no}/1"), json!({ "why": "MERKVOOROM." })).await;
    let page = house.browser("ggz-nhn").await.get(&giving).await;
    assert!(!page.says("MERKVOOROM") && page.says("Iemand aan tafel zegt van niet"), "{}", page.body);
    done(&house, "ggz-nhn", &format!("{giving}/klopt-toch/{no}"), json!({ "why": "MERKTOCHGOED." })).await;
    let page = house.browser("ggz-nhn").await.get(&giving).await;
    assert!(page.says("MERKTOCHGOED") && !page.says("Iemand aan tafel zegt van niet"), "{}", page.body);
}
