//! Dossiers about the same person, for who has all of them: found by exactly what the one that was opened may be found by, and never by
//! anything that looks like it.

use crate::{
    doors::{
        asking::KNOWN,
        desk::Seen,
        keeping::{self, Error},
        list::{about, cards, open_all},
    },
    engine::{act::Act, book::Outcome, dossier::Dossier, dossier::Row, ledger, store::Value},
};
use kernel::{DossierId, local_day};
use std::{collections::BTreeMap, sync::Arc};

/// One of them by itself, if the asker sits there.
const ONE: &str = cards!(
    "FROM seat s JOIN card c ON c.dossier = s.dossier JOIN dossier d ON d.id = c.dossier ",
    "WHERE s.holder = $1 AND s.person = $2 AND s.dossier = $3 AND s.kind = $4"
);

impl<A: Act> Seen<A> {
    /// The other dossiers of this kind about the same person at which who reads this one sits as well, and where the rule allows `B`, as it
    /// must here; and those of `also` for whom the same is so, also when they are found by something else now. In the order in which they
    /// began. Of any other nothing is said, and nothing is put to anybody. Where there is one, a line
    /// in the book tells that it was shown.
    ///
    /// # Errors
    /// What the store says.
    pub async fn alike<B: Act<On = A::On>>(&self, also: &[DossierId]) -> Result<Vec<Row>, Error> {
        if !self.may::<B>() {
            return Ok(Vec::new());
        }
        let (vault, actor) = (&self.open.vault, self.actor());
        let keys = Arc::clone(&vault.0.keys);
        let digests: Vec<[u8; 32]> = self.dossier().card().findable.iter().map(|f| ledger::finding(&keys, f)).collect();
        let [agency, person] = vault.seated(actor, B::REF).map(Value::from);
        let also = also.to_vec();
        let read = move |conn: &mut dyn crate::engine::store::Connection| {
            let mut all = Vec::new();
            for digest in &digests {
                let values = [agency.clone(), person.clone(), digest.to_vec().into(), B::REF.kind.into()];
                all.extend(open_all(&keys, &conn.query(KNOWN, &values)?)?);
            }
            for id in &also {
                let values = [agency.clone(), person.clone(), id.bytes().as_slice().into(), B::REF.kind.into()];
                all.extend(open_all(&keys, &conn.query(ONE, &values)?)?);
            }
            Ok(all)
        };
        let cards = vault.read_again(read).await?;
        let today = local_day(vault.now());
        let shown = cards.into_iter().filter(|card| card.0.id != self.id());
        // By its number and by its name it is one dossier.
        let rows: BTreeMap<_, _> = shown
            .filter_map(|card| vault.shown(about(actor, B::REF, &card, today), card.0))
            .map(|row| (row.id, row))
            .collect();
        if !rows.is_empty() {
            let (now, trace) = (vault.now(), vault.trace_of(actor));
            let line = keeping::line(actor, B::REF, now, Some(self.id()), Outcome::List, self.why().names(), &trace);
            vault.enter(vec![line]).await?;
        }
        Ok(rows.into_values().collect())
    }
}
