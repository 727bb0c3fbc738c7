//! Single events of a dossier, read and opened only when somebody asks for them: a page of its history, or what happened since.

use super::{Entry, GENESIS, ReadError, entry, signed};
use crate::engine::{
    keys::Keys,
    store::{Connection, Value},
};
use kernel::DossierId;

/// Which events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// After this number.
    pub(crate) after: u64,
    /// Before this number.
    pub(crate) before: u64,
    /// Only by this act.
    pub(crate) act: Option<&'static str>,
    /// At most so many.
    pub(crate) most: usize,
}

macro_rules! events {
    ($($and:literal),*) => {
        concat!("SELECT e.seq, e.at, e.who, e.agency, e.act, e.key, e.body, p.link, d.key, d.epoch FROM event e \
                 JOIN dossier d ON d.id = e.dossier LEFT JOIN event p ON p.dossier = e.dossier AND p.seq = e.seq - 1 \
                 WHERE e.dossier = $1 AND e.seq > $2 AND e.seq < $3 ", $($and,)* "ORDER BY e.seq DESC LIMIT $4")
    };
}

/// Reads and opens them, the latest first, with the key that the dossier has now: it may have got another one since it was opened. None
/// when it was destroyed since.
pub(crate) fn past(conn: &mut dyn Connection, keys: &Keys, id: DossierId, span: Span) -> Result<Vec<Entry>, ReadError> {
    const ALL: &str = events!();
    const BY: &str = events!("AND e.act = $5 ");
    let most = i64::try_from(span.most).unwrap_or(i64::MAX);
    let mut values: Vec<Value> =
        vec![id.bytes().as_slice().into(), signed(span.after).into(), signed(span.before).into(), most.into()];
    values.extend(span.act.map(Value::from));
    let rows = conn.query(if span.act.is_some() { BY } else { ALL }, &values)?;
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let Some(wrapped) = first.bytes_or_null(8)? else { return Ok(Vec::new()) };
    let key = &keys.ring.unwrap((id, ""), first.int(9)?, wrapped)?;
    rows.iter().map(|row| entry(row, key, id, row.bytes_or_null(7)?.unwrap_or(&GENESIS))).collect()
}
