//! Whether what may happen can be written down like this.

use super::Scenario;
use crate::case::model::{Case, Event};
use crate::case::plan::parts::Intervention;
use crate::case::purpose::Purpose;
use kernel::Refusal;

/// So many scenarios fit in one plan: all of them stand on its paper.
const MOST: usize = 50;

impl Case {
    /// Writes down what may happen; a plan that waits for keys loses them.
    ///
    /// # Errors
    /// A sentence when it rests on no factor, or on something that is not in the plan.
    pub fn add_scenario(&self, scenario: Scenario) -> Result<Event, Refusal> {
        if self.plan.scenarios.len() >= MOST {
            return Err(Refusal::of(
                "Er passen hooguit vijftig scenario's in een plan. Trek er een in.",
                "At most fifty scenarios fit in a plan. Withdraw one.",
            ));
        }
        self.scenario_stands(&scenario)?;
        self.toward(Some(Purpose::Adjust), Event::ScenarioAdded(Scenario { no: self.next(), ..scenario }))
    }

    /// Whether a scenario rests on what is there.
    pub(in crate::case) fn scenario_stands(&self, scenario: &Scenario) -> Result<(), Refusal> {
        self.factors_exist(&scenario.factors)?;
        let planned = |no: &u32| self.plan.interventions.iter().any(|step| step.no == *no);
        if scenario.steps.iter().all(planned) {
            return Ok(());
        }
        Err(Refusal::of("Kies interventies uit het plan.", "Choose interventions from the plan.").at("steps"))
    }

    /// The interventions that keep a scenario away, as they stand now.
    pub(in crate::case) fn steps_against<'a>(
        &'a self,
        scenario: &'a Scenario,
    ) -> impl Iterator<Item = &'a Intervention> {
        self.plan.interventions.iter().filter(|step| scenario.steps.contains(&step.no))
    }
}
