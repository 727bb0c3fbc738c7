//! What the person knows, as it is asked when a case is submitted and when the answer of the triage is there.

use crate::triage::{Informed, NotYet};
use kernel::{Lang, Note, Say, day_month_year};
use web::{Field, Form, FormSpec, Reader};

kernel::words! {
    /// Whether the person was told.
    pub(super) enum WasTold {
        Told = "told", "Ja", "Yes";
        NotYet = "not-yet", "Nog niet", "Not yet";
    }
}

/// What the person knows.
pub(super) struct Knows(pub(super) Informed);

impl Form for Knows {
    fn check(read: &mut Reader) -> Option<Self> {
        of_form(read).map(Self)
    }
}

/// Reads it; what belongs to another answer is left out.
pub(super) fn of_form(read: &mut Reader) -> Option<Informed> {
    let informed = read.choice::<WasTold>("informed");
    let on = read.may_day("told_on");
    let ground = read.may_choice::<NotYet>("not_yet");
    let why = read.may::<Note>("not_yet_why");
    let again = read.may_day("told_again");
    let (on, ground, why, again) = (on?, ground?, why?, again?);
    let mut lacks = |field: &'static str| read.wrong(field, Say::of("Vul dit in.", "Fill this in."));
    match informed? {
        WasTold::Told => match on {
            Some(on) => Some(Informed::Told { on }),
            None => {
                lacks("told_on");
                None
            }
        },
        WasTold::NotYet => match (ground, why, again) {
            (Some(ground), Some(why), Some(again)) => Some(Informed::NotYet { ground, why, again }),
            (ground, why, again) => {
                let all =
                    [("not_yet", ground.is_some()), ("not_yet_why", why.is_some()), ("told_again", again.is_some())];
                all.into_iter().filter(|(_, there)| !there).for_each(|(field, _)| lacks(field));
                None
            }
        },
    }
}

/// The fields that are read so.
pub(super) fn fields(form: FormSpec, asks: Say) -> FormSpec {
    form.field(Field::choice_of::<WasTold>("informed", asks))
        .field(
            Field::day("told_on", Say::of("Op welke dag is dat verteld?", "On which day was that told?"))
                .under("informed", &["told"]),
        )
        .field(
            Field::choice_of::<NotYet>("not_yet", Say::of("Waarom nog niet?", "Why not yet?"))
                .under("informed", &["not-yet"]),
        )
        .field(
            Field::note("not_yet_why", Say::of("Waarom geldt dat hier?", "Why does that hold here?"))
                .under("informed", &["not-yet"]),
        )
        .field(
            Field::day("told_again", Say::of("Wanneer kijkt u hier weer naar?", "When will you look at this again?"))
                .hint(Say::of(
                    "Uitstel loopt af: op deze dag vragen wij het opnieuw.",
                    "A postponement ends: on this day we ask again.",
                ))
                .under("informed", &["not-yet"]),
        )
}

/// It in words.
pub(super) fn told(lang: Lang, informed: &Informed) -> String {
    match informed {
        Informed::Told { on } => format!("{} {}", lang.both("Ja, op", "Yes, on"), day_month_year(*on)),
        Informed::NotYet { ground, why, again } => {
            let says = ground.says();
            let again = day_month_year(*again);
            format!(
                "{}: {}. {why} ({} {again})",
                lang.both("Nog niet", "Not yet"),
                says.to(lang),
                lang.both("opnieuw bekeken op", "looked at again on")
            )
        }
    }
}
