//! A change to a dossier: sealed outside the store's thread, written inside its transaction.

use super::{
    beside::{Beside, Move, beside, sealed_label, write_beside},
    event_link,
    mark::{self, Because},
    promises::{self, PromiseMove},
    signed, snapshot,
    stand::Stand,
    with_author,
};
use crate::engine::{
    book,
    dossier::{Dossier, Stamp},
    files::FileMove,
    keys::{self, Key, Keys, Random},
    office::Office,
    slice,
    store::{Connection, StoreError, Value},
    succession::Succeeded,
    tick::Tick,
};
use kernel::{AgencyId, DossierId, Timestamp};

/// An event, sealed and chained, ready to be written.
#[derive(Clone)]
struct SealedEvent {
    values: Vec<Value>,
}

/// A change to one dossier, ready to be written: nothing in it can be read without the keys.
#[derive(Clone)]
pub(crate) struct Change {
    id: DossierId,
    kind: &'static str,
    key: KeyOf,
    /// Where the dossier stood when it was opened, and where it will.
    expected: Stand,
    stand: Stand,
    events: Vec<SealedEvent>,
    before: Option<Beside>,
    after: Beside,
    /// The sealed label of its card.
    label: Value,
    promises: PromiseMove,
    ticks: Vec<Tick>,
    shut: Vec<String>,
    office: Option<(AgencyId, Office)>,
    files: FileMove,
}

/// What becomes of the key of a dossier by a change.
#[derive(Clone)]
pub(crate) enum KeyOf {
    /// It stays.
    Same,
    /// The dossier is new: its key.
    New(Key),
    /// Something of it is forgotten: what lives is wrapped under the second and the first leaves the ring.
    Turned(Key, Key),
}

impl KeyOf {
    fn is_new(&self) -> bool {
        match self {
            Self::New(_) => true,
            Self::Same | Self::Turned(..) => false,
        }
    }
}

impl Change {
    fn beside(&self) -> Move<'_> {
        let (new, before) = (self.key.is_new(), self.before.as_ref());
        Move {
            id: self.id,
            kind: self.kind,
            new,
            before,
            after: &self.after,
            label: &self.label,
            promises: &self.promises,
        }
    }

    /// With the bytes of the files that come by it, under the key that its dossier has.
    pub(crate) fn with_files(
        mut self,
        (random, key): (&dyn Random, &Key),
        at: Timestamp,
        bytes: &[(u32, Vec<u8>)],
    ) -> Result<Self, StoreError> {
        self.files = self.files.with(random, key, (self.id, at), bytes)?;
        Ok(self)
    }

    /// The boxes it shuts.
    pub(crate) fn shut(&self) -> &[String] {
        &self.shut
    }

    /// What an organisation arranged by it.
    pub(crate) fn office(&self) -> Option<&(AgencyId, Office)> {
        self.office.as_ref()
    }

    /// What is counted with it.
    pub(crate) fn ticks(&self) -> &[Tick] {
        &self.ticks
    }
}

const UNWRITABLE: StoreError = StoreError::Shape("an event that can be written");

/// What is needed to seal a change.
pub(crate) struct Sealing<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) random: &'a dyn Random,
    pub(crate) id: DossierId,
    pub(crate) key: &'a Key,
    pub(crate) becomes: KeyOf,
    pub(crate) stand: &'a Stand,
}

impl Sealing<'_> {
    /// Seals events behind the present ones. Gives the change and leaves `state` as it will be.
    ///
    /// # Errors
    /// An event that cannot be written: sealed as nothing it could never be read.
    pub(crate) fn change<D: Dossier>(
        &self,
        state: &mut D,
        events: &[D::Event],
        stamp: &Stamp,
    ) -> Result<Change, StoreError> {
        let before = (!self.becomes.is_new()).then(|| beside(self.keys, D::KIND, &state.card()));
        // Under another key all of them are sealed anew.
        let promised = matches!(self.becomes, KeyOf::Same).then(|| promises::rows(D::KIND, &state.promises()));
        let lay = state.files();
        let mut head = self.stand.head.clone();
        let mut rows = Vec::with_capacity(events.len());
        let (mut ticks, mut shut) = (Vec::new(), Vec::new());
        for (event, seq) in events.iter().zip(self.stand.seq + 1..) {
            let stamp = Stamp { seq, ..stamp.clone() };
            let earlier = state.clone();
            shut.extend(state.shuts(event));
            state.apply(event, &stamp);
            let measured = state.measures(&earlier, event, &stamp);
            if !measured.is_empty() {
                let house = state.card().house;
                ticks.extend(measured.into_iter().map(|m| Tick::of(&house, stamp.at, m)));
            }
            let plain = serde_json::to_vec(event).map_err(|_| UNWRITABLE)?;
            debug_assert!(serde_json::from_slice::<D::Event>(&plain).is_ok(), "what is written can be read back");
            rows.extend(self.sealed(&mut head, &stamp, &plain)?);
        }
        let (after, label) = self.beside(state);
        let now = promises::rows(D::KIND, &state.promises());
        Ok(Change {
            id: self.id,
            kind: D::KIND,
            promises: promises::sealed(self.random, (self.id, self.key()), promised.as_ref(), &now),
            key: self.becomes.clone(),
            expected: self.stand.clone(),
            stand: Stand { seq: self.stand.seq + rows.len() as u64, head, ..self.stand.clone() },
            events: rows,
            before,
            after,
            label,
            ticks,
            shut,
            office: state.office(),
            files: FileMove::between(&lay, &state.files()),
        })
    }

    /// The change by which others take the places of those before, from the state that was to the one in which they have.
    ///
    /// # Errors
    /// As [`Sealing::change`].
    pub(crate) fn succession<D: Dossier>(
        &self,
        (before, after): (&D, &D),
        succeeded: &Succeeded,
        stamp: &Stamp,
    ) -> Result<Change, StoreError> {
        let plain = serde_json::to_vec(succeeded).map_err(|_| UNWRITABLE)?;
        let (mut head, stamp) = (self.stand.head.clone(), Stamp { seq: self.stand.seq + 1, ..stamp.clone() });
        let events: Vec<SealedEvent> = self.sealed(&mut head, &stamp, &plain)?.into_iter().collect();
        let refreshed = self.refresh(after);
        Ok(Change {
            stand: Stand { seq: self.stand.seq + events.len() as u64, head, ..self.stand.clone() },
            events,
            before: Some(beside(self.keys, D::KIND, &before.card())),
            ..refreshed
        })
    }

    /// One event, sealed and chained behind `head`, which is then its link.
    fn sealed(&self, head: &mut Vec<u8>, stamp: &Stamp, event: &[u8]) -> Result<Option<SealedEvent>, StoreError> {
        let plain = with_author(&stamp.called, event)?;
        let bound = keys::event_bound(self.id, stamp.seq, head);
        let key = Key::fresh(self.random);
        let body = key.seal(self.random, &plain, &bound);
        let wrapped = self.key().wrap(self.random, &key, &bound);
        let digest = keys::sha256(&body);
        let mut values: Vec<Value> = vec![
            self.id.bytes().to_vec().into(),
            signed(stamp.seq).into(),
            stamp.at.as_microsecond().into(),
            stamp.who.as_str().into(),
            stamp.agency.as_str().into(),
            stamp.act.as_ref().into(),
            wrapped.into(),
            body.into(),
            digest.to_vec().into(),
        ];
        let [_, s, at, who, agency, act, _, _, digest] = values.as_slice() else {
            return Ok(None);
        };
        *head = event_link(self.keys, head, self.id, [s, at, who, agency, act, digest]);
        values.push(head.clone().into());
        Ok(Some(SealedEvent { values }))
    }

    fn beside<D: Dossier>(&self, state: &D) -> (Beside, Value) {
        let card = state.card();
        let beside = beside(self.keys, D::KIND, &card);
        let label = sealed_label(self.random, self.key(), self.id, &beside, &card.label);
        (beside, label)
    }

    /// What seals from now on.
    fn key(&self) -> &Key {
        match &self.becomes {
            KeyOf::Same => self.key,
            KeyOf::New(key) | KeyOf::Turned(_, key) => key,
        }
    }

    /// The card, seats and tasks anew, without an event: for `reindex`.
    pub(crate) fn refresh<D: Dossier>(&self, state: &D) -> Change {
        let (after, label) = self.beside(state);
        let now = promises::rows(D::KIND, &state.promises());
        Change {
            id: self.id,
            kind: D::KIND,
            promises: promises::sealed(self.random, (self.id, self.key()), None, &now),
            key: KeyOf::Same,
            expected: self.stand.clone(),
            stand: self.stand.clone(),
            events: Vec::new(),
            before: None,
            after,
            label,
            ticks: Vec::new(),
            shut: Vec::new(),
            office: None,
            files: FileMove::default(),
        }
    }
}

/// How writing a change ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// It was: what the line of the book says of where the dossier stands now.
    Kept(book::Stands),
    /// Somebody was first.
    Stale,
    /// A claimed word belongs to another dossier.
    Claimed,
}

/// Writes a change, and forgets the events with these numbers; the caller holds the transaction and undoes it unless this gives `Kept`.
pub(crate) fn write(
    conn: &mut dyn Connection,
    (keys, random): (&Keys, &dyn Random),
    change: &Change,
    (erased, because): (&[u64], &Because<'_>),
) -> Result<Written, StoreError> {
    const NEW: &str = "INSERT INTO dossier (id, kind, key, seq, head, destroyed, epoch, marks, mark, sign) \
                       VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, $8, $9)";
    const EVENT: &str = "INSERT INTO event (dossier, seq, at, who, agency, act, key, body, digest, link) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (id, mut stand): (Value, Stand) = (change.id.bytes().as_slice().into(), change.stand.clone());
    let wrapped = match &change.key {
        KeyOf::Same => None,
        // First of all: whoever turns the slice waits for this, or this for them.
        KeyOf::New(key) | KeyOf::Turned(_, key) => Some(slice::wrap(conn, keys, random, (change.id, ""), key)?),
    };
    for seq in erased {
        mark::erase(conn, keys, change.id, &mut stand, (*seq, because))?;
    }
    let sign = stand.sign(keys, change.id, change.kind);
    if let (KeyOf::New(_), Some(wrapped)) = (&change.key, &wrapped) {
        let values = [
            id.clone(),
            change.kind.into(),
            wrapped.bytes.as_slice().into(),
            signed(stand.seq).into(),
            stand.head.as_slice().into(),
            wrapped.generation.into(),
            signed(stand.marks).into(),
            stand.mark.as_slice().into(),
            sign.as_slice().into(),
        ];
        conn.put(NEW, &values)?;
    } else if !stand.follow(conn, (change.id, &sign), &change.expected)? {
        return Ok(Written::Stale);
    }
    if !erased.is_empty() {
        snapshot::forget(conn, change.id)?;
    }
    // What is taken away is not wrapped anew.
    change.files.write(conn, change.id)?;
    if let (KeyOf::Turned(before, after), Some(wrapped)) = (&change.key, &wrapped) {
        mark::rekey(conn, random, change.id, (before, after), wrapped)?;
    }
    for event in &change.events {
        conn.put(EVENT, &event.values)?;
    }
    if !write_beside(conn, &change.beside())? {
        return Ok(Written::Claimed);
    }
    Ok(Written::Kept(book::Stands { rev: stand.rev(), sign }))
}

/// Writes card, seats, tasks and the rest anew, without an event.
pub(crate) fn rewrite(conn: &mut dyn Connection, change: &Change) -> Result<(), StoreError> {
    write_beside(conn, &change.beside()).map(drop)
}
