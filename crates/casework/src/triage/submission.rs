//! What is submitted: about whom, why, what for, with whom, and what the person knows of it.

use super::words::{Criterion, Mark, NotYet};
use jiff::ToSpan;
use kernel::{AgencyId, Born, Bsn, Date, HouseId, Line, MunicipalityId, Note, Refusal, Say, day_month_year};
use serde::{Deserialize, Serialize};
use vault::{AgencyKind, Author};

/// What stays of it when the words are gone: which one, where, of whom. Nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is called.
    pub reference: Line,
    /// Where the person stays.
    pub municipality: MunicipalityId,
    /// In whose region that is.
    pub house: HouseId,
    /// The municipality of stay, police and OM: who hold the keys.
    pub trio: [AgencyId; 3],
    /// The organisation of the house, which guards the process.
    pub director: AgencyId,
    /// Who else sits at the triage.
    pub seats: Vec<AgencyId>,
    /// Who submitted it.
    pub submitter: Author,
    /// What their organisation was called on that day: lists, My work and agendas call the submission so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitter_called: Option<Line>,
    /// When: from that day on something of the person was processed.
    pub since: Date,
    /// After so many days what was decided on is destroyed, as the house had it set that day.
    pub keep: u16,
}

impl About {
    /// Whether this organisation says how it sees it: the three and who else sits there. Who guards the process does not.
    #[must_use]
    pub fn judges(&self, agency: &AgencyId) -> bool {
        self.trio.contains(agency) || self.seats.contains(agency)
    }

    /// Whether it sits at the triage.
    #[must_use]
    pub fn sits(&self, agency: &AgencyId) -> bool {
        self.judges(agency) || self.director == *agency
    }

    /// Everybody who says how it sees it, the three first.
    pub fn judging(&self) -> impl Iterator<Item = &AgencyId> {
        self.trio.iter().chain(self.seats.iter().filter(|seat| !self.trio.contains(seat)))
    }
}

/// About whom it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: Line,
    /// Date of birth, as far as it is known.
    pub born: Option<Born>,
    /// Citizen service number, where the law lets who submits it use that.
    pub bsn: Option<Bsn>,
    /// Where the person lives or stays.
    pub address: Option<Line>,
}

/// Who should come to the table, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wished {
    /// Which organisation, as it was written.
    pub organisation: Line,
    /// Why it is needed.
    pub why: Note,
}

/// What the person knows of it (AVG art. 14): not yet has a ground and a day on which that is looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Informed {
    /// The person was told.
    Told {
        /// On which day.
        on: Date,
    },
    /// Not yet.
    NotYet {
        /// On which ground.
        ground: NotYet,
        /// Why that holds here.
        why: Note,
        /// When it is looked at again.
        again: Date,
    },
}

impl Informed {
    /// Whether it can be so.
    ///
    /// # Errors
    /// A sentence when a day does not fit.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        match self {
            Self::Told { on } if *on > today => {
                Err(Refusal::of("Deze dag moet nog komen.", "This day is still to come.").at("told_on"))
            }
            Self::Told { .. } => Ok(()),
            Self::NotYet { again, .. } => {
                kernel::planned_later(*again, today).map_err(|no| no.at("told_again"))?;
                let last = today.saturating_add(LATER.months());
                if *again <= last {
                    return Ok(());
                }
                let last = day_month_year(last);
                Err(Refusal::from(Say::made(
                    format!("Stel dit hooguit een half jaar uit: tot en met {last}. Dan vragen wij het opnieuw."),
                    format!("Postpone this by half a year at most: until {last}. Then we ask again."),
                ))
                .at("told_again"))
            }
        }
    }
}

/// So many months at most somebody is not told before that is asked anew.
const LATER: i32 = 6;

/// What is said on one of the questions: whether it is so, and in words why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Whether it is so.
    pub mark: Mark,
    /// Why, in words; without them only where it is not known.
    pub words: Option<Note>,
}

/// All four, each with its answer. One cannot be left out, because the type has no place for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Problems in more than one area of life.
    pub problems: Answered,
    /// More than one chain needed.
    pub chains: Answered,
    /// Impact on family or those close by.
    pub family: Answered,
    /// Serious problem for local safety.
    pub safety: Answered,
}

impl Answers {
    /// What is said on this one.
    #[must_use]
    pub fn on(&self, criterion: Criterion) -> &Answered {
        match criterion {
            Criterion::Problems => &self.problems,
            Criterion::Chains => &self.chains,
            Criterion::Family => &self.family,
            Criterion::Safety => &self.safety,
        }
    }
}

/// The words of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// About whom.
    pub person: Person,
    /// Why it is submitted.
    pub reason: Note,
    /// What a table should achieve.
    pub goal: Note,
    /// Who should come to it.
    pub wished: Vec<Wished>,
    /// What is asked everywhere.
    pub answers: Answers,
    /// What the person knows.
    pub informed: Informed,
}

/// Whether an organisation of this kind takes part under the WGS at all (art. 2.27): who does not, submits nothing and sits at no triage.
#[must_use]
pub fn takes_part(kind: AgencyKind) -> bool {
    match kind {
        AgencyKind::Municipality
        | AgencyKind::Police
        | AgencyKind::Prosecution
        | AgencyKind::Probation
        | AgencyKind::ChildProtection
        | AgencyKind::Care => true,
        AgencyKind::School | AgencyKind::SafetyHouse | AgencyKind::Oversight | AgencyKind::Other => false,
    }
}
