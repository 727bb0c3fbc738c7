//! What phones send, and what the room may read of it: counts of the room and short notes, never a row per person. An answer without
//! a name has nothing beside it: no moment, no order, no ticket.

use super::plan::{Sends, Step};
use kernel::{
    Line, Note, Refusal, Say,
    crowd::{self, Order, Tally, Told},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Below so many answers a step without names shows nothing (EVA-06, EVA-07).
pub const FLOOR: usize = crowd::FLOOR;

kernel::words! {
    /// How somebody stands to a statement.
    pub enum Vote {
        /// Agrees.
        Agree = "agree", "Eens", "Agree";
        /// Does not.
        Disagree = "disagree", "Oneens", "Disagree";
        /// Passes.
        Pass = "pass", "Ik sla over", "I pass";
    }
}

/// A note, under a heading where the step has headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Under which heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<usize>,
    /// What it says.
    pub text: Note,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// A vote on each statement, in their order.
    Votes(Vec<Vote>),
    /// The number of the choice.
    Pick(usize),
    /// Short notes.
    Notes(Vec<Said>),
}

/// One slip in the box of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Whose, in a step with names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Line>,
    /// What.
    pub given: Given,
    /// Whether it came after the step was closed; where it lies says so, not what was sent.
    #[serde(skip)]
    pub late: bool,
}

/// What a phone is called in steps with names. Nothing of it goes into a step without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// The name it gave.
    pub name: Line,
}

/// Which part a phone plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plays {
    /// Its number.
    pub part: usize,
}

/// The most notes on one slip where the step has no headings.
pub const NOTES_ON_A_SLIP: usize = 3;
/// The longest a note on a phone may be.
pub const NOTE_LENGTH: usize = 280;

impl Answer {
    /// Whether this answer belongs to this step.
    ///
    /// # Errors
    /// What is missing or does not belong.
    pub fn check(&self, step: &Step) -> Result<(), Refusal> {
        const OTHER: Refusal = Refusal::of(
            "Dit antwoord hoort bij een andere stap. Kijk wat er nu wordt gevraagd.",
            "This answer belongs to another step. See what is asked now.",
        );
        if step.is_anonymous() != self.by.is_none() {
            const NAME: Refusal = Refusal::of("Vul uw naam in.", "Fill in your name.");
            return Err(if step.is_anonymous() { OTHER } else { NAME.at("name") });
        }
        match (&self.given, step.kind.sends()) {
            (Given::Votes(votes), Sends::Votes) if votes.len() == step.items.len() => Ok(()),
            (Given::Pick(choice), Sends::Pick) if *choice < step.items.len() => Ok(()),
            (Given::Notes(notes), Sends::Notes) => check_notes(notes, step),
            (Given::Votes(_) | Given::Pick(_) | Given::Notes(_), _) => Err(OTHER),
        }
    }
}

fn check_notes(notes: &[Said], step: &Step) -> Result<(), Refusal> {
    const NOTHING: Refusal = Refusal::of("Schrijf minstens één briefje.", "Write at least one note.");
    const MANY: Refusal = Refusal::of("Dit zijn te veel briefjes tegelijk.", "These are too many notes at once.");
    const LONG: Refusal =
        Refusal::of("Houd een briefje kort: hooguit 280 tekens.", "Keep a note short: 280 characters at most.");
    if notes.is_empty() {
        return Err(NOTHING);
    }
    if notes.len() > step.items.len().max(NOTES_ON_A_SLIP) {
        return Err(MANY);
    }
    if notes.iter().any(|n| n.text.as_str().chars().count() > NOTE_LENGTH) {
        return Err(LONG);
    }
    let placed = |n: &Said| n.under.map_or(step.items.is_empty(), |u| u < step.items.len());
    if notes.iter().all(placed) { Ok(()) } else { Err(MANY) }
}

/// Which note on which slip, for hiding one and for putting notes together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Mark(String);

impl Mark {
    /// Note number `n` on this slip.
    #[must_use]
    pub fn of(slip: &str, n: usize) -> Self {
        Self(format!("{slip}.{n}"))
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Mark {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        let fits = text.split_once('.').is_some_and(|(slip, n)| {
            (1..=64).contains(&slip.len()) && slip.bytes().all(plain) && n.parse::<u8>().is_ok()
        });
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refusal::of("Dit briefje bestaat niet.", "This note does not exist."))
        }
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(|r: Refusal| serde::de::Error::custom(r.why.en))
    }
}

/// A note as the room may read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// Which note.
    pub mark: Mark,
    /// Under which heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<usize>,
    /// Whose, in a step with names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Line>,
    /// What it says.
    pub text: Note,
    /// Whether it came with a name after the step was closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
}

/// What may be read of the answers to a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "of", rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing was asked.
    Nothing,
    /// The answers are still open; without names they stay closed until then.
    Open,
    /// Fewer answers than may be shown.
    TooFew,
    /// How many agree, do not, and pass, per statement, as it was kept before [`Outcome::Told`] was there.
    Votes(Vec<[usize; 3]>),
    /// How many chose each: likewise.
    Picks(Vec<usize>),
    /// What may be told of the answers, per statement or of the one choice.
    Told(Vec<Told>),
    /// The notes.
    Notes(Vec<Shared>),
}

/// The answers to a statement in the order in which they are told: those who pass stand between the others.
const VOTES: [Vote; 3] = [Vote::Agree, Vote::Pass, Vote::Disagree];

impl Outcome {
    /// The notes, where it is notes.
    #[must_use]
    pub fn notes(self) -> Vec<Shared> {
        match self {
            Self::Notes(notes) => notes,
            Self::Nothing | Self::Open | Self::TooFew | Self::Votes(_) | Self::Picks(_) | Self::Told(_) => Vec::new(),
        }
    }

    /// What may be told of it, statement by statement. Counts of a step without names go through the rule, whenever they were kept; those of
    /// a step with names are told as they are. Empty where there is nothing that was counted.
    #[must_use]
    pub fn told(&self, step: &Step) -> Vec<Told> {
        let judged = |given: Vec<usize>, order: Order| judge(step, &Tally::stored(given, 0), order);
        match self {
            Self::Told(told) => told.clone(),
            Self::Votes(all) => {
                let one = |[agree, disagree, pass]: &[usize; 3]| judged(vec![*agree, *pass, *disagree], Order::Scale);
                all.iter().map(one).collect()
            }
            Self::Picks(given) => vec![judged(given.clone(), Order::Choice)],
            Self::Nothing | Self::Open | Self::TooFew | Self::Notes(_) => Vec::new(),
        }
    }
}

/// What may be told of answers to this step: what was said under a name is no secret of the room.
fn judge(step: &Step, tally: &Tally, order: Order) -> Told {
    if step.is_anonymous() { tally.told(order, FLOOR) } else { tally.in_the_open() }
}

/// The answers that a phone could choose from in a step, in the order in which they are told.
#[must_use]
pub fn answers_of(step: &Step) -> Vec<Say> {
    match step.kind.sends() {
        Sends::Votes => VOTES.map(Vote::says).to_vec(),
        Sends::Pick => step.items.iter().map(super::words::Words::say).collect(),
        Sends::Nothing | Sends::Part | Sends::Notes => Vec::new(),
    }
}

/// What may be read of a step: nothing without a name before the answers are closed, and nothing under the floor. So nobody can see a
/// count or a note appear at the moment that somebody puts a phone down.
#[must_use]
pub fn outcome(step: &Step, closed: bool, slips: &[(String, Answer)]) -> Outcome {
    if step.is_anonymous() && !closed {
        return Outcome::Open;
    }
    if step.is_anonymous() && slips.len() < FLOOR {
        return Outcome::TooFew;
    }
    match step.kind.sends() {
        Sends::Nothing | Sends::Part => Outcome::Nothing,
        Sends::Votes => Outcome::Told(heard(step, slips)),
        Sends::Pick => Outcome::Told(vec![chosen(step, slips)]),
        Sends::Notes => Outcome::Notes(notes(slips)),
    }
}

/// What may be told of each statement.
fn heard(step: &Step, slips: &[(String, Answer)]) -> Vec<Told> {
    let on = |statement: usize| {
        let place = |answer: &Answer| match &answer.given {
            Given::Votes(votes) => {
                let vote = votes.get(statement)?;
                VOTES.iter().position(|one| one == vote).and_then(|place| u16::try_from(place).ok())
            }
            Given::Pick(_) | Given::Notes(_) => None,
        };
        judge(step, &Tally::of(VOTES.len(), slips.iter().map(|(_, answer)| place(answer))), Order::Scale)
    };
    (0..step.items.len()).map(on).collect()
}

/// What may be told of the choice.
fn chosen(step: &Step, slips: &[(String, Answer)]) -> Told {
    let place = |answer: &Answer| match &answer.given {
        Given::Pick(choice) => u16::try_from(*choice).ok(),
        Given::Votes(_) | Given::Notes(_) => None,
    };
    judge(step, &Tally::of(step.items.len(), slips.iter().map(|(_, answer)| place(answer))), Order::Choice)
}

/// The notes under their headings, mixed: nobody reads from where one lies who was first, nor which came from one phone.
fn notes(slips: &[(String, Answer)]) -> Vec<Shared> {
    let mut all: Vec<Shared> = slips
        .iter()
        .filter_map(|(id, answer)| match &answer.given {
            Given::Notes(notes) => Some((id, answer, notes)),
            Given::Votes(_) | Given::Pick(_) => None,
        })
        .flat_map(|(id, answer, notes)| {
            notes.iter().enumerate().map(move |(n, said)| Shared {
                mark: Mark::of(id, n),
                under: said.under,
                by: answer.by.clone(),
                text: said.text.clone(),
                // Without a name that would tell those who wrote on from the others.
                late: answer.late && answer.by.is_some(),
            })
        })
        .collect();
    crowd::mixed(&mut all, "", |one: &Shared| one.mark.to_string());
    all.sort_by_key(|one| one.under);
    all
}
