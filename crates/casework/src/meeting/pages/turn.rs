//! At what time something comes on the table: as it was planned, and told honestly once that time has passed.

use super::tables::Shown;
use crate::meeting::{Meeting, Start, State, When};
use jiff::ToSpan;
use kernel::{Lang, Say, Timestamp, local_minute};

/// From when a reader is expected: for who chairs it from the beginning, for the others from their first item on, as what stands there tells them. It
/// says nothing of what is before that.
pub(super) fn from(meeting: &Meeting, when: &When, shown: &[Shown<'_>], leads: bool) -> Start {
    if leads {
        return when.start;
    }
    let first = shown.iter().map(|one| one.point.item.no).next();
    let before =
        meeting.points().take_while(|point| Some(point.item.no) != first).map(|point| point.item.minutes).sum();
    when.start.after(if first.is_some() { before } else { 0 })
}

/// How the planned time of a reader stands to what happened, from what they read themselves alone: how far the others are tells them nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Their time is still to come.
    Ahead,
    /// It has passed, and nothing of theirs was on the table.
    Passed,
    /// Something of theirs is on the table.
    Now,
    /// Something of theirs was dealt with, and something is to come.
    Between,
    /// Nothing of theirs is to come.
    Over,
}

impl Turn {
    /// Of this reader, who is expected from `from` on.
    pub(super) fn of(
        now: Timestamp,
        meeting: &Meeting,
        (when, from): (&When, Start),
        shown: &[Shown<'_>],
        leads: bool,
    ) -> Self {
        let held = shown.iter().filter(|one| one.point.held.is_some()).count();
        let passed = now >= from.on(when.day);
        let on = shown.iter().any(|one| one.point.is_on());
        match meeting.state() {
            State::Running if !leads && on => Self::Now,
            State::Running if !leads && held > 0 && held == shown.len() => Self::Over,
            State::Running if !leads && held > 0 => Self::Between,
            State::Running if !leads && passed => Self::Passed,
            State::Planned if passed => Self::Passed,
            State::Planned | State::Running | State::Held | State::Cancelled => Self::Ahead,
        }
    }

    /// What it tells who waits; nothing for who leads, who knows.
    pub(super) fn says(self, state: State, from: Start) -> Say {
        let made = |nl: &str, en: &str| {
            let from = from.to_string();
            Say::made(nl.replace('#', &from), en.replace('#', &from))
        };
        match (self, state) {
            (Self::Ahead, _) => made("U wordt verwacht om # uur.", "You are expected at # hours."),
            (Self::Passed, State::Running) => made(
                "Uw punt stond gepland om # uur. Dat is voorbij: het overleg loopt later dan gepland.",
                "Your item was planned for # hours. That has passed: the meeting is running later than planned.",
            ),
            (Self::Passed, _) => made(
                "U werd verwacht om # uur. Dat is voorbij, en het overleg is nog niet begonnen.",
                "You were expected at # hours. That has passed, and the meeting has not begun yet.",
            ),
            (Self::Now, _) => Say::of("Uw punt ligt nu op tafel.", "Your item is on the table now."),
            (Self::Between, _) => Say::of(
                "Er komt nog een punt van u. U ziet het hier.",
                "One more item of yours is to come. You see it here.",
            ),
            (Self::Over, _) => Say::of(
                "Uw punten zijn afgerond. U hoeft hier niet op te wachten.",
                "Your items have been completed. You need not wait here.",
            ),
        }
    }
}

/// The time of each item for who chairs it: as planned until it begins; then when it came on the table, and for what is to come about when that will
/// be as things go now.
pub(super) fn times(now: Timestamp, meeting: &Meeting, shown: &[Shown<'_>], lang: Lang) -> Vec<Option<String>> {
    let later = |at: Timestamp, minutes: u32| at.checked_add(i64::from(minutes).minutes()).unwrap_or(at);
    let began = |one: &Shown<'_>| one.point.talk.began.map(clock);
    match (meeting.state(), meeting.plan()) {
        (State::Running, _) => {
            let on = meeting.now().and_then(|point| Some(later(point.talk.began?, point.item.minutes)));
            let mut next = on.map_or(now, |ends| ends.max(now));
            let time = |one: &Shown<'_>| {
                if one.point.talk.began.is_some() || one.point.held.is_some() {
                    return began(one);
                }
                let about = format!("{} {}", lang.both("rond", "about"), clock(next));
                next = later(next, one.point.item.minutes);
                Some(about)
            };
            shown.iter().map(time).collect()
        }
        (State::Held, _) => shown.iter().map(began).collect(),
        (State::Planned | State::Cancelled, plan) => {
            let mut minutes = 0;
            let time = |one: &Shown<'_>| {
                let start = plan.map(|plan| plan.when.start.after(minutes).to_string());
                minutes += one.point.item.minutes;
                start
            };
            shown.iter().map(time).collect()
        }
    }
}

/// A moment as the times of an agenda are written.
fn clock(at: Timestamp) -> String {
    let time = local_minute(at).time().to_string().replace(':', ".");
    time.strip_prefix('0').map_or(time.clone(), ToOwned::to_owned)
}
