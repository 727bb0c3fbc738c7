//! What is expected of organisations, beside the events of a dossier: a row for each, whose words are sealed and bound to what lies plain
//! beside them.

use super::{ReadError, bound::bound};
use crate::engine::{
    keys::{Key, Random},
    promise::Promise,
    store::{self, Connection, StoreError, Value},
};
use kernel::{AgencyId, DossierId, Note, PersonId};
use std::collections::BTreeMap;

/// A promise as it is stored, by its number: the plain columns, and its words before they are sealed.
type Rows = BTreeMap<u32, (Vec<Value>, Note)>;

/// What changes of the promises of a dossier; nothing in it can be read without the keys.
#[derive(Clone, Default)]
pub(super) struct PromiseMove {
    /// Whether what lay there goes, whatever it was.
    anew: bool,
    gone: Vec<u32>,
    rows: Vec<Vec<Value>>,
}

/// The columns of a promise behind its number; then comes what is sealed.
const PLAIN: usize = 8;

pub(super) fn rows(kind: &'static str, all: &[Promise]) -> Rows {
    let row = |p: &Promise| {
        let columns: Vec<Value> = vec![
            kind.into(),
            p.agency.as_str().into(),
            p.person.as_ref().map(PersonId::to_string).into(),
            p.asker.as_ref().map(AgencyId::to_string).into(),
            p.asked_by.as_ref().map(PersonId::to_string).into(),
            p.stands.into(),
            i64::from(p.running).into(),
            p.due.to_string().into(),
        ];
        (p.no, (columns, p.what.clone()))
    };
    all.iter().map(row).collect()
}

fn words_bound(id: DossierId, no: u32, columns: &[Value]) -> Vec<u8> {
    let no = [Value::from(i64::from(no))];
    bound(b"promise/", id, no.iter().chain(columns))
}

/// What is to be written so that what lay there becomes what is; all of it where that is not known or lay under another key.
pub(super) fn sealed(
    random: &dyn Random,
    (id, key): (DossierId, &Key),
    before: Option<&Rows>,
    after: &Rows,
) -> PromiseMove {
    let known = |no: &u32| before.and_then(|rows| rows.get(no));
    let gone = before.into_iter().flatten().map(|(no, _)| *no).filter(|no| !after.contains_key(no)).collect();
    let changed = after.iter().filter(|(no, row)| known(no) != Some(row));
    let seal = |(no, (columns, what)): (&u32, &(Vec<Value>, Note))| {
        let words = key.seal(random, what.as_str().as_bytes(), &words_bound(id, *no, columns));
        let no = Value::from(i64::from(*no));
        [Value::from(id.bytes().as_slice()), no]
            .into_iter()
            .chain(columns.iter().cloned())
            .chain([words.into()])
            .collect()
    };
    PromiseMove { anew: before.is_none(), gone, rows: changed.map(seal).collect() }
}

pub(super) fn write(conn: &mut dyn Connection, id: &Value, new: bool, change: &PromiseMove) -> Result<(), StoreError> {
    const PUT: &str = "INSERT INTO promise (dossier, thing, kind, agency, person, asker, asked_by, stands, running, due, what) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (dossier, thing) DO UPDATE SET agency = excluded.agency, \
        person = excluded.person, asker = excluded.asker, asked_by = excluded.asked_by, stands = excluded.stands, \
        running = excluded.running, due = excluded.due, what = excluded.what";
    if change.anew && !new {
        conn.put("DELETE FROM promise WHERE dossier = $1", std::slice::from_ref(id))?;
    }
    for no in &change.gone {
        conn.put("DELETE FROM promise WHERE dossier = $1 AND thing = $2", &[id.clone(), i64::from(*no).into()])?;
    }
    for row in &change.rows {
        conn.put(PUT, row)?;
    }
    Ok(())
}

/// Whether the rows of a dossier say what its events say.
pub(super) fn is_right(
    conn: &mut dyn Connection,
    (id, key): (DossierId, &Key),
    wanted: &Rows,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT thing, kind, agency, person, asker, asked_by, stands, running, due, what FROM promise \
                       WHERE dossier = $1 ORDER BY thing";
    let mut found = Rows::new();
    for row in conn.query(SQL, &[id.bytes().as_slice().into()])? {
        let Ok((no, what)) = open_promise(key, id, &row, 0) else { return Ok(false) };
        found.insert(no, (row.values(1..PLAIN + 1).to_vec(), what));
    }
    Ok(found == *wanted)
}

/// The number and the words of a promise in a row of which the number stands at `from`, and behind it the columns as they are stored. One of
/// which a column was changed by something else than this program does not open.
pub(crate) fn open_promise(key: &Key, id: DossierId, row: &store::Row, from: usize) -> Result<(u32, Note), ReadError> {
    let no = u32::try_from(row.int(from)?).map_err(|_| StoreError::Shape("a number"))?;
    let (first, sealed) = (from + 1, from + 1 + PLAIN);
    let words = key.open(row.bytes(sealed)?, &words_bound(id, no, row.values(first..sealed)))?;
    let words = String::from_utf8(words).map_err(|_| ReadError::Sealed)?;
    Ok((no, words.parse().map_err(|_| ReadError::Sealed)?))
}
