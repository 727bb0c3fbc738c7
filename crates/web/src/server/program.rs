//! A request from a program: a token instead of a cookie, JSON instead of pages, problems as `application/problem+json`. The doors are
//! the same ones, so a program can do exactly what its person can do.

use super::{
    body,
    call::{call, download},
    fault::Fault,
    house::House,
    json::{as_json, problem, unknown, written},
    secrecy, session,
    trace::trace_of,
};
use crate::{
    answer::{Answer, Why},
    ask::Via,
    doors::Run,
    form::Filled,
    rooms::API,
    shape::{Begun, Done},
    values::Values,
};
use axum::{
    extract::Request,
    http::{Method, StatusCode},
    response::Response,
};
use kernel::Lang;
use serde_json::{Value, json};
use std::sync::Arc;

/// A door for who carries a token.
pub(crate) async fn inside(house: Arc<House>, run: Run, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let lang = session::spoken(request.headers());
    match go_in(&house, run, lang, request).await {
        Ok(Some(answer)) => write(answer, lang),
        Ok(None) => unknown(lang),
        Err(fault) => problem(&fault, &trace, lang),
    }
}

async fn go_in(house: &Arc<House>, run: Run, lang: Lang, request: Request) -> Result<Option<Answer>, Fault> {
    let Some(session) = session::program(house, request.headers()).await? else {
        return Ok(None);
    };
    if secrecy::is_owed(house, &session.actor).await? {
        return Err(Fault::Secrecy);
    }
    let (mut parts, body) = request.into_parts();
    let values = match parts.method {
        Method::POST => body::read(house, &parts, body, body::May::Json, body::From::Known).await?,
        _ => Values::default(),
    };
    let call = call(house, &mut parts, values, session.actor, lang, Via::Program).await?;
    let answer = tokio::spawn(run(call)).await.map_err(|e| Fault::Broken(format!("a handler stopped: {e}")))??;
    Ok(Some(answer))
}

fn write(answer: Answer, lang: Lang) -> Response {
    match answer {
        Answer::Page(page) => written(StatusCode::OK, page.json, "application/json"),
        Answer::Again(_, page, _) => written(StatusCode::OK, page.json, "application/json"),
        Answer::Mend(why, filled) => mend(why, &filled, lang),
        Answer::Go(go) => {
            let address = format!("{API}{}", go.address.split('#').next().unwrap_or_default());
            match go.made {
                Some((id, reference)) => {
                    let begun = Begun { address, id: id.to_string(), reference };
                    as_json(StatusCode::CREATED, &begun, "application/json")
                }
                None => as_json(StatusCode::OK, &Done { address }, "application/json"),
            }
        }
        Answer::File(file) => download(file),
    }
}

/// What is to be mended, per field.
fn mend(why: Why, filled: &Filled, lang: Lang) -> Response {
    let (status, title) = match why {
        Why::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, ("Dit klopt nog niet", "This is not right yet")),
        Why::Stale => (StatusCode::CONFLICT, ("Intussen veranderd", "Changed in the meantime")),
        Why::Early => (StatusCode::CONFLICT, ("Dit kan nu niet", "This cannot be done now")),
        Why::Full => (StatusCode::INSUFFICIENT_STORAGE, ("Geen ruimte", "No room")),
        Why::Busy => (StatusCode::SERVICE_UNAVAILABLE, ("Even te druk", "Too busy for a moment")),
        Why::Unknown => (StatusCode::SERVICE_UNAVAILABLE, ("Niet zeker", "Not certain")),
    };
    let errors: Vec<Value> =
        filled.wrong().iter().map(|w| json!({ "field": w.field, "message": w.say.to(lang) })).collect();
    let notices: Vec<&str> = filled.notices().iter().map(|n| n.to(lang)).collect();
    let title = if lang == Lang::Nl { title.0 } else { title.1 };
    let body = json!({
        "type": "about:blank", "title": title, "status": status.as_u16(), "errors": errors, "notices": notices,
    });
    as_json(status, &body, "application/problem+json")
}
