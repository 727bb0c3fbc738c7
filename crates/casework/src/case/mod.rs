//! A case (ICO): the shared table around one person or organisation, under one law and for one purpose. The trio decides who
//! sits here; every organisation keeps owning what it puts on the table; facts carry factors, factors carry goals, goals carry
//! interventions that somebody accepted. Closing shields at once. Nothing in here computes anything about a person.

mod acts;
mod apply;
mod authors;
mod beyond;
mod by_link;
mod card;
mod closing;
mod contribution;
mod correcting;
mod counted;
mod directing;
mod document;
mod doubting;
mod joining;
mod looking;
mod model;
mod offering;
mod opening;
mod overseeing;
pub(crate) mod pages;
mod participation;
mod plan;
mod purpose;
mod referring;
mod remarks;
mod remembering;
mod restated;
mod results;
mod scaling;
mod short;
mod state;
mod texts;
mod transferring;
mod turning;

#[cfg(test)]
mod tests;

pub use acts::*;
pub use authors::{Authors, Deed};
pub use by_link::{AnswerLink, Linked, Opener};
pub use closing::{Closing, ClosingReason, GoalEnd, PendingClosing};
pub use contribution::{
    Answer, Asked, Audience, Category, Gift, Heard, Instrument, Item, Knowing, MedicalGround, Nature, OmGround, OmMark,
    PersonRole, PoliceMark, Provenance, Request, Reread, ShareGround, SharedOn, Special, SpecialKind, special_kind,
};
pub use correcting::{Correction, Text};
pub use directing::{Chosen, Direction, Directors, can_direct};
use document::text;
pub use document::{Document, Documents, Held, OfDocument, Rejected, Sort};
pub use doubting::{Doubt, Doubted};
pub use joining::{Joining, Said};
pub use model::{Case, Event, State};
pub use offering::{Offer, Offers, Source};
pub use opening::{CaseKind, FromTriage, Opening, Regime, Subject, SubjectKind, Trio};
pub use participation::{
    Elsewhere, ElsewhereGround, Ground, Member, Pending, Proposal, Sought, Standing, VERSION, fits, standing,
};
pub use plan::{
    Agreed, Agreement, AgreementStands, Declined, Declining, Draft, Ending, Evaluation, Factor, FactorKind, Goal,
    GoalNow, Intervention, Moment, Next, OfAgreement, Plan, PlanOutcome, Progress, Review, Rhythm, Scenario, Status,
    Track, Trend, Unkept,
};
pub use purpose::Purpose;
pub use remarks::{Remark, Remarks, Signed};
pub use restated::{Restatings, SubjectBefore, SubjectRestated};
pub use results::{Feedback, FollowUp, Recipient};
pub use scaling::{
    Answer as ScalingAnswer, Answered, Asking, Criteria, Draft as ScalingDraft, Duty, Handover, Help, Holding, Level,
    Outcome, Phase, Rest, Scaled, Scaling, Stall, Stand, Taken, Trigger, Waiting,
};
pub use transferring::{
    Answer as TransferAnswer, Arrival, Destination, Moved, NoPackage, Package, PackedAgreement, PackedDecision,
    PackedGoal, PackedItem, PackedName, PendingTransfer, Recalled, Receipt, Replied, Reply, Returned, Sender, Sent,
    Signature, Transfer, TransferGround, Transferring, VERSION as PACKAGE_VERSION,
};
pub use turning::{CaseTurn, TurnOf};

pub(crate) use transferring::is_same_place;
use transferring::same_key;

/// Who may do what in a case, and on what ground.
pub const POLICY: &str = include_str!("policy.cedar");

pub(crate) use pages::{says_word, transfer::known_houses};
pub(crate) use short::short;
pub(crate) use texts::why_asked;

/// Where this task of a case leads, when that is not the case itself.
pub(crate) fn work_at(act: &str, id: kernel::DossierId, thing: Option<u32>) -> Option<String> {
    if act == <EndLink as vault::Act>::INFO.name {
        return Some(crate::places::link_to(id, thing?));
    }
    let places = [
        (<Declare as vault::Act>::INFO, "/verklaring", ""),
        (<JoinCase as vault::Act>::INFO, "/meedoen", ""),
        (<Contribute as vault::Act>::INFO, "/vraag", "/"),
        (<TurnParticipationKey as vault::Act>::INFO, "/deelname", "#proposal-"),
        (<EndParticipation as vault::Act>::INFO, "/deelname", ""),
        (<AcceptAgreement as vault::Act>::INFO, crate::places::AGREEMENTS, "#agreement-"),
        (<CompleteAgreement as vault::Act>::INFO, crate::places::AGREEMENTS, "#agreement-"),
        (<AcceptIntervention as vault::Act>::INFO, "/plan", "#own-"),
        (<ReportProgress as vault::Act>::INFO, "/plan", "#own-"),
        (<MeasureGoal as vault::Act>::INFO, "/plan/doel", "/"),
        (<DraftPlan as vault::Act>::INFO, "/plan", ""),
        (<TurnPlanKey as vault::Act>::INFO, "/plan#draft", ""),
        (<TurnClosingKey as vault::Act>::INFO, "/afsluiten", ""),
        (<AskScaling as vault::Act>::INFO, "/opschalen?aanleiding=stalled#asks", ""),
        (<AnswerScaling as vault::Act>::INFO, "/opschalen", "#question-"),
        (<TurnScalingKey as vault::Act>::INFO, "/opschalen", "#question-"),
        (<ReadScaling as vault::Act>::INFO, "/opschalen", ""),
        (<NameDuty as vault::Act>::INFO, "/opschalen", ""),
        (<AnswerDuty as vault::Act>::INFO, "/opschalen", ""),
        (<AnswerHandover as vault::Act>::INFO, "/opschalen", ""),
        (<ReviewCase as vault::Act>::INFO, "/terugkijken", ""),
        (<GiveFeedback as vault::Act>::INFO, "/terugkoppeling", ""),
        (<ReadCase as vault::Act>::INFO, "", ""),
        (<TakeDirection as vault::Act>::INFO, "/deelname#direction", ""),
        (<AnswerDoubt as vault::Act>::INFO, "/bijdragen", "#item-"),
        (<AnswerOffer as vault::Act>::INFO, "/bijdragen/overnemen", "/"),
        (<RemoveDocument as vault::Act>::INFO, "/bijdragen/documenten", "/"),
        (<CorrectCase as vault::Act>::INFO, "/verbeteren", "/"),
        (<ReadCorrections as vault::Act>::INFO, "/verbeteringen", ""),
        (<AnswerTransferItem as vault::Act>::INFO, "/ander-huis", "#item-"),
        (<TurnTransferKey as vault::Act>::INFO, "/ander-huis", ""),
        (<SendTransfer as vault::Act>::INFO, "/ander-huis", ""),
        (<TakeReceipt as vault::Act>::INFO, "/ander-huis", ""),
    ];
    let (_, page, before) = places.iter().find(|(info, ..)| info.name == act)?;
    let very = thing.filter(|_| !before.is_empty()).map(|no| format!("{before}{no}")).unwrap_or_default();
    Some(crate::places::CASES.under(id, &format!("{page}{very}")))
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
