//! What one can do with a dossier, as types: the name that rules, book and worklist know it by. It never says who may.

use crate::engine::dossier::Dossier;
use kernel::Say;

/// How an act meets a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Begins a dossier; the rule sees the state `none`.
    Create,
    /// Reads one.
    Look,
    /// Changes one.
    Change,
    /// Changes one with the key of an organisation: by who holds its office, or by mandate.
    Key,
    /// Changes one because of what was done in another, by who may have no seat at it; nothing of it is shown, and it has no address.
    Follow,
    /// Asks for a list; the rule is asked for every row.
    List,
}

/// One thing a person can do, as a type: `struct ReadSignal;`.
pub trait Act: Send + Sync + 'static {
    /// The dossier it is about.
    type On: Dossier;
    /// What is known of it.
    const INFO: ActInfo;
    /// The same, for what is compiled once and not once per act.
    const REF: &'static ActInfo = &Self::INFO;
}

/// What is known of an act outside its type: for the schema of the rules, the matrix, the book and the worklist.
#[derive(Debug, Clone)]
pub struct ActInfo {
    /// `signal.read`: the kind and a verb.
    pub name: &'static str,
    /// The kind of dossier.
    pub kind: &'static str,
    /// How it meets the dossier.
    pub sort: Sort,
    /// What people call it, as a verb phrase: button, task and book line.
    pub says: Say,
    /// What the page says once it was done, where that is worth a sentence of its own. The same for everybody, as it is found by the name
    /// of the act in the address.
    pub done: Option<Say>,
}

impl ActInfo {
    /// The sentence that the declaration of an act may end in.
    #[doc(hidden)]
    #[must_use]
    pub const fn done(sentence: &[(&'static str, &'static str)]) -> Option<Say> {
        match sentence {
            [(nl, en)] => Some(Say::of(nl, en)),
            _ => None,
        }
    }
}

/// Declares acts on one kind of dossier and lists them for the rulebook.
///
/// ```text
/// vault::acts! { Signal;
///     /// Reads a signal.
///     ReadSignal = "signal.read", Look, "Signaal lezen", "Read the signal";
///     /// Adds a fact.
///     AddFact = "signal.add-fact", Change, "Feit toevoegen", "Add a fact" => "Het feit is toegevoegd.", "The fact has been added.";
/// }
/// ```
#[macro_export]
macro_rules! acts {
    ($on:ty; $($(#[$doc:meta])* $name:ident = $word:literal, $sort:ident, $nl:literal, $en:literal $(=> $done_nl:literal, $done_en:literal)?;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl $crate::Act for $name {
                type On = $on;
                const INFO: $crate::ActInfo = $crate::ActInfo {
                    name: $word,
                    kind: <$on as $crate::Dossier>::KIND,
                    sort: $crate::Sort::$sort,
                    says: ::kernel::Say::of($nl, $en),
                    done: $crate::ActInfo::done(&[$(($done_nl, $done_en))?]),
                };
            }
        )*
        /// Every act of this feature.
        pub const ACTS: &[$crate::ActInfo] = &[$(<$name as $crate::Act>::INFO),*];
    };
}
