//! Every kind of page that somebody reaches by its links from *My work*: how long the server takes for each, with one client.

use super::{
    client::Client,
    measure::{Server, part, words},
    operation::{Request, get},
};
use crate::{settings::Settings, terminal::say};
use kernel::Lang;
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    time::Instant,
};
use vault::{SessionSort, Vault};

/// How often each kind is asked for, over the pages of it that were found.
const TIMES: usize = 40;
/// How many pages of one kind are looked at and asked for by turns.
const OF_A_KIND: usize = 8;

/// What one kind of page took.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// Its address; a `*` for what differs from page to page.
    kind: String,
    pages: usize,
    bytes: usize,
    cpu_ms: f64,
    p50_ms: f64,
    p95_ms: f64,
}

/// The address without what differs from page to page: a segment with a digit in it, and what is asked.
fn kind_of(address: &str) -> String {
    let (path, asked) = address.split_once('?').map_or((address, None), |(path, asked)| (path, Some(asked)));
    let segments = path.split('/').map(|part| if part.contains(|c: char| c.is_ascii_digit()) { "*" } else { part });
    let asked = asked.map(|asked| {
        let names: Vec<&str> = asked.split('&').filter_map(|pair| pair.split('=').next()).collect();
        format!("?{}", names.join("&"))
    });
    segments.collect::<Vec<_>>().join("/") + &asked.unwrap_or_default()
}

/// Where the links of a page lead, inside the house.
fn links(page: &str) -> impl Iterator<Item = String> + '_ {
    let all = page.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
    let written = all.map(|path| path.replace("&#38;", "&").replace("&amp;", "&"));
    written.map(|path| format!("/{}", path.split('#').next().unwrap_or_default()))
}

/// Walks all links from *My work* and asks for each kind of page that is found, one after the other.
///
/// # Errors
/// A sentence when there is no such account, or a connection breaks.
pub(super) async fn run(settings: &Settings, vault: Vault, account: &str) -> Result<Vec<Line>, String> {
    let actor = vault.actor(account).await.map_err(words)?.ok_or(format!("there is no account {account}"))?;
    let cookie = vault.session_open(&actor.person, SessionSort::Browser, Lang::Nl).await.map_err(words)?;
    drop(vault);
    let server = Server::start(settings)?;
    let mut client = Client::connect(server.at).await?;
    let asked = |at: &str| Request { cookie: Some(cookie.clone()), ..get(at.to_owned()) };
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut to_open, mut seen) = (VecDeque::from(["/".to_owned()]), BTreeSet::new());
    while let Some(at) = to_open.pop_front() {
        let known = kinds.entry(kind_of(&at)).or_default();
        if known.len() == OF_A_KIND || !seen.insert(at.clone()) {
            continue;
        }
        let (status, body) = client.read("", asked(&at)).await?;
        let page = String::from_utf8_lossy(&body);
        if status == 200 && page.starts_with("<!doctype html>") {
            known.push(at);
            to_open.extend(links(&page));
        }
    }
    let mut lines = Vec::new();
    for (kind, pages) in kinds.into_iter().filter(|(_, pages)| !pages.is_empty()) {
        let (mut all, mut bytes, cpu) = (Vec::new(), 0, server.cpu_ms());
        for at in pages.iter().cycle().take(TIMES) {
            let begun = Instant::now();
            let (_, length) = client.ask("", asked(at)).await?;
            all.push(begun.elapsed().as_secs_f64() * 1000.0);
            bytes = bytes.max(length);
        }
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let cpu_ms = (server.cpu_ms() - cpu) / TIMES as f64;
        lines.push(Line { kind, pages: pages.len(), bytes, cpu_ms, p50_ms: part(&all, 50), p95_ms: part(&all, 95) });
    }
    lines.sort_by(|a, b| b.p95_ms.total_cmp(&a.p95_ms));
    Ok(lines)
}

/// The slowest first.
pub(super) fn print(lines: &[Line]) {
    say("CPU-ms   p50 ms   p95 ms   bytes    pages  kind");
    for Line { kind, pages, bytes, cpu_ms, p50_ms, p95_ms } in lines {
        say(&format!("{cpu_ms:<8.1} {p50_ms:<8.1} {p95_ms:<8.1} {bytes:<8} {pages:<6} {kind}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_kind_have_one_name() {
        assert_eq!(kind_of("/zaken/0190aa11-2b?blad=2&soort=cter"), "/zaken/*?blad&soort");
        assert_eq!(kind_of("/zaken/nieuw"), "/zaken/nieuw");
        let page =
            r##"<a href="/zaken?blad=2&#38;soort=x">..</a><a href="/zaken/1#plan">..</a><a href="https://elders">"##;
        assert_eq!(links(page).collect::<Vec<_>>(), ["/zaken?blad=2&soort=x", "/zaken/1"]);
    }
}
