//! What is asked, for who keeps an eye and for who asked; and what each may say to it.

use crate::places;
use crate::table::{self, AuthorSays};
use crate::watching::{AskAnother, ConfirmWatch, DeclineWatch, EndWatch, Event, ReadWatch, State, TakeAnswer, Watch};
use kernel::{AgencyId, DossierId, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// Why it is not possible.
pub(super) struct Why(Note);

impl Form for Why {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

/// Why it stops.
pub(super) struct Stops(Note);

impl Form for Stops {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

/// Who is asked now.
pub(super) struct Other(AgencyId);

impl Form for Other {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("watcher").map(Self)
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WatchDeclined")]
struct Declined {
    by: AuthorSays,
    on: ShownDay,
    reason: String,
}

/// A form; open when it was just sent and has to be mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WatchAsking")]
struct Asking {
    open: bool,
    form: Html,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "watching/pages/read.html")]
pub(super) struct WatchPage {
    #[serde(skip)]
    lang: Lang,
    here: String,
    reference: String,
    table: String,
    state: String,
    #[serde(skip)]
    open: bool,
    what: String,
    from: ShownDay,
    until: ShownDay,
    call: String,
    watcher: String,
    named_by: AuthorSays,
    confirmed: Option<(AuthorSays, ShownDay)>,
    declined: Vec<Declined>,
    confirm: Option<Html>,
    decline: Option<Asking>,
    take: Option<Html>,
    another: Option<Html>,
    end: Option<Asking>,
    why: Vec<String>,
}

fn at(id: DossierId, rest: &str) -> String {
    places::WATCHES.under(id, rest)
}

fn other_form(visit: &Visit<ReadWatch>) -> FormSpec {
    let name = |agency: &AgencyId| (agency.to_string(), Say::same(visit.ask.directory.agency_name(agency)));
    let others = visit.dossier().others().map(name).collect();
    FormSpec::to(at(visit.id(), "/ander"), Say::of("Vragen", "Ask"))
        .titled(Say::of("Een ander vragen", "Ask another"))
        .field(Field::choice("watcher", Say::of("Wie vraagt u nu?", "Whom do you ask now?"), others))
}

fn ending(id: DossierId) -> FormSpec {
    FormSpec::to(at(id, "/stoppen"), Say::of("Stoppen", "Stop"))
        .field(Field::note("reason", Say::of("Waarom stopt het?", "Why does it stop?")))
        .secondary()
        .ends(Say::of(
            "Daarna kan niemand deze afspraak nog lezen of heropenen.",
            "After that nobody can read or reopen this agreement.",
        ))
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadWatch>, filled: Filled) -> Result<Page<WatchPage>, Trouble> {
    let (ask, watch, id) = (&visit.ask, visit.dossier(), visit.id());
    let agreement = watch.agreement().ok_or(Trouble::Denied)?;
    let own = &ask.actor.agency.id;
    let html = |form: FormSpec| form.html(ask, &filled, Some(visit.seq()));
    let asking = |rest: &str, form: FormSpec| Asking { open: filled.is_for(&at(id, rest)), form: html(form) };
    let asked = visit.may::<ConfirmWatch>() && watch.confirm(own).is_ok();
    let declining = || {
        let why = Field::note("reason", Say::of("Waarom kan het niet?", "Why is it not possible?"));
        let form = FormSpec::to(at(id, "/nee"), Say::of("Dit kan niet", "This is not possible"));
        form.field(why.hint(Say::of("Wie u dit vroeg, leest uw reden.", "Whoever asked you reads your reason.")))
            .secondary()
    };
    let no = |no: &table::Declined| Declined {
        by: AuthorSays::of(ask, &no.by),
        on: day_month_year(no.on),
        reason: no.reason.to_string(),
    };
    let asker = agreement.named_by.agency == *own;
    let body =
        WatchPage {
            lang: ask.lang,
            here: places::WATCHES.of(id),
            reference: agreement.reference.to_string(),
            table: agreement.table.to_string(),
            state: watch.state().says().to(ask.lang).to_owned(),
            open: watch.state() == State::Asked,
            what: agreement.terms.what.to_string(),
            from: day_month_year(agreement.from),
            until: day_month_year(agreement.terms.until),
            call: agreement.terms.call.to_string(),
            watcher: ask.directory.agency_name(&agreement.watcher),
            named_by: AuthorSays::of(ask, &agreement.named_by),
            confirmed: watch.confirmed().map(|(by, on)| (AuthorSays::of(ask, by), day_month_year(*on))),
            // Why another could not is for who asks, and for nobody who is asked after it.
            declined: watch.declined().iter().filter(|one| asker || one.by.agency == *own).map(no).collect(),
            confirm: asked.then(|| {
                html(FormSpec::to(at(id, "/ja"), Say::of("Ja, dit doen wij", "Yes, we do this")).titled(Say::of(
                    "Houdt uw organisatie dit in het oog?",
                    "Does your organisation keep an eye on this?",
                )))
            }),
            decline: asked.then(|| asking("/nee", declining())),
            take: (visit.may::<TakeAnswer>() && watch.take_answer(own).is_ok() && agreement.watcher != *own)
                .then(|| html(FormSpec::to(at(id, "/gelezen"), Say::of("Gelezen", "Read")))),
            another: (visit.may::<AskAnother>() && watch.others().next().is_some()).then(|| html(other_form(&visit))),
            end: (visit.may::<EndWatch>() && (asker || watch.state() == State::Confirmed))
                .then(|| asking("/stoppen", ending(id))),
            why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
        };
    Ok(Page::of(ask, ReadWatch::INFO.says, body))
}

async fn keep<A: Act<On = Watch>>(desk: Desk<A>, event: Event) -> Result<Redirect, Trouble> {
    let to = places::WATCHES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Says that one's organisation does it.
pub(super) async fn confirm(desk: Desk<ConfirmWatch>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().confirm(desk.agency())?;
    keep(desk, event).await
}

/// Says that it does not; with that its seat ends.
pub(super) async fn decline(desk: Desk<DeclineWatch>, _: Ask, form: Why) -> Result<Redirect, Trouble> {
    let event = desk.dossier().decline(desk.agency(), form.0)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WORK))
}

/// Read that it is done.
pub(super) async fn take(desk: Desk<TakeAnswer>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_answer(desk.agency())?;
    keep(desk, event).await
}

/// Asks another.
pub(super) async fn another(desk: Desk<AskAnother>, _: Ask, form: Other) -> Result<Redirect, Trouble> {
    let event = desk.dossier().ask_another(desk.agency(), form.0)?;
    keep(desk, event).await
}

/// Stops; nobody reads it after that.
pub(super) async fn end(desk: Desk<EndWatch>, _: Ask, form: Stops) -> Result<Redirect, Trouble> {
    let event = desk.dossier().end(desk.agency(), form.0)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WATCHES.list()))
}
