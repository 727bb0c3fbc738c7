//! What goes to another house, as it is written in the sealed file: plain JSON with a version. It names organisations and people as they are called,
//! for they have no seat and no number there. What does not go is not hinted at: nothing in here counts what lies on the table.

use super::ground::TransferGround;
use crate::case::contribution::Nature;
use crate::case::offering::Source;
use crate::case::opening::{CaseKind, Regime, Subject};
use kernel::{Date, Line, Note, Prose};
use serde::{Deserialize, Serialize};

/// The version of what is written here; a later one is refused with a sentence.
pub const VERSION: u32 = 1;
/// What is sealed is filled up to a multiple of this, so that its size tells little.
const BLOCK: usize = 4096;

/// Who sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The house.
    pub house: Line,
    /// The municipality of stay.
    pub municipality: Line,
    /// The organisation.
    pub organisation: Line,
    /// Who sent it.
    pub by: PackedName,
}

/// Somebody, as they were called when they did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedName {
    /// Their name.
    pub name: Line,
    /// Their function.
    pub function: Line,
    /// Their organisation.
    pub organisation: Line,
}

/// Something that lay on the table, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedItem {
    /// What it says.
    pub text: Note,
    /// Seen or concluded.
    pub nature: Nature,
    /// Who gave it, when, as what and why.
    #[serde(flatten)]
    pub source: Source,
}

/// What the table wanted to reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedGoal {
    /// What.
    pub text: Note,
    /// How one sees that it is reached.
    pub seen_by: Note,
}

/// Who would do what by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedAgreement {
    /// Who.
    pub organisation: Line,
    /// What.
    pub what: Note,
    /// By when.
    pub due: Date,
    /// How far it is, in the word of the register: `accepted`, `kept`.
    pub stands: String,
}

/// What the three decided on the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedDecision {
    /// The word of the outcome.
    pub outcome: String,
    /// What was asked.
    pub question: Note,
    /// What was weighed.
    pub considerations: Prose,
    /// Who saw it differently, and how.
    pub dissent: Option<Note>,
    /// On which ground.
    pub ground: Note,
    /// What the partners expected of each other.
    pub expectation: Note,
    /// When.
    pub on: Date,
    /// Who decided.
    pub by: Vec<PackedName>,
}

/// Everything that goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// Of this form.
    pub version: u32,
    /// By which both houses know it.
    pub id: String,
    /// The day on which it was sent.
    pub sent: Date,
    /// Who sends it.
    pub from: Sender,
    /// For which municipality.
    pub municipality: Line,
    /// On which ground.
    pub ground: TransferGround,
    /// Why.
    pub why: Note,
    /// Under which law the case ran.
    pub regime: Regime,
    /// What sort of case it was.
    pub kind: CaseKind,
    /// About whom.
    pub subject: Subject,
    /// What it was called.
    pub title: Line,
    /// What gave cause.
    pub summary: Note,
    /// What it was for.
    pub purpose: Note,
    /// What lay on the table and goes along.
    pub items: Vec<PackedItem>,
    /// Goals that go along.
    pub goals: Vec<PackedGoal>,
    /// Agreements that go along.
    pub agreements: Vec<PackedAgreement>,
    /// The plan that the three agreed on, if it goes along.
    pub decision: Option<PackedDecision>,
}

/// Why bytes that opened are no package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPackage {
    /// Of a later program.
    Later,
    /// Not what it should be.
    Other,
}

impl Package {
    /// As it is sealed.
    #[must_use]
    pub fn written(&self) -> Vec<u8> {
        filled(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads it back: every text is as long and as clean as a text of its sort can be here.
    ///
    /// # Errors
    /// A later version, or something else.
    pub fn read(bytes: &[u8]) -> Result<Self, NoPackage> {
        #[derive(Deserialize)]
        struct Numbered {
            version: u32,
        }
        let numbered: Numbered = serde_json::from_slice(bytes).map_err(|_| NoPackage::Other)?;
        if numbered.version > VERSION {
            return Err(NoPackage::Later);
        }
        let package: Self = serde_json::from_slice(bytes).map_err(|_| NoPackage::Other)?;
        let is_id = package.id.len() == 32 && package.id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_id { Ok(package) } else { Err(NoPackage::Other) }
    }

    /// What of it the table there keeps to read, once the items are with who takes them over.
    #[must_use]
    pub fn arrival(self) -> (Arrival, Vec<PackedItem>) {
        let arrival = Arrival {
            from: self.from,
            ground: self.ground,
            why: self.why,
            sent: self.sent,
            goals: self.goals,
            agreements: self.agreements,
            decision: self.decision,
        };
        (arrival, self.items)
    }
}

/// What a case that came from another house keeps of that table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Who sent it.
    pub from: Sender,
    /// On which ground.
    pub ground: TransferGround,
    /// Why.
    pub why: Note,
    /// When.
    pub sent: Date,
    /// What that table wanted to reach.
    pub goals: Vec<PackedGoal>,
    /// What was agreed there.
    pub agreements: Vec<PackedAgreement>,
    /// What the three there decided.
    pub decision: Option<PackedDecision>,
}

/// What the other house answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Who says so.
    pub by: PackedName,
    /// When.
    pub on: Date,
    /// Why it is not taken over; nothing where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<Note>,
}

/// The answer as it goes back, sealed: of which hand-over, and nothing of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Of this form.
    pub version: u32,
    /// Of which hand-over.
    pub id: String,
    /// What.
    pub answer: Answer,
    /// Which municipality says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<Line>,
}

impl Receipt {
    /// Whether it is taken over.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.answer.declined.is_none()
    }

    /// As it is sealed.
    #[must_use]
    pub fn written(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads it back; nothing where it is none of this version.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(bytes).ok().filter(|receipt| receipt.version == VERSION)
    }
}

/// Filled up with what a reader of JSON passes over.
fn filled(mut bytes: Vec<u8>) -> Vec<u8> {
    let length = bytes.len().next_multiple_of(BLOCK);
    bytes.resize(length, b' ');
    bytes
}
