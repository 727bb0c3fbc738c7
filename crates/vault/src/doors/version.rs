//! How a dossier was when somebody saw it: what a form carries, so that a change made meanwhile is noticed.

use crate::{
    doors::{
        desk::{Desk, Open, Seen},
        keeping::Error,
        vault::Vault,
    },
    engine::{
        act::Act,
        dossier::{Dossier, Stamp},
        keys::Keys,
        ledger::{Entry, Span},
        touch::Touch,
    },
};
use kernel::{DossierId, Say};
use std::{fmt, num::ParseIntError, str::FromStr};

/// How many events back it is looked which version somebody saw.
const LOOKED_FOR: u64 = 1_000;

/// Another one after each change. It is a keyed digest, so that it does not tell a guest at the table how much happened there. Shown and read
/// as sixteen signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version(u64);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Version {
    type Err = ParseIntError;
    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

impl Vault {
    /// The version of a list that was shown: another one when anything in it is another.
    pub(crate) fn version_of(&self, parts: &[&[u8]]) -> Version {
        let all: Vec<&[u8]> = [b"list".as_slice()].into_iter().chain(parts.iter().copied()).collect();
        Version(self.0.keys.form.digest(&all).first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes)))
    }
}

impl Version {
    /// Of this dossier after so many events.
    fn at(keys: &Keys, id: DossierId, seq: u64) -> Self {
        let digest = keys.form.digest(&[b"version", id.bytes(), &seq.to_be_bytes()]);
        Self(digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes)))
    }

    /// After how many events it was this one of the dossier that now has so many, where it is one of the last thousand.
    pub(crate) fn seq(self, keys: &Keys, id: DossierId, now: u64) -> Option<u64> {
        (now.saturating_sub(LOOKED_FOR)..=now).rev().find(|seq| Self::at(keys, id, *seq) == self)
    }
}

impl<D: Dossier> Open<D> {
    fn version_at(&self, seq: u64) -> Version {
        Version::at(&self.vault.0.keys, self.id, seq)
    }
}

impl<A: Act> Seen<A> {
    /// What a form on the page of this dossier carries and sends back.
    #[must_use]
    pub fn version(&self) -> Version {
        self.open.version_at(self.seq())
    }
}

impl<A: Act> Desk<A> {
    /// What [`Seen::version`] would give now.
    #[must_use]
    pub fn version(&self) -> Version {
        self.open.version_at(self.seq())
    }

    /// What happened since a page of this version was shown, as [`Desk::told_since`]; nothing when it is none of the last thousand.
    ///
    /// # Errors
    /// What the store says.
    pub async fn told_since_version(&self, seen: Version) -> Result<Vec<(Stamp, Say)>, Error> {
        match self.seq_of(seen) {
            Some(then) => self.told_since(then).await,
            None => Ok(Vec::new()),
        }
    }

    /// The same desk for a change by somebody who saw this version: it goes through where nothing that it touches was touched since
    /// ([`Touch`]), and else ends in [`Error::Stale`]. Of what is none of the last thousand versions everything was touched.
    ///
    /// # Errors
    /// What the store says.
    pub async fn having_seen(mut self, seen: Version) -> Result<Self, Error> {
        self.since = match self.seq_of(seen) {
            Some(then) if then == self.seq() => Vec::new(),
            Some(then) => {
                let most = usize::try_from(LOOKED_FOR).unwrap_or(usize::MAX);
                let later = self.open.past(Span { after: then, before: u64::MAX, act: None, most }).await?;
                let touch = |entry: &Entry| {
                    let touches = entry.happened::<A::On>().map_or(Touch::Whole, |happened| happened.touches());
                    (entry.stamp.seq, touches)
                };
                later.iter().map(touch).collect()
            }
            None => vec![(0, Touch::Whole)],
        };
        Ok(self)
    }

    fn seq_of(&self, seen: Version) -> Option<u64> {
        seen.seq(&self.open.vault.0.keys, self.id(), self.seq())
    }
}
