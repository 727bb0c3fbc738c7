//! The reviews that one's organisation asked for with the others, or that one is asked to do.

use crate::overview::{self, Overview};
use crate::places;
use crate::review::{ListReviews, State};
use kernel::Say;
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let overview = Overview {
        address: places::REVIEWS.list(),
        title: Say::of("Onafhankelijke toetsen", "Independent reviews"),
        lead: Say::of(
            "Iemand van buiten bekijkt of een tafel zorgvuldig was, op een uittreksel zonder namen. U vraagt er een bij een casus.",
            "Somebody from outside looks whether a table was careful, on an extract without names. You ask for one at a case.",
        ),
        empty: Say::of(
            "Hier staat niets. Een toets verdwijnt na haar laatste dag, en met de casus.",
            "There is nothing here. A review disappears after its last day, and with the case.",
        ),
        facets: State::ALL.iter().map(|state| (state.word(), state.says())).collect(),
        state: |word| State::ALL.into_iter().find(|state| state.word() == word).unwrap_or_default().says(),
        states: Vec::new(),
        by_title: false,
        by_place: false,
        buttons: Vec::new(),
        notice: None,
    };
    overview::show::<ListReviews>(ask, overview).await
}
