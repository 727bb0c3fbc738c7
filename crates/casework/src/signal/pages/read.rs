//! Reading one signal. First what is asked of the reader now, then the facts, and apart from them what somebody makes of them.

use super::seconds::seconds;
use super::{
    answer, enrich,
    link::{Alike, alike},
    screen,
};
use crate::places;
use crate::{
    signal::{
        Answer, Intake, Signal, State,
        acts::{
            AddFact, ClarifySignal, ConfirmScreenOut, CorrectSignal, FileSignal, GiveNotice, Identify,
            ProposeScreenOut, ReadPersons, ReadSignal, RefuseScreenOut, RevealBsn, RevealReporter,
        },
        texts,
    },
    table::{AuthorSays, Lack, Paper, Place, Sitting, Stage, Way, draw, steps},
};
use askama::Template;
use kernel::{Born, Date, Lang, Say, ShownDay, ShownMoment, day_month_year, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act as _, Author, Dossier, Task};
use web::{Ask, Filled, Growing, Html, Icon, Leaf, Page, Trouble, Visit};

/// A fact as it is told.
#[derive(Serialize, JsonSchema)]
struct FactCard {
    /// Its number, in the order in which they were written down.
    #[serde(skip)]
    no: usize,
    text: String,
    on: Option<ShownDay>,
    observer: Option<String>,
    first_hand: bool,
    /// Whether it is only an expression that the law protects, as who wrote it down sees it.
    expression: Option<String>,
    written: ShownDay,
    by: AuthorSays,
    /// Where it is put right or withdrawn.
    mend: Option<String>,
    /// Whether it was put right since.
    mended: bool,
    /// That it counts no more: since when, and why.
    withdrawn: Option<(ShownDay, String)>,
}

/// A proposal to screen out and what became of it.
#[derive(Serialize, JsonSchema)]
struct Look {
    reason: String,
    since: ShownDay,
    by: AuthorSays,
    second: String,
    parts: Vec<(String, String)>,
    /// What the decision goes without, in words.
    without: Vec<String>,
    agreed: Option<bool>,
    said: Option<String>,
    /// Who of the second core partner said so.
    said_by: Option<AuthorSays>,
}

/// What one reads about the reporter.
#[derive(Serialize, JsonSchema)]
struct Source {
    kind: Say,
    shielded: bool,
    /// Only when it is not shielded: a shielded name is on a page of its own, which is in the book.
    name: Option<String>,
    contact: Option<String>,
    /// Where the shielded name can be read.
    reveal: Option<String>,
}

/// A line of the history.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignalMoment")]
struct Moment {
    at: ShownMoment,
    by: AuthorSays,
    says: Say,
}

/// A form; open when it was just sent and has to be mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignalAsking")]
struct Asking {
    open: bool,
    form: Html,
}

/// The forms that this person may fill in now.
#[derive(Serialize, JsonSchema)]
struct Forms {
    fact: Option<Asking>,
    call: Option<Asking>,
    screen: Option<Asking>,
    agree: Option<Asking>,
    disagree: Option<Asking>,
    notice: Option<Asking>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "signal/pages/read.html")]
pub(crate) struct Read {
    #[serde(skip)]
    lang: Lang,
    id: String,
    #[serde(skip)]
    persons_at: String,
    /// Where what it says is put right, for who is responsible for that.
    mend_at: Option<String>,
    /// Since when something in it was put right, and where the old stands beside the new.
    mended: Option<(ShownDay, String)>,
    reference: String,
    register_reference: Option<String>,
    state: Say,
    told: Say,
    /// What is asked of this reader now; `None` when nothing is.
    asked: Option<Say>,
    due: Option<ShownDay>,
    late: bool,
    /// What the table wrote for the reporter, for who keeps it and is to tell; empty where it wrote nothing.
    to_hear: Option<String>,
    file_at: Option<String>,
    weighing_at: Option<String>,
    name: String,
    organisation: bool,
    /// Whether it is not known yet who it is; then the name is a description.
    unnamed: bool,
    /// Where one says who it is.
    identify_at: Option<String>,
    birth: Option<Born>,
    has_bsn: bool,
    bsn_at: Option<String>,
    acute: bool,
    municipality: String,
    received: ShownDay,
    channel: String,
    keeper: String,
    registered_by: Option<AuthorSays>,
    filed_by: Option<(AuthorSays, ShownDay)>,
    brought: String,
    contact: String,
    facts: Vec<FactCard>,
    facts_leaf: Leaf,
    reading: Option<String>,
    ideologies: Vec<Say>,
    remark: Option<String>,
    source: Source,
    calls: Vec<(ShownDay, String, AuthorSays)>,
    looks: Vec<Look>,
    notices: Vec<(Say, ShownDay, AuthorSays)>,
    /// Other signals about the same person, for who keeps them all.
    alike: Vec<Alike>,
    #[serde(skip)]
    table: String,
    #[serde(skip)]
    steps: String,
    /// Whether a proposal to screen out waits for who looks along.
    #[serde(skip)]
    proposed: bool,
    /// The picture of what is asked.
    #[serde(skip)]
    sign: Icon,
    seats: Vec<Place>,
    history: Vec<Moment>,
    history_leaf: Leaf,
    why: Vec<Say>,
    forms: Forms,
}

pub(crate) async fn show(visit: Visit<ReadSignal>, filled: Filled) -> Result<Page<Read>, Trouble> {
    let signal = visit.dossier();
    let (Some(reference), Some(intake)) = (signal.reference(), signal.intake()) else {
        return Err(Trouble::Denied);
    };
    let title = Say::made(format!("Signaal {reference}"), format!("Signal {reference}"));
    let at = places::SIGNALS.of(visit.id());
    let past = visit.seen.history(HISTORY.place(&visit.ask)).await?;
    let leaf = HISTORY.read(&visit.ask, &at, past.older, (past.moments.len(), Some(visit.seen.seq())));
    let history = past.moments.into_iter().map(|moment| happened(&visit, moment)).collect();
    let others = alike(&visit, &filled).await?;
    let body = page(&visit, &filled, (reference.to_string(), intake, others), (history, leaf));
    Ok(Page::of(&visit.ask, title, body))
}

fn page(
    visit: &Visit<ReadSignal>,
    filled: &Filled,
    (reference, intake, alike): (String, &Intake, Vec<Alike>),
    (history, history_leaf): (Vec<Moment>, Leaf),
) -> Read {
    let (signal, ask) = (visit.dossier(), &visit.ask);
    let directory = &*ask.directory;
    let at = places::SIGNALS.of(visit.id());
    let agency = &ask.actor.agency.id;
    let asked = signal.tasks();
    let mine = asked.iter().find(|task| task.agency == *agency);
    let due = mine.and_then(|task| task.due);
    let open_reporter = signal.reporter_known_to(agency);
    let mut facts = facts(visit, open_reporter);
    let in_weighing = |filing: &crate::signal::Filing| filing.to == *agency || intake.stay == *agency;
    let weighing_at = signal.filing.as_ref().filter(|f| in_weighing(f)).map(|f| places::WEIGHINGS.of(f.weighing));
    let (seats, papers) = (places(signal), papers(ask, facts.len()));
    let sitting = Sitting::of::<ReadSignal, ReadPersons>(visit, &seats);
    // With a shielded reporter who sits for the owner may be who reported it.
    let sitting = match signal.owner() {
        Some(owner) if !open_reporter => sitting.without(owner),
        Some(_) | None => sitting,
    };
    Read {
        lang: ask.lang,
        id: visit.id().to_string(),
        persons_at: format!("{at}/personen"),
        mend_at: visit.may::<CorrectSignal>().then(|| format!("{at}/verbeteren")),
        mended: signal.corrections().last().map(|last| (day_month_year(last.on), format!("{at}/verbeteringen"))),
        reference,
        register_reference: intake.register_reference.as_ref().map(ToString::to_string),
        state: signal.state().says(),
        told: texts::stands(signal.state()),
        asked: mine.map(|task| asks(signal, task, due)),
        to_hear: signal.to_hear(agency).map(|text| text.map(ToString::to_string).unwrap_or_default()),
        due: due.map(day_month_year),
        late: due.is_some_and(|due| due < ask.today),
        file_at: visit.may::<FileSignal>().then(|| format!("{at}/aanmelden")),
        name: intake.subject.name().to_string(),
        organisation: intake.subject.is_organisation(),
        unnamed: intake.subject.is_unnamed(),
        identify_at: (intake.subject.is_unnamed() && visit.may::<Identify>()).then(|| format!("{at}/wie")),
        birth: intake.subject.birth(),
        has_bsn: intake.subject.bsn().is_some(),
        bsn_at: visit.may::<RevealBsn>().then(|| format!("{at}/bsn")),
        acute: intake.acute,
        municipality: directory.municipality_name(&intake.municipality),
        received: day_month_year(intake.received),
        channel: intake.channel.to_string(),
        keeper: directory.agency_name(&intake.owner),
        registered_by: signal.registered_by().map(|by| keeper(visit, by)),
        filed_by: signal.filing.as_ref().map(|f| (AuthorSays::of(ask, &f.author), day_month_year(f.on))),
        brought: directory.agency_name(&intake.brought.agency),
        contact: intake.brought.contact.to_string(),
        facts_leaf: FACTS.cut_latest(ask, &at, &mut facts),
        facts,
        reading: intake.reading.as_ref().map(ToString::to_string),
        ideologies: intake.ideologies.iter().map(|one| one.says()).collect(),
        remark: intake.remark.as_ref().map(ToString::to_string),
        source: source(visit, intake, &at),
        calls: signal
            .clarifications
            .iter()
            .map(|c| (day_month_year(c.on), c.answer.to_string(), keeper(visit, &c.asked_by)))
            .collect(),
        looks: looks(ask, signal),
        notices: signal
            .notices
            .iter()
            .map(|(to, on, by)| (to.says(), day_month_year(*on), keeper(visit, by)))
            .collect(),
        alike,
        table: draw(&seats, &sitting, papers),
        steps: way(signal, ask.lang, weighing_at.as_ref()),
        weighing_at,
        proposed: signal.screenings.iter().any(|s| s.answer.is_none()),
        sign: sign(mine.is_some(), signal.state()),
        seats,
        history,
        history_leaf,
        why: visit.seen.why().grounds.iter().map(|ground| ground.says.clone()).collect(),
        forms: forms(visit, filled, &at, intake),
    }
}

/// What is asked now, in a sentence.
fn asks(signal: &Signal, task: &Task, due: Option<Date>) -> Say {
    match task.act {
        act if act == GiveNotice::INFO.name => texts::TELL_REPORTER,
        act if act == Identify::INFO.name => texts::WAITS_FOR_NAME,
        _ => texts::asks(signal.state(), due.map(day_month_year)),
    }
}

/// What lies on the table of a signal.
fn papers(ask: &Ask, facts: usize) -> Vec<Paper> {
    let called = if facts == 1 { ask.lang.both("feit", "fact") } else { ask.lang.both("feiten", "facts") };
    vec![
        Paper { icon: Icon::Eye, says: format!("{facts} {called}"), at: "#facts" },
        Paper {
            icon: Icon::Speech,
            says: ask.lang.both("hoe de melder het ziet", "how the reporter sees it").to_owned(),
            at: "#reading",
        },
    ]
}

/// The picture of what is asked now.
fn sign(asked: bool, state: State) -> Icon {
    match state {
        State::Registered | State::Screening if !asked => Icon::Wait,
        State::Registered => Icon::Pen,
        State::Screening => Icon::Eye,
        State::ScreenedOut | State::Filed | State::Ended => Icon::Check,
    }
}

/// Where it is on its way from signal to case.
fn way(signal: &Signal, lang: Lang, weighing: Option<&String>) -> String {
    let state = signal.state();
    let (reached, over) = match state {
        State::Registered | State::Screening => (Stage::Signal, false),
        State::ScreenedOut => (Stage::Signal, true),
        State::Filed | State::Ended => (Stage::Weighing, false),
    };
    let at = weighing.map(|at| (Stage::Weighing, at.clone())).into_iter().collect();
    steps(&Way { now: Stage::Signal, state: state.says().to(lang), reached, skips: None, over, at }, lang)
}

/// Who wrote something down. With a shielded reporter others than the owner read the organisation only: where somebody reports to their
/// own organisation, who wrote it down may be who reported it.
fn keeper(visit: &Visit<ReadSignal>, by: &Author) -> AuthorSays {
    let (ask, signal) = (&visit.ask, visit.dossier());
    if signal.reporter_known_to(&ask.actor.agency.id) || signal.owner() != Some(&by.agency) {
        AuthorSays::of(ask, by)
    } else {
        AuthorSays::nobody(ask, &by.agency)
    }
}

/// A first-hand observer is often the reporter, so with a shielded reporter the names stay with the owner.
fn facts(visit: &Visit<ReadSignal>, open_reporter: bool) -> Vec<FactCard> {
    let card = |(at, kept): (usize, &crate::signal::KeptFact)| FactCard {
        no: at + 1,
        text: kept.fact.text.to_string(),
        on: kept.fact.on.map(day_month_year),
        observer: kept.fact.observer.as_ref().filter(|_| open_reporter).map(ToString::to_string),
        first_hand: kept.fact.first_hand,
        expression: kept.fact.expression.map(|e| e.says().to(visit.ask.lang).to_owned()),
        written: day_month_year(kept.written),
        by: keeper(visit, &kept.by),
        mend: (kept.withdrawn.is_none() && visit.may::<CorrectSignal>())
            .then(|| places::SIGNALS.under(visit.id(), &format!("/feit/{}", at + 1))),
        mended: visit.dossier().is_mended(at),
        withdrawn: kept.withdrawn.as_ref().map(|w| (day_month_year(w.on), w.reason.to_string())),
    };
    visit.dossier().facts.iter().enumerate().map(card).collect()
}

fn source(visit: &Visit<ReadSignal>, intake: &Intake, at: &str) -> Source {
    let reporter = &intake.reporter;
    let shown = |text: &Option<kernel::Line>| text.as_ref().filter(|_| !reporter.shielded).map(ToString::to_string);
    let hidden = reporter.shielded && (reporter.name.is_some() || reporter.contact.is_some());
    Source {
        kind: reporter.kind.says(),
        shielded: reporter.shielded,
        name: shown(&reporter.name),
        contact: shown(&reporter.contact),
        reveal: (hidden && visit.may::<RevealReporter>()).then(|| format!("{at}/melder")),
    }
}

fn looks(ask: &Ask, signal: &Signal) -> Vec<Look> {
    let look = |screening: &crate::signal::Screening| {
        let (agreed, said, by) = match &screening.answer {
            None => (None, None, None),
            Some(Answer::Confirmed { by, remark }) => (Some(true), remark.as_ref().map(ToString::to_string), Some(by)),
            Some(Answer::Refused { by, reason }) => (Some(false), Some(reason.to_string()), Some(by)),
        };
        Look {
            reason: screening.reason.to_string(),
            since: day_month_year(screening.since),
            by: AuthorSays::of(ask, &screening.by),
            second: ask.directory.agency_name(&screening.second),
            parts: screening.explicit.parts(ask.lang),
            without: Lack::tell(&screening.explicit.lacks(), ask.lang),
            agreed,
            said,
            said_by: by.map(|by| AuthorSays::of(ask, by)),
        }
    };
    signal.screenings.iter().map(look).collect()
}

/// The table of a signal: who sits there and what each still owes the others.
fn places(signal: &Signal) -> Vec<Place> {
    let card = signal.card();
    let owes = |agency: &kernel::AgencyId, tier| {
        let due: Option<Date> = card.tasks.iter().find(|task| task.agency == *agency)?.due;
        texts::owes(signal.state(), tier, due.map(day_month_year))
    };
    let place = |seat: &vault::Seat| Place {
        agency: seat.agency.clone(),
        tier: seat.tier,
        spoken: None,
        key: None,
        owes: owes(&seat.agency, seat.tier),
    };
    let mut places: Vec<Place> = Vec::new();
    for place in card.seats.iter().map(place) {
        // Whoever keeps it may be the municipality of stay too, and is drawn once, with what it owes.
        match places.iter_mut().find(|there| there.agency == place.agency) {
            Some(there) if there.owes.is_none() => there.owes = place.owes,
            Some(_) => {}
            None => places.push(place),
        }
    }
    places
}

const HISTORY: Growing = Growing::of("gebeurd", "history", ("gebeurtenissen", "events"), 25);
const FACTS: Growing = Growing::of("feiten", "facts", ("feiten", "facts"), 25);

fn happened(visit: &Visit<ReadSignal>, (stamp, said): (vault::Stamp, Option<Say>)) -> Moment {
    let by = match said {
        Some(_) => keeper(visit, &stamp.author()),
        None => AuthorSays::happened(&visit.ask, &stamp, true),
    };
    Moment { at: local_minute(stamp.at), by, says: said.unwrap_or(texts::ERASED) }
}

fn forms(visit: &Visit<ReadSignal>, filled: &Filled, at: &str, intake: &Intake) -> Forms {
    let ask = &visit.ask;
    let asking = |last: &str, form: web::FormSpec| Asking {
        open: filled.is_for(&format!("{at}/{last}")),
        form: form.html(ask, filled, Some(visit.seq())),
    };
    let seconds = || seconds(&ask.directory, &intake.municipality, &intake.owner);
    // Whoever proposed does not confirm, whatever the rule says of the agency.
    let not_mine = visit.dossier().asked().is_some_and(|asked| asked.by.person != ask.actor.person);
    Forms {
        fact: visit.may::<AddFact>().then(|| asking("feit", enrich::fact_form(at))),
        call: visit.may::<ClarifySignal>().then(|| asking("terugbellen", enrich::call_form(at, ask.today))),
        screen: visit.may::<ProposeScreenOut>().then(|| asking("uitsluiten", screen::form(at, seconds()))),
        agree: (not_mine && visit.may::<ConfirmScreenOut>()).then(|| asking("meekijken", answer::agree_form(at))),
        disagree: (not_mine && visit.may::<RefuseScreenOut>())
            .then(|| asking("niet-uitsluiten", answer::disagree_form(at))),
        notice: visit.may::<GiveNotice>().then(|| asking("kennisgeving", enrich::notice_form(at, ask.today))),
    }
}
