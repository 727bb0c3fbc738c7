//! Where a dossier stands, and the signature over it: whoever has the store and no key cannot say that it stands elsewhere.

use super::{GENESIS, signed};
use crate::engine::{
    keys::Keys,
    store::{Connection, StoreError, Value},
};
use kernel::DossierId;

/// How far a dossier has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stand {
    /// How many events.
    pub(crate) seq: u64,
    /// The link of the last one.
    pub(crate) head: Vec<u8>,
    /// How many marks of forgetting.
    pub(crate) marks: u64,
    /// The link of the last one.
    pub(crate) mark: Vec<u8>,
    /// Whether it was destroyed.
    pub(crate) gone: bool,
}

impl Default for Stand {
    fn default() -> Self {
        Self { seq: 0, head: GENESIS.to_vec(), marks: 0, mark: GENESIS.to_vec(), gone: false }
    }
}

impl Stand {
    /// A number that grows with every event and every mark, as the book keeps it.
    pub(crate) fn rev(&self) -> u64 {
        self.seq + self.marks
    }

    /// The signature over all of it.
    pub(crate) fn sign(&self, keys: &Keys, id: DossierId, kind: &str) -> [u8; 32] {
        let (seq, marks) = (self.seq.to_be_bytes(), self.marks.to_be_bytes());
        let gone = [u8::from(self.gone)];
        keys.head.digest(&[b"dossier", id.bytes(), kind.as_bytes(), &seq, &self.head, &marks, &self.mark, &gone])
    }

    /// Moves the dossier from `before` to here, signed, if it still stands there. Gives whether it did.
    pub(crate) fn follow(
        &self,
        conn: &mut dyn Connection,
        (id, sign): (DossierId, &[u8; 32]),
        before: &Self,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE dossier SET seq = $1, head = $2, marks = $3, mark = $4, sign = $5 \
                           WHERE id = $6 AND seq = $7 AND marks = $8 AND destroyed IS NULL";
        let values: [Value; 8] = [
            signed(self.seq).into(),
            self.head.as_slice().into(),
            signed(self.marks).into(),
            self.mark.as_slice().into(),
            sign.as_slice().into(),
            id.bytes().as_slice().into(),
            signed(before.seq).into(),
            signed(before.marks).into(),
        ];
        Ok(conn.exec(SQL, &values)? == 1)
    }
}
