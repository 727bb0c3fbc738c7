//! Writing: drafts, lines of the book and refusals, each whole or not at all.

use crate::{
    doors::vault::Vault,
    engine::{
        act::{ActInfo, Sort},
        book::{self, Outcome},
        directory::{Directory, guarded},
        dossier::{Card, Seat, Tier},
        drawers, forget,
        keys::{self, fresh},
        ledger::{self, Because, Change, ReadError, Stand, Written},
        live::{CHANNEL, Heard},
        people::{Actor, Role},
        rules::Question,
        store::{Connection, StoreError, Verdict},
        tick::{self, Tick},
        tries::{self, Told},
    },
};
use kernel::{Date, DossierId, Lang, Say, Timestamp};
use std::{collections::BTreeSet, sync::Arc};

/// Why the vault did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// No such dossier, or no rule allows it: the same to the caller.
    Denied,
    /// Somebody changed the dossier since it was opened.
    Stale,
    /// A word such as the line of a register belongs to another dossier already.
    Claimed,
    /// Somebody who sits there may not do this: who may, such as by mandate, or why not.
    Refused(Say),
    /// The dossier has as many events as it takes.
    Long,
    /// The store does not do it.
    Store(StoreError),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Denied => f.write_str("unknown or refused"),
            Self::Stale => f.write_str("changed in the meantime"),
            Self::Claimed => f.write_str("taken over already"),
            Self::Refused(who) => f.write_str(who.to(Lang::En)),
            Self::Long => f.write_str("the dossier takes no more events"),
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
impl From<ReadError> for Error {
    fn from(e: ReadError) -> Self {
        match e {
            ReadError::Store(e) => Self::Store(e),
            ReadError::Sealed => Self::Store(StoreError::Damaged),
        }
    }
}

/// A change that goes with another one, in the same transaction.
#[must_use]
pub struct Draft {
    /// What to write; an error when an event cannot be written, told when it is kept.
    pub(crate) change: Result<Change, StoreError>,
    pub(crate) id: DossierId,
    /// Whose listeners hear of it.
    pub(crate) heard: BTreeSet<DossierId>,
    pub(crate) line: book::Line,
    /// Whether the dossier takes no more.
    pub(crate) full: bool,
    /// Whether it touches what was touched since its sender looked.
    pub(crate) clashes: bool,
    pub(crate) erased: Vec<u64>,
    /// Boxes whose slips are destroyed with it.
    pub(crate) emptied: Vec<String>,
}

impl Draft {
    /// The boxes that are shut with it.
    fn shut(&self) -> &[String] {
        self.change.as_ref().map_or(&[], Change::shut)
    }

    fn forgets(&self) -> bool {
        !(self.erased.is_empty() && self.emptied.is_empty() && self.shut().is_empty())
    }
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
    (seats, today): (BTreeSet<Tier>, Date),
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
        seats,
        home: agency.house.as_str() == house || agency.municipalities.iter().any(|m| m.as_str() == municipality),
        mandate: act.sort == Sort::Key && agency.office.right(&actor.person, act.name, today).is_some(),
    }
}

pub(crate) fn about_card(actor: &Actor, act: &ActInfo, card: &Card, today: Date) -> Question {
    let own = |s: &&Seat| {
        Seat::is_of(s.agency.as_str(), actor.agency.id.as_str()) && s.counts_on(today) && s.is_for(&actor.person)
    };
    let mut seats: BTreeSet<Tier> = card.seats.iter().filter(own).map(|s| s.tier).collect();
    if let Some(persons) = &card.persons {
        seats = ledger::sitting(seats, persons.sits(&actor.agency.id, &actor.person, today), actor);
    }
    // Only a code makes a bearer: the door for accounts lets none in.
    seats.extend((actor.role == Role::Bearer).then_some(Tier::Bearer));
    question(actor, act, card.state, (seats, today), (card.house.as_str(), card.municipality.as_str()))
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
        stands: None,
    }
}

impl Vault {
    /// Commits drafts that belong together, such as the rows of one import: all or none.
    ///
    /// # Errors
    /// As [`crate::Desk::commit`].
    pub async fn keep(&self, drafts: Vec<Draft>) -> Result<(), Error> {
        if drafts.iter().any(|draft| draft.clashes) {
            return Err(Error::Stale);
        }
        if drafts.iter().any(|draft| draft.full) {
            return Err(Error::Long);
        }
        let inner = Arc::clone(&self.0);
        let changed: Vec<DossierId> = drafts.iter().flat_map(|d| d.heard.iter().copied()).collect();
        let shut = drafts.iter().any(|d| !d.shut().is_empty());
        let arranged = drafts.iter().any(|d| d.change.as_ref().is_ok_and(|change| change.office().is_some()));
        let written = self
            .0
            .store
            .write_or_undo(move |conn, head| {
                let by = (&*inner.keys, &*inner.random);
                let mut lines = Vec::with_capacity(drafts.len());
                for draft in drafts.iter().filter(|draft| draft.forgets()) {
                    // Before any dossier, as whoever turns a slice does.
                    forget::note(conn, by.0, draft.id, draft.line.at)?;
                }
                for draft in &drafts {
                    let (change, because) = (draft.change.as_ref().map_err(Clone::clone)?, Because::of(&draft.line));
                    match ledger::write(conn, by, change, (&draft.erased, &because))? {
                        Written::Kept(stands) => {
                            lines.push(book::Line { stands: Some(stands), ..draft.line.clone() });
                        }
                        no @ (Written::Stale | Written::Claimed) => return Ok(Verdict::Undo(Some(no))),
                    }
                    for of in &draft.emptied {
                        drawers::empty(conn, draft.id, of)?;
                        ledger::snapshot::forget(conn, draft.id)?;
                    }
                    for of in draft.shut() {
                        drawers::shut(conn, by, (draft.id, of), draft.line.at.as_microsecond())?;
                    }
                }
                for (agency, office) in drafts.iter().filter_map(|d| d.change.as_ref().ok()?.office()) {
                    guarded(conn, &inner.keys, "agency", |conn| office.put(conn, agency))?;
                    Directory::changed(conn)?;
                }
                // Last of all, so that no dossier waits for a count.
                let ticks: Vec<Tick> =
                    drafts.iter().flat_map(|d| d.change.iter().flat_map(Change::ticks)).cloned().collect();
                tick::write(conn, &inner.keys, &ticks)?;
                head.write(conn, &inner.keys, &inner.node, &lines)?;
                for id in drafts.iter().flat_map(|draft| &draft.heard) {
                    conn.notify(CHANNEL, &Heard::Act.word(&inner.process, *id))?;
                }
                Ok(Verdict::Keep(None))
            })
            .await?;
        match written {
            None | Some(Written::Kept(_)) => {
                changed.into_iter().for_each(|id| self.0.live.tell(id, Heard::Act));
                if shut {
                    // A room that goes on to its next step does not wait for it.
                    let vault = self.clone();
                    tokio::spawn(async move { vault.clean().await });
                }
                if arranged {
                    self.reload_directory().await?;
                }
                Ok(())
            }
            Some(Written::Claimed) => Err(Error::Claimed),
            Some(Written::Stale) => Err(Error::Stale),
        }
    }

    /// The same for one draft with others behind it.
    pub(crate) async fn keep_all(self, first: Draft, others: Vec<Draft>) -> Result<(), Error> {
        self.keep(std::iter::once(first).chain(others).collect()).await
    }

    /// The same for a draft that makes something forgotten. It is forgotten when this returns; whether it is gone from every place on the
    /// disk is told by [`Vault::is_being_erased`], and tried again until it is.
    pub(crate) async fn keep_forgetting(self, draft: Draft, others: Vec<Draft>) -> Result<(), Error> {
        self.keep(std::iter::once(draft).chain(others).collect()).await?;
        self.clean().await;
        Ok(())
    }

    /// Destroys a dossier that still stands where it was opened, with its line in the book.
    pub(crate) async fn destroy(
        self,
        (id, kind): (DossierId, &'static str),
        stand: Stand,
        line: book::Line,
    ) -> Result<(), Error> {
        let inner = Arc::clone(&self.0);
        let gone = self
            .0
            .store
            .write_or_undo(move |conn, head| {
                let because = Because::of(&line);
                let Some(stands) = ledger::destroy(conn, &inner.keys, (id, kind), &stand, &because)? else {
                    return Ok(Verdict::Undo(false));
                };
                let line = book::Line { stands: Some(stands), ..line.clone() };
                head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line))?;
                forget::note(conn, &inner.keys, id, line.at)?;
                conn.notify(CHANNEL, &Heard::Act.word(&inner.process, id))?;
                Ok(Verdict::Keep(true))
            })
            .await?;
        if !gone {
            return Err(Error::Stale);
        }
        self.clean().await;
        Ok(())
    }

    /// Reads, and reads again when a slice of the key ring was turned or a box was shut in the middle of it.
    pub(crate) async fn read_again<T: Send + 'static>(
        &self,
        work: impl Fn(&mut dyn Connection) -> Result<T, Error> + Clone + Send + 'static,
    ) -> Result<T, Error> {
        const TRIES: usize = 3;
        for _ in 1..TRIES {
            let work = work.clone();
            match self.0.store.read(move |conn| Ok(work(conn))).await? {
                Err(Error::Store(StoreError::Turned | StoreError::Damaged)) => {}
                done => return done,
            }
        }
        self.0.store.read(move |conn| Ok(work(conn))).await?
    }

    /// Writes lines in the book.
    pub(crate) async fn enter(&self, lines: Vec<book::Line>) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.0);
        self.0.store.write(move |conn, head| head.write(conn, &inner.keys, &inner.node, &lines)).await
    }

    /// A fresh word that ties the lines of one request together.
    pub(crate) fn trace_of(&self, actor: &Actor) -> String {
        actor.trace.clone().unwrap_or_else(|| self.trace())
    }

    /// The same where nobody asks by a request.
    pub(crate) fn trace(&self) -> String {
        keys::hex(&fresh::<8>(&*self.0.random))
    }

    /// Says no: written before the caller hears of it. Who asks for very much that is refused gets a line for the first of them, and then
    /// lines with a count, so that nobody fills the book.
    pub(crate) async fn refuse<T>(&self, actor: &Actor, act: &ActInfo, id: Option<DossierId>) -> Result<T, Error> {
        let line = line(actor, act, self.now(), id, Outcome::Refused, String::new(), &self.trace_of(actor));
        let inner = Arc::clone(&self.0);
        self.0
            .store
            .write(move |conn, head| match tries::refused(conn, &inner.keys, &line.person, line.at.as_second())? {
                Told::Not => Ok(()),
                Told::Once => head.write(conn, &inner.keys, &inner.node, std::slice::from_ref(&line)),
                Told::Times(n) => {
                    let line = book::Line { detail: format!("times={n}"), ..line.clone() };
                    head.write(conn, &inner.keys, &inner.node, &[line])
                }
            })
            .await?;
        Err(Error::Denied)
    }
}
