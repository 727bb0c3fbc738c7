//! An enum of which a person chooses one.

use kernel::Say;

/// An enum of which a person chooses one.
pub trait Choice: Copy + 'static {
    /// Every value, in the order in which they are shown.
    fn all() -> &'static [Self];
    /// The word in the form.
    fn word(self) -> &'static str;
    /// What people read.
    fn says(self) -> Say;
}
