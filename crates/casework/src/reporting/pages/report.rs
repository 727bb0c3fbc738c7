//! One report: what somebody told in their own words, and what becomes of it.

use crate::places;
use crate::reporting::{LayAside, Outcome, ReadDoor, Report, TakeUpReport};
use crate::signal::{self, Registration, Signal, acts::RegisterSignal};
use askama::Template;
use kernel::{Lang, Note, Refusal, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Values, Visit};

pub(super) struct Aside(Note);

impl Form for Aside {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "reporting/pages/report.html")]
pub(super) struct ReportPage {
    #[serde(skip)]
    lang: Lang,
    no: u32,
    receipt: String,
    on: ShownDay,
    seen: String,
    reading: Option<String>,
    about: Option<String>,
    kind: String,
    name: Option<String>,
    contact: Option<String>,
    #[serde(skip)]
    back: String,
    #[serde(skip)]
    take_up: Option<Html>,
    #[serde(skip)]
    aside: Option<Html>,
}

fn number(ask: &Ask) -> Result<u32, Trouble> {
    ask.part("no").parse().map_err(|_| Trouble::Denied)
}

pub(super) async fn show(visit: Visit<ReadDoor>, filled: Filled) -> Result<Page<ReportPage>, Trouble> {
    let (ask, door) = (&visit.ask, visit.dossier());
    let no = number(ask)?;
    let (report, _) = door.report(no).map_err(|_| Trouble::Denied)?;
    let back = places::DOORS.of(visit.id());
    let signal_at = format!("{back}/melding/{no}/signaal");
    // What the reporter wrote stands in the form, to be made into facts by who registers it.
    let given = if filled.holds(&signal_at) { filled.clone() } else { Filled::at(&signal_at, given(ask, report)) };
    let take_up = || signal::registration(ask, signal_at.clone()).html(ask, &given, Some(visit.seq()));
    let aside = || {
        FormSpec::to(format!("{back}/melding/{no}/terzijde"), Say::of("Terzijde leggen", "Lay aside"))
            .field(why())
            .secondary()
            .ends(ERASED)
    };
    let body = ReportPage {
        lang: ask.lang,
        no,
        receipt: report.receipt.to_string(),
        on: day_month_year(report.on),
        seen: report.seen.to_string(),
        reading: report.reading.as_ref().map(ToString::to_string),
        about: report.about.as_ref().map(ToString::to_string),
        kind: report.kind.says().to(ask.lang).to_owned(),
        name: report.name.as_ref().map(ToString::to_string),
        contact: report.contact.as_ref().map(ToString::to_string),
        take_up: visit.may::<TakeUpReport>().then(take_up),
        aside: visit.may::<LayAside>().then(|| aside().html(ask, &filled, Some(visit.seq()))),
        back,
    };
    Ok(Page::of(ask, Say::of("Melding", "Report"), body))
}

/// What happens by laying aside.
pub(super) const ERASED: Say = Say::of(
    "De woorden van de melding en wie haar deed worden gewist.",
    "The words of the report and who made it are erased.",
);

/// Why it is laid aside.
pub(super) fn why() -> Field {
    Field::note("reason", Say::of("Waarom wordt dit geen signaal?", "Why does this not become a signal?")).hint(
        Say::of(
            "De reden blijft. Schrijf er niets in over de persoon of over wie het meldde.",
            "The reason stays. Write nothing in it about the person or who reported it.",
        ),
    )
}

/// What of a report stands in the form for a signal.
fn given(ask: &Ask, report: &Report) -> Values {
    let mut given = Values::default();
    let about = report.about.as_ref().map(ToString::to_string);
    let place = ask.actor.agency.municipalities.first().map(ToString::to_string);
    let texts = [
        ("about", Some("person".to_owned())),
        ("name", about),
        ("municipality", place),
        ("facts.0.what", Some(report.seen.to_string())),
        ("reading", report.reading.as_ref().map(ToString::to_string)),
        ("reporter", Some(report.kind.word().to_owned())),
        ("reporter-name", report.name.as_ref().map(ToString::to_string)),
        ("reporter-contact", report.contact.as_ref().map(ToString::to_string)),
        ("shielded", Some("ja".to_owned())),
        ("received", Some(day_month_year(report.on).to_string())),
        ("channel", Some(ask.lang.both("meldpagina", "reporting page").to_owned())),
        ("contact", Some(ask.actor.name.to_string())),
    ];
    texts.into_iter().filter_map(|(name, text)| Some((name, text?))).for_each(|(name, text)| given.put(name, text));
    given
}

/// Registers a signal from it: both in one transaction, and the words that came in are erased.
pub(super) async fn take_up(desk: Desk<TakeUpReport>, ask: Ask, form: Registration) -> Result<Redirect, Trouble> {
    let no = number(&ask)?;
    desk.dossier().report(no)?;
    let (intake, by) =
        (form.intake(&ask, &ask.directory)?, signal::By { person: &ask.actor.person, agency: &ask.actor.agency });
    if desk.dossier().opening().is_none_or(|opening| opening.municipality != intake.municipality) {
        const ELSEWHERE: Refusal = Refusal::of(
            "Deze meldpagina is van een andere gemeente. Leg de melding terzijde en bel die gemeente.",
            "This reporting page is of another municipality. Lay the report aside and call that municipality.",
        );
        return Err(ELSEWHERE.at("municipality").into());
    }
    intake.check(desk.today())?;
    let begun = ask.vault.begin::<RegisterSignal>(&ask.actor).await?;
    let reference = signal::next_reference(&ask.vault, desk.today()).await?;
    let registered = Signal::register(intake, reference.clone(), by, desk.today())?;
    let signal = begun.id();
    let (event, came_in) = desk.dossier().settle(no, Outcome::TakenUp { signal })?;
    desk.commit_erasing_with(vec![event], vec![came_in], vec![begun.draft(vec![registered])]).await?;
    Ok(Redirect::to(places::SIGNALS.of(signal)).with(signal, reference))
}

pub(super) async fn lay_aside(desk: Desk<LayAside>, ask: Ask, form: Aside) -> Result<Redirect, Trouble> {
    let (event, came_in) = desk.dossier().settle(number(&ask)?, Outcome::LaidAside { reason: form.0 })?;
    let to = places::DOORS.of(desk.id());
    desk.commit_erasing(vec![event], vec![came_in]).await?;
    Ok(Redirect::to(to))
}
