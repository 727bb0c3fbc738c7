//! The agenda on paper, for one reader.

use super::head::{day, headed, name, planned, which};
use crate::meeting::{
    Start, State, TakePaper,
    pages::{
        tables::{self, Shown},
        told, turn,
    },
};
use paper::Table;
use web::{Ask, Download, Trouble, Visit};

/// Prints it.
pub(in crate::meeting::pages) async fn agenda(visit: Visit<TakePaper>) -> Result<Download, Trouble> {
    let (ask, meeting) = (&visit.ask, visit.dossier());
    let plan = planned(meeting)?;
    let (shown, leads) = (tables::shown(ask, meeting).await?, told::leads(&visit));
    let both = |nl, en| ask.lang.both(nl, en);
    let from = turn::from(meeting, &plan.when, &shown, leads);
    let when = if leads {
        format!("{}, {} {from} {}", day(plan.when.day, ask.lang), both("om", "at"), both("uur", "hours"))
    } else {
        let expected = both("u wordt verwacht om", "you are expected at");
        format!("{}; {expected} {from} {}", day(plan.when.day, ask.lang), both("uur", "hours"))
    };
    let mut document = headed(&visit, both("Agenda", "Agenda"), when)?;
    if meeting.state() == State::Planned {
        document.note(both(
            "Concept: dit overleg is nog niet gehouden en de agenda kan nog veranderen.",
            "Draft: this meeting was not held yet and the agenda may still change.",
        ));
    }
    document.chapter(both("Punten", "Items"));
    if !leads {
        document.paragraph(both(
            "Hier staan alleen de punten waarbij u aan tafel zit.",
            "Here are only the items at whose table you sit.",
        ));
    }
    if shown.is_empty() {
        document.paragraph(both("Er staat nog niets op de agenda.", "There is nothing on the agenda yet."));
    } else {
        document.table(items(ask, &shown, leads.then_some(plan.when.start)));
    }
    web::print(name("agenda", plan), document).await
}

/// The items in their order, with the time for who chairs it.
fn items(ask: &Ask, shown: &[Shown<'_>], start: Option<Start>) -> Table {
    let both = |nl, en| ask.lang.both(nl, en);
    let time = start.map(|_| both("Tijd", "Time"));
    let further = [both("Punt", "Item"), both("Duur", "Duration"), both("Wacht op", "Waits for")];
    let mut table = Table::new(time.into_iter().chain(further));
    let mut minutes = 0;
    for one in shown {
        let time = start.map(|start| start.after(minutes).to_string());
        minutes += one.point.item.minutes;
        let waits = told::waits_for(ask, one);
        let waits: Vec<String> = waits.iter().map(|say| say.to(ask.lang).to_lowercase()).collect();
        let called: Vec<String> = [Some(one.title()), which(ask, one)].into_iter().flatten().collect();
        let lasts = format!("{} min.", one.point.item.minutes);
        table.push(time.into_iter().chain([called.join("\n"), lasts, waits.join("\n")]));
    }
    table
}
