//! What one node hears of another.

/// What a listener hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// Somebody told this, perhaps this node itself.
    Word {
        /// On which channel.
        channel: String,
        /// What was told, as it was told.
        payload: String,
    },
    /// From now on everything is heard, but before it something may have been missed: look it up. Said when the first connection
    /// stands and each time it had to be made anew.
    Missed,
}
