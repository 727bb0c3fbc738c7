//! Who sent an advice back withdraws that, as long as the text was not rewritten for it: the round goes on where it was.

use super::basis::NOT_NOW;
use super::{Advice, Event, State, Vote, Withdrawn};
use crate::advice::text::Choice;
use crate::table::Keys;
use kernel::{AgencyId, Date, Note, PersonId, Refusal};
use vault::Author;

impl Advice {
    /// What was sent back with which remark, while it waits to be rewritten.
    #[must_use]
    pub fn remark(&self) -> Option<&Vote> {
        let round = self.round().filter(|_| self.state == State::Returned)?;
        round.votes.iter().find(|vote| vote.choice == Choice::Return)
    }

    /// Withdraws the remark with which one's organisation sent it back.
    ///
    /// # Errors
    /// A sentence when it was not sent back, was rewritten since, or another organisation sent it back.
    pub fn withdraw_remark(&self, agency: &AgencyId, person: &PersonId, reason: Note) -> Result<Event, Refusal> {
        self.may_withdraw(agency)?;
        Ok(Event::RemarkWithdrawn { agency: agency.clone(), person: person.clone(), reason })
    }

    /// Whether that is possible now.
    ///
    /// # Errors
    /// As for [`Advice::withdraw_remark`].
    pub fn may_withdraw(&self, agency: &AgencyId) -> Result<(), Refusal> {
        if self.remark().ok_or(NOT_NOW)?.by.agency == *agency {
            Ok(())
        } else {
            Err(Refusal::of(
                "Alleen wie het terugstuurde, kan dat intrekken.",
                "Only the person who sent it back can withdraw that.",
            ))
        }
    }

    pub(super) fn take_withdrawal(&mut self, by: Author, reason: &Note, on: Date) {
        let Some(round) = self.rounds.last_mut() else { return };
        let at = round.votes.iter().position(|vote| vote.choice == Choice::Return && vote.by.agency == by.agency);
        let Some(vote) = at.map(|at| round.votes.remove(at)) else { return };
        round.withdrawn.push(Withdrawn { vote, by, reason: reason.clone(), on });
        round.end = None;
        // What the others had decided stands: the text is what it was.
        let mut keys = Keys::of(self.keys.needed().to_vec());
        for vote in &round.votes {
            keys.turn(vote.by.clone());
        }
        self.keys = keys;
        self.state = State::Round;
    }
}
