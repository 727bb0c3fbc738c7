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

/// With the last key on a judgement after which there will be no conference the signal below ends as well. It learns that, and not what was judged
/// (WEG-10). That it fits is of the three alone until something comes of it; where nobody knows yet whom it is about, they ask that.
pub(super) async fn ends_signal(ask: &Ask, weighing: &Weighing, event: &Event) -> Result<Vec<Draft>, Trouble> {
    let Some(filing) = weighing.filing().filter(|_| weighing.ends_with(event)) else { return Ok(Vec::new()) };
    let fits = matches!(event, Event::KeyTurned { .. })
        && weighing.text().is_some_and(|t| t.judgement.decision.outcome == Outcome::Fits);
    if fits {
        return asks_name_of(ask, filing).await;
    }
    below::<EndSignal>(ask, filing, |it| {
        let ended = it.end("no-conference".parse()?)?;
        Ok([ended].into_iter().chain(it.reporter_to_hear(None)).collect())
    })
    .await
}

/// Something came of the weighing: with that the signal below ends.
///
/// # Errors
/// What the store says.
pub(crate) async fn goes_on(ask: &Ask, weighing: &Weighing) -> Result<Vec<Draft>, Trouble> {
    let Some(filing) = weighing.filing() else { return Ok(Vec::new()) };
    // What goes on is told to the reporter when it is over.
    below::<EndSignal>(ask, filing, |it| Ok(vec![it.end(signal::FITS.parse()?)?])).await
}

/// With the third yes to asking the triangle, who keeps the signal below is asked who it is about, where nobody knows that yet.
pub(super) async fn asks_name(ask: &Ask, weighing: &Weighing) -> Result<Vec<Draft>, Trouble> {
    let goes = weighing.way().is_some_and(|way| way.way.how == Settle::Triangle && way.lacks_one());
    match weighing.filing().filter(|_| goes) {
        Some(filing) => asks_name_of(ask, filing).await,
        None => Ok(Vec::new()),
    }
}

async fn asks_name_of(ask: &Ask, filing: &Filing) -> Result<Vec<Draft>, Trouble> {
    if !filing.subject.unnamed {
        return Ok(Vec::new());
    }
    below::<HearOfSignal>(ask, filing, |it| Ok(vec![it.ask_name()?])).await
}

/// What happens in the signal that was filed. It may be gone by now, or no longer take that in; the key must turn all the same.
async fn below<A: Act<On = Signal>>(
    ask: &Ask,
    filing: &Filing,
    make: impl FnOnce(&Signal) -> Result<Vec<signal::Event>, Refusal>,
) -> Result<Vec<Draft>, Trouble> {
    let desk = match ask.vault.open_desk::<A>(&ask.actor, filing.signal).await {
        Ok(desk) => desk,
        Err(Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long) => return Ok(Vec::new()),
        Err(Error::Store(error)) => return Err(error.into()),
    };
    let made = make(desk.dossier());
    Ok(made.map(|events| vec![desk.draft(events)]).unwrap_or_default())
}
