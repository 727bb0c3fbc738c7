//! The pages of an organisation's office: all of them, one of them, and what can be said there.

mod begin;
mod forms;
mod list;
mod read;

use super::acts::*;

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.list::<ListOffices, _>("/organisaties", list::show);
    house.begin::<SetUpOffice, begin::Begun, _, _>("/organisaties/nieuw", begin::show, begin::begin);
    house.page::<ReadOffice, _>("/organisaties/{id}", read::show);
    house.act::<NameHolder, forms::Holder, ReadOffice, _, _>("/organisaties/{id}/ambt", read::show, forms::name_holder);
    house.act::<ConfirmHolder, forms::Answer, ReadOffice, _, _>(
        "/organisaties/{id}/ambt/bevestigen",
        read::show,
        forms::answer,
    );
    house.act::<SetDesk, forms::Names, ReadOffice, _, _>("/organisaties/{id}/loket", read::show, forms::set_desk);
    house.act::<CheckPersons, (), ReadOffice, _, _>("/organisaties/{id}/nagegaan", read::show, forms::check);
    house.act::<GiveMandate, forms::Given, ReadOffice, _, _>("/organisaties/{id}/mandaat", read::show, forms::give);
    house.act::<WithdrawMandate, forms::Withdrawn, ReadOffice, _, _>(
        "/organisaties/{id}/mandaat/intrekken",
        read::show,
        forms::withdraw,
    );
}
