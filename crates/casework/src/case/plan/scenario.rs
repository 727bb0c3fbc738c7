//! What may happen, as people at the table think it through beforehand (P21): what feeds it, how one would see it coming, what in the plan keeps it
//! away, and what is done when it comes all the same. There is no likelihood in it, and nothing is ranked: a scenario prepares and does not foretell.

use super::parts::Intervention;
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use kernel::{Note, Refusal};
use serde::{Deserialize, Serialize};

/// One thing that may happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its number within the case.
    pub no: u32,
    /// What may happen, for whom.
    pub text: Note,
    /// The factors that feed it, or keep it away.
    pub factors: Vec<u32>,
    /// By what one would see it coming.
    pub signs: Note,
    /// The interventions of the plan that keep it away; none is an answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<u32>,
    /// What is done when it comes all the same, and by whom.
    pub then: Note,
}

impl Case {
    /// Writes down what may happen; a plan that waits for keys loses them.
    ///
    /// # Errors
    /// A sentence when it rests on no factor, or on something that is not in the plan.
    pub fn add_scenario(&self, scenario: Scenario) -> Result<Event, Refusal> {
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
