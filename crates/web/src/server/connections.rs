//! Every connection, one by one: how long it may take over the head of a request, how long it may be silent, and how many there are.
//! When there is no room, the one that waits longest without a request goes; who is logged in is let in for one request even then.

use super::{
    gate::Brief,
    held,
    line::{Line, millis},
    source::Source,
    wire::Wire,
};
use crate::limits::Limits;
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    http::{HeaderValue, header},
    response::Response,
};
use futures_util::task::AtomicWaker;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    collections::BTreeMap,
    convert::Infallible,
    future::Future,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, mpsc, watch},
    time::{Instant, sleep},
};
use tower::ServiceExt;

/// The head of a request fits in this; what is larger is refused by the server.
const HEAD_BYTES: usize = 32 * 1024;
/// What one connection holds at most of what comes in and goes out, in bytes.
const BUFFER: usize = 64 * 1024;
/// So many lines may a head have.
const HEAD_LINES: usize = 100;
/// Connections beyond the ceiling, for one request of somebody who is logged in; and of those from one source.
const BRIEF: usize = 64;
const BRIEF_PER_SOURCE: usize = 16;
/// How long such a one may take over its head.
const BRIEF_HEAD: Duration = Duration::from_secs(3);

/// A request is under way for as long as this lives.
struct AtWork(Arc<Line>);

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.rest();
    }
}

/// Every connection there is.
pub(crate) struct Hall {
    most: usize,
    per_source: usize,
    began: Instant,
    lines: Mutex<Lines>,
}

#[derive(Default)]
struct Lines {
    next: u64,
    all: BTreeMap<u64, Arc<Line>>,
}

/// A connection is in the hall for as long as this lives.
struct Inside {
    hall: Arc<Hall>,
    number: u64,
    line: Arc<Line>,
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.hall.lines.lock().unwrap_or_else(PoisonError::into_inner).all.remove(&self.number);
    }
}

impl Hall {
    fn of(limits: &Limits, open_files: Option<usize>) -> Self {
        // Each connection is an open file; the store needs some too.
        let room = open_files.map_or(usize::MAX, |files| files.saturating_sub(BRIEF + 96).max(16));
        if room < limits.connections {
            tracing::warn!(
                connections = room,
                "the system allows fewer open files than the ceiling on connections needs"
            );
        }
        Self {
            most: limits.connections.min(room),
            per_source: limits.per_source,
            began: Instant::now(),
            lines: Mutex::default(),
        }
    }

    /// Lets a connection in; `None` when there is no room at all. Connections of a named proxy have no source here: of theirs the
    /// requests are counted.
    fn enter(self: &Arc<Self>, source: Option<Source>) -> Option<Inside> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let of_source = |line: &&Arc<Line>| source.is_some() && line.source == source;
        let (mut all, mut own) = (lines.all.len(), lines.all.values().filter(of_source).count());
        let (full, crowded) = (all >= self.most, own >= self.per_source);
        if full || crowded {
            let waits = |line: &&Arc<Line>| !line.is_working() && (!crowded || of_source(line));
            let longest = lines.all.iter().filter(|(_, line)| waits(line));
            let longest = longest.min_by_key(|(_, line)| line.since.load(Ordering::Acquire)).map(|(n, _)| *n);
            if let Some(gone) = longest.and_then(|n| lines.all.remove(&n)) {
                gone.leave.notify_one();
                all -= 1;
                own -= usize::from(of_source(&&gone));
            }
        }
        if all >= self.most + BRIEF || own >= self.per_source.saturating_add(BRIEF_PER_SOURCE) {
            return None;
        }
        let line = Arc::new(Line {
            source,
            brief: all >= self.most || own >= self.per_source,
            working: AtomicBool::new(false),
            served: AtomicU64::new(0),
            since: AtomicU64::new(millis(self.began.elapsed())),
            leave: Notify::new(),
            began: self.began,
            reader: AtomicWaker::new(),
        });
        let number = lines.next;
        lines.next += 1;
        lines.all.insert(number, Arc::clone(&line));
        Some(Inside { hall: Arc::clone(self), number, line })
    }
}

/// What every connection is served with.
#[derive(Clone)]
struct Serving {
    app: Router,
    limits: Arc<Limits>,
    closing: watch::Receiver<bool>,
}

/// Serves what comes in until `shutdown` comes, then lets running requests end.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    source: impl Fn(IpAddr) -> Option<Source>,
    closing: watch::Receiver<bool>,
    shutdown: impl Future<Output = ()> + Send,
) {
    let hall = Arc::new(Hall::of(&limits, open_files()));
    let serving = Serving { app, limits: Arc::new(limits), closing };
    let (under_way, mut all_gone) = mpsc::channel::<()>(1);
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut shutdown => break,
        };
        let Some(inside) = hall.enter(source(peer.ip())) else { continue };
        let (serving, under_way) = (serving.clone(), under_way.clone());
        tokio::spawn(async move {
            one(stream, peer, inside, serving).await;
            drop(under_way);
        });
    }
    drop((listener, under_way));
    // Nothing is ever sent: this ends when the last connection has ended.
    let _ = all_gone.recv().await;
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // Out of files, or gone already: the next moment may be better.
            Err(error) => {
                tracing::debug!(%error, "a connection was not taken");
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// One connection from beginning to end.
async fn one(stream: TcpStream, peer: SocketAddr, inside: Inside, serving: Serving) {
    let line = Arc::clone(&inside.line);
    let Serving { app, limits, mut closing } = serving;
    let head = if line.brief { limits.head.min(BRIEF_HEAD) } else { limits.head };
    let wire = Wire::new(stream, Arc::clone(&line), head, limits.idle, limits.stall);
    let service = service_fn(|request: hyper::Request<Incoming>| answer(app.clone(), peer, &line, request));
    let mut server = http1::Builder::new();
    // The wire keeps the time: the server's own clock for heads cannot be told from that for silence.
    server
        .timer(TokioTimer::new())
        .header_read_timeout(None)
        .max_headers(HEAD_LINES)
        .max_header_size(HEAD_BYTES)
        .max_buf_size(BUFFER);
    let mut serve = pin!(server.serve_connection(TokioIo::new(wire), service));
    let mut asked = false;
    loop {
        tokio::select! {
            // How it ended is the other side's business.
            _ = serve.as_mut() => return,
            () = inside.line.leave.notified() => {
                // A request that came at the same moment is still answered.
                if !inside.line.is_working() {
                    return;
                }
                serve.as_mut().graceful_shutdown();
            }
            changed = closing.changed(), if !asked => {
                asked = true;
                if changed.is_ok() {
                    serve.as_mut().graceful_shutdown();
                }
            }
        }
    }
}

async fn answer(
    app: Router,
    peer: SocketAddr,
    line: &Arc<Line>,
    request: hyper::Request<Incoming>,
) -> Result<Response, Infallible> {
    line.working.store(true, Ordering::Release);
    let work = AtWork(Arc::clone(line));
    let mut request: Request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    if line.brief {
        request.extensions_mut().insert(Brief);
    }
    let mut response = app.oneshot(request).await?;
    if line.brief {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response.map(|body| held::holding(body, work)))
}

/// How many files the system lets this process open, where it says so.
fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find(|line| line.starts_with("Max open files"))?;
    line.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn source(n: u8) -> Option<Source> {
        Some(Source::of(Ipv4Addr::new(192, 0, 2, n).into()))
    }

    fn at_work(inside: Inside) -> Inside {
        inside.line.working.store(true, Ordering::Release);
        inside
    }

    #[test]
    fn a_room_of_500_phones_comes_in_from_one_address() {
        let hall = Arc::new(Hall::of(&Limits::default(), None));
        let phones: Vec<_> = (0..500).map(|_| at_work(hall.enter(source(1)).unwrap())).collect();
        assert!(phones.iter().all(|phone| !phone.line.brief));
        let more: Vec<_> = (0..100).map(|_| at_work(hall.enter(source(1)).unwrap())).collect();
        assert!(more.iter().all(|phone| !phone.line.brief));
        // Beyond the ceiling: only for one request of somebody who is logged in, and not without end.
        let brief: Vec<_> = (0..BRIEF_PER_SOURCE).map(|_| at_work(hall.enter(source(1)).unwrap())).collect();
        assert!(brief.iter().all(|phone| phone.line.brief));
        assert!(hall.enter(source(1)).is_none());
        assert!(!hall.enter(source(2)).unwrap().line.brief, "another source has room of its own");
        drop((phones, more, brief));
        assert!(hall.lines.lock().unwrap().all.is_empty());
    }

    #[test]
    fn connections_of_a_named_proxy_count_in_all_but_not_as_one_source() {
        let hall = Arc::new(Hall::of(&Limits { per_source: 2, connections: 16, ..Limits::default() }, None));
        let behind: Vec<_> = (0..16).map(|_| at_work(hall.enter(None).unwrap())).collect();
        assert!(behind.iter().all(|one| !one.line.brief));
        let brief: Vec<_> = (0..BRIEF).map(|_| at_work(hall.enter(None).unwrap())).collect();
        assert!(brief.iter().all(|one| one.line.brief));
        assert!(hall.enter(None).is_none());
    }

    #[test]
    fn a_crowded_source_makes_room_of_its_own_and_closes_nobody_elses() {
        let hall = Arc::new(Hall::of(&Limits { per_source: 2, ..Limits::default() }, None));
        let other = hall.enter(source(9)).unwrap();
        let own = (hall.enter(source(1)).unwrap(), hall.enter(source(1)).unwrap());
        let third = hall.enter(source(1)).unwrap();
        assert!(!third.line.brief);
        assert_eq!(
            hall.lines.lock().unwrap().all.keys().copied().collect::<Vec<_>>(),
            [other.number, own.1.number, third.number]
        );
    }

    #[test]
    fn fewer_open_files_make_a_lower_ceiling() {
        assert_eq!(Hall::of(&Limits::default(), Some(1_024)).most, 1_024 - BRIEF - 96);
        assert_eq!(Hall::of(&Limits::default(), Some(65_536)).most, 1_024);
        assert_eq!(Hall::of(&Limits::default(), None).most, 1_024);
    }
}
