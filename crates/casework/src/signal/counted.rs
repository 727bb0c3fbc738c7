//! What of a signal is counted: that it came, and how it ended. Nothing of what it says.

use super::{event::Event, model::Signal};
use kernel::{
    counters::{Counter, Measure},
    local_day,
};
use vault::Stamp;

impl Signal {
    pub(super) fn count(&self, event: &Event, stamp: &Stamp) -> Vec<Measure> {
        let lasting = |what| {
            let began = self.opening.as_ref().map(|(_, intake)| intake.received);
            began.map(|began| Measure::lasting(what, began, local_day(stamp.at))).into_iter().collect()
        };
        match event {
            Event::Registered { .. } => vec![Measure::of(Counter::SignalRegistered)],
            Event::ScreenOutConfirmed { .. } => lasting(Counter::SignalScreenedOut),
            Event::ScreenOutRefused { .. } => vec![Measure::of(Counter::ScreenOutRefused)],
            Event::Filed { .. } => lasting(Counter::SignalFiled),
            Event::FactAdded { .. }
            | Event::Clarified { .. }
            | Event::ScreenOutProposed { .. }
            | Event::Ended { .. }
            | Event::NameAsked
            | Event::ReporterToHear { .. }
            | Event::NoticeGiven { .. }
            | Event::Corrected { .. }
            | Event::Identified { .. }
            | Event::Linked { .. }
            | Event::Unlinked { .. }
            | Event::PersonsNamed { .. } => Vec::new(),
        }
    }
}
