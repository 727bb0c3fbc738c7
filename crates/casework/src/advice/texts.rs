//! The sentences of an advice.

use super::model::{Event, Mode, State};
use super::text::{Choice, End};
use crate::outgoing;
use kernel::Say;

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Begun { .. } => Say::of("Het advies werd begonnen.", "Work on the advice began."),
        Event::Drafted { .. } => Say::of(
            "Het advies werd herschreven. Eerdere handtekeningen tellen niet meer.",
            "The advice was rewritten. Earlier signatures no longer count.",
        ),
        Event::Issued { .. } => Say::of("Het advies ging naar de driehoek.", "The advice went to the triangle."),
        Event::Recalled { .. } => Say::of(
            "Het advies werd teruggehaald. Eerdere handtekeningen tellen niet meer.",
            "The advice was taken back. Earlier signatures no longer count.",
        ),
        Event::Decided { choice: Choice::Return, .. } => Say::of(
            "Een ondertekenaar stuurde het advies terug met een opmerking.",
            "A signatory sent the advice back with a remark.",
        ),
        Event::RemarkWithdrawn { .. } => Say::of(
            "Een ondertekenaar trok de opmerking weer in. De ronde gaat verder.",
            "A signatory withdrew that remark. The round goes on.",
        ),
        Event::Decided { .. } => Say::of("Een ondertekenaar besloot.", "A signatory decided."),
        Event::Restated { .. } => Say::of(
            "De aanmelding waarop het advies rust, werd verbeterd. Was er nog niet besloten, dan tellen eerdere handtekeningen niet meer.",
            "The filing that the advice rests on was corrected. If nothing had been decided yet, earlier signatures no longer count.",
        ),
        Event::CaseOpened { .. } => Say::of("De casus werd geopend.", "The case was opened."),
        Event::TakingStated { .. } => outgoing::TOLD,
        Event::PersonsNamed { .. } => {
            Say::of("Een organisatie wees aan wie er aan tafel zit.", "An organisation named who sits at the table.")
        }
    }
}

impl End {
    /// What people call it.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Approved => State::Approved.says(),
            Self::Declined => State::Declined.says(),
            Self::Returned => State::Returned.says(),
            Self::Undecided => State::Undecided.says(),
        }
    }
}

impl Mode {
    /// To whom the advice is addressed.
    #[must_use]
    pub fn addressed(self) -> Say {
        match self {
            Self::Three => Say::of(
                "de burgemeester, de politiechef en de officier van justitie",
                "the mayor, the police chief and the public prosecutor",
            ),
            Self::Mayor => Say::of("de burgemeester", "the mayor"),
            Self::None => Say::of("niemand", "nobody"),
        }
    }

    /// What people call it.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Three => Say::of(
                "Burgemeester, officier van justitie en politie besluiten.",
                "Mayor, public prosecutor and police decide.",
            ),
            Self::Mayor => Say::of("De burgemeester besluit.", "The mayor decides."),
            Self::None => Say::of("De driehoek besluit hier niet over.", "The triangle does not decide on this."),
        }
    }
}
