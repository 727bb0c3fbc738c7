//! Keeping a house: verify, reindex, back up. None of it needs to know what a dossier is about, and what it says of
//! something wrong names places, never content.

use crate::{
    doors::{checkpoint::KeptNote, unopened::OpenError, vault::Vault},
    engine::{
        book,
        directory::{ACTORS, is_guarded, read_actor},
        drawers, files,
        keys::Keys,
        kind::{ids, recard_one, recount},
        ledger, mail,
        ring::RingError,
        ring_copy,
        sealed_file::{BACKUP, NotOurs, Sealed},
        store::{
            self, Connection, StoreError, Value,
            schema::{GUARDED, TABLES},
        },
        tick,
    },
};
use kernel::{DossierId, local_day};
use std::{
    io::{self, Write},
    sync::Arc,
    time::Duration,
};

/// The number of the rows in front of a backup that tell its moment, its version and its tables.
pub(crate) const HEADER: u8 = u8::MAX;
/// What the key of a backup is for.
pub(crate) const ROWS: &str = "rows";

/// What `verify` found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Living and destroyed dossiers.
    pub dossiers: u64,
    /// Events, erased ones included.
    pub events: u64,
    /// Lines of the book.
    pub lines: u64,
    /// What is wrong and where; empty when all is well.
    pub wrong: Vec<String>,
}

/// Why a backup could not be written or read back.
#[derive(Debug)]
pub enum BackupError {
    /// The file.
    File(io::Error),
    /// The store.
    Store(StoreError),
    /// The house does not open.
    Closed(OpenError),
    /// The file is not a backup made with this master key, is cut short, or was changed.
    NotOurs,
    /// The place to restore or move to holds a house already.
    NotEmpty,
    /// The copy of the ring was written before what it should open.
    OldRing,
    /// The key of a dossier that lives does not open.
    Key(DossierId),
}

impl BackupError {
    fn told(self) -> StoreError {
        match self {
            Self::Store(e) => e,
            other @ (Self::File(_)
            | Self::Closed(_)
            | Self::NotOurs
            | Self::NotEmpty
            | Self::OldRing
            | Self::Key(_)) => StoreError::Engine(other.to_string()),
        }
    }
}

impl std::fmt::Display for BackupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(e) => write!(f, "the file: {e}"),
            Self::Store(e) => write!(f, "the store: {e}"),
            Self::Closed(e) => write!(f, "{e}"),
            Self::NotOurs => f.write_str("the file is not a whole, unchanged backup made with this master key"),
            Self::NotEmpty => f.write_str("there is a house at that place already; choose an empty one"),
            Self::Key(id) => write!(
                f,
                "the key of dossier {id}, or of a box of it, does not open, so a backup would lose it: see `casustafel verify`"
            ),
            Self::OldRing => f.write_str(
                "the copy of the key ring is older than what it should open: with it newer dossiers would stay closed for ever. Use the one \
                 that was written with it, or a later one",
            ),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<io::Error> for BackupError {
    fn from(e: io::Error) -> Self {
        Self::File(e)
    }
}
impl From<StoreError> for BackupError {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}
impl From<RingError> for BackupError {
    fn from(e: RingError) -> Self {
        Self::Closed(e.into())
    }
}
impl From<ring_copy::Failed> for BackupError {
    fn from(e: ring_copy::Failed) -> Self {
        match e {
            ring_copy::Failed::File(e) => Self::File(e),
            ring_copy::Failed::Store(e) => Self::Store(e),
            ring_copy::Failed::NotOurs => Self::NotOurs,
            ring_copy::Failed::Key(id) => Self::Key(id),
        }
    }
}
impl From<NotOurs> for BackupError {
    fn from(NotOurs: NotOurs) -> Self {
        Self::NotOurs
    }
}
impl From<OpenError> for BackupError {
    fn from(e: OpenError) -> Self {
        Self::Closed(e)
    }
}

impl Vault {
    /// Walks every chain and the book, opens every seal, and holds cards, seats, tasks and counts against what the events say.
    /// `each` is called after every dossier. Blocks; call it from a thread that may.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn verify(&self, each: impl FnMut()) -> Result<Findings, StoreError> {
        self.verify_against(&[], Duration::ZERO, each)
    }

    /// The same, and holds everything against checkpoints that were kept outside. What is in the book and under no checkpoint may span
    /// `may_lag`.
    ///
    /// # Errors
    /// As [`Vault::verify`].
    pub fn verify_against(
        &self,
        kept: &[KeptNote],
        may_lag: Duration,
        mut each: impl FnMut(),
    ) -> Result<Findings, StoreError> {
        let mut conn = self.0.database.connect()?;
        let conn = &mut *conn;
        // As it is at one moment, with the keys of that moment.
        let keys = &self.0.keys.pinned(|| conn.snapshot().map_err(BackupError::from)).map_err(BackupError::told)?;
        let mut found = Findings { wrong: conn.integrity()?, ..Findings::default() };
        let (lines, mut acts, wrong) = book::verify(conn, keys)?;
        found.lines = u64::try_from(lines).unwrap_or(0);
        found.wrong.extend(wrong);
        let (events, wrong) = ledger::verify(conn, keys, &mut acts, || found.dossiers += 1)?;
        found.events = events;
        found.wrong.extend(wrong);
        found.wrong.extend(acts.rest());
        for id in ids(conn, None)? {
            self.verify_beside(conn, keys, id, &mut found)?;
            each();
        }
        verify_counts(conn, &mut found)?;
        if mail::shut(conn, keys)? > 0 {
            found.wrong.push("mailbox: an address for mail that does not open".into());
        }
        for row in conn.query(ACTORS, &[])? {
            if read_actor(&row, keys, local_day(self.now())).is_err() {
                found.wrong.push("account: a row that this program did not write".into());
            }
        }
        for (table, _) in GUARDED {
            if !is_guarded(conn, keys, table)? {
                found.wrong.push(format!("{table}: changed by something else than this program"));
            }
        }
        found.wrong.extend(tick::verify(conn, keys)?);
        found.wrong.extend(self.log_against(conn, kept, may_lag)?);
        conn.batch("ROLLBACK")?;
        Ok(found)
    }

    fn verify_beside(
        &self,
        conn: &mut dyn Connection,
        keys: &Keys,
        id: DossierId,
        found: &mut Findings,
    ) -> Result<(), StoreError> {
        let Ok(Some(opened)) = ledger::read(conn, keys, id) else {
            // Destroyed, or told already by the walk along its chain.
            return Ok(());
        };
        let Some(kind) = self.0.kinds.iter().find(|k| k.name == opened.kind) else {
            found.wrong.push(format!("dossier {id}: of a kind this program does not know"));
            return Ok(());
        };
        let (Ok(card), Ok(promised), Ok(filed)) =
            ((kind.restate)(&opened), (kind.promises)(&opened), (kind.files)(&opened))
        else {
            found.wrong.push(format!("dossier {id}: an event cannot be read"));
            return Ok(());
        };
        let wrong = ledger::check_beside(conn, keys, id, &opened, kind.name, (&card, &promised))?;
        found.wrong.extend(wrong.into_iter().map(|w| format!("dossier {id}: {w}")));
        let wrong = files::check(conn, &opened.key, id, &filed)?;
        found.wrong.extend(wrong.into_iter().map(|w| format!("dossier {id}: {w}")));
        // A snapshot that cannot be gone on from is passed over, and so are the events that do not open then: those are told already.
        if let Ok(Some(short)) = ledger::read_from(conn, keys, id, kind.fit())
            && short.base.is_some()
            && !(kind.same)(&short, &opened)
        {
            found.wrong.push(format!("dossier {id}: its snapshot is not what its events say"));
        }
        if !drawers::check(conn, keys, id)?.is_empty() {
            found.wrong.push(format!("dossier {id}: a box of slips does not open"));
        }
        Ok(())
    }

    /// Writes the cards, seats, tasks and counts of every dossier anew from its events. Gives how many, and names those that could not be
    /// read.
    ///
    /// # Errors
    /// What the store says; dossiers done before it stay done.
    pub async fn reindex(&self, mut each: impl FnMut()) -> Result<(u64, Vec<String>), StoreError> {
        let all = self.0.store.read(|conn| ids(conn, None)).await?;
        let (mut done, mut unread) = (0, Vec::new());
        for id in all {
            let inner = Arc::clone(&self.0);
            // Read inside the writing transaction: nothing can come in between.
            let write = move |conn: &mut dyn Connection, _: &mut book::Head| {
                recard_one(conn, &inner.keys, &*inner.random, &inner.kinds, id)
            };
            match self.0.store.write(write).await? {
                Ok(()) => done += 1,
                Err(why) => unread.push(format!("dossier {id}: {why}")),
            }
            each();
        }
        self.0.store.write(|conn, _| recount(conn)).await?;
        Ok((done, unread))
    }

    /// Writes everything but the keys that open dossiers, sealed, as it is at one moment, while the house stays open; and those keys to a
    /// copy of the key ring. Keep only the latest copy: what is forgotten is then gone from older backups too (RET-06). Gives the number
    /// of rows. Blocks.
    ///
    /// # Errors
    /// The file or the store.
    pub fn back_up(
        &self,
        to: &mut dyn Write,
        ring: &mut dyn Write,
        mut each: impl FnMut(),
    ) -> Result<u64, BackupError> {
        let mut conn = self.0.database.connect()?;
        let keys = self.0.keys.pinned(|| conn.snapshot().map_err(BackupError::from))?;
        let made = self.now();
        let mut rows = Sealed::begin(to, keys.backup.derive(ROWS), BACKUP)?;
        let mut failed = None;
        let mut count = 0;
        rows.put(HEADER, &[made.as_microsecond().into()])?;
        for (number, table) in (0i64..).zip(TABLES.iter()) {
            let told = [store::VERSION.into(), number.into(), table.name.into(), table.columns.into()];
            rows.put(HEADER, &told)?;
        }
        for (number, table) in (0u8..).zip(TABLES.iter()) {
            conn.each(table.select, &[], &mut |row| {
                let mut values = row.into_values();
                if table.name == "dossier" || table.name == "box" {
                    values[2] = Value::Null;
                }
                rows.put(number, &values).map_err(|e| {
                    failed = Some(e);
                    StoreError::Closed
                })?;
                count += 1;
                each();
                Ok(())
            })
            .map_err(|e| failed.take().map_or(BackupError::Store(e), BackupError::File))?;
        }
        ring_copy::write(ring, &mut *conn, &keys, made)?;
        conn.batch("ROLLBACK")?;
        rows.end()?;
        Ok(count)
    }
}

const COUNTED: &str = "SELECT holder, person, kind, facet, COUNT(*) FROM seat WHERE listed = 1 \
     GROUP BY holder, person, kind, facet ORDER BY holder, person, kind, facet";

fn verify_counts(conn: &mut dyn Connection, found: &mut Findings) -> Result<(), StoreError> {
    const TALLY: &str =
        "SELECT holder, person, kind, facet, n FROM tally WHERE n <> 0 ORDER BY holder, person, kind, facet";
    let rows = |conn: &mut dyn Connection, sql| -> Result<Vec<Vec<Value>>, StoreError> {
        let mut rows: Vec<_> = conn.query(sql, &[])?.into_iter().map(store::Row::into_values).collect();
        // Engines sort text in ways of their own.
        rows.sort_by_key(|v| format!("{v:?}"));
        Ok(rows)
    };
    if rows(conn, COUNTED)? != rows(conn, TALLY)? {
        found.wrong.push("tally: the counts of lists do not fit the seats".into());
    }
    for (table, sql) in [
        ("card", "SELECT COUNT(*) FROM card WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("seat", "SELECT COUNT(*) FROM seat WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("task", "SELECT COUNT(*) FROM task WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        (
            "promise",
            "SELECT COUNT(*) FROM promise WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)",
        ),
        ("known", "SELECT COUNT(*) FROM known WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("claim", "SELECT COUNT(*) FROM claim WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("box", "SELECT COUNT(*) FROM box WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("file", "SELECT COUNT(*) FROM file WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("slip", "SELECT COUNT(*) FROM slip WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
    ] {
        if conn.first(sql, &[])?.map_or(Ok(0), |r| r.int(0))? != 0 {
            found.wrong.push(format!("{table}: a row of no living dossier"));
        }
    }
    Ok(())
}
