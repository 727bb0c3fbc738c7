//! What can happen when a case scales up or down.

use super::parts::{Answer, Asking, Criteria};
use super::words::Duty;
use kernel::{AgencyId, Date, Line, Note, PersonId, Say};
use serde::{Deserialize, Serialize};
use vault::Touch;

/// What happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "s", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant carries what its own type documents")]
pub enum Scaled {
    /// It was agreed when the help moves.
    CriteriaSet { criteria: Criteria, why: Note },
    /// Somebody was named for a responsibility.
    DutyNamed { duty: Duty, agency: AgencyId, who: Line },
    /// Nobody has it; somebody sees to that.
    DutyVacant { duty: Duty, agency: AgencyId, by: Date },
    /// The organisation does it, or not.
    DutyAnswered { duty: Duty, refused: Option<Note> },
    /// A hand-over was offered.
    HandoverOffered { to: AgencyId, points: Vec<Note>, contact: Line },
    /// It is taken over, or not.
    HandoverAnswered { refused: Option<Note> },
    /// A question was asked.
    Asked(Asking),
    /// Something was added to it.
    Added { no: u32, text: Note },
    /// An answer was put before the three.
    AnswerDrafted { no: u32, answer: Answer },
    /// One of the three agreed with it.
    AnswerKeyTurned { no: u32, agency: AgencyId, person: PersonId },
    /// The process director answered.
    Answered { no: u32, answer: Answer },
}

impl Scaled {
    /// One line, without content.
    pub(in crate::case) fn tell(&self) -> Say {
        match self {
            Self::CriteriaSet { .. } => {
                Say::of("Afgesproken wanneer de casus op- of afschaalt", "Agreed when the case scales up or down")
            }
            Self::DutyNamed { duty, .. } => named(*duty, "Voorgesteld wie aan zet is", "Proposed as responsible"),
            Self::DutyVacant { duty, .. } => named(*duty, "Nog niemand aan zet", "Nobody responsible yet"),
            Self::DutyAnswered { duty, refused: None } => named(*duty, "Neemt dit op zich", "Takes this on"),
            Self::DutyAnswered { duty, refused: Some(_) } => {
                named(*duty, "Neemt dit niet op zich", "Does not take this on")
            }
            Self::HandoverOffered { .. } => Say::of("Overdracht aangeboden", "Hand-over offered"),
            Self::HandoverAnswered { refused: None } => Say::of("Overdracht aangenomen", "Hand-over accepted"),
            Self::HandoverAnswered { refused: Some(_) } => {
                Say::of("Overdracht niet aangenomen", "Hand-over not accepted")
            }
            Self::Asked(asking) => {
                // To which level its page says, in the words of the house.
                if asking.is_up() {
                    Say::of("Vraagt om op te schalen", "Asks to scale up")
                } else {
                    Say::of("Vraagt om terug te geven", "Asks to give back")
                }
            }
            Self::Added { .. } => {
                Say::of("Vraag om op of af te schalen aangevuld", "Added to the question to scale up or down")
            }
            Self::AnswerDrafted { .. } => {
                Say::of("Antwoord op op- of afschalen voorgelegd", "Answer on scaling up or down put before the three")
            }
            Self::AnswerKeyTurned { .. } => {
                Say::of("Sleutel omgedraaid voor op- of afschalen", "Key turned for scaling up or down")
            }
            Self::Answered { answer, .. } => {
                let says = answer.decision.outcome.says();
                Say::made(
                    format!("Geantwoord op de vraag om op of af te schalen: {}", says.nl),
                    format!("Answered the question to scale up or down: {}", says.en),
                )
            }
        }
    }

    /// What it is in the way of.
    pub(in crate::case) fn touches(&self) -> Touch {
        match self {
            // A second question beside one that waits is refused with its day, which says more than a clash does.
            Self::Asked(_) => Touch::Adds,
            Self::CriteriaSet { .. } => Touch::Writes("criteria".into()),
            Self::DutyNamed { duty, .. } | Self::DutyVacant { duty, .. } => Touch::writes("duty", duty.word()),
            Self::DutyAnswered { duty, .. } => Touch::signs("duty", duty.word()),
            Self::HandoverOffered { .. } => Touch::Writes("handover".into()),
            Self::HandoverAnswered { .. } => Touch::Signs("handover".into()),
            // Who adds something says so beside what is being answered; whoever answers has seen it.
            Self::Added { no, .. } => Touch::writes("scaling", no),
            Self::AnswerDrafted { no, .. } | Self::Answered { no, .. } => Touch::signs("scaling", no),
            Self::AnswerKeyTurned { no, .. } => Touch::turns("scaling", no),
        }
    }
}

fn named(duty: Duty, nl: &str, en: &str) -> Say {
    let says = duty.says();
    Say::made(format!("{nl}: {}", says.nl), format!("{en}: {}", says.en))
}
