//! Mending: who is responsible for a signal puts right what it says, with a reason. The weighing that came of it follows in the same
//! transaction, the old value stands beside the new one, and whoever read the wrong one is told in My work until they looked
//! ([ADR 21](../../../../docs/adr/0021-what-was-wrong-is-told-to-who-read-it.md)).
//!
//! It must never show somebody an old value that they could not have read, such as the name of a reporter who is shielded.

mod pages;

pub(crate) use pages::rooms;
