//! Before any door: from where somebody asks, whether they asked for this house at all, and whether there are not too many of them. Who
//! is logged in is never stopped here.

use super::{
    errors,
    fault::Fault,
    held,
    house::House,
    session,
    source::{self, Source},
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use std::{net::IpAddr, sync::Arc};

/// Marks a request on a connection that came in when there was no room: only who is logged in is helped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Brief;

/// What anybody may always ask, because it says whether the house is well.
const HEALTH: &str = "/gezondheid";

/// Lets a request through, with its source.
pub(crate) async fn pass(house: Arc<House>, mut request: Request, next: Next) -> Response {
    let peer = source::peer(request.extensions());
    let source = match peer {
        Some(ip) => house.config.proxies.source(ip, request.headers()),
        None => source::source_of(request.extensions()),
    };
    request.extensions_mut().insert::<Source>(source);
    if !is_our_name(&house, request.headers()) {
        return errors::lost(&house, Fault::Host, request).await;
    }
    let place = house.crowd.enter(&source);
    let brief = request.extensions().get::<Brief>().is_some();
    if (place.is_none() || brief) && request.uri().path() != HEALTH && !is_known(&house, request.headers()).await {
        return errors::lost(&house, Fault::Busy, request).await;
    }
    next.run(request).await.map(|body: Body| held::holding(body, place))
}

/// Whether somebody who is logged in asks.
async fn is_known(house: &House, headers: &HeaderMap) -> bool {
    match session::visitor(house, headers).await {
        Ok(Some(_)) => true,
        Ok(None) | Err(_) => matches!(session::program(house, headers).await, Ok(Some(_))),
    }
}

/// Whether the name in the address bar is ours. Without https any page elsewhere can give its own name our address and would be taken
/// for ours; over https the certificate holds the name.
fn is_our_name(house: &House, headers: &HeaderMap) -> bool {
    if house.config.is_https() {
        return true;
    }
    // A browser always sends one.
    let Some(host) = headers.get(header::HOST) else { return true };
    let host = host.to_str().unwrap_or("?");
    let own = house.config.public_url.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default();
    host.eq_ignore_ascii_case(own) || is_this_machine(name_of(host))
}

/// A host without its port.
fn name_of(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.is_empty() => name,
        Some(_) | None => host,
    }
}

fn is_this_machine(name: &str) -> bool {
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_has_a_few_names_and_no_others() {
        for good in ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:8080", "127.1.2.3:1"]
        {
            assert!(is_this_machine(name_of(good)), "{good}");
        }
        for bad in
            ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "", "?", "10.0.0.1:80", ":80"]
        {
            assert!(!is_this_machine(name_of(bad)), "{bad}");
        }
    }
}
