//! PostgreSQL, and the engines that speak its language, over one connection per store thread. What is said need not be answered before
//! the next thing is said: rows that are put go out together and are answered together, in order.

mod address;
mod listen;
#[cfg(test)]
mod tests;
mod tls;
mod told;

use super::{
    StoreError,
    connection::{Connection, Row, Value},
};
use address::{Address, of_process};
use futures_util::TryStreamExt as _;
pub(super) use listen::listen;
use std::{
    collections::HashMap,
    future::{self, Future},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    thread::sleep,
    time::{Duration, Instant},
};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{
    Client, Error, RowStream, Socket, Statement,
    config::SslMode,
    tls::MakeTlsConnect,
    types::{IsNull, ToSql, Type, private::BytesMut},
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// What every connection begins with. A limit that the keeper set for this role or in the address stays.
const BEGIN: &str = "SET synchronous_commit=on; SET client_min_messages=warning; \
    SELECT set_config('statement_timeout', '30s', false) WHERE current_setting('statement_timeout') = '0'; \
    SELECT set_config('idle_in_transaction_session_timeout', '60s', false) \
    WHERE current_setting('idle_in_transaction_session_timeout') = '0'";
/// For work that goes over everything.
const NO_LIMITS: &str = "SET statement_timeout=0; SET idle_in_transaction_session_timeout=0";
/// The same, for this transaction.
const NO_LIMITS_HERE: &str = "SET LOCAL statement_timeout=0; SET LOCAL idle_in_transaction_session_timeout=0";
/// How long cleaning waits for who still reads the store as it was.
const PATIENCE_SCRUB: Duration = Duration::from_secs(1);

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

pub(super) struct Postgres {
    address: Address,
    client: Arc<Client>,
    prepared: HashMap<&'static str, Statement>,
    /// What was said and is not answered yet, in the order in which it was said.
    waiting: Vec<Answer<u64>>,
    /// The connection was found lost.
    gone: bool,
    /// Whether this connection does work that may take long.
    patient: bool,
    /// Within a transaction no new connection may take the place of a lost one.
    inside: bool,
    /// Drives the connection while somebody waits for an answer.
    runtime: Runtime,
}

impl Postgres {
    pub(super) fn open(url: &str) -> Result<Self, StoreError> {
        let address = Address::read(url, &of_process)?;
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|e| StoreError::Engine(e.to_string()))?;
        let client = connect(&runtime, &address)?;
        let (prepared, waiting) = (HashMap::new(), Vec::new());
        Ok(Self { address, client, prepared, waiting, gone: false, patient: false, inside: false, runtime })
    }

    /// A server that was restarted is found again; a transaction that was under way is lost and says so.
    fn revive(&mut self) -> Result<(), StoreError> {
        if self.is_gone() && !self.inside {
            self.client = connect(&self.runtime, &self.address)?;
            self.gone = false;
            self.prepared.clear();
            self.waiting.clear();
            if self.patient {
                self.batch(NO_LIMITS)?;
            }
        }
        Ok(())
    }

    fn is_gone(&self) -> bool {
        self.gone || self.client.is_closed()
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
        let done = self.runtime.block_on(async {
            let mut wrong = None;
            for answer in before {
                wrong = wrong.or(answer.await.err());
            }
            let answer = last.await;
            Ok(wrong.map_or(answer, Err)?)
        });
        self.gone |= matches!(done, Err(StoreError::Lost));
        done
    }

    /// Does what reads and nothing else once more on a new connection, when the old one turns out to be lost: a server that was
    /// restarted between two questions need not be noticed.
    fn twice<T>(
        &mut self,
        sql: &'static str,
        ask: impl Fn(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match ask(self) {
            Err(StoreError::Lost) if !self.inside && sql.starts_with("SELECT") => ask(self),
            answer => answer,
        }
    }

    fn rows(&mut self, sql: &'static str, with: &[Value]) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        let (statement, client, with) = (self.statement(sql)?, Arc::clone(&self.client), with.to_vec());
        self.settle(Box::pin(async move {
            let with: Vec<&(dyn ToSql + Sync)> = with.iter().map(|v| v as _).collect();
            client.query(&statement, &with).await
        }))
    }

    fn stream(&mut self, sql: &'static str, with: &[Value]) -> Result<RowStream, StoreError> {
        let (statement, client, with) = (self.statement(sql)?, Arc::clone(&self.client), with.to_vec());
        self.settle(Box::pin(async move { client.query_raw(&statement, with).await }))
    }

    /// How many there are of something, by a question without values.
    fn count(&mut self, sql: &'static str, with: &[Value]) -> Result<i64, StoreError> {
        self.first(sql, with)?.ok_or(StoreError::Shape("a number"))?.int(0)
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

fn connect(runtime: &Runtime, address: &Address) -> Result<Arc<Client>, StoreError> {
    runtime.block_on(async {
        let (client, connection) = dial(address).await?;
        // What goes wrong with the connection is told to whoever waits for an answer on it.
        tokio::spawn(async { drop(connection.await) });
        client.batch_execute(BEGIN).await.map_err(|e| told::connecting(&e))?;
        Ok(Arc::new(client))
    })
}

type Tls = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;

/// Connects, within the time limit for all of it: a server can also fall silent after it picked up.
async fn dial(address: &Address) -> Result<(Client, tokio_postgres::Connection<Socket, Tls>), StoreError> {
    let tls = tls::connector(&address.trust)?;
    let places = u32::try_from(address.config.get_hosts().len().max(1)).unwrap_or(1);
    let limit = address.config.get_connect_timeout().copied().unwrap_or(Duration::from_secs(10)) * places;
    let connecting = async {
        match address.config.connect(tls.clone()).await {
            Err(e) if address.or_plain && told::is_tls(&e) => {
                let mut plain = address.config.clone();
                plain.ssl_mode(SslMode::Disable).connect(tls).await
            }
            done => done,
        }
    };
    match tokio::time::timeout(limit, connecting).await {
        Ok(done) => done.map_err(|e| told::connecting(&e)),
        Err(_) => Err(told::SILENT),
    }
}

/// Finds out whether two connections are two connections. Behind a pooler in transaction mode they are not: the one gets the process that
/// the other had a moment ago, or another one with every transaction, and whatever belongs to a connection (what was prepared, what is
/// listened to, limits) is somebody else's. The name of the pooler is not asked: there are many, and each calls itself otherwise.
pub(super) fn refuse_pooler(one: &mut dyn Connection, other: &mut dyn Connection) -> Result<(), StoreError> {
    let first = one.backend()?;
    other.begin()?;
    let held = other.backend()?;
    let shared = is_shared(first, held, || one.backend());
    other.say("ROLLBACK")?;
    if first.is_some() && shared? { Err(told::POOLER) } else { Ok(()) }
}

/// Whether the process that a connection had is one that another holds, or the connection has another one by now. Of the latter it is
/// only asked when the former is not so: a pool of one would let us wait for ourselves.
fn is_shared(
    first: Option<i64>,
    held: Option<i64>,
    again: impl FnOnce() -> Result<Option<i64>, StoreError>,
) -> Result<bool, StoreError> {
    Ok(held == first || again()? != first)
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

impl Connection for Postgres {
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
        let rows = self.twice(sql, |me| me.rows(sql, with))?;
        rows.iter().map(read).collect()
    }

    fn each(
        &mut self,
        sql: &'static str,
        with: &[Value],
        take: &mut dyn FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut rows = Box::pin(self.twice(sql, |me| me.stream(sql, with))?);
        loop {
            match self.runtime.block_on(rows.try_next()).map_err(StoreError::from) {
                Ok(Some(row)) => take(read(&row)?)?,
                Ok(None) => return Ok(()),
                Err(e) => {
                    self.gone |= e == StoreError::Lost;
                    return Err(e);
                }
            }
        }
    }

    fn snapshot(&mut self) -> Result<(), StoreError> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        self.inside = true;
        self.batch(NO_LIMITS_HERE)?;
        // The moment is that of the first question, and not of the beginning.
        self.batch("SELECT 1")
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
        let ends = matches!(sql, "COMMIT" | "ROLLBACK");
        if ends && self.is_gone() {
            // Not even said, so certainly not done.
            self.inside = false;
            self.waiting.clear();
            return if sql == "ROLLBACK" { Ok(()) } else { Err(StoreError::Lost) };
        }
        let (client, text) = (Arc::clone(&self.client), sql.to_owned());
        let done = self.settle(Box::pin(async move { client.batch_execute(&text).await }));
        self.inside &= !ends;
        match done {
            Err(StoreError::Lost) if sql == "COMMIT" => Err(StoreError::Unknown),
            done => done,
        }
    }

    fn say(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.batch(sql)
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        // The connection hears nothing while nobody waits on it. What came meanwhile is heard first, such as that the server went away:
        // now it can be found again, and in the middle of a commit nobody could say what became of it.
        self.runtime.block_on(async {
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
        });
        self.put("BEGIN", &[])?;
        self.inside = true;
        Ok(())
    }

    fn is_transient(&self, error: &StoreError) -> bool {
        matches!(error, StoreError::Busy)
    }

    fn scrub(&mut self) -> Result<bool, StoreError> {
        const NOW: &str = "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint";
        // Who has looked at the store since before this moment may still have to see what is to go; so may a standby, a transaction
        // that was only prepared, and a slot of replication.
        const READERS: &str = "SELECT (SELECT COUNT(*) FROM pg_stat_activity WHERE (datname = current_database() OR datname IS NULL) \
            AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND (xact_start IS NULL OR xact_start < to_timestamp($1::bigint / 1000000.0))) \
            + (SELECT COUNT(*) FROM pg_prepared_xacts WHERE database = current_database()) \
            + (SELECT COUNT(*) FROM pg_replication_slots WHERE xmin IS NOT NULL)";
        // Of a table that is somebody else's the server only warns that it leaves it as it is.
        const NOT_OURS: &str = "SELECT COUNT(*) FROM pg_class WHERE relname IN ('dossier', 'event', 'slip', 'book_head') \
            AND relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND NOT pg_has_role(relowner, 'USAGE')";
        self.be_patient()?;
        let (now, began) = (self.count(NOW, &[])?, Instant::now());
        let mut alone = self.count(READERS, &[now.into()])? == 0;
        while !alone && began.elapsed() < PATIENCE_SCRUB {
            sleep(Duration::from_millis(50));
            alone = self.count(READERS, &[now.into()])? == 0;
        }
        let ours = self.count(NOT_OURS, &[])? == 0;
        self.batch("VACUUM dossier, event, slip, book_head")?;
        Ok(alone && ours)
    }

    fn has_table(&mut self, name: &'static str) -> Result<bool, StoreError> {
        Ok(self.count("SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass($1)", &[name.into()])? > 0)
    }

    fn lock_migrations(&mut self) -> Result<(), StoreError> {
        self.batch(NO_LIMITS_HERE)?;
        // Until the transaction ends, and not the session: that also holds where sessions are lent out. The number says Casustafel.
        self.exec("SELECT pg_advisory_xact_lock(7310579611)", &[]).map(drop)
    }

    fn lock_alone(&mut self) -> Result<(), StoreError> {
        self.batch("LOCK TABLE dossier, box, slice, book_head IN EXCLUSIVE MODE")
    }

    fn be_patient(&mut self) -> Result<(), StoreError> {
        self.patient = true;
        self.batch(NO_LIMITS)
    }

    fn backend(&mut self) -> Result<Option<i64>, StoreError> {
        self.count("SELECT pg_backend_pid()::bigint", &[]).map(Some)
    }

    fn notify(&mut self, channel: &'static str, payload: &str) -> Result<(), StoreError> {
        self.put("SELECT pg_notify($1, $2)", &[channel.into(), payload.into()])
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
