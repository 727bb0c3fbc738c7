//! What can become of a case that another house hands over. Pure.
//!
//! Once it is answered nothing of what lay in the file may be left here: the event that held it is erased with the answer, so the answer says again
//! all that is still needed.

use crate::case::{PACKAGE_VERSION, Package, PackedName, Receipt, TransferAnswer};
use kernel::{AgencyId, Date, DossierId, HouseId, Line, MunicipalityId, Note, Refusal, local_day};
use serde::{Deserialize, Serialize};
use vault::{Persons, Stamp};

/// So many characters of a reason fit in what goes back.
const REASON: usize = 600;

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// The file was brought in and opened.
    Brought {
        /// Of what, for whom.
        about: Box<About>,
        /// What lay in it.
        package: Box<Package>,
    },
    /// It is taken over.
    Accepted {
        /// Of what, for whom: what lay in the file goes with this.
        about: Box<About>,
        /// Who says so.
        by: PackedName,
        /// The case that it became.
        case: DossierId,
    },
    /// It is not.
    Declined {
        /// Of what, for whom.
        about: Box<About>,
        /// Who says so.
        by: PackedName,
        /// Why.
        reason: Note,
    },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

/// What is left of it once it is answered: which hand-over, from whom and for whom. Nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What this is called here.
    pub reference: Line,
    /// By which both houses know it.
    pub id: String,
    /// The house that sends it, as the keeper here named it.
    pub house: Line,
    /// Its public key.
    pub key: String,
    /// The municipality to which it goes.
    pub municipality: MunicipalityId,
    /// What the house that sends it calls that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant: Option<Line>,
    /// In the region of which house that lies.
    pub of: HouseId,
    /// The municipality's organisation.
    pub stay: AgencyId,
    /// Who guards the process there.
    pub director: AgencyId,
    /// When it came in.
    pub on: Date,
}

kernel::words! {
    /// Where it stands.
    #[derive(Default)]
    pub enum State {
        /// It is not answered yet.
        #[default]
        Waiting = "waiting", "Nog te beslissen", "To be decided";
        /// It was taken over.
        Accepted = "accepted", "Overgenomen", "Taken over";
        /// It was not.
        Declined = "declined", "Niet overgenomen", "Not taken over";
    }
}

/// A case that another house hands over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reception {
    pub(super) about: Option<About>,
    pub(super) package: Option<Package>,
    pub(super) state: State,
    pub(super) answer: Option<TransferAnswer>,
    pub(super) case: Option<DossierId>,
    pub(super) named: Persons,
}

impl Reception {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Which hand-over it is.
    #[must_use]
    pub fn about(&self) -> Option<&About> {
        self.about.as_ref()
    }

    /// What lay in the file, as long as it is not answered.
    #[must_use]
    pub fn package(&self) -> Option<&Package> {
        self.package.as_ref()
    }

    /// What was answered.
    #[must_use]
    pub fn answer(&self) -> Option<&TransferAnswer> {
        self.answer.as_ref()
    }

    /// The case that it became.
    #[must_use]
    pub fn case(&self) -> Option<DossierId> {
        self.case
    }

    /// What goes back to the house that sent it.
    #[must_use]
    pub fn receipt(&self) -> Option<Receipt> {
        let (about, answer) = (self.about.as_ref()?, self.answer.as_ref()?);
        let (id, answer, municipality) = (about.id.clone(), answer.clone(), about.meant.clone());
        Some(Receipt { version: PACKAGE_VERSION, id, answer, municipality })
    }

    /// Takes it over, as this case.
    ///
    /// # Errors
    /// A sentence when it was answered before.
    pub fn accept(&self, by: PackedName, case: DossierId) -> Result<Event, Refusal> {
        Ok(Event::Accepted { about: Box::new(self.unanswered()?.clone()), by, case })
    }

    /// Does not take it over.
    ///
    /// # Errors
    /// A sentence when it was answered before, or the reason is longer than fits in what goes back.
    pub fn decline(&self, by: PackedName, reason: Note) -> Result<Event, Refusal> {
        let about = self.unanswered()?;
        if reason.as_str().chars().count() > REASON {
            return Err(Refusal::of(
                "Zeg het korter, in hooguit 600 tekens. Bel het andere huis als er meer te zeggen is.",
                "Say it shorter, in at most 600 characters. Call the other house if there is more to say.",
            )
            .at("reason"));
        }
        Ok(Event::Declined { about: Box::new(about.clone()), by, reason })
    }

    fn unanswered(&self) -> Result<&About, Refusal> {
        let done = Refusal::of("Hier is al op geantwoord.", "This has already been answered.");
        match self.state {
            State::Waiting => self.about.as_ref().ok_or(done),
            State::Accepted | State::Declined => Err(done),
        }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let on = local_day(stamp.at);
        match event {
            Event::Brought { about, package } => {
                self.about = Some((**about).clone());
                self.package = Some((**package).clone());
                self.state = State::Waiting;
            }
            Event::Accepted { about, by, case } => {
                self.case = Some(*case);
                self.answered(about, State::Accepted, TransferAnswer { by: by.clone(), on, declined: None });
            }
            Event::Declined { about, by, reason } => {
                let answer = TransferAnswer { by: by.clone(), on, declined: Some(reason.clone()) };
                self.answered(about, State::Declined, answer);
            }
            Event::PersonsNamed { named } => self.named.name(named),
        }
    }

    fn answered(&mut self, about: &About, state: State, answer: TransferAnswer) {
        self.about = Some(about.clone());
        self.package = None;
        self.state = state;
        self.answer = Some(answer);
    }
}
