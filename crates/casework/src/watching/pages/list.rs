//! Where one keeps an eye, or asked for it.

use crate::overview::{self, Overview};
use crate::places;
use crate::watching::{ListWatches, State};
use kernel::{Choice as _, Say};
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let overview = Overview {
        address: places::WATCHES.list(),
        title: Say::of("Oogjes in het zeil", "Keeping an eye on things"),
        lead: Say::of(
            "Wat uw organisatie, of een ander op haar verzoek, na het afsluiten van een casus in het oog houdt. Niemand leest nog iets van de casus zelf.",
            "What your organisation, or another at its request, keeps an eye on after a case is closed. Nobody reads anything of the case itself any more.",
        ),
        empty: Say::of(
            "Hier staat niets. Een afspraak verdwijnt na de laatste dag.",
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
        by_place: true,
        buttons: Vec::new(),
        notice: None,
    };
    overview::show::<ListWatches>(ask, overview).await
}
