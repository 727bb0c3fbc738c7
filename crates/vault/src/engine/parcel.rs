//! What one house seals for another: HPKE (RFC 9180, base mode, X25519, HKDF-SHA-256, AES-256-GCM), with the signature of the sender inside.
//! Only the house with the other half of the key opens it, and it sees who sealed it: the signature is over whom it is for and over the
//! whole of it, so that nobody who received it can pass it on as if it had been meant for another.

use crate::engine::{
    cipher::{Key, Random, fresh, sha256},
    neighbour,
};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use kernel::Refusal;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use sha2::Sha256;
use std::{fmt, str::FromStr};
use subtle::ConstantTimeEq as _;
use x25519_dalek::{PublicKey, StaticSecret};

/// What stands in front of the public key of a house.
const PREFIX: &str = "casustafel-huis-1:";
/// What a sealed file begins with; another form of it gets another number.
const MARK: &[u8; 8] = b"CASUOV01";
/// KEM X25519 with HKDF-SHA-256, KDF HKDF-SHA-256.
const KEM: [u8; 2] = [0x00, 0x20];
const KDF: [u8; 2] = [0x00, 0x01];
/// AES-256-GCM.
const AEAD: [u8; 2] = [0x00, 0x02];

/// The public key of a house: to seal for it, and to know what it signed. Everybody may have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HouseKey {
    seals: [u8; 32],
    signs: [u8; 32],
}

impl HouseKey {
    fn digest(&self) -> [u8; 32] {
        sha256(&[b"casustafel/house".as_slice(), &self.seals, &self.signs].concat())
    }

    /// What two people read to each other to be sure that it is the same key: eight groups of four digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let [digits @ .., _, _, _, _] = self.digest().map(|byte| format!("{byte:02x}"));
        digits.chunks(2).take(8).map(<[String]>::concat).collect::<Vec<_>>().join(" ")
    }

    /// By which a sealed file says for whom it is, to who has the key already.
    fn mark(&self) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] = self.digest();
        [h, g, f, e, d, c, b, a]
    }
}

impl fmt::Display for HouseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, ..] = self.digest();
        let bytes = [self.seals.as_slice(), &self.signs, &[a, b, c, d]].concat();
        write!(f, "{PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for HouseKey {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let no = Refusal::of(
            "Dit is geen sleutel van een huis, of er is een teken weggevallen.",
            "This is no key of a house, or a character is missing.",
        );
        if text.trim().starts_with(neighbour::HOUSE) {
            return Err(Refusal::of(
                "Dit is de sleutel voor blinde vragen (`neighbour-key`). Voor een overdracht geeft `house-key` daar de sleutel.",
                "This is the key for blind questions (`neighbour-key`). For a transfer `house-key` prints the key there.",
            ));
        }
        let body = text.trim().strip_prefix(PREFIX).ok_or(no.clone())?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(body).map_err(|_| no.clone())?;
        let (seals, rest) = bytes.split_first_chunk::<32>().ok_or(no.clone())?;
        let (signs, check) = rest.split_first_chunk::<32>().ok_or(no.clone())?;
        let key = Self { seals: *seals, signs: *signs };
        let [a, b, c, d, ..] = key.digest();
        if check == [a, b, c, d] { Ok(key) } else { Err(no) }
    }
}

/// What is sealed; one sort is never taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parcel {
    /// A case that goes to another house.
    Case,
    /// What that house answers.
    Receipt,
}

impl Parcel {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Case => b"casustafel/case/1",
            Self::Receipt => b"casustafel/receipt/1",
        }
    }
}

/// Why something sealed was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOpened {
    /// It is nothing that a house sealed, or of a later form.
    NoParcel,
    /// It is sealed for another house.
    NotForUs,
    /// It is damaged or was changed, or is another sort of thing.
    Changed,
    /// Whoever sealed it is no house that is known here.
    Unknown,
}

/// The secret half of both keys of a house.
pub(crate) struct House {
    opens: StaticSecret,
    signs: Ed25519KeyPair,
    key: HouseKey,
}

impl fmt::Debug for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("House(..)")
    }
}

impl House {
    /// Of the two keys on the ring.
    pub(crate) fn of(parcel: &Key, sender: &Key) -> Self {
        let opens = StaticSecret::from(*parcel.bytes());
        #[allow(clippy::expect_used, reason = "every thirty-two bytes are a seed")]
        let signs = Ed25519KeyPair::from_seed_unchecked(sender.bytes()).expect("a seed");
        let mut public = [0; 32];
        public.copy_from_slice(signs.public_key().as_ref());
        let key = HouseKey { seals: PublicKey::from(&opens).to_bytes(), signs: public };
        Self { opens, signs, key }
    }

    pub(crate) fn key(&self) -> HouseKey {
        self.key
    }

    /// Seals this for another house.
    pub(crate) fn seal(&self, random: &dyn Random, to: &HouseKey, sort: Parcel, plain: &[u8]) -> Vec<u8> {
        let once = StaticSecret::from(fresh::<32>(random));
        let enc = PublicKey::from(&once).to_bytes();
        let signature = self.signs.sign(&signed(to, sort, &enc, plain));
        let inner = [self.key.signs.as_slice(), &self.key.seals, signature.as_ref(), plain].concat();
        let shared = once.diffie_hellman(&PublicKey::from(to.seals));
        let (key, nonce) = schedule::<32>(&encapsulated(shared.as_bytes(), &enc, &to.seals), AEAD, sort.label());
        let head = [MARK.as_slice(), &to.mark()].concat();
        #[allow(clippy::expect_used, reason = "fails only beyond 64 GiB")]
        let sealed =
            Aes256Gcm::new(&key.into()).encrypt(&nonce.into(), Payload { msg: &inner, aad: &head }).expect("sealing");
        [head.as_slice(), &enc, &sealed].concat()
    }

    /// Opens what another house sealed for this one, if it is one of these.
    pub(crate) fn open(
        &self,
        known: impl IntoIterator<Item = HouseKey>,
        sort: Parcel,
        bytes: &[u8],
    ) -> Result<(HouseKey, Vec<u8>), NotOpened> {
        let rest = bytes.strip_prefix(MARK).ok_or(NotOpened::NoParcel)?;
        let (mark, rest) = rest.split_first_chunk::<8>().ok_or(NotOpened::NoParcel)?;
        if *mark != self.key.mark() {
            return Err(NotOpened::NotForUs);
        }
        let (enc, body) = rest.split_first_chunk::<32>().ok_or(NotOpened::Changed)?;
        let shared = self.opens.diffie_hellman(&PublicKey::from(*enc));
        if !shared.was_contributory() {
            return Err(NotOpened::Changed);
        }
        let (key, nonce) = schedule::<32>(&encapsulated(shared.as_bytes(), enc, &self.key.seals), AEAD, sort.label());
        let head = [MARK.as_slice(), mark].concat();
        let inner = Aes256Gcm::new(&key.into())
            .decrypt(&nonce.into(), Payload { msg: body, aad: &head })
            .map_err(|_| NotOpened::Changed)?;
        let (signs, inner) = inner.split_first_chunk::<32>().ok_or(NotOpened::Changed)?;
        let (seals, inner) = inner.split_first_chunk::<32>().ok_or(NotOpened::Changed)?;
        let (signature, plain) = inner.split_first_chunk::<64>().ok_or(NotOpened::Changed)?;
        UnparsedPublicKey::new(&ED25519, signs)
            .verify(&signed(&self.key, sort, enc, plain), signature)
            .map_err(|_| NotOpened::Changed)?;
        let from = HouseKey { seals: *seals, signs: *signs };
        let is_known = known.into_iter().any(|one| bool::from(one.signs.ct_eq(signs)) && one == from);
        if is_known { Ok((from, plain.to_vec())) } else { Err(NotOpened::Unknown) }
    }
}

/// What the sender puts its signature under.
fn signed(to: &HouseKey, sort: Parcel, enc: &[u8; 32], plain: &[u8]) -> Vec<u8> {
    let label = sort.label();
    [MARK.as_slice(), &[u8::try_from(label.len()).unwrap_or(u8::MAX)], label, &to.seals, &to.signs, enc, plain].concat()
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    #[allow(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length");
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// `LabeledExtract` of RFC 9180.
fn extract(suite: &[u8], salt: &[u8], label: &[u8], ikm: &[u8]) -> [u8; 32] {
    hmac(salt, &[b"HPKE-v1", suite, label, ikm])
}

/// `LabeledExpand` of RFC 9180, for what fits in one block of the digest.
fn expand<const N: usize>(suite: &[u8], secret: &[u8; 32], label: &[u8], info: &[u8]) -> [u8; N] {
    const { assert!(N <= 32, "one block") };
    let length = u16::try_from(N).unwrap_or_default().to_be_bytes();
    let block = hmac(secret, &[&length, b"HPKE-v1", suite, label, info, &[1]]);
    let mut out = [0; N];
    out.iter_mut().zip(block).for_each(|(to, byte)| *to = byte);
    out
}

/// The shared secret of the KEM: bound to the key of this once and to that of the receiver.
fn encapsulated(shared: &[u8; 32], enc: &[u8; 32], receiver: &[u8; 32]) -> [u8; 32] {
    let suite = [b"KEM".as_slice(), &KEM].concat();
    let secret = extract(&suite, b"", b"eae_prk", shared);
    expand(&suite, &secret, b"shared_secret", &[enc.as_slice(), receiver].concat())
}

/// Key and nonce of the only message.
fn schedule<const N: usize>(shared: &[u8; 32], aead: [u8; 2], info: &[u8]) -> ([u8; N], [u8; 12]) {
    let suite = [b"HPKE".as_slice(), &KEM, &KDF, &aead].concat();
    let ids = [extract(&suite, b"", b"psk_id_hash", b""), extract(&suite, b"", b"info_hash", info)].concat();
    let context = [[0].as_slice(), &ids].concat();
    let secret = extract(&suite, shared, b"secret", b"");
    (expand(&suite, &secret, b"key", &context), expand(&suite, &secret, b"base_nonce", &context))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::engine::cipher::{SystemRandom, hex};

    fn house() -> House {
        House::of(&Key::fresh(&SystemRandom), &Key::fresh(&SystemRandom))
    }

    fn bytes(text: &str) -> [u8; 32] {
        let byte = |n: usize| u8::from_str_radix(&text[2 * n..2 * n + 2], 16).unwrap();
        std::array::from_fn(byte)
    }

    #[test]
    fn keys_are_made_as_the_standard_makes_them() {
        // RFC 9180, A.1: base mode, X25519, HKDF-SHA-256, AES-128-GCM.
        let once = StaticSecret::from(bytes("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736"));
        let receiver = bytes("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
        let enc = PublicKey::from(&once).to_bytes();
        assert_eq!(hex(&enc), "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
        let shared = once.diffie_hellman(&PublicKey::from(receiver));
        let shared = encapsulated(shared.as_bytes(), &enc, &receiver);
        assert_eq!(hex(&shared), "fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc");
        let (key, nonce) = schedule::<16>(&shared, [0, 1], b"Ode on a Grecian Urn");
        assert_eq!(
            (hex(&key).as_str(), hex(&nonce).as_str()),
            ("4531685d41d65f03dc48f6b8302c05b0", "56d890e5accaaf011cff4b7d")
        );
    }

    #[test]
    fn only_the_house_that_it_is_for_opens_it_and_sees_who_sealed_it() {
        let (from, to, other) = (house(), house(), house());
        let sealed = from.seal(&SystemRandom, &to.key(), Parcel::Case, b"geheim");
        assert!(sealed.windows(6).all(|part| part != b"geheim"));
        let known = [other.key(), from.key()];
        assert_eq!(to.open(known, Parcel::Case, &sealed), Ok((from.key(), b"geheim".to_vec())));
        assert_eq!(other.open(known, Parcel::Case, &sealed), Err(NotOpened::NotForUs));
        assert_eq!(to.open([other.key()], Parcel::Case, &sealed), Err(NotOpened::Unknown));
        assert_eq!(to.open(known, Parcel::Receipt, &sealed), Err(NotOpened::Changed), "one sort is not another");
        assert_eq!(to.open(known, Parcel::Case, b"PK\x03\x04 iets anders"), Err(NotOpened::NoParcel));
        assert_eq!(to.open(known, Parcel::Case, b""), Err(NotOpened::NoParcel));
    }

    #[test]
    fn every_changed_or_missing_byte_of_what_was_sealed_is_noticed() {
        let (from, to) = (house(), house());
        let sealed = from.seal(&SystemRandom, &to.key(), Parcel::Case, b"geheim");
        for at in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[at] ^= 1;
            assert!(to.open([from.key()], Parcel::Case, &bad).is_err(), "byte {at}");
            assert!(to.open([from.key()], Parcel::Case, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn who_received_it_cannot_pass_it_on_as_meant_for_another() {
        let (from, to, third) = (house(), house(), house());
        let sealed = from.seal(&SystemRandom, &to.key(), Parcel::Case, b"geheim");
        // The receiver opens it and seals what is inside anew, signature and all, for a third house.
        let once = StaticSecret::from(fresh::<32>(&SystemRandom));
        let enc = PublicKey::from(&once).to_bytes();
        let (head, rest) = sealed.split_at(16);
        let (old, body) = rest.split_first_chunk::<32>().unwrap();
        let shared = to.opens.diffie_hellman(&PublicKey::from(*old));
        let keys = |shared: &[u8; 32], enc: &[u8; 32], whom: &HouseKey| {
            schedule::<32>(&encapsulated(shared, enc, &whom.seals), AEAD, Parcel::Case.label())
        };
        let (key, nonce) = keys(shared.as_bytes(), old, &to.key());
        let inner = Aes256Gcm::new(&key.into()).decrypt(&nonce.into(), Payload { msg: body, aad: head }).unwrap();
        let shared = once.diffie_hellman(&PublicKey::from(third.key().seals));
        let (key, nonce) = keys(shared.as_bytes(), &enc, &third.key());
        let head = [MARK.as_slice(), &third.key().mark()].concat();
        let again = Aes256Gcm::new(&key.into()).encrypt(&nonce.into(), Payload { msg: &inner, aad: &head }).unwrap();
        let forged = [head.as_slice(), &enc, &again].concat();
        assert_eq!(third.open([from.key()], Parcel::Case, &forged), Err(NotOpened::Changed));
    }

    #[test]
    fn a_key_that_lost_a_character_is_no_key() {
        let key = house().key();
        let text = key.to_string();
        assert_eq!(text.parse::<HouseKey>().unwrap(), key);
        assert_eq!(format!("  {text}\n").parse::<HouseKey>().unwrap(), key);
        assert!(text[..text.len() - 1].parse::<HouseKey>().is_err());
        let other = if text.ends_with('A') { "B" } else { "A" };
        let at = text.len() - 20;
        assert!(
            format!("{}{other}{}", &text[..at], &text[at + 1..]).parse::<HouseKey>().is_err()
                || text[at..].starts_with(other)
        );
        assert!("".parse::<HouseKey>().is_err() && "casustafel-huis-1:".parse::<HouseKey>().is_err());
        assert_eq!(key.fingerprint().split(' ').map(str::len).collect::<Vec<_>>(), [4; 8]);
    }
}
