//! Making what was forgotten gone: turning its slice of the key ring, and leaving no copy in journals or free pages. Tried again until it
//! is true.

use crate::{
    doors::{
        desk::Desk,
        keeping::{Draft, Error},
        vault::Vault,
    },
    engine::{
        act::Act,
        dossier::Dossier,
        forget,
        keys::Key,
        ring::Ring,
        slice::Turning,
        store::{Database, StoreError},
    },
};
use kernel::DossierId;
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

/// How long until what could not be erased is tried again.
const AGAIN: Duration = Duration::from_secs(3);

impl<A: Act> Desk<A> {
    /// Commits these events forgetting earlier ones, as [`Desk::commit_erasing`] does, with changes to other dossiers in the same
    /// transaction.
    ///
    /// # Errors
    /// As [`Desk::commit`]; then none of them was written, and nothing is forgotten.
    #[expect(clippy::needless_pass_by_value, reason = "what happened is handed over, not lent")]
    pub fn commit_erasing_with(
        self,
        events: Vec<<A::On as Dossier>::Event>,
        erased: Vec<u64>,
        others: Vec<Draft>,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        // Nobody forgets what they have not seen, nor what was touched since.
        let unseen = self.since.iter().any(|(seq, _)| erased.contains(seq));
        let (vault, clashes) = (self.open.vault.clone(), unseen || self.clashes(&events));
        vault.keep_forgetting(Draft { clashes, ..self.open.draft_erasing(&events, erased) }, others)
    }

    /// The change with these events, as [`Desk::draft`] makes it, forgetting earlier events of this dossier; it goes along with a commit that forgets as well.
    pub fn draft_erasing(self, events: Vec<<A::On as Dossier>::Event>, erased: Vec<u64>) -> Draft {
        if erased.is_empty() {
            return self.draft(events);
        }
        let clashes = self.clashes(&events);
        Draft { clashes, ..self.open.draft_erasing(&events, erased) }
    }
}

impl Database {
    /// Whether the key ring here opens with this master key.
    #[must_use]
    pub fn is_opened_by(&self, master: &Key) -> bool {
        Ring::open(&self.ring(), master).is_ok()
    }
}

impl Vault {
    /// Whether something of this dossier was forgotten and may still be found: its key is on the ring still, or somebody reads the store
    /// as it was.
    ///
    /// # Errors
    /// What the store says.
    pub async fn is_being_erased(&self, id: DossierId) -> Result<bool, StoreError> {
        self.0.store.read(move |conn| forget::is_pending(conn, id)).await
    }

    /// Seals the key ring under another master key, while the house is open. What it opens, and every chain and digest, stays as it is; with
    /// the one before nothing opens any more but copies of the ring from before.
    ///
    /// # Errors
    /// What the store or the file says; then the ring opens with the key it had.
    pub async fn change_master(&self, to: Key) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.0);
        let work = tokio::task::spawn_blocking(move || inner.keys.ring.rekey(&to));
        work.await.map_err(|_| StoreError::Stopped)?.map_err(|e| StoreError::Engine(e.to_string()))?;
        self.enter(vec![self.system_line("house.rekey", String::new())]).await
    }

    /// After forgetting: leaves nothing that opens what was dropped. When that does not succeed at once it is tried again, beside
    /// everything else, until it does.
    pub(crate) async fn clean(&self) {
        if self.clean_once().await || self.0.cleaning.swap(true, Ordering::SeqCst) {
            return;
        }
        let house = Arc::downgrade(&self.0);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(AGAIN).await;
                let Some(inner) = house.upgrade() else { return };
                if Self(inner).clean_once().await {
                    break;
                }
            }
            if let Some(inner) = house.upgrade() {
                inner.cleaning.store(false, Ordering::SeqCst);
            }
        });
    }

    /// Gives whether nothing is left to be erased.
    pub(crate) async fn clean_once(&self) -> bool {
        match self.try_to_clean().await {
            Ok(clean) => clean,
            Err(why) => {
                tracing::warn!(%why, "what was forgotten may still be found; trying again");
                false
            }
        }
    }

    async fn try_to_clean(&self) -> Result<bool, StoreError> {
        let (inner, now) = (Arc::clone(&self.0), self.now());
        // Files are waited for beside the threads that answer.
        let work = tokio::task::spawn_blocking(move || {
            let turning = Turning { keys: &inner.keys, random: &*inner.random, now, rest: inner.rest };
            forget::clean(&mut *inner.database.connect()?, &turning)
        });
        work.await.map_err(|_| StoreError::Stopped).flatten()
    }
}
