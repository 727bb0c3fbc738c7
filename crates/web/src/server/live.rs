//! Word of changes over server-sent events: one number per change, never what changed. The page is fetched again, and the rule asked.

use super::House;
use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::{sync::watch, time};

/// After this the browser comes back by itself, and is asked again who it is.
const WHILE: Duration = Duration::from_secs(10 * 60);
/// So that proxies do not take silence for the end.
const PULSE: Duration = Duration::from_secs(20);
/// Changes within this time are one.
const TOGETHER: Duration = Duration::from_millis(200);

/// How a listener stands: what it waits for, and until when.
struct Listener {
    changes: watch::Receiver<u64>,
    closing: watch::Receiver<bool>,
    until: time::Instant,
    told: bool,
}

/// Tells of changes until the listener leaves, the time is over or the house closes.
pub(crate) fn stream(house: &Arc<House>, changes: watch::Receiver<u64>) -> Response {
    let until = time::Instant::now() + WHILE;
    let listener = Listener { changes, closing: house.closing.clone(), until, told: false };
    let body = Body::from_stream(stream::unfold(listener, next));
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    // Some proxies gather an answer before they pass it on.
    let gather = (header::HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    ([kind, gather], body).into_response()
}

async fn next(mut listener: Listener) -> Option<(Result<Bytes, Infallible>, Listener)> {
    if *listener.closing.borrow() {
        return None;
    }
    if !listener.told {
        // What changed between the page and this moment is not missed: the first word makes the page look again.
        listener.told = true;
        return Some((Ok(Bytes::from_static(b"retry: 2000\nevent: begin\ndata: 0\n\n")), listener));
    }
    tokio::select! {
        changed = listener.changes.changed() => {
            changed.ok()?;
            time::sleep(TOGETHER).await;
            let n = *listener.changes.borrow_and_update();
            Some((Ok(Bytes::from(format!("event: change\ndata: {n}\n\n"))), listener))
        }
        Ok(()) = listener.closing.changed() => None,
        () = time::sleep_until(listener.until) => None,
        () = time::sleep(PULSE) => Some((Ok(Bytes::from_static(b": still here\n\n")), listener)),
    }
}
