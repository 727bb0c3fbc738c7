//! The meeting while it is held: one page for everybody, which follows what is on the table. Who does not sit there sees what they would see if
//! nothing were.

use super::{
    order,
    tables::{self, Shown},
    told,
    turn::{self, Turn},
};
use crate::{
    advice::{self, ReadAdvice},
    case::{self, ReadCase},
    meeting::{Event, LeadTalk, Meeting, Outcome, Phase, Prompt, ReadMeeting, State, TakeCounter, live::COUNTER},
    places::MEETINGS,
    table::AtMeeting,
    triage::{self, ReadTriage},
    weighing::{self, ReadWeighing},
};
use jiff::ToSpan;
use kernel::{DossierId, Lang, PersonId, Refusal, Say, ShownTime, Timestamp, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Icon, Page, Reader, Redirect, Trouble, Visit};

/// An item on the agenda beside it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AgendaLine")]
struct Line {
    title: String,
    /// At what time, for who leads.
    start: Option<String>,
    minutes: u32,
    outcome: Option<Say>,
    /// Whether it goes to the next meeting.
    later: bool,
    now: bool,
    /// Brings it on the table, for who leads and as long as nothing is.
    #[serde(skip)]
    open: Option<Html>,
}

/// A question of the phase.
#[derive(Serialize, JsonSchema)]
struct Question {
    says: Say,
    /// Whether it was asked aloud.
    asked: bool,
    /// Whether it is the one on the table.
    last: bool,
    #[serde(skip)]
    ask: Option<Html>,
}

/// What is on the table.
#[derive(Serialize, JsonSchema)]
struct OnTable {
    /// Which item, and in which part of the talk: what was typed for another one has no place there any more.
    #[serde(skip)]
    key: String,
    #[serde(skip)]
    talk: String,
    title: String,
    kind: Option<Say>,
    /// Where the table itself is read.
    table: Option<String>,
    urgent: bool,
    phases: Vec<(Say, bool, bool)>,
    phase: Say,
    #[serde(skip)]
    number: usize,
    until: ShownTime,
    /// Minutes left; none when its time is over.
    left: Option<i64>,
    #[serde(skip)]
    ends: String,
    /// How much of its time is left, of a hundred, for the drawn clock.
    #[serde(skip)]
    part: i64,
    questions: Vec<Question>,
    /// Who says what speaks against it, for who may know who sits there.
    counter: Option<String>,
    /// Whether somebody does, whoever it is.
    countered: bool,
    #[serde(skip)]
    counter_form: Option<Html>,
    /// Who may be heard, for who leads: a list to tick off that is kept nowhere.
    #[serde(skip)]
    heard: Vec<(String, String)>,
    lacks: Vec<String>,
    laid: Option<AtMeeting>,
    #[serde(skip)]
    phase_forms: Vec<Html>,
    #[serde(skip)]
    hold: Option<Html>,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "meeting/pages/now.html")]
pub(super) struct NowPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    here: String,
    title: String,
    place: String,
    state: Say,
    #[serde(skip)]
    runs: bool,
    /// Whether it still has to be held, or is being held.
    #[serde(skip)]
    awaits: bool,
    #[serde(skip)]
    leads: bool,
    /// From what time its reader is expected, and how that stands.
    from: String,
    turn: Say,
    agenda: Vec<Line>,
    on: Option<OnTable>,
    #[serde(skip)]
    explains: Say,
}

/// A step in the talk, about the item that its sender had before them.
pub(super) struct Step<T> {
    key: String,
    to: T,
}

impl Form for Step<Phase> {
    fn check(read: &mut Reader) -> Option<Self> {
        let (key, to) = (read.must::<kernel::Line>("item"), read.choice("phase"));
        Some(Self { key: key?.to_string(), to: to? })
    }
}

impl Form for Step<Prompt> {
    fn check(read: &mut Reader) -> Option<Self> {
        let (key, to) = (read.must::<kernel::Line>("item"), read.choice("question"));
        Some(Self { key: key?.to_string(), to: to? })
    }
}

/// Whether somebody takes the opposing voice, or gives it back.
pub(super) struct Counter(Step<bool>);

impl Form for Counter {
    fn check(read: &mut Reader) -> Option<Self> {
        let (key, to) = (read.must::<kernel::Line>("item"), read.tick("takes"));
        Some(Self(Step { key: key?.to_string(), to }))
    }
}

fn at(id: DossierId, rest: &str) -> String {
    MEETINGS.under(id, &format!("/nu{rest}"))
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadMeeting>, filled: Filled) -> Result<Page<NowPage>, Trouble> {
    let (ask, meeting, id) = (&visit.ask, visit.dossier(), visit.id());
    let plan = meeting.plan().ok_or(Trouble::Denied)?;
    let leads = visit.may::<LeadTalk>();
    let shown = tables::shown(ask, meeting).await?;
    let on = match shown.iter().find(|one| meeting.state() == State::Running && one.point.is_on()) {
        Some(one) => on_table(&visit, &filled, one).await?,
        None => None,
    };
    let from = turn::from(meeting, &plan.when, &shown, leads);
    let body = NowPage {
        lang: ask.lang,
        here: MEETINGS.of(id),
        title: plan.title.to_string(),
        place: plan.when.place.to_string(),
        state: meeting.state().says(),
        runs: meeting.state() == State::Running,
        awaits: matches!(meeting.state(), State::Planned | State::Running),
        leads,
        from: from.to_string(),
        turn: Turn::of(ask.now, meeting, (&plan.when, from), &shown, leads).says(meeting.state(), from),
        agenda: lines(&visit, &filled, &shown, leads),
        on,
        explains: COUNTER,
    };
    Ok(Page::of(ask, Say::same(plan.title.to_string()), body))
}

fn lines(visit: &Visit<ReadMeeting>, filled: &Filled, shown: &[Shown<'_>], leads: bool) -> Vec<Line> {
    let (ask, meeting, id) = (&visit.ask, visit.dossier(), visit.id());
    let free = leads && meeting.state() == State::Running && meeting.now().is_none();
    let line = |(one, begins): (&Shown<'_>, Option<String>)| {
        let point = one.point;
        let open = FormSpec::to(at(id, &format!("/open/{}", one.key)), Say::of("Op tafel leggen", "Put on the table"));
        Line {
            title: one.title(),
            start: begins.filter(|_| leads),
            minutes: point.item.minutes,
            outcome: point.held.as_ref().map(|(_, outcome)| outcome.says()),
            later: matches!(point.held, Some((_, Outcome::Later))),
            now: meeting.state() == State::Running && point.is_on(),
            open: (free && point.held.is_none()).then(|| open.secondary().html(ask, filled, Some(visit.seq()))),
        }
    };
    shown.iter().zip(turn::times(ask.now, meeting, shown, ask.lang)).map(line).collect()
}

/// Nothing where its reader sits on the agenda and may not read the table.
async fn on_table(visit: &Visit<ReadMeeting>, filled: &Filled, one: &Shown<'_>) -> Result<Option<OnTable>, Trouble> {
    let (ask, meeting, id) = (&visit.ask, visit.dossier(), visit.id());
    let (point, talk) = (one.point, &one.point.talk);
    let began = talk.began.unwrap_or(ask.now);
    let (leads, tells) = (visit.may::<LeadTalk>(), visit.may::<LeadTalk>() || one.tells_who());
    let back = at(id, "");
    let laid = match point.table() {
        Some((kind, table)) => match laid(ask, filled, (kind, table), (&back, began)).await? {
            Some(laid) => Some(laid),
            None => return Ok(None),
        },
        None => None,
    };
    let html = |form: FormSpec| form.html(ask, filled, Some(visit.seq()));
    let ends = began.checked_add(i64::from(point.item.minutes).minutes()).unwrap_or(began);
    let left = (ends.as_second() - ask.now.as_second()).div_euclid(60);
    let place = Phase::ALL.iter().position(|phase| *phase == talk.phase).unwrap_or_default();
    let step = |rest: &str, says: Say| FormSpec::to(at(id, rest), says).field(Field::hidden("item", one.key.clone()));
    let question = |(n, prompt): (usize, &Prompt)| Question {
        says: prompt.says(),
        asked: talk.asked.contains(prompt),
        last: talk.asked.last() == Some(prompt),
        ask: (leads && talk.asked.last() != Some(prompt)).then(|| {
            let form = step(&format!("/vraag/{}", n + 1), Say::of("Vraag dit nu", "Ask this now"));
            html(form.field(Field::hidden("question", prompt.word())).secondary())
        }),
    };
    let (table, kind) = point.table().and_then(|(kind, id)| ask.kinds.of(kind, id)).unzip();
    let name = |person: &PersonId| tables::called(ask, person);
    let mine = talk.counter.as_ref() == Some(&ask.actor.person);
    let expected = meeting.expected_for(point);
    let takes = expected.iter().any(|(_, who)| *who == ask.actor.person) && visit.may::<TakeCounter>();
    let counter_form = match (takes, mine, &talk.counter) {
        (true, false, None) => Some(
            step("/tegenstem", Say::of("Ik neem de tegenstem", "I take the opposing voice"))
                .field(Field::hidden("takes", "ja")),
        ),
        (true, true, _) => Some(step("/tegenstem", Say::of("De tegenstem teruggeven", "Give the opposing voice back"))),
        (true, false, Some(_)) | (false, ..) => None,
    };
    Ok(Some(OnTable {
        key: one.key.clone(),
        talk: format!("{} {}", one.key, talk.phase.word()),
        title: one.title(),
        kind: kind.cloned(),
        table: table.map(|table| web::and_back(&table, &back)),
        urgent: one.row.as_ref().is_some_and(|row| row.there.urgent),
        phases: Phase::ALL.iter().enumerate().map(|(n, phase)| (phase.says(), n < place, n == place)).collect(),
        phase: talk.phase.says(),
        number: place,
        until: local_minute(ends).time(),
        left: (left >= 0).then_some(left),
        ends: ends.to_string(),
        part: part(ask.now, (began, ends)),
        questions: Prompt::ALL
            .iter()
            .enumerate()
            .filter(|(_, prompt)| prompt.phase() == talk.phase)
            .map(question)
            .collect(),
        counter: talk.counter.as_ref().filter(|_| tells || mine).map(|person| name(person).0),
        countered: talk.counter.is_some(),
        counter_form: counter_form.map(|form| html(form.secondary())),
        heard: if leads { expected.iter().map(|(_, who)| name(who)).collect() } else { Vec::new() },
        lacks: if tells { told::core_lacks(ask, meeting, point) } else { Vec::new() },
        laid,
        phase_forms: if leads { phases(place, step).into_iter().map(html).collect() } else { Vec::new() },
        hold: if leads { told::hold_form((ask, &at(id, "/afronden")), meeting, one).map(html) } else { None },
    }))
}

/// On to the next part of the talk, which is obvious; or back.
fn phases(place: usize, step: impl Fn(&str, Say) -> FormSpec) -> Vec<FormSpec> {
    let to = |place: usize| {
        let phase = Phase::ALL.get(place)?;
        let says = phase.says();
        let line = |go: &str, word: &str| format!("{go} {}", word.to_lowercase());
        let submit = Say::made(line("Naar", &says.nl), line("To", &says.en));
        Some(step(&format!("/fase/{}", place + 1), submit).field(Field::hidden("phase", phase.word())))
    };
    let back = place.checked_sub(1).and_then(to);
    to(place + 1).into_iter().chain(back.map(FormSpec::secondary)).collect()
}

/// How much of the time from one moment to another is left, of a hundred.
fn part(now: Timestamp, (from, until): (Timestamp, Timestamp)) -> i64 {
    let whole = (until.as_second() - from.as_second()).max(1);
    ((until.as_second() - now.as_second()) * 100 / whole).clamp(0, 100)
}

/// The table itself; nothing for who may not read it.
async fn laid(
    ask: &Ask,
    filled: &Filled,
    (kind, id): (&str, DossierId),
    place: (&str, Timestamp),
) -> Result<Option<AtMeeting>, Trouble> {
    Ok(Some(match kind {
        "weighing" => {
            let Some(visit) = tables::visit::<ReadWeighing>(ask, id).await? else { return Ok(None) };
            weighing::pages::at_meeting::at_meeting(&visit, filled, place).await?
        }
        "advice" => {
            let Some(visit) = tables::visit::<ReadAdvice>(ask, id).await? else { return Ok(None) };
            advice::pages::at_meeting::at_meeting(&visit, place).await?
        }
        "case" => {
            let Some(visit) = tables::visit::<ReadCase>(ask, id).await? else { return Ok(None) };
            case::pages::at_meeting::at_meeting(&visit, filled, place).await?
        }
        "triage" => {
            let Some(visit) = tables::visit::<ReadTriage>(ask, id).await? else { return Ok(None) };
            triage::pages::at_meeting::at_meeting(&visit, place).await?
        }
        _ => return Ok(None),
    }))
}

/// The item that a step in the talk is about, which must be what its sender had before them.
async fn on<A: Act<On = Meeting>>(desk: &Desk<A>, ask: &Ask, key: &str) -> Result<u32, Trouble> {
    const GONE: Refusal = Refusal::of(
        "Dit punt ligt niet meer op tafel. Kijk wat er nu ligt.",
        "This item is no longer on the table. See what is there now.",
    );
    let all = tables::shown(ask, desk.dossier()).await?;
    let one = all.iter().find(|one| one.key == key && one.point.is_on()).ok_or(GONE)?;
    Ok(one.point.item.no)
}

async fn keep<A: Act<On = Meeting>>(desk: Desk<A>, event: Event) -> Result<Redirect, Trouble> {
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(at(id, "")))
}

pub(super) async fn open(desk: Desk<LeadTalk>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().open_item(order::no(&desk, &ask).await?)?;
    keep(desk, event).await
}

pub(super) async fn phase(desk: Desk<LeadTalk>, ask: Ask, form: Step<Phase>) -> Result<Redirect, Trouble> {
    let event = desk.dossier().phase(on(&desk, &ask, &form.key).await?, form.to)?;
    keep(desk, event).await
}

pub(super) async fn prompt(desk: Desk<LeadTalk>, ask: Ask, form: Step<Prompt>) -> Result<Redirect, Trouble> {
    let event = desk.dossier().prompt(on(&desk, &ask, &form.key).await?, form.to)?;
    keep(desk, event).await
}

pub(super) async fn counter(desk: Desk<TakeCounter>, ask: Ask, form: Counter) -> Result<Redirect, Trouble> {
    let no = on(&desk, &ask, &form.0.key).await?;
    let event = desk.dossier().counter(no, &ask.actor.person, form.0.to)?;
    keep(desk, event).await
}
