//! The fixed words of a signal: who reported, which ideology is suspected, in which state it is. Each word is stored by its code and
//! shown in both languages. None of them is ever a filter, a group or an order of people (AUT-02).

kernel::words! {
    /// What the reporter is to the person, or does for a living.
    pub enum ReporterKind {
        /// Neighbourhood police officer.
        NeighbourhoodOfficer = "neighbourhood-officer", "Wijkagent", "Neighbourhood police officer";
        /// Municipal enforcement officer.
        Enforcement = "enforcement", "Handhaver", "Enforcement officer";
        /// Youth worker.
        YouthWorker = "youth-worker", "Jongerenwerker", "Youth worker";
        /// Somebody at the desk of the municipality.
        DeskClerk = "desk-clerk", "Baliemedewerker", "Desk clerk";
        /// Citizen.
        Citizen = "citizen", "Burger", "Citizen";
        /// School.
        School = "school", "School", "School";
        /// Sports club.
        SportsClub = "sports-club", "Sportclub", "Sports club";
        /// Care.
        Care = "care", "Zorg", "Care";
        /// Another public body.
        Government = "government", "Overheid", "Public body";
        /// Family.
        Family = "family", "Familie", "Family";
        /// Somebody else.
        Other = "other", "Anders", "Other";
    }
}

kernel::words! {
    /// The ideology that somebody suspects. A suspicion is not a finding: the weighing interprets, not the signal.
    pub enum Ideology {
        /// Jihadism or violent salafism.
        Jihadism = "jihadism", "Jihadisme", "Jihadism";
        /// Right-wing extremism.
        RightWing = "right-wing", "Rechtsextremisme", "Right-wing extremism";
        /// Left-wing extremism.
        LeftWing = "left-wing", "Linksextremisme", "Left-wing extremism";
        /// Anti-institutional.
        AntiInstitutional = "anti-institutional", "Anti-institutioneel", "Anti-institutional";
        /// About animals or the environment.
        AnimalsEnvironment = "animals-environment", "Dieren/milieu", "Animals/environment";
        /// Several, mixed or changing.
        Hybrid = "hybrid", "Hybride", "Hybrid";
        /// Another one.
        Other = "other", "Overig", "Other";
        /// Nobody knows, or it is no ideology at all.
        Unknown = "unknown", "Onbekend", "Unknown";
    }
}

kernel::words! {
    /// Where a signal stands.
    pub enum State {
        /// Somebody keeps it and has to choose: file it, or propose to screen it out.
        Registered = "registered", "Nieuw", "New";
        /// A second core partner is asked whether it may be screened out.
        Screening = "screening", "Wacht op tweede kernpartner", "Waiting for the second core partner";
        /// Two organisations agreed that it is no signal in the meaning of the law. It stays visible.
        ScreenedOut = "screened-out", "Uitgesloten", "Screened out";
        /// Filed: the weighing goes on elsewhere.
        Filed = "filed", "Aangemeld", "Filed";
        /// The weighing of it ended.
        Ended = "ended", "Afgerond", "Ended";
    }
}

kernel::words! {
    /// Whom a notice was given to.
    pub enum NoticeTo {
        /// The person whom the signal is about.
        Subject = "subject", "Betrokkene", "Person concerned";
        /// Who reported it: that it arrived and was dealt with, never what became of it.
        Reporter = "reporter", "Melder", "Reporter";
    }
}

impl State {
    /// The only thing a list of signals can be narrowed by.
    #[must_use]
    pub fn facet(self) -> &'static str {
        match self {
            Self::Registered | Self::Screening => "open",
            Self::Filed => "filed",
            Self::ScreenedOut | Self::Ended => "done",
        }
    }
}
