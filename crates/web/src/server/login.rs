//! In, out, and in which language. One sentence for every cause of failure; in a demonstration a choice of invented persons instead.

use super::{
    body, designation, draft, errors,
    fault::Fault,
    house::House,
    json::{as_json, problem},
    layout::{self, Frame},
    origin,
    session::{self, Visitor, guest_lang},
    source::source_of,
    trace::trace_of,
};
use crate::{
    answer::Drawn,
    back::local,
    draft::Why,
    form::{Field, Filled, FormSpec, Wrong},
    html::Html,
    shape::Token,
    values::Values,
};
use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{Lang, PersonId, Refusal, Say, local_day};
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

const IS_KEPT: Say = Say::of(
    "Uw sessie is verlopen. Wat u schreef is bewaard, maar niet verstuurd. Log in; dan staat het weer in het formulier.",
    "Your session has expired. What you wrote has been kept, but not sent. Log in and it will be in the form again.",
);
const NOT_KEPT: Say = Say::of(
    "U was uitgelogd. Wat u nu verstuurde, is niet aangekomen en wordt hier niet bewaard. Wat eerder als concept was bewaard, staat weer in het formulier als u inlogt.",
    "You were logged out. What you sent just now did not arrive and is not kept here. What was kept as a draft before is in the form again once you log in.",
);
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
    let mut frame = Frame::of(house, lang, None, "/inloggen".to_owned());
    frame.done = query.first(draft::KEPT).map(|_| IS_KEPT);
    match body(house, &to, lang, &Filled::default()).await {
        Ok(page) => layout::respond(&frame, StatusCode::OK, &page, None),
        Err(fault) => errors::page(&frame, &fault, &trace),
    }
}

async fn body(house: &House, to: &str, lang: Lang, filled: &Filled) -> Result<Drawn, Fault> {
    let nl = lang == Lang::Nl;
    if !house.config.demo {
        return Ok(Drawn::of(TITLE, &LoginBody { nl, form: form(to, lang).markup(lang, "", filled, None) }));
    }
    let mut agencies: BTreeMap<String, Vec<PersonView>> = BTreeMap::new();
    for who in house.vault.people().await?.into_iter().filter(|who| who.login.is_none()) {
        let person =
            PersonView { id: who.person.to_string(), name: who.name.to_string(), function: who.function.to_string() };
        agencies.entry(who.agency.name.to_string()).or_default().push(person);
    }
    let body = PersonsBody { nl, lang: lang.code(), to: to.to_owned(), agencies: agencies.into_iter().collect() };
    Ok(Drawn::of(Say::of("Wie bent u vandaag?", "Who are you today?"), &body))
}

/// The page to log in on, for who sent a form after they were logged out: what they wrote, to be copied, and the way back to its page.
pub(crate) async fn lost(house: &Arc<House>, page: &str, words: Vec<String>, trace: &str) -> Response {
    let lang = Lang::default();
    let filled = Filled::at("/inloggen", Values::default()).with_notices(vec![NOT_KEPT]);
    let frame = Frame { lost: words, ..Frame::of(house, lang, None, "/inloggen".to_owned()) };
    match body(house, local(page), lang, &Filled::default()).await {
        Ok(page) => layout::respond(&frame, StatusCode::UNAUTHORIZED, &page, Some(&filled)),
        Err(fault) => errors::page(&frame, &fault, trace),
    }
}

/// Who this is, by name, password and code; in a demonstration by choice.
async fn recognise(house: &House, values: &Values, source: &str) -> Result<Result<PersonId, NotIn>, Fault> {
    const UNKNOWN: Refusal = Refusal::of("Kies een van deze personen.", "Choose one of these people.");
    let text = |name: &str| values.first(name).unwrap_or_default();
    let person = shortened(text("person").trim());
    if !house.config.demo {
        let entered = house.vault.login(source, person, text("password"), text("code")).await?;
        if entered.is_ok() {
            // For whom they work is asked next: of today, and not what this process knew of it before.
            house.vault.directory_now().await?;
        }
        return Ok(entered);
    }
    let directory = house.vault.directory_now().await?;
    let Ok(person) = person.parse::<PersonId>() else { return Ok(Err(NotIn::Wrong(UNKNOWN))) };
    // As a login looks at it: one designation that lasts is enough. Who is closed is not in the directory.
    let lasts: Vec<_> = directory.designations_of(&person).into_iter().map(|c| c.until).collect();
    let today = local_day(house.vault.now());
    if lasts.iter().any(|until| until.is_none_or(|until| today <= until)) {
        return Ok(Ok(person));
    }
    Ok(Err(lasts.into_iter().flatten().max().map_or(NotIn::Wrong(UNKNOWN), |on| NotIn::Ended { on })))
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
            let (person, sort, to) = match designation::only_one(house, &person) {
                Some(one) => (one, SessionSort::Browser, to),
                None => (person, SessionSort::Choosing, designation::to_choose(&to)),
            };
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
    let no = |status: StatusCode, why: &Refusal| {
        let body = json!({ "type": "about:blank", "title": why.why.to(lang), "status": status.as_u16() });
        as_json(status, &body, "application/problem+json")
    };
    let made = async {
        let values = body::read(&house, &parts, sent, body::May::Json, body::From::Anybody).await?;
        let person = match recognise(&house, &values, &source_of(&parts.extensions).text()).await? {
            Ok(person) => person,
            Err(not) => return Ok(refused(&not, |status| no(status, &not.says()))),
        };
        let account = match designation::asked(&house, &person, &values) {
            Ok(account) => account,
            Err(not_theirs) => return Ok(no(StatusCode::UNPROCESSABLE_ENTITY, &not_theirs)),
        };
        Ok(match house.vault.token_open(&account, lang).await? {
            Ok(token) => as_json(StatusCode::OK, &Token { token }, "application/json"),
            Err(many) => no(StatusCode::CONFLICT, &many),
        })
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
    if !origin::carries(&values, &visitor.session.csrf) {
        return Err(Fault::Forged);
    }
    Ok(Some((visitor, values)))
}

/// Logging out.
pub(crate) async fn leave(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let left = async {
        let mut to = "/inloggen".to_owned();
        // Who is still choosing for whom they work has no page with a form of its own, and ends that as well.
        let held = session::token(house, request.headers()).filter(|_| origin::is_ours(house, request.headers()));
        let own = own_form(house, request).await?;
        if let (None, Some(token)) = (&own, held) {
            house.vault.session_close(&token).await?;
        }
        if let Some((visitor, _)) = own {
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
        // A form that was being filled in may be carried along, so that its words are there in the other language.
        let query = Values::from_form(request.uri().query().unwrap_or_default().as_bytes())?;
        let carried = query.first("van").zip(query.first("terug").map(local));
        if session::visitor(house, request.headers()).await?.is_none() {
            let kept = draft::at_language(house, request).await;
            return Ok(kept.unwrap_or_else(|| Redirect::to("/inloggen").into_response()));
        }
        let Some((visitor, values)) = own_form(house, request).await? else {
            return Ok(Redirect::to("/inloggen").into_response());
        };
        let name = if carried.is_some() { "_taal" } else { "naar" };
        if let Some(lang) = values.first(name).and_then(session::lang) {
            house.vault.session_lang(&visitor.token, lang).await?;
        }
        if let Some((form, page)) = carried {
            let person = &visitor.session.actor.person;
            let kept = draft::keep(house, person, Why::Typed, (form, page), &values).await?;
            kept.map_err(|no_room| Fault::Refused(no_room.why))?;
            return Ok(Redirect::to(page).into_response());
        }
        Ok(Redirect::to(local(values.first("terug").unwrap_or("/"))).into_response())
    };
    chosen
        .await
        .unwrap_or_else(|fault: Fault| errors::page(&Frame::of(house, Lang::Nl, None, "/".to_owned()), &fault, &trace))
}
