//! Giving feedback on the results, and who owes it when.

use super::{Feedback, Recipient};
use crate::case::model::{Case, Event, State};
use crate::case::opening::Regime;
use crate::case::purpose::Purpose;
use jiff::ToSpan;
use kernel::{AgencyId, Date, Refusal};

impl Case {
    /// Gives feedback on the results; before it is due as well.
    ///
    /// # Errors
    /// A sentence when this organisation received no results here, or the law of the case does not know this.
    pub fn give_feedback(&self, feedback: Feedback) -> Result<Event, Refusal> {
        if self.begun()?.regime != Regime::WgsZvh {
            return Err(Refusal::of(
                "De Wgpga vraagt deze terugkoppeling niet. U hoeft hier niets te doen.",
                "The Wgpga does not ask for this feedback. There is nothing for you to do here.",
            ));
        }
        if self.recipient(&feedback.agency).is_none() {
            return Err(Refusal::of(
                "Uw organisatie heeft van deze casus nog geen resultaat gekregen.",
                "Your organisation has not received results from this case yet.",
            ));
        }
        self.toward(Some(Purpose::Evaluate), Event::FeedbackGiven(Feedback { no: self.next(), ..feedback }))
    }

    /// This organisation as one that received the results.
    #[must_use]
    pub fn recipient(&self, agency: &AgencyId) -> Option<&Recipient> {
        self.recipients.iter().find(|r| &r.agency == agency)
    }

    /// What this organisation said last.
    #[must_use]
    pub fn last_feedback(&self, agency: &AgencyId) -> Option<&Feedback> {
        self.feedback.iter().rev().find(|f| &f.agency == agency)
    }

    /// The last day for the feedback of this recipient: a year after it first had the results, and then a year after it last gave it.
    #[must_use]
    pub fn feedback_due(&self, of: &Recipient) -> Date {
        let last = self.last_feedback(&of.agency).map_or(of.since, |f| f.day.max(of.since));
        last.checked_add(1.year()).unwrap_or(Date::MAX)
    }

    /// Who owes feedback: from which day it is asked, a month ahead so that it can still be in time, and by which day.
    pub(in crate::case) fn feedback_asked(&self) -> impl Iterator<Item = (&AgencyId, Date, Date)> {
        self.recipients.iter().map(|of| {
            let due = self.feedback_due(of);
            (&of.agency, due.checked_sub(1.month()).unwrap_or(due), due)
        })
    }

    /// Keeps up who has the results, after anything that happened.
    pub(in crate::case) fn hand_out(&mut self, today: Date) {
        let mut now = Vec::new();
        if let (Some(opening), State::Planned) = (&self.opening, self.state)
            && opening.regime == Regime::WgsZvh
        {
            let let_in = self.members.iter().filter(|m| m.ended.is_none() && !m.is_third()).map(|m| &m.proposal);
            let all = self.takers().into_iter().map(|agency| (agency, today));
            for (agency, from) in all.chain(let_in.map(|p| (&p.agency, p.from))) {
                let since = self.recipient(agency).map_or(today.max(from), |had| had.since);
                now.push(Recipient { agency: agency.clone(), since });
            }
        }
        self.recipients = now;
    }
}
