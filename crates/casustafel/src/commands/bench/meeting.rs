//! A meeting that is held: people at the table whose screens follow what is written there, and many more lines open beside them. Measured is how
//! long it takes from what one of them sends until it stands on the screens of the others.

use super::{
    client::Client,
    measure::{Server, part, words},
    operation::{Request, get},
};
use crate::settings::Settings;
use axum::body::Bytes;
use casework::{
    case::{ListCases, ReadCase},
    meeting::{About, BeginMeeting, LeadTalk, Plan, PlanMeeting, PutOnAgenda, Sort, When, seated},
    weighing::{ListWeighings, ReadWeighing},
};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, client::conn::http1::handshake};
use hyper_util::rt::TokioIo;
use kernel::{DossierId, Lang, PersonId};
use serde::Serialize;
use serde_json::json;
use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::time::sleep;
use vault::{Act, Actor, Dossier, Persons, SessionSort, Vault, Wanted};

/// So many tables stand on the agenda at most.
const TABLES: usize = 25;
/// So many people sit at the table that is talked about, at most.
const LIVE: usize = 12;
/// So often somebody writes something, with so much between.
const ACTS: usize = 40;
const BETWEEN: Duration = Duration::from_millis(400);
/// About so many things the table writes along.
const PARTS: usize = 7;

/// What came of it.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    nodes: usize,
    tables: usize,
    people: usize,
    lines: usize,
    acts: usize,
    /// From what one sends to the page of another on which it stands.
    screen_p50_ms: f64,
    screen_p95_ms: f64,
    /// How often it never came there: within three seconds.
    missed: usize,
    /// How often somebody heard of it who does not sit at that table.
    bothered: usize,
    page_bytes: usize,
    cpu_seconds: f64,
    rss_idle_kib: u64,
    rss_lines_open_kib: u64,
    rss_after_kib: u64,
}

/// A meeting with its agenda, of which the first table is talked about.
struct Prepared {
    meeting: DossierId,
    weighing: DossierId,
    tables: usize,
    /// Who sits at that table, and everybody else who is invited.
    here: Vec<PersonId>,
    others: Vec<PersonId>,
}

async fn ids<L: Act>(vault: &Vault, actor: &Actor, keeps: impl Fn(&str) -> bool) -> Result<Vec<DossierId>, String> {
    let page = vault.list::<L>(actor, Wanted { limit: 100, ..Wanted::default() }).await.map_err(words)?;
    Ok(page.rows.iter().filter(|row| keeps(&row.state)).map(|row| row.id).collect())
}

async fn persons<A: Act>(vault: &Vault, actor: &Actor, id: DossierId) -> Result<Persons, String> {
    let seen = vault.look::<A>(actor, id).await.map_err(words)?;
    let directory = vault.directory();
    let reads = |person: &PersonId| directory.colleague(person).is_some_and(|who| seen.reads(who));
    Ok(seated(&seen.dossier().card(), kernel::local_day(vault.now()), reads))
}

async fn prepared(vault: &Vault, account: &str) -> Result<Prepared, String> {
    let chair = vault.actor(account).await.map_err(words)?.ok_or(format!("there is no account {account}"))?;
    let mut open = ids::<ListWeighings>(vault, &chair, |state| state == "open").await?;
    let weighing = *open.first().ok_or("no weighing is being judged; use the data of the demonstration")?;
    open.extend(ids::<ListWeighings>(vault, &chair, |state| state == "analysing").await?);
    let mut agenda = Vec::new();
    for id in open {
        let persons = persons::<ReadWeighing>(vault, &chair, id).await?;
        agenda.push((About::Table { kind: "weighing".to_owned(), id }, persons));
    }
    for id in ids::<ListCases>(vault, &chair, |_| true).await? {
        if agenda.len() < TABLES {
            let persons = persons::<ReadCase>(vault, &chair, id).await?;
            agenda.push((About::Table { kind: "case".to_owned(), id }, persons));
        }
    }
    agenda.truncate(TABLES);
    let tables = agenda.len();
    let text = |no: kernel::Refusal| no.why.en.into_owned();
    let desk = vault.begin::<PlanMeeting>(&chair).await.map_err(words)?;
    let meeting = desk.id();
    let plan = Plan {
        reference: "V-METING".parse().map_err(text)?,
        sort: Sort::Weighing,
        title: "Meting van een overleg".parse().map_err(text)?,
        when: When {
            day: desk.today(),
            start: "10.00".parse().map_err(text)?,
            place: "Kamer 1".parse().map_err(text)?,
            weeks: None,
            hand_in: None,
        },
        house: chair.agency.house.clone(),
        after: None,
    };
    desk.commit(vec![casework::meeting::Event::Planned { plan: Box::new(plan) }]).await.map_err(words)?;
    let put = vault.open_desk::<PutOnAgenda>(&chair, meeting).await.map_err(words)?;
    let events = put.dossier().put(agenda, 15).map_err(text)?;
    put.commit(events).await.map_err(words)?;
    let begin = vault.open_desk::<BeginMeeting>(&chair, meeting).await.map_err(words)?;
    let event = begin.dossier().begin(begin.today()).map_err(text)?;
    begin.commit(vec![event]).await.map_err(words)?;
    let lead = vault.open_desk::<LeadTalk>(&chair, meeting).await.map_err(words)?;
    let event = lead.dossier().open_item(1).map_err(text)?;
    let expected = |point| lead.dossier().expected_for(point).into_iter().map(|(_, person)| person);
    let here: Vec<PersonId> = lead.dossier().points().take(1).flat_map(expected).take(LIVE).collect();
    let all: BTreeSet<PersonId> = lead.dossier().points().flat_map(expected).collect();
    let others = all.into_iter().filter(|person| !here.contains(person)).collect();
    lead.commit(vec![event]).await.map_err(words)?;
    Ok(Prepared { meeting, weighing, tables, here, others })
}

/// What one screen showed: when a page came, and the text of the last thing written that stands on it.
type Screen = Arc<Mutex<Vec<(Instant, BTreeSet<usize>)>>>;

/// A line that stays open; at every word the page is fetched again, as a browser does.
fn follow((to, cookie): (SocketAddr, String), meeting: DossierId, screen: Screen) {
    tokio::spawn(async move {
        let live = line(to, &cookie, &format!("/overleggen/{meeting}/live")).await;
        let (Ok(answer), Ok(mut client)) = (live, Client::connect(to).await) else { return };
        let mut body = answer.into_body();
        while let Some(Ok(frame)) = body.frame().await {
            if !frame.data_ref().is_some_and(|data| data.starts_with(b"event: change")) {
                continue;
            }
            let asked = Request { cookie: Some(cookie.clone()), ..get(format!("/overleggen/{meeting}/nu")) };
            let Ok((200, page)) = client.read("", asked).await else { continue };
            if let Ok(mut all) = screen.lock() {
                all.push((Instant::now(), marks(&page)));
            }
        }
    });
}

/// Which of the things that were written stand on a page.
fn marks(page: &Bytes) -> BTreeSet<usize> {
    let text = String::from_utf8_lossy(page);
    let words = text.split("METING-").skip(1);
    words.filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()).collect()
}

async fn line(to: SocketAddr, cookie: &str, path: &str) -> Result<hyper::Response<Incoming>, String> {
    let stream = tokio::net::TcpStream::connect(to).await.map_err(words)?;
    stream.set_nodelay(true).map_err(words)?;
    let (mut send, connection) = handshake(TokioIo::new(stream)).await.map_err(words)?;
    tokio::spawn(connection);
    let request = hyper::Request::get(path)
        .header("host", to.to_string())
        .header("cookie", format!("casustafel={cookie}"))
        .body(Full::new(Bytes::new()))
        .map_err(words)?;
    send.send_request(request).await.map_err(words)
}

/// Measures a meeting with so many lines open, on two nodes where the store is one that two can share.
///
/// # Errors
/// A sentence when the house has no such account, or a server does not start.
pub(crate) async fn run(settings: &Settings, vault: Vault, account: &str, lines: usize) -> Result<Report, String> {
    let it = prepared(&vault, account).await?;
    let open = async |who: &PersonId, sort| vault.session_open(who, sort, Lang::Nl).await.map_err(words);
    let (mut seats, mut tokens, mut beside) = (Vec::new(), Vec::new(), Vec::new());
    for who in &it.here {
        seats.push(open(who, SessionSort::Browser).await?);
        tokens.push(open(who, SessionSort::Token).await?);
    }
    for who in it.others.iter().cycle().take(lines.saturating_sub(seats.len())) {
        beside.push(open(who, SessionSort::Browser).await?);
    }
    drop(vault);
    let many = if settings.database_url.is_some() { 2 } else { 1 };
    let servers = (0..many).map(|_| Server::start(settings)).collect::<Result<Vec<_>, _>>()?;
    let to: Vec<SocketAddr> = servers.iter().map(|server| server.at).collect();
    let node = |n: usize| to.iter().copied().cycle().nth(n % many).ok_or("no node".to_owned());
    let all = |of: fn(&Server) -> u64| servers.iter().map(of).sum::<u64>();
    let cpu = || servers.iter().map(Server::cpu_ms).sum::<f64>();
    let rss_idle_kib = all(Server::rss_kib);
    let screens: Vec<Screen> = seats.iter().map(|_| Screen::default()).collect();
    for (n, (cookie, screen)) in seats.iter().zip(&screens).enumerate() {
        follow((node(n)?, cookie.clone()), it.meeting, Arc::clone(screen));
    }
    let elsewhere: Vec<Screen> = beside.iter().map(|_| Screen::default()).collect();
    for (n, (cookie, screen)) in beside.iter().zip(&elsewhere).enumerate() {
        follow((node(n)?, cookie.clone()), it.meeting, Arc::clone(screen));
    }
    sleep(Duration::from_secs(3)).await;
    let (rss_lines_open_kib, begun) = (all(Server::rss_kib), cpu());
    let mut sent = Vec::new();
    for act in 0..ACTS {
        let who = act % tokens.len().max(1);
        let token = tokens.get(who).ok_or("nobody sits at that table")?;
        let path = format!("/api/v1/wegingen/{}/meeschrijven/{}", it.weighing, act % PARTS + 1);
        let body = json!({ "text": format!("METING-{act} wij zien veel tegelijk.") }).to_string();
        let mut client = Client::connect(node(who)?).await?;
        let at = Instant::now();
        let (status, _) = client.ask(token, Request { method: "POST", path, body, cookie: None }).await?;
        // Who chairs it, and may not write along, is passed over.
        if status < 300 {
            sent.push((act, who, at));
        }
        sleep(BETWEEN).await;
    }
    sleep(Duration::from_secs(3)).await;
    let cpu_seconds = (cpu() - begun) / 1000.0;
    let (mut took, mut missed) = (Vec::new(), 0);
    for (act, who, at) in &sent {
        for (n, screen) in screens.iter().enumerate().filter(|(n, _)| n != who) {
            let seen = screen.lock().map_err(words)?.iter().find(|(_, on)| on.contains(act)).map(|(at, _)| *at);
            match seen {
                Some(seen) => took.push(seen.saturating_duration_since(*at).as_secs_f64() * 1000.0),
                None => missed += usize::from(n < screens.len()),
            }
        }
    }
    let bothered = elsewhere.iter().filter_map(|screen| screen.lock().ok().map(|all| all.len())).sum();
    let mut client = Client::connect(node(0)?).await?;
    let page = Request { cookie: seats.first().cloned(), ..get(format!("/overleggen/{}/nu", it.meeting)) };
    let (_, page_bytes) = client.ask("", page).await?;
    Ok(Report {
        nodes: many,
        tables: it.tables,
        people: seats.len(),
        lines: seats.len() + beside.len(),
        acts: sent.len(),
        screen_p50_ms: part(&took, 50),
        screen_p95_ms: part(&took, 95),
        missed,
        bothered,
        page_bytes,
        cpu_seconds,
        rss_idle_kib,
        rss_lines_open_kib,
        rss_after_kib: all(Server::rss_kib),
    })
}
