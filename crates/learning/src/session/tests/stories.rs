//! Sessions as people hold them: somebody leads from the console, a handful of phones answer, a screen hangs on the wall.

use super::house::{House, Leader, Phone};
use crate::session::library;

const NASTY: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";

pub(super) fn stamp_of(page: &str, words: &str) -> String {
    // The button beside the note: its address ends in the number of the note.
    let note = page.split("notes__one").find(|part| part.contains(words)).unwrap();
    note.split("/verbergen/")
        .nth(1)
        .or_else(|| note.split("/terugzetten/").nth(1))
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .into()
}

async fn all_answer(phones: &mut [Phone], typed: &[(&str, &str)]) {
    for phone in phones {
        let reply = phone.answers(typed).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pressure_cooker_from_the_first_step_to_the_note() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    let mut phones = house.phones(&lead.code, 6).await;
    assert!(phones[0].sees().await.says("U bent binnen"));
    assert!(lead.screen().await.says("Wij beginnen zo"));
    lead.does("beginnen", &[]).await;
    assert!(phones[0].sees().await.says("Waarom wij hier zitten"));
    // Statements: nothing is seen of them before they are closed.
    lead.goes(2).await;
    assert!(phones[0].sees().await.says("Niemand kan zien welk antwoord van u is"));
    all_answer(&mut phones, &[("s0", "agree"), ("s1", "disagree"), ("s2", "pass"), ("s3", "agree"), ("s4", "agree")])
        .await;
    let screen = lead.screen().await;
    assert!(screen.says("<b>6</b> van 6 telefoons stuurden iets") && !screen.says("De meesten"));
    assert!(!lead.sees().await.says("De meesten"), "who leads sees no more than the room");
    lead.does("sluiten", &[]).await;
    let screen = lead.screen().await;
    assert!(screen.says("De meesten: Oneens.") && screen.says("class=\"band__most\">Oneens</li>"));
    assert!(!screen.says("class=\"bar-a\""), "six people read words and no numbers");
    assert!(lead.sees().await.says("De meesten: Oneens."));
    // Notes: read first, then put on the screen, one of them hidden.
    lead.does("volgende", &[]).await;
    for (n, phone) in phones.iter_mut().enumerate() {
        let text = if n == 3 { NASTY.to_owned() } else { format!("Oorzaak {n}") };
        assert_eq!(phone.answers(&[("n0", &text)]).await.status, 303);
    }
    lead.does("sluiten", &[]).await;
    assert!(!lead.screen().await.says("Oorzaak 1"), "nothing comes on the screen by itself");
    let console = lead.sees().await;
    assert!(!console.says("<script>alert") && console.says("&#60;script&#62;alert"));
    let nasty = stamp_of(&console.body, "alert(1)");
    lead.does(&format!("verbergen/{nasty}"), &[]).await;
    lead.does("tonen", &[("plaats", "3")]).await;
    let screen = lead.screen().await;
    assert!(screen.says("Oorzaak 1") && !screen.says("alert(1)"));
    // Put together in the next step.
    lead.does("volgende", &[]).await;
    let console = lead.sees().await;
    let (one, two) = (stamp_of(&console.body, "Oorzaak 1"), stamp_of(&console.body, "Oorzaak 2"));
    lead.does("stapel", &[("name", "Te laat bellen"), ("marks", &one), ("marks", &two)]).await;
    assert!(lead.screen().await.says("<h2>Te laat bellen</h2>"));
    // A choice in haste: when the time is up it is over.
    lead.does("volgende", &[]).await;
    all_answer(&mut phones[..5], &[("keuze", "1")]).await;
    phones[5].sees().await;
    house.later(3);
    let late = phones[5].sends_blindly("antwoord", &[("keuze", "2")]).await;
    assert_eq!(late.status, 422);
    assert!(late.says("De antwoorden op deze stap zijn gesloten"), "{}", late.body);
    lead.goes(7).await;
    lead.does("afspraak", &[("what", "De wijkagent belt eerder"), ("who", "Politie"), ("by", "01-04-2026")]).await;
    lead.goes(8).await;
    lead.does("einde", &[]).await;
    assert!(phones[0].sees().await.says("Dank voor het meedoen"));
    // The note holds what the room saw, and nothing that was hidden.
    let note = lead.browser.get(&format!("{}/uitkomst", lead.at)).await;
    assert_eq!(note.status, 200);
    for words in ["De wijkagent belt eerder", "Te laat bellen", "Oorzaak 1", "De meesten: Bij één gemeente"] {
        assert!(note.says(words), "{words}: {}", note.body);
    }
    assert!(!note.says("alert(1)"));
    let pdf = lead.browser.get(&format!("{}/uitkomst.pdf", lead.at)).await;
    assert!(pdf.status == 200 && pdf.bytes.starts_with(b"%PDF"));
    lead.does("vernietigen", &[]).await;
    assert!(lead.browser.get(&format!("{}/uitkomst", lead.at)).await.says("Oorzaak 1"));
    assert_eq!(house.nobody().get(&format!("/meedoen/{}", lead.code)).await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_that_ships_is_played_to_its_end() {
    let house = House::new().await;
    for template in library() {
        let id = template.id.to_string();
        let mut lead = Leader::plans(&house, "flexteam", &id).await;
        let mut phones = house.phones(&lead.code, 5).await;
        lead.does("beginnen", &[]).await;
        let steps = template.steps();
        for (place, step) in steps.iter().enumerate() {
            if place > 0 {
                lead.does("volgende", &[]).await;
            }
            for (n, phone) in phones.iter_mut().enumerate() {
                play(phone, n, step).await.unwrap_or_else(|e| panic!("{id}, {}: {e}", step.title.nl));
            }
            let screen = lead.screen().await;
            // Quotes and the like are written as marks on a page.
            let begin: String =
                step.prompt.nl.as_str().chars().take_while(|c| c.is_alphanumeric() || *c == ' ').collect();
            assert!(screen.says(&begin), "{id}: {begin}");
        }
        let seen = lead.sees().await;
        assert!(seen.says("Sessie afsluiten"), "{id}");
        lead.does("einde", &[]).await;
        let note = lead.browser.get(&format!("{}/uitkomst", lead.at)).await;
        assert!(note.status == 200 && note.says("5 antwoorden"), "{id}");
    }
}

/// One phone does what a step asks of it, with its name or part when that is asked first.
async fn play(phone: &mut Phone, n: usize, step: &crate::session::Step) -> Result<(), String> {
    use crate::session::Sends;
    let good = |reply: web::testing::Reply| if reply.status == 303 { Ok(()) } else { Err(reply.body) };
    let named = step.voice.is_some() && !step.is_anonymous();
    if named && step.kind.sends() != Sends::Part {
        let page = phone.sees().await;
        if page.says("Hoe wilt u heten") {
            good(phone.sends("naam", &[("naam", &format!("Deelnemer {n}"))]).await)?;
        }
    }
    let texts: Vec<(String, String)> = match step.kind.sends() {
        Sends::Nothing => return Ok(()),
        Sends::Part => return good(phone.sends("rol", &[("rol", &n.to_string())]).await),
        Sends::Pick => vec![("keuze".into(), (n % step.items.len()).to_string())],
        Sends::Votes => (0..step.items.len()).map(|i| (format!("s{i}"), "agree".into())).collect(),
        Sends::Notes => vec![("n0".into(), format!("wat {n} zag"))],
    };
    let typed: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    good(phone.answers(&typed).await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_simulation_gives_each_part_its_own_card_and_no_other() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "procesregisseur-nhn", "simulation").await;
    let mut phones = house.phones(&lead.code, 3).await;
    lead.does("beginnen", &[]).await;
    // Parts are given out when the programme is there, not before.
    lead.goes(1).await;
    assert!(!phones[0].sees().await.says("wijkagent"));
    phones[0].sends("rol", &[("rol", "1")]).await;
    phones[1].sends("rol", &[("rol", "4")]).await;
    let police = phones[0].sees().await;
    assert!(police.says("U bent wijkagent") && !police.says("U bent behandelaar"));
    assert!(phones[1].sees().await.says("U bent behandelaar"));
    assert!(!lead.screen().await.says("wijkagent"), "no card is on the screen");
    assert_eq!(phones[2].sends("rol", &[("rol", "99")]).await.status, 422);
    // Who has no part yet is asked for one, before answering with it.
    lead.goes(2).await;
    assert!(phones[2].sees().await.says("Welke rol speelt u?"));
    phones[0].answers(&[("n0", "Er was een vechtpartij"), ("n1", "Wat weet de school?")]).await;
    assert!(phones[0].sees().await.says("U kunt het nog veranderen"));
    phones[0].answers(&[("n0", "Hij stopte de vechtpartij"), ("n1", "")]).await;
    let console = lead.sees().await;
    assert!(console.says("Hij stopte de vechtpartij") && console.says("<p class=\"muted\">Politie</p>"));
    assert!(!console.says("Er was een vechtpartij"), "with a name the last one counts");
    // Something happens, and every phone reads it.
    lead.does("gebeurtenis", &[("ready", "1")]).await;
    assert!(phones[1].sees().await.says("Een journalist belt de gemeente"));
    lead.does("gebeurtenis", &[("text", "De burgemeester belt zelf.")]).await;
    assert!(lead.screen().await.says("De burgemeester belt zelf."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_phone_twice_is_told_so_and_counts_once() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "work-session").await;
    let mut phones = house.phones(&lead.code, 5).await;
    lead.does("beginnen", &[]).await;
    lead.goes(4).await;
    all_answer(&mut phones, &[("n0", "Samen lunchen")]).await;
    assert!(phones[0].sees().await.says("Uw antwoord is binnen"));
    let again = phones[0].sends_blindly("antwoord", &[("stap", "4"), ("n0", "Nog een keer")]).await;
    assert_eq!(again.status, 422);
    assert!(again.says("Deze telefoon heeft hier al geantwoord"));
    lead.does("sluiten", &[]).await;
    let console = lead.sees().await;
    assert!(console.says("<strong>5</strong> van 5 telefoons") && !console.says("Nog een keer"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_answers_without_a_name_are_not_shown_to_anybody_ever() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "work-session").await;
    let mut phones = house.phones(&lead.code, 4).await;
    lead.does("beginnen", &[]).await;
    lead.goes(4).await;
    all_answer(&mut phones, &[("n0", "Samen lunchen")]).await;
    lead.does("sluiten", &[]).await;
    for page in [lead.sees().await, lead.screen().await] {
        assert!(page.says("minder dan vijf antwoorden") && !page.says("Samen lunchen"));
    }
    lead.does("einde", &[]).await;
    let note = lead.browser.get(&format!("{}/uitkomst", lead.at)).await;
    assert!(note.says("minder dan vijf antwoorden") && !note.says("Samen lunchen"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_in_a_note_is_asked_about_before_it_is_sent() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "work-session").await;
    let mut phone = house.phone(&lead.code).await;
    lead.does("beginnen", &[]).await;
    lead.goes(4).await;
    let asked = phone.answers(&[("n0", "volgens mevrouw Bakker kan dat")]).await;
    assert_eq!(asked.status, 422);
    assert!(asked.says("Staat hier een persoon (mevrouw Bakker)?") && asked.says("volgens mevrouw Bakker kan dat"));
    let sure = phone.sends_blindly("antwoord", &[("n0", "volgens mevrouw Bakker kan dat"), ("zeker", "ja")]).await;
    assert_eq!(sure.status, 303);
    let long = house.phone(&lead.code).await.answers(&[("n0", &"x".repeat(300))]).await;
    assert!(long.status == 422 && long.says("300 tekens"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lead_is_handed_over_in_the_middle_and_the_answers_stay() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "work-session").await;
    let mut phones = house.phones(&lead.code, 5).await;
    lead.does("beginnen", &[]).await;
    lead.goes(4).await;
    all_answer(&mut phones[..3], &[("n0", "Samen lunchen")]).await;
    let mut other = house.browser("procesregisseur-nhn").await;
    assert_eq!(other.get(&lead.at).await.status, 404, "not asked yet");
    lead.does("overdragen", &[("agency", "zvh-nhn")]).await;
    let page = other.get(&lead.at).await;
    assert!(page.says("Leiding overnemen") && !page.says("Antwoorden sluiten"));
    assert_eq!(other.post(&format!("{}/overnemen", lead.at), &[]).await.status, 303);
    all_answer(&mut phones[3..], &[("n0", "Samen eten")]).await;
    other.get(&lead.at).await;
    assert_eq!(other.post(&format!("{}/sluiten", lead.at), &[]).await.status, 303);
    let page = other.get(&lead.at).await;
    assert!(page.says("Samen lunchen") && page.says("Samen eten"));
    // Who led before still helps.
    assert!(lead.sees().await.says("Start stap"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_starts_anew_in_the_middle_of_a_step_and_nothing_is_lost() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "work-session").await;
    let phones = house.phones(&lead.code, 6).await;
    let addresses: Vec<String> = phones.iter().map(|p| p.at.clone()).collect();
    lead.does("beginnen", &[]).await;
    lead.goes(4).await;
    all_answer(&mut phones.clone()[..3], &[("n0", "Voor de storing")]).await;
    let (at, code) = (lead.at.clone(), lead.code.clone());
    drop((lead, phones));
    let house = house.restarted().await;
    let mut browser = house.browser("flexteam").await;
    let page = browser.get(&at).await;
    assert!(page.says("<strong>3</strong> van "), "{}", page.body);
    for (n, address) in addresses.iter().enumerate() {
        let mut phone = house.nobody();
        let page = phone.get(address).await;
        assert_eq!(page.says("Uw antwoord is binnen"), n < 3, "{n}");
        if n >= 3 {
            assert_eq!(phone.post(&format!("{address}/antwoord"), &[("n0", "Na de storing")]).await.status, 303);
        }
    }
    browser.get(&at).await;
    assert_eq!(browser.post(&format!("{at}/sluiten"), &[]).await.status, 303);
    let page = browser.get(&at).await;
    assert!(
        page.says("Voor de storing") && page.says("Na de storing") && page.says("<strong>6</strong> van 6 telefoons")
    );
    assert!(browser.get(&format!("/scherm/{code}")).await.says("<b>6</b> van 6 telefoons"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_makes_a_copied_programme_its_own() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "procesregisseur-nhn", "theme-meeting").await;
    let step = format!("{}/stap/1", lead.at);
    let typed = [
        ("kind", "statements"),
        ("title_nl", "Onze stellingen"),
        ("prompt_nl", "Wat vindt u?"),
        ("minutes", "7"),
        ("voice", "anonymous"),
        ("items", "Wij weten genoeg.\nWij doen genoeg."),
    ];
    lead.browser.get(&step).await;
    assert_eq!(lead.browser.post(&step, &typed).await.status, 303);
    assert!(lead.sees().await.says("Onze stellingen"));
    let added = format!("{}/stap-erbij/9", lead.at);
    lead.browser.get(&added).await;
    let no = lead
        .browser
        .post(
            &added,
            &[
                ("kind", "choose"),
                ("title_nl", "Kies"),
                ("prompt_nl", "Kies"),
                ("minutes", "2"),
                ("voice", "named"),
                ("items", "Alleen dit"),
            ],
        )
        .await;
    assert!(no.status == 422 && no.says("minstens twee keuzes") && no.says("Alleen dit"), "{}", no.body);
    lead.does("beginnen", &[]).await;
    lead.goes(1).await;
    // What runs or ran is not rewritten.
    assert_eq!(lead.browser.get(&step).await.status, 404);
    let late = lead.browser.post(&step, &typed).await;
    assert_ne!(late.status, 303);
    let mut phone = house.phone(&lead.code).await;
    let page = phone.sees().await;
    assert!(page.says("Wij doen genoeg."));
    let half = phone.answers(&[("s0", "agree")]).await;
    assert!(half.status == 422 && half.says("Maak een keuze"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_invited_reads_along_and_presses_no_button() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "work-session").await;
    let mut hoorn = house.browser("gemeente-hoorn").await;
    assert_eq!(hoorn.get(&lead.at).await.status, 404);
    lead.does("uitnodigen", &[("agency", "gemeente-hoorn")]).await;
    let page = hoorn.get(&lead.at).await;
    assert!(page.status == 200 && !page.says("Sessie beginnen") && !page.says("/stap/"));
    assert_eq!(hoorn.post(&format!("{}/beginnen", lead.at), &[]).await.status, 404);
    assert!(hoorn.get("/sessies").await.says("Onrust in de Verzonnen Wijk"));
    assert_eq!(hoorn.get("/sessies/nieuw").await.status, 404);
    for (who, status) in [("politie-nh", 404), ("beheer", 404)] {
        assert_eq!(house.browser(who).await.get(&lead.at).await.status, status, "{who}");
    }
    assert_eq!(house.nobody().get(&lead.at).await.status, 303, "who is not logged in is asked to log in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_typed_and_a_wrong_one_is_told_so() {
    let house = House::new().await;
    let lead = Leader::plans(&house, "flexteam", "work-session").await;
    let mut anybody = house.nobody();
    assert!(anybody.get("/meedoen").await.says("Acht letters en cijfers"));
    assert!(anybody.get("/meedoen?code=zz").await.says("Een code heeft acht tekens"));
    assert!(anybody.get("/meedoen?code=XXXXXXX9").await.says("Er is geen sessie met deze code"));
    let typed = format!("{}+{}", &lead.code[..4].to_lowercase(), &lead.code[4..].to_lowercase());
    let found = anybody.get(&format!("/meedoen?code={typed}")).await;
    assert!(found.says("Onrust in de Verzonnen Wijk") && found.says(&format!("action=\"/meedoen/{}\"", lead.code)));
    for path in ["/meedoen/XXXXXXX9", "/scherm/XXXXXXX9", &format!("/meedoen/{}/kaart", lead.code)] {
        assert_eq!(anybody.get(path).await.status, 404, "{path}");
    }
    let screen = anybody.get(&format!("/scherm/{}", lead.code)).await;
    assert!(screen.says("QR-code om mee te doen") && screen.says("localhost/meedoen"));
    assert!(screen.says(&format!("{} {}", &lead.code[..4], &lead.code[4..])));
    // In English as well.
    assert!(anybody.get(&format!("/meedoen/{}?taal=en", lead.code)).await.says("You need not give a name"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_people_come_in_at_once() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "theme-meeting").await;
    let router = house.nobody();
    let code = lead.code.clone();
    let all: Vec<_> = (0..200)
        .map(|_| {
            let (mut phone, at) = (router.clone(), format!("/meedoen/{code}"));
            tokio::spawn(async move { phone.post(&at, &[]).await.status })
        })
        .collect();
    for one in all {
        assert_eq!(one.await.unwrap(), 303);
    }
    assert!(lead.sees().await.says("200 telefoons binnen"));
}
