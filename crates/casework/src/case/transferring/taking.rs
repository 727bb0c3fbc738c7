//! What becomes of a case as it goes to another house.

use super::{Moved, PendingTransfer, Recalled, Replied, Reply, Returned, Sent};
use crate::case::model::{Case, State};
use crate::table::{Keys, signed};
use kernel::{AgencyId, Date};
use std::collections::BTreeMap;
use vault::Stamp;

impl Case {
    pub(in crate::case) fn take_moved(&mut self, what: &Moved, (today, stamp): (Date, &Stamp)) {
        match what {
            Moved::Proposed(transfer) => {
                self.numbers = self.numbers.max(transfer.no);
                // Who proposes it says yes to its own with that, but not to what has to be named.
                let items = self.items.iter().filter(|it| transfer.items.contains(&it.no) && !self.is_named_in_yes(it));
                let agreements = self.agreements.iter().filter(|it| transfer.agreements.contains(&it.no));
                let all = items.map(|it| (it.no, &it.agency)).chain(agreements.map(|it| (it.no, &it.agency)));
                let yes = || Replied { reply: Reply::Yes { explicit: false }, by: stamp.author(), on: today };
                let own = all.filter(|(_, agency)| **agency == stamp.agency);
                let replies: BTreeMap<u32, Replied> = own.map(|(no, _)| (no, yes())).collect();
                self.transferring.pending = Some(PendingTransfer {
                    transfer: (**transfer).clone(),
                    by: stamp.author(),
                    since: today,
                    replies,
                    keys: Keys::of(self.deciders()),
                    settled: today,
                    sent: None,
                });
            }
            Moved::ItemAnswered { item, reply } => {
                if let Some(pending) = &mut self.transferring.pending {
                    let said = Replied { reply: reply.clone(), by: stamp.author(), on: today };
                    pending.replies.insert(*item, said);
                }
            }
            Moved::KeyTurned { agency, person } => {
                if let Some(pending) = &mut self.transferring.pending {
                    pending.keys.turn(signed(agency, person, stamp));
                }
            }
            Moved::Sent { statement } => {
                if let Some(pending) = &mut self.transferring.pending {
                    pending.sent = Some(Sent { by: stamp.author(), on: today, statement: statement.clone() });
                }
            }
            Moved::Withdrawn { .. } => {
                let sent = self.transferring.pending.take().filter(|pending| pending.sent.is_some());
                let recalled = sent.map(|it| Recalled { id: it.transfer.id, to: it.transfer.to });
                self.transferring.recalled.extend(recalled);
            }
            Moved::Answered { receipt } => {
                self.transferring.recalled.retain(|it| it.id != receipt.id);
                if receipt.is_accepted() {
                    self.transferring.pending = None;
                    // It goes on elsewhere, and nothing of it here: a proposal to close is about nothing any more.
                    self.closing = None;
                    self.state = State::Closed;
                    self.ended = Some(today);
                } else if let Some(pending) = self.transferring.pending.take_if(|it| it.transfer.id == receipt.id) {
                    let house = pending.transfer.to.house;
                    self.transferring.returned = Some(Returned { house, answer: receipt.answer.clone(), on: today });
                }
            }
        }
    }

    /// An item that would go along was taken back. Whether its own event is there or erased makes no difference here; what rests on it does not go
    /// either.
    pub(in crate::case) fn goes_without(&mut self, item: u32, today: Date) {
        let Some(pending) = &mut self.transferring.pending else { return };
        if !pending.transfer.items.contains(&item) {
            return;
        }
        pending.transfer.items.retain(|no| *no != item);
        pending.replies.remove(&item);
        self.moves_otherwise(today);
    }

    /// Something that goes along became another: every key goes back.
    pub(in crate::case) fn moves_otherwise(&mut self, today: Date) {
        if let Some(pending) = &mut self.transferring.pending {
            pending.keys.clear();
            pending.settled = today;
        }
    }

    pub(in crate::case) fn fresh_transfer_keys(&mut self, holders: &[AgencyId]) {
        if let Some(pending) = &mut self.transferring.pending {
            pending.keys = Keys::of(holders.to_vec());
        }
    }
}
