//! What goes on at another kind of table: one that was taken on, and one that waits for an answer.

use super::scene::{Scene, Told, step, t};
use casework::{
    case::{Case, HearReferral, ReferCase, Regime},
    referral::{
        Based, BeginReferral, Came, Ground, Hand, Informed, Law, Origin, Referral, Referred, ReferredTo, SendReferral,
        Table, TakeOn, TakeReferralAnswer, TakenOn,
    },
};
use kernel::{DossierId, Refusal};
use vault::Dossier;

/// What is handed over.
pub(super) struct Going {
    pub(super) table: Table,
    pub(super) to: &'static str,
    pub(super) about: &'static str,
    pub(super) asked: &'static str,
    pub(super) goes_on: &'static str,
    pub(super) call: &'static str,
    /// By when an answer is asked, and the last day, counted from today.
    pub(super) days: (i64, i64),
}

/// Hands it over from a case, without anything that lies on its table.
pub(super) async fn refers(scene: &Scene, who: &str, case: DossierId, of: &Going) -> Told<DossierId> {
    let (below, desk) = (scene.desk::<ReferCase>(who, case).await?, scene.begin::<BeginReferral>(who).await?);
    let (id, today) = (desk.id(), desk.today());
    let write = || {
        let gone = Refusal::of("De casus is leeg.", "The case is empty.");
        let opening = below.dossier().opening.as_ref().ok_or(gone)?;
        let law = match opening.regime {
            Regime::Wgpga => Law::Wgpga,
            Regime::WgsZvh => Law::Wgs,
        };
        let chance = id.to_string();
        let (answer_by, until) = (scene.day(of.days.0), scene.day(of.days.1));
        let kept = ReferredTo { id, table: of.table, to: t(of.to)?, answer_by, until };
        let hand = Hand {
            reference: t(&format!("D-{}", chance.get(chance.len().saturating_sub(6)..).unwrap_or_default()))?,
            origin: Origin { kind: t(Case::KIND)?, id: case, called: opening.reference.clone(), law, weighed: false },
            table: of.table,
            to: t(of.to)?,
            to_called: Some(t(&scene.directory.agency_name(&t(of.to)?))?),
            about: Some(t(of.about)?),
            asked: t(of.asked)?,
            ground: Based::on(Ground::Agreed, None),
            informed: Informed::Agreed,
            uninformed: None,
            goes_on: t(of.goes_on)?,
            call: t(of.call)?,
            answer_by,
            until,
            house: opening.house.clone(),
            municipality: opening.municipality.clone(),
            stay: opening.trio.stay.clone(),
            director: opening.director.clone(),
            persons: below.dossier().card().persons.unwrap_or_default(),
        };
        let begun = Referral::begin(hand, Vec::new(), desk.agency(), today)?;
        Ok((begun, below.dossier().refer(Referred::Begun(kept), today)?))
    };
    let (begun, kept) = write().map_err(|r: Refusal| step::<ReferCase>(who, &r.why.en))?;
    let begun = desk.draft(begun);
    below.commit_with(vec![kept], vec![begun]).await.map_err(|e| step::<ReferCase>(who, &e.to_string()))?;
    scene.act::<SendReferral>(who, id, |desk| desk.dossier().send(desk.today())).await?;
    Ok(id)
}

/// Who was asked takes it on, in so many days; who asked reads it, and the table hears it.
pub(super) async fn taken_on(
    scene: &Scene,
    (id, case): (DossierId, DossierId),
    (receiver, sender): (&str, &str),
    (does, days): (&str, (i64, i64)),
) -> Told {
    scene
        .act::<TakeOn>(receiver, id, |desk| {
            let (from, contact) = (scene.day(days.0), scene.day(days.1));
            desk.dossier().take_on(desk.agency(), TakenOn { who: t(does)?, from, contact }, desk.today())
        })
        .await?;
    let (desk, table) =
        (scene.desk::<TakeReferralAnswer>(sender, id).await?, scene.desk::<HearReferral>(sender, case).await?);
    let write = || Ok((desk.dossier().take_answer()?, table.dossier().hear_referral(id, Came::TakenOn)?));
    let (read, heard) = write().map_err(|r: Refusal| step::<TakeReferralAnswer>(sender, &r.why.en))?;
    let heard = table.draft(vec![heard]);
    desk.commit_with(vec![read], vec![heard]).await.map_err(|e| step::<TakeReferralAnswer>(sender, &e.to_string()))
}
