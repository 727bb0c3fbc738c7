//! What can become of a question to another house. Pure.
//!
//! It must never hold a name or a number of the person, and never ask for contact without a hit.

use jiff::ToSpan;
use kernel::{AgencyId, Date, DossierId, HouseId, Line, MunicipalityId, Note, PersonId, Refusal, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, FoundBy, Persons, Stamp};

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was asked.
    Asked {
        /// What, of which house, at which case.
        question: Box<Question>,
    },
    /// The other house answered.
    Heard {
        /// What shows the hit; nothing where there is none.
        hit: Option<Shown>,
    },
    /// Who asked wants contact with who sits there.
    ContactAsked {
        /// What the request is called between the houses.
        number: Line,
    },
    /// The other house put it to who sits there.
    Arrived,
    /// The person is not known there any more.
    NotThere,
    /// Somebody there answered.
    Answered {
        /// What they say.
        reply: Box<Reply>,
    },
    /// Who asked took note of it.
    Taken,
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What it is called.
    pub reference: Line,
    /// What the other house is called.
    pub house: Line,
    /// The key by which it is known.
    pub key: Line,
    /// The case that is about the person.
    pub about: DossierId,
    /// What its table calls it.
    pub called: Line,
    /// Why. The other house reads it only with a request for contact.
    pub reason: Note,
    /// Who asks.
    pub asker: PersonId,
    /// For which organisation.
    pub agency: AgencyId,
    /// In whose region the case lies.
    pub region: HouseId,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
}

/// What shows the other house that there was a hit: of one day, and worth nothing to a third.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The day of the question.
    pub day: Date,
    /// What came of it.
    pub value: String,
    /// By what it is a hit; not kept before it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<FoundBy>,
}

/// What somebody there says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What.
    pub text: Note,
    /// Who.
    pub name: Line,
    /// As what.
    pub function: Line,
    /// For which organisation.
    pub agency: Line,
    /// When.
    pub on: Date,
}

kernel::words! {
    /// Where it stands.
    #[derive(Default)]
    pub enum State {
        /// It waits to be asked.
        #[default]
        Asked = "asked", "Wordt gesteld", "Being asked";
        /// Not known there.
        NoHit = "no-hit", "Geen treffer", "No hit";
        /// Known there.
        Hit = "hit", "Treffer", "Hit";
        /// The request for contact waits to be sent.
        Contact = "contact", "Contact wordt gevraagd", "Contact is being asked for";
        /// It lies with who sits there.
        Waiting = "waiting", "Ligt bij het andere huis", "With the other house";
        /// Not known there any more.
        Gone = "gone", "Niet meer bekend", "No longer known";
        /// Somebody there answered.
        Answered = "answered", "Beantwoord", "Answered";
        /// Who asked read it.
        Taken = "taken", "Gelezen", "Read";
    }
}

/// So many days a question waits for a house that does not answer.
pub(super) const TRIED: i32 = 7;
/// So many days after it a hit can still be shown.
const SHOWN: i32 = 7;
/// So many days an answer is waited for.
pub(super) const WAITED: i32 = 60;

/// A question to another house.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beyond {
    pub(super) state: State,
    /// What is asked, with who asked as they were called that day.
    pub(super) asked: Option<(Question, Author, Date)>,
    /// What shows the hit.
    pub(super) hit: Option<Shown>,
    /// What the request for contact is called, and since when there is one.
    pub(super) contact: Option<(Line, Date)>,
    pub(super) reply: Option<Reply>,
    /// When it came to where it stands.
    pub(super) since: Option<Date>,
    pub(super) named: Persons,
}

const NO_HIT: Refusal = Refusal::of(
    "Om contact vragen kan pas na een treffer. Het andere huis meldde er geen.",
    "You can only ask for contact after a hit. The other house reported none.",
);
const TOO_LATE: Refusal = Refusal::of(
    "Deze treffer is meer dan een week oud en geldt niet meer. Stel de vraag bij de casus opnieuw.",
    "This hit is more than a week old and no longer counts. Ask again at the case.",
);
const OVER: Refusal = Refusal::of("Deze vraag is al afgehandeld.", "This question has already been dealt with.");
const NOTHING: Refusal = Refusal::of("Er is nog geen uitkomst.", "There is no outcome yet.");

impl Beyond {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// What is asked.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.asked.as_ref().map(|(question, ..)| question)
    }

    /// Who asked, as they were called that day.
    #[must_use]
    pub fn asker(&self) -> Option<&Author> {
        self.asked.as_ref().map(|(_, by, _)| by)
    }

    /// When it was asked.
    #[must_use]
    pub fn on(&self) -> Option<Date> {
        self.asked.as_ref().map(|(.., on)| *on)
    }

    /// What shows the hit.
    #[must_use]
    pub fn hit(&self) -> Option<&Shown> {
        self.hit.as_ref()
    }

    /// What the request for contact is called between the houses.
    #[must_use]
    pub fn number(&self) -> Option<&Line> {
        self.contact.as_ref().map(|(number, _)| number)
    }

    /// The answer.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        self.reply.as_ref()
    }

    /// The last day on which a hit can be shown.
    #[must_use]
    pub fn shown_until(&self) -> Option<Date> {
        self.hit.as_ref().and_then(|hit| hit.day.checked_add(SHOWN.days()).ok())
    }

    /// Whether nothing comes of it any more: the other house did not answer in time.
    #[must_use]
    pub fn has_lapsed(&self, today: Date) -> bool {
        let over = |since: Option<Date>, days: i32| {
            since.and_then(|since| since.checked_add(days.days()).ok()).is_some_and(|last| last < today)
        };
        match self.state {
            State::Asked => over(self.on(), TRIED),
            State::Hit | State::Contact => self.shown_until().is_some_and(|last| last < today),
            State::Waiting => over(self.contact.as_ref().map(|(_, on)| *on), WAITED),
            State::NoHit | State::Gone | State::Answered | State::Taken => false,
        }
    }

    /// Asks who sits there for contact.
    ///
    /// # Errors
    /// A sentence when there was no hit, it is too old, or contact was asked for before.
    pub fn ask_contact(&self, number: Line, today: Date) -> Result<Event, Refusal> {
        match self.state {
            State::Hit if self.has_lapsed(today) => Err(TOO_LATE),
            State::Hit => Ok(Event::ContactAsked { number }),
            State::Asked | State::NoHit => Err(NO_HIT),
            State::Contact | State::Waiting | State::Gone | State::Answered | State::Taken => Err(OVER),
        }
    }

    /// Takes note of the outcome.
    ///
    /// # Errors
    /// A sentence when there is none yet, or it was read.
    pub fn take(&self, today: Date) -> Result<Event, Refusal> {
        match self.state {
            State::NoHit | State::Hit | State::Gone | State::Answered => Ok(Event::Taken),
            State::Asked | State::Contact | State::Waiting if self.has_lapsed(today) => Ok(Event::Taken),
            State::Asked | State::Contact | State::Waiting => Err(NOTHING),
            State::Taken => Err(OVER),
        }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        let state = match event {
            Event::Asked { question } => {
                self.named.name(&Persons::only(
                    question.agency.clone(),
                    vec![vault::Named::since(question.asker.clone(), today)],
                ));
                self.asked = Some((question.as_ref().clone(), stamp.author(), today));
                State::Asked
            }
            Event::Heard { hit } => {
                self.hit.clone_from(hit);
                if hit.is_some() { State::Hit } else { State::NoHit }
            }
            Event::ContactAsked { number } => {
                self.contact = Some((number.clone(), today));
                State::Contact
            }
            Event::Arrived => State::Waiting,
            Event::NotThere => State::Gone,
            Event::Answered { reply } => {
                self.reply = Some(reply.as_ref().clone());
                State::Answered
            }
            Event::Taken => State::Taken,
            Event::PersonsNamed { named } => {
                self.named.name(named);
                return;
            }
        };
        if matches!(state, State::Waiting | State::Gone | State::Taken) {
            // It showed what it had to show: whoever answers could try every number against it.
            self.hit = None;
        }
        (self.state, self.since) = (state, Some(today));
    }
}
