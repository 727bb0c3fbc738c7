//! What is asked of who hands over: for good or for a while, to whom, from when.

use crate::seating::Days;
use kernel::{Date, PersonId, Refusal, Say};
use std::num::ParseIntError;
use vault::Version;
use web::{Ask, Field, Form, FormSpec, Reader};

kernel::words! {
    /// For how long.
    pub(super) enum How {
        /// Who leaves, or gives their work to somebody else.
        ForGood = "for-good", "Voorgoed: iemand anders neemt het over", "For good: somebody else takes over";
        /// Who is away.
        ForAWhile = "for-a-while", "Tijdelijk: iemand anders valt in", "Temporarily: somebody else stands in";
    }
}

const UNTIL: Refusal = Refusal::of("Vul de laatste dag in.", "Fill in the last day.");
const NO_UNTIL: Refusal = Refusal::of(
    "Bij voorgoed hoort geen laatste dag. Laat dit leeg, of kies Tijdelijk.",
    "For good has no last day. Leave this empty, or choose Temporarily.",
);

/// To whom, for how long, and what the sender had seen.
pub(super) struct Handing {
    pub(super) to: PersonId,
    pub(super) days: Days,
    pub(super) seen: Option<Result<Version, ParseIntError>>,
}

impl Form for Handing {
    fn check(read: &mut Reader) -> Option<Self> {
        let how = read.choice("how");
        let to = read.must("to");
        let from = read.day("from");
        let until = read.may_day("until");
        let days = days(how?, from?, until?).map_err(|no| read.wrong("until", no.why)).ok();
        let seen = Some(read.text("_seq")).filter(|text| !text.is_empty()).map(str::parse);
        Some(Self { to: to?, days: days?, seen })
    }
}

fn days(how: How, from: Date, until: Option<Date>) -> Result<Days, Refusal> {
    match (how, until) {
        (How::ForGood, None) => Ok(Days::From(from)),
        (How::ForAWhile, Some(until)) => Ok(Days::Within(from, until)),
        (How::ForGood, Some(_)) => Err(NO_UNTIL),
        (How::ForAWhile, None) => Err(UNTIL),
    }
}

/// Of whom, besides. Without a person where nobody sits.
pub(super) struct OfColleague {
    pub(super) whose: Option<PersonId>,
    pub(super) handing: Handing,
}

/// In the place of a person: where nobody sits. No id of a person.
pub(super) const NOBODY: &str = "*";

impl Form for OfColleague {
    fn check(read: &mut Reader) -> Option<Self> {
        let whose = if read.text("whose") == NOBODY { Some(None) } else { read.must("whose").map(Some) };
        let handing = Handing::check(read);
        Some(Self { whose: whose?, handing: handing? })
    }
}

/// The questions that both pages ask, behind those of their own. `to` are those who may take over.
pub(super) fn asking(form: FormSpec, ask: &Ask, to: Vec<(String, Say)>) -> FormSpec {
    form.field(Field::choice_of::<How>("how", Say::of("Voor hoelang?", "For how long?")))
        .field(Field::choice("to", Say::of("Aan wie?", "To whom?"), to))
        .field(Field::day("from", Say::of("Vanaf", "From")).on(ask.today))
        .field(
            Field::day("until", Say::of("Tot en met", "Until"))
                .hint(Say::of(
                    "Alleen bij tijdelijk. Bijvoorbeeld 31-12-2026.",
                    "Only if temporary. For example 31-12-2026.",
                ))
                .sometimes(),
        )
}
