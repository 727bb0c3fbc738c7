//! The pages of a case. One page shows the table and says what is asked of you; the others do one thing each. What stands on them
//! comes through the one filter of the case, so that nobody sees more here than the owners of the items allow.

mod agree;
mod agreement;
mod arrived;
pub(crate) mod at_meeting;
mod balance;
mod by_link;
mod close;
mod correct;
mod corrected;
mod declare;
mod declines;
mod direct;
mod document;
mod documents;
mod doubted;
mod ended;
mod evaluate;
mod feedback;
mod filed;
mod give;
mod give_form;
mod give_known;
mod given;
mod goal;
mod growing;
mod head;
mod holding;
mod join;
mod life;
mod link;
mod list;
mod mend;
mod next;
mod offer;
mod offered;
mod open;
mod pack;
mod paper;
mod plan;
mod plan_forms;
mod propose;
mod provided;
mod question;
mod read;
mod referred;
mod review;
mod reviewed;
mod scaling;
mod scenario;
mod seat_forms;
mod seats;
mod sheet;
mod show;
mod sure;
mod taking;
pub(super) mod transfer;
mod triaged;
mod under_way;

pub(crate) use head::says_word;

use super::acts::*;
use crate::outgoing::Statement;
use crate::seating;
use crate::table::key_form::Agrees;
use web::Rooms;

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.list::<ListCases, _>("/zaken", list::show);
    house.begin::<OpenCase, open::Opened, _, _>("/zaken/nieuw", open::show, open::act);
    house.page::<ReadCase, _>("/zaken/{id}", read::show);
    house.page::<ReadCase, _>("/zaken/{id}/overdracht", pack::show);
    house.file::<TakePaper, _>("/zaken/{id}/overdracht/overdracht.pdf", paper::pack);
    house.file::<TakePaper, _>("/zaken/{id}/opschalen/blad/{no}/opschalen.pdf", paper::scaling);
    house.file::<TakePaper, _>("/zaken/{id}/afsluiten/afsluiten.pdf", paper::closing);
    house.page::<ReadCase, _>("/zaken/{id}/meenemen", taking::show);
    house.act::<StateTaking, Statement, ReadCase, _, _>("/zaken/{id}/meenemen", taking::show, taking::state);
    seats_rooms(house);
    giving_rooms(house);
    planning_rooms(house);
    scaling_rooms(house);
    ending_rooms(house);
    transfer_rooms(house);
    mending_rooms(house);
    seating::rooms::<ReadPersons, NamePersons>(house, ["/zaken/{id}/personen", "/zaken/{id}/personen/vervanging"]);
}

fn seats_rooms(house: &mut Rooms) {
    const AT: &str = "/zaken/{id}/deelname";
    house.page::<ReadCase, _>(AT, seats::show);
    house.act::<ProposeParticipant, propose::Proposed, ReadCase, _, _>(
        "/zaken/{id}/deelname/voorstel",
        seats::show,
        propose::propose,
    );
    house.act::<ProposeParticipant, propose::Proposed, ReadCase, _, _>(
        "/zaken/{id}/deelname/wijzigen/{no}",
        seats::show,
        propose::reword,
    );
    house.act::<TurnParticipationKey, Agrees, ReadCase, _, _>(
        "/zaken/{id}/deelname/sleutel/{no}",
        seats::show,
        seat_forms::turn,
    );
    house.act::<EndParticipation, seat_forms::Ended, ReadCase, _, _>(
        "/zaken/{id}/deelname/einde",
        seats::show,
        seat_forms::end,
    );
    house.act::<MoveStay, seat_forms::Moved, ReadCase, _, _>(
        "/zaken/{id}/deelname/verhuizing",
        seats::show,
        seat_forms::move_stay,
    );
    house.act::<SwitchRegime, seat_forms::Switch, ReadCase, _, _>(
        "/zaken/{id}/deelname/overzetten",
        seats::show,
        seat_forms::switch,
    );
    house.act::<ChooseDirector, direct::Choice, ReadCase, _, _>(
        "/zaken/{id}/deelname/regie",
        seats::show,
        direct::choose,
    );
    house.act::<TakeDirection, (), ReadCase, _, _>("/zaken/{id}/deelname/regie/ja", seats::show, direct::take);
    house.page::<ReadInvitation, _>("/zaken/{id}/meedoen", join::show);
    house.act::<JoinCase, Agrees, ReadInvitation, _, _>("/zaken/{id}/meedoen/sleutel", join::show, join::act);
    house.act::<DeclineCase, join::Declining, ReadInvitation, _, _>(
        "/zaken/{id}/meedoen/niet",
        join::show,
        join::decline,
    );
    house.page::<ReadDeclaration, _>("/zaken/{id}/verklaring", declare::show);
    house.act::<Declare, declare::Promise, ReadDeclaration, _, _>(
        "/zaken/{id}/verklaring",
        declare::show,
        declare::act,
    );
}

fn giving_rooms(house: &mut Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/bijdragen", give::show);
    house.act::<AskContribution, give::Question, ReadCase, _, _>("/zaken/{id}/bijdragen/vragen", give::show, give::ask);
    house.act::<Contribute, give_form::Given, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/nieuw",
        give::show,
        give::contribute,
    );
    house.act::<WithdrawItem, web::Sure, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/terug/{no}",
        give::show,
        give::withdraw,
    );
    house.act::<DoubtItem, doubted::Reason, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/klopt-niet/{no}",
        give::show,
        doubted::doubted,
    );
    house.act::<AnswerDoubt, doubted::Reason, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/klopt/{no}/{doubt}",
        give::show,
        doubted::uphold,
    );
    house.act::<TakeDoubtBack, doubted::Reason, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/klopt-toch/{no}",
        give::show,
        doubted::take_back,
    );
    document_rooms(house);
    house.page::<ReadCase, _>("/zaken/{id}/bijdragen/wie-weet-wat", holding::show);
    house.page::<ReadCase, _>("/zaken/{id}/bijdragen/verstrekt", provided::show);
    house.page::<ReadCase, _>("/zaken/{id}/bijdragen/overnemen/{no}", offer::show);
    house.act::<AnswerOffer, give_form::Given, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/overnemen/{no}/ja",
        offer::show,
        offer::take,
    );
    house.act::<AnswerOffer, (), ReadCase, _, _>("/zaken/{id}/bijdragen/overnemen/{no}/nee", offer::show, offer::leave);
    house.page::<ReadCase, _>("/zaken/{id}/vraag/{no}", question::show);
    house.act::<Contribute, give_form::Given, ReadCase, _, _>(
        "/zaken/{id}/vraag/{no}/bijdrage",
        question::show,
        give::contribute,
    );
    house.act::<AnswerNothingKnown, (), ReadCase, _, _>(
        "/zaken/{id}/vraag/{no}/niets-bekend",
        question::show,
        question::nothing,
    );
    house.act::<AnswerMayNotShare, question::Closed, ReadCase, _, _>(
        "/zaken/{id}/vraag/{no}/mag-niet",
        question::show,
        question::may_not,
    );
    house.page::<ReadCase, _>("/zaken/{id}/vraag/{no}/link", link::show);
    house.act::<MakeLink, (), ReadCase, _, _>("/zaken/{id}/vraag/{no}/link", link::show, link::make);
    house.act::<EndLink, web::Sure, ReadCase, _, _>("/zaken/{id}/vraag/{no}/link/intrekken", link::show, link::end);
    house.act::<EndLink, (), ReadCase, _, _>("/zaken/{id}/vraag/{no}/link/gezien", link::show, link::seen);
    answering_rooms(house);
}

/// What who has no account reads and answers, by a link and a code.
fn answering_rooms(house: &mut Rooms) {
    house.open(
        "/beantwoorden",
        "Anybody may read that a link is over; nothing of any question is shown.",
        by_link::over,
    );
    house.held_page::<ReadLink, _>("/beantwoorden/{code}", by_link::show);
    house.held_act::<OpenLink, by_link::Typed, ReadLink, _, _>(
        "/beantwoorden/{code}/openen",
        by_link::show,
        by_link::open,
    );
    house.held_act::<LinkAnswer, by_link::Told, ReadLink, _, _>(
        "/beantwoorden/{code}/delen",
        by_link::show,
        by_link::give,
    );
    house.held_act::<LinkAnswer, web::Sure, ReadLink, _, _>(
        "/beantwoorden/{code}/niets-bekend",
        by_link::show,
        by_link::nothing,
    );
    house.held_act::<LinkAnswer, question::Closed, ReadLink, _, _>(
        "/beantwoorden/{code}/mag-niet",
        by_link::show,
        by_link::may_not,
    );
}

fn document_rooms(house: &mut Rooms) {
    const AT_ITEM: &str = "/zaken/{id}/bijdragen/documenten/{no}";
    const AT: &str = "/zaken/{id}/bijdragen/document/{no}";
    house.page::<ReadCase, _>(AT_ITEM, documents::show);
    house.act::<AddDocument, documents::Added, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/documenten/{no}/nieuw",
        documents::show,
        documents::add,
    );
    house.page::<ReadDocument, _>(AT, document::show);
    house.file::<ReadDocument, _>("/zaken/{id}/bijdragen/document/{no}/blad", document::picture);
    house.file::<TakeDocument, _>("/zaken/{id}/bijdragen/document/{no}/document.pdf", document::take);
    house.act::<RemoveDocument, web::Sure, ReadCase, _, _>(
        "/zaken/{id}/bijdragen/document/{no}/weg",
        documents::of_document,
        documents::remove,
    );
    house.act::<RemoveDocument, (), ReadCase, _, _>(
        "/zaken/{id}/bijdragen/document/{no}/gezien",
        documents::of_document,
        documents::seen,
    );
}

fn planning_rooms(house: &mut Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/plan", plan::show);
    house.page::<ReadCase, _>("/zaken/{id}/plan/versies", plan::versions);
    house.file::<TakePlan, _>("/zaken/{id}/plan/plan.pdf", paper::plan);
    house.act::<AddFactor, plan_forms::NewFactor, ReadCase, _, _>(
        "/zaken/{id}/plan/factor",
        plan::show,
        plan_forms::factor,
    );
    house.act::<SetGoal, plan_forms::NewGoal, ReadCase, _, _>("/zaken/{id}/plan/doel", plan::show, plan_forms::goal);
    house.page::<ReadCase, _>("/zaken/{id}/plan/doel/{no}", goal::show);
    house.act::<MeasureGoal, goal::Said, ReadCase, _, _>("/zaken/{id}/plan/doel/{no}/hoe", goal::show, goal::act);
    house.page::<ReadCase, _>("/zaken/{id}/plan/scenarios", scenario::show);
    house.act::<AddScenario, scenario::Thought, ReadCase, _, _>(
        "/zaken/{id}/plan/scenarios/nieuw",
        scenario::show,
        scenario::act,
    );
    house.act::<AddIntervention, plan_forms::NewStep, ReadCase, _, _>(
        "/zaken/{id}/plan/interventie",
        plan::show,
        plan_forms::step,
    );
    house.act::<AcceptIntervention, (), ReadCase, _, _>(
        "/zaken/{id}/plan/aannemen/{no}",
        plan::show,
        plan_forms::accept,
    );
    house.act::<DeclineIntervention, declines::Declines, ReadCase, _, _>(
        "/zaken/{id}/plan/niet/{no}",
        plan::show,
        plan_forms::decline,
    );
    house.act::<ReportProgress, plan_forms::News, ReadCase, _, _>(
        "/zaken/{id}/plan/voortgang/{no}",
        plan::show,
        plan_forms::progress,
    );
    house.act::<DraftPlan, plan_forms::Drafted, ReadCase, _, _>(
        "/zaken/{id}/plan/voorleggen",
        plan::show,
        plan_forms::draft,
    );
    house.act::<TurnPlanKey, Agrees, ReadCase, _, _>("/zaken/{id}/plan/sleutel", plan::show, plan_forms::turn);
    house.page::<ReadCase, _>("/zaken/{id}/afspraken", agree::show);
    house.act::<MakeAgreement, agree::Made, ReadCase, _, _>("/zaken/{id}/afspraak", agree::show, agree::make);
    house.act::<AcceptAgreement, (), ReadCase, _, _>("/zaken/{id}/afspraken/aannemen/{no}", agree::show, agree::accept);
    house.act::<DeclineAgreement, declines::Declines, ReadCase, _, _>(
        "/zaken/{id}/afspraken/niet/{no}",
        agree::show,
        agree::decline,
    );
    house.act::<CompleteAgreement, agree::Kept, ReadCase, _, _>(
        "/zaken/{id}/afspraken/afronden/{no}",
        agree::show,
        agree::complete,
    );
    house.act::<BreakAgreement, agreement::Why, ReadCase, _, _>(
        "/zaken/{id}/afspraken/niet-nagekomen/{no}",
        agree::show,
        agreement::not_kept,
    );
    house.act::<ReleaseAgreement, agreement::Why, ReadCase, _, _>(
        "/zaken/{id}/afspraken/loslaten/{no}",
        agree::show,
        agreement::release,
    );
    house.act::<AddNote, agree::Written, ReadCase, _, _>("/zaken/{id}/notitie", agree::show, agree::note);
    house.act::<CallDirector, agree::Called, ReadCase, _, _>("/zaken/{id}/afspraken/regie", agree::show, agree::call);
}

fn mending_rooms(house: &mut Rooms) {
    use correct::{
        self as it, FixAgreement, FixFactor, FixGoal, FixHow, FixMoment, FixNote, FixQuestion, FixScenario, FixStep,
        TakenOut,
    };
    const AT: &str = "/zaken/{id}/verbeteren/{no}";
    house.page::<ReadCase, _>(AT, it::show);
    house.act::<CorrectCase, FixFactor, ReadCase, _, _>("/zaken/{id}/verbeteren/{no}/factor", it::show, it::factor);
    house.act::<CorrectCase, FixGoal, ReadCase, _, _>("/zaken/{id}/verbeteren/{no}/doel", it::show, it::goal);
    house.act::<CorrectCase, FixMoment, ReadCase, _, _>("/zaken/{id}/verbeteren/{no}/moment", it::show, it::moment);
    house.act::<CorrectCase, FixScenario, ReadCase, _, _>(
        "/zaken/{id}/verbeteren/{no}/scenario",
        it::show,
        it::scenario,
    );
    house.act::<CorrectCase, FixStep, ReadCase, _, _>("/zaken/{id}/verbeteren/{no}/interventie", it::show, it::step);
    house.act::<CorrectCase, FixAgreement, ReadCase, _, _>(
        "/zaken/{id}/verbeteren/{no}/afspraak",
        it::show,
        it::agreement,
    );
    house.act::<CorrectCase, FixHow, ReadCase, _, _>("/zaken/{id}/verbeteren/{no}/hoe", it::show, it::how);
    house.act::<CorrectCase, FixNote, ReadCase, _, _>("/zaken/{id}/verbeteren/{no}/notitie", it::show, it::note);
    house.act::<CorrectCase, FixQuestion, ReadCase, _, _>("/zaken/{id}/verbeteren/{no}/vraag", it::show, it::question);
    house.act::<CorrectCase, TakenOut, ReadCase, _, _>("/zaken/{id}/verbeteren/{no}/intrekken", it::show, it::take_out);
    house.page::<ReadCorrections, _>("/zaken/{id}/verbeteringen", corrected::show);
}

fn scaling_rooms(house: &mut Rooms) {
    use scaling::{answer, ask, duty, hand, one, page};
    house.page::<ReadCase, _>("/zaken/{id}/opschalen", page::show);
    house.act::<AskScaling, ask::Asked, ReadCase, _, _>("/zaken/{id}/opschalen/vraag", page::show, ask::act);
    house.act::<AskScaling, ask::Asked, ReadCase, _, _>("/zaken/{id}/opschalen/teruggeven", page::show, ask::act);
    house.act::<AskScaling, ask::More, ReadCase, _, _>("/zaken/{id}/opschalen/{no}/aanvullen", page::show, ask::add);
    house.act::<AnswerScaling, answer::Answers, ReadCase, _, _>(
        "/zaken/{id}/opschalen/{no}/antwoord",
        page::show,
        answer::act,
    );
    house.act::<TurnScalingKey, Agrees, ReadCase, _, _>("/zaken/{id}/opschalen/{no}/sleutel", page::show, answer::turn);
    house.page::<ReadScaling, _>("/zaken/{id}/opschalen/blad/{no}", one::show);
    house.act::<NameDuty, duty::Named, ReadCase, _, _>("/zaken/{id}/opschalen/aan-zet/{no}", page::show, duty::name);
    house.act::<AnswerDuty, duty::Says, ReadCase, _, _>(
        "/zaken/{id}/opschalen/aan-zet/{no}/antwoord",
        page::show,
        duty::answer,
    );
    house.act::<SetCriteria, duty::Agreed, ReadCase, _, _>("/zaken/{id}/opschalen/afspraak", page::show, duty::agree);
    house.act::<OfferHandover, hand::Offered, ReadCase, _, _>(
        "/zaken/{id}/opschalen/overdracht",
        page::show,
        hand::act,
    );
    house.act::<AnswerHandover, hand::Taken, ReadCase, _, _>(
        "/zaken/{id}/opschalen/overdracht/antwoord",
        page::show,
        hand::take,
    );
}

fn transfer_rooms(house: &mut Rooms) {
    use transfer::{Back, Proposed, Said, Sends, Stops, show};
    house.page::<ReadCase, _>("/zaken/{id}/van-elders", arrived::show);
    house.page::<ReadCase, _>("/zaken/{id}/ander-huis", show);
    house.act::<ProposeTransfer, Proposed, ReadCase, _, _>("/zaken/{id}/ander-huis/voorstel", show, transfer::propose);
    house.act::<AnswerTransferItem, Said, ReadCase, _, _>(
        "/zaken/{id}/ander-huis/bijdrage/{no}",
        show,
        transfer::answer,
    );
    house.act::<TurnTransferKey, Agrees, ReadCase, _, _>("/zaken/{id}/ander-huis/sleutel", show, transfer::turn);
    house.act::<SendTransfer, Sends, ReadCase, _, _>("/zaken/{id}/ander-huis/verzenden", show, transfer::send);
    house.file::<TakeTransfer, _>("/zaken/{id}/ander-huis/overdracht.casustafel", transfer::file);
    house.act::<TakeReceipt, Back, ReadCase, _, _>("/zaken/{id}/ander-huis/bewijs", show, transfer::take);
    house.act::<WithdrawTransfer, Stops, ReadCase, _, _>("/zaken/{id}/ander-huis/intrekken", show, transfer::withdraw);
}

fn ending_rooms(house: &mut Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/terugkijken", review::show);
    house.act::<ReviewCase, review::Looked, ReadCase, _, _>(
        "/zaken/{id}/terugkijken/vastleggen",
        review::show,
        review::act,
    );
    house.act::<EvaluateAgreements, evaluate::LookedBack, ReadCase, _, _>(
        "/zaken/{id}/terugkijken/afspraken",
        review::show,
        evaluate::act,
    );
    house.page::<ReadCase, _>("/zaken/{id}/terugkoppeling", feedback::show);
    house.act::<GiveFeedback, feedback::Given, ReadCase, _, _>(
        "/zaken/{id}/terugkoppeling/geven",
        feedback::show,
        feedback::act,
    );
    house.page::<ReadCase, _>("/zaken/{id}/afsluiten", close::show);
    house.act::<ProposeClosing, close::Proposed, ReadCase, _, _>(
        "/zaken/{id}/afsluiten/voorstel",
        close::show,
        close::propose,
    );
    house.act::<TurnClosingKey, web::Sure, ReadCase, _, _>("/zaken/{id}/afsluiten/sleutel", close::show, close::turn);
}
