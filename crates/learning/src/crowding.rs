//! How much of what people come in to with a code an organisation has going at once. Each has a code of its own, and every code that lives is
//! one that a stranger may hit; so there is an end to them.

use kernel::Refusal;
use vault::{Act, Desk, Tier};
use web::Trouble;

/// So many of one kind, led by one organisation and not over yet.
pub(crate) const MOST: u32 = 100;

const MANY: Refusal = Refusal::of(
    "Uw organisatie heeft er al honderd die nog niet voorbij zijn. Sluit er eerst een af. Wat u invulde staat hier nog.",
    "Your organisation has a hundred that are not over yet. Close one first. What you filled in is still here.",
);

/// Whether there is room for one more of the kind that this desk begins. The organisation leads where it sits as `leads`; `open` are the
/// states in which it is not over.
///
/// # Errors
/// A sentence when there is none; what the store says.
pub(crate) async fn is_room<A: Act>(desk: &Desk<A>, leads: Tier, open: [&'static str; 3]) -> Result<(), Trouble> {
    if desk.led(leads, open, MOST).await? >= MOST { Err(MANY.into()) } else { Ok(()) }
}
