//! PostgreSQL, and the engines that speak its language, over one blocking connection per store thread.

use super::{
    StoreError,
    link::{Link, Row, Value},
};
use postgres::{
    Client, NoTls, Statement,
    error::SqlState,
    fallible_iterator::FallibleIterator as _,
    types::{IsNull, ToSql, Type, private::BytesMut},
};
use std::collections::HashMap;

pub(super) struct Postgres {
    url: String,
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl Postgres {
    pub(super) fn open(url: &str) -> Result<Self, StoreError> {
        Ok(Self { url: url.to_owned(), client: connect(url)?, prepared: HashMap::new() })
    }

    /// A server that was restarted is found again; a transaction that was under way is lost and says so.
    fn revive(&mut self) -> Result<(), StoreError> {
        if self.client.is_closed() {
            self.client = connect(&self.url)?;
            self.prepared.clear();
        }
        Ok(())
    }

    fn statement(&mut self, sql: &'static str) -> Result<Statement, StoreError> {
        if let Some(s) = self.prepared.get(sql) {
            return Ok(s.clone());
        }
        let s = self.client.prepare(sql)?;
        self.prepared.insert(sql, s.clone());
        Ok(s)
    }
}

fn connect(url: &str) -> Result<Client, StoreError> {
    let mut client = Client::connect(url, NoTls)?;
    client.batch_execute("SET synchronous_commit=on; SET client_min_messages=warning")?;
    Ok(client)
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(v) => v.to_sql(ty, out),
            Self::Text(v) => v.to_sql(ty, out),
            Self::Bytes(v) => v.to_sql(ty, out),
        }
    }
    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::TEXT | Type::BYTEA)
    }
    postgres::types::to_sql_checked!();
}

impl From<postgres::Error> for StoreError {
    fn from(e: postgres::Error) -> Self {
        let Some(db) = e.as_db_error() else {
            return Self::Engine(if e.is_closed() {
                "postgres: connection lost".into()
            } else {
                format!("postgres: {e}")
            });
        };
        let code = db.code();
        if *code == SqlState::UNIQUE_VIOLATION {
            Self::Taken
        } else if *code == SqlState::DISK_FULL {
            Self::Full
        } else if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED {
            Self::Busy
        } else {
            // The code only: a message of the server could quote a value.
            Self::Engine(format!("postgres: {}", code.code()))
        }
    }
}

impl Link for Postgres {
    fn exec(&mut self, sql: &'static str, with: &[Value]) -> Result<u64, StoreError> {
        self.revive()?;
        let s = self.statement(sql)?;
        let with: Vec<&(dyn ToSql + Sync)> = with.iter().map(|v| v as _).collect();
        Ok(self.client.execute(&s, &with)?)
    }

    fn query(&mut self, sql: &'static str, with: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.revive()?;
        let s = self.statement(sql)?;
        let with: Vec<&(dyn ToSql + Sync)> = with.iter().map(|v| v as _).collect();
        let rows = self.client.query(&s, &with)?;
        rows.iter().map(read).collect()
    }

    fn each(
        &mut self,
        sql: &'static str,
        with: &[Value],
        take: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.revive()?;
        let s = self.statement(sql)?;
        let mut rows = self.client.query_raw(&s, with)?;
        while let Some(row) = rows.next()? {
            take(read(&row)?)?;
        }
        Ok(())
    }

    fn snapshot(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    fn integrity(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.revive()?;
        Ok(self.client.batch_execute(sql)?)
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN")
    }

    fn is_transient(&self, error: &StoreError) -> bool {
        matches!(error, StoreError::Busy)
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        self.batch("VACUUM dossier, event, slip, book_head")
    }
}

fn read(row: &postgres::Row) -> Result<Row, StoreError> {
    let mut values = Vec::with_capacity(row.len());
    for (i, column) in row.columns().iter().enumerate() {
        values.push(match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(i)?.into(),
            Type::TEXT => row.try_get::<_, Option<String>>(i)?.into(),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i)?.into(),
            _ => return Err(StoreError::Shape("known column type")),
        });
    }
    Ok(Row(values))
}
