//! The screen in the room: how to come in, what is asked now, until when, and what the room may read of the answers.

use super::{
    agreed::{AgreementShown, agreements},
    outcome::{self, OutcomeShown},
    qr,
    read::clock,
    slips::read_slips,
};
use crate::places;
use crate::session::{Fate, JOINED, JoinIn, Kind, PARTS, Sends, Session, State, box_of};
use kernel::{Lang, Say, ShownTime, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/screen.html")]
pub(super) struct ScreenPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    live: String,
    title: String,
    code: String,
    join_at: String,
    side: usize,
    #[serde(skip)]
    squares: String,
    joined: usize,
    may_join: bool,
    waiting: bool,
    over: bool,
    step: Option<StepShown>,
    agreements: Vec<AgreementShown>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScreenStep")]
struct StepShown {
    key: String,
    number: usize,
    of: usize,
    kind: String,
    title: String,
    prompt: String,
    items: Vec<String>,
    happened: Vec<String>,
    until: Option<Until>,
    answered: Option<usize>,
    outcome: OutcomeShown,
    agrees: bool,
}

/// The time that is left, as the server counts it.
#[derive(Serialize, JsonSchema)]
struct Until {
    at: ShownTime,
    moment: String,
    left: String,
    seconds: i64,
    /// How much of the bar is left, out of a thousand.
    #[serde(skip)]
    part: i64,
    over: bool,
}

fn until(since: Option<Timestamp>, until: Timestamp, now: Timestamp, lang: Lang) -> Until {
    let seconds = (until.as_second() - now.as_second()).max(0);
    let whole = since.map_or(1, |s| (until.as_second() - s.as_second()).max(1));
    let minutes = (seconds + 59) / 60;
    let left = if seconds == 0 {
        Say::of("De tijd is om", "Time is up")
    } else if seconds < 60 {
        Say::of("Nog minder dan een minuut", "Less than a minute left")
    } else if minutes == 1 {
        Say::of("Nog één minuut", "One minute left")
    } else {
        Say::made(format!("Nog {minutes} minuten"), format!("{minutes} minutes left"))
    };
    Until {
        at: clock(until),
        moment: until.to_string(),
        left: left.to(lang).to_owned(),
        seconds,
        part: seconds * 1000 / whole,
        over: seconds == 0,
    }
}

async fn present(visit: &Visit<JoinIn>, session: &Session, place: usize) -> Result<Option<StepShown>, Trouble> {
    let (lang, now) = (visit.ask.lang, visit.ask.now);
    let Some((step, turn)) = session.step(place) else { return Ok(None) };
    let about = session.plan().and_then(|p| p.sorted_in(place)).unwrap_or(place);
    let slips = read_slips(visit.seen.slips(&box_of(about)).await?);
    let open = turn.fate == Fate::Open && !session.is_closed(place, now);
    let answered = match step.kind.sends() {
        Sends::Nothing => None,
        Sends::Part => Some(visit.seen.slips(PARTS).await?.len()),
        Sends::Votes | Sends::Pick | Sends::Notes => Some(slips.len()),
    };
    let mut outcome = outcome::shown(session, about, session.on_screen(about, &slips, now), lang);
    if open && outcome.says.is_some() {
        // While people answer the number is enough.
        outcome.says = None;
    }
    let result = !outcome.counted.is_empty() || !outcome.piles.is_empty();
    Ok(Some(StepShown {
        key: format!("{place}-{open}-{result}"),
        number: place + 1,
        of: session.steps().len(),
        kind: step.kind.says().to(lang).to_owned(),
        title: step.title.to(lang).to_owned(),
        prompt: step.prompt.to(lang).to_owned(),
        items: if result { Vec::new() } else { step.items.iter().map(|w| w.to(lang).to_owned()).collect() },
        happened: session.injected_in(place).map(|w| w.to(lang).to_owned()).collect(),
        until: turn.until.filter(|_| turn.fate == Fate::Open).map(|at| until(turn.since, at, now, lang)),
        answered,
        outcome,
        agrees: step.kind == Kind::Agree,
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
    let agrees = step.as_ref().is_some_and(|s| s.agrees);
    let body = ScreenPage {
        lang: ask.lang,
        here: places::SCREEN.of(code),
        live: places::SCREEN.under(code, "/live"),
        title: plan.title.to_string(),
        code: code.spoken(),
        join_at,
        side: picture.side,
        squares: picture.path,
        joined: visit.seen.slips(JOINED).await?.len(),
        may_join: [State::Planned, State::Running].contains(&session.state()),
        waiting: session.state() == State::Planned,
        over: session.state() == State::Closed,
        step,
        agreements: if agrees || session.state() == State::Closed { agreements(session, ask.lang) } else { Vec::new() },
    };
    Ok(Page::of(ask, Say::made(plan.title.to_string(), plan.title.to_string()), body))
}
