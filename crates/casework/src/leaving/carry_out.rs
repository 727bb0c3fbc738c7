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
            return Err(match trouble {
                // Somebody changed one of them while the others were made ready.
                Trouble::Denied | Trouble::Conflict if done.tables == 0 => Trouble::Conflict,
                Trouble::Denied | Trouble::Conflict => halfway(done.tables, tables.len()).into(),
                other => other,
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

/// A part went over and the next did not.
fn halfway(done: usize, all: usize) -> Refusal {
    Say::made(
        format!(
            "{done} van {all} tafels gingen over. Bij de volgende veranderde er intussen iets. Verstuur het opnieuw voor de rest; wat over is, \
             blijft over."
        ),
        format!(
            "{done} of {all} tables went over. Among the next ones something changed meanwhile. Send it again for the rest; what went over stays \
             so."
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
