//! What is told of what happened.

use super::model::Event;
use kernel::Say;

/// One line on an event, without the words that were written.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::SetUp { .. } => Say::of("Ingericht.", "Set up."),
        Event::HolderNamed { .. } => Say::of("Iemand aangewezen voor het ambt.", "Somebody was named for the office."),
        Event::HolderConfirmed => Say::of("Ambtsdrager bevestigd.", "The office holder was confirmed."),
        Event::HolderRefused { .. } => Say::of("Ambtsdrager niet bevestigd.", "The office holder was not confirmed."),
        Event::PersonsChecked => Say::of("Nagegaan wie er aan tafel zit.", "It was checked who sits at the table."),
        Event::DeskSet { .. } => Say::of("Ingesteld wie aanwijst.", "It was set who names people."),
        Event::MandateGiven { .. } => Say::of("Mandaat gegeven.", "A mandate was given."),
        Event::MandateWithdrawn { .. } => Say::of("Mandaat ingetrokken.", "A mandate was withdrawn."),
        Event::PersonLeft { .. } => Say::of(
            "Iemand werkt hier niet meer: ambt en mandaat van die persoon vervielen, en die wijst niemand meer aan.",
            "Somebody no longer works here: their office and mandate ended, and they no longer name people.",
        ),
        Event::HolderLapsed { .. } => Say::of(
            "De aanwijzing van de ambtsdrager was afgelopen: het ambt verviel.",
            "The designation of the office holder had ended: the office fell vacant.",
        ),
    }
}
