//! What a form asks, told in the form itself: so that what is kept of it knows words from choices, and from what travelled along unseen.

use super::{
    FormSpec, clash,
    field::{Field, Look},
};
use crate::values::Values;
use vault::Version;

/// The field in which a form tells what it asks.
pub(crate) const ASKS: &str = "_asks";
/// The field in which a form of somebody without an account tells the word of its page, so that it is sent once.
pub const ONCE: &str = "_once";
/// Behind the name of a choice there.
const CHOSEN: char = '*';

/// Whether a field of this name is asked by the form, and whether words are typed in it; of a form that does not tell, both.
pub(crate) fn asked(values: &Values, name: &str) -> (bool, bool) {
    let Some(asks) = values.first(ASKS) else { return (true, true) };
    // A row of facts is one question.
    let first = name.split('.').next().unwrap_or(name);
    let mut all = asks.split(' ').map(|one| one.strip_suffix(CHOSEN).map_or((one, true), |chosen| (chosen, false)));
    all.find(|(one, _)| *one == name || *one == first).map_or((false, false), |(_, typed)| (true, typed))
}

impl FormSpec {
    /// The names of what it asks; behind that of a choice stands a star, for what is chosen is no word of anybody.
    pub(super) fn asks(&self) -> (String, String) {
        let named = |field: &Field| match field.look {
            Look::Hidden | Look::Password | Look::File => None,
            Look::Tick | Look::One(_) | Look::List(_) | Look::Any(_) => Some(format!("{}{CHOSEN}", field.name)),
            Look::Line | Look::Note | Look::Prose | Look::Day | Look::Bsn | Look::Digits | Look::Facts => {
                Some(field.name.to_string())
            }
        };
        (ASKS.to_owned(), self.fields.iter().filter_map(named).collect::<Vec<_>>().join(" "))
    }

    /// The marks of what its fields say, where what they say belongs to a dossier.
    pub(super) fn was(&self, seq: Option<Version>) -> impl Iterator<Item = (String, String)> {
        self.fields.iter().filter(move |_| seq.is_some()).filter_map(clash::was)
    }
}
