//! A session that ends in the middle of every form there is in the invented region, without a script: no word is lost.

use super::{Demo, HALF_AN_HOUR, Today, fill, open};
use crate::wiring;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use web::{Method, WebConfig, encode, testing::Client};

/// How many pages of one kind each person opens.
const EACH: usize = 4;
/// A form somebody fills in: the page it stands on, where it goes, and what is in it.
struct Form {
    page: String,
    action: String,
    pairs: Vec<(String, String)>,
    /// What somebody typed in it, to be found again.
    word: Option<String>,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// Where a form leads, what is in it, and whether something can be typed.
type Found = (String, Vec<(String, String)>, bool);

/// The forms on a page, filled in as far as somebody came.
fn forms(page: &str, html: &str) -> Vec<Found> {
    let main = html.split_once("<main").map_or("", |(_, main)| main);
    let mut found = Vec::new();
    for form in main.split("<form").skip(1).filter_map(|form| form.split("</form>").next()) {
        let Some(action) = attribute(form, "action").filter(|_| form.contains("method=\"post\"")) else { continue };
        let (mut pairs, mut typed, mut chosen) = (Vec::new(), false, BTreeSet::new());
        for tag in form.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag)) {
            let Some(name) = attribute(tag, "name").map(str::to_owned) else { continue };
            let value = attribute(tag, "value").unwrap_or_default().to_owned();
            let kind = attribute(tag, "type").unwrap_or_default();
            if tag.starts_with("textarea") || (tag.starts_with("input") && kind == "text") {
                typed = true;
                pairs.push((name, "WOORD".to_owned()));
            } else if kind == "hidden" || (matches!(kind, "radio" | "checkbox") && chosen.insert(name.clone())) {
                pairs.push((name, value));
            }
        }
        let fills = typed || !chosen.is_empty();
        if fills && !page.is_empty() {
            found.push((action.to_owned(), pairs, typed));
        }
    }
    found
}

/// Whether an address is of this pattern.
fn is_of(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len() && pattern.iter().zip(&path).all(|(p, q)| p == q || p.starts_with('{'))
}

fn pattern_of(all: &[(Method, &'static str)], method: Method, path: &str) -> Option<&'static str> {
    let fits = all.iter().filter(|(m, pattern)| *m == method && is_of(pattern, path));
    fits.map(|(_, pattern)| *pattern).min_by_key(|pattern| pattern.matches('{').count())
}

/// Follows every link from *My work* as one person, and fills in each form of a sort that was not filled in yet.
async fn fills_in(
    client: &mut Client,
    all: &[(Method, &'static str)],
    known: &mut BTreeMap<&'static str, usize>,
) -> Vec<Form> {
    let (mut to_open, mut opened) = (VecDeque::from(["/".to_owned()]), BTreeSet::new());
    let (mut counts, mut filled) = (BTreeMap::<&str, usize>::new(), Vec::new());
    while let Some(at) = to_open.pop_front() {
        let path = at.split('?').next().unwrap_or_default().to_owned();
        let Some(pattern) = pattern_of(all, Method::Get, &path) else { continue };
        let count = counts.entry(pattern).or_default();
        if *count >= EACH || !opened.insert(path.clone()) {
            continue;
        }
        *count += 1;
        let reply = client.get(&at).await;
        if reply.status != 200 {
            continue;
        }
        let links = reply.body.split("href=\"/").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
        to_open.extend(links.map(|link| format!("/{}", link.replace("&#38;", "&"))));
        for (action, pairs, typed) in forms(&path, &reply.body) {
            let Some(sort) = pattern_of(all, Method::Post, &action) else { continue };
            if known.contains_key(sort) {
                continue;
            }
            let n = known.len();
            known.insert(sort, n);
            let word = format!("halverwege-{n}.");
            let said = |(name, value): (String, String)| (name, if value == "WOORD" { word.clone() } else { value });
            let pairs = pairs.into_iter().map(said).collect();
            filled.push(Form { page: path.clone(), action, pairs, word: typed.then(|| word.clone()) });
        }
    }
    filled
}

/// Sends them when the session is over, logs in again, and gives what was lost.
async fn too_late(demo: &Demo, router: &axum::Router, who: &str, mut client: Client, filled: &[Form]) -> Vec<String> {
    demo.clock.pass(HALF_AN_HOUR);
    let mut lost = Vec::new();
    let mut led = Vec::new();
    for form in filled {
        let pairs: Vec<(&str, &str)> = form.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let reply =
            client.post_raw(&form.action, "application/x-www-form-urlencoded", encode(&pairs).into_bytes()).await;
        let location = reply.location().to_owned();
        if !location.contains("bewaard=ja") {
            lost.push(format!("{who} {}: not kept ({} {location})", form.action, reply.status));
        }
        led.push(location);
    }
    let mut again = Client::new(router.clone());
    again.enter(who).await;
    let list = again.get("/concepten").await;
    for (form, led) in filled.iter().zip(led) {
        let query = led.split_once("naar=").map_or("", |(_, rest)| rest.split('&').next().unwrap_or_default());
        let page = query.replace("%2F", "/");
        let shown = again.get(&page).await;
        let Some(word) = &form.word else {
            if !shown.body.contains("name=\"welke\"") {
                lost.push(format!("{who} {}: not offered on {page}", form.action));
            }
            continue;
        };
        let stands =
            shown.body.contains(&format!("value=\"{word}\"")) || shown.body.contains(&format!("{word}</textarea>"));
        if !list.body.contains(word.as_str()) {
            lost.push(format!("{who} {}: not on the list", form.action));
        }
        if !stands {
            lost.push(format!("{who} {}: of {}, not in the form on {page} ({})", form.action, form.page, shown.status));
        }
    }
    lost
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ends_in_the_middle_of_any_form_loses_no_word() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&super::tests::settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    let config = WebConfig { demo: true, ..WebConfig::default() };
    let router = web::router(&config, demo.vault.clone(), &wiring::rooms(false), wiring::nav());
    let rooms = wiring::rooms(false);
    let all: Vec<_> = rooms.addresses().iter().filter(|a| a.login).map(|a| (a.method, a.path)).collect();
    let (mut known, mut lost) = (BTreeMap::new(), Vec::new());
    for actor in demo.vault.people().await.unwrap() {
        let who = actor.person.to_string();
        let mut client = Client::new(router.clone());
        client.enter(&who).await;
        let filled = fills_in(&mut client, &all, &mut known).await;
        lost.extend(too_late(&demo, &router, &who, client, &filled).await);
    }
    let unseen: Vec<_> =
        all.iter().filter(|(m, path)| *m == Method::Post && !known.contains_key(path)).map(|(_, path)| path).collect();
    assert!(lost.is_empty(), "{} of {} forms: {lost:#?}\nnot met: {unseen:#?}", lost.len(), known.len());
    assert!(known.len() > 70, "{} forms, not met: {unseen:#?}", known.len());
}
