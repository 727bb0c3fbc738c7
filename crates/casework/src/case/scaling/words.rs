//! The fixed words of scaling up and down.

use kernel::Say;

kernel::words! {
    /// How the help around somebody is organised, from one helper to the authorities. A word about the help and never about the person: no list
    /// is narrowed or ordered by it, and nothing is counted with it.
    pub enum Phase {
        Ordinary = "ordinary", "gewoon werk", "ordinary work";
        Together = "together", "samen", "together";
        Directed = "directed", "met procesregie", "with process direction";
        Raised = "raised", "opgeschaald", "scaled up";
        Authorities = "authorities", "bestuur aan zet", "the authorities lead";
    }
}

impl Phase {
    /// How many phases lie between this one and another.
    fn apart(self, other: Self) -> usize {
        let place = |phase| Self::ALL.iter().position(|one| *one == phase).unwrap_or_default();
        place(self).abs_diff(place(other))
    }

    /// Whether going from this one to another leaves one out.
    #[must_use]
    pub fn skips_to(self, other: Self) -> bool {
        self.apart(other) > 1
    }

    /// Who answers whether the help goes from this one to another: the higher of the two says.
    #[must_use]
    pub fn answered_by(self, other: Self) -> Level {
        match self.max(other) {
            Self::Ordinary | Self::Together | Self::Directed => Level::Director,
            Self::Raised => Level::Three,
            Self::Authorities => Level::Triangle,
        }
    }
}

/// Who answers a question to scale up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The process director.
    Director,
    /// Municipality of stay, police and OM, by their keys.
    Three,
    /// Mayor, chief of police and chief prosecutor: the same three keys, and the day on which they decided in writing.
    Triangle,
}

kernel::words! {
    /// The four responsibilities that somebody has in every phase.
    pub enum Duty {
        Case = "case", "casusregie", "case direction";
        Process = "process", "procesregie", "process direction";
        Operational = "operational", "operationeel", "operational";
        Administrative = "administrative", "bestuurlijk", "administrative";
    }
}

impl Duty {
    /// What it is, in a few words.
    #[must_use]
    pub fn means(self) -> Say {
        match self {
            Self::Case => Say::of("houdt het plan bij elkaar", "keeps the plan together"),
            Self::Process => Say::of("bewaakt de samenwerking", "guards the co-operation"),
            Self::Operational => Say::of("maakt tijd en mensen vrij", "frees time and people"),
            Self::Administrative => Say::of("verantwoordt het bestuurlijk", "answers for it in office"),
        }
    }
}

kernel::words! {
    /// What gives cause to scale up or down.
    pub enum Trigger {
        AgreementMissed = "agreement-missed", "een afspraak lukte meer dan eens niet", "an agreement was missed more than once";
        Stalled = "stalled", "de casus staat stil", "the case has stalled";
        Capacity = "capacity", "een partner heeft geen plek of geen mensen", "a partner has no place or no people";
        PowerMissing = "power-missing", "er is een bevoegdheid nodig die hier niet is", "a power is needed that is not here";
        NewFacts = "new-facts", "er is iets nieuws en ernstigs bekend", "something new and serious is known";
        Acute = "acute", "iemand is nu niet veilig", "somebody is not safe now";
        PersonAsks = "person-asks", "de persoon of het gezin vraagt erom", "the person or the family asks for it";
        GoalsMet = "goals-met", "de doelen zijn bereikt, of bijna", "the goals have been reached, or nearly";
        MeasureEnded = "measure-ended", "een maatregel is afgelopen", "a measure has ended";
        Other = "other", "iets anders", "something else";
    }
}

impl Trigger {
    /// Whether it can give cause to scale up, or down.
    #[must_use]
    pub fn fits(self, up: bool) -> bool {
        match self {
            Self::AgreementMissed
            | Self::Stalled
            | Self::Capacity
            | Self::PowerMissing
            | Self::NewFacts
            | Self::Acute => up,
            Self::GoalsMet => !up,
            Self::PersonAsks | Self::MeasureEnded | Self::Other => true,
        }
    }
}

kernel::words! {
    /// What is answered.
    pub enum Outcome {
        Moves = "moves", "ja, de hulp gaat naar het gevraagde niveau", "yes, the help moves to the level asked for";
        Helped = "stays-with-help", "het blijft zoals het is, met hulp", "it stays as it is, with help";
        Stays = "stays", "het blijft zoals het is", "it stays as it is";
        OtherTable = "other-table", "een andere tafel is beter", "another table is better";
    }
}
