//! Keeping who did what in a case, while its events are taken in.

use super::authors::Deed;
use super::document::OfDocument;
use super::model::{Case, Event};
use vault::Stamp;

impl Case {
    /// Keeps who did it; before the event itself is taken in.
    pub(super) fn remember(&mut self, event: &Event, stamp: &Stamp) {
        let by = stamp.author();
        let (no, deed) = match event {
            Event::Toward { what, .. } => return self.remember(what, stamp),
            Event::Opened(_) => {
                self.opened_by = Some(by);
                return;
            }
            Event::ItemWithdrawn { item, .. } => return self.authors.forget(*item),
            Event::ParticipationProposed(p) | Event::ParticipationReworded(p) => (p.no, Deed::Made),
            Event::Declared { agency } => (self.number_of(agency), Deed::Declared),
            Event::ParticipationEnded { agency, .. } => (self.number_of(agency), Deed::Ended),
            Event::Asked(request) => (request.no, Deed::Made),
            Event::Answered { no, .. } => (*no, Deed::Answered),
            Event::Contributed(item) => (item.no, Deed::Made),
            Event::Filed(what) => match &**what {
                OfDocument::Added(document) => (document.no, Deed::Made),
                OfDocument::Cleared { .. } => return,
                OfDocument::Rejected { no, .. } | OfDocument::Removed { no, .. } => return self.authors.forget(*no),
            },
            Event::FactorAdded(factor) => (factor.no, Deed::Made),
            Event::GoalSet(goal) => (goal.no, Deed::Made),
            Event::ScenarioAdded(scenario) => (scenario.no, Deed::Made),
            Event::GoalMeasured(moment) => (moment.no, Deed::Made),
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
            Event::AgreementBroken { no, .. } | Event::AgreementReleased { no, .. } => (*no, Deed::Ended),
            Event::Reviewed(review) => (review.no, Deed::Made),
            Event::Evaluated(evaluation) => (evaluation.no, Deed::Made),
            Event::FeedbackGiven(feedback) => (feedback.no, Deed::Made),
            // These have no number, or keep their author themselves.
            Event::StayMoved { .. }
            | Event::SubjectRestated(_)
            | Event::Switched { .. }
            | Event::ParticipationKeyTurned { .. }
            | Event::Joined { .. }
            | Event::Declined { .. }
            | Event::ByLink(_)
            | Event::Doubted(_)
            | Event::PlanDrafted(_)
            | Event::PlanKeyTurned { .. }
            | Event::Noted(_)
            | Event::Offered { .. }
            | Event::OfferAnswered { .. }
            | Event::DirectorChosen { .. }
            | Event::DirectionTaken { .. }
            | Event::AgreementDeclined(_)
            | Event::InterventionDeclined(_)
            | Event::Scaled(_)
            | Event::Moved(_)
            | Event::Referred(_)
            | Event::Overseen(_)
            | Event::Arrived(_)
            | Event::Corrected(_)
            | Event::DirectorCalled { .. }
            | Event::ClosingProposed(_)
            | Event::ClosingKeyTurned { .. }
            | Event::TakingStated { .. }
            | Event::PersonsNamed { .. } => return,
        };
        self.authors.keep(no, deed, &by);
    }

    /// The number of the proposal by which this organisation sits here; 0, which is no number, where it does not.
    fn number_of(&self, agency: &kernel::AgencyId) -> u32 {
        self.members.iter().find(|m| &m.proposal.agency == agency && m.ended.is_none()).map_or(0, |m| m.proposal.no)
    }
}
