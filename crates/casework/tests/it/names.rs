//! Who did what, by name and function beside the organisation: as they were called that day, to whoever reads what they did, and to nobody
//! else.

use crate::{
    dossiers::{LATER, Placed, by_police, gift},
    house::{House, agency, day, house, line, note, word},
    stories::room,
};
use casework::{advice, case, weighing};
use kernel::DossierId;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use vault::{NewAccount, Role};
use web::{Gives, Method};

/// Somebody of the police gets another name or function.
async fn is_called(house: &House, name: &str, function: &str) {
    let account = NewAccount {
        person: word("politie-nh"),
        agency: word("politie-nh"),
        role: Role::Police,
        name: word(name),
        function: word(function),
        until: None,
        login: None,
    };
    house.vault.set_accounts(vec![account]).await.unwrap();
}

async fn reads(house: &House, who: &str, path: &str) -> String {
    let reply = house.browser(who).await.get(path).await;
    assert_eq!(reply.status, 200, "{who} {path}: {}", reply.body);
    reply.body
}

async fn answers(house: &House, who: &str, path: &str) -> Value {
    let reply = house.program(who).await.get(&format!("/api/v1{path}")).await;
    assert_eq!(reply.status, 200, "{who} {path}: {}", reply.body);
    reply.json()
}

async fn notes(house: &House, id: DossierId, text: &str) {
    house
        .does::<case::AddNote>("politie-nh", id, |d| {
            d.remark(None, &agency("politie-nh"), day("2026-02-03"), note(text))
        })
        .await;
}

fn find(all: &[Placed], kind: &str, word: &str) -> DossierId {
    all.iter().find(|p| p.kind == kind && p.word == word).unwrap().id
}

/// Whose names stand in a text.
fn named(text: &str) -> BTreeSet<String> {
    let after = text.split("Naam van ").skip(1);
    let word = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    after.map(word).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_married_keeps_the_old_name_under_what_was_done_before_and_has_the_new_one_after() {
    let house = house().await;
    is_called(&house, "Ilse Meisjesnaam", "wijkagent").await;
    let id = house.case("hoorn", "MERK").await;
    notes(&house, id, "Gebeld met de buurt.").await;
    house.gives("politie-nh", id, by_police(gift("Zit vaak bij het station."))).await;
    is_called(&house, "Ilse Getrouwd", "teamchef").await;
    notes(&house, id, "Weer gebeld.").await;

    let at = format!("{}/{id}", room("case"));
    let page = answers(&house, "gemeente-hoorn", &format!("{at}/afspraken")).await;
    let by = |n: usize| page["notes"][n]["by"].clone();
    let police = |name: &str, function: &str| json!({ "name": name, "function": function, "organisation": "Organisatie politie-nh", "by_mandate": null, "office_holder": false, "by_link": false });
    assert_eq!(by(0), police("Ilse Getrouwd", "teamchef"), "the latest first");
    assert_eq!(by(1), police("Ilse Meisjesnaam", "wijkagent"));
    // The table itself, with the item that was given and the history of it.
    let page = answers(&house, "gemeente-hoorn", &at).await;
    assert_eq!(page["items"][0]["by"]["name"], "Ilse Meisjesnaam");
    let history = page["history"].as_array().unwrap();
    let who: Vec<&str> = history.iter().filter_map(|line| line["who"]["name"].as_str()).collect();
    assert_eq!(
        who,
        ["Ilse Getrouwd", "Ilse Meisjesnaam", "Ilse Meisjesnaam", "Naam van gemeente-hoorn", "Naam van gemeente-hoorn"]
    );
    let page = reads(&house, "gemeente-hoorn", &at).await;
    for said in ["Ilse Getrouwd", ", teamchef", "Ilse Meisjesnaam", ", wijkagent, Organisatie politie-nh"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_advice_says_who_decided_under_the_office_that_signs() {
    let house = house().await;
    let (id, weighing) = house.advice("MERK").await;
    house
        .does::<advice::IssueAdvice>("procesregisseur-nhn", id, |d| {
            d.issue(&agency("zvh-nhn"), day(LATER), day("2026-02-03"))
        })
        .await;
    house.votes("politie-nh", id, advice::Choice::Approve, None).await;
    house.votes("burgemeester-hoorn", id, advice::Choice::Approve, None).await;
    // What they are called later is not what they signed as.
    is_called(&house, "Iemand Anders", "elders").await;

    let at = format!("{}/{id}", room("advice"));
    let page = answers(&house, "om-nh", &at).await;
    let signed = |n: usize| (page["signatures"][n]["role"].clone(), page["signatures"][n]["by"].clone());
    assert_eq!(signed(0).0, "De burgemeester");
    assert_eq!(signed(0).1["name"], "Naam van burgemeester-hoorn");
    assert_eq!((&signed(0).1["office_holder"], &signed(0).1["by_mandate"]), (&json!(true), &json!(null)));
    let police = json!({
        "name": "Naam van politie-nh", "function": "functie", "organisation": "Organisatie politie-nh",
        "by_mandate": "besluit 2025-1", "office_holder": false, "by_link": false,
    });
    assert_eq!(signed(1), (json!("De politiechef"), police));
    assert_eq!(signed(2), (json!("De officier van justitie"), json!(null)), "nobody decided for the OM yet");
    assert_eq!(page["sheet"]["writer"]["name"], "Naam van procesregisseur-nhn");
    let page = reads(&house, "om-nh", &at).await;
    let police = page.split("De politiechef").nth(1).unwrap().split("</li>").next().unwrap();
    for said in ["Naam van politie-nh", "functie", "met mandaat: besluit 2025-1"] {
        assert!(police.contains(said), "{said}: {police}");
    }
    let mayor = page.split("De burgemeester<").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(mayor.contains("Naam van burgemeester-hoorn") && mayor.contains("ambtsdrager"), "{mayor}");
    // The judgement that it rests on says so too, of its views and its keys.
    let page = answers(&house, "om-nh", &format!("{}/{weighing}", room("weighing"))).await;
    let keys = page["round"]["judged"]["keys"].as_array().unwrap();
    assert!(keys.iter().all(|key| key["turned"] == true && key["by"]["by_mandate"] == "besluit 2025-1"), "{keys:?}");
    assert_eq!(page["round"]["authors"][1]["name"], "Naam van politie-nh");
    assert_eq!(page["round"]["judged"]["by"]["name"], "Naam van procesregisseur-nhn");
    assert_eq!(page["filed"]["filed_by"]["name"], "Naam van expert-nh");
}

/// Every page and every answer of one dossier that this person reads.
async fn everything(house: &House, who: &str, kind: &str, id: DossierId) -> String {
    let (mut browser, program, mut all) = (house.browser(who).await, house.program(who).await, String::new());
    for address in
        house.rooms.addresses().iter().filter(|a| a.method == Method::Get && a.login && a.gives != Gives::Live)
    {
        if address.act.as_ref().is_none_or(|act| act.kind != kind) || !address.path.contains("{id}") {
            continue;
        }
        // Who sits is a page of its own, with rules of its own.
        if address.path.ends_with("/personen") {
            continue;
        }
        for no in 1..=if address.path.contains("{no}") { 32 } else { 1 } {
            let path = address.path.replace("{id}", &id.to_string()).replace("{no}", &no.to_string());
            let main = |body: String| body.split("<main").nth(1).map(str::to_owned).unwrap_or_default();
            let page = browser.get(&path).await;
            let data = program.get(&format!("/api/v1{path}")).await;
            assert_eq!(page.status == 200, data.status == 200, "{who} {path}");
            if page.status == 200 && ![".pdf", ".ics"].iter().any(|file| path.ends_with(file)) {
                all.push_str(&main(page.body));
                all.push_str(&data.body);
            }
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_reads_part_of_a_table_reads_no_name_of_somebody_whose_part_it_does_not_read() {
    let house = house().await;
    let all = house.furnish().await;
    let open = find(&all, "case", "open");
    let of = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<BTreeSet<String>>();
    // A third party: its own people, and who gave what was shared with it.
    let third = everything(&house, "ggz-nhn", "case", open).await;
    assert!(third.contains("MERKDERDE") && third.contains("MERKAFSPRAAKGGZ") && third.contains("MERKVRAAGGGZ"));
    assert_eq!(named(&third), of(&["ggz-nhn", "reclassering"]));
    let table = named(&everything(&house, "gemeente-hoorn", "case", open).await);
    for who in ["politie-nh", "om-nh", "procesregisseur-nhn", "reclassering", "rvdk", "ggz-nhn"] {
        assert!(table.contains(who), "who sits at the table reads {who}: {table:?}");
    }
    // Who is consulted reads its question, and who filed the notice: neither reads who weighs.
    let sealed = find(&all, "weighing", "sealed");
    let question = everything(&house, "reclassering", "weighing", sealed).await;
    assert!(question.contains("MERKVRAAG"), "{question}");
    // Its own, which is for the foot of what it prints.
    assert_eq!(named(&question), of(&["reclassering"]));
    let notice = everything(&house, "expert-nh", "weighing", sealed).await;
    assert!(notice.contains("wegen uw aanmelding"), "{notice}");
    assert_eq!(named(&notice), of(&["expert-nh"]));
    // A view that is sealed does not show who wrote it in its place; the history tells that it was handed in, and by whom.
    let page = answers(&house, "om-nh", &format!("{}/{sealed}", room("weighing"))).await;
    assert_eq!(page["round"]["authors"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_shielded_reporter_others_do_not_read_who_wrote_it_down() {
    let house = house().await;
    let all = house.furnish().await;
    let open = find(&all, "signal", "open");
    let at = |id: DossierId| format!("{}/{id}", room("signal"));
    assert!(
        named(&reads(&house, "expert-nh", &at(open)).await).contains("expert-nh"),
        "the owner reads its own people"
    );
    for body in [
        reads(&house, "gemeente-hoorn", &at(open)).await,
        answers(&house, "gemeente-hoorn", &at(open)).await.to_string(),
    ] {
        assert!(body.contains("Organisatie cter-nh") && !named(&body).contains("expert-nh"), "{body}");
    }
    let plain = answers(&house, "gemeente-hoorn", &at(find(&all, "signal", "filed"))).await;
    assert_eq!(plain["registered_by"]["name"], "Naam van expert-nh", "where nobody is shielded it is told");
    // Who proposed to screen out and who agreed is part of that decision.
    let out = answers(&house, "expert-nh", &at(find(&all, "signal", "screened-out"))).await;
    assert_eq!(out["looks"][0]["by"]["name"], "Naam van expert-nh");
    assert_eq!(out["looks"][0]["said_by"]["name"], "Naam van politie-nh");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_taken_back_leaves_no_name_at_the_table() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    let no = house.gives("om-nh", id, case::Gift { om: Some(om()), ..gift("Dit was te veel.") }).await;
    let before = house.now::<case::ReadCase>("om-nh", id).await;
    assert_eq!(before.authors.of(no, case::Deed::Made).unwrap().called.name, line("Naam van om-nh"));
    let desk = house.vault.open_desk::<case::WithdrawItem>(&house.actor("om-nh").await, id).await.unwrap();
    let event = desk.dossier().withdraw_item(no, &agency("om-nh")).unwrap();
    let seq = desk.dossier().came_in(no).unwrap();
    desk.commit_erasing(vec![event], vec![seq]).await.unwrap();
    let after = house.now::<case::ReadCase>("om-nh", id).await;
    assert!(after.authors.of(no, case::Deed::Made).is_none());
    // The history tells that the OM took something back, and of what is gone no more than the organisation.
    let page = answers(&house, "gemeente-hoorn", &format!("{}/{id}", room("case"))).await;
    let who = |n: usize| (page["history"][n]["what"].clone(), page["history"][n]["who"]["name"].clone());
    assert_eq!(who(0).1, "Naam van om-nh");
    assert_eq!(who(1), (json!("gewist"), json!(null)));
}

fn om() -> case::OmMark {
    case::OmMark { ground: case::OmGround::Judicial, others_checked: true }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_not_turned_yet_stands_there_with_its_organisation() {
    let house = house().await;
    let id = house.judged("MERK", weighing::Outcome::Fits).await;
    house.turns("politie-nh", id).await;
    let page = answers(&house, "om-nh", &format!("{}/{id}", room("weighing"))).await;
    let keys = &page["round"]["judged"]["keys"];
    assert_eq!((&keys[1]["turned"], &keys[1]["by"]["name"]), (&json!(true), &json!("Naam van politie-nh")));
    assert_eq!((&keys[2]["turned"], &keys[2]["by"]["name"]), (&json!(false), &json!(null)));
    assert_eq!(keys[2]["by"]["organisation"], "Organisatie om-nh");
}
