//! What only who leads a session reads: nothing of it is on the screen or on a phone, and nothing of it in the outcome.

use super::words::Words;
use std::collections::BTreeMap;

kernel::words! {
    /// What a text for who leads is for.
    pub enum Cue {
        /// In the words to say it.
        Say = "say", "Zeg", "Say";
        /// What lies ready, and how the room stands.
        Ready = "ready", "Leg klaar", "Have ready";
        /// How the minutes go.
        Timing = "timing", "Zo gaan de minuten", "How the minutes go";
        /// What comes up, and what to do with it.
        Expect = "expect", "Verwacht", "Expect";
        /// What to do when nobody speaks.
        Quiet = "quiet", "Als het stil blijft", "When it stays quiet";
        /// Another way, for a group that does not want to.
        Hostile = "hostile", "Als de groep niet wil", "When the group does not want to";
        /// What to ask afterwards.
        Debrief = "debrief", "Vraag na afloop", "Ask afterwards";
        /// What may be said here, and what may not.
        Law = "law", "Wat hier gezegd mag worden", "What may be said here";
    }
}

/// The texts for who leads, by what they are for, in the order in which they are read.
pub type Script = BTreeMap<Cue, Words>;
