//! Looking back together on what was agreed: what was expected, what happened, what goes well and what could be better in how the
//! organisations worked (EVA-01, Wgpga art. 6 lid 2). It is content of the case like any other, so whoever reads the case reads it
//! and it is destroyed with it. There is no field for a verdict on somebody, and nothing is computed from it.

use super::super::model::{Case, Event, Purpose};
use kernel::{AgencyId, Date, Note, Refusal};
use serde::{Deserialize, Serialize};

/// What is said of one agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfAgreement {
    /// Which agreement.
    pub agreement: u32,
    /// In words.
    pub text: Note,
}

/// One look back on the agreements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Its number within the case.
    pub no: u32,
    /// When the organisations looked back.
    pub day: Date,
    /// Which organisations took part. Organisations, not people.
    pub present: Vec<AgencyId>,
    /// What they expected of each other.
    pub expected: Note,
    /// What happened.
    pub happened: Note,
    /// What goes well in how they work.
    pub well: Option<Note>,
    /// What could be better in it.
    pub better: Option<Note>,
    /// Of single agreements, where there is something to say.
    pub agreements: Vec<OfAgreement>,
}

/// What is said when one organisation looks back alone.
pub(in crate::case) const TOGETHER: Refusal = Refusal::of(
    "Terugkijken doet u samen. Kies minstens twee organisaties die aan tafel zitten.",
    "Looking back is done together. Choose at least two organisations at the table.",
);

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
                "Kies een dag die geweest is, sinds de casus begon.",
                "Choose a day gone by, since the case began.",
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
            return Err(Refusal::of("Deze afspraak is er niet.", "There is no such agreement."));
        }
        self.toward(Some(Purpose::Evaluate), Event::Evaluated(Evaluation { no: self.next(), present, ..evaluation }))
    }
}
