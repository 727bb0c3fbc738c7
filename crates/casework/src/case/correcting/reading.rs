//! Who reads what something said: nobody reads an old text who could not read the thing itself.

use super::{Correction, Text};
use crate::case::model::{Case, State};
use kernel::{AgencyId, Date};

impl Case {
    /// Whether this organisation reads this text on this day. Of a factor, who sees every fact under it that still lies on the table, as
    /// long as one does; a third party its own questions and agreements only (PAR-05).
    #[must_use]
    pub fn reads(&self, text: &Text, agency: &AgencyId, today: Date) -> bool {
        let shielded = match self.state {
            State::Closed | State::Unopened => true,
            State::Open | State::Planned | State::Switched => false,
        };
        if shielded || !self.sits_on(agency, today) {
            return false;
        }
        let third = self.is_third(agency);
        match text {
            Text::Factor(factor) => !third && self.sees_factor(factor, agency, today),
            Text::Agreement(agreement) => !third || &agreement.agency == agency,
            Text::Question(request) => !third || &request.agency == agency,
            Text::Goal(_) | Text::Scenario(_) | Text::Intervention(_) | Text::Note(_) | Text::Proposal(_) => !third,
        }
    }

    /// Whether this organisation reads both what it said and what it says.
    #[must_use]
    pub fn reads_both(&self, correction: &Correction, agency: &AgencyId, today: Date) -> bool {
        self.reads(&correction.was, agency, today)
            && correction.now.as_ref().is_none_or(|now| self.reads(now, agency, today))
    }
}
