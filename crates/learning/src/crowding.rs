//! How much of what people come in to with a code an organisation has going at once. Each has a code of its own, and every code that lives is
//! one that a stranger may hit; so there is an end to them.

use kernel::Refusal;
use vault::{Act, Error, Tier, Wanted};
use web::{Ask, Trouble};

/// So many of one kind, led by one organisation and not over yet.
pub(crate) const MOST: usize = 100;

const MANY: Refusal = Refusal::of(
    "Uw organisatie heeft er al honderd die nog niet voorbij zijn. Sluit er eerst een af. Wat u invulde staat hier nog.",
    "Your organisation has a hundred that are not over yet. Close one first. What you filled in is still here.",
);

/// Whether there is room for one more of the kind that `A` lists. The organisation leads where it sits as `leads`; `open` are the states in
/// which it is not over.
///
/// # Errors
/// A sentence when there is none; what the store says.
pub(crate) async fn is_room<A: Act>(ask: &Ask, leads: Tier, open: &[&str]) -> Result<(), Trouble> {
    let (mut after, mut led) = (None, 0);
    loop {
        let page = match ask.vault.list::<A>(&ask.actor, Wanted { after, limit: 500, ..Wanted::default() }).await {
            // Who has no list to see leads nothing there.
            Err(Error::Denied) => return Ok(()),
            page => page?,
        };
        let counts = |row: &&vault::Row| row.seats.contains(&leads) && open.contains(&row.state.as_str());
        led += page.rows.iter().filter(counts).count();
        if led >= MOST {
            return Err(MANY.into());
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}
