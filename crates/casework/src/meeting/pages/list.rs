//! The meetings at which one is expected.

use crate::meeting::{ListMeetings, PlanMeeting, State};
use crate::overview::{self, Button, Overview};
use crate::places::{MEETINGS, NEW};
use kernel::{Choice as _, Say};
use vault::Act;
use web::{Ask, Page, Trouble};

pub(super) async fn show(ask: Ask) -> Result<Page<overview::List>, Trouble> {
    let plans = ask.vault.may_begin::<PlanMeeting>(&ask.actor).is_yes();
    let button = || Button { address: MEETINGS.of(NEW), says: PlanMeeting::INFO.says };
    let overview = Overview {
        address: MEETINGS.list(),
        title: Say::of("Overleggen", "Meetings"),
        lead: Say::of(
            "Waar u wordt verwacht. Van elke agenda ziet u alleen de punten waarbij u aan tafel zit.",
            "Where you are expected. Of each agenda you see only the items at whose table you sit.",
        ),
        empty: Say::of(
            "U bent voor geen overleg uitgenodigd. Een uitnodiging staat in Mijn werk.",
            "You are not invited to any meeting. An invitation appears in My work.",
        ),
        facets: vec![
            ("planned", State::Planned.says()),
            ("running", State::Running.says()),
            ("held", State::Held.says()),
            ("cancelled", State::Cancelled.says()),
        ],
        state: |word| State::meant_by(word).unwrap_or(State::Planned).says(),
        states: Vec::new(),
        by_title: false,
        by_place: false,
        buttons: plans.then(button).into_iter().collect(),
        notice: None,
    };
    overview::show::<ListMeetings>(ask, overview).await
}
