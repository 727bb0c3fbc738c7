//! An incidental third party without an account answers one question by a link and a code (PAR-04 to 06): the three keys first, then the
//! code, then the declaration, and then that question and nothing else.

use crate::{
    correcting::{done, reads, sends, table},
    dossiers::{LATER, third},
    house::{House, agency, house},
};
use casework::case;
use kernel::DossierId;
use serde_json::{Value, json};
use vault::AgencyKind;
use web::testing::{Client, Reply};

const WHO: [(&str, &str); 3] =
    [("name", "MERKOPENER Jip Verzonnen"), ("function", "zorgcoördinator"), ("promise", "ja")];

/// A case with a school as third party that has not declared, asked one thing by the municipality.
async fn asked(house: &House) -> (DossierId, String, u64) {
    let (id, at) = table(house).await;
    house.lets_in(id, third("school-hoorn", AgencyKind::School, LATER)).await;
    let no = question(house, &at, "school-hoorn", "MERKVRAAG Komt hij nog op school?").await;
    (id, at, no)
}

async fn question(house: &House, at: &str, whom: &str, what: &str) -> u64 {
    let form = json!({ "agency": whom, "question": what, "necessity": "Voor het beeld.", "due": LATER });
    done(house, "gemeente-hoorn", &format!("{at}/bijdragen/vragen"), form).await;
    let all = reads(house, "gemeente-hoorn", &format!("{at}/bijdragen")).await.json();
    let asked = all["questions"].as_array().unwrap();
    asked.iter().filter(|q| q["question"] == what).map(|q| q["no"].as_u64().unwrap()).next_back().unwrap()
}

/// Makes the link; gives where it leads and its code.
async fn link(house: &House, at: &str, no: u64) -> (String, String) {
    let page = format!("{at}/vraag/{no}/link");
    done(house, "gemeente-hoorn", &page, json!({})).await;
    let made = reads(house, "gemeente-hoorn", &page).await.json()["link"].clone();
    let address = made["address"].as_str().unwrap();
    let path = address.find("/beantwoorden/").map(|from| address[from..].to_owned()).unwrap();
    (path, made["code"].as_str().unwrap().to_owned())
}

fn stranger(house: &House) -> Client {
    house.front().clone()
}

async fn types(client: &mut Client, path: &str, code: &str) -> Reply {
    client.get(path).await;
    client.post(&format!("{path}/openen"), &[&[("code", code)], &WHO[..]].concat()).await
}

/// Book, events and heads fit each other.
async fn sound(house: &House) {
    let vault = house.vault.clone();
    let found = tokio::task::spawn_blocking(move || vault.verify(|| ()).unwrap()).await.unwrap();
    assert!(found.wrong.is_empty(), "{:?}", found.wrong);
}

/// For which organisation the question was read, as often as it was.
async fn readers(house: &House) -> Vec<String> {
    let book = crate::rig::book(&house.vault, 1000).await;
    book.into_iter().filter(|line| line.act == "case.read-link").map(|line| line.agency).collect()
}

fn told(page: &Value, no: u64) -> Value {
    page["questions"].as_array().unwrap().iter().find(|q| q["no"] == no).unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_no_account_reads_one_question_after_code_and_declaration_and_answers_it_once() {
    let house = house().await;
    let (id, at, no) = asked(&house).await;
    let (path, code) = link(&house, &at, no).await;
    assert_eq!(code.len(), 8);
    // Before the code: nothing of the question, of the case or of who sits there.
    let mut school = stranger(&house);
    let before = school.get(&path).await;
    assert_eq!(before.status, 200, "{}", before.body);
    for word in ["MERK", "Hoorn", "gemeente", "politie", &id.to_string(), "C-2026"] {
        assert!(!before.says(word), "{word}");
    }
    // Of nothing that is shown there is nothing in the book: whoever has the address cannot fill it.
    for _ in 0..30 {
        stranger(&house).get(&path).await;
    }
    assert_eq!(readers(&house).await, [""; 0]);
    // Without the declaration it does not open, nor without a name; and nothing that was typed is lost.
    let bare =
        school.post(&format!("{path}/openen"), &[("code", &code), ("name", "Jip"), ("function", "coördinator")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.says("coördinator") && !bare.says("MERKVRAAG"));
    // The code as people type it.
    let spaced = format!(" {}-{} ", code[..4].to_lowercase(), &code[4..]);
    let opened = types(&mut school, &path, &spaced).await;
    assert_eq!(opened.status, 303, "{}", opened.body);
    let page = school.get(&path).await;
    assert!(page.says("MERKVRAAG Komt hij nog op school?") && page.says("MERKOPENER Jip Verzonnen"), "{}", page.body);
    let case = house.now::<case::ReadCase>("procesregisseur-nhn", id).await;
    let opening = case.opening.as_ref().unwrap();
    for hidden in [opening.title.as_str(), opening.reference.as_str(), "Reclassering", "politie-nh", &id.to_string()] {
        assert!(!page.says(hidden), "{hidden}");
    }
    assert_eq!(readers(&house).await, ["school-hoorn"], "who read for which organisation is in the book");
    // It is on the asker's page who opened it, as they said themselves. They declared for themselves: whoever of the same organisation
    // comes with an account still has to.
    let seen = reads(&house, "gemeente-hoorn", &format!("{at}/vraag/{no}/link")).await.json();
    assert_eq!(seen["link"]["opened"], json!(["MERKOPENER Jip Verzonnen, zorgcoördinator"]));
    assert!(!case.member(&agency("school-hoorn")).unwrap().declared);
    assert_eq!(reads(&house, "school-hoorn", &format!("{at}/bijdragen")).await.status, 404);
    // Another device needs the code; this one does not, also after a while.
    assert!(!stranger(&house).get(&path).await.says("MERKVRAAG"));
    let denied = stranger(&house).post(&format!("{path}/niets-bekend"), &[]).await;
    assert_eq!(denied.status, 404, "nobody answers without the code");
    house.clock.minutes(30);
    assert!(school.get(&path).await.says("MERKVRAAG"));
    // What the law asks of an item is asked here too.
    let gift =
        [("nature", "fact"), ("category", "e"), ("text", "MERKANTWOORD Hij komt elke dag."), ("special", "none")];
    let lacking = school.post(&format!("{path}/delen"), &gift).await;
    assert_eq!(lacking.status, 422);
    assert!(lacking.says("MERKANTWOORD Hij komt elke dag."), "nothing typed is lost");
    let whole = [&gift[..], &[("necessity", "Voor het beeld."), ("ground", "consent")]].concat();
    let given = school.post(&format!("{path}/delen"), &whole).await;
    assert_eq!(given.status, 303, "{}", given.body);
    assert!(school.follow(&given).await.says("Uw antwoord is aangekomen"));
    // It lies on the table in the name of the third party, for who asked and nobody else; and says by whom.
    let table = house.browser("gemeente-hoorn").await.get(&format!("{at}/bijdragen")).await;
    assert!(table.says("MERKANTWOORD") && table.says("MERKOPENER Jip Verzonnen"), "{}", table.body);
    assert!(table.says("via een link, zoals zelf opgegeven"), "nobody checked the name");
    assert!(!house.browser("politie-nh").await.get(&format!("{at}/bijdragen")).await.says("MERKANTWOORD"));
    assert_eq!(told(&reads(&house, "gemeente-hoorn", &format!("{at}/bijdragen")).await.json(), no)["open"], false);
    // Link and code are dead: for this device, for another, and for who types the code again.
    assert_eq!(school.get(&path).await.status, 404);
    assert_eq!(school.post(&format!("{path}/niets-bekend"), &[]).await.status, 404);
    assert_eq!(types(&mut stranger(&house), &path, &code).await.status, 404);
    assert_eq!(
        reads(&house, "gemeente-hoorn", &format!("{at}/vraag/{no}/link")).await.status,
        404,
        "it has its answer"
    );
    sound(&house).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_by_a_link_fills_no_book_without_end_and_reads_on_an_hour_later() {
    let house = house().await;
    let (_, at, no) = asked(&house).await;
    let (path, code) = link(&house, &at, no).await;
    let mut school = stranger(&house);
    assert_eq!(types(&mut school, &path, &code).await.status, 303);
    for n in 0..60 {
        assert_eq!(school.get(&path).await.status, 200, "{n}");
    }
    let more = school.get(&path).await;
    assert!(more.status == 409 && !more.says("MERKVRAAG"), "{} {}", more.status, more.body);
    assert_eq!(readers(&house).await.len(), 60);
    house.clock.minutes(61);
    assert!(school.get(&path).await.says("MERKVRAAG"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_wrong_codes_end_a_link_whoever_types_them_and_a_new_one_begins_anew() {
    let house = house().await;
    let (_, at, no) = asked(&house).await;
    let (path, code) = link(&house, &at, no).await;
    let other = if code.starts_with('A') { "B2222222" } else { "A2222222" };
    for left in (1..5).rev() {
        let reply = types(&mut stranger(&house), &path, other).await;
        assert_eq!(reply.status, 422);
        assert!(reply.says(&format!("nog {left} keer proberen")) && reply.says("zorgcoördinator"), "{}", reply.body);
    }
    // Two guesses at once are two.
    let (mut one, mut two) = (stranger(&house), stranger(&house));
    let (first, second) = tokio::join!(types(&mut one, &path, other), types(&mut two, &path, &code));
    assert!(first.status == 404 || second.status == 303, "{} {}", first.status, second.status);
    let page = reads(&house, "gemeente-hoorn", &format!("{at}/vraag/{no}/link")).await.json();
    if page["dead"] == true {
        assert_eq!(types(&mut stranger(&house), &path, &code).await.status, 404, "not even with the right code");
    }
    let (fresh, new_code) = link(&house, &at, no).await;
    assert_ne!((&fresh, &new_code), (&path, &code));
    assert_eq!(types(&mut stranger(&house), &path, &code).await.status, 404, "the earlier one is dead");
    assert_eq!(types(&mut stranger(&house), &fresh, &code).await.status, 422, "an earlier code opens no later link");
    let mut school = stranger(&house);
    assert_eq!(types(&mut school, &fresh, &new_code).await.status, 303);
    // Taken back, it is dead for who opened it too.
    done(&house, "gemeente-hoorn", &format!("{at}/vraag/{no}/link/intrekken"), json!({ "sure": "ja" })).await;
    assert_eq!(school.get(&fresh).await.status, 404);
    sound(&house).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_for_a_third_party_by_who_asked_and_dies_with_every_day_that_ends_it() {
    let house = house().await;
    let (id, at, no) = asked(&house).await;
    let page = format!("{at}/vraag/{no}/link");
    // Nobody but who asked makes it or reads its code; a participant answers with an account.
    for who in ["politie-nh", "om-nh", "reclassering", "ggz-nhn", "gemeente-haarlem", "school-hoorn"] {
        assert_eq!(reads(&house, who, &page).await.status, 404, "{who}");
        assert!(sends(&house, who, &page, &json!({})).await.status >= 400, "{who}");
    }
    let own = question(&house, &at, "reclassering", "Ziet u hem?").await;
    assert_eq!(reads(&house, "gemeente-hoorn", &format!("{at}/vraag/{own}/link")).await.status, 404);
    assert_eq!(sends(&house, "gemeente-hoorn", &format!("{at}/vraag/{own}/link"), &json!({})).await.status, 422);
    // A ticket of one link opens no other, not even of the same case and of who is as honest.
    let second = question(&house, &at, "ggz-nhn", "Komt hij op afspraken?").await;
    let ((path, code), (care, _)) = (link(&house, &at, no).await, link(&house, &at, second).await);
    let mut school = stranger(&house);
    assert_eq!(types(&mut school, &path, &code).await.status, 303);
    let kept = school.cookie();
    let stolen = kept.split("; ").find(|pair| pair.starts_with("kaart=")).unwrap().to_owned();
    let with = stranger(&house).post_with(&format!("{care}/niets-bekend"), ("cookie", &stolen), &[]).await;
    assert_eq!(with.status, 404, "{}", with.body);
    // Unknown, dead and mistyped are alike.
    let never = format!("/beantwoorden/{}", "0".repeat(32));
    let unknown = stranger(&house).get(&never).await;
    house
        .does::<case::EndParticipation>("gemeente-hoorn", id, |d| {
            d.end_participation(
                &agency("school-hoorn"),
                crate::house::note("Klaar."),
                crate::house::day(crate::dossiers::TODAY),
            )
        })
        .await;
    let ended = school.get(&path).await;
    assert_eq!((unknown.status, ended.status), (404, 404), "who left answers nothing");
    assert_eq!(unknown.body.replace(&never, ""), ended.body.replace(&path, ""));
    // After the day of the question the other is dead too.
    house.clock.set("2026-04-02T09:00:00Z");
    assert_eq!(stranger(&house).get(&care).await.status, 404);
    assert_eq!(sends(&house, "gemeente-hoorn", &format!("{at}/vraag/{second}/link"), &json!({})).await.status, 422);
    sound(&house).await;
}
