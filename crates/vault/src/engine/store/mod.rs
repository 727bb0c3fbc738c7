//! The store: one writer that takes everything that waits into one transaction, and readers beside it. The writer has a thread and a
//! connection of its own, so that nobody waits for the disk on the server's threads. Where reading is work and not waiting, as with a
//! store inside the process, it is done on the thread that asks; else by threads that wait for the engine's answer.

mod link;
mod postgres;
pub(crate) mod schema;
mod sqlite;
#[cfg(test)]
mod tests;

pub(crate) use link::{Link, Row, Value};

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, JoinHandle},
};
use tokio::sync::oneshot;

/// Where a house keeps its store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// A file; made when it is not there.
    Sqlite(PathBuf),
    /// `postgres://user@host:port/name`.
    Postgres(String),
}

/// The store did not do what was asked. Never carries a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// No room on the disk; nothing was written.
    Full,
    /// Somebody else holds it; may pass.
    Busy,
    /// A row with this key is there already.
    Taken,
    /// The file is not a store, or damaged.
    Damaged,
    /// A column held something else than it should.
    Shape(&'static str),
    /// What the engine called it.
    Engine(String),
    /// The store has been closed.
    Closed,
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Full => f.write_str("no room on the disk"),
            Self::Busy => f.write_str("the store is busy"),
            Self::Taken => f.write_str("a row with this key exists"),
            Self::Damaged => f.write_str("the store is damaged or not a store"),
            Self::Shape(what) => write!(f, "a column does not hold {what}"),
            Self::Engine(what) => f.write_str(what),
            Self::Closed => f.write_str("the store is closed"),
        }
    }
}

impl std::error::Error for StoreError {}

impl Database {
    /// A connection to it.
    pub(crate) fn connect(&self) -> Result<Box<dyn Link>, StoreError> {
        Ok(match self {
            Self::Sqlite(path) => Box::new(sqlite::Sqlite::open(path)?),
            Self::Postgres(url) => Box::new(postgres::Postgres::open(url)?),
        })
    }
}

/// The version of the store, or 0 for an empty one.
pub(crate) fn version(link: &mut dyn Link) -> Result<i64, StoreError> {
    link.batch("CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)")?;
    let row = link.first("SELECT value FROM meta WHERE name = 'version'", &[])?;
    row.map_or(Ok(0), |r| r.text(0)?.parse().map_err(|_| StoreError::Shape("a version")))
}

/// Brings the store to the version of this program.
pub(crate) fn migrate(link: &mut dyn Link) -> Result<i64, StoreError> {
    let from = version(link)?;
    for (n, step) in schema::STEPS.iter().enumerate().skip(usize::try_from(from).unwrap_or(usize::MAX)) {
        link.begin()?;
        let done = link.batch(step).and_then(|()| {
            link.exec(
                "INSERT INTO meta (name, value) VALUES ('version', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                &[(n + 1).to_string().into()],
            )
        });
        if let Err(e) = done {
            link.batch("ROLLBACK")?;
            return Err(e);
        }
        link.batch("COMMIT")?;
    }
    Ok(from)
}

type Read = Box<dyn FnOnce(&mut dyn Link) + Send>;
/// A piece of writing: runs inside the transaction, and afterwards hears whether the whole was kept.
type Write<S> = Box<dyn WriteJob<S>>;

trait WriteJob<S>: Send {
    /// Does the work. An error undoes this job alone.
    fn run(&mut self, link: &mut dyn Link, state: &mut S) -> Result<(), StoreError>;
    /// Tells the waiting caller.
    fn end(self: Box<Self>, kept: Result<(), StoreError>);
}

struct Job<F, T> {
    work: F,
    got: Option<T>,
    back: oneshot::Sender<Result<T, StoreError>>,
}

impl<S, T: Send, F: FnMut(&mut dyn Link, &mut S) -> Result<T, StoreError> + Send> WriteJob<S> for Job<F, T> {
    fn run(&mut self, link: &mut dyn Link, state: &mut S) -> Result<(), StoreError> {
        self.got = Some((self.work)(link, state)?);
        Ok(())
    }
    fn end(self: Box<Self>, kept: Result<(), StoreError>) {
        let Self { work, got, back } = *self;
        // Before the caller hears: the work may hold the house, and the last to let go of it must be who closes it.
        drop(work);
        // The caller may have gone away; then nobody needs the answer.
        drop(back.send(kept.and_then(|()| got.ok_or(StoreError::Closed))));
    }
}

/// A store that is open. `S` is what the writer carries from job to job, such as the end of the book's chain.
pub(crate) struct Store<S> {
    /// Taken away when the store closes.
    doors: Option<(Sender<Write<S>>, Readers)>,
    threads: Vec<JoinHandle<()>>,
}

/// Who reads.
enum Readers {
    /// The thread that asks, on a connection that nobody else uses at that moment. There are never more than threads that ask.
    Here { database: Database, idle: Mutex<Vec<Box<dyn Link>>> },
    /// Threads of the store.
    There(Sender<Read>),
}

/// Closing waits for the threads, so that every connection is closed in order: SQLite then leaves one file, with everything in it.
impl<S> Drop for Store<S> {
    fn drop(&mut self) {
        self.doors = None;
        // The last piece of work may be what closes the store; a thread does not wait for itself.
        let me = thread::current().id();
        for thread in self.threads.drain(..).filter(|t| t.thread().id() != me) {
            drop(thread.join());
        }
    }
}

impl<S: Clone + Send + 'static> Store<S> {
    /// Opens connections and starts the threads. `load` reads the writer's state at the start of every transaction and locks it there,
    /// so that another process at the same store never works from the same state.
    pub(crate) fn open(
        database: &Database,
        readers: usize,
        load: impl Fn(&mut dyn Link) -> Result<S, StoreError> + Send + 'static,
    ) -> Result<Self, StoreError> {
        let link = database.connect()?;
        let (writes, waiting) = channel();
        let mut threads = vec![spawn("store-writer", move || write_loop(link, &waiting, load))?];
        if let Database::Sqlite(_) = database {
            let here = Readers::Here { database: database.clone(), idle: Mutex::default() };
            return Ok(Self { doors: Some((writes, here)), threads });
        }
        let (reads, waiting) = channel::<Read>();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..readers {
            let mut link = database.connect()?;
            let waiting = Arc::clone(&waiting);
            threads.push(spawn("store-reader", move || {
                while let Some(job) = next(&waiting) {
                    job(&mut *link);
                }
            })?);
        }
        Ok(Self { doors: Some((writes, Readers::There(reads))), threads })
    }

    /// Reads, on a connection of its own.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn Link) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (_, readers) = self.doors.as_ref().ok_or(StoreError::Closed)?;
        match readers {
            Readers::Here { database, idle } => {
                let free = idle.lock().map_err(|_| StoreError::Closed)?.pop();
                let mut link = free.map_or_else(|| database.connect(), Ok)?;
                let done = work(&mut *link);
                idle.lock().map_err(|_| StoreError::Closed)?.push(link);
                done
            }
            Readers::There(reads) => {
                let (back, answer) = oneshot::channel();
                let job: Read = Box::new(move |link| drop(back.send(work(link))));
                reads.send(job).map_err(|_| StoreError::Closed)?;
                answer.await.map_err(|_| StoreError::Closed)?
            }
        }
    }

    /// Writes. The answer comes when it is on the disk. `work` may run again when an engine asks to try once more, so it must not
    /// depend on having run before.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut dyn Link, &mut S) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (back, answer) = oneshot::channel();
        let job: Write<S> = Box::new(Job { work, got: None, back });
        let (writes, _) = self.doors.as_ref().ok_or(StoreError::Closed)?;
        writes.send(job).map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    thread::Builder::new().name(name.into()).spawn(work).map_err(|e| StoreError::Engine(e.to_string()))
}

fn next(waiting: &Mutex<Receiver<Read>>) -> Option<Read> {
    waiting.lock().ok()?.recv().ok()
}

/// At most this many jobs in one transaction, so that the first does not wait for long.
const GROUP: usize = 256;

fn write_loop<S: Clone>(
    mut link: Box<dyn Link>,
    waiting: &Receiver<Write<S>>,
    load: impl Fn(&mut dyn Link) -> Result<S, StoreError>,
) {
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        while group.len() < GROUP
            && let Ok(job) = waiting.try_recv()
        {
            group.push(job);
        }
        let mut result = commit_group(&mut *link, &mut group, &load);
        for _ in 0..5 {
            if !matches!(&result, Err(e) if link.is_transient(e)) {
                break;
            }
            result = commit_group(&mut *link, &mut group, &load);
        }
        match result {
            Ok(outcomes) => group.into_iter().zip(outcomes).for_each(|(job, kept)| job.end(kept)),
            Err(e) => group.into_iter().for_each(|job| job.end(Err(e.clone()))),
        }
    }
}

/// All jobs in one transaction, each in a savepoint: one that fails takes only itself back. A job that is alone needs none.
fn commit_group<S: Clone>(
    link: &mut dyn Link,
    group: &mut [Write<S>],
    load: &impl Fn(&mut dyn Link) -> Result<S, StoreError>,
) -> Result<Vec<Result<(), StoreError>>, StoreError> {
    link.begin()?;
    let done = (|| {
        let mut state = load(link)?;
        if let [job] = group {
            job.run(link, &mut state)?;
            link.say("COMMIT")?;
            return Ok(vec![Ok(())]);
        }
        let mut outcomes = Vec::with_capacity(group.len());
        for job in group.iter_mut() {
            link.say("SAVEPOINT job")?;
            let before = state.clone();
            let outcome = job.run(link, &mut state).and_then(|()| link.say("RELEASE SAVEPOINT job"));
            match &outcome {
                Ok(()) => {}
                Err(e @ (StoreError::Full | StoreError::Damaged)) => return Err(e.clone()),
                Err(e) if link.is_transient(e) => return Err(e.clone()),
                Err(_) => {
                    state = before;
                    link.say("ROLLBACK TO SAVEPOINT job")?;
                    link.say("RELEASE SAVEPOINT job")?;
                }
            }
            outcomes.push(outcome);
        }
        link.say("COMMIT")?;
        Ok(outcomes)
    })();
    if done.is_err() {
        // After some failures the engine has rolled back by itself; a second time does no harm.
        drop(link.say("ROLLBACK"));
    }
    done
}
