//! Looking and acting. A permit is made in this crate only, after the rule said yes; a look is
//! written before content is released, a refusal before the caller hears of it; unknown and refused are the same.
//!
//! Nobody else makes a permit:
//! ```compile_fail
//! fn forge(who: vault::Actor) -> vault::Permit { vault::Permit { actor: who } }
//! ```
//! A permit serves once:
//! ```compile_fail
//! fn twice(p: vault::Permit) -> (vault::Permit, vault::Permit) { (p.clone(), p) }
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
    doors::{
        keeping::{Draft, Error},
        permit::Permit,
        vault::Vault,
    },
    engine::{
        act::{Act, ActInfo, Sort},
        book::Outcome,
        dossier::{Called, Dossier, Stamp},
        keys::Key,
        ledger::{self, Entry, Happened, KeyOf, Opened, Sealing, Span},
        people::Actor,
        rules::{Answer, Question},
        touch::Touch,
    },
};
use kernel::{AgencyId, Date, DossierId, Say, Timestamp, local_day};
use std::{borrow::Cow, future::Future, marker::PhantomData, sync::Arc};

/// A dossier that was opened after the rule said yes: what looking and changing have in common. It knows the kind and not the act, so
/// that it is compiled once per kind.
pub(crate) struct Open<D: Dossier> {
    pub(crate) permit: Permit,
    pub(crate) vault: Vault,
    pub(crate) id: DossierId,
    pub(crate) new: bool,
    pub(crate) now: Timestamp,
    pub(crate) opened: Opened,
    pub(crate) dossier: D,
    /// The latest of its events as they were read, at most [`LATEST`], from old to new.
    pub(crate) latest: Vec<(Stamp, Happened<D>)>,
    pub(crate) question: Question,
}

impl<D: Dossier> std::fmt::Debug for Open<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Open({} {})", self.permit.act.name, self.id)
    }
}

const ERASED: Say = Say::of("Gewist.", "Erased.");

/// What is told at most of what happened since somebody looked.
const TOLD: usize = 100;

impl<D: Dossier> Open<D> {
    /// Reads single events of this dossier, up to where it stood when it was opened; the latest first.
    pub(crate) async fn past(&self, span: Span) -> Result<Vec<Entry>, Error> {
        let (keys, id) = (Arc::clone(&self.vault.0.keys), self.id);
        let span = Span { before: span.before.min(self.opened.stand.seq + 1), ..span };
        self.vault.read_again(move |conn| Ok(ledger::past(conn, &keys, id, span)?)).await
    }

    /// The latest page of the history, the latest first. Mostly all of it was read already.
    async fn latest(&self) -> Result<Vec<Moment>, Error> {
        if self.latest.len() == LATEST || self.latest.len() as u64 == self.opened.stand.seq {
            let tell = |(stamp, happened): &(Stamp, Happened<D>)| (stamp.clone(), happened.tell());
            return Ok(self.latest.iter().rev().map(tell).collect());
        }
        self.before(u64::MAX).await
    }

    /// A page of the history before this event, the latest first, and one more.
    async fn before(&self, before: u64) -> Result<Vec<Moment>, Error> {
        let entries = self.past(Span { after: 0, before, act: None, most: LATEST }).await?;
        let moment = |entry: Entry| {
            let say = told::<D>(&entry);
            (entry.stamp, say)
        };
        Ok(entries.into_iter().map(moment).collect())
    }

    /// How much room there is for more, when it is little.
    fn room(&self) -> Option<u64> {
        let (ceiling, seq) = (self.vault.0.ceiling, self.opened.stand.seq);
        (seq >= ceiling - ceiling / 10).then(|| ceiling.saturating_sub(seq))
    }

    /// Whether these events do not fit any more. What follows from an act elsewhere is taken in, for the other dossier would stand still;
    /// and what leads to the end has some room of its own.
    fn is_full(&self, events: &[D::Event]) -> bool {
        let (ceiling, after) = (self.vault.0.ceiling, self.opened.stand.seq + events.len() as u64);
        let ends = !events.is_empty() && events.iter().all(D::ends);
        after > ceiling && self.permit.act.sort != Sort::Follow && !(ends && after <= ceiling + ceiling / 20)
    }

    pub(crate) fn stamp(&self) -> Stamp {
        Stamp {
            seq: 0,
            at: self.now,
            who: self.permit.actor.person.clone(),
            agency: self.permit.actor.agency.id.clone(),
            act: Cow::Borrowed(self.permit.act.name),
            called: self.permit.called(),
        }
    }

    /// The change with these events.
    fn draft(self, events: &[D::Event]) -> Draft {
        let becomes = if self.new { KeyOf::New(self.opened.key.clone()) } else { KeyOf::Same };
        self.draft_with(events, becomes)
    }

    /// The same, forgetting earlier events: what lives gets another key, and the one it had leaves the ring.
    pub(crate) fn draft_erasing(self, events: &[D::Event], erased: Vec<u64>) -> Draft {
        let becomes = KeyOf::Turned(self.opened.key.clone(), Key::fresh(&*self.vault.0.random));
        Draft { erased, full: false, ..self.draft_with(events, becomes) }
    }

    fn draft_with(mut self, events: &[D::Event], becomes: KeyOf) -> Draft {
        let named = self.named_by(events);
        let inner = &self.vault.0;
        let sealing = Sealing {
            keys: &inner.keys,
            random: &*inner.random,
            id: self.id,
            key: &self.opened.key,
            becomes,
            stand: &self.opened.stand,
        };
        let stamp = self.stamp();
        let full = self.is_full(events);
        let events = [events, &named].concat();
        let change = sealing.change(&mut self.dossier, &events, &stamp);
        // Where nothing happens somebody looked, to do something elsewhere; and there is nothing to hear.
        let outcome = if events.is_empty() { Outcome::Look } else { Outcome::Act };
        let line = self.permit.line(self.now, Some(self.id), outcome);
        let at = |event| self.dossier.heard_at(event).unwrap_or(self.id);
        let heard = events.iter().map(at).collect();
        Draft { change, line, id: self.id, heard, full, clashes: false, erased: Vec::new(), emptied: Vec::new() }
    }
}

/// One line on an event; none for what was erased.
fn told<D: Dossier>(entry: &Entry) -> Option<Say> {
    entry.happened::<D>().ok()?.tell()
}

/// When and by whom something happened, and one line on it; none for what was erased.
type Moment = (Stamp, Option<Say>);

/// How many events a page of a history has.
const PAGE: usize = 25;
/// So many of the latest events are kept with what was opened: a page of the history, and one more that says whether there is more.
pub(crate) const LATEST: usize = PAGE + 1;

/// A part of what happened, the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past<T> {
    /// What it is.
    pub moments: Vec<T>,
    /// The number of the event before which there is more, if there is.
    pub older: Option<u64>,
}

impl<T> Past<T> {
    /// Of what was read, one more than a page has when there is more: each with the number of its event.
    fn of(mut read: Vec<(u64, Option<T>)>, most: usize) -> Self {
        let more = read.len() > most;
        read.truncate(most);
        let older = read.last().map(|(seq, _)| *seq).filter(|_| more);
        Self { moments: read.into_iter().filter_map(|(_, moment)| moment).collect(), older }
    }
}

/// A dossier that was read, with the look in the book.
pub struct Seen<A: Act> {
    pub(crate) open: Open<A::On>,
    pub(crate) act: PhantomData<A>,
}

impl<A: Act> std::fmt::Debug for Seen<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.open.fmt(f)
    }
}

impl<A: Act> Seen<A> {
    /// The dossier as it is.
    #[must_use]
    pub fn dossier(&self) -> &A::On {
        &self.open.dossier
    }
    /// Which dossier.
    #[must_use]
    pub fn id(&self) -> DossierId {
        self.open.id
    }
    /// How many events it has: for who sits at the table, and not for a guest. A form carries [`Seen::version`].
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.open.opened.stand.seq
    }
    /// Who reads.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.open.permit.actor
    }
    /// Why this person may read it: the answer to "why may I see this".
    #[must_use]
    pub fn why(&self) -> &Answer {
        &self.open.permit.answer
    }
    /// A page of what happened, without content: the latest, or what came before this event. Read when asked for.
    ///
    /// # Errors
    /// What the store says.
    pub async fn history(&self, before: Option<u64>) -> Result<Past<(Stamp, Option<Say>)>, Error> {
        let moments = match before {
            None => self.open.latest().await?,
            Some(before) => self.open.before(before).await?,
        };
        Ok(Past::of(moments.into_iter().map(|moment| (moment.0.seq, Some(moment))).collect(), PAGE))
    }

    /// Some events of one act from before event number `before`, and of each what `pick` takes from it: for what grows without end and
    /// is not in the state. At most `most`; read when asked for.
    ///
    /// # Errors
    /// What the store says.
    pub async fn earlier<B: Act<On = A::On>, T>(
        &self,
        before: u64,
        most: usize,
        pick: impl Fn(<A::On as Dossier>::Event, &Stamp) -> Option<T>,
    ) -> Result<Past<T>, Error> {
        let span = Span { after: 0, before, act: Some(B::REF.name), most: most + 1 };
        let decoded = |e: &Entry| pick(serde_json::from_slice(e.plain.as_ref()?).ok()?, &e.stamp);
        let read = self.open.past(span).await?;
        Ok(Past::of(read.iter().map(|e| (e.stamp.seq, decoded(e))).collect(), most))
    }

    /// How many events there is still room for, when it is little: to warn before somebody types.
    #[must_use]
    pub fn room(&self) -> Option<u64> {
        self.open.room()
    }
    /// Whether the rule allows another act on the same dossier as it is now: to show only what one may do.
    #[must_use]
    pub fn may<B: Act<On = A::On>>(&self) -> bool {
        self.may_do(B::REF)
    }

    fn may_do(&self, act: &'static ActInfo) -> bool {
        self.open.vault.rules().ask(&self.asked(act)).is_yes()
    }

    fn asked(&self, act: &'static ActInfo) -> Question {
        let mandate = self.open.vault.right(self.actor(), act).is_some();
        Question { act: act.name, mandate, ..self.open.question.clone() }
    }

    /// Who could do this for one's organisation, when all that one lacks is a mandate.
    #[must_use]
    pub fn lacks_mandate<B: Act<On = A::On>>(&self) -> Option<Say> {
        self.open.vault.lacks_mandate(self.actor(), B::REF, &self.asked(B::REF))
    }
}

/// A dossier opened for one change. It ends in [`Desk::commit`].
#[must_use]
pub struct Desk<A: Act> {
    pub(crate) open: Open<A::On>,
    /// What was touched since its sender looked, each by which event.
    pub(crate) since: Vec<(u64, Touch)>,
    pub(crate) act: PhantomData<A>,
}

impl<A: Act> std::fmt::Debug for Desk<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.open.fmt(f)
    }
}

type Events<A> = Vec<<<A as Act>::On as Dossier>::Event>;

impl<A: Act> Desk<A> {
    /// The dossier as it is.
    #[must_use]
    pub fn dossier(&self) -> &A::On {
        &self.open.dossier
    }
    /// Which dossier.
    #[must_use]
    pub fn id(&self) -> DossierId {
        self.open.id
    }
    /// How many events it has.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.open.opened.stand.seq
    }
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.open.permit.actor
    }
    /// For whom.
    #[must_use]
    pub fn agency(&self) -> &AgencyId {
        &self.open.permit.actor.agency.id
    }
    /// The moment of opening, which will be on the events.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.open.now
    }
    /// The day in the Netherlands.
    #[must_use]
    pub fn today(&self) -> Date {
        local_day(self.open.now)
    }
    /// What happened after event number `seq`, in words without content. Nothing for who is only an incidental third party (PAR-05), or may
    /// not read the dossier itself, such as who answers one question: what the others do at the table is not for their ears.
    ///
    /// # Errors
    /// What the store says.
    pub async fn told_since(&self, seq: u64) -> Result<Vec<(Stamp, Say)>, Error> {
        let (question, rules) = (&self.open.question, self.open.vault.rules());
        let read = rules.act(&format!("{}.read", A::On::KIND));
        let reads = |act: &ActInfo| rules.ask(&Question { act: act.name, ..question.clone() }).is_yes();
        if question.is_third() || !read.is_some_and(reads) {
            return Ok(Vec::new());
        }
        let later = self.open.past(Span { after: seq, before: u64::MAX, act: None, most: TOLD }).await?;
        let names = self.dossier().shows_who(self.agency());
        let tell = |entry: Entry| {
            let say = told::<A::On>(&entry).unwrap_or(ERASED);
            let called = if names { entry.stamp.called } else { Called::default() };
            (Stamp { called, ..entry.stamp }, say)
        };
        Ok(later.into_iter().rev().map(tell).collect())
    }

    /// The change with these events, to go along with another desk's commit.
    #[expect(clippy::needless_pass_by_value, reason = "what happened is handed over, not lent")]
    pub fn draft(self, events: Events<A>) -> Draft {
        let clashes = self.clashes(&events);
        Draft { clashes, ..self.open.draft(&events) }
    }

    /// Whether these events touch what was touched since their sender looked.
    pub(crate) fn clashes(&self, events: &[<A::On as Dossier>::Event]) -> bool {
        events.iter().map(A::On::touches).any(|touch| self.since.iter().any(|(_, later)| touch.clashes(later)))
    }

    /// Writes events, card, seats, tasks and the line of the book in one transaction; the answer comes when they are on the disk.
    ///
    /// # Errors
    /// [`Error::Stale`] when somebody was first, now or since the sender looked, [`Error::Claimed`] for a taken claim, [`Error::Long`] when the dossier takes no more, or
    /// what the store says. Then nothing was written.
    pub fn commit(self, events: Events<A>) -> impl Future<Output = Result<(), Error>> + Send {
        self.commit_with(events, Vec::new())
    }

    /// The same, with changes to other dossiers in the same transaction.
    ///
    /// # Errors
    /// As [`Desk::commit`]; then none of them was written.
    pub fn commit_with(self, events: Events<A>, others: Vec<Draft>) -> impl Future<Output = Result<(), Error>> + Send {
        let vault = self.open.vault.clone();
        vault.keep_all(self.draft(events), others)
    }

    /// The same, forgetting earlier events of this dossier in the same transaction: their keys and bodies go, their places in the
    /// chain stay. The event that is added must lead to the same state with and without them.
    ///
    /// # Errors
    /// As [`Desk::commit`].
    pub fn commit_erasing(self, events: Events<A>, erased: Vec<u64>) -> impl Future<Output = Result<(), Error>> + Send {
        self.commit_erasing_with(events, erased, Vec::new())
    }

    /// The same, destroying what was handed in in these boxes in the same transaction.
    ///
    /// # Errors
    /// As [`Desk::commit`].
    pub fn commit_emptying(
        self,
        events: Events<A>,
        boxes: Vec<String>,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        let (vault, clashes) = (self.open.vault.clone(), !self.since.is_empty());
        vault.keep_forgetting(Draft { emptied: boxes, full: false, clashes, ..self.draft(events) }, Vec::new())
    }

    /// Destroys the dossier: its key goes, and with it every word; the book keeps that it happened. There is no way back.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is gone already or somebody changed it since it was opened, or what the store says.
    pub fn destroy(self) -> impl Future<Output = Result<(), Error>> + Send {
        let (Open { permit, vault, id, now, opened, .. }, seen) = (self.open, self.since.is_empty());
        async move {
            if !seen {
                return Err(Error::Stale);
            }
            let line = permit.line(now, Some(id), Outcome::Act);
            vault.destroy((id, <A::On as Dossier>::KIND), opened.stand, line).await
        }
    }
}
