//! What the table keeps of what it handed over: to what and to whom, and what came of it. Nothing of what was written for the other table.

use super::{State, Table};
use kernel::{AgencyId, Date, DossierId, Refusal, Say, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, Stamp};

kernel::words! {
    /// What came of it.
    pub enum Came {
        TakenOn = "taken-on", "Opgepakt", "Taken on";
        Declined = "declined", "Niet opgepakt", "Not taken on";
        Over = "over", "Beëindigd", "Ended";
    }
}

impl Came {
    /// What a table hears of a referral that stands so.
    #[must_use]
    pub fn of(state: State) -> Option<Self> {
        match state {
            State::TakenOn => Some(Self::TakenOn),
            State::Declined => Some(Self::Declined),
            State::Over => Some(Self::Over),
            State::Asking | State::Sent | State::AskedBack => None,
        }
    }
}

/// To what, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferredTo {
    /// The referral itself.
    pub id: DossierId,
    /// To what.
    pub table: Table,
    /// Which organisation answers for that.
    pub to: AgencyId,
    /// By when an answer was asked.
    pub answer_by: Date,
    /// Its last day.
    pub until: Date,
}

/// What happens at the table with what it hands over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "s", rename_all = "kebab-case")]
pub enum Referred {
    /// It was handed over.
    Begun(ReferredTo),
    /// Who sent it read what came of it.
    Heard {
        /// Of which.
        id: DossierId,
        /// What.
        came: Came,
    },
}

impl Referred {
    /// One line, without content.
    #[must_use]
    pub fn tell(&self) -> Say {
        match self {
            Self::Begun(_) => Say::of("Doorgeleid naar een andere tafel", "Referred to another table"),
            Self::Heard { came: Came::TakenOn, .. } => {
                Say::of("De andere tafel pakt de doorgeleiding op", "The other table takes on the referral")
            }
            Self::Heard { came: Came::Declined, .. } => Say::of(
                "De andere tafel pakt de doorgeleiding niet op",
                "The other table does not take on the referral",
            ),
            Self::Heard { came: Came::Over, .. } => Say::of("Een doorgeleiding is beëindigd", "A referral has ended"),
        }
    }
}

/// One that was handed over, as its table keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// To what, and to whom.
    pub to: ReferredTo,
    /// Who handed it over.
    pub by: Author,
    /// When.
    pub on: Date,
    /// What came of it, and since when that is known here.
    pub came: Option<(Came, Date)>,
}

/// All of them, the first one first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referrals(Vec<Handed>);

impl Referrals {
    /// Takes in what happened.
    pub fn take_in(&mut self, what: &Referred, stamp: &Stamp) {
        let today = local_day(stamp.at);
        match what {
            Referred::Begun(to) => {
                self.0.push(Handed { to: to.clone(), by: stamp.author(), on: today, came: None });
            }
            Referred::Heard { id, came } => {
                if let Some(one) = self.0.iter_mut().find(|one| one.to.id == *id) {
                    one.came = Some((*came, today));
                }
            }
        }
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Handed> {
        self.0.iter()
    }

    /// Whether nothing was handed over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What this table hears of one of its referrals.
    ///
    /// # Errors
    /// A sentence when it is none of this table, or that was heard.
    pub fn hear(&self, id: DossierId, came: Came) -> Result<Referred, Refusal> {
        let waits = |one: &Handed| one.to.id == id && one.came.is_none_or(|(known, _)| known != came);
        if self.0.iter().any(waits) {
            return Ok(Referred::Heard { id, came });
        }
        Err(Refusal::of("Dit is hier al bekend.", "This is already known here."))
    }
}

impl<'a> IntoIterator for &'a Referrals {
    type Item = &'a Handed;
    type IntoIter = std::slice::Iter<'a, Handed>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
