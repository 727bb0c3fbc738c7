//! What an event is: of its kind of dossier, or of the house itself.

use crate::engine::{
    dossier::Dossier,
    succession::{self, Succeeded},
    touch::Touch,
};
use kernel::Say;

/// What happened.
pub(crate) enum Happened<D: Dossier> {
    /// Something of this kind of dossier.
    Event(D::Event),
    /// Somebody took the place of another, in every dossier in which that one was.
    Succeeded(Succeeded),
    /// It was erased.
    Erased,
}

impl<D: Dossier> Happened<D> {
    /// Decodes what was kept under this act; none for what was erased.
    pub(super) fn read(act: &str, plain: Option<&[u8]>) -> Result<Self, serde_json::Error> {
        match plain {
            None => Ok(Self::Erased),
            Some(plain) if act == succession::ACT => serde_json::from_slice(plain).map(Self::Succeeded),
            Some(plain) => serde_json::from_slice(plain).map(Self::Event),
        }
    }

    /// One line on it; none for what was erased.
    pub(crate) fn tell(&self) -> Option<Say> {
        match self {
            Self::Event(event) => Some(D::tell(event)),
            Self::Succeeded(succeeded) => Some(succeeded.tell()),
            Self::Erased => None,
        }
    }

    /// What it touches. Who takes the place of whom touches nothing that somebody writes: what is sent after it is taken in as it is then.
    pub(crate) fn touches(&self) -> Touch {
        match self {
            Self::Event(event) => D::touches(event),
            Self::Succeeded(_) => Touch::Adds,
            Self::Erased => Touch::Whole,
        }
    }
}
