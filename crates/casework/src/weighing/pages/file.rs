//! Filing: from a signal to a weighing, in one transaction. The weighing keeps a snapshot of what was filed.

use super::filed::Filed;
use crate::places;
use crate::signal::{
    self, Signal,
    acts::{EndSignal, FileSignal, HearOfSignal, ReadSignal},
};
use crate::weighing::{Addressee, Event, Filer, Filing, OpenWeighing, Outcome, Settle, Subject, Weighing};
use kernel::{AgencyId, Date, DossierId, Lang, Line, Refusal, Say, Step, Terms};
use vault::{Act, Desk, Draft, Error};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

/// To whom, and whom to ask.
pub(crate) struct FileForm {
    to: Addressee,
    contact: Line,
}

impl Form for FileForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let to = read.choice("to");
        let contact = read.must("contact");
        Some(Self { to: to?, contact: contact? })
    }
}

/// What of the signal goes to the three. Who reported it does not go along.
fn filing(
    ask: &Ask,
    id: DossierId,
    signal: &Signal,
    form: FileForm,
    (today, terms): (Date, Terms),
) -> Result<Filing, Refusal> {
    const UNKNOWN: Refusal = Refusal::of(
        "Voor deze gemeente is niet bekend wie er weegt. Vraag het uw Zorg- en Veiligheidshuis.",
        "It is not known who weighs for this municipality. Ask your Care and Safety House.",
    );
    let (Some(intake), Some(reference)) = (signal.intake(), signal.reference()) else { return Err(UNKNOWN) };
    let about = &intake.subject;
    let subject = Subject {
        name: about.name().clone(),
        organisation: about.is_organisation(),
        born: about.birth(),
        unnamed: about.is_unnamed(),
        bsn: about.bsn().cloned(),
    };
    Ok(Filing {
        signal: id,
        reference: reference.clone(),
        municipality: intake.municipality.clone(),
        house: intake.house.clone(),
        subject,
        // A shielded reporter's name stays behind.
        facts: signal.facts_to_share().collect(),
        reading: intake.reading.clone(),
        filer: Filer { agency: ask.actor.agency.id.clone(), contact: form.contact },
        addressee: form.to,
        trio: ask.directory.trio(&intake.municipality).ok_or(UNKNOWN)?,
        director: ask.directory.house_office(&intake.house).ok_or(UNKNOWN)?.id.clone(),
        opened: today,
        acute: intake.acute,
        terms: Some(terms),
    })
}

#[derive(askama::Template, serde::Serialize, schemars::JsonSchema)]
#[template(path = "weighing/pages/file.html")]
pub(crate) struct FilePage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    filed: Filed,
    form: Html,
}

/// The form, with everything that goes along.
pub(crate) async fn show(visit: Visit<ReadSignal>, filled: Filled) -> Result<Page<FilePage>, Trouble> {
    if !visit.may::<FileSignal>() {
        return Err(Trouble::Denied);
    }
    let (ask, signal, id) = (&visit.ask, visit.dossier(), visit.id());
    let contact = signal.intake().map(|i| i.brought.contact.clone()).unwrap_or_default();
    let sent = FileForm { to: Addressee::Mayor, contact: contact.clone() };
    let form = FormSpec::to(places::filing_of(id), Say::of("Aanmelden", "File"))
        .field(
            Field::choice_of::<Addressee>("to", Say::of("Bij wie meldt u het aan?", "With whom do you file it?")).hint(
                Say::of(
                    "Alle drie wegen mee, wie u ook kiest.",
                    "All three take part in the weighing, whomever you choose.",
                ),
            ),
        )
        .field(
            Field::line("contact", Say::of("Wie kunnen zij bellen?", "Whom can they call?"))
                .hint(Say::of("Naam en telefoonnummer of e-mailadres.", "Name and telephone number or e-mail address."))
                .value(contact.as_str()),
        );
    let body = FilePage {
        lang: ask.lang,
        back: places::SIGNALS.of(id),
        reference: signal.reference().map(ToString::to_string).unwrap_or_default(),
        filed: Filed::new(ask, &filing(ask, id, signal, sent, (ask.today, ask.vault.terms()))?),
        form: form.html(ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(ask, FileSignal::INFO.says, body))
}

/// Files the signal and begins the weighing: both, or neither.
pub(crate) async fn act(desk: Desk<FileSignal>, ask: Ask, form: FileForm) -> Result<Redirect, Trouble> {
    let mut terms = ask.vault.terms();
    // What the region says goes before what the house is set to.
    if let Some(days) = ask.vault.setting("weigh.due").await?.and_then(|days| days.parse().ok()) {
        terms.weigh.usual = days;
    }
    let to = form.to;
    let filing = filing(&ask, desk.id(), desk.dossier(), form, (desk.today(), terms))?;
    let due = terms.until(Step::Weigh, desk.today(), filing.acute);
    let (trio, reference) = (filing.trio.clone(), filing.reference.clone());
    let weighing = ask.vault.begin::<OpenWeighing>(&ask.actor).await?;
    let id = weighing.id();
    let by = signal::By { person: &ask.actor.person, agency: &ask.actor.agency };
    let filed = desk.dossier().file(addressed(&trio, to), &trio, id, by)?;
    let begun = Weighing::begin(filing, due)?;
    desk.commit_with(vec![filed], vec![weighing.draft(vec![begun])]).await?;
    // Who filed it for an organisation that does not weigh reads the notice, and no more.
    let rest = if trio.contains(&ask.actor.agency.id) { "" } else { "/bericht" };
    Ok(Redirect::to(places::WEIGHINGS.under(id, rest)).with(id, reference))
}

fn addressed(trio: &[AgencyId; 3], to: Addressee) -> &AgencyId {
    let [municipality, police, prosecution] = trio;
    match to {
        Addressee::Mayor => municipality,
        Addressee::Police => police,
        Addressee::Prosecution => prosecution,
    }
}

/// With the last key the signal below ends as well. It learns whether there may be a conference, not what was judged (WEG-10).
pub(super) async fn ends_signal(ask: &Ask, weighing: &Weighing, event: &Event) -> Result<Vec<Draft>, Trouble> {
    let Some(filing) = weighing.filing().filter(|_| weighing.ends_with(event)) else { return Ok(Vec::new()) };
    let fits = matches!(event, Event::KeyTurned { .. })
        && weighing.text().is_some_and(|t| t.judgement.decision.outcome == Outcome::Fits);
    let desk = match ask.vault.open_desk::<EndSignal>(&ask.actor, filing.signal).await {
        Ok(desk) => desk,
        // The signal may be gone by now; the key must turn all the same.
        Err(Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long) => return Ok(Vec::new()),
        Err(Error::Store(error)) => return Err(error.into()),
    };
    let ended =
        if fits { signal::FITS } else { "no-conference" }.parse().and_then(|outcome| desk.dossier().end(outcome));
    // What goes on is told to the reporter when it is over.
    let heard = if fits { None } else { desk.dossier().reporter_to_hear(None) };
    Ok(ended.map(|event| vec![desk.draft([event].into_iter().chain(heard).collect())]).unwrap_or_default())
}

/// With the third yes to asking the triangle, who keeps the signal below is asked who it is about, where nobody knows that yet.
pub(super) async fn asks_name(ask: &Ask, weighing: &Weighing) -> Result<Vec<Draft>, Trouble> {
    let goes = weighing.way().is_some_and(|way| way.way.how == Settle::Triangle && way.lacks_one());
    let Some(filing) = weighing.filing().filter(|filing| goes && filing.subject.unnamed) else { return Ok(Vec::new()) };
    let desk = match ask.vault.open_desk::<HearOfSignal>(&ask.actor, filing.signal).await {
        Ok(desk) => desk,
        // The signal may be gone by now; the key must turn all the same.
        Err(Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long) => return Ok(Vec::new()),
        Err(Error::Store(error)) => return Err(error.into()),
    };
    let asked = desk.dossier().ask_name();
    Ok(asked.map(|event| vec![desk.draft(vec![event])]).unwrap_or_default())
}
