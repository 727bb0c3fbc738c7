//! Boxes of slips: what people hand in without an account. A slip is no event, for an event carries a moment and a place in a row, and
//! with those an answer leads back to whoever gave it. A box keeps neither: slips lie in drawers, each drawer is sealed anew as a whole
//! when one is added, and in it they lie in the order of a random number. It never writes in the book: there is no person to write down,
//! and the moment would tell who answered ([ADR 6](../../../docs/adr/0006-boxes-of-slips.md)).
//!
//! A box has a key of its own. When it is shut everything in it is sealed anew at once under another one, and the first leaves the ring
//! ([ADR 9](../../../../docs/adr/0009-forgotten-is-forgotten.md)): what log, dead rows and copies still hold of the box as it grew opens
//! nowhere any more.

use crate::engine::{
    keys::{self, Key, Keys, Random, SealError, fresh},
    ring::KeyError,
    slice,
    store::{Connection, StoreError, Value},
};
use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use kernel::{DossierId, Refusal};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

/// How a box treats the ticket a slip comes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Anonymous: the box knows that the ticket has been used, and nothing ties it to a slip. A second slip is refused.
    Once,
    /// Known: the slip takes the place of the one that this ticket handed in before.
    Latest,
}

/// Something to hand in.
#[derive(Debug, Clone)]
pub struct Slip {
    /// The name of the box within the dossier.
    pub into: String,
    /// What the sender was given: a long random word, in their address.
    pub ticket: String,
    /// What the box does with the ticket.
    pub keep: Keep,
    /// What is written on it.
    pub body: Vec<u8>,
}

/// The random number of a slip in its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlipId([u8; 8]);

impl fmt::Display for SlipId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&keys::hex(&self.0))
    }
}

impl FromStr for SlipId {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        const NO: Refusal = Refusal::of("Dit briefje bestaat niet.", "This slip does not exist.");
        let number = u64::from_str_radix(text, 16).map_err(|_| NO)?;
        if text.len() == 16 { Ok(Self(number.to_be_bytes())) } else { Err(NO) }
    }
}

impl Serialize for SlipId {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SlipId {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(|r: Refusal| serde::de::Error::custom(r.why.en))
    }
}

/// A slip taken out of its box to be read.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Its number.
    pub id: SlipId,
    /// What is written on it.
    pub body: Vec<u8>,
}

/// A slip as it lies in a drawer.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) id: SlipId,
    /// The mark of its ticket, for a box that keeps the latest; none in an anonymous one.
    pub(crate) mark: Option<String>,
    pub(crate) body: String,
}

/// The drawer with the marks of used tickets.
pub(crate) const USED: i64 = -1;
/// Anonymous slips go into any of these, by chance.
const ANY: u8 = 16;
/// Known slips go into the drawer of their mark, behind the others.
const OWN: u8 = 64;

fn bound(id: DossierId, of: &str, drawer: i64) -> Vec<u8> {
    [b"slip/".as_slice(), id.bytes(), &drawer.to_be_bytes(), of.as_bytes()].concat()
}

/// A ticket as a box knows it: who has the box and not the ticket cannot find the one from the other.
pub(crate) fn mark(keys: &Keys, id: DossierId, of: &str, ticket: &str) -> String {
    keys::hex(&keys.finding.digest(&[b"ticket", id.bytes(), of.as_bytes(), ticket.as_bytes()])[..16])
}

/// What a drawer holds is filled up with blanks to a multiple of this many bytes, so that its size grows in steps of some ten answers.
const FILLED: usize = 2048;

/// What opens a box.
pub(crate) struct BoxKey {
    key: Key,
    /// Whether it was shut: nothing goes in any more.
    shut: bool,
}

/// What opens a box; nothing before its first slip and after it was emptied.
pub(crate) fn key_of(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    of: &str,
) -> Result<Option<BoxKey>, StoreError> {
    const SQL: &str = "SELECT key, epoch, shut FROM box WHERE dossier = $1 AND name = $2 AND key IS NOT NULL";
    let Some(row) = conn.first(SQL, &[id.bytes().as_slice().into(), of.into()])? else { return Ok(None) };
    let key = keys.ring.unwrap((id, of), row.int(1)?, row.bytes(0)?).map_err(|shut| match shut {
        KeyError::Turned => StoreError::Turned,
        KeyError::Changed => StoreError::Damaged,
    })?;
    Ok(Some(BoxKey { key, shut: row.int_or_null(2)?.is_some() }))
}

/// Gives a box a new key.
fn give_key(
    conn: &mut dyn Connection,
    (keys, random): (&Keys, &dyn Random),
    (id, of): (DossierId, &str),
    shut: Option<i64>,
) -> Result<Key, StoreError> {
    const SQL: &str = "INSERT INTO box (dossier, name, key, epoch, shut) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dossier, name) \
                       DO UPDATE SET key = excluded.key, epoch = excluded.epoch, shut = excluded.shut";
    let key = Key::fresh(random);
    let wrapped = slice::wrap(conn, keys, random, (id, of), &key)?;
    let place: [Value; 2] = [id.bytes().as_slice().into(), of.into()];
    let [id, of] = place;
    conn.exec(SQL, &[id, of, wrapped.bytes.into(), wrapped.generation.into(), shut.into()])?;
    Ok(key)
}

/// One drawer of one box, with what opens it.
struct Drawer<'a> {
    key: &'a Key,
    id: DossierId,
    of: &'a str,
    number: i64,
}

impl Drawer<'_> {
    fn place(&self) -> [Value; 3] {
        [self.id.bytes().to_vec().into(), self.of.into(), self.number.into()]
    }

    fn is_there(&self, conn: &mut dyn Connection) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT drawer FROM slip WHERE dossier = $1 AND box = $2 AND drawer = $3";
        Ok(conn.first(SQL, &self.place())?.is_some())
    }

    fn read<T: Default + for<'de> Deserialize<'de>>(&self, conn: &mut dyn Connection) -> Result<T, StoreError> {
        const SQL: &str = "SELECT body FROM slip WHERE dossier = $1 AND box = $2 AND drawer = $3";
        let Some(row) = conn.first(SQL, &self.place())? else { return Ok(T::default()) };
        self.open(row.bytes(0)?)
    }

    fn open<T: for<'de> Deserialize<'de>>(&self, sealed: &[u8]) -> Result<T, StoreError> {
        let plain =
            self.key.open(sealed, &bound(self.id, self.of, self.number)).map_err(|SealError| StoreError::Damaged)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::Damaged)
    }

    fn write(
        &self,
        conn: &mut dyn Connection,
        random: &dyn Random,
        content: &impl Serialize,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO slip (dossier, box, drawer, body) VALUES ($1, $2, $3, $4) \
                           ON CONFLICT (dossier, box, drawer) DO UPDATE SET body = excluded.body";
        let mut plain = serde_json::to_vec(content).map_err(|_| StoreError::Shape("a slip"))?;
        plain.resize(plain.len().next_multiple_of(FILLED), b' ');
        let [id, of, number] = self.place();
        let body = self.key.seal(random, &plain, &bound(self.id, self.of, self.number)).into();
        conn.exec(SQL, &[id, of, number, body]).map(drop)
    }
}

/// What kept a slip out of its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Put {
    In,
    /// The dossier is no longer as the sender's permit saw it.
    Stale,
    /// The ticket was used before.
    Used,
}

/// What is needed to put a slip in.
pub(crate) struct Putting<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) random: &'a dyn Random,
    pub(crate) id: DossierId,
    pub(crate) seq: i64,
}

impl Putting<'_> {
    pub(crate) fn put(&self, conn: &mut dyn Connection, slip: &Slip) -> Result<Put, StoreError> {
        // The permit was given on the dossier as it was; a step that was closed in the meantime takes no slip. And whoever hands in at the
        // same dossier waits here, on whatever node, so that no drawer is read before the other has written it back.
        const HOLD: &str = "UPDATE dossier SET seq = seq WHERE id = $1 AND seq = $2 AND destroyed IS NULL";
        if conn.exec(HOLD, &[self.id.bytes().as_slice().into(), self.seq.into()])? == 0 {
            return Ok(Put::Stale);
        }
        let key = match key_of(conn, self.keys, self.id, &slip.into)? {
            Some(BoxKey { shut: true, .. }) => return Ok(Put::Stale),
            Some(BoxKey { key, shut: false }) => key,
            None => give_key(conn, (self.keys, self.random), (self.id, &slip.into), None)?,
        };
        let mark = mark(self.keys, self.id, &slip.into, &slip.ticket);
        let at = |number| Drawer { key: &key, id: self.id, of: &slip.into, number };
        let [chance] = fresh::<1>(self.random);
        let (drawer, mark) = match slip.keep {
            Keep::Once => {
                if !at(USED).is_there(conn)? {
                    // All at once and in their order, so that where they lie does not tell which of them got its first slip when.
                    for drawer in 0..i64::from(ANY) {
                        at(drawer).write(conn, self.random, &Vec::<Kept>::new())?;
                    }
                }
                let mut used: BTreeSet<String> = at(USED).read(conn)?;
                if !used.insert(mark) {
                    return Ok(Put::Used);
                }
                at(USED).write(conn, self.random, &used)?;
                (at(i64::from(chance % ANY)), None)
            }
            Keep::Latest => (at(own_drawer(&mark)), Some(mark)),
        };
        let mut kept: Vec<Kept> = drawer.read(conn)?;
        let before = mark.as_ref().and_then(|m| kept.iter().position(|k| k.mark.as_ref() == Some(m)));
        let body = BASE64_STANDARD_NO_PAD.encode(&slip.body);
        match before.and_then(|n| kept.get_mut(n)) {
            Some(old) => old.body = body,
            None => kept.push(Kept { id: SlipId(fresh(self.random)), mark, body }),
        }
        kept.sort_by_key(|k| k.id);
        drawer.write(conn, self.random, &kept)?;
        Ok(Put::In)
    }
}

/// What lies in one drawer of a box; the same as in an empty one when nothing was ever put in.
pub(crate) fn read<T: Default + for<'de> Deserialize<'de>>(
    conn: &mut dyn Connection,
    keys: &Keys,
    (id, of): (DossierId, &str),
    number: i64,
) -> Result<T, StoreError> {
    let Some(BoxKey { key, .. }) = key_of(conn, keys, id, of)? else { return Ok(T::default()) };
    Drawer { key: &key, id, of, number }.read(conn)
}

/// Everything that lies in the drawers of a box.
fn kept(conn: &mut dyn Connection, key: &Key, id: DossierId, of: &str) -> Result<Vec<Kept>, StoreError> {
    const SQL: &str = "SELECT drawer, body FROM slip WHERE dossier = $1 AND box = $2 AND drawer >= 0";
    let mut all: Vec<Kept> = Vec::new();
    for row in conn.query(SQL, &[id.bytes().to_vec().into(), of.into()])? {
        all.extend(Drawer { key, id, of, number: row.int(0)? }.open::<Vec<Kept>>(row.bytes(1)?)?);
    }
    all.sort_by_key(|k| k.id);
    Ok(all)
}

/// Every slip of a box, in the order of their random numbers.
pub(crate) fn draw(conn: &mut dyn Connection, keys: &Keys, id: DossierId, of: &str) -> Result<Vec<Drawn>, StoreError> {
    let Some(BoxKey { key, .. }) = key_of(conn, keys, id, of)? else { return Ok(Vec::new()) };
    let drawn = |one: Kept| {
        let body = BASE64_STANDARD_NO_PAD.decode(&one.body).map_err(|_| StoreError::Damaged)?;
        Ok(Drawn { id: one.id, body })
    };
    kept(conn, &key, id, of)?.into_iter().map(drawn).collect()
}

/// The drawer of a known slip with this mark.
pub(crate) fn own_drawer(mark: &str) -> i64 {
    let own = u8::from_str_radix(mark.get(..2).unwrap_or_default(), 16).unwrap_or(0);
    i64::from(ANY) + i64::from(own % OWN)
}

/// Shuts a box: everything in it is sealed anew, at once, in the order of their random numbers and under another key. Which tickets were
/// used is forgotten. A box in which nothing ever lay, or that was shut before, stays as it is.
pub(crate) fn shut(
    conn: &mut dyn Connection,
    (keys, random): (&Keys, &dyn Random),
    (id, of): (DossierId, &str),
    at: i64,
) -> Result<(), StoreError> {
    let Some(BoxKey { key, shut: false }) = key_of(conn, keys, id, of)? else { return Ok(()) };
    let slips = kept(conn, &key, id, of)?;
    conn.exec(EMPTY, &[id.bytes().to_vec().into(), of.into()])?;
    let key = give_key(conn, (keys, random), (id, of), Some(at))?;
    let mut drawers: BTreeMap<i64, Vec<Kept>> = BTreeMap::from([(0, Vec::new())]);
    for slip in slips {
        drawers.entry(slip.mark.as_deref().map_or(0, own_drawer)).or_default().push(slip);
    }
    drawers.iter().try_for_each(|(&number, slips)| Drawer { key: &key, id, of, number }.write(conn, random, slips))
}

const EMPTY: &str = "DELETE FROM slip WHERE dossier = $1 AND box = $2";

/// Takes everything out of a box for good, and its key with it.
pub(crate) fn empty(conn: &mut dyn Connection, id: DossierId, of: &str) -> Result<(), StoreError> {
    let place: [Value; 2] = [id.bytes().to_vec().into(), of.into()];
    conn.exec(EMPTY, &place)?;
    conn.exec("DELETE FROM box WHERE dossier = $1 AND name = $2", &place).map(drop)
}

/// The boxes of a dossier of which a drawer does not open, for `verify`.
pub(crate) fn check(conn: &mut dyn Connection, keys: &Keys, id: DossierId) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT box, drawer, body FROM slip WHERE dossier = $1";
    let mut opened: BTreeMap<String, Option<Key>> = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    for row in conn.query(SQL, &[id.bytes().to_vec().into()])? {
        let of = row.text(0)?;
        if !opened.contains_key(of) {
            let key = match key_of(conn, keys, id, of) {
                Ok(found) => found.map(|found| found.key),
                Err(StoreError::Damaged | StoreError::Turned) => None,
                Err(e) => return Err(e),
            };
            opened.insert(of.to_owned(), key);
        }
        let opens = |key: &Key| {
            let drawer = Drawer { key, id, of, number: row.int(1)? };
            Ok::<_, StoreError>(drawer.open::<serde_json::Value>(row.bytes(2)?).is_ok())
        };
        if !opened.get(of).and_then(Option::as_ref).map_or(Ok(false), opens)? {
            wrong.insert(of.to_owned());
        }
    }
    Ok(wrong.into_iter().collect())
}

/// Until version 2 of the store boxes were sealed under the key of their dossier: gives each its own. One that does not open stays as it is.
pub(crate) fn take_over(
    conn: &mut dyn Connection,
    (keys, random): (&Keys, &dyn Random),
    id: DossierId,
    before: &Key,
) -> Result<(), StoreError> {
    const SQL: &str = "SELECT box, drawer, body FROM slip WHERE dossier = $1 ORDER BY box";
    let mut own: BTreeMap<String, Key> = BTreeMap::new();
    for row in conn.query(SQL, &[id.bytes().to_vec().into()])? {
        let (of, number) = (row.text(0)?, row.int(1)?);
        let Ok(content) = (Drawer { key: before, id, of, number }).open::<serde_json::Value>(row.bytes(2)?) else {
            continue;
        };
        if !own.contains_key(of) {
            own.insert(of.to_owned(), give_key(conn, (keys, random), (id, of), None)?);
        }
        if let Some(key) = own.get(of) {
            Drawer { key, id, of, number }.write(conn, random, &content)?;
        }
    }
    Ok(())
}
