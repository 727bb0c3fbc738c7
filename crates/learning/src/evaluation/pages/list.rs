//! The learning evaluations that the own organisation does, asked for or takes part in.

use crate::{
    evaluation::{
        State,
        acts::{BeginEvaluation, ListEvaluations},
    },
    listing::{self, Listing},
    places,
};
use kernel::{Choice as _, Say};
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<listing::List>, Trouble> {
    let listing = Listing {
        place: places::EVALUATIONS,
        title: Say::of("Evaluaties", "Evaluations"),
        lead: Say::of(
            "Leren van hoe er wordt samengewerkt. Geen oordeel over een persoon of een organisatie.",
            "Learning from how people work together. No verdict on a person or an organisation.",
        ),
        begin: Say::of("Evaluatie beginnen", "Begin an evaluation"),
        state: |word| State::of_word(word).unwrap_or(State::Running).says(),
        told: false,
    };
    listing::show::<ListEvaluations, BeginEvaluation>(ask, listing).await
}
