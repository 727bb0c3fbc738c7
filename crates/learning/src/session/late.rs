//! Notes that were still being written when the room went on. With a name they come in late and say so. Without one they are seen by nobody
//! before the session ends, and lie among the others then; and only when enough people had sent nothing, for else it is known whose they are.

use super::{
    model::{Fate, Session},
    plan::Sends,
    slip::{Answer, FLOOR},
};
use kernel::{Refusal, Timestamp};

const NO_LATE: Refusal = Refusal::of(
    "Hier kan niets meer bij. Wat u schreef staat hieronder; zeg het in de zaal, of neem het over.",
    "Nothing more can be added here. What you wrote is below; say it in the room, or copy it.",
);
const KNOWN: Refusal = Refusal::of(
    "Bijna iedereen heeft al geantwoord. Een briefje zonder naam zou nu te herkennen zijn als het uwe. Zeg het in de zaal als u dat wilt.",
    "Nearly everybody has answered already. A note without a name would now be known as yours. Say it in the room if you want to.",
);

impl Session {
    /// Whether a note may still come in for a step that is closed. `silent` is the number of phones that sent nothing to it.
    ///
    /// # Errors
    /// A sentence, when the step is not closed, takes no notes, or too few were silent for a note without a name.
    pub fn takes_late(&self, place: usize, silent: usize, now: Timestamp) -> Result<(), Refusal> {
        let (step, turn) = self.step(place).ok_or(NO_LATE)?;
        let is_shut = turn.fate == Fate::Closed || self.is_up(place, now);
        if self.at().is_none() || !is_shut || step.kind.sends() != Sends::Notes {
            return Err(NO_LATE);
        }
        if step.is_anonymous() && silent < FLOOR { Err(KNOWN) } else { Ok(()) }
    }

    /// Whether this answer may still come in.
    ///
    /// # Errors
    /// As above, and when it does not fit the step.
    pub fn may_answer_late(&self, place: usize, answer: &Answer, silent: usize, now: Timestamp) -> Result<(), Refusal> {
        self.takes_late(place, silent, now)?;
        answer.check(self.step(place).ok_or(NO_LATE)?.0)
    }
}
