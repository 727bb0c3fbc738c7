//! The append-only log of everything that happened: one leaf per line of the book, per event and per mark of forgetting, in one row for the
//! whole house. A leaf is a keyed digest of a link, so it says nothing and outlives what it is of. The root over all leaves, signed, is a
//! checkpoint; whoever keeps one outside the house sees that what it covers was changed, cut or put back.

mod check;
mod grow;
mod leaf;
mod merkle;
mod note;

pub(crate) use check::{Checked, check, outside};
pub(crate) use grow::{Lost, grow, sign, tree_at};
pub(crate) use leaf::{LEASE, SECONDS, What, leaf_of};
pub(crate) use merkle::{follows, prove};
pub use note::NoteError;
pub(crate) use note::{Head, Note, NoteIsFull, Signature, Signer, Signs, Verifier, hash, hash_text};
