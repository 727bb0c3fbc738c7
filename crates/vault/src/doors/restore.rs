//! Bringing a house back from a backup or to another place, and giving an older store the keys of what lives.

use crate::{
    doors::{
        backup::{BackupError, HEADER, ROWS},
        unopened::OpenError,
        vault::{Vault, prepare},
    },
    engine::{
        book::{self, Outcome, SYSTEM},
        drawers,
        keys::{self, Key, Keys, Random, SystemRandom},
        ledger::{self, Because},
        ring::{FIRST, KeyError, Keyring, Ring, RingError},
        ring_copy::RingCopy,
        sealed_file::{BACKUP, BACKUP_OF_2, RING_OF_2, unseal},
        slice,
        store::{
            self, Connection, Database, StoreError, Value,
            schema::{TABLES, TABLES_OF_2, Table},
        },
        upgrade::Taking,
    },
};
use kernel::{DossierId, Timestamp};
use std::{fs, io::Read, sync::Arc};

/// The node under which a restore writes in the book.
const RESTORER: &str = "restore";

/// What came of restoring a backup.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Restored {
    /// The rows that were put back.
    pub rows: u64,
    /// Dossiers whose key was not in the copy of the ring: they were destroyed since, and stay closed.
    pub destroyed: u64,
    /// Events and boxes of which that is so.
    pub erased: u64,
}

impl Vault {
    /// Carries everything to an empty house on another engine under the same master key. Gives the number of rows. Blocks.
    ///
    /// # Errors
    /// The stores, or a place that is not empty. Then the new place holds nothing.
    pub fn move_to(&self, to: &Database, mut each: impl FnMut()) -> Result<u64, BackupError> {
        let (inner, mut from) = (&self.0, self.0.database.connect()?);
        let (mut target, own) = empty_house(to, &self.0.keys.ring.master())?;
        let keys = inner.keys.pinned(|| from.snapshot().map_err(BackupError::from))?;
        let house =
            keys.ring.copy()?.house().map(|(purpose, key)| (purpose.to_owned(), key.clone())).collect::<Vec<_>>();
        let (master, ring) = (keys.ring.master(), Keyring::fresh(&*inner.random, house, FIRST));
        let there = Keys::of(Arc::new(Ring::pinned_to(ring, &to.ring(), &master)), &*inner.random)?;
        let taking = Taking {
            // Nothing is taken over at a place that is empty.
            master: &keys.backup,
            keys: &there,
            random: &*inner.random,
            now: self.now(),
            node: inner.node.as_str(),
            as_found: false,
            restored: true,
        };
        let mut count = 0;
        let mut carry = || -> Result<(), BackupError> {
            prepare(&mut *target, store::VERSION, &taking)?;
            target.be_patient()?;
            target.begin()?;
            for table in &TABLES {
                from.each(table.select, &[], &mut |row| {
                    let mut values = row.into_values();
                    match table.name {
                        "dossier" => wrap_anew(&mut *target, (&keys, &there, &*inner.random), &mut values, [2, 6])?,
                        "box" => wrap_anew(&mut *target, (&keys, &there, &*inner.random), &mut values, [2, 3])?,
                        _ => {}
                    }
                    target.exec(table.insert, &values)?;
                    count += 1;
                    each();
                    Ok(())
                })?;
            }
            commit(&mut *target, (to, own), (&master, &there.ring.copy()?))
        };
        if let Err(e) = carry() {
            drop(target.batch("ROLLBACK"));
            return Err(e);
        }
        from.batch("ROLLBACK")?;
        Ok(count)
    }
}

/// Wraps the key in a row, of a dossier or of a box of it, for the ring at another place.
fn wrap_anew(
    conn: &mut dyn Connection,
    (here, there, random): (&Keys, &Keys, &dyn Random),
    values: &mut [Value],
    [key, generation]: [usize; 2],
) -> Result<(), StoreError> {
    const SHAPE: StoreError = StoreError::Shape("a wrapped key");
    let (Value::Bytes(id), of) = (&values[0], if generation == 3 { &values[1] } else { &Value::Null }) else {
        return Err(SHAPE);
    };
    let id = DossierId::from_bytes(id).ok_or(SHAPE)?;
    let of = if let Value::Text(of) = of { of.as_str() } else { "" };
    let wrapped = match (&values[key], &values[generation]) {
        (Value::Bytes(wrapped), Value::Int(generation)) => match here.ring.unwrap((id, of), *generation, wrapped) {
            Ok(key) => Some(slice::wrap(conn, there, random, (id, of), &key)?),
            Err(KeyError::Turned) => return Err(StoreError::Turned),
            Err(KeyError::Changed) => return Err(StoreError::Damaged),
        },
        _ => None,
    };
    if let Some(wrapped) = wrapped {
        values[key] = wrapped.bytes.into();
        values[generation] = wrapped.generation.into();
    }
    Ok(())
}

/// Puts the ring in its place, and keeps what was written. The ring of the empty house itself makes room for it, any other never does; and
/// only one that was put there just now is taken away again.
fn commit(
    conn: &mut dyn Connection,
    (at, own): (&Database, bool),
    (master, ring): (&Key, &Keyring),
) -> Result<(), BackupError> {
    if own {
        Ring::replace(&at.ring(), master, ring)?;
        return Ok(conn.batch("COMMIT")?);
    }
    Ring::make(&at.ring(), master, ring)?;
    let kept = conn.batch("COMMIT");
    if kept.is_err() {
        drop(fs::remove_file(at.ring()));
    }
    Ok(kept?)
}

/// Puts a backup and the keys of what lives back into an empty place, through the migrations of the version it was made by. What has no key
/// there stays closed for ever: it was forgotten. Cards and lists are made anew when the house opens. Blocks.
///
/// # Errors
/// The files, the store, another master key, a backup of a newer program, a copy of the ring from before the backup, or a place that is not
/// empty. Then the place holds nothing.
pub fn restore(
    to: &Database,
    master: &Key,
    from: &mut dyn Read,
    ring: &mut dyn Read,
    now: Timestamp,
    each: impl FnMut(),
) -> Result<Restored, BackupError> {
    let random = &SystemRandom;
    let mut begins = [0; 8];
    from.read_exact(&mut begins).map_err(|_| BackupError::NotOurs)?;
    let (version, copy) = match &begins {
        BACKUP_OF_2 => (2, None),
        _ => (store::VERSION, Some(RingCopy::read(ring, master)?)),
    };
    let (mut conn, own) = empty_house(to, master)?;
    let new = copy.as_ref().map_or_else(|| Keys::old_ring(random, master), |copy| copy.ring(random, FIRST));
    let keys = Keys::of(Arc::new(Ring::pinned_to(new, &to.ring(), master)), random)?;
    let taking = Taking { master, keys: &keys, random, now, node: RESTORER, as_found: false, restored: true };
    let fill = || -> Result<Restored, BackupError> {
        prepare(&mut *conn, version, &taking)?;
        conn.be_patient()?;
        conn.begin()?;
        let rows = &mut begins.chain(&mut *from);
        let mut done = match &copy {
            None => of_version_2(&mut *conn, &keys, (rows, ring), each)?,
            Some(copy) => whole(&mut *conn, (&keys, now), (rows, copy), each)?,
        };
        let lost = lose(&mut *conn, &keys, version, now)?;
        done.destroyed = lost;
        commit(&mut *conn, (to, own), (master, &keys.ring.copy()?))?;
        prepare(&mut *conn, store::VERSION, &taking)?;
        Ok(done)
    };
    let done = fill();
    if done.is_err() {
        drop(conn.batch("ROLLBACK"));
    }
    done
}

/// Fills a place with a backup of this version.
fn whole(
    conn: &mut dyn Connection,
    (keys, now): (&Keys, Timestamp),
    (rows, copy): (&mut dyn Read, &RingCopy),
    mut each: impl FnMut(),
) -> Result<Restored, BackupError> {
    let mut done = Restored::default();
    unseal::<BackupError>(rows, &keys.backup.derive(ROWS), BACKUP, &mut |number, values| {
        match (number, values.as_slice()) {
            (HEADER, [Value::Int(made)]) if *made > copy.made => return Err(BackupError::OldRing),
            (HEADER, [Value::Int(_)]) => return Ok(()),
            (HEADER, _) => return told(&values),
            _ => {}
        }
        let table = TABLES.get(usize::from(number)).ok_or(BackupError::NotOurs)?;
        conn.exec(table.insert, &values)?;
        done.rows += 1;
        each();
        Ok(())
    })?;
    done.erased = give(conn, keys, copy, now)?;
    Ok(done)
}

/// Gives what lives its keys; marks events that have none any more, and takes away boxes that were emptied or shut since. Gives how many.
fn give(conn: &mut dyn Connection, keys: &Keys, copy: &RingCopy, now: Timestamp) -> Result<u64, StoreError> {
    let (mut lines, mut count) = (Vec::new(), 0);
    for (id, seqs) in copy.give(conn, keys, &SystemRandom)? {
        let mut line = line(now, id);
        line.stands = ledger::lost(conn, keys, id, (&seqs, &Because::of(&line)))?;
        lines.push(line);
        count += seqs.len() as u64;
    }
    for row in conn.query("SELECT DISTINCT dossier FROM slip", &[])? {
        let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
        for of in drawers::check(conn, keys, id)? {
            drawers::empty(conn, id, &of)?;
            count += 1;
        }
    }
    enter(conn, keys, &lines)?;
    Ok(count)
}

/// Fills a place with a backup of version 2, whose keys were wrapped by the master key; migrating wraps them under the ring.
fn of_version_2(
    conn: &mut dyn Connection,
    keys: &Keys,
    (rows, ring): (&mut dyn Read, &mut dyn Read),
    mut each: impl FnMut(),
) -> Result<Restored, BackupError> {
    const KEY: &str = "UPDATE dossier SET key = $1 WHERE id = $2";
    let mut done = Restored::default();
    unseal::<BackupError>(rows, &keys.backup.derive(ROWS), BACKUP_OF_2, &mut |number, values| {
        let tables: &[Table] = &TABLES_OF_2;
        let table = tables.get(usize::from(number)).ok_or(BackupError::NotOurs)?;
        conn.exec(table.insert, &values)?;
        done.rows += 1;
        each();
        Ok(())
    })?;
    unseal::<BackupError>(ring, &keys.backup.derive("ring"), RING_OF_2, &mut |_, values| {
        let [id, key] = values.as_slice() else { return Err(BackupError::NotOurs) };
        conn.exec(KEY, &[key.clone(), id.clone()])?;
        Ok(())
    })?;
    Ok(done)
}

/// What lies beside the events is sealed under keys that are no more; it is made anew when the house opens.
const WITHOUT_KEYS: [&str; 11] = [
    "UPDATE dossier SET key = NULL",
    "UPDATE box SET key = NULL",
    "DELETE FROM card",
    "DELETE FROM seat",
    "DELETE FROM task",
    "DELETE FROM promise",
    "DELETE FROM known",
    "DELETE FROM claim",
    "DELETE FROM tally",
    "DELETE FROM snapshot",
    "DELETE FROM meta WHERE name LIKE 'fold-%'",
];

/// Gives a store of an earlier day, such as one that the engine itself put back, the keys of what lives from a copy of the ring. What was
/// forgotten since stays closed. Blocks.
///
/// # Errors
/// The file, the store, another master key, or a copy from before the last line of the book. Then everything is as it was.
pub fn restore_keys(at: &Database, master: &Key, ring: &mut dyn Read, now: Timestamp) -> Result<Restored, BackupError> {
    const OLDER: StoreError = StoreError::Told(
        "this store is of an older version, whose keys are on no ring: `casustafel migrate` takes it over",
    );
    let copy = RingCopy::read(ring, master)?;
    let mut conn = at.enter()?;
    match store::version(&mut *conn)? {
        store::VERSION => {}
        found if found > store::VERSION => {
            return Err(OpenError::Newer { store: found, program: store::VERSION }.into());
        }
        _ => return Err(OLDER.into()),
    }
    conn.begin()?;
    let done = keys_back(&mut *conn, at, (master, &copy), now);
    if done.is_err() {
        drop(conn.batch("ROLLBACK"));
    }
    done
}

/// In a transaction in which nobody else writes: so that what is looked at first is what is changed.
fn keys_back(
    conn: &mut dyn Connection,
    at: &Database,
    (master, copy): (&Key, &RingCopy),
    now: Timestamp,
) -> Result<Restored, BackupError> {
    const LAST: &str = "SELECT COALESCE(MAX(at), 0) FROM book";
    const LATEST: &str = "SELECT COALESCE(MAX(generation), 0) FROM slice";
    let random = &SystemRandom;
    conn.lock_migrations()?;
    conn.lock_alone()?;
    if conn.first(LAST, &[])?.map_or(Ok(0), |row| row.int(0))? > copy.made {
        return Err(BackupError::OldRing);
    }
    let mut latest = conn.first(LATEST, &[])?.map_or(Ok(0), |row| row.int(0))?;
    if let Ok(present) = Ring::open(&at.ring(), master).and_then(|ring| ring.copy()) {
        latest = latest.max(present.latest());
        let present = Keys::of(Arc::new(Ring::pinned_to(present, &at.ring(), master)), random)?;
        if copy.misses(conn, &present)? {
            return Err(BackupError::OldRing);
        }
    }
    let keys = Keys::of(Arc::new(Ring::pinned_to(copy.ring(random, latest + 1), &at.ring(), master)), random)?;
    for sql in WITHOUT_KEYS {
        conn.exec(sql, &[])?;
    }
    slice::set_all(conn, &keys, latest + 1)?;
    let erased = give(conn, &keys, copy, now)?;
    let destroyed = lose(conn, &keys, store::VERSION, now)?;
    Ring::replace(&at.ring(), master, &keys.ring.copy()?)?;
    conn.batch("COMMIT")?;
    Ok(Restored { rows: 0, destroyed, erased })
}

/// Whether a table of the backup is as this program knows it.
fn told(values: &[Value]) -> Result<(), BackupError> {
    let [Value::Int(version), Value::Int(number), Value::Text(name), Value::Text(columns)] = values else {
        return Err(BackupError::NotOurs);
    };
    if *version > store::VERSION {
        return Err(OpenError::Newer { store: *version, program: store::VERSION }.into());
    }
    let table = usize::try_from(*number).ok().and_then(|n| TABLES.get(n));
    match table {
        Some(table) if table.name == name && table.columns == columns => Ok(()),
        _ => Err(BackupError::NotOurs),
    }
}

/// What the book says of a dossier that lost something because a copy of an earlier day was put back.
fn line(now: Timestamp, id: DossierId) -> book::Line {
    book::Line {
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
    }
}

fn enter(conn: &mut dyn Connection, keys: &Keys, lines: &[book::Line]) -> Result<(), StoreError> {
    if lines.is_empty() {
        return Ok(());
    }
    book::Head::hold(conn, keys, RESTORER)?.write(conn, keys, RESTORER, lines)
}

/// Closes what has no key any more: it was destroyed after the backup was made. Gives how many dossiers have none.
fn lose(conn: &mut dyn Connection, keys: &Keys, version: i64, now: Timestamp) -> Result<u64, StoreError> {
    const GONE: &str = "UPDATE dossier SET destroyed = $2 WHERE id = $1";
    let mut lines = Vec::new();
    let lost = conn.query("SELECT id FROM dossier WHERE key IS NULL AND destroyed IS NULL", &[])?;
    for row in &lost {
        let this = row.values(0..1);
        for sql in [
            "UPDATE event SET key = NULL, body = NULL WHERE dossier = $1",
            "DELETE FROM slip WHERE dossier = $1",
            "DELETE FROM box WHERE dossier = $1",
            "DELETE FROM file WHERE dossier = $1",
        ] {
            conn.exec(sql, this)?;
        }
        conn.exec(GONE, &[row.bytes(0)?.into(), now.as_microsecond().into()])?;
        let Some(id) = DossierId::from_bytes(row.bytes(0)?).filter(|_| version > 2) else { continue };
        let mut line = line(now, id);
        line.stands = ledger::lost(conn, keys, id, (&[], &Because::of(&line)))?;
        lines.push(line);
    }
    enter(conn, keys, &lines)?;
    let all = conn.first("SELECT COUNT(*) FROM dossier WHERE key IS NULL", &[])?.map_or(Ok(0), |r| r.int(0))?;
    Ok(u64::try_from(all).unwrap_or(0))
}

/// A place in which nothing is, or what a restore that was broken off left; and whether the ring there is its own. Any other ring is one
/// that another store may need, and refused before anything is changed.
fn empty_house(at: &Database, master: &Key) -> Result<(Box<dyn Connection>, bool), BackupError> {
    const USED: &str =
        "SELECT (SELECT COUNT(*) FROM dossier) + (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM setting)";
    let mut conn = at.enter()?;
    let found = store::version(&mut *conn)?;
    let is_ring = at.ring().symlink_metadata().is_ok();
    if found == 0 {
        return if is_ring { Err(RingError::There(at.ring()).into()) } else { Ok((conn, false)) };
    }
    if conn.first(USED, &[])?.map_or(Ok(0), |row| row.int(0))? != 0 {
        return Err(BackupError::NotEmpty);
    }
    if is_ring {
        let ring = Ring::open(&at.ring(), master)?.copy()?;
        let check = conn.first("SELECT value FROM meta WHERE name = 'key-check'", &[])?;
        // One that was broken off has lost its own check.
        if check.map(|row| row.text(0).map(str::to_owned)).transpose()?.is_some_and(|c| c != Keys::check_of(&ring)) {
            return Err(RingError::There(at.ring()).into());
        }
    }
    // It has the keys of nobody, so it may get those of a house; and no cards yet, whatever was noted when it was opened empty.
    conn.exec("DELETE FROM meta WHERE name = 'key-check' OR name LIKE 'guard-%' OR name LIKE 'fold-%'", &[])?;
    if found > 2 {
        conn.exec("DELETE FROM slice", &[])?;
    }
    Ok((conn, is_ring))
}
