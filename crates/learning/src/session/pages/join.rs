//! Coming in: a code is typed, a button is pressed, and the phone has a ticket. No name, no account. The browser keeps the ticket for this
//! session alone, so that it comes back to its own: one device is one participant.

use crate::places;
use crate::session::{Code, ComeIn, JOINED, JoinIn, State};
use kernel::{Lang, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Keep, Slip};
use web::{Ask, Filled, Guest, Page, Redirect, Trouble, Visit};

const TITLE: Say = Say::of("Meedoen aan een sessie", "Join a session");

#[derive(askama::Template)]
#[template(path = "session/pages/join.html")]
pub(super) struct OpenPage {
    lang: Lang,
    typed: String,
    wrong: Option<String>,
    found: Option<(String, String)>,
}

/// Where a code is typed.
pub(super) async fn open(guest: Guest) -> Result<Page<OpenPage>, Trouble> {
    let typed = guest.query.first("code").unwrap_or_default().trim().to_owned();
    let mut page = OpenPage { lang: guest.lang, typed, wrong: None, found: None };
    if !page.typed.is_empty() {
        match page.typed.parse::<Code>() {
            Err(refusal) => page.wrong = Some(refusal.why.to(guest.lang).to_owned()),
            Ok(code) => match guest.vault.look_by_code::<JoinIn>(code.as_str()).await {
                Ok(seen) => {
                    let title = seen.dossier().plan().map(|p| p.title.to_string()).unwrap_or_default();
                    page.found = Some((places::JOIN.of(code), title));
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
    Ok(Page::open(TITLE, page))
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/welcome.html")]
pub(super) struct Welcome {
    #[serde(skip)]
    lang: Lang,
    here: String,
    title: String,
    aim: String,
    over: bool,
    /// Where this device came in before.
    own: Option<String>,
}

/// So many devices come in to one session. A full hall is five hundred; whoever has the code and means no good cannot fill the house.
pub(in crate::session) const MOST_DEVICES: usize = 1000;
/// How long a browser keeps its ticket, in seconds: a session is over within a day.
const KEPT: u32 = 86_400;

const FULL: Refusal = Refusal::of(
    "Er zijn al duizend apparaten binnen, meer passen er niet in een sessie. Wie al binnen is, kan gewoon verder. Vertel het wie de sessie leidt.",
    "A thousand devices are in already, and no more fit in one session. Who is in can go on. Tell whoever leads the session.",
);

/// The session behind the code, with the button to come in.
pub(super) async fn show(visit: Visit<JoinIn>, _: Filled) -> Result<Page<Welcome>, Trouble> {
    let (session, lang) = (visit.dossier(), visit.ask.lang);
    let plan = session.plan().ok_or(Trouble::Denied)?;
    // As the session has it, not as it was typed: the browser keeps its ticket under this address.
    let here = places::JOIN.of(session.code().map_or(visit.ask.part("code"), Code::as_str));
    let over = session.state() == State::Closed;
    let own = visit.ask.ticket.as_ref().filter(|ticket| !over && visit.seen.has_issued(ticket));
    let body = Welcome {
        lang,
        own: own.map(|ticket| format!("{here}/{ticket}")),
        here,
        title: plan.title.to_string(),
        aim: plan.aim.to_string(),
        over,
    };
    let page = Page::of(&visit.ask, TITLE, body);
    Ok(if over { page.without_ticket() } else { page })
}

/// Gives the phone a ticket; one that was here before gets its own.
pub(super) async fn come_in(desk: Desk<ComeIn>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let here = places::JOIN.of(ask.part("code"));
    if let Some(own) = ask.ticket.as_ref().filter(|ticket| desk.has_issued(ticket)) {
        return Ok(Redirect::to(format!("{here}/{own}")));
    }
    if desk.slips(JOINED).await?.len() >= MOST_DEVICES {
        return Err(FULL.into());
    }
    let ticket = desk.issue();
    // The slip is empty: it says that somebody came in, and nothing else.
    let slip = Slip { into: JOINED.to_owned(), ticket: ticket.clone(), keep: Keep::Once, body: b"{}".to_vec() };
    desk.hand_in(slip).await?;
    Ok(Redirect::to(format!("{here}/{ticket}")).with_ticket(ticket, KEPT).quietly())
}
