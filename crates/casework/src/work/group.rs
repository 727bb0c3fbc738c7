//! The groups of My work: now, this week, later, and what colleagues took up.

use jiff::ToSpan;
use kernel::{Date, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Asked;
use web::Ask;

/// In which group a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "WorkWhen")]
pub(super) enum When {
    /// Due today, late, or what cannot wait.
    Now,
    /// Due within seven days; or without a day, for somebody waits for it.
    Week,
    /// Due later.
    Later,
    /// Taken up by a colleague.
    Colleague,
}

impl When {
    /// The id of its heading.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Week => "week",
            Self::Later => "later",
            Self::Colleague => "colleague",
        }
    }
}

/// Whether it is due today, late, or cannot wait.
pub(super) fn is_now(asked: &Asked, today: Date) -> bool {
    asked.urgent || asked.due.is_some_and(|due| due <= today)
}

/// The group of a task.
pub(super) fn when(asked: &Asked, ask: &Ask) -> When {
    let week = ask.today.checked_add(7.days()).unwrap_or(ask.today);
    if asked.taken.as_ref().is_some_and(|who| *who != ask.actor.person) {
        When::Colleague
    } else if is_now(asked, ask.today) {
        When::Now
    } else if asked.due.is_none_or(|due| due <= week) {
        When::Week
    } else {
        When::Later
    }
}

/// The groups of the page, in their order.
pub(super) const GROUPS: [(When, Say, Say); 4] = [
    (When::Now, Say::of("Nu", "Now"), Say::of("spoed, vandaag of te laat", "urgent, today or late")),
    (
        When::Week,
        Say::of("Deze week", "This week"),
        Say::of("binnen zeven dagen, of zonder datum", "within seven days, or without a date"),
    ),
    (When::Later, Say::of("Later", "Later"), Say::of("over meer dan een week", "in more than a week")),
    (
        When::Colleague,
        Say::of("Bij collega's", "With colleagues"),
        Say::of("opgepakt; u kunt het overnemen", "taken up; you can take it over"),
    ),
];
