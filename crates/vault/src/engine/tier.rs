//! As what an organisation has a seat at a dossier.

use kernel::Say;
use serde::{Deserialize, Serialize};

/// As what an agency sits at a table. Policies ask for these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Registered it and keeps it.
    Owner,
    /// The municipality of stay.
    Stay,
    /// Asked to look along as second core partner.
    Second,
    /// Filed it with the trio.
    Filer,
    /// One of the three that judge: municipality of stay, police, OM.
    Trio,
    /// Asked one question in the weighing; sees the question only.
    Consulted,
    /// Signs in the triangle.
    Triangle,
    /// Takes part in the case.
    Participant,
    /// Incidental third party: sees what is shared with it item by item.
    Third,
    /// Was let in as an incidental third party and has yet to declare how it treats what it reads.
    Undeclared,
    /// Was asked to take part in the case and has yet to say whether it does.
    Asked,
    /// Guards the process.
    Director,
    /// Coordinates the plan.
    CaseDirector,
    /// Does an evaluation.
    Team,
    /// Asked for an evaluation.
    Commissioner,
    /// Leads a session.
    Facilitator,
    /// Was asked to join.
    Invited,
    /// Is expected for a part of it, and reads that part; not who else is expected, nor what is asked of them.
    Expected,
    /// A recommendation is meant for it.
    Addressee,
    /// May find and read it, as everybody may.
    Reader,
    /// Names the persons who sit for its organisation; reads no more than which table it is.
    Desk,
    /// Looks from outside how carefully a table worked, as one person and in no seat of it; reads what was written for that and nothing else.
    Reviewer,
    /// Holds a code or a link; somebody without an account.
    Bearer,
}

impl Tier {
    /// Every tier.
    pub const ALL: [Self; 23] = [
        Self::Owner,
        Self::Stay,
        Self::Second,
        Self::Filer,
        Self::Trio,
        Self::Consulted,
        Self::Triangle,
        Self::Participant,
        Self::Third,
        Self::Undeclared,
        Self::Asked,
        Self::Director,
        Self::CaseDirector,
        Self::Team,
        Self::Commissioner,
        Self::Facilitator,
        Self::Invited,
        Self::Expected,
        Self::Addressee,
        Self::Reader,
        Self::Desk,
        Self::Reviewer,
        Self::Bearer,
    ];

    /// Whether who sits as this alone sits there for one thing: a third party, who was only asked, names who sits, comes for a part, or looks from outside.
    #[must_use]
    pub fn is_third(self) -> bool {
        matches!(self, Self::Third | Self::Undeclared | Self::Asked | Self::Expected | Self::Desk | Self::Reviewer)
    }

    /// The word in policies.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Stay => "stay",
            Self::Second => "second",
            Self::Filer => "filer",
            Self::Trio => "trio",
            Self::Consulted => "consulted",
            Self::Triangle => "triangle",
            Self::Participant => "participant",
            Self::Third => "third",
            Self::Undeclared => "undeclared",
            Self::Asked => "asked",
            Self::Director => "director",
            Self::CaseDirector => "case-director",
            Self::Team => "team",
            Self::Commissioner => "commissioner",
            Self::Facilitator => "facilitator",
            Self::Invited => "invited",
            Self::Expected => "expected",
            Self::Addressee => "addressee",
            Self::Reader => "reader",
            Self::Desk => "desk",
            Self::Reviewer => "reviewer",
            Self::Bearer => "bearer",
        }
    }

    /// Whether such a seat puts the dossier in its holder's lists. Who filed it, was asked one question or has yet to declare or to say whether it takes part finds it in
    /// their work, as long as something is asked, and in no list.
    #[must_use]
    pub fn is_listed(self) -> bool {
        !matches!(self, Self::Filer | Self::Consulted | Self::Undeclared | Self::Asked)
    }

    /// What people call it.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Owner => Say::of("eigenaar", "owner"),
            Self::Stay => Say::of("gemeente van verblijf", "municipality of stay"),
            Self::Second => Say::of("tweede kernpartner", "second core partner"),
            Self::Filer => Say::of("aanmelder", "filer"),
            Self::Trio => Say::of("trio", "trio"),
            Self::Consulted => Say::of("geraadpleegd", "consulted"),
            Self::Triangle => Say::of("gezagsdriehoek", "authority triangle"),
            Self::Participant => Say::of("deelnemer", "participant"),
            Self::Third => Say::of("incidentele derde", "incidental third party"),
            Self::Undeclared => Say::of("derde zonder verklaring", "third party without declaration"),
            Self::Asked => Say::of("gevraagd mee te doen", "asked to take part"),
            Self::Director => Say::of("procesregie", "process direction"),
            Self::CaseDirector => Say::of("casusregie", "case direction"),
            Self::Team => Say::of("evaluatieteam", "evaluation team"),
            Self::Commissioner => Say::of("opdrachtgever", "commissioner"),
            Self::Facilitator => Say::of("begeleider", "facilitator"),
            Self::Invited => Say::of("genodigd", "invited"),
            Self::Expected => Say::of("verwacht voor een deel", "expected for a part"),
            Self::Addressee => Say::of("geadresseerde", "addressee"),
            Self::Reader => Say::of("lezer", "reader"),
            Self::Desk => Say::of("wijst aan wie er zit", "names who sits"),
            Self::Reviewer => Say::of("onafhankelijk toetser", "independent reviewer"),
            Self::Bearer => Say::of("houder van een code", "holder of a code"),
        }
    }
}
