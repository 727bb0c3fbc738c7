//! The open store: its threads, its connections, and the queues before them, which end somewhere.

use super::{
    Connection, Database, StoreError,
    writer::{Job, Verdict, Write, caught, write_loop},
};
use std::{
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::{self, JoinHandle},
};
use tokio::sync::oneshot;

type Read = Box<dyn FnOnce(&mut dyn Connection) + Send>;

/// A store that is open. `S` is what the writer carries from job to job, such as the end of the book's chain.
pub(crate) struct Store<S> {
    /// Taken away when the store closes.
    doors: Option<(SyncSender<Write<S>>, Readers)>,
    threads: Vec<JoinHandle<()>>,
}

/// Who reads.
enum Readers {
    /// The thread that asks, on a connection that nobody else uses at that moment. There are never more than threads that ask.
    Here { database: Database, idle: Mutex<Vec<Box<dyn Connection>>> },
    /// Threads of the store.
    There(SyncSender<Read>),
}

/// Closing waits for the threads, and closes one connection after another: SQLite then leaves one file, with everything in it. Of two
/// that close at the same moment each takes the other for somebody who goes on, and neither puts the log into the file.
impl<S> Drop for Store<S> {
    fn drop(&mut self) {
        let idle = match self.doors.take() {
            Some((_, Readers::Here { idle, .. })) => Some(idle),
            Some((_, Readers::There(_))) | None => None,
        };
        // The last piece of work may be what closes the store; a thread does not wait for itself.
        let me = thread::current().id();
        for thread in self.threads.drain(..).filter(|t| t.thread().id() != me) {
            drop(thread.join());
        }
        drop(idle);
    }
}

impl<S: Clone + Send + 'static> Store<S> {
    /// Opens connections and starts the threads. `load` reads the writer's state at the start of every transaction and locks it there,
    /// so that another process at the same store never works from the same state. Of each sort of work at most `queue` pieces wait.
    pub(crate) fn open(
        database: &Database,
        readers: usize,
        queue: usize,
        load: impl Fn(&mut dyn Connection) -> Result<S, StoreError> + Send + 'static,
    ) -> Result<Self, StoreError> {
        let conn = database.connect()?;
        let (writes, waiting) = sync_channel(queue);
        let mut threads = vec![spawn("store-writer", move || write_loop(conn, &waiting, load))?];
        if let Database::Sqlite(_) = database {
            let here = Readers::Here { database: database.clone(), idle: Mutex::default() };
            return Ok(Self { doors: Some((writes, here)), threads });
        }
        let (reads, waiting) = sync_channel::<Read>(queue);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..readers {
            let mut conn = database.connect()?;
            let waiting = Arc::clone(&waiting);
            threads.push(spawn("store-reader", move || {
                while let Some(job) = next(&waiting) {
                    job(&mut *conn);
                }
            })?);
        }
        Ok(Self { doors: Some((writes, Readers::There(reads))), threads })
    }

    /// Reads, on a connection of its own.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (_, readers) = self.doors.as_ref().ok_or(StoreError::Closed)?;
        match readers {
            Readers::Here { database, idle } => {
                let free = idle.lock().map_err(|_| StoreError::Closed)?.pop();
                let mut conn = free.map_or_else(|| database.connect(), Ok)?;
                let done = caught(|| work(&mut *conn));
                // A connection that something fell over on is not used again.
                if done.as_ref().err() != Some(&StoreError::Stopped) {
                    idle.lock().map_err(|_| StoreError::Closed)?.push(conn);
                }
                done
            }
            Readers::There(reads) => {
                let (back, answer) = oneshot::channel();
                let job: Read = Box::new(move |conn| {
                    let done = caught(|| work(conn));
                    if done.as_ref().err() == Some(&StoreError::Stopped) {
                        drop(conn.say("ROLLBACK"));
                    }
                    drop(back.send(done));
                });
                queue_up(reads, job)?;
                answer.await.map_err(|_| StoreError::Closed)?
            }
        }
    }

    /// Writes. The answer comes when it is on the disk. `work` may run again when an engine asks to try once more, so it must not
    /// depend on having run before.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut dyn Connection, &mut S) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.write_or_undo(move |conn, state| work(conn, state).map(Verdict::Keep)).await
    }

    /// Writes, unless the work says at its end that it is to be taken back after all.
    pub(crate) async fn write_or_undo<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut dyn Connection, &mut S) -> Result<Verdict<T>, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (back, answer) = oneshot::channel();
        let (writes, _) = self.doors.as_ref().ok_or(StoreError::Closed)?;
        let job: Write<S> = Box::new(Job::new(work, back));
        queue_up(writes, job)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }
}

/// Puts work in the queue, or says that it is full. Waiting here would hold a thread that could tell somebody so.
fn queue_up<J>(queue: &SyncSender<J>, job: J) -> Result<(), StoreError> {
    queue.try_send(job).map_err(|e| match e {
        TrySendError::Full(_) => StoreError::Overloaded,
        TrySendError::Disconnected(_) => StoreError::Closed,
    })
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    thread::Builder::new().name(name.into()).spawn(work).map_err(|e| StoreError::Engine(e.to_string()))
}

fn next(waiting: &Mutex<Receiver<Read>>) -> Option<Read> {
    waiting.lock().ok()?.recv().ok()
}
