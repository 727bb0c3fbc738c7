//! The weighings.

use crate::overview::{self, Overview};
use crate::places;
use crate::weighing::{ListWeighings, State};
use kernel::Say;
use web::{Ask, Page, Trouble};

pub(crate) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let overview = Overview {
        address: places::WEIGHINGS.list(),
        title: Say::of("Wegingen", "Weighings"),
        lead: Say::of(
            "Gemeente, politie en OM wegen samen wat een aanmelding betekent.",
            "Municipality, police and OM weigh together what a filing means.",
        ),
        empty: Say::of(
            "Hier staat geen weging waar u aan tafel zit.",
            "There is no weighing here where you sit at the table.",
        ),
        facets: vec![
            ("running", Say::of("Loopt", "Under way")),
            ("no-agreement", Say::of("Geen overeenstemming", "No agreement")),
            ("fits", Say::of("Past", "Fits")),
            ("ended", Say::of("Geëindigd", "Ended")),
        ],
        state: |word| State::ALL.into_iter().find(|s| s.word() == word).map_or(Say::of("-", "-"), State::says),
        states: Vec::new(),
        by_title: false,
        by_place: true,
        buttons: Vec::new(),
        notice: None,
    };
    overview::show::<ListWeighings>(ask, overview).await
}
