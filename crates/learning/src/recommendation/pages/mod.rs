//! The pages of recommendations: the list and the overview that everybody sees, and one page per recommendation with its forms.

mod carry;
mod list;
mod make;
mod overview;
mod read;

#[cfg(test)]
pub(super) use overview::count;

pub(crate) use list::open_ones;

use super::acts;
use vault::Act;
use web::Rooms;

/// Every address of this feature; `S` is the act of reading the result of a session, `E` that of reading an evaluation.
pub(super) fn rooms<S: Act, E: Act>(house: &mut Rooms) {
    house.list::<acts::ListRecommendations, _>("/aanbevelingen", list::show);
    house.list::<acts::ListRecommendations, _>("/aanbevelingen/overzicht", overview::show);
    house.begin::<acts::MakeRecommendation, make::Made, _, _>("/aanbevelingen/nieuw", make::show, make::act);
    house.page::<acts::ReadRecommendation, _>("/aanbevelingen/{id}", read::show::<S, E>);
    house.act::<acts::AddDirection, carry::NewDirection, acts::ReadRecommendation, _, _>(
        "/aanbevelingen/{id}/richting",
        read::show::<S, E>,
        carry::direction,
    );
    house.act::<acts::TakeUp, carry::Taken, acts::ReadRecommendation, _, _>(
        "/aanbevelingen/{id}/oppakken",
        read::show::<S, E>,
        carry::take_up,
    );
    house.act::<acts::DeclineRecommendation, carry::Because, acts::ReadRecommendation, _, _>(
        "/aanbevelingen/{id}/niet-oppakken",
        read::show::<S, E>,
        carry::decline,
    );
    house.act::<acts::ProgressRecommendation, carry::Because, acts::ReadRecommendation, _, _>(
        "/aanbevelingen/{id}/voortgang",
        read::show::<S, E>,
        carry::progress,
    );
    house.act::<acts::MoveRecommendation, carry::Later, acts::ReadRecommendation, _, _>(
        "/aanbevelingen/{id}/andere-dag",
        read::show::<S, E>,
        carry::give_day,
    );
    house.act::<acts::FinishRecommendation, carry::Because, acts::ReadRecommendation, _, _>(
        "/aanbevelingen/{id}/afronden",
        read::show::<S, E>,
        carry::finish,
    );
    house.act::<acts::ReopenRecommendation, carry::Because, acts::ReadRecommendation, _, _>(
        "/aanbevelingen/{id}/opnieuw",
        read::show::<S, E>,
        carry::reopen,
    );
    house.act::<acts::RemeasureRecommendation, carry::Again, acts::ReadRecommendation, _, _>(
        "/aanbevelingen/{id}/opnieuw-meten",
        read::show::<S, E>,
        carry::remeasure,
    );
}
