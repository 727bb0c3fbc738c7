//! An incidental third party without an account answers one question by a link and a code (PAR-04 to 06): the three keys first, then the
//! code, then the declaration, and then that question and nothing else.

use crate::{
    correcting::{asked as asked_of, done, reads, sends, table},
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
    question_of(house, "gemeente-hoorn", at, (whom, what)).await
}

async fn question_of(house: &House, who: &str, at: &str, (whom, what): (&str, &str)) -> u64 {
    let form = json!({ "agency": whom, "question": what, "necessity": "Voor het beeld.", "due": LATER });
    done(house, who, &format!("{at}/bijdragen/vragen"), form).await;
    let all = reads(house, who, &format!("{at}/bijdragen")).await.json();
    let asked = all["questions"].as_array().unwrap();
    asked.iter().filter(|q| q["question"] == what).map(|q| q["no"].as_u64().unwrap()).next_back().unwrap()
}

/// Makes the link; gives where it leads and its code.
async fn link(house: &House, at: &str, no: u64) -> (String, String) {
    link_of(house, "gemeente-hoorn", at, no).await
}

async fn link_of(house: &House, who: &str, at: &str, no: u64) -> (String, String) {
    let page = format!("{at}/vraag/{no}/link");
    done(house, who, &page, json!({})).await;
    let made = reads(house, who, &page).await.json()["link"].clone();
    let address = made["address"].as_str().unwrap();
    let path = address.find("/beantwoorden/").map(|from| address[from..].to_owned()).unwrap();
    (path, made["code"].as_str().unwrap().to_owned())
}

/// What the law asks of an item, and the item.
const GIFT: [(&str, &str); 6] = [
    ("nature", "fact"),
    ("category", "e"),
    ("text", "MERKANTWOORD Hij komt elke dag."),
    ("special", "none"),
    ("necessity", "Voor het beeld."),
    ("ground", "consent"),
];

/// What is asked of who put a question by a link.
const NEWS: &str = "Lezen wat er van uw link kwam";

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
    for word in ["MERK", "Hoorn", "gemeente", "politie", &id.to_string(), "C-2026", "casus"] {
        assert!(!before.says(word), "{word}");
    }
    assert!(!stranger(&house).get(&format!("{path}?taal=en")).await.says("case"), "nor in English");
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
    let denied = stranger(&house).post(&format!("{path}/niets-bekend"), &[("sure", "ja")]).await;
    assert_eq!(denied.status, 404, "nobody answers without the code");
    house.clock.minutes(30);
    assert!(school.get(&path).await.says("MERKVRAAG"));
    // What the law asks of an item is asked here too.
    let lacking = school.post(&format!("{path}/delen"), &GIFT[..4]).await;
    assert_eq!(lacking.status, 422);
    assert!(lacking.says("MERKANTWOORD Hij komt elke dag."), "nothing typed is lost");
    let whole = [&GIFT[..], &[("reader", "gemeente-hoorn")]].concat();
    let given = school.post(&format!("{path}/delen"), &whole).await;
    assert_eq!(given.status, 303, "{}", given.body);
    let thanks = school.follow(&given).await;
    assert!(thanks.says("Uw antwoord is aangekomen. Organisatie gemeente-hoorn leest het."), "{}", thanks.body);
    assert!(!stranger(&house).get("/beantwoorden?gegeven=politie-nh.0011223344556677").await.says("aangekomen"));
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
    // Who asked is told, and then it is over.
    let page = format!("{at}/vraag/{no}/link");
    assert_eq!(asked_of(&house, "gemeente-hoorn", NEWS).await, std::slice::from_ref(&page));
    let over = reads(&house, "gemeente-hoorn", &page).await.json();
    assert_eq!((&over["answer"], &over["link"]), (&json!("informatie gegeven"), &Value::Null));
    assert!(sends(&house, "gemeente-hoorn", &page, &json!({})).await.status >= 400, "it has its answer");
    done(&house, "gemeente-hoorn", &format!("{page}/gezien"), json!({})).await;
    assert!(asked_of(&house, "gemeente-hoorn", NEWS).await.is_empty());
    assert_eq!(reads(&house, "gemeente-hoorn", &page).await.status, 404);
    sound(&house).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_an_answer_is_named_also_where_who_asked_reads_none_and_nobody_else_reads_it() {
    const DIRECTOR: &str = "procesregisseur-nhn";
    let house = house().await;
    let (id, at) = table(&house).await;
    house.lets_in(id, third("school-hoorn", AgencyKind::School, LATER)).await;
    let no = question_of(&house, DIRECTOR, &at, ("school-hoorn", "MERKVRAAG Komt hij nog?")).await;
    let page = format!("{at}/vraag/{no}/link");
    let before = house.browser(DIRECTOR).await.get(&page).await;
    assert!(before.says("<strong>Organisatie gemeente-hoorn</strong>"), "{}", before.body);
    assert!(before.says("U leest het zelf niet"), "{}", before.body);
    let (path, code) = link_of(&house, DIRECTOR, &at, no).await;
    let told = house.browser(DIRECTOR).await.get(&page).await;
    assert!(told.says("Vertel dan ook over wie het gaat") && told.says("<strong>Organisatie gemeente-hoorn</strong>"));
    let mut school = stranger(&house);
    assert_eq!(types(&mut school, &path, &code).await.status, 303);
    let question = school.get(&path).await;
    assert!(question.says("vertelt wie u belde"), "whom it is about is told by phone: {}", question.body);
    let form = school.get(&format!("{path}?antwoord=geven")).await;
    for says in
        ["alleen Organisatie gemeente-hoorn", "leest zelf geen antwoorden", "ieder die aan deze casus deelneemt"]
    {
        assert!(form.says(says), "{says}: {}", form.body);
    }
    // Whom the form does not name reads it not, whoever that is; nor is anybody put in the place of who is not chosen.
    for other in ["", "zvh-nhn", "politie-nh", "school-hoorn", "bestaat-niet"] {
        let refused = school.post(&format!("{path}/delen"), &[&GIFT[..], &[("reader", other)]].concat()).await;
        assert_eq!(refused.status, 422, "{other}: {}", refused.body);
        assert!(refused.says("MERKANTWOORD"), "nothing typed is lost");
    }
    let given = school.post(&format!("{path}/delen"), &[&GIFT[..], &[("reader", "gemeente-hoorn")]].concat()).await;
    assert_eq!(given.status, 303, "{}", given.body);
    assert!(school.follow(&given).await.says("Organisatie gemeente-hoorn leest het."));
    for (who, reads_it) in [("gemeente-hoorn", true), (DIRECTOR, false), ("politie-nh", false), ("om-nh", false)] {
        assert_eq!(reads(&house, who, &format!("{at}/bijdragen")).await.says("MERKANTWOORD"), reads_it, "{who}");
    }
    // Everybody is everybody, and that is said too.
    let second = question_of(&house, DIRECTOR, &at, ("school-hoorn", "En zijn broer?")).await;
    let (path, code) = link_of(&house, DIRECTOR, &at, second).await;
    assert_eq!(types(&mut school, &path, &code).await.status, 303);
    let given = school.post(&format!("{path}/delen"), &[&GIFT[..], &[("reader", "all")]].concat()).await;
    assert!(school.follow(&given).await.says("Ieder die aan deze casus deelneemt, mag het lezen."));
    assert!(reads(&house, "politie-nh", &format!("{at}/bijdragen")).await.says("MERKANTWOORD"));
    // To know nothing is meant before it is said: nobody can take it back here.
    let third = question_of(&house, DIRECTOR, &at, ("school-hoorn", "En zijn zus?")).await;
    let (path, code) = link_of(&house, DIRECTOR, &at, third).await;
    assert_eq!(types(&mut school, &path, &code).await.status, 303);
    assert_eq!(school.post(&format!("{path}/niets-bekend"), &[]).await.status, 422);
    let given = school.post(&format!("{path}/niets-bekend"), &[("sure", "ja")]).await;
    assert!(school.follow(&given).await.says("Wie u de vraag stelde, ziet het."));
    sound(&house).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_link_leads_to_the_page_that_says_what_can_be_done_without_an_account() {
    let house = house().await;
    let (_, at, no) = asked(&house).await;
    let (path, code) = link(&house, &at, no).await;
    let other = if code.starts_with('A') { "B2222222" } else { "A2222222" };
    let mut guesser = stranger(&house);
    for _ in 0..4 {
        let missed = types(&mut guesser, &path, other).await;
        // The try was counted, and the page does not say that nothing was sent.
        assert!(missed.says("Deze poging is geteld") && !missed.says("Er is niets verstuurd"), "{}", missed.body);
    }
    let fifth = types(&mut guesser, &path, other).await;
    let dead = guesser.get(&path).await;
    let sixth = guesser.post(&format!("{path}/openen"), &[&[("code", code.as_str())], &WHO[..]].concat()).await;
    let unknown = stranger(&house).get(&format!("/beantwoorden/{}", "0".repeat(32))).await;
    for page in [&fifth, &dead, &sixth, &unknown] {
        assert_eq!(page.status, 404);
        assert!(page.says("Werkt uw link niet meer?") && !page.says("Mijn werk"), "{}", page.body);
        assert!(!page.says(&code) && !page.says(other) && !page.says("MERKOPENER"), "{}", page.body);
    }
    // Who asked is told that it died, and by whom it was not: nobody gave a name.
    let page = format!("{at}/vraag/{no}/link");
    assert_eq!(asked_of(&house, "gemeente-hoorn", NEWS).await, std::slice::from_ref(&page));
    assert_eq!(reads(&house, "gemeente-hoorn", &page).await.json()["dead"], true);
    let happened = reads(&house, "gemeente-hoorn", &at).await.json()["history"].clone();
    let wrong = |line: &&Value| line["what"].as_str().unwrap().starts_with("Verkeerde code");
    let wrong: Vec<_> = happened.as_array().unwrap().iter().filter(wrong).collect();
    assert_eq!(wrong.len(), 1, "five are one line: {happened}");
    assert_eq!(wrong[0]["what"], "Verkeerde code bij de link (5×)");
    assert_eq!(wrong[0]["who"]["organisation"], "iemand met de link");
    // A new one ends the notice as well as having seen it.
    link(&house, &at, no).await;
    assert!(asked_of(&house, "gemeente-hoorn", NEWS).await.is_empty());
    // A letter of some length is not lost where its link died meanwhile.
    let mut school = stranger(&house);
    let (path, code) = link(&house, &at, no).await;
    assert_eq!(types(&mut school, &path, &code).await.status, 303);
    done(&house, "gemeente-hoorn", &format!("{page}/intrekken"), json!({ "sure": "ja" })).await;
    let long = "Hij komt elke dag, is op tijd, en praat in de pauze met dezelfde drie jongens als vorig jaar.";
    let late = school.post(&format!("{path}/delen"), &[("text", long), ("reader", "gemeente-hoorn")]).await;
    assert!(late.status == 404 && late.says(long) && late.says("Werkt uw link niet meer?"), "{}", late.body);
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
    let with =
        stranger(&house).post_with(&format!("{care}/niets-bekend"), ("cookie", &stolen), &[("sure", "ja")]).await;
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
