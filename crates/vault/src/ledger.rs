//! Dossiers as sealed, chained, append-only lists of events, and what is written beside them in the same transaction: card, seats, tasks.

use crate::{
    dossier::{Card, Dossier, Findable, Label, Row, Seat, Stamp, Tier},
    keys::{self, CannotOpen, Key, Keys, Random},
    store::{self, Link, StoreError, Value},
};
use kernel::{DossierId, PersonId, Timestamp};
use std::borrow::Cow;

/// Before the first event.
pub(crate) const GENESIS: [u8; 32] = [0; 32];

/// A dossier as it lies in the store, opened.
pub(crate) struct Opened {
    pub(crate) kind: String,
    pub(crate) key: Key,
    pub(crate) seq: u64,
    pub(crate) head: Vec<u8>,
    /// Stamp and plain JSON; an erased event has no JSON.
    pub(crate) events: Vec<(Stamp, Option<Vec<u8>>)>,
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

fn number(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

const EVENTS: &str =
    "SELECT seq, at, who, agency, act, key, body, link, digest FROM event WHERE dossier = $1 ORDER BY seq";

/// Head and events in one statement, so that both are of one moment.
const WHOLE: &str = "SELECT e.seq, e.at, e.who, e.agency, e.act, e.key, e.body, e.link, d.kind, d.key, d.seq, d.head \
                     FROM dossier d JOIN event e ON e.dossier = d.id WHERE d.id = $1 ORDER BY e.seq";

/// Reads and opens a dossier; `None` when it is not there or destroyed.
pub(crate) fn read(link: &mut dyn Link, keys: &Keys, id: DossierId) -> Result<Option<Opened>, Unreadable> {
    let rows = link.query(WHOLE, &[id.bytes().to_vec().into()])?;
    let Some(first) = rows.first() else { return Ok(None) };
    let Some(wrapped) = first.bytes_or_null(9)? else { return Ok(None) };
    let mut opened = Opened {
        kind: first.text(8)?.to_owned(),
        key: keys.dossiers.unwrap(wrapped, &keys::dossier_bound(id))?,
        seq: number(first.int(10)?),
        head: first.bytes(11)?.to_vec(),
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
        opened.events.push((stamp, plain));
    }
    // A list that was cut short, or whose end was put elsewhere, is not read as if nothing happened.
    if opened.events.len() as u64 != opened.seq || before != opened.head {
        return Err(Unreadable::Sealed);
    }
    Ok(Some(opened))
}

impl Opened {
    /// Folds the events up to and including `until` into a state.
    pub(crate) fn fold<D: Dossier>(&self, until: u64) -> Result<D, Unreadable> {
        if self.kind != D::KIND {
            return Err(Unreadable::Sealed);
        }
        let mut state = D::default();
        for (stamp, plain) in self.events.iter().take_while(|(s, _)| s.seq <= until) {
            if let Some(plain) = plain {
                let event: D::Event = serde_json::from_slice(plain).map_err(|_| Unreadable::Sealed)?;
                state.apply(&event, stamp);
            }
        }
        Ok(state)
    }
}

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
    /// For a new dossier: its wrapped key.
    new: Option<Vec<u8>>,
    expected: u64,
    events: Vec<SealedEvent>,
    head: Vec<u8>,
    before: Option<Beside>,
    after: Beside,
}

impl Change {
    /// Which dossier.
    pub(crate) fn id(&self) -> DossierId {
        self.id
    }
}

/// What lies beside the events, in the shape it is stored in.
#[derive(Clone, PartialEq)]
struct Beside {
    card: Vec<Value>,
    holders: Vec<String>,
    facet: String,
    opened: String,
    tasks: Vec<Vec<Value>>,
    known: Vec<[u8; 32]>,
    claims: Vec<[u8; 32]>,
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

/// Case and double spaces do not count: "Jan  Jansen" and "jan jansen" are one question.
fn folded(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The keyed digest a person may be found by.
pub(crate) fn finding(keys: &Keys, what: &Findable) -> [u8; 32] {
    match what {
        Findable::Bsn(bsn) => keys.finding.digest(&[b"bsn", bsn.reveal().as_bytes()]),
        Findable::NameAndBirth(name, born) => {
            keys.finding.digest(&[b"name", folded(name.as_str()).as_bytes(), born.to_string().as_bytes()])
        }
    }
}

/// The keyed digest of a claimed word.
pub(crate) fn claiming(keys: &Keys, word: &str) -> [u8; 32] {
    keys.finding.digest(&[b"claim", word.as_bytes()])
}

fn seats_json(seats: &[Seat]) -> String {
    let pairs: Vec<(&str, &str)> = seats.iter().map(|s| (s.agency.as_str(), s.tier.word())).collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}

/// The tiers that an agency holds, read from a card's stored seats.
pub(crate) fn tiers_of(seats: &str, agency: &str) -> Vec<Tier> {
    let pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = serde_json::from_str(seats).unwrap_or_default();
    pairs
        .iter()
        .filter(|(a, _)| a == agency)
        .filter_map(|(_, t)| Tier::ALL.into_iter().find(|x| x.word() == t))
        .collect()
}

fn beside(keys: &Keys, key: &Key, random: &dyn Random, id: DossierId, kind: &'static str, card: &Card) -> Beside {
    let label = serde_json::to_vec(&card.label).unwrap_or_default();
    let mut holders: Vec<String> = card.seats.iter().map(|s| s.agency.to_string()).collect();
    holders.sort();
    holders.dedup();
    let opened = card.opened.to_string();
    let due = card.due.or_else(|| card.tasks.iter().filter_map(|t| t.due).min()).map(|d| d.to_string());
    Beside {
        card: vec![
            kind.into(),
            card.facet.into(),
            card.state.into(),
            card.house.as_str().into(),
            card.municipality.as_str().into(),
            card.reference.as_str().into(),
            opened.clone().into(),
            due.into(),
            key.seal(random, &label, &keys::label_bound(id)).into(),
            seats_json(&card.seats).into(),
        ],
        holders,
        facet: card.facet.to_owned(),
        opened,
        tasks: card
            .tasks
            .iter()
            .map(|t| {
                vec![
                    kind.into(),
                    t.agency.as_str().into(),
                    t.role.map(|r| r.word().to_owned()).into(),
                    t.person.as_ref().map(PersonId::to_string).into(),
                    t.act.into(),
                    t.since.to_string().into(),
                    t.due.map(|d| d.to_string()).into(),
                ]
            })
            .collect(),
        known: card.findable.iter().map(|f| finding(keys, f)).collect(),
        claims: card.claims.iter().map(|c| claiming(keys, c)).collect(),
    }
}

/// What is needed to seal a change.
pub(crate) struct Sealing<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) random: &'a dyn Random,
    pub(crate) id: DossierId,
    pub(crate) key: &'a Key,
    pub(crate) new: bool,
    pub(crate) seq: u64,
    pub(crate) head: &'a [u8],
}

impl Sealing<'_> {
    /// Seals events behind the present ones. Gives the change and leaves `state` as it will be.
    pub(crate) fn change<D: Dossier>(&self, state: &mut D, events: &[D::Event], stamp: &Stamp) -> Change {
        let before = (!self.new).then(|| self.beside(state));
        let mut head = self.head.to_vec();
        let mut rows = Vec::with_capacity(events.len());
        for (event, seq) in events.iter().zip(self.seq + 1..) {
            let stamp = Stamp { seq, ..stamp.clone() };
            state.apply(event, &stamp);
            let plain = serde_json::to_vec(event).unwrap_or_default();
            let bound = keys::event_bound(self.id, seq, &head);
            let key = Key::fresh(self.random);
            let body = key.seal(self.random, &plain, &bound);
            let wrapped = self.key.wrap(self.random, &key, &bound);
            let digest = keys::sha256(&body);
            let mut values: Vec<Value> = vec![
                self.id.bytes().to_vec().into(),
                signed(seq).into(),
                stamp.at.as_microsecond().into(),
                stamp.who.as_str().into(),
                stamp.agency.as_str().into(),
                stamp.act.as_ref().into(),
                wrapped.into(),
                body.into(),
                digest.to_vec().into(),
            ];
            let [_, s, at, who, agency, act, _, _, digest] = values.as_slice() else {
                continue;
            };
            head = event_link(self.keys, &head, self.id, [s, at, who, agency, act, digest]);
            values.push(head.clone().into());
            rows.push(SealedEvent { values });
        }
        Change {
            id: self.id,
            kind: D::KIND,
            new: self.new.then(|| self.keys.dossiers.wrap(self.random, self.key, &keys::dossier_bound(self.id))),
            expected: self.seq,
            events: rows,
            head,
            before,
            after: self.beside(state),
        }
    }

    fn beside<D: Dossier>(&self, state: &D) -> Beside {
        beside(self.keys, self.key, self.random, self.id, D::KIND, &state.card())
    }

    /// The card, seats and tasks anew, without an event: for `reindex`.
    pub(crate) fn refresh<D: Dossier>(&self, state: &D) -> Change {
        let after = self.beside(state);
        Change {
            id: self.id,
            kind: D::KIND,
            new: None,
            expected: self.seq,
            events: Vec::new(),
            head: self.head.to_vec(),
            before: None,
            after,
        }
    }
}

/// How writing a change ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    Kept,
    /// Somebody was first.
    Stale,
    /// A claimed word belongs to another dossier.
    Claimed,
}

/// Writes a change; the caller holds the transaction and undoes it unless this gives `Kept`.
pub(crate) fn write(link: &mut dyn Link, change: &Change) -> Result<Written, StoreError> {
    const NEW: &str = "INSERT INTO dossier (id, kind, key, seq, head, destroyed) VALUES ($1, $2, $3, $4, $5, NULL)";
    const NEXT: &str = "UPDATE dossier SET seq = $1, head = $2 WHERE id = $3 AND seq = $4 AND destroyed IS NULL";
    const EVENT: &str = "INSERT INTO event (dossier, seq, at, who, agency, act, key, body, digest, link) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let id: Value = change.id.bytes().to_vec().into();
    let seq = signed(change.expected + change.events.len() as u64);
    if let Some(wrapped) = &change.new {
        let values = [id.clone(), change.kind.into(), wrapped.clone().into(), seq.into(), change.head.clone().into()];
        link.exec(NEW, &values)?;
    } else {
        let moved =
            link.exec(NEXT, &[seq.into(), change.head.clone().into(), id.clone(), signed(change.expected).into()])?;
        if moved == 0 {
            return Ok(Written::Stale);
        }
    }
    for event in &change.events {
        link.exec(EVENT, &event.values)?;
    }
    write_beside(link, &id, change)
}

fn write_beside(link: &mut dyn Link, id: &Value, change: &Change) -> Result<Written, StoreError> {
    const CARD: &str = "INSERT INTO card (dossier, kind, facet, state, house, municipality, reference, opened, due, label, seats) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (dossier) DO UPDATE SET facet = excluded.facet, \
        state = excluded.state, house = excluded.house, municipality = excluded.municipality, reference = excluded.reference, \
        opened = excluded.opened, due = excluded.due, label = excluded.label, seats = excluded.seats";
    const TASK: &str = "INSERT INTO task (dossier, n, kind, agency, role, person, act, since, due) \
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    const KNOWN: &str = "INSERT INTO known (digest, dossier, kind) VALUES ($1, $2, $3)";
    const CLAIM: &str = "INSERT INTO claim (digest, dossier) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
    let (before, after) = (&change.before, &change.after);
    let card: Vec<Value> = std::iter::once(id.clone()).chain(after.card.iter().cloned()).collect();
    link.exec(CARD, &card)?;
    let same_seats = before
        .as_ref()
        .is_some_and(|b| (&b.holders, &b.facet, &b.opened) == (&after.holders, &after.facet, &after.opened));
    if !same_seats {
        write_seats(link, id, change)?;
    }
    if before.as_ref().is_none_or(|b| b.tasks != after.tasks) {
        if change.new.is_none() {
            link.exec("DELETE FROM task WHERE dossier = $1", std::slice::from_ref(id))?;
        }
        for (task, n) in after.tasks.iter().zip(1i64..) {
            let values: Vec<Value> = [id.clone(), n.into()].into_iter().chain(task.iter().cloned()).collect();
            link.exec(TASK, &values)?;
        }
    }
    if before.as_ref().is_none_or(|b| b.known != after.known) {
        if change.new.is_none() {
            link.exec("DELETE FROM known WHERE dossier = $1", std::slice::from_ref(id))?;
        }
        for digest in &after.known {
            link.exec(KNOWN, &[digest.to_vec().into(), id.clone(), change.kind.into()])?;
        }
    }
    let old_claims = before.as_ref().map_or(&[][..], |b| b.claims.as_slice());
    for digest in after.claims.iter().filter(|c| !old_claims.contains(c)) {
        if link.exec(CLAIM, &[digest.to_vec().into(), id.clone()])? == 0 {
            let row = link.first("SELECT dossier FROM claim WHERE digest = $1", &[digest.to_vec().into()])?;
            if row.is_none_or(|r| r.bytes(0).ok() != Some(change.id.bytes().as_slice())) {
                return Ok(Written::Claimed);
            }
        }
    }
    Ok(Written::Kept)
}

/// Seats, and with them the counts that let a list say its exact total without counting.
fn write_seats(link: &mut dyn Link, id: &Value, change: &Change) -> Result<(), StoreError> {
    const SEAT: &str = "INSERT INTO seat (dossier, holder, kind, facet, opened) VALUES ($1, $2, $3, $4, $5)";
    if change.new.is_none() {
        let old = link.query("SELECT holder, facet FROM seat WHERE dossier = $1", std::slice::from_ref(id))?;
        for row in &old {
            count(link, row.text(0)?, change.kind, row.text(1)?, -1)?;
        }
        link.exec("DELETE FROM seat WHERE dossier = $1", std::slice::from_ref(id))?;
    }
    let after = &change.after;
    for holder in &after.holders {
        let values = [
            id.clone(),
            holder.as_str().into(),
            change.kind.into(),
            after.facet.as_str().into(),
            after.opened.as_str().into(),
        ];
        link.exec(SEAT, &values)?;
        count(link, holder, change.kind, &after.facet, 1)?;
    }
    Ok(())
}

fn count(link: &mut dyn Link, holder: &str, kind: &str, facet: &str, by: i64) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO tally (holder, kind, facet, n) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (holder, kind, facet) DO UPDATE SET n = tally.n + excluded.n";
    link.exec(SQL, &[holder.into(), kind.into(), facet.into(), by.into()]).map(drop)
}

/// Writes card, seats, tasks and the rest anew, without an event.
pub(crate) fn rewrite(link: &mut dyn Link, change: &Change) -> Result<(), StoreError> {
    write_beside(link, &change.id.bytes().to_vec().into(), change).map(drop)
}

/// What lies beside a dossier's events but should not, or should but does not.
pub(crate) fn check_beside(
    link: &mut dyn Link,
    house: &Keys,
    id: DossierId,
    opened: &Opened,
    name: &'static str,
    card: &Card,
) -> Result<Vec<&'static str>, StoreError> {
    const CARD: &str = "SELECT kind, facet, state, house, municipality, reference, opened, due, label, seats FROM card WHERE dossier = $1";
    const TASK: &str = "SELECT kind, agency, role, person, act, since, due FROM task WHERE dossier = $1 ORDER BY n";
    const SEAT: &str = "SELECT holder, kind, facet, opened FROM seat WHERE dossier = $1 ORDER BY holder";
    const LABEL: usize = 8;
    let this: Value = id.bytes().to_vec().into();
    let wanted = beside(house, &opened.key, &keys::SystemRandom, id, name, card);
    let mut wrong = Vec::new();
    let found = link.first(CARD, std::slice::from_ref(&this))?.map(store::Row::into_values).unwrap_or_default();
    let plain = |values: &[Value]| match values.get(LABEL) {
        Some(Value::Bytes(sealed)) => opened.key.open(sealed, &keys::label_bound(id)).ok(),
        _ => None,
    };
    let others = |values: &[Value]| {
        values.iter().enumerate().filter(|(i, _)| *i != LABEL).map(|(_, v)| v.clone()).collect::<Vec<_>>()
    };
    if others(&found) != others(&wanted.card) || plain(&found) != plain(&wanted.card) {
        wrong.push("its card does not say what its events say");
    }
    let rows = |link: &mut dyn Link, sql: &'static str| -> Result<Vec<Vec<Value>>, StoreError> {
        Ok(link.query(sql, std::slice::from_ref(&this))?.into_iter().map(store::Row::into_values).collect())
    };
    if rows(link, TASK)? != wanted.tasks {
        wrong.push("its tasks are not what its events ask");
    }
    let seats: Vec<Vec<Value>> = wanted
        .holders
        .iter()
        .map(|h| vec![h.as_str().into(), name.into(), wanted.facet.as_str().into(), wanted.opened.as_str().into()])
        .collect();
    if rows(link, SEAT)? != seats {
        wrong.push("its seats are not what its events say");
    }
    let sorted = |digests: &[[u8; 32]]| {
        let mut all: Vec<Vec<Value>> = digests.iter().map(|d| vec![d.to_vec().into()]).collect();
        all.sort_by_key(|v| format!("{v:?}"));
        all.dedup();
        all
    };
    let mut known = rows(link, "SELECT digest FROM known WHERE dossier = $1")?;
    known.sort_by_key(|v| format!("{v:?}"));
    if known != sorted(&wanted.known) {
        wrong.push("its findings are not what its events say");
    }
    let mut claims = rows(link, "SELECT digest FROM claim WHERE dossier = $1")?;
    claims.sort_by_key(|v| format!("{v:?}"));
    if claims != sorted(&wanted.claims) {
        wrong.push("its claims are not what its events say");
    }
    Ok(wrong)
}

/// Forgets one event: its key and body go, its place in the chain stays.
pub(crate) fn erase(link: &mut dyn Link, id: DossierId, seq: u64) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE event SET key = NULL, body = NULL WHERE dossier = $1 AND seq = $2";
    Ok(link.exec(SQL, &[id.bytes().to_vec().into(), signed(seq).into()])? == 1)
}

/// Destroys a dossier: its key, bodies and everything beside it go; the chain of what happened, without content, stays.
pub(crate) fn destroy(link: &mut dyn Link, id: DossierId, at: Timestamp) -> Result<bool, StoreError> {
    const KEY: &str = "UPDATE dossier SET key = NULL, destroyed = $1 WHERE id = $2 AND destroyed IS NULL";
    let this: Value = id.bytes().to_vec().into();
    if link.exec(KEY, &[at.as_microsecond().into(), this.clone()])? == 0 {
        return Ok(false);
    }
    link.exec("UPDATE event SET key = NULL, body = NULL WHERE dossier = $1", std::slice::from_ref(&this))?;
    for row in link.query("SELECT holder, kind, facet FROM seat WHERE dossier = $1", std::slice::from_ref(&this))? {
        count(link, row.text(0)?, row.text(1)?, row.text(2)?, -1)?;
    }
    for sql in [
        "DELETE FROM seat WHERE dossier = $1",
        "DELETE FROM card WHERE dossier = $1",
        "DELETE FROM task WHERE dossier = $1",
        "DELETE FROM known WHERE dossier = $1",
        "DELETE FROM claim WHERE dossier = $1",
    ] {
        link.exec(sql, std::slice::from_ref(&this))?;
    }
    Ok(true)
}

/// Walks every dossier's chain. Gives the number of events, and what is wrong and where, never content.
pub(crate) fn verify(
    link: &mut dyn Link,
    keys: &Keys,
    mut each: impl FnMut(),
) -> Result<(u64, Vec<String>), StoreError> {
    const PAGE: &str = "SELECT id, key, seq, head, destroyed FROM dossier WHERE id > $1 ORDER BY id LIMIT 500";
    let (mut after, mut wrong, mut count) = (Vec::new(), Vec::new(), 0);
    loop {
        let rows = link.query(PAGE, &[after.clone().into()])?;
        let Some(last) = rows.last() else { break };
        after = last.bytes(0)?.to_vec();
        for row in rows {
            let Some(id) = DossierId::from_bytes(row.bytes(0)?) else {
                wrong.push("dossier: an id of the wrong length".into());
                continue;
            };
            let key = match row.bytes_or_null(1)? {
                None => None,
                Some(wrapped) => match keys.dossiers.unwrap(wrapped, &keys::dossier_bound(id)) {
                    Ok(key) => Some(key),
                    Err(CannotOpen) => {
                        wrong.push(format!("dossier {id}: its key does not open"));
                        None
                    }
                },
            };
            let found = verify_one(link, keys, id, key.as_ref())?;
            count += found.count;
            wrong.extend(found.wrong.map(|w| format!("dossier {id}: {w}")));
            if found.count != number(row.int(2)?) || found.head != row.bytes(3)? {
                wrong.push(format!("dossier {id}: its head does not fit its last event"));
            }
            each();
        }
    }
    let stray = link.first("SELECT COUNT(*) FROM event WHERE dossier NOT IN (SELECT id FROM dossier)", &[])?;
    if stray.map_or(Ok(0), |r| r.int(0))? != 0 {
        wrong.push("event: belongs to no dossier".into());
    }
    Ok((count, wrong))
}

struct Walked {
    count: u64,
    head: Vec<u8>,
    wrong: Option<String>,
}

fn verify_one(link: &mut dyn Link, keys: &Keys, id: DossierId, key: Option<&Key>) -> Result<Walked, StoreError> {
    let mut walked = Walked { count: 0, head: GENESIS.to_vec(), wrong: None };
    for row in link.query(EVENTS, &[id.bytes().to_vec().into()])? {
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
                (Value::Null, Value::Null) => None,
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
            _ => expected,
        };
    }
    Ok(walked)
}

/// A card opened for a list. `label_key` is the dossier's wrapped key.
pub(crate) fn open_card(keys: &Keys, row: &store::Row) -> Result<(Row, String, String), Unreadable> {
    let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
    let key = keys.dossiers.unwrap(row.bytes(1)?, &keys::dossier_bound(id))?;
    let label: Label =
        serde_json::from_slice(&key.open(row.bytes(9)?, &keys::label_bound(id))?).map_err(|_| Unreadable::Sealed)?;
    let day = |t: &str| t.parse().map_err(|_| StoreError::Shape("a day"));
    let card = Row {
        id,
        facet: row.text(2)?.into(),
        state: row.text(3)?.into(),
        municipality: row.text(5)?.into(),
        reference: row.text(6)?.into(),
        opened: day(row.text(7)?)?,
        due: row.text_or_null(8)?.map(day).transpose()?,
        label,
    };
    Ok((card, row.text(4)?.to_owned(), row.text(10)?.to_owned()))
}
