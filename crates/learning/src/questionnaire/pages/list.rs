//! The questionnaires of the own organisation, and those whose released results it may read.

use crate::{
    listing::{self, Listing},
    places,
    questionnaire::{
        State,
        acts::{BeginQuestionnaire, ListQuestionnaires},
    },
};
use kernel::{Choice as _, Say};
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<listing::List>, Trouble> {
    let listing = Listing {
        place: places::QUESTIONNAIRES,
        title: Say::of("Vragenlijsten", "Questionnaires"),
        lead: Say::of(
            "Korte vragen aan veel mensen. Niemand leest wat één persoon antwoordt.",
            "Short questions to many people. Nobody reads what one person answers.",
        ),
        begin: Say::of("Vragenlijst maken", "Make a questionnaire"),
        state: |word| State::of_word(word).unwrap_or(State::Draft).says(),
        told: true,
    };
    listing::show::<ListQuestionnaires, BeginQuestionnaire>(ask, listing).await
}
