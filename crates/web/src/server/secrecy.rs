//! The statement of secrecy comes before everything else: until somebody took notice of its words of today nothing opens for them, neither
//! a page nor an answer to their program. What was sent meanwhile is kept.

use super::{
    body, draft, errors,
    fault::Fault,
    house::House,
    json::{as_json, problem, unknown},
    layout::{self, Frame},
    login::own_form,
    session::{self, Visitor},
    trace::trace_of,
};
use crate::{
    answer::{Drawn, Redirect},
    back::local,
    draft::Why,
    secrecy::Secrecy,
    values::{Values, encode},
};
use axum::{
    extract::Request,
    http::StatusCode,
    response::{self, IntoResponse, Response},
};
use kernel::{Lang, Say, ShownMoment, Timestamp, local_minute};
use serde::Serialize;
use std::sync::{Arc, PoisonError};
use vault::Actor;

const HERE: &str = "/geheimhouding";
const TITLE: Say = Say::of("Geheimhouding", "Secrecy");

#[derive(askama::Template)]
#[template(path = "secrecy.html")]
struct SecrecyBody<'a> {
    nl: bool,
    csrf: &'a str,
    version: &'a str,
    to: String,
    paragraphs: Vec<&'a str>,
    noticed: Option<ShownMoment>,
}

/// The same for a program.
#[derive(Serialize)]
struct Told<'a> {
    text: &'a str,
    version: &'a str,
    acknowledged: Option<Timestamp>,
}

/// Whether somebody still has to take notice. The book is asked once on each node, and again as long as it says no.
pub(crate) async fn is_owed(house: &House, actor: &Actor) -> Result<bool, Fault> {
    let Some(secrecy) = &house.config.secrecy else { return Ok(false) };
    if house.noticed.read().unwrap_or_else(PoisonError::into_inner).contains(&actor.person) {
        return Ok(false);
    }
    let owed = house.vault.secrecy_acknowledged(&actor.person, &secrecy.version).await?.is_none();
    if !owed {
        note(house, actor);
    }
    Ok(owed)
}

fn note(house: &House, actor: &Actor) {
    house.noticed.write().unwrap_or_else(PoisonError::into_inner).insert(actor.person.clone());
}

/// To the statement, and from there to where one wanted to be. A form that was sent stays with its writer.
pub(crate) async fn first(
    house: &House,
    visitor: &Visitor,
    page: &str,
    sent: Option<(&str, &Values)>,
) -> Result<Redirect, Fault> {
    if let Some((form, values)) = sent {
        let kept = draft::keep(house, &visitor.session.actor.person, Why::Typed, (form, page), values).await?;
        kept.map_err(|no_room| Fault::Refused(no_room.why))?;
    }
    Ok(Redirect::to(format!("{HERE}?{}", encode(&[("naar", page)]))).quietly())
}

/// The statement, and the button under it for who did not take notice of it yet.
pub(crate) async fn show(house: &Arc<House>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let trace = trace_of(&parts.extensions);
    let shown = async {
        let secrecy = stated(house)?;
        let Some(visitor) = session::visitor(house, &parts.headers).await? else {
            return Ok(response::Redirect::to("/inloggen?naar=%2Fgeheimhouding").into_response());
        };
        let (session, query) = (&visitor.session, parts.uri.query().unwrap_or_default());
        let query = Values::from_form(query.as_bytes()).unwrap_or_default();
        let noticed = house.vault.secrecy_acknowledged(&session.actor.person, &secrecy.version).await?;
        let body = SecrecyBody {
            nl: session.lang == Lang::Nl,
            csrf: &session.csrf,
            version: &secrecy.version,
            to: local(query.first("naar").unwrap_or("/")).to_owned(),
            paragraphs: secrecy.text.to(session.lang).split("\n\n").map(str::trim).filter(|p| !p.is_empty()).collect(),
            noticed: noticed.map(local_minute),
        };
        // The language switch leads back here, and on from here to where one wanted to be.
        let here = format!("{HERE}?{}", encode(&[("naar", &body.to)]));
        let frame = Frame::of(house, session.lang, Some(&visitor), here);
        Ok(layout::respond(&frame, StatusCode::OK, &Drawn::of(TITLE, &body), None))
    };
    shown.await.unwrap_or_else(|fault: Fault| broken(house, &fault, &trace))
}

/// Taking notice. Of other words than those of today it is no notice: the page comes again.
pub(crate) async fn acknowledge(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let done = async {
        let secrecy = stated(house)?;
        let Some((visitor, values)) = own_form(house, request).await? else {
            return Ok(response::Redirect::to("/inloggen").into_response());
        };
        let to = local(values.first("naar").unwrap_or("/")).to_owned();
        if !takes(house, &visitor.session.actor, secrecy, &values).await? {
            return Ok(response::Redirect::to(&format!("{HERE}?{}", encode(&[("naar", &to)]))).into_response());
        }
        Ok(response::Redirect::to(&to).into_response())
    };
    done.await.unwrap_or_else(|fault: Fault| broken(house, &fault, &trace))
}

/// The statement for a program, and whether its person took notice of it.
pub(crate) async fn tell(house: Arc<House>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let (trace, lang) = (trace_of(&parts.extensions), session::spoken(&parts.headers));
    let told = async {
        let secrecy = stated(&house)?;
        let Some(session) = session::program(&house, &parts.headers).await? else {
            return Ok(unknown(lang));
        };
        let acknowledged = house.vault.secrecy_acknowledged(&session.actor.person, &secrecy.version).await?;
        let told = Told { text: secrecy.text.to(lang), version: &secrecy.version, acknowledged };
        Ok(as_json(StatusCode::OK, &told, "application/json"))
    };
    told.await.unwrap_or_else(|fault: Fault| problem(&fault, &trace, lang))
}

/// A person takes notice through their program, by the version of the words that they read.
pub(crate) async fn told(house: Arc<House>, request: Request) -> Response {
    let (parts, sent) = request.into_parts();
    let (trace, lang) = (trace_of(&parts.extensions), session::spoken(&parts.headers));
    let done = async {
        let secrecy = stated(&house)?;
        let Some(session) = session::program(&house, &parts.headers).await? else {
            return Ok(unknown(lang));
        };
        let values = body::read(&house, &parts, sent, body::May::Json, body::From::Known).await?;
        if !takes(&house, &session.actor, secrecy, &values).await? {
            return Err(Fault::Secrecy);
        }
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    done.await.unwrap_or_else(|fault: Fault| problem(&fault, &trace, lang))
}

/// Where there is no statement there is no such address.
fn stated(house: &House) -> Result<&Secrecy, Fault> {
    house.config.secrecy.as_ref().ok_or(Fault::Lost)
}

/// Whether notice was taken: of the words of today, and of no other.
async fn takes(house: &House, actor: &Actor, secrecy: &Secrecy, sent: &Values) -> Result<bool, Fault> {
    if sent.all("version") != [secrecy.version()] {
        return Ok(false);
    }
    if is_owed(house, actor).await? {
        house.vault.acknowledge_secrecy(actor, &secrecy.version).await?;
        note(house, actor);
    }
    Ok(true)
}

fn broken(house: &House, fault: &Fault, trace: &str) -> Response {
    errors::page(&Frame::of(house, Lang::Nl, None, HERE.to_owned()), fault, trace)
}
