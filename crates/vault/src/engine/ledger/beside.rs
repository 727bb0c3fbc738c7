//! What lies beside a dossier's events, so that lists need not open them: card, seats, tasks, promises, findings, claims and counts.

use super::{
    Opened, ReadError,
    bound::bound,
    promises::{self, PromiseMove},
    seats::{Holder, holders, seats_text},
};
use crate::engine::{
    dossier::{Card, Findable, Label, Row},
    keys::{Key, Keys, Random},
    promise::Promise,
    store::{self, Connection, StoreError, Value},
    there::There,
};
use kernel::{AgencyId, Date, DossierId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// What lies beside the events, in the shape it is stored in; without the label of the card, which is sealed.
#[derive(Clone, PartialEq)]
pub(super) struct Beside {
    card: Vec<Value>,
    holders: Vec<Holder>,
    facet: String,
    opened: String,
    tasks: Vec<Vec<Value>>,
    known: Vec<[u8; 32]>,
    claims: Vec<[u8; 32]>,
}

/// What a card's label is bound to: every plain column beside it, so that none can be changed without the key.
fn label_bound(id: DossierId, columns: &[Value]) -> Vec<u8> {
    bound(b"label/", id, columns)
}

/// The keyed digest a person may be found by.
pub(crate) fn finding(keys: &Keys, what: &Findable) -> [u8; 32] {
    match what {
        Findable::Bsn(bsn) => keys.finding.digest(&[b"bsn", bsn.reveal().as_bytes()]),
        Findable::NameAndBirth(name, born) => {
            keys.finding.digest(&[b"name", kernel::folded(name.as_str()).as_bytes(), born.to_string().as_bytes()])
        }
    }
}

/// The keyed digest of a claimed word.
pub(crate) fn claiming(keys: &Keys, word: &str) -> [u8; 32] {
    keys.finding.digest(&[b"claim", word.as_bytes()])
}

/// The label of a card, sealed and bound to what lies plain beside it.
pub(super) fn sealed_label(random: &dyn Random, key: &Key, id: DossierId, beside: &Beside, label: &Label) -> Value {
    let plain = serde_json::to_vec(label).unwrap_or_default();
    key.seal(random, &plain, &label_bound(id, &beside.card)).into()
}

pub(super) fn beside(keys: &Keys, kind: &'static str, card: &Card) -> Beside {
    let opened = card.opened.to_string();
    let due = card.due.or_else(|| card.tasks.iter().filter_map(|t| t.due).min()).map(|d| d.to_string());
    let columns: Vec<Value> = vec![
        kind.into(),
        card.facet.into(),
        card.state.into(),
        card.house.as_str().into(),
        card.municipality.as_str().into(),
        card.reference.as_str().into(),
        opened.clone().into(),
        due.into(),
        seats_text(card).into(),
    ];
    Beside {
        card: columns,
        holders: holders(card),
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
                    i64::from(t.urgent).into(),
                    t.asker.as_ref().map(AgencyId::to_string).into(),
                    t.asked_by.as_ref().map(PersonId::to_string).into(),
                    t.thing.map_or(0, i64::from).into(),
                    i64::from(t.meets).into(),
                ]
            })
            .collect(),
        known: card.findable.iter().map(|f| finding(keys, f)).collect(),
        claims: card.claims.iter().map(|c| claiming(keys, c)).collect(),
    }
}

/// What changes beside the events of a dossier.
pub(super) struct Move<'a> {
    pub(super) id: DossierId,
    pub(super) kind: &'static str,
    /// Whether the dossier is new, so that nothing lies there yet.
    pub(super) new: bool,
    /// What lay there; not known when it is written anew.
    pub(super) before: Option<&'a Beside>,
    pub(super) after: &'a Beside,
    /// The sealed label of its card.
    pub(super) label: &'a Value,
    pub(super) promises: &'a PromiseMove,
}

/// Writes it. Gives whether every claimed word was free.
pub(super) fn write_beside(conn: &mut dyn Connection, change: &Move<'_>) -> Result<bool, StoreError> {
    const CARD: &str = "INSERT INTO card (dossier, kind, facet, state, house, municipality, reference, opened, due, seats, label) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (dossier) DO UPDATE SET facet = excluded.facet, \
        state = excluded.state, house = excluded.house, municipality = excluded.municipality, reference = excluded.reference, \
        opened = excluded.opened, due = excluded.due, label = excluded.label, seats = excluded.seats";
    const TASK: &str = "INSERT INTO task (dossier, n, kind, agency, role, person, act, since, due, urgent, asker, asked_by, thing, meets) \
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    // Who took up what is asked no longer has it.
    const DONE: &str = "DELETE FROM pickup WHERE dossier = $1 AND NOT EXISTS (SELECT 1 FROM task t WHERE t.dossier = pickup.dossier \
                        AND t.agency = pickup.agency AND t.act = pickup.act AND t.thing = pickup.thing AND t.since = pickup.since)";
    const KNOWN: &str = "INSERT INTO known (digest, dossier, kind) VALUES ($1, $2, $3)";
    const CLAIM: &str = "INSERT INTO claim (digest, dossier) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
    let (before, after) = (change.before, change.after);
    let id = &Value::from(change.id.bytes().as_slice());
    let card: Vec<Value> = [id].into_iter().chain(&after.card).chain([change.label]).cloned().collect();
    conn.put(CARD, &card)?;
    let same_seats =
        before.is_some_and(|b| (&b.holders, &b.facet, &b.opened) == (&after.holders, &after.facet, &after.opened));
    if !same_seats {
        write_seats(conn, id, change)?;
    }
    if before.is_none_or(|b| b.tasks != after.tasks) {
        if !change.new {
            conn.put("DELETE FROM task WHERE dossier = $1", std::slice::from_ref(id))?;
        }
        for (task, n) in after.tasks.iter().zip(1i64..) {
            let values: Vec<Value> = [id.clone(), n.into()].into_iter().chain(task.iter().cloned()).collect();
            conn.put(TASK, &values)?;
        }
        if !change.new {
            conn.put(DONE, std::slice::from_ref(id))?;
        }
    }
    promises::write(conn, id, change.new, change.promises)?;
    if before.is_none_or(|b| b.known != after.known) {
        if !change.new {
            conn.put("DELETE FROM known WHERE dossier = $1", std::slice::from_ref(id))?;
        }
        for digest in &after.known {
            conn.put(KNOWN, &[digest.to_vec().into(), id.clone(), change.kind.into()])?;
        }
    }
    let old_claims = before.map_or(&[][..], |b| b.claims.as_slice());
    // What the dossier no longer claims is free again. When it is written anew nobody knows what it claimed before.
    if before.is_none() && !change.new {
        conn.put("DELETE FROM claim WHERE dossier = $1", std::slice::from_ref(id))?;
    }
    for digest in old_claims.iter().filter(|c| !after.claims.contains(c)) {
        conn.put("DELETE FROM claim WHERE digest = $1 AND dossier = $2", &[digest.to_vec().into(), id.clone()])?;
    }
    for digest in after.claims.iter().filter(|c| !old_claims.contains(c)) {
        if conn.exec(CLAIM, &[digest.to_vec().into(), id.clone()])? == 0 {
            let row = conn.first("SELECT dossier FROM claim WHERE digest = $1", &[digest.to_vec().into()])?;
            if row.is_none_or(|r| r.bytes(0).ok() != Some(change.id.bytes().as_slice())) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Seats, and with them the counts that let a list say its exact total without counting. Counts are changed in one order, whoever
/// changes them, so that two who change the same ones wait for each other and not in a circle.
fn write_seats(conn: &mut dyn Connection, id: &Value, change: &Move<'_>) -> Result<(), StoreError> {
    const SEAT: &str = "INSERT INTO seat (dossier, holder, person, kind, facet, opened, listed, first, last, third) \
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let mut counts = BTreeMap::new();
    if !change.new {
        take_away(conn, id, &mut counts)?;
    }
    let after = change.after;
    for holder in &after.holders {
        let day = |of: fn((Date, Date)) -> Date| holder.days.map(|days| of(days).to_string());
        let values: [Value; 10] = [
            id.clone(),
            holder.agency.as_str().into(),
            holder.person.as_str().into(),
            change.kind.into(),
            after.facet.as_str().into(),
            after.opened.as_str().into(),
            i64::from(holder.listed).into(),
            day(|days| days.0).into(),
            day(|days| days.1).into(),
            i64::from(holder.third).into(),
        ];
        conn.put(SEAT, &values)?;
        if holder.listed {
            let whose = (holder.agency.clone(), holder.person.clone());
            *counts.entry((whose, change.kind.to_owned(), after.facet.clone())).or_default() += 1;
        }
    }
    count(conn, &counts)
}

/// By organisation and person, kind and facet.
type Counts = BTreeMap<((String, String), String, String), i64>;

/// Takes the seats of a dossier away, and notes that they count no more.
fn take_away(conn: &mut dyn Connection, id: &Value, counts: &mut Counts) -> Result<(), StoreError> {
    const OLD: &str = "SELECT holder, person, kind, facet FROM seat WHERE dossier = $1 AND listed = 1";
    for row in &conn.query(OLD, std::slice::from_ref(id))? {
        let text = |i| row.text(i).map(str::to_owned);
        let place = ((text(0)?, text(1)?), text(2)?, text(3)?);
        *counts.entry(place).or_default() -= 1;
    }
    conn.put("DELETE FROM seat WHERE dossier = $1", std::slice::from_ref(id))
}

fn count(conn: &mut dyn Connection, counts: &Counts) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO tally (holder, person, kind, facet, n) VALUES ($1, $2, $3, $4, $5) \
                       ON CONFLICT (holder, person, kind, facet) DO UPDATE SET n = tally.n + excluded.n";
    for (((holder, person), kind, facet), by) in counts.iter().filter(|(_, by)| **by != 0) {
        let words = [holder, person, kind, facet].map(|word| Value::from(word.as_str()));
        conn.put(SQL, &[words.as_slice(), &[(*by).into()]].concat())?;
    }
    Ok(())
}

/// Takes away everything that lies beside the events of a dossier.
pub(super) fn remove(conn: &mut dyn Connection, id: &Value) -> Result<(), StoreError> {
    let mut counts = BTreeMap::new();
    take_away(conn, id, &mut counts)?;
    count(conn, &counts)?;
    for sql in [
        "DELETE FROM card WHERE dossier = $1",
        "DELETE FROM task WHERE dossier = $1",
        "DELETE FROM pickup WHERE dossier = $1",
        "DELETE FROM promise WHERE dossier = $1",
        "DELETE FROM known WHERE dossier = $1",
        "DELETE FROM claim WHERE dossier = $1",
        "DELETE FROM slip WHERE dossier = $1",
        "DELETE FROM box WHERE dossier = $1",
        "DELETE FROM draft WHERE dossier = $1",
        "DELETE FROM file WHERE dossier = $1",
    ] {
        conn.exec(sql, std::slice::from_ref(id))?;
    }
    Ok(())
}

/// What lies beside a dossier's events but should not, or should but does not.
pub(crate) fn check_beside(
    conn: &mut dyn Connection,
    house: &Keys,
    id: DossierId,
    opened: &Opened,
    name: &'static str,
    (card, promised): (&Card, &[Promise]),
) -> Result<Vec<&'static str>, StoreError> {
    const CARD: &str = "SELECT kind, facet, state, house, municipality, reference, opened, due, seats, label FROM card WHERE dossier = $1";
    const TASK: &str = "SELECT kind, agency, role, person, act, since, due, urgent, asker, asked_by, thing, meets FROM task WHERE dossier = $1 ORDER BY n";
    const SEAT: &str =
        "SELECT holder, person, kind, facet, opened, listed, first, last, third FROM seat WHERE dossier = $1";
    const LABEL: usize = 9;
    let this: Value = id.bytes().to_vec().into();
    let wanted = beside(house, name, card);
    let mut wrong = Vec::new();
    let found = conn.first(CARD, std::slice::from_ref(&this))?.map(store::Row::into_values).unwrap_or_default();
    let (others, sealed) = found.split_at_checked(LABEL).unwrap_or_default();
    let label = match sealed {
        [Value::Bytes(sealed)] => opened.key.open(sealed, &label_bound(id, others)).ok(),
        _ => None,
    };
    if others != wanted.card || label != serde_json::to_vec(&card.label).ok() {
        wrong.push("its card does not say what its events say");
    }
    let rows = |conn: &mut dyn Connection, sql: &'static str| -> Result<Vec<Vec<Value>>, StoreError> {
        Ok(conn.query(sql, std::slice::from_ref(&this))?.into_iter().map(store::Row::into_values).collect())
    };
    if rows(conn, TASK)? != wanted.tasks {
        wrong.push("its tasks are not what its events ask");
    }
    if !promises::is_right(conn, (id, &opened.key), &promises::rows(name, promised))? {
        wrong.push("what is expected in it is not what its events say");
    }
    let mut seats: Vec<Vec<Value>> = wanted
        .holders
        .iter()
        .map(|h| {
            let day = |of: fn((Date, Date)) -> Date| h.days.map(|days| of(days).to_string()).into();
            vec![
                h.agency.as_str().into(),
                h.person.as_str().into(),
                name.into(),
                wanted.facet.as_str().into(),
                wanted.opened.as_str().into(),
                i64::from(h.listed).into(),
                day(|days| days.0),
                day(|days| days.1),
                i64::from(h.third).into(),
            ]
        })
        .collect();
    let mut found = rows(conn, SEAT)?;
    // Engines sort text in ways of their own.
    for all in [&mut seats, &mut found] {
        all.sort_by_key(|v| format!("{v:?}"));
    }
    if found != seats {
        wrong.push("its seats are not what its events say");
    }
    let sorted = |digests: &[[u8; 32]]| {
        let mut all: Vec<Vec<Value>> = digests.iter().map(|d| vec![d.to_vec().into()]).collect();
        all.sort_by_key(|v| format!("{v:?}"));
        all.dedup();
        all
    };
    let mut known = rows(conn, "SELECT digest FROM known WHERE dossier = $1")?;
    known.sort_by_key(|v| format!("{v:?}"));
    if known != sorted(&wanted.known) {
        wrong.push("its findings are not what its events say");
    }
    let mut claims = rows(conn, "SELECT digest FROM claim WHERE dossier = $1")?;
    claims.sort_by_key(|v| format!("{v:?}"));
    if claims != sorted(&wanted.claims) {
        wrong.push("its claims are not what its events say");
    }
    Ok(wrong)
}

/// The columns of a card as a list reads them; behind them whatever the list asks beside.
const CARD_COLUMNS: usize = 13;

/// The dossier of a row that begins with its id, its wrapped key and the generation of that, and the key.
pub(crate) fn card_key(keys: &Keys, row: &store::Row) -> Result<(DossierId, Key), ReadError> {
    let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
    Ok((id, keys.ring.unwrap((id, ""), row.int(2)?, row.bytes(1)?)?))
}

/// A card opened for a list: id, wrapped key and its generation, then the columns of its card. A column that was changed by something else
/// than this program does not open.
pub(crate) fn open_card(keys: &Keys, row: &store::Row) -> Result<(Row, String, String), ReadError> {
    let (id, key) = card_key(keys, row)?;
    let bound = label_bound(id, row.values(3..CARD_COLUMNS - 1));
    let label: Label =
        serde_json::from_slice(&key.open(row.bytes(CARD_COLUMNS - 1)?, &bound)?).map_err(|_| ReadError::Sealed)?;
    let day = |t: &str| t.parse().map_err(|_| StoreError::Shape("a day"));
    let card = Row {
        id,
        facet: row.text(4)?.into(),
        state: row.text(5)?.into(),
        municipality: row.text(7)?.into(),
        reference: row.text(8)?.into(),
        opened: day(row.text(9)?)?,
        due: row.text_or_null(10)?.map(day).transpose()?,
        label,
        // Whoever asks fills it in: a card does not know who reads it.
        seats: BTreeSet::new(),
        there: There::default(),
    };
    Ok((card, row.text(6)?.to_owned(), row.text(11)?.to_owned()))
}
