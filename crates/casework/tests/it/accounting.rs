//! Somebody accounts to the organisation that designated them (Wgpga art. 17): with what they did, and no word of what anything says.

use crate::{
    correcting::{done, reads, table},
    dossiers::{TODAY, by_police, gift, participant},
    house::{FORMER, agency, day, house},
    mergers::{merges, two_for_probation},
    persons::hire,
};
use casework::case::Ground;
use serde_json::{Value, json};
use vault::AgencyKind;

const PAGE: &str = "/verantwoording";

fn told(page: &Value, list: &str) -> Vec<(String, Option<String>)> {
    let of = |one: &Value| {
        let table = &one["table"]["reference"];
        (one["what"]["nl"].as_str().unwrap().to_owned(), table.as_str().map(str::to_owned))
    };
    page[list].as_array().unwrap().iter().map(of).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_shows_what_they_did_and_what_is_asked_of_them_and_nothing_of_anybody_else() {
    let house = house().await;
    hire(&house, "politie-nh-2").await;
    let (id, at) = table(&house).await;
    let reference =
        house.now::<casework::case::ReadCase>("politie-nh", id).await.opening.unwrap().reference.to_string();
    house.gives("politie-nh", id, by_police(gift("MERKPOLITIE gezien."))).await;
    let no = house.gives("gemeente-hoorn", id, gift("MERKGEMEENTE.")).await;
    done(&house, "politie-nh", &format!("{at}/bijdragen/klopt-niet/{no}"), json!({ "why": "MERKREDEN." })).await;
    let ask = json!({ "agency": "politie-nh", "question": "MERKVRAAG?", "necessity": "x", "due": "2026-03-01" });
    done(&house, "gemeente-hoorn", &format!("{at}/bijdragen/vragen"), ask).await;

    let page = reads(&house, "politie-nh", PAGE).await;
    let did = told(&page.json(), "done");
    let expected = |what: &str| (what.to_owned(), Some(reference.clone()));
    assert_eq!(did[0], expected("Zeggen dat een bijdrage niet klopt"), "new to old: {}", page.body);
    assert!(did.contains(&expected("Bijdrage leveren")), "{}", page.body);
    let asked = told(&page.json(), "asked");
    assert!(asked.iter().any(|(_, table)| *table == Some(reference.clone())), "{}", page.body);
    assert!(!page.says("MERK"), "no word of what anything says, nor of whom: {}", page.body);
    assert!(!page.says("Casus openen"), "what another did: {}", page.body);
    let officer = house.actor("fg").await;
    let lines = house.vault.book_latest(&officer, vault::Purpose::Control, 20).await.unwrap();
    let own = lines.iter().filter(|line| line.act == "book.read" && line.person == "politie-nh");
    assert_eq!(own.count(), 1, "that it was read is a line as well");

    // A colleague at the same table, another organisation and who only reads: their own and nothing of this.
    for (who, sits) in [("politie-nh-2", true), ("gemeente-haarlem", false), ("fg", false)] {
        let theirs = reads(&house, who, PAGE).await;
        assert_eq!((theirs.status, told(&theirs.json(), "done").len()), (200, 0), "{who}: {}", theirs.body);
        assert_eq!(theirs.says(&reference), sits, "{who}: {}", theirs.body);
    }
    let gone = house.browser(FORMER).await.get(PAGE).await;
    assert_ne!(gone.status, 200, "who is not designated any more");

    // After it left the table it still stands that something was done, and not at which table.
    house.closes(id).await;
    let later = reads(&house, "politie-nh", PAGE).await;
    assert!(told(&later.json(), "done").len() > did.len() && !later.says(&reference), "{}", later.body);
    let mut browser = house.browser("politie-nh").await;
    assert!(browser.get("/").await.says(PAGE));
    let shown = browser.get(PAGE).await;
    assert!(shown.says("Zeggen dat een bijdrage niet klopt") && !shown.says("MERK"), "{}", shown.body);
}

/// More is asked than stands on the page: it says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_what_is_asked_that_does_not_stand_there_whole_says_so() {
    let house = house().await;
    let (id, _) = table(&house).await;
    let said = "Er wordt meer van u gevraagd";
    for n in 0..201 {
        house.asks(id, "politie-nh", &format!("Vraag {n}?")).await;
        if n == 2 {
            assert!(!house.browser("politie-nh").await.get(PAGE).await.says(said));
        }
    }
    let page = house.browser("politie-nh").await.get(PAGE).await;
    assert!(page.says(said), "{}", page.body);
    assert_eq!(told(&reads(&house, "politie-nh", PAGE).await.json(), "asked").len(), 200);
}

/// What somebody did for an organisation that went over into another is theirs to account for there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_done_for_an_organisation_that_went_over_into_another_still_stands_there() {
    let house = two_for_probation().await;
    let id = house.case("hoorn", "MERK").await;
    house.lets_in(id, participant("reclassering", AgencyKind::Probation, Ground::Probation)).await;
    house.gives("reclassering", id, gift("MERKEIGEN gezien.")).await;
    let did = async |who: &str| told(&reads(&house, who, PAGE).await.json(), "done");
    let before = did("reclassering").await;
    assert!(before.iter().any(|(what, _)| what == "Bijdrage leveren"), "{before:?}");
    merges(&house, day(TODAY)).await;
    house.vault.pass().await.unwrap();
    assert_eq!(house.actor("reclassering").await.agency.id, agency("reclassering-oost"));
    assert_eq!(did("reclassering").await, before);
    assert!(did("oost").await.is_empty(), "of nobody else");
}
