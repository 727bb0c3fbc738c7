//! A case that runs for years: its pages stay small, everything on them can be reached, and it is full before it is too much.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::town::{Town, sends, town, town_with};
use super::*;
use kernel::DossierId;
use vault::{Act, Actor};
use web::testing::Client;

const LENGTHY: &str = "Vandaag belde de wijkagent. Hij zag hem bij het station en sprak hem aan. Hij was rustig en vertelde dat hij \
                       weer naar school gaat. Morgen belt de mentor.";

async fn commits<A: Act<On = Case>>(town: &Town, who: &str, id: DossierId, events: Vec<Event>) {
    let actor: Actor = town.vault.actor(who).await.unwrap().unwrap();
    for some in events.chunks(500) {
        town.vault.open_desk::<A>(&actor, id).await.unwrap().commit(some.to_vec()).await.unwrap();
    }
}

fn id_of(at: &str) -> DossierId {
    at.trim_start_matches("/zaken/").parse().unwrap()
}

fn noted(no: u32) -> Event {
    let text = word(&format!("Notitie {no}. {LENGTHY}"));
    Event::Noted(Remark { no, agency: agency("zvh-nhn"), day: today(), text })
}

fn agreed(no: u32, who: &str) -> Event {
    Event::AgreementMade(Agreement {
        no,
        agency: agency(who),
        what: word(&format!("Afspraak {no}. {LENGTHY}")),
        due: today(),
        made: today(),
        accepted: Some(today()),
        done: None,
        person: None,
        unkept: None,
    })
}

/// A case of four thousand events: mostly notes, and of everything else more than anybody has.
async fn of_four_thousand(town: &Town) -> String {
    let at = town.opened().await;
    let id = id_of(&at);
    let given = |no| {
        let gift = gift(&format!("Bijdrage {no}. {LENGTHY}"));
        let (agency, kind) = (agency("gemeente-hoorn"), AgencyKind::Municipality);
        Event::Contributed(Box::new(Item { no, agency, kind, day: today(), gift }))
    };
    commits::<Contribute>(town, "gemeente-hoorn", id, (1..=150).map(given).collect()).await;
    let asks = |no| {
        let (agency, question, necessity) = (agency("politie-nh"), word(LENGTHY), word("Nodig."));
        Event::Asked(Request { no, agency, question, necessity, since: today(), due: today() })
    };
    commits::<AskContribution>(town, "gemeente-hoorn", id, (151..=250).map(asks).collect()).await;
    let factor = |no| {
        let (kind, domain, text) = (FactorKind::Risk, LifeDomain::Work.into(), word(LENGTHY));
        Event::FactorAdded(Factor { no, kind, domain, text, facts: vec![1, 2] })
    };
    let goal = |no| Event::GoalSet(Goal { no, ..Goal::new(word(LENGTHY), word("Te zien."), vec![251]) });
    let step = |no: u32| {
        Event::InterventionAdded(Intervention {
            no,
            goal: 301 + no % 12,
            factors: vec![251],
            text: word(LENGTHY),
            agency: agency("gemeente-hoorn"),
            power: word("Eigen taak."),
            track: Track::Care,
            effect: word("Rust."),
            due: today(),
            accepted: Some(today()),
            progress: Vec::new(),
        })
    };
    let told = |no: u32| {
        let progress = Progress { status: Status::Running, text: word(LENGTHY), day: today() };
        Event::ProgressReported { no: 321 + no % 40, progress }
    };
    let plan =
        (251..=290).map(factor).chain((301..=312).map(goal)).chain((321..=360).map(step)).chain((0..300).map(told));
    commits::<SetGoal>(town, "gemeente-hoorn", id, plan.collect()).await;
    commits::<MakeAgreement>(town, "gemeente-hoorn", id, (401..=700).map(|no| agreed(no, "politie-nh")).collect())
        .await;
    let rest = 4_000 - length(town, id).await;
    commits::<AddNote>(town, "procesregisseur-nhn", id, (1_001..1_001 + rest).map(noted).collect()).await;
    assert_eq!(length(town, id).await, 4_000);
    at
}

async fn length(town: &Town, id: DossierId) -> u32 {
    let actor = town.vault.actor("procesregisseur-nhn").await.unwrap().unwrap();
    u32::try_from(town.vault.look::<ReadCase>(&actor, id).await.unwrap().seq()).unwrap()
}

#[tokio::test]
async fn the_pages_of_a_case_of_four_thousand_events_stay_small() {
    let town = town().await;
    let at = of_four_thousand(&town).await;
    for who in ["gemeente-hoorn", "politie-nh", "procesregisseur-nhn"] {
        let mut reader = town.browser(who).await;
        let table = reader.get(&at).await;
        assert!(table.status == 200 && table.body.len() < 60_000, "{who}: {} bytes", table.body.len());
        for part in ["bijdragen", "plan", "afspraken", "opschalen", "terugkijken"] {
            let page = reader.get(&format!("{at}/{part}")).await;
            assert!(page.status == 200 && page.body.len() < 131_000, "{who}, {part}: {} bytes", page.body.len());
        }
    }
    // A program is no reason to send everything either.
    let told = town.program("procesregisseur-nhn").await.get(&format!("/api/v1{at}")).await;
    assert!(told.body.len() < 80_000, "{} bytes", told.body.len());
    let told = told.json();
    assert_eq!((told["notes"].as_array().unwrap().len(), told["history_leaf"]["total"].as_u64()), (10, Some(4_000)));
}

/// Follows the way to what is older until there is none. Gives the pages.
async fn pages(client: &mut Client, first: &str, name: &str) -> Vec<String> {
    let (mut pages, mut next) = (Vec::new(), Some(first.to_owned()));
    while let Some(address) = next {
        let page = client.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        let link = page.body.split("href=\"").filter_map(|rest| rest.split('"').next());
        next = link
            .filter(|to| to.contains(&format!("?{name}=")))
            .last()
            .map(|to| to.split('#').next().unwrap().to_owned());
        pages.push(page.body);
        assert!(pages.len() < 100, "{name} does not end");
    }
    pages
}

#[tokio::test]
async fn every_note_item_and_event_is_on_one_of_the_pages_once() {
    let town = town().await;
    let at = town.opened().await;
    let id = id_of(&at);
    commits::<AddNote>(&town, "procesregisseur-nhn", id, (1..=30).map(noted).collect()).await;
    // What is not by that act lies between the notes, and is no note.
    commits::<MakeAgreement>(&town, "gemeente-hoorn", id, (31..=55).map(|no| agreed(no, "gemeente-hoorn")).collect())
        .await;
    commits::<AddNote>(&town, "procesregisseur-nhn", id, (56..=85).map(noted).collect()).await;
    let mut reader = town.browser("procesregisseur-nhn").await;
    for (first, per) in [(format!("{at}/afspraken"), 25), (at.clone(), 10)] {
        let all = pages(&mut reader, &first, "notities").await;
        assert_eq!(all.len(), 60_usize.div_ceil(per), "{first}");
        for no in (1..=30).chain(56..=85) {
            let on = all.iter().filter(|page| page.contains(&format!("Notitie {no}. "))).count();
            assert_eq!(on, 1, "note {no} from {first}");
        }
    }
    let all = pages(&mut reader, &format!("{at}/afspraken"), "afspraken").await;
    for no in 31..=55 {
        assert_eq!(all.iter().filter(|page| page.contains(&format!("Afspraak {no}. "))).count(), 1, "agreement {no}");
    }
    let all = pages(&mut reader, &at, "gebeurd").await;
    let told: usize = all
        .iter()
        .flat_map(|page| page.split("class=\"timeline\"").skip(1))
        .map(|part| part.matches("<li><time").count())
        .sum();
    assert_eq!((all.len(), told), (4, 89));
    let before = |page: &str| {
        page.split("id=\"history\"").nth(1).is_some_and(|part| part.contains("<details class=\"no-print\" open>"))
    };
    assert!(before(&all[1]) && !before(&all[0]));
    assert!(all[0].contains("Oudere gebeurtenissen") && all[1].contains("Naar de laatste gebeurtenissen"));
    assert!(all[0].contains("van de 89 gebeurtenissen"));
    // A place in the address that is no place is the first page.
    for strange in ["notities=x", "notities=0", "stukken=999", "afspraken=-1"] {
        assert_eq!(reader.get(&format!("{at}?{strange}")).await.status, 200, "{strange}");
    }
}

#[tokio::test]
async fn a_form_of_an_older_page_comes_back_with_what_was_typed() {
    let town = town().await;
    let at = town.opened().await;
    let id = id_of(&at);
    commits::<MakeAgreement>(&town, "gemeente-hoorn", id, (1..=30).map(|no| agreed(no, "politie-nh")).collect()).await;
    let mut police = town.browser("politie-nh").await;
    let to = format!("{at}/afspraken/afronden/3");
    let form = format!("action=\"{to}\"");
    assert!(!police.get(&format!("{at}/afspraken")).await.body.contains(&form));
    let older = police.get(&format!("{at}/afspraken?afspraken=20")).await;
    assert!(older.body.contains(&form), "the form is on the last page");
    let reply = police.post(&to, &[("how", "")]).await;
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains(&form) && reply.body.contains("Afspraak 3. "), "it stands on the page again");
}

#[tokio::test]
async fn a_full_case_says_so_before_anything_typed_is_lost_and_can_still_be_closed() {
    let town = town_with(100).await;
    let at = town.opened().await;
    let id = id_of(&at);
    let mut director = town.browser("procesregisseur-nhn").await;
    commits::<AddNote>(&town, "procesregisseur-nhn", id, (1..=85).map(noted).collect()).await;
    assert!(!director.get(&at).await.body.contains("bijna vol"));
    let (page, to) = (format!("{at}/afspraken"), format!("{at}/notitie"));
    sends(&mut director, &page, &to, &[("text", "De een na laatste.")]).await;
    let near = director.get(&at).await.body;
    assert!(near.contains("bijna vol: er passen nog 10 handelingen in"), "{near}");
    for _ in 0..10 {
        sends(&mut director, &page, &to, &[("text", "Nog een.")]).await;
    }
    let full = director.get(&page).await;
    assert!(full.body.contains("Dit dossier is vol"));
    let reply = director.post(&to, &[("text", "Dit was veel werk om te typen.")]).await;
    assert_eq!(reply.status, 422, "{}", reply.body);
    assert!(reply.body.contains("er kan niets meer bij"));
    assert!(reply.body.contains("Dit was veel werk om te typen."), "what was typed stands there still");
    let told = town.program("procesregisseur-nhn").await;
    let refused = told.post(&format!("/api/v1{to}"), &serde_json::json!({ "text": "x" })).await;
    assert!(refused.status == 422 && refused.body.contains("er kan niets meer bij"), "{}", refused.body);
    assert_eq!(length(&town, id).await, 100);
    // What leads to the end is still taken in.
    let actor = town.vault.actor("procesregisseur-nhn").await.unwrap().unwrap();
    let desk = town.vault.open_desk::<ProposeClosing>(&actor, id).await.unwrap();
    let proposed = desk.dossier().propose_closing(closing(desk.dossier())).unwrap();
    desk.commit(vec![proposed]).await.unwrap();
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        let closing = format!("{at}/afsluiten");
        sends(&mut town.browser(who).await, &closing, &format!("{closing}/sleutel"), &[("sure", "ja")]).await;
    }
}
