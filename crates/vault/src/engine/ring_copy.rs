//! The keys of a house in a file beside its backup: those of the house itself, and of everything that lives. A backup holds none of them, so
//! with the latest of these files an older backup opens what lives today and nothing that was forgotten since.

use crate::engine::{
    keys::{Key, Keys, Random},
    ring::{FIRST, KeyError, Keyring},
    sealed_file::{NotOurs, RING, Sealed, unseal},
    slice,
    store::{Connection, Row, StoreError, Value},
};
use kernel::{DossierId, Timestamp};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Read, Write},
};

/// The sorts of rows in the file.
const MADE: u8 = 0;
const HOUSE: u8 = 1;
const DOSSIER: u8 = 2;
const BOX: u8 = 3;
const EVENT: u8 = 4;
const FILE: u8 = 5;

/// What seals the file: only the master key is needed to read it.
fn sealing(master: &Key) -> Key {
    master.derive("ring-copy")
}

/// Why a copy could not be written or read.
pub(crate) enum Failed {
    File(io::Error),
    Store(StoreError),
    NotOurs,
    /// The key of something that lives does not open.
    Key(DossierId),
}

impl From<io::Error> for Failed {
    fn from(e: io::Error) -> Self {
        Self::File(e)
    }
}
impl From<StoreError> for Failed {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}
impl From<NotOurs> for Failed {
    fn from(NotOurs: NotOurs) -> Self {
        Self::NotOurs
    }
}

/// Writes the keys of a house as they are at the moment that `conn` reads and `keys` is pinned to.
pub(crate) fn write(to: &mut dyn Write, conn: &mut dyn Connection, keys: &Keys, made: Timestamp) -> Result<(), Failed> {
    const DOSSIERS: &str = "SELECT id, key, epoch FROM dossier WHERE key IS NOT NULL";
    const BOXES: &str = "SELECT dossier, key, epoch, name FROM box WHERE key IS NOT NULL";
    // Of a dossier in which something was forgotten an older backup holds keys under one that is gone.
    const EVENTS: &str = "SELECT e.dossier, e.seq, e.key FROM event e JOIN dossier d ON d.id = e.dossier \
                          WHERE d.marks > 0 AND d.key IS NOT NULL AND e.key IS NOT NULL";
    const FILES: &str = "SELECT f.dossier, f.no, f.key FROM file f JOIN dossier d ON d.id = f.dossier \
                         WHERE d.marks > 0 AND d.key IS NOT NULL";
    let mut file = Sealed::begin(to, sealing(&keys.ring.master()), RING)?;
    file.put(MADE, &[made.as_microsecond().into()])?;
    let ring = keys.ring.copy().map_err(|e| StoreError::Engine(e.to_string()))?;
    for (purpose, key) in ring.house() {
        file.put(HOUSE, &[purpose.into(), key.bytes().as_slice().into()])?;
    }
    each(conn, DOSSIERS, &mut |row| {
        let id = id_of(&row)?;
        match keys.ring.unwrap((id, ""), row.int(2)?, row.bytes(1)?) {
            Ok(key) => file.put(DOSSIER, &[row.bytes(0)?.into(), key.bytes().as_slice().into()])?,
            // Left out it would be taken for forgotten when this is put back.
            Err(KeyError::Turned | KeyError::Changed) => return Err(Failed::Key(id)),
        }
        Ok(())
    })?;
    each(conn, BOXES, &mut |row| {
        let id = id_of(&row)?;
        match keys.ring.unwrap((id, row.text(3)?), row.int(2)?, row.bytes(1)?) {
            Ok(key) => {
                file.put(BOX, &[row.bytes(0)?.into(), row.text(3)?.into(), key.bytes().as_slice().into()])?;
            }
            Err(KeyError::Turned | KeyError::Changed) => return Err(Failed::Key(id)),
        }
        Ok(())
    })?;
    each(conn, EVENTS, &mut |row| Ok(file.put(EVENT, row.values(0..3))?))?;
    each(conn, FILES, &mut |row| Ok(file.put(FILE, row.values(0..3))?))?;
    Ok(file.end()?)
}

fn id_of(row: &Row) -> Result<DossierId, StoreError> {
    DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))
}

/// Rows one by one, for work that may fail by its file.
fn each(
    conn: &mut dyn Connection,
    sql: &'static str,
    take: &mut dyn FnMut(Row) -> Result<(), Failed>,
) -> Result<(), Failed> {
    let mut failed = None;
    let done = conn.each(sql, &[], &mut |row| {
        take(row).map_err(|e| {
            failed = Some(e);
            StoreError::Closed
        })
    });
    done.map_err(|e| failed.unwrap_or(Failed::Store(e)))
}

/// What such a file holds.
pub(crate) struct RingCopy {
    /// When it was written.
    pub(crate) made: i64,
    house: Vec<(String, Key)>,
    dossiers: Vec<(Vec<u8>, Key)>,
    boxes: Vec<(Vec<u8>, String, Key)>,
    events: Vec<[Value; 3]>,
    files: Vec<[Value; 3]>,
}

impl RingCopy {
    /// Opens it.
    pub(crate) fn read(from: &mut dyn Read, master: &Key) -> Result<Self, NotOurs> {
        let mut copy = Self {
            made: 0,
            house: Vec::new(),
            dossiers: Vec::new(),
            boxes: Vec::new(),
            events: Vec::new(),
            files: Vec::new(),
        };
        let key = |bytes: &[u8]| bytes.try_into().map(Key::from_bytes).map_err(|_| NotOurs);
        unseal(from, &sealing(master), RING, &mut |sort, values| {
            match (sort, values.as_slice()) {
                (MADE, [Value::Int(made)]) => copy.made = *made,
                (HOUSE, [Value::Text(purpose), Value::Bytes(bytes)]) => copy.house.push((purpose.clone(), key(bytes)?)),
                (DOSSIER, [Value::Bytes(id), Value::Bytes(bytes)]) => copy.dossiers.push((id.clone(), key(bytes)?)),
                (BOX, [Value::Bytes(id), Value::Text(of), Value::Bytes(bytes)]) => {
                    copy.boxes.push((id.clone(), of.clone(), key(bytes)?));
                }
                (EVENT, [id @ Value::Bytes(_), seq @ Value::Int(_), wrapped @ Value::Bytes(_)]) => {
                    copy.events.push([id.clone(), seq.clone(), wrapped.clone()]);
                }
                (FILE, [id @ Value::Bytes(_), no @ Value::Int(_), wrapped @ Value::Bytes(_)]) => {
                    copy.files.push([id.clone(), no.clone(), wrapped.clone()]);
                }
                _ => return Err(NotOurs),
            }
            Ok(())
        })?;
        Ok(copy)
    }

    /// A ring with the keys of this house, all slices of which are of this generation.
    pub(crate) fn ring(&self, random: &dyn Random, generation: i64) -> Keyring {
        Keyring::fresh(random, self.house.clone(), generation.max(FIRST))
    }

    /// Whether something in the store that opens by these keys has no key here, or another: then this copy is of before it.
    pub(crate) fn misses(&self, conn: &mut dyn Connection, keys: &Keys) -> Result<bool, StoreError> {
        let dossiers: BTreeMap<&[u8], &Key> = self.dossiers.iter().map(|(id, key)| (id.as_slice(), key)).collect();
        for row in conn.query("SELECT id, key, epoch FROM dossier WHERE key IS NOT NULL", &[])? {
            let now = keys.ring.unwrap((id_of(&row)?, ""), row.int(2)?, row.bytes(1)?);
            if now
                .is_ok_and(|now| dossiers.get(row.bytes(0).unwrap_or_default()).map(|k| k.bytes()) != Some(now.bytes()))
            {
                return Ok(true);
            }
        }
        let boxes: BTreeMap<(&[u8], &str), &Key> =
            self.boxes.iter().map(|(id, of, key)| ((id.as_slice(), of.as_str()), key)).collect();
        for row in conn.query("SELECT dossier, key, epoch, name FROM box WHERE key IS NOT NULL", &[])? {
            let now = keys.ring.unwrap((id_of(&row)?, row.text(3)?), row.int(2)?, row.bytes(1)?);
            let there = boxes.get(&(row.bytes(0)?, row.text(3)?)).map(|k| k.bytes());
            if now.is_ok_and(|now| there != Some(now.bytes())) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Gives every dossier, box, event and file in the store the key it has here. What has none here is left without, and a file is taken away. Says in which dossiers
    /// which events have a body and no key any more.
    pub(crate) fn give(
        &self,
        conn: &mut dyn Connection,
        keys: &Keys,
        random: &dyn Random,
    ) -> Result<Vec<(DossierId, Vec<u64>)>, StoreError> {
        const DOSSIER: &str = "UPDATE dossier SET key = $1, epoch = $2 WHERE id = $3 AND destroyed IS NULL";
        const BOX: &str = "UPDATE box SET key = $1, epoch = $2 WHERE dossier = $3 AND name = $4";
        const EVENT: &str = "UPDATE event SET key = $3 WHERE dossier = $1 AND seq = $2 AND body IS NOT NULL";
        let whose = |id: &[u8]| DossierId::from_bytes(id).ok_or(StoreError::Shape("an id"));
        for (id, key) in &self.dossiers {
            let wrapped = slice::wrap(conn, keys, random, (whose(id)?, ""), key)?;
            conn.put(DOSSIER, &[wrapped.bytes.into(), wrapped.generation.into(), id.as_slice().into()])?;
        }
        for (id, of, key) in &self.boxes {
            let wrapped = slice::wrap(conn, keys, random, (whose(id)?, of), key)?;
            let place: [Value; 2] = [id.as_slice().into(), of.as_str().into()];
            let [id, of] = place;
            conn.put(BOX, &[wrapped.bytes.into(), wrapped.generation.into(), id, of])?;
        }
        let turned: BTreeSet<&[u8]> = self
            .events
            .iter()
            .filter_map(|[id, ..]| if let Value::Bytes(id) = id { Some(id.as_slice()) } else { None })
            .collect();
        for id in &turned {
            conn.put("UPDATE event SET key = NULL WHERE dossier = $1", &[(*id).into()])?;
        }
        for event in &self.events {
            conn.put(EVENT, event)?;
        }
        self.give_files(conn, &turned)?;
        let mut lost = Vec::new();
        for id in turned {
            const LOST: &str = "SELECT e.seq FROM event e JOIN dossier d ON d.id = e.dossier \
                                WHERE d.id = $1 AND d.key IS NOT NULL AND e.key IS NULL AND e.body IS NOT NULL ORDER BY e.seq";
            let seqs: Vec<u64> = conn
                .query(LOST, &[id.into()])?
                .iter()
                .map(|row| Ok(u64::try_from(row.int(0)?).unwrap_or(0)))
                .collect::<Result<_, StoreError>>()?;
            if !seqs.is_empty() {
                lost.push((whose(id)?, seqs));
            }
        }
        Ok(lost)
    }

    /// Of a dossier in which something was forgotten only the files live that have a key here.
    fn give_files(&self, conn: &mut dyn Connection, turned: &BTreeSet<&[u8]>) -> Result<(), StoreError> {
        const FILE: &str = "UPDATE file SET key = $3 WHERE dossier = $1 AND no = $2";
        let known = |id: &[u8], no: i64| {
            self.files.iter().any(|[of, at, _]| *of == Value::Bytes(id.to_vec()) && *at == Value::Int(no))
        };
        for id in turned {
            for row in conn.query("SELECT no FROM file WHERE dossier = $1", &[(*id).into()])? {
                let no = row.int(0)?;
                if !known(id, no) {
                    conn.put("DELETE FROM file WHERE dossier = $1 AND no = $2", &[(*id).into(), no.into()])?;
                }
            }
        }
        self.files.iter().try_for_each(|file| conn.exec(FILE, file).map(drop))
    }
}
