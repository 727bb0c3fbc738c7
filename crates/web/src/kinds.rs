//! Where dossiers are read: the room of each kind, for whoever must lead somebody to one.

use kernel::{DossierId, Say};
use std::sync::Arc;

/// Where dossiers of a kind are read, and what one is called.
#[derive(Debug, Clone)]
pub(crate) struct KindRoom {
    pub(crate) kind: &'static str,
    pub(crate) path: &'static str,
    pub(crate) says: Say,
}

/// The kinds of dossier that have a room.
#[derive(Debug, Clone, Default)]
pub struct KindRooms(pub(crate) Arc<Vec<KindRoom>>);

impl KindRooms {
    /// What a kind of dossier is called.
    #[must_use]
    pub fn says(&self, kind: &str) -> Option<&Say> {
        self.0.iter().find(|k| k.kind == kind).map(|k| &k.says)
    }

    /// Where this dossier is read, and what its kind is called; `None` for a kind without a room.
    #[must_use]
    pub fn of(&self, kind: &str, id: DossierId) -> Option<(String, &Say)> {
        self.0.iter().find(|k| k.kind == kind).map(|k| (format!("{}/{id}", k.path), &k.says))
    }
}
