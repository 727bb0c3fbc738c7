//! The sentences of the case, Dutch beside English.

use super::{Correction, Event, GiveFeedback};
use crate::outgoing;
use kernel::Say;
use vault::Act as _;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Opened(_) => Say::of("Casus geopend", "Case opened"),
        Event::Toward { purpose, what } => {
            let (what, why) = (tell(what), purpose.says());
            Say::made(format!("{} (doel: {})", what.nl, why.nl), format!("{} (purpose: {})", what.en, why.en))
        }
        Event::StayMoved { .. } => Say::of("Andere gemeente van verblijf", "Another municipality of stay"),
        Event::SubjectRestated(_) => Say::of("Verbeterd: over wie het gaat", "Corrected: who it is about"),
        Event::TakingStated { .. } => outgoing::TOLD,
        Event::PersonsNamed { .. } => Say::of("Aangewezen wie er aan tafel zit", "Named who sits at the table"),
        Event::Switched { .. } => Say::of("Overgezet naar de Wgpga", "Moved to the Wgpga"),
        Event::ParticipationProposed(_) => Say::of("Deelname voorgesteld", "Participation proposed"),
        Event::ParticipationReworded(_) => {
            Say::of("Voorstel voor deelname gewijzigd", "Participation proposal changed")
        }
        Event::ParticipationKeyTurned { .. } => {
            Say::of("Sleutel omgedraaid voor deelname", "Key turned for participation")
        }
        Event::Joined { .. } => Say::of("Doet mee, met eigen sleutel", "Takes part, with its own key"),
        Event::Declined { .. } => Say::of("Doet niet mee", "Does not take part"),
        Event::Declared { .. } => Say::of("Verklaring afgegeven", "Declaration made"),
        Event::ParticipationEnded { .. } => Say::of("Deelname beëindigd", "Participation ended"),
        Event::Asked(_) => Say::of("Vraag gesteld", "Question asked"),
        Event::Answered { .. } => Say::of("Vraag beantwoord", "Question answered"),
        Event::ByLink(what) => what.tell(),
        Event::Contributed(_) => Say::of("Bijdrage geleverd", "Contribution made"),
        Event::ItemWithdrawn { .. } => Say::of("Bijdrage teruggenomen", "Contribution taken back"),
        Event::Doubted(what) => what.tell(),
        Event::Filed(what) => what.tell(),
        Event::FactorAdded(_) => Say::of("Factor benoemd", "Factor named"),
        Event::GoalSet(_) => Say::of("Doel gesteld", "Goal set"),
        Event::ScenarioAdded(_) => Say::of("Opgeschreven wat er kan gebeuren", "Wrote down what may happen"),
        Event::GoalMeasured(_) => Say::of("Gezegd hoe het met een doel gaat", "Said how a goal is going"),
        Event::InterventionAdded(_) => Say::of("Interventie gepland", "Intervention planned"),
        Event::InterventionAccepted { .. } => Say::of("Interventie aangenomen", "Intervention accepted"),
        Event::ProgressReported { .. } => Say::of("Voortgang gemeld", "Progress reported"),
        Event::AgreementMade(_) => Say::of("Afspraak gemaakt", "Agreement made"),
        Event::AgreementAccepted { .. } => Say::of("Afspraak aangenomen", "Agreement accepted"),
        Event::Offered { offers, .. } if offers.iter().any(|offer| offer.source.is_some()) => {
            Say::of("Aangeboden wat uit het andere huis kwam", "Offered what came from the other house")
        }
        Event::Offered { .. } => Say::of("Uit het signaal aangeboden", "Offered from the signal"),
        Event::OfferAnswered { taken: true, .. } => {
            Say::of("Overgenomen wat was aangeboden", "Took over what was offered")
        }
        Event::OfferAnswered { taken: false, .. } => {
            Say::of("Niet overgenomen wat was aangeboden", "Did not take over what was offered")
        }
        Event::DirectorChosen { what, .. } => {
            Say::made(format!("Gekozen: {}", what.says().nl), format!("Chosen: {}", what.says().en))
        }
        Event::DirectionTaken { what, .. } => {
            Say::made(format!("Neemt de regie als {}", what.says().nl), format!("Takes the lead as {}", what.says().en))
        }
        Event::AgreementDeclined(_) => Say::of("Afspraak niet aangenomen", "Agreement not accepted"),
        Event::InterventionDeclined(_) => Say::of("Interventie niet aangenomen", "Intervention not accepted"),
        Event::AgreementDone { .. } => Say::of("Afspraak nagekomen", "Agreement kept"),
        Event::AgreementBroken { .. } => Say::of("Afspraak niet nagekomen", "Agreement not kept"),
        Event::AgreementReleased { .. } => Say::of("Afspraak losgelaten", "Agreement let go"),
        Event::PlanDrafted(_) => Say::of("Plan voorgelegd", "Plan submitted"),
        Event::PlanKeyTurned { .. } => Say::of("Sleutel omgedraaid voor het plan", "Key turned for the plan"),
        Event::Noted(_) => Say::of("Notitie geschreven", "Note written"),
        Event::DirectorCalled { .. } => Say::of("Procesregisseur erbij gevraagd", "Process director called in"),
        Event::Reviewed(_) => Say::of("Teruggekeken", "Looked back"),
        Event::Evaluated(_) => Say::of("Teruggekeken op de afspraken", "Looked back on the agreements"),
        Event::FeedbackGiven(_) => Say::of("Teruggekoppeld over het resultaat", "Feedback given on the results"),
        Event::Corrected(correction) => corrected(correction),
        Event::Scaled(what) => what.tell(),
        Event::Moved(what) => what.tell(),
        Event::Referred(what) => what.tell(),
        Event::Overseen(what) => what.tell(),
        Event::Arrived(_) => Say::of("Overgenomen van een ander huis", "Taken over from another house"),
        Event::ClosingProposed(_) => Say::of("Afsluiten voorgesteld", "Closing proposed"),
        Event::ClosingKeyTurned { .. } => Say::of("Sleutel omgedraaid voor afsluiten", "Key turned for closing"),
    }
}

/// What was put right, without what it says.
pub(super) fn corrected(correction: &Correction) -> Say {
    let what = correction.was.says();
    let (nl, en) = match correction.now {
        Some(_) => ("Verbeterd", "Corrected"),
        None => ("Ingetrokken", "Withdrawn"),
    };
    Say::made(format!("{nl}: {}", what.nl), format!("{en}: {}", what.en))
}

/// What an organisation owes that was asked to take part.
pub(super) const DECIDES_ON_JOINING: Say =
    Say::of("moet nog zeggen of zij meedoet", "has yet to say whether it takes part");

/// What an organisation still owes the table, in words; `None` is nothing.
pub(super) fn owes(answers: usize, acceptances: usize) -> Option<Say> {
    match (answers, acceptances) {
        (0, 0) => None,
        (_, 0) => Some(Say::of("nog geen antwoord", "no answer yet")),
        (0, _) => Some(Say::of("moet nog iets aannemen", "has something to accept")),
        (_, _) => {
            Some(Say::of("nog geen antwoord, en moet nog iets aannemen", "no answer yet, and something to accept"))
        }
    }
}

/// Why something is asked that no person asks but the calendar; `None` for what somebody at the table asks.
pub(crate) fn why_asked(act: &str) -> Option<Say> {
    (act == GiveFeedback::INFO.name).then_some(Say::of(
        "minstens eens per jaar, na het resultaat of na uw vorige terugkoppeling (WGS art. 1.7 lid 4)",
        "at least once a year, after the results or after your last feedback (WGS art. 1.7 lid 4)",
    ))
}
