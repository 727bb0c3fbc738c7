//! Why something is asked, in a sentence that goes with the act.

use crate::{
    advice, beyond, case, enquiry, meeting, office, receiving, referral, reporting, review, signal, triage, watching,
    weighing,
};
use kernel::Say;
use vault::Act as _;

/// The reason that goes with an act; nothing where the act says it all.
pub(super) fn why(act: &str) -> Option<Say> {
    of_signals(act)
        .or_else(|| of_advices(act))
        .or_else(|| of_cases(act))
        .or_else(|| of_referrals(act))
        .or_else(|| review::why_asked(act))
        .or_else(|| case::why_asked(act))
}

fn of_signals(act: &str) -> Option<Say> {
    let all = [
        (
            signal::acts::FileSignal::INFO,
            Say::of(
                "uw organisatie houdt dit signaal bij: meld het aan, of stel voor het uit te sluiten",
                "your organisation keeps this signal: file it, or propose to screen it out",
            ),
        ),
        (
            signal::acts::ConfirmScreenOut::INFO,
            Say::of(
                "uitsluiten kan alleen als een tweede het ermee eens is",
                "screening out is possible only if a second agrees",
            ),
        ),
        (
            weighing::ConfirmUrgent::INFO,
            Say::of(
                "wie aanmeldde, ziet dan dat het bij u is aangekomen",
                "whoever filed it then sees that it has reached you",
            ),
        ),
        (
            signal::acts::ReadCorrections::INFO,
            Say::of(
                "u las wat er eerst stond, en dat klopte niet",
                "you read what it said before, and that was not right",
            ),
        ),
        (
            signal::acts::Identify::INFO,
            Say::of(
                "gemeente, politie en OM hebben geoordeeld; zonder naam kan er niets beginnen",
                "municipality, police and OM have judged; without a name nothing can begin",
            ),
        ),
        (
            signal::acts::GiveNotice::INFO,
            Say::of(
                "het is behandeld, en uw organisatie weet wie het meldde",
                "it was dealt with, and your organisation knows who reported it",
            ),
        ),
        (
            weighing::TakeNotice::INFO,
            Say::of(
                "uw organisatie meldde dit aan, en er is iets veranderd",
                "your organisation filed this, and something changed",
            ),
        ),
        (
            weighing::ReadSupply::INFO,
            Say::of(
                "u las wat er eerst stond, en dat klopte niet",
                "you read what it said before, and that was not right",
            ),
        ),
        (
            advice::ReadRestatings::INFO,
            Say::of(
                "u las wat er eerst stond, en dat klopte niet",
                "you read what it said before, and that was not right",
            ),
        ),
        (
            weighing::ReadRestatings::INFO,
            Say::of(
                "u las wat er eerst stond, en dat klopte niet",
                "you read what it said before, and that was not right",
            ),
        ),
        (
            weighing::HandInView::INFO,
            Say::of("u leest de zienswijzen van de anderen na de uwe", "you read the views of the others after yours"),
        ),
        (
            weighing::SupplyToTrio::INFO,
            Say::of("het college kan iets weten dat de drie nodig hebben", "the college may know what the three need"),
        ),
        (weighing::DraftJudgement::INFO, Say::of("de drie zienswijzen zijn binnen", "the three views are in")),
        (
            weighing::TurnKey::INFO,
            Say::of("het oordeel telt pas met drie sleutels", "the judgement counts only with three keys"),
        ),
        (
            weighing::SettleNoAgreement::INFO,
            Say::of(
                "de drie werden het niet eens; voor hoe het verder gaat, zijn drie sleutels nodig",
                "the three did not agree; how to proceed takes three keys",
            ),
        ),
        (
            weighing::AnswerQuestion::INFO,
            Say::of(
                "ook dat u niets weet of niet mag delen, is een antwoord",
                "knowing nothing, or not being allowed to share, is an answer too",
            ),
        ),
        (weighing::Advise::INFO, Say::of("de weging is klaar", "the weighing is complete")),
        (
            enquiry::AnswerEnquiry::INFO,
            Say::of(
                "een andere tafel, hier of in een ander huis, vraagt u iets over een persoon",
                "another table, here or in another house, asks you something about a person",
            ),
        ),
        (
            beyond::AskContact::INFO,
            Say::of("dezelfde persoon is in een ander huis bekend", "the same person is known in another house"),
        ),
        (
            reporting::TakeUpReport::INFO,
            Say::of("iemand meldde iets op uw meldpagina", "somebody reported something on your reporting page"),
        ),
        (
            office::CheckPersons::INFO,
            Say::of("iemand is weg of heeft een andere functie", "somebody has left or changed jobs"),
        ),
        (office::GiveMandate::INFO, Say::of("een mandaat loopt af", "a mandate is ending")),
    ];
    all.into_iter().find(|(info, _)| info.name == act).map(|(_, says)| says)
}

fn of_advices(act: &str) -> Option<Say> {
    let all = [
        (
            advice::DecideAdvice::INFO,
            Say::of("zonder uw besluit begint de aanpak niet", "without your decision the approach does not begin"),
        ),
        (
            advice::IssueAdvice::INFO,
            Say::of("de tekst is klaar voor de driehoek", "the text is ready for the triangle"),
        ),
        (
            advice::RedraftAdvice::INFO,
            Say::of("de driehoek stuurde het advies terug", "the triangle sent the advice back"),
        ),
        (advice::OpenCaseFromAdvice::INFO, Say::of("de driehoek stemde in", "the triangle agreed")),
    ];
    all.into_iter().find(|(info, _)| info.name == act).map(|(_, says)| says)
}

fn of_cases(act: &str) -> Option<Say> {
    let all = [
        (
            case::Contribute::INFO,
            Say::of(
                "geef het, of zeg dat u niets weet of niet mag delen",
                "give it, or say that you know nothing or may not share",
            ),
        ),
        (
            case::TurnParticipationKey::INFO,
            Say::of("de drie beslissen samen wie aanschuift", "the three decide together who joins"),
        ),
        (
            case::ReadCorrections::INFO,
            Say::of(
                "u las wat er eerst stond, en dat klopte niet",
                "you read what it said before, and that was not right",
            ),
        ),
        (
            case::CorrectCase::INFO,
            Say::of(
                "uw organisatie schreef dit: wie het zou doen, neemt het zo niet aan, of een feit eronder is teruggenomen",
                "your organisation wrote this: whoever would do it does not accept it as it stands, or a fact under it was taken back",
            ),
        ),
        (
            case::AnswerDoubt::INFO,
            Say::of(
                "iemand aan tafel zegt dat dit niet klopt; uw organisatie bracht het in",
                "somebody at the table says that this is not right; your organisation contributed it",
            ),
        ),
        (
            case::AnswerOffer::INFO,
            Say::of(
                "het is van uw organisatie: het komt alleen op tafel als u dat wilt",
                "it belongs to your organisation: it goes on the table only if you want it to",
            ),
        ),
        (
            case::TakeDirection::INFO,
            Say::of(
                "uw organisatie koos u; zeg dat u de regie neemt",
                "your organisation chose you; say that you take the lead",
            ),
        ),
        (
            case::ReadCase::INFO,
            Say::of(
                "de drie lieten uw organisatie toe: u zit hier aan tafel",
                "the three admitted your organisation: you sit at this table",
            ),
        ),
        (
            case::JoinCase::INFO,
            Say::of("de tafel vroeg uw organisatie mee te doen", "the table asked your organisation to take part"),
        ),
        (
            case::Declare::INFO,
            Say::of("daarna leest u wat met u gedeeld wordt", "after that you read what is shared with you"),
        ),
        (
            case::EndParticipation::INFO,
            Say::of("de termijn van deze derde loopt af", "this third party's term is ending"),
        ),
        (
            case::AcceptAgreement::INFO,
            Say::of("een afspraak telt pas als u die aanneemt", "an agreement counts only once you accept it"),
        ),
        (case::CompleteAgreement::INFO, Say::of("uw organisatie sprak dit af", "your organisation agreed to this")),
        (case::AcceptIntervention::INFO, Say::of("het plan wacht op uw ja", "the plan is waiting for your yes")),
        (
            case::ReportProgress::INFO,
            Say::of(
                "uw organisatie doet dit; de tafel hoort hoe het gaat",
                "your organisation does this; the table hears how it goes",
            ),
        ),
        (
            case::MeasureGoal::INFO,
            Say::of(
                "zo is afgesproken bij dit doel: u zegt hoe het gaat, of vraagt het wie het ziet",
                "so it was agreed with this goal: you say how it goes, or ask whoever sees it",
            ),
        ),
        (
            case::EndLink::INFO,
            Say::of(
                "er kwam een antwoord via uw link, of er zijn te veel verkeerde codes ingevuld",
                "an answer came by your link, or too many wrong codes were typed",
            ),
        ),
        (case::DraftPlan::INFO, Say::of("deze casus heeft nog geen plan", "this case has no plan yet")),
        (
            case::TurnPlanKey::INFO,
            Say::of("het plan telt pas met drie sleutels", "the plan counts only with three keys"),
        ),
        (
            watching::ConfirmWatch::INFO,
            Say::of(
                "een casus is afgesloten en de tafel noemde uw organisatie; zeg of zij dit doet",
                "a case was closed and the table named your organisation; say whether it will do this",
            ),
        ),
        (
            meeting::AnswerInvitation::INFO,
            Say::of("een tafel waar u zit staat op de agenda", "a table where you sit is on the agenda"),
        ),
        (meeting::ReadCancellation::INFO, Say::of("u zou bij dit overleg zijn", "you would have been at this meeting")),
        (meeting::BeginMeeting::INFO, Say::of("u zit dit overleg voor", "you chair this meeting")),
        (meeting::EndMeeting::INFO, Say::of("dit overleg is bezig", "this meeting is in progress")),
        (watching::TakeAnswer::INFO, Say::of("wie u noemde, zei ja", "the organisation you named said yes")),
        (watching::AskAnother::INFO, Say::of("wie u noemde, kan het niet", "the organisation you named cannot do it")),
        (
            case::AskScaling::INFO,
            Say::of(
                "de casus staat stil: er gebeurt niets meer, een afspraak is te laat of de tafel keek niet terug",
                "the case has stalled: nothing happens any more, an agreement is late or the table did not look back",
            ),
        ),
        (case::AnswerScaling::INFO, Say::of("u bewaakt het proces", "you guard the process")),
        (
            case::TurnScalingKey::INFO,
            Say::of("dit antwoord telt pas met drie sleutels", "this answer counts only with three keys"),
        ),
        (case::ReadScaling::INFO, Say::of("u vroeg het", "you asked it")),
        (case::NameDuty::INFO, Say::of("uw organisatie regelt dit", "your organisation sees to this")),
        (
            case::AnswerDuty::INFO,
            Say::of("iemand van uw organisatie is voorgesteld", "somebody of your organisation was proposed"),
        ),
        (
            case::AnswerHandover::INFO,
            Say::of("de tafel geeft pas terug als u het overneemt", "the table gives back only when you take it over"),
        ),
        (
            case::AnswerTransferItem::INFO,
            Say::of(
                "uw organisatie bracht het in; tot u antwoordt gaat er niets",
                "your organisation contributed it; nothing goes until you answer",
            ),
        ),
        (
            case::TurnTransferKey::INFO,
            Say::of("de drie besluiten samen wat er meegaat", "the three decide together what goes along"),
        ),
        (
            case::SendTransfer::INFO,
            Say::of("iedereen heeft geantwoord en de drie zijn het eens", "everybody has answered and the three agree"),
        ),
        (
            case::TakeReceipt::INFO,
            Say::of(
                "het bestand staat klaar; tot het andere huis antwoordt, blijft de casus hier",
                "the file is ready; the case stays here until the other house answers",
            ),
        ),
        (
            triage::SaySeen::INFO,
            Say::of(
                "er is iemand aangemeld voor een triage waar uw organisatie aan zit",
                "somebody was submitted for a triage at which your organisation sits",
            ),
        ),
        (
            triage::DraftRuling::INFO,
            Say::of(
                "de dag van de triage is er, of iemand stemt niet in met de tekst",
                "the day of the triage is there, or somebody does not agree with the text",
            ),
        ),
        (
            triage::TurnKey::INFO,
            Say::of(
                "gemeente, politie en OM besluiten samen over een aanmelding",
                "municipality, police and OM decide together on a submission",
            ),
        ),
        (
            triage::AnswerMore::INFO,
            Say::of(
                "de triage wil eerst iets weten over wat uw organisatie aanmeldde",
                "the triage wants to know something first about what your organisation submitted",
            ),
        ),
        (
            triage::OpenFromTriage::INFO,
            Say::of("de triage besloot dat er een casus komt", "the triage decided that there will be a case"),
        ),
        (
            triage::HearOutcome::INFO,
            Say::of(
                "de triage besloot over wat uw organisatie aanmeldde",
                "the triage decided on what your organisation submitted",
            ),
        ),
        (
            receiving::AcceptReception::INFO,
            Say::of(
                "een ander huis draagt uw gemeente een casus over",
                "another house transfers a case to your municipality",
            ),
        ),
        (case::TurnClosingKey::INFO, Say::of("de drie sluiten samen af", "the three close the case together")),
        (
            case::ReviewCase::INFO,
            Say::of(
                "is dit nog nodig, en niet zwaarder dan nodig?",
                "is this still needed, and no heavier than needed?",
            ),
        ),
    ];
    all.into_iter().find(|(info, _)| info.name == act).map(|(_, says)| says)
}

fn of_referrals(act: &str) -> Option<Say> {
    let all = [
        (
            referral::TakeOn::INFO,
            Say::of(
                "een andere organisatie geeft u iets over en wacht op antwoord",
                "another organisation hands something over to you and waits for an answer",
            ),
        ),
        (
            referral::AnswerEnclosed::INFO,
            Say::of(
                "uw organisatie gaf het; zonder uw ja gaat het niet mee",
                "your organisation gave it; without your yes it does not go along",
            ),
        ),
        (
            referral::SendReferral::INFO,
            Say::of(
                "wie iets gaf heeft geantwoord, of zweeg een week",
                "whoever gave something has answered, or was silent for a week",
            ),
        ),
        (
            referral::RemindReferral::INFO,
            Say::of("de andere tafel antwoordde niet op tijd", "the other table did not answer in time"),
        ),
        (
            referral::ReplyReferral::INFO,
            Say::of("de andere tafel wil eerst iets weten", "the other table wants to know something first"),
        ),
        (referral::TakeReferralAnswer::INFO, Say::of("de andere tafel antwoordde", "the other table answered")),
        (
            referral::ProlongReferral::INFO,
            Say::of(
                "over een week is het voorbij: stoppen, nog één keer met een reden, of terug naar de tafel",
                "it is over in a week: stop, once more with a reason, or back to the table",
            ),
        ),
    ];
    all.into_iter().find(|(info, _)| info.name == act).map(|(_, says)| says)
}
