//! A decision to provide police data structurally, on which giving an item along can rest (PRV-07).

use kernel::{Date, Note, Refusal, Say, day_month_year};
use serde::{Deserialize, Serialize};

/// What the decision says, read off it by who rests on it (Wpg art. 20 lid 1 and 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Which weighty general interest asks for it.
    pub interest: Note,
    /// For which partnership, and for what purpose.
    pub partnership: Note,
    /// Which data.
    pub data: Note,
    /// On what conditions.
    pub conditions: Note,
    /// To whom.
    pub recipients: Note,
    /// The last day on which it holds.
    pub until: Date,
}

impl Decided {
    /// Whether it still holds.
    ///
    /// # Errors
    /// A sentence when it does not.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        if self.until < today {
            return Err(Refusal::of(
                "Dit besluit geldt niet meer. Zonder geldig besluit gaat dit niet mee op deze grond.",
                "This decision is no longer valid. Without a valid one this does not go along on this ground.",
            )
            .at("decided_until"));
        }
        Ok(())
    }

    /// In words.
    #[must_use]
    pub fn says(&self) -> Say {
        let Self { interest, partnership, data, conditions, recipients, until } = self;
        let until = day_month_year(*until);
        Say::made(
            format!(
                "Geldig tot en met {until}. Belang: {interest} Samenwerking en doel: {partnership} Gegevens: {data} \
                 Voorwaarden: {conditions} Ontvangers: {recipients}"
            ),
            format!(
                "Valid until {until}. Interest: {interest} Partnership and purpose: {partnership} Data: {data} \
                 Conditions: {conditions} Recipients: {recipients}"
            ),
        )
    }
}
