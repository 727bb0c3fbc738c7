//! What cannot be undone is asked once: every such form of the invented region is refused as long as nobody said that it is meant.

use super::{
    Today,
    answers::{is_of, pattern_of, patterns},
    fill, open,
};
use crate::wiring;
use std::collections::{BTreeMap, BTreeSet};
use web::{
    Method, WebConfig,
    testing::{Client, Program},
};

/// How many pages of one kind each person opens.
const EACH: usize = 8;
/// Who directs cases, who closes them, who evaluates, and who keeps a reporter's door.
const WHO: [&str; 4] = ["procesregisseur-nhn", "om-nh", "evaluator", "gemeente-alkmaar"];
/// Where such forms are.
const PLACES: [&str; 8] =
    ["/wegingen", "/zaken", "/toetsingen", "/oogjes", "/overleggen", "/meldpaginas", "/sessies", "/vragenlijsten"];
/// Forms that ask it, at which nobody stands in the invented region: their stories try them.
const ELSEWHERE: [&str; 13] = [
    "/toetsingen/{id}/intrekken",
    "/elders/{id}/contact",
    "/meldpaginas/{id}/terzijde",
    "/meldpaginas/{id}/verder",
    "/ontvangsten/{id}/overnemen",
    "/zaken/{id}/ander-huis/bewijs",
    "/triage/{id}/intrekken",
    "/ontvangsten/{id}/niet",
    "/doorgeleidingen/{id}/beeindigen",
    "/zaken/{id}/vraag/{no}/link/intrekken",
    "/vragenlijsten/{id}/sluiten",
    "/wegingen/{id}/verder/akkoord",
    "/zaken/{id}/bijdragen/document/{no}/weg",
];

/// The forms that are described to ask it.
fn described(all: &serde_json::Value) -> BTreeSet<String> {
    let paths = all["paths"].as_object().unwrap().iter();
    let asks = paths.filter(|(_, ways)| {
        let bodies = ways["post"]["requestBody"]["content"].as_object().into_iter().flat_map(|c| c.values());
        bodies.flat_map(|body| body["schema"]["required"].as_array().into_iter().flatten()).any(|name| name == "sure")
    });
    asks.filter_map(|(path, _)| path.strip_prefix("/api/v1").map(str::to_owned)).collect()
}

/// Where the forms of a page lead that ask whether it is meant.
fn ends(page: &str) -> Vec<String> {
    let forms = page.split("<form").skip(1).filter_map(|form| form.split("</form>").next());
    let asks = forms.filter(|form| form.contains("name=\"sure\""));
    asks.filter_map(|form| Some(form.split_once("action=\"")?.1.split('"').next()?.to_owned())).collect()
}

fn links(page: &str) -> impl Iterator<Item = String> + '_ {
    let all = page.split("href=\"/").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next());
    all.map(|path| format!("/{path}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_ends_that_was_not_meant() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&super::tests::settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    let config = WebConfig { demo: true, ..WebConfig::default() };
    let rooms = wiring::rooms(false);
    let router = web::router(&config, demo.vault.clone(), &rooms, wiring::nav());
    let (pages, mut tried) = (patterns(), BTreeSet::new());
    for who in WHO {
        let mut client = Client::new(router.clone());
        client.enter(who).await;
        let (mut to_open, mut opened) = (PLACES.map(str::to_owned).to_vec(), BTreeSet::new());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        while let Some(at) = to_open.pop() {
            let Some(pattern) = pattern_of(&pages, &at) else { continue };
            let count = counts.entry(pattern).or_default();
            if *count >= EACH || !opened.insert(at.clone()) {
                continue;
            }
            *count += 1;
            let page = client.get(&at).await;
            let near = |at: &String| PLACES.iter().any(|place| at.starts_with(place)) && at.matches('/').count() < 5;
            to_open.extend(links(&page.body).filter(near));
            for action in ends(&page.body) {
                let of_it = rooms.addresses();
                let to = of_it.iter().find(|a| a.method == Method::Post && is_of(a.path, &action)).unwrap().path;
                if !tried.insert(to) {
                    continue;
                }
                client.get(&at).await;
                let reply = client.post(&action, &[]).await;
                assert!(reply.status == 422 && reply.says("Zet dan het vinkje"), "{who} at {action}: {}", reply.body);
            }
        }
    }
    let mut told = described(&Program::with(router, "").get("/openapi.json").await.json());
    assert!(ELSEWHERE.iter().all(|at| told.remove(*at)));
    assert_eq!(tried.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), told);
}
