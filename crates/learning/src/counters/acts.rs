//! What one can do with counts: read them.

use kernel::Say;
use serde::{Deserialize, Serialize};
use vault::{Card, Dossier, Stamp};

/// The counts as the rules know them. There is never a dossier of this kind: no event of it can be made.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Counters;

/// Nothing can happen to counts but counting, which is done elsewhere.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Never {}

impl Dossier for Counters {
    type Event = Never;
    const KIND: &'static str = "counters";
    const SAYS: Say = Say::of("tellingen", "counts");

    fn apply(&mut self, event: &Never, _: &Stamp) {
        match *event {}
    }

    fn card(&self) -> Card {
        Card::blank()
    }

    fn tell(event: &Never) -> Say {
        match *event {}
    }
}

vault::acts! { Counters;
    /// Reads what was counted in a house, or in all houses together.
    ReadCounters = "counters.read", List, "Tellingen bekijken", "See the counts";
}
