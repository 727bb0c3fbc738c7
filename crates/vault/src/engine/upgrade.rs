//! What a step of the store asks beside its tables. A store of version 2 is checked by the rules of that version first, for a signature
//! over something that was changed would make it look sound.

use crate::engine::{
    book::{self, Outcome, SYSTEM},
    directory, drawers,
    keys::{self, Key, Keys, Random},
    ledger::{self, Because, Stand},
    slice,
    store::{Connection, StoreError, Value, schema::GUARDED},
    tick,
};
use kernel::{DossierId, Timestamp};

/// What is needed to take an older store over.
pub(crate) struct Taking<'a> {
    pub(crate) master: &'a Key,
    pub(crate) keys: &'a Keys,
    pub(crate) random: &'a dyn Random,
    pub(crate) now: Timestamp,
    pub(crate) node: &'a str,
    /// Whether it is taken over as it is found, also when something is wrong with it.
    pub(crate) as_found: bool,
    /// Whether it comes out of a backup, which is sealed and holds no signatures of small tables.
    pub(crate) restored: bool,
}

impl Taking<'_> {
    /// After the tables of this version are there. Gives what is wrong with the store; then nothing may be kept, unless it is taken over
    /// as it is found.
    pub(crate) fn after(&self, conn: &mut dyn Connection, version: i64) -> Result<Vec<String>, StoreError> {
        if version == 3 { self.to_3(conn) } else { Ok(Vec::new()) }
    }

    fn to_3(&self, conn: &mut dyn Connection) -> Result<Vec<String>, StoreError> {
        let mut line = book::Line {
            at: self.now,
            person: SYSTEM.into(),
            agency: SYSTEM.into(),
            act: "house.migrate",
            dossier: None,
            outcome: Outcome::Act,
            ground: String::new(),
            detail: String::new(),
            trace: keys::hex(&keys::fresh::<8>(self.random)),
            stands: None,
        };
        book::Head::sign_all(conn, self.keys)?;
        let (_, _, mut wrong) = book::verify(conn, self.keys)?;
        if !self.restored {
            wrong.extend(self.old_guards(conn)?);
        }
        let found = self.dossiers(conn, &Because::of(&line), &mut wrong)?;
        if !wrong.is_empty() && !self.as_found {
            return Ok(wrong);
        }
        self.second_factors(conn)?;
        // As it was until now, until somebody gives an organisation a desk.
        conn.exec("UPDATE agency SET office = '{\"desk\":{\"automatic\":true}}'", &[])?;
        directory::sign_rows(conn, self.keys)?;
        GUARDED.iter().try_for_each(|(table, _)| directory::guard(conn, self.keys, table))?;
        conn.exec("DELETE FROM meta WHERE name LIKE 'guard-measure/%'", &[])?;
        tick::guard_all(conn, self.keys)?;
        // Made anew from the events when the house opens, and with them claims that version 2 forgot to take away.
        for sql in
            ["DELETE FROM card", "DELETE FROM task", "DELETE FROM known", "DELETE FROM claim", "DELETE FROM tally"]
        {
            conn.exec(sql, &[])?;
        }
        line.detail = format!("from=2 to=3 signed-as-found={found} wrong={}", wrong.len());
        book::Head::hold(conn, self.keys, self.node)?.write(conn, self.keys, self.node, &[line])?;
        Ok(Vec::new())
    }

    /// Walks every dossier by the rules of version 2, and signs where it stands. Gives how many there are.
    fn dossiers(
        &self,
        conn: &mut dyn Connection,
        because: &Because<'_>,
        wrong: &mut Vec<String>,
    ) -> Result<u64, StoreError> {
        const ALL: &str = "SELECT id, kind, key, seq, head FROM dossier ORDER BY id";
        const SET: &str = "UPDATE dossier SET marks = $1, mark = $2, sign = $3, key = $4, epoch = $5 WHERE id = $6";
        let wrapping = self.master.derive("dossiers");
        let mut count = 0;
        for row in conn.query(ALL, &[])? {
            let Some(id) = DossierId::from_bytes(row.bytes(0)?) else { continue };
            let key = row.bytes_or_null(2)?.map(|w| wrapping.unwrap(w, &keys::dossier_bound(id)));
            let key = match key.transpose() {
                Ok(key) => key,
                Err(keys::SealError) => {
                    wrong.push(format!("dossier {id}: its key does not open"));
                    None
                }
            };
            let chained = ledger::chained(conn, self.keys, id, key.as_ref())?;
            wrong.extend(chained.wrong.map(|w| format!("dossier {id}: {w}")));
            if row.int(3)? != i64::try_from(chained.count).unwrap_or(-1) || row.bytes(4)? != chained.head {
                wrong.push(format!("dossier {id}: its head does not fit its last event"));
            }
            let gone = row.bytes_or_null(2)?.is_none();
            let mut stand = Stand { seq: chained.count, head: chained.head, gone, ..Stand::default() };
            let erased: &[u64] = if gone { &[] } else { &chained.empty };
            ledger::found(conn, self.keys, id, &mut stand, (erased, because))?;
            let sign = stand.sign(self.keys, id, row.text(1)?);
            let wrapped = match &key {
                Some(key) => {
                    drawers::take_over(conn, (self.keys, self.random), id, key)?;
                    Some(slice::wrap(conn, self.keys, self.random, (id, ""), key)?)
                }
                None => None,
            };
            let (wrapped, generation) = match wrapped {
                Some(wrapped) => (Value::from(wrapped.bytes), wrapped.generation),
                // What did not open stays as it was found.
                None => (row.bytes_or_null(2)?.into(), 0),
            };
            let values: [Value; 6] = [
                i64::try_from(stand.marks).unwrap_or(0).into(),
                stand.mark.as_slice().into(),
                sign.as_slice().into(),
                wrapped,
                generation.into(),
                id.bytes().as_slice().into(),
            ];
            conn.exec(SET, &values)?;
            count += 1;
        }
        Ok(count)
    }

    /// The signatures that version 2 kept over small tables.
    fn old_guards(&self, conn: &mut dyn Connection) -> Result<Vec<String>, StoreError> {
        const AGENCIES_OF_2: &str = "SELECT id, kind, name, house, municipalities FROM agency ORDER BY id";
        const ACCOUNTS_OF_2: &str =
            "SELECT id, agency, role, name, function, until, password, totp, closed FROM account ORDER BY id";
        let mut wrong = Vec::new();
        for (table, sql) in GUARDED {
            // An organisation had no desk yet, and a human one account.
            let sql = match table {
                "agency" => AGENCIES_OF_2,
                "account" => ACCOUNTS_OF_2,
                _ => sql,
            };
            let mut columns: Vec<Vec<u8>> = Vec::new();
            conn.each(sql, &[], &mut |row| {
                columns.extend(row.into_values().into_iter().map(|v| match v {
                    Value::Null => vec![0],
                    Value::Int(i) => i.to_be_bytes().to_vec(),
                    Value::Text(t) => t.into_bytes(),
                    Value::Bytes(b) => b,
                }));
                Ok(())
            })?;
            let parts: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
            let digest = keys::hex(&self.keys.chain.digest(&parts));
            let name = format!("guard-{table}");
            let stored = conn.first("SELECT value FROM meta WHERE name = $1", &[name.into()])?;
            if !stored.map_or(Ok(columns.is_empty()), |row| row.text(0).map(|text| text == digest))? {
                wrong.push(format!("{table}: changed by something else than this program"));
            }
        }
        Ok(wrong)
    }

    /// Second factors get a key of their own; until version 2 one key served for them and for sessions.
    fn second_factors(&self, conn: &mut dyn Connection) -> Result<(), StoreError> {
        let old = self.master.derive("login");
        for row in conn.query("SELECT id, totp FROM account WHERE totp IS NOT NULL", &[])? {
            let bound = [b"totp/", row.text(0)?.as_bytes()].concat();
            // One that does not open stays as it is: the person gets a new one with a new password.
            if let Ok(secret) = old.open(row.bytes(1)?, &bound) {
                let sealed = self.keys.totp.seal(self.random, &secret, &bound);
                conn.exec("UPDATE account SET totp = $1 WHERE id = $2", &[sealed.into(), row.text(0)?.into()])?;
            }
        }
        Ok(())
    }
}
