//! The one stylesheet, the one small script and the picture in the tab. Their addresses carry a digest of their content, so they may be
//! kept for ever and a new one is fetched at once.

use super::headers::Lasting;
use axum::{
    extract::Request,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../../assets/stijl.css");
const SCRIPT: &str = include_str!("../../assets/enhance.js");
const ICON: &str = include_str!("../../assets/favicon.svg");

pub(crate) static STYLE_ADDRESS: LazyLock<String> = LazyLock::new(|| format!("/stijl.css?v={:016x}", digest(STYLE)));
pub(crate) static SCRIPT_ADDRESS: LazyLock<String> = LazyLock::new(|| format!("/enhance.js?v={:016x}", digest(SCRIPT)));

/// FNV-1a: tells one version from another; protects nothing.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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
