//! Reading one signal. First what is asked of the reader now, then the facts, and apart from them what somebody makes of them.

use super::seconds::seconds;
use super::{answer, enrich, screen};
use crate::places;
use crate::{
    signal::{
        Answer, DAYS_TO_WEIGH, Intake, Signal,
        acts::{
            AddFact, ClarifySignal, ConfirmScreenOut, FileSignal, GiveNotice, ProposeScreenOut, ReadSignal,
            RefuseScreenOut, RevealBsn, RevealReporter,
        },
        texts,
    },
    table::{AuthorSays, Place, draw},
};
use askama::Template;
use kernel::{Date, Lang, Say, day_month_year, local_minute};
use serde::Serialize;
use vault::{Author, Dossier};
use web::{Ask, Filled, Growing, Html, Leaf, Page, Trouble, Visit};

/// A fact as it is told.
#[derive(Serialize)]
struct FactCard {
    text: String,
    on: Option<String>,
    observer: Option<String>,
    first_hand: bool,
    written: String,
    by: AuthorSays,
}

/// A proposal to screen out and what became of it.
#[derive(Serialize)]
struct Look {
    reason: String,
    since: String,
    by: AuthorSays,
    second: String,
    agreed: Option<bool>,
    said: Option<String>,
    /// Who of the second core partner said so.
    said_by: Option<AuthorSays>,
}

/// What one reads about the reporter.
#[derive(Serialize)]
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
#[derive(Serialize)]
struct Moment {
    at: String,
    by: AuthorSays,
    says: Say,
}

/// A form; open when it was just sent and has to be mended.
#[derive(Serialize)]
struct Asking {
    open: bool,
    form: Html,
}

/// The forms that this person may fill in now.
#[derive(Serialize)]
struct Forms {
    fact: Option<Asking>,
    call: Option<Asking>,
    screen: Option<Asking>,
    agree: Option<Asking>,
    disagree: Option<Asking>,
    notice: Option<Asking>,
}

#[derive(Template, Serialize)]
#[template(path = "signal/pages/read.html")]
struct Read {
    #[serde(skip)]
    lang: Lang,
    id: String,
    #[serde(skip)]
    persons_at: String,
    reference: String,
    register_reference: Option<String>,
    state: Say,
    told: Say,
    /// What is asked of this reader now; `None` when nothing is.
    asked: Option<Say>,
    due: Option<String>,
    late: bool,
    file_at: Option<String>,
    weighing_at: Option<String>,
    name: String,
    organisation: bool,
    birth: Option<String>,
    has_bsn: bool,
    bsn_at: Option<String>,
    acute: bool,
    municipality: String,
    received: String,
    channel: String,
    keeper: String,
    registered_by: Option<AuthorSays>,
    filed_by: Option<(AuthorSays, String)>,
    brought: String,
    contact: String,
    facts: Vec<FactCard>,
    facts_leaf: Leaf,
    reading: Option<String>,
    ideologies: Vec<Say>,
    remark: Option<String>,
    source: Source,
    calls: Vec<(String, String, AuthorSays)>,
    looks: Vec<Look>,
    notices: Vec<(Say, String, AuthorSays)>,
    #[serde(skip)]
    table: String,
    seats: Vec<Place>,
    history: Vec<Moment>,
    history_leaf: Leaf,
    why: Vec<Say>,
    forms: Forms,
}

pub(super) async fn show(visit: Visit<ReadSignal>, filled: Filled) -> Result<Page, Trouble> {
    let signal = visit.dossier();
    let (Some(reference), Some(intake)) = (signal.reference(), signal.intake()) else {
        return Err(Trouble::Denied);
    };
    let title = Say::made(format!("Signaal {reference}"), format!("Signal {reference}"));
    let at = places::SIGNALS.of(visit.id());
    let past = visit.seen.history(HISTORY.place(&visit.ask)).await?;
    let leaf = HISTORY.read(&visit.ask, &at, past.older, (past.moments.len(), Some(visit.seen.seq())));
    let history = past.moments.into_iter().map(|moment| happened(&visit, moment)).collect();
    let body = page(&visit, &filled, (reference.to_string(), intake), (history, leaf));
    Ok(Page::of(&visit.ask, title, body))
}

fn page(
    visit: &Visit<ReadSignal>,
    filled: &Filled,
    (reference, intake): (String, &Intake),
    (history, history_leaf): (Vec<Moment>, Leaf),
) -> Read {
    let (signal, ask) = (visit.dossier(), &visit.ask);
    let directory = &*ask.directory;
    let at = places::SIGNALS.of(visit.id());
    let agency = &ask.actor.agency.id;
    let card = signal.card();
    let mine = card.tasks.iter().find(|task| task.agency == *agency);
    let due = mine.and_then(|task| task.due);
    let open_reporter = signal.reporter_known_to(agency);
    let mut facts = facts(visit, open_reporter);
    let in_weighing = |filing: &crate::signal::Filing| filing.to == *agency || intake.stay == *agency;
    Read {
        lang: ask.lang,
        id: visit.id().to_string(),
        persons_at: format!("{at}/personen"),
        reference,
        register_reference: intake.register_reference.as_ref().map(ToString::to_string),
        state: signal.state().says(),
        told: texts::stands(signal.state()),
        asked: mine.map(|_| texts::asks(signal.state(), DAYS_TO_WEIGH)),
        due: due.map(day_month_year),
        late: due.is_some_and(|due| due < ask.today),
        file_at: visit.may::<FileSignal>().then(|| format!("{at}/aanmelden")),
        weighing_at: signal.filing.as_ref().filter(|f| in_weighing(f)).map(|f| places::WEIGHINGS.of(f.weighing)),
        name: intake.subject.name().to_string(),
        organisation: intake.subject.is_organisation(),
        birth: intake.subject.birth().map(day_month_year),
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
        table: draw(&places(signal), |agency| directory.agency_name(agency), ask.lang),
        seats: places(signal),
        history,
        history_leaf,
        why: visit.seen.why().grounds.iter().map(|ground| ground.says.clone()).collect(),
        forms: forms(visit, filled, &at, intake),
    }
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
    let card = |kept: &crate::signal::KeptFact| FactCard {
        text: kept.fact.text.to_string(),
        on: kept.fact.on.map(day_month_year),
        observer: kept.fact.observer.as_ref().filter(|_| open_reporter).map(ToString::to_string),
        first_hand: kept.fact.first_hand,
        written: day_month_year(kept.written),
        by: keeper(visit, &kept.by),
    };
    visit.dossier().facts.iter().map(card).collect()
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
    card.seats.iter().map(place).collect()
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
