//! The statement of secrecy (Wgpga art. 17, WGS art. 1.11): who was told what is kept secret here, in which words, and when. The line in the
//! book is the record; nothing else is kept of it.

use crate::{
    doors::vault::Vault,
    engine::{
        book, keys,
        people::Actor,
        store::{Connection, StoreError},
    },
};
use kernel::{PersonId, Timestamp};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// The act in the book; the index over it names it too.
const ACT: &str = "account.secrecy";

/// Which version of a statement these words are: the same for the same words, and for no other.
#[must_use]
pub fn secrecy_version(text: &str) -> String {
    keys::hex(&Sha256::digest(text.as_bytes())[..8])
}

impl Vault {
    /// When this person last took notice of the statement with this version; nothing when they never did.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn secrecy_acknowledged(&self, who: &PersonId, version: &str) -> Result<Option<Timestamp>, StoreError> {
        // The act stands in the text: only so the engine knows that the index holds every line that is asked for.
        const SQL: &str = "SELECT MAX(at) FROM book WHERE act = 'account.secrecy' AND person = $1 AND detail = $2";
        let (who, version) = (who.to_string(), version.to_owned());
        let read = move |conn: &mut dyn Connection| {
            conn.first(SQL, &[who.into(), version.into()])?.map_or(Ok(None), |row| row.int_or_null(0))
        };
        let at = self.0.store.read(read).await?;
        Ok(at.and_then(|at| Timestamp::from_microsecond(at).ok()))
    }

    /// Writes in the book that this person took notice of the statement with this version. Once more is no harm.
    ///
    /// # Errors
    /// When the store does not do it.
    pub async fn acknowledge_secrecy(&self, who: &Actor, version: &str) -> Result<(), StoreError> {
        let (person, agency) = (who.person.to_string(), who.agency.id.to_string());
        let line = book::Line { person, agency, ..self.system_line(ACT, version.to_owned()) };
        let inner = Arc::clone(&self.0);
        self.0
            .store
            .write(move |conn, head| head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line)))
            .await
    }
}
