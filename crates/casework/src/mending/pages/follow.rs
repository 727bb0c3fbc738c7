//! Putting one thing right: the event, who is told, and the weighing that follows.

use crate::places;
use crate::signal::{By, Change, Event, Signal, acts::CorrectSignal, acts::ReadSignal};
use crate::table::Reader;
use crate::weighing::{self, ReadWeighing, RestateFiling, Restated};
use kernel::{Date, DossierId, Note, Refusal, Say};
use vault::{Act, Called, Desk, Dossier, Draft, Error, Stamp};
use web::{Ask, Field, Redirect, Trouble};

/// Why, on every form.
pub(super) fn reason() -> Field {
    reason_of(Say::of("Waarom?", "Why?"))
}

/// The same, asked in these words.
pub(super) fn reason_of(label: Say) -> Field {
    Field::note("reason", label).hint(Say::of(
        "Wie de oude tekst las, leest ook deze reden. Schrijf hier geen namen in.",
        "Who read the old text reads this reason too. Do not write names here.",
    ))
}

/// Puts it right, in the signal and in its weighing: both, or neither.
pub(super) async fn keep(
    desk: Desk<CorrectSignal>,
    ask: &Ask,
    change: Change,
    reason: Note,
) -> Result<Redirect, Trouble> {
    let shared = shared(&change, &reason);
    keep_by(desk, ask, shared, |signal, told, (by, today)| {
        signal.correct(change.clone(), reason.clone(), told, (by, today))
    })
    .await
}

/// The same for every act that changes what somebody may have read: `make` is asked for the event with who is told.
pub(super) async fn keep_by<A: Act<On = Signal>>(
    desk: Desk<A>,
    ask: &Ask,
    shared: Note,
    make: impl Fn(&Signal, Vec<Reader>, (By<'_>, Date)) -> Result<Event, Refusal>,
) -> Result<Redirect, Trouble> {
    let by = By { person: &ask.actor.person, agency: &ask.actor.agency };
    let event = |told: Vec<Reader>| make(desk.dossier(), told, (by, desk.today()));
    let after = after(&desk, &event(Vec::new())?);
    let (below, told_there) = restate(ask, &after, desk.id(), Some(shared)).await?;
    let mut told = desk.readers::<ReadSignal>().await?;
    // Who sits at both reads it once, where it says what it means for the text and the keys.
    told.retain(|reader| !told_there.contains(reader));
    let (event, id) = (event(told)?, desk.id());
    desk.commit_with(vec![event], below).await?;
    Ok(Redirect::to(places::SIGNALS.of(id)))
}

/// The reason as the three may read it: why something was wrong about a reporter can say who that is.
fn shared(change: &Change, reason: &Note) -> Note {
    const REPORTER: &str = "De gegevens van de melder zijn verbeterd.";
    if change.is_of_reporter() { REPORTER.parse().unwrap_or_else(|_| reason.clone()) } else { reason.clone() }
}

/// The signal as it will be.
pub(super) fn after<A: Act<On = Signal>>(desk: &Desk<A>, event: &Event) -> Signal {
    let mut after = desk.dossier().clone();
    let stamp = Stamp {
        seq: desk.seq() + 1,
        at: desk.now(),
        who: desk.actor().person.clone(),
        agency: desk.agency().clone(),
        act: A::REF.name.into(),
        called: Called::default(),
    };
    after.apply(event, &stamp);
    after
}

/// What the weighing of a signal takes over of it, and who is told there; without a reason where only a fact came to it.
pub(super) async fn restate(
    ask: &Ask,
    signal: &Signal,
    id: DossierId,
    reason: Option<Note>,
) -> Result<(Vec<Draft>, Vec<Reader>), Trouble> {
    let nothing = (Vec::new(), Vec::new());
    let Some(filing) = signal.filing.as_ref() else { return Ok(nothing) };
    let desk = match ask.vault.open_desk::<RestateFiling>(&ask.actor, filing.weighing).await {
        Ok(desk) => desk,
        // It may be gone by now; the signal is put right all the same.
        Err(Error::Denied) => return Ok(nothing),
        Err(why) => return Err(why.into()),
    };
    // A weighing that says it came of another signal follows this one in nothing.
    if desk.dossier().filing().is_none_or(|filing| filing.signal != id) {
        return Ok(nothing);
    }
    let now = says(ask, signal)?;
    if desk.dossier().restate(now.clone(), reason.clone(), Vec::new())?.is_none() {
        return Ok(nothing);
    }
    let told = desk.readers::<ReadWeighing>().await?;
    let event = desk.dossier().restate(now, reason, told.clone())?;
    Ok((vec![desk.draft(event.into_iter().collect())], told))
}

/// What the three read of a signal.
fn says(ask: &Ask, signal: &Signal) -> Result<Restated, Refusal> {
    const UNKNOWN: Refusal = Refusal::of(
        "Van deze gemeente is niet bekend wie er weegt. Vraag het huis.",
        "For this municipality it is not known who weighs. Ask the house.",
    );
    let intake = signal.intake().ok_or(UNKNOWN)?;
    let (facts, withdrawn): (Vec<_>, Vec<_>) = signal.facts_with_the_three().into_iter().unzip();
    Ok(Restated {
        municipality: intake.municipality.clone(),
        house: intake.house.clone(),
        trio: ask.directory.trio(&intake.municipality).ok_or(UNKNOWN.at("municipality"))?,
        director: ask.directory.house_office(&intake.house).ok_or(UNKNOWN.at("municipality"))?.id.clone(),
        subject: weighing::Subject {
            name: intake.subject.name().clone(),
            organisation: intake.subject.is_organisation(),
            born: intake.subject.birth(),
            unnamed: intake.subject.is_unnamed(),
            bsn: intake.subject.bsn().cloned(),
        },
        facts,
        withdrawn: withdrawn.iter().enumerate().filter(|(_, gone)| **gone).map(|(place, _)| place).collect(),
        reading: intake.reading.clone(),
        acute: intake.acute,
    })
}
