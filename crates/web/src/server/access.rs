//! Where somebody is logged in, and ending it: each sees and ends their own, and nobody else's.

use super::{
    designation, errors,
    fault::Fault,
    house::House,
    layout::{self, Frame},
    login::own_form,
    session::{self, Visitor},
    trace::trace_of,
};
use crate::{answer::Drawn, draft};
use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{Lang, Say, ShownMoment, local_minute};
use std::sync::Arc;
use vault::{OpenSession, SessionSort};

const HERE: &str = "/mijn-toegang";
const TITLE: Say = Say::of("Mijn toegang", "My access");

#[derive(askama::Template)]
#[template(path = "access.html")]
struct AccessBody<'a> {
    nl: bool,
    csrf: &'a str,
    several: bool,
    /// How much was typed and not sent.
    unsent: usize,
    /// Further pages of one's own, with what each is called.
    pages: Vec<(&'static str, &'a str)>,
    open: Vec<OpenView>,
}

struct OpenView {
    key: String,
    what: &'static str,
    since: ShownMoment,
    used: ShownMoment,
    mine: bool,
}

impl OpenView {
    fn of(open: OpenSession, nl: bool) -> Self {
        let what = match (open.sort, nl) {
            (SessionSort::Browser, true) => "een browser",
            (SessionSort::Browser, false) => "a browser",
            (SessionSort::Choosing, true) => "een inlog zonder gekozen organisatie",
            (SessionSort::Choosing, false) => "a login with no organisation chosen yet",
            (SessionSort::Token, true) => "een programma",
            (SessionSort::Token, false) => "a program",
        };
        Self { key: open.key, what, since: local_minute(open.since), used: local_minute(open.used), mine: open.mine }
    }
}

/// The sessions and tokens of who asks.
pub(crate) async fn show(house: &Arc<House>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let trace = trace_of(&parts.extensions);
    let visitor = match session::visitor(house, &parts.headers).await {
        Ok(Some(visitor)) => visitor,
        Ok(None) => return Redirect::to("/inloggen").into_response(),
        Err(fault) => return broken(house, &fault, &trace),
    };
    match body(house, &visitor).await {
        Ok(page) => {
            let frame = Frame::of(house, visitor.session.lang, Some(&visitor), HERE.to_owned());
            layout::respond(&frame, StatusCode::OK, &page, None)
        }
        Err(fault) => broken(house, &fault, &trace),
    }
}

async fn body(house: &House, visitor: &Visitor) -> Result<Drawn, Fault> {
    let nl = visitor.session.lang == Lang::Nl;
    let open = house.vault.sessions_of(&visitor.session.actor.person, &visitor.token).await?;
    let open = open.into_iter().map(|one| OpenView::of(one, nl)).collect();
    let several = designation::only_one(house, &visitor.session.actor.person).is_none();
    let unsent = draft::all_of(&house.vault, &visitor.session.actor).await?.len();
    let pages = house.of_oneself.iter().map(|(path, says)| (*path, says.to(visitor.session.lang))).collect();
    Ok(Drawn::of(TITLE, &AccessBody { unsent, pages, nl, csrf: &visitor.session.csrf, several, open }))
}

/// Ends one of them, or every one but the one that asks.
pub(crate) async fn end(house: &Arc<House>, request: Request) -> Response {
    let trace = trace_of(request.extensions());
    let ended = async {
        let Some((visitor, values)) = own_form(house, request).await? else {
            return Ok(Redirect::to("/inloggen").into_response());
        };
        let actor = &visitor.session.actor;
        match values.first("welke") {
            Some(key) => drop(house.vault.sessions_end(&actor.person, Some(key), actor).await?),
            None => {
                for other in house.vault.sessions_of(&actor.person, &visitor.token).await? {
                    if !other.mine {
                        house.vault.sessions_end(&actor.person, Some(&other.key), actor).await?;
                    }
                }
            }
        }
        house.ended.send_modify(|times| *times += 1);
        Ok(Redirect::to(HERE).into_response())
    };
    ended.await.unwrap_or_else(|fault: Fault| broken(house, &fault, &trace))
}

fn broken(house: &House, fault: &Fault, trace: &str) -> Response {
    errors::page(&Frame::of(house, Lang::Nl, None, HERE.to_owned()), fault, trace)
}
