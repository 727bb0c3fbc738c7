//! The doors for files of dossiers: adding one with the event that tells of it, reading one that was checked, and what the scanner says of
//! those that wait. Nothing here gives bytes out that were not checked, but to the scanner.

use crate::{
    doors::{
        desk::{Desk, Seen},
        keeping::{self, Draft, Error},
        vault::Vault,
    },
    engine::{
        act::{Act, ActInfo, Sort},
        book::{self, Outcome, SYSTEM},
        dossier::{Called, Dossier, Stamp},
        files::{self, FileDigest, FileRules, ScanTrouble},
        ledger::{self, ReadError},
        people::{Actor, Role},
        store::{Connection, Row, StoreError, Value},
        unsent,
    },
};
use kernel::{AgencyId, DossierId, PersonId, Say, Timestamp};
use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

/// The act in the book by which a verdict is taken in.
const ACT: &str = "clock.judge";
/// How often a dossier is tried that others change at the same moment.
const TRIES: usize = 5;
/// How long a file waits that the scanner did not look at, in seconds: the longer the more often it was tried.
const AGAIN: [i64; 5] = [30, 60, 300, 900, 3600];

/// A file that waits for the scanner.
pub struct FileWaiting {
    dossier: DossierId,
    no: u32,
    tries: i64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for FileWaiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FileWaiting({} bytes)", self.bytes.len())
    }
}

/// What came of scanning one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing was found.
    Clean,
    /// Something was: its bytes are destroyed.
    Infected,
    /// It was not looked at.
    Not(ScanTrouble),
}

/// How it stands with documents, for who keeps the house: numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileState {
    /// How many wait for the scanner.
    pub waiting: u64,
    /// Since when the oldest of them does.
    pub since: Option<Timestamp>,
    /// Why, as far as one was tried.
    pub trouble: Option<ScanTrouble>,
    /// In how many something was found, ever.
    pub found: u64,
    /// When last.
    pub found_at: Option<Timestamp>,
}

/// Seeing how it stands.
const READ_FILES: ActInfo = ActInfo {
    name: "files.state",
    kind: "files",
    sort: Sort::List,
    says: Say::of("Zien hoe het met documenten staat", "See how documents are going"),
    done: None,
};
/// What a line of the book says of a file in which something was found.
const FOUND: &str = "found";

impl<A: Act> Desk<A> {
    /// As [`Desk::commit`], with the bytes of the files that the events tell of, each by its number.
    ///
    /// # Errors
    /// As [`Desk::commit`]; and when the events tell of other files than these.
    #[expect(clippy::needless_pass_by_value, reason = "what happened is handed over, not lent")]
    pub fn commit_filing(
        self,
        events: Vec<<A::On as Dossier>::Event>,
        bytes: Vec<(u32, Vec<u8>)>,
    ) -> impl Future<Output = Result<(), Error>> + Send {
        let (vault, key, now) = (self.open.vault.clone(), self.open.opened.key.clone(), self.open.now);
        let draft = self.draft(events);
        let random = Arc::clone(&vault.0.random);
        let change = draft.change.and_then(|change| change.with_files((&*random, &key), now, &bytes));
        vault.keep_all(Draft { change, ..draft }, Vec::new())
    }
}

impl<A: Act> Seen<A> {
    /// The bytes of a file of this dossier. Nothing where there is none, or it was not checked. Whether who asks may read it, the caller
    /// says: the rule knows the dossier and not what is in it.
    ///
    /// # Errors
    /// What the store says; damaged bytes are not given out.
    pub async fn file(&self, no: u32) -> Result<Option<Vec<u8>>, Error> {
        let told = self.dossier().files().into_iter().find(|file| file.no == no && file.checked);
        let Some(told) = told else { return Ok(None) };
        let (keys, id) = (Arc::clone(&self.open.vault.0.keys), self.id());
        let read = move |conn: &mut dyn Connection| {
            // The key that it has now: it may have been given another since it was opened.
            let Some(key) = unsent::key_of(conn, &keys, id)? else { return Ok(None) };
            Ok(files::open(conn, &key, id, no)?)
        };
        match self.open.vault.read_again(read).await? {
            Some(bytes) if FileDigest::of(&bytes) == told.digest => Ok(Some(bytes)),
            Some(_) => Err(Error::Store(StoreError::Damaged)),
            None => Ok(None),
        }
    }
}

impl Vault {
    /// Which documents the house takes in.
    #[must_use]
    pub fn file_rules(&self) -> FileRules {
        self.0.files
    }

    /// How many files wait for the scanner and may be tried now.
    ///
    /// # Errors
    /// What the store says.
    pub async fn files_ready(&self) -> Result<u64, StoreError> {
        let now = self.now().as_second();
        let count = move |conn: &mut dyn Connection| {
            let row = conn.first("SELECT COUNT(*) FROM file WHERE waits = 1 AND next <= $1", &[now.into()])?;
            row.map_or(Ok(0), |row| Ok(u64::try_from(row.int(0)?).unwrap_or(0)))
        };
        self.0.store.read(count).await
    }

    /// How it stands with documents. For who keeps the house, with a line in the book.
    ///
    /// # Errors
    /// [`Error::Denied`] for anybody else, which is then in the book; what the store says.
    pub async fn file_state(&self, actor: &Actor) -> Result<FileState, Error> {
        if !(actor.role == Role::Keeper && actor.designated) {
            return self.refuse(actor, &READ_FILES, None).await;
        }
        let (ground, trace) = (READ_FILES.name.to_owned(), self.trace_of(actor));
        let line = keeping::line(actor, &READ_FILES, self.now(), None, Outcome::List, ground, &trace);
        self.enter(vec![line]).await?;
        let read = |conn: &mut dyn Connection| {
            const WAIT: &str = "SELECT COUNT(*), MIN(since) FROM file WHERE waits = 1";
            const WHY: &str = "SELECT why FROM file WHERE waits = 1 AND why IS NOT NULL ORDER BY since LIMIT 1";
            const REJECTED: &str = "SELECT COUNT(*), MAX(at) FROM book WHERE act = $1 AND detail = $2";
            let mut state = FileState::default();
            if let Some(row) = conn.first(WAIT, &[])? {
                state.waiting = u64::try_from(row.int(0)?).unwrap_or(0);
                state.since = row.int_or_null(1)?.and_then(|at| Timestamp::from_second(at).ok());
            }
            if let Some(row) = conn.first(WHY, &[])? {
                state.trouble = ScanTrouble::of_word(row.text(0)?);
            }
            if let Some(row) = conn.first(REJECTED, &[ACT.into(), FOUND.into()])? {
                state.found = u64::try_from(row.int(0)?).unwrap_or(0);
                state.found_at = row.int_or_null(1)?.and_then(|at| Timestamp::from_microsecond(at).ok());
            }
            Ok(state)
        };
        Ok(self.0.store.read(read).await?)
    }

    /// The next file for the scanner, the one that waits longest first. One whose dossier was destroyed or does not open is passed over.
    ///
    /// # Errors
    /// What the store says.
    pub async fn file_next(&self) -> Result<Option<FileWaiting>, StoreError> {
        const NEXT: &str =
            "SELECT dossier, no, tries FROM file WHERE waits = 1 AND next <= $1 ORDER BY since, dossier, no LIMIT 20";
        let (keys, now) = (Arc::clone(&self.0.keys), self.now().as_second());
        let read = move |conn: &mut dyn Connection| {
            for row in conn.query(NEXT, &[now.into()])? {
                let (dossier, no) = of_row(&row)?;
                let Some(key) = unsent::key_of(conn, &keys, dossier)? else { continue };
                if let Some(bytes) = files::open(conn, &key, dossier, no)? {
                    return Ok(Some(FileWaiting { dossier, no, tries: row.int(2)?, bytes }));
                }
            }
            Ok(None)
        };
        self.read_again(read).await.map_err(|why| match why {
            Error::Store(why) => why,
            other @ (Error::Denied | Error::Stale | Error::Claimed | Error::Refused(_) | Error::Long) => {
                StoreError::Engine(other.to_string())
            }
        })
    }

    /// Takes in what came of scanning one: an event of its dossier and a line in the book, by the house. What something was found in is
    /// destroyed in the same transaction, and what told of it erased.
    ///
    /// # Errors
    /// What the store says; then it waits and is tried again.
    pub async fn file_scanned(&self, waiting: &FileWaiting, how: Scanned) -> Result<(), StoreError> {
        let clean = match how {
            Scanned::Clean => true,
            Scanned::Infected => false,
            Scanned::Not(why) => return self.put_off(waiting, why).await,
        };
        for _ in 0..TRIES {
            if self.judge_one(waiting.dossier, (waiting.no, clean)).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// It was not looked at: it waits on.
    async fn put_off(&self, waiting: &FileWaiting, why: ScanTrouble) -> Result<(), StoreError> {
        const LATER: &str =
            "UPDATE file SET tries = $3, next = $4, why = $5 WHERE dossier = $1 AND no = $2 AND waits = 1";
        let step = usize::try_from(waiting.tries).unwrap_or(usize::MAX).min(AGAIN.len() - 1);
        let next = self.now().as_second().saturating_add(AGAIN.get(step).copied().unwrap_or(3600));
        let values: [Value; 5] = [
            waiting.dossier.bytes().as_slice().into(),
            i64::from(waiting.no).into(),
            waiting.tries.saturating_add(1).into(),
            next.into(),
            why.word().into(),
        ];
        self.0.store.write(move |conn, _| conn.exec(LATER, &values).map(drop)).await
    }

    /// Gives whether it was done, or nothing was to be done.
    async fn judge_one(&self, id: DossierId, verdict: (u32, bool)) -> Result<bool, StoreError> {
        // One moment for the event and its line: `verify` holds them against each other.
        let at = self.now();
        let stamp = Stamp {
            seq: 0,
            at,
            who: PersonId::fixed(SYSTEM),
            agency: AgencyId::fixed(SYSTEM),
            act: Cow::Borrowed(ACT),
            called: Called::default(),
        };
        let inner = Arc::clone(&self.0);
        let made = self
            .read_again(move |conn| {
                let Some(opened) = ledger::read(conn, &inner.keys, id)? else { return Ok(None) };
                let Some(kind) = inner.kinds.iter().find(|kind| kind.name == opened.kind) else { return Ok(None) };
                Ok((kind.judge)((&inner.keys, &*inner.random), (id, &opened), verdict, &stamp)?)
            })
            .await;
        let (change, erased) = match made {
            Ok(Some(made)) => made,
            // Taken away or destroyed meanwhile; or damaged, of which `verify` tells and which opens to nobody.
            Ok(None) | Err(Error::Store(StoreError::Damaged)) => return Ok(true),
            Err(Error::Store(e)) => return Err(e),
            Err(Error::Denied | Error::Stale | Error::Claimed | Error::Long | Error::Refused(_)) => return Ok(false),
        };
        let forgets = !erased.is_empty();
        let told = if verdict.1 { String::new() } else { FOUND.to_owned() };
        let draft = Draft {
            change: Ok(change),
            id,
            heard: BTreeSet::from([id]),
            line: book::Line { at, dossier: Some(id), ..self.system_line(ACT, told) },
            full: false,
            clashes: false,
            erased,
            emptied: Vec::new(),
        };
        let kept =
            if forgets { self.clone().keep_forgetting(draft, Vec::new()).await } else { self.keep(vec![draft]).await };
        match kept {
            Ok(()) => Ok(true),
            Err(Error::Store(e)) => Err(e),
            Err(Error::Denied | Error::Stale | Error::Claimed | Error::Long | Error::Refused(_)) => Ok(false),
        }
    }
}

fn of_row(row: &Row) -> Result<(DossierId, u32), ReadError> {
    let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
    let no = u32::try_from(row.int(1)?).map_err(|_| StoreError::Shape("the number of a file"))?;
    Ok((id, no))
}
