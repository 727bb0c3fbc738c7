//! What the table it came from keeps of what came of a referral: to whom it went it knows, and now whether that takes it on. Nothing of what was
//! written goes there.

use crate::case::{Case, HearReferral};
use crate::places;
use crate::referral::{Came, EndReferral, Referral, TakeReferralAnswer, pages::Ends};
use crate::weighing;
use kernel::{AgencyId, DossierId};
use vault::{Desk, Dossier as _, Draft};
use web::{Ask, Redirect, Trouble};

async fn told(
    ask: &Ask,
    (referral, id): (&Referral, DossierId),
    own: &AgencyId,
    came: Option<Came>,
) -> Result<Vec<Draft>, Trouble> {
    let (Some(hand), Some(came)) = (referral.hand(), came) else { return Ok(Vec::new()) };
    // Who receives it has no place there, and nothing of it is opened for them.
    if !referral.is_sender(own) {
        return Ok(Vec::new());
    }
    let origin = &hand.origin;
    if origin.kind.as_str() == Case::KIND {
        let Some(table) = ask.vault.desk_if_any::<HearReferral>(&ask.actor, origin.id).await? else {
            return Ok(Vec::new());
        };
        let heard = table.dossier().hear_referral(id, came);
        return Ok(heard.ok().map(|event| table.draft(vec![event])).into_iter().collect());
    }
    let Some(table) = ask.vault.desk_if_any::<weighing::HearReferral>(&ask.actor, origin.id).await? else {
        return Ok(Vec::new());
    };
    let heard = table.dossier().hear_referral(id, came);
    Ok(heard.ok().map(|event| table.draft(vec![event])).into_iter().collect())
}

/// Read what was answered; the table keeps what came of it.
pub(super) async fn take(desk: Desk<TakeReferralAnswer>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_answer()?;
    let others = told(&ask, (desk.dossier(), desk.id()), desk.agency(), Came::of(desk.dossier().state())).await?;
    let to = places::REFERRALS.of(desk.id());
    desk.commit_with(vec![event], others).await?;
    Ok(Redirect::to(to))
}

/// Ends it; what would have gone along and was never sent is erased in the same moment.
pub(super) async fn end(desk: Desk<EndReferral>, ask: Ask, form: Ends) -> Result<Redirect, Trouble> {
    let event = desk.dossier().end(desk.agency(), (form.how, form.reason), desk.today())?;
    let others = told(&ask, (desk.dossier(), desk.id()), desk.agency(), Some(Came::Over)).await?;
    let reads = desk.dossier().is_sender(desk.agency());
    let to = if reads { places::REFERRALS.of(desk.id()) } else { places::WORK.to_owned() };
    let erased = desk.dossier().never_sent();
    if erased.is_empty() {
        desk.commit_with(vec![event], others).await?;
    } else {
        desk.commit_erasing_with(vec![event], erased, others).await?;
    }
    Ok(Redirect::to(to))
}
