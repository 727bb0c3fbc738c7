//! The book: one chained line per look, act and refusal. Names, never values. It has four lawful uses (Wgpga art. 14 lid 2) and a
//! reader must name one.

use crate::engine::{
    framing,
    keys::{Key, Keys},
    store::{Connection, Row, StoreError, Value},
};
use kernel::{DossierId, Timestamp};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Content was read.
    Look,
    /// A list was read.
    List,
    /// Something changed.
    Act,
    /// The rule said no, or there is no such dossier.
    Refused,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::List => "list",
            Self::Act => "act",
            Self::Refused => "refused",
        }
    }
}

/// For what the book may be read: the four uses that the law names (Wgpga art. 14 lid 2), and no other. Learning is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To see whether what was done was lawful.
    Legality,
    /// For the organisation's own control.
    Control,
    /// For the integrity and the security of the data.
    Security,
    /// For proceedings before a court.
    Court,
}

impl Purpose {
    /// The word in the line of the book that tells of the reading.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Legality => "legality",
            Self::Control => "control",
            Self::Security => "security",
            Self::Court => "court",
        }
    }
}

/// A line to be written.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) at: Timestamp,
    pub(crate) person: String,
    pub(crate) agency: String,
    pub(crate) act: &'static str,
    pub(crate) dossier: Option<DossierId>,
    pub(crate) outcome: Outcome,
    /// The policies that said yes.
    pub(crate) ground: String,
    /// Names of what was touched, or a sealed reason; never a value in the clear.
    pub(crate) detail: String,
    pub(crate) trace: String,
    /// Where the dossier stood after an act.
    pub(crate) stands: Option<Stands>,
}

/// Where a dossier stood after an act, as the book tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stands {
    /// Its events and marks together.
    pub(crate) rev: u64,
    /// The signature over where it stood.
    pub(crate) sign: [u8; 32],
}

/// A line as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its number on its node.
    pub n: i64,
    /// The moment.
    pub at: Timestamp,
    /// Who.
    pub person: String,
    /// For which agency.
    pub agency: String,
    /// Which act.
    pub act: String,
    /// On which dossier.
    pub dossier: Option<String>,
    /// What became of it.
    pub outcome: String,
    /// By which policies.
    pub ground: String,
    /// The request it belongs to.
    pub trace: String,
}

/// The end of a node's chain.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) n: i64,
    pub(crate) link: Vec<u8>,
    /// Whether it was signed as it stands. An end that somebody cut is written on behind and never signed again, so that it stays noticed.
    sound: bool,
}

impl Head {
    /// Reads the end of the chain and holds it until the transaction ends.
    pub(crate) fn hold(conn: &mut dyn Connection, keys: &Keys, node: &str) -> Result<Self, StoreError> {
        const HOLD: &str = "INSERT INTO book_head (node, n, link) VALUES ($1, 0, $2) \
                            ON CONFLICT (node) DO UPDATE SET n = book_head.n RETURNING n, link, sign";
        let row = conn.first(HOLD, &[node.into(), vec![0; 32].into()])?.ok_or(StoreError::Shape("a head"))?;
        let head = Self { n: row.int(0)?, link: row.bytes(1)?.to_vec(), sound: true };
        let sound = head.n == 0 || row.bytes_or_null(2)? == Some(head.sign(keys, node).as_slice());
        Ok(Self { sound, ..head })
    }

    /// The signature over it.
    pub(crate) fn sign(&self, keys: &Keys, node: &str) -> [u8; 32] {
        keys.head.digest(&[b"book", node.as_bytes(), &self.n.to_be_bytes(), &self.link])
    }

    /// Writes lines behind it.
    pub(crate) fn write(
        &mut self,
        conn: &mut dyn Connection,
        keys: &Keys,
        node: &str,
        lines: &[Line],
    ) -> Result<(), StoreError> {
        const LINE: &str = "INSERT INTO book (node, n, at, person, agency, act, dossier, outcome, ground, detail, trace, rev, sign, link) \
                            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
        const MOVE: &str = "UPDATE book_head SET n = $1, link = $2, sign = $3 WHERE node = $4";
        for line in lines {
            self.n += 1;
            let mut values: Vec<Value> = vec![
                node.into(),
                self.n.into(),
                line.at.as_microsecond().into(),
                line.person.as_str().into(),
                line.agency.as_str().into(),
                line.act.into(),
                line.dossier.map(|d| d.bytes().to_vec()).into(),
                line.outcome.word().into(),
                line.ground.as_str().into(),
                line.detail.as_str().into(),
                line.trace.as_str().into(),
                line.stands.map(|s| i64::try_from(s.rev).unwrap_or(i64::MAX)).into(),
                line.stands.map(|s| s.sign.to_vec()).into(),
            ];
            self.link = chain(&keys.chain, &self.link, &values);
            values.push(self.link.as_slice().into());
            conn.put(LINE, &values)?;
        }
        let sign = if self.sound { self.sign(keys, node) } else { [0; 32] };
        conn.put(MOVE, &[self.n.into(), self.link.as_slice().into(), sign.as_slice().into(), node.into()])
    }

    /// Signs the ends of chains that were made before ends were signed.
    pub(crate) fn sign_all(conn: &mut dyn Connection, keys: &Keys) -> Result<(), StoreError> {
        for row in conn.query("SELECT node, n, link FROM book_head", &[])? {
            let head = Self { n: row.int(1)?, link: row.bytes(2)?.to_vec(), sound: true };
            let sign = head.sign(keys, row.text(0)?);
            conn.exec(
                "UPDATE book_head SET sign = $1 WHERE node = $2",
                &[sign.as_slice().into(), row.text(0)?.into()],
            )?;
        }
        Ok(())
    }
}

/// The columns of a line that its link covers; the last two only since a line tells where a dossier stands.
const COVERED: usize = 13;

/// The link of a line: a keyed digest over the link before it and every column.
fn chain(key: &Key, before: &[u8], values: &[Value]) -> Vec<u8> {
    let stands = values.get(COVERED - 1).is_some_and(|sign| *sign != Value::Null);
    let covered = if stands { COVERED } else { COVERED - 2 };
    framing::digest(key, &[before], values.iter().take(covered)).to_vec()
}

const COLUMNS: &str = "SELECT node, n, at, person, agency, act, dossier, outcome, ground, detail, trace, rev, sign, link FROM book \
     WHERE node = $1 AND n > $2 ORDER BY n LIMIT 1000";

/// Something that was done to a dossier: when, by whom, for whom, by which act.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Done {
    at: i64,
    who: String,
    agency: String,
    act: String,
}

impl Done {
    /// From four columns, the first of which is number `i`.
    pub(crate) fn read(row: &Row, i: usize) -> Result<Self, StoreError> {
        let text = |i| row.text(i).map(str::to_owned);
        Ok(Self { at: row.int(i)?, who: text(i + 1)?, agency: text(i + 2)?, act: text(i + 3)? })
    }
}

/// What the book says was done to dossiers.
#[derive(Debug, Default)]
pub(crate) struct Acts {
    /// Where each dossier stood according to the line with the highest number of events and marks; none where no line tells.
    last: HashMap<Vec<u8>, Option<(i64, Vec<u8>)>>,
}

impl Acts {
    fn take(&mut self, values: &[Value]) {
        let [_, _, _, _, _, _, Value::Bytes(id), Value::Text(outcome), _, _, _, rev, sign] = values else { return };
        if outcome != Outcome::Act.word() {
            return;
        }
        let last = self.last.entry(id.clone()).or_default();
        if let (Value::Int(rev), Value::Bytes(sign)) = (rev, sign)
            && last.as_ref().is_none_or(|(before, _)| before < rev)
        {
            *last = Some((*rev, sign.clone()));
        }
    }

    /// Holds what happened in a dossier against what the book says was done to it, both ways, and takes it off the list.
    pub(crate) fn held_against(
        &mut self,
        conn: &mut dyn Connection,
        id: DossierId,
        (rev, sign): (u64, [u8; 32]),
        events: &[Done],
        marks: &[Done],
    ) -> Result<Vec<String>, StoreError> {
        const LINES: &str = "SELECT at, person, agency, act FROM book WHERE dossier = $1 AND outcome = 'act'";
        let mut wrong = Vec::new();
        if let Some(Some((last, signed))) = self.last.remove(id.bytes().as_slice())
            && (u64::try_from(last) != Ok(rev) || signed != sign)
        {
            wrong.push("it does not stand where the book says that it was left".into());
        }
        let happened: BTreeSet<&Done> = events.iter().chain(marks).collect();
        let lines = conn.query(LINES, &[id.bytes().as_slice().into()])?;
        let told: BTreeSet<Done> = lines.iter().map(|row| Done::read(row, 0)).collect::<Result<_, _>>()?;
        if happened.iter().any(|done| !told.contains(done) && done.who != SYSTEM) {
            wrong.push("something happened in it that the book does not tell".into());
        }
        if told.iter().any(|done| !happened.contains(done)) {
            wrong.push("the book tells of something that did not happen in it".into());
        }
        Ok(wrong)
    }

    /// What is left: dossiers that the book tells of and that are not there.
    pub(crate) fn rest(self) -> impl Iterator<Item = String> {
        self.last
            .into_keys()
            .map(|id| format!("dossier {}: the book tells of it and it is not there", crate::engine::keys::hex(&id)))
    }
}

/// Who does what no person does, such as bringing a store to another version.
pub(crate) const SYSTEM: &str = "casustafel";

/// Walks a node's chain; gives the number of lines, what they say was done to dossiers, and the first that does not fit.
pub(crate) fn verify(conn: &mut dyn Connection, keys: &Keys) -> Result<(i64, Acts, Vec<String>), StoreError> {
    let (mut wrong, mut acts, mut count) = (Vec::new(), Acts::default(), 0);
    for row in conn.query("SELECT node, n, link, sign FROM book_head ORDER BY node", &[])? {
        let (node, head) =
            (row.text(0)?.to_owned(), Head { n: row.int(1)?, link: row.bytes(2)?.to_vec(), sound: true });
        let (n, before) = walk(conn, keys, &node, &mut |values| {
            count += 1;
            acts.take(values);
        })?;
        let Some(before) = before else {
            wrong.push(format!("book {node}: line {n} does not fit the line before it"));
            continue;
        };
        if n != head.n || before != head.link {
            wrong.push(format!("book {node}: ends at line {n}, its head says {}", head.n));
        } else if row.bytes_or_null(3)? != Some(head.sign(keys, &node).as_slice()) && n > 0 {
            wrong.push(format!("book {node}: its end is not signed"));
        }
    }
    let stray = conn.first("SELECT COUNT(*) FROM book WHERE node NOT IN (SELECT node FROM book_head)", &[])?;
    if stray.map_or(Ok(0), |r| r.int(0))? != 0 {
        wrong.push("book: lines of a node without a head".into());
    }
    Ok((count, acts, wrong))
}

/// Walks along the lines of a node. Gives the number and the link of the last; no link, and the number of the line that does not fit, when
/// one does not.
fn walk(
    conn: &mut dyn Connection,
    keys: &Keys,
    node: &str,
    take: &mut dyn FnMut(&[Value]),
) -> Result<(i64, Option<Vec<u8>>), StoreError> {
    let (mut n, mut before) = (0, vec![0; 32]);
    loop {
        let rows = conn.query(COLUMNS, &[node.into(), n.into()])?;
        if rows.is_empty() {
            return Ok((n, Some(before)));
        }
        for row in rows {
            let mut values = row.into_values();
            let stored = values.pop();
            let expected = chain(&keys.chain, &before, &values);
            if values.get(1) != Some(&Value::Int(n + 1)) || stored != Some(Value::Bytes(expected.clone())) {
                return Ok((n + 1, None));
            }
            take(&values);
            (n, before) = (n + 1, expected);
        }
    }
}

/// The lines on one dossier, new to old.
pub(crate) fn of_dossier(conn: &mut dyn Connection, id: DossierId, limit: i64) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "SELECT n, at, person, agency, act, dossier, outcome, ground, trace FROM book WHERE dossier = $1 \
                       ORDER BY at DESC, n DESC LIMIT $2";
    conn.query(SQL, &[id.bytes().to_vec().into(), limit.into()])?.iter().map(entry).collect()
}

/// What somebody did for an organisation from a moment on, in microseconds, new to old: acts, and no looks.
pub(crate) fn done_by(
    conn: &mut dyn Connection,
    (person, agency): (&str, &str),
    from: i64,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "SELECT n, at, person, agency, act, dossier, outcome, ground, trace FROM book \
                       WHERE person = $1 AND agency = $2 AND outcome = 'act' AND at >= $3 ORDER BY at DESC, n DESC LIMIT $4";
    conn.query(SQL, &[person.into(), agency.into(), from.into(), limit.into()])?.iter().map(entry).collect()
}

/// The latest lines of the whole book, new to old.
pub(crate) fn latest(conn: &mut dyn Connection, limit: i64) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "SELECT n, at, person, agency, act, dossier, outcome, ground, trace FROM book ORDER BY at DESC, n DESC LIMIT $1";
    conn.query(SQL, &[limit.into()])?.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        n: row.int(0)?,
        at: Timestamp::from_microsecond(row.int(1)?).map_err(|_| StoreError::Shape("a moment"))?,
        person: row.text(2)?.into(),
        agency: row.text(3)?.into(),
        act: row.text(4)?.into(),
        dossier: row.bytes_or_null(5)?.and_then(DossierId::from_bytes).map(|d| d.to_string()),
        outcome: row.text(6)?.into(),
        ground: row.text(7)?.into(),
        trace: row.text(8)?.into(),
    })
}
