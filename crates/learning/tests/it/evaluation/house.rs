//! A house with three regions for a whole evaluation, and what is done in it again and again.

use crate::rig::{Sound, StandingClock};
use std::sync::{Arc, OnceLock};
use vault::{Agency, AgencyKind, Database, House, Key, Municipality, NewAccount, Opening, Role, Vault};
use web::{
    Rooms, WebConfig, router,
    testing::{Client, Reply},
};

pub(crate) struct Place {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<StandingClock>,
    pub(crate) rooms: Rooms,
    /// A browser in which nobody is logged in: all others begin as this one, at one server.
    front: OnceLock<Client>,
    _sound: Sound,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) const HOUSES: [&str; 3] = ["nhn", "kennemerland", "zaanstreek-waterland"];

pub(crate) async fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("house.db");
    let clock = Arc::new(StandingClock::at("2026-03-02T09:00:00Z"));
    let time = Arc::clone(&clock);
    let open = move || {
        let rules = learning::rulebook().unwrap();
        let mut opening = Opening::new(Database::Sqlite(at), Key::from_bytes([7; 32]), rules, learning::kinds());
        opening.clock = time;
        Vault::open(opening).unwrap()
    };
    let vault = tokio::task::spawn_blocking(open).await.unwrap();
    let house = |id: &str| House { id: id.parse().unwrap(), name: id.parse().unwrap(), region: None };
    let town =
        Municipality { id: "hoorn".parse().unwrap(), name: "Hoorn".parse().unwrap(), house: "nhn".parse().unwrap() };
    vault.set_region(HOUSES.map(house).to_vec(), vec![town]).await.unwrap();
    let agency = |id: &str, kind, house: &str| Agency {
        id: id.parse().unwrap(),
        kind,
        name: id.parse().unwrap(),
        house: house.parse().unwrap(),
        municipalities: Vec::new(),
        office: vault::Office::open(),
    };
    let agencies = vec![
        agency("onderzoek", AgencyKind::Other, "nhn"),
        agency("zvh-nhn", AgencyKind::SafetyHouse, "nhn"),
        agency("zvh-kennemerland", AgencyKind::SafetyHouse, "kennemerland"),
        agency("politie-nh", AgencyKind::Police, "nhn"),
    ];
    vault.set_agencies(agencies).await.unwrap();
    let people = [
        ("evaluator", "onderzoek", Role::Evaluator),
        ("procesregisseur-nhn", "zvh-nhn", Role::ProcessDirector),
        ("procesregisseur-kennemerland", "zvh-kennemerland", Role::ProcessDirector),
        ("politie-nh", "politie-nh", Role::Police),
    ];
    let account = |(person, agency, role): (&str, &str, Role)| NewAccount {
        person: person.parse().unwrap(),
        agency: agency.parse().unwrap(),
        role,
        name: person.parse().unwrap(),
        function: "verzonnen".parse().unwrap(),
        until: None,
        login: None,
    };
    vault.set_accounts(people.map(account).to_vec()).await.unwrap();
    let mut rooms = Rooms::new();
    learning::rooms(&mut rooms);
    rooms.check().unwrap();
    Place { _sound: Sound::at_the_end(&vault), vault, clock, rooms, front: OnceLock::new(), folder }
}

impl Place {
    pub(crate) fn phone(&self) -> Client {
        let config = || WebConfig {
            listen: "127.0.0.1:0".parse().unwrap(),
            public_url: "http://localhost".into(),
            demo: true,
            metrics: false,
            ..WebConfig::default()
        };
        let server = || router(&config(), self.vault.clone(), &self.rooms, Vec::new());
        self.front.get_or_init(|| Client::new(server())).clone()
    }

    pub(crate) async fn enter(&self, who: &str) -> Client {
        let mut client = self.phone();
        client.get("/inloggen").await;
        let entered = client.enter(who).await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        client
    }
}

/// Opens the page, sends the form, and gives where it led.
pub(crate) async fn does(client: &mut Client, page: &str, to: &str, typed: &[(&str, &str)]) -> String {
    let shown = client.get(page).await;
    assert_eq!(shown.status, 200, "{page}: {}", shown.body);
    let reply = client.post(to, typed).await;
    assert_eq!(reply.status, 303, "{to}: {}", told(&reply));
    reply.path().to_owned()
}

pub(crate) fn told(reply: &Reply) -> String {
    let errors = reply.body.split("field__error").skip(1).map(|e| e.chars().take(160).collect::<String>());
    format!("{} {}", reply.status, errors.collect::<Vec<_>>().join(" | "))
}

pub(crate) fn links_in(body: &str) -> Vec<String> {
    body.split("<code>").skip(1).filter_map(|rest| Some(rest.split("</code>").next()?.to_owned())).collect()
}

/// An evaluation of how these houses weigh; gives where it is.
pub(crate) async fn begun(evaluator: &mut Client, houses: &[&str]) -> String {
    let scope = [
        ("title", "Samen wegen"),
        ("question", "Hoe komen de tafels samen tot een weging?"),
        ("tables", "weighing"),
        ("from", "01-01-2025"),
        ("until", "31-12-2025"),
        ("commissioner", "zvh-nhn"),
        ("invited", "zvh-kennemerland"),
    ];
    let scope: Vec<_> = scope.into_iter().chain(houses.iter().map(|house| ("houses", *house))).collect();
    does(evaluator, "/evaluaties/nieuw", "/evaluaties/nieuw", &scope).await
}

pub(crate) async fn questionnaire(evaluator: &mut Client, title: &str, evaluation: &str) -> String {
    asked_of(evaluator, title, evaluation, ("24", "10")).await
}

/// A questionnaire for so many people with this threshold.
pub(crate) async fn asked_of(
    evaluator: &mut Client,
    title: &str,
    evaluation: &str,
    (people, threshold): (&str, &str),
) -> String {
    let typed = [
        ("title", title),
        ("purpose", "Om te leren hoe het wegen gaat."),
        ("houses", "nhn"),
        ("houses", "kennemerland"),
        ("readers", "zvh-nhn"),
        ("anonymity", "anonymous"),
        ("people", people),
        ("threshold", threshold),
        ("keep-days", "60"),
        ("evaluation", evaluation),
    ];
    let at = does(evaluator, "/vragenlijsten/nieuw", "/vragenlijsten/nieuw", &typed).await;
    let library = [("names", "table"), ("names", "expectations-spoken"), ("names", "could-be-better")];
    does(evaluator, &at, &format!("{at}/overnemen"), &library).await;
    at
}

pub(crate) async fn answered(place: &Place, links: &[String], step: impl Fn(usize) -> &'static str) {
    for (n, link) in links.iter().enumerate() {
        let mut phone = place.phone();
        let page = phone.get(link).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.says("vrijwillig") && page.says("Om te leren") && page.says("vernietigd"), "{}", page.body);
        let mut typed = vec![("v1", if n % 2 == 0 { "0" } else { "1" }), ("v2", step(n))];
        let wrote = if n == 0 { "Zeg vooraf wat je verwacht".to_owned() } else { format!("Zo gaat het {n:02}") };
        if n < 10 {
            typed.push(("v3", &wrote));
        }
        let reply = phone.post(&format!("{link}/antwoord"), &typed).await;
        assert_eq!(reply.status, 303, "{}", told(&reply));
        assert!(reply.path().ends_with("/klaar"), "{}", reply.location());
    }
}

pub(crate) async fn closed_and_released(evaluator: &mut Client, at: &str) {
    does(evaluator, at, &format!("{at}/sluiten"), &[("sure", "ja")]).await;
    evaluator.get(at).await;
    let early = evaluator.post(&format!("{at}/vrijgeven"), &[("split", "")]).await;
    assert_eq!(early.status, 422, "an open answer waits");
    let open = format!("{at}/open-antwoorden");
    while !evaluator.get(&open).await.says("Alles is nagekeken") {
        does(evaluator, &open, &format!("{at}/nakijken"), &[("judged", "share"), ("text", "")]).await;
    }
    does(evaluator, at, &format!("{at}/vrijgeven"), &[("split", "")]).await;
}
