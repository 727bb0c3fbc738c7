//! Holding a meeting: nothing of it is filled in beforehand, what is urgent is not put off without a word, a time that has passed is told as passed,
//! and who closes it lands where the minutes are.

use crate::{
    correcting::{done, reads, sends},
    house::{House, house},
    meeting::{CHAIR, planned, put},
    papers::{paper, states, words},
    stories::find,
    urgent::filed,
};
use serde_json::{Value, json};

/// The form on a page that goes to this address.
fn form<'a>(page: &'a str, to: &str) -> &'a str {
    let rest = page.split_once(&format!("action=\"{to}\"")).unwrap_or_else(|| panic!("{to} in {page}")).1;
    rest.split("</form>").next().unwrap()
}

fn field(reply: &web::testing::Reply) -> Value {
    assert_eq!(reply.status, 422, "{}", reply.body);
    reply.json()["errors"][0]["field"].clone()
}

fn of(word: &str, present: &[&str]) -> Value {
    json!({ "present": present, "outcome": word, "read-back": "ja" })
}

async fn begun(house: &House, weeks: &str, tables: &[(&str, kernel::DossierId)]) -> String {
    let at = planned(house, weeks).await;
    put(house, &at, tables).await;
    done(house, CHAIR, &format!("{at}/beginnen"), json!({})).await;
    at
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_there_is_ticked_by_who_saw_it_and_nothing_is_dealt_with_by_nobody() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "").await;
    put(&house, &at, &[("weighing", weighing), ("case", case)]).await;
    done(&house, "politie-nh", &format!("{at}/komst"), json!({ "coming": "remote" })).await;
    done(&house, CHAIR, &format!("{at}/beginnen"), json!({})).await;
    let (item, to) = (format!("{at}/punt/{weighing}"), format!("{at}/punt/{weighing}/afronden"));
    for (page, to) in [(format!("{at}/nu"), format!("{at}/nu/afronden/{weighing}")), (item.clone(), to.clone())] {
        let shown = house.browser(CHAIR).await.get(&page).await;
        let form = form(&shown.body, &to);
        assert!(!form.contains(" checked"), "nothing is filled in beforehand: {form}");
        assert!(form.contains("zei op afstand mee te doen") && form.contains("gaf geen antwoord"), "{form}");
    }
    assert_eq!(field(&sends(&house, CHAIR, &to, &of("done", &[])).await), "present");
    assert_eq!(field(&sends(&house, CHAIR, &to, &json!({ "present": ["om-nh"], "read-back": "ja" })).await), "outcome");
    done(&house, CHAIR, &to, of("done", &["om-nh"])).await;
    // To put it right one begins with what was recorded.
    let shown = house.browser(CHAIR).await.get(&item).await;
    let form = form(&shown.body, &to);
    assert_eq!(form.matches(" checked").count(), 2, "{form}");
    // Who waits there is told apart from what is done.
    let later = format!("{at}/punt/{case}/afronden");
    done(&house, CHAIR, &later, of("later", &[])).await;
    let agenda = house.browser(CHAIR).await.get(&format!("{at}/nu")).await;
    let moved = agenda.body.split("Naar het volgende overleg</span>").next().unwrap();
    assert!(moved.rsplit("<span class=\"tag").next().unwrap().starts_with(" tag--now"), "{}", agenda.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_urgent_goes_to_the_next_meeting_with_a_reason_only_and_is_not_left_on_closing() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (filed(&house, "MERKHAAST", true).await, find(&all, "case", "open"));
    let at = begun(&house, "3", &[("weighing", weighing), ("case", case)]).await;
    let shown = house.browser(CHAIR).await.get(&format!("{at}/nu")).await;
    let asks = form(&shown.body, &format!("{at}/nu/afronden/{weighing}"));
    for words in ["Dit punt heeft spoed. Waarom kan het wachten?", "uiterlijk 06-02-2026", "24-02-2026"] {
        assert!(asks.contains(words), "{words}: {asks}");
    }
    let to = format!("{at}/punt/{weighing}/afronden");
    assert_eq!(field(&sends(&house, CHAIR, &to, &of("later", &["om-nh"])).await), "reason");
    let ends = sends(&house, CHAIR, &format!("{at}/sluiten"), &json!({ "next": "ja" })).await;
    assert!(ends.status == 422 && ends.says("met spoed"), "{}", ends.body);
    let mut later = of("later", &["om-nh"]);
    later["reason"] = json!("MERKWACHT tot de wijkagent terug is.");
    done(&house, CHAIR, &to, later).await;
    for (who, reads_it) in [(CHAIR, true), ("om-nh", true), ("reclassering", false)] {
        let page = house.browser(who).await.get(&format!("{at}/punt/{weighing}")).await;
        assert_eq!((page.status == 200, page.says("MERKWACHT")), (reads_it, reads_it), "{who}: {}", page.body);
        assert!(!reads(&house, who, &at).await.says("MERKWACHT"), "{who}");
    }
    // What is not urgent asks nothing, and the urgent one is marked as such where it comes back.
    let calm = house.browser(CHAIR).await.get(&format!("{at}/nu")).await;
    assert!(!form(&calm.body, &format!("{at}/nu/afronden/{case}")).contains("name=\"reason\""), "{}", calm.body);
    done(&house, CHAIR, &format!("{at}/punt/{case}/afronden"), of("later", &[])).await;
    done(&house, CHAIR, &format!("{at}/sluiten"), json!({ "next": "ja" })).await;
    let next = reads(&house, CHAIR, &at).await.json()["next"].as_str().unwrap().to_owned();
    assert_eq!(reads(&house, CHAIR, &next).await.json()["items"][0]["urgent"], true);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_time_that_has_passed_is_told_as_passed_and_the_agenda_of_who_leads_moves_with_what_happens() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = planned(&house, "").await;
    put(&house, &at, &[("weighing", weighing), ("case", case)]).await;
    let now = format!("{at}/nu");
    let says = async |who: &str, page: &str| reads(&house, who, page).await.json()["turn"]["nl"].clone();
    // At ten the first item is at half past, theirs a quarter of an hour later.
    assert_eq!(says("reclassering", &now).await, "U wordt verwacht om 10.45 uur.");
    assert!(says("reclassering", &at).await.is_null());
    house.clock.set("2026-02-03T10:05:00Z");
    assert!(says("reclassering", &now).await.as_str().unwrap().contains("nog niet begonnen"));
    assert!(house.browser(CHAIR).await.get(&at).await.says("nog niet begonnen"));
    done(&house, CHAIR, &format!("{at}/beginnen"), json!({})).await;
    let late = "Uw punt stond gepland om 10.45 uur. Dat is voorbij: het overleg loopt later dan gepland.";
    assert_eq!(says("reclassering", &now).await, late);
    let page = house.browser("reclassering").await.get(&at).await;
    assert!(page.says(late) && !page.says("u wordt verwacht om"), "{}", page.body);
    let starts = async |page: &str, list: &str| -> Vec<Value> {
        let page = reads(&house, CHAIR, page).await.json();
        page[list].as_array().unwrap().iter().map(|line| line["start"].clone()).collect()
    };
    for (page, list) in [(&now, "agenda"), (&at, "items")] {
        assert_eq!(starts(page, list).await, ["11.05", "rond 11.20"], "{page}");
    }
    // It runs over; and who only reads their own items is told no time of another.
    house.clock.set("2026-02-03T10:35:00Z");
    assert_eq!(starts(&now, "agenda").await, ["11.05", "rond 11.35"]);
    assert!(reads(&house, "reclassering", &now).await.json()["agenda"][0]["start"].is_null());
    done(&house, CHAIR, &format!("{at}/punt/{weighing}/afronden"), of("done", &["om-nh"])).await;
    assert_eq!(says("reclassering", &at).await, "Uw punt ligt nu op tafel.");
    done(&house, CHAIR, &format!("{at}/punt/{case}/afronden"), of("done", &["politie-nh"])).await;
    assert_eq!(says("reclassering", &now).await, "Uw punten zijn afgerond. U hoeft hier niet op te wachten.");
    done(&house, CHAIR, &format!("{at}/sluiten"), json!({})).await;
    assert_eq!(starts(&at, "items").await, ["11.05", "11.35"], "as it was");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_closes_a_meeting_lands_where_the_minutes_are_and_reads_who_was_there() {
    let house = house().await;
    let all = house.furnish().await;
    let (weighing, case) = (find(&all, "weighing", "open"), find(&all, "case", "open"));
    let at = begun(&house, "3", &[("weighing", weighing), ("case", case)]).await;
    done(&house, CHAIR, &format!("{at}/punt/{weighing}/afronden"), of("done", &["om-nh", "politie-nh"])).await;
    let mut chair = house.browser(CHAIR).await;
    chair.get(&at).await;
    let closed = chair.post(&format!("{at}/sluiten"), &[("next", "ja")]).await;
    assert_eq!((closed.status, closed.path()), (303, at.as_str()), "{}", closed.body);
    let page = chair.follow(&closed).await;
    for words in
        ["Dit overleg is gehouden", "href=\"#taking\"", "het volgende overleg", "Naam van om-nh, Naam van politie-nh"]
    {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    for words in ["Niet afgerond", "was bij één punt", "was er niet bij"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(!page.says("Wie komt") && !page.says("nog geen antwoord"), "{}", page.body);
    // Who sat at the case alone learns nothing of who was at the weighing.
    let guest = house.browser("reclassering").await.get(&at).await;
    assert!(guest.says("Dit overleg is gehouden") && !guest.says("Naam van om-nh"), "{}", guest.body);

    // Without a next one it is said what stands on no agenda any more.
    let alone = begun(&house, "", &[("case", case)]).await;
    done(&house, CHAIR, &format!("{alone}/sluiten"), json!({})).await;
    let page = house.browser(CHAIR).await.get(&alone).await;
    assert!(page.says("Dit staat nu op geen agenda") && page.says("MERKCASUSTITEL"), "{}", page.body);
    assert!(!house.browser("reclassering").await.get(&alone).await.says("op geen agenda"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_minutes_tell_who_joined_from_afar_who_spoke_against_it_and_where_a_decision_is() {
    let house = house().await;
    let all = house.furnish().await;
    let weighing = find(&all, "weighing", "open");
    let at = planned(&house, "").await;
    put(&house, &at, &[("weighing", weighing)]).await;
    let mut when = json!({ "day": "2026-02-03", "start": "10.30", "place": "Kamer Vuurtoren", "hand_in": "0" });
    when["weeks"] = json!("");
    done(&house, CHAIR, &format!("{at}/verzetten"), when).await;
    done(&house, "politie-nh", &format!("{at}/komst"), json!({ "coming": "remote" })).await;
    for who in ["om-nh", CHAIR] {
        states(&house, who, &at).await;
    }
    let agenda = words(&paper(&house, CHAIR, &format!("{at}/agenda.pdf")).await);
    assert!(agenda.is_none_or(|text| text.contains("Aanleveren uiterlijk")));
    done(&house, CHAIR, &format!("{at}/beginnen"), json!({})).await;
    let takes = json!({ "item": weighing.to_string(), "takes": "ja" });
    done(&house, "om-nh", &format!("{at}/nu/tegenstem"), takes).await;
    done(&house, CHAIR, &format!("{at}/punt/{weighing}/afronden"), of("done", &["om-nh", "politie-nh"])).await;
    done(&house, CHAIR, &format!("{at}/sluiten"), json!({})).await;
    let Some(text) = words(&paper(&house, "om-nh", &format!("{at}/verslag.pdf")).await) else { return };
    for there in [
        "Organisatie politie-nh (zei op afstand mee te doen) Naam van om-nh ja",
        "Wie de tegenstem had Voorgelezen wat is vastgelegd",
        "staat aan de tafel waar het is genomen",
    ] {
        assert!(text.contains(there), "{there}: {text}");
    }
    assert!(!text.contains("Aanleveren"), "{text}");
}
