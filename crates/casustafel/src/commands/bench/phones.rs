//! Phones in a room: each holds a line open and hears when something happens, looks, and answers. Measured is how long it takes from an
//! answer that is on the disk to the moment the screen on the wall hears of it, with everybody answering within a few seconds.

use super::measure::{Server, part};
use crate::settings::Settings;
use axum::body::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Response, body::Incoming, client::conn::http1::handshake};
use hyper_util::rt::TokioIo;
use kernel::{DossierId, Refusal};
use learning::session::{Lead, LeadSession, Plan, PlanSession, Session, StartSession, named};
use serde::Serialize;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::time::sleep;
use vault::Vault;

/// The step that is answered: the statements of the pressure cooker.
const PLACE: usize = 2;
const ANSWER: &str = "stap=2&s0=agree&s1=disagree&s2=pass&s3=agree&s4=agree";

/// What came of it.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    phones: usize,
    answered: usize,
    failed: usize,
    /// Coming in: all of them at once.
    joining_seconds: f64,
    /// From the first answer to the last one on the disk.
    answering_seconds: f64,
    answer_p50_ms: f64,
    answer_p95_ms: f64,
    /// From an answer on the disk to the word on the line of the screen.
    screen_p50_ms: f64,
    screen_p95_ms: f64,
    /// How often phones were told of the answers of others: never, it is none of their business.
    bothered: usize,
    /// From asking for the page of the step to having it.
    page_p95_ms: f64,
    cpu_seconds: f64,
    rss_idle_kib: u64,
    rss_lines_open_kib: u64,
    rss_after_kib: u64,
}

fn words(e: impl std::fmt::Display) -> String {
    e.to_string()
}

async fn ask(to: SocketAddr, method: &str, path: &str, body: &str) -> Result<Response<Incoming>, String> {
    let stream = tokio::net::TcpStream::connect(to).await.map_err(words)?;
    stream.set_nodelay(true).map_err(words)?;
    let (mut send, connection) = handshake(TokioIo::new(stream)).await.map_err(words)?;
    tokio::spawn(connection);
    let request = hyper::Request::builder()
        .method(method)
        .uri(path)
        .header("host", to.to_string())
        .header("origin", format!("http://{to}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Full::new(Bytes::from(body.to_owned())))
        .map_err(words)?;
    send.send_request(request).await.map_err(words)
}

/// The status, and where it leads.
async fn done(to: SocketAddr, method: &str, path: &str, body: &str) -> Result<(u16, String), String> {
    let answer = ask(to, method, path, body).await?;
    let status = answer.status().as_u16();
    let place = answer.headers().get("location").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let place = place.split(['?', '#']).next().unwrap_or_default().to_owned();
    answer.into_body().collect().await.map_err(words)?;
    Ok((status, place))
}

/// A line that stays open; gives the moments at which word of a change came, from now on.
fn listen(to: SocketAddr, path: String, heard: Arc<Mutex<Vec<Instant>>>) {
    tokio::spawn(async move {
        let Ok(answer) = ask(to, "GET", &path, "").await else { return };
        let mut body = answer.into_body();
        while let Some(Ok(frame)) = body.frame().await {
            let told = frame.data_ref().is_some_and(|data| data.starts_with(b"event: change"));
            if let (true, Ok(mut all)) = (told, heard.lock()) {
                all.push(Instant::now());
            }
        }
    });
}

async fn planned(vault: &Vault, account: &str) -> Result<(DossierId, String), String> {
    let actor = vault.actor(account).await.map_err(words)?.ok_or(format!("there is no account {account}"))?;
    let desk = vault.begin::<PlanSession>(&actor).await.map_err(words)?;
    let (id, code) = (desk.id(), vault.code());
    let make = || {
        let template = named("pressure-cooker-unit").ok_or(Refusal::of("Geen vorm.", "No form."))?;
        let plan = template.copy_into(Plan {
            title: "Meting met telefoons".parse()?,
            aim: "Meten".parse()?,
            shape: template.shape,
            template: template.title.nl.clone(),
            house: actor.agency.house.clone(),
            with: Vec::new(),
            on: desk.today(),
            lead: Lead { agency: actor.agency.id.clone(), person: actor.person.clone() },
            script: learning::session::Script::new(),
            steps: Vec::new(),
            parts: Vec::new(),
            surprises: Vec::new(),
            about: Vec::new(),
        });
        Session::begin("METING".parse()?, code.parse()?, plan)
    };
    let event = make().map_err(|r: Refusal| r.why.en.into_owned())?;
    desk.commit(vec![event]).await.map_err(words)?;
    let start = vault.open_desk::<StartSession>(&actor, id).await.map_err(words)?;
    let event = start.dossier().start().map_err(|r| r.why.en.into_owned())?;
    start.commit(vec![event]).await.map_err(words)?;
    let go = vault.open_desk::<LeadSession>(&actor, id).await.map_err(words)?;
    let event = go.dossier().go_to(PLACE).map_err(|r| r.why.en.into_owned())?;
    go.commit(vec![event]).await.map_err(words)?;
    Ok((id, code))
}

fn since(from: Instant, to: Instant) -> f64 {
    to.saturating_duration_since(from).as_secs_f64() * 1000.0
}

/// Everybody comes in at once.
async fn join(to: SocketAddr, code: &str, many: usize) -> Result<Vec<String>, String> {
    let path = format!("/meedoen/{code}");
    let come_in = (0..many).map(|_| done(to, "POST", &path, ""));
    let mut places = Vec::new();
    for one in futures_util::future::join_all(come_in).await {
        let (status, place) = one?;
        if status != 303 {
            return Err(format!("a phone was not let in: {status}"));
        }
        places.push(place);
    }
    Ok(places)
}

/// One answer: how long it took, when it was on the disk, and whether it was taken.
struct Sent {
    took: f64,
    at: Instant,
    good: bool,
}

/// Everybody looks and answers within these seconds.
async fn answer(to: SocketAddr, places: &[String], within: Duration) -> Vec<(f64, Sent)> {
    let many = u32::try_from(places.len()).unwrap_or(1).max(1);
    let one = async |(n, place): (u32, &String)| {
        sleep(within * n / many).await;
        let looked = Instant::now();
        let page = done(to, "GET", place, "").await;
        let page_ms = since(looked, Instant::now());
        let asked = Instant::now();
        let sent = done(to, "POST", &format!("{place}/antwoord"), ANSWER).await;
        let at = Instant::now();
        let good = page.is_ok_and(|(s, _)| s == 200) && sent.is_ok_and(|(s, _)| s == 303);
        (page_ms, Sent { took: since(asked, at), at, good })
    };
    futures_util::future::join_all((0..).zip(places).map(one)).await
}

/// Measures so many phones.
///
/// # Errors
/// A sentence when the house has no such account, or the server does not start.
pub(crate) async fn run(settings: &Settings, vault: Vault, account: &str, many: usize) -> Result<Report, String> {
    let (_, code) = planned(&vault, account).await?;
    drop(vault);
    let server = Server::start(settings)?;
    let (to, rss_idle_kib) = (server.at, server.rss_kib());
    let begun = Instant::now();
    let places = join(to, &code, many).await?;
    let joining_seconds = begun.elapsed().as_secs_f64();
    let screen = Arc::new(Mutex::new(Vec::new()));
    listen(to, format!("/scherm/{code}/live"), Arc::clone(&screen));
    let phones: Vec<_> = (0..many).map(|_| Arc::new(Mutex::new(Vec::new()))).collect();
    for heard in &phones {
        listen(to, format!("/meedoen/{code}/live"), Arc::clone(heard));
    }
    sleep(Duration::from_secs(2)).await;
    let (rss_lines_open_kib, cpu) = (server.rss_kib(), server.cpu_ms());
    let begun = Instant::now();
    let answers = answer(to, &places, Duration::from_secs(5)).await;
    let answering_seconds = begun.elapsed().as_secs_f64();
    sleep(Duration::from_secs(1)).await;
    let cpu_seconds = (server.cpu_ms() - cpu) / 1000.0;
    let ticks = screen.lock().map(|all| all.clone()).unwrap_or_default();
    let to_screen = answers.iter().filter(|(_, s)| s.good).filter_map(|(_, s)| {
        // The word may be a breath earlier than the answer to the phone: both follow the disk.
        let heard = ticks.iter().find(|t| **t + Duration::from_millis(50) >= s.at)?;
        Some(since(s.at, *heard))
    });
    let to_screen: Vec<f64> = to_screen.collect();
    let took: Vec<f64> = answers.iter().map(|(_, s)| s.took).collect();
    let pages: Vec<f64> = answers.iter().map(|(p, _)| *p).collect();
    let bothered: usize = phones.iter().filter_map(|p| p.lock().ok().map(|all| all.len())).sum();
    let good = answers.iter().filter(|(_, s)| s.good).count();
    Ok(Report {
        phones: many,
        answered: good,
        failed: answers.len() - good,
        joining_seconds,
        answering_seconds,
        answer_p50_ms: part(&took, 50),
        answer_p95_ms: part(&took, 95),
        screen_p50_ms: part(&to_screen, 50),
        screen_p95_ms: part(&to_screen, 95),
        bothered,
        page_p95_ms: part(&pages, 95),
        cpu_seconds,
        rss_idle_kib,
        rss_lines_open_kib,
        rss_after_kib: server.rss_kib(),
    })
}
