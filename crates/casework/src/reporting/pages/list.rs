//! The doors that one's municipality keeps.

use crate::overview::{self, Button, Overview};
use crate::places;
use crate::reporting::{ListDoors, OpenDoor, State};
use kernel::{Choice as _, Say};
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let begin = ask.vault.may_begin::<OpenDoor>(&ask.actor).is_yes().then(|| Button {
        address: places::DOORS.of(places::NEW),
        says: Say::of("Meldpagina openen", "Open a reporting page"),
    });
    let overview = Overview {
        address: places::DOORS.list(),
        title: Say::of("Meldpagina's", "Reporting pages"),
        lead: Say::of(
            "Via een meldpagina vertelt iemand zonder account waar hij zich zorgen over maakt. Een melding begint niets: u beslist of er een signaal uit komt.",
            "On a reporting page somebody without an account tells what worries them. A report starts nothing: you decide whether it becomes a signal.",
        ),
        empty: Say::of(
            "Uw gemeente heeft geen meldpagina. Zolang zij er geen opent, kan niemand hier iets melden.",
            "Your municipality has no reporting page. As long as it opens none, nobody can report anything here.",
        ),
        facets: vec![("open", State::Open.says()), ("closed", State::Closed.says())],
        state: |word| State::meant_by(word).unwrap_or(State::Closed).says(),
        states: Vec::new(),
        by_title: false,
        by_place: true,
        buttons: begin.into_iter().collect(),
        notice: None,
    };
    overview::show::<ListDoors>(ask, overview).await
}
