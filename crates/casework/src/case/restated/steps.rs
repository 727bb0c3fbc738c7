//! Taking over whom a case is about, and what falls with it.

use super::{SubjectBefore, SubjectRestated};
use crate::case::model::{Case, Event, State};
use crate::case::opening::Subject;
use crate::table::Reader;
use kernel::{Date, Note};
use vault::Stamp;

impl Case {
    /// Takes over whom it is about; nothing when it says so already, or is over.
    #[must_use]
    pub fn restate(&self, subject: Subject, reason: Option<Note>, told: Vec<Reader>) -> Option<Event> {
        match self.state {
            State::Open | State::Planned => {}
            State::Unopened | State::Switched | State::Closed => return None,
        }
        let same = self.opening.as_ref().is_none_or(|opening| opening.subject == subject);
        (!same).then(|| Event::SubjectRestated(Box::new(SubjectRestated { subject, reason, told })))
    }

    pub(in crate::case) fn take_subject(&mut self, restated: &SubjectRestated, (on, stamp): (Date, &Stamp)) {
        let Some(opening) = &mut self.opening else { return };
        let was = std::mem::replace(&mut opening.subject, restated.subject.clone());
        let (now, reason) = (restated.subject.clone(), restated.reason.clone());
        self.restated.all.push(SubjectBefore { was, now, reason, by: stamp.author(), on });
        self.restated.told.tell(&restated.told, stamp);
        self.fresh_keys();
    }
}
