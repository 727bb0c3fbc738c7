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
        match text {
            Text::Factor(factor) => !self.is_third(agency) && self.sees_factor(factor, agency, today),
            Text::Agreement(_)
            | Text::Question(_)
            | Text::Goal(_)
            | Text::Moment(_)
            | Text::Scenario(_)
            | Text::Intervention(_)
            | Text::Note(_)
            | Text::Proposal(_) => self.is_open_to(text, agency),
        }
    }

    /// Whether this organisation reads this text while it reads the case; what a factor rests on is asked elsewhere.
    fn is_open_to(&self, text: &Text, agency: &AgencyId) -> bool {
        let third = self.is_third(agency);
        match text {
            Text::Agreement(agreement) => !third || &agreement.agency == agency,
            Text::Question(request) => !third || &request.agency == agency,
            Text::Factor(_) => false,
            Text::Goal(_)
            | Text::Moment(_)
            | Text::Scenario(_)
            | Text::Intervention(_)
            | Text::Note(_)
            | Text::Proposal(_) => !third,
        }
    }

    /// Whether this organisation is told that something it read was put right: it reads both, or will do so again once somebody says that the
    /// case is still needed.
    pub(in crate::case) fn is_told(&self, correction: &Correction, agency: &AgencyId, today: Date) -> bool {
        let open = |text: &Text| self.is_open_to(text, agency);
        self.reads_both(correction, agency, today)
            || self.has_lapsed(agency, today) && open(&correction.was) && correction.now.as_ref().is_none_or(open)
    }

    /// Whether this organisation reads both what it said and what it says.
    #[must_use]
    pub fn reads_both(&self, correction: &Correction, agency: &AgencyId, today: Date) -> bool {
        self.reads(&correction.was, agency, today)
            && correction.now.as_ref().is_none_or(|now| self.reads(now, agency, today))
    }
}
