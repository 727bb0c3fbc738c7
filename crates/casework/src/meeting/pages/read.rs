//! A meeting for who is expected at it: when, where, and the items at whose table they sit. Who chairs it leads it from here.

use super::{
    agenda, lead, plan,
    tables::{self, Shown},
    taking, told,
    turn::{self, Turn},
};
use crate::meeting::{
    About, Answer, AnswerInvitation, BeginMeeting, CancelMeeting, EndMeeting, Meeting, Outcome, Point, ReadMeeting,
    Reinvite, Replan, State, TakeDate,
};
use crate::{outgoing::Taking, places::MEETINGS};
use kernel::{AgencyId, Lang, Note, PersonId, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk, Named};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// Whether somebody comes.
pub(super) struct Coming(crate::meeting::Coming, Option<Note>);

impl Form for Coming {
    fn check(read: &mut Reader) -> Option<Self> {
        let (coming, reason) = (read.choice("coming"), read.may("reason"));
        Some(Self(coming?, reason?))
    }
}

/// An item in the list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MeetingItem")]
struct Line {
    /// Its own page.
    address: String,
    title: String,
    /// Where its table is read.
    table: Option<String>,
    kind: Option<Say>,
    minutes: u32,
    /// About what time, for who chairs it.
    start: Option<String>,
    urgent: bool,
    /// What is asked at the table.
    waits_for: Vec<Say>,
    /// How many of those expected for it are coming; for who may know who that is.
    coming: Option<(usize, usize)>,
    /// Who was there once it was dealt with, or nobody; for who may know who that is.
    there: Option<Vec<String>>,
    /// What became of it, and whether it goes to the next meeting.
    outcome: Option<Say>,
    later: bool,
    #[serde(skip)]
    now: bool,
    /// Whether it came on the table.
    #[serde(skip)]
    began: bool,
}

/// Somebody who was invited, for who chairs it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MeetingGuest")]
struct Guest {
    name: String,
    agency: String,
    answer: Option<Say>,
    reason: Option<String>,
    /// At how many items they were there, once it was held.
    there: Option<usize>,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "meeting/pages/read.html")]
pub(super) struct MeetingPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    title: String,
    reference: String,
    sort: Say,
    state: String,
    #[serde(skip)]
    runs: bool,
    #[serde(skip)]
    goes_on: bool,
    #[serde(skip)]
    held: bool,
    day: ShownDay,
    weekday: Say,
    /// From what time its reader is expected.
    from: String,
    /// How that stands, once that time has come.
    turn: Option<Say>,
    place: String,
    /// Where its reader fetches it for a calendar, and what that says.
    calendar: Option<(String, Say)>,
    weeks: Option<u32>,
    /// By when everything for it is handed in.
    hand_in: Option<ShownDay>,
    /// Who chairs it: the name and the organisation.
    chair: Option<(String, String)>,
    cancelled: Option<String>,
    /// The next one of its series.
    next: Option<String>,
    /// What was left at a meeting that is followed by none; for who chairs it.
    left: Vec<String>,
    items: Vec<Line>,
    /// Who is invited, and what they said; for who chairs it.
    guests: Vec<Guest>,
    #[serde(skip)]
    leads: bool,
    /// What its reader said about coming.
    mine: Option<Say>,
    /// About taking its papers along.
    #[serde(skip)]
    taking: Option<Taking>,
    #[serde(skip)]
    answer: Option<Html>,
    #[serde(skip)]
    put: Option<Html>,
    /// Which of the folded forms was just sent and has to be mended.
    #[serde(skip)]
    putting: bool,
    #[serde(skip)]
    answering: bool,
    /// What was taken off the agenda and why; for who chairs it.
    off: Vec<(String, String)>,
    #[serde(skip)]
    begin: Option<Html>,
    #[serde(skip)]
    end: Option<Html>,
    #[serde(skip)]
    reinvite: Option<Html>,
    /// What is seldom done, each under its name.
    #[serde(skip)]
    more: Vec<(Say, bool, Html)>,
    why: Vec<String>,
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadMeeting>, filled: Filled) -> Result<Page<MeetingPage>, Trouble> {
    let (ask, meeting, id) = (&visit.ask, visit.dossier(), visit.id());
    let meant = meeting.plan().ok_or(Trouble::Denied)?;
    let leads = told::leads(&visit);
    let shown = tables::shown(ask, meeting).await?;
    let html = |form: FormSpec| form.html(ask, &filled, Some(visit.seq()));
    let at = |rest: &str| MEETINGS.under(id, rest);
    let goes_on = meeting.goes_on();
    let put = if leads && goes_on { Some(html(agenda::form(&visit).await?)) } else { None };
    let expected = meeting.is_expected(&ask.actor.agency.id, &ask.actor.person);
    let reinvite = FormSpec::to(at("/uitnodigingen"), Reinvite::INFO.says).secondary();
    let folded = |rest: &str, says: Say, form: FormSpec| (says, filled.is_for(&at(rest)), html(form));
    let mut more = Vec::new();
    if visit.may::<Replan>() && meeting.state() == State::Planned {
        more.push(folded("/verzetten", Replan::INFO.says, plan::again_form(id, &meant.when)));
    }
    if visit.may::<CancelMeeting>() && meeting.state() == State::Planned {
        more.push(folded("/afzeggen", CancelMeeting::INFO.says, lead::cancel_form(id)));
    }
    let from = turn::from(meeting, &meant.when, &shown, leads);
    let turn = Turn::of(ask.now, meeting, (&meant.when, from), &shown, leads);
    let held = meeting.state() == State::Held;
    let left = |one: &&Shown<'_>| !matches!(one.point.held, Some((_, Outcome::Done)));
    let body = MeetingPage {
        lang: ask.lang,
        here: MEETINGS.of(id),
        title: meant.title.to_string(),
        reference: meant.reference.to_string(),
        sort: meant.sort.says(),
        state: meeting.state().says().to(ask.lang).to_owned(),
        runs: meeting.state() == State::Running,
        goes_on,
        held,
        day: day_month_year(meant.when.day),
        weekday: crate::days::weekday(meant.when.day),
        from: from.to_string(),
        turn: (goes_on && turn != Turn::Ahead).then(|| turn.says(meeting.state(), from)),
        place: meant.when.place.to_string(),
        calendar: calendar(&visit),
        weeks: meant.when.weeks,
        hand_in: meant.when.hand_in_by().filter(|_| goes_on).map(day_month_year),
        chair: meeting.chair().map(|(_, person)| tables::called(ask, person)),
        cancelled: meeting.cancelled().map(ToString::to_string),
        next: meeting.next().filter(|_| leads).map(|next| MEETINGS.of(next)),
        left: if held && leads && meeting.next().is_none() {
            shown.iter().filter(left).map(Shown::title).collect()
        } else {
            Vec::new()
        },
        items: lines(&visit, &shown, leads),
        guests: if leads { guests(ask, meeting) } else { Vec::new() },
        leads,
        mine: meeting.answer_of(&ask.actor.person).map(|answer| answer.coming.says()),
        taking: taking::taking(&visit, &filled),
        answer: (visit.may::<AnswerInvitation>() && goes_on && expected && !leads).then(|| html(coming_form(&visit))),
        putting: filled.is_for(&at("/agenda")),
        answering: filled.is_for(&at("/komst")),
        off: if leads { off(ask, meeting).await? } else { Vec::new() },
        put,
        begin: (visit.may::<BeginMeeting>() && meeting.begin(ask.today).is_ok()).then(|| html(lead::begin_form(id))),
        end: (visit.may::<EndMeeting>() && meeting.state() == State::Running).then(|| html(lead::end_form(&visit))),
        reinvite: (visit.may::<Reinvite>() && goes_on && meeting.points().next().is_some()).then(|| html(reinvite)),
        more,
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
    };
    Ok(Page::of(ask, Say::same(meant.title.to_string()), body))
}

fn coming_form(visit: &Visit<ReadMeeting>) -> FormSpec {
    let said = visit.dossier().answer_of(&visit.ask.actor.person);
    let coming = Field::choice_of::<crate::meeting::Coming>("coming", Say::of("Komt u?", "Are you coming?"));
    let reason =
        Field::note("reason", Say::of("Waarom niet, of hoe bent u bereikbaar?", "Why not, or how can you be reached?"))
            .optional();
    let (coming, reason) = match said {
        Some(said) => (
            coming.value(said.coming.word()),
            reason.value(said.reason.as_ref().map(ToString::to_string).unwrap_or_default()),
        ),
        None => (coming, reason),
    };
    let form = FormSpec::to(MEETINGS.under(visit.id(), "/komst"), Say::of("Laten weten", "Let them know"));
    let form =
        form.field(coming).field(reason.hint(Say::of("Dit leest alleen de voorzitter. Komt er iemand in uw plaats? Uw organisatie wijst die aan bij Personen; dan leest die de stukken ook.", "Only the chair reads this. Does somebody come instead? Your organisation names them under Persons; then they read the papers as well.")));
    if said.is_some() { form.secondary() } else { form }
}

/// Where it is fetched for a calendar and what the link says, for who may.
fn calendar(visit: &Visit<ReadMeeting>) -> Option<(String, Say)> {
    let says = match visit.dossier().state() {
        State::Planned | State::Running | State::Held => Say::of("Zet in mijn agenda", "Put in my calendar"),
        State::Cancelled => Say::of("Haal uit mijn agenda", "Take out of my calendar"),
    };
    visit.may::<TakeDate>().then(|| (MEETINGS.under(visit.id(), "/overleg.ics"), says))
}

fn lines(visit: &Visit<ReadMeeting>, shown: &[Shown<'_>], leads: bool) -> Vec<Line> {
    let (ask, meeting, id) = (&visit.ask, visit.dossier(), visit.id());
    let name = |person: &PersonId| tables::called(ask, person).0;
    let line = |(one, begins): (&Shown<'_>, Option<String>)| {
        let point = one.point;
        let (table, kind) = point.table().and_then(|(kind, id)| ask.kinds.of(kind, id)).unzip();
        let (expected, tells) = (meeting.expected_for(point), leads || one.tells_who());
        let comes = expected.iter().filter(|(_, person)| told::comes(meeting, person)).count();
        Line {
            address: MEETINGS.under(id, &format!("/punt/{}", one.key)),
            title: one.title(),
            table,
            kind: kind.cloned(),
            minutes: point.item.minutes,
            start: begins.filter(|_| leads),
            urgent: one.row.as_ref().is_some_and(|row| row.there.urgent),
            waits_for: told::waits_for(ask, one),
            coming: (tells && point.held.is_none() && meeting.goes_on()).then_some((comes, expected.len())),
            there: point.held.as_ref().filter(|_| tells).map(|(present, _)| present.iter().map(name).collect()),
            later: matches!(point.held, Some((_, Outcome::Later))),
            outcome: point.held.as_ref().map(|(_, outcome)| outcome.says()),
            now: meeting.state() == State::Running && point.is_on(),
            began: point.talk.began.is_some(),
        }
    };
    shown.iter().zip(turn::times(ask.now, meeting, shown, ask.lang)).map(line).collect()
}

fn guests(ask: &Ask, meeting: &Meeting) -> Vec<Guest> {
    let guest = |(_, named): (&AgencyId, &Named)| {
        let (name, agency) = tables::called(ask, &named.person);
        let answer = meeting.answer_of(&named.person);
        Guest {
            name,
            agency,
            answer: answer.map(|answer| answer.coming.of_another()),
            reason: answer.and_then(|answer| answer.reason.as_ref()).map(ToString::to_string),
            there: (meeting.state() == State::Held).then(|| was_there(meeting, &named.person)),
        }
    };
    let expected = meeting.expected();
    expected.all().filter(|(_, named)| !meeting.is_chaired_by(&named.person)).map(guest).collect()
}

/// At how many items somebody was there.
fn was_there(meeting: &Meeting, person: &PersonId) -> usize {
    let there = |point: &&Point| point.held.as_ref().is_some_and(|(present, _)| present.contains(person));
    meeting.points().filter(there).count()
}

/// Says whether one comes.
pub(super) async fn answer(desk: Desk<AnswerInvitation>, ask: Ask, form: Coming) -> Result<Redirect, Trouble> {
    let answer = Answer { agency: ask.actor.agency.id.clone(), coming: form.0, reason: form.1 };
    let event = desk.dossier().answer(&ask.actor.person, answer)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(MEETINGS.of(id)))
}

/// What was taken off the agenda: what it is called for who may still read that, and why.
async fn off(ask: &Ask, meeting: &Meeting) -> Result<Vec<(String, String)>, Trouble> {
    let ids = meeting.taken_off().filter_map(|(point, _)| point.table()).map(|(_, id)| id).collect();
    let rows = ask.vault.tell_tables(&ask.actor, ids).await?;
    let called = |point: &Point| match (&point.item.about, point.table()) {
        (About::Subject { text }, _) => text.to_string(),
        (About::Table { .. }, table) => {
            let row = table.and_then(|(_, id)| rows.get(&id));
            row.map_or_else(|| ask.lang.both("een tafel", "a table").to_owned(), |row| row.label.title.to_string())
        }
    };
    Ok(meeting.taken_off().map(|(point, why)| (called(point), why.to_string())).collect())
}
