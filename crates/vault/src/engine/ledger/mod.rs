//! Dossiers as sealed, chained, append-only lists of events, and what is written beside them in the same transaction: card, seats, tasks.

mod beside;
mod change;
mod mark;
pub(crate) mod stand;
mod walk;

pub(crate) use beside::{CARD_COLUMNS, check_beside, claiming, finding, has_seat, open_card, tiers_of};
pub(crate) use change::{Change, KeyOf, Sealing, Written, rewrite, write};
pub(crate) use mark::{Because, destroy, found, lost};
pub(crate) use stand::Stand;
pub(crate) use walk::{chained, verify};

use crate::engine::{
    dossier::{Dossier, Stamp},
    keys::{self, CannotOpen, Key, Keys},
    ring::Shut,
    store::{Link, StoreError, Value},
};
use kernel::{DossierId, Timestamp};
use std::borrow::Cow;

/// Before the first event.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

/// A dossier as it lies in the store, opened.
pub(crate) struct Opened {
    pub(crate) kind: String,
    pub(crate) key: Key,
    pub(crate) stand: Stand,
    pub(crate) events: Vec<Entry>,
}

/// An event as it lies in the store, opened.
pub(crate) struct Entry {
    pub(crate) stamp: Stamp,
    /// Its JSON; none for what was erased.
    pub(crate) plain: Option<Vec<u8>>,
}

/// Why a dossier could not be read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    Store(StoreError),
    /// A seal did not open, or what was in it is not an event of this kind.
    Sealed,
}

impl From<StoreError> for Unreadable {
    fn from(e: StoreError) -> Self {
        Self::Store(e)
    }
}
impl From<CannotOpen> for Unreadable {
    fn from(CannotOpen: CannotOpen) -> Self {
        Self::Sealed
    }
}
impl From<Shut> for Unreadable {
    fn from(shut: Shut) -> Self {
        match shut {
            Shut::Turned => Self::Store(StoreError::Turned),
            Shut::Changed => Self::Sealed,
        }
    }
}

fn number(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Head and events in one statement, so that both are of one moment.
const WHOLE: &str = "SELECT e.seq, e.at, e.who, e.agency, e.act, e.key, e.body, e.link, d.kind, d.key, d.seq, d.head, d.marks, d.mark, d.sign, d.epoch \
                     FROM dossier d JOIN event e ON e.dossier = d.id WHERE d.id = $1 ORDER BY e.seq";

/// Reads and opens a dossier; `None` when it is not there or destroyed.
pub(crate) fn read(link: &mut dyn Link, keys: &Keys, id: DossierId) -> Result<Option<Opened>, Unreadable> {
    let rows = link.query(WHOLE, &[id.bytes().to_vec().into()])?;
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
        return Err(Unreadable::Sealed);
    }
    let mut opened = Opened {
        kind,
        key: keys.ring.unwrap((id, ""), first.int(15)?, wrapped)?,
        stand,
        events: Vec::with_capacity(rows.len()),
    };
    let mut before: &[u8] = &GENESIS;
    for row in &rows {
        let stamp = Stamp {
            seq: number(row.int(0)?),
            at: Timestamp::from_microsecond(row.int(1)?).map_err(|_| StoreError::Shape("a moment"))?,
            who: row.text(2)?.parse().map_err(|_| StoreError::Shape("a person"))?,
            agency: row.text(3)?.parse().map_err(|_| StoreError::Shape("an agency"))?,
            act: Cow::Owned(row.text(4)?.to_owned()),
        };
        let plain = match (row.bytes_or_null(5)?, row.bytes_or_null(6)?) {
            (Some(wrapped), Some(body)) => {
                let bound = keys::event_bound(id, stamp.seq, before);
                Some(opened.key.unwrap(wrapped, &bound)?.open(body, &bound)?)
            }
            _ => None,
        };
        before = row.bytes(7)?;
        opened.events.push(Entry { stamp, plain });
    }
    if opened.events.len() as u64 != opened.stand.seq || before != opened.stand.head {
        return Err(Unreadable::Sealed);
    }
    Ok(Some(opened))
}

impl Opened {
    /// A dossier in which nothing has happened.
    pub(crate) fn nothing(kind: &str, key: Key) -> Self {
        Self { kind: kind.to_owned(), key, stand: Stand::default(), events: Vec::new() }
    }

    /// Folds the events up to and including `until` into a state.
    pub(crate) fn fold<D: Dossier>(&self, until: u64) -> Result<D, Unreadable> {
        if self.kind != D::KIND {
            return Err(Unreadable::Sealed);
        }
        let mut state = D::default();
        for Entry { stamp, plain } in self.events.iter().take_while(|e| e.stamp.seq <= until) {
            if let Some(plain) = plain {
                let event: D::Event = serde_json::from_slice(plain).map_err(|_| Unreadable::Sealed)?;
                state.apply(&event, stamp);
            }
        }
        Ok(state)
    }
}

/// The chain's link for an event: a keyed digest over the link before it and everything that is stored of it.
fn event_link(keys: &Keys, before: &[u8], id: DossierId, columns: [&Value; 6]) -> Vec<u8> {
    let bytes: Vec<Vec<u8>> = columns
        .iter()
        .map(|v| match v {
            Value::Null => Vec::new(),
            Value::Int(i) => i.to_be_bytes().to_vec(),
            Value::Text(t) => t.as_bytes().to_vec(),
            Value::Bytes(b) => b.clone(),
        })
        .collect();
    let parts: Vec<&[u8]> =
        [before, id.bytes().as_slice()].into_iter().chain(bytes.iter().map(Vec::as_slice)).collect();
    keys.chain.digest(&parts).to_vec()
}
