//! Who looks at a dossier on a screen hears that it changed, and nothing else: what changed, the rule decides when they look again.

use kernel::DossierId;
use std::{collections::HashMap, sync::Mutex};
use tokio::sync::watch;

/// Who waits for what.
#[derive(Debug, Default)]
pub(crate) struct Live(Mutex<HashMap<DossierId, watch::Sender<u64>>>);

impl Live {
    /// Tells whoever waits that the dossier or one of its boxes changed.
    pub(crate) fn tell(&self, id: DossierId) {
        let Ok(mut all) = self.0.lock() else { return };
        let Some(waiting) = all.get(&id) else { return };
        if waiting.is_closed() {
            all.remove(&id);
        } else {
            waiting.send_modify(|n| *n += 1);
        }
    }

    /// Changes of this dossier from now on.
    pub(crate) fn watch(&self, id: DossierId) -> watch::Receiver<u64> {
        match self.0.lock() {
            Ok(mut all) => {
                all.retain(|_, waiting| !waiting.is_closed());
                all.entry(id).or_insert_with(|| watch::channel(0).0).subscribe()
            }
            Err(_) => watch::channel(0).1,
        }
    }
}
