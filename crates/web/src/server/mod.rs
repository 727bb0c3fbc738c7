//! The only place that knows the server: addresses are mounted twice, for browsers and for programs, inside one outer layer of headers.

mod access;
mod assets;
mod body;
mod browser;
mod call;
mod connections;
mod control;
mod counts;
mod crowd;
mod designation;
mod draft;
mod errors;
mod fault;
mod gate;
mod headers;
mod held;
mod house;
mod json;
mod layout;
mod line;
mod live;
mod log;
mod login;

mod openapi;
mod origin;
mod program;
mod secrecy;
mod session;
mod source;
mod ticket;
mod trace;
mod wire;

pub use self::{
    house::{NavItem, WebConfig},
    source::{Proxies, ProxyHeader},
};

use self::{counts::Counts, crowd::Crowd, fault::Fault, house::House, source::Source};
use crate::rooms::{Address, Door, Method, Own, Rooms, program_path};
use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, Request},
    middleware,
    response::Response,
    routing::{MethodRouter, get, post},
};
use std::{
    future::Future,
    net::SocketAddr,
    sync::{Arc, OnceLock, RwLock},
};
use tokio::sync::{Semaphore, watch};
use vault::{Places, Vault};

/// The description of the interface for programs (OpenAPI 3.1) of a house with these rooms at this address.
#[must_use]
pub fn describe(public_url: &str, rooms: &Rooms) -> serde_json::Value {
    openapi::describe(public_url, rooms.addresses())
}

/// The whole house as a service, for the server and for tests in process.
pub fn router(config: &WebConfig, vault: Vault, rooms: &Rooms, nav: Vec<NavItem>) -> Router {
    build(config, vault, rooms, nav, watch::channel(false).1)
}

fn build(config: &WebConfig, vault: Vault, rooms: &Rooms, nav: Vec<NavItem>, closing: watch::Receiver<bool>) -> Router {
    let addresses = rooms.addresses().to_vec();
    let limits = &config.limits;
    let open = rooms.doors().filter_map(|(address, door)| {
        if let Door::Open(show) = door { Some((address.path, Arc::clone(show))) } else { None }
    });
    let kibibytes = |bytes: usize| Arc::new(Semaphore::new((bytes / 1024).min(Semaphore::MAX_PERMITS)));
    let house = Arc::new(House {
        config: config.clone(),
        vault,
        nav,
        about_the_work: rooms.about_the_work().collect(),
        of_oneself: rooms.of_oneself(),
        counts: Counts::of(&addresses),
        description: OnceLock::new(),
        addresses,
        open: open.collect(),
        kinds: rooms.kinds(),
        crowd: Crowd::of(limits.per_source),
        noticed: RwLock::default(),
        streams: Crowd::of(limits.streams),
        ended: watch::Sender::default(),
        heavy: Places::new(limits.heavy, limits.heavy_waiting),
        bodies: kibibytes(limits.bodies),
        strangers_bodies: kibibytes(limits.strangers_bodies),
        closing,
    });
    let mut router = Router::new();
    for (address, door) in rooms.doors() {
        router = router.route(address.path, for_browsers(&house, address, door));
        if let Some(route) = for_programs(&house, address, door) {
            router = router.route(&program_path(address.path), route);
        }
    }
    for (act, page) in ways_back(&house.addresses) {
        router = router.route(act, get(async move |request: Request| browser::back(act, page, &request)));
    }
    let (lost, wrong, gate) = (Arc::clone(&house), Arc::clone(&house), Arc::clone(&house));
    let (logged, https) = (Arc::clone(&house), config.is_https());
    router
        .fallback(async move |request: Request| errors::lost(&lost, Fault::Lost, request).await)
        .method_not_allowed_fallback(async move |request: Request| errors::lost(&wrong, Fault::Method, request).await)
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(move |request, next| gate::pass(Arc::clone(&gate), request, next)))
        .layer(middleware::from_fn(move |request, next| headers::put_on(https, request, next)))
        .layer(middleware::from_fn(move |request, next| log::write(Arc::clone(&logged), request, next)))
}

/// Serves what comes in at `listener` until `shutdown` comes, then lets running requests end.
pub async fn serve(
    listener: tokio::net::TcpListener,
    config: WebConfig,
    vault: Vault,
    rooms: Rooms,
    nav: Vec<NavItem>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) {
    let (close, closing) = watch::channel(false);
    let listening = closing.clone();
    let app = build(&config, vault, &rooms, nav, closing);
    let shutdown = async move {
        shutdown.await;
        // Whoever still listens has gone already when this fails.
        let _ = close.send(true);
    };
    let (limits, proxies) = (config.limits, config.proxies);
    // Of a proxy the requests are counted, by what it says of them; all its connections have one address.
    let source = |ip| (!proxies.include(ip)).then(|| Source::of(ip));
    connections::serve(listener, app, limits, source, listening, shutdown).await;
}

/// One address for browsers.
fn for_browsers(house: &Arc<House>, address: &Address, door: &Door) -> MethodRouter {
    let (house, address, door) = (Arc::clone(house), Arc::new(address.clone()), door.clone());
    let method = address.method;
    let handler = async move |request: Request| match door {
        Door::In(run) => browser::inside(house, address, run, request).await,
        Door::Open(show) => browser::outside(house, show, request).await,
        Door::Held(run) => browser::with_code(house, address, run, request).await,
        Door::Live(listen) => browser::listen(house, listen, request).await,
        Door::HeldLive(listen) => browser::listen_with_code(house, listen, request).await,
        Door::Machine(machine) => control::letter(&house, machine, request).await,
        Door::Own(own) => own_door(&house, own, request).await,
    };
    match method {
        Method::Get => get(handler),
        Method::Post => post(handler),
    }
}

/// The same address for programs; what only a browser needs has none.
fn for_programs(house: &Arc<House>, address: &Address, door: &Door) -> Option<MethodRouter> {
    let house = Arc::clone(house);
    match door {
        Door::In(run) => {
            let run = Arc::clone(run);
            let handler = async move |request: Request| program::inside(house, run, request).await;
            Some(match address.method {
                Method::Get => get(handler),
                Method::Post => post(handler),
            })
        }
        Door::Own(Own::Secrecy) => Some(get(async move |request: Request| secrecy::tell(house, request).await)),
        Door::Own(Own::Acknowledge) => Some(post(async move |request: Request| secrecy::told(house, request).await)),
        Door::Own(Own::Enter) => Some(post(async move |request: Request| login::token(house, request).await)),
        Door::Own(_) | Door::Open(_) | Door::Held(_) | Door::Live(_) | Door::HeldLive(_) | Door::Machine(_) => None,
    }
}

/// The server's own addresses.
async fn own_door(house: &Arc<House>, own: Own, request: Request) -> Response {
    match own {
        Own::Login => login::show(house, request).await,
        Own::Enter => login::enter(house, request).await,
        Own::Choose => designation::show(house, request).await,
        Own::Chosen => designation::choose(house, request).await,
        Own::Leave => login::leave(house, request).await,
        Own::Language => login::language(house, request).await,
        Own::Access => access::show(house, request).await,
        Own::EndAccess => access::end(house, request).await,
        Own::Drafts => draft::list(house, request).await,
        Own::Secrecy => secrecy::show(house, request).await,
        Own::Acknowledge => secrecy::acknowledge(house, request).await,
        Own::Keep => draft::save(house, request).await,
        Own::Discard => draft::discard(house, request).await,
        Own::Prolong => draft::prolong(house, request).await,
        Own::Style => assets::style(&request),
        Own::Script => assets::script(&request),
        Own::Icon => assets::icon(),
        Own::Theme => or_lost(assets::theme(house, &request), house, request).await,
        Own::Logo => or_lost(assets::logo(house, &request), house, request).await,
        Own::Health => log::health(house).await,
        Own::Metrics => match request.extensions().get::<ConnectInfo<SocketAddr>>() {
            Some(peer) if log::may_read(house, peer.0, request.headers()) => log::metrics(house),
            Some(_) | None => errors::lost(house, Fault::Lost, request).await,
        },
        Own::Description => {
            let describe = || openapi::describe(&house.config.public_url, &house.addresses).to_string();
            assets::json(house.description.get_or_init(describe))
        }
        Own::Checkpoint => control::checkpoint(house, request).await,
        Own::Proof => control::proof(house, request).await,
        Own::Cosign => control::cosign(house, request).await,
    }
}

/// What a house may have: there, or as if there were no such address.
async fn or_lost(answer: Option<Response>, house: &Arc<House>, request: Request) -> Response {
    match answer {
        Some(answer) => answer,
        None => errors::lost(house, Fault::Lost, request).await,
    }
}

/// An act has no page of its own: whoever asks for its address is led to the page it belongs to.
fn ways_back(addresses: &[Address]) -> Vec<(&'static str, &'static str)> {
    let has_page = |path: &str| addresses.iter().any(|a| a.path == path && a.method == Method::Get);
    let page_of = |act: &str| {
        let page = |a: &&Address| a.method == Method::Get && a.act.as_ref().is_some_and(|i| i.name == act);
        addresses.iter().find(page).map(|a| a.path)
    };
    let acts = addresses.iter().filter(|a| !has_page(a.path));
    acts.filter_map(|a| Some((a.path, page_of(a.back?)?))).collect()
}
