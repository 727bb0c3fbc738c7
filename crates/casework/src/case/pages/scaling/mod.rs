//! The pages of scaling up and down.

mod answer;
mod ask;
mod duty;
mod hand;
mod one;
mod page;
mod turn;
mod view;

pub(super) use turn::Turn;

use crate::case::acts::{
    AnswerDuty, AnswerHandover, AnswerScaling, AskScaling, NameDuty, OfferHandover, ReadCase, ReadScaling, SetCriteria,
    TurnScalingKey,
};
use web::Rooms;

/// Every address of it.
pub(super) fn rooms(house: &mut Rooms) {
    house.page::<ReadCase, _>("/zaken/{id}/opschalen", page::show);
    house.act::<AskScaling, ask::Asked, ReadCase, _, _>("/zaken/{id}/opschalen/vraag", page::show, ask::act);
    house.act::<AskScaling, ask::Asked, ReadCase, _, _>("/zaken/{id}/opschalen/teruggeven", page::show, ask::act);
    house.act::<AskScaling, ask::More, ReadCase, _, _>("/zaken/{id}/opschalen/{no}/aanvullen", page::show, ask::add);
    house.act::<AnswerScaling, answer::Answers, ReadCase, _, _>(
        "/zaken/{id}/opschalen/{no}/antwoord",
        page::show,
        answer::act,
    );
    house.act::<TurnScalingKey, (), ReadCase, _, _>("/zaken/{id}/opschalen/{no}/sleutel", page::show, answer::turn);
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
