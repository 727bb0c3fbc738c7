//! The workload of docs/performance.md: a server of its own over HTTP on loopback, its processor time read from the operating system;
//! and beside it the limits: the same rows straight from the store, and what the disk can sync.

mod client;
mod long;
mod measure;
mod meeting;
mod operation;
mod pages;
mod phones;

use crate::terminal::{block_on, say};
use crate::{opening, settings::Settings};

use measure::{Line, Server, words};
use operation::{OPERATIONS, World};
use serde::Serialize;
use std::time::{Duration, Instant};
use vault::{SessionSort, Vault, Wanted};

/// How to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Seconds per operation and number of clients
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// Numbers of clients at once
    #[arg(long, value_delimiter = ',', default_value = "1,16")]
    clients: Vec<usize>,
    /// For whom the requests are made
    #[arg(long = "als", alias = "as", value_name = "ACCOUNT", default_value = "procesregisseur-nhn")]
    account: String,
    /// Only these operations, such as O1,O3x
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Measure cases with 40, 1,000 and 4,000 events instead; it makes 60 cases of the dataset that long first
    #[arg(long)]
    long: bool,
    /// Measure every kind of page that the account reaches from *My work* instead, one client
    #[arg(long)]
    pages: bool,
    /// Measure a session with so many phones instead
    #[arg(long, value_name = "N")]
    phones: Option<usize>,
    /// Measure a meeting with so many lines open instead, led by the account, on the data of the demonstration
    #[arg(long, value_name = "N")]
    meeting: Option<usize>,
    /// Who leads the session with phones
    #[arg(long, value_name = "ACCOUNT", default_value = "flexteam")]
    leads: String,
}

/// The whole report.
#[derive(Debug, Serialize)]
struct Report {
    cases: u64,
    engine: &'static str,
    cold_start_ms: u128,
    rss_idle_kib: u64,
    rss_after_kib: u64,
    store_bytes: Option<u64>,
    /// The same first page straight from the store, without HTTP, in milliseconds.
    limit_read_ms: f64,
    /// What the disk can sync per second, one after another.
    limit_fsyncs_per_second: f64,
    lines: Vec<Line>,
}

async fn world(vault: &Vault, account: &str) -> Result<(World, u64, f64), String> {
    let actor =
        vault.actor(account).await.map_err(|e| e.to_string())?.ok_or(format!("there is no account {account}"))?;
    let list = |wanted| vault.list::<casework::case::ListCases>(&actor, wanted);
    let mut world = World { ids: Vec::new(), references: Vec::new(), middle: String::new() };
    let (mut after, mut walked) = (None, 0);
    let total = loop {
        let page = list(Wanted { after, limit: 100, ..Wanted::default() }).await.map_err(|e| e.to_string())?;
        walked += page.rows.len() as u64;
        if world.ids.len() < 10_000 {
            world.ids.extend(page.rows.iter().map(|row| row.id.to_string()));
            world.references.extend(page.rows.iter().map(|row| row.reference.clone()));
        }
        let Some(next) = page.next else { break page.total };
        if world.middle.is_empty() && walked >= page.total / 2 {
            world.middle = next.to_string();
        }
        if !world.middle.is_empty() && world.ids.len() >= 10_000 {
            break page.total;
        }
        after = Some(next);
    };
    if world.ids.is_empty() {
        return Err(format!("{account} sees no cases; fill an empty house with `casustafel seed --cases 1000`"));
    }
    let begun = Instant::now();
    for _ in 0..50 {
        list(Wanted { limit: 100, ..Wanted::default() }).await.map_err(|e| e.to_string())?;
    }
    Ok((world, total, begun.elapsed().as_secs_f64() * 1000.0 / 50.0))
}

/// Measures.
///
/// # Errors
/// A sentence when the house is empty or the server does not start.
pub(crate) fn bench(settings: &Settings, options: &Options) -> Result<(), String> {
    let vault = opening::open_existing(settings)?;
    if let Some(many) = options.phones {
        let report = block_on(phones::run(settings, vault, &options.leads, many))?;
        say(&serde_json::to_string_pretty(&report).map_err(|e| e.to_string())?);
        return Ok(());
    }
    if let Some(lines) = options.meeting {
        let report = block_on(meeting::run(settings, vault, &options.account, lines))?;
        say(&serde_json::to_string_pretty(&report).map_err(words)?);
        return Ok(());
    }
    if options.pages {
        let lines = block_on(pages::run(settings, vault, &options.account))?;
        if options.json {
            say(&serde_json::to_string_pretty(&lines).map_err(words)?);
        } else {
            pages::print(&lines);
        }
        return Ok(());
    }
    let (token, world, cases, limit_read_ms) = block_on(async {
        let person = options.account.parse().map_err(|_| "no such account".to_owned())?;
        let (world, cases, limit) = world(&vault, &options.account).await?;
        let lang = kernel::Lang::Nl;
        let token = vault.session_open(&person, SessionSort::Token, lang).await.map_err(|e| e.to_string())?;
        Ok((token, world, cases, limit))
    })?;
    if options.long {
        let span = Duration::from_secs(options.seconds);
        let lines = block_on(long::run(settings, vault, (&options.account, &world.ids), span))?;
        if options.json {
            say(&serde_json::to_string_pretty(&lines).map_err(words)?);
        } else {
            print_lines(&lines);
        }
        return Ok(());
    }
    drop(vault);
    let limit_fsyncs_per_second = measure::fsyncs(&settings.data).map_err(|e| e.to_string())?;
    let server = Server::start(settings)?;
    let rss_idle_kib = server.rss_kib();
    let mut lines = Vec::new();
    for operation in &OPERATIONS {
        if !options.only.is_empty() && !options.only.iter().any(|o| o == operation.name) {
            continue;
        }
        for &clients in &options.clients {
            let span = Duration::from_secs(options.seconds);
            let request = |n| (operation.request)(&world, n);
            let figures = block_on(measure::run(&server, &token, clients, span, &request))?;
            lines.push(Line { operation: operation.name, clients, figures });
        }
    }
    let engine = if settings.database_url.is_some() { "postgres" } else { "sqlite" };
    let report = Report {
        cases,
        engine,
        cold_start_ms: server.cold_start.as_millis(),
        rss_idle_kib,
        rss_after_kib: server.rss_kib(),
        store_bytes: measure::store_bytes(settings),
        limit_read_ms,
        limit_fsyncs_per_second,
        lines,
    };
    drop(server);
    if options.json {
        say(&serde_json::to_string_pretty(&report).map_err(|e| e.to_string())?);
    } else {
        print(&report);
    }
    Ok(())
}

fn print(report: &Report) {
    say(&format!("{} cases visible, {}, cold start {} ms", report.cases, report.engine, report.cold_start_ms));
    say(&format!("memory {} KiB idle, {} KiB after", report.rss_idle_kib, report.rss_after_kib));
    say(&format!(
        "limits: first page from the store {:.2} ms, {:.0} fsync/s",
        report.limit_read_ms, report.limit_fsyncs_per_second
    ));
    print_lines(&report.lines);
}

fn print_lines(lines: &[Line]) {
    say("op        c    req/s    p50 ms   p95 ms   p99 ms   errors  CPU-ms/req  bytes");
    for line in lines {
        let f = &line.figures;
        say(&format!(
            "{:<9} {:<4} {:<8.0} {:<8.2} {:<8.2} {:<8.2} {:<7} {:<11.3} {}",
            line.operation,
            line.clients,
            f.per_second,
            f.p50_ms,
            f.p95_ms,
            f.p99_ms,
            f.errors,
            f.cpu_ms_per_request,
            f.bytes
        ));
    }
}
