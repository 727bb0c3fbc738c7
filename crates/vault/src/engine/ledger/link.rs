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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::engine::{
        keys::{Key, SystemRandom},
        ring::{Keyring, Ring},
    };
    use std::sync::Arc;

    /// Whoever takes an event out of the middle, or puts one in, makes every link after it another one.
    #[test]
    fn a_link_holds_on_to_the_one_before_to_its_dossier_and_to_every_column() {
        let folder = tempfile::tempdir().unwrap();
        let new = Keyring::fresh(&SystemRandom, [], 0);
        let ring = Ring::make(&folder.path().join("t.keys"), &Key::from_bytes([7; 32]), &new).unwrap();
        let keys = Keys::of(Arc::new(ring), &SystemRandom).unwrap();
        let ids = [1, 2].map(|n| DossierId::new(n, [7; 10]));
        let columns: [Value; 6] =
            [1.into(), 2.into(), "wie".into(), "voor-wie".into(), "iets.doen".into(), vec![3].into()];
        let link = |before: &[u8], id, columns: &[Value; 6]| event_link(&keys, before, id, columns.each_ref());
        let first = link(&GENESIS, ids[0], &columns);
        assert_eq!(first, link(&GENESIS, ids[0], &columns));
        assert_ne!(first, link(&[1; 32], ids[0], &columns), "the link before");
        assert_ne!(first, link(&GENESIS, ids[1], &columns), "the dossier");
        for n in 0..columns.len() {
            let mut other = columns.clone();
            other[n] = "anders".into();
            assert_ne!(first, link(&GENESIS, ids[0], &other), "column {n}");
        }
    }
}
