//! What came in with a form of a case, and where it leads.

use crate::{
    case::{Case, Event},
    places,
};
use kernel::{Refusal, Say};
use vault::{Act, Desk};
use web::{Ask, Reader, Redirect, Trouble};

/// Commits one event and goes back to a page of the case.
pub(super) async fn done<A: Act<On = Case>>(desk: Desk<A>, event: Event, page: &str) -> Result<Redirect, Trouble> {
    let to =
        if page.is_empty() { places::CASES.of(desk.id()) } else { format!("{}/{page}", places::CASES.of(desk.id())) };
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Whether a box is ticked by which somebody agrees.
pub(super) fn agreed(read: &mut Reader, name: &'static str) -> bool {
    let ticked = read.tick(name);
    if !ticked {
        read.wrong(name, Say::of("Zet hier een vinkje als u het ermee eens bent.", "Tick this if you agree."));
    }
    ticked
}

/// The number in the address.
pub(super) fn number(ask: &Ask) -> Result<u32, Refusal> {
    ask.part("no").parse().map_err(|_| Refusal::of("Dit nummer bestaat niet.", "This number does not exist."))
}

/// The numbers that were ticked.
pub(super) fn numbers(texts: &[String]) -> Vec<u32> {
    texts.iter().filter_map(|t| t.parse().ok()).collect()
}
