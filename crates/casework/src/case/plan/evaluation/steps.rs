//! Looking back on the agreements.

use super::{Evaluation, TOGETHER};
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Refusal};

impl Case {
    /// Looks back on the agreements, as long as the case runs. Not afterwards: closing shields what is in the case from everybody who
    /// sat there (Wgpga art. 6 lid 3, WGS art. 2.31 lid 8). The closed case has no seats any more and one rule that forbids every act, so
    /// nobody could write this or read it again; a case that went over to the other law is only read (REG-03).
    ///
    /// # Errors
    /// A sentence when nothing was agreed, when it was not done together, when the day is not one of this case, or when nothing
    /// is learned.
    pub fn evaluate(&self, evaluation: Evaluation, today: Date) -> Result<Event, Refusal> {
        if self.agreements.is_empty() {
            return Err(Refusal::of(
                "Er zijn nog geen afspraken om op terug te kijken.",
                "There are no agreements to look back on yet.",
            ));
        }
        let mut present = evaluation.present;
        present.sort();
        present.dedup();
        let at_table = |a: &AgencyId| self.sits(a) || self.opening.as_ref().is_some_and(|o| &o.director == a);
        if present.len() < 2 || !present.iter().all(at_table) {
            return Err(TOGETHER.at("present"));
        }
        if evaluation.day > today || self.opened.is_none_or(|began| evaluation.day < began) {
            return Err(Refusal::of(
                "Kies een dag tussen het begin van de casus en vandaag.",
                "Choose a day between the start of the case and today.",
            )
            .at("day"));
        }
        if evaluation.well.is_none() && evaluation.better.is_none() {
            return Err(Refusal::of(
                "Zeg wat goed gaat, of wat beter kan.",
                "Say what goes well, or what could be better.",
            )
            .at("well"));
        }
        if !evaluation.agreements.iter().all(|of| self.agreements.iter().any(|a| a.no == of.agreement)) {
            return Err(Refusal::of("Deze afspraak bestaat niet.", "There is no such agreement."));
        }
        self.toward(Some(Purpose::Evaluate), Event::Evaluated(Evaluation { no: self.next(), present, ..evaluation }))
    }
}
