//! What is said between two houses: a letter that the one signs and the other knows it by. A house is its key, which the keepers of both
//! tell each other once; what it is called is for people. A letter says to whom it is, when it was written and, where it answers one, which.

use crate::engine::{
    blind::{Answering, BlindError},
    cipher::{Random, fresh, sha256},
    keys::Keys,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kernel::{Line, Timestamp};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use subtle::ConstantTimeEq as _;

/// So many seconds the clocks of two houses may differ, with the time that a letter is under way.
pub(crate) const AWAY: i64 = 300;
/// What stands in front of a key.
pub(crate) const HOUSE: &str = "casustafel-huis+";
/// How much of its digest stands behind a key, so that one that was typed wrongly is told.
const CHECK: usize = 4;

/// The public key of a house: what it signs with, and what it answers blind questions with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NeighbourKey {
    pub(crate) sign: [u8; 32],
    pub(crate) blind: [u8; 32],
}

impl fmt::Display for NeighbourKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let both = [self.sign, self.blind].concat();
        let checked = [both.as_slice(), &sha256(&both)[..CHECK]].concat();
        write!(f, "{HOUSE}{}", BASE64_URL_SAFE_NO_PAD.encode(checked))
    }
}

/// Text that is no key of a house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoKeyError;

impl FromStr for NeighbourKey {
    type Err = NoKeyError;
    fn from_str(text: &str) -> Result<Self, NoKeyError> {
        let coded = text.trim().strip_prefix(HOUSE).ok_or(NoKeyError)?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(coded).map_err(|_| NoKeyError)?;
        let (both, check) = bytes.split_at_checked(64).ok_or(NoKeyError)?;
        if sha256(both)[..CHECK] != *check {
            return Err(NoKeyError);
        }
        let half = |part: &[u8]| part.try_into().map_err(|_| NoKeyError);
        Ok(Self { sign: half(&both[..32])?, blind: half(&both[32..])? })
    }
}

/// A house elsewhere with which blind questions are exchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// What people call it.
    pub name: Line,
    /// Where it listens.
    pub address: String,
    /// Its public key.
    pub key: NeighbourKey,
}

/// A letter as it goes over the line.
#[derive(Clone, Serialize, Deserialize)]
pub struct NeighbourLetter {
    from: String,
    to: String,
    at: i64,
    /// Chance, so that the same said twice within a second is two letters.
    once: String,
    /// The signature of the letter that it answers.
    re: Option<String>,
    say: String,
    sign: String,
}

fn coded(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl NeighbourLetter {
    /// What is signed: every part with its length.
    fn signed(&self) -> Vec<u8> {
        let at = self.at.to_be_bytes();
        // To answer nothing is not to answer what is empty.
        let re = self.re.as_deref().map_or_else(String::new, |re| format!("re {re}"));
        let parts: [&[u8]; 7] = [
            b"casustafel/neighbour/1",
            self.from.as_bytes(),
            self.to.as_bytes(),
            &at,
            self.once.as_bytes(),
            re.as_bytes(),
            self.say.as_bytes(),
        ];
        parts
            .iter()
            .flat_map(|part| (part.len() as u64).to_be_bytes().into_iter().chain(part.iter().copied()))
            .collect()
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As it goes over the line.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether this house wrote it to that one, about now, and as an answer to this letter or to none.
    pub(crate) fn is_of(&self, from: &NeighbourKey, to: &NeighbourKey, re: Option<&str>, now: Timestamp) -> bool {
        let Ok(sign) = BASE64_URL_SAFE_NO_PAD.decode(&self.sign) else { return false };
        let meant = self.from == coded(&from.sign) && self.to == coded(&to.sign) && self.re.as_deref() == re;
        let now = now.as_second();
        meant
            && self.at.abs_diff(now) <= AWAY.unsigned_abs()
            && UnparsedPublicKey::new(&ED25519, from.sign).verify(&self.signed(), &sign).is_ok()
    }

    /// Whether it says that it comes from this house.
    pub(crate) fn claims(&self, from: &NeighbourKey) -> bool {
        self.from.as_bytes().ct_eq(coded(&from.sign).as_bytes()).into()
    }

    /// What it says.
    #[must_use]
    pub fn says(&self) -> &str {
        &self.say
    }

    /// What no other letter has.
    pub(crate) fn signature(&self) -> &str {
        &self.sign
    }
}

impl fmt::Debug for NeighbourLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NeighbourLetter(..)")
    }
}

/// This house, as others know it.
pub(crate) struct Own {
    pair: Ed25519KeyPair,
    pub(crate) answering: Answering,
}

impl Own {
    pub(crate) fn of(keys: &Keys) -> Result<Self, BlindError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(keys.neighbour.bytes()).map_err(|_| BlindError)?;
        Ok(Self { pair, answering: Answering::of(&keys.blind)? })
    }

    pub(crate) fn key(&self) -> NeighbourKey {
        let mut sign = [0; 32];
        sign.copy_from_slice(self.pair.public_key().as_ref());
        NeighbourKey { sign, blind: self.answering.public() }
    }

    /// Writes a letter, with chance that no other has.
    pub(crate) fn write(
        &self,
        random: &dyn Random,
        to: &NeighbourKey,
        (re, say): (Option<String>, String),
        now: Timestamp,
    ) -> NeighbourLetter {
        let (from, once) = (coded(&self.key().sign), coded(&fresh::<12>(random)));
        let letter =
            NeighbourLetter { from, to: coded(&to.sign), at: now.as_second(), once, re, say, sign: String::new() };
        let sign = coded(self.pair.sign(&letter.signed()).as_ref());
        NeighbourLetter { sign, ..letter }
    }
}

/// What both know of a blind question and what goes into its answer: who asks, who answers, and the day.
pub(crate) fn info(asks: &NeighbourKey, answers: &NeighbourKey, day: kernel::Date) -> Vec<u8> {
    let day = day.to_string();
    let parts: [&[u8]; 4] = [b"casustafel/known/1", &asks.sign, &answers.sign, day.as_bytes()];
    parts.concat()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::engine::{
        cipher::{Key, SystemRandom},
        ring::{Keyring, Ring},
    };
    use std::sync::Arc;

    fn house(folder: &tempfile::TempDir, name: &str) -> Own {
        let new = Keyring::fresh(&SystemRandom, [], 0);
        let ring = Ring::make(&folder.path().join(name), &Key::from_bytes([7; 32]), &new).unwrap();
        Own::of(&Keys::of(Arc::new(ring), &SystemRandom).unwrap()).unwrap()
    }

    #[test]
    fn a_key_is_read_back_as_it_was_told_and_one_that_was_typed_wrongly_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let key = house(&folder, "a").key();
        let told = key.to_string();
        assert_eq!(told.parse(), Ok(key));
        assert_eq!(format!(" {told}\n").parse(), Ok(key));
        let other = if told.ends_with('A') { "B" } else { "A" };
        for bad in ["", HOUSE, &told[1..], &told[..told.len() - 1], &format!("{}{other}x", &told[..told.len() - 2])] {
            assert_eq!(bad.parse::<NeighbourKey>(), Err(NoKeyError), "{bad}");
        }
    }

    #[test]
    fn a_letter_is_taken_from_who_wrote_it_by_whom_it_is_for_and_about_now() {
        let folder = tempfile::tempdir().unwrap();
        let (west, east, third) = (house(&folder, "a"), house(&folder, "b"), house(&folder, "c"));
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let later = |seconds| Timestamp::from_second(1_800_000_000 + seconds).unwrap();
        let letter = west.write(&SystemRandom, &east.key(), (None, "ask".into()), now);
        let taken = |letter: &NeighbourLetter, re, at| letter.is_of(&west.key(), &east.key(), re, at);
        assert!(taken(&NeighbourLetter::read(&letter.text()).unwrap(), None, later(AWAY)));
        assert!(!taken(&letter, None, later(AWAY + 1)) && !taken(&letter, None, later(-AWAY - 1)));
        assert!(!letter.is_of(&west.key(), &third.key(), None, now), "for another house");
        assert!(!letter.is_of(&third.key(), &east.key(), None, now), "of another house");
        assert!(!taken(&letter, Some("x"), now), "it answers nothing");
        let twice = west.write(&SystemRandom, &east.key(), (None, "ask".into()), now);
        assert!(taken(&twice, None, now) && twice.signature() != letter.signature(), "said twice within a second");
        let forged = [
            NeighbourLetter { say: "other".into(), ..letter.clone() },
            NeighbourLetter { at: letter.at + 1, ..letter.clone() },
            NeighbourLetter { once: String::new(), ..letter.clone() },
            NeighbourLetter { re: Some(String::new()), ..letter.clone() },
            NeighbourLetter {
                sign: third.write(&SystemRandom, &east.key(), (None, "ask".into()), now).sign,
                ..letter.clone()
            },
            NeighbourLetter { sign: "?".into(), ..letter.clone() },
        ];
        assert!(forged.iter().all(|letter| !taken(letter, letter.re.as_deref(), now)));
        let back = east.write(&SystemRandom, &west.key(), (Some(letter.sign.clone()), "done".into()), now);
        assert!(back.is_of(&east.key(), &west.key(), Some(letter.signature()), now));
        assert!(!back.is_of(&east.key(), &west.key(), Some("of another"), now));
    }
}
