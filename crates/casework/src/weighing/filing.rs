//! What came to the table: the aanmelding as it was filed, and the two things that may be added before the judgement:
//! the answer to a question, and what the college of the municipality of stay supplies (Wgpga art. 5 lid 3 en 7).
//!
//! It is a snapshot. What happens to the signal afterwards does not change what the trio judged.

use kernel::{AgencyId, Born, Bsn, Date, DossierId, HouseId, Line, MunicipalityId, Note, Observed, Terms};
use serde::{Deserialize, Serialize};

/// The person or organisation the aanmelding is about (REG-05).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Name as known.
    pub name: Line,
    /// Whether it is a legal person; it has no birthday and no number.
    #[serde(default)]
    pub organisation: bool,
    /// Date of birth, as far as it is known.
    pub born: Option<Born>,
    /// Whether it is not known yet who it is; then the name is a description.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unnamed: bool,
    /// Citizen service number, where known and lawful.
    pub bsn: Option<Bsn>,
}

kernel::words! {
    /// To whom an aanmelding may be addressed: these three and nobody else (WEG-02).
    pub enum Addressee {
        /// The police.
        Police = "police", "de politie", "the police";
        /// The Public Prosecution Service.
        Prosecution = "prosecution", "het Openbaar Ministerie", "the Public Prosecution Service";
        /// The mayor of the municipality of stay.
        Mayor = "mayor", "de burgemeester", "the mayor";
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
    pub facts: Vec<Observed>,
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
    /// The terms that held when it was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}

impl Filing {
    /// How long each step may take here.
    #[must_use]
    pub fn terms(&self) -> Terms {
        self.terms.unwrap_or_default()
    }
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

kernel::words! {
    /// What the college may supply (Wgpga art. 4, 5 lid 7 en 8). Other kinds of data cannot be named, so they cannot be entered.
    pub enum Category {
        /// Who the person is and where the person lives.
        PersonAndAddress = "person-and-address", "persoon en adres", "person and address";
        /// Behaviour and statements.
        Behaviour = "behaviour", "gedrag en uitspraken", "behaviour and statements";
        /// Family, school, work, income, housing.
        SocialSituation = "social-situation", "gezin, school, werk en wonen", "family, school, work and housing";
        /// Help that was given or offered before.
        EarlierSupport = "earlier-support", "eerdere hulp", "earlier support";
        /// Religious or philosophical belief: special, only where needed.
        Belief = "belief", "geloof of levensovertuiging (bijzonder)", "religion or belief (special)";
        /// Political opinion: special, only where needed.
        PoliticalOpinion = "political-opinion", "politieke opvatting (bijzonder)", "political opinion (special)";
        /// Racial or ethnic origin: special, only where needed.
        Origin = "origin", "afkomst (bijzonder)", "origin (special)";
        /// Health: special, only where needed.
        Health = "health", "gezondheid (bijzonder)", "health (special)";
    }
}

impl Category {
    /// Whether it is a special category of personal data (Wgpga art. 8 lid 1).
    #[must_use]
    pub fn is_special(self) -> bool {
        match self {
            Self::Belief | Self::PoliticalOpinion | Self::Origin | Self::Health => true,
            Self::PersonAndAddress | Self::Behaviour | Self::SocialSituation | Self::EarlierSupport => false,
        }
    }
}
