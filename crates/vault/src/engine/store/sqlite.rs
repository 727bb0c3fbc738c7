//! SQLite inside the process: a write-ahead log, every commit on the disk before it is answered.

use super::{
    StoreError,
    connection::{Connection, Row, Value},
    files,
    writer::pause,
};
use rusqlite::{
    ErrorCode, OpenFlags, Statement,
    config::DbConfig,
    ffi,
    types::{ToSqlOutput, ValueRef},
};
use std::{path::Path, thread::sleep, time::Duration};

/// How long a statement waits for somebody else.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long folding in the log waits: who asked for it can ask again.
const PATIENCE_SCRUB: Duration = Duration::from_secs(1);

/// Ways in which SQLite says that the disk took no more, beside saying that it is full.
const NO_ROOM: [i32; 3] = [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_TRUNCATE, ffi::SQLITE_IOERR_SHMSIZE];

pub(super) struct Sqlite(rusqlite::Connection);

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        files::keep_private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let c = rusqlite::Connection::open_with_flags(path, flags)?;
        c.busy_timeout(PATIENCE)?;
        settle_in(&c)?;
        c.set_prepared_statement_cache_capacity(128);
        // A statement is planned once, not again for other values.
        c.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(Self(c))
    }
}

/// Sets how the engine works. Several that open an empty place at once are told that it is busy without any waiting; so they wait here.
fn settle_in(c: &rusqlite::Connection) -> Result<(), StoreError> {
    // FULL: an answer of success survives a power cut. secure_delete: a dropped key leaves no copy in a free page.
    const SAID: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; \
                        PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000; PRAGMA journal_size_limit=67108864;";
    let mut tries = 0;
    loop {
        match c.execute_batch(SAID).map_err(StoreError::from) {
            Err(StoreError::Busy) if tries < 20 => {
                sleep(pause(tries));
                tries += 1;
            }
            done => return done,
        }
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(i) => ValueRef::Integer(*i),
            Self::Text(t) => ValueRef::Text(t.as_bytes()),
            Self::Bytes(b) => ValueRef::Blob(b),
        }))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        let code = e.sqlite_error_code();
        // A quota, or a limit on files, shows as a write that does not fit: the same to whoever is writing. Nothing was written.
        if e.sqlite_error().is_some_and(|e| NO_ROOM.contains(&e.extended_code)) {
            return Self::Full;
        }
        match code {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ConstraintViolation) => Self::Taken,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged,
            _ => Self::Engine(format!("sqlite: {:?}", code.map_or_else(|| e.to_string(), |c| format!("{c:?}")))),
        }
    }
}

/// Gives each value its place. To this engine `$2` is only a name, and what stands first in the text would be the first value.
fn bind(s: &mut Statement<'_>, with: &[Value]) -> Result<(), StoreError> {
    for place in 1..=s.parameter_count() {
        let number = s.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value =
            number.and_then(|n| with.get(n.checked_sub(1)?)).ok_or(StoreError::Shape("as many values as are asked"))?;
        s.raw_bind_parameter(place, value)?;
    }
    Ok(())
}

impl Connection for Sqlite {
    fn exec(&mut self, sql: &'static str, with: &[Value]) -> Result<u64, StoreError> {
        let mut s = self.0.prepare_cached(sql)?;
        bind(&mut s, with)?;
        Ok(s.raw_execute()? as u64)
    }

    fn query(&mut self, sql: &'static str, with: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut out = Vec::new();
        self.each(sql, with, &mut |row| {
            out.push(row);
            Ok(())
        })?;
        Ok(out)
    }

    fn each(
        &mut self,
        sql: &'static str,
        with: &[Value],
        take: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut s = self.0.prepare_cached(sql)?;
        let width = s.column_count();
        bind(&mut s, with)?;
        let mut rows = s.raw_query();
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(width);
            for i in 0..width {
                values.push(match row.get_ref(i)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(v) => Value::Int(v),
                    ValueRef::Text(v) => {
                        Value::Text(std::str::from_utf8(v).map_err(|_| StoreError::Shape("text"))?.to_owned())
                    }
                    ValueRef::Blob(v) => Value::Bytes(v.to_vec()),
                    ValueRef::Real(_) => return Err(StoreError::Shape("no fraction")),
                });
            }
            take(Row(values))?;
        }
        Ok(())
    }

    fn snapshot(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN")?;
        self.query("SELECT COUNT(*) FROM meta", &[]).map(drop)
    }

    fn integrity(&mut self) -> Result<Vec<String>, StoreError> {
        // What it says names tables and pages, never values.
        let rows = self.query("PRAGMA integrity_check", &[])?;
        let said = rows.iter().filter_map(|r| r.text(0).ok()).filter(|t| *t != "ok");
        Ok(said.map(|t| format!("sqlite: {t}")).collect())
    }

    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.0.execute_batch(sql)?)
    }

    fn say(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.exec(sql, &[]).map(drop)
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.say("BEGIN IMMEDIATE")
    }

    fn is_transient(&self, error: &StoreError) -> bool {
        matches!(error, StoreError::Busy | StoreError::Turned)
    }

    fn scrub(&mut self) -> Result<bool, StoreError> {
        self.0.busy_timeout(PATIENCE_SCRUB)?;
        // A row and not an error tells that somebody was in the way: busy, frames in the log, frames folded in.
        let said = self.first("PRAGMA wal_checkpoint(TRUNCATE)", &[]);
        self.0.busy_timeout(PATIENCE)?;
        match said {
            Ok(row) => Ok(row.ok_or(StoreError::Shape("a checkpoint"))?.int(0)? == 0),
            Err(StoreError::Busy) => Ok(false),
            Err(e) => Err(e),
        }
    }

    fn has_table(&mut self, name: &'static str) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1";
        self.first(SQL, &[name.into()])?.map_or(Ok(false), |row| Ok(row.int(0)? > 0))
    }

    fn lock_migrations(&mut self) -> Result<(), StoreError> {
        // Who began a transaction that means to write is the only one.
        Ok(())
    }

    fn lock_alone(&mut self) -> Result<(), StoreError> {
        // Who began a transaction that means to write is the only one.
        Ok(())
    }

    fn be_patient(&mut self) -> Result<(), StoreError> {
        // No statement is ever cut off here.
        Ok(())
    }

    fn backend(&mut self) -> Result<Option<i64>, StoreError> {
        Ok(None)
    }

    fn notify(&mut self, _: &'static str, _: &str) -> Result<(), StoreError> {
        Ok(())
    }
}
