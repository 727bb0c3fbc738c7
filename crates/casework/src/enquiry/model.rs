//! What can become of a question that was put to a table elsewhere. Pure.
//!
//! It must never give who asked a seat before somebody answered, nor tell them that somebody chose not to.

use crate::table::Declined;
use kernel::{AgencyId, Date, DossierId, HouseId, Line, MunicipalityId, Note, PersonId, Refusal, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, Named, Persons, Stamp};

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// The question was put to a table.
    Put {
        /// What is asked, by whom, of whom.
        question: Box<Question>,
    },
    /// One of the table answered.
    Answered {
        /// What it says, or how to get in touch.
        text: Note,
    },
    /// One organisation of the table does not answer.
    Declined {
        /// Why; who asked never reads it.
        reason: Note,
    },
    /// Who asked read the answer.
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
    /// What the enquiry is called.
    pub reference: Line,
    /// Who asks.
    pub asker: PersonId,
    /// For which organisation.
    pub agency: AgencyId,
    /// Why.
    pub reason: Note,
    /// The dossier that is about the person.
    pub about: DossierId,
    /// Its kind.
    pub kind: Line,
    /// What its table calls it.
    pub called: Line,
    /// In whose region it lies.
    pub house: HouseId,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// Which organisations are asked.
    pub asked: Vec<AgencyId>,
    /// The persons who sit there for them.
    pub persons: Persons,
    /// Who asks, where that is somebody of another house, who knows that there is a table about this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
}

/// Somebody of another house who asks, as that house says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outside {
    /// What the other house is called here.
    pub house: Line,
    /// The key by which it is known.
    pub key: Line,
    /// What it calls its question.
    pub number: Line,
    /// Who asks.
    pub name: Line,
    /// As what.
    pub function: Line,
    /// For which organisation.
    pub agency: Line,
}

impl Outside {
    /// The word by which the answer to this question of that house is found.
    #[must_use]
    pub fn claim(key: &str, number: &str) -> String {
        format!("enquiry:elsewhere:{key}:{number}")
    }
}

kernel::words! {
    /// Where an enquiry stands.
    #[derive(Default)]
    pub enum State {
        /// The table was asked.
        #[default]
        Asked = "asked", "Gevraagd", "Asked";
        /// Somebody answered.
        Answered = "answered", "Beantwoord", "Answered";
        /// Nobody of the table answers.
        Unanswered = "unanswered", "Niet beantwoord", "Not answered";
        /// Who asked read the answer.
        Taken = "taken", "Gelezen", "Read";
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Who gave it.
    pub by: Author,
    /// When.
    pub on: Date,
    /// What it says.
    pub text: Note,
}

/// A question that was put to a table elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    /// What is asked, with who asked as they were called that day.
    pub(super) put: Option<(Question, Author, Date)>,
    pub(super) reply: Option<Reply>,
    pub(super) declined: Vec<Declined>,
    pub(super) taken: bool,
    pub(super) named: Persons,
}

const OVER: Refusal = Refusal::of("Deze navraag is al afgehandeld.", "This enquiry has already been dealt with.");

impl Enquiry {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        match (&self.reply, self.taken) {
            (Some(_), true) => State::Taken,
            (Some(_), false) => State::Answered,
            (None, _) if self.put.is_some() && self.owing().next().is_none() => State::Unanswered,
            (None, _) => State::Asked,
        }
    }

    /// What is asked.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.put.as_ref().map(|(question, ..)| question)
    }

    /// Who asked, as they were called that day.
    #[must_use]
    pub fn asker(&self) -> Option<&Author> {
        self.put.as_ref().map(|(_, by, _)| by)
    }

    /// When it was put to the table.
    #[must_use]
    pub fn since(&self) -> Option<Date> {
        self.put.as_ref().map(|(.., on)| *on)
    }

    /// The answer.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        self.reply.as_ref()
    }

    /// Who of the table does not answer, and why.
    #[must_use]
    pub fn declined(&self) -> &[Declined] {
        &self.declined
    }

    /// Which organisations may still say something.
    pub(super) fn owing(&self) -> impl Iterator<Item = &AgencyId> {
        let asked = self.question().map(|question| question.asked.as_slice()).unwrap_or_default();
        asked.iter().filter(|agency| !self.declined.iter().any(|no| no.by.agency == **agency))
    }

    /// Answers.
    ///
    /// # Errors
    /// A sentence when somebody answered before, or this organisation was not asked.
    pub fn answer(&self, agency: &AgencyId, text: Note) -> Result<Event, Refusal> {
        self.may_say(agency)?;
        Ok(Event::Answered { text })
    }

    /// Does not answer.
    ///
    /// # Errors
    /// As [`Enquiry::answer`].
    pub fn decline(&self, agency: &AgencyId, reason: Note) -> Result<Event, Refusal> {
        self.may_say(agency)?;
        Ok(Event::Declined { reason })
    }

    /// Who asked takes note of the answer, or who took over from them.
    ///
    /// # Errors
    /// A sentence when there is none, or another organisation asked.
    pub fn take(&self, agency: &AgencyId) -> Result<Event, Refusal> {
        let asked = self.question().is_some_and(|question| question.agency == *agency && question.outside.is_none());
        if asked && self.state() == State::Answered { Ok(Event::Taken) } else { Err(OVER) }
    }

    fn may_say(&self, agency: &AgencyId) -> Result<(), Refusal> {
        let owes = self.state() == State::Asked && self.owing().any(|owing| owing == agency);
        if owes { Ok(()) } else { Err(OVER) }
    }

    /// Whether this organisation may still answer or say that it does not.
    #[must_use]
    pub fn may_answer(&self, agency: &AgencyId) -> bool {
        self.may_say(agency).is_ok()
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        match event {
            Event::Put { question } => {
                self.named.name(&question.persons);
                self.put = Some((question.as_ref().clone(), stamp.author(), today));
            }
            Event::Answered { text } => {
                // Only now does who asked sit here, in person and alone.
                let here = self.question().filter(|question| question.outside.is_none());
                if let Some((agency, asker)) = here.map(|q| (q.agency.clone(), q.asker.clone())) {
                    self.named.name(&Persons::only(agency, vec![Named::since(asker, today)]));
                }
                self.reply = Some(Reply { by: stamp.author(), on: today, text: text.clone() });
            }
            Event::Declined { reason } => {
                self.declined.push(Declined::now(stamp, reason));
            }
            Event::Taken => self.taken = true,
            Event::PersonsNamed { named } => self.named.name(named),
        }
    }
}
