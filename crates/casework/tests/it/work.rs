//! My work: groups, who asks and why, the very thing, one line for a batch, colleagues, what is waited for, and meetings.

use crate::{
    dossiers::{self, LATER, TODAY, filing, intake},
    house::{House, agency, day, house, note, word},
};
use casework::case::{self, Case};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::{Error, Taken};

/// My work of somebody, as a program reads it.
async fn work(house: &House, who: &str, query: &str) -> Value {
    let reply = house.program(who).await.get(&format!("/api/v1{query}")).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.json()
}

/// The tasks of this act, among these.
fn of<'a>(work: &'a Value, what: &str) -> Vec<&'a Value> {
    work["tasks"].as_array().unwrap().iter().filter(|task| task["what"]["nl"] == what).collect()
}

async fn case_at_hoorn(house: &House) -> DossierId {
    let event = Case::open(dossiers::opening("hoorn", "MERK")).unwrap();
    house.begins::<case::OpenCase>("procesregisseur-nhn", event).await
}

async fn agreed(house: &House, id: DossierId, whom: &str, due: &str) {
    let agreement = case::Agreement {
        no: 0,
        agency: agency(whom),
        what: note("Loopt elke week langs."),
        due: day(due),
        made: day(TODAY),
        accepted: None,
        done: None,
        person: None,
        unkept: None,
    };
    house
        .does::<case::MakeAgreement>("procesregisseur-nhn", id, |d| {
            d.make_agreement(None, &agency("zvh-nhn"), agreement)
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_says_who_asks_and_why_and_leads_to_the_very_thing() {
    let house = house().await;
    let id = case_at_hoorn(&house).await;
    agreed(&house, id, "politie-nh", "2026-02-05").await;
    agreed(&house, id, "politie-nh", "2026-02-06").await;
    let read = work(&house, "politie-nh", "").await;
    let tasks = of(&read, "Afspraak aannemen");
    assert_eq!(tasks.len(), 2, "{read}");
    let case = house.now::<case::ReadCase>("politie-nh", id).await;
    let numbers: Vec<String> =
        case.agreements.iter().map(|a| format!("/zaken/{id}/afspraken#agreement-{}", a.no)).collect();
    let led: Vec<&str> = tasks.iter().map(|task| task["address"].as_str().unwrap()).collect();
    assert_eq!(led, numbers, "each to its own agreement, the soonest first");
    let first = tasks[0];
    assert_eq!(first["title"], "MERKTITEL");
    assert_eq!(first["asked_by"], "Naam van procesregisseur-nhn, Organisatie zvh-nhn");
    assert_eq!((&first["due"], &first["when"]), (&json!("2026-02-05"), &json!("week")));
    assert!(first["why"]["nl"].as_str().is_some_and(|why| !why.is_empty()));
    let mut browser = house.browser("politie-nh").await;
    let (page, place) = led[1].split_once('#').unwrap();
    assert!(browser.get(page).await.says(&format!("id=\"{place}\"")));
    assert!(browser.get("/").await.says("Naam van procesregisseur-nhn, Organisatie zvh-nhn"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_late_stands_under_now_and_what_cannot_wait_stands_first_there() {
    let house = house().await;
    let calm = house.signal("expert-nh", intake("cter-nh", "hoorn", "RUSTIG")).await;
    house.clock.days(1);
    let acute = casework::signal::Intake { acute: true, ..intake("cter-nh", "hoorn", "HAAST") };
    let acute = house.signal("expert-nh", acute).await;
    for (days, groups) in [(0, ["now", "later"]), (7, ["now", "week"]), (7, ["now", "now"])] {
        house.clock.days(days);
        let read = work(&house, "expert-nh", "").await;
        let tasks = of(&read, "Signaal aanmelden");
        let led: Vec<bool> =
            tasks.iter().map(|t| t["address"].as_str().unwrap().contains(&acute.to_string())).collect();
        assert_eq!(led, [true, false], "urgent first, though the other is due sooner");
        assert_eq!([&tasks[0]["when"], &tasks[1]["when"]], groups.map(|g| json!(g)).each_ref(), "{days}");
        assert_eq!((&tasks[0]["urgent"], &tasks[1]["urgent"]), (&json!(true), &json!(false)));
    }
    let read = work(&house, "expert-nh", "").await;
    assert_eq!(read["now"], 2);
    assert!(of(&read, "Signaal aanmelden").iter().any(|t| t["late"] == true));
    let page = house.browser("expert-nh").await.get("/").await;
    assert!(page.says("Spoed") && page.says("te laat") && page.says(&format!("/signalen/{calm}/aanmelden")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_of_one_day_are_one_line_that_leads_to_all_of_them_page_by_page() {
    let house = house().await;
    for n in 0..55 {
        house.signal("expert-nh", intake("cter-nh", "hoorn", &format!("REGEL{n:02}"))).await;
    }
    house.clock.days(1);
    house.signal("expert-nh", intake("cter-nh", "hoorn", "LOS")).await;
    let read = work(&house, "expert-nh", "").await;
    let tasks = of(&read, "Signaal aanmelden");
    assert_eq!(read["total"], 56);
    let counts: Vec<u64> = tasks.iter().map(|t| t["count"].as_u64().unwrap()).collect();
    assert_eq!(counts, [55, 1], "{read}");
    let all = tasks[0]["address"].as_str().unwrap().trim_start_matches('/');
    let first = work(&house, "expert-nh", all).await;
    let second = work(&house, "expert-nh", &format!("{all}&blad=2")).await;
    let titles = |page: &Value| -> Vec<String> {
        page["tasks"].as_array().unwrap().iter().map(|t| t["title"].to_string()).collect()
    };
    let (one, two) = (titles(&first), titles(&second));
    assert_eq!((one.len(), two.len(), &first["pages"]), (50, 5, &json!(2)));
    let mut both = [one, two].concat();
    both.sort();
    both.dedup();
    assert_eq!(both.len(), 55, "each once");
    assert!(!both.iter().any(|title| title.contains("LOS")));
    let page = house.browser("expert-nh").await.get(&format!("/{all}")).await;
    assert!(page.says("Volgende pagina") && page.says("blad=2"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_is_taken_up_by_one_and_passed_on_to_who_sits_there_and_to_nobody_else() {
    let house = house().await;
    let id = case_at_hoorn(&house).await;
    agreed(&house, id, "gemeente-hoorn", LATER).await;
    let which = Taken { id, act: "case.accept-agreement".to_owned(), thing: Some(1) };
    let case = house.now::<case::ReadCase>("gemeente-hoorn", id).await;
    let which = Taken { thing: Some(case.agreements[0].no), ..which };
    let [official, director] = [house.actor("gemeente-hoorn").await, house.actor("casusregisseur-hoorn").await];
    let no = which.thing.unwrap().to_string();
    let form = json!({ "to": "gemeente-hoorn", "dossier": id.to_string(), "taak": which.act, "nr": no });
    let reply = house.program("gemeente-hoorn").await.post("/api/v1/oppakken", &form).await;
    assert!(reply.status < 300, "{}", reply.body);
    let group = async |who: &str| {
        let read = work(&house, who, "").await;
        let task = of(&read, "Afspraak aannemen")[0].clone();
        (task["when"].as_str().unwrap().to_owned(), task["taken_by"].clone())
    };
    assert_ne!(group("gemeente-hoorn").await.0, "colleague");
    assert_eq!(group("casusregisseur-hoorn").await, ("colleague".to_owned(), json!("Naam van gemeente-hoorn")));
    // A colleague takes it over, and gives it back to all of them.
    house.vault.take_up(&director, &which, Some(&director.person)).await.unwrap();
    assert_eq!(group("gemeente-hoorn").await.0, "colleague");
    house.vault.take_up(&official, &which, None).await.unwrap();
    assert_eq!(group("casusregisseur-hoorn").await.1, Value::Null);
    // Not to somebody of elsewhere, nor to who cannot sit any more; and nobody of elsewhere can.
    for nobody in ["politie-nh", crate::house::FORMER] {
        let refused = house.vault.take_up(&official, &which, Some(&word(nobody))).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{nobody}: {refused:?}");
    }
    let police = house.actor("politie-nh").await;
    assert_eq!(house.vault.take_up(&police, &which, Some(&police.person)).await, Err(Error::Denied));
    // What is done is not taken up any more, and opening the house again finds nothing wrong.
    house.vault.take_up(&official, &which, Some(&official.person)).await.unwrap();
    let no = which.thing.unwrap();
    house
        .does::<case::AcceptAgreement>("gemeente-hoorn", id, |d| {
            d.accept_agreement(no, &official.agency.id, day(TODAY))
        })
        .await;
    let read = work(&house, "casusregisseur-hoorn", "").await;
    assert_eq!(of(&read, "Afspraak afronden")[0]["taken_by"], Value::Null);
    let vault = house.vault.clone();
    let found = tokio::task::spawn_blocking(move || vault.verify(|| ()).unwrap()).await.unwrap();
    assert!(found.wrong.is_empty(), "{:?}", found.wrong);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_browser_asks_who_does_it_and_keeps_it() {
    let house = house().await;
    let id = case_at_hoorn(&house).await;
    agreed(&house, id, "gemeente-hoorn", LATER).await;
    let read = work(&house, "gemeente-hoorn", "").await;
    let at = of(&read, "Afspraak aannemen")[0]["take"].as_str().unwrap().to_owned();
    let mut browser = house.browser("gemeente-hoorn").await;
    assert!(browser.get("/").await.says("Oppakken"));
    let page = browser.get(&at).await;
    assert!(page.says("Ik pak dit op") && page.says("Naam van casusregisseur-hoorn"), "{}", page.body);
    let no = at.rsplit('=').next().unwrap();
    let id = id.to_string();
    let typed = [("dossier", id.as_str()), ("taak", "case.accept-agreement"), ("nr", no)];
    let nobody = browser.post("/oppakken", &typed).await;
    assert_eq!(nobody.status, 422, "the form comes back");
    assert!(nobody.says("Ik pak dit op"));
    let given = [typed.as_slice(), &[("to", "casusregisseur-hoorn")]].concat();
    assert_eq!(browser.post("/oppakken", &given).await.status, 303);
    assert!(browser.get("/").await.says("Naam van casusregisseur-hoorn"));
    assert_eq!(house.browser("politie-nh").await.get(&at).await.status, 404, "asked of others only");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asked_reads_what_they_wait_for_and_who_may_not_read_the_table_does_not() {
    let house = house().await;
    let id = house.weighing("expert-nh", filing(DossierId::new(1, [1; 10]), "cter-nh", "hoorn", "MERK")).await;
    house.hands_in("politie-nh", id, "MERK").await;
    let read = work(&house, "procesregisseur-nhn", "").await;
    let waits: Vec<(&str, &str)> = read["waits_for"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|w| w["what"]["nl"] == "Zienswijze inleveren")
        .map(|w| (w["of"].as_str().unwrap(), w["title"].as_str().unwrap()))
        .collect();
    let name = house.now::<casework::weighing::ReadWeighing>("om-nh", id).await.filing().unwrap().subject.name.clone();
    assert_eq!(waits, [("Organisatie gemeente-hoorn", name.as_str()), ("Organisatie om-nh", name.as_str())]);
    for nobody in ["expert-nh", "reclassering", "procesregisseur-kennemerland", "rac"] {
        assert_eq!(work(&house, nobody, "").await["waits_for"], json!([]), "{nobody}");
    }
}

/// U-05: a consulted organisation reads its question, and no name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_weighing_carries_its_name_for_who_reads_it_and_its_reference_for_who_does_not() {
    let house = house().await;
    let signal = house.signal("expert-nh", intake("cter-nh", "hoorn", "MERK")).await;
    house.weighings(signal).await;
    let read = work(&house, "reclassering", "").await;
    let question = of(&read, "Vraag beantwoorden")[0];
    assert_eq!(question["title"], "W-2026-0001");
    let rows = house.program("gemeente-hoorn").await.get("/api/v1/wegingen").await.json();
    let titles: Vec<&str> = rows["rows"].as_array().unwrap().iter().map(|r| r["title"].as_str().unwrap()).collect();
    assert!(!titles.is_empty() && titles.iter().all(|title| !title.starts_with("W-")), "{titles:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_day_on_which_a_table_looks_again_stands_with_everybody_who_sits_there() {
    let house = house().await;
    let id = case_at_hoorn(&house).await;
    let on = house.now::<case::ReadCase>("politie-nh", id).await.next_look().unwrap();
    assert_eq!(work(&house, "politie-nh", "").await["coming"], json!([]), "not more than four weeks ahead");
    house.clock.days(35);
    for who in ["politie-nh", "om-nh", "gemeente-hoorn", "procesregisseur-nhn"] {
        let coming = work(&house, who, "").await["coming"].clone();
        assert_eq!((&coming[0]["on"], &coming[0]["title"]), (&json!(on.to_string()), &json!("MERKTITEL")), "{who}");
    }
    for nobody in ["reclassering", "procesregisseur-kennemerland", "rac"] {
        assert_eq!(work(&house, nobody, "").await["coming"], json!([]), "{nobody}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_line_for_several_days_says_the_first_and_a_day_that_passed_is_marked() {
    let house = house().await;
    let (id, at) = crate::correcting::table(&house).await;
    // The second to come goes first.
    house.lets_in(id, dossiers::third("school-hoorn", vault::AgencyKind::School, "2026-03-01")).await;
    let read = || async { crate::correcting::reads(&house, "procesregisseur-nhn", &at).await.json() };
    let page = read().await;
    let ends = |t: &&Value| t["says"] == "Deelname beëindigen";
    let lines: Vec<&Value> = page["mine"].as_array().unwrap().iter().filter(ends).collect();
    assert_eq!(lines.iter().map(|line| &line["due"]).collect::<Vec<_>>(), ["2026-03-01"]);
    assert_eq!(page["look_late"], false);
    let shown = || async { house.browser("procesregisseur-nhn").await.get(&at).await };
    let look = page["next_look"].as_str().unwrap().to_owned();
    house.clock.set(&format!("{look}T09:00:00Z"));
    assert_eq!(read().await["look_late"], false, "on the day itself it is in time");
    house.clock.set(&format!("{}T09:00:00Z", day(&look).tomorrow().unwrap()));
    assert_eq!(read().await["look_late"], true);
    assert!(shown().await.body.split("De tafel kijkt opnieuw op").nth(1).unwrap()[..200].contains("te laat"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_board_counts_the_tables_of_who_guards_the_process_and_opens_for_nobody_else() {
    let house = house().await;
    let id = case_at_hoorn(&house).await;
    house.weighing("expert-nh", filing(DossierId::new(1, [1; 10]), "cter-nh", "hoorn", "MERK")).await;
    let board = async |who: &str, why: &str| house.program(who).await.get(&format!("/api/v1/bord?waarom={why}")).await;
    let read = board("procesregisseur-nhn", "alle").await.json();
    assert_eq!(read["running"], 2, "{read}");
    let count = |read: &Value, why: &str| {
        let tabs = read["tabs"].as_array().unwrap();
        tabs.iter().find(|t| t["address"].as_str().unwrap().ends_with(why)).unwrap()["count"].as_u64().unwrap()
    };
    let all = ["te-laat", "stil", "zonder-plan", "zonder-blik", "alle"];
    assert_eq!(all.map(|why| count(&read, why)), [0, 0, 1, 0, 2]);
    // Four weeks and a day: the weighing is late, and both lie still. After eight weeks the case has no next look.
    house.clock.days(29);
    assert_eq!(all.map(|why| count(&read, why)), [0, 0, 1, 0, 2], "as it was read");
    let read = board("procesregisseur-nhn", "te-laat").await.json();
    assert_eq!(all.map(|why| count(&read, why)), [1, 2, 1, 0, 2]);
    assert_eq!(read["tables"].as_array().unwrap().len(), 1);
    house.clock.days(40);
    let read = board("procesregisseur-nhn", "zonder-blik").await.json();
    let rows = read["tables"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["title"]), (1, &json!("MERKTITEL")));
    assert_eq!(rows[0]["address"], format!("/zaken/{id}"));
    assert_eq!(board("procesregisseur-kennemerland", "alle").await.json()["running"], 0, "of another house nothing");
    for nobody in ["gemeente-hoorn", "politie-nh", "burgemeester-hoorn", "fg", "rac", "beheer", "ggz-nhn"] {
        assert_eq!(board(nobody, "alle").await.status, 404, "{nobody}");
    }
    let page = house.browser("procesregisseur-nhn").await.get("/bord").await;
    assert!(
        page.says("MERKTITEL") && page.says("geen terugkijkdatum") && page.says("Organisatie politie-nh"),
        "{}",
        page.body
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_narrowed_and_ordered_and_never_shows_what_it_did_not() {
    let house = house().await;
    house.signal("expert-nh", intake("cter-nh", "hoorn", "RUSTIG")).await;
    let acute = casework::signal::Intake { acute: true, ..intake("cter-nh", "haarlem", "HAAST") };
    house.clock.days(1);
    house.signal("expert-nh", acute).await;
    let list = async |who: &str, query: &str| {
        let read = house.program(who).await.get(&format!("/api/v1/signalen{query}")).await.json();
        let titles: Vec<String> =
            read["rows"].as_array().unwrap().iter().map(|r| r["title"].as_str().unwrap().to_owned()).collect();
        assert_eq!(read["total"], titles.len(), "{query}");
        titles
            .iter()
            .map(|title| if title.contains("HAAST") { "haast" } else { "rustig" })
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (query, left) in [
        ("?gemeente=hoorn", "rustig"),
        ("?gemeente=haarlem", "haast"),
        ("?huis=nhn", "rustig"),
        ("?huis=kennemerland&gemeente=hoorn", ""),
        ("?huis=nergens", "haast rustig"),
        ("?vanaf=2026-02-03&alleen=spoed", "haast"),
        ("?vanaf=2027-01-01&alleen=spoed", ""),
        // What a signal is called is who it is about: that is looked for elsewhere, exactly and with a reason (ACC-03).
        ("?titel=haast", "haast rustig"),
        ("?alleen=spoed", "haast"),
        ("?alleen=te-laat", ""),
        ("?volgorde=uiterlijk", "haast rustig"),
        ("?alleen=aan-zet&gemeente=hoorn&soort=open", "rustig"),
        ("?alleen=aan-zet&soort=done", ""),
        ("?gemeente=nergens&alleen=onzin", "haast rustig"),
    ] {
        assert_eq!(list("expert-nh", query).await, left, "{query}");
    }
    house.clock.days(14);
    assert_eq!(list("expert-nh", "?alleen=te-laat").await, "haast rustig", "urgent first");
    assert_eq!(list("gemeente-haarlem", "?gemeente=hoorn").await, "", "of others nothing");
    assert_eq!(house.program("beheer").await.get("/api/v1/signalen?alleen=spoed").await.status, 404);
    let page = house.browser("expert-nh").await.get("/signalen?alleen=spoed").await;
    assert!(page.says("Zoeken en sorteren") && page.says("HAAST") && !page.says("RUSTIG"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cases_are_found_by_words_of_their_title_and_where_they_stand_and_only_ones_own() {
    let house = house().await;
    for (place, mark) in
        [("hoorn", "Één lijst op school "), ("hoorn", "Terug na detentie "), ("haarlem", "Een lijst thuis ")]
    {
        house.case(place, mark).await;
    }
    let titles = async |who: &str, query: &str| {
        let read = house.program(who).await.get(&format!("/api/v1/zaken{query}")).await.json();
        let rows = read["rows"].as_array().unwrap();
        assert_eq!(read["total"], rows.len(), "{query}");
        rows.iter().map(|r| r["title"].as_str().unwrap().replace(" TITEL", "")).collect::<Vec<_>>()
    };
    assert_eq!(titles("politie-nh", "?titel=EEN+lijst").await.len(), 2, "capitals and accents make no difference");
    assert_eq!(titles("politie-nh", "?titel=lijst+een&gemeente=hoorn").await, ["Één lijst op school"]);
    assert_eq!(titles("gemeente-hoorn", "?titel=lijst").await, ["Één lijst op school"], "of others nothing");
    assert_eq!(titles("politie-nh", "?titel=lijst&staat=open").await.len(), 2);
    assert_eq!(titles("politie-nh", "?staat=planned").await.len(), 0);
    let page = house.browser("politie-nh").await.get("/zaken?titel=%22detentie").await;
    assert!(page.says("Niets gevonden waar u aan tafel zit.") && page.says("value=\"&#34;detentie\""), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_days_tell_what_is_due_at_ones_own_tables_late_first() {
    let house = house().await;
    let id = case_at_hoorn(&house).await;
    agreed(&house, id, "politie-nh", "2026-02-05").await;
    agreed(&house, id, "gemeente-hoorn", "2026-02-20").await;
    house.clock.days(6);
    let days =
        async |who: &str, query: &str| house.program(who).await.get(&format!("/api/v1/dagen{query}")).await.json();
    let read = days("om-nh", "").await;
    let told: Vec<(&str, bool)> = read["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["on"].as_str().unwrap(), line["late"].as_bool().unwrap()))
        .collect();
    assert_eq!(told[..2], [("2026-02-05", true), ("2026-02-20", false)], "{read}");
    let ours = days("politie-nh", "?alleen=ons").await;
    assert_eq!((&ours["total"], &ours["lines"][0]["on"]), (&json!(1), &json!("2026-02-05")));
    assert_eq!(days("procesregisseur-kennemerland", "").await["total"], 0);
    let page = house.browser("politie-nh").await.get("/dagen").await;
    assert!(
        page.says("MERKTITEL") && page.says("Te laat") && page.says("Week van maandag 16-02-2026"),
        "{}",
        page.body
    );
}

/// Every link on every page that somebody is led to from My work, as everybody in the house.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_link_from_my_work_leads_anybody_to_what_is_not_there() {
    let house = house().await;
    let signals = house.signals().await;
    house.weighings(signals[0].id).await;
    house.advices().await;
    let id = case_at_hoorn(&house).await;
    for whom in ["politie-nh", "gemeente-hoorn", "om-nh"] {
        agreed(&house, id, whom, LATER).await;
    }
    for (who, ..) in crate::house::PEOPLE.iter().filter(|(who, ..)| !crate::house::is_former(who)) {
        let mut browser = house.browser(who).await;
        let (mut seen, mut next) = (std::collections::BTreeSet::from(["/".to_owned()]), vec!["/".to_owned()]);
        while let Some(at) = next.pop() {
            let page = browser.get(&at).await;
            assert_eq!(page.status, 200, "{who} is led to {at}");
            for link in page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let link = link.replace("&amp;", "&").replace("&#38;", "&");
                let link = link.split('#').next().unwrap_or_default().to_owned();
                let inside = link.starts_with('/') && !link.starts_with("/leren") && !link.contains('.');
                if inside && seen.len() < 120 && seen.insert(link.clone()) {
                    next.push(link);
                }
            }
        }
        assert!(seen.len() > 1 || ["evaluator", "beheer", "fg", "rac"].contains(who), "{who} is led nowhere");
    }
}

/// PAR-05: the days and the narrowed list of a third party tell of its own and of nobody else at that table.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_third_party_reads_no_day_of_anybody_else_at_the_table() {
    let house = house().await;
    let id = house.furnish().await.into_iter().find(|p| p.kind == "case" && p.word == "open").unwrap().id;
    agreed(&house, id, "politie-nh", "2026-02-05").await;
    agreed(&house, id, "ggz-nhn", "2026-02-20").await;
    let read = async |who: &str, path: &str| house.program(who).await.get(&format!("/api/v1/{path}")).await.json();
    let lines = async |who: &str| read(who, "dagen").await["lines"].as_array().unwrap().clone();
    let own = lines("ggz-nhn").await;
    assert!(!own.is_empty() && own.iter().all(|line| line["of"] == json!(["Organisatie ggz-nhn"])), "{own:?}");
    let table = lines("gemeente-hoorn").await;
    assert!(table.iter().any(|line| line["of"] == json!(["Organisatie politie-nh"])), "{table:?}");
    // The row of the list: whom the table waits for, with the reader first; of the third party itself and the day of that.
    let row = async |who: &str| {
        let rows = read(who, "zaken").await["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["id"] == json!(id.to_string())).unwrap().clone()
    };
    let third = row("ggz-nhn").await;
    assert!(
        third["waits_for"].as_array().unwrap().iter().all(|one| one["own"] == true && one["of"] == json!([])),
        "{third}"
    );
    assert_eq!(third["due"], "2026-02-20");
    let whole = row("politie-nh").await;
    assert_eq!((&whole["waits_for"][0]["own"], &whole["due"]), (&json!(true), &json!("2026-02-05")));
    assert!(whole["waits_for"].to_string().contains("Organisatie ggz-nhn"), "{whole}");
    // Past the day of the police nothing of the third party is late.
    house.clock.set("2026-02-10T09:00:00Z");
    assert_eq!(read("ggz-nhn", "zaken?alleen=te-laat").await["total"], 0);
    assert_ne!(read("gemeente-hoorn", "zaken?alleen=te-laat").await["total"], 0);
    assert_eq!(work(&house, "ggz-nhn", "").await["coming"], json!([]));
}
