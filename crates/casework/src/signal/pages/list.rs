//! The signals.

use crate::overview::{self, Button, Overview};
use crate::places;
use crate::signal::{
    acts::{ImportSignals, KnownHere, ListSignals, RegisterSignal},
    words::State,
};
use kernel::Choice as _;
use kernel::Say;
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let may = [
        (
            ask.vault.may_begin::<RegisterSignal>(&ask.actor),
            places::SIGNALS.of(places::NEW),
            Say::of("Signaal vastleggen", "Register a signal"),
        ),
        (
            ask.vault.may_begin::<ImportSignals>(&ask.actor),
            places::SIGNALS.of("overnemen"),
            Say::of("Register overnemen", "Take over a register"),
        ),
        (
            ask.vault.may_begin::<KnownHere>(&ask.actor),
            places::SIGNALS.of("bekend"),
            Say::of("Is iemand bekend?", "Is somebody known?"),
        ),
    ];
    let taken = ask.query.first("overgenomen").and_then(|n| n.parse::<u32>().ok());
    let overview = Overview {
        address: places::SIGNALS.list(),
        title: Say::of("Signalen", "Signals"),
        lead: Say::of(
            "Wat is er gezien of gehoord, en wat gebeurt ermee? U ziet de signalen waar uw organisatie bij zit.",
            "What was seen or heard, and what happens to it? You see the signals where your organisation has a seat.",
        ),
        empty: Say::of(
            "Hier staat niets. Nieuwe signalen verschijnen vanzelf.",
            "There is nothing here. New signals appear automatically.",
        ),
        facets: vec![
            ("open", Say::of("Open", "Open")),
            ("filed", Say::of("Aangemeld", "Filed")),
            ("done", Say::of("Klaar", "Done")),
        ],
        state: |word| State::meant_by(word).unwrap_or(State::Registered).says(),
        states: Vec::new(),
        by_title: false,
        by_place: true,
        buttons: may
            .into_iter()
            .filter(|(answer, ..)| answer.is_yes())
            .map(|(_, address, says)| Button { address, says })
            .collect(),
        notice: taken.map(|n| match n {
            1 => Say::of("Er is één signaal overgenomen.", "One signal was taken over."),
            n => Say::made(format!("{n} signalen zijn overgenomen."), format!("{n} signals were taken over.")),
        }),
    };
    overview::show::<ListSignals>(ask, overview).await
}
