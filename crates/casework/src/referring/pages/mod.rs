//! The pages on which something is referred, the two that tell the table it came from, and the referral for who gave something there.

mod begin;
mod given;
mod told;

use crate::case::{ReadCase, ReferCase};
use crate::referral::{self as r, pages};
use crate::weighing::{ReadWeighing, ReferWeighing};

/// Every address of this feature.
pub(super) fn rooms(house: &mut web::Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/doorgeleiden", begin::of_case);
    house.act::<ReferCase, pages::begin::Handing, ReadCase, _, _>(
        "/zaken/{id}/doorgeleiden",
        begin::of_case,
        begin::refer_case,
    );
    house.page::<ReadWeighing, _>("/wegingen/{id}/doorgeleiden", begin::of_weighing);
    house.act::<ReferWeighing, pages::begin::Handing, ReadWeighing, _, _>(
        "/wegingen/{id}/doorgeleiden",
        begin::of_weighing,
        begin::refer_weighing,
    );
    house.page::<r::ReadReferral, _>("/doorgeleidingen/{id}", given::show);
    house.act::<r::AnswerEnclosed, pages::Said, r::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/bijdrage/{no}",
        given::show,
        pages::answer_item,
    );
    house.act::<r::TakeReferralAnswer, (), r::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/gelezen",
        pages::show,
        told::take,
    );
    house.act::<r::EndReferral, pages::Ends, r::ReadReferral, _, _>(
        "/doorgeleidingen/{id}/beeindigen",
        pages::show,
        told::end,
    );
}
