//! What others hear when a case begins or is over: who filed what it came of, who keeps the contact of who reported it, and who keeps an eye. Whoever turned the
//! key may have no seat there, and what is gone by then hears nothing; the key turns all the same.

use super::{offered::seated, reviewed};
use crate::case::closing::PendingClosing;
use crate::case::{Case, Opening};
use crate::signal::acts::HearOfSignal;
use crate::watching::{Asking, BeginWatch};
use crate::weighing::{Event, HearOfCase, Weighing};
use kernel::{AgencyId, Date, DossierId, Note, Refusal};
use vault::{Desk, Draft};
use web::{Ask, Trouble};

fn heard(desk: Desk<HearOfCase>, make: impl Fn(&Weighing) -> Result<Event, Refusal>) -> Option<Draft> {
    let event = make(desk.dossier()).ok()?;
    Some(desk.draft(vec![event]))
}

/// The weighing hears that a case began by way of an advice.
pub(super) async fn opened(ask: &Ask, weighing: DossierId, case: DossierId) -> Result<Option<Draft>, Trouble> {
    let desk = ask.vault.desk_if_any::<HearOfCase>(&ask.actor, weighing).await?;
    Ok(desk.and_then(|desk| heard(desk, |weighing| weighing.open_case(case))))
}

/// With the last key on closing: who is to keep an eye is asked, the weighing hears it, and who keeps the signal reads what the reporter hears.
pub(super) async fn closed(ask: &Ask, case: &Case, id: DossierId, today: Date) -> Result<Vec<Draft>, Trouble> {
    let (Some(opening), Some(pending)) = (&case.opening, &case.closing) else { return Ok(Vec::new()) };
    let mut drafts: Vec<Draft> = watched(ask, case, (opening, pending), today).await?.into_iter().collect();
    drafts.extend(told(ask, opening, id, &pending.closing.feedback).await?);
    drafts.extend(reviewed::ended(ask, case).await?);
    Ok(drafts)
}

/// With the word of another house that it takes the case over: the weighing hears that it is closed here, and who keeps the signal reads what the
/// reporter hears. Nobody is to keep an eye: that is for the table there.
pub(super) async fn transferred(ask: &Ask, case: &Case, id: DossierId) -> Result<Vec<Draft>, Trouble> {
    let (Some(opening), Some(pending)) = (&case.opening, case.transfer()) else { return Ok(Vec::new()) };
    let mut drafts = told(ask, opening, id, &pending.transfer.feedback).await?;
    drafts.extend(reviewed::ended(ask, case).await?);
    Ok(drafts)
}

async fn told(ask: &Ask, opening: &Opening, id: DossierId, feedback: &Note) -> Result<Vec<Draft>, Trouble> {
    let mut drafts = Vec::new();
    // Before a case kept which weighing it came of, it kept that where no advice stood between.
    let Some(weighing) = opening.weighing.or(opening.from) else { return Ok(drafts) };
    let Some(desk) = ask.vault.desk_if_any::<HearOfCase>(&ask.actor, weighing).await? else { return Ok(drafts) };
    let signal = desk.dossier().filing().map(|filing| filing.signal);
    drafts.extend(heard(desk, |weighing| weighing.hear_closed(id)));
    if let Some(signal) = signal
        && let Some(desk) = ask.vault.desk_if_any::<HearOfSignal>(&ask.actor, signal).await?
        && let Some(event) = desk.dossier().reporter_to_hear(Some(feedback.clone()))
    {
        drafts.push(desk.draft(vec![event]));
    }
    Ok(drafts)
}

/// The agreement to keep an eye; nothing where closing was proposed before that was asked.
async fn watched(
    ask: &Ask,
    case: &Case,
    (opening, pending): (&Opening, &PendingClosing),
    today: Date,
) -> Result<Option<Draft>, Trouble> {
    let closing = &pending.closing;
    let Some(terms) = &closing.watch else { return Ok(None) };
    let could: Vec<AgencyId> = seated(case).into_iter().filter(|one| case.sits_on(one, today)).cloned().collect();
    let persons = |agency: &AgencyId| Some((agency.clone(), case.named.of(agency)?.to_vec()));
    let desk = ask.vault.begin::<BeginWatch>(&ask.actor).await?;
    let asking = Asking {
        table: opening.reference.clone(),
        terms: terms.clone(),
        watcher: closing.watcher.clone(),
        named_by: pending.by.clone(),
        persons: could.iter().chain([&pending.by.agency]).filter_map(persons).collect(),
        could,
        house: opening.house.clone(),
        municipality: opening.municipality.clone(),
    };
    let begun = asking.begin(desk.id(), today);
    Ok(Some(desk.draft(vec![begun])))
}
