//! The five criteria of the weighing, in the words in which a table reads them: at a real weighing and when it practises on an
//! invented signal. They are here so that both sides of the house use the same words without knowing each other.

use crate::Say;

crate::words! {
    /// The five objective criteria of the law (Wgpga art. 5 lid 3). They are read together; they are not a list to tick (WEG-07).
    pub enum Criterion {
        /// Readiness to use violence or to support it.
        Violence = "violence", "Bereidheid tot geweld", "Readiness for violence";
        /// Adherence to the ideology.
        Adherence = "adherence", "Aanhangen van de ideologie", "Adherence to the ideology";
        /// Social relations.
        Relations = "relations", "Sociale relaties", "Social relations";
        /// Identification with an extremist group.
        Identification = "identification", "Zich rekenen tot een extremistische groep", "Identification with an extremist group";
        /// Self-reliance and resilience.
        Resilience = "resilience", "Zelfredzaamheid en weerbaarheid", "Self-reliance and resilience";
    }
}

impl Criterion {
    /// What to think of when writing.
    #[must_use]
    pub fn asks(self) -> Say {
        match self {
            Self::Violence => Say::of(
                "Wil iemand zelf geweld gebruiken, of steunt iemand geweld van anderen? Waar blijkt dat uit?",
                "Is the person ready to use violence, or to support violence by others? What shows it?",
            ),
            Self::Adherence => Say::of(
                "Hoe vast zit iemand in het gedachtegoed? Geloof of een mening alleen is geen antwoord.",
                "How firmly does the person hold the ideas? Faith or an opinion alone is no answer.",
            ),
            Self::Relations => Say::of(
                "Met wie gaat iemand om? Wie trekt de goede kant op, wie de verkeerde?",
                "Who does the person spend time with? Who pulls the right way, who the wrong way?",
            ),
            Self::Identification => Say::of(
                "Rekent iemand zich tot een groep? Wat vraagt die groep?",
                "Does the person belong to a group, in their own eyes? What does that group ask?",
            ),
            Self::Resilience => Say::of(
                "Wat houdt iemand overeind: werk, school, familie, eigen kracht? Wat ontbreekt?",
                "What keeps the person upright: work, school, family, own strength? What is missing?",
            ),
        }
    }
}
