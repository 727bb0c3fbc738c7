//! PostgreSQL, and the engines that speak its language, over one connection per store thread. What is said need not be answered before
//! the next thing is said: rows that are put go out together and are answered together, in order.

use super::{
    StoreError,
    link::{Link, Row, Value},
};
use futures_util::TryStreamExt as _;
use std::{
    collections::HashMap,
    future::{self, Future},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{
    Client, Error, NoTls, Statement,
    error::SqlState,
    types::{IsNull, ToSql, Type, private::BytesMut},
};

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

pub(super) struct Postgres {
    url: String,
    client: Arc<Client>,
    prepared: HashMap<&'static str, Statement>,
    /// What was said and is not answered yet, in the order in which it was said.
    waiting: Vec<Answer<u64>>,
    /// Within a transaction no new connection may take the place of a lost one.
    inside: bool,
    /// Drives the connection while somebody waits for an answer.
    runtime: Runtime,
}

impl Postgres {
    pub(super) fn open(url: &str) -> Result<Self, StoreError> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|e| StoreError::Engine(e.to_string()))?;
        let client = connect(&runtime, url)?;
        let (prepared, waiting) = (HashMap::new(), Vec::new());
        Ok(Self { url: url.to_owned(), client, prepared, waiting, inside: false, runtime })
    }

    /// A server that was restarted is found again; a transaction that was under way is lost and says so.
    fn revive(&mut self) -> Result<(), StoreError> {
        if self.client.is_closed() && !self.inside {
            self.client = connect(&self.runtime, &self.url)?;
            self.prepared.clear();
            self.waiting.clear();
        }
        Ok(())
    }

    fn statement(&mut self, sql: &'static str) -> Result<Statement, StoreError> {
        self.revive()?;
        if let Some(s) = self.prepared.get(sql) {
            return Ok(s.clone());
        }
        let client = Arc::clone(&self.client);
        let s = self.settle(Box::pin(async move { client.prepare(sql).await }))?;
        self.prepared.insert(sql, s.clone());
        Ok(s)
    }

    /// Waits for everything that was said, and for this, which is said behind it. The first that went wrong is told.
    fn settle<T: 'static + Send>(&mut self, last: Answer<T>) -> Result<T, StoreError> {
        let last = said(last);
        let before = std::mem::take(&mut self.waiting);
        self.runtime.block_on(async {
            let mut wrong = None;
            for answer in before {
                wrong = wrong.or(answer.await.err());
            }
            let answer = last.await;
            Ok(wrong.map_or(answer, Err)?)
        })
    }

    fn execute(&self, statement: Statement, with: &[Value]) -> Answer<u64> {
        let (client, with) = (Arc::clone(&self.client), with.to_vec());
        Box::pin(async move { client.execute_raw(&statement, with).await })
    }
}

/// Says it now: the first look at an answer is what sends the question.
fn said<T: 'static + Send>(mut answer: Answer<T>) -> Answer<T> {
    match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(known) => Box::pin(future::ready(known)),
        Poll::Pending => answer,
    }
}

fn connect(runtime: &Runtime, url: &str) -> Result<Arc<Client>, StoreError> {
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        // What goes wrong with the connection is told to whoever waits for an answer on it.
        tokio::spawn(async { drop(connection.await) });
        client.batch_execute("SET synchronous_commit=on; SET client_min_messages=warning").await?;
        Ok(Arc::new(client))
    })
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
    tokio_postgres::types::to_sql_checked!();
}

impl From<Error> for StoreError {
    fn from(e: Error) -> Self {
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
        let statement = self.statement(sql)?;
        self.settle(self.execute(statement, with))
    }

    fn put(&mut self, sql: &'static str, with: &[Value]) -> Result<(), StoreError> {
        let statement = self.statement(sql)?;
        self.waiting.push(said(self.execute(statement, with)));
        Ok(())
    }

    fn query(&mut self, sql: &'static str, with: &[Value]) -> Result<Vec<Row>, StoreError> {
        let (statement, client, with) = (self.statement(sql)?, Arc::clone(&self.client), with.to_vec());
        let rows = self.settle(Box::pin(async move {
            let with: Vec<&(dyn ToSql + Sync)> = with.iter().map(|v| v as _).collect();
            client.query(&statement, &with).await
        }))?;
        rows.iter().map(read).collect()
    }

    fn each(
        &mut self,
        sql: &'static str,
        with: &[Value],
        take: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let (statement, client, with) = (self.statement(sql)?, Arc::clone(&self.client), with.to_vec());
        let rows = self.settle(Box::pin(async move { client.query_raw(&statement, with).await }))?;
        let mut rows = Box::pin(rows);
        while let Some(row) = self.runtime.block_on(rows.try_next())? {
            take(read(&row)?)?;
        }
        Ok(())
    }

    fn snapshot(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        self.inside = true;
        Ok(())
    }

    fn integrity(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.revive()?;
        if sql.starts_with("ROLLBACK") {
            // What is taken back need not be waited for, nor whether it went well.
            self.waiting.clear();
        }
        let (client, text) = (Arc::clone(&self.client), sql.to_owned());
        let done = self.settle(Box::pin(async move { client.batch_execute(&text).await }));
        self.inside &= !matches!(sql, "COMMIT" | "ROLLBACK");
        done
    }

    fn say(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.batch(sql)
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.put("BEGIN", &[])?;
        self.inside = true;
        Ok(())
    }

    fn is_transient(&self, error: &StoreError) -> bool {
        matches!(error, StoreError::Busy)
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        self.batch("VACUUM dossier, event, slip, book_head")
    }
}

fn read(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
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
