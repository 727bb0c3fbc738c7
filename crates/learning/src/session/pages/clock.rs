//! The clock of a step, as screen, console and phones show it: one end time, from which each counts down.

use crate::session::Turn;
use kernel::{Lang, Say, ShownTime, Timestamp, local_minute};
use schemars::JsonSchema;
use serde::Serialize;

/// A time of day in the Netherlands.
pub(super) fn clock(at: Timestamp) -> ShownTime {
    local_minute(at).time()
}

/// How much time a step has, as the server counts it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SessionClock")]
pub(super) struct Clock {
    /// When it is over; nobody can say while it stands still.
    pub(super) at: Option<ShownTime>,
    pub(super) moment: Option<String>,
    /// How long it still takes, in words.
    pub(super) says: String,
    pub(super) seconds: i64,
    /// How much is left, out of a hundred.
    #[serde(skip)]
    pub(super) part: i64,
    pub(super) over: bool,
    pub(super) paused: bool,
}

/// The clock of this turn; none before it began.
pub(super) fn of(turn: &Turn, now: Timestamp, lang: Lang) -> Option<Clock> {
    let (since, until, seconds) = (turn.since?, turn.until?, turn.left(now)?);
    let paused = turn.paused.is_some();
    let whole = (until.as_second() - since.as_second()).max(1);
    Some(Clock {
        at: turn.ends().map(clock),
        moment: turn.ends().map(|at| at.to_string()),
        says: says(seconds, paused).to(lang).to_owned(),
        seconds,
        part: (seconds * 100 / whole).min(100),
        over: seconds == 0,
        paused,
    })
}

fn says(seconds: i64, paused: bool) -> Say {
    let minutes = (seconds + 59) / 60;
    match (paused, minutes) {
        (false, 0) => Say::of("De tijd is om", "Time is up"),
        (false, 1) if seconds < 60 => Say::of("Nog minder dan een minuut", "Less than a minute left"),
        (false, 1) => Say::of("Nog één minuut", "One minute left"),
        (false, _) => Say::made(format!("Nog {minutes} minuten"), format!("{minutes} minutes left")),
        (true, 0 | 1) => {
            Say::of("De klok staat stil, met nog één minuut", "The clock is stopped, with one minute left")
        }
        (true, _) => Say::made(
            format!("De klok staat stil, met nog {minutes} minuten"),
            format!("The clock is stopped, with {minutes} minutes left"),
        ),
    }
}
