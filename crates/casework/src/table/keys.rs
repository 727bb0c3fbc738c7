//! Three keys on one text: each organisation turns its own, and a changed text needs fresh consent (WEG-04, WEG-05).

use kernel::{AgencyId, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use vault::Author;

/// Whose keys are needed and whose are turned.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    needed: Vec<AgencyId>,
    turned: Vec<Author>,
}

impl Keys {
    /// Keys that wait for these organisations.
    #[must_use]
    pub fn of(needed: Vec<AgencyId>) -> Self {
        Self { needed, turned: Vec::new() }
    }

    /// Whether this person may turn the key of this organisation now.
    ///
    /// # Errors
    /// A sentence when the organisation has no key here, has turned it, or the person holds another one.
    pub fn may_turn(&self, agency: &AgencyId, person: &PersonId) -> Result<(), Refusal> {
        if !self.needed.contains(agency) {
            return Err(Refusal::of("Uw organisatie heeft hier geen sleutel.", "Your organisation has no key here."));
        }
        if self.is_turned(agency) {
            return Err(Refusal::of(
                "De sleutel van uw organisatie is al omgedraaid.",
                "Your organisation's key has already been turned.",
            ));
        }
        if self.turned.iter().any(|by| &by.person == person) {
            return Err(Refusal::of("U hebt hier al een sleutel omgedraaid.", "You have already turned a key here."));
        }
        Ok(())
    }

    /// Records a turned key.
    pub fn turn(&mut self, by: Author) {
        if self.may_turn(&by.agency, &by.person).is_ok() {
            self.turned.push(by);
        }
    }

    /// The text changed: every key goes back.
    pub fn clear(&mut self) {
        self.turned.clear();
    }

    /// Whether this organisation turned its key.
    #[must_use]
    pub fn is_turned(&self, agency: &AgencyId) -> bool {
        self.turned_by(agency).is_some()
    }

    /// Whether every key is turned.
    #[must_use]
    pub fn all_turned(&self) -> bool {
        !self.needed.is_empty() && self.needed.iter().all(|a| self.is_turned(a))
    }

    /// Whose keys are needed.
    #[must_use]
    pub fn needed(&self) -> &[AgencyId] {
        &self.needed
    }

    /// Who turned them.
    pub fn people(&self) -> impl Iterator<Item = &PersonId> {
        self.turned.iter().map(|by| &by.person)
    }

    /// Who turned them, for whom and as whom, in the order in which they did.
    #[must_use]
    pub fn turned(&self) -> &[Author] {
        &self.turned
    }

    /// Who turned the key of this organisation.
    #[must_use]
    pub fn turned_by(&self, agency: &AgencyId) -> Option<&Author> {
        self.turned.iter().find(|by| &by.agency == agency)
    }
}
