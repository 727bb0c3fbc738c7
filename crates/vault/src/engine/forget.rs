//! What was forgotten and may still lie somewhere on the disk: kept until it is true that it does not, also over a restart.

use crate::engine::store::{Link, StoreError, Value};
use kernel::{DossierId, Timestamp};

/// Notes that something of this dossier was forgotten, in the transaction that does so.
pub(crate) fn note(link: &mut dyn Link, id: DossierId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO forget (dossier, slice, generation, since) VALUES ($1, 0, 0, $2) \
                       ON CONFLICT (dossier, since) DO NOTHING";
    link.put(SQL, &[id.bytes().as_slice().into(), at.as_microsecond().into()])
}

/// Whether something of it may still lie on the disk.
pub(crate) fn is_pending(link: &mut dyn Link, id: DossierId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT since FROM forget WHERE dossier = $1 LIMIT 1";
    Ok(link.first(SQL, &[id.bytes().as_slice().into()])?.is_some())
}

/// Whether anything is left to be erased.
pub(crate) fn is_any(link: &mut dyn Link) -> Result<bool, StoreError> {
    Ok(link.first("SELECT since FROM forget LIMIT 1", &[])?.is_some())
}

/// What was forgotten up to this moment is gone. Gives whether nothing is left.
pub(crate) fn done(link: &mut dyn Link, before: Timestamp) -> Result<bool, StoreError> {
    let until: Value = before.as_microsecond().into();
    link.exec("DELETE FROM forget WHERE since <= $1", &[until])?;
    Ok(!is_any(link)?)
}
