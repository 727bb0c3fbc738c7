//! What a witness does, without a store and away from the house: it looks whether the newest checkpoint follows from the one it kept, and
//! signs it when it does. Its key never comes near the house.

use crate::engine::{
    keys::{Key, Random},
    log::{Head, Note, NoteError, NoteIsFull, Signer, Signs, Verifier, follows, hash},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use kernel::Timestamp;
use std::fmt;
use zeroize::Zeroizing;

/// Why a witness does not sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WitnessError {
    /// The text is no checkpoint.
    Unreadable(NoteError),
    /// What was kept before is no checkpoint of this house.
    Kept(NoteError),
    /// The house did not sign it with the key that the witness knows.
    NotTheHouse,
    /// The log is shorter than it was.
    Shorter {
        /// How many leaves it had.
        had: u64,
        /// How many it has.
        has: u64,
    },
    /// As many leaves, and not the same ones.
    Other {
        /// How many.
        size: u64,
    },
    /// Longer, and it does not begin with what was there.
    DoesNotFollow {
        /// How many leaves it had.
        had: u64,
        /// How many it has.
        has: u64,
    },
    /// There is no room for one more signature under it: with it the checkpoint could not be read again.
    Full,
}

impl fmt::Display for WitnessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "what the house sent is {why}; not signed"),
            Self::Kept(why) => write!(f, "the checkpoint that was kept is {why}; not signed"),
            Self::NotTheHouse => f.write_str("the checkpoint is not signed with the key of this house; not signed"),
            Self::Shorter { had, has } => write!(
                f,
                "the log has {has} leaves and had {had}: it was cut, or the store was put back to an earlier day; not signed. Ask the \
                 house what happened"
            ),
            Self::Other { size } => {
                write!(
                    f,
                    "the log has {size} leaves as it had, and not the same ones: history was changed; not signed. Ask the house what happened"
                )
            }
            Self::DoesNotFollow { had, has } => write!(
                f,
                "the log of {has} leaves does not begin with the {had} that were there: history was changed; not signed. Ask the house \
                 what happened"
            ),
            Self::Full => f.write_str(
                "the checkpoint carries as many signatures as it can; not signed. Ask the house which of its witnesses left",
            ),
        }
    }
}

impl std::error::Error for WitnessError {}

/// What is to be shown before the newest checkpoint is signed.
#[derive(Debug, Clone)]
pub struct Looked {
    note: Note,
    to: Head,
    from: Option<Head>,
}

impl Looked {
    /// The sizes between which a proof is needed; none when it is the same log still, or the first time.
    #[must_use]
    pub fn needs(&self) -> Option<(u64, u64)> {
        self.from.as_ref().map(|from| (from.size, self.to.size)).filter(|(from, to)| from < to)
    }

    /// How many leaves the newest checkpoint covers.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.to.size
    }

    /// Whether nothing was kept before.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.from.is_none()
    }
}

/// A checkpoint with the signature of the witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witnessed {
    /// To keep: the checkpoint and all signatures.
    pub note: String,
    /// To send back: the line of the witness alone.
    pub line: String,
}

/// The key of a witness, and the house that it looks at.
pub struct Witness {
    seed: Key,
    signer: Signer,
    house: Verifier,
}

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Witness({})", self.signer.verifier())
    }
}

/// What stands in front of the secret half of a key.
const SECRET: &str = "PRIVATE+KEY+";

impl Witness {
    /// A new key by this name, for the house with this public key.
    ///
    /// # Errors
    /// A name or a key of a house that is none.
    pub fn fresh(name: &str, house: &str, random: &dyn Random) -> Result<Self, NoteError> {
        Self::of(name, Key::fresh(random), house)
    }

    fn of(name: &str, seed: Key, house: &str) -> Result<Self, NoteError> {
        let house: Verifier = house.parse()?;
        if house.signs() != Signs::Note {
            return Err(NoteError("the key of a house: `casustafel checkpoint --key` tells it"));
        }
        let signer = Signer::of(name, Signs::Cosignature, &seed)?;
        Ok(Self { seed, signer, house })
    }

    /// Reads what [`Witness::secret`] gave.
    ///
    /// # Errors
    /// Text that is not that.
    pub fn read(text: &str) -> Result<Self, NoteError> {
        const NO: NoteError = NoteError("the key of a witness: `casustafel witness --new-key` makes one");
        let mut lines = text.lines();
        let (Some(secret), Some(house)) = (lines.next(), lines.next()) else { return Err(NO) };
        let mut parts = secret.strip_prefix(SECRET).ok_or(NO)?.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else { return Err(NO) };
        let bytes = Zeroizing::new(BASE64_STANDARD.decode(key).map_err(|_| NO)?);
        let Some((4, seed)) = bytes.split_first() else { return Err(NO) };
        let witness = Self::of(name, Key::from_bytes(seed.try_into().map_err(|_| NO)?), house)?;
        if witness.key().split('+').nth(1) == Some(id) { Ok(witness) } else { Err(NO) }
    }

    /// The key and the house, for a file that only the witness reads.
    #[must_use]
    pub fn secret(&self) -> Zeroizing<String> {
        let public = self.key();
        let mut parts = public.splitn(3, '+');
        let (name, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let bytes = Zeroizing::new([[4].as_slice(), self.seed.bytes()].concat());
        let key = Zeroizing::new(BASE64_STANDARD.encode(&*bytes));
        Zeroizing::new(format!("{SECRET}{name}+{id}+{}\n{}\n", *key, self.house))
    }

    /// The public half, for the house to name this witness by.
    #[must_use]
    pub fn key(&self) -> String {
        self.signer.verifier().to_string()
    }

    /// Looks at the newest checkpoint of the house beside the one that was kept.
    ///
    /// # Errors
    /// Why it cannot be signed, whatever proof there may be.
    pub fn look(&self, kept: Option<&str>, newest: &str) -> Result<Looked, WitnessError> {
        let (note, to) = self.of_the_house(newest, WitnessError::Unreadable)?;
        let from = kept.map(|kept| self.of_the_house(kept, WitnessError::Kept)).transpose()?.map(|(_, head)| head);
        match &from {
            Some(from) if from.size > to.size => Err(WitnessError::Shorter { had: from.size, has: to.size }),
            Some(from) if from.size == to.size && from.root != to.root => Err(WitnessError::Other { size: to.size }),
            Some(_) | None => Ok(Looked { note, to, from }),
        }
    }

    fn of_the_house(&self, text: &str, no: fn(NoteError) -> WitnessError) -> Result<(Note, Head), WitnessError> {
        let note: Note = text.parse().map_err(no)?;
        let head: Head = note.text.parse().map_err(no)?;
        if head.origin != self.house.name() || !note.is_signed_by(&self.house) {
            return Err(WitnessError::NotTheHouse);
        }
        Ok((note, head))
    }

    /// Signs what was looked at, when the proof shows that it follows. `proof` is a hash per line, as base64.
    ///
    /// # Errors
    /// When it does not follow.
    pub fn sign(&self, looked: Looked, proof: &str, now: Timestamp) -> Result<Witnessed, WitnessError> {
        if let (Some(from), Some((had, has))) = (&looked.from, looked.needs()) {
            let proof: Option<Vec<_>> = proof.lines().map(hash).collect();
            if !proof.is_some_and(|proof| follows(had, &from.root, has, &looked.to.root, &proof)) {
                return Err(WitnessError::DoesNotFollow { had, has });
            }
        }
        let me = self.signer.verifier();
        let mut note = looked.note;
        let line = self.signer.sign(&note.text, u64::try_from(now.as_second()).unwrap_or(0));
        note.signatures.retain(|other| !me.made(other));
        let note = note.sign_too(line.clone()).map_err(|NoteIsFull| WitnessError::Full)?;
        Ok(Witnessed { note: note.to_string(), line: line.to_string() })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::engine::keys::SystemRandom;

    fn house() -> Signer {
        Signer::of("casustafel/huis", Signs::Note, &Key::from_bytes([1; 32])).unwrap()
    }

    fn note(size: u64, root: u8) -> String {
        let text = Head { origin: "casustafel/huis".into(), size, root: [root; 32] }.to_string();
        Note { signatures: vec![house().sign(&text, 0)], text }.to_string()
    }

    fn witness() -> Witness {
        Witness::fresh("politie-nh", &house().verifier().to_string(), &SystemRandom).unwrap()
    }

    #[test]
    fn a_key_is_read_back_as_it_was_written_and_is_no_key_of_a_house() {
        let witness = witness();
        let again = Witness::read(&witness.secret()).unwrap();
        assert_eq!((again.key(), again.secret()), (witness.key(), witness.secret()));
        assert!(Witness::fresh("x", &witness.key(), &SystemRandom).is_err());
        for bad in ["", "PRIVATE+KEY+a\nb\n", &witness.secret().replace("politie", "gemeente"), &witness.key()] {
            assert!(Witness::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_shorter_or_other_or_of_another_house_is_not_signed() {
        let witness = witness();
        let looked = witness.look(None, &note(5, 1)).unwrap();
        assert!(looked.is_first());
        let kept = witness.sign(looked, "", Timestamp::UNIX_EPOCH).unwrap().note;
        assert_eq!(kept.lines().count(), 6);
        let no = |newest: &str| witness.look(Some(&kept), newest).unwrap_err();
        assert_eq!(no(&note(4, 1)), WitnessError::Shorter { had: 5, has: 4 });
        assert_eq!(no(&note(5, 2)), WitnessError::Other { size: 5 });
        assert_eq!(no(&note(6, 1).replace("casustafel/huis", "casustafel/ander")), WitnessError::NotTheHouse);
        assert_eq!(no(&note(6, 1).replace("\n6\n", "\n7\n")), WitnessError::NotTheHouse);
        assert!(matches!(no("ok"), WitnessError::Unreadable(_)));
        for proof in ["", "x", "AAAA"] {
            let looked = witness.look(Some(&kept), &note(6, 1)).unwrap();
            assert_eq!(looked.needs(), Some((5, 6)));
            let said = witness.sign(looked, proof, Timestamp::UNIX_EPOCH).unwrap_err();
            assert_eq!(said, WitnessError::DoesNotFollow { had: 5, has: 6 });
        }
        // The same again is signed anew, and stands on it once.
        let again = witness.sign(witness.look(Some(&kept), &kept).unwrap(), "", Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(again.note, kept);
    }
}
