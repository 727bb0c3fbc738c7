//! A case (ICO): the shared table around one person or organisation, under one law and for one purpose. The trio decides who
//! sits here; every organisation keeps owning what it puts on the table; facts carry factors, factors carry goals, goals carry
//! interventions that somebody accepted. Closing shields at once. Nothing in here computes anything about a person.

mod acts;
mod apply;
mod authors;
mod card;
mod closing;
mod contribution;
mod counted;
mod joining;
mod model;
mod opening;
mod pages;
mod participation;
mod plan;
mod purpose;
mod remarks;
mod remembering;
mod results;
mod texts;

#[cfg(test)]
mod tests;

pub use acts::*;
pub use authors::{Authors, Deed};
pub use closing::{Closing, ClosingReason, GoalEnd, PendingClosing};
pub use contribution::{
    Answer, Asked, Audience, Category, Gift, Item, MedicalGround, Nature, OmGround, OmMark, PersonRole, PoliceMark,
    Request, Special, SpecialKind, special_kind,
};
pub use joining::{Joining, Said};
pub use model::{Case, Event, State};
pub use opening::{CaseKind, Opening, Regime, Subject, SubjectKind, Trio};
pub use participation::{
    Elsewhere, ElsewhereGround, Ground, Member, Pending, Proposal, Sought, Standing, VERSION, fits, standing,
};
pub use plan::{
    Agreed, Agreement, Draft, Evaluation, Factor, FactorKind, Goal, GoalNow, Intervention, LifeDomain, Next,
    OfAgreement, Plan, PlanOutcome, Progress, Review, Status, Track, Trend,
};
pub use purpose::Purpose;
pub use remarks::{Remark, Remarks, Signed};
pub use results::{Feedback, FollowUp, Recipient};

/// Who may do what in a case, and on what ground.
pub const POLICY: &str = include_str!("policy.cedar");

pub(crate) use texts::why_asked;

/// Where this task of a case leads, when that is not the case itself.
pub(crate) fn work_at(act: &str, id: kernel::DossierId) -> Option<String> {
    let places = [(<Declare as vault::Act>::INFO, "/verklaring"), (<JoinCase as vault::Act>::INFO, "/meedoen")];
    let rest = places.iter().find(|(info, _)| info.name == act)?.1;
    Some(crate::places::CASES.under(id, rest))
}

/// Whether who is asked this may not know yet what the case is called (PAR-06).
pub(crate) fn is_unnamed(act: &str) -> bool {
    act == <Declare as vault::Act>::INFO.name
}

/// Every address of the case.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Case>(crate::places::CASES.list());
    pages::rooms(house);
}
