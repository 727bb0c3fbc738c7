//! The links of a dossier's chain: where it begins, and what each is made of.

use crate::engine::{keys::Keys, store::Value};
use kernel::DossierId;

/// Before the first event.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

/// A count as the store keeps it.
pub(crate) fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The chain's link for an event: a keyed digest over the link before it and everything that is stored of it.
pub(crate) fn event_link(keys: &Keys, before: &[u8], id: DossierId, columns: [&Value; 6]) -> Vec<u8> {
    let bytes: Vec<Vec<u8>> = columns
        .iter()
        .map(|v| match v {
            Value::Null => Vec::new(),
            Value::Int(i) => i.to_be_bytes().to_vec(),
            Value::Text(t) => t.as_bytes().to_vec(),
            Value::Bytes(b) => b.clone(),
        })
        .collect();
    let parts: Vec<&[u8]> =
        [before, id.bytes().as_slice()].into_iter().chain(bytes.iter().map(Vec::as_slice)).collect();
    keys.chain.digest(&parts).to_vec()
}
