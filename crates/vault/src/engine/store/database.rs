//! Where a house keeps its store, and the way in to it.

use super::{
    connection::Connection,
    error::StoreError,
    files::{self, Held, beside},
    postgres, sqlite,
};
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
