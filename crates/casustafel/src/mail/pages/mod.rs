//! The pages about mail: one's own address, and for who keeps the house how mail is going.

mod at;
mod own;
mod state;

pub(crate) use at::STATE;
use at::{CODE, OWN};
use kernel::Say;
use web::Rooms;

/// Puts them in the house; `mails` is whether it mails at all.
pub(crate) fn rooms(house: &mut Rooms, mails: bool) {
    const BECAUSE: &str = "shows and changes only the address of who is logged in";
    let show = move |ask, filled| own::show(ask, filled, mails);
    house.own::<own::Wanted, _, _>(OWN, BECAUSE, show, move |ask, form| own::keep(ask, form, mails));
    house.own::<own::Code, _, _>(CODE, BECAUSE, show, own::confirm);
    house.beside_access(
        OWN,
        Say::of("Mail: een bericht als er iets van u wordt gevraagd", "Mail: a message when something is asked of you"),
    );
    house.mine(STATE, "the vault asks whether it is who keeps the house, and writes it in the book", move |ask| {
        state::show(ask, mails)
    });
}
