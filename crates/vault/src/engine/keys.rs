//! Keys in four layers: master, ring, dossier, event. Each opens only the one below it, and what loses its key is forgotten.

pub use crate::engine::cipher::{Key, Random, SealError, SystemRandom};
pub(crate) use crate::engine::cipher::{dossier_bound, event_bound, fresh, hex, sha256};
use crate::engine::ring::{FIRST, Keyring, Ring, RingError};
use std::sync::Arc;

/// The keys of a house, each for one purpose, as they are on its ring.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    /// Wraps the keys of dossiers and of boxes.
    pub(crate) ring: Arc<Ring>,
    /// Makes keyed digests for exact questions, claims and tickets.
    pub(crate) finding: Key,
    /// Makes the chains: whoever has the store and none of the keys cannot forge one.
    pub(crate) chain: Key,
    /// Signs where a dossier and a node's book stand.
    pub(crate) head: Key,
    /// Signs small tables without a chain.
    pub(crate) guard: Key,
    /// Makes digests of session tokens.
    pub(crate) token: Key,
    /// Signs the rows of sessions.
    pub(crate) session: Key,
    /// Makes the words that forms carry: of the session, and of how the dossier was.
    pub(crate) form: Key,
    /// Seals second factors.
    pub(crate) totp: Key,
    /// Makes digests of where and for whom somebody tried to log in.
    pub(crate) tries: Key,
    /// Seals the reasons of questions in the book.
    pub(crate) reasons: Key,
    /// Seals backups.
    pub(crate) backup: Key,
    /// Makes the leaves of the log of checkpoints.
    pub(crate) log: Key,
    /// The seed of the key that signs checkpoints, of which the public half is for everybody.
    pub(crate) checkpoint: Key,
    /// Seals what somebody typed and did not send, when it is about no dossier yet, and what a form that was sent led to.
    pub(crate) draft: Key,
    /// Seals addresses for mail, and mail that waits.
    pub(crate) mail: Key,
    /// The seed of the key by which another house asks blind whether somebody is known here. Whoever has it can try every number against
    /// what this house answered.
    pub(crate) blind: Key,
    /// The seed of the key that signs what is said to another house.
    pub(crate) neighbour: Key,
    /// The secret with which what another house sealed for this one is opened.
    pub(crate) parcel: Key,
    /// The seed of the key that signs what goes to another house.
    pub(crate) sender: Key,
}

/// What each key of the house is for.
const PURPOSES: [&str; 19] = [
    "finding",
    "chain",
    "head",
    "guard",
    "token",
    "session",
    "form",
    "totp",
    "tries",
    "reasons",
    "backup",
    "log",
    "checkpoint",
    "draft",
    "mail",
    "blind",
    "neighbour",
    "parcel",
    "sender",
];

impl Keys {
    /// A ring for a new house: every key by chance.
    pub(crate) fn new_ring(random: &dyn Random) -> Keyring {
        Keyring::fresh(random, PURPOSES.map(|purpose| (purpose.to_owned(), Key::fresh(random))), FIRST)
    }

    /// A ring for a house of version 2 of the store, whose keys were made from the master key: chains, digests and backups stay as they are.
    pub(crate) fn old_ring(random: &dyn Random, master: &Key) -> Keyring {
        let derived = |purpose: &str| match purpose {
            "reasons" => master.derive("backup").derive("reasons"),
            // Version 2 knew no log, no drafts, no mail and no other houses: no key of them needs to be made from the master key.
            "log" | "checkpoint" | "draft" | "mail" | "blind" | "neighbour" | "parcel" | "sender" => Key::fresh(random),
            purpose => master.derive(purpose),
        };
        Keyring::fresh(random, PURPOSES.map(|purpose| (purpose.to_owned(), derived(purpose))), FIRST)
    }

    /// The keys on this ring.
    pub(crate) fn of(ring: Arc<Ring>, random: &dyn Random) -> Result<Self, RingError> {
        let key = |purpose| ring.of_house(random, purpose);
        Ok(Self {
            finding: key("finding")?,
            chain: key("chain")?,
            head: key("head")?,
            guard: key("guard")?,
            token: key("token")?,
            session: key("session")?,
            form: key("form")?,
            totp: key("totp")?,
            tries: key("tries")?,
            reasons: key("reasons")?,
            backup: key("backup")?,
            log: key("log")?,
            checkpoint: key("checkpoint")?,
            draft: key("draft")?,
            mail: key("mail")?,
            blind: key("blind")?,
            neighbour: key("neighbour")?,
            parcel: key("parcel")?,
            sender: key("sender")?,
            ring,
        })
    }

    /// The same with a ring that stays as it is at the moment that `begin` fixes.
    pub(crate) fn pinned<E: From<RingError>>(&self, begin: impl FnOnce() -> Result<(), E>) -> Result<Self, E> {
        Ok(Self { ring: Arc::new(self.ring.pinned(begin)?), ..self.clone() })
    }

    /// What [`Keys::check`] would give for this ring.
    pub(crate) fn check_of(ring: &Keyring) -> String {
        let chain = ring.house().find(|(purpose, _)| *purpose == "chain");
        chain.map_or_else(String::new, |(_, chain)| check(chain))
    }

    /// What tells the ring of this house from that of another, without saying anything of it.
    pub(crate) fn check(&self) -> String {
        check(&self.chain)
    }
}

fn check(chain: &Key) -> String {
    hex(&chain.digest(&[b"check"])[..8])
}
