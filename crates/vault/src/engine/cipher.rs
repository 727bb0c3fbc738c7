//! The only ciphers: sealing, opening, wrapping one key under another, keyed digests. Nothing in here stores anything.

use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use kernel::DossierId;
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Something that should have opened did not: another key, another place, or a changed byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealError;

/// Thirty-two secret bytes, wiped when dropped, never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

/// Where secret bytes come from. A parameter, so that tests are exact.
pub trait Random: Send + Sync + 'static {
    /// Fills the buffer with bytes nobody can predict.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's source.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[allow(clippy::disallowed_methods, reason = "this is where the machine's chance comes in")]
    fn fill(&self, buffer: &mut [u8]) {
        // Without random bytes nothing may be sealed: stopping is the only careful answer.
        #[allow(clippy::expect_used, reason = "a machine without a random source must not go on")]
        getrandom::fill(buffer).expect("the operating system gives random bytes");
    }
}

/// `N` fresh bytes.
pub(crate) fn fresh<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

const NONCE: usize = 12;

impl Key {
    /// A new key.
    pub fn fresh(random: &dyn Random) -> Self {
        Self(fresh(random))
    }

    /// A key from its bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for the one file that holds the master key.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for another purpose, from which this one cannot be found.
    pub(crate) fn derive(&self, purpose: &str) -> Self {
        Self(self.digest(&[b"casustafel/derive/", purpose.as_bytes()]))
    }

    /// HMAC-SHA-256 over length-framed parts.
    pub(crate) fn digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        #[allow(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length");
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// AES-256-GCM under a fresh nonce, which stands in front. `bound` must be the same at opening.
    pub(crate) fn seal(&self, random: &dyn Random, plain: &[u8], bound: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = fresh(random);
        let cipher = Aes256Gcm::new(&self.0.into());
        #[allow(clippy::expect_used, reason = "fails only beyond 64 GiB")]
        let sealed = cipher.encrypt(&nonce.into(), Payload { msg: plain, aad: bound }).expect("sealing");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`Key::seal`] closed.
    pub(crate) fn open(&self, sealed: &[u8], bound: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE>().ok_or(SealError)?;
        let cipher = Aes256Gcm::new(&self.0.into());
        cipher.decrypt(&(*nonce).into(), Payload { msg: body, aad: bound }).map_err(|_| SealError)
    }

    /// Seals a key under this one.
    pub(crate) fn wrap(&self, random: &dyn Random, key: &Self, bound: &[u8]) -> Vec<u8> {
        self.seal(random, &key.0, bound)
    }

    /// Opens a wrapped key.
    pub(crate) fn unwrap(&self, wrapped: &[u8], bound: &[u8]) -> Result<Self, SealError> {
        let mut plain = self.open(wrapped, bound)?;
        let bytes = <[u8; 32]>::try_from(plain.as_slice()).map_err(|_| SealError);
        plain.zeroize();
        bytes.map(Self)
    }
}

/// What the key of a dossier was bound to until version 2 of the store.
pub(crate) fn dossier_bound(id: DossierId) -> Vec<u8> {
    [b"dossier/".as_slice(), id.bytes()].concat()
}

/// What an event is bound to: its dossier, its place and the seal before it.
pub(crate) fn event_bound(id: DossierId, seq: u64, before: &[u8]) -> Vec<u8> {
    [b"event/".as_slice(), id.bytes(), &seq.to_be_bytes(), before].concat()
}

/// SHA-256 of stored bytes.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
        let _ = write!(s, "{b:02x}");
        s
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_with_the_same_key_at_the_same_place() {
        let (key, other) = (Key::fresh(&SystemRandom), Key::fresh(&SystemRandom));
        let sealed = key.seal(&SystemRandom, b"geheim", b"here");
        assert_eq!(key.open(&sealed, b"here").unwrap(), b"geheim");
        assert_eq!(key.open(&sealed, b"there"), Err(SealError));
        assert_eq!(other.open(&sealed, b"here"), Err(SealError));
        assert_eq!(key.open(b"short", b"here"), Err(SealError));
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let key = Key::fresh(&SystemRandom);
        let sealed = key.seal(&SystemRandom, b"geheim", b"");
        for i in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[i] ^= 1;
            assert_eq!(key.open(&bad, b""), Err(SealError), "byte {i}");
        }
    }

    #[test]
    fn framed_digests_do_not_run_together() {
        let key = Key::from_bytes([7; 32]);
        assert_ne!(key.digest(&[b"ab", b"c"]), key.digest(&[b"a", b"bc"]));
    }
}
