//! From a table to what goes to another house: what of what was proposed goes along as it is now, and the names under which it does.

use super::{
    Package, PackedAgreement, PackedDecision, PackedGoal, PackedItem, PackedName, PendingTransfer, Recalled, Returned,
    Sender, VERSION,
};
use crate::case::contribution::{Item, Provenance};
use crate::case::model::Case;
use crate::case::offering::Source;
use crate::case::opening::{Opening, Subject};
use crate::case::plan::{Agreed, Agreement, AgreementStands, Goal};
use kernel::{AgencyId, Date, Line, Note, Refusal};
use std::collections::BTreeSet;
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
    about: Option<(Subject, Note)>,
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

    /// Those that were withdrawn after they were sent: the word that one was taken over may still come.
    #[must_use]
    pub fn recalled(&self) -> &[Recalled] {
        &self.transferring.recalled
    }

    /// What waits for who gave it, or carries it: nothing goes before it is answered. Who left is not asked any more, and its part stays. The number of
    /// each, and whose it is.
    pub fn unanswered<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = (u32, &'a AgencyId)> {
        let items = self.proposed_items(pending).map(|item| (item.no, &item.agency));
        let agreements = self.proposed_agreements(pending).map(|one| (one.no, &one.agency));
        items.chain(agreements).filter(|(no, agency)| !pending.replies.contains_key(no) && self.sits(agency))
    }

    /// The agreements that were proposed to go along and are still there.
    pub fn proposed_agreements<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Agreement> {
        self.agreements.iter().filter(|one| pending.transfer.agreements.contains(&one.no))
    }

    /// What was proposed to go along and still lies on the table.
    pub fn proposed_items<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(|item| pending.transfer.items.contains(&item.no))
    }

    /// What goes along: what who gave it said yes to, and of which nobody says that it is not right.
    pub fn going_items<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Item> {
        self.proposed_items(pending).filter(|item| pending.may_go(item.no) && !self.is_in_doubt(item.no))
    }

    /// Whether this item lies in the file that is ready for another house, where somebody may have fetched it.
    #[must_use]
    pub fn is_in_ready_file(&self, item: u32) -> bool {
        let ready = self.transfer().filter(|pending| pending.sent.is_some());
        ready.is_some_and(|pending| self.going_items(pending).any(|one| one.no == item))
    }

    /// The goals that go along: those under which everything goes along. By any other, what stays behind would be told.
    pub fn going_goals<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Goal> {
        let goes: BTreeSet<u32> = self.going_items(pending).map(|item| item.no).collect();
        let proposed = self.plan.goals.iter().filter(|goal| pending.transfer.goals.contains(&goal.no));
        proposed.filter(move |goal| self.facts_under(goal).all(|fact| goes.contains(fact)))
    }

    /// The goals that were proposed and stay behind, each with the facts under it that do.
    pub fn staying_goals<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = (&'a Goal, Vec<u32>)> {
        let goes: BTreeSet<u32> = self.going_items(pending).map(|item| item.no).collect();
        let proposed = self.plan.goals.iter().filter(|goal| pending.transfer.goals.contains(&goal.no));
        proposed
            .map(move |goal| {
                (goal, self.facts_under(goal).copied().filter(|no| !goes.contains(no)).collect::<BTreeSet<_>>())
            })
            .filter(|(_, stay)| !stay.is_empty())
            .map(|(goal, stay)| (goal, stay.into_iter().collect()))
    }

    /// The facts under the factors on which a goal works.
    fn facts_under<'a>(&'a self, goal: &'a Goal) -> impl Iterator<Item = &'a u32> {
        self.factors.iter().filter(|factor| goal.factors.contains(&factor.no)).flat_map(|factor| &factor.facts)
    }

    /// The agreements that go along: what who carries them said yes to.
    pub fn going_agreements<'a>(&'a self, pending: &'a PendingTransfer) -> impl Iterator<Item = &'a Agreement> {
        self.proposed_agreements(pending).filter(|one| pending.may_go(one.no))
    }

    /// The plan that goes along. It was written with the whole table in view, so it goes only where all of that goes: what all whose keys count read,
    /// by whomever it was given, and every fact under a goal.
    #[must_use]
    pub fn going_plan(&self, pending: &PendingTransfer) -> Option<&Agreed> {
        let goes: BTreeSet<u32> = self.going_items(pending).map(|item| item.no).collect();
        let three = self.deciders();
        let shared =
            |item: &&Item| three.iter().all(|agency| item.agency == *agency || item.gift.audience.is_for(agency));
        let mut under = self
            .items
            .iter()
            .filter(shared)
            .map(|item| &item.no)
            .chain(self.plan.goals.iter().flat_map(|goal| self.facts_under(goal)));
        self.plan.agreed.last().filter(|_| pending.transfer.plan && under.all(|no| goes.contains(no)))
    }

    /// The same, to see whether it changed.
    pub(in crate::case) fn going(&self) -> Option<Going> {
        let pending = self.transfer()?;
        let agreement =
            |one: &Agreement| (one.no, one.agency.clone(), one.what.clone(), one.due, self.agreement_stands(one));
        let about = |it: &Opening| (it.subject.clone(), it.purpose.clone());
        Some(Going {
            items: self.going_items(pending).map(|item| item.no).collect(),
            goals: self.going_goals(pending).cloned().collect(),
            agreements: self.going_agreements(pending).map(agreement).collect(),
            plan: self.going_plan(pending).map_or(0, |_| self.plan.agreed.len()),
            about: self.opening.as_ref().map(about),
        })
    }

    /// What goes, as it is written in the sealed file.
    ///
    /// # Errors
    /// A sentence when it was not sent, something of it changed since the three turned their keys, or the day passed until which something of it was
    /// shared.
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
        // What was shared until a day that passed stays, and what rests on it with it.
        if self.going_items(pending).any(|item| !in_time(&item)) {
            return Err(EXPIRED);
        }
        let transfer = &pending.transfer;
        // One that was proposed before these were asked goes nowhere with words that nobody wrote for it.
        let (title, summary) = transfer.title.clone().zip(transfer.about.clone()).ok_or(UNSAID)?;
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
            title,
            summary,
            purpose: opening.purpose.clone(),
            items: self.going_items(pending).map(|item| packed(item, as_called)).collect(),
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

const NOT_SENT: Refusal = Refusal::of("Het bestand staat nog niet klaar.", "The file is not ready yet.");
const CHANGED: Refusal = Refusal::of(
    "Er is iets veranderd in wat er meegaat. De drie draaien eerst hun sleutels opnieuw om.",
    "Something changed in what goes along. The three turn their keys again first.",
);

const UNSAID: Refusal = Refusal::of(
    "Er is niet opgeschreven hoe de casus daar heet en waar hij over gaat. Doe een nieuw voorstel.",
    "It was not written down what the case is called there and what it is about. Make a new proposal.",
);
const EXPIRED: Refusal = Refusal::of(
    "Iets van wat er mee zou gaan, werd gedeeld tot een dag die voorbij is. Doe een nieuw voorstel zonder dat.",
    "Something of what would go along was shared until a day that has passed. Make a new proposal without it.",
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
