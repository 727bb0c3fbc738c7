//! The screen in the room: how to come in, what is asked now, until when, and what the room may read of the answers. It fills whatever it
//! hangs on and never scrolls: what does not go on it goes on sheets, which turn by themselves or as who leads points.

mod hall;
mod packing;
mod sheet;

use super::{
    agreed::{AgreementShown, agreements},
    clock::{self, Clock},
    outcome, qr, slips,
};
use crate::places;
use crate::session::{Fate, JOINED, JoinIn, Kind, PARTS, Sends, Session, State};
use hall::Chair;
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
pub(super) use sheet::Sheet;
use web::{Filled, Page, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/screen.html")]
pub(super) struct ScreenPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    live: String,
    title: String,
    shape: String,
    code: String,
    /// Where a code is typed, as one would say it.
    address: String,
    join_at: String,
    side: usize,
    #[serde(skip)]
    squares: String,
    joined: usize,
    may_join: bool,
    waiting: bool,
    /// How large the chairs are drawn.
    #[serde(skip)]
    chair: u8,
    #[serde(skip)]
    chairs: Vec<Chair>,
    step: Option<StepShown>,
    agreements: Vec<AgreementShown>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScreenStep")]
struct StepShown {
    number: usize,
    of: usize,
    title: String,
    prompt: String,
    voice: Option<String>,
    items: Vec<String>,
    /// What happened in the exercise, the newest alone.
    happened: Option<String>,
    clock: Option<Clock>,
    answered: Option<usize>,
    /// Why nobody sends anything any more.
    shut: Option<String>,
    /// What the room may read of the answers, as much as goes on the screen at once.
    sheet: Option<Sheet>,
}

/// What the room reads while nothing of the answers may be seen.
fn shut(session: &Session, place: usize, asks: bool, now: kernel::Timestamp) -> Option<Say> {
    let (_, turn) = session.step(place).filter(|_| asks)?;
    match turn.fate {
        Fate::Open if session.is_up(place, now) => Some(Say::of("De tijd is om.", "Time is up.")),
        Fate::Closed => Some(Say::of("De antwoorden zijn gesloten.", "The answers are closed.")),
        Fate::Open | Fate::Waiting | Fate::Skipped => None,
    }
}

async fn present(visit: &Visit<JoinIn>, session: &Session, place: usize) -> Result<Option<StepShown>, Trouble> {
    let (lang, now) = (visit.ask.lang, visit.ask.now);
    let Some((step, turn)) = session.step(place) else { return Ok(None) };
    let about = session.plan().and_then(|p| p.sorted_in(place)).unwrap_or(place);
    let slips = slips::of_step(&visit.seen, about).await?;
    let answered = match step.kind.sends() {
        Sends::Nothing => None,
        Sends::Part => Some(visit.seen.slips(PARTS).await?.len()),
        Sends::Votes | Sends::Pick | Sends::Notes => Some(slips.len()),
    };
    let title = step.title.to(lang);
    let outcome = outcome::with_marks(session, about, session.on_screen(about, &slips, now), lang);
    let shut = shut(session, place, answered.is_some(), now);
    // A sentence instead of a result is read once nobody answers any more; until then the number is enough.
    let says = outcome.says.clone().filter(|_| shut.is_some());
    let sheet = Sheet::of(session.view(), title, outcome, now, lang);
    Ok(Some(StepShown {
        number: place + 1,
        of: session.steps().len(),
        title: title.to_owned(),
        prompt: step.prompt.to(lang).to_owned(),
        voice: step.voice.map(|v| v.says().to(lang).to_lowercase()),
        items: step.items.iter().map(|w| w.to(lang).to_owned()).collect(),
        happened: session.injected_in(place).last().map(|w| w.to(lang).to_owned()),
        clock: clock::of(turn, now, lang).filter(|_| turn.fate == Fate::Open),
        answered,
        shut: shut.map(|s| format!("{} {}", s.to(lang), says.unwrap_or_default())),
        sheet,
    }))
}

/// Shows it.
pub(super) async fn show(visit: Visit<JoinIn>, _: Filled) -> Result<Page<ScreenPage>, Trouble> {
    let (session, ask) = (visit.dossier(), &visit.ask);
    let plan = session.plan().ok_or(Trouble::Denied)?;
    let code = session.code().ok_or(Trouble::Denied)?;
    let join_at = format!("{}/meedoen/{code}", ask.public_url);
    let picture = qr::squares(&join_at).ok_or(Trouble::Denied)?;
    let step = match session.at() {
        Some(place) => present(&visit, session, place).await?,
        None => None,
    };
    let agrees = session.at().and_then(|at| session.step(at)).is_some_and(|(step, _)| step.kind == Kind::Agree);
    let joined = visit.seen.slips(JOINED).await?.len();
    let (chair, chairs) = hall::chairs(joined);
    let body = ScreenPage {
        lang: ask.lang,
        here: places::SCREEN.of(code),
        live: places::SCREEN.under(code, "/live"),
        title: plan.title.to_string(),
        shape: plan.shape.says().to(ask.lang).to_owned(),
        code: code.spoken(),
        address: format!("{}/meedoen", ask.public_url.split("://").last().unwrap_or_default()),
        join_at,
        side: picture.side,
        squares: picture.path,
        joined,
        may_join: [State::Planned, State::Running].contains(&session.state()),
        waiting: session.state() == State::Planned,
        chair,
        chairs,
        step,
        agreements: if agrees || session.state() == State::Closed { agreements(session, ask.lang) } else { Vec::new() },
    };
    Ok(Page::of(ask, Say::made(plan.title.to_string(), plan.title.to_string()), body).on_the_wall())
}
