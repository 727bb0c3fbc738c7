//! Drafts: what somebody typed and did not send. A draft is no event: nobody but its writer sees it, it has no place in a history, and it is
//! gone when it is sent, after thirty days, and with the dossier or the designation it was for. Nobody inherits it.
//!
//! Each has a key of its own. That lies under the key of the dossier it is about, so that a draft opens no longer than its dossier, and for a
//! dossier that does not exist yet under a key of the house. Backups leave drafts out, as they do sessions: one that comes back after it was
//! sent would be sent twice.

use crate::engine::{
    keys::{Key, Keys, Random},
    ring::KeyError,
    store::{Connection, Row, StoreError, Value},
};
use kernel::DossierId;

/// How long a draft is kept, in seconds.
pub(crate) const KEPT: i64 = 30 * 86_400;
/// So many drafts one person has at most. Beyond it the newest is not kept, for the older ones were promised.
pub(crate) const MOST: i64 = 60;
/// So many bytes one draft has at most.
pub(crate) const LARGEST: usize = 512 * 1024;

/// The columns of a row as [`open`] reads them, with the key of its dossier behind them. One about a dossier where they have no seat today is left
/// out: words of others may be in it, and whoever left a table reads nothing of it any more. `$3` is their organisation, `$4` everybody's,
/// `$5` the day, `$6` its desk, for who sits at that.
pub(crate) const OF_PERSON: &str = "SELECT d.digest, d.person, d.dossier, d.key, d.body, d.at, d.until, s.key, s.epoch FROM draft d \
     LEFT JOIN dossier s ON s.id = d.dossier WHERE d.person = $1 AND d.until > $2 AND (d.dossier IS NULL OR EXISTS (SELECT 1 FROM seat k \
     WHERE k.dossier = d.dossier AND k.holder IN ($3, $4) AND k.person IN ($1, '', $6) AND (k.first IS NULL OR (k.first <= $5 AND k.last >= $5)))) \
     ORDER BY d.at DESC, d.digest";

/// A row of the table, before it is sealed.
pub(crate) struct Unsealed<'a> {
    pub(crate) digest: &'a [u8],
    pub(crate) person: &'a str,
    pub(crate) dossier: Option<DossierId>,
    pub(crate) body: &'a [u8],
    pub(crate) at: i64,
    pub(crate) until: i64,
}

/// What a row is bound to: moved to another person or another place it does not open.
fn bound(digest: &[u8], person: &str, at: i64, until: i64) -> Vec<u8> {
    [b"draft/".as_slice(), digest, &at.to_be_bytes(), &until.to_be_bytes(), person.as_bytes()].concat()
}

/// The key of a dossier that is there and was not destroyed.
pub(crate) fn key_of(conn: &mut dyn Connection, keys: &Keys, id: DossierId) -> Result<Option<Key>, StoreError> {
    const SQL: &str = "SELECT key, epoch FROM dossier WHERE id = $1 AND key IS NOT NULL";
    let Some(row) = conn.first(SQL, &[id.bytes().as_slice().into()])? else { return Ok(None) };
    unwrapped(keys, id, row.int(1)?, row.bytes(0)?).map(Some)
}

fn unwrapped(keys: &Keys, id: DossierId, generation: i64, wrapped: &[u8]) -> Result<Key, StoreError> {
    keys.ring.unwrap((id, ""), generation, wrapped).map_err(|shut| match shut {
        KeyError::Turned => StoreError::Turned,
        KeyError::Changed => StoreError::Damaged,
    })
}

/// How many events a dossier has, where it is there.
pub(crate) fn seq_of(conn: &mut dyn Connection, id: DossierId) -> Result<Option<u64>, StoreError> {
    let row = conn.first("SELECT seq FROM dossier WHERE id = $1", &[id.bytes().as_slice().into()])?;
    row.map(|row| row.int(0).map(|seq| u64::try_from(seq).unwrap_or(0))).transpose()
}

/// Whether something of a dossier was forgotten after this event: the mark of it was made together with a later one.
pub(crate) fn forgot_since(conn: &mut dyn Connection, id: DossierId, seq: u64) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT m.n FROM mark m JOIN event e ON e.dossier = m.dossier AND e.at = m.at AND e.who = m.who \
                       AND e.agency = m.agency AND e.act = m.act WHERE m.dossier = $1 AND e.seq > $2 LIMIT 1";
    let values: [Value; 2] = [id.bytes().as_slice().into(), i64::try_from(seq).unwrap_or(i64::MAX).into()];
    Ok(conn.first(SQL, &values)?.is_some())
}

impl Unsealed<'_> {
    /// Writes it, in the place of what was there. One about a dossier that is not there is kept as one about none, so that whether it is
    /// there cannot be told from here.
    pub(crate) fn write(
        &self,
        conn: &mut dyn Connection,
        (keys, random): (&Keys, &dyn Random),
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO draft (digest, person, dossier, epoch, key, body, at, until) \
            VALUES ($1, $2, $3, 0, $4, $5, $6, $7) ON CONFLICT (digest) DO UPDATE SET dossier = excluded.dossier, key = excluded.key, \
            body = excluded.body, at = excluded.at, until = excluded.until";
        let over = match self.dossier {
            Some(id) => key_of(conn, keys, id)?,
            None => None,
        };
        let dossier = self.dossier.filter(|_| over.is_some()).map(|id| id.bytes().to_vec());
        let (own, bound) = (Key::fresh(random), bound(self.digest, self.person, self.at, self.until));
        let values: [Value; 7] = [
            self.digest.into(),
            self.person.into(),
            dossier.into(),
            over.as_ref().unwrap_or(&keys.draft).wrap(random, &own, &bound).into(),
            own.seal(random, self.body, &bound).into(),
            self.at.into(),
            self.until.into(),
        ];
        conn.exec(SQL, &values).map(drop)
    }
}

/// The moment and the content of a row; `None` when it opens nowhere any more.
pub(crate) fn open(row: &Row, keys: &Keys) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
    let (at, until) = (row.int(5)?, row.int(6)?);
    let bound = bound(row.bytes(0)?, row.text(1)?, at, until);
    let of_dossier = match row.bytes_or_null(2)?.map(DossierId::from_bytes) {
        None => None,
        Some(None) => return Ok(None),
        Some(Some(id)) => match row.bytes_or_null(7)? {
            Some(wrapped) => Some(unwrapped(keys, id, row.int(8)?, wrapped)?),
            None => return Ok(None),
        },
    };
    let (wrapped, sealed) = (row.bytes(3)?, row.bytes(4)?);
    let own = of_dossier.as_ref().unwrap_or(&keys.draft).unwrap(wrapped, &bound);
    Ok(own.and_then(|own| own.open(sealed, &bound)).ok().map(|body| (at, body)))
}
