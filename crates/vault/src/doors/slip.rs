//! The door for slips: handing one in, and taking them out of their box to be read.

use crate::{
    doors::{
        desk::{Desk, Open, Seen},
        keeping::Error,
        vault::Vault,
    },
    engine::{
        act::Act,
        book,
        drawers::{Drawn, Kept, Put, Putting, Slip, USED, draw, mark, own_drawer, read},
        ledger::ReadError,
        live::{CHANNEL, Heard},
        store::Connection,
    },
};
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use kernel::DossierId;
use std::{collections::BTreeSet, future::Future, sync::Arc};

impl Vault {
    async fn draw(&self, id: DossierId, of: &str) -> Result<Vec<Drawn>, Error> {
        let (keys, of) = (Arc::clone(&self.0.keys), of.to_owned());
        self.read_again(move |conn| Ok(draw(conn, &keys, id, &of)?)).await
    }

    async fn hand_in(self, id: DossierId, seq: u64, slip: Slip) -> Result<(), Error> {
        let inner = Arc::clone(&self.0);
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let put = self
            .0
            .store
            .write(move |conn, _: &mut book::Head| {
                let put = Putting { keys: &inner.keys, random: &*inner.random, id, seq }.put(conn, &slip)?;
                conn.notify(CHANNEL, &Heard::Slip.word(&inner.process, id))?;
                Ok(put)
            })
            .await?;
        match put {
            Put::In => {
                self.0.live.tell(id, Heard::Slip);
                Ok(())
            }
            Put::Stale => Err(Error::Stale),
            Put::Used => Err(Error::Claimed),
        }
    }
}

impl<A: Act> Seen<A> {
    /// The slips of a box, in an order that tells nothing.
    ///
    /// # Errors
    /// What the store says.
    pub async fn slips(&self, of: &str) -> Result<Vec<Drawn>, Error> {
        self.open.vault.draw(self.open.id, of).await
    }

    /// Whether this ticket has handed in a slip in this anonymous box.
    ///
    /// # Errors
    /// What the store says.
    pub async fn has_used(&self, of: &str, ticket: &str) -> Result<bool, Error> {
        let vault = &self.open.vault;
        let (keys, id, of) = (Arc::clone(&vault.0.keys), self.open.id, of.to_owned());
        let mark = mark(&keys, id, &of, ticket);
        let used = move |conn: &mut dyn Connection| Ok(read::<BTreeSet<String>>(conn, &keys, (id, &of), USED)?);
        Ok(vault.read_again(used).await?.contains(&mark))
    }

    /// What this ticket handed in last, in a box that keeps the latest.
    ///
    /// # Errors
    /// What the store says.
    pub async fn slip_of(&self, of: &str, ticket: &str) -> Result<Option<Drawn>, Error> {
        let vault = &self.open.vault;
        let (keys, id, of) = (Arc::clone(&vault.0.keys), self.open.id, of.to_owned());
        let mark = mark(&keys, id, &of, ticket);
        let number = own_drawer(&mark);
        let kept = vault.read_again(move |conn| Ok(read::<Vec<Kept>>(conn, &keys, (id, &of), number)?)).await?;
        let found = kept.into_iter().find(|k| k.mark.as_ref() == Some(&mark));
        let drawn = |k: Kept| BASE64_STANDARD_NO_PAD.decode(&k.body).map(|body| Drawn { id: k.id, body });
        found.map(drawn).transpose().map_err(|_| ReadError::Sealed.into())
    }
}

impl<A: Act> Desk<A> {
    /// Puts a slip in a box of this dossier; the answer comes when it is on the disk. Nothing is written in the book.
    ///
    /// # Errors
    /// [`Error::Claimed`] when the ticket was used before in a box that takes one, [`Error::Stale`] when the dossier changed since it
    /// was opened, or what the store says. Then nothing was written.
    pub fn hand_in(self, slip: Slip) -> impl Future<Output = Result<(), Error>> + Send {
        let Open { vault, id, opened, .. } = self.open;
        vault.hand_in(id, opened.stand.seq, slip)
    }

    /// The slips of a box, in an order that tells nothing.
    ///
    /// # Errors
    /// What the store says.
    pub async fn slips(&self, of: &str) -> Result<Vec<Drawn>, Error> {
        self.open.vault.draw(self.open.id, of).await
    }
}
