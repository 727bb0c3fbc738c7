//! What other houses handed over.

use crate::overview::{self, Button, Overview};
use crate::places;
use crate::receiving::{BringIn, ListReceptions, State};
use kernel::{Choice as _, Say};
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let may_bring = ask.vault.may_begin::<BringIn>(&ask.actor).is_yes();
    let bring = Button {
        address: places::RECEPTIONS.of(places::NEW),
        says: Say::of("Een overgedragen casus ontvangen", "Receive a transferred case"),
    };
    let overview = Overview {
        address: places::RECEPTIONS.list(),
        title: Say::of("Overgedragen casussen", "Transferred cases"),
        lead: Say::of(
            "Wat andere huizen aan uw gemeente overdroegen, en wat u daarop antwoordde.",
            "What other houses transferred to your municipality, and what you answered.",
        ),
        empty: Say::of("Er is niets overgedragen.", "Nothing was transferred."),
        facets: [State::Waiting, State::Accepted, State::Declined].map(|s| (s.word(), s.says())).into(),
        state: |word| State::meant_by(word).unwrap_or(State::Waiting).says(),
        states: Vec::new(),
        by_title: false,
        by_place: true,
        buttons: may_bring.then_some(bring).into_iter().collect(),
        notice: None,
    };
    overview::show::<ListReceptions>(ask, overview).await
}
