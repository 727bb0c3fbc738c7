//! Which item an address is of, and which comes next, among those that its reader reads.

use super::tables::{self, Shown};
use crate::meeting::{Event, Meeting};
use kernel::Refusal;
use vault::{Act, Desk};
use web::{Ask, Trouble};

/// Said of an item that is not there and of one that its reader does not read.
pub(super) const NOT_HERE: Refusal =
    Refusal::of("Dit punt staat niet op uw agenda.", "This item is not on your agenda.");

/// The number behind an address, for who reads it; whether there is an item that they do not read cannot be told from the refusal.
pub(super) async fn no<A: Act<On = Meeting>>(desk: &Desk<A>, ask: &Ask) -> Result<u32, Trouble> {
    let all = tables::shown(ask, desk.dossier()).await?;
    let one = all.iter().find(|one| one.key == ask.part("no")).ok_or(NOT_HERE)?;
    Ok(one.point.item.no)
}

/// The next item that who leads reads comes on the table.
pub(super) async fn next<A: Act<On = Meeting>>(
    desk: &Desk<A>,
    ask: &Ask,
    but: &[u32],
) -> Result<Option<Event>, Trouble> {
    let shown = tables::shown(ask, desk.dossier()).await?;
    let waits = |one: &&Shown<'_>| one.point.held.is_none() && !one.point.is_on() && !but.contains(&one.point.item.no);
    let next = shown.iter().find(waits);
    Ok(next.map(|one| Event::Opened { no: one.point.item.no }))
}
