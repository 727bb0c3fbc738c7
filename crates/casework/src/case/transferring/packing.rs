//! From a table to what goes to another house: what of what was proposed goes along as it is now, and the names under which it does.

use super::{
    Package, PackedAgreement, PackedDecision, PackedGoal, PackedItem, PackedName, PendingTransfer, Reply, Returned,
    Sender, VERSION,
};
use crate::case::contribution::{Item, Provenance};
use crate::case::model::Case;
use crate::case::offering::Source;
use crate::case::opening::{Opening, Subject};
use crate::case::plan::{Agreed, Agreement, AgreementStands, Goal};
use kernel::{AgencyId, Date, Line, Note, Refusal};
use vault::Author;

/// Who sends it, and how everybody is called: organisations have no number elsewhere.
pub struct Signature<'a> {
    /// What the house is called.
    pub house: Line,
    /// What the municipality of stay is called.
    pub municipality: Line,
    /// What an organisation is called.
    pub organisation: &'a dyn Fn(&AgencyId) -> Line,
}

/// What goes along as it stands, to see whether that changed.
#[derive(PartialEq)]
pub(in crate::case) struct Going {
    items: Vec<u32>,
    goals: Vec<Goal>,
    agreements: Vec<(u32, AgencyId, Note, Date, AgreementStands)>,
    plan: usize,
    about: Option<(Subject, Line, Note, Note)>,
}

impl Case {
    /// The hand-over that is under way.
    #[must_use]
    pub fn transfer(&self) -> Option<&PendingTransfer> {
        self.transferring.pending.as_ref()
    }

    /// The latest hand-over that the other house did not take over.
    #[must_use]
    pub fn returned(&self) -> Option<&Returned> {
        self.transferring.returned.as_ref()
    }

    /// What waits for who gave it: nothing goes before it is answered. Who left is not asked any more, and what it gave stays.
    pub fn unanswered_items<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Item> {
        let waits = |item: &&Item| !pending.replies.contains_key(&item.no) && self.sits(&item.agency);
        self.proposed_items(pending).filter(waits)
    }

    /// What was proposed to go along and still lies on the table.
    pub fn proposed_items<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(|item| pending.transfer.items.contains(&item.no))
    }

    /// What goes along: what who gave it said yes to.
    pub fn going_items<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Item> {
        let yes =
            |item: &&Item| pending.replies.get(&item.no).is_some_and(|said| matches!(said.reply, Reply::Yes { .. }));
        self.proposed_items(pending).filter(yes)
    }

    /// The goals that go along: not those that rest on something that does not, for what was stopped would be told by them.
    pub fn going_goals<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Goal> {
        let stopped = |no: &u32| pending.replies.get(no).is_some_and(|said| matches!(said.reply, Reply::No { .. }));
        let rests = move |goal: &Goal| {
            let factors = self.factors.iter().filter(|factor| goal.factors.contains(&factor.no));
            factors.flat_map(|factor| &factor.facts).any(stopped)
        };
        self.plan.goals.iter().filter(|goal| pending.transfer.goals.contains(&goal.no)).filter(move |goal| !rests(goal))
    }

    /// The agreements that go along.
    pub fn going_agreements<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Agreement> {
        self.agreements.iter().filter(|one| pending.transfer.agreements.contains(&one.no))
    }

    /// The plan that goes along.
    #[must_use]
    pub fn going_plan(&self, pending: &PendingTransfer) -> Option<&Agreed> {
        self.plan.agreed.last().filter(|_| pending.transfer.plan)
    }

    /// The same, to see whether it changed.
    pub(in crate::case) fn going(&self) -> Option<Going> {
        let pending = self.transfer()?;
        let agreement =
            |one: &Agreement| (one.no, one.agency.clone(), one.what.clone(), one.due, self.agreement_stands(one));
        let about = |it: &Opening| (it.subject.clone(), it.title.clone(), it.summary.clone(), it.purpose.clone());
        Some(Going {
            items: self.going_items(pending).map(|item| item.no).collect(),
            goals: self.going_goals(pending).cloned().collect(),
            agreements: self.going_agreements(pending).map(agreement).collect(),
            plan: if pending.transfer.plan { self.plan.agreed.len() } else { 0 },
            about: self.opening.as_ref().map(about),
        })
    }

    /// What goes, as it is written in the sealed file. What was shared until a day that passed does not.
    ///
    /// # Errors
    /// A sentence when it was not sent, or something of it changed since the three turned their keys.
    pub fn package(&self, today: Date, as_called: &Signature<'_>) -> Result<Package, Refusal> {
        let opening = self.begun()?;
        let pending = self.transfer().ok_or(super::steps::NONE)?;
        let sent = pending.sent.as_ref().ok_or(NOT_SENT)?;
        if !pending.keys.all_turned() {
            return Err(CHANGED);
        }
        let named = |by: &Author| PackedName {
            name: by.called.name.clone(),
            function: by.called.function.clone(),
            organisation: (as_called.organisation)(&by.agency),
        };
        let in_time = |item: &&Item| item.gift.until.is_none_or(|last| today <= last);
        let transfer = &pending.transfer;
        Ok(Package {
            version: VERSION,
            id: transfer.id.clone(),
            sent: sent.on,
            from: Sender {
                house: as_called.house.clone(),
                municipality: as_called.municipality.clone(),
                organisation: (as_called.organisation)(&sent.by.agency),
                by: named(&sent.by),
            },
            municipality: transfer.to.municipality.clone(),
            ground: transfer.ground,
            why: transfer.why.clone(),
            regime: opening.regime,
            kind: opening.kind,
            subject: opening.subject.clone(),
            title: opening.title.clone(),
            summary: opening.summary.clone(),
            purpose: opening.purpose.clone(),
            items: self.going_items(pending).filter(in_time).map(|item| packed(item, as_called)).collect(),
            goals: self
                .going_goals(pending)
                .map(|goal| PackedGoal { text: goal.text.clone(), seen_by: goal.seen_by.clone() })
                .collect(),
            agreements: self.going_agreements(pending).map(|one| self.packed_agreement(one, as_called)).collect(),
            decision: self.going_plan(pending).map(|agreed| PackedDecision {
                outcome: agreed.decision.outcome.word().to_owned(),
                question: agreed.decision.question.clone(),
                considerations: agreed.decision.considerations.clone(),
                dissent: agreed.decision.dissent.clone(),
                ground: agreed.decision.ground.clone(),
                expectation: agreed.decision.expectation.clone(),
                on: agreed.on,
                by: agreed.by.iter().map(named).collect(),
            }),
        })
    }

    fn packed_agreement(&self, one: &Agreement, as_called: &Signature<'_>) -> PackedAgreement {
        PackedAgreement {
            organisation: (as_called.organisation)(&one.agency),
            what: one.what.clone(),
            due: one.due,
            stands: self.agreement_stands(one).word().to_owned(),
        }
    }
}

const NOT_SENT: Refusal = Refusal::of("Deze overdracht is nog niet verzonden.", "This transfer has not been sent yet.");
const CHANGED: Refusal = Refusal::of(
    "Er is iets veranderd in wat er meegaat. De drie draaien eerst hun sleutels opnieuw om.",
    "Something changed in what goes along. The three turn their keys again first.",
);

fn packed(item: &Item, as_called: &Signature<'_>) -> PackedItem {
    let gift = &item.gift;
    // What came from elsewhere itself keeps saying from where.
    let from = gift.received.clone().unwrap_or_else(|| Provenance {
        house: as_called.house.clone(),
        organisation: (as_called.organisation)(&item.agency),
        day: item.day,
    });
    PackedItem {
        text: gift.text.clone(),
        nature: gift.nature,
        source: Source {
            from,
            kind: item.kind,
            category: gift.category,
            necessity: gift.necessity.clone(),
            expression: gift.expression,
            known: gift.known.clone(),
            instrument: gift.instrument.clone(),
            special: gift.special.clone(),
            criminal: gift.criminal.clone(),
            police: gift.police.clone(),
            om: gift.om.clone(),
            relevance: gift.relevance.clone(),
        },
    }
}
