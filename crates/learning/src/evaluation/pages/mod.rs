//! The pages of learning evaluations: for the team, for who asked for it and takes part, and the public report for everybody.

mod begin;
mod learn;
mod list;
mod read;
mod report;
mod work;

use super::acts;
use web::Rooms;

/// Every address of this feature.
pub(super) fn rooms(house: &mut Rooms) {
    house.list::<acts::ListEvaluations, _>("/evaluaties", list::show);
    house.begin::<acts::BeginEvaluation, begin::Scope, _, _>("/evaluaties/nieuw", begin::show, begin::act);
    house.page::<acts::ReadEvaluation, _>("/evaluaties/{id}", read::show);
    house.file::<acts::ReadEvaluation, _>("/evaluaties/{id}/verslag.pdf", report::pdf);
    house.act::<acts::PlanEvaluation, work::Planning, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/plannen",
        read::show,
        work::plan,
    );
    house.act::<acts::PlanEvaluation, work::Planning, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/stap-gedaan",
        read::show,
        work::done,
    );
    house.act::<acts::LinkPiece, work::Linked, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/bron",
        read::show,
        work::link,
    );
    house.act::<acts::WriteFinding, work::Found, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/bevinding",
        read::show,
        work::find,
    );
    house.act::<acts::WriteFinding, work::Back, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/bevinding-terug",
        read::show,
        work::take_back,
    );
    house.act::<acts::Advise, work::Advice, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/aanbeveling",
        read::show,
        work::advise,
    );
    house.act::<acts::PlanLearning, learn::Learning, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/leersessie",
        read::show,
        learn::learn,
    );
    house.act::<acts::DraftReport, work::Written, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/verslag",
        read::show,
        work::draft,
    );
    house.act::<acts::CheckReport, work::Checked, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/nakijken",
        read::show,
        work::check,
    );
    house.act::<acts::PublishReport, (), acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/openbaar",
        read::show,
        work::publish,
    );
    house.act::<acts::FollowUpEvaluation, work::Again, acts::ReadEvaluation, _, _>(
        "/evaluaties/{id}/opnieuw-meten",
        read::show,
        work::follow_up,
    );
    house.held_page::<acts::ReadPublicReport, _>("/openbaar/evaluaties/{code}", report::public);
}
