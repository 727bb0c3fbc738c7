//! Dossiers as sealed, chained, append-only lists of events, and what is written beside them in the same transaction: card, seats, tasks.

mod beside;
mod bound;
mod change;
mod happened;
mod link;
mod mark;
mod past;
mod promises;
mod seats;
pub(crate) mod snapshot;
pub(crate) mod stand;
mod walk;

pub(crate) use beside::{card_key, check_beside, claiming, finding, open_card};
pub(crate) use change::{Change, KeyOf, Sealing, Written, rewrite, write};
pub(crate) use happened::Happened;
pub(crate) use link::{GENESIS, event_link, signed};
pub(crate) use mark::{Because, destroy, found, lost};
pub(crate) use past::{Span, past};
pub(crate) use promises::open_promise;
pub(crate) use seats::{ALL, DESK, comes_to, has_seat, is_named, sitting, tiers_of};
pub(crate) use snapshot::{Fit, Snapshot};
pub(crate) use stand::Stand;
pub(crate) use walk::{chained, verify};

use crate::engine::{
    dossier::{Called, Dossier, Stamp},
    keys::{self, Key, Keys, SealError},
    ring::KeyError,
    store::{Connection, Row, StoreError},
};
use kernel::{DossierId, Timestamp};
use std::borrow::Cow;

/// A dossier as it lies in the store, opened.
pub(crate) struct Opened {
    pub(crate) kind: String,
    pub(crate) key: Key,
    pub(crate) stand: Stand,
    /// A state that was folded before; none where the whole history was read.
    pub(crate) base: Option<Base>,
    /// What happened after it.
    pub(crate) events: Vec<Entry>,
}

/// A state that was folded before: after which event, and its JSON.
pub(crate) struct Base {
    pub(crate) seq: u64,
    plain: Vec<u8>,
}

/// An event as it lies in the store, opened.
pub(crate) struct Entry {
    pub(crate) stamp: Stamp,
    /// Its JSON; none for what was erased.
    pub(crate) plain: Option<Vec<u8>>,
}

/// Why a dossier could not be read.
#[derive(Debug)]
pub(crate) enum ReadError {
    Store(StoreError),
    /// A seal did not open, or what was in it is not an event of this kind.
    Sealed,
}

impl From<StoreError> for ReadError {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}
impl From<SealError> for ReadError {
    fn from(SealError: SealError) -> Self {
        Self::Sealed
    }
}
impl From<KeyError> for ReadError {
    fn from(shut: KeyError) -> Self {
        match shut {
            KeyError::Turned => Self::Store(StoreError::Turned),
            KeyError::Changed => Self::Sealed,
        }
    }
}

fn number(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// Head, snapshot and the events after it in one statement, so that all are of one moment. The snapshot comes with the first row only.
const WHOLE: &str = "SELECT e.seq, e.at, e.who, e.agency, e.act, e.key, e.body, e.link, d.kind, d.key, d.seq, d.head, d.marks, d.mark, d.sign, d.epoch, \
                     s.seq, CASE WHEN e.seq IS NULL OR e.seq = s.seq + 1 THEN s.body END, p.link \
                     FROM dossier d LEFT JOIN snapshot s ON s.dossier = d.id AND s.fold = $2 \
                     LEFT JOIN event p ON p.dossier = d.id AND p.seq = s.seq \
                     LEFT JOIN event e ON e.dossier = d.id AND e.seq > COALESCE(s.seq, 0) WHERE d.id = $1 ORDER BY e.seq";

/// Reads and opens a dossier from its first event; `None` when it is not there or destroyed.
pub(crate) fn read(conn: &mut dyn Connection, keys: &Keys, id: DossierId) -> Result<Option<Opened>, ReadError> {
    read_from(conn, keys, id, Fit::NONE)
}

/// The same, going on from a snapshot that fits, where there is one.
pub(crate) fn read_from(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    fit: Fit,
) -> Result<Option<Opened>, ReadError> {
    let rows = conn.query(WHOLE, &[id.bytes().to_vec().into(), fit.value()])?;
    let Some(first) = rows.first() else { return Ok(None) };
    let Some(wrapped) = first.bytes_or_null(9)? else { return Ok(None) };
    let stand = Stand {
        seq: number(first.int(10)?),
        head: first.bytes(11)?.to_vec(),
        marks: number(first.int(12)?),
        mark: first.bytes_or_null(13)?.map_or_else(|| GENESIS.to_vec(), <[u8]>::to_vec),
        gone: false,
    };
    let kind = first.text(8)?.to_owned();
    // An end that was cut off or put elsewhere is not read as if nothing happened.
    if first.bytes_or_null(14)? != Some(stand.sign(keys, id, &kind).as_slice()) {
        return Err(ReadError::Sealed);
    }
    let mut opened = Opened {
        kind,
        key: keys.ring.unwrap((id, ""), first.int(15)?, wrapped)?,
        stand,
        base: None,
        events: Vec::with_capacity(rows.len()),
    };
    let mut before: &[u8] = &GENESIS;
    if let Some(seq) = first.int_or_null(16)? {
        let (seq, body, link_there) = (number(seq), first.bytes_or_null(17)?, first.bytes_or_null(18)?);
        let at = |link_there| snapshot::bound(id, &opened.kind, (seq, link_there), &opened.stand, fit);
        let plain = body.zip(link_there).and_then(|(body, there)| opened.key.open(body, &at(there)).ok());
        let (Some(plain), Some(there)) = (plain, link_there) else {
            // Of another place, another time or another key: as if it were not there.
            return read(conn, keys, id);
        };
        (opened.base, before) = (Some(Base { seq, plain }), there);
    }
    let happened = rows.iter().filter(|row| !matches!(row.int_or_null(0), Ok(None)));
    for row in happened {
        opened.events.push(entry(row, &opened.key, id, before)?);
        before = row.bytes(7)?;
    }
    let reached = opened.base.as_ref().map_or(0, |base| base.seq) + opened.events.len() as u64;
    if reached != opened.stand.seq || before != opened.stand.head {
        return Err(ReadError::Sealed);
    }
    Ok(Some(opened))
}

/// An event, from the first seven columns of a row and the link before it.
fn entry(row: &Row, key: &Key, id: DossierId, before: &[u8]) -> Result<Entry, ReadError> {
    let mut stamp = Stamp {
        seq: number(row.int(0)?),
        at: Timestamp::from_microsecond(row.int(1)?).map_err(|_| StoreError::Shape("a moment"))?,
        who: row.text(2)?.parse().map_err(|_| StoreError::Shape("a person"))?,
        agency: row.text(3)?.parse().map_err(|_| StoreError::Shape("an agency"))?,
        act: Cow::Owned(row.text(4)?.to_owned()),
        called: Called::default(),
    };
    let plain = match (row.bytes_or_null(5)?, row.bytes_or_null(6)?) {
        (Some(wrapped), Some(body)) => {
            let bound = keys::event_bound(id, stamp.seq, before);
            let (called, event) = signed_off(key.unwrap(wrapped, &bound)?.open(body, &bound)?)?;
            stamp.called = called;
            Some(event)
        }
        _ => None,
    };
    Ok(Entry { stamp, plain })
}

/// What is sealed of an event: as whom its author was known, a line end, and the event.
fn with_author(called: &Called, event: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut plain = serde_json::to_vec(called).map_err(|_| StoreError::Shape("an author that can be written"))?;
    plain.push(b'\n');
    plain.extend_from_slice(event);
    Ok(plain)
}

/// The same read back. What was kept before names were has no line end: neither word nor text of an event holds one as it is.
fn signed_off(mut plain: Vec<u8>) -> Result<(Called, Vec<u8>), ReadError> {
    let Some(end) = plain.iter().position(|byte| *byte == b'\n') else { return Ok((Called::default(), plain)) };
    let event = plain.split_off(end + 1);
    let called = serde_json::from_slice(&plain).map_err(|_| ReadError::Sealed)?;
    Ok((called, event))
}

impl Entry {
    /// Decodes it.
    ///
    /// # Errors
    /// What is not an event of this kind.
    pub(crate) fn happened<D: Dossier>(&self) -> Result<Happened<D>, ReadError> {
        Happened::read(&self.stamp.act, self.plain.as_deref()).map_err(|_| ReadError::Sealed)
    }
}

impl Opened {
    /// A dossier in which nothing has happened.
    pub(crate) fn nothing(kind: &str, key: Key) -> Self {
        Self { kind: kind.to_owned(), key, stand: Stand::default(), base: None, events: Vec::new() }
    }

    /// Folds what was read into a state.
    pub(crate) fn fold<D: Dossier>(&self) -> Result<D, ReadError> {
        self.fold_each(|_| ())
    }

    /// The same, giving each event away when it has been taken in. Each event is decoded here, and nowhere else on the way of a request.
    pub(crate) fn fold_each<D: Dossier>(&self, mut gone_by: impl FnMut(Happened<D>)) -> Result<D, ReadError> {
        if self.kind != D::KIND {
            return Err(ReadError::Sealed);
        }
        let mut state = match &self.base {
            Some(base) => serde_json::from_slice(&base.plain).map_err(|_| ReadError::Sealed)?,
            None => D::default(),
        };
        for entry in &self.events {
            let happened = entry.happened::<D>()?;
            match &happened {
                Happened::Event(event) => state.apply(event, &entry.stamp),
                Happened::Succeeded(succeeded) => state = succeeded.over(state).map_err(|_| ReadError::Sealed)?,
                Happened::Erased => {}
            }
            gone_by(happened);
        }
        Ok(state)
    }
}
