//! The one stylesheet, the one small script and the picture in the tab. Their addresses carry a digest of their content, so they may be
//! kept for ever and a new one is fetched at once.

use super::{headers::Lasting, house::House};
use crate::theme::{Logo, STYLE, Theme};
use axum::{
    extract::Request,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use std::sync::LazyLock;

const SCRIPT: &str = include_str!("../../assets/enhance.js");
const ICON: &str = include_str!("../../assets/favicon.svg");

pub(crate) static STYLE_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/stijl.css?v={:016x}", digest(STYLE.bytes())));
pub(crate) static SCRIPT_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/enhance.js?v={:016x}", digest(SCRIPT.bytes())));

/// FNV-1a: tells one version from another; protects nothing.
fn digest(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Where the values of this look are fetched.
pub(crate) fn theme_address(theme: &Theme) -> String {
    format!("/thema.css?v={:016x}", digest(theme.css.bytes()))
}

/// Where this logo is fetched.
pub(crate) fn logo_address(logo: &Logo) -> String {
    format!("/thema/logo?v={:016x}", digest(logo.bytes.iter().copied()))
}

fn file(kind: &'static str, content: &'static str) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], content).into_response()
}

/// Kept for ever only under the address that names this content.
fn lasting(mut response: Response, request: &Request, address: &str) -> Response {
    if request.uri().path_and_query().is_some_and(|p| p.as_str() == address) {
        response.extensions_mut().insert(Lasting);
    }
    response
}

/// The stylesheet.
pub(crate) fn style(request: &Request) -> Response {
    lasting(file("text/css; charset=utf-8", STYLE), request, &STYLE_ADDRESS)
}

/// The house's own values, where it has a look of its own.
pub(crate) fn theme(house: &House, request: &Request) -> Option<Response> {
    let theme = house.config.theme.as_ref()?;
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    let answer = ([(header::CONTENT_TYPE, kind)], theme.css.clone()).into_response();
    Some(lasting(answer, request, &theme_address(theme)))
}

/// The house's logo, where it has one.
pub(crate) fn logo(house: &House, request: &Request) -> Option<Response> {
    let logo = house.config.theme.as_ref()?.logo.as_ref()?;
    let answer = ([(header::CONTENT_TYPE, HeaderValue::from_static(logo.kind))], logo.bytes.clone()).into_response();
    Some(lasting(answer, request, &logo_address(logo)))
}

/// The script.
pub(crate) fn script(request: &Request) -> Response {
    lasting(file("text/javascript; charset=utf-8", SCRIPT), request, &SCRIPT_ADDRESS)
}

/// The picture in the tab.
pub(crate) fn icon() -> Response {
    file("image/svg+xml", ICON)
}

/// JSON that was made at the start.
pub(crate) fn json(content: &str) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], content.to_owned()).into_response()
}
