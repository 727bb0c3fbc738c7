//! Growing the log: what is in the book and not in the log yet gets its leaf, in small transactions of their own, and then the whole is
//! signed. Only who holds the lease does it, and each transaction makes sure of that.

use super::{
    LEASE, SECONDS, What, leaf_of,
    merkle::{Edge, Hash},
    note::{Head, Note, Signer},
};
use crate::engine::{
    keys::Keys,
    lease,
    store::{Connection, StoreError, Value},
};
use kernel::Timestamp;
use std::{thread::sleep, time::Duration};

/// About so many leaves go into one transaction: nobody who writes at that moment waits for long.
const GROUP: usize = 500;

/// So long nothing is written between two groups. SQLite has no line of who waits: without it a writer might not get in between, and the
/// first run over a large house has thousands of groups.
const BREATH: Duration = Duration::from_millis(10);

/// Another node or program does this now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lost;

fn number(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// How many leaves there are.
fn size(conn: &mut dyn Connection) -> Result<u64, StoreError> {
    let last = conn.first("SELECT n FROM leaf ORDER BY n DESC LIMIT 1", &[])?;
    last.map_or(Ok(0), |row| Ok(number(row.int(0)?) + 1))
}

/// The hash of subtree number n of 2^level leaves.
pub(crate) fn tree_at(conn: &mut dyn Connection, level: u32, n: u64) -> Result<Hash, StoreError> {
    const LEAF: &str = "SELECT hash FROM leaf WHERE n = $1";
    const TREE: &str = "SELECT hash FROM tree WHERE level = $1 AND n = $2";
    const GONE: StoreError = StoreError::Told("the log of checkpoints misses a part: see `casustafel verify`");
    let row = match level {
        0 => conn.first(LEAF, &[signed(n).into()])?,
        _ => conn.first(TREE, &[i64::from(level).into(), signed(n).into()])?,
    };
    row.ok_or(GONE)?.bytes(0)?.try_into().map_err(|_| GONE)
}

/// Runs work in a transaction in which the lease is held; takes it back when it is not.
fn holding<T>(
    conn: &mut dyn Connection,
    (holder, now): (&str, Timestamp),
    work: impl FnOnce(&mut dyn Connection) -> Result<T, StoreError>,
) -> Result<Result<T, Lost>, StoreError> {
    conn.begin()?;
    let done = (|| {
        if !lease::hold(conn, LEASE, holder, now, SECONDS)? {
            return Ok(Err(Lost));
        }
        let done = work(conn)?;
        conn.say("COMMIT")?;
        Ok(Ok(done))
    })();
    if !matches!(done, Ok(Ok(_))) {
        drop(conn.say("ROLLBACK"));
    }
    done
}

/// A leaf that is to be written.
struct New {
    what: What,
    dossier: Value,
    place: i64,
    hash: Hash,
}

/// Gives everything that has none a leaf, group by group. Gives how many leaves there are now.
pub(crate) fn grow(
    conn: &mut dyn Connection,
    keys: &Keys,
    holder: &str,
    now: impl Fn() -> Timestamp,
) -> Result<Result<u64, Lost>, StoreError> {
    loop {
        match holding(conn, (holder, now()), |conn| group(conn, keys))? {
            Err(lost) => return Ok(Err(lost)),
            Ok((0, size)) => return Ok(Ok(size)),
            Ok((wrote, _)) if wrote >= GROUP => sleep(BREATH),
            Ok(_) => {}
        }
    }
}

/// One group of leaves. Gives how many, and how many there are then.
fn group(conn: &mut dyn Connection, keys: &Keys) -> Result<(usize, u64), StoreError> {
    let mut to = Writing { edge: edge(conn)?, made: Vec::new(), wrote: 0 };
    for row in conn.query("SELECT node FROM book_head ORDER BY node", &[])? {
        if to.wrote >= GROUP {
            break;
        }
        lines(conn, keys, row.text(0)?, &mut to)?;
    }
    const TREE: &str = "INSERT INTO tree (level, n, hash) VALUES ($1, $2, $3)";
    for (level, n, hash) in &to.made {
        conn.put(TREE, &[i64::from(*level).into(), signed(*n).into(), hash.as_slice().into()])?;
    }
    Ok((to.wrote, to.edge.size()))
}

fn edge(conn: &mut dyn Connection) -> Result<Edge, StoreError> {
    let size = size(conn)?;
    Edge::at(size, |level, n| tree_at(conn, level, n))
}

/// What one group has come to.
struct Writing {
    edge: Edge,
    made: Vec<(u32, u64, Hash)>,
    wrote: usize,
}

impl Writing {
    fn put(&mut self, conn: &mut dyn Connection, node: &str, line: i64, leaf: New) -> Result<(), StoreError> {
        const LEAF: &str =
            "INSERT INTO leaf (n, node, line, what, dossier, place, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values: [Value; 7] = [
            signed(self.edge.size()).into(),
            node.into(),
            line.into(),
            leaf.what.number().into(),
            leaf.dossier,
            leaf.place.into(),
            leaf.hash.as_slice().into(),
        ];
        conn.put(LEAF, &values)?;
        let made = &mut self.made;
        self.edge.push(leaf.hash, |level, n, hash| made.push((level, n, hash)));
        self.wrote += 1;
        Ok(())
    }
}

/// The lines of one node that are not in the log, each behind what its act wrote.
fn lines(conn: &mut dyn Connection, keys: &Keys, node: &str, to: &mut Writing) -> Result<(), StoreError> {
    const LAST: &str = "SELECT line FROM leaf WHERE node = $1 AND what = 0 ORDER BY line DESC LIMIT 1";
    const LINES: &str =
        "SELECT n, dossier, outcome, rev, link FROM book WHERE node = $1 AND n > $2 ORDER BY n LIMIT 500";
    let last = conn.first(LAST, &[node.into()])?.map_or(Ok(0), |row| row.int(0))?;
    for row in conn.query(LINES, &[node.into(), last.into()])? {
        if to.wrote >= GROUP {
            return Ok(());
        }
        let n = row.int(0)?;
        if let (Some(dossier), "act") = (row.bytes_or_null(1)?, row.text(2)?)
            && !dossier_of(conn, keys, (node, n), (dossier, row.int_or_null(3)?), to)?
        {
            // There is more of it than goes into one group: its line comes when all of it is there.
            return Ok(());
        }
        let hash = leaf_of(keys, What::Line, node.as_bytes(), n, row.bytes(4)?);
        to.put(conn, node, n, New { what: What::Line, dossier: Value::Null, place: n, hash })?;
    }
    Ok(())
}

/// The events and marks of a dossier that are not in the log, up to now: those of a later act may be among them, and then they are there
/// when that act's line comes. Gives whether that was all.
fn dossier_of(
    conn: &mut dyn Connection,
    keys: &Keys,
    (node, line): (&str, i64),
    (dossier, rev): (&[u8], Option<i64>),
    to: &mut Writing,
) -> Result<bool, StoreError> {
    const EVENTS: &str = "SELECT seq, link FROM event WHERE dossier = $1 AND seq > $2 ORDER BY seq LIMIT 500";
    const MARKS: &str = "SELECT n, link FROM mark WHERE dossier = $1 AND n > $2 ORDER BY n LIMIT 500";
    let (events, marks) = (logged(conn, dossier, What::Event)?, logged(conn, dossier, What::Mark)?);
    if rev.is_some_and(|rev| events + marks >= rev) {
        return Ok(true);
    }
    for (what, sql, after) in [(What::Event, EVENTS, events), (What::Mark, MARKS, marks)] {
        let mut after = after;
        loop {
            let rows = conn.query(sql, &[dossier.into(), after.into()])?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                if to.wrote >= GROUP {
                    return Ok(false);
                }
                after = row.int(0)?;
                let hash = leaf_of(keys, what, dossier, after, row.bytes(1)?);
                to.put(conn, node, line, New { what, dossier: dossier.into(), place: after, hash })?;
            }
        }
    }
    Ok(true)
}

/// Up to where this dossier's events or marks are in the log.
fn logged(conn: &mut dyn Connection, dossier: &[u8], what: What) -> Result<i64, StoreError> {
    const LAST: &str = "SELECT place FROM leaf WHERE dossier = $1 AND what = $2 ORDER BY place DESC LIMIT 1";
    conn.first(LAST, &[dossier.into(), what.number().into()])?.map_or(Ok(0), |row| row.int(0))
}

/// Signs the log as it is, when it grew since the last checkpoint, and follows from it. Gives the newest note, and whether it is new.
pub(crate) fn sign(
    conn: &mut dyn Connection,
    signer: &Signer,
    holder: &str,
    now: Timestamp,
) -> Result<Result<(Note, bool), Lost>, StoreError> {
    const LAST: &str = "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1";
    const NEW: &str = "INSERT INTO checkpoint (size, at, note) VALUES ($1, $2, $3)";
    const FORKED: StoreError = StoreError::Told(
        "the log does not follow from the last checkpoint, so nothing is signed: see `casustafel verify`",
    );
    holding(conn, (holder, now), |conn| {
        let edge = edge(conn)?;
        if let Some(row) = conn.first(LAST, &[])? {
            let note: Note = row.text(0)?.parse().map_err(|_| FORKED)?;
            let head: Head = note.text.parse().map_err(|_| FORKED)?;
            if !note.is_signed_by(&signer.verifier()) || head.size > edge.size() {
                return Err(FORKED);
            }
            if Edge::at(head.size, |level, n| tree_at(conn, level, n))?.root() != head.root {
                return Err(FORKED);
            }
            if head.size == edge.size() {
                return Ok((note, false));
            }
        }
        let text =
            Head { origin: signer.verifier().name().to_owned(), size: edge.size(), root: edge.root() }.to_string();
        let note = Note { signatures: vec![signer.sign(&text, 0)], text };
        let values: [Value; 3] = [signed(edge.size()).into(), now.as_microsecond().into(), note.to_string().into()];
        conn.put(NEW, &values)?;
        Ok((note, true))
    })
}
