//! What can become of an independent review. Pure.
//!
//! It must never hold anything of the case but the extract that was read through and agreed to, and the case must never change by it.

use super::extract::Extract;
use super::opinion::{Answer, Answered, Opinion};
use crate::table::{Declined, Keys, Spoken};
use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note, PersonId};
use serde::{Deserialize, Serialize};
use vault::{Author, Named, Persons};

mod look;
mod steps;
mod taking;

/// The case, read by who asks and never by who reviews; and who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What the review is called.
    pub reference: Line,
    /// The case.
    pub case: DossierId,
    /// What its table calls it.
    pub called: Line,
    /// The last day on which the case may exist: the review goes with it.
    pub case_until: Option<Date>,
    /// In whose region it lies.
    pub house: HouseId,
    /// Municipality of stay, police and OM, as far as they take part.
    pub trio: Vec<AgencyId>,
    /// Who guards the process.
    pub director: AgencyId,
    /// The persons who sit there for these.
    pub persons: Persons,
}

/// Who is asked to review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewer {
    /// The person.
    pub person: PersonId,
    /// For whom they work.
    pub agency: AgencyId,
}

/// What is asked, and the extract that goes with it: that text and no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Of whom.
    pub reviewer: Reviewer,
    /// What.
    pub question: Note,
    /// By which day an opinion is asked.
    pub until: Date,
    /// What goes along.
    pub extract: Extract,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// Somebody wants to ask for one.
    Begun {
        /// At which case.
        about: Box<About>,
    },
    /// A text was written; every key went back. What held another text is erased with this.
    Drafted {
        /// Its number.
        no: u32,
        /// The text.
        text: Box<Text>,
    },
    /// One of the three agreed.
    KeyTurned {
        /// Whose key.
        agency: AgencyId,
        /// Who turned it.
        person: PersonId,
        /// On which text.
        text: u32,
    },
    /// One of the three does not agree.
    Objected {
        /// With which text.
        text: u32,
        /// Why.
        reason: Note,
    },
    /// Who reviews said that nothing stands in the way of an independent opinion.
    Accepted,
    /// Who reviews does not do it.
    Declined {
        /// Why.
        reason: Note,
    },
    /// Who reviews asked for a clarification.
    AskedBack {
        /// What.
        question: Note,
    },
    /// That was answered.
    Clarified {
        /// How.
        text: Note,
    },
    /// Who reviews was called, and gets another day.
    Reminded {
        /// The new day.
        until: Date,
        /// What was agreed.
        said: Note,
    },
    /// There is an opinion.
    Given {
        /// What.
        opinion: Box<Opinion>,
    },
    /// Who asked read it, and it stands at the case.
    Taken,
    /// One of the three answered a recommendation.
    Answered {
        /// What.
        answer: Answer,
    },
    /// Who reviews read the answers.
    AnswersRead,
    /// It was withdrawn before it lay with who reviews, or after they did not do it.
    Withdrawn {
        /// Why.
        reason: Note,
    },
    /// The case was closed.
    CaseEnded,
    /// The person moved, so another municipality answers in place of the one before.
    StayMoved {
        /// The municipality before.
        from: AgencyId,
        /// The one that leads the case now.
        to: AgencyId,
        /// Who sits there for it.
        persons: Persons,
    },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

kernel::words! {
    /// Where it stands.
    #[derive(Default)]
    pub enum State {
        /// The three read what would go.
        #[default]
        Asking = "asking", "Wacht op de drie sleutels", "Waiting for the three keys";
        /// It lies with who reviews, who says first whether that can be.
        Sent = "sent", "Gevraagd aan de toetser", "Asked of the reviewer";
        /// Who reviews reads the extract.
        Reading = "reading", "De toetser leest", "The reviewer reads";
        /// Who reviews asked something.
        AskedBack = "asked-back", "De toetser vroeg iets", "The reviewer asked something";
        /// There is an opinion, and the three answer.
        Given = "given", "Er is een oordeel", "There is an opinion";
        /// Everything is answered.
        Answered = "answered", "Oordeel en antwoorden", "Opinion and answers";
        /// Who was asked does not do it.
        Declined = "declined", "De toetser doet het niet", "The reviewer does not do it";
        /// It was withdrawn, or the case closed.
        Over = "over", "Voorbij", "Over";
    }
}

/// An independent review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub(super) about: Option<About>,
    pub(super) begun: Option<Date>,
    pub(super) state: State,
    /// Since when it stands so.
    pub(super) since: Option<Date>,
    pub(super) text: Option<Text>,
    /// Who wrote the text, and when.
    pub(super) written: Option<(Author, Date)>,
    /// Its number.
    pub(super) texts: u32,
    /// In which events it and what was said about it came, so that they are erased with another one.
    pub(super) came_in: Vec<u64>,
    pub(super) keys: Keys,
    pub(super) objections: Vec<Declined>,
    /// Who sits there to review, once the three agreed.
    pub(super) seated: Option<Named>,
    pub(super) declined: Option<Declined>,
    pub(super) talk: Vec<Spoken>,
    /// What was agreed by telephone.
    pub(super) noted: Vec<Spoken>,
    pub(super) opinion: Option<(Opinion, Date)>,
    /// Whether it stands at the case.
    pub(super) taken: bool,
    pub(super) answers: Vec<Answered>,
    /// The municipalities that led the case before: what they answered is answered.
    pub(super) before: Vec<AgencyId>,
    /// Whether who reviews read them.
    pub(super) read: bool,
    pub(super) withdrawn: Option<Declined>,
    /// Whether its case is closed: then nobody reads it any more.
    pub(super) ended: bool,
    pub(super) named: Persons,
}
