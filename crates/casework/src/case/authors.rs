//! Who did what in a case, and as whom. The things themselves are kept as their events say them, which name an organisation; who
//! acted for it is kept beside them, by the number of the thing.

use super::model::{Case, Event};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::{Author, Stamp};

/// What somebody did with one thing of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Wrote, gave, asked or proposed it.
    Made,
    /// Answered it without information.
    Answered,
    /// Said that their organisation will do it.
    Accepted,
    /// Told how it goes.
    Reported,
    /// Kept what was agreed.
    Done,
    /// Declared how their organisation treats what it reads.
    Declared,
    /// Ended it.
    Ended,
}

/// Who did what, by the number of the thing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Authors(BTreeMap<u32, Vec<(Deed, Author)>>);

impl Authors {
    fn keep(&mut self, no: u32, deed: Deed, by: &Author) {
        self.0.entry(no).or_default().push((deed, by.clone()));
    }

    /// Nothing of it stays: it was taken back.
    fn forget(&mut self, no: u32) {
        self.0.remove(&no);
    }

    /// Everybody who did this with the thing of this number, from old to new.
    pub fn all(&self, no: u32, deed: Deed) -> impl DoubleEndedIterator<Item = &Author> {
        self.0.get(&no).into_iter().flatten().filter(move |(did, _)| *did == deed).map(|(_, by)| by)
    }

    /// Who did this last with the thing of this number.
    #[must_use]
    pub fn of(&self, no: u32, deed: Deed) -> Option<&Author> {
        self.all(no, deed).next_back()
    }
}

impl Case {
    /// Keeps who did it; before the event itself is taken in.
    #[allow(clippy::wildcard_enum_match_arm, reason = "the others have no number, or keep their author themselves")]
    pub(super) fn remember(&mut self, event: &Event, stamp: &Stamp) {
        let by = stamp.author();
        let (no, deed) = match event {
            Event::Toward { what, .. } => return self.remember(what, stamp),
            Event::Opened(_) => {
                self.opened_by = Some(by);
                return;
            }
            Event::ItemWithdrawn { item } => return self.authors.forget(*item),
            Event::ParticipationProposed(p) | Event::ParticipationReworded(p) => (p.no, Deed::Made),
            Event::Declared { agency } => (self.number_of(agency), Deed::Declared),
            Event::ParticipationEnded { agency, .. } => (self.number_of(agency), Deed::Ended),
            Event::Asked(request) => (request.no, Deed::Made),
            Event::Answered { no, .. } => (*no, Deed::Answered),
            Event::Contributed(item) => (item.no, Deed::Made),
            Event::FactorAdded(factor) => (factor.no, Deed::Made),
            Event::GoalSet(goal) => (goal.no, Deed::Made),
            Event::InterventionAdded(step) => {
                // Who plans what their own organisation does, has said so with it.
                if step.accepted.is_some() {
                    self.authors.keep(step.no, Deed::Accepted, &by);
                }
                (step.no, Deed::Made)
            }
            Event::AgreementMade(agreement) => {
                if agreement.accepted.is_some() {
                    self.authors.keep(agreement.no, Deed::Accepted, &by);
                }
                (agreement.no, Deed::Made)
            }
            Event::InterventionAccepted { no, .. } | Event::AgreementAccepted { no, .. } => (*no, Deed::Accepted),
            Event::ProgressReported { no, .. } => (*no, Deed::Reported),
            Event::AgreementDone { no, .. } => (*no, Deed::Done),
            Event::Reviewed(review) => (review.no, Deed::Made),
            Event::Evaluated(evaluation) => (evaluation.no, Deed::Made),
            Event::FeedbackGiven(feedback) => (feedback.no, Deed::Made),
            _ => return,
        };
        self.authors.keep(no, deed, &by);
    }

    /// The number of the proposal by which this organisation sits here; 0, which is no number, where it does not.
    fn number_of(&self, agency: &kernel::AgencyId) -> u32 {
        self.members.iter().find(|m| &m.proposal.agency == agency && m.ended.is_none()).map_or(0, |m| m.proposal.no)
    }
}
