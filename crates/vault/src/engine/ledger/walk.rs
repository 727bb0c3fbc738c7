//! Walking every chain: what is wrong and where, never content.

use super::{GENESIS, event_link, number, signed};
use crate::engine::{
    keys::{self, CannotOpen, Key, Keys},
    store::{Link, StoreError, Value},
};
use kernel::DossierId;

const EVENTS: &str =
    "SELECT seq, at, who, agency, act, key, body, link, digest FROM event WHERE dossier = $1 ORDER BY seq";

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
            Value::Null | Value::Int(_) | Value::Text(_) => expected,
        };
    }
    Ok(walked)
}
