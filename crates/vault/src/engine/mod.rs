//! The lower floor: what is kept and how. Keys, rules, store, ledger, book; none of it knows who asks, and nothing here opens a door.

pub(crate) mod act;
pub(crate) mod book;
pub(crate) mod cipher;
pub(crate) mod directory;
pub(crate) mod dossier;
pub(crate) mod drawers;
pub(crate) mod forget;
pub(crate) mod guessable;
pub(crate) mod keys;
pub(crate) mod kind;
pub(crate) mod lease;
pub(crate) mod ledger;
pub(crate) mod live;
pub(crate) mod log;
pub(crate) mod outside;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod ring;
pub(crate) mod ring_copy;
pub(crate) mod rules;
pub(crate) mod sealed_file;
pub(crate) mod slice;
pub(crate) mod store;
pub(crate) mod tick;
pub(crate) mod tries;
pub(crate) mod upgrade;
