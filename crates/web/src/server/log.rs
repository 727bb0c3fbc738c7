//! One line in the log and one count per request: by pattern, never by address, so that no id, no query and no content is in either.

use super::{API, House, program, program_path};
use crate::rooms::Address;
use axum::{
    extract::{MatchedPath, Request},
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;
use std::{
    collections::BTreeMap,
    fmt::Write,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

/// A word that ties the lines of one request together.
#[derive(Debug, Clone)]
struct Trace(String);

/// The trace of this request.
pub(crate) fn trace_of(extensions: &Extensions) -> String {
    extensions.get::<Trace>().map(|t| t.0.clone()).unwrap_or_default()
}

#[derive(Default)]
struct Count {
    /// By first digit of the status.
    classes: [AtomicU64; 5],
    micros: AtomicU64,
}

/// Counts by pattern, all made at the start.
pub(crate) struct Counts(BTreeMap<String, Count>);

const OTHER: &str = "other";

impl Counts {
    /// Nothing counted yet.
    pub(crate) fn of(addresses: &[Address]) -> Self {
        let both = addresses.iter().flat_map(|a| [a.path.to_owned(), program_path(a.path)]);
        Self(both.chain([OTHER.to_owned()]).map(|path| (path, Count::default())).collect())
    }

    fn add(&self, route: &str, status: StatusCode, micros: u64) {
        if let Some(count) = self.0.get(route).or_else(|| self.0.get(OTHER)) {
            let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
            count.classes[class].fetch_add(1, Ordering::Relaxed);
            count.micros.fetch_add(micros, Ordering::Relaxed);
        }
    }

    fn text(&self) -> String {
        let mut out =
            String::from("# TYPE casustafel_requests_total counter\n# TYPE casustafel_request_seconds_sum counter\n");
        for (route, count) in &self.0 {
            let mut total = 0;
            for (n, class) in count.classes.iter().enumerate() {
                let n = n + 1;
                let times = class.load(Ordering::Relaxed);
                total += times;
                if times > 0 {
                    // Writing into a String does not fail.
                    let _ = writeln!(out, "casustafel_requests_total{{route=\"{route}\",class=\"{n}xx\"}} {times}");
                }
            }
            if total > 0 {
                let micros = count.micros.load(Ordering::Relaxed);
                let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
                let _ = writeln!(out, "casustafel_request_seconds_sum{{route=\"{route}\"}} {seconds}.{rest:06}");
            }
        }
        out
    }
}

/// Lets a request through, counts it and writes its line.
pub(crate) async fn write(house: Arc<House>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let trace = format!("{:016x}", u64::from_be_bytes(house.vault.chance()));
    request.extensions_mut().insert(Trace(trace.clone()));
    let route = request.extensions().get::<MatchedPath>().map_or(OTHER.to_owned(), |m| m.as_str().to_owned());
    let method = request.method().clone();
    let response = next.run(request).await;
    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    let status = response.status();
    house.counts.add(&route, status, micros);
    tracing::info!(method = %method, route, status = status.as_u16(), micros, trace, "request");
    response
}

/// Whether the house is well.
pub(crate) async fn health(house: &House) -> Response {
    let version = env!("CARGO_PKG_VERSION");
    match house.vault.is_well().await {
        Ok(()) => program::as_json(StatusCode::OK, &json!({ "status": "ok", "version": version }), "application/json"),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            let body = json!({ "status": "failing", "version": version });
            program::as_json(StatusCode::SERVICE_UNAVAILABLE, &body, "application/json")
        }
    }
}

/// Whether this peer may read the counters: this machine itself, not somebody behind a proxy on it.
pub(crate) fn may_read(house: &House, peer: SocketAddr, headers: &HeaderMap) -> bool {
    let passed_on = ["forwarded", "x-forwarded-for", "via"].iter().any(|name| headers.contains_key(*name));
    house.config.metrics && peer.ip().is_loopback() && !passed_on
}

/// The counters as text.
pub(crate) fn metrics(house: &House) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4"));
    ([kind], house.counts.text()).into_response()
}

/// Whether an address is for programs.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path == API || path.strip_prefix(API).is_some_and(|rest| rest.starts_with('/'))
}
