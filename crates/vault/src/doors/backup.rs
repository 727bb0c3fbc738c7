//! Keeping a house: verify, reindex, back up, restore, move. None of it needs to know what a dossier is about, and what it says of
//! something wrong names places, never content.

use crate::{
    doors::{
        checkpoint::KeptNote,
        vault::{Closed, Vault, prepare},
    },
    engine::{
        book::{self, Outcome, SYSTEM},
        directory::{ACTORS, is_guarded, read_actor},
        drawers,
        keys::{self, Key, Keys, SystemRandom},
        kind::{ids, recard_one, recount},
        ledger::{self, Because},
        sealed_file::{BACKUP, BACKUP_OF_2, NotOurs, RING, Sealed, unseal},
        store::{
            self, Database, Link, StoreError, Value,
            schema::{GUARDED, TABLES, TABLES_OF_2, Table},
        },
        tick,
        upgrade::Taking,
    },
};
use kernel::{DossierId, Timestamp, local_day};
use std::{
    io::{self, Read, Write},
    sync::Arc,
    time::Duration,
};

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
pub enum CareError {
    /// The file.
    File(io::Error),
    /// The store.
    Store(StoreError),
    /// The house does not open.
    Closed(Closed),
    /// The file is not a backup made with this master key, is cut short, or was changed.
    NotOurs,
    /// The place to restore or move to holds a house already.
    NotEmpty,
}

impl std::fmt::Display for CareError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(e) => write!(f, "the file: {e}"),
            Self::Store(e) => write!(f, "the store: {e}"),
            Self::Closed(e) => write!(f, "{e}"),
            Self::NotOurs => f.write_str("the file is not a whole, unchanged backup made with this master key"),
            Self::NotEmpty => f.write_str("there is a house at that place already; choose an empty one"),
        }
    }
}

impl std::error::Error for CareError {}

impl From<io::Error> for CareError {
    fn from(e: io::Error) -> Self {
        Self::File(e)
    }
}
impl From<StoreError> for CareError {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}
impl From<NotOurs> for CareError {
    fn from(NotOurs: NotOurs) -> Self {
        Self::NotOurs
    }
}
impl From<Closed> for CareError {
    fn from(e: Closed) -> Self {
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
        let (inner, mut link) = (&self.0, self.0.database.connect()?);
        let link = &mut *link;
        link.snapshot()?;
        let mut found = Findings { wrong: link.integrity()?, ..Findings::default() };
        let (lines, mut acts, wrong) = book::verify(link, &inner.keys)?;
        found.lines = u64::try_from(lines).unwrap_or(0);
        found.wrong.extend(wrong);
        let (events, wrong) = ledger::verify(link, &inner.keys, &mut acts, || found.dossiers += 1)?;
        found.events = events;
        found.wrong.extend(wrong);
        found.wrong.extend(acts.rest());
        for id in ids(link, None)? {
            self.verify_beside(link, id, &mut found)?;
            each();
        }
        verify_counts(link, &mut found)?;
        for row in link.query(ACTORS, &[])? {
            if read_actor(&row, &inner.keys, local_day(self.now())).is_err() {
                found.wrong.push("account: a row that this program did not write".into());
            }
        }
        for (table, _) in GUARDED {
            if !is_guarded(link, &inner.keys, table)? {
                found.wrong.push(format!("{table}: changed by something else than this program"));
            }
        }
        found.wrong.extend(tick::verify(link, &inner.keys)?);
        found.wrong.extend(self.log_against(link, kept, may_lag)?);
        link.batch("ROLLBACK")?;
        Ok(found)
    }

    fn verify_beside(&self, link: &mut dyn Link, id: DossierId, found: &mut Findings) -> Result<(), StoreError> {
        let Ok(Some(opened)) = ledger::read(link, &self.0.keys, id) else {
            // Destroyed, or told already by the walk along its chain.
            return Ok(());
        };
        let Some(kind) = self.0.kinds.iter().find(|k| k.name == opened.kind) else {
            found.wrong.push(format!("dossier {id}: of a kind this program does not know"));
            return Ok(());
        };
        let Ok(card) = (kind.restate)(&opened) else {
            found.wrong.push(format!("dossier {id}: an event cannot be read"));
            return Ok(());
        };
        let wrong = ledger::check_beside(link, &self.0.keys, id, &opened, kind.name, &card)?;
        found.wrong.extend(wrong.into_iter().map(|w| format!("dossier {id}: {w}")));
        if !drawers::check(link, &opened.key, id)? {
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
        let all = self.0.store.read(|link| ids(link, None)).await?;
        let (mut done, mut unread) = (0, Vec::new());
        for id in all {
            let inner = Arc::clone(&self.0);
            // Read inside the writing transaction: nothing can come in between.
            let write = move |link: &mut dyn Link, _: &mut book::Head| {
                recard_one(link, &inner.keys, &*inner.random, &inner.kinds, id)
            };
            match self.0.store.write(write).await? {
                Ok(()) => done += 1,
                Err(why) => unread.push(format!("dossier {id}: {why}")),
            }
            each();
        }
        self.0.store.write(|link, _| recount(link)).await?;
        Ok((done, unread))
    }

    /// Writes everything but the keys of dossiers, sealed, as it is at one moment, while the house stays open; and the keys of
    /// dossiers to a key ring of their own. Keep only the latest key ring: what is destroyed is then gone from older backups too
    /// (RET-06). Gives the number of rows. Blocks.
    ///
    /// # Errors
    /// The file or the store.
    pub fn back_up(&self, to: &mut dyn Write, ring: &mut dyn Write, mut each: impl FnMut()) -> Result<u64, CareError> {
        let mut link = self.0.database.connect()?;
        link.snapshot()?;
        let mut rows = Sealed::begin(to, &self.0.keys, BACKUP)?;
        let mut ring = Sealed::begin(ring, &self.0.keys, RING)?;
        let mut failed = None;
        let mut count = 0;
        for (number, table) in (0i64..).zip(TABLES.iter()) {
            let told = [store::VERSION.into(), number.into(), table.name.into(), table.columns.into()];
            rows.put(HEADER, &told)?;
        }
        for (number, table) in (0u8..).zip(TABLES.iter()) {
            link.each(table.select, &[], &mut |row| {
                let mut values = row.into_values();
                let mut put = || -> io::Result<()> {
                    if table.name == "dossier" {
                        let key = std::mem::replace(&mut values[2], Value::Null);
                        if key != Value::Null {
                            ring.put(number, &[values[0].clone(), key])?;
                        }
                    }
                    rows.put(number, &values)
                };
                put().map_err(|e| {
                    failed = Some(e);
                    StoreError::Closed
                })?;
                count += 1;
                each();
                Ok(())
            })
            .map_err(|e| failed.take().map_or(CareError::Store(e), CareError::File))?;
        }
        link.batch("ROLLBACK")?;
        rows.end()?;
        ring.end()?;
        Ok(count)
    }

    fn taking(&self) -> Taking<'_> {
        let inner = &self.0;
        let (keys, random, now, node) = (&*inner.keys, &*inner.random, self.now(), inner.node.as_str());
        // Nothing is derived at a place that is empty.
        Taking { master: &keys.backup, keys, random, now, node, as_found: false, restored: true }
    }

    /// Carries everything to an empty house on another engine under the same master key. Gives the number of rows. Blocks.
    ///
    /// # Errors
    /// The stores, or a place that is not empty. Then the new place holds nothing.
    pub fn move_to(&self, to: &Database, mut each: impl FnMut()) -> Result<u64, CareError> {
        let mut from = self.0.database.connect()?;
        let mut target = empty_house(to, store::VERSION, &self.taking())?;
        from.snapshot()?;
        target.begin()?;
        let mut count = 0;
        let mut carry = || -> Result<(), StoreError> {
            for table in &TABLES {
                from.each(table.select, &[], &mut |row| {
                    target.exec(table.insert, &row.into_values())?;
                    count += 1;
                    each();
                    Ok(())
                })?;
            }
            target.batch("COMMIT")
        };
        if let Err(e) = carry() {
            drop(target.batch("ROLLBACK"));
            return Err(e.into());
        }
        from.batch("ROLLBACK")?;
        Ok(count)
    }
}

/// The number of the rows in front of a backup that tell its version and its tables.
const HEADER: u8 = u8::MAX;
/// The node under which a restore writes in the book.
const RESTORER: &str = "restore";

/// What came of restoring a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// The rows that were put back.
    pub rows: u64,
    /// Dossiers whose key was not on the ring: they were destroyed since, and stay closed.
    pub destroyed: u64,
}

/// Puts a backup and a key ring back into an empty place, through the migrations of the version it was made by. Dossiers whose key is not
/// on the ring stay closed for ever: they were destroyed. Cards and lists are made anew when the house opens. Blocks.
///
/// # Errors
/// The files, the store, another master key, a backup of a newer program, or a place that is not empty. Then the place holds nothing.
pub fn restore(
    to: &Database,
    master: &Key,
    from: &mut dyn Read,
    ring: &mut dyn Read,
    now: Timestamp,
    mut each: impl FnMut(),
) -> Result<Restored, CareError> {
    const KEY: &str = "UPDATE dossier SET key = $1 WHERE id = $2";
    let keys = Keys::of(master);
    let mut begins = [0; 8];
    from.read_exact(&mut begins).map_err(|_| CareError::NotOurs)?;
    let (version, mark) = if begins == *BACKUP_OF_2 { (2, BACKUP_OF_2) } else { (store::VERSION, BACKUP) };
    let taking =
        Taking { master, keys: &keys, random: &SystemRandom, now, node: RESTORER, as_found: false, restored: true };
    let mut link = empty_house(to, version, &taking)?;
    link.begin()?;
    let mut done = Restored { rows: 0, destroyed: 0 };
    let fill = || -> Result<(), CareError> {
        unseal::<CareError>(&mut begins.chain(from), &keys, mark, &mut |number, values| {
            if number == HEADER {
                return told(&values);
            }
            let tables: &[Table] = if version == 2 { &TABLES_OF_2 } else { &TABLES };
            let table = tables.get(usize::from(number)).ok_or(CareError::NotOurs)?;
            link.exec(table.insert, &values)?;
            done.rows += 1;
            each();
            Ok(())
        })?;
        unseal::<CareError>(ring, &keys, RING, &mut |_, values| {
            let [id, key] = values.as_slice() else { return Err(CareError::NotOurs) };
            link.exec(KEY, &[key.clone(), id.clone()])?;
            Ok(())
        })?;
        done.destroyed = lose(&mut *link, &keys, version, now)?;
        Ok(link.batch("COMMIT")?)
    };
    if let Err(e) = fill() {
        drop(link.batch("ROLLBACK"));
        return Err(e);
    }
    prepare(&mut *link, store::VERSION, &taking)?;
    Ok(done)
}

/// Whether a table of the backup is as this program knows it.
fn told(values: &[Value]) -> Result<(), CareError> {
    let [Value::Int(version), Value::Int(number), Value::Text(name), Value::Text(columns)] = values else {
        return Err(CareError::NotOurs);
    };
    if *version > store::VERSION {
        return Err(Closed::Newer { store: *version, program: store::VERSION }.into());
    }
    let table = usize::try_from(*number).ok().and_then(|n| TABLES.get(n));
    match table {
        Some(table) if table.name == name && table.columns == columns => Ok(()),
        _ => Err(CareError::NotOurs),
    }
}

/// Closes what has no key any more: it was destroyed after the backup was made. Gives how many.
fn lose(link: &mut dyn Link, keys: &Keys, version: i64, now: Timestamp) -> Result<u64, StoreError> {
    const EMPTY: &str = "UPDATE event SET key = NULL, body = NULL WHERE dossier = $1";
    const SLIPS: &str = "DELETE FROM slip WHERE dossier = $1";
    const GONE: &str = "UPDATE dossier SET destroyed = 0 WHERE id = $1";
    let mut lines = Vec::new();
    let lost = link.query("SELECT id FROM dossier WHERE key IS NULL AND destroyed IS NULL", &[])?;
    for row in &lost {
        let this = row.values(0..1);
        for sql in [EMPTY, SLIPS, GONE] {
            link.exec(sql, this)?;
        }
        let Some(id) = DossierId::from_bytes(row.bytes(0)?).filter(|_| version > 2) else { continue };
        let mut line = book::Line {
            at: now,
            person: SYSTEM.into(),
            agency: SYSTEM.into(),
            act: "house.restore",
            dossier: Some(id),
            outcome: Outcome::Act,
            ground: String::new(),
            detail: String::new(),
            trace: keys::hex(&keys::fresh::<8>(&SystemRandom)),
            stands: None,
        };
        line.stands = ledger::lost(link, keys, id, &Because::of(&line))?;
        lines.push(line);
    }
    if !lines.is_empty() {
        book::Head::hold(link, keys, RESTORER)?.write(link, keys, RESTORER, &lines)?;
    }
    let all = link.first("SELECT COUNT(*) FROM dossier WHERE key IS NULL", &[])?.map_or(Ok(0), |r| r.int(0))?;
    Ok(u64::try_from(all).unwrap_or(0))
}

const COUNTED: &str = "SELECT holder, kind, facet, COUNT(*) FROM seat WHERE listed = 1 GROUP BY holder, kind, facet ORDER BY holder, kind, facet";

fn verify_counts(link: &mut dyn Link, found: &mut Findings) -> Result<(), StoreError> {
    const TALLY: &str = "SELECT holder, kind, facet, n FROM tally WHERE n <> 0 ORDER BY holder, kind, facet";
    let rows = |link: &mut dyn Link, sql| -> Result<Vec<Vec<Value>>, StoreError> {
        let mut rows: Vec<_> = link.query(sql, &[])?.into_iter().map(store::Row::into_values).collect();
        // Engines sort text in ways of their own.
        rows.sort_by_key(|v| format!("{v:?}"));
        Ok(rows)
    };
    if rows(link, COUNTED)? != rows(link, TALLY)? {
        found.wrong.push("tally: the counts of lists do not fit the seats".into());
    }
    for (table, sql) in [
        ("card", "SELECT COUNT(*) FROM card WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("seat", "SELECT COUNT(*) FROM seat WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("task", "SELECT COUNT(*) FROM task WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("known", "SELECT COUNT(*) FROM known WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("claim", "SELECT COUNT(*) FROM claim WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
        ("slip", "SELECT COUNT(*) FROM slip WHERE dossier NOT IN (SELECT id FROM dossier WHERE destroyed IS NULL)"),
    ] {
        if link.first(sql, &[])?.map_or(Ok(0), |r| r.int(0))? != 0 {
            found.wrong.push(format!("{table}: a row of no living dossier"));
        }
    }
    Ok(())
}

fn empty_house(at: &Database, version: i64, taking: &Taking<'_>) -> Result<Box<dyn Link>, CareError> {
    const USED: &str =
        "SELECT (SELECT COUNT(*) FROM dossier) + (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM setting)";
    let mut link = at.enter()?;
    prepare(&mut *link, version, taking)?;
    link.be_patient()?;
    match link.first(USED, &[])?.map(|r| r.int(0)).transpose()? {
        Some(0) => Ok(link),
        _ => Err(CareError::NotEmpty),
    }
}
