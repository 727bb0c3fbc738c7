//! The pages of a session: for who leads, for the screen, and for the phones.

mod agreed;
mod clock;
mod cues;
mod deeds;
mod directions;
mod edit;
mod forms;
mod guide;
mod join;
mod late;
mod list;
mod note;
mod outcome;
mod phone;
mod plan;
mod qr;
mod read;
mod screen;
mod slips;

use super::acts::{
    AnswerStep, ArrangeScreen, CallOff, ComeIn, EmptySession, EndSession, HandOver, InviteToSession, JoinIn,
    LeadSession, ListSessions, PassOn, PlanSession, ReadNote, ReadSession, RewriteSession, StartSession, TakeOver,
    WriteAgreement,
};

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.kind::<super::Session>(crate::places::SESSIONS.list());
    house.list::<ListSessions, _>("/sessies", list::show);
    house.begin::<PlanSession, plan::PlanForm, _, _>("/sessies/nieuw", plan::show, plan::begin);
    house.page::<ReadSession, _>("/sessies/{id}", read::show);
    house.live::<ReadSession>("/sessies/{id}/live");
    house.page::<ReadNote, _>("/sessies/{id}/uitkomst", note::show);
    house.file::<ReadNote, _>("/sessies/{id}/uitkomst.pdf", note::print);
    house.file::<ReadSession, _>("/sessies/{id}/draaiboek.pdf", guide::print);
    house.page::<ReadSession, _>("/sessies/{id}/richtingen/{plaats}", directions::show);
    house.act::<PassOn, directions::Chosen, ReadSession, _, _>(
        "/sessies/{id}/richtingen/{plaats}",
        directions::show,
        directions::pass_on,
    );
    preparing(house);
    leading(house);
    held(house);
}

/// What is done before a step runs.
fn preparing(house: &mut web::Rooms) {
    house.page::<ReadSession, _>("/sessies/{id}/gegevens", edit::describe_page);
    house.act::<RewriteSession, edit::Described, ReadSession, _, _>(
        "/sessies/{id}/gegevens",
        edit::describe_page,
        edit::describe,
    );
    house.page::<ReadSession, _>("/sessies/{id}/stap/{plaats}", edit::step_page);
    house.act::<RewriteSession, edit::StepForm, ReadSession, _, _>(
        "/sessies/{id}/stap/{plaats}",
        edit::step_page,
        edit::write_step,
    );
    house.act::<RewriteSession, cues::Cues, ReadSession, _, _>(
        "/sessies/{id}/stap/{plaats}/tekst",
        edit::step_page,
        cues::write,
    );
    house.page::<ReadSession, _>("/sessies/{id}/stap-erbij/{plaats}", edit::new_step_page);
    house.act::<RewriteSession, edit::StepForm, ReadSession, _, _>(
        "/sessies/{id}/stap-erbij/{plaats}",
        edit::new_step_page,
        edit::add_step,
    );
    house.act::<RewriteSession, edit::MoveForm, ReadSession, _, _>(
        "/sessies/{id}/volgorde",
        read::show,
        edit::move_step,
    );
    house.act::<RewriteSession, deeds::PlaceForm, ReadSession, _, _>(
        "/sessies/{id}/stap-weg",
        read::show,
        edit::drop_step,
    );
    house.page::<ReadSession, _>("/sessies/{id}/rol/{plaats}", edit::part_page);
    house.act::<RewriteSession, edit::PartForm, ReadSession, _, _>(
        "/sessies/{id}/rol/{plaats}",
        edit::part_page,
        edit::write_part,
    );
    house.act::<InviteToSession, deeds::InviteForm, ReadSession, _, _>(
        "/sessies/{id}/uitnodigen",
        read::show,
        deeds::invite,
    );
    house.act::<CallOff, deeds::CallOffForm, ReadSession, _, _>("/sessies/{id}/afzeggen", read::show, deeds::call_off);
}

/// What is done while it runs, and at its end.
fn leading(house: &mut web::Rooms) {
    house.act::<StartSession, (), ReadSession, _, _>("/sessies/{id}/beginnen", read::show, deeds::start);
    house.act::<LeadSession, deeds::PlaceForm, ReadSession, _, _>("/sessies/{id}/naar", read::show, deeds::go_to);
    house.act::<LeadSession, (), ReadSession, _, _>("/sessies/{id}/volgende", read::show, deeds::next);
    house.act::<LeadSession, (), ReadSession, _, _>("/sessies/{id}/vorige", read::show, deeds::previous);
    house.act::<LeadSession, deeds::MinutesForm, ReadSession, _, _>(
        "/sessies/{id}/meer-tijd",
        read::show,
        deeds::extend,
    );
    house.act::<LeadSession, (), ReadSession, _, _>("/sessies/{id}/pauze", read::show, deeds::pause);
    house.act::<LeadSession, (), ReadSession, _, _>("/sessies/{id}/verder", read::show, deeds::resume);
    house.act::<LeadSession, (), ReadSession, _, _>("/sessies/{id}/sluiten", read::show, deeds::close);
    house.act::<LeadSession, deeds::InjectForm, ReadSession, _, _>(
        "/sessies/{id}/gebeurtenis",
        read::show,
        deeds::inject,
    );
    house.act::<ArrangeScreen, deeds::PlaceForm, ReadSession, _, _>("/sessies/{id}/tonen", read::show, deeds::show);
    house.act::<ArrangeScreen, deeds::PointForm, ReadSession, _, _>(
        "/sessies/{id}/aanwijzen",
        read::show,
        deeds::point,
    );
    house.act::<ArrangeScreen, (), ReadSession, _, _>("/sessies/{id}/verbergen/{briefje}", read::show, deeds::hide);
    house.act::<ArrangeScreen, (), ReadSession, _, _>("/sessies/{id}/terugzetten/{briefje}", read::show, deeds::unhide);
    house.act::<ArrangeScreen, deeds::PileForm, ReadSession, _, _>("/sessies/{id}/stapel", read::show, deeds::cluster);
    house.act::<WriteAgreement, deeds::AgreeForm, ReadSession, _, _>(
        "/sessies/{id}/afspraak",
        read::show,
        deeds::agree,
    );
    house.act::<WriteAgreement, (), ReadSession, _, _>(
        "/sessies/{id}/afspraak-terug/{plaats}",
        read::show,
        deeds::drop_agreement,
    );
    house.act::<HandOver, deeds::AgencyForm, ReadSession, _, _>("/sessies/{id}/overdragen", read::show, deeds::offer);
    house.act::<TakeOver, (), ReadSession, _, _>("/sessies/{id}/overnemen", read::show, deeds::take_over);
    house.act::<EndSession, web::Sure, ReadSession, _, _>("/sessies/{id}/einde", read::show, deeds::end);
    house.act::<EmptySession, web::Sure, ReadSession, _, _>("/sessies/{id}/vernietigen", read::show, deeds::empty);
}

/// What phones and the screen see.
fn held(house: &mut web::Rooms) {
    house.open("/meedoen", "Anybody may type a code; without one nothing is shown.", join::open);
    house.held_page::<JoinIn, _>("/meedoen/{code}", join::show);
    house.held_act::<ComeIn, (), JoinIn, _, _>("/meedoen/{code}", join::show, join::come_in);
    house.held_live_acts::<JoinIn>("/meedoen/{code}/live");
    house.held_page::<JoinIn, _>("/meedoen/{code}/{kaart}", phone::show);
    house.held_act::<AnswerStep, forms::AnswerForm, JoinIn, _, _>(
        "/meedoen/{code}/{kaart}/antwoord",
        phone::show,
        phone::answer,
    );
    house.held_page::<JoinIn, _>("/meedoen/{code}/{kaart}/alsnog", late::show);
    house.held_act::<AnswerStep, forms::AnswerForm, JoinIn, _, _>(
        "/meedoen/{code}/{kaart}/alsnog",
        late::show,
        late::send,
    );
    house.held_act::<ComeIn, forms::NameForm, JoinIn, _, _>("/meedoen/{code}/{kaart}/naam", phone::show, phone::name);
    house.held_act::<ComeIn, forms::TakePart, JoinIn, _, _>("/meedoen/{code}/{kaart}/rol", phone::show, phone::play);
    house.held_page::<JoinIn, _>("/scherm/{code}", screen::show);
    house.held_live::<JoinIn>("/scherm/{code}/live");
}
