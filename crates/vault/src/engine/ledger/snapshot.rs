//! A state that was folded before, sealed, so that a long history is not opened again from its first event. It is never needed for
//! truth: one that is not there, does not open or does not fit is passed over, and the events are folded.

use super::{signed, stand::Stand};
use crate::engine::{
    dossier::Dossier,
    keys::{Key, Random},
    store::{Connection, StoreError, Value},
};
use kernel::DossierId;
use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

/// After how many events behind the last snapshot the next one is worth its writing. Opening and folding so many events costs about as
/// much as the rest of a look.
pub(crate) const EVERY: usize = 64;

/// A state larger than this, in bytes, is not kept beside its events.
const LARGEST: usize = 16 * 1024 * 1024;

/// Which snapshots a program may go on from: those of the same fold over the same events. A snapshot of another program is of another
/// state, also where its words can still be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fit(Option<i64>);

impl Fit {
    /// None, whatever stands in the store: the whole history is read.
    pub(crate) const NONE: Self = Self(None);

    /// Of this version of the fold and this number of sorts of events.
    pub(crate) fn of(fold: u32, events: u32) -> Self {
        Self(Some(i64::from(fold) << 32 | i64::from(events)))
    }

    pub(super) fn value(self) -> Value {
        self.0.into()
    }
}

/// What a snapshot is bound to: its dossier and kind, its place and the link there, what was forgotten until then, and the program.
pub(super) fn bound(id: DossierId, kind: &str, (seq, conn): (u64, &[u8]), stand: &Stand, fit: Fit) -> Vec<u8> {
    let (seq, marks, fold) = (seq.to_be_bytes(), stand.marks.to_be_bytes(), fit.0.unwrap_or(-1).to_be_bytes());
    let program = env!("CARGO_PKG_VERSION").as_bytes();
    let mut bound = b"snapshot/".to_vec();
    for part in [id.bytes().as_slice(), kind.as_bytes(), &seq, conn, &marks, &stand.mark, &fold, program] {
        bound.extend((part.len() as u64).to_be_bytes());
        bound.extend(part);
    }
    bound
}

/// A state on its way to the store.
pub(crate) struct Snapshot {
    id: DossierId,
    seq: u64,
    marks: u64,
    fit: Fit,
    body: Vec<u8>,
}

impl Snapshot {
    /// Seals a state as it was folded up to `stand`. Nothing for a state that does not come back as it went in, or is very large.
    pub(crate) fn seal<D: Dossier>(
        random: &dyn Random,
        key: &Key,
        id: DossierId,
        stand: &Stand,
        (state, fit): (&D, Fit),
    ) -> Option<Self> {
        let plain = serde_json::to_vec(state).ok()?;
        let back: D = serde_json::from_slice(&plain).ok()?;
        if plain.len() > LARGEST || serde_json::to_vec(&back).ok()? != plain {
            return None;
        }
        let bound = bound(id, D::KIND, (stand.seq, &stand.head), stand, fit);
        Some(Self { id, seq: stand.seq, marks: stand.marks, fit, body: key.seal(random, &plain, &bound) })
    }

    /// Writes it in place of the one before, if the dossier still stands where it was folded: what was forgotten meanwhile must not
    /// come back with it. The dossier's row is held first, as by whoever changes it.
    pub(crate) fn write(&self, conn: &mut dyn Connection) -> Result<(), StoreError> {
        const HOLD: &str =
            "UPDATE dossier SET seq = seq WHERE id = $1 AND seq = $2 AND marks = $3 AND destroyed IS NULL";
        const SQL: &str = "INSERT INTO snapshot (dossier, seq, fold, body) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (dossier) DO UPDATE SET seq = excluded.seq, fold = excluded.fold, body = excluded.body";
        let (id, seq): (Value, Value) = (self.id.bytes().as_slice().into(), signed(self.seq).into());
        if conn.exec(HOLD, &[id.clone(), seq.clone(), signed(self.marks).into()])? == 1 {
            conn.put(SQL, &[id, seq, self.fit.value(), self.body.as_slice().into()])?;
        }
        Ok(())
    }
}

/// Takes the snapshot of a dossier away, in the transaction that makes something in it forgotten and after its row is held.
pub(crate) fn forget(conn: &mut dyn Connection, id: DossierId) -> Result<(), StoreError> {
    conn.exec("DELETE FROM snapshot WHERE dossier = $1", &[id.bytes().as_slice().into()]).map(drop)
}

/// Of which dossiers somebody is making a snapshot, so that a full room does not make five hundred of one.
#[derive(Debug, Default)]
pub(crate) struct Underway(Mutex<BTreeSet<DossierId>>);

impl Underway {
    /// Whether nobody was at it; then it is the caller's to do, and to say [`Underway::done`].
    pub(crate) fn begin(&self, id: DossierId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id)
    }

    /// Nobody is at it any more.
    pub(crate) fn done(&self, id: DossierId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}
