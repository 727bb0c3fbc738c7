//! The advices.

use crate::advice::{ListAdvices, State};
use crate::overview::{self, Overview};
use crate::places;
use kernel::Say;
use web::{Ask, Page, Trouble};

pub(crate) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let overview = Overview {
        address: places::ADVICES.list(),
        title: Say::of("Adviezen", "Advice"),
        lead: Say::of(
            "Wat de tafel aan burgemeester, officier en politie adviseert.",
            "What the table advises the mayor, the prosecutor and the police.",
        ),
        empty: Say::of(
            "Hier staat geen advies van een tafel waar u zit.",
            "There is no advice here from a table where you sit.",
        ),
        facets: vec![
            ("at-the-table", Say::of("Aan tafel", "At the table")),
            ("round", Say::of("Bij de driehoek", "With the triangle")),
            ("approved", Say::of("Integrale aanpak", "Integral approach")),
            ("done", Say::of("Klaar", "Done")),
        ],
        state: |word| State::ALL.into_iter().find(|s| s.word() == word).map_or(Say::of("-", "-"), State::says),
        states: Vec::new(),
        by_title: false,
        by_place: true,
        buttons: Vec::new(),
        notice: None,
    };
    overview::show::<ListAdvices>(ask, overview).await
}
