//! Moving a case to another municipality of this house or region.

use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use crate::table::Explicit;
use kernel::{AgencyId, Date, HouseId, MunicipalityId, Refusal};

impl Case {
    /// Moves the case to another municipality of stay, which then directs and holds the municipality's key (REG-04).
    ///
    /// # Errors
    /// A sentence when it is the same municipality, or the day to look again has passed.
    pub fn move_stay(
        &self,
        (municipality, house, stay): (MunicipalityId, HouseId, AgencyId),
        explicit: Explicit,
        today: Date,
    ) -> Result<Event, Refusal> {
        let opening = self.begun()?;
        if opening.municipality == municipality || opening.trio.has(&stay) {
            return Err(Refusal::of(
                "Dat is al de gemeente van verblijf.",
                "That is already the municipality of stay.",
            )
            .at("municipality"));
        }
        explicit.check(today)?;
        self.toward(Some(Purpose::Adjust), Event::StayMoved { municipality, house, stay, explicit })
    }
}
