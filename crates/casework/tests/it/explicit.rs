//! Stories of what a decision or a contribution goes without: it says so on its face, quietly, and nothing is refused for it.

use crate::{
    correcting::{done, reads, sends, table},
    dossiers::{LATER, TODAY, intake},
    house::{agency, day, house},
};
use casework::case::{self, Heard};
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
    let turned = reads(&house, "gemeente-haarlem", &format!("{at}/deelname")).await.json();
    assert_eq!(turned["turned"][0]["without"], json!(["Zonder verwachting"]), "it goes without nothing else");
    assert_eq!(reads(&house, "gemeente-hoorn", &format!("{at}/deelname")).await.status, 404, "it went on elsewhere");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letting_an_organisation_in_says_what_is_expected_and_when_the_table_looks_at_it() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let to = format!("{at}/deelname/voorstel");
    let asks = json!({ "as": "participant", "agency": "rvdk", "necessity": "Kent het gezin.", "from": "2026-02-03" });
    let with = |more: serde_json::Value| {
        let mut all = asks.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let past = sends(&house, "gemeente-hoorn", &to, &with(json!({ "review": "2026-01-01" }))).await;
    assert!(past.status == 422 && past.body.contains("\"review\""), "{}", past.body);
    done(&house, "gemeente-hoorn", &to, with(json!({ "expectation": "Zij belt ons elke week.", "review": LATER })))
        .await;
    let page = house.browser("politie-nh").await.get(&format!("{at}/deelname")).await;
    for words in ["Zij belt ons elke week.", "01-04-2026"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    let case = house.now::<case::ReadCase>("politie-nh", id).await;
    let pending = case.pending.iter().find(|it| it.proposal.agency == agency("rvdk")).unwrap();
    assert!(pending.proposal.lacks().is_empty());

    // Left open, it says so to who decides on it.
    let (_, at) = table(&house).await;
    done(&house, "gemeente-hoorn", &format!("{at}/deelname/voorstel"), asks.clone()).await;
    let page = house.browser("politie-nh").await.get(&format!("{at}/deelname")).await;
    assert!(page.says("Zonder verwachting") && page.says("Zonder datum om terug te kijken"), "{}", page.body);
    assert!(!page.says("Zonder grond"), "its ground is in the law: {}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_contribution_says_how_its_giver_knows_it_and_with_which_instrument() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let to = format!("{at}/bijdragen/nieuw");
    let given = |more: serde_json::Value| {
        let mut all = json!({ "category": "e", "nature": "fact", "text": "Was er niet.", "necessity": "Voor het beeld.",
            "ground": "participant", "special": "none", "audience": "all" });
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    for (bad, field) in [
        (json!({ "heard": "told", "known_on": "2026-12-31" }), "known_on"),
        (json!({ "nature": "judgement", "with_instrument": "yes" }), "instrument"),
        (
            json!({ "nature": "judgement", "with_instrument": "yes", "text": "Totaalscore: 31.", "instrument": "Werkmodel",
                    "instrument_version": "3", "assessor": "Psycholoog", "instrument_on": "2026-01-05" }),
            "text",
        ),
    ] {
        let reply = sends(&house, "gemeente-hoorn", &to, &given(bad)).await;
        assert!(reply.status == 422 && reply.body.contains(&format!("\"{field}\"")), "{field}: {}", reply.body);
    }
    done(&house, "gemeente-hoorn", &to, given(json!({ "text": "Was er dinsdag niet." }))).await;
    let told =
        json!({ "text": "Sliep bij een vriend.", "heard": "told", "known_on": "2026-01-20", "doubt": "Wie het zei." });
    done(&house, "gemeente-hoorn", &to, given(told)).await;
    let found = json!({ "nature": "judgement", "with_instrument": "yes", "text": "Zoekt vooral erkenning.",
        "instrument": "Werkmodel", "instrument_version": "3", "assessor": "Psycholoog", "instrument_on": "2026-01-05",
        "heard": "seen" });
    done(&house, "gemeente-hoorn", &to, given(found)).await;
    let page = house.browser("politie-nh").await.get(&format!("{at}/bijdragen")).await;
    for words in [
        "Niet gezegd hoe de inbrenger dit weet",
        "Hoe de inbrenger dit weet: van iemand anders gehoord, 20-01-2026",
        "Waar de inbrenger aan twijfelt: Wie het zei.",
        "Conclusie met een instrument: Werkmodel, versie 3, door Psycholoog (niet ervoor geschoold), 05-01-2026",
    ] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    let case = house.now::<case::ReadCase>("politie-nh", id).await;
    let known: Vec<Option<Heard>> = case
        .items_for(&agency("politie-nh"), day(TODAY))
        .iter()
        .rev()
        .take(3)
        .rev()
        .map(|it| it.gift.known.as_ref().map(|known| known.heard))
        .collect();
    assert_eq!(known, [None, Some(Heard::Told), None], "of a judgement it is not asked how it was seen");
}
