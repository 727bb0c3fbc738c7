//! Walking every chain: what is wrong and where, never content.

use super::{GENESIS, event_link, mark, number, signed, stand::Stand};
use crate::engine::{
    book::{self, Acts},
    keys::{self, Key, Keys},
    ring::KeyError,
    store::{Connection, StoreError, Value},
};
use kernel::DossierId;

const PAGE: &str = "SELECT id, kind, key, seq, head, destroyed, marks, mark, sign, epoch FROM dossier WHERE id > $1 ORDER BY id LIMIT 500";

/// Walks every dossier's chain and marks, and holds them against what the book says was done. Gives the number of events, and what is
/// wrong and where, never content.
pub(crate) fn verify(
    conn: &mut dyn Connection,
    keys: &Keys,
    acts: &mut Acts,
    mut each: impl FnMut(),
) -> Result<(u64, Vec<String>), StoreError> {
    let (mut after, mut wrong, mut count) = (Vec::new(), Vec::new(), 0);
    loop {
        let rows = conn.query(PAGE, &[after.clone().into()])?;
        let Some(last) = rows.last() else { break };
        after = last.bytes(0)?.to_vec();
        for row in rows {
            let Some(id) = DossierId::from_bytes(row.bytes(0)?) else {
                wrong.push("dossier: an id of the wrong length".into());
                continue;
            };
            let stand = Stand {
                seq: number(row.int(3)?),
                head: row.bytes(4)?.to_vec(),
                marks: number(row.int(6)?),
                mark: row.bytes_or_null(7)?.map_or_else(|| GENESIS.to_vec(), <[u8]>::to_vec),
                gone: row.bytes_or_null(2)?.is_none(),
            };
            let mut tell = |what: String| wrong.push(format!("dossier {id}: {what}"));
            let key = match row.bytes_or_null(2)? {
                None => None,
                Some(wrapped) => match keys.ring.unwrap((id, ""), row.int(9)?, wrapped) {
                    Ok(key) => Some(key),
                    Err(KeyError::Turned | KeyError::Changed) => {
                        tell("its key does not open".into());
                        None
                    }
                },
            };
            let sign = stand.sign(keys, id, row.text(1)?);
            if row.bytes_or_null(8)? != Some(sign.as_slice()) || stand.gone != (row.int_or_null(5)?.is_some()) {
                tell("where it stands is not signed".into());
            }
            let found = chained(conn, keys, id, key.as_ref())?;
            count += found.count;
            found.wrong.iter().for_each(|w| tell(w.clone()));
            if found.count != stand.seq || found.head != stand.head {
                tell("its head does not fit its last event".into());
            }
            let marked = marked(conn, keys, id)?;
            if marked.count != stand.marks || marked.link != stand.mark {
                tell("its marks of forgetting do not fit".into());
            }
            if stand.gone != marked.all || (!stand.gone && found.empty != marked.erased) {
                tell("what was forgotten in it and what is marked are not the same".into());
            }
            acts.held_against(conn, id, (stand.rev(), sign), &found.done, &marked.done)?.into_iter().for_each(tell);
            each();
        }
    }
    let stray = conn.first("SELECT COUNT(*) FROM event WHERE dossier NOT IN (SELECT id FROM dossier)", &[])?;
    if stray.map_or(Ok(0), |r| r.int(0))? != 0 {
        wrong.push("event: belongs to no dossier".into());
    }
    Ok((count, wrong))
}

/// What a walk along the events of a dossier found.
pub(crate) struct Chained {
    /// How many.
    pub(crate) count: u64,
    /// The link of the last.
    pub(crate) head: Vec<u8>,
    /// The numbers of those that are empty.
    pub(crate) empty: Vec<u64>,
    /// When, by whom, for whom and by which act, of each.
    pub(crate) done: Vec<book::Done>,
    /// The first thing that is wrong.
    pub(crate) wrong: Option<String>,
}

/// Walks the events of one dossier. Without a key nothing is opened.
pub(crate) fn chained(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    key: Option<&Key>,
) -> Result<Chained, StoreError> {
    const EVENTS: &str =
        "SELECT seq, at, who, agency, act, key, body, link, digest FROM event WHERE dossier = $1 ORDER BY seq";
    let mut walked = Chained { count: 0, head: GENESIS.to_vec(), empty: Vec::new(), done: Vec::new(), wrong: None };
    for row in conn.query(EVENTS, &[id.bytes().as_slice().into()])? {
        walked.done.push(book::Done::read(&row, 1)?);
        let v = row.into_values();
        let [seq, at, who, agency, act, wrapped, body, stored, digest] = v.as_slice() else {
            continue;
        };
        walked.count += 1;
        let n = walked.count;
        let expected = event_link(keys, &walked.head, id, [seq, at, who, agency, act, digest]);
        let problem = if *seq != Value::Int(signed(n)) || *stored != Value::Bytes(expected.clone()) {
            Some("does not fit the event before it")
        } else {
            match (wrapped, body) {
                (Value::Null, Value::Null) => {
                    walked.empty.push(n);
                    None
                }
                (Value::Bytes(wrapped), Value::Bytes(body)) => {
                    let bound = keys::event_bound(id, n, &walked.head);
                    let opens = || key?.unwrap(wrapped, &bound).ok()?.open(body, &bound).ok();
                    let same = *digest == Value::Bytes(keys::sha256(body).to_vec());
                    (!same || opens().is_none()).then_some("does not open")
                }
                _ => Some("lacks its key or its body"),
            }
        };
        if let (Some(problem), None) = (problem, &walked.wrong) {
            walked.wrong = Some(format!("event {n} {problem}"));
        }
        walked.head = match stored {
            Value::Bytes(b) => b.clone(),
            Value::Null | Value::Int(_) | Value::Text(_) => expected,
        };
    }
    Ok(walked)
}

/// What a walk along the marks of a dossier found.
struct Marked {
    count: u64,
    link: Vec<u8>,
    /// The numbers of the events that were erased, in their order.
    erased: Vec<u64>,
    /// Whether the whole was destroyed.
    all: bool,
    done: Vec<book::Done>,
}

fn marked(conn: &mut dyn Connection, keys: &Keys, id: DossierId) -> Result<Marked, StoreError> {
    const MARKS: &str = "SELECT n, what, seq, at, who, agency, act, link FROM mark WHERE dossier = $1 ORDER BY n";
    let mut found = Marked { count: 0, link: GENESIS.to_vec(), erased: Vec::new(), all: false, done: Vec::new() };
    for row in conn.query(MARKS, &[id.bytes().as_slice().into()])? {
        match number(row.int(2)?) {
            0 => found.all = true,
            seq => found.erased.push(seq),
        }
        found.done.push(book::Done::read(&row, 3)?);
        let fits = row.int(0)? == signed(found.count + 1);
        let expected = mark::link_of(keys, &found.link, id, row.values(0..7));
        if fits && row.bytes(7)? == expected.as_slice() {
            found.count += 1;
        }
        found.link = expected;
    }
    found.erased.sort_unstable();
    Ok(found)
}
