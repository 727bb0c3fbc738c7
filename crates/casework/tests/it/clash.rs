//! Two people at one text: both stay readable, and whoever comes second chooses what it is to say.

use crate::{house::*, stories::room};
use kernel::DossierId;
use serde_json::json;
use web::testing::{Client, Reply};

/// What a form on a page holds, by name, as a browser would send it back.
fn held(page: &str, action: &str) -> Vec<(String, String)> {
    let from = page.find(&format!("action=\"{action}\"")).unwrap_or_else(|| panic!("no form to {action}"));
    let form = page[from..].split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        tag.split(&format!("{name}=\"")).nth(1).map(|rest| rest.split('"').next().unwrap().to_owned())
    };
    let mut all = Vec::new();
    for tag in form.split('<').filter(|tag| tag.starts_with("input ") || tag.starts_with("textarea ")) {
        let (inside, text) = tag.split_once('>').unwrap();
        let choice = ["radio", "checkbox"].contains(&attribute(inside, "type").unwrap_or_default().as_str());
        let value = if inside.starts_with("textarea") {
            text.strip_prefix('\n').unwrap_or(text).to_owned()
        } else {
            attribute(inside, "value").unwrap_or_default()
        };
        if !choice || inside.contains(" checked") {
            all.push((attribute(inside, "name").unwrap(), value));
        }
    }
    all
}

/// Sends a form back as it stands on the page, with these texts in place of what it held.
pub(crate) async fn sends(browser: &mut Client, path: &str, page: &str, with: &[(&str, &str)]) -> Reply {
    let mut typed = held(page, path);
    typed.retain(|(name, _)| !with.iter().any(|(other, _)| other == name));
    let mut typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    typed.extend(with);
    browser.post(path, &typed).await
}

async fn judgement(house: &House, id: DossierId) -> (String, String) {
    let weighing = house.now::<casework::weighing::ReadWeighing>("procesregisseur-nhn", id).await;
    let judgement = &weighing.text().unwrap().judgement;
    (judgement.decision.considerations.to_string(), judgement.facts.to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_rewrite_a_judgement_the_second_reads_both_texts_and_chooses() {
    let house = house().await;
    let all = house.furnish().await;
    let id = all.iter().find(|p| p.kind == "weighing" && p.word == "open").unwrap().id;
    let path = format!("{}/{id}/oordeel", room("weighing"));
    let (mut om, mut police) = (house.browser("om-nh").await, house.browser("politie-nh").await);
    let (first, second) = (om.get(&path).await.body, police.get(&path).await.body);
    let done = sends(&mut om, &path, &first, &[("considerations", "Zoals het OM het ziet.")]).await;
    assert_eq!(done.status, 303, "{}", done.body);

    // The police wrote at the same, and at the facts, at which nobody else did.
    let mine = [("considerations", "Zoals de politie het ziet."), ("facts", "Gezien op 30 januari.")];
    let again = sends(&mut police, &path, &second, &mine).await;
    assert_eq!(again.status, 409, "{}", again.body);
    for part in
        ["<p>Zoals het OM het ziet.</p>", "<p>Zoals de politie het ziet.</p>", "Naam van om-nh", "_keep_considerations"]
    {
        assert!(again.says(part), "{part}: {}", again.body);
    }
    assert!(!again.body.contains("_keep_facts") && again.says("Gezien op 30 januari.</textarea>"), "{}", again.body);

    // Pressing once more without a choice overwrites nothing.
    let blind = sends(&mut police, &path, &again.body, &[]).await;
    assert!(blind.status == 422 && blind.says("Kies welke tekst er komt te staan."), "{}", blind.body);
    assert_eq!(judgement(&house, id).await.0, "Zoals het OM het ziet.");
    assert!(blind.says("<p>Zoals het OM het ziet.</p>") && blind.says("Zoals de politie het ziet."), "{}", blind.body);

    // While the police think about it, somebody adds something elsewhere: that is in nobody's way.
    let keep = [("_keep_considerations", "mine"), ("considerations", "Zoals beide het zien.")];
    let done = sends(&mut police, &path, &blind.body, &keep).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(judgement(&house, id).await, ("Zoals beide het zien.".to_owned(), "Gezien op 30 januari.".to_owned()));

    // Whoever leaves theirs as it stands sends nothing of their own there.
    let late =
        sends(&mut om, &path, &first, &[("considerations", "Nog eens het OM."), ("ground", "Andere grond")]).await;
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(late.says("Gezien op 30 januari.</textarea>"), "what one did not touch is what it says now: {}", late.body);
    let done = sends(&mut om, &path, &late.body, &[("_keep_considerations", "now")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(judgement(&house, id).await, ("Zoals beide het zien.".to_owned(), "Gezien op 30 januari.".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_text_said_before_stays_readable_with_who_wrote_it_and_what_became_different() {
    let house = house().await;
    let all = house.furnish().await;
    let of = |kind: &str, word: &str| all.iter().find(|p| p.kind == kind && p.word == word).unwrap().id;
    let (weighing, advice, case) = (of("weighing", "open"), of("advice", "drafted"), of("case", "open"));
    let writes = async |who: &str, path: String, with: (&str, &str)| {
        let mut browser = house.browser(who).await;
        let page = browser.get(&path).await.body;
        let done = sends(&mut browser, &path, &page, &[with]).await;
        assert_eq!(done.status, 303, "{}", done.body);
    };
    writes("om-nh", format!("/wegingen/{weighing}/oordeel"), ("considerations", "De stickers hangen op de brug."))
        .await;
    writes("politie-nh", format!("/wegingen/{weighing}/oordeel"), ("considerations", "De stickers hangen op de kade."))
        .await;
    writes("procesregisseur-nhn", format!("/adviezen/{advice}/tekst"), ("grounds", "Eén organisatie redt dit wel."))
        .await;
    let read = async |who: &str, path: String| house.browser(who).await.get(&path).await;
    let page = read("om-nh", format!("/wegingen/{weighing}/oordeel/versies")).await;
    for part in ["De stickers hangen op de <del>brug.</del><ins>kade.</ins>", "Naam van om-nh", "Naam van politie-nh"] {
        assert!(page.says(part), "{part}: {}", page.body);
    }
    let seen = house.program("om-nh").await.get(&format!("/api/v1/wegingen/{weighing}/oordeel/versies")).await.json();
    let versions = seen["versions"].as_array().unwrap();
    assert_eq!(versions.len(), 3, "{seen}");
    assert!(versions[2]["changed"].is_null() && versions[0]["changed"].as_array().unwrap().len() == 1, "{seen}");
    assert!(read("om-nh", format!("/wegingen/{weighing}")).await.says("/oordeel/versies"));
    let page = read("politie-nh", format!("/adviezen/{advice}/versies")).await;
    assert!(page.says("<ins>Eén organisatie redt dit wel.</ins>"), "{}", page.body);
    assert!(page.says("De eerste versie."), "the advice began with one: {}", page.body);
    // Whoever does not read the text reads no earlier one either.
    for (who, path) in [
        ("reclassering", format!("/wegingen/{weighing}/oordeel/versies")),
        ("reclassering", format!("/adviezen/{advice}/versies")),
        ("ggz-nhn", format!("/zaken/{case}/plan/versies")),
    ] {
        assert_eq!(read(who, path.clone()).await.status, 404, "{who} {path}");
    }
    assert_eq!(read("politie-nh", format!("/zaken/{case}/plan/versies")).await.status, 200);
}

/// WEG-08: whoever answers one question, or filed, is not told what the table does, also not when they come too late.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read_a_weighing_is_not_told_what_happened_there_meanwhile() {
    let house = house().await;
    let id = house.furnish().await.iter().find(|p| p.kind == "weighing" && p.word == "sealed").unwrap().id;
    let asked =
        house.vault.open_desk::<casework::weighing::AnswerQuestion>(&house.actor("reclassering").await, id).await;
    assert_eq!(asked.unwrap().told_since(0).await.unwrap(), []);
    let table = house.vault.open_desk::<casework::weighing::Consult>(&house.actor("om-nh").await, id).await;
    let told = table.unwrap().told_since(0).await.unwrap();
    assert!(told.iter().any(|(stamp, _)| stamp.called.name.as_str() == "Naam van om-nh"), "{told:?}");
}

/// Three at one table turn together, each with the page open from before the first: nobody is told that a colleague changed something. Whoever said no in
/// between is read first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_who_opened_the_page_together_turn_their_keys_one_after_another() {
    let house = house().await;
    let (_, at) = crate::reviewing::table(&house).await;
    let form = crate::reviewing::form(&house, "gemeente-hoorn", &format!("{at}/toets")).await;
    let here = crate::reviewing::asks(&house, "gemeente-hoorn", &at, &form).await;
    let key = format!("{here}/sleutel");
    let mut open = Vec::new();
    for who in crate::reviewing::THREE {
        let mut browser = house.browser(who).await;
        let page = browser.get(&here).await.body;
        open.push((browser, page));
    }
    let objection = json!({ "text": "1", "reason": "De datum verraadt het." });
    let [(hoorn, seen), (police, before), (om, _)] = open.as_mut_slice() else { panic!("three") };
    assert_eq!(sends(hoorn, &key, seen, &[("read", "1")]).await.status, 303);
    let second = sends(police, &key, before, &[("read", "1")]).await;
    assert_eq!(second.status, 303, "{}", second.body);
    let page = om.get(&here).await.body;
    crate::correcting::done(&house, "om-nh", &format!("{here}/niet-instemmen"), objection).await;
    assert_eq!(sends(om, &key, &page, &[("read", "1")]).await.status, 409, "not past what was said since");
}
