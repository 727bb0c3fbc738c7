//! The book: one chained line per look, act and refusal. Names, never values. It has four lawful uses (Wgpga art. 14 lid 2) and a
//! reader must name one.

use crate::engine::{
    keys::Key,
    store::{Link, Row, StoreError, Value},
};
use kernel::{DossierId, Timestamp};
use serde::Serialize;

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
}

impl Head {
    /// Reads the end of the chain and holds it until the transaction ends.
    pub(crate) fn hold(link: &mut dyn Link, node: &str) -> Result<Self, StoreError> {
        const HOLD: &str = "INSERT INTO book_head (node, n, link) VALUES ($1, 0, $2) \
                            ON CONFLICT (node) DO UPDATE SET n = book_head.n RETURNING n, link";
        let row = link.first(HOLD, &[node.into(), vec![0; 32].into()])?.ok_or(StoreError::Shape("a head"))?;
        Ok(Self { n: row.int(0)?, link: row.bytes(1)?.to_vec() })
    }

    /// Writes lines behind it.
    pub(crate) fn write(
        &mut self,
        link: &mut dyn Link,
        key: &Key,
        node: &str,
        lines: &[Line],
    ) -> Result<(), StoreError> {
        const LINE: &str = "INSERT INTO book (node, n, at, person, agency, act, dossier, outcome, ground, detail, trace, link) \
                            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        const MOVE: &str = "UPDATE book_head SET n = $1, link = $2 WHERE node = $3";
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
            ];
            self.link = chain(key, &self.link, &values);
            values.push(self.link.as_slice().into());
            link.put(LINE, &values)?;
        }
        link.put(MOVE, &[self.n.into(), self.link.as_slice().into(), node.into()])
    }
}

/// The link of a line: a keyed digest over the link before it and every column.
fn chain(key: &Key, before: &[u8], values: &[Value]) -> Vec<u8> {
    let columns: Vec<Vec<u8>> = values
        .iter()
        .map(|v| match v {
            Value::Null => vec![0],
            Value::Int(i) => [b"i".as_slice(), &i.to_be_bytes()].concat(),
            Value::Text(t) => [b"t".as_slice(), t.as_bytes()].concat(),
            Value::Bytes(b) => [b"b".as_slice(), b].concat(),
        })
        .collect();
    let parts: Vec<&[u8]> = std::iter::once(before).chain(columns.iter().map(Vec::as_slice)).collect();
    key.digest(&parts).to_vec()
}

const COLUMNS: &str = "SELECT node, n, at, person, agency, act, dossier, outcome, ground, detail, trace, link FROM book \
     WHERE node = $1 AND n > $2 ORDER BY n LIMIT 1000";

/// Walks a node's chain; gives the number of lines and the first that does not fit.
pub(crate) fn verify(link: &mut dyn Link, key: &Key) -> Result<(i64, Vec<String>), StoreError> {
    let mut wrong = Vec::new();
    let mut count = 0;
    for head in link.query("SELECT node, n, link FROM book_head ORDER BY node", &[])? {
        let (node, last) = (head.text(0)?.to_owned(), head.int(1)?);
        let (mut n, mut before) = (0, vec![0; 32]);
        'lines: loop {
            let rows = link.query(COLUMNS, &[node.as_str().into(), n.into()])?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let mut values = row.into_values();
                let stored = values.pop();
                let expected = chain(key, &before, &values);
                let number = match values.get(1) {
                    Some(Value::Int(number)) => *number,
                    _ => 0,
                };
                if number != n + 1 || stored != Some(Value::Bytes(expected.clone())) {
                    wrong.push(format!("book {node}: line {} does not fit the line before it", n + 1));
                    break 'lines;
                }
                (n, before) = (number, expected);
                count += 1;
            }
        }
        if wrong.is_empty() && (n != last || before != head.bytes(2)?) {
            wrong.push(format!("book {node}: ends at line {n}, its head says {last}"));
        }
    }
    let stray = link.first("SELECT COUNT(*) FROM book WHERE node NOT IN (SELECT node FROM book_head)", &[])?;
    if stray.map_or(Ok(0), |r| r.int(0))? != 0 {
        wrong.push("book: lines of a node without a head".into());
    }
    Ok((count, wrong))
}

/// The lines on one dossier, new to old.
pub(crate) fn of_dossier(link: &mut dyn Link, id: DossierId, limit: i64) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "SELECT n, at, person, agency, act, dossier, outcome, ground, trace FROM book WHERE dossier = $1 \
                       ORDER BY at DESC, n DESC LIMIT $2";
    link.query(SQL, &[id.bytes().to_vec().into(), limit.into()])?.iter().map(entry).collect()
}

/// The latest lines of the whole book, new to old.
pub(crate) fn latest(link: &mut dyn Link, limit: i64) -> Result<Vec<Entry>, StoreError> {
    const SQL: &str = "SELECT n, at, person, agency, act, dossier, outcome, ground, trace FROM book ORDER BY at DESC, n DESC LIMIT $1";
    link.query(SQL, &[limit.into()])?.iter().map(entry).collect()
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
