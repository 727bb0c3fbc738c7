//! Adding a document, taking it away, what the scanner says of it, and who reads it.

use super::{Document, Held, OfDocument, Rejected};
use crate::case::acts::RemoveDocument;
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Refusal};
use vault::{Act as _, Filed, Judged, Stamp, Task};

const NOT_YOURS: Refusal = Refusal::of(
    "Alleen de organisatie die deze bijdrage inbracht voegt er een document bij toe of haalt het weg.",
    "Only the organisation that contributed this adds a document to it or takes it away.",
);
const GONE: Refusal = Refusal::of("Dit document ligt er niet meer.", "This document is not there any more.");

impl Case {
    /// Adds a document to an item of one's own, in quarantine.
    ///
    /// # Errors
    /// A sentence when the item is another's, or gone, or the purpose is missing after the plan.
    pub fn add_document(
        &self,
        purpose: Option<Purpose>,
        agency: &AgencyId,
        document: Document,
    ) -> Result<Event, Refusal> {
        if !self.sits_on(agency, document.day) || !self.is_given_by(document.item, agency) {
            return Err(NOT_YOURS);
        }
        self.toward(purpose, added(Document { no: self.next(), ..document }))
    }

    /// Takes one away, or takes notice that something was found in it. What told of it is erased, with its name.
    ///
    /// # Errors
    /// A sentence when its item is another's, or it is gone.
    pub fn remove_document(&self, no: u32, agency: &AgencyId) -> Result<Event, Refusal> {
        let item = self.item_of(no).ok_or(GONE)?;
        if !self.is_given_by(item, agency) {
            return Err(NOT_YOURS);
        }
        self.toward(Some(Purpose::Adjust), removed(no, item))
    }

    /// Takes an item back with its documents and what was said of whether it is right: what happens, and the events that are erased with it.
    ///
    /// # Errors
    /// As [`Case::withdraw_item`].
    pub fn withdraw_with_documents(&self, item: u32, agency: &AgencyId) -> Result<(Vec<Event>, Vec<u64>), Refusal> {
        let back = self.withdraw_item(item, agency)?;
        let gone = |no| self.toward(Some(Purpose::Adjust), removed(no, item));
        let mut events: Vec<Event> = self.numbers_at(item).map(gone).collect::<Result<_, _>>()?;
        events.push(back);
        let with = self.held_at(item).map(|held| held.came).chain(self.doubts_came(item));
        let erased = self.came_in(item).into_iter().chain(with).collect();
        Ok((events, erased))
    }

    /// The item that a document belongs to, or did before something was found in it.
    #[must_use]
    pub fn item_of(&self, document: u32) -> Option<u32> {
        let held = self.documents.held.iter().find(|held| held.document.no == document);
        let rejected = self.documents.rejected.iter().find(|one| one.no == document);
        held.map(|held| held.document.item).or(rejected.map(|one| one.item))
    }

    /// The event in which a document came: erased when it is taken away.
    #[must_use]
    pub fn document_came(&self, no: u32) -> Option<u64> {
        self.documents.held.iter().find(|held| held.document.no == no).map(|held| held.came)
    }

    /// Whether this organisation gave the item of this number.
    #[must_use]
    pub fn is_given_by(&self, item: u32, agency: &AgencyId) -> bool {
        self.items.iter().any(|i| i.no == item && &i.agency == agency)
    }

    /// The documents at an item that this organisation knows of on this day: who gave it all of them, who else reads it those that were checked.
    #[must_use]
    pub fn documents_for(&self, agency: &AgencyId, today: Date, item: u32) -> Vec<&Held> {
        let Some(seen) = self.items_for(agency, today).into_iter().find(|i| i.no == item) else { return Vec::new() };
        self.held_at(item).filter(|held| held.checked || &seen.agency == agency).collect()
    }

    /// The document of this number, for who may open it on this day.
    #[must_use]
    pub fn document_for(&self, agency: &AgencyId, today: Date, no: u32) -> Option<&Document> {
        let held = self.documents.held.iter().find(|held| held.document.no == no && held.checked)?;
        let seen = self.items_for(agency, today).into_iter().any(|item| item.no == held.document.item);
        seen.then_some(&held.document)
    }

    /// The documents that lie at an item.
    pub fn held_at(&self, item: u32) -> impl Iterator<Item = &Held> {
        self.documents.held.iter().filter(move |held| held.document.item == item)
    }

    fn numbers_at(&self, item: u32) -> impl Iterator<Item = u32> {
        let rejected = self.documents.rejected.iter().filter(move |one| one.item == item).map(|one| one.no);
        self.held_at(item).map(|held| held.document.no).chain(rejected)
    }

    pub(in crate::case) fn files_held(&self) -> Vec<Filed> {
        let filed =
            |held: &Held| Filed { no: held.document.no, digest: held.document.digest.clone(), checked: held.checked };
        self.documents.held.iter().map(filed).collect()
    }

    /// What the scanner said becomes an event of the case, whatever its state: a closed case keeps no malware either.
    pub(in crate::case) fn judge_document(&self, no: u32, clean: bool) -> Option<Judged<Event>> {
        let held = self.documents.held.iter().find(|held| held.document.no == no && !held.checked)?;
        let Document { item, day, .. } = held.document;
        Some(if clean {
            Judged { event: Event::Filed(Box::new(OfDocument::Cleared { no })), erased: Vec::new() }
        } else {
            let event = Event::Filed(Box::new(OfDocument::Rejected { no, item, added: day }));
            Judged { event, erased: vec![held.came] }
        })
    }

    /// To who gave a document in which something was found, until they took notice.
    pub(in crate::case) fn told_of_documents(&self) -> Vec<Task> {
        let told = |one: &Rejected| {
            let item = self.items.iter().find(|item| item.no == one.item)?;
            Some(Task::of(&item.agency, RemoveDocument::INFO.name, one.on).about(one.item))
        };
        self.documents.rejected.iter().filter_map(told).collect()
    }

    /// What was rejected at an item, and not yet noticed by who gave it.
    pub fn rejected_at(&self, item: u32) -> impl Iterator<Item = &Rejected> {
        self.documents.rejected.iter().filter(move |one| one.item == item)
    }

    /// Takes in what happened to a document. The event in which it came may be erased later: nothing here needs it.
    pub(in crate::case) fn take_document(&mut self, what: &OfDocument, (today, stamp): (Date, &Stamp)) {
        match what {
            OfDocument::Added(document) => {
                self.counted(document.no);
                self.documents.held.push(Held { document: document.clone(), checked: false, came: stamp.seq });
            }
            OfDocument::Cleared { no } => {
                for held in self.documents.held.iter_mut().filter(|held| held.document.no == *no) {
                    held.checked = true;
                }
            }
            OfDocument::Rejected { no, item, added } => {
                self.counted(*no);
                // The law counts from what people did, and whoever reads without the erased event counts the same.
                self.last = self.last.max(Some(*added));
                self.documents.held.retain(|held| held.document.no != *no);
                self.documents.rejected.push(Rejected { no: *no, item: *item, on: today });
            }
            OfDocument::Removed { no, .. } => {
                self.counted(*no);
                self.documents.held.retain(|held| held.document.no != *no);
                self.documents.rejected.retain(|one| one.no != *no);
            }
        }
    }
}

fn added(document: Document) -> Event {
    Event::Filed(Box::new(OfDocument::Added(document)))
}

fn removed(no: u32, item: u32) -> Event {
    Event::Filed(Box::new(OfDocument::Removed { no, item }))
}
