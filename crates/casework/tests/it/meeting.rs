//! Stories of a meeting: who sits at a table on the agenda is invited, each reads their own items and of the others no trace, and what was left goes to
//! the next one.

use crate::{
    correcting::{asked, done, reads, sends},
    dossiers::TODAY,
    house::{House, house},
    stories::find,
};
use casework::meeting::{Meeting, ReadMeeting};
use kernel::DossierId;
use serde_json::{Value, json};

pub(crate) const CHAIR: &str = "procesregisseur-nhn";
const COMES: &str = "Laten weten of u komt";

fn plan(weeks: &str) -> Value {
    json!({ "sort": "weighing", "title": "Weegtafel", "day": TODAY, "start": "10.30", "place": "Kamer Vuurtoren", "weeks": weeks })
}

/// Planned for today by who guards the process; gives where it is.
pub(crate) async fn planned(house: &House, weeks: &str) -> String {
    let reply = sends(house, CHAIR, "/overleggen/nieuw", &plan(weeks)).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    format!("/overleggen/{}", reply.json()["id"].as_str().unwrap())
}

pub(crate) async fn put(house: &House, at: &str, tables: &[(&str, DossierId)]) {
    let tables: Vec<String> = tables.iter().map(|(kind, id)| format!("{kind}:{id}")).collect();
    done(house, CHAIR, &format!("{at}/agenda"), json!({ "tables": tables, "minutes": "15" })).await;
}

/// What somebody reads of the agenda, by name.
async fn items(house: &House, who: &str, at: &str) -> Vec<String> {
    let page = reads(house, who, at).await;
    assert_eq!(page.status, 200, "{who}: {}", page.body);
    page.json()["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

/// A page as it is drawn, without what is drawn anew each time.
pub(crate) fn drawn(page: &str) -> String {
    let main = page.split_once("<main").unwrap().1;
    let mut text = String::new();
    for (n, part) in main.split("name=\"_").enumerate() {
        text.push_str(if n == 0 { part } else { part.split_once('>').unwrap().1 });
    }
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sits_at_a_table_is_invited_for_that_item_and_finds_no_trace_of_another() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "3").await;
    assert_eq!(reads(&house, "reclassering", &at).await.status, 404, "nothing of theirs is on it yet");
    put(&house, &at, &[("case", case)]).await;
    assert_eq!(asked(&house, "reclassering", COMES).await, std::slice::from_ref(&at));
    let before = (
        reads(&house, "reclassering", &at).await.json(),
        drawn(&house.browser("reclassering").await.get(&at).await.body),
        reads(&house, "reclassering", "/overleggen").await.json(),
        reads(&house, "reclassering", "/dagen").await.json(),
    );
    put(&house, &at, &[("weighing", weighing)]).await;
    let after = (
        reads(&house, "reclassering", &at).await.json(),
        drawn(&house.browser("reclassering").await.get(&at).await.body),
        reads(&house, "reclassering", "/overleggen").await.json(),
        reads(&house, "reclassering", "/dagen").await.json(),
    );
    let without = |mut page: Value| {
        page.as_object_mut().unwrap().remove("_seq");
        page
    };
    assert_eq!(without(before.0), without(after.0));
    assert_eq!((before.1, before.2, before.3), (after.1, after.2, after.3), "no gap, no count, no number");
    // Who sits at both reads both, who chairs it with who is invited; and the weighing only who weighs.
    assert_eq!(items(&house, CHAIR, &at).await.len(), 2);
    assert_eq!(items(&house, "politie-nh", &at).await.len(), 2);
    assert_eq!(items(&house, "reclassering", &at).await.len(), 1);
    let hidden = format!("{at}/punt/{weighing}");
    assert_eq!(reads(&house, "reclassering", &hidden).await.status, 404);
    assert_eq!(reads(&house, CHAIR, &hidden).await.status, 200);
    let out = json!({ "sure": "ja" });
    let [there, nowhere] = [hidden.clone(), format!("{at}/punt/{}", DossierId::new(9, [9; 10]))];
    let tried = sends(&house, "reclassering", &format!("{there}/niet-mee"), &out).await;
    let other = sends(&house, "reclassering", &format!("{nowhere}/niet-mee"), &out).await;
    assert_eq!((tried.status, &tried.body), (422, &other.body), "whether it is there cannot be told");
    for page in [
        at.clone(),
        format!("{at}/punt/{case}"),
        format!("{at}/personen"),
        "/overleggen".to_owned(),
        "/dagen".to_owned(),
        String::new(),
    ] {
        let program = reads(&house, "reclassering", &page).await;
        let browser = house.browser("reclassering").await.get(if page.is_empty() { "/" } else { &page }).await;
        for body in [&program.body, &browser.body] {
            assert!(!body.contains(&weighing.to_string()) && !body.contains("MERKOPENNAAM"), "{page}: {body}");
        }
    }
    // Who sits at none of them, and another house, learn nothing of it.
    for who in ["gemeente-haarlem", "procesregisseur-kennemerland", "school-hoorn", "rvdk"] {
        assert_eq!(reads(&house, who, &at).await.status, 404, "{who}");
        assert!(!reads(&house, who, "/overleggen").await.says("Weegtafel"), "{who}");
    }
    // A meeting is of no municipality: the list is not narrowed by one, also when an address asks for it.
    let mut chair = house.browser(CHAIR).await;
    let page = chair.get("/overleggen?gemeente=haarlem&huis=kennemerland").await;
    assert!(page.says("Weegtafel") && !page.says("name=\"gemeente\"") && !page.says("name=\"huis\""), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_invited_says_whether_they_come_and_leaves_the_room_for_an_item() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "").await;
    put(&house, &at, &[("case", case), ("weighing", weighing)]).await;
    let comes = format!("{at}/komst");
    done(&house, "politie-nh", &comes, json!({ "coming": "remote", "reason": "MERKVANHUIS" })).await;
    assert!(asked(&house, "politie-nh", COMES).await.is_empty());
    // Also who answered reads beside their work on which day it is.
    for who in ["politie-nh", "reclassering", CHAIR] {
        let coming = reads(&house, who, "").await.json()["coming"].to_string();
        assert!(coming.contains(&at) && coming.contains("Weegtafel"), "{who}: {coming}");
    }
    done(&house, "om-nh", &comes, json!({ "coming": "absent" })).await;
    let page = house.browser(CHAIR).await.get(&at).await;
    assert!(page.says("MERKVANHUIS") && page.says("nog geen antwoord"), "{}", page.body);
    assert!(!house.browser("gemeente-hoorn").await.get(&at).await.says("MERKVANHUIS"), "for who chairs it");
    // A weighing asks all three, and it is said when one of them does not come.
    let item = house.browser(CHAIR).await.get(&format!("{at}/punt/{weighing}")).await;
    assert!(item.says("Voor dit punt ontbreekt") && item.says("OM"), "{}", item.body);

    let out = format!("{at}/punt/{weighing}/niet-mee");
    let page = house.browser("politie-nh").await.get(&format!("{at}/punt/{weighing}")).await;
    assert!(page.says(&format!("action=\"{out}\"")), "{}", page.body);
    assert_eq!(sends(&house, "politie-nh", &out, &json!({})).await.status, 422, "it is asked whether it is meant");
    done(&house, "politie-nh", &out, json!({ "reason": "MERKNEEF", "sure": "ja" })).await;
    assert_eq!(items(&house, "politie-nh", &at).await.len(), 1);
    assert_eq!(reads(&house, "politie-nh", &format!("{at}/punt/{weighing}")).await.status, 404);
    let item = house.browser(CHAIR).await.get(&format!("{at}/punt/{weighing}")).await;
    assert!(item.says("MERKNEEF"), "{}", item.body);
    assert!(!house.browser("om-nh").await.get(&format!("{at}/punt/{weighing}")).await.says("MERKNEEF"));
    // Nobody lets themselves back in.
    let back = format!("{at}/punt/{weighing}/weer-mee");
    assert_eq!(sends(&house, "politie-nh", &back, &json!({ "person": "politie-nh" })).await.status, 404);
    done(&house, CHAIR, &back, json!({ "person": "politie-nh" })).await;
    assert_eq!(items(&house, "politie-nh", &at).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meeting_is_held_item_by_item_and_what_was_left_goes_to_the_next() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "3").await;
    put(&house, &at, &[("weighing", weighing), ("case", case)]).await;
    done(&house, CHAIR, &format!("{at}/agenda"), json!({ "subject": "Wat gaat beter?", "minutes": "5" })).await;
    assert_eq!(items(&house, "gemeente-hoorn", &at).await.last().unwrap(), "Wat gaat beter?");
    for (who, status) in [("politie-nh", 404), ("procesregisseur-kennemerland", 404), (CHAIR, 200)] {
        let reply = sends(&house, who, &format!("{at}/beginnen"), &json!({})).await;
        assert!(
            reply.status == status || (status == 200 && reply.status < 300),
            "{who}: {} {}",
            reply.status,
            reply.body
        );
    }
    let held = |present: &[&str], outcome: &str| json!({ "present": present, "outcome": outcome, "read-back": "ja" });
    // Present is only who sits at that table: nobody comes to read it by being ticked.
    let first = format!("{at}/punt/{weighing}");
    for stranger in ["reclassering", "gemeente-haarlem", "school-hoorn"] {
        let tried = sends(&house, CHAIR, &format!("{first}/afronden"), &held(&["om-nh", stranger], "done")).await;
        assert_eq!(tried.status, 422, "{stranger}: {}", tried.body);
        assert_eq!(reads(&house, stranger, &first).await.status, 404, "{stranger}");
    }
    done(&house, CHAIR, &format!("{first}/afronden"), held(&["om-nh", "politie-nh"], "done")).await;
    let page = house.browser("om-nh").await.get(&first).await;
    assert!(page.says("was erbij") && page.says("was er niet bij") && page.says("gemeente"), "{}", page.body);
    done(&house, CHAIR, &format!("{at}/punt/onderwerp-1/afronden"), held(&[CHAIR], "done")).await;
    let ended = sends(&house, CHAIR, &format!("{at}/sluiten"), &json!({ "next": "ja" })).await;
    assert!(ended.status < 300, "{}", ended.body);
    assert_eq!(reads(&house, CHAIR, &at).await.json()["state"], "Gehouden");
    let next = reads(&house, CHAIR, &at).await.json()["next"].as_str().unwrap().to_owned();
    let page = reads(&house, CHAIR, &next).await;
    assert_eq!(
        (page.json()["day"].as_str().unwrap(), page.json()["items"].as_array().unwrap().len()),
        ("2026-02-24", 1)
    );
    // Who sits at what was left is asked again.
    assert!(asked(&house, "reclassering", COMES).await.contains(&next));
    let late = sends(&house, CHAIR, &format!("{at}/sluiten"), &json!({})).await;
    assert!(late.status == 422 && late.says("Dit kan nu niet meer"), "it ended: {}", late.body);
}

/// Whoever leaves a table reads nothing of its item any more, and who comes to sit there is invited when that is asked for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_that_leaves_a_table_reads_its_item_no_more() {
    let house = house().await;
    let all = house.furnish().await;
    let case = find(&all, "case", "open");
    let at = planned(&house, "").await;
    put(&house, &at, &[("case", case)]).await;
    assert_eq!(items(&house, "reclassering", &at).await.len(), 1);
    let over = json!({ "agency": "reclassering", "reason": "Toezicht voorbij." });
    done(&house, CHAIR, &format!("/zaken/{case}/deelname/einde"), over).await;
    assert!(items(&house, "reclassering", &at).await.is_empty());
    assert_eq!(reads(&house, "reclassering", &format!("{at}/punt/{case}")).await.status, 404);
    done(&house, CHAIR, &format!("{at}/uitnodigingen"), json!({})).await;
    assert_eq!(reads(&house, "reclassering", &at).await.status, 404);
    assert!(asked(&house, "reclassering", COMES).await.is_empty());
    assert_eq!(
        sends(&house, CHAIR, &format!("{at}/uitnodigingen"), &json!({})).await.status,
        422,
        "everybody is invited"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_planned_is_said_at_its_field() {
    let house = house().await;
    for (field, value) in
        [("day", "2026-02-02"), ("start", "half elf"), ("weeks", "40"), ("weeks", "drie"), ("title", "")]
    {
        let mut form = plan("3");
        form[field] = json!(value);
        let reply = sends(&house, CHAIR, "/overleggen/nieuw", &form).await;
        assert_eq!(reply.status, 422, "{field}");
        assert_eq!(reply.json()["errors"][0]["field"], field, "{}", reply.body);
    }
    for who in ["gemeente-hoorn", "politie-nh", "reclassering", "fg", "beheer"] {
        assert_eq!(sends(&house, who, "/overleggen/nieuw", &plan("")).await.status, 404, "{who}");
    }
    let at = planned(&house, "").await;
    let agenda = format!("{at}/agenda");
    for form in [
        json!({ "minutes": "15" }),
        json!({ "tables": ["case:00000000000000000000000000000000"], "minutes": "15" }),
        json!({ "subject": "Iets", "minutes": "kort" }),
    ] {
        assert_eq!(sends(&house, CHAIR, &agenda, &form).await.status, 422, "{form}");
    }
    assert_eq!(
        sends(&house, CHAIR, &format!("{at}/beginnen"), &json!({})).await.status,
        422,
        "nothing is on the agenda"
    );
    assert_eq!(sends(&house, CHAIR, &format!("{at}/afzeggen"), &json!({ "reason": "Griep." })).await.status, 422);
    done(&house, CHAIR, &format!("{at}/afzeggen"), json!({ "reason": "Griep.", "sure": "ja" })).await;
    assert_eq!(sends(&house, CHAIR, &agenda, &json!({ "subject": "Iets", "minutes": "5" })).await.status, 422);
}

/// One page follows what is on the table, for who sits there; for the others nothing happens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meeting_is_led_from_one_page_that_follows_what_is_on_the_table() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "").await;
    let now = format!("{at}/nu");
    put(&house, &at, &[("weighing", weighing), ("case", case)]).await;
    done(&house, CHAIR, &format!("{at}/agenda"), json!({ "subject": "Wat gaat beter?", "minutes": "5" })).await;
    done(&house, CHAIR, &format!("{at}/beginnen"), json!({})).await;
    let on = async |who: &str| reads(&house, who, &now).await.json()["on"].clone();
    // The first item is on the table at once.
    let before = drawn(&house.browser("reclassering").await.get(&now).await.body);
    assert_eq!(sends(&house, CHAIR, &format!("{now}/open/{case}"), &json!({})).await.status, 422, "one at a time");
    assert_eq!(sends(&house, "politie-nh", &format!("{now}/open/{case}"), &json!({})).await.status, 404);

    let step = |more: Value| {
        let mut form = json!({ "item": weighing.to_string() });
        form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        form
    };
    done(&house, CHAIR, &format!("{now}/fase/2"), step(json!({ "phase": "judgement" }))).await;
    done(&house, CHAIR, &format!("{now}/vraag/4"), step(json!({ "question": "against" }))).await;
    done(&house, "politie-nh", &format!("{now}/tegenstem"), step(json!({ "takes": "ja" }))).await;
    let table = on("om-nh").await;
    assert_eq!(table["phase"]["nl"], "Oordeel", "{table}");
    assert!(table["questions"].as_array().unwrap().iter().any(|one| one["last"] == true && one["asked"] == true));
    assert!(table["counter"].is_string() && table["laid"]["written"].as_array().unwrap().len() == 7, "{table}");
    // Who does not sit there sees to the letter what they saw, and can do nothing there.
    assert_eq!(drawn(&house.browser("reclassering").await.get(&now).await.body), before);
    assert!(on("reclassering").await.is_null());
    let tried = sends(&house, "reclassering", &format!("{now}/tegenstem"), &step(json!({ "takes": "ja" }))).await;
    assert_eq!(tried.status, 422, "{}", tried.body);

    // What is written along is read by who sits there, and leads back to the meeting.
    let mut marit = house.browser("gemeente-hoorn").await;
    let page = marit.get(&now).await;
    let form = format!("/wegingen/{weighing}/meeschrijven/3");
    assert!(page.says(&format!("action=\"{form}\"")), "{}", page.body);
    let sent = marit.post(&form, &[("text", "MERKMEE wij zien veel tegelijk."), ("_terug", &now)]).await;
    assert!(sent.status == 303 && sent.location().starts_with(&now), "{} {}", sent.status, sent.body);
    marit.get(&now).await;
    let wrong = marit.post(&form, &[("text", "MERKMEE en rust."), ("_terug", "https://kwaad.example/")]).await;
    assert!(wrong.location().starts_with("/wegingen/"), "{}", wrong.location());
    assert!(house.browser("om-nh").await.get(&now).await.says("MERKMEE en rust."));
    let versions = house.browser("om-nh").await.get(&format!("{form}/versies")).await;
    assert!(versions.says("tegelijk") && versions.says("rust"), "{}", versions.body);
    // The judgement begins with it: nothing is typed again.
    assert!(
        house.browser("politie-nh").await.get(&format!("/wegingen/{weighing}/oordeel")).await.says("MERKMEE en rust.")
    );
    assert_eq!(sends(&house, "reclassering", &form, &json!({ "text": "x" })).await.status, 404);

    let end = format!("{at}/punt/{weighing}/afronden");
    let held = json!({ "present": ["om-nh", "politie-nh", "gemeente-hoorn"], "outcome": "done" });
    let tried = sends(&house, CHAIR, &end, &held).await;
    assert!(tried.status == 422 && tried.json()["errors"][0]["field"] == "read-back", "{}", tried.body);
    let read_back =
        json!({ "present": ["om-nh", "politie-nh", "gemeente-hoorn"], "outcome": "done", "read-back": "ja" });
    done(&house, CHAIR, &end, read_back).await;
    // The next item is on the table by itself, and who sits there sees it.
    assert!(on("reclassering").await.is_object());
    assert!(on("om-nh").await["title"] == on("reclassering").await["title"] || on("om-nh").await.is_null());
    // What is put right of an item that is done brings nothing else on the table.
    let put_right = json!({ "present": ["om-nh"], "outcome": "done", "read-back": "ja" });
    done(&house, CHAIR, &format!("{at}/punt/{weighing}/afronden"), put_right).await;
    let agenda = reads(&house, CHAIR, &now).await.json()["agenda"].clone();
    let now_on: Vec<bool> = agenda.as_array().unwrap().iter().map(|line| line["now"] == true).collect();
    assert_eq!(now_on, [false, true, false], "{agenda}");
    let stale = sends(&house, CHAIR, &format!("{now}/fase/3"), &step(json!({ "phase": "decision" }))).await;
    assert_eq!(stale.status, 422, "the item its sender had before them is off the table: {}", stale.body);
}

/// Who does not sit at an item hears nothing when something is done with it, and who sits there hears it wherever it is done.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_happens_at_an_item_is_heard_by_who_sits_there_alone() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "").await;
    put(&house, &at, &[("weighing", weighing), ("case", case)]).await;
    done(&house, CHAIR, &format!("{at}/beginnen"), json!({})).await;
    let id: DossierId = at.rsplit('/').next().unwrap().parse().unwrap();
    let hears = async |who: &str| {
        let actor = house.actor(who).await;
        let also = |meeting: &Meeting, actor: &vault::Actor| meeting.tables_for(&actor.person);
        house.vault.hears_of::<ReadMeeting>(&actor, id, also).await.unwrap()
    };
    assert!(hears("school-hoorn").await.is_none(), "who is not invited listens to nothing");
    let (mut guest, mut police) = (hears("reclassering").await.unwrap(), hears("politie-nh").await.unwrap());
    assert_eq!((guest.len(), police.len()), (2, 3));
    let heard = |all: &mut Vec<vault::Changes>| {
        let any = all.iter().any(|(_, changes)| changes.has_changed().unwrap());
        all.iter_mut().for_each(|(_, changes)| changes.mark_unchanged());
        any
    };
    let judging = json!({ "item": weighing.to_string(), "phase": "judgement" });
    done(&house, CHAIR, &format!("{at}/nu/fase/2"), judging).await;
    assert!(!heard(&mut guest) && heard(&mut police), "the talk about an item");
    done(&house, "om-nh", &format!("/wegingen/{weighing}/meeschrijven/1"), json!({ "text": "F1." })).await;
    assert!(!heard(&mut guest) && heard(&mut police), "something written at the table");
    let later = json!({ "present": [], "outcome": "later" });
    done(&house, CHAIR, &format!("{at}/punt/{weighing}/afronden"), later).await;
    assert!(heard(&mut guest), "the next item is theirs");
    done(&house, "politie-nh", &format!("{at}/komst"), json!({ "coming": "remote" })).await;
    assert!(heard(&mut guest) && heard(&mut police), "what is of the meeting itself everybody hears");
}

/// Two who write about different things are not in each other's way; on one text the second sees both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_write_along_on_one_text_none_loses_a_word() {
    let house = house().await;
    let all = house.furnish().await;
    let weighing = find(&all, "weighing", "open");
    let at = |part: &str| format!("/wegingen/{weighing}/meeschrijven/{part}");
    let (mut om, mut police) = (house.browser("om-nh").await, house.browser("politie-nh").await);
    om.get(&at("1")).await;
    police.get(&at("1")).await;
    let seen = police.get(&at("1")).await.body;
    let version = seen.split("name=\"_seq\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(om.post(&at("1"), &[("text", "MERKEERST door het OM.")]).await.status, 303);
    let other = police.post(&at("2"), &[("text", "Waar hij werkt."), ("_seq", &version)]).await;
    assert_eq!(other.status, 303, "another text: {}", other.body);
    let clash = police.post(&at("1"), &[("text", "MERKTWEEDE door de politie."), ("_seq", &version)]).await;
    assert!(
        clash.status == 409 && clash.says("MERKEERST") && clash.says("MERKTWEEDE"),
        "{} {}",
        clash.status,
        clash.body
    );
    om.get(&at("1")).await;
    let cleared = om.post(&at("1"), &[("text", "")]).await;
    assert_eq!(cleared.status, 303, "{}", cleared.body);
    assert!(om.get(&format!("{}/versies", at("1"))).await.says("MERKEERST"), "what was cleared is read back");
    for who in ["reclassering", "gemeente-haarlem", "fg"] {
        assert_eq!(reads(&house, who, &at("1")).await.status, 404, "{who}");
    }
}

/// A file for a calendar, its lines put together again.
async fn taken(house: &House, who: &str, at: &str) -> String {
    let reply = house.browser(who).await.get(&format!("{at}/overleg.ics")).await;
    assert_eq!(reply.status, 200, "{who}: {}", reply.body);
    reply.body.replace("\r\n ", "")
}

/// The same without the moment at which it was made.
fn unstamped(file: &str) -> String {
    file.lines().filter(|line| !line.starts_with("DTSTAMP")).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_expected_puts_the_meeting_in_a_calendar_without_a_word_of_the_agenda() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "3").await;
    assert_eq!(reads(&house, "reclassering", &format!("{at}/overleg.ics")).await.status, 404);
    put(&house, &at, &[("case", case)]).await;
    let file = taken(&house, "reclassering", &at).await;
    for line in ["DTSTART:20260203T093000Z", "DTEND:20260203T094500Z", "SEQUENCE:0", "METHOD:PUBLISH", "CLASS:PRIVATE"]
    {
        assert!(file.lines().any(|one| one == line), "{line}: {file}");
    }
    assert!(file.contains("SUMMARY:Overleg ") && file.contains("LOCATION:Kamer Vuurtoren"), "{file}");
    // An item that its reader does not attend changes nothing in it, and no item, title, table or person is in anybody's.
    put(&house, &at, &[("weighing", weighing)]).await;
    assert_eq!(unstamped(&taken(&house, "reclassering", &at).await), unstamped(&file));
    let titles = items(&house, CHAIR, &at).await;
    for who in [CHAIR, "politie-nh", "reclassering"] {
        let file = taken(&house, who, &at).await;
        let words = ["Weegtafel", "MERK", "ATTENDEE", "http", &weighing.to_string(), &case.to_string(), who];
        for word in words.into_iter().chain(titles.iter().map(String::as_str)) {
            assert!(!file.contains(word), "{who}: {word}: {file}");
        }
    }
    for who in ["gemeente-haarlem", "procesregisseur-kennemerland", "rvdk", "fg"] {
        assert_eq!(reads(&house, who, &format!("{at}/overleg.ics")).await.status, 404, "{who}");
    }

    // On another day, in summer, it is the same appointment and a newer one.
    let mut later = plan("3");
    later["day"] = json!("2026-03-31");
    done(&house, CHAIR, &format!("{at}/verzetten"), later).await;
    let id = |file: &str| file.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    let moved = taken(&house, "reclassering", &at).await;
    assert!(moved.contains("DTSTART:20260331T083000Z") && moved.contains("SEQUENCE:1\r\n"), "{moved}");
    assert_eq!(id(&moved), id(&file));
    done(&house, CHAIR, &format!("{at}/afzeggen"), json!({ "reason": "MERKGRIEP", "sure": "ja" })).await;
    let off = taken(&house, "reclassering", &at).await;
    for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"] {
        assert!(off.lines().any(|one| one == line), "{line}: {off}");
    }
    assert!(!off.contains("MERK") && id(&off) == id(&file));
    let page = house.browser("reclassering").await.get(&at).await;
    assert!(page.says("Haal uit mijn agenda"), "{}", page.body);
}
