//! The pages of a weighing. They show what the model lets this organisation read; a sealed view never reaches a template.

pub(crate) mod ask_texts;
pub(super) mod consult;
mod criteria;
pub(super) mod file;
pub(super) mod judge;
pub(super) mod keys;
pub(super) mod list;
pub(super) mod notice;
pub(super) mod question;
pub(super) mod read;
pub(super) mod settle;
pub(super) mod supply;
pub(super) mod view;

use kernel::{AgencyId, DossierId, Lang};
use web::Ask;

/// Chooses between two languages in a template: both stand beside each other where they are used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Two(pub(crate) Lang);

impl Two {
    /// The one of the two that is asked for.
    pub(crate) fn of(self, nl: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }
}

/// The address of a weighing, or of something in it.
pub(crate) fn at(id: DossierId, rest: &str) -> String {
    format!("/wegingen/{id}{rest}")
}

/// What people call this organisation.
pub(crate) fn name(ask: &Ask, agency: &AgencyId) -> String {
    ask.directory.agency_name(agency)
}
