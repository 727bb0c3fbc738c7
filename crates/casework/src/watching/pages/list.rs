//! Where one keeps an eye, or asked for it.

use crate::overview::{self, Overview};
use crate::places;
use crate::watching::{ListWatches, State};
use kernel::{Choice as _, Say};
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let overview = Overview {
        address: places::WATCHES.list(),
        title: Say::of("Oogjes in het zeil", "Where an eye is kept"),
        lead: Say::of(
            "Wat uw organisatie na het afsluiten van een casus in het oog houdt, of een ander op haar verzoek. Van de casus zelf leest niemand nog iets.",
            "What your organisation keeps an eye on after a case was closed, or another at its request. Of the case itself nobody reads anything.",
        ),
        empty: Say::of(
            "Hier staat niets. Een afspraak verdwijnt na haar laatste dag.",
            "There is nothing here. An agreement disappears after its last day.",
        ),
        facets: vec![
            ("asked", State::Asked.says()),
            ("confirmed", State::Confirmed.says()),
            ("declined", State::Declined.says()),
        ],
        state: |word| State::meant_by(word).unwrap_or(State::Over).says(),
        states: Vec::new(),
        by_title: false,
        buttons: Vec::new(),
        notice: None,
    };
    overview::show::<ListWatches>(ask, overview).await
}
