//! SQLite inside the process: a write-ahead log, every commit on the disk before it is answered.

use super::{
    StoreError, files,
    link::{Link, Row, Value},
};
use rusqlite::{
    Connection, ErrorCode, OpenFlags,
    config::DbConfig,
    ffi,
    types::{ToSqlOutput, ValueRef},
};
use std::{path::Path, time::Duration};

/// How long a statement waits for somebody else.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long folding in the log waits: who asked for it can ask again.
const PATIENCE_SCRUB: Duration = Duration::from_secs(1);

/// Ways in which SQLite says that the disk took no more, beside saying that it is full.
const NO_ROOM: [i32; 3] = [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_TRUNCATE, ffi::SQLITE_IOERR_SHMSIZE];

pub(super) struct Sqlite(Connection);

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        files::keep_private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let c = Connection::open_with_flags(path, flags)?;
        c.busy_timeout(PATIENCE)?;
        // FULL: an answer of success survives a power cut. secure_delete: a dropped key leaves no copy in a free page.
        c.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; \
             PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000; PRAGMA journal_size_limit=67108864;",
        )?;
        c.set_prepared_statement_cache_capacity(128);
        // A statement is planned once, not again for other values.
        c.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(Self(c))
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

impl Link for Sqlite {
    fn exec(&mut self, sql: &'static str, with: &[Value]) -> Result<u64, StoreError> {
        let mut s = self.0.prepare_cached(sql)?;
        Ok(s.execute(rusqlite::params_from_iter(with))? as u64)
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
        let mut rows = s.query(rusqlite::params_from_iter(with))?;
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
        matches!(error, StoreError::Busy)
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
