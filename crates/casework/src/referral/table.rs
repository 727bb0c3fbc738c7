//! To what somebody is referred: another kind of table, light support, or nothing more than keeping in view.

kernel::words! {
    /// To what. The list is closed: another kind of table has other grounds, and is a decision of more than a house.
    pub enum Table {
        /// Regular care and support, which the municipality arranges.
        LocalTeam = "local-team", "Lokaal team of reguliere zorg", "Local team or regular care";
        /// The meeting that leads people who are confused to care.
        EarlyCare = "early-care", "Vroegsignaleringsoverleg (VSO)", "Early care meeting (VSO)";
        /// The long-run approach for few people with a high risk.
        LifeCourse = "life-course", "Levensloopaanpak", "Life course approach (Levensloop)";
        /// The case conference on problems of more than one sort.
        ComplexCases = "complex-cases", "Casusoverleg complexe problematiek", "Case conference on complex problems";
        /// Advice and reporting of domestic violence and child abuse.
        SafeHome = "safe-home", "Veilig Thuis", "Veilig Thuis (domestic violence and child abuse)";
        /// The information and expertise centre on organised crime.
        Riec = "riec", "RIEC", "RIEC (organised crime)";
        /// One consult of the national support centre; the municipality keeps the direction.
        SupportCentre = "support-centre", "Lichte steun: consult van het LSE", "Light support: a consult of the LSE";
        /// Somebody for who is close to the person.
        FamilySupport = "family-support", "Lichte steun: familieondersteuning", "Light support: family support";
        /// Somebody who goes along with the person.
        Mentor = "mentor", "Lichte steun: een mentor", "Light support: a mentor";
        /// Nobody does more than keeping an eye open, until a day.
        InView = "in-view", "In beeld houden", "Keeping in view";
    }
}

impl Table {
    /// Whether it is no table that decides, but support or keeping in view: it may be done by one's own organisation, and somebody says before its
    /// last day whether it goes on.
    #[must_use]
    pub fn is_light(self) -> bool {
        match self {
            Self::SupportCentre | Self::FamilySupport | Self::Mentor | Self::InView => true,
            Self::LocalTeam | Self::EarlyCare | Self::LifeCourse | Self::ComplexCases | Self::SafeHome | Self::Riec => {
                false
            }
        }
    }

    /// Whether a weighing that ended may refer to it. Keeping somebody in view of whom three judged that no conference is to come has no ground
    /// (Wgpga art. 5 lid 6).
    #[must_use]
    pub fn is_after_weighing(self) -> bool {
        self != Self::InView
    }
}
