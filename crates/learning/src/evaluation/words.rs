//! The fixed words of a learning evaluation. There is none for right or wrong, and none for a person.

kernel::words! {
    /// Where an evaluation stands.
    pub enum State {
        /// Questions are asked, talks are held, meetings are watched.
        Running = "running", "Loopt", "Running";
        /// There is a draft of the report.
        Drafted = "drafted", "Conceptverslag", "Draft report";
        /// Whoever asked for it has checked the report on facts.
        Checked = "checked", "Verslag nagekeken", "Report checked";
        /// Everybody can read the report.
        Public = "public", "Openbaar", "Public";
        /// A year later it was measured again.
        FollowedUp = "followed-up", "Opnieuw gemeten", "Measured again";
    }
}

kernel::words! {
    /// Which tables it is about.
    pub enum Table {
        /// The weighing of signals.
        Weighing = "weighing", "Weging van signalen", "Weighing of signals";
        /// The advice to decide on an approach.
        Advice = "advice", "Advies en besluit", "Advice and decision";
        /// The case and its plan.
        Case = "case", "Casusoverleg", "Case meeting";
        /// The approach as a whole.
        Approach = "approach", "Aanpak als geheel", "Approach as a whole";
    }
}

kernel::words! {
    /// The steps of an evaluation.
    pub enum Step {
        /// A questionnaire.
        Questionnaire = "questionnaire", "Vragenlijst", "Questionnaire";
        /// Group talks.
        Talks = "talks", "Groepsgesprekken", "Group talks";
        /// Observation of meetings.
        Observation = "observation", "Observatie", "Observation";
        /// The report.
        Report = "report", "Verslag", "Report";
        /// A session in which participants devise solution directions.
        Learning = "learning", "Leersessie", "Learning session";
        /// Measuring again, about a year later.
        FollowUp = "follow-up", "Opnieuw meten", "Measuring again";
    }
}

kernel::words! {
    /// Which side a finding is on. Both are about how people work together.
    pub enum Side {
        /// It goes well and should stay.
        GoesWell = "goes-well", "Gaat goed", "Goes well";
        /// It could be better.
        CouldBeBetter = "could-be-better", "Kan beter", "Could be better";
    }
}

kernel::words! {
    /// What a finding can rest on.
    pub enum Source {
        /// A questionnaire.
        Questionnaire = "questionnaire", "Vragenlijst", "Questionnaire";
        /// A group talk.
        Talk = "talk", "Groepsgesprek", "Group talk";
        /// An observation.
        Observation = "observation", "Observatie", "Observation";
        /// A paper, such as an earlier report.
        Paper = "paper", "Stuk", "Paper";
    }
}
