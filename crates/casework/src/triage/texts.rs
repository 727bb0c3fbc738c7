//! The sentences of a submission for triage, Dutch beside English.

use super::{model::Event, submission::About};
use kernel::{Line, Say};

/// What a submission is called in a list and on an agenda: by its number and who submitted it. Whom it is about is read inside.
pub(super) fn title(about: &About) -> Line {
    let bare = || format!("Triage {}", about.reference).parse().unwrap_or_default();
    let of = about.submitter_called.as_ref();
    of.and_then(|of| format!("Triage {}, {of}", about.reference).parse().ok()).unwrap_or_else(bare)
}

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Submitted { .. } => Say::of("Aangemeld voor de triage.", "Submitted for triage."),
        Event::Withdrawn { .. } => Say::of("De aanmelding is ingetrokken.", "The submission was withdrawn."),
        Event::Seen { .. } => Say::of(
            "Een organisatie zei hoe zij de aanmelding ziet.",
            "An organisation said how it sees the submission.",
        ),
        Event::Drafted { .. } => {
            Say::of("Er kwam een tekst van het besluit op tafel.", "A text of the decision was put on the table.")
        }
        Event::KeyTurned { .. } => Say::of("Een sleutel is omgedraaid.", "A key was turned."),
        Event::Disagreed { .. } => Say::of("Een organisatie stemde niet in.", "An organisation did not agree."),
        Event::Added { .. } => Say::of("De aanmelding is aangevuld.", "The submission was added to."),
        Event::CaseOpened { .. } => Say::of("De casus is geopend.", "The case was opened."),
        Event::Heard { .. } => Say::of(
            "De aanmelder las wat er besloten is, en zei wat de betrokkene weet.",
            "Who submitted it read what was decided, and said what the person knows.",
        ),
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}
