//! Holding the log against the store as it is today, leaf by leaf and never all at once: whether each leaf is still of what lies there,
//! whether everything has one, and which root there was at each size that somebody asks for.

use super::{
    What, leaf_of,
    merkle::{Edge, Hash},
};
use crate::engine::{
    keys::{Keys, hex},
    store::{Connection, Row, StoreError, Value},
};
use kernel::{DossierId, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many things that are wrong are told one by one.
const TOLD: usize = 50;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// How many leaves there are.
    pub(crate) leaves: u64,
    /// The roots at the sizes that were asked for, as far as the log goes.
    pub(crate) roots: BTreeMap<u64, Hash>,
    /// What is wrong and where, never content.
    pub(crate) wrong: Vec<String>,
    /// Beyond those that are told.
    more: u64,
}

impl Checked {
    fn tell(&mut self, what: impl FnOnce() -> String) {
        if self.wrong.len() < TOLD {
            self.wrong.push(what());
        } else {
            self.more += 1;
        }
    }
}

const PAGE: &str = "SELECT l.n, l.node, l.line, l.what, l.dossier, l.place, l.hash, b.link, e.link, m.link FROM leaf l \
     LEFT JOIN book b ON l.what = 0 AND b.node = l.node AND b.n = l.line \
     LEFT JOIN event e ON l.what = 1 AND e.dossier = l.dossier AND e.seq = l.place \
     LEFT JOIN mark m ON l.what = 2 AND m.dossier = l.dossier AND m.n = l.place \
     WHERE l.n >= $1 AND l.n < $2 ORDER BY l.n";
const NEXT: &str = "SELECT n FROM leaf WHERE n >= $1 ORDER BY n LIMIT 1";
/// So many leaves at a time.
const AT_ONCE: i64 = 1000;

/// Walks the whole log. `sizes` are those of which the root is asked.
pub(crate) fn check(conn: &mut dyn Connection, keys: &Keys, sizes: &BTreeSet<u64>) -> Result<Checked, StoreError> {
    let mut found = Checked::default();
    let (mut edge, mut lines, mut nodes) = (Edge::default(), HashMap::new(), 0);
    // Where a leaf is missing no root behind it can be told.
    let mut whole = true;
    let mut from = i64::MIN;
    // From one that is there to the next: nobody makes this walk long by a number that is far away.
    while let Some(next) = conn.first(NEXT, &[from.into()])? {
        let first = next.int(0)?;
        let Some(next) = first.checked_add(AT_ONCE) else {
            found.tell(|| format!("log: leaf {first} is not of this log"));
            break;
        };
        from = next;
        let rows = conn.query(PAGE, &[first.into(), from.into()])?;
        let mut made = Vec::new();
        for row in &rows {
            let n = row.int(0)?;
            if whole && u64::try_from(n) != Ok(edge.size()) {
                found.tell(|| format!("log: leaf {} is gone", edge.size()));
                whole = false;
            }
            one(row, keys, &mut lines, &mut found)?;
            found.leaves += 1;
            let hash: Hash = row.bytes(6)?.try_into().unwrap_or_default();
            edge.push(hash, |level, n, hash| made.push((level, n, hash)));
            if whole && sizes.contains(&edge.size()) {
                found.roots.insert(edge.size(), edge.root());
            }
        }
        nodes += made.len();
        if whole {
            compare(conn, &made, &mut found)?;
        }
    }
    let stored = conn.first("SELECT COUNT(*) FROM tree", &[])?.map_or(Ok(0), |row| row.int(0))?;
    if whole && i64::try_from(nodes) != Ok(stored) {
        found.tell(|| format!("log: its tree has {stored} nodes and should have {nodes}"));
    }
    unlogged(conn, &mut found)?;
    if found.more > 0 {
        found.wrong.push(format!("log: and {} more", found.more));
    }
    Ok(found)
}

/// A dossier as it is named everywhere.
fn named(id: &[u8]) -> String {
    DossierId::from_bytes(id).map_or_else(|| hex(id), |id| id.to_string())
}

/// Whether a leaf is of what lies there today, and the next of its node.
fn one(row: &Row, keys: &Keys, lines: &mut HashMap<String, i64>, found: &mut Checked) -> Result<(), StoreError> {
    let (n, node, line, place) = (row.int(0)?, row.text(1)?, row.int(2)?, row.int(5)?);
    let dossier = row.bytes_or_null(4)?;
    let Some(what) = What::of(row.int(3)?) else {
        found.tell(|| format!("log: leaf {n} is of nothing that this program knows"));
        return Ok(());
    };
    let (chain, stored) = match what {
        What::Line => (node.as_bytes(), row.bytes_or_null(7)?),
        What::Event => (dossier.unwrap_or_default(), row.bytes_or_null(8)?),
        What::Mark => (dossier.unwrap_or_default(), row.bytes_or_null(9)?),
    };
    let which = || match what {
        What::Line => format!("line {line} of book {node}"),
        What::Event => format!("event {place} of dossier {}", named(dossier.unwrap_or_default())),
        What::Mark => format!("mark {place} of dossier {}", named(dossier.unwrap_or_default())),
    };
    match stored {
        None => found.tell(|| format!("log: {} is gone (leaf {n})", which())),
        Some(conn) if leaf_of(keys, what, chain, place, conn).as_slice() != row.bytes(6)? => {
            found.tell(|| format!("log: {} is not what it was when it was logged (leaf {n})", which()));
        }
        Some(_) => {}
    }
    if what == What::Line {
        let before = lines.insert(node.to_owned(), line).unwrap_or(0);
        if line != before + 1 || place != line {
            found.tell(|| format!("log: book {node} goes from line {before} to line {line} (leaf {n})"));
        }
    }
    Ok(())
}

/// Holds the nodes above some leaves against the tree that is stored.
fn compare(conn: &mut dyn Connection, made: &[(u32, u64, Hash)], found: &mut Checked) -> Result<(), StoreError> {
    const NODES: &str = "SELECT n, hash FROM tree WHERE level = $1 AND n >= $2 AND n <= $3";
    let mut levels: BTreeMap<u32, Vec<(i64, &Hash)>> = BTreeMap::new();
    for (level, n, hash) in made {
        levels.entry(*level).or_default().push((i64::try_from(*n).unwrap_or(i64::MAX), hash));
    }
    for (level, made) in levels {
        let (Some((first, _)), Some((last, _))) = (made.first(), made.last()) else { continue };
        let values: [Value; 3] = [i64::from(level).into(), (*first).into(), (*last).into()];
        let mut stored = HashMap::new();
        for row in conn.query(NODES, &values)? {
            stored.insert(row.int(0)?, row.bytes(1)?.to_vec());
        }
        for (n, hash) in made {
            if stored.get(&n).map(Vec::as_slice) != Some(hash.as_slice()) {
                found.tell(|| format!("log: node {n} of level {level} of its tree does not fit its leaves"));
            }
        }
    }
    Ok(())
}

/// What was there when a line was logged of which the act wrote it, and has no leaf.
fn unlogged(conn: &mut dyn Connection, found: &mut Checked) -> Result<(), StoreError> {
    const EVENTS: &str = "SELECT DISTINCT e.dossier FROM event e WHERE NOT EXISTS \
         (SELECT 1 FROM leaf l WHERE l.dossier = e.dossier AND l.what = 1 AND l.place = e.seq) AND NOT EXISTS \
         (SELECT 1 FROM book b WHERE b.dossier = e.dossier AND b.outcome = 'act' AND b.n > \
         COALESCE((SELECT MAX(l.line) FROM leaf l WHERE l.node = b.node AND l.what = 0), 0)) LIMIT 50";
    const MARKS: &str = "SELECT DISTINCT m.dossier FROM mark m WHERE NOT EXISTS \
         (SELECT 1 FROM leaf l WHERE l.dossier = m.dossier AND l.what = 2 AND l.place = m.n) AND NOT EXISTS \
         (SELECT 1 FROM book b WHERE b.dossier = m.dossier AND b.outcome = 'act' AND b.n > \
         COALESCE((SELECT MAX(l.line) FROM leaf l WHERE l.node = b.node AND l.what = 0), 0)) LIMIT 50";
    // A house that never made a checkpoint has no log to be held against.
    if found.leaves == 0 {
        return Ok(());
    }
    for (sql, what) in [(EVENTS, "an event"), (MARKS, "a mark")] {
        for row in conn.query(sql, &[])? {
            let dossier = named(row.bytes(0)?);
            found.tell(|| format!("dossier {dossier}: {what} in it that the log does not have"));
        }
    }
    Ok(())
}

/// What is in the book and not in the log yet: how many lines, and the moments of the first and the last of them.
pub(crate) fn outside(conn: &mut dyn Connection) -> Result<Option<(u64, Timestamp, Timestamp)>, StoreError> {
    const LAST: &str = "SELECT line FROM leaf WHERE node = $1 AND what = 0 ORDER BY line DESC LIMIT 1";
    const REST: &str = "SELECT COUNT(*), MIN(at), MAX(at) FROM book WHERE node = $1 AND n > $2";
    let (mut count, mut first, mut last) = (0, i64::MAX, i64::MIN);
    for row in conn.query("SELECT node, n FROM book_head", &[])? {
        let node: Value = row.text(0)?.into();
        let logged = conn.first(LAST, std::slice::from_ref(&node))?.map_or(Ok(0), |row| row.int(0))?;
        if logged >= row.int(1)? {
            continue;
        }
        let Some(rest) = conn.first(REST, &[node, logged.into()])? else { continue };
        count += rest.int(0)?;
        first = first.min(rest.int_or_null(1)?.unwrap_or(i64::MAX));
        last = last.max(rest.int_or_null(2)?.unwrap_or(i64::MIN));
    }
    let moment = |micros| Timestamp::from_microsecond(micros).map_err(|_| StoreError::Shape("a moment"));
    match u64::try_from(count) {
        Ok(count) if count > 0 => Ok(Some((count, moment(first)?, moment(last)?))),
        _ => Ok(None),
    }
}
