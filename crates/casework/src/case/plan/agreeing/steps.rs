//! Putting the plan before the trio, and the three keys on it.

use super::PlanOutcome;
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use crate::table::Decision;
use kernel::{AgencyId, Date, PersonId, Refusal, planned_later};

impl Case {
    /// Puts the plan before the trio, or changes its text; every key goes back.
    ///
    /// # Errors
    /// A sentence when there is nothing to carry out, no other option was considered, no day to come on which to look again, or nobody to agree with.
    pub fn draft_plan(&self, decision: Decision<PlanOutcome>, today: Date) -> Result<Event, Refusal> {
        self.must_be_a_table()?;
        if decision.options.is_empty() {
            return Err(Refusal::of("Noem wat er ook had gekund.", "Name what else was possible.").at("options"));
        }
        let Some(review) = decision.review else {
            return Err(
                Refusal::of("Kies wanneer de tafel opnieuw kijkt.", "Choose when the table looks again.").at("review")
            );
        };
        planned_later(review, today).and_then(|()| self.looks_in_time(review, today)).map_err(|no| no.at("review"))?;
        if decision.outcome == PlanOutcome::Carry && self.plan.interventions.is_empty() {
            return Err(Refusal::of(
                "Er staat nog geen interventie in het plan.",
                "There is no intervention in the plan yet.",
            ));
        }
        self.toward(Some(Purpose::Adjust), Event::PlanDrafted(decision))
    }

    /// Turns one of the three keys on the plan; the third makes it the plan.
    ///
    /// # Errors
    /// A sentence when an intervention waits for acceptance, or this organisation holds no key.
    pub fn turn_plan_key(&self, agency: &AgencyId, person: &PersonId) -> Result<Event, Refusal> {
        let Some(draft) = &self.plan.draft else {
            return Err(Refusal::of("Er ligt geen plan om over te besluiten.", "There is no plan to decide on."));
        };
        if self.plan_waits().next().is_some() {
            return Err(Refusal::of(
                "Nog niet iedereen heeft de eigen interventie aangenomen.",
                "Not everyone has accepted their own intervention yet.",
            ));
        }
        draft.keys.may_turn(agency, person)?;
        let (agency, person) = (agency.clone(), person.clone());
        self.toward(Some(Purpose::Adjust), Event::PlanKeyTurned { agency, person })
    }

    /// The organisations whose acceptance the plan waits for.
    pub fn plan_waits(&self) -> impl Iterator<Item = &AgencyId> {
        self.plan.interventions.iter().filter(|i| i.accepted.is_none() && i.is_open()).map(|i| &i.agency)
    }
}
