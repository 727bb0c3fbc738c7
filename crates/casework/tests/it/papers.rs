//! Papers that somebody takes along: an agenda and minutes of one's own items, and the advice, each once one's organisation stated what for.

use crate::{
    correcting::{done, reads, sends},
    house::{House, house},
    left_out::left_out,
    meeting::{CHAIR, planned, put},
    stories::find,
};
use serde_json::{Value, json};
use std::{
    io::Write,
    process::{Command, Stdio},
};

const REFUSED: &str = "nog niet verklaard waarvoor";

fn own_part() -> Value {
    json!({ "ground": "own-part", "secure": "ja" })
}

pub(crate) async fn states(house: &House, who: &str, at: &str) {
    done(house, who, &format!("{at}/meenemen"), own_part()).await;
}

/// A paper, as its bytes.
pub(crate) async fn paper(house: &House, who: &str, path: &str) -> Vec<u8> {
    let reply = house.browser(who).await.get(path).await;
    assert!(reply.status == 200 && reply.bytes.starts_with(b"%PDF"), "{who} {path}: {} {}", reply.status, reply.body);
    for sign in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<", "/StructTreeRoot"] {
        assert!(reply.bytes.windows(sign.len()).any(|part| part == sign.as_bytes()), "{path}: {sign}");
    }
    reply.bytes.to_vec()
}

/// The words of a paper, if there is a tool on this machine that reads them.
pub(crate) fn words(pdf: &[u8]) -> Option<String> {
    let tool = Command::new("pdftotext").args(["-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut tool) = tool else {
        left_out("pdftotext reads back what was taken along");
        return None;
    };
    tool.stdin.take().unwrap().write_all(pdf).unwrap();
    let text = String::from_utf8(tool.wait_with_output().unwrap().stdout).unwrap();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_goes_along_once_its_organisation_stated_what_for_and_reading_needs_nothing() {
    let house = house().await;
    let all = house.furnish().await;
    let meeting = planned(&house, "").await;
    put(&house, &meeting, &[("case", find(&all, "case", "open"))]).await;
    let advice = format!("/adviezen/{}", find(&all, "advice", "round"));
    let plan = format!("/zaken/{}", find(&all, "case", "open"));
    for (at, file) in [(meeting, "agenda.pdf"), (advice, "advies.pdf"), (plan, "plan/plan.pdf")] {
        let (path, to) = (format!("{at}/{file}"), format!("{at}/meenemen"));
        let reply = house.browser("politie-nh").await.get(&path).await;
        assert!(reply.status == 409 && reply.says(REFUSED), "{path}: {} {}", reply.status, reply.body);
        // Of a case it has a page of its own.
        let (screen, told, leads) = match file {
            "plan/plan.pdf" => (&format!("{at}/plan"), &to, to.clone()),
            _ => (&at, &at, format!("{at}#taking")),
        };
        assert!(reply.says(&format!("href=\"{leads}\"")), "it leads to where that is stated: {}", reply.body);
        assert!(house.browser("politie-nh").await.get(screen).await.says("Op papier meenemen"), "reading is possible");
        let page = house.browser("politie-nh").await.get(told).await;
        assert!(page.says("Verklaren en meenemen") && !page.says(file), "{}", page.body);
        for (form, field) in [
            (json!({ "secure": "ja" }), "ground"),
            (json!({ "ground": "omdat", "secure": "ja" }), "ground"),
            (json!({ "ground": "account" }), "secure"),
            (json!({ "ground": "other-law", "secure": "ja" }), "law"),
        ] {
            let tried = sends(&house, "politie-nh", &to, &form).await;
            assert_eq!((tried.status, &tried.json()["errors"][0]["field"]), (422, &json!(field)), "{form}");
        }
        states(&house, "politie-nh", &at).await;
        paper(&house, "politie-nh", &path).await;
        let page = house.browser("politie-nh").await.get(told).await;
        assert!(page.says("03-02-2026") && page.says("Wgpga art. 5 en 6") && page.says(file), "{}", page.body);
        // It is of one organisation, and of nobody who does not sit there.
        let reply = house.browser(CHAIR).await.get(&path).await;
        assert!(reply.status == 409 && reply.says(REFUSED), "{path}: {}", reply.status);
        for who in ["gemeente-haarlem", "procesregisseur-kennemerland", "rvdk", "fg"] {
            assert_eq!(reads(&house, who, &path).await.status, 404, "{who}");
            assert_eq!(sends(&house, who, &to, &own_part()).await.status, 404, "{who}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agenda_on_paper_holds_no_trace_of_an_item_its_reader_does_not_attend() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "3").await;
    put(&house, &at, &[("case", case)]).await;
    let path = format!("{at}/agenda.pdf");
    for who in ["reclassering", CHAIR] {
        states(&house, who, &at).await;
    }
    let before = paper(&house, "reclassering", &path).await;
    put(&house, &at, &[("weighing", weighing)]).await;
    assert_eq!(before, paper(&house, "reclassering", &path).await, "to the byte");
    // There are no minutes before it began.
    let none = house.browser(CHAIR).await.get(&format!("{at}/verslag.pdf")).await;
    assert!(none.status == 409 && none.says("nog niet begonnen"), "{}", none.body);
    if let Some(text) = words(&before) {
        for there in [
            "Concept",
            "Kamer Vuurtoren",
            "10.30",
            "MERKCASUSTITEL",
            "C-2026-0001",
            "Naam van reclassering",
            "03-02-2026",
        ] {
            assert!(text.contains(there), "{there}: {text}");
        }
        assert!(!text.contains("MERKOPENNAAM"), "{text}");
        let text = words(&paper(&house, CHAIR, &path).await).unwrap();
        assert!(text.contains("MERKOPENNAAM") && text.contains("10.45"), "who sits at both: {text}");
    }
    done(&house, CHAIR, &format!("{at}/afzeggen"), json!({ "reason": "Griep.", "sure": "ja" })).await;
    assert_eq!(reads(&house, "reclassering", &path).await.status, 404, "it is not held");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn minutes_on_paper_hold_what_was_agreed_at_the_items_that_their_reader_attended() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "").await;
    put(&house, &at, &[("weighing", weighing), ("case", case)]).await;
    for who in ["reclassering", "om-nh", CHAIR] {
        states(&house, who, &at).await;
    }
    done(&house, CHAIR, &format!("{at}/beginnen"), json!({})).await;
    let path = format!("{at}/verslag.pdf");
    let empty = words(&paper(&house, "reclassering", &path).await);
    assert!(empty.is_none_or(|text| text.contains("Concept") && text.contains("geen punt besproken waar u bij was")));
    let held = |present: &[&str]| json!({ "present": present, "outcome": "done", "read-back": "ja" });
    done(&house, CHAIR, &format!("{at}/punt/{case}/afronden"), held(&["reclassering", "politie-nh"])).await;
    let before = paper(&house, "reclassering", &path).await;
    done(&house, CHAIR, &format!("{at}/punt/{weighing}/afronden"), held(&["om-nh", "politie-nh"])).await;
    assert_eq!(before, paper(&house, "reclassering", &path).await, "to the byte");
    let ended = sends(&house, CHAIR, &format!("{at}/sluiten"), &json!({})).await;
    assert!(ended.status < 300, "{}", ended.body);
    let Some(text) = words(&paper(&house, "reclassering", &path).await) else { return };
    for there in ["Besproken", "Naam van politie-nh", "MERKAFSPRAAKHOORN", "MERKAFSPRAAKGGZ", "Uiterlijk"] {
        assert!(text.contains(there), "{there}: {text}");
    }
    assert!(!text.contains("MERKOPENNAAM") && !text.contains("Concept") && !text.contains("Naam van om-nh"), "{text}");
    let prosecutor = words(&paper(&house, "om-nh", &path).await).unwrap();
    assert!(prosecutor.contains("MERKOPENNAAM") && prosecutor.contains("Wie ontbrak"), "{prosecutor}");
    assert!(!prosecutor.contains("MERKAFSPRAAK"), "was not in the room for that one: {prosecutor}");
    let chair = words(&paper(&house, CHAIR, &path).await).unwrap();
    assert!(chair.contains("MERKOPENNAAM") && chair.contains("MERKAFSPRAAKHOORN"), "{chair}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn papers_of_a_case_are_for_who_takes_part_and_not_for_a_third_party() {
    let house = house().await;
    let all = house.furnish().await;
    let id = find(&all, "case", "open");
    let at = format!("/zaken/{id}");
    for who in ["ggz-nhn", "gemeente-haarlem"] {
        for file in ["plan/plan.pdf", "overdracht/overdracht.pdf", "afsluiten/afsluiten.pdf"] {
            assert_eq!(reads(&house, who, &format!("{at}/{file}")).await.status, 404, "{who} {file}");
        }
        assert_eq!(reads(&house, who, &format!("{at}/meenemen")).await.status, 404, "{who}");
        assert_eq!(sends(&house, who, &format!("{at}/meenemen"), &own_part()).await.status, 404, "{who}");
    }
    states(&house, "reclassering", &at).await;
    let Some(text) = words(&paper(&house, "reclassering", &format!("{at}/plan/plan.pdf")).await) else { return };
    for there in
        ["Concept", "MERKPLANDOEL", "MERKINTERVENTIE", "MERKAFSPRAAKHOORN", "Naam van reclassering", "pagina 1 van 1"]
    {
        assert!(text.contains(there), "{there}: {text}");
    }
    assert!(text.contains("MERKSCENARIO") && text.contains("MERKBEGIN"), "{text}");
    // What lies under it is shared item by item, and is not on it.
    assert!(!text.contains("MERKFACTOR") && !text.contains("MERKALLEN"), "{text}");
    let pack = words(&paper(&house, "reclassering", &format!("{at}/overdracht/overdracht.pdf")).await).unwrap();
    for there in
        ["Wie is aan zet", "MERKINTERVENTIE", "MERKAFSPRAAKHOORN", "Naam van reclassering", "Wie aan tafel zit"]
    {
        assert!(pack.contains(there), "{there}: {pack}");
    }
    assert!(!pack.contains("MERKFACTOR") && !pack.contains("MERKALLEN"), "{pack}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_table_says_on_closing_goes_along_until_the_third_key_and_no_longer() {
    let house = house().await;
    let id = house.case("hoorn", "MERKSLUITEND").await;
    let at = format!("/zaken/{id}");
    let letter = format!("{at}/afsluiten/afsluiten.pdf");
    states(&house, "politie-nh", &at).await;
    assert_eq!(reads(&house, "politie-nh", &letter).await.status, 404, "nothing is proposed");
    house.proposes_to_close(id).await;
    let page = house.browser("politie-nh").await.get(&format!("{at}/meenemen")).await;
    assert!(page.says("Wat de tafel bij het afsluiten zegt"), "{}", page.body);
    if let Some(text) = words(&paper(&house, "politie-nh", &letter).await) {
        for there in ["Concept", "MERKGESLOTENZORG", "MERKGESLOTENOOGJE", "MERKGESLOTENBERICHT", "pagina 1 van 1"] {
            assert!(text.contains(there), "{there}: {text}");
        }
    }
    house.turns_closing_keys(id).await;
    assert_eq!(reads(&house, "politie-nh", &letter).await.status, 404, "CAS-05");
}

/// A page that is printed from the screen is no paper of the press: it says below who printed it, and of what, as far as its reader reads that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_printed_from_the_screen_says_who_when_and_which() {
    let house = house().await;
    let all = house.furnish().await;
    let case = find(&all, "case", "open");
    let foot = async |who: &str, path: &str| {
        let page = house.browser(who).await.get(path).await;
        assert_eq!(page.status, 200, "{who} {path}: {}", page.body);
        let rest =
            page.body.split_once("<div class=\"print-only\"><p>").unwrap_or_else(|| panic!("{path}: {}", page.body)).1;
        rest.split("</p>").next().unwrap().to_owned()
    };
    let told = foot("ggz-nhn", &format!("/zaken/{case}/bijdragen?zoek=MERKGEZOCHT")).await;
    for words in [
        "Afgedrukt door Naam van ggz-nhn, Organisatie ggz-nhn",
        "op 03-02-2026 10:00",
        &format!("/zaken/{case}/bijdragen."),
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("MERK"), "not what somebody looked for, and no title: {told}");
    assert!(foot("politie-nh", &format!("/zaken/{case}")).await.contains("Kenmerk: C-2026-0001, /zaken/"));
    assert!(foot("politie-nh", "/").await.contains("Kenmerk: /."));
    // Who reads no reference on a page reads none below it either: whoever names who sits there.
    let desk = house.browser("school-hoorn").await.get(&format!("/zaken/{case}/personen")).await;
    assert!(desk.status != 200 || desk.body.matches("C-2026-0001").count() != 1, "{}", desk.body);
    assert!(!house.front().clone().get("/inloggen").await.says("print-only"), "nobody is there to name");
}
