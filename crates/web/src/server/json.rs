//! Answers in JSON, and a fault as a problem (RFC 9457).

use super::fault::Fault;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::Lang;
use serde::Serialize;
use serde_json::json;

/// JSON as an answer.
pub(crate) fn as_json(status: StatusCode, body: &impl Serialize, kind: &'static str) -> Response {
    // What is given here are structs of texts and numbers, which always become JSON.
    written(status, serde_json::to_string(body).unwrap_or_default(), kind)
}

/// The same, when it is text already.
pub(crate) fn written(status: StatusCode, body: String, kind: &'static str) -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static(kind));
    (status, [kind], body).into_response()
}

/// A fault as a problem.
pub(crate) fn problem(fault: &Fault, trace: &str, lang: Lang) -> Response {
    fault.log(trace);
    let (title, helps) = fault.says();
    let status = fault.status();
    let mut body = json!({
        "type": "about:blank", "title": title.to(lang), "status": status.as_u16(), "detail": helps.to(lang),
    });
    if matches!(fault, Fault::Broken(_)) {
        body["trace"] = json!(trace);
    }
    fault.marked(as_json(status, &body, "application/problem+json"))
}

/// Nobody we know.
pub(crate) fn unknown(lang: Lang) -> Response {
    let title = if lang == Lang::Nl { "Log eerst in" } else { "Log in first" };
    let body = json!({ "type": "about:blank", "title": title, "status": 401 });
    let mut response = as_json(StatusCode::UNAUTHORIZED, &body, "application/problem+json");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}
