//! Stories of what organisations expect of each other: asked, accepted, kept, not kept or let go, in one list over all cases of who sits there;
//! and what stays unanswered comes back when the table meets.

use crate::{
    clash,
    correcting::{asked, done, reads, sends, table},
    dossiers::LATER,
    house::{House, house},
    meeting::{drawn, planned, put},
};
use casework::case;
use kernel::DossierId;
use serde_json::{Value, json};

/// The list of somebody, narrowed: what each line says, of whom and how it stands, with how many there are.
async fn listed(house: &House, who: &str, query: &str) -> (Vec<(String, String, String)>, u64) {
    let reply = reads(house, who, &format!("/afspraken{query}")).await;
    assert_eq!(reply.status, 200, "{who} {query}: {}", reply.body);
    let page = reply.json();
    let text = |line: &Value, part: &str| line[part].as_str().unwrap().to_owned();
    let line = |line: &Value| (text(line, "what"), text(line, "of"), text(line, "state"));
    (page["lines"].as_array().unwrap().iter().map(line).collect(), page["total"].as_u64().unwrap())
}

/// Something is asked in a case; gives its number.
async fn expects(house: &House, id: DossierId, (by, of): (&str, &str), what: &str, due: &str) -> u32 {
    let form = json!({ "agency": of, "what": what, "due": due });
    done(house, by, &format!("/zaken/{id}/afspraak"), form).await;
    house.now::<case::ReadCase>("om-nh", id).await.agreements.last().unwrap().no
}

fn states(found: &(Vec<(String, String, String)>, u64)) -> Vec<&str> {
    found.0.iter().map(|(_, _, state)| state.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_expected_is_asked_accepted_late_not_kept_and_let_go_by_people_and_stands_in_one_list() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let call = expects(&house, id, ("politie-nh", "reclassering"), "Belt de ouders.", "2026-02-10").await;
    let letter = expects(&house, id, ("politie-nh", "reclassering"), "Stuurt de brief.", "2026-02-20").await;
    let asked_of = listed(&house, "reclassering", "?van=ons").await;
    assert_eq!((states(&asked_of), asked_of.1), (vec!["asked", "asked"], 2));
    assert_eq!(asked_of.0[0].0, "Belt de ouders.", "the soonest first");
    assert_eq!(listed(&house, "politie-nh", "?van=gevraagd").await.1, 2);
    assert_eq!(listed(&house, "politie-nh", "?van=ons").await.1, 0);
    assert_eq!(listed(&house, "om-nh", "").await.1, 2, "whoever sits there reads what is expected there");
    let page = house.browser("reclassering").await.get("/afspraken").await;
    for words in
        ["Belt de ouders.", "Naam van politie-nh (Organisatie politie-nh)", "gevraagd, nog geen antwoord", "MERKTITEL"]
    {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(page.says(&format!("{at}/afspraken?afspraak={call}#agreement-{call}")), "it leads to the very agreement");

    // Not by who need not keep it; and nobody breaks what nobody promised.
    let to = |what: &str, no: u32| format!("{at}/afspraken/{what}/{no}");
    assert_eq!(sends(&house, "om-nh", &to("aannemen", call), &json!({})).await.status, 422);
    let broken = json!({ "reason": "Niemand belde." });
    assert_eq!(sends(&house, "politie-nh", &to("niet-nagekomen", call), &broken).await.status, 422);
    for no in [call, letter] {
        done(&house, "reclassering", &to("aannemen", no), json!({})).await;
    }
    assert_eq!(states(&listed(&house, "om-nh", "?stand=accepted").await), ["accepted", "accepted"]);
    assert_eq!(
        sends(&house, "politie-nh", &to("niet-nagekomen", call), &broken).await.status,
        422,
        "its day has not passed"
    );

    // The program says that it is late, and no more than that.
    house.clock.days(10);
    let late = listed(&house, "om-nh", "?stand=te-laat").await;
    assert_eq!((states(&late), late.1), (vec!["accepted"], 1));
    assert!(house.browser("om-nh").await.get("/afspraken").await.says("te laat"));
    assert_eq!(sends(&house, "om-nh", &to("niet-nagekomen", call), &broken).await.status, 422);
    let silent = sends(&house, "politie-nh", &to("niet-nagekomen", call), &json!({})).await;
    assert_eq!(silent.status, 422, "not without a reason");
    done(&house, "politie-nh", &to("niet-nagekomen", call), broken).await;
    assert_eq!(states(&listed(&house, "om-nh", "?stand=broken").await), ["broken"]);
    assert!(listed(&house, "om-nh", "?stand=te-laat").await.0.is_empty(), "it was answered");
    assert_eq!(asked(&house, "reclassering", "Afspraak afronden").await.len(), 1, "only the letter is still asked");
    let page = house.browser("om-nh").await.get(&format!("{at}/afspraken")).await;
    for words in ["Niemand belde.", "niet nagekomen, gezegd op 13-02-2026", "Naam van politie-nh"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    // It is kept after all, and the other is let go: by who asked, and by nobody else.
    done(&house, "reclassering", &to("afronden", call), json!({ "how": "Gisteren gebeld." })).await;
    let needless = json!({ "reason": "De ouders weten het al." });
    for (who, status) in [("reclassering", 422), ("om-nh", 422), ("ggz-nhn", 404), ("gemeente-haarlem", 404)] {
        assert_eq!(sends(&house, who, &to("loslaten", letter), &needless).await.status, status, "{who}");
    }
    done(&house, "politie-nh", &to("loslaten", letter), needless).await;
    assert!(listed(&house, "reclassering", "").await.0.is_empty(), "nothing is still to be done");
    assert_eq!(states(&listed(&house, "reclassering", "?stand=alles").await), ["kept", "released"]);
    let told = reads(&house, "om-nh", &at).await;
    for words in ["Afspraak niet nagekomen", "Afspraak nagekomen", "Afspraak losgelaten"] {
        assert!(told.says(words), "{words}: {}", told.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_sit_there_finds_the_same_list_to_the_letter_and_a_third_party_its_own_alone() {
    let house = house().await;
    const OUTSIDE: [&str; 4] = ["gemeente-haarlem", "procesregisseur-kennemerland", "school-hoorn", "rvdk"];
    let pages = async || {
        let mut all = Vec::new();
        for who in OUTSIDE {
            for query in ["", "?stand=alles", "?van=gevraagd&stand=alles", "?organisatie=reclassering&stand=alles"] {
                let path = format!("/afspraken{query}");
                all.push(reads(&house, who, &path).await.body);
                all.push(drawn(&house.browser(who).await.get(&path).await.body));
            }
        }
        all
    };
    let before = pages().await;
    let (id, at) = table(&house).await;
    let no = expects(&house, id, ("politie-nh", "reclassering"), "MERKBELTDEOUDERS", "2026-02-10").await;
    expects(&house, id, ("procesregisseur-nhn", "ggz-nhn"), "MERKGGZ", LATER).await;
    done(&house, "reclassering", &format!("{at}/afspraken/aannemen/{no}"), json!({})).await;
    assert_eq!(pages().await, before, "no line, no count, no number");
    // Who sits there for one thing only finds what is expected of itself, and does not read who asks it (PAR-05).
    for query in ["", "?stand=alles", "?organisatie=reclassering"] {
        let found = listed(&house, "ggz-nhn", query).await;
        let own = if query.contains("reclassering") { 0 } else { 1 };
        assert_eq!((found.0.len(), found.1), (own, own as u64), "{query}");
        let page = house.browser("ggz-nhn").await.get(&format!("/afspraken{query}")).await;
        assert!(!page.says("MERKBELTDEOUDERS") && !page.says("Naam van procesregisseur-nhn"), "{}", page.body);
    }
    // Who guards what is read has no list, and neither has somebody whose third party's days are over.
    assert_eq!(reads(&house, "fg", "/afspraken").await.status, 404);
    house.clock.days(60);
    assert_eq!(listed(&house, "ggz-nhn", "?stand=alles").await.1, 0, "its days are over");
    // Whoever leaves finds nothing of it from then on, and a case that is closed is in no list.
    let end = json!({ "agency": "reclassering", "reason": "Klaar." });
    done(&house, "procesregisseur-nhn", &format!("{at}/deelname/einde"), end).await;
    assert_eq!(listed(&house, "reclassering", "?stand=alles").await.1, 0);
    assert_eq!(listed(&house, "om-nh", "?stand=alles").await.1, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_reads_the_list_stands_in_the_book_at_every_case_of_which_it_showed_something() {
    let house = house().await;
    let (id, _) = table(&house).await;
    let other = house.case("hoorn", "ANDER").await;
    expects(&house, id, ("politie-nh", "om-nh"), "Belt de ouders.", LATER).await;
    listed(&house, "om-nh", "").await;
    let book = crate::rig::book(&house.vault, 5).await;
    let lines: Vec<_> = book.iter().filter(|line| line.act == "case.list-agreements").collect();
    assert!(lines.iter().any(|line| line.dossier == Some(id.to_string())), "{lines:?}");
    assert!(
        lines.iter().all(|line| line.dossier != Some(other.to_string())),
        "of that one it showed nothing: {lines:?}"
    );
    assert!(lines.iter().all(|line| line.person == "om-nh"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_is_asked_and_a_colleague_is_not() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let form =
        |person: &str| json!({ "agency": "politie-nh", "person": person, "what": "Belt de ouders.", "due": LATER });
    for nobody in ["om-nh", "gemeente-haarlem"] {
        let reply = sends(&house, "om-nh", &format!("{at}/afspraak"), &form(nobody)).await;
        assert_eq!((reply.status, &reply.json()["errors"][0]["field"]), (422, &json!("person")), "{nobody}");
    }
    done(&house, "om-nh", &format!("{at}/afspraak"), form("politie-nh")).await;
    let no = house.now::<case::ReadCase>("om-nh", id).await.agreements[0].no;
    assert_eq!(asked(&house, "politie-nh", "Afspraak aannemen").await, [format!("{at}/afspraken#agreement-{no}")]);
    assert_eq!(listed(&house, "politie-nh", "?van=mij").await.1, 1);
    assert_eq!(listed(&house, "om-nh", "?van=mij").await.1, 0);
    let page = house.browser("om-nh").await.get("/afspraken").await;
    assert!(page.says("Naam van politie-nh"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_say_at_once_how_it_went_the_second_reads_what_the_first_said_and_loses_no_word() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let no = expects(&house, id, ("politie-nh", "reclassering"), "Belt de ouders.", "2026-02-10").await;
    done(&house, "reclassering", &format!("{at}/afspraken/aannemen/{no}"), json!({})).await;
    house.clock.days(10);
    let (mut police, mut probation) = (house.browser("politie-nh").await, house.browser("reclassering").await);
    let page = format!("{at}/afspraken");
    let (one, other) = (police.get(&page).await.body, probation.get(&page).await.body);
    let broken = format!("{at}/afspraken/niet-nagekomen/{no}");
    let kept = format!("{at}/afspraken/afronden/{no}");
    let first = clash::sends(&mut police, &broken, &one, &[("reason", "Niemand belde.")]).await;
    assert_eq!(first.status, 303, "{}", first.body);
    let second = clash::sends(&mut probation, &kept, &other, &[("how", "Gisteren gebeld.")]).await;
    assert_eq!(second.status, 409, "{}", second.body);
    for words in ["Afspraak niet nagekomen", "Gisteren gebeld.", "Naam van politie-nh"] {
        assert!(second.says(words), "{words}: {}", second.body);
    }
    assert_eq!(states(&listed(&house, "om-nh", "?stand=alles").await), ["broken"]);
    // Having read that, it says the same once more.
    let again = clash::sends(&mut probation, &kept, &second.body, &[]).await;
    assert_eq!(again.status, 303, "{}", again.body);
    assert_eq!(states(&listed(&house, "om-nh", "?stand=alles").await), ["kept"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stays_unanswered_comes_back_on_every_agenda_until_somebody_answers() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let no = expects(&house, id, ("politie-nh", "reclassering"), "MERKBELTDEOUDERS", LATER).await;
    expects(&house, id, ("procesregisseur-nhn", "ggz-nhn"), "MERKGGZ", LATER).await;
    let meeting = planned(&house, "").await;
    put(&house, &meeting, &[("case", id)]).await;
    let item = format!("{meeting}/punt/{id}");
    let open = async |who: &str| -> Vec<String> {
        let page = reads(&house, who, &item).await;
        assert_eq!(page.status, 200, "{who}: {}", page.body);
        let all = page.json()["unanswered"].as_array().unwrap().clone();
        all.iter().map(|one| one["what"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(open("om-nh").await, ["MERKBELTDEOUDERS", "MERKGGZ"]);
    assert_eq!(open("ggz-nhn").await, ["MERKGGZ"], "a third party reads what is its own");
    assert_eq!(reads(&house, "gemeente-haarlem", &item).await.status, 404);
    // The agenda itself holds no word of it.
    assert!(!reads(&house, "om-nh", &meeting).await.says("MERKBELTDEOUDERS"));
    // While it is held it stands on the page that follows, and leads there and back.
    done(&house, "procesregisseur-nhn", &format!("{meeting}/beginnen"), json!({})).await;
    let now = house.browser("reclassering").await.get(&format!("{meeting}/nu")).await;
    assert!(now.says("Wat nog niet is beantwoord of te laat is") && now.says("MERKBELTDEOUDERS"), "{}", now.body);
    assert!(now.says(&format!("{at}/afspraken?afspraak={no}")), "{}", now.body);
    done(&house, "reclassering", &format!("{at}/afspraken/aannemen/{no}"), json!({})).await;
    assert_eq!(open("om-nh").await, ["MERKGGZ"]);
}
