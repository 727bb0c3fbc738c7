//! The sentences of a reporter's door, Dutch beside English.

use super::model::{Event, Outcome};
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Opened { .. } => Say::of("Meldpagina geopend", "Reporting page opened"),
        Event::Reported { .. } => Say::of("Melding binnengekomen", "Report received"),
        Event::Settled { outcome: Outcome::TakenUp { .. }, .. } => {
            Say::of("Melding vastgelegd als signaal", "Report registered as a signal")
        }
        Event::Settled { outcome: Outcome::LaidAside { .. }, .. } => {
            Say::of("Melding terzijde gelegd", "Report laid aside")
        }
        Event::Closed { .. } => Say::of("Meldpagina gesloten", "Reporting page closed"),
        Event::PersonsNamed { .. } => Say::of("Aangewezen wie meldingen leest", "Named who reads the reports"),
    }
}
