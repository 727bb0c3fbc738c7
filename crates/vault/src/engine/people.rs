//! Who acts and for whom: roles, kinds of organisation, organisations, people. It holds no rule; what a role may do, the policies say.

use crate::engine::{office::Office, tier::Tier};
use kernel::{AgencyId, Date, HouseId, Line, MunicipalityId, PersonId};
use serde::{Deserialize, Serialize};

/// Nobody and their organisation, as log and rules know them: whoever holds a code.
pub(crate) const NOBODY: &str = "houder";

/// What a person does at the agency, as the policies use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Municipal expert CTER, designated by the municipalities.
    Expert,
    /// Municipal official for public order and safety.
    Official,
    /// The mayor, or who acts for the mayor by mandate.
    Mayor,
    /// Police.
    Police,
    /// Public prosecutor.
    Prosecutor,
    /// Guards the process of the house.
    ProcessDirector,
    /// Coordinates the plan of a case.
    CaseDirector,
    /// Professional of a case partner such as probation; at a municipality, of its college.
    Partner,
    /// Professional of an organisation that is only ever an incidental third party.
    Guest,
    /// Privacy officer (FG).
    PrivacyOfficer,
    /// Member of the legality advisory committee (RAC).
    Legality,
    /// Evaluator.
    Evaluator,
    /// Keeps the system running; sees no content.
    Keeper,
    /// Trainer of the national flexteam: leads sessions, sees no dossier about a person.
    Flexteam,
    /// Nobody's account: somebody who holds a code or a link, such as a participant in a session.
    Bearer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 15] = [
        Self::Expert,
        Self::Official,
        Self::Mayor,
        Self::Police,
        Self::Prosecutor,
        Self::ProcessDirector,
        Self::CaseDirector,
        Self::Partner,
        Self::Guest,
        Self::PrivacyOfficer,
        Self::Legality,
        Self::Evaluator,
        Self::Keeper,
        Self::Flexteam,
        Self::Bearer,
    ];

    /// The word in policies and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Expert => "expert",
            Self::Official => "official",
            Self::Mayor => "mayor",
            Self::Police => "police",
            Self::Prosecutor => "prosecutor",
            Self::ProcessDirector => "process-director",
            Self::CaseDirector => "case-director",
            Self::Partner => "partner",
            Self::Guest => "guest",
            Self::PrivacyOfficer => "privacy-officer",
            Self::Legality => "legality",
            Self::Evaluator => "evaluator",
            Self::Keeper => "keeper",
            Self::Flexteam => "flexteam",
            Self::Bearer => "bearer",
        }
    }

    /// Whether who works as this can be named for a table about a person. Who guards the law, the system or the learning cannot.
    #[must_use]
    pub fn sits(self) -> bool {
        match self {
            Self::Expert
            | Self::Official
            | Self::Mayor
            | Self::Police
            | Self::Prosecutor
            | Self::ProcessDirector
            | Self::CaseDirector
            | Self::Partner
            | Self::Guest => true,
            Self::PrivacyOfficer | Self::Legality | Self::Evaluator | Self::Keeper | Self::Flexteam | Self::Bearer => {
                false
            }
        }
    }

    /// Whether who works as this can hold a seat of this sort where persons sit. From outside looks only who guards the law, and who guards the law
    /// sits nowhere else.
    #[must_use]
    pub(crate) fn may_hold(self, tier: Tier) -> bool {
        if tier == Tier::Reviewer { self == Self::Legality } else { self.sits() }
    }

    /// The role with this word, of those that an account may have.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.word() == word && *r != Self::Bearer)
    }
}

/// What sort of organisation an agency is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgencyKind {
    /// A municipality, with its mayor and its college.
    Municipality,
    /// Police.
    Police,
    /// Public Prosecution Service (OM).
    Prosecution,
    /// Probation (reclassering).
    Probation,
    /// Child Protection Board (RvdK).
    ChildProtection,
    /// Mental-health or other care.
    Care,
    /// A school.
    School,
    /// A Zorg- en Veiligheidshuis: no participant in law; its staff act by designation or as support (U-09).
    SafetyHouse,
    /// An oversight body: FG, RAC.
    Oversight,
    /// Anything else, such as a research bureau or the keeper of the system.
    Other,
}

impl AgencyKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Municipality,
        Self::Police,
        Self::Prosecution,
        Self::Probation,
        Self::ChildProtection,
        Self::Care,
        Self::School,
        Self::SafetyHouse,
        Self::Oversight,
        Self::Other,
    ];

    /// The word in policies and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Police => "police",
            Self::Prosecution => "prosecution",
            Self::Probation => "probation",
            Self::ChildProtection => "child-protection",
            Self::Care => "care",
            Self::School => "school",
            Self::SafetyHouse => "safety-house",
            Self::Oversight => "oversight",
            Self::Other => "other",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// An organisation in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// What sort.
    pub kind: AgencyKind,
    /// What people call it.
    pub name: Line,
    /// The house it mainly works in.
    pub house: HouseId,
    /// For a municipality: itself. For the experts: every municipality that designated them. For others: those they serve.
    pub municipalities: Vec<MunicipalityId>,
    /// Who names the persons that sit for it, who holds its office and who turns its keys by mandate.
    pub office: Office,
}

/// Who acts: a person with an account, for one agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub name: Line,
    /// The person's function, in their own words.
    pub function: Line,
    /// As what.
    pub role: Role,
    /// For whom.
    pub agency: Agency,
    /// Whether the designation by the agency is valid today (PAR-07, ACC-11).
    pub designated: bool,
    /// The account by which they log in, where this is another designation of the same human.
    pub login: Option<PersonId>,
    /// The request in which they act: what ties its lines in the book to each other and to those of the log.
    pub trace: Option<String>,
}

impl Actor {
    /// The account by which they log in.
    #[must_use]
    pub fn login(&self) -> &PersonId {
        self.login.as_ref().unwrap_or(&self.person)
    }

    /// Whether they name who sits for their organisation.
    #[must_use]
    pub fn is_at_desk(&self) -> bool {
        self.role.sits() && self.agency.office.desk.persons.contains(&self.person)
    }

    /// The same person in a request, whose word stands in the log.
    #[must_use]
    pub fn in_request(self, trace: &str) -> Self {
        Self { trace: Some(trace.to_owned()).filter(|t| !t.is_empty()), ..self }
    }
}

/// Somebody with an account, as colleagues know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// For whom they work.
    pub agency: AgencyId,
    /// As what.
    pub role: Role,
    /// Their name.
    pub name: Line,
    /// Their function.
    pub function: Line,
    /// The last day of the designation.
    pub until: Option<Date>,
    /// The account by which they log in, where this is another designation of the same human.
    pub login: Option<PersonId>,
}

impl Colleague {
    /// The account by which they log in.
    #[must_use]
    pub fn login(&self) -> &PersonId {
        self.login.as_ref().unwrap_or(&self.person)
    }

    /// Whether they may be named for a table about a person on this day.
    #[must_use]
    pub fn can_sit(&self, day: Date) -> bool {
        self.role.sits() && self.until.is_none_or(|until| day <= until)
    }
}
