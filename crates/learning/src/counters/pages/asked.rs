//! A year of counts, as it was asked for.

use kernel::{Say, counters::Figures};
use vault::Counting;

/// What is asked for, and what may be told of it.
pub(super) struct Year {
    pub(super) of: Counting,
    pub(super) name: Say,
    pub(super) year: i16,
    /// Quarter by quarter.
    pub(super) quarters: Vec<Figures>,
    /// Together, from what was told of the quarters.
    pub(super) whole: Figures,
}
