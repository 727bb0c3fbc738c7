//! Whether something may be put right or withdrawn, by whom, and what it may come to say.

use super::{Agreement, Correction, Text};
use crate::case::authors::Deed;
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use crate::case::remarks::Signed;
use crate::table::Reader;
use kernel::{AgencyId, Date, Note, Refusal};

const GONE: Refusal = Refusal::of(
    "Dit staat niet meer in de casus, of kan niet meer worden verbeterd.",
    "This is no longer in the case, or can no longer be corrected.",
);
const NOT_YOURS: Refusal = Refusal::of(
    "Alleen wie dit opschreef, kan het verbeteren of intrekken.",
    "Only the person who wrote this can correct or withdraw it.",
);
const SAME: Refusal = Refusal::of("U hebt niets veranderd.", "You have not changed anything.");

impl Case {
    /// What of this number can be put right, as it says it now; nothing where it was withdrawn. What was kept, finished or answered as well:
    /// what it says may be wrong all the same.
    #[must_use]
    pub fn mendable(&self, no: u32) -> Option<Text> {
        let factor = || self.factors.iter().find(|f| f.no == no).cloned().map(Text::Factor);
        let goal = || self.plan.goals.iter().find(|g| g.no == no).cloned().map(Text::Goal);
        let step = || self.plan.interventions.iter().find(|i| i.no == no).cloned().map(Text::Intervention);
        let moment = || self.plan.moments.iter().find(|m| m.no == no).cloned().map(Text::Moment);
        let scenario = || self.plan.scenarios.iter().find(|s| s.no == no).cloned().map(Text::Scenario);
        let agreement = || self.agreements.iter().find(|a| a.no == no).cloned().map(Text::Agreement);
        let note = || self.note(no).map(|n| Text::Note(n.remark.clone()));
        let question = || {
            let asked = self.asked.iter().find(|a| a.request.no == no);
            asked.map(|a| Text::Question(a.request.clone()))
        };
        let proposal = || self.pending.iter().find(|p| p.proposal.no == no).map(|p| Text::Proposal(p.proposal.clone()));
        factor()
            .or_else(goal)
            .or_else(moment)
            .or_else(scenario)
            .or_else(step)
            .or_else(agreement)
            .or_else(note)
            .or_else(question)
            .or_else(proposal)
    }

    /// Whether something followed from it: it was kept, finished or answered. Then its text is put right, and it is not withdrawn.
    #[must_use]
    pub fn is_settled(&self, text: &Text) -> bool {
        let no = text.no();
        match text {
            Text::Intervention(step) => !step.is_open(),
            Text::Agreement(agreement) => !agreement.is_open(),
            Text::Question(_) => self.asked.iter().any(|a| a.request.no == no && a.answer.is_some()),
            Text::Factor(_)
            | Text::Goal(_)
            | Text::Moment(_)
            | Text::Scenario(_)
            | Text::Note(_)
            | Text::Proposal(_) => false,
        }
    }

    /// Whether this organisation is responsible for it: it wrote it, or keeps the plan as who wrote it does, or is the municipality of stay
    /// where who wrote it has left. A factor that another wrote, only where it reads it; and how something was done is put right by who did it.
    #[must_use]
    pub fn answers_for(&self, text: &Text, agency: &AgencyId, today: Date) -> bool {
        self.authors.of(text.no(), Deed::Made).is_some_and(|maker| maker.agency == *agency)
            || self.stands_in_for(text, agency, today) && self.sees_text(text, agency, today)
    }

    fn sees_text(&self, text: &Text, agency: &AgencyId, today: Date) -> bool {
        match text {
            Text::Factor(factor) => self.sees_factor(factor, agency, today),
            Text::Goal(_)
            | Text::Moment(_)
            | Text::Scenario(_)
            | Text::Intervention(_)
            | Text::Agreement(_)
            | Text::Note(_)
            | Text::Question(_)
            | Text::Proposal(_) => true,
        }
    }

    /// Whether this organisation said how it went with what was agreed.
    #[must_use]
    pub fn did(&self, text: &Text, agency: &AgencyId) -> bool {
        match text {
            Text::Agreement(agreement) => {
                let said = if agreement.done.is_some() { Deed::Done } else { Deed::Ended };
                let who = self.authors.of(text.no(), said).map_or(&agreement.agency, |by| &by.agency);
                !agreement.is_open() && who == agency
            }
            Text::Factor(_)
            | Text::Goal(_)
            | Text::Moment(_)
            | Text::Scenario(_)
            | Text::Intervention(_)
            | Text::Note(_)
            | Text::Question(_)
            | Text::Proposal(_) => false,
        }
    }

    fn stands_in_for(&self, text: &Text, agency: &AgencyId, today: Date) -> bool {
        let Some(opening) = self.opening.as_ref() else { return false };
        let keeps =
            |a: &AgencyId| a == &opening.trio.stay || a == &opening.director || opening.support.as_ref() == Some(a);
        let note = || self.note(text.no()).map(|n| &n.by.agency);
        let Some(maker) = self.authors.of(text.no(), Deed::Made).map(|by| &by.agency).or_else(note) else {
            return keeps(agency);
        };
        let sits = self.sits(maker) && !self.has_lapsed(maker, today) || maker == &opening.director;
        maker == agency
            || (!sits && agency == &opening.trio.stay)
            || (text.is_of_the_plan() && keeps(maker) && keeps(agency))
    }

    /// Which organisation is asked to look at it: who wrote it, or the municipality of stay where that has left.
    pub(in crate::case) fn responsible_for(&self, no: u32, today: Date) -> Option<&AgencyId> {
        let opening = self.opening.as_ref()?;
        let text = self.mendable(no)?;
        let maker = &self.authors.of(no, Deed::Made)?.agency;
        if self.sits(maker) && !self.has_lapsed(maker, today) || maker == &opening.director {
            return Some(maker);
        }
        Some(&opening.trio.stay).filter(|stay| self.answers_for(&text, stay, today))
    }

    /// Puts right what something says.
    ///
    /// # Errors
    /// A sentence when it is another's, nothing is different, something followed from it, or it does not fit.
    pub fn correct(
        &self,
        now: Text,
        reason: Note,
        told: Vec<Reader>,
        (agency, today): (&AgencyId, Date),
    ) -> Result<Event, Refusal> {
        let was = self.own(now.no(), agency, today)?;
        // Who is told no may ask once more, with a reason.
        if was == now && self.declined(was.no()).is_none() {
            return Err(SAME);
        }
        self.fits(&was, &now, (agency, today))?;
        self.corrected(Correction { was, now: Some(now), reason, told })
    }

    /// Withdraws something. Its number is not given out again.
    ///
    /// # Errors
    /// A sentence when it is another's, or something rests on it.
    pub fn take_out(
        &self,
        no: u32,
        reason: Note,
        told: Vec<Reader>,
        (agency, today): (&AgencyId, Date),
    ) -> Result<Event, Refusal> {
        let was = self.own(no, agency, today)?;
        if self.is_settled(&was) {
            return Err(Refusal::of(
                "Dit is nagekomen, afgerond of beantwoord. Verbeter de tekst; intrekken kan niet meer.",
                "This has been kept, finished or answered. Correct the text; it can no longer be withdrawn.",
            ));
        }
        let plan = &self.plan;
        let rests = match &was {
            Text::Factor(_) => {
                plan.goals.iter().any(|g| g.factors.contains(&no))
                    || plan.interventions.iter().any(|i| i.factors.contains(&no))
                    || plan.scenarios.iter().any(|s| s.factors.contains(&no))
            }
            Text::Goal(_) => {
                plan.interventions.iter().any(|i| i.goal == no) || plan.moments.iter().any(|it| it.now.goal == no)
            }
            Text::Intervention(step) => {
                !step.progress.is_empty() || plan.scenarios.iter().any(|s| s.steps.contains(&no))
            }
            Text::Moment(_)
            | Text::Scenario(_)
            | Text::Agreement(_)
            | Text::Note(_)
            | Text::Question(_)
            | Text::Proposal(_) => false,
        };
        if rests {
            return Err(Refusal::of(
                "Hier rust iets op: een doel, een interventie, een scenario of een bericht over hoe het ging. Trek dat eerst in, of verbeter de tekst.",
                "Something rests on this: a goal, an intervention, a scenario or a report on how it went. Withdraw that first, or correct the text.",
            ));
        }
        self.corrected(Correction { was, now: None, reason, told })
    }

    fn corrected(&self, correction: Correction) -> Result<Event, Refusal> {
        self.toward(Some(Purpose::Adjust), Event::Corrected(Box::new(correction)))
    }

    /// What of this number this organisation is responsible for.
    fn own(&self, no: u32, agency: &AgencyId, today: Date) -> Result<Text, Refusal> {
        let text = self.mendable(no).ok_or(GONE)?;
        if self.answers_for(&text, agency, today) || self.did(&text, agency) {
            return Ok(text);
        }
        Err(NOT_YOURS)
    }

    fn fits(&self, was: &Text, now: &Text, (agency, today): (&AgencyId, Date)) -> Result<(), Refusal> {
        // A day that is left as it was may have passed.
        let planned = |old: Date, new: Date| {
            if old == new { Ok(()) } else { kernel::planned(new, today).map_err(|no| no.at("due")) }
        };
        match (was, now) {
            (Text::Factor(_), Text::Factor(factor)) => self.rests_on_facts(&factor.facts, agency, today),
            (Text::Goal(_), Text::Goal(goal)) => self.factors_exist(&goal.factors),
            (Text::Moment(old), Text::Moment(new)) if (old.day, old.now.goal) == (new.day, new.now.goal) => Ok(()),
            (Text::Scenario(_), Text::Scenario(scenario)) => self.scenario_stands(scenario),
            (Text::Intervention(old), Text::Intervention(step))
                if old.agency == step.agency && old.goal == step.goal =>
            {
                self.factors_exist(&step.factors)?;
                planned(old.due, step.due)
            }
            (Text::Agreement(old), Text::Agreement(new)) if old.agency == new.agency => {
                self.each_its_own((old, new), agency, today)?;
                planned(old.due, new.due)
            }
            (Text::Note(_), Text::Note(_)) => Ok(()),
            (Text::Question(old), Text::Question(new)) if old.agency == new.agency => planned(old.due, new.due),
            // A proposal is changed where its keys are, and another organisation is asked anew.
            (
                Text::Factor(_)
                | Text::Goal(_)
                | Text::Moment(_)
                | Text::Scenario(_)
                | Text::Intervention(_)
                | Text::Agreement(_)
                | Text::Note(_)
                | Text::Question(_)
                | Text::Proposal(_),
                _,
            ) => Err(GONE),
        }
    }

    /// What was agreed is put right by who is responsible for that, and how it was kept by who kept it: it stands there under that name.
    fn each_its_own(
        &self,
        (old, new): (&Agreement, &Agreement),
        agency: &AgencyId,
        today: Date,
    ) -> Result<(), Refusal> {
        let text = Text::Agreement(old.clone());
        if (&old.done, &old.unkept) != (&new.done, &new.unkept) && !self.did(&text, agency) {
            return Err(Refusal::of(
                "Alleen wie zei hoe het ging, kan dat verbeteren.",
                "Only whoever said how it went can correct that.",
            ));
        }
        let what = Agreement { done: new.done.clone(), unkept: new.unkept.clone(), ..old.clone() };
        if what != *new && !self.answers_for(&text, agency, today) {
            return Err(NOT_YOURS);
        }
        Ok(())
    }

    /// A note that the case keeps itself.
    fn note(&self, no: u32) -> Option<&Signed> {
        let of = |note: &&Signed| note.remark.no == no && !self.remarks.is_withdrawn(no);
        self.remarks.latest().map(|(_, note)| note).find(of)
    }
}
