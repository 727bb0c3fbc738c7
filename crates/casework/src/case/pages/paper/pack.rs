//! The hand-over sheet on paper: who is on turn, what is open, and who sits there.

use super::sheet::{begin, file};
use crate::case::pages::pack::{Open, open_here, seats_here};
use crate::case::pages::scaling::standing;
use crate::case::pages::under_way::under_way;
use crate::case::{Duty, ReadPersons, TakePaper};
use kernel::{Say, day_month_year};
use paper::{Document, Table};
use web::{Ask, Download, Trouble, Visit};

const TITLE: Say = Say::of("Overdrachtsblad", "Hand-over sheet");

/// Prints it.
pub(in crate::case::pages) async fn pack(visit: Visit<TakePaper>) -> Result<Download, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let mut document = begin(&visit, &TITLE)?;
    let both = |nl, en| ask.lang.both(nl, en).to_owned();
    let purpose = case.opening.as_ref().map(|opening| opening.purpose.to_string()).unwrap_or_default();
    let mut about = vec![(both("Waarvoor deze tafel er is", "What this table is for"), purpose)];
    let looks = both("De tafel kijkt opnieuw op", "The table looks again on");
    about.extend(case.next_look().map(|day| (looks, day_month_year(day).into())));
    document.pairs(about);
    let phase = ask.vault.levels().says(case.phase()).to(ask.lang).to_owned();
    let mut turn = vec![(both("Hoe de hulp is geregeld", "How the help is arranged"), phase)];
    turn.extend(Duty::ALL.into_iter().map(|duty| standing(ask, case, duty)));
    document.chapter(both("Wie is aan zet", "Who is on turn")).pairs(turn);
    document.chapter(both("Wat er openstaat", "What is open"));
    let (all, more) = open_here(ask, case);
    for (says, list) in all {
        open(&mut document, ask, &says, list);
    }
    document.section(both("Wat er loopt", "What is under way"));
    let under_way = under_way(ask, case);
    if under_way.is_empty() {
        document.paragraph(both("Niets.", "Nothing."));
    } else {
        let mut table = Table::new([both("Wat", "What"), both("Dag", "Day")]);
        for one in under_way {
            let late = if one.late { format!(" ({})", both("te laat", "late")) } else { String::new() };
            let day = one.due.map(|due| due.to_string()).unwrap_or_default();
            table.push([one.what, format!("{day}{late}")]);
        }
        document.table(table);
    }
    if more {
        document.note(both(
            "Er staat meer open dan op dit blad past; de rest staat in de casus.",
            "More is open than fits on this sheet; the rest is in the case.",
        ));
    }
    document.chapter(both("Wie aan tafel zit", "Who sits at the table"));
    let seats = seats_here(ask, case, visit.may::<ReadPersons>());
    document.pairs(seats.into_iter().map(|(organisation, persons)| (organisation, persons.join("\n"))));
    web::print(file("overdracht", case), document).await
}

fn open(document: &mut Document, ask: &Ask, says: &Say, list: Vec<Open>) {
    let both = |nl, en| ask.lang.both(nl, en);
    document.section(says.to(ask.lang));
    if list.is_empty() {
        document.paragraph(both("Niets.", "Nothing."));
        return;
    }
    let mut table = Table::new([both("Wie", "Who"), both("Wat", "What"), both("Uiterlijk", "By")]);
    for one in list {
        let late = if one.late { format!(" ({})", both("te laat", "late")) } else { String::new() };
        let waits = if one.unaccepted {
            format!(" ({})", both("nog niet aangenomen", "not accepted yet"))
        } else {
            String::new()
        };
        table.push([one.organisation, format!("{}{waits}", one.what), format!("{}{late}", one.due)]);
    }
    document.table(table);
}
