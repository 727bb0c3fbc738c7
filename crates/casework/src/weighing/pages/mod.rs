//! The pages of a weighing. They show what the model lets this organisation read; a sealed view never reaches a template.

pub(super) mod added;
pub(crate) mod ask_texts;
pub(crate) mod at_meeting;
mod college;
pub(super) mod consult;
mod criteria;
pub(super) mod file;
mod filed;
mod form;
mod jot;
pub(super) mod judge;
pub(super) mod keys;
pub(super) mod list;
pub(super) mod notice;
pub(super) mod question;
pub(super) mod read;
mod round;
pub(super) mod settle;
pub(super) mod supply;
mod urgent;
pub(super) mod view;
mod words;

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    use super::acts as a;
    use crate::signal::acts::{FileSignal, ReadSignal};
    use crate::table::key_form::{Objection, Turned};
    house.page::<ReadSignal, _>("/signalen/{id}/aanmelden", file::show);
    house.act::<FileSignal, file::FileForm, ReadSignal, _, _>("/signalen/{id}/aanmelden", file::show, file::act);
    house.list::<a::ListWeighings, _>("/wegingen", list::show);
    house.page::<a::ReadWeighing, _>("/wegingen/{id}", read::show);
    house.act::<a::ConfirmUrgent, (), a::ReadWeighing, _, _>("/wegingen/{id}/gezien", read::show, urgent::confirm);
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/zienswijze", view::show);
    house.act::<a::HandInView, view::ViewForm, a::ReadWeighing, _, _>(
        "/wegingen/{id}/zienswijze",
        view::show,
        view::act,
    );
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/zienswijze/aanvullen", added::show);
    house.act::<a::AddToView, added::Added, a::ReadWeighing, _, _>(
        "/wegingen/{id}/zienswijze/aanvullen",
        added::show,
        added::act,
    );
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/meeschrijven/{no}", jot::show);
    house.act::<a::JotDown, jot::Written, a::ReadWeighing, _, _>(
        "/wegingen/{id}/meeschrijven/{no}",
        jot::show,
        jot::act,
    );
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/meeschrijven/{no}/versies", jot::versions);
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/oordeel", judge::show);
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/oordeel/versies", judge::versions);
    house.act::<a::DraftJudgement, judge::JudgementForm, a::ReadWeighing, _, _>(
        "/wegingen/{id}/oordeel",
        judge::show,
        judge::act,
    );
    house.act::<a::TurnKey, Turned, a::ReadWeighing, _, _>("/wegingen/{id}/sleutel", read::show, keys::turn);
    house.act::<a::Disagree, Objection, a::ReadWeighing, _, _>(
        "/wegingen/{id}/niet-instemmen",
        read::show,
        keys::disagree,
    );
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/verder", settle::show);
    house.act::<a::SettleNoAgreement, settle::SettleForm, a::ReadWeighing, _, _>(
        "/wegingen/{id}/verder",
        settle::show,
        settle::act,
    );
    house.act::<a::SettleNoAgreement, settle::AgreeForm, a::ReadWeighing, _, _>(
        "/wegingen/{id}/verder/akkoord",
        settle::show,
        settle::agree,
    );
    house.act::<a::SettleNoAgreement, settle::DropForm, a::ReadWeighing, _, _>(
        "/wegingen/{id}/verder/terug",
        settle::show,
        settle::decline,
    );
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/raadplegen", consult::show);
    house.act::<a::Consult, consult::ConsultForm, a::ReadWeighing, _, _>(
        "/wegingen/{id}/raadplegen",
        consult::show,
        consult::act,
    );
    house.page::<a::ReadWeighing, _>("/wegingen/{id}/aanvullen", supply::show);
    house.act::<a::SupplyToTrio, supply::SupplyForm, a::ReadWeighing, _, _>(
        "/wegingen/{id}/aanvullen",
        supply::show,
        supply::act,
    );
    house.page::<a::ReadSupply, _>("/wegingen/{id}/college", college::show);
    house.act::<a::SupplyToTrio, supply::SupplyForm, a::ReadSupply, _, _>(
        "/wegingen/{id}/college",
        college::show,
        supply::act_for_college,
    );
    house.page::<a::ReadQuestion, _>("/wegingen/{id}/vraag", question::show);
    house.act::<a::AnswerQuestion, question::AnswerForm, a::ReadQuestion, _, _>(
        "/wegingen/{id}/vraag",
        question::show,
        question::act,
    );
    house.page::<a::ReadNotice, _>("/wegingen/{id}/bericht", notice::show);
    house.act::<a::TakeNotice, (), a::ReadNotice, _, _>("/wegingen/{id}/bericht/gelezen", notice::show, notice::take);
    house.act::<a::SupplyToTrio, supply::SupplyForm, a::ReadNotice, _, _>(
        "/wegingen/{id}/bericht/aanvullen",
        notice::show,
        supply::act_as_filer,
    );
    crate::seating::rooms::<a::ReadPersons, a::NamePersons>(
        house,
        ["/wegingen/{id}/personen", "/wegingen/{id}/personen/vervanging"],
    );
}

impl crate::seating::Naming for super::acts::NamePersons {}
