//! What of a dossier something touches: two who act at once are in each other's way only where they touch the same.

use std::borrow::Cow;

/// What of a dossier an event touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touch {
    /// It adds something of its own: nothing that others have before them becomes another thing.
    Adds,
    /// It writes this part, by a name within the dossier.
    Writes(Cow<'static, str>),
    /// Somebody stands for this part as they saw it, by a key, a decision or an answer for an organisation: it is never done on a dossier
    /// in which anything happened since.
    Signs(Cow<'static, str>),
    /// Somebody turns a key on this part as they read it. As signing for it, but that others turned theirs on the very same is in nobody's way: they all
    /// read one text, and turn together at one table.
    Turns(Cow<'static, str>),
    /// The dossier as a whole, and never on another one than was seen.
    Whole,
}

impl Touch {
    /// A part that has others of its sort beside it, written: `question/3`.
    pub fn writes(sort: &str, which: impl std::fmt::Display) -> Self {
        Self::Writes(format!("{sort}/{which}").into())
    }

    /// The same, signed for.
    pub fn signs(sort: &str, which: impl std::fmt::Display) -> Self {
        Self::Signs(format!("{sort}/{which}").into())
    }

    /// The same, a key turned on it.
    pub fn turns(sort: &str, which: impl std::fmt::Display) -> Self {
        Self::Turns(format!("{sort}/{which}").into())
    }

    /// Whether this cannot be done by somebody who has not seen `later`, which happened before it.
    #[must_use]
    pub fn clashes(&self, later: &Self) -> bool {
        match (self, later) {
            (Self::Adds, _) | (Self::Writes(_), Self::Adds) => false,
            (Self::Turns(this), Self::Turns(that)) => this != that,
            (Self::Signs(_) | Self::Turns(_) | Self::Whole, _) | (Self::Writes(_), Self::Whole) => true,
            (Self::Writes(this), Self::Writes(that) | Self::Signs(that) | Self::Turns(that)) => this == that,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_texts_are_in_each_others_way_and_a_signature_is_in_the_way_of_everything() {
        let (note, text, other) = (Touch::Adds, Touch::writes("text", 1), Touch::writes("text", 2));
        let (key, end) = (Touch::signs("text", 1), Touch::Whole);
        for later in [&note, &text, &key, &end] {
            assert!(!note.clashes(later), "what is added takes nothing away: {later:?}");
            assert!(key.clashes(later) && end.clashes(later), "nobody signs what they have not seen: {later:?}");
        }
        let (turns, elsewhere) = (Touch::turns("text", 1), Touch::turns("text", 2));
        assert!(!turns.clashes(&turns), "three turn together on one text");
        for later in [&note, &text, &other, &key, &end, &elsewhere] {
            assert!(turns.clashes(later), "and on nothing else that happened: {later:?}");
        }
        assert!(key.clashes(&turns) && text.clashes(&turns) && !other.clashes(&turns) && !note.clashes(&turns));
        assert!(!text.clashes(&note) && !text.clashes(&other));
        assert!(text.clashes(&text) && text.clashes(&key) && text.clashes(&end));
    }
}
