//! What phones handed in, as pages read it.

use crate::session::{Answer, Slips};
use vault::Drawn;

/// The answers on slips, as far as they are answers.
pub(super) fn read_slips(drawn: Vec<Drawn>) -> Slips {
    let one = |slip: Drawn| Some((slip.id.to_string(), serde_json::from_slice::<Answer>(&slip.body).ok()?));
    drawn.into_iter().filter_map(one).collect()
}
