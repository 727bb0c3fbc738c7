//! What went wrong, as a full page in the reader's language.

use super::{
    fault::Fault,
    house::{House, is_for_programs},
    json,
    layout::{self, Frame},
    session,
    trace::trace_of,
};
use crate::answer::Drawn;
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use kernel::{Lang, Say};
use std::sync::Arc;

#[derive(askama::Template)]
#[template(path = "fault.html")]
struct FaultBody<'a> {
    helps: &'a str,
    mark: Option<&'a str>,
    /// Where what comes first is done, and what that link says.
    first: Option<(&'a str, &'a str)>,
    home: &'a str,
}

/// A fault as a page.
pub(crate) fn page(frame: &Frame<'_>, fault: &Fault, trace: &str) -> Response {
    fault.log(trace);
    let (title, helps) = fault.says();
    let lang = frame.lang;
    let home = Say::of("Naar Mijn werk", "Go to My work");
    let mark = matches!(fault, Fault::Broken(_)).then_some(trace);
    let to_first = Say::of("Naar waar u dat doet", "Go to where you do that");
    let first = if let Fault::First(_, at) = fault { Some((at.as_str(), to_first.to(lang))) } else { None };
    let body = FaultBody { helps: helps.to(lang), mark, first, home: home.to(lang) };
    let page = Drawn::of(title, &body);
    fault.marked(layout::respond(frame, fault.status(), &page, None))
}

/// An address that does not exist, or not for this method.
pub(crate) async fn lost(house: &Arc<House>, fault: Fault, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    if is_for_programs(request.uri().path()) {
        return json::problem(&fault, &trace, session::spoken(request.headers())).into_response();
    }
    let visitor = session::visitor(house, request.headers()).await.unwrap_or_default();
    let lang = visitor.as_ref().map_or(Lang::Nl, |v| v.session.lang);
    page(&Frame::of(house, lang, visitor.as_ref(), "/".to_owned()), &fault, &trace)
}
