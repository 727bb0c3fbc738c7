//! Who looks at a dossier on a screen hears that it changed, and nothing else: what changed, the rule decides when they look again.
//!
//! A screen hears of everything. A phone hears only of what happened in the dossier: when five hundred phones answer, the answers of
//! the others are none of its business, and five hundred pages fetched for each of them would be a quarter of a million.

use kernel::DossierId;
use std::{collections::HashMap, sync::Mutex};
use tokio::sync::watch;

/// A dossier, and a number that grows with its changes.
pub type Changes = (DossierId, watch::Receiver<u64>);

/// What there is to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Something happened in the dossier.
    Act,
    /// A slip was put in a box.
    Slip,
}

/// The channel on which nodes tell each other.
pub(crate) const CHANNEL: &str = "casustafel_live";

impl Heard {
    /// What is told to other nodes: which node tells, which dossier, and what.
    pub(crate) fn word(self, node: &str, id: DossierId) -> String {
        let what = match self {
            Self::Act => "act",
            Self::Slip => "slip",
        };
        format!("{node} {id} {what}")
    }
}

/// Who waits for this dossier.
#[derive(Debug)]
struct Waiting {
    all: watch::Sender<u64>,
    acts: watch::Sender<u64>,
}

impl Waiting {
    fn is_over(&self) -> bool {
        self.all.is_closed() && self.acts.is_closed()
    }
}

/// Who waits for what.
#[derive(Debug, Default)]
pub(crate) struct Live(Mutex<HashMap<DossierId, Waiting>>);

impl Live {
    /// Tells whoever waits that the dossier or one of its boxes changed.
    pub(crate) fn tell(&self, id: DossierId, heard: Heard) {
        let Ok(mut all) = self.0.lock() else { return };
        let Some(waiting) = all.get(&id) else { return };
        if waiting.is_over() {
            all.remove(&id);
            return;
        }
        waiting.all.send_modify(|n| *n += 1);
        if heard == Heard::Act {
            waiting.acts.send_modify(|n| *n += 1);
        }
    }

    /// Tells what another node told; what this one told itself was heard already.
    pub(crate) fn hear(&self, word: &str, mine: &str) {
        let mut parts = word.split(' ');
        let (Some(node), Some(Ok(id)), Some(what)) = (parts.next(), parts.next().map(str::parse), parts.next()) else {
            return;
        };
        if node != mine {
            self.tell(id, if what == "act" { Heard::Act } else { Heard::Slip });
        }
    }

    /// Something may have been missed: everybody who waits looks again.
    pub(crate) fn tell_all(&self) {
        let Ok(all) = self.0.lock() else { return };
        for waiting in all.values() {
            waiting.all.send_modify(|n| *n += 1);
            waiting.acts.send_modify(|n| *n += 1);
        }
    }

    /// Changes of this dossier from now on, and of its boxes when `slips`.
    pub(crate) fn watch(&self, id: DossierId, slips: bool) -> watch::Receiver<u64> {
        let Ok(mut all) = self.0.lock() else { return watch::channel(0).1 };
        all.retain(|_, waiting| !waiting.is_over());
        let new = || Waiting { all: watch::channel(0).0, acts: watch::channel(0).0 };
        let waiting = all.entry(id).or_insert_with(new);
        if slips { waiting.all.subscribe() } else { waiting.acts.subscribe() }
    }
}
