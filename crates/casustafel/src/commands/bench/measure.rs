//! The server under measurement, and the figures.

use super::{client::Client, operation::Request};
use crate::settings::Settings;
use serde::Serialize;
use std::{
    fs,
    io::Write,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// A server of its own on a free port of this machine; ends when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) at: SocketAddr,
    pub(crate) cold_start: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Server {
    /// Starts it and waits for its first answer.
    ///
    /// # Errors
    /// A sentence when it does not answer within ten seconds.
    pub(crate) fn start(settings: &Settings) -> Result<Self, String> {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).map_err(|e| e.to_string())?;
        let program = std::env::current_exe().map_err(|e| e.to_string())?;
        let mut command = Command::new(program);
        command.arg("--data").arg(&settings.data);
        if let Some(url) = &settings.database_url {
            command.arg("--database-url").arg(url);
        }
        command.args(["serve", "--listen", &free.to_string()]).env("CASUSTAFEL_LOG", "info");
        // Whoever is measured was born for it, and read nothing.
        command.env("CASUSTAFEL_SECRECY", "on-paper");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let begun = Instant::now();
        let child = command.spawn().map_err(|e| e.to_string())?;
        let mut server = Self { child, at: free, cold_start: Duration::ZERO };
        while begun.elapsed() < Duration::from_secs(10) {
            if std::net::TcpStream::connect(free).is_ok_and(|s| first_answer(&s)) {
                server.cold_start = begun.elapsed();
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err("the server did not answer within ten seconds".into())
    }

    /// Memory in use, in KiB; 0 where the operating system does not tell.
    pub(crate) fn rss_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    }

    /// Processor time used so far, user and system, in milliseconds.
    pub(crate) fn cpu_ms(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
        let ticks: f64 =
            after_name.split(' ').skip(11).take(2).filter_map(|t| t.parse::<u32>().ok()).map(f64::from).sum();
        // The kernel counts in hundredths of a second on every Linux that matters.
        ticks * 10.0
    }
}

fn first_answer(mut stream: &std::net::TcpStream) -> bool {
    use std::io::Read;
    let asked = stream.write_all(b"GET /gezondheid HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let mut answer = [0; 12];
    asked.is_ok() && stream.read_exact(&mut answer).is_ok() && answer.ends_with(b"200")
}

/// What was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    pub(crate) per_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p95_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) errors: u64,
    pub(crate) cpu_ms_per_request: f64,
    pub(crate) bytes: usize,
}

/// Counts on over all measurements, so that no request is asked twice.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Asks once, unmeasured.
///
/// # Errors
/// A sentence when the connection breaks or the answer is a refusal.
pub(crate) async fn once(server: &Server, token: &str, request: Request) -> Result<(), String> {
    let (status, _) = Client::connect(server.at).await?.ask(token, request).await?;
    if status < 300 { Ok(()) } else { Err(format!("the server answered {status}")) }
}

/// Asks with so many clients for so long.
///
/// # Errors
/// A sentence when a connection breaks.
pub(crate) async fn run(
    server: &Server,
    token: &str,
    clients: usize,
    span: Duration,
    request: &(dyn Fn(u64) -> Request + Sync),
) -> Result<Figures, String> {
    let mut connections = Vec::new();
    for _ in 0..clients {
        let mut client = Client::connect(server.at).await?;
        client.ask(token, request(NEXT.fetch_add(1, Ordering::Relaxed))).await?;
        connections.push(client);
    }
    let (cpu, begun) = (server.cpu_ms(), Instant::now());
    let work = connections.into_iter().map(async |mut client: Client| {
        let mut all = Vec::new();
        while begun.elapsed() < span {
            let asked = Instant::now();
            let (status, bytes) = client.ask(token, request(NEXT.fetch_add(1, Ordering::Relaxed))).await?;
            all.push((asked.elapsed().as_secs_f64() * 1000.0, status < 300, bytes));
        }
        Ok::<_, String>(all)
    });
    let mut all = Vec::new();
    for done in futures_util::future::join_all(work).await {
        all.extend(done?);
    }
    let (seconds, cpu) = (begun.elapsed().as_secs_f64(), server.cpu_ms() - cpu);
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let count = all.len();
    let at = |part: usize| all.get((count * part / 100).min(count.saturating_sub(1))).map_or(0.0, |a| a.0);
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let requests = count.max(1) as f64;
    Ok(Figures {
        per_second: requests / seconds,
        p50_ms: at(50),
        p95_ms: at(95),
        p99_ms: at(99),
        errors: all.iter().filter(|a| !a.1).count() as u64,
        cpu_ms_per_request: cpu / requests,
        bytes: all.iter().map(|a| a.2).max().unwrap_or(0),
    })
}

/// How often the disk can write 4 KiB and sync, in a second, one after another.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn fsyncs(folder: &Path) -> std::io::Result<f64> {
    let path = folder.join("fsync.meting");
    let mut file = fs::File::create(&path)?;
    let begun = Instant::now();
    let mut count = 0.0;
    while begun.elapsed() < Duration::from_secs(1) {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        count += 1.0;
    }
    let rate = count / begun.elapsed().as_secs_f64();
    fs::remove_file(path)?;
    Ok(rate)
}

/// Bytes of the SQLite store; `None` for another engine.
pub(crate) fn store_bytes(settings: &Settings) -> Option<u64> {
    settings.database_url.is_none().then(|| fs::metadata(settings.data.join("casustafel.db")).map_or(0, |m| m.len()))
}

/// The value below which so many of a hundred lie; 0 when there are none.
pub(crate) fn part(all: &[f64], percent: usize) -> f64 {
    let mut sorted = all.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or(0.0)
}

/// What one measurement gave.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) operation: &'static str,
    pub(super) clients: usize,
    #[serde(flatten)]
    pub(super) figures: Figures,
}

/// An error as a sentence.
pub(super) fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}
