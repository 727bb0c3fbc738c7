//! Word of changes over server-sent events: that something changed, never what. The page is fetched again, and the rule asked.

use super::{crowd::Ticket, house::House, session::Visitor};
use crate::doors::Hearing;
use axum::{
    http::{HeaderValue, header},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::{future, stream};
use kernel::DossierId;
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::{sync::watch, time};
use vault::Changes;

/// After this the browser comes back by itself, and is asked again who it is.
const WHILE: Duration = Duration::from_secs(10 * 60);
/// So that proxies do not take silence for the end.
const PULSE: Duration = Duration::from_secs(20);
/// So soon a browser whose connection broke comes back.
const RETRY: Duration = Duration::from_secs(2);
/// Changes within this time after one that was told are one.
const TOGETHER: Duration = Duration::from_millis(200);

/// Who listens with a session: the stream ends when that does.
pub(crate) struct Listening {
    token: String,
    ended: watch::Receiver<u64>,
    recheck: Duration,
    check: time::Instant,
    _place: Ticket<String>,
}

impl Listening {
    /// A stream of this session; `None` when it has as many as one may have.
    pub(crate) fn of(house: &House, visitor: &Visitor) -> Option<Self> {
        let place = house.streams.enter(&visitor.session.csrf)?;
        let recheck = house.config.limits.recheck;
        let (token, ended, check) = (visitor.token.clone(), house.ended.subscribe(), time::Instant::now() + recheck);
        Some(Self { token, ended, recheck, check, _place: place })
    }
}

/// How a listener stands: what it waits for, and until when.
struct Listener {
    house: Arc<House>,
    session: Option<Listening>,
    hearing: Hearing,
    closing: watch::Receiver<bool>,
    until: time::Instant,
    /// When it was last told something.
    told: Option<time::Instant>,
}

/// Tells of changes until the listener leaves, the session ends, the time is over or the house closes.
pub(crate) fn stream(house: &Arc<House>, hearing: Hearing, session: Option<Listening>) -> Response {
    let until = time::Instant::now() + WHILE;
    let (house, closing) = (Arc::clone(house), house.closing.clone());
    let words = stream::unfold(Listener { house, session, hearing, closing, until, told: None }, next);
    let pulse = KeepAlive::new().interval(PULSE).text("still here");
    // Some proxies gather an answer before they pass it on.
    let gather = (header::HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    ([gather], Sse::new(words).keep_alive(pulse)).into_response()
}

/// Until there is reason to ask whether the session still lives: somebody logged out, or it is time to. Never for who has none.
async fn doubt(session: &mut Option<Listening>) {
    let Some(session) = session else { return std::future::pending().await };
    tokio::select! {
        ended = session.ended.changed() => if ended.is_err() { std::future::pending().await },
        () = time::sleep_until(session.check) => {}
    }
    session.check = time::Instant::now() + session.recheck;
}

/// What may become of a line.
enum Goes {
    /// It ends.
    Over,
    /// It goes on as it was.
    On,
    /// It goes on with what may be listened to now.
    To(Vec<Changes>),
}

/// Whether who listens may go on: their session lives, and they may still read what they listen to. Asking is not using the session: an open
/// page does not keep anybody logged in.
async fn goes_on(listener: &Listener) -> Goes {
    let Some(session) = &listener.session else { return Goes::On };
    match (listener.house.vault.session_holder(&session.token).await, &listener.hearing.still) {
        (Ok(None), _) => Goes::Over,
        (Ok(Some(actor)), Some(still)) => match still(actor).await {
            Ok(Some(changes)) => Goes::To(changes),
            Ok(None) => Goes::Over,
            Err(_) => Goes::On,
        },
        // A store that does not answer now is asked again in a while.
        (Ok(Some(_)), None) | (Err(_), _) => Goes::On,
    }
}

/// Until one of the dossiers that somebody listens to changes: which one. Nothing when nobody tells any more.
async fn changed(changes: &mut [Changes]) -> Option<DossierId> {
    let waits = changes.iter_mut().map(|(id, changes)| Box::pin(async { changes.changed().await.map(|()| *id) }));
    future::select_all(waits).await.0.ok()
}

async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    if *listener.closing.borrow() {
        return None;
    }
    let Some(told) = listener.told else {
        // What changed between the page and this moment is not missed: the first word makes the page look again.
        listener.told = Some(time::Instant::now());
        return Some((Ok(Event::default().retry(RETRY).event("begin").data("0")), listener));
    };
    loop {
        tokio::select! {
            changed = changed(&mut listener.hearing.changes) => {
                let which = changed?;
                // At once, and then not again before the next moment: what comes in between is told with it.
                time::sleep_until(told + TOGETHER).await;
                let mut changed = vec![which];
                for (id, changes) in &mut listener.hearing.changes {
                    changed.extend(changes.has_changed().unwrap_or(false).then_some(*id));
                    changes.mark_unchanged();
                }
                // Whoever was taken away by this change does not hear of it.
                match goes_on(&listener).await {
                    Goes::Over => return None,
                    Goes::On => {}
                    Goes::To(changes) => listener.hearing.changes = changes,
                }
                if listener.hearing.changes.iter().any(|(id, _)| changed.contains(id)) {
                    listener.told = Some(time::Instant::now());
                    return Some((Ok(Event::default().event("change").data("1")), listener));
                }
            }
            Ok(()) = listener.closing.changed() => return None,
            () = time::sleep_until(listener.until) => return None,
            () = doubt(&mut listener.session) => {
                // What it listens to stays what it was: a change that came meanwhile is not passed over.
                if matches!(goes_on(&listener).await, Goes::Over) {
                    return None;
                }
            }
        }
    }
}
