//! Carrying out a hand-over: every table in one transaction, or none; in parts where there are very many.

use super::{
    form::Handing,
    kinds::{By, passed},
    table::counted,
};
use crate::{
    places::{HANDING_OVER, HANDING_OVER_OF_A_COLLEAGUE},
    seating::{Passing, Whose},
};
use kernel::{Refusal, Say};
use vault::{TableRow, Version};
use web::{Ask, Redirect, Trouble};

/// So many tables go over in one transaction. Who has more hands over in parts, each whole, and hears how far it came.
pub(super) const AT_ONCE: usize = 300;

const NOTHING: Refusal = Refusal::of("Er is niets om over te dragen.", "There is nothing to hand over.");

const CHANGED: Say = Say::of(
    "Bij een van de volgende tafels is intussen iets veranderd.",
    "Something has changed at one of the next tables.",
);

/// What went over.
#[derive(Default)]
struct Done {
    tables: usize,
    tasks: u64,
}

/// Hands these tables over, as they were shown in this version.
pub(super) async fn carry_out(
    ask: &Ask,
    (by, whose): (By, Whose<'_>),
    (tables, version): (&[TableRow], Version),
    handing: &Handing,
) -> Result<Redirect, Trouble> {
    if handing.seen.as_ref().is_some_and(|seen| *seen != Ok(version)) {
        return Err(Trouble::Conflict);
    }
    let passing = Passing { whose, to: &handing.to, days: handing.days };
    passing.check(&ask.directory.colleagues_of(&ask.actor.agency.id), ask.today)?;
    let mut done = Done::default();
    for part in tables.chunks(AT_ONCE) {
        if let Err(trouble) = one_part(ask, by, part, &passing, &mut done).await {
            return Err(match (trouble, done.tables) {
                // Somebody changed one of them while the others were made ready.
                (Trouble::Denied | Trouble::Conflict, 0) => Trouble::Conflict,
                (Trouble::Denied | Trouble::Conflict, over) => halfway(over, tables.len(), &CHANGED).into(),
                (Trouble::Refused(no), over) if over > 0 => {
                    Refusal { field: no.field, ..halfway(over, tables.len(), &no.why) }.into()
                }
                (
                    other @ (Trouble::Refused(_)
                    | Trouble::Counted(_)
                    | Trouble::NotNow(_)
                    | Trouble::First(..)
                    | Trouble::Full
                    | Trouble::Later(_)
                    | Trouble::Busy
                    | Trouble::Unknown
                    | Trouble::Store(_)),
                    _,
                ) => other,
            });
        }
    }
    if done.tables == 0 {
        return Err(NOTHING.into());
    }
    let place = match by {
        By::Oneself => HANDING_OVER,
        By::Desk => HANDING_OVER_OF_A_COLLEAGUE,
    };
    let (tables, tasks) = (done.tables.to_string(), done.tasks.to_string());
    Ok(Redirect::to(place.asked(&[("tafels", &tables), ("taken", &tasks)])))
}

async fn one_part(ask: &Ask, by: By, part: &[TableRow], passing: &Passing<'_>, done: &mut Done) -> Result<(), Trouble> {
    let (mut drafts, mut tasks) = (Vec::with_capacity(part.len()), 0);
    for table in part {
        if let Some(draft) = passed(ask, by, (&table.kind, table.id), passing).await? {
            drafts.push(draft);
            tasks += table.tasks;
        }
    }
    let tables = drafts.len();
    if tables > 0 {
        ask.vault.keep(drafts).await?;
    }
    done.tables += tables;
    done.tasks += tasks;
    Ok(())
}

/// A part went over and the next did not, and why.
fn halfway(done: usize, all: usize, why: &Say) -> Refusal {
    Say::made(
        format!(
            "{done} van {all} tafels zijn overgedragen, en dat blijft zo. {} Verstuur het daarna opnieuw voor de rest.",
            why.nl
        ),
        format!(
            "{done} of {all} tables have been handed over, and stay handed over. {} Then send it again for the rest.",
            why.en
        ),
    )
    .into()
}

/// What was just handed over, as the address tells: numbers and nothing else.
pub(super) fn told(ask: &Ask) -> Option<Say> {
    let number = |name| ask.query.first(name).and_then(|text| text.parse::<u32>().ok());
    let (tables, tasks) = (number("tafels")?, number("taken")?);
    Some(counted(u64::from(tables), u64::from(tasks), &Say::of("Overgedragen: {}.", "Handed over: {}.")))
}
