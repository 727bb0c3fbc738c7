//! Proposing that a case goes to another house, answering for what one gave, the keys, sending, and what comes back.

use super::{Destination, Moved, PendingTransfer, Receipt, Reply, Transfer};
use crate::case::contribution::Item;
use crate::case::model::{Case, Event};
use crate::case::opening::Regime;
use crate::case::plan::{Agreement, Goal};
use crate::case::purpose::Purpose;
use crate::outgoing::Statement;
use kernel::{AgencyId, Date, Note, PersonId, Refusal, Say};
use std::collections::BTreeSet;

/// What is said where nothing is proposed.
pub(super) const NONE: Refusal =
    Refusal::of("Er ligt geen voorstel om deze casus over te dragen.", "There is no proposal to transfer this case.");
const SENT: Refusal = Refusal::of(
    "Het bestand staat al klaar. Wacht op het antwoord, of trek de overdracht in.",
    "The file is ready already. Wait for the answer, or withdraw it.",
);

impl Case {
    /// What may be proposed to go along: what all whose keys count read, from who can still be asked, and of which nobody says that it is not right.
    pub fn transferable_items(&self, today: Date) -> impl Iterator<Item = &Item> {
        let numbers = |agency| self.items_for(agency, today).into_iter().map(|item| item.no).collect::<BTreeSet<u32>>();
        let three: Vec<BTreeSet<u32>> = self.deciders().iter().map(numbers).collect();
        let read_by = move |item: &&Item| three.iter().all(|seen| seen.contains(&item.no));
        self.items.iter().filter(|item| self.sits(&item.agency) && !self.is_in_doubt(item.no)).filter(read_by)
    }

    /// The agreements that may be proposed, of who can still be asked: not those of a third party, which are read by nobody but who made them with it.
    pub fn transferable_agreements(&self) -> impl Iterator<Item = &Agreement> {
        self.agreements.iter().filter(|one| self.sits(&one.agency) && !self.is_third(&one.agency))
    }

    /// The goals that may be proposed.
    #[must_use]
    pub fn transferable_goals(&self) -> &[Goal] {
        &self.plan.goals
    }

    /// Proposes that the case goes to another house; a proposal that is there becomes this one, and everything said of that is asked anew.
    ///
    /// # Errors
    /// A sentence when something that would go along may not, it was sent already, or under the WGS nobody asked whether the person is known there.
    pub fn propose_transfer(&self, transfer: Transfer, today: Date) -> Result<Event, Refusal> {
        let opening = self.begun()?;
        self.must_be_a_table()?;
        self.must_be_confirmed(today)?;
        if self.transfer().is_some_and(|pending| pending.sent.is_some()) {
            return Err(SENT);
        }
        if opening.regime == Regime::WgsZvh && transfer.known.is_none() {
            return Err(Refusal::of(
                "Vraag eerst aan het andere huis of de persoon daar bekend is, en schrijf op wie dat zei en wanneer (WGS art. 2.28).",
                "First ask the other house whether the person is known there, and write down who said so and when (WGS art. 2.28).",
            )
            .at("known"));
        }
        let all = |numbers: &[u32], known: Vec<u32>| numbers.iter().all(|no| known.contains(no));
        if !all(&transfer.items, self.transferable_items(today).map(|item| item.no).collect()) {
            return Err(Refusal::of(
                "Kies alleen bijdragen die de drie alle drie lezen, van organisaties die nog aan tafel zitten, en waarvan niemand zegt dat ze niet kloppen.",
                "Choose only contributions that all three read, from organisations that still sit at the table, and of which nobody says that they are not right.",
            )
            .at("items"));
        }
        if !all(&transfer.goals, self.plan.goals.iter().map(|goal| goal.no).collect()) {
            return Err(Refusal::of("Kies doelen uit het plan.", "Choose goals of the plan.").at("goals"));
        }
        if !all(&transfer.agreements, self.transferable_agreements().map(|one| one.no).collect()) {
            return Err(Refusal::of(
                "Kies afspraken van deelnemers aan deze casus.",
                "Choose agreements of participants in this case.",
            )
            .at("agreements"));
        }
        if transfer.plan && self.plan.agreed.is_empty() {
            return Err(Refusal::of("Er is nog geen plan.", "There is no plan yet.").at("plan"));
        }
        let transfer = Transfer {
            no: self.next(),
            known: transfer.known.filter(|_| opening.regime == Regime::WgsZvh),
            ..transfer
        };
        self.moved(Moved::Proposed(Box::new(transfer)))
    }

    /// Whether saying yes to this item has to name what is special in it (WGS art. 2.28).
    #[must_use]
    pub fn is_named_in_yes(&self, item: &Item) -> bool {
        let wgs = self.opening.as_ref().is_some_and(|opening| opening.regime == Regime::WgsZvh);
        wgs && item.is_sensitive()
    }

    /// Who gave an item, or carries an agreement, says whether it may go along; a word that was said before may be changed, also when the file is
    /// ready: it is not fetched any more then, until the three turned their keys on what is left.
    ///
    /// # Errors
    /// A sentence when it is another's or was not proposed; and where a yes has to name what is special in it.
    pub fn answer_transfer_item(&self, no: u32, agency: &AgencyId, reply: Reply) -> Result<Event, Refusal> {
        let pending = self.transfer().ok_or(NONE)?;
        let item = self.proposed_items(pending).find(|item| item.no == no && item.agency == *agency);
        let agreement = self.proposed_agreements(pending).find(|one| one.no == no && one.agency == *agency);
        if item.is_none() && agreement.is_none() {
            return Err(Refusal::of(
                "Dit is niet van uw organisatie, of het zou niet meegaan.",
                "This does not belong to your organisation, or it would not go along.",
            ));
        }
        if item.is_some_and(|item| self.is_named_in_yes(item)) && reply == (Reply::Yes { explicit: false }) {
            return Err(Refusal::of(
                "Dit is een bijzonder of strafrechtelijk gegeven. Het gaat alleen mee als u dat uitdrukkelijk zegt.",
                "These are special category or criminal data. They go along only if you say so explicitly.",
            )
            .at("explicit"));
        }
        self.moved(Moved::ItemAnswered { item: no, reply })
    }

    /// Turns one of the three keys on what goes along, once everything of it is answered.
    ///
    /// # Errors
    /// A sentence when something waits for an answer, or this organisation holds no key here.
    pub fn turn_transfer_key(&self, agency: &AgencyId, person: &PersonId) -> Result<Event, Refusal> {
        let pending = self.transfer().ok_or(NONE)?;
        self.must_be_answered(pending)?;
        pending.keys.may_turn(agency, person)?;
        self.moved(Moved::KeyTurned { agency: agency.clone(), person: person.clone() })
    }

    /// Sends it: from now on who proposes may fetch the sealed file.
    ///
    /// # Errors
    /// A sentence when something waits for an answer or a key, or the house is known under another key by now.
    pub fn send_transfer(&self, key_now: Option<&str>, statement: Statement) -> Result<Event, Refusal> {
        let pending = self.transfer().ok_or(NONE)?;
        self.must_be_answered(pending)?;
        if !pending.keys.all_turned() {
            return Err(Refusal::of("Nog niet alle sleutels zijn omgedraaid.", "Not all keys have been turned yet."));
        }
        if pending.sent.is_some() {
            return Err(SENT);
        }
        same_key(&pending.transfer.to, key_now)?;
        self.moved(Moved::Sent { statement })
    }

    /// Says that it does not go. What was sent already cannot be taken back; only that it is no longer offered.
    ///
    /// # Errors
    /// A sentence when nothing is proposed.
    pub fn withdraw_transfer(&self, reason: Note) -> Result<Event, Refusal> {
        self.transfer().ok_or(NONE)?;
        self.moved(Moved::Withdrawn { reason })
    }

    /// Takes in what the other house answered; where it takes the case over, this one closes.
    ///
    /// # Errors
    /// A sentence when it is of another hand-over or of another house, or nothing was sent.
    pub fn take_receipt(&self, key: &str, receipt: Receipt) -> Result<Event, Refusal> {
        let sent = self.transfer().filter(|pending| pending.sent.is_some());
        let sent = sent.map(|pending| (&pending.transfer.id, &pending.transfer.to));
        // One that was withdrawn may have been taken over before they heard of it there: the case cannot go on in two houses.
        let mut gone = sent.into_iter().chain(self.recalled().iter().map(|it| (&it.id, &it.to)));
        let Some((_, to)) = gone.find(|(id, _)| **id == receipt.id) else {
            return Err(Refusal::of(
                "Dit bewijs hoort niet bij deze overdracht.",
                "This receipt does not belong to this transfer.",
            )
            .at("receipt"));
        };
        if key != to.key
            || !receipt.municipality.as_ref().is_some_and(|it| is_same_place(it.as_str(), to.municipality.as_str()))
        {
            return Err(Refusal::of(
                "Dit bewijs komt niet van het huis en de gemeente waaraan u de casus overdroeg.",
                "This receipt does not come from the house and the municipality to which you transferred the case.",
            )
            .at("receipt"));
        }
        self.moved(Moved::Answered { receipt: Box::new(receipt) })
    }

    fn must_be_answered(&self, pending: &PendingTransfer) -> Result<(), Refusal> {
        let waits = self.unanswered(pending).count();
        if waits == 0 {
            return Ok(());
        }
        Err(Refusal::from(Say::made(
            format!("Nog niet iedereen heeft gezegd of zijn deel mee mag: er wachten er {waits}."),
            format!("Not everybody has said whether their part may go along: {waits} are waiting."),
        )))
    }

    fn moved(&self, what: Moved) -> Result<Event, Refusal> {
        self.toward(Some(Purpose::Close), Event::Moved(Box::new(what)))
    }
}

/// Whether two names are of one municipality, with or without the word itself before it.
#[must_use]
pub(crate) fn is_same_place(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = kernel::folded(name);
        name.strip_prefix("gemeente ").map_or_else(|| name.clone(), ToOwned::to_owned)
    };
    bare(one) == bare(other)
}

/// Whether the house is known under the key on which the three agreed.
///
/// # Errors
/// A sentence when it is not.
pub(in crate::case) fn same_key(to: &Destination, key_now: Option<&str>) -> Result<(), Refusal> {
    if key_now == Some(to.key.as_str()) {
        return Ok(());
    }
    Err(Refusal::of(
        "Dit huis is hier niet meer bekend onder de sleutel waarover de drie besloten. Doe een nieuw voorstel.",
        "This house is no longer known here under the key on which the three decided. Make a new proposal.",
    ))
}
