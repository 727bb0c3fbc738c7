//! For which organisation somebody works today: a human may have several designations, and says at login which it is. Until then nothing
//! opens.

use super::{
    body, errors,
    fault::Fault,
    house::House,
    layout::{self, Frame},
    origin, session,
    trace::trace_of,
};
use crate::{answer::Drawn, back::local, values::Values, values::encode};
use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{Lang, PersonId, Refusal, Say, ShownDay, local_day};
use std::sync::Arc;
use vault::{Colleague, Session, SessionSort};

const HERE: &str = "/inloggen/namens";
const TITLE: Say = Say::of("Namens welke organisatie werkt u nu?", "Which organisation are you working for now?");
const NOT_THEIRS: Refusal = Refusal::of(
    "U werkt vandaag niet voor de organisatie die hier nodig is.",
    "You do not work for the organisation that is needed here today.",
);

#[derive(askama::Template)]
#[template(path = "designation.html")]
struct ChooseBody {
    nl: bool,
    csrf: String,
    to: String,
    designations: Vec<DesignationView>,
}

struct DesignationView {
    id: String,
    organisation: String,
    function: String,
    until: Option<ShownDay>,
}

/// The designations of this human that are valid today.
fn valid(house: &House, person: &PersonId) -> Vec<Colleague> {
    let (directory, today) = (house.vault.directory(), local_day(house.vault.now()));
    let lasts = |c: &&Colleague| c.until.is_none_or(|until| today <= until);
    directory.designations_of(person).into_iter().filter(lasts).cloned().collect()
}

/// The account to work as, where there is nothing to choose.
pub(super) fn only_one(house: &House, person: &PersonId) -> Option<PersonId> {
    match valid(house, person).as_slice() {
        [] => Some(person.clone()),
        [one] => Some(one.person.clone()),
        [_, _, ..] => None,
    }
}

/// The account that a program asks for by `agency`; the first where it does not say.
///
/// # Errors
/// A refusal where it says an organisation that this human does not work for today: nobody speaks for another one than they said.
pub(super) fn asked(house: &House, person: &PersonId, values: &Values) -> Result<PersonId, Refusal> {
    let all = valid(house, person);
    match values.first("agency") {
        None => Ok(all.first().map_or_else(|| person.clone(), |c| c.person.clone())),
        Some(said) => all.into_iter().find(|c| c.agency.as_str() == said).map(|c| c.person).ok_or(NOT_THEIRS),
    }
}

/// Where it is chosen, and where that leads.
pub(super) fn to_choose(to: &str) -> String {
    format!("{HERE}?{}", encode(&[("naar", to)]))
}

/// Who is choosing, or chose and chooses again.
async fn chooser(house: &House, headers: &HeaderMap) -> Result<Option<(Session, String)>, Fault> {
    let Some(token) = session::token(house, headers) else { return Ok(None) };
    let found = house.vault.session(&token).await?;
    Ok(found.filter(|s| s.sort != SessionSort::Token).map(|s| (s, token)))
}

/// The page to choose on.
pub(crate) async fn show(house: &Arc<House>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let trace = trace_of(&parts.extensions);
    let shown = async {
        let Some((session, _)) = chooser(house, &parts.headers).await? else {
            return Ok(Redirect::to("/inloggen").into_response());
        };
        let query = Values::from_form(parts.uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
        let view = |c: Colleague| DesignationView {
            organisation: house.vault.directory().agency_name(&c.agency),
            id: c.person.to_string(),
            function: c.function.to_string(),
            until: c.until.map(kernel::day_month_year),
        };
        let body = ChooseBody {
            nl: session.lang == Lang::Nl,
            csrf: session.csrf.clone(),
            to: local(query.first("naar").unwrap_or("/")).to_owned(),
            designations: valid(house, &session.actor.person).into_iter().map(view).collect(),
        };
        let frame = Frame::of(house, session.lang, None, HERE.to_owned());
        Ok(layout::respond(&frame, StatusCode::OK, &Drawn::of(TITLE, &body), None))
    };
    shown.await.unwrap_or_else(|fault: Fault| broken(house, &fault, &trace))
}

/// Choosing: the session that chose ends, and another goes on for what was chosen, for as long as that one had.
pub(crate) async fn choose(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let chosen = async {
        let (parts, sent) = request.into_parts();
        let Some((session, token)) = chooser(house, &parts.headers).await? else {
            return Ok(Redirect::to("/inloggen").into_response());
        };
        if !origin::is_ours(house, &parts.headers) {
            return Err(Fault::Forged);
        }
        let values = body::read(house, &parts, sent, body::May::Form, body::From::Known).await?;
        if !origin::same(values.first("_csrf").unwrap_or_default(), &session.csrf) {
            return Err(Fault::Forged);
        }
        let to = local(values.first("naar").unwrap_or("/")).to_owned();
        let wanted = values.first("namens").unwrap_or_default();
        let Some(one) = valid(house, &session.actor.person).into_iter().find(|c| c.person.as_str() == wanted) else {
            return Ok(Redirect::to(&to_choose(&to)).into_response());
        };
        let chosen = house.vault.session_choose(&token, &one.person).await?;
        house.ended.send_modify(|times| *times += 1);
        let Some(token) = chosen else { return Ok(Redirect::to("/inloggen").into_response()) };
        Ok(([(header::SET_COOKIE, session::cookie(house, Some(&token)))], Redirect::to(&to)).into_response())
    };
    chosen.await.unwrap_or_else(|fault: Fault| broken(house, &fault, &trace))
}

fn broken(house: &House, fault: &Fault, trace: &str) -> Response {
    errors::page(&Frame::of(house, Lang::Nl, None, "/inloggen".to_owned()), fault, trace)
}
