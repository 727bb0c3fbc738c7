//! Leaving and absence: where somebody sits, and what is asked of them there, passes to a colleague in one act over all dossiers; for good, or
//! from a day until a day. Everybody hands over what is their own, and the desk of an organisation what a colleague left.
//!
//! It must never show a desk what a table is about: no more than which one it is and since when. Each dossier is changed by its own act, and
//! its rule is asked.

mod carry_out;
mod colleague;
mod form;
mod kinds;
mod own;
mod table;

use crate::places::HANDING_OVER;

/// Puts the pages in the house.
pub(crate) fn rooms(house: &mut web::Rooms) {
    house.own(
        HANDING_OVER.list(),
        "Shows and hands over only where who is logged in sits; the act of each dossier is asked for.",
        own::show,
        own::hand_over,
    );
    house.own(
        crate::places::HANDING_OVER_OF_A_COLLEAGUE.list(),
        "For the desk of an organisation only, which the vault holds; the act of each dossier is asked for.",
        colleague::show,
        colleague::hand_over,
    );
}
