//! Looking and acting. A permit is made in this crate only, after the rule said yes; a look is
//! written before content is released, a refusal before the caller hears of it; unknown and refused are the same.
//!
//! Nobody else makes a permit:
//! ```compile_fail
//! fn forge<A: vault::Act>() -> vault::Permit<A> { vault::Permit { .. } }
//! ```
//! A permit serves once:
//! ```compile_fail
//! fn twice<A: vault::Act>(p: vault::Permit<A>) -> (vault::Permit<A>, vault::Permit<A>) { (p.clone(), p) }
//! ```
//! A desk for one act is not a desk for another:
//! ```compile_fail
//! fn wrong<A: vault::Act, B: vault::Act>(d: vault::Desk<A>) -> vault::Desk<B> { d }
//! ```
//! A desk ends in one commit:
//! ```compile_fail
//! async fn again<A: vault::Act>(d: vault::Desk<A>) { d.commit(vec![]).await; d.commit(vec![]).await; }
//! ```
//! What was seen cannot be changed from a look:
//! ```compile_fail
//! async fn change<A: vault::Act>(s: vault::Seen<A>) { s.commit(vec![]).await; }
//! ```
//! Nobody opens a dossier without saying for whom:
//! ```compile_fail
//! async fn peek<A: vault::Act>(v: vault::Vault, id: kernel::DossierId) { v.look::<A>(id).await; }
//! ```
//! Events of one kind do not go into a dossier of another:
//! ```compile_fail
//! async fn mix<A: vault::Act, B: vault::Act>(d: vault::Desk<A>, e: <B::On as vault::Dossier>::Event) { d.commit(vec![e]).await; }
//! ```
//! The store is nobody's but the vault's:
//! ```compile_fail
//! fn reach(v: vault::Vault) { v.0.store; }
//! ```
//! A change that was not committed is not forgotten in silence:
//! ```compile_fail
//! #![deny(unused_must_use)]
//! fn drop_it<A: vault::Act>(d: vault::Desk<A>) { d.draft(vec![]); }
//! ```

use crate::{
    act::{Act, ActInfo},
    book::{self, Outcome},
    dossier::{Card, Dossier, Seat, Stamp, Tier},
    keys::Key,
    ledger::{self, Change, Sealing, Unreadable},
    open::Vault,
    people::{Actor, Role},
    rules::{Answer, Question},
    store::StoreError,
};
use kernel::{AgencyId, Date, DossierId, Say, Timestamp, local_day};
use std::{borrow::Cow, collections::BTreeSet, marker::PhantomData, sync::Arc};

/// Why the vault did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// No such dossier, or no rule allows it: the same to the caller.
    Denied,
    /// Somebody changed the dossier since it was opened.
    Stale,
    /// A word such as the line of a register belongs to another dossier already.
    Claimed,
    /// The store does not do it.
    Store(StoreError),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Denied => f.write_str("unknown or refused"),
            Self::Stale => f.write_str("changed in the meantime"),
            Self::Claimed => f.write_str("taken over already"),
            Self::Store(e) => write!(f, "{e}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<StoreError> for Error {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}
impl From<Unreadable> for Error {
    fn from(e: Unreadable) -> Self {
        match e {
            Unreadable::Store(e) => Self::Store(e),
            Unreadable::Sealed => Self::Store(StoreError::Damaged),
        }
    }
}

/// Proof that the rule said yes to this person for this act on this dossier.
#[derive(Debug)]
pub struct Permit<A: Act> {
    pub(crate) actor: Actor,
    pub(crate) answer: Arc<Answer>,
    pub(crate) trace: String,
    pub(crate) act: PhantomData<A>,
}

/// A dossier that was read, with the look in the book.
#[derive(Debug)]
pub struct Seen<A: Act> {
    pub(crate) permit: Permit<A>,
    pub(crate) vault: Vault,
    pub(crate) id: DossierId,
    pub(crate) key: Key,
    pub(crate) seq: u64,
    pub(crate) dossier: A::On,
    pub(crate) history: Vec<(Stamp, Option<Say>)>,
    pub(crate) question: Question,
}

/// A dossier opened for one change. It ends in [`Desk::commit`].
#[derive(Debug)]
#[must_use]
pub struct Desk<A: Act> {
    pub(crate) permit: Permit<A>,
    pub(crate) vault: Vault,
    pub(crate) id: DossierId,
    pub(crate) key: Key,
    pub(crate) seq: u64,
    pub(crate) head: Vec<u8>,
    pub(crate) new: bool,
    pub(crate) now: Timestamp,
    pub(crate) dossier: A::On,
    pub(crate) told: Vec<Say>,
}

/// A change that goes with another one, in the same transaction.
#[must_use]
pub struct Draft {
    pub(crate) change: Change,
    pub(crate) line: book::Line,
    pub(crate) erased: Vec<u64>,
    /// Boxes whose slips are destroyed with it.
    pub(crate) emptied: Vec<String>,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({})", self.line.act)
    }
}

/// The question that the rule is asked about a card.
pub(crate) fn question(
    actor: &Actor,
    act: &ActInfo,
    state: &str,
    seats: impl IntoIterator<Item = Tier>,
    (house, municipality): (&str, &str),
) -> Question {
    let agency = &actor.agency;
    Question {
        act: act.name,
        kind: act.kind,
        state: state.to_owned(),
        role: actor.role,
        agency: agency.kind,
        designated: actor.designated,
        seats: seats.into_iter().collect::<BTreeSet<_>>(),
        home: agency.house.as_str() == house || agency.municipalities.iter().any(|m| m.as_str() == municipality),
    }
}

pub(crate) fn about_card(actor: &Actor, act: &ActInfo, card: &Card, today: Date) -> Question {
    let own = |s: &&Seat| Seat::is_of(s.agency.as_str(), actor.agency.id.as_str()) && s.counts_on(today);
    let seats = card.seats.iter().filter(own);
    // Only a code makes a bearer: the door for accounts lets none in.
    let bearer = (actor.role == Role::Bearer).then_some(Tier::Bearer);
    let seats = seats.map(|s| s.tier).chain(bearer);
    question(actor, act, card.state, seats, (card.house.as_str(), card.municipality.as_str()))
}

impl<A: Act> Permit<A> {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    /// Why it may.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        &self.answer
    }
    pub(crate) fn line(&self, at: Timestamp, id: Option<DossierId>, outcome: Outcome) -> book::Line {
        line(&self.actor, &A::INFO, at, id, outcome, self.answer.names(), &self.trace)
    }
}

pub(crate) fn line(
    actor: &Actor,
    act: &ActInfo,
    at: Timestamp,
    dossier: Option<DossierId>,
    outcome: Outcome,
    ground: String,
    trace: &str,
) -> book::Line {
    book::Line {
        at,
        person: actor.person.to_string(),
        agency: actor.agency.id.to_string(),
        act: act.name,
        dossier,
        outcome,
        ground,
        detail: String::new(),
        trace: trace.to_owned(),
    }
}

impl<A: Act> Seen<A> {
    /// The dossier as it is.
    #[must_use]
    pub fn dossier(&self) -> &A::On {
        &self.dossier
    }
    /// Which dossier.
    #[must_use]
    pub fn id(&self) -> DossierId {
        self.id
    }
    /// How many events it has; a form sends it back, so that a change made meanwhile is noticed.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }
    /// Who reads.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.permit.actor
    }
    /// Why this person may read it: the answer to "why may I see this".
    #[must_use]
    pub fn why(&self) -> &Answer {
        &self.permit.answer
    }
    /// What happened, without content; `None` for what has been erased.
    #[must_use]
    pub fn history(&self) -> &[(Stamp, Option<Say>)] {
        &self.history
    }
    /// Whether the rule allows another act on the same dossier as it is now: to show only what one may do.
    #[must_use]
    pub fn may<B: Act<On = A::On>>(&self) -> bool {
        let question = Question { act: B::INFO.name, ..self.question.clone() };
        self.vault.rules().ask(&question).is_yes()
    }
}

impl<A: Act> Desk<A> {
    /// The dossier as it is.
    #[must_use]
    pub fn dossier(&self) -> &A::On {
        &self.dossier
    }
    /// Which dossier.
    #[must_use]
    pub fn id(&self) -> DossierId {
        self.id
    }
    /// How many events it has.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.permit.actor
    }
    /// For whom.
    #[must_use]
    pub fn agency(&self) -> &AgencyId {
        &self.permit.actor.agency.id
    }
    /// The moment of opening, which will be on the events.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }
    /// The day in the Netherlands.
    #[must_use]
    pub fn today(&self) -> Date {
        local_day(self.now)
    }
    /// What happened after event number `seq`, in words without content.
    #[must_use]
    pub fn told_since(&self, seq: u64) -> Vec<Say> {
        self.told.iter().skip(usize::try_from(seq).unwrap_or(usize::MAX)).cloned().collect()
    }

    /// The change with these events, to go along with another desk's commit.
    #[expect(clippy::needless_pass_by_value, reason = "what happened is handed over, not lent")]
    pub fn draft(mut self, events: Vec<<A::On as Dossier>::Event>) -> Draft {
        let inner = &self.vault.0;
        let sealing = Sealing {
            keys: &inner.keys,
            random: &*inner.random,
            id: self.id,
            key: &self.key,
            new: self.new,
            seq: self.seq,
            head: &self.head,
        };
        let stamp = Stamp {
            seq: 0,
            at: self.now,
            who: self.permit.actor.person.clone(),
            agency: self.permit.actor.agency.id.clone(),
            act: Cow::Borrowed(A::INFO.name),
        };
        let change = sealing.change(&mut self.dossier, &events, &stamp);
        Draft {
            change,
            line: self.permit.line(self.now, Some(self.id), Outcome::Act),
            erased: Vec::new(),
            emptied: Vec::new(),
        }
    }

    /// Writes events, card, seats, tasks and the line of the book in one transaction; the answer comes when they are on the disk.
    ///
    /// # Errors
    /// [`Error::Stale`] when somebody was first, [`Error::Claimed`] for a taken claim, or what the store says. Then nothing was written.
    pub async fn commit(self, events: Vec<<A::On as Dossier>::Event>) -> Result<(), Error> {
        self.commit_with(events, Vec::new()).await
    }

    /// The same, forgetting earlier events of this dossier in the same transaction: their keys and bodies go, their places in the
    /// chain stay. The event that is added must lead to the same state with and without them.
    ///
    /// # Errors
    /// As [`Desk::commit`].
    pub async fn commit_erasing(self, events: Vec<<A::On as Dossier>::Event>, erased: Vec<u64>) -> Result<(), Error> {
        let vault = self.vault.clone();
        let draft = Draft { erased, ..self.draft(events) };
        vault.keep(vec![draft]).await?;
        Ok(vault.scrub().await?)
    }

    /// The same, destroying what was handed in in these boxes in the same transaction.
    ///
    /// # Errors
    /// As [`Desk::commit`].
    pub async fn commit_emptying(
        self,
        events: Vec<<A::On as Dossier>::Event>,
        boxes: Vec<String>,
    ) -> Result<(), Error> {
        let vault = self.vault.clone();
        let draft = Draft { emptied: boxes, ..self.draft(events) };
        vault.keep(vec![draft]).await?;
        Ok(vault.scrub().await?)
    }

    /// Destroys the dossier: its key goes, and with it every word; the book keeps that it happened. There is no way back.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is gone already, or what the store says.
    pub async fn destroy(self) -> Result<(), Error> {
        let (inner, id, now) = (Arc::clone(&self.vault.0), self.id, self.now);
        let line = self.permit.line(now, Some(id), Outcome::Act);
        let gone = self
            .vault
            .0
            .store
            .write(move |link, head| {
                let gone = ledger::destroy(link, id, now)?;
                head.write(link, &inner.keys.chain, &inner.node, std::slice::from_ref(&line))?;
                Ok(gone)
            })
            .await?;
        if !gone {
            return Err(Error::Stale);
        }
        Ok(self.vault.scrub().await?)
    }

    /// The same, with changes to other dossiers in the same transaction.
    ///
    /// # Errors
    /// As [`Desk::commit`]; then none of them was written.
    pub async fn commit_with(self, events: Vec<<A::On as Dossier>::Event>, others: Vec<Draft>) -> Result<(), Error> {
        let vault = self.vault.clone();
        let mut drafts = vec![self.draft(events)];
        drafts.extend(others);
        vault.keep(drafts).await
    }
}
