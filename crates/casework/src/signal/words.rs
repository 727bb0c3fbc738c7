//! The fixed words of a signal: who reported, which ideology is suspected, in which state it is. Each word is stored by its code and
//! shown in both languages. None of them is ever a filter, a group or an order of people (AUT-02).

use kernel::Say;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $nl:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every one, in the order in which people are offered them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in forms and in the store.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What people call it.
            #[must_use]
            pub fn says(self) -> Say {
                match self { $(Self::$variant => Say::of($nl, $en),)* }
            }

            /// The one that a person means who writes its code or its name in either language; capitals and spaces do not count.
            #[must_use]
            pub fn meant_by(text: &str) -> Option<Self> {
                let asked = folded(text);
                Self::ALL.iter().copied().find(|one| {
                    let says = one.says();
                    [one.word(), &says.nl, &says.en].into_iter().any(|name| folded(name) == asked)
                })
            }
        }
    };
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

words! {
    /// What the reporter is to the person, or does for a living.
    ReporterKind {
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

words! {
    /// The ideology that somebody suspects. A suspicion is not a finding: the weighing interprets, not the signal.
    Ideology {
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

words! {
    /// Where a signal stands.
    State {
        /// Somebody keeps it and has to choose: file it, or propose to screen it out.
        Registered = "registered", "Nieuw", "New";
        /// A second core partner is asked whether it may be screened out.
        Screening = "screening", "Wacht op tweede kernpartner", "Waiting for the second core partner";
        /// Two core partners agreed that it is no signal in the meaning of the law. It stays visible.
        ScreenedOut = "screened-out", "Uitgesloten", "Screened out";
        /// Filed: the weighing goes on elsewhere.
        Filed = "filed", "Aangemeld", "Filed";
        /// The weighing of it ended.
        Ended = "ended", "Afgerond", "Ended";
    }
}

words! {
    /// Whom a notice was given to.
    NoticeTo {
        /// The person whom the signal is about.
        Subject = "subject", "Betrokkene", "Person concerned";
        /// Who reported it: that it arrived, never what became of it.
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
