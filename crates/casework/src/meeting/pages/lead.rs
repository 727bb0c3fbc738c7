//! What who chairs it does with the whole of it: beginning, ending, calling it off.

use super::{order, plan, tables};
use crate::meeting::{
    BeginMeeting, CancelMeeting, EndMeeting, Event, Item, Meeting, PlanMeeting, Point, ReadMeeting, When,
};
use crate::places::MEETINGS;
use kernel::{DossierId, Note, Refusal, Say, day_month_year};
use vault::{Desk, Draft};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble, Visit};

/// Why it is not held.
pub(super) struct Why(Note);

impl Form for Why {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

/// Whether the next one is planned at once.
pub(super) struct Ending {
    next: bool,
}

impl Form for Ending {
    fn check(read: &mut Reader) -> Option<Self> {
        Some(Self { next: read.tick("next") })
    }
}

/// The forms on the page of a meeting: to begin or to end it, and to call it off.
pub(super) fn begin_form(id: DossierId) -> FormSpec {
    FormSpec::to(MEETINGS.under(id, "/beginnen"), Say::of("Overleg beginnen", "Begin the meeting"))
}

pub(super) fn cancel_form(id: DossierId) -> FormSpec {
    FormSpec::to(MEETINGS.under(id, "/afzeggen"), Say::of("Afzeggen", "Cancel"))
        .field(Field::note("reason", Say::of("Waarom gaat het niet door?", "Why is it cancelled?")).hint(Say::of(
            "Iedereen die is uitgenodigd leest dit. Schrijf hier geen namen.",
            "Everybody who is invited reads this. Do not write names here.",
        )))
        .secondary()
        .ends(Say::of(
            "Wie is uitgenodigd, leest dat het niet doorgaat.",
            "Everybody who is invited reads that it is cancelled.",
        ))
}

pub(super) fn end_form(visit: &Visit<ReadMeeting>) -> FormSpec {
    let form = FormSpec::to(MEETINGS.under(visit.id(), "/sluiten"), Say::of("Overleg sluiten", "End the meeting"));
    let when = visit.dossier().plan().map(|plan| &plan.when);
    match when.and_then(|when| plan::next_day(when, visit.ask.today).ok()) {
        Some(day) => {
            let day = day_month_year(day);
            let asks = Say::made(
                format!("Plan het volgende op {day}, met wat nu bleef liggen"),
                format!("Plan the next one on {day}, with what was left"),
            );
            form.field(Field::tick("next", asks).value("on"))
        }
        None => form,
    }
}

pub(super) async fn begin(desk: Desk<BeginMeeting>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let begun = desk.dossier().begin(desk.today())?;
    // A table that is there no more takes nobody's time.
    let mut events = tables::gone(&ask, desk.dossier()).await?;
    let gone: Vec<u32> = events.iter().filter_map(Event::taken_off).collect();
    events.push(begun);
    // The first item is on the table at once.
    events.extend(order::next(&desk, &ask, &gone).await?);
    let id = desk.id();
    desk.commit(events).await?;
    Ok(Redirect::to(MEETINGS.under(id, "/nu")))
}

pub(super) async fn cancel(desk: Desk<CancelMeeting>, _: Ask, form: Why) -> Result<Redirect, Trouble> {
    let event = desk.dossier().cancel(form.0)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(MEETINGS.of(id)))
}

/// Ends it, and plans the next one with what was not reached or was put off: both, or neither. Nothing urgent is left without a word.
pub(super) async fn end(desk: Desk<EndMeeting>, ask: Ask, form: Ending) -> Result<Redirect, Trouble> {
    const URGENT: Refusal = Refusal::of(
        "Een punt met spoed is nog niet afgerond. Bespreek het, of leg bij dat punt vast waarom het kan wachten.",
        "An urgent item has not been completed. Deal with it, or record at that item why it can wait.",
    );
    let shown = tables::shown(&ask, desk.dossier()).await?;
    if shown.iter().any(|one| one.is_urgent() && one.point.held.is_none()) {
        return Err(URGENT.into());
    }
    drop(shown);
    let next = if form.next { Some(next(&desk, &ask).await?) } else { None };
    let (next, drafts) = next.map_or((None, Vec::new()), |(id, draft)| (Some(id), vec![draft]));
    let event = desk.dossier().end(next)?;
    let id = desk.id();
    desk.commit_with(vec![event], drafts).await?;
    // Where the minutes are; what was left leads on from there.
    Ok(Redirect::to(MEETINGS.under(id, "#held")))
}

async fn next(desk: &Desk<EndMeeting>, ask: &Ask) -> Result<(DossierId, Draft), Trouble> {
    let meeting = desk.dossier();
    let plan = meeting.plan().ok_or(Trouble::Denied)?;
    let when = When { day: plan::next_day(&plan.when, desk.today())?, ..plan.when.clone() };
    let begun = ask.vault.begin::<PlanMeeting>(&ask.actor).await?;
    let id = begun.id();
    let mut events = vec![plan::begun(id, &plan.house, (plan.sort, plan.title.clone()), when, Some(desk.id()))];
    events.extend(carried(ask, meeting).await?);
    Ok((id, begun.draft(events)))
}

/// What goes to the next one, each with who sits at its table now. A table that closed meanwhile, or that who chairs it has left, does not come back.
async fn carried(ask: &Ask, meeting: &Meeting) -> Result<Vec<Event>, Trouble> {
    let now = tables::anew(ask, meeting).await?;
    let stays = |point: &&Point| point.table().is_none() || now.contains_key(&point.item.no);
    let put = |(no, point): (u32, &Point)| Event::Put {
        item: Item { no, ..point.item.clone() },
        out: point.out_of(),
        invited: now.get(&point.item.no).cloned().unwrap_or_default(),
    };
    Ok((1..).zip(meeting.carried().filter(stays)).map(put).collect())
}
