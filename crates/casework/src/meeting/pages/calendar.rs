//! A meeting for the calendar of who comes: that there is one, where and when. Nothing of the agenda goes along, and no person.

use super::{tables, told, turn};
use crate::meeting::{State, TakeDate};
use paper::Appointment;
use web::{Download, Trouble, Visit};

/// Gives it. It lasts as long as the items of its reader: what is between them and not theirs is not counted.
pub(super) async fn take(visit: Visit<TakeDate>) -> Result<Download, Trouble> {
    let (ask, meeting) = (&visit.ask, visit.dossier());
    let plan = meeting.plan().ok_or(Trouble::Denied)?;
    let shown = tables::shown(ask, meeting).await?;
    let start = turn::from(meeting, &plan.when, &shown, told::leads(&visit));
    let house = ask.directory.house(&plan.house).map(|house| house.name.to_string()).unwrap_or_default();
    let one = Appointment {
        id: visit.id().to_string(),
        moved: meeting.moved(),
        off: meeting.state() == State::Cancelled,
        made: ask.now,
        start: start.on(plan.when.day),
        minutes: shown.iter().map(|one| one.point.item.minutes).sum(),
        title: format!("{} {house}", ask.lang.both("Overleg", "Meeting")).trim_end().to_owned(),
        organiser: house,
        place: plan.when.place.to_string(),
        text: ask
            .lang
            .both(
                "U bent gevraagd voor een overleg. Waarvoor leest u in Casustafel; log daar in.",
                "You are asked to come to a meeting. What for you read in Casustafel; log in there.",
            )
            .to_owned(),
    };
    Ok(Download::of("text/calendar; charset=utf-8", format!("overleg-{}.ics", plan.reference), one.ics()))
}
