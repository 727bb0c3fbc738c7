//! The own addresses of drafts: keeping one while somebody types, throwing one away, the list of them; and prolonging a session.

use super::keep::{form_at, keep};
use crate::{
    answer::Drawn,
    back::local,
    draft::{self, Why},
    rooms::Gives,
    server::{
        errors,
        fault::Fault,
        house::House,
        json::as_json,
        layout::{self, Frame},
        login::own_form,
        origin, secrecy,
        session::{self, Visitor},
        trace::trace_of,
    },
};
use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{Lang, Refusal, Say, ShownMoment, local_minute};
use serde::Serialize;
use std::sync::Arc;

const HERE: &str = "/concepten";
const TITLE: Say = Say::of("Nog niet verstuurd", "Not sent yet");
const SENT: Refusal = Refusal::of(
    "Dit formulier is al verstuurd. Wat u nu nog verandert, wordt niet bewaard.",
    "This form has already been sent. What you change now is not kept.",
);

/// What the script hears.
#[derive(Serialize)]
struct Heard {
    /// What it shows.
    says: String,
    /// How many seconds the session lasts without being used.
    left: i64,
}

fn heard(house: &House, visitor: &Visitor, status: StatusCode, says: &Say) -> Response {
    let left = visitor.session.ends.as_second() - house.vault.now().as_second();
    as_json(status, &Heard { says: says.to(visitor.session.lang).to_owned(), left }, "application/json")
}

fn failed(fault: &Fault, trace: &str) -> Response {
    fault.log(trace);
    fault.marked(fault.status().into_response())
}

/// Keeps a form while somebody types in it.
pub(crate) async fn save(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let saved = async {
        let Some((visitor, values)) = own_form(house, request).await? else {
            return Ok(StatusCode::UNAUTHORIZED.into_response());
        };
        let text = |name: &str| values.first(name).unwrap_or_default();
        let (form, page) = (text("_form"), local(text("_page")));
        // A question, such as one after a person, is asked or it is not; what was typed of it is not kept by the way.
        form_at(house, form).filter(|(address, _)| address.gives == Gives::Go).ok_or(Fault::Lost)?;
        let person = &visitor.session.actor.person;
        if let Some(word) = origin::word(&values)
            && house.vault.is_sent(person, form, word).await?
        {
            return Ok(heard(house, &visitor, StatusCode::CONFLICT, &SENT.why));
        }
        Ok(match keep(house, person, Why::Typed, (form, page), &values).await? {
            Ok(Some(at)) => {
                let at = local_minute(at).time();
                let says =
                    Say::made(format!("Bewaard om {at}, nog niet verstuurd."), format!("Kept at {at}, not sent yet."));
                heard(house, &visitor, StatusCode::OK, &says)
            }
            Ok(None) => {
                // Everything was taken out again.
                house.vault.unsent_done(person, form).await?;
                heard(house, &visitor, StatusCode::OK, &Say::of("", ""))
            }
            Err(no_room) => heard(house, &visitor, StatusCode::INSUFFICIENT_STORAGE, &no_room.why),
        })
    };
    saved.await.unwrap_or_else(|fault: Fault| failed(&fault, &trace))
}

/// Uses the session, so that it lasts longer. It never lasts longer than a working day.
pub(crate) async fn prolong(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let prolonged = async {
        let Some((visitor, _)) = own_form(house, request).await? else {
            return Ok(StatusCode::UNAUTHORIZED.into_response());
        };
        let until = local_minute(visitor.session.ends).time();
        let says = Say::made(format!("U blijft ingelogd tot {until}."), format!("You stay logged in until {until}."));
        Ok(heard(house, &visitor, StatusCode::OK, &says))
    };
    prolonged.await.unwrap_or_else(|fault: Fault| failed(&fault, &trace))
}

/// Throws one away.
pub(crate) async fn discard(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let gone = async {
        let Some((visitor, values)) = own_form(house, request).await? else {
            return Ok(Redirect::to("/inloggen").into_response());
        };
        let key = values.first("welke").unwrap_or_default();
        house.vault.unsent_destroy(&visitor.session.actor.person, key).await?;
        Ok(Redirect::to(local(values.first("terug").unwrap_or(HERE))).into_response())
    };
    gone.await.unwrap_or_else(|fault: Fault| broken(house, &fault, &trace))
}

#[derive(askama::Template)]
#[template(path = "drafts.html")]
struct DraftsBody<'a> {
    nl: bool,
    csrf: &'a str,
    drafts: Vec<DraftView>,
}

struct DraftView {
    key: String,
    does: String,
    page: String,
    at: ShownMoment,
    words: Vec<String>,
}

/// Everything that who asks typed and did not send.
pub(crate) async fn list(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let shown = async move {
        let Some(visitor) = session::visitor(house, request.headers()).await? else {
            return Ok(Redirect::to("/inloggen?naar=%2Fconcepten").into_response());
        };
        let (actor, lang) = (&visitor.session.actor, visitor.session.lang);
        if secrecy::is_owed(house, actor).await? {
            return Ok(Redirect::to("/geheimhouding?naar=%2Fconcepten").into_response());
        }
        let all = draft::all_of(&house.vault, actor).await?;
        let view = |(one, key, at): (draft::Draft, String, kernel::Timestamp)| DraftView {
            key,
            does: one.does.to(lang).to_owned(),
            words: one.words(),
            page: one.page,
            at: local_minute(at),
        };
        let drafts = all.into_iter().filter(|_| actor.designated).map(view).collect();
        let body = DraftsBody { nl: lang == Lang::Nl, csrf: &visitor.session.csrf, drafts };
        let frame = Frame::of(house, lang, Some(&visitor), HERE.to_owned());
        Ok(layout::respond(&frame, StatusCode::OK, &Drawn::of(TITLE, &body), None))
    };
    shown.await.unwrap_or_else(|fault: Fault| broken(house, &fault, &trace))
}

fn broken(house: &House, fault: &Fault, trace: &str) -> Response {
    errors::page(&Frame::of(house, Lang::Nl, None, HERE.to_owned()), fault, trace)
}
