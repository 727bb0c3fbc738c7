//! The sentences of a calibration.

use super::model::{Event, State};
use kernel::Say;

/// What people read before they answer.
pub(super) const BEFORE: Say = Say::of(
    "Dit signaal is verzonnen. Niemand ziet uw lezing voordat de begeleider alle lezingen tegelijk opent. Er komt geen naam bij te staan en er is geen goed antwoord.",
    "This signal is invented. Nobody sees your reading before the facilitator opens all readings at once. There will be no name beside it and there is no right answer.",
);

/// What people read who first read apart.
pub(super) const APART: Say = Say::of(
    "U leest eerst alleen. Alleen wat uw tafel samen leest wordt getoond. Uw redenen staan daar zonder naam tussen die van de anderen aan uw tafel.",
    "You first read alone. Only what your table reads together is shown. Your reasons stand there without a name among those of the others at your table.",
);

/// One line on an event, without content.
pub(super) fn tell(event: &Event) -> Say {
    match event {
        Event::Prepared(_) => Say::of("De weegijking werd voorbereid.", "The calibration was prepared."),
        Event::TableAdded(_) => Say::of("Een tafel doet mee.", "A table takes part."),
        Event::Started => Say::of("De tafels mogen lezen.", "The tables may read."),
        Event::Opened { .. } => Say::of("De lezingen liggen naast elkaar.", "The readings lie side by side."),
        Event::Noted { .. } => {
            Say::of("Er werd iets opgeschreven van het gesprek.", "Something of the talk was written down.")
        }
        Event::Agreed { .. } => Say::of("Er werd een les afgesproken.", "A lesson was agreed on."),
        Event::Closed => Say::of("De weegijking is afgesloten.", "The calibration was closed."),
    }
}

/// What is to be done now.
pub(super) fn next(state: State) -> Say {
    match state {
        State::Prepared => Say::of(
            "Geef elke tafel haar adres. Laat de tafels daarna lezen.",
            "Give each table its address. Then let the tables read.",
        ),
        State::Open => Say::of(
            "De tafels lezen. Open de lezingen als iedereen klaar is; daarna kan niemand meer inleveren.",
            "The tables read. Open the readings when everybody is ready; after that nobody can hand in.",
        ),
        State::Opened => Say::of(
            "Praat over de verschillen: waarom leest de ene tafel dit anders dan de andere? Schrijf op wat u ervan leert.",
            "Talk over the differences: why does one table read this otherwise than another? Write down what you learn.",
        ),
        State::Closed => Say::of("Deze weegijking is klaar.", "This calibration is done."),
    }
}
