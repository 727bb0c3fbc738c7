//! Where a task leads: to the very form, agreement or key that is asked for.

use crate::{
    advice, case, enquiry, meeting, office, places, referral, reporting, review, seating, signal, triage, weighing,
};
use vault::{Act as _, Asked};

/// The very thing; nothing where that is the page of the dossier itself.
pub(super) fn to(asked: &Asked, root: &str) -> Option<String> {
    let (act, id) = (asked.act.as_str(), asked.id);
    weighing::work_at(act, id)
        .or_else(|| case::work_at(act, id, asked.thing))
        .or_else(|| triage::work_at(act, id))
        .or_else(|| enquiry::work_at(act, id))
        .or_else(|| referral::work_at(act, id, asked.thing))
        .or_else(|| review::work_at(act, id, asked.thing))
        .or_else(|| reporting::work_at(act, id, asked.thing))
        .or_else(|| seating::work_at(act, root))
        .or_else(|| {
            let at = [
                (signal::acts::FileSignal::INFO, places::filing_of(id)),
                (signal::acts::ConfirmScreenOut::INFO, places::SIGNALS.under(id, "#now")),
                (signal::acts::GiveNotice::INFO, places::SIGNALS.under(id, "#reporter")),
                (signal::acts::Identify::INFO, places::SIGNALS.under(id, "/wie")),
                (signal::acts::ReadCorrections::INFO, places::SIGNALS.under(id, "/verbeteringen")),
                (weighing::ReadRestatings::INFO, places::WEIGHINGS.under(id, "/verbeteringen")),
                (advice::ReadRestatings::INFO, places::ADVICES.under(id, "/verbeteringen")),
                (weighing::Advise::INFO, places::advice_from(id)),
                (advice::DecideAdvice::INFO, places::ADVICES.under(id, "#decide")),
                (advice::IssueAdvice::INFO, places::ADVICES.under(id, "#issue")),
                (advice::RedraftAdvice::INFO, places::ADVICES.under(id, "/tekst")),
                (advice::OpenCaseFromAdvice::INFO, places::case_from_advice(id)),
                (meeting::EndMeeting::INFO, places::MEETINGS.under(id, "/nu")),
                (meeting::ReadCancellation::INFO, places::MEETINGS.under(id, "/afgezegd")),
                (office::ConfirmHolder::INFO, places::OFFICES.under(id, "#office")),
                (office::GiveMandate::INFO, places::OFFICES.under(id, "#mandates")),
                (office::CheckPersons::INFO, places::OFFICES.under(id, "#desk")),
            ];
            at.into_iter().find(|(info, _)| info.name == act).map(|(_, at)| at)
        })
}
