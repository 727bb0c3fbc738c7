//! A whole learning evaluation over three houses, through the pages: from scope to measuring again a year later. And an attack: who
//! has the store and its keys, what do they find in the box of answers?

mod crowding;
mod directions;
mod house;
mod importing;

use house::{HOUSES, answered, asked_of, begun, closed_and_released, does, links_in, place, questionnaire, told};
use kernel::DossierId;
use learning::questionnaire::{ANSWERS, acts::ReadQuestionnaire};
use std::collections::BTreeSet;
use web::testing::{Client, Reply};

#[tokio::test]
async fn a_whole_evaluation_over_three_houses_from_scope_to_follow_up() {
    let place = place().await;
    let mut evaluator = place.enter("evaluator").await;
    let mut director = place.enter("procesregisseur-nhn").await;
    let mut officer = place.enter("politie-nh").await;
    let at = begun(&mut evaluator, &HOUSES).await;
    let id = at.rsplit('/').next().unwrap().to_owned();
    assert_eq!(officer.get(&at).await.status, 404, "who takes no part does not know it exists");
    does(&mut evaluator, &at, &format!("{at}/plannen"), &[("step", "questionnaire"), ("on", "01-04-2026")]).await;

    // Questions.
    let asked = questionnaire(&mut evaluator, "Zo weegt u samen", &id).await;
    does(&mut evaluator, &asked, &format!("{asked}/openen"), &[]).await;
    let links_at = does(&mut evaluator, &asked, &format!("{asked}/uitnodigen"), &[("number", "24")]).await;
    let links = links_in(&evaluator.get(&links_at).await.body);
    assert_eq!(links.len(), 24);
    does(&mut evaluator, &links_at, &format!("{asked}/links-meegenomen"), &[]).await;
    answered(&place, &links, |n| if n % 2 == 0 { "2" } else { "4" }).await;
    let mut twice = place.phone();
    assert!(twice.get(&links[0]).await.says("al geantwoord"), "the same phone twice");
    assert_eq!(place.phone().get(&format!("{}0", links[0])).await.status, 404, "no link that was never given");
    assert_eq!(director.get(&asked).await.status, 404, "results are not there yet");
    closed_and_released(&mut evaluator, &asked).await;
    let results = director.get(&asked).await;
    assert!(results.says("24 antwoorden") && results.says("50 %"), "{}", results.body);
    assert!(results.says("Zeg vooraf wat je verwacht") && results.says("de volgorde zegt niets"), "{}", results.body);
    assert!(results.says("<svg") && results.says("role=\"img\""));
    for (end, begin) in [("csv", b"".as_slice()), ("ods", b"PK"), ("xlsx", b"PK")] {
        let file = director.get(&format!("{asked}/uitkomsten.{end}")).await;
        assert!(file.status == 200 && file.bytes.starts_with(begin) && !file.bytes.is_empty(), "{end}");
    }
    does(&mut evaluator, &at, &format!("{at}/bron"), &[("source", "questionnaire"), ("piece", &asked)]).await;

    // Watching a meeting.
    let meeting = [
        ("meeting", "Weging in maart"),
        ("on", "01-03-2026"),
        ("house", "nhn"),
        ("table", "zvh-nhn"),
        ("evaluation", &id),
    ];
    let watched = does(&mut evaluator, "/observaties/nieuw", "/observaties/nieuw", &meeting).await;
    let moment = [
        ("topic", "tweede punt"),
        ("decision", "yes"),
        ("ground", "partly"),
        ("expectation", "no"),
        ("alternative", "not-applicable"),
    ];
    does(&mut evaluator, &watched, &format!("{watched}/moment"), &moment).await;
    does(&mut evaluator, &watched, &format!("{watched}/geven"), &[]).await;
    does(&mut director, &watched, &format!("{watched}/bespreken"), &[("on", "02-03-2026"), ("remarks", "Zo was het.")])
        .await;
    assert!(director.get(&watched).await.says("Geteld over de momenten"));

    // Findings, recommendations, report.
    let finding = |side, text| {
        [
            ("side", side),
            ("theme", "verwachtingen"),
            ("text", text),
            ("source", "questionnaire"),
            ("piece", asked.rsplit('/').next().unwrap()),
            ("evidence", "vraag 2"),
        ]
    };
    does(&mut evaluator, &at, &format!("{at}/bevinding"), &finding("goes-well", "Men luistert naar elkaar")).await;
    does(
        &mut evaluator,
        &at,
        &format!("{at}/bevinding"),
        &finding("could-be-better", "Verwachtingen blijven onuitgesproken"),
    )
    .await;
    let advice =
        [("text", "Begin met een ronde over verwachtingen"), ("theme", "verwachtingen"), ("addressees", "politie-nh")];
    does(&mut evaluator, &at, &format!("{at}/aanbeveling"), &advice).await;
    let report = [("summary", "In het kort."), ("approach", "Vragen en meekijken."), ("reflection", "Zeg het hardop.")];
    does(&mut evaluator, &at, &format!("{at}/verslag"), &report).await;
    assert_eq!(place.phone().get("/openbaar/evaluaties/E-2026-0001").await.status, 404, "not before it is public");
    does(&mut director, &at, &format!("{at}/nakijken"), &[("remark", "")]).await;
    does(&mut evaluator, &at, &format!("{at}/openbaar"), &[]).await;
    let public = place.phone().get("/openbaar/evaluaties/E-2026-0001").await;
    assert!(
        public.says("Men luistert naar elkaar") && public.says("geen oordeel") && public.says("<svg"),
        "{}",
        public.body
    );
    let pdf = director.get(&format!("{at}/verslag.pdf")).await;
    assert!(pdf.bytes.starts_with(b"%PDF"), "{}", pdf.status);

    // Whom it is for takes it up; everybody sees that.
    let list = officer.get("/aanbevelingen").await;
    let one = list
        .body
        .split("href=\"/aanbevelingen/")
        .find_map(|rest| rest.split('"').next().filter(|id| id.len() == 32))
        .unwrap();
    let one = format!("/aanbevelingen/{one}");
    let taken = [("owner", "politie-nh"), ("plan", "een vaste ronde"), ("due", "01-09-2026")];
    does(&mut officer, &one, &format!("{one}/oppakken"), &taken).await;
    let mut other = place.enter("procesregisseur-kennemerland").await;
    assert!(other.get(&one).await.says("een vaste ronde"));
    assert!(other.get("/aanbevelingen/overzicht").await.says("Alle huizen samen"));

    // A year later.
    place.clock.set("2027-03-08T09:00:00Z");
    let mut evaluator = place.enter("evaluator").await;
    let page = format!("/vragenlijsten/nieuw?herhaal={}&evaluatie={id}", asked.rsplit('/').next().unwrap());
    let again = [
        ("title", "Zo weegt u samen, een jaar later"),
        ("purpose", "Om te leren hoe het wegen gaat."),
        ("houses", "nhn"),
        ("anonymity", "anonymous"),
        ("people", "24"),
        ("threshold", "10"),
        ("keep-days", "60"),
    ];
    let wave = does(&mut evaluator, &page, "/vragenlijsten/nieuw", &again).await;
    does(&mut evaluator, &wave, &format!("{wave}/openen"), &[]).await;
    let links_at = does(&mut evaluator, &wave, &format!("{wave}/uitnodigen"), &[("number", "24")]).await;
    let links = links_in(&evaluator.get(&links_at).await.body);
    answered(&place, &links, |n| if n % 3 == 0 { "4" } else { "2" }).await;
    closed_and_released(&mut evaluator, &wave).await;
    let both = evaluator.get(&format!("{wave}/toen-en-nu")).await;
    assert!(both.says("Toen, 24 antwoorden") && both.says("Nu, 24 antwoorden") && both.says("<svg"), "{}", both.body);
    assert!(both.says("van 50 naar 33 procent") && both.says("Geen verschil te zien"), "{}", both.body);
    assert_eq!(both.body.matches("<figure").count(), 2, "one chart for a question, with both moments in it");
    let follow =
        [("on", "08-03-2027"), ("then", asked.as_str()), ("now", wave.as_str()), ("text", "Het gebeurt vaker.")];
    does(&mut evaluator, &at, &format!("{at}/opnieuw-meten"), &follow).await;
    assert!(place.phone().get("/openbaar/evaluaties/E-2026-0001").await.says("Het gebeurt vaker."));
    // Raw answers go, results stay.
    does(&mut evaluator, &wave, &format!("{wave}/vernietigen"), &[("sure", "ja")]).await;
    assert!(evaluator.get(&wave).await.says("24 antwoorden"));
}

/// The tool was made for a table of six, and gave it nothing but three verbatim answers.
#[tokio::test]
async fn a_table_of_six_reads_sentences_and_no_number_and_three_who_wrote_are_read_by_nobody() {
    let place = place().await;
    let mut evaluator = place.enter("evaluator").await;
    let asked = asked_of(&mut evaluator, "Onze tafel", "", ("6", "5")).await;
    does(&mut evaluator, &asked, &format!("{asked}/openen"), &[]).await;
    let links_at = does(&mut evaluator, &asked, &format!("{asked}/uitnodigen"), &[("number", "6")]).await;
    let links = links_in(&evaluator.get(&links_at).await.body);
    let explained = place.phone().get(&links[0]).await;
    assert!(explained.says("href=\"/wat-ziet-de-groep\""), "{}", explained.body);
    for (n, (link, step)) in links.iter().zip(["4", "4", "5", "4", "3", "2"]).enumerate() {
        let mut phone = place.phone();
        phone.get(link).await;
        let wrote = format!("Alleen voor mij {n}");
        let mut typed = vec![("v1", "0"), ("v2", step)];
        if n < 3 {
            typed.push(("v3", &wrote));
        }
        assert_eq!(phone.post(&format!("{link}/antwoord"), &typed).await.status, 303);
    }
    does(&mut evaluator, &asked, &format!("{asked}/sluiten"), &[("sure", "ja")]).await;
    let open = evaluator.get(&format!("{asked}/open-antwoorden")).await;
    assert!(open.says("Alles is nagekeken") && !open.says("Alleen voor mij"), "three wrote, five are needed");
    does(&mut evaluator, &asked, &format!("{asked}/vrijgeven"), &[("split", "")]).await;
    let results = evaluator.get(&asked).await;
    assert!(results.says("De meesten: 4 of 5"), "{}", results.body);
    assert!(results.says("De meeste antwoorden liggen dicht bij elkaar.") && results.says("class=\"band__most\""));
    assert!(!results.says("Alleen voor mij") && results.says("te weinig mensen schreven hier iets"));
    assert!(!results.says(" %</td>") && !results.says("<svg xmlns"), "{}", results.body);
    let file = String::from_utf8(evaluator.get(&format!("{asked}/uitkomsten.csv")).await.bytes.to_vec()).unwrap();
    assert!(file.contains("De meesten") && !file.contains('%') && !file.contains("Alleen voor mij"), "{file}");
}

#[tokio::test]
async fn everybody_reads_what_the_group_sees_without_an_account_in_two_languages() {
    let place = place().await;
    let page = place.phone().get("/wat-ziet-de-groep").await;
    assert!(page.status == 200 && page.says("De meesten: eerder wel of helemaal wel."), "{}", page.body);
    assert!(page.says("30 antwoorden") && page.says("helemaal niet of eerder niet"), "{}", page.body);
    assert!(page.says("Het geldt voor één meelezer"));
    let english = place.phone().get("/wat-ziet-de-groep?taal=en").await;
    assert!(english.says("Most: rather yes or fully.") && english.says("It holds for one reader"), "{}", english.body);
}

#[tokio::test]
async fn who_has_the_store_and_its_keys_finds_no_ticket_no_moment_and_no_order() {
    let place = place().await;
    let mut evaluator = place.enter("evaluator").await;
    let asked = questionnaire(&mut evaluator, "Zo weegt u samen", "").await;
    does(&mut evaluator, &asked, &format!("{asked}/openen"), &[]).await;
    let links_at = does(&mut evaluator, &asked, &format!("{asked}/uitnodigen"), &[("number", "12")]).await;
    let links = links_in(&evaluator.get(&links_at).await.body);
    // One after another, ten minutes apart, the step telling the order to who would find it.
    for (n, link) in links.iter().enumerate() {
        place.clock.set(&format!("2026-03-02T1{}:{}0:00Z", n / 6, n % 6));
        let mut phone = place.phone();
        phone.get(link).await;
        let word = format!("antwoord {n:02}");
        let reply = phone.post(&format!("{link}/antwoord"), &[("v2", "3"), ("v3", &word)]).await;
        assert_eq!(reply.status, 303, "{}", told(&reply));
    }
    let id: DossierId = asked.rsplit('/').next().unwrap().parse().unwrap();
    // The attacker reads through the house's own keys.
    let actor = place.vault.actor("evaluator").await.unwrap().unwrap();
    let seen = place.vault.look::<ReadQuestionnaire>(&actor, id).await.unwrap();
    let drawn = seen.slips(ANSWERS).await.unwrap();
    assert_eq!(drawn.len(), 12);
    let bodies: Vec<String> = drawn.iter().map(|slip| String::from_utf8(slip.body.clone()).unwrap()).collect();
    let tickets: Vec<&str> = links.iter().map(|link| link.rsplit('/').next().unwrap()).collect();
    for body in &bodies {
        assert!(tickets.iter().all(|ticket| !body.contains(ticket)), "no invitation: {body}");
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        let names: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, BTreeSet::from(["answers", "version", "week"]));
        assert_eq!(value["week"], "2026-W10", "nothing finer than a week");
    }
    let order: Vec<&str> = bodies.iter().map(|b| &b[b.find("antwoord ").unwrap() + 9..][..2]).collect();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_ne!(order, sorted, "not in the order in which they came");
    // The book: nobody answered as far as it knows, and no moment of an answer is in it.
    let book = crate::rig::book(&place.vault, 1000).await;
    assert!(book.iter().all(|entry| entry.act != "questionnaire.answer" && entry.act != "questionnaire.form"));
    // The file itself holds no ticket and no answer.
    let whole = std::fs::read(place.folder.path().join("house.db")).unwrap();
    let holds = |word: &str| whole.windows(word.len()).any(|part| part == word.as_bytes());
    assert!(!tickets.iter().any(|ticket| holds(ticket)) && !holds("antwoord 03"));
}

#[tokio::test]
async fn a_name_gets_a_hint_a_word_keeps_answers_and_nothing_is_sent_by_accident() {
    let place = place().await;
    let mut evaluator = place.enter("evaluator").await;
    let asked = questionnaire(&mut evaluator, "Zo weegt u samen", "").await;
    does(&mut evaluator, &asked, &format!("{asked}/openen"), &[]).await;
    let links_at = does(&mut evaluator, &asked, &format!("{asked}/uitnodigen"), &[("number", "2")]).await;
    let links = links_in(&evaluator.get(&links_at).await.body);
    let (link, mut phone) = (&links[0], place.phone());
    phone.get(link).await;
    let nothing = phone.post(&format!("{link}/antwoord"), &[]).await;
    assert!(nothing.status == 422 && nothing.says("ten minste één vraag"), "{}", nothing.body);
    phone.get(link).await;
    let later = phone.post(&format!("{link}/antwoord"), &[("v2", "3"), ("later", "ja")]).await;
    assert!(later.status == 303 && later.location().contains("later=1"), "{}", told(&later));
    let page = phone.follow(&later).await;
    let word = later.location().split("bewaard=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    assert!(page.says(&word) && !word.contains(link.rsplit('/').next().unwrap()));
    // On another phone, with the word alone.
    let mut other = place.phone();
    let page = other.get(&format!("{link}?bewaard={word}")).await;
    assert!(page.says("value=\"3\" checked"), "{}", page.body);
    let named = [("v2", "3"), ("v3", "Vooral Joris de Wit praat veel")];
    let hinted = other.post(&format!("{link}/antwoord"), &named).await;
    assert!(hinted.location().contains("let-op=1"), "{}", told(&hinted));
    let page = other.follow(&hinted).await;
    assert!(page.says("Joris de Wit") && page.says("Toch zo versturen"), "{}", page.body);
    let sent = other.post(&format!("{link}/antwoord"), &[("v2", "3"), ("v3", "Een iemand praat veel")]).await;
    assert!(sent.path().ends_with("/klaar"), "{}", told(&sent));
    let gone = place.phone().get(&format!("{}?bewaard={word}", links[1])).await;
    assert!(gone.says("niets bewaard") && !gone.says("value=\"3\" checked"), "{} {}", gone.status, gone.body);
}

/// Opens a questionnaire for twelve people that anybody may answer; gives its link.
async fn open_link(evaluator: &mut Client) -> String {
    let typed = [
        ("title", "Open vragen"),
        ("purpose", "Om te leren hoe het wegen gaat."),
        ("houses", "nhn"),
        ("readers", "zvh-nhn"),
        ("anonymity", "anonymous"),
        ("people", "12"),
        ("threshold", "10"),
        ("keep-days", "60"),
        ("open-link", "ja"),
    ];
    let asked = does(evaluator, "/vragenlijsten/nieuw", "/vragenlijsten/nieuw", &typed).await;
    does(evaluator, &asked, &format!("{asked}/overnemen"), &[("names", "could-be-better")]).await;
    does(evaluator, &asked, &format!("{asked}/openen"), &[]).await;
    let page = evaluator.get(&asked).await;
    links_in(&page.body).into_iter().find(|link| link.starts_with("/vragen/")).unwrap()
}

/// One client gave 2,212 answers to a questionnaire for twelve people, through its open link.
#[tokio::test]
async fn a_link_that_anybody_may_use_does_not_take_answers_without_end() {
    let place = place().await;
    let mut evaluator = place.enter("evaluator").await;
    let link = open_link(&mut evaluator).await;
    let mut phone = place.phone();
    // A ticket that was made up is none.
    for made_up in ["0".repeat(32), "0".repeat(48)] {
        let reply = phone.post(&format!("{link}/{made_up}/antwoord"), &[("v1", "Iets")]).await;
        assert_eq!(reply.status, 404, "{}", reply.body);
    }
    let mut taken = 0;
    for _ in 0..60 {
        // Each a device of its own, or one that forgets.
        let mut phone = place.phone();
        let at = sends_to(&phone.get(&link).await);
        let reply = phone.post(&at, &[("v1", "Iets")]).await;
        if reply.status == 303 {
            taken += 1;
        } else {
            assert!(reply.status == 422 && reply.says("veel meer ingevuld"), "{}", told(&reply));
        }
    }
    assert_eq!(taken, 46, "three times twelve people, and ten");
}

/// Where the form of a page is sent.
fn sends_to(page: &Reply) -> String {
    let form = page.body.split("action=\"/vragen/").nth(1).and_then(|rest| rest.split('"').next());
    format!("/vragen/{}", form.unwrap_or_else(|| panic!("no form: {}", page.body)))
}

#[tokio::test]
async fn at_a_link_that_anybody_may_use_one_browser_answers_once() {
    let place = place().await;
    let mut evaluator = place.enter("evaluator").await;
    let link = open_link(&mut evaluator).await;
    let mut phone = place.phone();
    let page = phone.get(&link).await;
    let kept = page.headers["set-cookie"].clone();
    assert!(kept.starts_with("kaart=") && kept.contains(&format!("Path={link};")), "{kept}");
    assert!(kept.contains("HttpOnly; SameSite=Lax") && page.says("Eén apparaat telt als één mens"), "{kept}");
    let at = sends_to(&page);
    assert_eq!(sends_to(&phone.get(&link).await), at, "the same ticket");
    assert!(phone.post(&at, &[("v1", "Iets")]).await.path().ends_with("/klaar"));
    assert!(phone.get(&link).await.says("Op dit apparaat is al geantwoord"));
    let twice = phone.post(&at, &[("v1", "Nog iets")]).await;
    assert!(!twice.path().ends_with("/klaar"), "{} {}", twice.status, twice.body);
    assert_ne!(sends_to(&place.phone().get(&link).await), at, "another device, another ticket");
}

/// With one invitation 926 drafts were kept.
#[tokio::test]
async fn one_link_begins_ten_times_and_what_is_typed_after_that_is_still_there() {
    let place = place().await;
    let mut evaluator = place.enter("evaluator").await;
    let link = open_link(&mut evaluator).await;
    let mut phone = place.phone();
    let at = sends_to(&phone.get(&link).await);
    for _ in 0..10 {
        let later = phone.post(&at, &[("v1", "Iets"), ("later", "ja")]).await;
        assert!(later.location().contains("later=1"), "{}", told(&later));
    }
    let often = phone.post(&at, &[("v1", "Wat ik typte"), ("later", "ja")]).await;
    assert!(often.status == 422 && often.says("al tien keer"), "{} {}", often.status, often.body);
    assert!(often.says("Wat ik typte"), "{}", often.body);
    // A word that the house did not give out is no way round that, and somebody with a link of their own is never in the way.
    let made_up = phone.post(&at, &[("v1", "x"), ("later", "ja"), ("woord", "W000000000000000")]).await;
    assert!(made_up.status == 422 && made_up.says("al tien keer"), "{}", made_up.status);
    // Another device begins, and this one can send what it has.
    let mut other = place.phone();
    let at_other = sends_to(&other.get(&link).await);
    assert_eq!(other.post(&at_other, &[("v1", "Iets"), ("later", "ja")]).await.status, 303);
    assert!(phone.post(&at, &[("v1", "Wat ik typte")]).await.path().ends_with("/klaar"));
}
