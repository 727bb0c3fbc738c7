//! Columns under a keyed digest: how rows are chained and signed, for marks, lines of the book, accounts, organisations and small tables.
//! Each column tells its sort and its length, so that no two rows have one digest. Events of version 0.1 were chained without the sort
//! ([`super::ledger`]); their links stay as they are.

use crate::engine::{keys::Key, store::Value};

/// The digest by this key over what stands before the columns, and every column.
pub(crate) fn digest<'a>(key: &Key, before: &[&[u8]], columns: impl IntoIterator<Item = &'a Value>) -> [u8; 32] {
    let framed: Vec<Vec<u8>> = columns.into_iter().map(Value::framed).collect();
    let parts: Vec<&[u8]> = before.iter().copied().chain(framed.iter().map(Vec::as_slice)).collect();
    key.digest(&parts)
}
