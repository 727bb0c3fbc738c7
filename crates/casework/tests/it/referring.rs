//! Stories of what goes on at another kind of table: handed over from a case or from a weighing that ended, in words of its own, answered there, and
//! gone on its day. Who receives it reads nothing of where it comes from.

use crate::{
    correcting::{asked, done, reads, sends, table},
    dossiers::{LATER, by_police, gift, named},
    house::{House, house, word},
    persons::hire_as,
};
use casework::{case::Gift, referral, weighing::Outcome};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::{Dossier as _, NamingDesk, Office, Role};

const WORDS: &str = "KANARIEVRAAG";
const CALL: &str = "KANARIEBELLEN";
const TAKES: &str = "Beslissen of u een doorgeleiding oppakt";
const READS: &str = "Lezen wat de andere tafel antwoordde";
const GIVES: &str = "Zeggen of uw bijdrage mee mag naar een andere tafel";
const SENDS: &str = "De doorgeleiding versturen";

fn form(table: &str, to: &str) -> Value {
    json!({
        "table": table, "to": to, "about": "Bram Verzonnen", "asked": format!("{WORDS}: wilt u hem begeleiden bij het wonen?"),
        "ground": "municipal-task", "informed": "told", "goes_on": "De wijkagent blijft langsgaan.", "call": format!("{CALL}, 0229-000000"),
        "answer_by": "2026-02-17", "until": "2026-05-03",
    })
}

fn taking() -> Value {
    json!({ "who": "Bo van de zorg", "from": "2026-02-09", "contact": "2026-02-10" })
}

/// Prepares one at this table; where it is read.
async fn prepares(house: &House, who: &str, at: &str, form: Value) -> String {
    done(house, who, &format!("{at}/doorgeleiden"), form).await;
    let page = reads(house, who, &format!("{at}/doorgeleiden")).await.json();
    page["earlier"][0]["address"].as_str().unwrap().to_owned()
}

/// Hands over from this table; where it is read. Where nobody gives anything along it is sent.
async fn hands(house: &House, who: &str, at: &str, form: Value) -> String {
    let alone = form["items"].is_null();
    let here = prepares(house, who, at, form).await;
    if alone {
        done(house, who, &format!("{here}/versturen"), json!({ "goes": "1" })).await;
    }
    here
}

/// What one press writes another sends, after a second look: nobody reads it before that, with or without something of the table.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_referral_is_prepared_and_sent_by_a_second_look_also_where_nothing_goes_along() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let mut browser = house.browser("casusregisseur-hoorn").await;
    let form_page = format!("{at}/doorgeleiden");
    let typed = form("local-team", "ggz-nhn");
    let typed: Vec<(&str, &str)> =
        typed.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
    browser.get(&form_page).await;
    let written = browser.post(&form_page, &typed).await;
    let page = browser.follow(&written).await;
    let ready = "De doorgeleiding staat klaar. Er is nog niets verstuurd.";
    for says in [ready, "Er wordt op niemand gewacht dan op u", WORDS] {
        assert!(page.says(says), "{says}: {}", page.body);
    }
    let here = written.path().to_owned();
    assert!(here.starts_with("/doorgeleidingen/"), "it lands where it is read: {here}");
    assert_eq!(reads(&house, "ggz-nhn", &here).await.status, 404);
    assert!(asked(&house, "ggz-nhn", TAKES).await.is_empty());
    assert_eq!(asked(&house, "casusregisseur-hoorn", SENDS).await, std::slice::from_ref(&here));
    let send = format!("{here}/versturen");
    let bare = sends(&house, "casusregisseur-hoorn", &send, &json!({})).await;
    assert!(bare.status == 422 && bare.says("Lees wat er meegaat"), "{}", bare.body);
    done(&house, "casusregisseur-hoorn", &send, json!({ "goes": "1" })).await;
    assert_eq!(asked(&house, "ggz-nhn", TAKES).await, std::slice::from_ref(&here));
    // With something of the table it says who is waited for.
    let no = house.gives("reclassering", id, gift(GIVEN)).await;
    let mut with = form("life-course", "school-hoorn");
    with["items"] = json!([no.to_string()]);
    let here = prepares(&house, "casusregisseur-hoorn", &at, with).await;
    let page = house.browser("casusregisseur-hoorn").await.get(&here).await;
    assert!(page.says("Eerst zeggen zij of hun bijdrage mee mag: Organisatie reclassering."), "{}", page.body);
}

/// WEG-11, CAS-07: three keys say that it belongs elsewhere, and that is no longer the end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_weighing_that_belongs_elsewhere_is_handed_over_and_answered_and_its_table_knows() {
    let house = house().await;
    let id = house.decided("MERKELDERS", Outcome::OtherTable).await;
    let at = format!("/wegingen/{id}");
    for who in ["politie-nh", "om-nh", "expert-nh", "ggz-nhn", "gemeente-haarlem", "procesregisseur-kennemerland"] {
        let reply = sends(&house, who, &format!("{at}/doorgeleiden"), &form("local-team", "ggz-nhn")).await;
        assert_eq!(reply.status, 404, "{who}");
    }
    // Keeping somebody in view of whom three judged that no conference is to come has no ground (Wgpga art. 5 lid 6).
    let view = sends(&house, "gemeente-hoorn", &format!("{at}/doorgeleiden"), &form("in-view", "gemeente-hoorn")).await;
    assert_eq!((view.status, view.json()["errors"][0]["field"].as_str().unwrap()), (422, "table"));
    let here = hands(&house, "gemeente-hoorn", &at, form("local-team", "ggz-nhn")).await;
    assert_eq!(asked(&house, "ggz-nhn", TAKES).await, std::slice::from_ref(&here));
    // What it reads is the hand-over: nothing of the weighing, its number, or who weighs.
    let reference = house.now::<casework::weighing::ReadWeighing>("politie-nh", id).await.card().reference.to_string();
    let mut browser = house.browser("ggz-nhn").await;
    for body in [browser.get(&here).await.body, reads(&house, "ggz-nhn", &here).await.body] {
        assert!(body.contains(WORDS) && body.contains(CALL), "{body}");
        for hidden in [id.to_string().as_str(), reference.as_str(), "MERKELDERS", "politie-nh", "om-nh", "zvh-nhn"] {
            assert!(!body.contains(hidden), "{hidden}: {body}");
        }
    }
    for address in [&at, &format!("{at}/doorgeleiden")] {
        assert_eq!(reads(&house, "ggz-nhn", address).await.status, 404);
    }
    for who in ["politie-nh", "om-nh", "expert-nh", "reclassering", "gemeente-haarlem", "fg", "beheer"] {
        assert_eq!(reads(&house, who, &here).await.status, 404, "{who}");
    }
    // The process director sees that it waits, at the weighing and among all tables.
    let waits = reads(&house, "procesregisseur-nhn", &at).await.json()["referred"][0].clone();
    assert_eq!((&waits["waits"], &waits["late"]), (&json!(true), &json!(false)), "{waits}");
    let board = reads(&house, "procesregisseur-nhn", "/bord?waarom=alle").await.json();
    let row = board["tables"].as_array().unwrap().iter().find(|row| row["address"] == here.as_str()).cloned().unwrap();
    assert_eq!(row["waits_for"], json!(["Organisatie ggz-nhn"]), "{row}");
    // Something is asked back and answered, and then it is taken on.
    done(&house, "ggz-nhn", &format!("{here}/terugvragen"), json!({ "question": "Heeft hij een huis?" })).await;
    let reply = asked(&house, "gemeente-hoorn", "Antwoorden op een vraag over een doorgeleiding").await;
    assert_eq!(reply, std::slice::from_ref(&here));
    done(&house, "gemeente-hoorn", &format!("{here}/antwoord"), json!({ "text": "Nog drie weken." })).await;
    assert!(reads(&house, "ggz-nhn", &here).await.says("Nog drie weken."));
    done(&house, "ggz-nhn", &format!("{here}/aannemen"), taking()).await;
    assert_eq!(asked(&house, "gemeente-hoorn", READS).await, std::slice::from_ref(&here));
    assert!(reads(&house, "gemeente-hoorn", &here).await.says("Bo van de zorg"));
    assert!(reads(&house, "ggz-nhn", "/doorgeleidingen").await.says(&here), "who took it on finds it again");
    done(&house, "gemeente-hoorn", &format!("{here}/gelezen"), json!({})).await;
    assert!(asked(&house, "gemeente-hoorn", READS).await.is_empty());
    // Police and OM weighed, so they know what came of it; what was written is not theirs.
    let told = reads(&house, "politie-nh", &at).await;
    let one = &told.json()["referred"][0];
    assert_eq!((&one["stands"]["nl"], &one["address"]), (&json!("Opgepakt"), &Value::Null), "{one}");
    assert!(!told.body.contains(WORDS) && told.says("Doorgeleid naar een andere tafel"));
}

struct Parts {
    id: DossierId,
    at: String,
    here: String,
}

const OWN: &str = "KANARIEPOLITIE";
const SILENT: &str = "KANARIESTIL";
const STOPPED: &str = "KANARIEGESTOPT";
const GIVEN: &str = "KANARIEMEE";

/// A case of which four items would go along to the life course approach.
async fn from_case(house: &House) -> Parts {
    let (id, at) = table(house).await;
    let police = house.gives("politie-nh", id, by_police(gift(OWN))).await;
    let silent = house.gives("ggz-nhn", id, gift(SILENT)).await;
    let stopped = house.gives("reclassering", id, gift(STOPPED)).await;
    let given = house.gives("reclassering", id, gift(GIVEN)).await;
    let mut form = form("life-course", "school-hoorn");
    form["items"] = json!([police, silent, stopped, given].map(|no| no.to_string()));
    let here = hands(house, "casusregisseur-hoorn", &at, form).await;
    Parts { id, at, here }
}

async fn says(house: &House, who: &str, here: &str, no: u32, form: Value) {
    done(house, who, &format!("{here}/bijdrage/{no}"), form).await;
}

/// CAS-07, PRV-01: per item its giver and a ground, and silence carries nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_table_goes_along_without_its_giver_and_what_does_not_is_erased() {
    let house = house().await;
    let Parts { id, at, here } = from_case(&house).await;
    assert_eq!(reads(&house, "school-hoorn", &here).await.status, 404, "it has not gone");
    assert!(asked(&house, "school-hoorn", TAKES).await.is_empty());
    for (who, many) in [("politie-nh", 1), ("ggz-nhn", 1), ("reclassering", 2)] {
        assert_eq!(asked(&house, who, GIVES).await.len(), many, "{who}");
    }
    // Who gave something reads what is asked and its own, and nothing of another or of where to call.
    let page = reads(&house, "reclassering", &here).await;
    assert!(page.says(WORDS) && page.says(STOPPED) && page.says(GIVEN));
    for hidden in [OWN, SILENT, CALL, "Bram Verzonnen"] {
        assert!(!page.body.contains(hidden), "{hidden}: {}", page.body);
    }
    // At which case it lies, by whom it would go and to whom; and where who was asked opens that case.
    let of = page.json()["of"].clone();
    let reference = house.now::<casework::case::ReadCase>("reclassering", id).await.card().reference.to_string();
    assert_eq!((&of[1], &of[2]), (&json!(reference), &json!(at)), "{of}");
    assert_eq!(reads(&house, "reclassering", of[2].as_str().unwrap()).await.status, 200);
    let page = house.browser("ggz-nhn").await.get(&here).await;
    for says in [&reference, "Naam van casusregisseur-hoorn", "Organisatie school-hoorn"] {
        assert!(page.says(says), "{says}: {}", page.body);
    }
    // What mends a refused answer says the same.
    let mended = house.browser("reclassering").await;
    let refused = {
        let mut browser = mended;
        browser.get(&here).await;
        browser.post(&format!("{here}/bijdrage/3"), &[]).await
    };
    assert!(refused.status == 422 && refused.says(&reference), "{}", refused.body);
    let page = reads(&house, "casusregisseur-hoorn", &here).await.json();
    let no = |text: &str| {
        let all = page["items"].as_array().unwrap();
        all.iter().find(|item| item["text"] == text).unwrap()["no"].as_u64().unwrap().try_into().unwrap()
    };
    let (police, stopped, given): (u32, u32, u32) = (no(OWN), no(STOPPED), no(GIVEN));
    for (who, no) in [("politie-nh", stopped), ("casusregisseur-hoorn", stopped), ("ggz-nhn", police)] {
        let yes = json!({ "reply": "yes", "ground": "agreed" });
        let reply = sends(&house, who, &format!("{here}/bijdrage/{no}"), &yes).await;
        assert!([404, 422].contains(&reply.status), "{who}: {}", reply.status);
    }
    let bare = sends(&house, "politie-nh", &format!("{here}/bijdrage/{police}"), &json!({ "reply": "yes" })).await;
    assert_eq!(bare.status, 422, "a yes rests on a ground");
    let other = json!({ "reply": "yes", "ground": "prosecution" });
    assert_eq!(sends(&house, "politie-nh", &format!("{here}/bijdrage/{police}"), &other).await.status, 422);
    // A decision to provide structurally says what it covers, and holds today.
    let mut decided = json!({ "reply": "yes", "ground": "structural", "law": "besluit 2026-3", "interest": "Veiligheid.",
        "partnership": "De levensloopaanpak, om te helpen.", "data": "Wat de wijkagent zag.", "conditions": "Alleen daarvoor.",
        "recipients": "De school.", "decided_until": "2026-12-31", "covers": "ja" });
    let own = format!("{here}/bijdrage/{police}");
    for (left_out, wrong) in [("interest", ""), ("covers", ""), ("decided_until", "2026-02-02")] {
        let mut lacks = decided.clone();
        lacks[left_out] = json!(wrong);
        let reply = sends(&house, "politie-nh", &own, &lacks).await;
        assert_eq!(
            (reply.status, reply.json()["errors"][0]["field"].as_str()),
            (422, Some(left_out)),
            "{}",
            reply.body
        );
    }
    says(&house, "politie-nh", &here, police, decided.clone()).await;
    let kept = reads(&house, "politie-nh", &here).await;
    assert!(kept.says("Geldig tot en met 31-12-2026") && kept.says("Wat de wijkagent zag"), "{}", kept.body);
    // It may still be another ground, before it goes.
    decided = json!({ "reply": "yes", "ground": "police", "law": "Wpg art. 19, besluit 2026-3" });
    says(&house, "politie-nh", &here, police, decided).await;
    says(&house, "reclassering", &here, stopped, json!({ "reply": "no", "reason": "Toezicht loopt." })).await;
    says(&house, "reclassering", &here, given, json!({ "reply": "yes", "ground": "agreed" })).await;
    assert!(asked(&house, "casusregisseur-hoorn", SENDS).await.is_empty(), "care has a week");
    house.clock.days(8);
    assert_eq!(asked(&house, "casusregisseur-hoorn", SENDS).await, std::slice::from_ref(&here));
    done(&house, "casusregisseur-hoorn", &format!("{here}/versturen"), json!({ "goes": "1" })).await;
    let mut browser = house.browser("school-hoorn").await;
    for body in [browser.get(&here).await.body, reads(&house, "school-hoorn", &here).await.body] {
        assert!(body.contains(OWN) && body.contains(GIVEN) && body.contains(WORDS));
        for hidden in [SILENT, STOPPED, "Toezicht loopt", "besluit 2026-3", &id.to_string(), "C-2026"] {
            assert!(!body.contains(hidden), "{hidden}: {body}");
        }
    }
    // What does not go along is nowhere in it any more, for who sent it either; and who gave only that reads nothing of it.
    let sent = reads(&house, "casusregisseur-hoorn", &here).await;
    assert!(!sent.body.contains(SILENT) && !sent.body.contains(STOPPED));
    assert_eq!(reads(&house, "ggz-nhn", &here).await.status, 404);
    // Its giver takes it back: the other table reads it no longer.
    says(&house, "reclassering", &here, given, json!({ "reply": "no", "reason": "Het klopte niet." })).await;
    let left = reads(&house, "school-hoorn", &here).await;
    assert!(left.body.contains(OWN) && !left.body.contains(GIVEN));
    assert_eq!(reads(&house, "reclassering", &here).await.status, 404, "it gives nothing any more");
    let at = reads(&house, "reclassering", &format!("{at}/doorgeleiden")).await.json();
    assert_eq!(
        at["earlier"][0]["address"],
        Value::Null,
        "the table knows that there was a referral, and not what it says"
    );
}

/// Who may not hand over, from what, and what is sent back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_acts_for_the_municipality_or_guards_the_process_hands_over_and_only_what_they_read() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let hidden = house.gives("politie-nh", id, Gift { audience: named(&["om-nh"]), ..by_police(gift(OWN)) }).await;
    let to = format!("{at}/doorgeleiden");
    for who in ["politie-nh", "om-nh", "reclassering", "ggz-nhn", "expert-nh", "gemeente-haarlem", "school-hoorn", "fg"]
    {
        assert_eq!(sends(&house, who, &to, &form("riec", "rvdk")).await.status, 404, "{who}");
    }
    assert_eq!(reads(&house, "ggz-nhn", &to).await.status, 404, "a third party finds no such page");
    let mut with = form("riec", "rvdk");
    with["items"] = json!([hidden.to_string()]);
    let reply = sends(&house, "gemeente-hoorn", &to, &with).await;
    assert_eq!(
        (reply.status, reply.json()["errors"][0]["field"].as_str().unwrap()),
        (422, "items"),
        "not what one does not read"
    );
    for (field, value) in [
        ("table", json!("court")),
        ("to", json!("toezicht")),
        ("to", json!("gemeente-hoorn")),
        ("ground", json!("result")),
        ("ground", json!("other-law")),
        ("informed", json!("not-yet")),
        ("until", json!("2026-09-03")),
        ("answer_by", json!("2026-01-01")),
        ("asked", json!("")),
        ("call", json!("")),
    ] {
        let mut torn = form("riec", "rvdk");
        torn[field] = value;
        let reply = sends(&house, "gemeente-hoorn", &to, &torn).await;
        assert_eq!(reply.status, 422, "{field}: {}", reply.body);
    }
    assert!(reads(&house, "gemeente-hoorn", &to).await.json()["earlier"].as_array().unwrap().is_empty());
    hands(&house, "procesregisseur-nhn", &at, form("riec", "rvdk")).await;
    house.closes(id).await;
    assert_eq!(
        sends(&house, "gemeente-hoorn", &to, &form("riec", "rvdk")).await.status,
        404,
        "a closed case hands nothing over"
    );
}

/// A colleague whom the desk did not name finds nothing, and who is named reads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_receives_it_is_named_by_the_desk_and_a_colleague_finds_the_same_page_as_for_nothing() {
    let house = house().await;
    let care = house.actor("ggz-nhn").await.agency;
    hire_as(&house, "ggz-balie", ("ggz-nhn", Role::Guest)).await;
    let desk = NamingDesk { persons: vec![word("ggz-balie")], automatic: false };
    house.vault.set_office(&care.id, Office { desk, ..care.office }).await.unwrap();
    let id = house.case("hoorn", "MERK").await;
    let at = format!("/zaken/{id}");
    let here = hands(&house, "gemeente-hoorn", &at, form("early-care", "ggz-nhn")).await;
    let never = format!("/doorgeleidingen/{}", DossierId::new(3, [3; 10]));
    for who in ["ggz-nhn", "school-hoorn", "rac"] {
        let (this, other) = (reads(&house, who, &here).await, reads(&house, who, &never).await);
        assert_eq!((this.status, this.body), (404, other.body), "{who}");
    }
    let names = asked(&house, "ggz-balie", "Aanwijzen wie er aan tafel zit").await;
    assert_eq!(names, [format!("{here}/personen")]);
    let page = reads(&house, "ggz-balie", &format!("{here}/personen")).await;
    assert!(page.status == 200 && !page.body.contains(WORDS) && !page.body.contains("hoorn"), "{}", page.body);
    assert_eq!(reads(&house, "ggz-balie", &here).await.status, 404, "a desk reads no more than which it is");
    done(&house, "ggz-balie", &format!("{here}/personen"), json!({ "persons": ["ggz-nhn"], "from": "2026-02-03" }))
        .await;
    assert!(reads(&house, "ggz-nhn", &here).await.says(WORDS));
    assert_eq!(
        reads(&house, "ggz-nhn", &format!("{here}/personen")).await.status,
        404,
        "nor who sits there for others"
    );
}

/// Late, over, and gone: without anybody doing anything, and after a restart as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_answers_comes_back_as_a_task_and_on_its_day_it_is_over_and_later_destroyed() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    let at = format!("/zaken/{id}");
    let here = hands(&house, "gemeente-hoorn", &at, form("local-team", "ggz-nhn")).await;
    let late = "Nabellen over een doorgeleiding zonder antwoord";
    let soon = json!({ "said": "Gebeld met Bo.", "answer_by": "2026-02-25" });
    assert_eq!(sends(&house, "gemeente-hoorn", &format!("{here}/nabellen"), &soon).await.status, 422, "it is not late");
    house.clock.set("2026-02-18T09:00:00Z");
    assert_eq!(asked(&house, "gemeente-hoorn", late).await, std::slice::from_ref(&here));
    let row = reads(&house, "procesregisseur-nhn", &at).await.json()["referred"][0].clone();
    assert_eq!(row["late"], json!(true), "{row}");
    done(&house, "gemeente-hoorn", &format!("{here}/nabellen"), soon).await;
    assert!(asked(&house, "gemeente-hoorn", late).await.is_empty());
    assert!(!reads(&house, "ggz-nhn", &here).await.body.contains("Gebeld met Bo"));
    house.clock.set("2026-05-04T09:00:00Z");
    for path in [&here, &format!("{here}/personen")] {
        assert_eq!(reads(&house, "ggz-nhn", path).await.status, 404, "{path}");
    }
    assert!(asked(&house, "ggz-nhn", TAKES).await.is_empty());
    assert_eq!(sends(&house, "ggz-nhn", &format!("{here}/aannemen"), &taking()).await.status, 404);
    assert!(reads(&house, "gemeente-hoorn", &here).await.says("Voorbij"));
    assert_eq!(house.vault.left_by_all().await.unwrap(), 0, "who sent it reads what came of it");
    house.clock.set("2026-06-04T09:00:00Z");
    assert_eq!(reads(&house, "gemeente-hoorn", &here).await.status, 404);
    // Another process at the same store.
    let again = crate::house::opening(&house.database, std::sync::Arc::clone(&house.clock));
    let again = tokio::task::spawn_blocking(|| vault::Vault::open(again).unwrap()).await.unwrap();
    assert_eq!(again.left_by_all().await.unwrap(), 1);
    assert_eq!((again.destroy_left_by_all().await.unwrap(), again.destroy_left_by_all().await.unwrap()), (1, 0));
    assert_eq!(house.vault.left_by_all().await.unwrap(), 0);
    assert_eq!(reads(&house, "gemeente-hoorn", &here).await.status, 404);
    let kept = reads(&house, "procesregisseur-nhn", &at).await.json()["referred"][0].clone();
    assert_eq!((&kept["to"], &kept["address"]), (&json!("Organisatie ggz-nhn"), &Value::Null), "{kept}");
    let sound = tokio::task::spawn_blocking(move || again.verify(|| {}).unwrap()).await.unwrap();
    assert!(sound.wrong.is_empty(), "{:?}", sound.wrong);
}

/// Two at once: one of them answers, and the other reads what happened.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_answer_at_once_one_is_heard() {
    let house = house().await;
    hire_as(&house, "ggz-tweede", ("ggz-nhn", Role::Guest)).await;
    let id = house.case("hoorn", "MERK").await;
    let here = hands(&house, "gemeente-hoorn", &format!("/zaken/{id}"), form("local-team", "ggz-nhn")).await;
    let (takes, not) = (format!("{here}/aannemen"), format!("{here}/niet"));
    let (form, why) = (taking(), json!({ "reason": "Vol." }));
    let (one, two) = tokio::join!(sends(&house, "ggz-nhn", &takes, &form), sends(&house, "ggz-tweede", &not, &why));
    let went = [one.status, two.status].into_iter().filter(|status| *status < 300).count();
    assert_eq!(went, 1, "{} {}", one.body, two.body);
    let state = house.now::<referral::ReadReferral>("gemeente-hoorn", crate::house::id_in(&here)).await;
    assert_eq!(state.taken_on().is_some(), state.declined().is_none());
    assert_eq!(asked(&house, "gemeente-hoorn", READS).await.len(), 1);
}

/// Keeping in view by one's own organisation: over on its day, asked about a week before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keeping_in_view_is_over_on_its_day_unless_somebody_says_why_it_goes_on() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    let at = format!("/zaken/{id}");
    let mut view = form("in-view", "gemeente-hoorn");
    view["until"] = json!(LATER);
    let here = hands(&house, "gemeente-hoorn", &at, view).await;
    let goes_on = "Beslissen of dit doorgaat, stopt of terugkomt";
    assert!(
        asked(&house, "gemeente-hoorn", TAKES).await.is_empty()
            && asked(&house, "gemeente-hoorn", goes_on).await.is_empty()
    );
    house.clock.set("2026-03-25T09:00:00Z");
    assert_eq!(asked(&house, "gemeente-hoorn", goes_on).await, std::slice::from_ref(&here));
    let longer = |until: &str| json!({ "until": until, "reason": "Hij verhuist in mei." });
    let to = format!("{here}/verlengen");
    assert_eq!(sends(&house, "gemeente-hoorn", &to, &longer("2026-12-01")).await.status, 422, "half a year at most");
    assert_eq!(
        sends(&house, "gemeente-hoorn", &to, &json!({ "until": "2026-06-01" })).await.status,
        422,
        "with a reason"
    );
    done(&house, "gemeente-hoorn", &to, longer("2026-06-01")).await;
    assert!(asked(&house, "gemeente-hoorn", goes_on).await.is_empty());
    let back = json!({ "how": "back", "reason": "Er is weer spanning.", "sure": "ja" });
    done(&house, "gemeente-hoorn", &format!("{here}/beeindigen"), back).await;
    let told = reads(&house, "procesregisseur-nhn", &at).await.json()["referred"][0].clone();
    assert_eq!(told["stands"]["nl"], json!("Beëindigd"), "{told}");
}

/// Nobody reads by a referral what was kept from them at the table.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_not_all_who_send_read_at_the_table_does_not_come_into_a_referral() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let narrow = Gift { audience: named(&["gemeente-hoorn"]), ..by_police(gift("KANARIENAUW")) };
    let narrow = house.gives("politie-nh", id, narrow).await;
    let wrong = house.gives("reclassering", id, gift("KANARIEFOUT")).await;
    done(&house, "politie-nh", &format!("{at}/bijdragen/klopt-niet/{wrong}"), json!({ "why": "Dat was zijn broer." }))
        .await;
    for no in [narrow, wrong] {
        let mut form = form("life-course", "school-hoorn");
        form["items"] = json!([no.to_string()]);
        let reply = sends(&house, "casusregisseur-hoorn", &format!("{at}/doorgeleiden"), &form).await;
        assert_eq!((reply.status, reply.json()["errors"][0]["field"].as_str()), (422, Some("items")), "{}", reply.body);
    }
    let page = house.browser("casusregisseur-hoorn").await.get(&format!("{at}/doorgeleiden")).await;
    assert!(page.status == 200 && !page.says("KANARIENAUW"), "{}", page.body);
    // What somebody says is not right is named as staying behind; what one of them does not read is not.
    assert!(page.says("Dit kan nu niet mee: iemand zegt dat het niet klopt"), "{}", page.body);
    let behind = reads(&house, "casusregisseur-hoorn", &format!("{at}/doorgeleiden")).await.json()["in_doubt"].clone();
    assert_eq!(behind, json!(["Organisatie reclassering: KANARIEFOUT"]));
}

/// How many events of a referral are erased.
async fn erased(house: &House, here: &str) -> usize {
    let actor = house.actor("casusregisseur-hoorn").await;
    let seen = house.vault.look::<referral::ReadReferral>(&actor, crate::house::id_in(here)).await.unwrap();
    seen.history(None).await.unwrap().moments.iter().filter(|(_, told)| told.is_none()).count()
}

/// What its giver does not let go lies nowhere but at the table, from that moment on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_no_erases_what_was_asked_for_also_before_it_is_sent_and_who_asked_reads_why() {
    let house = house().await;
    let Parts { here, .. } = from_case(&house).await;
    let page = reads(&house, "reclassering", &here).await.json();
    let no =
        |text: &str| page["items"].as_array().unwrap().iter().find(|item| item["text"] == text).unwrap()["no"].clone();
    let (stopped, given) = (no(STOPPED), no(GIVEN));
    let to = |no: &Value| format!("{here}/bijdrage/{no}");
    done(&house, "reclassering", &to(&given), json!({ "reply": "yes", "ground": "agreed" })).await;
    done(&house, "reclassering", &to(&stopped), json!({ "reply": "no", "reason": "Toezicht loopt." })).await;
    assert_eq!(erased(&house, &here).await, 1);
    for who in ["casusregisseur-hoorn", "procesregisseur-nhn", "gemeente-hoorn", "reclassering"] {
        let page = house.browser(who).await.get(&here).await;
        assert!(page.says(GIVEN) && !page.says(STOPPED), "{who}: {}", page.body);
        assert!(page.says("Toezicht loopt."), "{who}: {}", page.body);
    }
    // Nobody else who gave something reads why.
    let police = house.browser("politie-nh").await.get(&here).await;
    assert!(police.says(OWN) && !police.says("Toezicht loopt."), "{}", police.body);
    // Yes, and no after all: also before it goes.
    done(&house, "reclassering", &to(&given), json!({ "reply": "no", "reason": "Toch niet." })).await;
    assert_eq!(erased(&house, &here).await, 2);
    assert!(!reads(&house, "casusregisseur-hoorn", &here).await.says(GIVEN));
    assert_eq!(reads(&house, "reclassering", &here).await.status, 404, "it gives nothing any more");
    assert_eq!(
        sends(&house, "reclassering", &to(&given), &json!({ "reply": "yes", "ground": "agreed" })).await.status,
        404
    );
}

/// What was never sent is not kept because somebody thought of sending it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_ends_a_referral_before_it_is_sent_erases_all_that_would_have_gone_along() {
    let house = house().await;
    let Parts { here, .. } = from_case(&house).await;
    let end = json!({ "how": "done", "reason": "Niet meer nodig.", "sure": "ja" });
    done(&house, "casusregisseur-hoorn", &format!("{here}/beeindigen"), end).await;
    assert_eq!(erased(&house, &here).await, 4);
    for who in ["casusregisseur-hoorn", "procesregisseur-nhn"] {
        let page = house.browser(who).await.get(&here).await;
        assert!(page.says("Niet meer nodig.") && page.says(WORDS), "{who}: {}", page.body);
        for text in [OWN, SILENT, STOPPED, GIVEN] {
            assert!(!page.says(text), "{who} {text}: {}", page.body);
        }
    }
}

/// The day until which something was shared goes along with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_shared_until_a_day_is_not_read_after_that_day_at_another_table_either() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let until = |text: &str, day: &str| Gift { until: Some(crate::house::day(day)), ..gift(text) };
    let sent = house.gives("reclassering", id, until(GIVEN, "2026-02-20")).await;
    let late = house.gives("reclassering", id, until(STOPPED, "2026-02-05")).await;
    let mut form = form("life-course", "school-hoorn");
    form["items"] = json!([sent, late].map(|no| no.to_string()));
    let here = hands(&house, "casusregisseur-hoorn", &at, form).await;
    for no in [1, 2] {
        says(&house, "reclassering", &here, no, json!({ "reply": "yes", "ground": "agreed" })).await;
    }
    assert!(house.browser("casusregisseur-hoorn").await.get(&here).await.says("20-02-2026"));
    // Sent after the one day: only the other goes, and what does not is erased.
    house.clock.set("2026-02-06T09:00:00Z");
    let page = house.browser("casusregisseur-hoorn").await.get(&here).await;
    assert!(page.says(GIVEN) && !page.says(STOPPED), "{}", page.body);
    assert!(house.browser("reclassering").await.get(&here).await.says(STOPPED), "its own");
    done(&house, "casusregisseur-hoorn", &format!("{here}/versturen"), json!({ "goes": "1" })).await;
    assert_eq!(erased(&house, &here).await, 1);
    for (day, reads) in [("2026-02-20", true), ("2026-02-21", false)] {
        house.clock.set(&format!("{day}T09:00:00Z"));
        for who in ["school-hoorn", "casusregisseur-hoorn"] {
            assert_eq!(house.browser(who).await.get(&here).await.says(GIVEN), reads, "{who} {day}");
        }
    }
}

/// AVG 19: what is taken back at the table is taken back where it went, and what is in doubt there is so here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_back_or_doubted_at_the_table_is_so_where_it_went() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let [first, second] =
        [house.gives("reclassering", id, gift(GIVEN)).await, house.gives("reclassering", id, gift(STOPPED)).await];
    let mut form = form("life-course", "school-hoorn");
    form["items"] = json!([first, second].map(|no| no.to_string()));
    let here = hands(&house, "casusregisseur-hoorn", &at, form).await;
    for no in [1, 2] {
        says(&house, "reclassering", &here, no, json!({ "reply": "yes", "ground": "agreed" })).await;
    }
    let bare = sends(&house, "casusregisseur-hoorn", &format!("{here}/versturen"), &json!({})).await;
    assert!(bare.status == 422 && bare.says("Lees wat er meegaat"), "not in one press: {}", bare.body);
    done(&house, "casusregisseur-hoorn", &format!("{here}/versturen"), json!({ "goes": "1" })).await;
    // Its giver reads in its own register that it went, to whom and on which ground.
    let register = reads(&house, "reclassering", &format!("{at}/bijdragen/verstrekt")).await.json()["provided"].clone();
    let along = register.as_array().unwrap().iter().map(|one| one["along"].as_array().unwrap().len());
    assert_eq!(along.sum::<usize>(), 2, "{register}");
    const DOUBT: &str = "Besluit er nu niets op.";
    let wrong = json!({ "why": "MERKTWIJFELELDERS: dat was een ander." });
    done(&house, "politie-nh", &format!("{at}/bijdragen/klopt-niet/{first}"), wrong).await;
    for who in ["school-hoorn", "casusregisseur-hoorn"] {
        let page = house.browser(who).await.get(&here).await;
        assert!(page.says(DOUBT) && page.says(GIVEN) && !page.says("MERKTWIJFELELDERS"), "{who}: {}", page.body);
    }
    // A second one has words of their own: it is in doubt here too until both are looked at or taken back.
    done(&house, "om-nh", &format!("{at}/bijdragen/klopt-niet/{first}"), json!({ "why": "Niet die dag." })).await;
    done(&house, "reclassering", &format!("{at}/bijdragen/klopt/{first}/1"), json!({ "why": "Nagebeld." })).await;
    assert!(house.browser("school-hoorn").await.get(&here).await.says(DOUBT), "the other waits");
    done(&house, "om-nh", &format!("{at}/bijdragen/klopt-toch/{first}"), json!({ "why": "Toch die dag." })).await;
    assert!(!house.browser("school-hoorn").await.get(&here).await.says(DOUBT));
    // Taken back at the table: erased here in the same moment, and nobody had to think of it.
    done(&house, "reclassering", &format!("{at}/bijdragen/terug/{second}"), json!({ "sure": "1" })).await;
    for who in ["school-hoorn", "casusregisseur-hoorn", "reclassering"] {
        let page = house.browser(who).await.get(&here).await;
        assert!(page.says(GIVEN) && !page.says(STOPPED), "{who}: {}", page.body);
    }
    assert_eq!(erased(&house, &here).await, 1);
    let sound = tokio::task::spawn_blocking({
        let vault = house.vault.clone();
        move || vault.verify(|| {}).unwrap()
    })
    .await
    .unwrap();
    assert!(sound.wrong.is_empty(), "{:?}", sound.wrong);
}

/// What came into doubt while its giver was asked does not go when it is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_in_doubt_when_it_is_sent_stays_behind() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let no = house.gives("reclassering", id, gift(GIVEN)).await;
    let mut form = form("life-course", "school-hoorn");
    form["items"] = json!([no.to_string()]);
    let here = hands(&house, "casusregisseur-hoorn", &at, form).await;
    says(&house, "reclassering", &here, 1, json!({ "reply": "yes", "ground": "agreed" })).await;
    done(&house, "politie-nh", &format!("{at}/bijdragen/klopt-niet/{no}"), json!({ "why": "Een ander." })).await;
    let page = house.browser("casusregisseur-hoorn").await.get(&here).await;
    assert!(page.says("gaat niet mee zolang dit in twijfel is"), "{}", page.body);
    done(&house, "casusregisseur-hoorn", &format!("{here}/versturen"), json!({ "goes": "1" })).await;
    assert!(!house.browser("school-hoorn").await.get(&here).await.says(GIVEN));
    assert_eq!(erased(&house, &here).await, 1);
}

/// Who gave something reads in which case it lies where they may open that, and a colleague who was named for the referral alone does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_named_for_a_referral_alone_reads_nothing_of_the_case_it_comes_from() {
    let house = house().await;
    let Parts { id, at, here } = from_case(&house).await;
    for who in ["politie-balie", "politie-tweede"] {
        hire_as(&house, who, ("politie-nh", Role::Police)).await;
    }
    crate::persons::desk(&house, "politie-balie").await;
    let both = json!({ "persons": ["politie-nh", "politie-tweede"], "from": "2026-02-03" });
    done(&house, "politie-balie", &format!("{here}/personen"), both).await;
    assert_eq!(reads(&house, "politie-tweede", &at).await.status, 404, "not named at the case");
    let reference = house.now::<casework::case::ReadCase>("politie-nh", id).await.card().reference.to_string();
    let page = reads(&house, "politie-tweede", &here).await;
    assert!(page.status == 200 && page.says(OWN) && page.json()["of"].is_null(), "{}", page.body);
    assert!(!page.says(&reference) && !page.says(&id.to_string()), "{}", page.body);
    assert_eq!(reads(&house, "politie-nh", &here).await.json()["of"][2], json!(at));
}
