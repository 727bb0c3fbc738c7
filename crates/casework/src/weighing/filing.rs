//! What came to the table: the aanmelding as it was filed, and the two things that may be added before the judgement:
//! the answer to a question, and what the college of the municipality of stay supplies (Wgpga art. 5 lid 3 en 7).
//!
//! It is a snapshot. What happens to the signal afterwards does not change what the trio judged.

use kernel::{AgencyId, Bsn, Date, DossierId, HouseId, Line, MunicipalityId, Note, Say};
use serde::{Deserialize, Serialize};

/// One observed fact, apart from anybody's reading of it (WEG-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsFiled {
    /// What was seen or heard.
    pub text: Note,
    /// When.
    pub on: Option<Date>,
    /// By whom, as a function or a relation; never more than is needed.
    pub observer: Option<Line>,
    /// Whether the observer was there.
    pub first_hand: bool,
}

/// The person or organisation the aanmelding is about (REG-05).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Name as known.
    pub name: Line,
    /// Whether it is a legal person; it has no birthday and no number.
    #[serde(default)]
    pub organisation: bool,
    /// Date of birth, where known.
    pub born: Option<Date>,
    /// Citizen service number, where known and lawful.
    pub bsn: Option<Bsn>,
}

/// To whom an aanmelding may be addressed: these three and nobody else (WEG-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Addressee {
    /// The police.
    Police,
    /// The Public Prosecution Service.
    Prosecution,
    /// The mayor of the municipality of stay.
    Mayor,
}

impl Addressee {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Police, Self::Prosecution, Self::Mayor];

    /// The word in forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::Prosecution => "prosecution",
            Self::Mayor => "mayor",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Police => Say::of("de politie", "the police"),
            Self::Prosecution => Say::of("het Openbaar Ministerie", "the Public Prosecution Service"),
            Self::Mayor => Say::of("de burgemeester", "the mayor"),
        }
    }
}

/// The participant that brought the signals, with a person to ask (PRV-05).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filer {
    /// Which organisation.
    pub agency: AgencyId,
    /// Whom to ask there, and how to reach them.
    pub contact: Line,
}

/// The aanmelding as it lay on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The signal it came from.
    pub signal: DossierId,
    /// What colleagues call it aloud.
    pub reference: Line,
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// The house in whose region it lies.
    pub house: HouseId,
    /// About whom.
    pub subject: Subject,
    /// The observed facts.
    pub facts: Vec<AsFiled>,
    /// How the reporter reads them; a reading, never a fact.
    pub reading: Option<Note>,
    /// Who filed it.
    pub filer: Filer,
    /// To whom.
    pub addressee: Addressee,
    /// Municipality of stay, police, OM; in this order.
    pub trio: [AgencyId; 3],
    /// The agency of the house, which guards the process.
    pub director: AgencyId,
    /// The day it was filed.
    pub opened: Date,
    /// Whether the signal said that it cannot wait.
    #[serde(default)]
    pub acute: bool,
}

/// What a consulted organisation says. An empty seat is an answer too, as long as it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "text", rename_all = "kebab-case")]
pub enum Answer {
    /// It knows something, and says it.
    Information(Note),
    /// It knows nothing.
    NothingKnown,
    /// It may not say; the ground stays with the organisation unless it gives it (U-11).
    MayNotShare(Option<Note>),
}

/// What the college may supply (Wgpga art. 4, 5 lid 7 en 8). Other kinds of data cannot be named, so they cannot be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Who the person is and where the person lives.
    PersonAndAddress,
    /// Behaviour and statements.
    Behaviour,
    /// Family, school, work, income, housing.
    SocialSituation,
    /// Help that was given or offered before.
    EarlierSupport,
    /// Religious or philosophical belief: special, only where needed.
    Belief,
    /// Political opinion: special, only where needed.
    PoliticalOpinion,
    /// Racial or ethnic origin: special, only where needed.
    Origin,
    /// Health: special, only where needed.
    Health,
}

impl Category {
    /// Every category that may be supplied.
    pub const ALL: [Self; 8] = [
        Self::PersonAndAddress,
        Self::Behaviour,
        Self::SocialSituation,
        Self::EarlierSupport,
        Self::Belief,
        Self::PoliticalOpinion,
        Self::Origin,
        Self::Health,
    ];

    /// The word in forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::PersonAndAddress => "person-and-address",
            Self::Behaviour => "behaviour",
            Self::SocialSituation => "social-situation",
            Self::EarlierSupport => "earlier-support",
            Self::Belief => "belief",
            Self::PoliticalOpinion => "political-opinion",
            Self::Origin => "origin",
            Self::Health => "health",
        }
    }

    /// Whether it is a special category of personal data (Wgpga art. 8 lid 1).
    #[must_use]
    pub fn is_special(self) -> bool {
        match self {
            Self::Belief | Self::PoliticalOpinion | Self::Origin | Self::Health => true,
            Self::PersonAndAddress | Self::Behaviour | Self::SocialSituation | Self::EarlierSupport => false,
        }
    }

    /// What people call it.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::PersonAndAddress => Say::of("persoon en adres", "person and address"),
            Self::Behaviour => Say::of("gedrag en uitspraken", "behaviour and statements"),
            Self::SocialSituation => Say::of("gezin, school, werk en wonen", "family, school, work and housing"),
            Self::EarlierSupport => Say::of("eerdere hulp", "earlier support"),
            Self::Belief => Say::of("geloof of levensovertuiging (bijzonder)", "religion or belief (special)"),
            Self::PoliticalOpinion => Say::of("politieke opvatting (bijzonder)", "political opinion (special)"),
            Self::Origin => Say::of("afkomst (bijzonder)", "origin (special)"),
            Self::Health => Say::of("gezondheid (bijzonder)", "health (special)"),
        }
    }
}
