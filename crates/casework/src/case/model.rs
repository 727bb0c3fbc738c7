//! The case as it follows from its events: what can happen, where it stands, and the questions that every part asks of it.

use super::authors::Authors;
use super::by_link::{AnswerLink, Linked};
use super::closing::{Closing, PendingClosing};
use super::contribution::{Answer, Asked, Item, Request};
use super::correcting::Correction;
use super::directing::{Direction, Directors};
use super::document::{Documents, OfDocument};
use super::doubting::{Doubt, Doubted};
use super::joining::Joining;
use super::offering::{Offer, Offers};
use super::opening::{Opening, Trio};
use super::participation::{Member, Pending, Proposal};
use super::plan::{
    Agreement, Declined, Declining, Evaluation, Factor, Goal, Intervention, Moment, Plan, PlanOutcome, Progress,
    Review, Scenario,
};
use super::purpose::Purpose;
use super::remarks::{Remark, Remarks};
use super::restated::{Restatings, SubjectRestated};
use super::results::{Feedback, Recipient};
use super::scaling::{Scaled, Scaling};
pub use super::state::State;
use super::transferring::{Arrival, Moved, Transferring};
use super::turning::CaseTurn;
use crate::outgoing::{Outgoing, Statement};
use crate::referral::{Referrals, Referred};
use crate::review::{Overseeings, Overseen};
use crate::table::{Decision, Explicit, Told};
use kernel::{AgencyId, Date, DossierId, HouseId, MunicipalityId, Note, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::{Author, Persons};

/// Everything that can happen in a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant carries what its own type documents")]
pub enum Event {
    /// The case began.
    Opened(Box<Opening>),
    /// Something happened after the plan, for one of four purposes.
    Toward { purpose: Purpose, what: Box<Self> },
    /// The person moved; another municipality directs (REG-04).
    StayMoved {
        municipality: MunicipalityId,
        house: HouseId,
        stay: AgencyId,
        #[serde(default, skip_serializing_if = "Explicit::is_empty")]
        explicit: Explicit,
    },
    /// Whom it is about was put right in the signal that it came of.
    SubjectRestated(Box<SubjectRestated>),
    /// The other law took over (REG-03).
    Switched {
        to: Option<DossierId>,
        #[serde(default, skip_serializing_if = "Explicit::is_empty")]
        explicit: Explicit,
    },
    /// An organisation was proposed.
    ParticipationProposed(Proposal),
    /// The proposal was changed; keys went back.
    ParticipationReworded(Proposal),
    /// One of the three agreed.
    ParticipationKeyTurned {
        /// Which proposal.
        no: u32,
        /// Whose key.
        agency: AgencyId,
        /// Who turned it.
        person: PersonId,
        /// Who comes in by it is told so in My work; not where a case was begun before that was done.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        greets: bool,
    },
    /// A third party declared.
    Declared { agency: AgencyId },
    /// One of the three that was asked takes part.
    Joined { agency: AgencyId, person: PersonId },
    /// One of the three that was asked does not take part.
    Declined { agency: AgencyId, person: PersonId, reason: Note },
    /// An organisation left.
    ParticipationEnded { agency: AgencyId, reason: Note, day: Date },
    /// A question was put.
    Asked(Request),
    /// A question was answered without information.
    Answered { no: u32, answer: Answer },
    /// Something about the link by which who has no account answers one.
    ByLink(Linked),
    /// An item was put on the table.
    Contributed(Box<Item>),
    /// An item was taken back by its owner.
    ItemWithdrawn {
        /// Which.
        item: u32,
        /// The factors that rested on it, by number.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rested: Vec<u32>,
    },
    /// Something was said of whether an item is right.
    Doubted(Doubted),
    /// Something happened to a document at an item.
    Filed(Box<OfDocument>),
    /// A factor was named.
    FactorAdded(Factor),
    /// A goal was set.
    GoalSet(Goal),
    /// It was written down what may happen.
    ScenarioAdded(Scenario),
    /// It was said how it goes with a goal.
    GoalMeasured(Moment),
    /// An intervention was planned.
    InterventionAdded(Intervention),
    /// Who carries it said yes.
    InterventionAccepted { no: u32, day: Date },
    /// It was told how it goes.
    ProgressReported { no: u32, progress: Progress },
    /// An agreement was made.
    AgreementMade(Agreement),
    /// Who keeps it said yes.
    AgreementAccepted { no: u32, day: Date },
    /// Who must keep it does not do it so.
    AgreementDeclined(Declining),
    /// Who must carry it does not do it so.
    InterventionDeclined(Declining),
    /// It was kept.
    AgreementDone { no: u32, day: Date, how: Note },
    /// Who must keep it, or who asked for it, said that it was not kept.
    AgreementBroken { no: u32, day: Date, reason: Note },
    /// Who asked for it lets it go.
    AgreementReleased { no: u32, day: Date, reason: Note },
    /// The plan was put before the trio.
    PlanDrafted(Decision<PlanOutcome>),
    /// One of the three agreed with the plan.
    PlanKeyTurned { agency: AgencyId, person: PersonId },
    /// A remark was written.
    Noted(Remark),
    /// The process director was called: it stalls (P14).
    DirectorCalled { why: Note, day: Date },
    /// The table looked back.
    Reviewed(Review),
    /// The table looked back on its agreements.
    Evaluated(Evaluation),
    /// Who received the results said what they were worth.
    FeedbackGiven(Feedback),
    /// Something was put right, or withdrawn.
    Corrected(Box<Correction>),
    /// What the case begins with of its signal.
    Offered {
        /// Facts and judgement, each with its owner.
        offers: Vec<Offer>,
        /// Who was asked when it was weighed.
        partners: Vec<AgencyId>,
    },
    /// The owner put it on the table, or does not.
    OfferAnswered {
        /// Which.
        no: u32,
        /// Whether it did.
        taken: bool,
    },
    /// It was chosen who directs.
    DirectorChosen {
        /// What.
        what: Direction,
        /// Who.
        person: PersonId,
    },
    /// Who was chosen takes it on.
    DirectionTaken {
        /// What.
        what: Direction,
        /// Who.
        person: PersonId,
    },
    /// Something about how its help is organised: scaling up and down.
    Scaled(Box<Scaled>),
    /// Something about its going to another house.
    Moved(Box<Moved>),
    /// Something about what it refers to another kind of table.
    Referred(Referred),
    /// Something about an independent review of how careful the table was.
    Overseen(Overseen),
    /// It came from another house, with this of the table there.
    Arrived(Box<Arrival>),
    /// Closing was proposed.
    ClosingProposed(Box<Closing>),
    /// One of the three agreed to close.
    ClosingKeyTurned { agency: AgencyId, person: PersonId },
    /// An organisation said on which ground it takes papers along, and that it keeps them safe.
    TakingStated { statement: Statement },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

impl Event {
    /// Whether something was done with what is known of the person. Who sits, what is taken along, how a link to a question fares and what
    /// a scanner finds is not: the clock of the law does not run on from it.
    pub(super) fn is_processing(&self) -> bool {
        if let Self::Toward { what, .. } = self {
            return what.is_processing();
        }
        let of_the_house = matches!(self, Self::Filed(what) if what.is_of_the_house());
        !of_the_house
            && !matches!(
                self,
                Self::PersonsNamed { .. } | Self::TakingStated { .. } | Self::ByLink(_) | Self::Overseen(_)
            )
    }
}

/// One case.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Case {
    /// Where it stands.
    pub state: State,
    /// What it began with, kept to the present municipality of stay.
    pub opening: Option<Opening>,
    /// The day it began.
    pub opened: Option<Date>,
    /// Who opened it.
    pub opened_by: Option<Author>,
    /// The day of the last thing that happened: the clock of the Wgpga runs from here.
    pub last: Option<Date>,
    /// Who of the three was asked to take part, and what they said; nobody where three judged before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joining: Vec<Joining>,
    /// Proposals that wait for keys.
    pub pending: Vec<Pending>,
    /// Who was let in besides the trio.
    pub members: Vec<Member>,
    /// Questions and answers.
    pub asked: Vec<Asked>,
    /// The links by which a question is answered, by its number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) links: BTreeMap<u32, AnswerLink>,
    /// What lies on the table. Read it through [`Case::items_for`] only.
    pub(super) items: Vec<Item>,
    /// Which organisations had a seat by the place of stay until somebody moved, with the last day (PRV-17).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) stayed: Vec<(AgencyId, Date)>,
    /// What was said of whether an item is right, by its number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) doubts: BTreeMap<u32, Vec<Doubt>>,
    /// How many items were taken back.
    pub withdrawn: u32,
    /// What raises concern and what gives hold.
    pub(super) factors: Vec<Factor>,
    /// Goals, interventions, decisions.
    pub plan: Plan,
    /// Who does what by when.
    pub agreements: Vec<Agreement>,
    /// What the table said when it looked back on its agreements.
    pub evaluations: Vec<Evaluation>,
    /// Who received the results and owes feedback on them, which the WGS asks.
    pub recipients: Vec<Recipient>,
    /// What they said of the results.
    pub feedback: Vec<Feedback>,
    /// What was written along the way.
    pub remarks: Remarks,
    /// Since when the process director is called for, and why.
    pub called: Option<(Date, Note, Author)>,
    /// A proposal to close.
    pub closing: Option<PendingClosing>,
    /// How it went on elsewhere: another municipality, or the other law.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<CaseTurn>,
    /// The day it was closed or switched.
    pub ended: Option<Date>,
    /// Who did what, by number.
    pub authors: Authors,
    /// In which event each item came, so that taking it back can erase that event.
    pub(super) came_in: Vec<(u32, u64)>,
    /// The greatest number given out.
    pub(super) numbers: u32,
    /// Who sits, by organisation.
    #[serde(default)]
    pub(super) named: Persons,
    /// What was put right of whom it is about.
    #[serde(default)]
    pub restated: Restatings,
    /// What of the signal waits for its owner.
    #[serde(default)]
    pub(super) offers: Offers,
    /// Who was chosen to direct.
    #[serde(default)]
    pub directors: Directors,
    /// What was said instead of yes, by the number of what was asked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) declined: BTreeMap<u32, Declined>,
    /// Factors of which a fact was taken back, since when: who named it looks whether it still stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) bereft: BTreeMap<u32, Date>,
    /// How often something was put right.
    #[serde(default)]
    pub corrections: u32,
    /// How its help is organised.
    #[serde(default)]
    pub(super) scaling: Scaling,
    /// Who is told that something they read was put right.
    #[serde(default)]
    pub(super) told: Told,
    /// On which ground organisations take its papers along.
    #[serde(default)]
    pub(super) outgoing: Outgoing,
    /// The documents at its items. Read them through [`Case::documents_for`] only.
    #[serde(default)]
    pub(super) documents: Documents,
    /// Its going to another house.
    #[serde(default)]
    pub(super) transferring: Transferring,
    /// What it referred to another kind of table, and what came of it.
    #[serde(default, skip_serializing_if = "Referrals::is_empty")]
    pub(super) referrals: Referrals,
    /// Its independent reviews, and who may do none of them.
    #[serde(default)]
    pub(super) overseen: Overseeings,
    /// What it keeps of the table of the house that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<Box<Arrival>>,
}

impl Case {
    /// Opens a case.
    ///
    /// # Errors
    /// A sentence when law and kind do not fit, or the three are not three.
    pub fn open(opening: Opening) -> Result<Event, Refusal> {
        opening.check()?;
        Ok(Event::Opened(Box::new(opening)))
    }

    /// Writes a remark.
    ///
    /// # Errors
    /// A sentence when the purpose is missing after the plan.
    pub fn remark(&self, purpose: Option<Purpose>, agency: &AgencyId, day: Date, text: Note) -> Result<Event, Refusal> {
        self.toward(purpose, Event::Noted(Remark { no: self.next(), agency: agency.clone(), day, text }))
    }

    /// Calls the process director: the case stalls.
    ///
    /// # Errors
    /// A sentence when that was done already.
    pub fn call_director(&self, day: Date, why: Note) -> Result<Event, Refusal> {
        if self.called.is_some() {
            return Err(Refusal::of(
                "De procesregisseur is er al bij gevraagd.",
                "The process director has already been called in.",
            ));
        }
        self.toward(Some(Purpose::Evaluate), Event::DirectorCalled { why, day })
    }

    /// The three, once the case is open.
    #[must_use]
    pub fn trio(&self) -> Option<&Trio> {
        self.opening.as_ref().map(|o| &o.trio)
    }

    /// Whether this organisation has a seat, whatever the day.
    #[must_use]
    pub fn sits(&self, agency: &AgencyId) -> bool {
        self.takers().contains(&agency)
            || self.opening.as_ref().is_some_and(|o| o.support.as_ref() == Some(agency))
            || self.member(agency).is_some()
    }

    /// Whether this organisation reads the table on this day: participants, those who act for them, the director, and
    /// third parties within their dates; who was let in, as long as the case was said to be needed.
    #[must_use]
    pub fn sits_on(&self, agency: &AgencyId, day: Date) -> bool {
        let Some(opening) = &self.opening else { return false };
        self.takers().contains(&agency)
            || opening.support.as_ref() == Some(agency)
            || &opening.director == agency
            || self.member(agency).is_some_and(|m| m.valid_on(day) && !self.is_unconfirmed(day))
    }

    /// Whether this organisation is an incidental third party here.
    #[must_use]
    pub fn is_third(&self, agency: &AgencyId) -> bool {
        self.member(agency).is_some_and(Member::is_third)
    }

    /// The agreements that this organisation reads: a third party its own only (PAR-05).
    pub fn agreements_for(&self, agency: &AgencyId) -> impl Iterator<Item = &Agreement> {
        let third = self.is_third(agency);
        self.agreements.iter().filter(move |a| !third || a.agency == *agency)
    }

    /// The next free number.
    #[must_use]
    pub fn next(&self) -> u32 {
        self.numbers.saturating_add(1)
    }

    /// The opening of a case that runs.
    pub(super) fn begun(&self) -> Result<&Opening, Refusal> {
        match (&self.opening, self.state) {
            (Some(opening), State::Open | State::Planned) => Ok(opening),
            (Some(_), State::Unopened | State::Switched | State::Closed) | (None, _) => Err(self.stopped()),
        }
    }

    /// Why nothing can happen here any more.
    pub(super) fn stopped(&self) -> Refusal {
        match self.state {
            State::Switched => Refusal::of(
                "Deze casus loopt verder onder de Wgpga. U kunt hem alleen nog lezen.",
                "This case continues under the Wgpga. You can only read it now.",
            ),
            State::Closed => Refusal::of("Deze casus is afgesloten.", "This case is closed."),
            State::Unopened | State::Open | State::Planned => {
                Refusal::of("Deze casus is niet geopend.", "This case has not been opened.")
            }
        }
    }

    /// The door that every change goes through: a running case, and after the plan one of the four purposes (CAS-03).
    pub(super) fn toward(&self, purpose: Option<Purpose>, what: Event) -> Result<Event, Refusal> {
        self.begun()?;
        match (self.state, purpose) {
            (State::Planned, Some(purpose)) => Ok(Event::Toward { purpose, what: Box::new(what) }),
            (State::Planned, None) => Err(Refusal::of(
                "Er is een plan. Kies waar dit voor is: uitvoeren, terugkijken, bijstellen of afsluiten.",
                "There is a plan. Choose what this is for: carry out, look back, adjust or close.",
            )
            .at("purpose")),
            (State::Unopened | State::Open | State::Switched | State::Closed, _) => Ok(what),
        }
    }
}
