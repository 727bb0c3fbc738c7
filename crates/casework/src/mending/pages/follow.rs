//! Putting one thing right: the event, who is told, and the weighing that follows.

use crate::advice::{ReadAdvice, RestateAdvice};
use crate::case::{self, ReadCase, RestateSubject};
use crate::places;
use crate::signal::{By, Change, Event, Signal, acts::CorrectSignal, acts::ReadSignal};
use crate::table::Reader;
use crate::weighing::{self, Because, ReadSupply, ReadWeighing, RestateFiling, Restated, ToldThere, Weighing};
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
        "Wie de oude tekst las, leest ook deze reden. Schrijf hier geen namen op.",
        "Whoever read the old text reads this reason too. Do not write names here.",
    ))
}

/// Puts it right, in the signal and in its weighing: both, or neither.
pub(super) async fn keep(
    desk: Desk<CorrectSignal>,
    ask: &Ask,
    change: Change,
    reason: Note,
) -> Result<Redirect, Trouble> {
    let shared = if change.is_of_reporter() { Because::Reporter } else { Because::Reason(reason.clone()) };
    keep_by(desk, ask, shared, |signal, told, (by, today)| {
        signal.correct(change.clone(), reason.clone(), told, (by, today))
    })
    .await
}

/// The same for every act that changes what somebody may have read: `make` is asked for the event with who is told.
pub(super) async fn keep_by<A: Act<On = Signal>>(
    desk: Desk<A>,
    ask: &Ask,
    shared: Because,
    make: impl Fn(&Signal, Vec<Reader>, (By<'_>, Date)) -> Result<Event, Refusal>,
) -> Result<Redirect, Trouble> {
    let by = By { person: &ask.actor.person, agency: &ask.actor.agency };
    let event = |told: Vec<Reader>| make(desk.dossier(), told, (by, desk.today()));
    let after = after(&desk, &event(Vec::new())?);
    let (below, told_there) = restate(ask, &after, desk.id(), shared).await?;
    let mut told = desk.readers::<ReadSignal>().await?;
    // Who sits at both reads it once, where it says what it means for the text and the keys.
    told.retain(|reader| !told_there.contains(reader));
    let (event, id) = (event(told)?, desk.id());
    desk.commit_with(vec![event], below).await?;
    Ok(Redirect::to(places::SIGNALS.of(id)))
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

/// What the weighing of a signal takes over of it, with the advice and the case that came of that, and who is told there.
pub(super) async fn restate(
    ask: &Ask,
    signal: &Signal,
    id: DossierId,
    why: Because,
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
    let Some(filing) = desk.dossier().filing().filter(|filing| filing.signal == id) else { return Ok(nothing) };
    let now = says(ask, signal, filing)?;
    let Some(was) = desk.dossier().restated() else { return Ok(nothing) };
    if desk.dossier().restate(now.clone(), &why, ToldThere::default())?.is_none() {
        return Ok(nothing);
    }
    let (mut drafts, mut below) = advice(ask, desk.dossier(), (&was, &now), &why).await?;
    let mut told = ToldThere { table: desk.readers::<ReadWeighing>().await?, college: Vec::new() };
    told.table.retain(|reader| !below.contains(reader));
    // Who supplies for the college reads whom it is about, and nothing else of what can be put right.
    if was.is_other_person(&now) {
        told.college = desk.readers::<ReadSupply>().await?;
    }
    below.extend(told.table.iter().cloned());
    let event = desk.dossier().restate(now, &why, told)?;
    drafts.push(desk.draft(event.into_iter().collect()));
    Ok((drafts, below))
}

/// What the advice on a weighing takes over, and who is told there: whoever sits at both reads it where it says what it means for the decision.
async fn advice(
    ask: &Ask,
    weighing: &Weighing,
    (was, now): (&Restated, &Restated),
    why: &Because,
) -> Result<(Vec<Draft>, Vec<Reader>), Trouble> {
    let nothing = (Vec::new(), Vec::new());
    let Some(id) = weighing.advice() else { return case(ask, weighing.case(), now, why).await };
    let desk = match ask.vault.open_desk::<RestateAdvice>(&ask.actor, id).await {
        Ok(desk) => desk,
        Err(Error::Denied) => return Ok(nothing),
        Err(error) => return Err(error.into()),
    };
    let (mut drafts, mut below) = case(ask, desk.dossier().case(), now, why).await?;
    if desk.dossier().restate((was, now), why, Vec::new()).is_none() {
        return Ok((drafts, below));
    }
    let mut told = desk.readers::<ReadAdvice>().await?;
    told.retain(|reader| !below.contains(reader));
    below.extend(told.iter().cloned());
    let event = desk.dossier().restate((was, now), why, told);
    drafts.push(desk.draft(event.into_iter().collect()));
    Ok((drafts, below))
}

/// The same for the case: whom it is about, and nothing else of the signal.
async fn case(
    ask: &Ask,
    id: Option<DossierId>,
    now: &Restated,
    why: &Because,
) -> Result<(Vec<Draft>, Vec<Reader>), Trouble> {
    let nothing = (Vec::new(), Vec::new());
    let Some(id) = id else { return Ok(nothing) };
    let desk = match ask.vault.open_desk::<RestateSubject>(&ask.actor, id).await {
        Ok(desk) => desk,
        // It is over or gone: nobody reads it any more.
        Err(Error::Denied) => return Ok(nothing),
        Err(error) => return Err(error.into()),
    };
    let (subject, (reason, _)) = (case::Subject::from(now.subject.clone()), why.stored());
    if desk.dossier().restate(subject.clone(), reason.clone(), Vec::new()).is_none() {
        return Ok(nothing);
    }
    let told = desk.readers::<ReadCase>().await?;
    let event = desk.dossier().restate(subject, reason, told.clone());
    Ok((vec![desk.draft(event.into_iter().collect())], told))
}

/// What the three read of a signal. Who weighs and who guards the process is asked anew only where the person stays elsewhere after all: what
/// the directory says today does not take a weighing away from who began it.
fn says(ask: &Ask, signal: &Signal, filing: &weighing::Filing) -> Result<Restated, Refusal> {
    const UNKNOWN: Refusal = Refusal::of(
        "Voor deze gemeente is niet bekend wie er weegt. Vraag het uw Zorg- en Veiligheidshuis.",
        "It is not known who weighs for this municipality. Ask your Care and Safety House.",
    );
    let intake = signal.intake().ok_or(UNKNOWN)?;
    let (facts, withdrawn): (Vec<_>, Vec<_>) = signal.facts_with_the_three().into_iter().unzip();
    let (house, trio, director) = if intake.municipality == filing.municipality {
        (filing.house.clone(), filing.trio.clone(), filing.director.clone())
    } else {
        let unknown = || UNKNOWN.at("municipality");
        let trio = ask.directory.trio(&intake.municipality).ok_or_else(unknown)?;
        let director = ask.directory.house_office(&intake.house).ok_or_else(unknown)?.id.clone();
        (intake.house.clone(), trio, director)
    };
    Ok(Restated {
        municipality: intake.municipality.clone(),
        house,
        trio,
        director,
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
