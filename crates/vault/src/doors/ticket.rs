//! The door for tickets that the house itself hands out: one device in one session or at one open link. Such a ticket is a random word
//! with a keyed digest of it and of the dossier behind it, so the house knows its own again without keeping a list: nothing is written when
//! one is handed out, and nothing of a device is in it. A word that the house puts in an address of its own is signed in the same way.

use crate::{
    doors::{
        desk::{Desk, Seen},
        vault::Vault,
    },
    engine::{
        act::Act,
        keys::{self, fresh},
    },
};
use kernel::DossierId;
use subtle::ConstantTimeEq;

/// The random part, in bytes: so many that nobody meets another's.
const WORD: usize = 16;
/// So much of the digest follows, in bytes: whoever makes one up is right once in 2^64 tries, each of them a request.
const SIGN: usize = 8;

impl Vault {
    fn signed(&self, id: DossierId, word: &[u8]) -> String {
        let sign = self.0.keys.finding.digest(&[b"issued", id.bytes(), word]);
        keys::hex(word) + &keys::hex(sign.get(..SIGN).unwrap_or_default())
    }

    fn issue(&self, id: DossierId) -> String {
        self.signed(id, &fresh::<WORD>(&*self.0.random))
    }

    fn has_issued(&self, id: DossierId, ticket: &str) -> bool {
        let part = |n: usize| u8::from_str_radix(ticket.get(2 * n..2 * n + 2)?, 16).ok();
        let word: Option<Vec<u8>> = (0..WORD).map(part).collect();
        word.is_some_and(|word| self.signed(id, &word).as_bytes().ct_eq(ticket.as_bytes()).into())
    }
}

impl Vault {
    /// A word with the sign of the house behind it, to travel in an address of this place: so that no page there says what somebody made up.
    #[must_use]
    pub fn vouched(&self, place: &str, word: &str) -> String {
        let sign = self.0.keys.finding.digest(&[b"vouched", place.as_bytes(), word.as_bytes()]);
        format!("{word}.{}", keys::hex(sign.get(..SIGN).unwrap_or_default()))
    }

    /// The word, where it is the house that put it in an address of this place.
    #[must_use]
    pub fn vouched_for<'a>(&self, place: &str, given: &'a str) -> Option<&'a str> {
        let (word, _) = given.rsplit_once('.')?;
        bool::from(self.vouched(place, word).as_bytes().ct_eq(given.as_bytes())).then_some(word)
    }
}

impl<A: Act> Seen<A> {
    /// A ticket for one device in this dossier. The house keeps nothing of it.
    #[must_use]
    pub fn issue(&self) -> String {
        self.open.vault.issue(self.open.id)
    }

    /// Whether the house handed out this ticket, for this dossier.
    #[must_use]
    pub fn has_issued(&self, ticket: &str) -> bool {
        self.open.vault.has_issued(self.open.id, ticket)
    }
}

impl<A: Act> Desk<A> {
    /// A ticket for one device in this dossier. The house keeps nothing of it.
    #[must_use]
    pub fn issue(&self) -> String {
        self.open.vault.issue(self.open.id)
    }

    /// Whether the house handed out this ticket, for this dossier.
    #[must_use]
    pub fn has_issued(&self, ticket: &str) -> bool {
        self.open.vault.has_issued(self.open.id, ticket)
    }
}
