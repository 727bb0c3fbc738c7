//! What is counted: a closed list, in which there is no room for a word about a person.

use crate::Say;

/// What of a counter may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// How often.
    Count,
    /// How long it took, and not how often: that follows from other counters.
    Days,
    /// Both.
    CountAndDays,
    /// How often, as a part of every decision.
    ShareOfDecisions,
}

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $tells:ident, $nl:literal, $en:literal;)*) => {
        /// What is counted. The list is closed: there is no room in it for a word about a person.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Counter { $($(#[$doc])* $name,)* }

        impl Counter {
            /// Every counter.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word in the store.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// What people read.
            #[must_use]
            pub fn says(self) -> Say {
                match self { $(Self::$name => Say::of($nl, $en)),* }
            }

            /// What of it may be told.
            #[must_use]
            pub fn tells(self) -> Tells {
                match self { $(Self::$name => Tells::$tells),* }
            }
        }
    };
}

counters! {
    /// A signal was registered.
    SignalRegistered = "signal.registered", Count, "Signalen vastgelegd", "Signals registered";
    /// A signal was screened out by two core partners.
    SignalScreenedOut = "signal.screened-out", CountAndDays, "Signalen uitgesloten, na een tweede paar ogen", "Signals screened out, after a second look";
    /// The second core partner did not agree to screen out.
    ScreenOutRefused = "signal.screen-out-refused", Count, "Uitsluiten dat de tweede kernpartner niet goed vond", "Screening out that the second core partner refused";
    /// A signal was filed.
    SignalFiled = "signal.filed", CountAndDays, "Signalen aangemeld", "Signals filed";
    /// A weighing ended, whatever the outcome.
    WeighingConcluded = "weighing.concluded", Days, "Wegingen afgerond", "Weighings concluded";
    /// It fits.
    WeighingFits = "weighing.fits", Count, "Weging: past", "Weighing: fits";
    /// It does not fit.
    WeighingDoesNotFit = "weighing.does-not-fit", Count, "Weging: past niet", "Weighing: does not fit";
    /// Care is needed.
    WeighingCareNeeded = "weighing.care-needed", Count, "Weging: wel zorg nodig", "Weighing: care is needed";
    /// Another table.
    WeighingOtherTable = "weighing.other-table", Count, "Weging: andere tafel", "Weighing: another table";
    /// The criminal track.
    WeighingCriminalTrack = "weighing.criminal-track", Count, "Weging: strafrechtelijk", "Weighing: criminal track";
    /// A fresh round was wanted.
    WeighingMoreInformation = "weighing.more-information", Count, "Weging: eerst meer informatie", "Weighing: more information first";
    /// The three did not agree.
    WeighingNoAgreement = "weighing.no-agreement", Count, "Weging: geen overeenstemming", "Weighing: no agreement";
    /// The triangle decided.
    AdviceDecided = "advice.decided", CountAndDays, "Adviezen beslist door de driehoek", "Advices decided by the triangle";
    /// A case was opened.
    CaseOpened = "case.opened", Count, "Casussen geopend", "Cases opened";
    /// A case was closed.
    CaseClosed = "case.closed", CountAndDays, "Casussen afgesloten", "Cases closed";
    /// A question was answered by: nothing known.
    NothingKnown = "case.nothing-known", Count, "Vragen beantwoord met: niets bekend", "Questions answered by: nothing known";
    /// A question was answered by: may not share.
    MayNotShare = "case.may-not-share", Count, "Vragen beantwoord met: mag niet delen", "Questions answered by: may not share";
    /// A decision was recorded.
    Decision = "decision.all", Count, "Besluiten", "Decisions";
    /// With its ground.
    DecisionGround = "decision.ground", ShareOfDecisions, "met een grond", "with a ground";
    /// With what is expected of each other.
    DecisionExpectation = "decision.expectation", ShareOfDecisions, "met wat wij van elkaar verwachten", "with what we expect of each other";
    /// With who took it.
    DecisionOwner = "decision.owner", ShareOfDecisions, "met wie het nam", "with who took it";
    /// With another option that was weighed.
    DecisionAlternative = "decision.alternative", ShareOfDecisions, "met een andere mogelijkheid die gewogen is", "with another option that was weighed";
    /// With the day it is looked at again.
    DecisionReview = "decision.review", ShareOfDecisions, "met een dag om opnieuw te kijken", "with a day to look again";
}

impl Counter {
    /// The counter with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.word() == word)
    }
}
