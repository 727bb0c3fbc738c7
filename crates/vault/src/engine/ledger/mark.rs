//! Marks of forgetting: which event was emptied, or that the whole was destroyed; by whom, when and by which act. They form a chain of their
//! own beside the events, so that nothing is emptied without one.

use super::{GENESIS, beside, signed, snapshot, stand::Stand};
use crate::engine::{
    book, files, framing,
    keys::{self, Key, Keys, Random, SealError},
    slice::{self, Wrapped},
    store::{Connection, StoreError, Value},
};
use kernel::DossierId;

/// The event number of a mark that is about the whole dossier.
const ALL: u64 = 0;

/// Who forgets, when and by which act: what the line of the book says too.
pub(crate) struct Because<'a> {
    at: i64,
    who: &'a str,
    agency: &'a str,
    act: &'a str,
}

impl<'a> Because<'a> {
    /// As this line of the book tells.
    pub(crate) fn of(line: &'a book::Line) -> Self {
        Self { at: line.at.as_microsecond(), who: &line.person, agency: &line.agency, act: line.act }
    }
}

/// What a mark says.
fn word(seq: u64) -> &'static str {
    if seq == ALL { "destroyed" } else { "erased" }
}

/// The link of a mark: a keyed digest over the mark before it and every column.
pub(super) fn link_of(keys: &Keys, before: &[u8], id: DossierId, columns: &[Value]) -> Vec<u8> {
    framing::digest(&keys.chain, &[b"mark", before, id.bytes().as_slice()], columns).to_vec()
}

fn add(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    stand: &mut Stand,
    (seq, because): (u64, &Because<'_>),
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO mark (dossier, n, what, seq, at, who, agency, act, link) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    stand.marks += 1;
    let mut values: Vec<Value> = vec![
        signed(stand.marks).into(),
        word(seq).into(),
        signed(seq).into(),
        because.at.into(),
        because.who.into(),
        because.agency.into(),
        because.act.into(),
    ];
    stand.mark = link_of(keys, &stand.mark, id, &values);
    values.insert(0, id.bytes().as_slice().into());
    values.push(stand.mark.as_slice().into());
    conn.put(SQL, &values)
}

/// Forgets one event: its key and body go, its place in the chain stays, and a mark says so.
pub(super) fn erase(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    stand: &mut Stand,
    (seq, because): (u64, &Because<'_>),
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE event SET key = NULL, body = NULL WHERE dossier = $1 AND seq = $2 AND body IS NOT NULL";
    if conn.exec(SQL, &[id.bytes().as_slice().into(), signed(seq).into()])? == 1 {
        add(conn, keys, id, stand, (seq, because))?;
    }
    Ok(())
}

/// Gives a dossier another key: the keys of the events and files that live are wrapped under it, and what was forgotten stays behind under the
/// first, which leaves the ring when its slice is turned.
pub(super) fn rekey(
    conn: &mut dyn Connection,
    random: &dyn Random,
    id: DossierId,
    (before, after): (&Key, &Key),
    wrapped: &Wrapped,
) -> Result<(), StoreError> {
    const DOSSIER: &str = "UPDATE dossier SET key = $1, epoch = $2 WHERE id = $3";
    const EVENTS: &str = "SELECT seq, key, link FROM event WHERE dossier = $1 ORDER BY seq";
    const EVENT: &str = "UPDATE event SET key = $1 WHERE dossier = $2 AND seq = $3";
    let this: Value = id.bytes().as_slice().into();
    conn.put(DOSSIER, &[wrapped.bytes.as_slice().into(), wrapped.generation.into(), this.clone()])?;
    let mut last = GENESIS.to_vec();
    for row in conn.query(EVENTS, std::slice::from_ref(&this))? {
        if let Some(old) = row.bytes_or_null(1)? {
            let bound = keys::event_bound(id, super::number(row.int(0)?), &last);
            let key = before.unwrap(old, &bound).map_err(|SealError| StoreError::Damaged)?;
            conn.put(EVENT, &[after.wrap(random, &key, &bound).into(), this.clone(), row.int(0)?.into()])?;
        }
        last = row.bytes(2)?.to_vec();
    }
    files::rekey(conn, random, id, (before, after))
}

/// Marks what is found without a mark, when a store of version 2 is taken over.
pub(crate) fn found(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    stand: &mut Stand,
    (erased, because): (&[u64], &Because<'_>),
) -> Result<(), StoreError> {
    erased.iter().try_for_each(|seq| add(conn, keys, id, stand, (*seq, because)))?;
    if stand.gone { add(conn, keys, id, stand, (ALL, because)) } else { Ok(()) }
}

/// Destroys a dossier that still stands where it was opened: its key, bodies and everything beside it go; the chain of what happened,
/// without content, stays. Gives where it stands now, or `None` when somebody was first.
pub(crate) fn destroy(
    conn: &mut dyn Connection,
    keys: &Keys,
    (id, kind): (DossierId, &str),
    before: &Stand,
    because: &Because<'_>,
) -> Result<Option<book::Stands>, StoreError> {
    const KEY: &str = "UPDATE dossier SET key = NULL, destroyed = $1 WHERE id = $2";
    let this: Value = id.bytes().as_slice().into();
    let mut stand = Stand { gone: true, ..before.clone() };
    // Before the dossier itself, as whoever turns its slice does.
    slice::hold(conn, keys, id)?;
    add(conn, keys, id, &mut stand, (ALL, because))?;
    let sign = stand.sign(keys, id, kind);
    if !stand.follow(conn, (id, &sign), before)? {
        return Ok(None);
    }
    conn.exec(KEY, &[because.at.into(), this.clone()])?;
    conn.exec("UPDATE event SET key = NULL, body = NULL WHERE dossier = $1", std::slice::from_ref(&this))?;
    beside::remove(conn, &this)?;
    snapshot::forget(conn, id)?;
    Ok(Some(book::Stands { rev: stand.rev(), sign }))
}

/// Marks what has no key any more: a whole dossier when `lost` is empty, else those of its events that have a body and no key. Gives
/// where it stands now.
pub(crate) fn lost(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    (lost, because): (&[u64], &Because<'_>),
) -> Result<Option<book::Stands>, StoreError> {
    const WHERE: &str = "SELECT kind, seq, head, marks, mark FROM dossier WHERE id = $1";
    const SET: &str = "UPDATE dossier SET marks = $1, mark = $2, sign = $3 WHERE id = $4";
    let this: Value = id.bytes().as_slice().into();
    let Some(row) = conn.first(WHERE, std::slice::from_ref(&this))? else { return Ok(None) };
    let mut stand = Stand {
        seq: super::number(row.int(1)?),
        head: row.bytes(2)?.to_vec(),
        marks: super::number(row.int(3)?),
        mark: row.bytes_or_null(4)?.map_or_else(|| GENESIS.to_vec(), <[u8]>::to_vec),
        gone: lost.is_empty(),
    };
    if stand.gone {
        add(conn, keys, id, &mut stand, (ALL, because))?;
    }
    for seq in lost {
        erase(conn, keys, id, &mut stand, (*seq, because))?;
    }
    let sign = stand.sign(keys, id, row.text(0)?);
    conn.exec(SET, &[signed(stand.marks).into(), stand.mark.as_slice().into(), sign.as_slice().into(), this])?;
    Ok(Some(book::Stands { rev: stand.rev(), sign }))
}
