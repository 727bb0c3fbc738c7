//! Which rooms the house has and what stands at the top of every page.

use kernel::Say;
use web::{NavItem, Rooms};

/// Every room.
pub(crate) fn rooms() -> Rooms {
    let mut rooms = Rooms::new();
    casework::rooms(&mut rooms);
    rooms
}

/// The links at the top of every page.
pub(crate) fn nav() -> Vec<NavItem> {
    vec![
        NavItem::to("/", Say::of("Mijn werk", "My work")),
        NavItem::to("/signalen", Say::of("Signalen", "Signals")),
        NavItem::to("/wegingen", Say::of("Wegingen", "Weighings")),
        NavItem::to("/adviezen", Say::of("Adviezen", "Advices")),
        NavItem::to("/zaken", Say::of("Casussen", "Cases")),
    ]
}
