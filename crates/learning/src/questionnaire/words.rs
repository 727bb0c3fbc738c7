//! The fixed words of a questionnaire.

kernel::words! {
    /// Where a questionnaire stands.
    pub enum State {
        /// It is being made.
        Draft = "draft", "Concept", "Draft";
        /// People answer.
        Open = "open", "Open", "Open";
        /// Nobody answers any more; open answers are looked through.
        Closed = "closed", "Gesloten", "Closed";
        /// The results can be read.
        Released = "released", "Uitkomsten vrijgegeven", "Results released";
        /// The answers themselves are gone; the results stay.
        Emptied = "emptied", "Antwoorden vernietigd", "Answers destroyed";
    }
}

kernel::words! {
    /// What sort of question it is, as forms and files name it.
    pub enum Sort {
        /// From one end to the other.
        Scale = "scale", "Schaal", "Scale";
        /// One of several answers.
        One = "one", "Eén keuze", "One choice";
        /// Any of several answers.
        Many = "many", "Meer keuzes", "Several choices";
        /// In the person's own words.
        Open = "open", "Open vraag", "Open question";
        /// Several lines with the same answers.
        Matrix = "matrix", "Matrix", "Matrix";
    }
}

kernel::words! {
    /// What a reviewer does with an open answer.
    pub enum Judged {
        /// It may be shared as it is.
        Share = "share", "Delen zoals het er staat", "Share it as it is";
        /// It may be shared with other words, so that nobody can be recognised.
        Edit = "edit", "Delen met aangepaste tekst", "Share it with edited text";
        /// It is not shared.
        KeepBack = "keep-back", "Niet delen", "Do not share it";
    }
}

kernel::words! {
    /// Whether an answer leads back to an invitation. Chosen before opening, and never changed afterwards.
    pub enum Anonymity {
        /// No answer leads back to an invitation.
        Anonymous = "anonymous", "Anoniem: geen antwoord is terug te voeren op een uitnodiging", "Anonymous: no answer leads back to an invitation";
        /// An answer stays with its invitation, so that it can be changed until the end.
        Traceable = "traceable", "Herleidbaar: een antwoord blijft bij de uitnodiging en kan nog veranderen", "Traceable: an answer stays with its invitation and can still change";
    }
}
