//! Who has which of the four responsibilities: proposed, and taken on by the organisation itself; or nobody, and somebody sees to it.

use super::happening::Scaled;
use super::parts::Holding;
use super::standing::Stand;
use super::words::Duty;
use crate::case::model::{Case, Event};
use kernel::{AgencyId, Date, Line, Note, Refusal};

impl Case {
    /// Proposes who has it.
    ///
    /// # Errors
    /// A sentence when that organisation does not sit here, or who directs is chosen elsewhere.
    pub fn name_duty(&self, duty: Duty, agency: AgencyId, who: Line) -> Result<Event, Refusal> {
        match duty {
            Duty::Operational | Duty::Administrative if self.is_here(&agency) && !self.is_third(&agency) => {
                self.scales(Scaled::DutyNamed { duty, agency, who })
            }
            Duty::Operational | Duty::Administrative => Err(Refusal::of(
                "Kies een organisatie die deelneemt.",
                "Choose an organisation that takes part.",
            )
            .at("agency")),
            Duty::Case | Duty::Process => Err(Refusal::of(
                "Wie de regie heeft, kiest de eigen organisatie bij Deelname. Hier kunt u zeggen dat er nog niemand is.",
                "Who takes the lead is chosen by their own organisation under Participation. Here you can say that there is nobody yet.",
            )
            .at("how")),
        }
    }

    /// Says that nobody has it yet, who sees to it and by when.
    ///
    /// # Errors
    /// A sentence when that organisation does not keep the plan, the day has passed, or somebody directs already.
    pub fn leave_duty_open(&self, duty: Duty, agency: AgencyId, by: Date, today: Date) -> Result<Event, Refusal> {
        if matches!(self.stand(duty), Stand::Directs(..)) {
            return Err(Refusal::of("Daar is al iemand voor.", "There is somebody for that already.").at("how"));
        }
        if !self.opening.as_ref().is_some_and(|o| agency == o.trio.stay || agency == o.director) {
            return Err(Refusal::of(
                "Kies de gemeente van verblijf of de procesregie: zij kunnen iemand vastleggen.",
                "Choose the municipality of stay or process direction: they can record somebody.",
            )
            .at("sees"));
        }
        kernel::planned(by, today).map_err(|no| no.at("by"))?;
        self.scales(Scaled::DutyVacant { duty, agency, by })
    }

    /// The organisation that was named does it, or says why not.
    ///
    /// # Errors
    /// A sentence when it was not named, or said so before.
    pub fn answer_duty(&self, duty: Duty, agency: &AgencyId, refused: Option<Note>) -> Result<Event, Refusal> {
        match self.scaling.duties.get(&duty) {
            Some(Holding::Named { agency: named, accepted: None, .. }) if named == agency => {
                self.scales(Scaled::DutyAnswered { duty, refused })
            }
            Some(_) | None => Err(Refusal::of(
                "Dit is uw organisatie niet gevraagd, of zij heeft al geantwoord.",
                "Your organisation was not asked this, or has already answered.",
            )),
        }
    }
}
