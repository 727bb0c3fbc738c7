//! The store: one writer that takes everything that waits into one transaction, and readers beside it. The writer has a thread and a
//! connection of its own, so that nobody waits for the disk on the server's threads. Where reading is work and not waiting, as with a
//! store inside the process, it is done on the thread that asks; else by threads that wait for the engine's answer.

mod connection;
mod database;
mod error;
mod files;
mod listen;
mod migrate;
mod news;
mod pool;
mod postgres;
pub(crate) mod schema;
mod sqlite;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use connection::{Connection, Row, Value};
pub use database::Database;
pub use error::StoreError;
pub use files::Held;
pub(crate) use files::{beside, private};
pub(crate) use listen::Listener;
pub(crate) use migrate::{VERSION, migrate, version};
pub(crate) use news::News;
pub(crate) use pool::Store;
pub(crate) use writer::Verdict;
