//! The fixed words of a triage. None of them is counted, and none of them follows from another.

use kernel::Say;

kernel::words! {
    /// How far a submission is.
    #[derive(Default)]
    pub enum State {
        /// It waits for its triage, or lies there.
        #[default]
        Waiting = "waiting", "Voor de triage", "For triage";
        /// Something is asked of who submitted it first.
        Asked = "asked", "Er is eerst meer gevraagd", "More is asked first";
        /// A case is to be opened.
        Taken = "taken", "Wordt een casus", "Becomes a case";
        /// The case was opened.
        Opened = "opened", "Casus geopend", "Case opened";
        /// It belongs elsewhere.
        Elsewhere = "elsewhere", "Hoort ergens anders", "Belongs elsewhere";
        /// Nothing is taken up.
        Declined = "declined", "Niet opgepakt", "Not taken up";
        /// Who submitted it took it back.
        Withdrawn = "withdrawn", "Ingetrokken", "Withdrawn";
        /// It was answered, the person knows, and nobody reads it any more.
        Shielded = "shielded", "Afgeschermd", "Shielded";
    }
}

impl State {
    /// The filter of the list.
    #[must_use]
    pub fn facet(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Asked | Self::Taken => "running",
            Self::Opened | Self::Elsewhere | Self::Declined | Self::Withdrawn | Self::Shielded => "ended",
        }
    }

    /// Whether it was decided what becomes of it, and that is not to ask for more.
    #[must_use]
    pub fn is_decided(self) -> bool {
        match self {
            Self::Taken | Self::Opened | Self::Elsewhere | Self::Declined | Self::Shielded => true,
            Self::Waiting | Self::Asked | Self::Withdrawn => false,
        }
    }
}

kernel::words! {
    /// Whether something is so, as who submits it sees it.
    pub enum Mark {
        Yes = "yes", "ja", "yes";
        No = "no", "nee", "no";
        NotKnown = "not-known", "niet bekend", "not known";
    }
}

kernel::words! {
    /// What is asked everywhere of a case that is submitted. People read the answers together; they are no list to tick, and nothing is refused
    /// for an answer.
    pub enum Criterion {
        /// Several problems, in more than one area of life.
        Problems = "problems", "Problemen op meer dan één leefgebied", "Problems in more than one area of life";
        /// One chain cannot solve it.
        Chains = "chains", "Meer dan één keten nodig", "More than one chain needed";
        /// What it does to those near the person.
        Family = "family", "Gevolgen voor gezin of omgeving", "Impact on family or those close by";
        /// What it does to the safety of the place.
        Safety = "safety", "Ernstig probleem voor de veiligheid in de buurt", "Serious problem for local safety";
    }
}

impl Criterion {
    /// The question.
    #[must_use]
    pub fn asks(self) -> Say {
        match self {
            Self::Problems => Say::of(
                "Zijn er problemen op meer dan één leefgebied, die leiden tot strafbaar gedrag, overlast of achteruitgang?",
                "Are there problems in more than one area of life, leading to crime, nuisance or decline?",
            ),
            Self::Chains => Say::of(
                "Zijn er meer ketens nodig, en kan één keten (zorg, straf, bestuur) dit niet alleen oplossen?",
                "Are several chains needed, and can one chain (care, criminal justice, administration) not solve this alone?",
            ),
            Self::Family => Say::of(
                "Raakt dit het gezin of de mensen om de persoon heen?",
                "Does this affect the family or the people around the person?",
            ),
            Self::Safety => Say::of(
                "Is er een ernstig probleem voor de veiligheid in de buurt of de gemeente?",
                "Is there a serious problem for safety in the neighbourhood or the municipality?",
            ),
        }
    }

    /// The name of its words in a form.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Problems => "problems-words",
            Self::Chains => "chains-words",
            Self::Family => "family-words",
            Self::Safety => "safety-words",
        }
    }
}

kernel::words! {
    /// Why the person is not told yet.
    pub enum NotYet {
        Investigation = "investigation", "een strafrechtelijk onderzoek loopt gevaar", "it would put a criminal investigation at risk";
        Safety = "safety", "de veiligheid van iemand loopt gevaar", "it would put somebody's safety at risk";
        Purpose = "purpose", "het zou het doel onmogelijk maken of ernstig in gevaar brengen", "it would make the purpose impossible or seriously impair it";
    }
}

kernel::words! {
    /// How one of those who sit at the triage sees it. It is read, and never added up.
    pub enum Fit {
        Fits = "fits", "past hier", "fits here";
        Not = "does-not-fit", "past hier niet", "does not fit here";
        First = "needs-first", "eerst is iets anders nodig", "something else is needed first";
    }
}

kernel::words! {
    /// What the triage can decide. People choose it.
    pub enum Outcome {
        Case = "case", "Er komt een casus", "There will be a case";
        More = "more", "Eerst meer vragen", "Ask for more first";
        Elsewhere = "elsewhere", "Dit hoort ergens anders", "This belongs elsewhere";
        Not = "not", "Niet oppakken", "Do not take it up";
    }
}

impl Outcome {
    /// Whether who sees it like this sees what is decided here.
    #[must_use]
    pub fn agrees_with(self, fit: Fit) -> bool {
        match self {
            Self::Case => fit == Fit::Fits,
            Self::More => fit == Fit::First,
            Self::Elsewhere | Self::Not => fit == Fit::Not,
        }
    }

    /// Whether it must be looked at again on a day: what goes on has a next moment, what ends has none of itself.
    #[must_use]
    pub fn needs_review(self) -> bool {
        match self {
            Self::Case | Self::More => true,
            Self::Elsewhere | Self::Not => false,
        }
    }
}
