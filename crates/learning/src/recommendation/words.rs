//! Where a recommendation stands.

kernel::words! {
    /// Where a recommendation stands.
    pub enum State {
        /// Nobody has said what will be done with it.
        Open = "open", "Open", "Open";
        /// Somebody does something with it, before a day.
        TakenUp = "taken-up", "Opgepakt", "Taken up";
        /// It was done.
        Done = "done", "Gedaan", "Done";
        /// Whom it was for chose not to, with a reason.
        NotTakenUp = "not-taken-up", "Niet opgepakt", "Not taken up";
    }
}
