//! What is asked of whom while a case goes to another house: of who gave an item, of the three, and of who sends it.

use crate::case::acts::{AnswerTransferItem, SendTransfer, TakeReceipt, TurnTransferKey};
use crate::case::model::Case;
use crate::case::opening::Opening;
use kernel::AgencyId;
use vault::{Act, Task};

impl Case {
    pub(in crate::case) fn transfer_tasks(&self, opening: &Opening) -> Vec<Task> {
        let Some(pending) = self.transfer() else { return Vec::new() };
        let asked = |task: Task| task.asked_by(Some(pending.by.who()));
        let answer = |(no, agency): (u32, &AgencyId)| {
            asked(Task::of(agency, AnswerTransferItem::INFO.name, pending.since).about(no))
        };
        let waits: Vec<Task> = self.unanswered(pending).map(answer).collect();
        let keys = pending.keys.needed().iter().filter(|agency| !pending.keys.is_turned(agency));
        let keys = keys.map(|agency| asked(Task::of(agency, TurnTransferKey::INFO.name, pending.settled)));
        let mut tasks = if waits.is_empty() { keys.collect() } else { waits };
        match &pending.sent {
            // Also where something changed since: what was fetched before that may be answered.
            Some(sent) => tasks.push(Task::of(&opening.trio.stay, TakeReceipt::INFO.name, sent.on)),
            None if tasks.is_empty() => {
                tasks.push(Task::of(&opening.trio.stay, SendTransfer::INFO.name, pending.settled));
            }
            None => {}
        }
        tasks
    }
}
