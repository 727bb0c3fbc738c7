//! News between nodes at one PostgreSQL: a word on a channel, heard by everybody who listens once the transaction that told it is kept.

use super::{Database, News, StoreError, postgres, writer::caught};
use std::thread::{self, JoinHandle};
use tokio::sync::oneshot;

/// Listens in a thread of its own until it is dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Begins to listen. `hear` is called from that thread, one piece of news at a time, and should be quick. A store inside this
    /// process has one node, which need not be told what it did itself: then nothing is ever heard. Channels are names of our own.
    ///
    /// # Errors
    /// When the thread does not start. A server that does not answer is tried again, for ever.
    pub(crate) fn start(
        database: &Database,
        channels: &'static [&'static str],
        mut hear: impl FnMut(News) + Send + 'static,
    ) -> Result<Self, StoreError> {
        let Database::Postgres { url, .. } = database else { return Ok(Self { stop: None, thread: None }) };
        let (url, (stop, stopped)) = (url.clone(), oneshot::channel());
        // What falls over on one piece of news has heard it, and hears the next.
        let mut hear = move |news| {
            drop(caught(|| {
                hear(news);
                Ok(())
            }));
        };
        let work = move || {
            if let Err(e) = postgres::listen(&url, channels, &mut hear, stopped) {
                tracing::error!(why = %e, "what other nodes tell is not heard");
            }
        };
        let thread = thread::Builder::new().name("store-listener".into()).spawn(work);
        let thread = thread.map_err(|e| StoreError::Engine(e.to_string()))?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take().filter(|t| t.thread().id() != thread::current().id()) {
            drop(thread.join());
        }
    }
}
