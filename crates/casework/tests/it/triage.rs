//! The triage of a complex case as a story: where no house opened it there is no such page; where one did, a case is submitted, goes to the triage of
//! this week or the next, is decided by three keys, and becomes a case or is shielded and destroyed.

use crate::{
    correcting::{asked, done, reads, sends},
    house::{House, PEOPLE, agency, house, house_with, word},
    meeting::{CHAIR, planned, put},
    persons::{desk, hire},
};
use casework::{case, triage};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::AgencyKind;

const CARE: &str = "ggz-nhn";
const MADE: &str = "/triage/nieuw";
/// What is asked of who sits there, in My work.
const SEES: &str = "Zeggen hoe uw organisatie de aanmelding ziet";
const HEARS: &str = "Lezen wat de triage besloot, en zeggen of de betrokkene het weet";
const KEY: &str = "Sleutel omdraaien voor de triage";
const BSN: &str = "999990007";

fn form() -> Value {
    json!({
        "municipality": "hoorn", "name": "Bram MERKAANMELDING", "birth": "06-05-1990", "bsn": BSN, "address": "Kade 1",
        "reason": "MERKREDEN zwerft.", "goal": "MERKDOEL een dak.",
        "problems": "yes", "problems-words": "MERKPROBLEMEN schulden.", "chains": "no", "chains-words": "Zorg lukt dit.",
        "family": "not-known", "safety": "no", "safety-words": "Nee.",
        "wished": "Organisatie rvdk: MERKWENS er zijn kinderen.",
        "informed": "not-yet", "not_yet": "safety", "not_yet_why": "MERKNOGNIET.", "told_again": "01-03-2026"
    })
}

fn with(mut form: Value, changes: &[(&str, &str)]) -> Value {
    for (name, text) in changes {
        form[*name] = json!(text);
    }
    form
}

async fn submits(house: &House, who: &str, form: &Value) -> (String, DossierId) {
    let reply = sends(house, who, MADE, &with(form.clone(), &[("again", "ja")])).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let id = reply.json()["id"].as_str().unwrap().to_owned();
    (format!("/triage/{id}"), id.parse().unwrap())
}

fn ruling(outcome: &str) -> Value {
    json!({
        "question": "Komt er een casus?", "considerations": "MERKAFWEGING zorg alleen lukt niet.", "options": "Niets doen.",
        "dissent": "Een van ons ziet het anders.", "outcome": outcome, "elsewhere": "MERKELDERS wijkteam", "feedback": "MERKTERUG dit is waarom.",
        "expectation": "Wij bellen.", "ground": "WGS art. 2.25", "review": "10-03-2026"
    })
}

async fn turns(house: &House, at: &str, who: &str, text: u32) {
    done(house, who, &format!("{at}/sleutel"), json!({ "text": text.to_string(), "read": "ja" })).await;
}

/// The same person within a day is said before it is made, to who submitted it and nobody else; and nobody is born after today.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_submits_the_same_person_again_within_a_day_is_told_so_first() {
    let house = house().await;
    let born = sends(&house, CARE, MADE, &with(form(), &[("birth", "2030")])).await;
    assert_eq!((born.status, born.json()["errors"][0]["field"].as_str()), (422, Some("birth")), "{}", born.body);
    // What is missing says at which question, also above the form.
    let wordless = with(form(), &[("problems-words", ""), ("safety-words", "")]);
    let missing = sends(&house, CARE, MADE, &wordless).await.json()["errors"].clone();
    let messages: Vec<String> = missing.as_array().unwrap().iter().map(|one| one["message"].to_string()).collect();
    assert!(messages.len() == 2 && messages[0] != messages[1], "{missing}");
    let (at, _) = submits(&house, CARE, &form()).await;
    let list = house.browser(CARE).await.get("/triage").await;
    let reference = reads(&house, CARE, "/triage").await.json()["rows"][0]["reference"].as_str().unwrap().to_owned();
    assert!(list.says("Organisatie ggz-nhn") && !list.says("MERKAANMELDING"), "{}", list.body);
    assert_eq!(list.body.matches(&reference).count(), 1, "told once: {}", list.body);
    let again = sends(&house, CARE, MADE, &with(form(), &[("name", "bram merkaanmelding")])).await;
    assert!(again.status == 422 && again.says(&reference), "{}", again.body);
    assert_eq!(again.json()["errors"][0]["field"], json!("again"));
    let mut browser = house.browser(CARE).await;
    assert!(!browser.get(MADE).await.says("Dit is een andere aanmelding"), "asked only then");
    let typed = form();
    let typed: Vec<(&str, &str)> =
        typed.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
    let refused = browser.post(MADE, &typed).await;
    assert!(refused.status == 422 && refused.says("Dit is een andere aanmelding") && refused.says("MERKREDEN"));
    // Another person is nobody's concern, another organisation hears nothing, and who says that it is another hands it in.
    let other = sends(&house, CARE, MADE, &with(form(), &[("birth", "1991")])).await;
    assert_eq!(other.status, 201, "{}", other.body);
    let police = sends(&house, "politie-nh", MADE, &form()).await;
    assert!(police.status == 201 && !police.says(&reference), "{}", police.body);
    submits(&house, CARE, &form()).await;
    // After that day nobody asks.
    house.clock.days(2);
    let later = with(form(), &[("told_again", "10-03-2026")]);
    assert_eq!(sends(&house, CARE, MADE, &later).await.status, 201);
    assert!(at.starts_with("/triage/"));
}

/// Everybody says how they see it, and the three decide.
async fn decides(house: &House, at: &str, outcome: &str) {
    let view = json!({ "fit": "fits", "why": "Dit is gezien." });
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "reclassering"] {
        done(house, who, &format!("{at}/zienswijze"), view.clone()).await;
    }
    done(house, "procesregisseur-nhn", &format!("{at}/besluit"), ruling(outcome)).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        turns(house, at, who, 1).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_house_opened_it_there_is_no_such_page_for_anybody() {
    let house = house_with(|opening| opening.triages.clear()).await;
    for (who, ..) in PEOPLE {
        if crate::house::is_former(who) {
            continue;
        }
        let (program, mut browser) = (house.program(who).await, house.browser(who).await);
        assert!(!triage::is_there_for(&house.vault, &house.actor(who).await), "{who}");
        let never = browser.get("/triaag").await;
        for path in ["/triage", MADE] {
            let shown = browser.get(path).await;
            assert_eq!((shown.status, never.status), (404, 404), "{who} {path}");
            assert_eq!(program.get(&format!("/api/v1{path}")).await.status, 404, "{who} {path}");
        }
        for form in [form(), json!({})] {
            assert_eq!(program.post(&format!("/api/v1{MADE}"), &form).await.status, 404, "{who}");
        }
        house.clock.minutes(5);
    }
    // Nor does the page on which a case is opened say a word of it.
    assert!(!house.browser("gemeente-hoorn").await.get("/zaken/nieuw").await.says("/triage"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_there_for_who_submits_sits_there_or_holds_a_key_and_for_nobody_else() {
    let house = house().await;
    let there =
        ["gemeente-hoorn", "burgemeester-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn", "reclassering", CARE];
    for (who, ..) in PEOPLE {
        let is_there = there.contains(&who) || who == "casusregisseur-hoorn";
        if crate::house::is_former(who) {
            continue;
        }
        assert_eq!(triage::is_there_for(&house.vault, &house.actor(who).await), is_there, "{who}");
        assert_eq!(reads(&house, who, "/triage").await.status, if is_there { 200 } else { 404 }, "{who}");
        let submits =
            ["gemeente-hoorn", "burgemeester-hoorn", "casusregisseur-hoorn", "politie-nh", CARE].contains(&who);
        let shown = house.browser(who).await.get(MADE).await;
        assert_eq!(shown.status, if submits { 200 } else { 404 }, "{who}");
        house.clock.minutes(5);
    }
    // Another municipality than of that house, and a school, which the law does not have take part.
    let elsewhere = sends(&house, "politie-nh", MADE, &with(form(), &[("municipality", "haarlem")])).await;
    assert_eq!(elsewhere.json()["errors"][0]["field"], "municipality", "{}", elsewhere.body);
    assert_eq!(sends(&house, "school-hoorn", MADE, &form()).await.status, 404);
    for kind in AgencyKind::ALL {
        let at_a_case = case::standing(kind, case::Regime::WgsZvh).is_some();
        assert_eq!(triage::takes_part(kind), at_a_case, "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_before_the_moment_goes_to_this_week_and_after_it_the_page_says_next_week() {
    let house = house().await;
    let round = async |at: &str| reads(&house, CARE, at).await.json()["round"].as_str().unwrap().to_owned();
    // In the week in which summer time begins twelve o'clock is ten in UTC, and not eleven.
    for (now, day) in [
        ("2026-02-02T10:59:00Z", "2026-02-03"),
        ("2026-02-02T11:00:00Z", "2026-02-10"),
        ("2026-03-30T09:59:00Z", "2026-03-31"),
        ("2026-03-30T10:00:00Z", "2026-04-07"),
    ] {
        house.clock.set(now);
        let again = [("told_again", "01-05-2026")];
        let (at, _) = submits(&house, CARE, &with(form(), &again)).await;
        assert_eq!(round(&at).await, day, "{now}");
    }
    let page = house.browser(CARE).await.get(MADE).await;
    assert!(page.says("Het inlevermoment voor dinsdag 31-03-2026 is voorbij"), "{}", page.body);
    assert!(page.says("gaat naar de triage van dinsdag 07-04-2026"), "{}", page.body);
    assert!(page.says("maandag 06-04-2026 12:00"), "{}", page.body);
    let english = house.browser(CARE).await.get(&format!("{MADE}?taal=en")).await;
    assert!(english.status == 200, "{}", english.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lacks_is_asked_for_and_no_answer_makes_a_machine_refuse() {
    let house = house().await;
    let lacking = sends(&house, CARE, MADE, &json!({})).await;
    let errors = lacking.json()["errors"].as_array().unwrap().clone();
    let asked: Vec<&str> = errors.iter().filter_map(|e| e["field"].as_str()).collect();
    for field in ["municipality", "name", "reason", "goal", "problems", "chains", "family", "safety", "informed"] {
        assert!(asked.contains(&field), "{field}: {asked:?}");
    }
    for (changes, field) in [
        (vec![("problems-words", "")], "problems-words"),
        (vec![("wished", "De buurman")], "wished"),
        (vec![("told_again", "01-01-2026")], "told_again"),
        (vec![("not_yet_why", "")], "not_yet_why"),
        (vec![("informed", "told"), ("told_on", "04-02-2026")], "told_on"),
        (vec![("informed", "told")], "told_on"),
        (vec![("reason", "Zijn nummer is 999990007.")], "reason"),
    ] {
        let reply = sends(&house, CARE, MADE, &with(form(), &changes)).await;
        assert_eq!(reply.status, 422, "{field}: {}", reply.body);
        assert_eq!(reply.json()["errors"][0]["field"], field, "{}", reply.body);
    }
    // In a browser nothing of what was typed is lost.
    let mut browser = house.browser(CARE).await;
    browser.get(MADE).await;
    let again = browser.post(MADE, &[("name", "Bram MERKGETYPT"), ("problems", "yes")]).await;
    assert!(again.status == 422 && again.says("Bram MERKGETYPT"), "{}", again.body);
    // Four times no, and it is taken in all the same: people decide.
    let no = [("problems", "no"), ("chains", "no"), ("family", "no"), ("family-words", "Nee."), ("safety", "no")];
    let (at, _) = submits(&house, CARE, &with(form(), &no)).await;
    assert_eq!(asked_of(&house, "politie-nh").await, [format!("{at}#view")]);
}

async fn asked_of(house: &House, who: &str) -> Vec<String> {
    asked(house, who, SEES).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_that_the_three_take_up_begins_with_the_words_as_offers_and_is_erased_at_the_triage() {
    let house = house().await;
    let (at, id) = submits(&house, CARE, &form()).await;
    // Whoever sits there reads it and says how they see it; nobody else finds that it is there.
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn", "reclassering", CARE] {
        let page = house.browser(who).await.get(&at).await;
        assert!(page.says("MERKAANMELDING") && page.says("dinsdag 10-02-2026"), "{who}: {}", page.body);
        assert!(!page.says(BSN), "{who}");
    }
    for who in [
        "rvdk",
        "school-hoorn",
        "gemeente-haarlem",
        "procesregisseur-kennemerland",
        "expert-nh",
        "casusregisseur-hoorn",
        "fg",
    ] {
        for path in [at.clone(), format!("{at}/besluit"), format!("{at}/personen")] {
            assert_eq!(reads(&house, who, &path).await.status, 404, "{who} {path}");
        }
    }
    let view = json!({ "fit": "needs-first", "why": "MERKZIENSWIJZE eerst het wijkteam." });
    for who in ["politie-nh", "reclassering"] {
        assert_eq!(asked_of(&house, who).await, [format!("{at}#view")], "{who}");
        done(&house, who, &format!("{at}/zienswijze"), view.clone()).await;
        assert!(asked_of(&house, who).await.is_empty());
    }
    assert!(reads(&house, "om-nh", &at).await.says("MERKZIENSWIJZE"));
    assert!(!reads(&house, CARE, &at).await.says("MERKZIENSWIJZE"), "not for who submitted it");
    for who in [CARE, "procesregisseur-nhn", "rvdk"] {
        assert_eq!(sends(&house, who, &format!("{at}/zienswijze"), &view).await.status, 404, "{who}");
    }
    // It began: it is not taken back any more.
    let back = json!({ "reason": "Toch niet.", "sure": "ja" });
    let late = sends(&house, CARE, &format!("{at}/intrekken"), &back).await;
    assert!(late.status == 422 || late.status == 409, "{}", late.body);

    for who in ["reclassering", CARE] {
        assert_eq!(sends(&house, who, &format!("{at}/besluit"), &ruling("case")).await.status, 404, "{who}");
    }
    for who in ["gemeente-hoorn", "om-nh"] {
        done(&house, who, &format!("{at}/zienswijze"), view.clone()).await;
    }
    done(&house, "procesregisseur-nhn", &format!("{at}/besluit"), ruling("case")).await;
    assert_eq!(asked(&house, "om-nh", KEY).await, [format!("{at}#keys")]);
    let unread = sends(&house, "om-nh", &format!("{at}/sleutel"), &json!({ "text": "1" })).await;
    assert_eq!(unread.status, 422);
    for who in ["gemeente-hoorn", "politie-nh"] {
        turns(&house, &at, who, 1).await;
    }
    assert_eq!(asked(&house, "gemeente-hoorn", "Casus openen na de triage").await, [""; 0], "two keys decide nothing");
    for who in [CARE, "reclassering", "procesregisseur-nhn", "gemeente-hoorn"] {
        let key = json!({ "text": "1", "read": "ja" });
        assert!(sends(&house, who, &format!("{at}/sleutel"), &key).await.status >= 400, "{who}");
    }
    turns(&house, &at, "om-nh", 1).await;
    let open = asked(&house, "gemeente-hoorn", "Casus openen na de triage").await;
    assert_eq!(open, [format!("/zaken/nieuw?triage={id}")]);
    // Who submitted it reads the answer, and not what was weighed.
    let heard = reads(&house, CARE, &at).await;
    assert!(heard.says("MERKTERUG") && !heard.says("MERKAFWEGING"), "{}", heard.body);

    let mut town = house.browser("gemeente-hoorn").await;
    let shown = town.get(&open[0]).await;
    // It begins with what the three weighed; what who submitted it wrote is theirs to put on the table.
    assert!(shown.says("MERKAFWEGING"), "{}", shown.body);
    assert!(!shown.says("MERKREDEN") && !shown.says("MERKDOEL"), "{}", shown.body);
    for who in ["politie-nh", "reclassering", CARE, "gemeente-haarlem"] {
        assert_eq!(house.browser(who).await.get(&open[0]).await.status, 404, "{who}");
    }
    let opens = json!({
        "triage": id.to_string(), "title": "Rust op de kade", "summary": "Zwerft.", "kind": "complex", "regime": "wgs-zvh",
        "purpose": "Een dak."
    });
    assert!(sends(&house, "politie-nh", "/zaken/nieuw", &opens).await.status >= 400);
    let other_law = with(opens.clone(), &[("regime", "wgpga"), ("kind", "aftercare")]);
    assert_eq!(
        sends(&house, "gemeente-hoorn", "/zaken/nieuw", &other_law).await.json()["errors"][0]["field"],
        "regime"
    );
    let made = sends(&house, "gemeente-hoorn", "/zaken/nieuw", &opens).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let case_id: DossierId = made.json()["id"].as_str().unwrap().parse().unwrap();
    assert!(sends(&house, "gemeente-hoorn", "/zaken/nieuw", &opens).await.status >= 400, "twice makes one");
    let case = house.now::<case::ReadCase>("politie-nh", case_id).await;
    let opening = case.opening.as_ref().unwrap();
    assert_eq!((opening.regime, opening.kind), (case::Regime::WgsZvh, case::CaseKind::Complex));
    assert_eq!(opening.subject.bsn.as_ref().map(|bsn| bsn.reveal().to_owned()), Some(BSN.to_owned()));
    assert!(opening.asked.is_empty() && case.takers().len() == 3, "the three judged together");
    // What lay in the submission is nobody's yet at the table: its giver does not sit there.
    let offers: Vec<String> = case.offers_of(&agency(CARE)).map(|offer| offer.text.to_string()).collect();
    assert!(offers.iter().any(|text| text.contains("MERKREDEN")), "{offers:?}");
    assert!(offers.iter().any(|text| text.contains("MERKPROBLEMEN")), "{offers:?}");
    assert!(case.offers_of(&agency("politie-nh")).next().is_none(), "one text of three is no one's own judgement");
    let suggested: Vec<&str> = case.suggested().map(kernel::AgencyId::as_str).collect();
    assert_eq!(suggested, [CARE, "rvdk"]);
    assert!(!house.browser("politie-nh").await.get(&format!("/zaken/{case_id}/bijdragen")).await.says("MERKREDEN"));
    // The clock of the WGS runs from the day on which it was submitted.
    assert_eq!(case.destroy_by(), Some(word("2031-02-03")));
    // At the triage nothing is left of the words.
    for who in ["politie-nh", "gemeente-hoorn", "procesregisseur-nhn", CARE] {
        let page = reads(&house, who, &at).await;
        for gone in ["MERKAANMELDING", "MERKREDEN", "MERKZIENSWIJZE", "MERKPROBLEMEN"] {
            assert!(page.status == 200 && !page.says(gone), "{who} {gone}: {}", page.body);
        }
    }
    assert_eq!(asked(&house, CARE, HEARS).await, [format!("{at}#hear")]);
    done(&house, CARE, &format!("{at}/terugkoppeling"), json!({ "informed": "told", "told_on": "03-02-2026" })).await;
    assert!(asked(&house, CARE, HEARS).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_taken_up_is_shielded_with_the_third_key_and_destroyed_after_its_term() {
    let house = house().await;
    let (at, id) = submits(&house, CARE, &form()).await;
    decides(&house, &at, "elsewhere").await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn", "reclassering"] {
        assert_eq!(reads(&house, who, &at).await.status, 404, "{who}");
        assert!(!reads(&house, who, "/triage").await.says(&id.to_string()), "{who}");
    }
    let heard = reads(&house, CARE, &at).await;
    assert!(heard.says("MERKELDERS") && heard.says("MERKTERUG") && !heard.says("MERKAFWEGING"), "{}", heard.body);
    let hears = format!("{at}/terugkoppeling");
    let later = json!({ "informed": "not-yet", "not_yet": "investigation", "not_yet_why": "Loopt.", "told_again": "01-03-2026" });
    assert_eq!(sends(&house, "politie-nh", &hears, &later).await.status, 404);
    done(&house, CARE, &hears, later).await;
    assert!(asked(&house, CARE, HEARS).await.is_empty(), "until that day");
    house.clock.set("2026-03-01T09:00:00Z");
    assert_eq!(asked(&house, CARE, HEARS).await, [format!("{at}#hear")]);
    done(&house, CARE, &hears, json!({ "informed": "told", "told_on": "28-02-2026" })).await;
    assert_eq!(reads(&house, CARE, &at).await.status, 404, "and then nobody");
    // The last day counts: 90 days after the third key.
    house.clock.set("2026-05-04T20:00:00Z");
    assert_eq!((house.vault.left_by_all().await, house.vault.destroy_left_by_all().await), (Ok(0), Ok(0)));
    house.clock.set("2026-05-04T22:30:00Z");
    assert_eq!(house.vault.left_by_all().await, Ok(1), "half past twelve at night here");
    assert_eq!(house.vault.destroy_left_by_all().await, Ok(1));
    assert_eq!(house.vault.destroy_left_by_all().await, Ok(0));
    assert_eq!(reads(&house, CARE, &at).await.status, 404);
    let book = format!("{:?}", crate::rig::book(&house.vault, 50).await);
    assert!(book.contains("clock.destroy") && !book.contains("MERK"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_destroys_nothing_that_still_waits_and_what_nobody_heard_all_the_same() {
    let house = house().await;
    let (waits, _) = submits(&house, CARE, &form()).await;
    let (unheard, _) = submits(&house, "politie-nh", &form()).await;
    decides(&house, &unheard, "not").await;
    house.clock.set("2030-01-01T09:00:00Z");
    assert_eq!(house.vault.destroy_left_by_all().await, Ok(1));
    assert_eq!(reads(&house, "politie-nh", &unheard).await.status, 404);
    assert!(reads(&house, "politie-nh", &waits).await.says("MERKREDEN"), "a timer decides nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_taken_back_with_a_reason_and_nothing_is_left_of_its_words() {
    let house = house().await;
    let (at, _) = submits(&house, CARE, &form()).await;
    let to = format!("{at}/intrekken");
    assert_eq!(sends(&house, CARE, &to, &json!({ "sure": "ja" })).await.status, 422, "not without a reason");
    assert_eq!(sends(&house, CARE, &to, &json!({ "reason": "Opgelost." })).await.status, 422, "nor by accident");
    for who in ["politie-nh", "procesregisseur-nhn", "rvdk"] {
        let back = json!({ "reason": "Opgelost.", "sure": "ja" });
        assert_eq!(sends(&house, who, &to, &back).await.status, 404, "{who}");
    }
    done(&house, CARE, &to, json!({ "reason": "Opgelost.", "sure": "ja" })).await;
    let page = reads(&house, CARE, &at).await;
    assert!(page.says("Opgelost.") && !page.says("MERK"), "{}", page.body);
    for who in ["politie-nh", "om-nh", "gemeente-hoorn", "procesregisseur-nhn", "reclassering"] {
        assert_eq!(reads(&house, who, &at).await.status, 404, "{who}");
        assert!(asked_of(&house, who).await.is_empty(), "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_is_asked_first_and_what_is_added_goes_to_the_next_triage_with_everybody_asked_anew() {
    let house = house().await;
    let (at, _) = submits(&house, CARE, &form()).await;
    decides(&house, &at, "more").await;
    let to = asked(&house, CARE, "Aanmelding aanvullen").await;
    assert_eq!(to, [format!("{at}#more")]);
    let more = json!({ "text": "MERKAANVULLING hij heeft nu een bed." });
    assert_eq!(sends(&house, "politie-nh", &format!("{at}/aanvullen"), &more).await.status, 404);
    house.clock.set("2026-02-09T11:30:00Z");
    done(&house, CARE, &format!("{at}/aanvullen"), more).await;
    let page = reads(&house, "om-nh", &at).await;
    assert!(page.says("MERKAANVULLING"), "{}", page.body);
    assert_eq!(page.json()["round"], "2026-02-17", "half an hour after the moment of that week");
    assert_eq!(asked_of(&house, "om-nh").await, [format!("{at}#view")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_counts_on_the_text_that_was_read_and_who_does_not_agree_says_why() {
    let house = house().await;
    let (at, _) = submits(&house, CARE, &form()).await;
    let draft = format!("{at}/besluit");
    // On the day of the triage.
    house.clock.set("2026-02-10T09:00:00Z");
    done(&house, "procesregisseur-nhn", &draft, ruling("not")).await;
    turns(&house, &at, "politie-nh", 1).await;
    done(&house, "om-nh", &format!("{at}/niet-instemmen"), json!({ "text": "1", "reason": "MERKNEE te vroeg." })).await;
    assert!(reads(&house, "politie-nh", &at).await.says("MERKNEE") && !reads(&house, CARE, &at).await.says("MERKNEE"));
    done(&house, "politie-nh", &draft, ruling("more")).await;
    let old = json!({ "text": "1", "read": "ja" });
    let stale = sends(&house, "gemeente-hoorn", &format!("{at}/sleutel"), &old).await;
    assert!(stale.status >= 400 && stale.says("veranderd"), "{}", stale.body);
    for who in ["politie-nh", "om-nh", "gemeente-hoorn"] {
        turns(&house, &at, who, 2).await;
    }
    assert_eq!(reads(&house, CARE, &at).await.json()["hears"]["outcome"], "Eerst meer vragen");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleague_who_was_not_named_finds_nothing_of_it_until_the_desk_names_them() {
    let house = house().await;
    hire(&house, "politie-nh-2").await;
    desk(&house, "politie-nh-2").await;
    let (at, id) = submits(&house, CARE, &form()).await;
    for who in ["politie-nh", "politie-nh-2"] {
        assert_eq!(reads(&house, who, &at).await.status, 404, "{who}");
        assert!(asked_of(&house, who).await.is_empty(), "{who}");
    }
    let names = reads(&house, "politie-nh-2", &format!("{at}/personen")).await;
    assert!(names.status == 200 && !names.says("MERK"), "{}", names.body);
    done(&house, "politie-nh-2", &format!("{at}/personen"), json!({ "persons": ["politie-nh"], "from": "03-02-2026" }))
        .await;
    assert!(reads(&house, "politie-nh", &at).await.says("MERKREDEN"));
    assert_eq!(reads(&house, "politie-nh-2", &at).await.status, 404);
    // A house that closes its triage leaves what lies there to who sits there, and offers nothing new.
    let mut again = crate::house::opening(&house.database, std::sync::Arc::clone(&house.clock));
    again.triages.clear();
    let closed = tokio::task::spawn_blocking(move || vault::Vault::open(again).unwrap()).await.unwrap();
    let police = house.actor("politie-nh").await;
    assert!(closed.look::<triage::ReadTriage>(&police, id).await.is_ok());
    assert!(!triage::is_there_for(&closed, &police));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_comes_on_the_agenda_of_a_meeting_for_who_sits_at_the_triage_and_not_for_who_submitted_it() {
    let house = house().await;
    let (at, id) = submits(&house, CARE, &form()).await;
    let meeting = planned(&house, "").await;
    let offered = house.browser(CHAIR).await.get(&meeting).await;
    assert!(offered.says(&format!("triage:{id}")), "{}", offered.body);
    put(&house, &meeting, &[("triage", id)]).await;
    for who in ["politie-nh", "om-nh", "gemeente-hoorn", "reclassering"] {
        assert!(reads(&house, who, &meeting).await.says("Triage T-"), "{who}");
    }
    for who in [CARE, "rvdk", "gemeente-haarlem"] {
        assert_eq!(reads(&house, who, &meeting).await.status, 404, "{who}");
    }
    done(&house, CHAIR, &format!("{meeting}/beginnen"), json!({})).await;
    for who in ["politie-nh", "reclassering"] {
        let now = house.browser(who).await.get(&format!("{meeting}/nu")).await;
        assert!(now.says("MERKREDEN") && now.says(&at), "{who}: {}", now.body);
    }
}

/// Nobody cuts the others short, nor holds who submitted it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_organisation_alone_ends_neither_what_the_others_say_nor_that_it_can_be_taken_back() {
    let house = house().await;
    let (at, _) = submits(&house, CARE, &form()).await;
    let (draft, views) = (format!("{at}/besluit"), format!("{at}/zienswijze"));
    let early = sends(&house, "politie-nh", &draft, &ruling("not")).await;
    assert!(early.status == 422 && early.says("10-02-2026"), "{}", early.body);
    let mut police = house.browser("politie-nh").await;
    assert!(police.get(&draft).await.says("Tot die dag kan een besluit alleen op tafel"));
    assert_eq!(asked_of(&house, "reclassering").await.len(), 1, "they are still asked");
    assert!(reads(&house, CARE, &at).await.json()["withdraw"].is_object(), "and it may be taken back");
    let view = json!({ "fit": "fits", "why": "MERKZIENSWIJZE." });
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "reclassering"] {
        done(&house, who, &views, view.clone()).await;
    }
    done(&house, "politie-nh", &draft, ruling("not")).await;
    // Who thinks better of it once the text lies there says so, until a key is turned on it.
    let other = json!({ "fit": "does-not-fit", "why": "MERKTOCHNIET." });
    done(&house, "reclassering", &views, other.clone()).await;
    assert!(house.browser("om-nh").await.get(&at).await.says("MERKTOCHNIET"));
    turns(&house, &at, "om-nh", 1).await;
    let late = sends(&house, "reclassering", &views, &other).await;
    assert!(late.status == 422 && late.says("sleutel"), "{}", late.body);
    assert!(!house.browser("reclassering").await.get(&at).await.says("/zienswijze"));
}
