//! The cases.

use super::head;
use crate::case::{CaseKind, ListCases, OpenCase, State};
use crate::overview::{self, Button, Overview};
use crate::places;
use kernel::Say;
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let may_open = ask.vault.may_begin::<OpenCase>(&ask.actor).is_yes();
    let open = Button { address: places::CASES.of(places::NEW), says: Say::of("Casus openen", "Open a case") };
    let overview = Overview {
        address: places::CASES.list(),
        title: Say::of("Casussen", "Cases"),
        lead: Say::of(
            "U ziet de casussen waar uw organisatie aan tafel zit.",
            "You see the cases where your organisation sits at the table.",
        ),
        empty: Say::of(
            "Hier staat niets. Een casus verschijnt zodra uw organisatie aan tafel komt.",
            "There is nothing here. A case appears once your organisation joins its table.",
        ),
        facets: CaseKind::ALL.iter().map(|kind| (kind.word(), kind.says())).collect(),
        state: head::says_word,
        states: [State::Open, State::Planned, State::Switched].map(|s| (s.word(), head::says(s))).into(),
        by_title: true,
        by_place: true,
        buttons: may_open.then_some(open).into_iter().collect(),
        notice: None,
    };
    overview::show::<ListCases>(ask, overview).await
}
