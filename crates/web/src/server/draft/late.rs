//! A form that comes when its session is over. It is kept for its writer and never sent by itself: only where the cookie and the token of the
//! form are those of one session, which ended by time and no longer than a day ago. After logging out, with another password or without a
//! designation there is no such session: then it is shown to be copied, and kept nowhere.

use super::keep::keep;
use crate::{
    back::local,
    draft::{Why, words},
    server::{body, errors, fault::Fault, house::House, layout::Frame, login, origin, session, trace::trace_of},
    values::{Values, encode},
};
use axum::{
    extract::Request,
    response::{IntoResponse, Redirect, Response},
};
use std::sync::Arc;

/// The word in the address of the login page that says that something was kept. It says nothing of whom or what.
pub(crate) const KEPT: &str = "bewaard";

/// Keeps a form of a session that is over; `form` is where it was sent to and `page` where it stood. What may not be kept, as after logging out, is
/// shown to who sent it a moment ago, so that it can be copied. Who logs in comes back to that page.
pub(crate) async fn late(house: &Arc<House>, form: &str, page: &str, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let (parts, sent) = request.into_parts();
    let plain = || to_login(page, None, false);
    if !origin::is_ours(house, &parts.headers) {
        return plain();
    }
    let over = match session::token(house, &parts.headers) {
        Some(token) => house.vault.session_lapsed(&token).await.ok().flatten(),
        None => None,
    };
    let from = if over.is_some() { body::From::Known } else { body::From::Anybody };
    let Ok(values) = body::read(house, &parts, sent, body::May::Form, from).await else { return plain() };
    let Some(over) = over.filter(|over| origin::carries(&values, &over.csrf)) else {
        let lost = words(&values);
        return if lost.is_empty() { plain() } else { login::lost(house, page, lost, &trace).await };
    };
    let told = match keep(house, &over.actor.person, Why::Late, (form, page), &values).await {
        Ok(Ok(kept)) => return to_login(page, Some(over.lang.code()), kept.is_some()),
        Ok(Err(no_room)) => Fault::Refused(no_room.why),
        Err(fault) => fault,
    };
    // It cannot be kept, so it is shown to who sent it a moment ago.
    let frame = Frame { lost: words(&values), ..Frame::of(house, over.lang, None, "/inloggen".to_owned()) };
    errors::page(&frame, &told, &trace)
}

fn to_login(page: &str, lang: Option<&str>, kept: bool) -> Response {
    let page = local(page);
    let mut query: Vec<(&str, &str)> = (page != "/" || lang.is_some()).then_some(("naar", page)).into_iter().collect();
    query.extend(lang.map(|lang| ("taal", lang)));
    if kept {
        query.push((KEPT, "ja"));
    }
    let to = if query.is_empty() { "/inloggen".to_owned() } else { format!("/inloggen?{}", encode(&query)) };
    Redirect::to(&to).into_response()
}

/// The same for a form that was carried along when another language was chosen.
pub(crate) async fn at_language(house: &Arc<House>, request: Request) -> Option<Response> {
    let query = Values::from_form(request.uri().query().unwrap_or_default().as_bytes()).ok()?;
    let (form, page) = (query.first("van")?.to_owned(), local(query.first("terug")?).to_owned());
    Some(late(house, &form, &page, request).await)
}
