//! One's own questions to other houses.

use crate::beyond::{ListBeyond, State};
use crate::overview::{self, Overview};
use crate::places;
use kernel::{Choice as _, Say};
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let overview = Overview {
        address: places::BEYOND.list(),
        title: Say::of("Vragen aan andere huizen", "Questions to other houses"),
        lead: Say::of(
            "Wat u aan andere huizen vroeg over de persoon in een casus. U stelt zo'n vraag bij de casus zelf.",
            "What you asked other houses about the person in a case. You put such a question at the case itself.",
        ),
        empty: Say::of("U stelde geen vragen aan andere huizen.", "You put no questions to other houses."),
        facets: State::all().iter().map(|state| (state.word(), state.says())).collect(),
        state: |word| State::of_word(word).unwrap_or_default().says(),
        states: Vec::new(),
        by_title: false,
        by_place: true,
        buttons: Vec::new(),
        notice: None,
    };
    overview::show::<ListBeyond>(ask, overview).await
}
