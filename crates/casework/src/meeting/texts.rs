//! The sentences of a meeting, Dutch beside English.

use super::event::Event;
use crate::outgoing;
use kernel::Say;

/// One line on an event, without content. What happens to the agenda has one sentence, whatever it is: whoever reads it may not learn that there
/// was an item.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Planned { .. } => Say::of("Overleg gepland", "Meeting planned"),
        Event::Replanned { .. } => Say::of("Overleg verzet", "Meeting rescheduled"),
        Event::Put { .. }
        | Event::Raised { .. }
        | Event::Timed { .. }
        | Event::TakenOff { .. }
        | Event::Reinvited { .. }
        | Event::SatOut { .. }
        | Event::LetBack { .. }
        | Event::Opened { .. }
        | Event::Phased { .. }
        | Event::Prompted { .. }
        | Event::Countered { .. }
        | Event::Held { .. } => Say::of("Agenda bijgewerkt", "Agenda updated"),
        Event::Answered { .. } => Say::of("Laten weten of iemand komt", "Said whether somebody is coming"),
        Event::Begun => Say::of("Overleg begonnen", "Meeting begun"),
        Event::Ended { .. } => Say::of("Overleg gesloten", "Meeting ended"),
        Event::Cancelled { .. } => Say::of("Overleg afgezegd", "Meeting cancelled"),
        Event::TakingStated { .. } => outgoing::TOLD,
        Event::PersonsNamed { .. } => Say::of("Aangewezen wie er aan tafel zit", "Named who sits at the table"),
    }
}
