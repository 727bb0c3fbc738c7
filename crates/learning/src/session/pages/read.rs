//! The session as who leads sees it: now and next, who came in and how many answered, and the controls. Who is invited reads along
//! without the controls.

mod controls;

use super::{
    agreed::{AgreementShown, agreements},
    clock::{self, Clock},
    guide,
    outcome::{self, OutcomeShown},
    screen::Sheet,
    slips,
};
use crate::places;
use crate::{
    asking::{self, History},
    directory,
    session::{
        ArrangeScreen, Cue, Fate, JOINED, LeadSession, Outcome, ReadSession, RewriteSession, Script, Sends, Session,
        Slips, State, Step, WriteAgreement,
    },
};
use controls::Controls;
use kernel::{Lang, Say, ShownDay, ShownTime, Timestamp, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/read.html")]
pub(super) struct ReadPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    live: String,
    reference: String,
    title: String,
    aim: String,
    state: String,
    running: bool,
    planned: bool,
    over: bool,
    erasing: bool,
    shape: String,
    template: String,
    on: ShownDay,
    house: String,
    minutes: u32,
    leads: Vec<String>,
    invited: Vec<String>,
    code: Option<String>,
    join_at: String,
    screen: String,
    guide: Option<String>,
    joined: usize,
    /// Where a code is typed, as one would say it.
    address: String,
    called_off: Option<String>,
    steps: Vec<Line>,
    parts: Vec<(String, Option<String>)>,
    now: Option<Now>,
    agreements: Vec<AgreementShown>,
    may_lead: bool,
    may_rewrite: bool,
    #[serde(skip)]
    controls: Controls,
    #[serde(flatten)]
    history: History,
    #[serde(skip)]
    why: Vec<Say>,
}

/// One line of the programme.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SessionLine")]
struct Line {
    number: usize,
    title: String,
    kind: String,
    minutes: u16,
    voice: Option<String>,
    fate: &'static str,
    says: String,
    edit: Option<String>,
}

/// The present step.
#[derive(Serialize, JsonSchema)]
struct Now {
    number: usize,
    of: usize,
    key: String,
    title: String,
    kind: String,
    prompt: String,
    voice: Option<String>,
    clock: Option<Clock>,
    since: Option<ShownTime>,
    planned: u16,
    /// How the answers stand.
    stands: String,
    sends: bool,
    answered: usize,
    /// What the room sees now.
    room: String,
    happened: Vec<String>,
    /// What only who leads reads: the words to say, and the rest by what it is for.
    #[serde(skip)]
    says: Option<String>,
    #[serde(skip)]
    script: Vec<(String, String)>,
    outcome: OutcomeShown,
    on_screen: bool,
    /// What comes after it, and how many minutes that takes.
    next: Option<(String, u16)>,
}

fn fate(fate: Fate) -> (&'static str, Say) {
    match fate {
        Fate::Waiting => ("waiting", Say::of("komt nog", "to come")),
        Fate::Open => ("open", Say::of("nu", "now")),
        Fate::Closed => ("closed", Say::of("geweest", "done")),
        Fate::Skipped => ("skipped", Say::of("overgeslagen", "passed over")),
    }
}

fn lines(visit: &Visit<ReadSession>) -> Vec<Line> {
    let (session, lang, id) = (visit.dossier(), visit.ask.lang, visit.id());
    let may = visit.may::<RewriteSession>();
    let one = |(n, (step, turn)): (usize, (&Step, &super::super::Turn))| {
        let here = session.at() == Some(n);
        let (word, says) = if here { ("open", Say::of("nu", "now")) } else { fate(turn.fate) };
        Line {
            number: n + 1,
            title: step.title.to(lang).to_owned(),
            kind: step.kind.says().to(lang).to_owned(),
            minutes: step.minutes,
            voice: step.voice.map(|v| v.says().to(lang).to_owned()),
            fate: word,
            says: says.to(lang).to_owned(),
            edit: (may && turn.since.is_none()).then(|| places::SESSIONS.under(id, &format!("/stap/{n}"))),
        }
    };
    session.steps().iter().zip(session.turns()).enumerate().map(one).collect()
}

/// The answers that the present step is about: its own, or those it sorts.
async fn slips_of(visit: &Visit<ReadSession>, place: usize) -> Result<Slips, Trouble> {
    Ok(slips::of_step(&visit.seen, place).await?)
}

async fn now(visit: &Visit<ReadSession>, place: usize) -> Result<Option<(Now, Outcome, Option<Sheet>)>, Trouble> {
    let (session, ask) = (visit.dossier(), &visit.ask);
    let lang = ask.lang;
    let Some((step, turn)) = session.step(place) else { return Ok(None) };
    let about = session.plan().and_then(|p| p.sorted_in(place)).unwrap_or(place);
    let slips = slips_of(visit, about).await?;
    let outcome = session.result(about, &slips, ask.now);
    let on_screen = session.turns().get(about).is_some_and(|t| t.shown);
    let shown = if visit.may::<ArrangeScreen>() {
        let mut shown = outcome::with_marks(session, about, outcome.clone(), lang);
        controls::on_notes(visit, &mut shown, on_screen);
        shown
    } else {
        outcome::shown(session, about, outcome.clone(), lang)
    };
    let room = outcome::with_marks(session, about, session.on_screen(about, &slips, ask.now), lang);
    let sheet = Sheet::of(session.view(), step.title.to(lang), room, ask.now, lang);
    let open = session.is_open_for_answers(place, ask.now).is_ok();
    let script = Some(&step.script).filter(|_| visit.may::<LeadSession>());
    let now = Now {
        number: place + 1,
        of: session.steps().len(),
        key: format!("{place}-{open}"),
        title: step.title.to(lang).to_owned(),
        kind: step.kind.says().to(lang).to_owned(),
        prompt: step.prompt.to(lang).to_owned(),
        voice: step.voice.map(|v| v.says().to(lang).to_owned()),
        clock: clock::of(turn, ask.now, lang).filter(|_| turn.fate == Fate::Open),
        since: turn.since.map(clock::clock),
        planned: step.minutes,
        stands: stands(session, place, open, ask.now).to(lang).to_owned(),
        sends: step.kind.sends() != Sends::Nothing,
        answered: if step.kind.sends() == Sends::Part {
            visit.seen.slips(super::super::PARTS).await?.len()
        } else {
            slips.len()
        },
        happened: session.injected_in(place).map(|w| w.to(lang).to_owned()).collect(),
        room: sheet
            .as_ref()
            .map_or(Say::of("de vraag en de klok", "the question and the clock"), Sheet::says)
            .to(lang)
            .to_owned(),
        on_screen,
        says: script.and_then(|s| s.get(&Cue::Say)).map(|w| w.to(lang).to_owned()),
        script: script.map(|s| cues(s, lang)).unwrap_or_default(),
        outcome: shown,
        next: session.steps().get(place + 1).map(|s| (s.title.to(lang).to_owned(), s.minutes)),
    };
    Ok(Some((now, outcome, sheet)))
}

fn cues(script: &Script, lang: Lang) -> Vec<(String, String)> {
    let rest = script.iter().filter(|(cue, _)| **cue != Cue::Say);
    rest.map(|(cue, words)| (cue.says().to(lang).to_owned(), words.to(lang).to_owned())).collect()
}

/// How the answers of the present step stand.
fn stands(session: &Session, place: usize, open: bool, now: Timestamp) -> Say {
    let paused = session.turns().get(place).is_some_and(|t| t.paused.is_some());
    match (open, paused, session.is_up(place, now)) {
        (true, true, _) => Say::of("de klok staat stil", "the clock is stopped"),
        (true, false, _) => Say::of("open", "open"),
        (false, _, true) => Say::of("de tijd is om", "time is up"),
        (false, _, false) => Say::of("gesloten", "closed"),
    }
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadSession>, filled: Filled) -> Result<Page<ReadPage>, Trouble> {
    let (session, ask, id) = (visit.dossier(), &visit.ask, visit.id());
    let (lang, plan) = (ask.lang, session.plan().ok_or(Trouble::Denied)?);
    let present = match session.at() {
        Some(place) => now(&visit, place).await?,
        None => None,
    };
    let (present, result, sheet) = present.map_or((None, Outcome::Nothing, None), |(n, r, s)| (Some(n), r, s));
    let mut agreed = agreements(session, lang);
    if visit.may::<WriteAgreement>() {
        controls::on_agreements(&visit, &mut agreed);
    }
    let code = session.code().filter(|_| [State::Planned, State::Running].contains(&session.state()));
    let join = session.code().map(|c| places::JOIN.of(c)).unwrap_or_default();
    let name = |agency| ask.directory.agency_name(agency);
    let body = ReadPage {
        lang,
        here: places::SESSIONS.of(id),
        live: places::SESSIONS.under(id, "/live"),
        reference: session.reference().to_string(),
        title: plan.title.to_string(),
        aim: plan.aim.to_string(),
        state: session.state().says().to(lang).to_owned(),
        running: session.state() == State::Running,
        planned: session.state() == State::Planned,
        over: [State::Closed, State::Emptied].contains(&session.state()),
        erasing: ask.vault.is_being_erased(id).await?,
        shape: plan.shape.says().to(lang).to_owned(),
        template: plan.template.to_string(),
        on: day_month_year(plan.on),
        house: directory::house_name(&ask.directory, &plan.house),
        minutes: plan.minutes(),
        leads: session.leaders().map(name).collect(),
        invited: session.invited().iter().map(name).collect(),
        code: code.map(super::super::Code::spoken),
        join_at: format!("{}{join}", ask.public_url),
        screen: session.code().map(|c| places::SCREEN.of(c)).unwrap_or_default(),
        guide: guide::address(&visit),
        joined: visit.seen.slips(JOINED).await?.len(),
        address: format!("{}/meedoen", ask.public_url.split("://").last().unwrap_or_default()),
        called_off: session.called_off().map(ToString::to_string),
        steps: lines(&visit),
        parts: controls::parts(&visit),
        agreements: agreed,
        may_lead: visit.may::<LeadSession>(),
        may_rewrite: visit.may::<RewriteSession>(),
        controls: controls::of(&visit, &filled, &result, sheet.as_ref()),
        now: present,
        history: asking::history(&visit, &places::SESSIONS.of(id)).await?,
        why: asking::why(&visit),
    };
    Ok(Page::of(ask, Say::made(plan.title.to_string(), plan.title.to_string()), body))
}
