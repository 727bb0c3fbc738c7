//! A request from a browser: session, forged or not, the address, the door, and a page around what comes back.

use super::{
    body,
    call::{call, download, named_parts},
    draft, errors,
    fault::Fault,
    house::House,
    layout::{self, DONE, Frame},
    live::{self, Listening},
    origin, secrecy,
    session::{self, Visitor},
    ticket,
    trace::trace_of,
};
use crate::{
    answer::{Answer, Redirect, Trouble, Why},
    ask::{Guest, Via},
    back::local,
    doors::{Call, Hearing, Listen, Run, Welcomed},
    draft::words,
    rooms::Address,
    values::{Values, encode},
};
use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    response::{self, IntoResponse, Response},
};
use kernel::Lang;
use std::sync::Arc;

/// A door for who is logged in.
pub(crate) async fn inside(house: Arc<House>, address: Arc<Address>, run: Run, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let visitor = match session::visitor(&house, request.headers()).await {
        Ok(Some(visitor)) => visitor,
        Ok(None) => return nobody(&house, &address, request).await,
        Err(fault) => return errors::page(&Frame::of(&house, Lang::Nl, None, "/".to_owned()), &fault, &trace),
    };
    let here = page_address(&house, &address, &request);
    let lang = visitor.session.lang;
    let mut frame = Frame::of(&house, lang, Some(&visitor), here.clone());
    match go_in(&house, run, &visitor, here, request, &mut frame).await {
        Ok((answer, query)) => write(frame.after(&query), &address, answer),
        Err(fault) => errors::page(&frame, &fault, &trace),
    }
}

/// A form whose session is over is kept where that may be, or shown to be copied; and then to the login page.
async fn nobody(house: &Arc<House>, address: &Address, request: Request) -> Response {
    if request.method() == Method::GET {
        return to_login(&request);
    }
    let (form, page) = (request.uri().path().to_owned(), page_address(house, address, &request));
    draft::late(house, &form, &page, request).await
}

/// Everything up to the door, and through it. What somebody typed and is not sent stands in the frame of the page that comes.
async fn go_in(
    house: &Arc<House>,
    run: Run,
    visitor: &Visitor,
    here: String,
    request: Request,
    frame: &mut Frame<'_>,
) -> Result<(Answer, Values), Fault> {
    let (mut parts, body) = request.into_parts();
    let sends = parts.method == Method::POST;
    let mut values = Values::default();
    if sends {
        if !origin::is_ours(house, &parts.headers) {
            return Err(Fault::Forged);
        }
        values = body::read(house, &parts, body, body::May::Form, body::From::Known).await?;
        if !origin::carries(&values, &visitor.session.csrf) {
            return Err(Fault::Forged);
        }
        frame.lost = words(&values);
    }
    if secrecy::is_owed(house, &visitor.session.actor).await? {
        let sent = sends.then_some((parts.uri.path(), &values));
        return Ok((Answer::Go(secrecy::first(house, visitor, &here, sent).await?), Values::default()));
    }
    let word = origin::word(&values).map(str::to_owned);
    let session = &visitor.session;
    let via = Via::Browser { csrf: origin::with_word(&session.csrf, &house.vault.page_word()) };
    let mut call = call(house, &mut parts, values, session.actor.clone(), session.lang, via).await?;
    let query = call.ask.query.clone();
    if sends {
        let answer = draft::send(house, run, call, word.as_deref(), here).await?;
        return Ok((answer, query));
    }
    (call.draft, frame.offers) = draft::offered(house, visitor, parts.uri.path()).await?;
    // A task of its own: a fault in a handler stays there.
    let answer = tokio::spawn(run(call)).await.map_err(|e| Fault::Broken(format!("a handler stopped: {e}")))??;
    Ok((answer, query))
}

/// What came back, as a page.
fn write(frame: Frame<'_>, address: &Address, answer: Answer) -> Response {
    match answer {
        Answer::Page(page) => layout::respond(&Frame { lost: Vec::new(), ..frame }, StatusCode::OK, &page, None),
        Answer::Again(why, page, filled) => {
            let status = match why {
                Why::Wrong => StatusCode::UNPROCESSABLE_ENTITY,
                Why::Stale | Why::Early => StatusCode::CONFLICT,
                Why::Full => StatusCode::INSUFFICIENT_STORAGE,
                Why::Busy | Why::Unknown => StatusCode::SERVICE_UNAVAILABLE,
            };
            // Where the step is over its form is no longer on the page; what was typed is, to be copied.
            let lost = if draft::stands_on(filled.address(), &page) { Vec::new() } else { words(filled.values()) };
            let response = layout::respond(&Frame { done: None, lost, ..frame }, status, &page, Some(&filled));
            if why == Why::Busy { Fault::Busy.marked(response) } else { response }
        }
        // Only programs get this; a browser that does is told in general words.
        Answer::Mend(..) => errors::page(&frame, &Fault::Unreadable, ""),
        Answer::Go(go) => redirect(&go, address.act.as_ref().map(|a| a.name).filter(|_| !go.quiet)),
        Answer::File(file) => download(file),
    }
}

/// On to the next page, which tells what was done.
fn redirect(go: &Redirect, act: Option<&str>) -> Response {
    let (path, fragment) = go.address.split_once('#').map_or((go.address.as_str(), None), |(p, f)| (p, Some(f)));
    let mut target = local(path).to_owned();
    if let Some(act) = act {
        target.push(if target.contains('?') { '&' } else { '?' });
        target.push_str(&encode(&[(DONE, act)]));
    }
    if let Some(fragment) = fragment {
        target.push('#');
        target.push_str(fragment);
    }
    response::Redirect::to(&target).into_response()
}

/// To the login page, remembering where one wanted to be.
fn to_login(request: &Request) -> Response {
    let wanted = local(request.uri().path_and_query().map_or("/", |p| p.as_str()));
    if wanted == "/" {
        return response::Redirect::to("/inloggen").into_response();
    }
    response::Redirect::to(&format!("/inloggen?{}", encode(&[("naar", wanted)]))).into_response()
}

/// Where the language switch leads back to: this page, or for an act the page it belongs to.
fn page_address(house: &House, address: &Address, request: &Request) -> String {
    let asked = request.uri().path();
    let query = Values::from_form(request.uri().query().unwrap_or_default().as_bytes()).unwrap_or_default();
    if request.method() == Method::GET {
        let kept: Vec<(&str, &str)> = query.pairs().filter(|(name, _)| *name != DONE).collect();
        return if kept.is_empty() { asked.to_owned() } else { format!("{asked}?{}", encode(&kept)) };
    }
    // The same address, the page that is shown again, or any other page of the same reading.
    let fits: [&dyn Fn(&Address) -> bool; 3] =
        [&|a| a.path == address.path, &|a| a.shows.is_some() && a.shows == address.shows, &|a| {
            address.back.is_some() && a.act.as_ref().map(|i| i.name) == address.back
        }];
    let pages = || house.addresses.iter().filter(|a| a.method == crate::rooms::Method::Get);
    let page = fits.iter().find_map(|fits| pages().find(|a| fits(a)));
    page.map_or_else(|| "/".to_owned(), |page| fill(page.path, address.path, asked))
}

/// The pattern of a page with the parts that the address of an act had in the same places.
fn fill(pattern: &str, asked_pattern: &str, asked: &str) -> String {
    let known: Vec<(&str, &str)> = asked_pattern.split('/').zip(asked.split('/')).collect();
    let part = |p: &str| {
        known.iter().find(|(name, _)| p.starts_with('{') && *name == p).map_or(p.to_owned(), |k| k.1.to_owned())
    };
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The address of an act, asked as a page: to the page it belongs to.
pub(crate) fn back(act: &str, page: &str, request: &Request) -> Response {
    response::Redirect::to(local(&fill(page, act, request.uri().path()))).into_response()
}

/// Somebody without an account: their language, and the cookie that remembers it when they have just chosen.
struct Stranger {
    lang: Lang,
    remember: Option<HeaderValue>,
}

impl Stranger {
    /// On a page for a code nobody is known, so what was chosen there goes before the language of a session.
    fn of(house: &House, visitor: Option<&Visitor>, coded: bool, request: &Request) -> Self {
        let own = visitor.map(|v| v.session.lang);
        let query = Values::from_form(request.uri().query().unwrap_or_default().as_bytes()).unwrap_or_default();
        let kept = request.headers().get(header::COOKIE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let kept = kept.split(';').find_map(|pair| pair.trim().strip_prefix("taal=")).and_then(session::lang);
        let chosen = query.first("taal").and_then(session::lang);
        let secure = session::secure(house);
        let line = |lang: Lang| format!("taal={}; Path=/; HttpOnly; SameSite=Lax{secure}", lang.code());
        Self {
            lang: if coded { chosen.or(kept).or(own) } else { own.or(chosen).or(kept) }.unwrap_or_default(),
            remember: chosen.and_then(|lang| HeaderValue::try_from(line(lang)).ok()),
        }
    }

    fn with(self, mut response: Response) -> Response {
        if let Some(line) = self.remember {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
        response
    }
}

/// A door for anybody.
pub(crate) async fn outside(house: Arc<House>, show: Welcomed, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let visitor = session::visitor(&house, request.headers()).await.unwrap_or_default();
    let stranger = Stranger::of(&house, visitor.as_ref(), false, &request);
    let lang = stranger.lang;
    let frame = Frame::of(&house, lang, visitor.as_ref(), request.uri().path().to_owned());
    let (mut parts, _) = request.into_parts();
    let shown = async {
        let (_, named) = named_parts(&mut parts).await?;
        let query = Values::from_form(parts.uri.query().unwrap_or_default().as_bytes())?;
        let (vault, directory) = (house.vault.clone(), house.vault.directory());
        let guest = Guest { lang, now: house.vault.now(), vault, directory, query, parts: named };
        show(guest).await.map_err(Fault::from)
    };
    stranger.with(match shown.await {
        Ok(page) => layout::respond(&frame, StatusCode::OK, &page, None),
        Err(fault) => errors::page(&frame, &fault, &trace),
    })
}

/// A door for who holds the code in the address, logged in or not: the code is all that counts.
pub(crate) async fn with_code(house: Arc<House>, address: Arc<Address>, run: Run, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let visitor = session::visitor(&house, request.headers()).await.unwrap_or_default();
    let stranger = Stranger::of(&house, visitor.as_ref(), true, &request);
    let mut frame = Frame::of(&house, stranger.lang, None, page_address(&house, &address, &request));
    let place = ticket::place(address.path, request.uri().path());
    let above = address.path.split_once("/{").and_then(|(above, _)| house.open.get(above));
    let answer = match held_call(&house, stranger.lang, request).await {
        Ok(call) => {
            let query = call.ask.query.clone();
            // A code that opens something, and who typed it, help nobody on the page of a dead address.
            frame.lost = if call.values.first("code").is_some() { Vec::new() } else { words(&call.values) };
            draft::send_with_code(&house, run, call).await.map(|answer| (answer, query))
        }
        Err(fault) => Err(fault),
    };
    stranger.with(match answer {
        Ok((answer, query)) => {
            let keeps = answer.keeps();
            let page = write(frame.after(&query), &address, answer);
            ticket::kept(page, keeps.as_ref(), &place, session::secure(&house))
        }
        Err(Fault::Lost) => match above {
            Some(show) => over(&house, &frame, show).await.unwrap_or_else(|fault| errors::page(&frame, &fault, &trace)),
            None => errors::page(&frame, &Fault::Lost, &trace),
        },
        Err(fault) => errors::page(&frame, &fault, &trace),
    })
}

/// The page above an address behind which nothing is, or nothing any more: what can be done without an account stands there.
async fn over(house: &Arc<House>, frame: &Frame<'_>, show: &Welcomed) -> Result<Response, Fault> {
    let (vault, directory) = (house.vault.clone(), house.vault.directory());
    let (query, parts) = (Values::default(), Values::default());
    let guest = Guest { lang: frame.lang, now: house.vault.now(), vault, directory, query, parts };
    let page = show(guest).await.map_err(Fault::from)?;
    Ok(layout::respond(frame, StatusCode::NOT_FOUND, &page, None))
}

/// A request with a code, as the doors see it. There is no session to forge: what the sender holds is in the address itself.
async fn held_call(house: &Arc<House>, lang: Lang, request: Request) -> Result<Call, Fault> {
    let (mut parts, body) = request.into_parts();
    let mut values = Values::default();
    if parts.method == Method::POST {
        if !origin::is_ours(house, &parts.headers) {
            return Err(Fault::Forged);
        }
        values = body::read(house, &parts, body, body::May::Form, body::From::Anybody).await?;
    }
    let actor = house.vault.bearer().map_err(|e| Fault::from(Trouble::from(e)))?;
    let ticket = ticket::carried(&parts.headers);
    let mut call = call(house, &mut parts, values, actor, lang, Via::Browser { csrf: String::new() }).await?;
    call.ask.ticket = ticket;
    Ok(call)
}

/// Word of changes for who is logged in.
pub(crate) async fn listen(house: Arc<House>, listen: Listen, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let (mut parts, _) = request.into_parts();
    let changes = async {
        let visitor = session::visitor(&house, &parts.headers).await?.ok_or(Fault::Lost)?;
        if secrecy::is_owed(&house, &visitor.session.actor).await? {
            return Err(Fault::Lost);
        }
        let listening = Listening::of(&house, &visitor).ok_or(Fault::Streams)?;
        let (session, csrf) = (visitor.session, String::new());
        let via = Via::Browser { csrf };
        let call = call(&house, &mut parts, Values::default(), session.actor, session.lang, via).await?;
        Ok((listen(call).await?, Some(listening)))
    };
    heard(&house, changes.await, &trace)
}

/// Word of changes for who holds the code in the address.
pub(crate) async fn listen_with_code(house: Arc<House>, listen: Listen, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let changes = async { Ok((listen(held_call(&house, Lang::Nl, request).await?).await?, None)) };
    heard(&house, changes.await, &trace)
}

type Heard = (Hearing, Option<Listening>);

fn heard(house: &Arc<House>, changes: Result<Heard, Fault>, trace: &str) -> Response {
    match changes {
        Ok((changes, session)) => live::stream(house, changes, session),
        Err(fault) => {
            fault.log(trace);
            fault.marked(fault.status().into_response())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn the_page_of_an_act_is_found_back() {
        assert_eq!(fill("/signalen/{id}", "/signalen/{id}/uitsluiten", "/signalen/7/uitsluiten"), "/signalen/7");
        assert_eq!(fill("/", "/signalen/{id}/uitsluiten", "/signalen/7/uitsluiten"), "/");
    }
}
