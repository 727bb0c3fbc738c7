//! Looking back on the plan.

use super::{Next, Review, UNTOLD};
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use kernel::Refusal;

impl Case {
    /// Looks back on the plan.
    ///
    /// # Errors
    /// A sentence when a goal is left out, or a case that is no longer needed would go on.
    pub fn review(&self, review: Review) -> Result<Event, Refusal> {
        let told = |no: u32| review.goals.iter().any(|g| g.goal == no);
        if !self.plan.goals.iter().all(|g| told(g.no)) {
            return Err(UNTOLD.at("goals"));
        }
        if !review.necessary && review.next != Next::Close {
            return Err(Refusal::of(
                "Is de casus niet meer nodig, dan moet de tafel afsluiten (Wgpga art. 9).",
                "If the case is no longer needed, the table must close it (Wgpga art. 9).",
            )
            .at("next"));
        }
        if !review.proportionate && review.next == Next::Continue {
            return Err(Refusal::of(
                "Is het te zwaar geworden? Stel het plan dan bij of sluit af.",
                "If it has become too much, adjust the plan or close the case.",
            )
            .at("next"));
        }
        if review.next != Next::Close && review.again.is_none_or(|d| d <= review.day) {
            return Err(
                Refusal::of("Kies wanneer de tafel opnieuw kijkt.", "Choose when the table looks again.").at("again")
            );
        }
        if let Some(again) = review.again {
            kernel::planned(again, review.day)
                .and_then(|()| self.looks_in_time(again, review.day))
                .map_err(|no| no.at("again"))?;
        }
        self.toward(Some(Purpose::Evaluate), Event::Reviewed(Review { no: self.next(), ..review }))
    }
}
