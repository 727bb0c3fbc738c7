//! Making a plan part by part: factors, goals, interventions, agreements.

use super::OVER;
use super::parts::{Agreement, Factor, Goal, Intervention, Progress};
use crate::case::contribution::Nature;
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Refusal, Say};

/// So many goals fit in one plan: looking back and closing ask about each of them on one form.
pub(in crate::case) const MOST_GOALS: usize = 200;

impl Case {
    /// Adds a factor that rests on at least one fact.
    ///
    /// # Errors
    /// A sentence when there is no fact under it.
    pub fn add_factor(
        &self,
        purpose: Option<Purpose>,
        agency: &AgencyId,
        today: Date,
        factor: Factor,
    ) -> Result<Event, Refusal> {
        self.rests_on_facts(&factor.facts, agency, today)?;
        self.toward(purpose, Event::FactorAdded(Factor { no: self.next(), ..factor }))
    }

    /// Sets a goal; a plan that waits for keys loses them.
    ///
    /// # Errors
    /// A sentence when it hangs on no factor, or the plan is full.
    pub fn set_goal(&self, goal: Goal) -> Result<Event, Refusal> {
        if self.plan.goals.len() >= MOST_GOALS {
            return Err(Say::made(
                format!("Dit plan heeft al {MOST_GOALS} doelen. Meer kan niet."),
                format!("This plan already has {MOST_GOALS} goals; there is no room for more."),
            )
            .into());
        }
        self.factors_exist(&goal.factors)?;
        self.toward(Some(Purpose::Adjust), Event::GoalSet(Goal { no: self.next(), ..goal }))
    }

    /// Adds an intervention. Who adds its own has accepted it; another organisation is asked.
    ///
    /// # Errors
    /// A sentence when goal, factor or participant is not there.
    pub fn add_intervention(&self, by: &AgencyId, today: Date, plan: Intervention) -> Result<Event, Refusal> {
        if !self.plan.goals.iter().any(|g| g.no == plan.goal) {
            return Err(Refusal::of("Kies een doel uit het plan.", "Choose a goal from the plan.").at("goal"));
        }
        self.factors_exist(&plan.factors)?;
        if !self.sits_on(&plan.agency, today) || self.is_third(&plan.agency) {
            return Err(Refusal::of(
                "Alleen een deelnemer kan een interventie uitvoeren.",
                "Only a participant can carry out an intervention.",
            )
            .at("agency"));
        }
        kernel::planned(plan.due, today).map_err(|no| no.at("due"))?;
        let accepted = (by == &plan.agency).then_some(today);
        let plan = Intervention { no: self.next(), accepted, progress: Vec::new(), ..plan };
        self.toward(Some(Purpose::Adjust), Event::InterventionAdded(plan))
    }

    /// Who must carry an intervention says yes.
    ///
    /// # Errors
    /// A sentence when it is another's, or was accepted.
    pub fn accept_intervention(&self, no: u32, agency: &AgencyId, day: Date) -> Result<Event, Refusal> {
        let mine = self.intervention_of(no, agency)?;
        if mine.accepted.is_some() {
            return Err(ACCEPTED);
        }
        self.toward(Some(Purpose::Adjust), Event::InterventionAccepted { no, day })
    }

    /// Says how an intervention goes.
    ///
    /// # Errors
    /// A sentence when it is another's, or not accepted yet.
    pub fn report_progress(&self, no: u32, agency: &AgencyId, progress: Progress) -> Result<Event, Refusal> {
        if self.intervention_of(no, agency)?.accepted.is_none() {
            return Err(Refusal::of("Neem de interventie eerst aan.", "Accept the intervention first."));
        }
        self.toward(Some(Purpose::Execute), Event::ProgressReported { no, progress })
    }

    /// Makes an agreement. It waits for who must keep it.
    ///
    /// # Errors
    /// A sentence when that organisation or person does not sit here, or the day has passed.
    pub fn make_agreement(
        &self,
        purpose: Option<Purpose>,
        by: &AgencyId,
        agreement: Agreement,
    ) -> Result<Event, Refusal> {
        if !self.sits_on(&agreement.agency, agreement.made) {
            return Err(Refusal::of(
                "Deze organisatie zit niet aan tafel.",
                "This organisation does not sit at this table.",
            )
            .at("agency"));
        }
        if let Some(person) = &agreement.person
            && !self.named.sits(&agreement.agency, person, agreement.made)
        {
            return Err(Refusal::of(
                "Deze persoon zit niet voor die organisatie aan tafel.",
                "This person does not sit at this table for that organisation.",
            )
            .at("person"));
        }
        kernel::planned(agreement.due, agreement.made).map_err(|no| no.at("due"))?;
        let accepted = (by == &agreement.agency).then_some(agreement.made);
        let agreement = Agreement { no: self.next(), accepted, done: None, unkept: None, ..agreement };
        self.toward(purpose, Event::AgreementMade(agreement))
    }

    /// Who must keep an agreement says yes.
    ///
    /// # Errors
    /// A sentence when it is another's, was accepted, or is over.
    pub fn accept_agreement(&self, no: u32, agency: &AgencyId, day: Date) -> Result<Event, Refusal> {
        let mine = self.agreement_of(no, agency)?;
        if !mine.is_open() {
            return Err(OVER);
        }
        if mine.accepted.is_some() {
            return Err(ACCEPTED);
        }
        self.toward(Some(Purpose::Execute), Event::AgreementAccepted { no, day })
    }

    /// Whether these are facts that lie on the table for this organisation.
    pub(in crate::case) fn rests_on_facts(&self, facts: &[u32], agency: &AgencyId, today: Date) -> Result<(), Refusal> {
        let seen = self.items_for(agency, today);
        let fact = |no: &u32| seen.iter().any(|i| i.no == *no && i.gift.nature == Nature::Fact);
        if facts.is_empty() || !facts.iter().all(fact) {
            return Err(Refusal::of(
                "Een factor rust op een feit dat op tafel ligt. Kies er minstens één; een oordeel is geen feit.",
                "A factor rests on a fact on the table. Choose at least one; a judgement is not a fact.",
            )
            .at("facts"));
        }
        Ok(())
    }

    pub(in crate::case) fn factors_exist(&self, factors: &[u32]) -> Result<(), Refusal> {
        if !factors.is_empty() && factors.iter().all(|no| self.factors.iter().any(|f| f.no == *no)) {
            return Ok(());
        }
        Err(Refusal::of("Kies minstens één factor waarop dit werkt.", "Choose at least one factor that this works on.")
            .at("factors"))
    }

    pub(super) fn intervention_of(&self, no: u32, agency: &AgencyId) -> Result<&Intervention, Refusal> {
        self.plan.interventions.iter().find(|i| i.no == no && &i.agency == agency).ok_or(Refusal::of(
            "Deze interventie is niet van uw organisatie.",
            "This intervention is not your organisation's.",
        ))
    }

    pub(super) fn agreement_of(&self, no: u32, agency: &AgencyId) -> Result<&Agreement, Refusal> {
        self.agreements.iter().find(|a| a.no == no && &a.agency == agency).ok_or(Refusal::of(
            "Deze afspraak is niet van uw organisatie.",
            "This agreement is not your organisation's.",
        ))
    }
}

const ACCEPTED: Refusal = Refusal::of("Dit is al aangenomen.", "This has already been accepted.");
