//! The pages of questionnaires: for the team that asks, for who may read the results, and for who answers on a phone.

mod answers;
mod begin;
mod compare;
mod files;
mod import;
mod links;
mod list;
mod make;
mod phone;
mod phone_form;
mod questions;
mod read;
mod shown;
mod steps;

use super::acts;
use web::Rooms;

#[cfg(test)]
pub(super) use import::example_of;
pub(crate) use shown::last;

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.list::<acts::ListQuestionnaires, _>("/vragenlijsten", list::show);
    house.begin::<acts::BeginQuestionnaire, begin::Chosen, _, _>("/vragenlijsten/nieuw", begin::show, begin::act);
    house.takeaway::<acts::BeginQuestionnaire, _>("/vragenlijsten/voorbeeld/{soort}", import::example);
    house.page::<acts::ReadQuestionnaire, _>("/vragenlijsten/{id}", read::show);
    house.page::<acts::ReadQuestionnaire, _>("/vragenlijsten/{id}/voorbeeld", phone::preview);
    house.page::<acts::ReadQuestionnaire, _>("/vragenlijsten/{id}/toen-en-nu", compare::show);
    house.file::<acts::ReadQuestionnaire, _>("/vragenlijsten/{id}/uitkomsten.csv", files::csv);
    house.file::<acts::ReadQuestionnaire, _>("/vragenlijsten/{id}/uitkomsten.ods", files::ods);
    house.file::<acts::ReadQuestionnaire, _>("/vragenlijsten/{id}/uitkomsten.xlsx", files::xlsx);
    making(house);
    running(house);
    closing(house);
    house.held_page::<acts::ReadForm, _>("/vragen/{code}", phone::show);
    house.held_page::<acts::ReadForm, _>("/vragen/{code}/klaar", phone::done);
    house.held_page::<acts::ReadForm, _>("/vragen/{code}/{kaart}", phone::show);
    house.held_act::<acts::AnswerForm, phone_form::Sent, acts::ReadForm, _, _>(
        "/vragen/{code}/{kaart}/antwoord",
        phone::show,
        phone::answer,
    );
}

fn making(house: &mut Rooms) {
    house.act::<acts::ChangeQuestionnaire, begin::Chosen, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/opzet",
        read::show,
        begin::change,
    );
    house.act::<acts::ArrangeQuestions, make::Asked, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/vraag",
        read::show,
        make::add,
    );
    house.act::<acts::ArrangeQuestions, make::Gone, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/vraag-weg",
        read::show,
        make::remove,
    );
    house.act::<acts::ArrangeQuestions, make::Taken, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/overnemen",
        read::show,
        make::take_over,
    );
    house.act::<acts::ArrangeQuestions, import::Imported, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/importeren",
        read::show,
        import::import,
    );
    house.act::<acts::OpenQuestionnaire, (), acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/openen",
        read::show,
        steps::open,
    );
}

fn running(house: &mut Rooms) {
    house.act::<acts::Invite, links::HowMany, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/uitnodigen",
        read::show,
        links::invite,
    );
    house.page::<acts::ReadLinks, _>("/vragenlijsten/{id}/links", links::show);
    house.file::<acts::ReadLinks, _>("/vragenlijsten/{id}/links.csv", links::csv);
    house.act::<acts::TakeLinks, (), acts::ReadLinks, _, _>(
        "/vragenlijsten/{id}/links-meegenomen",
        links::show,
        links::taken,
    );
    house.act::<acts::ReviseQuestions, make::Revised, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/nieuwe-versie",
        read::show,
        make::revise,
    );
    house.act::<acts::ReviseQuestions, make::RevisedAway, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/nieuwe-versie-zonder",
        read::show,
        make::revise_away,
    );
    house.act::<acts::CloseQuestionnaire, web::Sure, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/sluiten",
        read::show,
        steps::close,
    );
}

fn closing(house: &mut Rooms) {
    house.page::<acts::ReadOpenAnswers, _>("/vragenlijsten/{id}/open-antwoorden", answers::show);
    house.act::<acts::ReviewAnswer, answers::Looked, acts::ReadOpenAnswers, _, _>(
        "/vragenlijsten/{id}/nakijken",
        answers::show,
        answers::review,
    );
    house.act::<acts::ReleaseResults, steps::Split, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/vrijgeven",
        read::show,
        steps::release,
    );
    house.act::<acts::EmptyQuestionnaire, web::Sure, acts::ReadQuestionnaire, _, _>(
        "/vragenlijsten/{id}/vernietigen",
        read::show,
        steps::empty,
    );
}
