//! In, out, and in which language. One sentence for every cause of failure; in a demonstration a choice of invented persons instead.

use super::{
    body, designation, errors,
    fault::Fault,
    house::House,
    json::{as_json, problem},
    layout::{self, Frame},
    origin,
    session::{self, Visitor, guest_lang, local},
    source::source_of,
    trace::trace_of,
};
use crate::{
    answer::Page,
    form::{Field, Filled, FormSpec, Wrong},
    html::Html,
    values::Values,
};
use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{Lang, PersonId, Refusal, Say};
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};
use vault::{NotIn, SessionSort};

#[derive(askama::Template)]
#[template(path = "login.html")]
struct LoginBody {
    nl: bool,
    form: Html,
}

#[derive(askama::Template)]
#[template(path = "persons.html")]
struct PersonsBody {
    nl: bool,
    lang: &'static str,
    to: String,
    agencies: Vec<(String, Vec<PersonView>)>,
}

struct PersonView {
    id: String,
    name: String,
    function: String,
}

const TITLE: Say = Say::of("Inloggen", "Log in");

fn form(to: &str, lang: Lang) -> FormSpec {
    FormSpec::to("/inloggen", TITLE)
        .field(Field::line("person", Say::of("Gebruikersnaam", "User name")))
        .field(Field::password("password", Say::of("Wachtwoord", "Password")))
        .field(Field::digits("code", Say::of("Code", "Code")))
        .field(Field::hidden("naar", to))
        .field(Field::hidden("taal", lang.code()))
}

/// The page to log in on.
pub(crate) async fn show(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let query = Values::from_form(request.uri().query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let lang = guest_lang(None, &query);
    let to = local(query.first("naar").unwrap_or("/")).to_owned();
    let frame = Frame::of(house, lang, None, "/inloggen".to_owned());
    match body(house, &to, lang, &Filled::default()).await {
        Ok(page) => layout::respond(&frame, StatusCode::OK, &page, None),
        Err(fault) => errors::page(&frame, &fault, &trace),
    }
}

async fn body(house: &House, to: &str, lang: Lang, filled: &Filled) -> Result<Page, Fault> {
    let nl = lang == Lang::Nl;
    if !house.config.demo {
        return Ok(Page::open(TITLE, &LoginBody { nl, form: form(to, lang).markup(lang, "", filled, None) }));
    }
    let mut agencies: BTreeMap<String, Vec<PersonView>> = BTreeMap::new();
    for who in house.vault.people().await?.into_iter().filter(|who| who.login.is_none()) {
        let person =
            PersonView { id: who.person.to_string(), name: who.name.to_string(), function: who.function.to_string() };
        agencies.entry(who.agency.name.to_string()).or_default().push(person);
    }
    let body = PersonsBody { nl, lang: lang.code(), to: to.to_owned(), agencies: agencies.into_iter().collect() };
    Ok(Page::open(Say::of("Wie bent u vandaag?", "Who are you today?"), &body))
}

/// Who this is, by name, password and code; in a demonstration by choice.
async fn recognise(house: &House, values: &Values, source: &str) -> Result<Result<PersonId, NotIn>, Fault> {
    const UNKNOWN: Refusal = Refusal::of("Kies een van deze personen.", "Choose one of these persons.");
    let text = |name: &str| values.first(name).unwrap_or_default();
    let person = shortened(text("person").trim());
    if !house.config.demo {
        return Ok(house.vault.login(source, person, text("password"), text("code")).await?);
    }
    let Some(actor) = house.vault.actor(person).await? else { return Ok(Err(NotIn::Wrong(UNKNOWN))) };
    if actor.designated {
        return Ok(Ok(actor.person));
    }
    // Who is closed is not in the directory.
    let until = house.vault.directory().colleague(&actor.person).and_then(|c| c.until);
    Ok(Err(until.map_or(NotIn::Wrong(UNKNOWN), |on| NotIn::Ended { on })))
}

/// A name that somebody may have: what is tried is remembered for a while, and a megabyte of name is nobody's.
fn shortened(name: &str) -> &str {
    const MOST: usize = 200;
    name.char_indices().nth(MOST).map_or(name, |(end, _)| &name[..end])
}

/// Logging in.
pub(crate) async fn enter(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let (parts, sent) = request.into_parts();
    match try_enter(house, &parts, sent).await {
        Ok(response) => response,
        Err(fault) => errors::page(&Frame::of(house, Lang::Nl, None, "/inloggen".to_owned()), &fault, &trace),
    }
}

async fn try_enter(house: &Arc<House>, parts: &Parts, sent: axum::body::Body) -> Result<Response, Fault> {
    if !origin::is_ours(house, &parts.headers) {
        return Err(Fault::Forged);
    }
    let values = body::read(house, parts, sent, body::May::Form, body::From::Anybody).await?;
    let lang = guest_lang(None, &values);
    let to = local(values.first("naar").unwrap_or("/")).to_owned();
    match recognise(house, &values, &source_of(&parts.extensions).text()).await? {
        Ok(person) => {
            // A session that was there before ends: nobody is two people at once.
            if let Some(old) = session::token(house, &parts.headers) {
                house.vault.session_close(&old).await?;
                house.ended.send_modify(|times| *times += 1);
            }
            let (sort, to) = match designation::only_one(house, &person) {
                Some(_) => (SessionSort::Browser, to),
                None => (SessionSort::Choosing, designation::to_choose(&to)),
            };
            let person = designation::only_one(house, &person).unwrap_or(person);
            let token = house.vault.session_open(&person, sort, lang).await?;
            Ok(([(header::SET_COOKIE, session::cookie(house, Some(&token)))], Redirect::to(&to)).into_response())
        }
        Err(not) => {
            let wrong = Wrong { field: "".into(), say: not.says().why };
            // Only the name comes back, and no more of it than a name: whoever sends a lot here is not written out a lot.
            let mut typed = Values::default();
            typed.put("person", shortened(values.first("person").unwrap_or_default().trim()));
            drop(values);
            let filled = Filled::at("/inloggen", typed).with_wrong(vec![wrong]);
            let page = body(house, &to, lang, &filled).await?;
            let frame = Frame::of(house, lang, None, "/inloggen".to_owned());
            Ok(refused(&not, |status| layout::respond(&frame, status, &page, Some(&filled))))
        }
    }
}

/// The answer to who is not let in: too many tries, too many people at once, or just not right; and when to come back.
fn refused(not: &NotIn, answer: impl FnOnce(StatusCode) -> Response) -> Response {
    let (status, seconds) = match not {
        NotIn::Wrong(_) => (StatusCode::UNPROCESSABLE_ENTITY, None),
        NotIn::Later { seconds } => (StatusCode::TOO_MANY_REQUESTS, Some(*seconds)),
        NotIn::Crowded => (StatusCode::SERVICE_UNAVAILABLE, Some(5)),
        NotIn::Ended { .. } => (StatusCode::FORBIDDEN, None),
    };
    let mut response = answer(status);
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A token for a program, for the same name, password and code.
pub(crate) async fn token(house: Arc<House>, request: Request) -> Response {
    let (trace, lang) = (trace_of(request.extensions()), session::spoken(request.headers()));
    let (parts, sent) = request.into_parts();
    let made = async {
        let values = body::read(&house, &parts, sent, body::May::Json, body::From::Anybody).await?;
        match recognise(&house, &values, &source_of(&parts.extensions).text()).await? {
            Ok(person) => {
                Ok(match house.vault.token_open(&designation::asked(&house, &person, &values), lang).await? {
                    Ok(token) => as_json(StatusCode::OK, &json!({ "token": token }), "application/json"),
                    Err(many) => {
                        let status = StatusCode::CONFLICT;
                        let body =
                            json!({ "type": "about:blank", "title": many.why.to(lang), "status": status.as_u16() });
                        as_json(status, &body, "application/problem+json")
                    }
                })
            }
            Err(not) => Ok(refused(&not, |status| {
                let title = not.says().why;
                let body = json!({ "type": "about:blank", "title": title.to(lang), "status": status.as_u16() });
                as_json(status, &body, "application/problem+json")
            })),
        }
    };
    made.await.unwrap_or_else(|fault: Fault| problem(&fault, &trace, lang))
}

/// A form of who is logged in, with its token checked.
pub(crate) async fn own_form(house: &House, request: Request) -> Result<Option<(Visitor, Values)>, Fault> {
    let (parts, sent) = request.into_parts();
    let Some(visitor) = session::visitor(house, &parts.headers).await? else {
        return Ok(None);
    };
    if !origin::is_ours(house, &parts.headers) {
        return Err(Fault::Forged);
    }
    let values = body::read(house, &parts, sent, body::May::Form, body::From::Known).await?;
    if !origin::same(values.first("_csrf").unwrap_or_default(), &visitor.session.csrf) {
        return Err(Fault::Forged);
    }
    Ok(Some((visitor, values)))
}

/// Logging out.
pub(crate) async fn leave(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let left = async {
        let mut to = "/inloggen".to_owned();
        if let Some((visitor, _)) = own_form(house, request).await? {
            house.vault.session_close(&visitor.token).await?;
            house.ended.send_modify(|times| *times += 1);
            if visitor.session.lang != Lang::default() {
                // The page that comes knows nobody any more; the address tells it the language, and nothing else.
                to = format!("{to}?taal={}", visitor.session.lang.code());
            }
        }
        Ok(([(header::SET_COOKIE, session::cookie(house, None))], Redirect::to(&to)).into_response())
    };
    left.await
        .unwrap_or_else(|fault: Fault| errors::page(&Frame::of(house, Lang::Nl, None, "/".to_owned()), &fault, &trace))
}

/// Choosing a language; the page stays.
pub(crate) async fn language(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let chosen = async {
        let Some((visitor, values)) = own_form(house, request).await? else {
            return Ok(Redirect::to("/inloggen").into_response());
        };
        if let Some(lang) = values.first("naar").and_then(session::lang) {
            house.vault.session_lang(&visitor.token, lang).await?;
        }
        Ok(Redirect::to(local(values.first("terug").unwrap_or("/"))).into_response())
    };
    chosen
        .await
        .unwrap_or_else(|fault: Fault| errors::page(&Frame::of(house, Lang::Nl, None, "/".to_owned()), &fault, &trace))
}
