//! What the results of a case were worth. Under the WGS everyone who received them says so at least once a year, with the reasons when
//! nothing was done with them (EVA-04, WGS art. 1.7 lid 4). The Wgpga has no such duty, so there nobody owes this and nobody can write it.
//!
//! The result is what the table made together: the plan on which three keys were turned. What organisations put on the table is
//! what goes in. Who receives it is whoever takes part, public or private, from the day on which it reads the plan. Not the house and
//! its process director, who hear the feedback; not the experts, who act for the municipality of stay; and not an incidental third
//! party, which never reads the plan (PAR-05).
//!
//! The duty is asked for as long as the case runs for its recipient. Whoever leaves, and everybody once the case is closed, cannot reach it any
//! more (WGS art. 2.31 lid 8), and where the other law took over this one no longer applies (WGS art. 2.31 lid 13).

use super::model::{Case, Event, Purpose, State};
use super::opening::Regime;
use jiff::ToSpan;
use kernel::{AgencyId, Date, Note, Refusal};
use serde::{Deserialize, Serialize};

/// Who received the results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The organisation.
    pub agency: AgencyId,
    /// The day on which it first had them.
    pub since: Date,
}

/// Whether anything was done with the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum FollowUp {
    /// Something was done with them.
    Given,
    /// Nothing was, and why not.
    NotGiven {
        /// The reasons that the law asks for.
        reasons: Note,
    },
}

/// What one organisation says of the results: of the results, not of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Its number within the case.
    pub no: u32,
    /// Who says it.
    pub agency: AgencyId,
    /// When.
    pub day: Date,
    /// How effective they were, in words.
    pub effective: Note,
    /// How usable they were, in words.
    pub usable: Note,
    /// What became of them.
    pub follow_up: FollowUp,
}

impl Case {
    /// Gives feedback on the results; before it is due as well.
    ///
    /// # Errors
    /// A sentence when this organisation received no results here, or the law of the case does not know this.
    pub fn give_feedback(&self, feedback: Feedback) -> Result<Event, Refusal> {
        if self.begun()?.regime != Regime::WgsZvh {
            return Err(Refusal::of(
                "De Wgpga kent deze terugkoppeling niet. U hoeft hier niets te doen.",
                "The Wgpga does not know this feedback. There is nothing for you to do here.",
            ));
        }
        if self.recipient(&feedback.agency).is_none() {
            return Err(Refusal::of(
                "Uw organisatie kreeg van deze casus nog geen resultaat.",
                "Your organisation has not received results of this case.",
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
    pub(super) fn feedback_asked(&self) -> impl Iterator<Item = (&AgencyId, Date, Date)> {
        self.recipients.iter().map(|of| {
            let due = self.feedback_due(of);
            (&of.agency, due.checked_sub(1.month()).unwrap_or(due), due)
        })
    }

    /// Keeps up who has the results, after anything that happened.
    pub(super) fn hand_out(&mut self, today: Date) {
        let mut now = Vec::new();
        if let (Some(opening), State::Planned) = (&self.opening, self.state)
            && opening.regime == Regime::WgsZvh
        {
            let let_in = self.members.iter().filter(|m| m.ended.is_none() && !m.is_third()).map(|m| &m.proposal);
            let all = opening.trio.all().map(|agency| (agency, today)).into_iter();
            for (agency, from) in all.chain(let_in.map(|p| (&p.agency, p.from))) {
                let since = self.recipient(agency).map_or(today.max(from), |had| had.since);
                now.push(Recipient { agency: agency.clone(), since });
            }
        }
        self.recipients = now;
    }
}
