//! From the last key on closing to the question to keep an eye.

use super::model::{Agreement, Event};
use super::terms::Terms;
use kernel::{AgencyId, Date, DossierId, HouseId, Line, MunicipalityId};
use vault::{Author, Persons};

/// What a table asks when it closes.
#[derive(Debug, Clone)]
pub struct Asking {
    /// What the table was called.
    pub table: Line,
    /// What to mind, until when, and whom to call.
    pub terms: Terms,
    /// Of whom.
    pub watcher: AgencyId,
    /// Who named it.
    pub named_by: Author,
    /// Who else sat there.
    pub could: Vec<AgencyId>,
    /// In whose region it lies.
    pub house: HouseId,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// The persons who sat there.
    pub persons: Persons,
}

impl Asking {
    /// The first event of the agreement with this id.
    #[must_use]
    pub fn begin(self, id: DossierId, today: Date) -> Event {
        // By chance: a number that counts would tell how many cases were closed.
        let id = id.to_string();
        let reference = format!("O-{}", id.get(id.len().saturating_sub(6)..).unwrap_or_default());
        Event::Begun {
            agreement: Box::new(Agreement {
                reference: reference.parse().unwrap_or_default(),
                table: self.table,
                terms: self.terms,
                from: today,
                watcher: self.watcher,
                named_by: self.named_by,
                could: self.could,
                house: self.house,
                municipality: self.municipality,
                persons: self.persons,
            }),
        }
    }
}
