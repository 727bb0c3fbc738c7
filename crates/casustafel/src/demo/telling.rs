//! Who is told what a case came to, as the pages do it: who filed, who keeps the contact of who reported it, and who keeps an eye.

use super::scene::{Scene, Told, step};
use casework::{
    case::Case,
    signal::acts::HearOfSignal,
    watching::{Asking, BeginWatch},
    weighing::HearOfCase,
};
use kernel::DossierId;
use vault::{Dossier, Draft};

/// The weighing hears that a case began.
pub(super) async fn began(scene: &Scene, who: &str, weighing: DossierId, case: DossierId) -> Told<Draft> {
    let desk = scene.desk::<HearOfCase>(who, weighing).await?;
    let heard = desk.dossier().open_case(case).map_err(|r| step::<HearOfCase>(who, &r.why.en))?;
    Ok(desk.draft(vec![heard]))
}

/// What goes with the last key on closing.
pub(super) async fn closed(scene: &Scene, who: &str, case: &Case, id: DossierId) -> Told<Vec<Draft>> {
    let (Some(opening), Some(pending)) = (&case.opening, &case.closing) else { return Ok(Vec::new()) };
    let mut drafts = Vec::new();
    if let Some(terms) = &pending.closing.watch {
        let desk = scene.begin::<BeginWatch>(who).await?;
        let asking = Asking {
            table: opening.reference.clone(),
            terms: terms.clone(),
            watcher: pending.closing.watcher.clone(),
            named_by: pending.by.clone(),
            could: opening.trio.all().into_iter().cloned().collect(),
            house: opening.house.clone(),
            municipality: opening.municipality.clone(),
            persons: case.card().persons.unwrap_or_default(),
        };
        let begun = asking.begin(desk.id(), desk.today());
        drafts.push(desk.draft(vec![begun]));
    }
    let Some(weighing) = opening.weighing else { return Ok(drafts) };
    let desk = scene.desk::<HearOfCase>(who, weighing).await?;
    let signal = desk.dossier().filing().map(|filing| filing.signal);
    let heard = desk.dossier().hear_closed(id).map_err(|r| step::<HearOfCase>(who, &r.why.en))?;
    drafts.push(desk.draft(vec![heard]));
    if let Some(signal) = signal {
        let desk = scene.desk::<HearOfSignal>(who, signal).await?;
        if let Some(event) = desk.dossier().reporter_to_hear(Some(pending.closing.feedback.clone())) {
            drafts.push(desk.draft(vec![event]));
        }
    }
    Ok(drafts)
}
