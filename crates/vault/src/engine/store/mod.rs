//! The store: one writer that takes everything that waits into one transaction, and readers beside it. The writer has a thread and a
//! connection of its own, so that nobody waits for the disk on the server's threads. Where reading is work and not waiting, as with a
//! store inside the process, it is done on the thread that asks; else by threads that wait for the engine's answer.

mod connection;
mod error;
mod files;
mod listen;
mod migrate;
mod pool;
mod postgres;
pub(crate) mod schema;
mod sqlite;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use connection::{Connection, Row, Value};
pub use error::StoreError;
pub use files::Held;
pub(crate) use files::{beside, private};
pub(crate) use listen::{Listener, News};
pub(crate) use migrate::{VERSION, migrate, version};
pub(crate) use pool::Store;
pub(crate) use writer::Verdict;

use std::path::PathBuf;

/// Where a house keeps its store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// A file, with the key ring beside it; made when it is not there.
    Sqlite(PathBuf),
    /// A database.
    Postgres {
        /// `postgres://user@host:port/name`, with what libpq reads behind a `?`.
        url: String,
        /// The file of the key ring, which all nodes share.
        ring: PathBuf,
    },
}

impl Database {
    /// The file of the key ring.
    #[must_use]
    pub fn ring(&self) -> PathBuf {
        match self {
            Self::Sqlite(path) => beside(path, "-ring"),
            Self::Postgres { ring, .. } => ring.clone(),
        }
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> Result<Box<dyn Connection>, StoreError> {
        Ok(match self {
            Self::Sqlite(path) => Box::new(sqlite::Sqlite::open(path)?),
            Self::Postgres { url, .. } => Box::new(postgres::Postgres::open(url)?),
        })
    }

    /// The first connection to it, before anything is changed: one that is what it seems.
    pub(crate) fn enter(&self) -> Result<Box<dyn Connection>, StoreError> {
        let mut conn = self.connect()?;
        if let Self::Postgres { .. } = self {
            postgres::refuse_pooler(&mut *conn, &mut *self.connect()?)?;
        }
        Ok(conn)
    }

    /// Takes the place of the one server at a store that lies in a file; freed when what is given is dropped, and when the process ends
    /// in whatever way. At PostgreSQL there may be many servers, and nothing is taken. Blocks for no longer than the file system does.
    ///
    /// # Errors
    /// [`StoreError::Served`] when another server has it; what the file system says.
    pub fn hold(&self) -> Result<Held, StoreError> {
        match self {
            Self::Sqlite(path) => files::hold(path),
            Self::Postgres { .. } => Ok(Held::nothing()),
        }
    }
}
