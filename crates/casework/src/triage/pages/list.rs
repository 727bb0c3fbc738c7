//! What waits for the next triage, for who sits there, and what one's own organisation submitted.

use super::when;
use crate::overview::{self, Button, Overview};
use crate::places;
use crate::triage::door::{concerning, may_submit};
use crate::triage::{ListTriages, State, SubmitCase};
use kernel::{Choice as _, Say, TriageRule};
use vault::Act as _;
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let may_begin = ask.vault.may_begin::<SubmitCase>(&ask.actor).is_yes();
    let own = &ask.actor.agency;
    let there: Vec<&TriageRule> = concerning(&ask.vault, &ask.directory, own).collect();
    if there.is_empty() {
        return Ok(ask.vault.not_there(&ask.actor, ListTriages::REF).await?);
    }
    let submits = there.into_iter().find(|rule| may_begin && may_submit(&ask.directory, rule, own));
    let notice = submits.map(|rule| when::says(rule, ask.now));
    let button =
        Button { address: places::TRIAGES.of(places::NEW), says: Say::of("Een casus aanmelden", "Submit a case") };
    let overview = Overview {
        address: places::TRIAGES.list(),
        title: Say::of("Triage", "Triage"),
        lead: Say::of(
            "Aanmeldingen die wachten op een triage waar u aan zit, met de dag waarop zij aan de beurt zijn, en wat uw organisatie zelf aanmeldde.",
            "Submissions that wait for a triage at which you sit, with the day on which it is their turn, and what your organisation submitted itself.",
        ),
        empty: Say::of("Er wacht hier geen aanmelding.", "There is no submission waiting here."),
        facets: vec![
            ("waiting", State::Waiting.says()),
            ("running", Say::of("Loopt", "Under way")),
            ("ended", Say::of("Beslist of ingetrokken", "Decided or withdrawn")),
        ],
        state: |word| State::of_word(word).unwrap_or(State::Waiting).says(),
        states: Vec::new(),
        by_title: false,
        by_place: true,
        buttons: if notice.is_some() { vec![button] } else { Vec::new() },
        notice,
    };
    overview::show::<ListTriages>(ask, overview).await
}
