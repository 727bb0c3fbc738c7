//! One line in the log and one count per request: by pattern, never by address, so that no id, no query and no content is in either.

use super::{counts::OTHER, house::House, json::as_json, trace::Trace};
use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;
use std::{net::SocketAddr, sync::Arc, time::Instant};

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
        Ok(()) => as_json(StatusCode::OK, &json!({ "status": "ok", "version": version }), "application/json"),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            let body = json!({ "status": "failing", "version": version });
            as_json(StatusCode::SERVICE_UNAVAILABLE, &body, "application/json")
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
