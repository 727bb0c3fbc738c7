//! What an advice rests on is put right when the signal behind it is: who has not decided yet decides on what is so, and a decision that was
//! taken stays what it was, with what was corrected since said beside it.

use super::{Advice, Event, State};
use crate::table::Reader;
use crate::weighing::{Because, Restated, Restating};
use kernel::Observed;
use vault::Stamp;

/// As it is kept here: who saw a fact is read in the weighing only.
fn without_observers(says: &Restated) -> Restated {
    let fact = |fact: &Observed| Observed { observer: None, ..fact.clone() };
    Restated { facts: says.facts.iter().map(fact).collect(), ..says.clone() }
}

impl Advice {
    /// Takes over what was put right; nothing when nothing of it concerns who decides.
    #[must_use]
    pub fn restate(&self, (was, now): (&Restated, &Restated), why: &Because, told: Vec<Reader>) -> Option<Event> {
        self.basis()?;
        let (was, now) = (without_observers(was), without_observers(now));
        let (reason, reporter) = why.stored();
        (was != now).then(|| Event::Restated { was: Box::new(was), now: Box::new(now), reason, reporter, told })
    }

    pub(super) fn take_restated(
        &mut self,
        (was, now): (&Restated, &Restated),
        why: &Because,
        told: &[Reader],
        stamp: &Stamp,
    ) {
        let (by, on) = (stamp.author(), kernel::local_day(stamp.at));
        if let Some(basis) = &mut self.basis {
            basis.municipality = now.municipality.clone();
            basis.house = now.house.clone();
            basis.director = now.director.clone();
            basis.subject = now.subject.clone();
            basis.acute = now.acute;
        }
        if self.state == State::Round {
            self.keys.clear();
            // What was decided is read with the round in which it was; the same text lies before them anew.
            if let Some(round) =
                self.rounds.last_mut().filter(|round| !round.votes.is_empty() || !round.withdrawn.is_empty())
            {
                let again = super::Round { votes: Vec::new(), withdrawn: Vec::new(), ..round.clone() };
                round.fell = Some(on);
                self.rounds.push(again);
            }
        }
        let (reason, reporter) = why.stored();
        let (was, now, over) = (was.clone(), now.clone(), self.is_decided());
        self.restatings.push(Restating { was, now, reason, reporter, by, on, over, stuck: false });
        self.told.tell(told, stamp);
    }

    /// Whether the signatories decided on it.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        match self.state {
            State::Approved | State::Declined | State::Used => true,
            State::Drafted | State::Round | State::Returned | State::Undecided => false,
        }
    }

    /// What was put right since it began, the first one first.
    #[must_use]
    pub fn restatings(&self) -> &[Restating] {
        &self.restatings
    }

    /// What it said of the person when they decided, where something of that was put right since.
    #[must_use]
    pub fn decided_on(&self) -> Option<&Restated> {
        self.restatings.iter().find(|r| r.over && r.is_of_person()).map(|restating| &restating.was)
    }
}
