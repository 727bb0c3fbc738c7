//! A form as a struct whose every answer has the right shape.

use super::{Asked, Reader, Wrong, clash};
use crate::values::Values;
use kernel::Say;

/// What a form becomes once every answer has the right shape.
///
/// Read every field into a variable first and combine them last, so that one visit shows every message:
/// ```text
/// fn check(read: &mut Reader) -> Option<Self> {
///     let reason = read.must("reason");
///     let until = read.may_day("until");
///     Some(Self { reason: reason?, until: until? })
/// }
/// ```
pub trait Form: Sized + Send + 'static {
    /// Reads and checks; `None` with messages when something is to be mended.
    fn check(read: &mut Reader) -> Option<Self>;
}

/// A form that asks nothing but the button.
impl Form for () {
    fn check(_: &mut Reader) -> Option<Self> {
        Some(())
    }
}

/// A form that asks nothing but whether an act that cannot be undone is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sure;

impl Form for Sure {
    fn check(read: &mut Reader) -> Option<Self> {
        read.sure().map(|()| Self)
    }
}

/// What is said of a file that is too large for the house, when its form does not say how large it may be.
const TOO_LARGE: Say = Say::of(
    "Dit bestand is te groot om te versturen. Maak het kleiner en kies het opnieuw.",
    "This file is too large to send. Make it smaller and choose it again.",
);

impl Reader {
    /// Ends the reading: the form, or every message.
    ///
    /// # Errors
    /// The messages; at least one.
    pub fn finish<F: Form>(values: Values) -> Result<F, Vec<Wrong>> {
        let (values, undecided) = clash::settled(values);
        let mut read = Self { wrong: undecided, ..Self::of(values) };
        let form = F::check(&mut read);
        // A file that did not fit is told, also when nobody asked for it: it would be gone without a word.
        for field in read.values.too_large().to_vec() {
            if read.wrong.iter().all(|wrong| wrong.field != field) {
                read.wrong(field, TOO_LARGE);
            }
        }
        match form {
            Some(form) if read.wrong.is_empty() => Ok(form),
            _ => {
                if read.wrong.is_empty() {
                    read.wrong("", Say::of("Controleer wat u hebt ingevuld.", "Check what you have filled in."));
                }
                Err(read.wrong)
            }
        }
    }

    /// What a form asks for, found by letting it read an empty form.
    #[must_use]
    pub fn asked_by<F: Form>() -> Vec<Asked> {
        let mut read = Self { describes: true, ..Self::default() };
        let _ = F::check(&mut read);
        read.asked
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::super::Choice;
    use super::*;
    use kernel::{Date, Note};

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Colour {
        Red,
        Blue,
    }
    impl Choice for Colour {
        fn all() -> &'static [Self] {
            &[Self::Red, Self::Blue]
        }
        fn word(self) -> &'static str {
            match self {
                Self::Red => "red",
                Self::Blue => "blue",
            }
        }
        fn says(self) -> Say {
            Say::of("kleur", "colour")
        }
    }

    #[derive(Debug)]
    struct Plain {
        reason: Note,
        day: Option<Date>,
        colour: Colour,
        sure: bool,
    }
    impl Form for Plain {
        fn check(read: &mut Reader) -> Option<Self> {
            let reason = read.must("reason");
            let day = read.may_day("day");
            let colour = read.choice("colour");
            let sure = read.tick("sure");
            Some(Self { reason: reason?, day: day?, colour: colour?, sure })
        }
    }

    #[test]
    fn every_message_is_shown_in_one_visit() {
        let values = Values::from_form(b"reason=+&day=31-02-2026&colour=green").unwrap();
        let wrong = Reader::finish::<Plain>(values).unwrap_err();
        let names: Vec<_> = wrong.iter().map(|w| &*w.field).collect();
        assert_eq!(names, ["reason", "day", "colour"]);
    }

    #[test]
    fn a_good_form_becomes_checked_values() {
        let values = Values::from_form(b"reason=omdat&day=&colour=blue&sure=ja").unwrap();
        let form = Reader::finish::<Plain>(values).unwrap();
        assert_eq!(form.reason.as_str(), "omdat");
        assert_eq!((form.day, form.colour, form.sure), (None, Colour::Blue, true));
    }

    #[test]
    fn what_a_form_asks_is_known_without_filling_it_in() {
        let asked = Reader::asked_by::<Plain>();
        assert_eq!(asked.len(), 4);
        assert_eq!(asked[2].words, ["red", "blue"]);
        assert!(asked[0].required && !asked[1].required);
    }
}
