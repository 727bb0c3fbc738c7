//! Coming in: a code is typed, a button is pressed, and the phone has a ticket. No name, no account, no cookie.

use crate::session::{Code, ComeIn, JOINED, JoinIn, State};
use kernel::{Lang, Say};
use serde::Serialize;
use vault::{Desk, Keep, Slip};
use web::{Ask, Filled, Go, Guest, Page, Trouble, Visit};

const TITLE: Say = Say::of("Meedoen aan een sessie", "Join a session");

#[derive(askama::Template)]
#[template(path = "session/pages/join.html")]
struct OpenPage {
    lang: Lang,
    typed: String,
    wrong: Option<String>,
    found: Option<(String, String)>,
}

/// Where a code is typed.
pub(super) async fn open(guest: Guest) -> Result<Page, Trouble> {
    let typed = guest.query.first("code").unwrap_or_default().trim().to_owned();
    let mut page = OpenPage { lang: guest.lang, typed, wrong: None, found: None };
    if !page.typed.is_empty() {
        match page.typed.parse::<Code>() {
            Err(refusal) => page.wrong = Some(refusal.why.to(guest.lang).to_owned()),
            Ok(code) => match guest.vault.look_by_code::<JoinIn>(code.as_str()).await {
                Ok(seen) => {
                    let title = seen.dossier().plan().map(|p| p.title.to_string()).unwrap_or_default();
                    page.found = Some((format!("/meedoen/{code}"), title));
                }
                Err(vault::Error::Denied) => {
                    let none = Say::of(
                        "Er is geen sessie met deze code. Kijk nog eens op het scherm.",
                        "There is no session with this code. Look at the screen once more.",
                    );
                    page.wrong = Some(none.to(guest.lang).to_owned());
                }
                Err(other) => return Err(other.into()),
            },
        }
    }
    Ok(Page::open(TITLE, &page))
}

#[derive(askama::Template, Serialize)]
#[template(path = "session/pages/welcome.html")]
struct Welcome {
    #[serde(skip)]
    lang: Lang,
    here: String,
    title: String,
    aim: String,
    over: bool,
}

/// The session behind the code, with the button to come in.
pub(super) async fn show(visit: Visit<JoinIn>, _: Filled) -> Result<Page, Trouble> {
    let (session, lang) = (visit.dossier(), visit.ask.lang);
    let plan = session.plan().ok_or(Trouble::Denied)?;
    let body = Welcome {
        lang,
        here: format!("/meedoen/{}", visit.ask.part("code")),
        title: plan.title.to_string(),
        aim: plan.aim.to_string(),
        over: session.state() == State::Closed,
    };
    Ok(Page::of(&visit.ask, TITLE, body))
}

/// Gives the phone a ticket.
pub(super) async fn come_in(desk: Desk<ComeIn>, ask: Ask, (): ()) -> Result<Go, Trouble> {
    let ticket = ask.vault.ticket();
    let to = format!("/meedoen/{}/{ticket}", ask.part("code"));
    // The slip is empty: it says that somebody came in, and nothing else.
    desk.hand_in(Slip { into: JOINED.to_owned(), ticket, keep: Keep::Once, body: b"{}".to_vec() }).await?;
    Ok(Go::to(to))
}
