//! A form that comes when its session is over. It is kept for its writer and never sent by itself: only where the cookie and the token of the
//! form are those of one session, which ended by time and no longer than a day ago. After logging out, with another password or without a
//! designation there is no such session.

use super::keep::keep;
use crate::{
    back::local,
    draft::{Why, words},
    server::{body, errors, fault::Fault, house::House, layout::Frame, origin, session, trace::trace_of},
    values::{Values, encode},
};
use axum::{
    extract::Request,
    response::{IntoResponse, Redirect, Response},
};
use std::sync::Arc;

/// The word in the address of the login page that says that something was kept. It says nothing of whom or what.
pub(crate) const KEPT: &str = "bewaard";

/// Keeps a form of a session that is over; `form` is where it was sent to and `page` where it stood. Nothing when it may not be kept.
pub(crate) async fn late(house: &Arc<House>, form: &str, page: &str, request: Request) -> Option<Response> {
    let trace = trace_of(request.extensions());
    let (parts, sent) = request.into_parts();
    if !origin::is_ours(house, &parts.headers) {
        return None;
    }
    let token = session::token(house, &parts.headers)?;
    let over = house.vault.session_lapsed(&token).await.ok()??;
    let values = body::read(house, &parts, sent, body::May::Form, body::From::Known).await.ok()?;
    if !origin::carries(&values, &over.csrf) {
        return None;
    }
    let told = match keep(house, &over.actor.person, Why::Late, (form, page), &values).await {
        Ok(Ok(Some(_))) => return Some(to_login(page, over.lang.code(), true)),
        Ok(Ok(None)) => return Some(to_login(page, over.lang.code(), false)),
        Ok(Err(no_room)) => Fault::Refused(no_room.why),
        Err(fault) => fault,
    };
    // It cannot be kept, so it is shown to who sent it a moment ago.
    let frame = Frame { lost: words(&values), ..Frame::of(house, over.lang, None, "/inloggen".to_owned()) };
    Some(errors::page(&frame, &told, &trace))
}

fn to_login(page: &str, lang: &str, kept: bool) -> Response {
    let mut query = vec![("naar", local(page)), ("taal", lang)];
    if kept {
        query.push((KEPT, "ja"));
    }
    Redirect::to(&format!("/inloggen?{}", encode(&query))).into_response()
}

/// The same for a form that was carried along when another language was chosen.
pub(crate) async fn at_language(house: &Arc<House>, request: Request) -> Option<Response> {
    let query = Values::from_form(request.uri().query().unwrap_or_default().as_bytes()).ok()?;
    let (form, page) = (query.first("van")?.to_owned(), local(query.first("terug")?).to_owned());
    late(house, &form, &page, request).await
}
