//! Signals about the same person, linked by who keeps both. Exactly the same person, by number or by name with date of birth; nothing is
//! linked by itself, and nothing is counted or weighed by how many there are.

use super::{
    change::Link,
    event::Event,
    model::{By, Signal},
    texts,
};
use kernel::{DossierId, Note, Refusal};
use vault::{Dossier, Stamp};

const NOT_ALIKE: Refusal = Refusal::of(
    "Dit gaat niet over precies dezelfde persoon: het BSN is anders, of de naam met geboortedatum.",
    "This is not about exactly the same person: the BSN differs, or the name with the date of birth.",
);
const LINKED: Refusal = Refusal::of("Deze signalen zijn al gekoppeld.", "These signals are already linked.");
const NOT_LINKED: Refusal = Refusal::of("Deze signalen zijn niet gekoppeld.", "These signals are not linked.");

impl Signal {
    /// Links this signal to another of the same owner about the same person. The other one says the same of this.
    ///
    /// # Errors
    /// A sentence when somebody else keeps one of them, they are not about exactly the same person, or they are linked already.
    pub fn link(&self, other: &Self, to: DossierId, by: By<'_>) -> Result<Event, Refusal> {
        if [self, other].into_iter().any(|signal| signal.owner() != Some(&by.agency.id)) {
            return Err(texts::ONLY_OWNER);
        }
        if self.is_linked(to) {
            return Err(LINKED);
        }
        // By what a question would find both, compared as it is there.
        let told = |signal: &Self| -> Vec<String> {
            let folded = |what: &vault::Findable| match what {
                vault::Findable::Bsn(bsn) => bsn.reveal().to_owned(),
                vault::Findable::NameAndBirth(name, birth) => format!("{} {birth}", kernel::folded(name.as_str())),
            };
            signal.card().findable.iter().map(folded).collect()
        };
        let (own, theirs) = (told(self), told(other));
        if !own.iter().any(|one| theirs.contains(one)) {
            return Err(NOT_ALIKE);
        }
        Ok(Event::Linked { to })
    }

    /// Undoes a link.
    ///
    /// # Errors
    /// A sentence when somebody else keeps it, or there is none.
    pub fn unlink(&self, from: DossierId, reason: Note, by: By<'_>) -> Result<Event, Refusal> {
        if self.owner() != Some(&by.agency.id) {
            return Err(texts::ONLY_OWNER);
        }
        if !self.is_linked(from) {
            return Err(NOT_LINKED);
        }
        Ok(Event::Unlinked { from, reason })
    }

    pub(super) fn take_link(&mut self, to: DossierId, stamp: &Stamp) {
        self.links.push(Link { to, by: stamp.author() });
    }

    pub(super) fn drop_link(&mut self, from: DossierId) {
        self.links.retain(|link| link.to != from);
    }

    /// Whether it is linked to that one.
    #[must_use]
    pub fn is_linked(&self, to: DossierId) -> bool {
        self.links.iter().any(|link| link.to == to)
    }

    /// The signals it is linked to, for who keeps them.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }
}
