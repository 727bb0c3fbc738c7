//! Keeping a house: verify, reindex, back up, restore, move. None of it needs to know what a dossier is about, and what it says of
//! something wrong names places, never content.

use crate::{
    doors::vault::{Closed, Vault, prepare},
    engine::{
        book,
        directory::{guard, guard_of},
        drawers,
        keys::{self, Key, Keys},
        ledger,
        sealed_file::{BACKUP, NotOurs, RING, Sealed, unseal},
        store::{
            self, Database, Link, StoreError, Value,
            schema::{GUARDED, TABLES},
        },
        tick,
    },
};
use kernel::DossierId;
use std::{
    io::{self, Read, Write},
    sync::Arc,
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
    pub fn verify(&self, mut each: impl FnMut()) -> Result<Findings, StoreError> {
        let (inner, mut link) = (&self.0, self.0.database.connect()?);
        let link = &mut *link;
        link.snapshot()?;
        let mut found = Findings { wrong: link.integrity()?, ..Findings::default() };
        let (events, wrong) = ledger::verify(link, &inner.keys, || found.dossiers += 1)?;
        found.events = events;
        found.wrong.extend(wrong);
        for id in ids(link)? {
            self.verify_beside(link, id, &mut found)?;
            each();
        }
        verify_counts(link, &mut found)?;
        for (table, sql) in GUARDED {
            let stored = link.first("SELECT value FROM meta WHERE name = $1", &[format!("guard-{table}").into()])?;
            let empty = guard_of(link, &inner.keys, sql)?;
            let none = keys::hex(&inner.keys.chain.digest(&[]));
            let same = stored.map_or(Ok(empty == none), |r| r.text(0).map(|t| t == empty))?;
            if !same {
                found.wrong.push(format!("{table}: changed by something else than this program"));
            }
        }
        found.wrong.extend(tick::verify(link, &inner.keys)?);
        let (lines, wrong) = book::verify(link, &inner.keys.chain)?;
        found.lines = u64::try_from(lines).unwrap_or(0);
        found.wrong.extend(wrong);
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

    /// Writes the cards, seats, tasks and counts of every dossier anew from its events. Gives how many.
    ///
    /// # Errors
    /// What the store says; dossiers done before it stay done.
    pub async fn reindex(&self, mut each: impl FnMut()) -> Result<u64, StoreError> {
        let all = self.0.store.read(ids).await?;
        let mut done = 0;
        for id in all {
            let inner = Arc::clone(&self.0);
            self.0
                .store
                .write(move |link, _| {
                    // Read inside the writing transaction: nothing can come in between.
                    let Ok(Some(opened)) = ledger::read(link, &inner.keys, id) else { return Ok(()) };
                    let Some(kind) = inner.kinds.iter().find(|k| k.name == opened.kind) else { return Ok(()) };
                    match (kind.refresh)(&inner.keys, &*inner.random, id, &opened) {
                        Ok(change) => ledger::rewrite(link, &change),
                        Err(_) => Ok(()),
                    }
                })
                .await?;
            done += 1;
            each();
        }
        self.0.store.write(|link, _| recount(link)).await?;
        Ok(done)
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

    /// Carries everything to an empty house on another engine under the same master key. Gives the number of rows. Blocks.
    ///
    /// # Errors
    /// The stores, or a place that is not empty. Then the new place holds nothing.
    pub fn move_to(&self, to: &Database, mut each: impl FnMut()) -> Result<u64, CareError> {
        let mut from = self.0.database.connect()?;
        let mut target = empty_house(to, &self.0.keys)?;
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
            write_guards(&mut *target, &self.0.keys)?;
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

/// Puts a backup and a key ring back into an empty place. Dossiers whose key is not on the ring stay closed for ever: they were
/// destroyed. Gives the number of rows and of dossiers without a key. Blocks.
///
/// # Errors
/// The files, the store, another master key, or a place that is not empty. Then the place holds nothing.
pub fn restore(
    to: &Database,
    master: &Key,
    from: &mut dyn Read,
    ring: &mut dyn Read,
    mut each: impl FnMut(),
) -> Result<(u64, u64), CareError> {
    const KEY: &str = "UPDATE dossier SET key = $1 WHERE id = $2";
    const GONE: [&str; 7] = [
        "UPDATE event SET key = NULL, body = NULL WHERE dossier IN (SELECT id FROM dossier WHERE key IS NULL)",
        "DELETE FROM card WHERE dossier IN (SELECT id FROM dossier WHERE key IS NULL)",
        "DELETE FROM seat WHERE dossier IN (SELECT id FROM dossier WHERE key IS NULL)",
        "DELETE FROM task WHERE dossier IN (SELECT id FROM dossier WHERE key IS NULL)",
        "DELETE FROM known WHERE dossier IN (SELECT id FROM dossier WHERE key IS NULL)",
        "DELETE FROM claim WHERE dossier IN (SELECT id FROM dossier WHERE key IS NULL)",
        "DELETE FROM slip WHERE dossier IN (SELECT id FROM dossier WHERE key IS NULL)",
    ];
    let keys = Keys::of(master);
    let mut link = empty_house(to, &keys)?;
    link.begin()?;
    let (mut count, mut lost) = (0, 0);
    let mut fill = || -> Result<(), CareError> {
        unseal::<CareError>(from, &keys, BACKUP, &mut |table, values| {
            let table = TABLES.get(usize::from(table)).ok_or(CareError::NotOurs)?;
            link.exec(table.insert, &values)?;
            count += 1;
            each();
            Ok(())
        })?;
        unseal::<CareError>(ring, &keys, RING, &mut |_, values| {
            let [id, key] = values.as_slice() else { return Err(CareError::NotOurs) };
            link.exec(KEY, &[key.clone(), id.clone()])?;
            Ok(())
        })?;
        let row = link.first("SELECT COUNT(*) FROM dossier WHERE key IS NULL", &[])?;
        lost = row.map_or(Ok(0), |r| r.int(0))?;
        for sql in GONE {
            link.exec(sql, &[])?;
        }
        link.exec("UPDATE dossier SET destroyed = 0 WHERE key IS NULL AND destroyed IS NULL", &[])?;
        recount(&mut *link)?;
        write_guards(&mut *link, &keys)?;
        Ok(link.batch("COMMIT")?)
    };
    if let Err(e) = fill() {
        drop(link.batch("ROLLBACK"));
        return Err(e);
    }
    Ok((count, u64::try_from(lost).unwrap_or(0)))
}

fn ids(link: &mut dyn Link) -> Result<Vec<DossierId>, StoreError> {
    let mut all = Vec::new();
    link.each("SELECT id FROM dossier ORDER BY id", &[], &mut |row| {
        all.extend(DossierId::from_bytes(row.bytes(0)?));
        Ok(())
    })?;
    Ok(all)
}

const COUNTED: &str =
    "SELECT holder, kind, facet, COUNT(*) FROM seat GROUP BY holder, kind, facet ORDER BY holder, kind, facet";

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

fn recount(link: &mut dyn Link) -> Result<(), StoreError> {
    link.exec("DELETE FROM tally", &[])?;
    link.exec("INSERT INTO tally (holder, kind, facet, n) SELECT holder, kind, facet, COUNT(*) FROM seat GROUP BY holder, kind, facet", &[])
        .map(drop)
}

fn write_guards(link: &mut dyn Link, keys: &Keys) -> Result<(), StoreError> {
    GUARDED.iter().try_for_each(|(table, _)| guard(link, keys, table))?;
    tick::guard_all(link, keys)
}

fn empty_house(at: &Database, keys: &Keys) -> Result<Box<dyn Link>, CareError> {
    const USED: &str =
        "SELECT (SELECT COUNT(*) FROM dossier) + (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM setting)";
    let mut link = at.connect()?;
    prepare(&mut *link, keys)?;
    link.be_patient()?;
    match link.first(USED, &[])?.map(|r| r.int(0)).transpose()? {
        Some(0) => Ok(link),
        _ => Err(CareError::NotEmpty),
    }
}
