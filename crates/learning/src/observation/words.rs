//! What an observer looks for, and how a moment can be marked.

kernel::words! {
    /// Where an observation stands.
    pub enum State {
        /// The observer is writing.
        Filling = "filling", "Wordt ingevuld", "Being filled in";
        /// It is with the table, to be talked about.
        Shared = "shared", "Ligt bij de tafel", "With the table";
        /// It was talked about; from here on it counts.
        Discussed = "discussed", "Besproken", "Discussed";
    }
}

kernel::words! {
    /// What is looked for at each moment of the agenda. About the meeting, never about who said what.
    pub enum Look {
        /// Whether a decision was said aloud.
        Decision = "decision", "Is hardop gezegd wat het besluit is?", "Was it said aloud what the decision is?";
        /// Whether it was said what it rests on.
        Ground = "ground", "Is gezegd waarop het rust?", "Was it said what it rests on?";
        /// Whether people said what they expect of each other.
        Expectation = "expectation", "Is gezegd wat men van elkaar verwacht?", "Was it said what people expect of each other?";
        /// Whether something else was considered.
        Alternative = "alternative", "Is een andere uitleg of keuze bekeken?", "Was another explanation or choice considered?";
    }
}

kernel::words! {
    /// How it was.
    pub enum Mark {
        /// Yes.
        Yes = "yes", "Ja", "Yes";
        /// Partly.
        Partly = "partly", "Deels", "Partly";
        /// No.
        No = "no", "Nee", "No";
        /// Not at this moment.
        NotApplicable = "not-applicable", "Niet van toepassing", "Not applicable";
    }
}

kernel::words! {
    /// Which side a remark is on.
    pub enum Side {
        /// It goes well.
        GoesWell = "goes-well", "Gaat goed", "Goes well";
        /// It could be better.
        CouldBeBetter = "could-be-better", "Kan beter", "Could be better";
    }
}
