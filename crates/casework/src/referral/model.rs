//! What can become of a hand-over to another kind of table. Pure.
//!
//! It must never show who receives it anything of the table it came from, nor hold an item that its giver said no to, or that was not said yes to once it
//! was sent.

use super::{Enclosed, Hand, How, TakenOn, ground::Based};
use crate::outgoing::Reply;
use crate::table::{Declined, Spoken};
use jiff::ToSpan;
use kernel::{AgencyId, Date, Note};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use vault::{Author, Persons};

mod look;
mod steps;
mod taking;

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was written.
    Begun {
        /// What, for whom.
        hand: Box<Hand>,
    },
    /// Who gave this was asked whether it may go along.
    Enclosed {
        /// What.
        item: Box<Enclosed>,
    },
    /// Who gave it said whether it may.
    ItemAnswered {
        /// Which.
        no: u32,
        /// What.
        reply: Reply,
        /// On which ground, with a yes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<Based>,
    },
    /// It went.
    Sent,
    /// It is taken on.
    TakenOn {
        /// By whom, from when.
        taking: TakenOn,
    },
    /// Something was asked back.
    AskedBack {
        /// What.
        question: Note,
    },
    /// That was answered.
    Replied {
        /// How.
        text: Note,
    },
    /// It is not taken on.
    Declined {
        /// Why.
        reason: Note,
    },
    /// Who sent it read what was answered.
    AnswerTaken,
    /// Who did not answer in time was called.
    Reminded {
        /// The new day.
        answer_by: Date,
        /// What was agreed.
        said: Note,
    },
    /// It goes on, once more.
    Prolonged {
        /// Until when.
        until: Date,
        /// Why.
        reason: Note,
    },
    /// It ended before its last day.
    Ended {
        /// How.
        how: How,
        /// Why.
        reason: Note,
    },
    /// Something became of what goes along at the table it comes from.
    Followed {
        /// Its number here.
        no: u32,
        /// What.
        what: Followed,
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
        /// It was written and has not gone; who gave something is asked whether that may go along.
        #[default]
        Asking = "asking", "Nog niet verstuurd", "Not sent yet";
        /// It lies with the other table.
        Sent = "sent", "Wacht op antwoord", "Waiting for an answer";
        /// The other table asked something back.
        AskedBack = "asked-back", "Er is iets teruggevraagd", "Something was asked back";
        /// The other table does it.
        TakenOn = "taken-on", "Opgepakt", "Taken on";
        /// It does not.
        Declined = "declined", "Niet opgepakt", "Not taken on";
        /// It ended before its last day.
        Over = "over", "Beëindigd", "Ended";
    }
}

kernel::words! {
    /// What became of something at the table it comes from.
    pub enum Followed {
        /// Who gave it took it back.
        TakenBack = "taken-back", "teruggenomen aan de tafel", "taken back at the table";
        /// Somebody says that it is not right.
        InDoubt = "in-doubt", "iemand zegt dat dit niet klopt", "somebody says that this is not right";
        /// Who gave it looked, and it is.
        Settled = "settled", "nagekeken: het klopt", "checked: it is right";
    }
}

/// What who gave something said to its going along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// What.
    pub reply: Reply,
    /// On which ground, with a yes.
    pub ground: Option<Based>,
    /// Who.
    pub by: Author,
    /// When.
    pub on: Date,
}

/// That it ended before its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub how: How,
    /// Why.
    pub reason: Note,
    /// Who said so.
    pub by: Author,
    /// When.
    pub on: Date,
}

/// So long after its last day who sent it reads what came of it; then it is destroyed.
const KEPT: i32 = 1;

/// A hand-over to another kind of table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    pub(super) hand: Option<Hand>,
    /// Who wrote it.
    pub(super) by: Option<Author>,
    pub(super) begun: Option<Date>,
    pub(super) state: State,
    /// Since when it stands so.
    pub(super) since: Option<Date>,
    /// What might go along; once it was sent, what goes.
    pub(super) items: Vec<Enclosed>,
    /// What was said to that, by number.
    pub(super) said: BTreeMap<u32, Answered>,
    /// In which event each came, so that what does not go is erased.
    pub(super) came_in: Vec<(u32, u64)>,
    /// Of which it was said at the table that it is not right, and nobody has looked yet.
    pub(super) doubted: BTreeSet<u32>,
    pub(super) sent: Option<Date>,
    /// By when an answer is asked.
    pub(super) answer_by: Option<Date>,
    pub(super) talk: Vec<Spoken>,
    /// What was agreed when the other table was called.
    pub(super) reminded: Vec<Spoken>,
    /// Who takes it on.
    pub(super) taken_on: Option<(TakenOn, Author, Date)>,
    pub(super) declined: Option<Declined>,
    /// Whether who sent it read the answer.
    pub(super) taken: bool,
    /// The last day.
    pub(super) until: Option<Date>,
    /// Why it went on, each time.
    pub(super) prolonged: Vec<Spoken>,
    pub(super) ended: Option<Ended>,
    pub(super) named: Persons,
}

impl Referral {
    /// What was written.
    #[must_use]
    pub fn hand(&self) -> Option<&Hand> {
        self.hand.as_ref()
    }

    /// Who wrote it.
    #[must_use]
    pub fn by(&self) -> Option<&Author> {
        self.by.as_ref()
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// The last day on which who receives it reads it.
    #[must_use]
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// Whether it is over on this day, because somebody ended it or of itself.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.state == State::Over || self.until.is_some_and(|last| last < today)
    }

    /// Until when who sent it reads what came of it; nobody reads it after that, and the clock destroys it.
    #[must_use]
    pub fn kept_until(&self) -> Option<Date> {
        let last = self.ended.as_ref().map(|ended| ended.on).or(self.until)?;
        last.checked_add(KEPT.months()).ok()
    }

    /// Whether this organisation is among those who sent it: who wrote it, the municipality of stay, and who guards the process.
    #[must_use]
    pub fn is_sender(&self, agency: &AgencyId) -> bool {
        let wrote = self.by.as_ref().is_some_and(|by| by.agency == *agency);
        wrote || self.hand.as_ref().is_some_and(|hand| [&hand.stay, &hand.director].contains(&agency))
    }

    /// Whether it lies with this organisation to answer, or it does.
    #[must_use]
    pub fn is_receiver(&self, agency: &AgencyId) -> bool {
        self.sent.is_some() && self.hand.as_ref().is_some_and(|hand| hand.to == *agency)
    }

    /// Whether who wrote it does it itself, so that nobody is to answer.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.hand.as_ref().zip(self.by.as_ref()).is_some_and(|(hand, by)| hand.to == by.agency)
    }

    /// What this organisation gave that might go along.
    pub fn given_by<'a>(&'a self, agency: &'a AgencyId) -> impl Iterator<Item = &'a Enclosed> {
        self.items.iter().filter(move |item| item.agency == *agency)
    }

    /// Whether its giver said yes to it.
    #[must_use]
    pub fn goes(&self, item: &Enclosed) -> bool {
        self.said.get(&item.no).is_some_and(|said| matches!(said.reply, Reply::Yes { .. }))
    }

    /// Whether it goes when it is sent on this day: with a yes, and where that rests on a decision, one that still holds; and not what was shared
    /// until a day before it.
    pub(in crate::referral) fn goes_on(&self, item: &Enclosed, day: Date) -> bool {
        let decided = self.said.get(&item.no).and_then(|said| said.ground.as_ref()?.decided.as_ref());
        self.goes(item)
            && !self.is_in_doubt(item.no)
            && item.is_shared(day)
            && decided.is_none_or(|decided| decided.check(day).is_ok())
    }

    /// What waits for a word of who gave it.
    pub fn unanswered(&self) -> impl Iterator<Item = &Enclosed> {
        self.items.iter().filter(|item| self.state == State::Asking && !self.said.contains_key(&item.no))
    }

    /// In which events lies what does not go along, so that it is erased with what is sent.
    #[must_use]
    pub fn left_out(&self, day: Date) -> Vec<u64> {
        let goes = |no: &u32| self.items.iter().any(|item| item.no == *no && self.goes_on(item, day));
        self.came_in.iter().filter(|(no, _)| !goes(no)).map(|(_, seq)| *seq).collect()
    }

    /// In which events lies what would have gone along, where it was not sent: it is erased when it ends so.
    #[must_use]
    pub fn never_sent(&self) -> Vec<u64> {
        let asking = self.state == State::Asking;
        self.came_in.iter().filter(|_| asking).map(|(_, seq)| *seq).collect()
    }

    /// Whether it was said at the table that this is not right, and who gave it has yet to look.
    #[must_use]
    pub fn is_in_doubt(&self, no: u32) -> bool {
        self.doubted.contains(&no)
    }

    /// In which event this item lies.
    #[must_use]
    pub fn event_of(&self, no: u32) -> Option<u64> {
        self.came_in.iter().find(|(one, _)| *one == no).map(|(_, seq)| *seq)
    }
}
