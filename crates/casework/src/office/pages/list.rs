//! The organisations that arranged who speaks for them.

use crate::office::{ListOffices, SetUpOffice, State};
use crate::overview::{self, Button, Overview};
use crate::places;
use kernel::Say;
use vault::Act;
use web::{Ask, Page, Trouble};

pub(crate) async fn show(ask: Ask) -> Result<Page, Trouble> {
    let sets_up = ask.vault.may_begin::<SetUpOffice>(&ask.actor).is_yes();
    let button = || Button { address: places::OFFICES.of(places::NEW), says: SetUpOffice::INFO.says };
    let overview = Overview {
        address: places::OFFICES.list(),
        title: Say::of("Wie mag welke sleutel omdraaien?", "Who may turn which key?"),
        lead: Say::of(
            "Elke organisatie heeft een ambtsdrager. Die draait de sleutel, of wie daarvoor een mandaat kreeg.",
            "Each organisation has an office holder. They turn the key, or whoever got a mandate for it.",
        ),
        empty: Say::of("Er is nog geen organisatie ingericht.", "No organisation has been set up yet."),
        facets: State::ALL.iter().map(|state| (state.word(), state.says())).collect(),
        state: |word| State::ALL.iter().find(|s| s.word() == word).map_or(Say::of("-", "-"), |s| s.says()),
        buttons: sets_up.then(button).into_iter().collect(),
        notice: None,
    };
    overview::show::<ListOffices>(ask, overview).await
}
