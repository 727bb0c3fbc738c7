//! The observations of the own organisation and of the tables at which it sits.

use crate::{
    listing::{self, Listing},
    observation::{
        State,
        acts::{BeginObservation, ListObservations},
    },
    places,
};
use kernel::{Choice as _, Say};
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<listing::List>, Trouble> {
    let listing = Listing {
        place: places::OBSERVATIONS,
        title: Say::of("Observaties", "Observations"),
        lead: Say::of(
            "Meekijken met een overleg om ervan te leren. Wie wat zei, staat er niet in.",
            "Watching a meeting to learn from it. Who said what is not in it.",
        ),
        begin: Say::of("Overleg observeren", "Observe a meeting"),
        state: |word| State::of_word(word).unwrap_or(State::Filling).says(),
        told: false,
    };
    listing::show::<ListObservations, BeginObservation>(ask, listing).await
}
