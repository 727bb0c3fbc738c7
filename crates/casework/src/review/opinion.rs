//! What who reviews says, and what the three answer. Reasons and recommendations: there is no mark, score or grade in it.

use kernel::{AgencyId, Date, Line, Note, Prose, Refusal};
use serde::{Deserialize, Serialize};

/// So many recommendations are answered one by one; who has more to say, says what matters most.
pub(super) const MOST: usize = 8;

/// A reasoned opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Whether it was necessary and proportionate, and why.
    pub necessary: Prose,
    /// Whether doubt was spoken, and what was done with it.
    pub doubt: Prose,
    /// Whether what somebody is called there is still carried by what is known.
    pub label: Prose,
    /// What should be done otherwise.
    pub recommendations: Vec<Note>,
}

impl Opinion {
    /// Whether it can be answered.
    ///
    /// # Errors
    /// A sentence when there are more recommendations than are answered.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.recommendations.len() <= MOST {
            return Ok(());
        }
        Err(Refusal::of(
            "Kies de acht aanbevelingen die er het meest toe doen.",
            "Choose the eight recommendations that matter most.",
        ))
    }

    /// The recommendation of this number, from 1.
    #[must_use]
    pub fn recommendation(&self, no: u32) -> Option<&Note> {
        let place = usize::try_from(no).ok()?.checked_sub(1)?;
        self.recommendations.get(place)
    }

    /// Their numbers.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + use<> {
        (1..).take(self.recommendations.len())
    }
}

kernel::words! {
    /// What is done with a recommendation.
    pub enum Follow {
        Taken = "taken", "Overgenomen", "Taken over";
        NotTaken = "not-taken", "Niet overgenomen", "Not taken over";
    }
}

/// What one of the three says to a recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// To which, by its number from 1.
    pub no: u32,
    /// Whether it is taken over.
    pub follow: Follow,
    /// Why, or why not.
    pub reason: Note,
    /// Who does it, as a function; where it is taken over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Line>,
    /// By which day; where it is taken over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

impl Answer {
    /// Whether it says what an answer must.
    ///
    /// # Errors
    /// A sentence with its field when it is taken over and nobody does it, or on no day to come.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        match (self.follow, &self.owner, self.day) {
            (Follow::NotTaken, _, _) => Ok(()),
            (Follow::Taken, None, _) => {
                Err(Refusal::of("Zeg wie dit doet: een functie, geen naam.", "Say who does this: a function, no name.")
                    .at("owner"))
            }
            (Follow::Taken, Some(_), None) => {
                Err(Refusal::of("Kies een dag waarop dit gedaan is.", "Choose a day by which this is done.").at("day"))
            }
            (Follow::Taken, Some(_), Some(day)) => kernel::planned(day, today).map_err(|no| no.at("day")),
        }
    }
}

/// The same with who answered, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// What.
    pub answer: Answer,
    /// For which organisation.
    pub agency: AgencyId,
    /// When.
    pub on: Date,
}
