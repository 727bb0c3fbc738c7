//! Notes that carry signatures, as C2SP writes them (`signed-note`, `tlog-checkpoint`, `tlog-cosignature`): text that a person can read,
//! an empty line, and a line per signature. Ed25519 is that of the library that speaks TLS here already.

use super::merkle::Hash;
use crate::engine::keys::{Key, sha256};
use base64::{Engine, prelude::BASE64_STANDARD};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use std::{fmt, str::FromStr};

/// The longest note that is read, in bytes.
const LONGEST: usize = 64 * 1024;
/// The most signatures on one.
const MOST: usize = 100;
/// What stands in front of a signature.
const DASH: &str = "\u{2014} ";

/// Text that is not what it should be, and what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteError(pub(crate) &'static str);

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.0)
    }
}

impl std::error::Error for NoteError {}

/// What a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signs {
    /// A note of its own.
    Note,
    /// A checkpoint of somebody else, with the moment.
    Cosignature,
}

impl Signs {
    fn number(self) -> u8 {
        match self {
            Self::Note => 1,
            Self::Cosignature => 4,
        }
    }

    fn of(number: u8) -> Option<Self> {
        [Self::Note, Self::Cosignature].into_iter().find(|s| s.number() == number)
    }
}

/// Whether a name may stand in front of a key.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && !name.contains('+')
        && !name.chars().any(|c| c.is_whitespace() || c.is_control())
}

fn id_of(name: &str, key: &[u8]) -> [u8; 4] {
    let [a, b, c, d, ..] = sha256(&[name.as_bytes(), b"\n", key].concat());
    [a, b, c, d]
}

/// The public half of a key, with its name: `name+id+base64`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verifier {
    name: String,
    signs: Signs,
    key: [u8; 32],
}

impl Verifier {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn signs(&self) -> Signs {
        self.signs
    }

    fn numbered(&self) -> Vec<u8> {
        [[self.signs.number()].as_slice(), &self.key].concat()
    }

    fn id(&self) -> [u8; 4] {
        id_of(&self.name, &self.numbered())
    }

    /// Whether this line was made with this key, whatever it is worth.
    pub(crate) fn made(&self, line: &Signature) -> bool {
        line.name == self.name && line.id == self.id()
    }

    /// Whether this line is a good signature by this key over this text.
    pub(crate) fn accepts(&self, text: &str, line: &Signature) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.key);
        let good = match self.signs {
            Signs::Note => key.verify(text.as_bytes(), &line.bytes).is_ok(),
            Signs::Cosignature => line.bytes.split_first_chunk::<8>().is_some_and(|(at, signature)| {
                key.verify(cosigned(u64::from_be_bytes(*at), text).as_bytes(), signature).is_ok()
            }),
        };
        self.made(line) && good
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u32::from_be_bytes(self.id());
        write!(f, "{}+{id:08x}+{}", self.name, BASE64_STANDARD.encode(self.numbered()))
    }
}

impl FromStr for Verifier {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        const NO: NoteError = NoteError("a verifier key: name+id+base64");
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else { return Err(NO) };
        let bytes = BASE64_STANDARD.decode(key).map_err(|_| NO)?;
        let (number, key) = bytes.split_first().ok_or(NO)?;
        let signs = Signs::of(*number).ok_or(NoteError("a key of a sort that is known here"))?;
        let verifier = Self { name: name.to_owned(), signs, key: key.try_into().map_err(|_| NO)? };
        let fits = format!("{:08x}", u32::from_be_bytes(verifier.id())) == id;
        if is_name(name) && fits { Ok(verifier) } else { Err(NO) }
    }
}

/// What a witness puts its signature under.
fn cosigned(at: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {at}\n{text}")
}

/// A key that signs.
pub(crate) struct Signer {
    name: String,
    signs: Signs,
    pair: Ed25519KeyPair,
}

impl Signer {
    /// From 32 secret bytes.
    pub(crate) fn of(name: &str, signs: Signs, seed: &Key) -> Result<Self, NoteError> {
        if !is_name(name) {
            return Err(NoteError("a name for a key: no spaces and no +, up to 100 signs"));
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.bytes()).map_err(|_| NoteError("a key of 32 bytes"))?;
        Ok(Self { name: name.to_owned(), signs, pair })
    }

    pub(crate) fn verifier(&self) -> Verifier {
        let mut key = [0; 32];
        key.iter_mut().zip(self.pair.public_key().as_ref()).for_each(|(to, from)| *to = *from);
        Verifier { name: self.name.clone(), signs: self.signs, key }
    }

    /// Signs a text; `at` is the second in which a witness does so.
    pub(crate) fn sign(&self, text: &str, at: u64) -> Signature {
        let bytes = match self.signs {
            Signs::Note => self.pair.sign(text.as_bytes()).as_ref().to_vec(),
            Signs::Cosignature => {
                let signature = self.pair.sign(cosigned(at, text).as_bytes());
                [at.to_be_bytes().as_slice(), signature.as_ref()].concat()
            }
        };
        Signature { name: self.name.clone(), id: self.verifier().id(), bytes }
    }
}

/// One signature on a note: who says so, and with which key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature {
    pub(crate) name: String,
    id: [u8; 4],
    bytes: Vec<u8>,
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.id.as_slice(), &self.bytes].concat();
        write!(f, "{DASH}{} {}", self.name, BASE64_STANDARD.encode(bytes))
    }
}

impl FromStr for Signature {
    type Err = NoteError;

    fn from_str(line: &str) -> Result<Self, NoteError> {
        const NO: NoteError = NoteError("a line with a signature");
        let (name, base64) = line.strip_prefix(DASH).and_then(|l| l.split_once(' ')).ok_or(NO)?;
        let bytes = BASE64_STANDARD.decode(base64).map_err(|_| NO)?;
        let (id, bytes) = bytes.split_first_chunk::<4>().ok_or(NO)?;
        if !is_name(name) || bytes.is_empty() || bytes.len() > 200 {
            return Err(NO);
        }
        Ok(Self { name: name.to_owned(), id: *id, bytes: bytes.to_vec() })
    }
}

/// One signature more, and the note could not be read any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoteIsFull;

/// Text with the signatures under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    /// Ends with a line's end.
    pub(crate) text: String,
    pub(crate) signatures: Vec<Signature>,
}

impl Note {
    /// Whether somebody with this key signed it: a bad signature by that key is no signature, whatever stands beside it.
    pub(crate) fn is_signed_by(&self, verifier: &Verifier) -> bool {
        let mut by = self.signatures.iter().filter(|line| verifier.made(line)).peekable();
        by.peek().is_some() && by.all(|line| verifier.accepts(&self.text, line))
    }

    /// Puts a signature under it. What would come out unreadable is not made: a note that was kept must be readable for ever.
    pub(crate) fn sign_too(mut self, line: Signature) -> Result<Self, NoteIsFull> {
        self.signatures.push(line);
        if self.signatures.len() > MOST || self.to_string().len() > LONGEST { Err(NoteIsFull) } else { Ok(self) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl FromStr for Note {
    type Err = NoteError;

    fn from_str(whole: &str) -> Result<Self, NoteError> {
        const NO: NoteError = NoteError("a signed note: text, an empty line, signatures");
        if whole.len() > LONGEST || whole.chars().any(|c| c.is_control() && c != '\n') {
            return Err(NO);
        }
        let (text, lines) = whole.rsplit_once("\n\n").ok_or(NO)?;
        let lines = lines.strip_suffix('\n').ok_or(NO)?;
        let signatures = lines.split('\n').map(str::parse).collect::<Result<Vec<_>, _>>()?;
        if signatures.len() > MOST {
            return Err(NO);
        }
        Ok(Self { text: format!("{text}\n"), signatures })
    }
}

/// What a checkpoint says: of which log, how many leaves, and their root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) origin: String,
    pub(crate) size: u64,
    pub(crate) root: Hash,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, BASE64_STANDARD.encode(self.root))
    }
}

impl FromStr for Head {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        const NO: NoteError = NoteError("a checkpoint: the name of a log, a number and a root");
        // Lines after these three may say more, and mean nothing here.
        let mut lines = text.split('\n');
        let (Some(origin), Some(number), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(NO);
        };
        let size: u64 = number.parse().map_err(|_| NO)?;
        let root = hash(root).ok_or(NO)?;
        if origin.is_empty() || size.to_string() != number || lines.next().is_none() {
            return Err(NO);
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

/// A hash from its text.
pub(crate) fn hash(base64: &str) -> Option<Hash> {
    BASE64_STANDARD.decode(base64).ok()?.try_into().ok()
}

/// A hash as text.
pub(crate) fn hash_text(hash: &Hash) -> String {
    BASE64_STANDARD.encode(hash)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    /// The example of the specification.
    const SAID: &str = "If you think cryptography is the answer to your problem,\n\
                        then you don't know what your problem is.\n\
                        \n\
                        \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    #[test]
    fn the_example_of_the_specification_is_read_and_written_alike() {
        let (note, key): (Note, Verifier) = (SAID.parse().unwrap(), KEY.parse().unwrap());
        assert_eq!((note.to_string(), key.to_string()), (SAID.to_owned(), KEY.to_owned()));
        assert!(note.is_signed_by(&key));
        let other: Note = SAID.replace("don't", "do").parse().unwrap();
        assert!(!other.is_signed_by(&key));
    }

    #[test]
    fn a_bad_signature_by_a_key_is_not_made_good_by_another_beside_it() {
        let signer = Signer::of("huis", Signs::Note, &Key::from_bytes([3; 32])).unwrap();
        let text = Head { origin: "huis".into(), size: 7, root: [5; 32] }.to_string();
        let (good, bad) = (signer.sign(&text, 0), signer.sign("anders\n", 0));
        let key = signer.verifier();
        let note = |signatures: Vec<Signature>| Note { text: text.clone(), signatures };
        assert!(note(vec![good.clone()]).is_signed_by(&key));
        assert!(!note(vec![good, bad]).is_signed_by(&key));
        assert!(!note(vec![]).is_signed_by(&key));
    }

    #[test]
    fn a_witness_signs_the_moment_too_and_its_key_is_no_key_of_a_house() {
        let seed = Key::from_bytes([4; 32]);
        let witness = Signer::of("politie", Signs::Cosignature, &seed).unwrap();
        let text = Head { origin: "huis".into(), size: 7, root: [5; 32] }.to_string();
        let line = witness.sign(&text, 1_770_000_000);
        let key: Verifier = witness.verifier().to_string().parse().unwrap();
        assert!(key.accepts(&text, &line));
        assert_eq!(line.to_string().parse::<Signature>().unwrap(), line);
        let mut later = line.clone();
        later.bytes[7] ^= 1;
        assert!(!key.accepts(&text, &later));
        assert!(!Signer::of("politie", Signs::Note, &seed).unwrap().verifier().accepts(&text, &line));
    }

    #[test]
    fn what_is_no_note_is_refused_in_words() {
        for bad in
            ["", "\n\n", "tekst\n", "tekst\n\nhandtekening\n", "te\tkst\n\n\u{2014} a AAAA\n", "t\n\n\u{2014} a b\n"]
        {
            assert!(bad.parse::<Note>().is_err(), "{bad:?}");
        }
        for bad in ["", "huis\n", "huis\n07\nAAAA\n", "\n7\nBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=\n"] {
            assert!(bad.parse::<Head>().is_err(), "{bad:?}");
        }
        for bad in ["", "a+b", "a+00000000+AAAA", &KEY.replace("c74", "c75"), &KEY.replace("Peter", "P er")] {
            assert!(bad.parse::<Verifier>().is_err(), "{bad:?}");
        }
        assert!(Signer::of("met spatie", Signs::Note, &Key::from_bytes([1; 32])).is_err());
    }
}
