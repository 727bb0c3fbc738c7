//! What becomes of a referral as things happen. Nothing here refuses, and nothing looks at a clock: the day is that of the stamp.

use super::{Answered, Ended, Event, Followed, Referral, State};
use crate::outgoing::Reply;
use crate::table::Declined;
use crate::table::Spoken;
use jiff::ToSpan;
use kernel::local_day;
use vault::Stamp;

/// Who answers a question gives the other table so many days to decide.
const AGAIN: i32 = 7;

impl Referral {
    pub(in crate::referral) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        let state = match event {
            Event::Begun { hand } => {
                self.named.name(&hand.persons);
                self.by = Some(stamp.author());
                self.begun = Some(today);
                self.answer_by = Some(hand.answer_by);
                self.until = Some(hand.until);
                self.hand = Some((**hand).clone());
                State::Asking
            }
            Event::Enclosed { item } => {
                self.came_in.push((item.no, stamp.seq));
                self.items.push((**item).clone());
                return;
            }
            Event::ItemAnswered { no, reply, ground } => {
                let said = Answered { reply: reply.clone(), ground: ground.clone(), by: stamp.author(), on: today };
                self.said.insert(*no, said);
                if matches!(reply, Reply::No { .. }) {
                    self.drop_item(*no);
                }
                return;
            }
            Event::Sent => {
                self.sent = Some(today);
                let stays: Vec<u32> =
                    self.items.iter().filter(|item| !self.goes_on(item, today)).map(|item| item.no).collect();
                stays.into_iter().for_each(|no| self.drop_item(no));
                // Who does it itself has said yes with writing it.
                if self.is_own() { State::TakenOn } else { State::Sent }
            }
            Event::TakenOn { taking } => {
                self.taken_on = Some((taking.clone(), stamp.author(), today));
                State::TakenOn
            }
            Event::AskedBack { question } => {
                self.talk.push(Spoken::now(stamp, question, true));
                State::AskedBack
            }
            Event::Replied { text } => {
                self.talk.push(Spoken::now(stamp, text, false));
                self.answer_by = self.answer_by.max(today.checked_add(AGAIN.days()).ok()).min(self.until);
                State::Sent
            }
            Event::Declined { reason } => {
                self.declined = Some(Declined::now(stamp, reason));
                State::Declined
            }
            Event::AnswerTaken => {
                self.taken = true;
                return;
            }
            Event::Reminded { answer_by, said } => {
                self.reminded.push(Spoken::now(stamp, said, false));
                self.answer_by = Some(*answer_by);
                return;
            }
            Event::Prolonged { until, reason } => {
                self.prolonged.push(Spoken::now(stamp, reason, false));
                self.until = Some(*until);
                return;
            }
            Event::Ended { how, reason } => {
                // What was never sent goes with it.
                if self.state == State::Asking {
                    self.items.clear();
                    self.came_in.clear();
                }
                // Who sent it and ends it itself has nothing to read; what the receiver ends is read anew.
                self.taken = self.is_sender(&stamp.agency);
                self.ended = Some(Ended { how: *how, reason: reason.clone(), by: stamp.author(), on: today });
                State::Over
            }
            Event::Followed { no, what } => {
                match what {
                    Followed::TakenBack => self.drop_item(*no),
                    Followed::InDoubt => drop(self.doubted.insert(*no)),
                    Followed::Settled => drop(self.doubted.remove(no)),
                }
                return;
            }
            Event::PersonsNamed { named } => {
                self.named.name(named);
                return;
            }
        };
        (self.state, self.since) = (state, Some(today));
    }

    /// It goes no further: whether its own event is there or erased makes no difference here.
    fn drop_item(&mut self, no: u32) {
        self.items.retain(|item| item.no != no);
        self.came_in.retain(|(one, _)| *one != no);
        self.doubted.remove(&no);
    }
}
