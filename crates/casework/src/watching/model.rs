//! What can become of the agreement to keep an eye after a case was closed. Pure.
//!
//! It must never hold anything of the case: not whom it was about, nor what was said there. That is shielded, for who keeps an eye as for
//! everybody (Wgpga art. 6 lid 3).

use super::terms::Terms;
use crate::table::Declined;
use kernel::{AgencyId, Date, HouseId, Line, MunicipalityId, Note, Refusal, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, Persons, Stamp};

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// An organisation was asked.
    Begun {
        /// What, by whom, of whom.
        agreement: Box<Agreement>,
    },
    /// It does it.
    Confirmed,
    /// It does not.
    Declined {
        /// Why.
        reason: Note,
    },
    /// Who asked read that it is done.
    AnswerTaken,
    /// Another was asked.
    AskedAnother {
        /// Which organisation.
        watcher: AgencyId,
    },
    /// It ended before its last day.
    Ended {
        /// Why.
        reason: Note,
    },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// What this agreement is called.
    pub reference: Line,
    /// What the table that closed was called.
    pub table: Line,
    /// What to mind, until when, and whom to call.
    pub terms: Terms,
    /// The first day.
    pub from: Date,
    /// Of whom it is asked.
    pub watcher: AgencyId,
    /// Who named it.
    pub named_by: Author,
    /// Who else sat at the table.
    pub could: Vec<AgencyId>,
    /// In whose region it lies.
    pub house: HouseId,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// The persons who sat there.
    pub persons: Persons,
}

kernel::words! {
    /// Where it stands.
    #[derive(Default)]
    pub enum State {
        /// An organisation was asked.
        #[default]
        Asked = "asked", "Gevraagd", "Asked";
        /// It does it.
        Confirmed = "confirmed", "Toegezegd", "Confirmed";
        /// It does not.
        Declined = "declined", "Kan niet", "Declined";
        /// It ended.
        Over = "over", "Gestopt", "Stopped";
    }
}

/// An agreement to keep an eye.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    pub(super) agreement: Option<Agreement>,
    pub(super) state: State,
    /// Since when it is as it is.
    pub(super) since: Option<Date>,
    /// Who confirmed it.
    pub(super) confirmed: Option<(Author, Date)>,
    /// Whether who asked read that.
    pub(super) taken: bool,
    /// Who did not do it.
    pub(super) declined: Vec<Declined>,
    pub(super) named: Persons,
}

const NOT_NOW: Refusal = Refusal::of("Dit kan nu niet.", "This is not possible now.");

impl Watch {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// What is asked.
    #[must_use]
    pub fn agreement(&self) -> Option<&Agreement> {
        self.agreement.as_ref()
    }

    /// Who confirmed it, and when.
    #[must_use]
    pub fn confirmed(&self) -> Option<&(Author, Date)> {
        self.confirmed.as_ref()
    }

    /// Who did not do it, the first one first.
    #[must_use]
    pub fn declined(&self) -> &[Declined] {
        &self.declined
    }

    /// Who sat at the table and was not asked yet.
    pub fn others(&self) -> impl Iterator<Item = &AgencyId> {
        let asked = |agency: &AgencyId| {
            self.declined.iter().any(|no| no.by.agency == *agency)
                || self.agreement.as_ref().is_some_and(|it| it.watcher == *agency)
        };
        self.agreement.iter().flat_map(|it| &it.could).filter(move |agency| !asked(agency))
    }

    /// Says that one's organisation does it.
    ///
    /// # Errors
    /// A sentence when it was not asked, or said so before.
    pub fn confirm(&self, agency: &AgencyId) -> Result<Event, Refusal> {
        self.must_be_asked(agency)?;
        Ok(Event::Confirmed)
    }

    /// Says that it does not.
    ///
    /// # Errors
    /// As [`Watch::confirm`].
    pub fn decline(&self, agency: &AgencyId, reason: Note) -> Result<Event, Refusal> {
        self.must_be_asked(agency)?;
        Ok(Event::Declined { reason })
    }

    /// Who asked read that it is done.
    ///
    /// # Errors
    /// A sentence when there is nothing to read, or another asked.
    pub fn take_answer(&self, agency: &AgencyId) -> Result<Event, Refusal> {
        if self.state != State::Confirmed || self.taken {
            return Err(NOT_NOW);
        }
        self.must_have_asked(agency)?;
        Ok(Event::AnswerTaken)
    }

    /// Asks another who sat at the table.
    ///
    /// # Errors
    /// A sentence when the one that was asked did not decline, or the other did not sit there or was asked before.
    pub fn ask_another(&self, agency: &AgencyId, watcher: AgencyId) -> Result<Event, Refusal> {
        if self.state != State::Declined {
            return Err(NOT_NOW);
        }
        self.must_have_asked(agency)?;
        if !self.others().any(|other| *other == watcher) {
            return Err(Refusal::of(
                "Kies een organisatie die aan tafel zat en nog niet is gevraagd.",
                "Choose an organisation that sat at the table and has not been asked yet.",
            )
            .at("watcher"));
        }
        Ok(Event::AskedAnother { watcher })
    }

    /// Ends it before its last day: who keeps the eye, or who asked for it.
    ///
    /// # Errors
    /// A sentence when it is over, or for anybody else.
    pub fn end(&self, agency: &AgencyId, reason: Note) -> Result<Event, Refusal> {
        let keeps = self.state == State::Confirmed && self.agreement.as_ref().is_some_and(|it| it.watcher == *agency);
        if self.state == State::Over || !(keeps || self.must_have_asked(agency).is_ok()) {
            return Err(NOT_NOW);
        }
        Ok(Event::Ended { reason })
    }

    fn must_be_asked(&self, agency: &AgencyId) -> Result<(), Refusal> {
        let asked = self.state == State::Asked && self.agreement.as_ref().is_some_and(|it| it.watcher == *agency);
        if asked { Ok(()) } else { Err(NOT_NOW) }
    }

    fn must_have_asked(&self, agency: &AgencyId) -> Result<(), Refusal> {
        if self.agreement.as_ref().is_some_and(|it| it.named_by.agency == *agency) { Ok(()) } else { Err(NOT_NOW) }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        let mut goes = |state| {
            self.state = state;
            self.since = Some(today);
        };
        match event {
            Event::Begun { agreement } => {
                goes(State::Asked);
                self.named.name(&agreement.persons);
                self.agreement = Some(agreement.as_ref().clone());
            }
            Event::Confirmed => {
                goes(State::Confirmed);
                self.confirmed = Some((stamp.author(), today));
            }
            Event::Declined { reason } => {
                goes(State::Declined);
                self.declined.push(Declined::now(stamp, reason));
            }
            Event::AnswerTaken => self.taken = true,
            Event::AskedAnother { watcher } => {
                goes(State::Asked);
                if let Some(agreement) = &mut self.agreement {
                    agreement.watcher = watcher.clone();
                }
            }
            Event::Ended { .. } => goes(State::Over),
            Event::PersonsNamed { named } => self.named.name(named),
        }
    }
}
