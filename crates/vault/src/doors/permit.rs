//! A permit: made in this crate only, after the rule said yes.

use crate::{
    doors::keeping::line,
    engine::{
        act::ActInfo,
        book::{self, Outcome},
        dossier::Called,
        office::Right,
        people::{Actor, Role},
        rules::Answer,
    },
};
use kernel::{AgencyId, DossierId, Line, Timestamp};
use std::sync::Arc;

/// Proof that the rule said yes to this person for this act.
#[derive(Debug)]
pub struct Permit {
    pub(crate) actor: Actor,
    pub(crate) act: &'static ActInfo,
    pub(crate) answer: Arc<Answer>,
    /// In which right, for the key of an organisation.
    pub(crate) right: Option<Right>,
    pub(crate) trace: String,
}

impl Permit {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    /// Why it may.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        &self.answer
    }
    /// For who came in with a code: the organisation for which they act, and as whom, as they say it themselves. An account is somebody already.
    pub(crate) fn said_by(&mut self, agency: AgencyId, name: Line, function: Line) {
        if self.actor.role == Role::Bearer {
            (self.actor.agency.id, self.actor.name, self.actor.function) = (agency, name, function);
        }
    }
    /// As whom, for what is kept with what they do.
    pub(crate) fn called(&self) -> Called {
        let Actor { name, function, .. } = &self.actor;
        Called { name: name.clone(), function: function.clone(), right: self.right.clone() }
    }
    pub(crate) fn line(&self, at: Timestamp, id: Option<DossierId>, outcome: Outcome) -> book::Line {
        let mut ground = self.answer.names();
        if let Some(right) = &self.right {
            ground.push(' ');
            ground.push_str(&right.word());
        }
        line(&self.actor, self.act, at, id, outcome, ground, &self.trace)
    }
}
