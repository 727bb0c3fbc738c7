//! What is in the file of the key ring: the keys of the house by purpose, and for each slice of dossiers the keys that wrap theirs.

use crate::engine::cipher::{Key, Random, SealError, SystemRandom};
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, io, path::PathBuf};
use zeroize::{Zeroize, Zeroizing};

/// The first bytes of the file.
const MARK: &[u8; 8] = b"CASURNG1";
/// How many slices there are; a dossier belongs to one by the last byte of its id, which is chance.
pub(crate) const SLICES: usize = 256;
/// The first generation of every slice.
pub(crate) const FIRST: i64 = 1;

/// Why there is no ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RingError {
    /// There is no file at this place.
    Missing(PathBuf),
    /// There is one at a place that should be empty: whose store it opens is not known here, so it is left alone.
    There(PathBuf),
    /// It was sealed with another master key, or changed.
    NotOurs,
    /// The system does not give or take it.
    File(String),
}

impl std::fmt::Display for RingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(path) => write!(
                f,
                "the key ring {} is not there: without it nothing in the store can be opened. Put it back, or restore a backup",
                path.display()
            ),
            Self::There(path) => write!(
                f,
                "there is a key ring at {} already, and its store would not open without it: choose another place for this one. When no \
                 store belongs to it, move it aside",
                path.display()
            ),
            Self::NotOurs => f.write_str("the key ring does not open with this master key, or was changed"),
            Self::File(what) => write!(f, "the key ring: {what}"),
        }
    }
}

impl std::error::Error for RingError {}

impl From<io::Error> for RingError {
    fn from(e: io::Error) -> Self {
        Self::File(e.to_string())
    }
}

/// What is in the file.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Keyring {
    /// The keys of the house by purpose.
    pub(super) house: BTreeMap<String, Plain>,
    /// Per slice the keys by generation: one, or two while it turns.
    pub(super) slices: Vec<BTreeMap<i64, Plain>>,
}

/// Key bytes as they stand in the file.
#[derive(Clone)]
pub(super) struct Plain(pub(super) Key);

impl Serialize for Plain {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&Zeroizing::new(BASE64_STANDARD_NO_PAD.encode(self.0.bytes())))
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut text = String::deserialize(from)?;
        let bytes = BASE64_STANDARD_NO_PAD.decode(&text).map(Zeroizing::new).map_err(serde::de::Error::custom);
        text.zeroize();
        let bytes = <[u8; 32]>::try_from(bytes?.as_slice()).map_err(|_| serde::de::Error::custom("a key"))?;
        Ok(Self(Key::from_bytes(bytes)))
    }
}

impl Keyring {
    /// A ring with these keys of the house and fresh keys of slices, all of this generation.
    pub(crate) fn fresh(random: &dyn Random, house: impl IntoIterator<Item = (String, Key)>, generation: i64) -> Self {
        Self {
            house: house.into_iter().map(|(name, key)| (name, Plain(key))).collect(),
            slices: (0..SLICES).map(|_| BTreeMap::from([(generation, Plain(Key::fresh(random)))])).collect(),
        }
    }

    /// The latest generation of any slice.
    pub(crate) fn latest(&self) -> i64 {
        self.slices.iter().filter_map(|slice| slice.keys().next_back()).max().map_or(FIRST, |g| *g)
    }

    /// The keys of the house, by purpose.
    pub(crate) fn house(&self) -> impl Iterator<Item = (&str, &Key)> {
        self.house.iter().map(|(purpose, key)| (purpose.as_str(), &key.0))
    }

    pub(super) fn of_house(&self, purpose: &str) -> Option<Key> {
        self.house.get(purpose).map(|k| k.0.clone())
    }

    pub(super) fn slice(&self, n: usize, generation: i64) -> Option<Key> {
        self.slices.get(n).and_then(|s| s.get(&generation)).map(|k| k.0.clone())
    }

    /// Opens the bytes of a file.
    pub(super) fn unseal(master: &Key, bytes: &[u8]) -> Result<Self, RingError> {
        let sealed = bytes.strip_prefix(MARK.as_slice()).ok_or(RingError::NotOurs)?;
        let plain = sealing(master).open(sealed, MARK).map(Zeroizing::new).map_err(|SealError| RingError::NotOurs)?;
        let ring: Self = serde_json::from_slice(&plain).map_err(|_| RingError::NotOurs)?;
        if ring.slices.len() == SLICES { Ok(ring) } else { Err(RingError::NotOurs) }
    }

    /// The bytes of the file.
    pub(super) fn seal(&self, master: &Key) -> Vec<u8> {
        let plain = Zeroizing::new(serde_json::to_vec(self).unwrap_or_default());
        [MARK.as_slice(), &sealing(master).seal(&SystemRandom, &plain, MARK)].concat()
    }
}

/// What seals the file.
fn sealing(master: &Key) -> Key {
    master.derive("ring")
}
