//! What who leads does: the buttons of the console. Each is one form, one rule and one event.

use super::slips;
use crate::places;
use crate::{
    directory,
    session::{
        Agreement, ArrangeScreen, CallOff, EmptySession, EndSession, Event, HandOver, InviteToSession, LeadSession,
        Mark, Session, StartSession, TakeOver, View, Words, WriteAgreement,
    },
};
use kernel::{AgencyId, Date, Line, Note, Refusal, Say};
use vault::{Act, Desk};
use web::{Ask, Form, Reader, Redirect, Sure, Trouble};

async fn done<A: Act<On = Session>>(desk: Desk<A>, event: Event) -> Result<Redirect, Trouble> {
    let to = places::SESSIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// The place of a step.
pub(crate) struct PlaceForm(pub(super) usize);

impl Form for PlaceForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let place = read.text("plaats").parse().ok();
        if place.is_none() {
            read.wrong("plaats", Say::of("Deze stap bestaat niet.", "This step does not exist."));
        }
        place.map(Self)
    }
}

/// So many minutes more.
pub(crate) struct MinutesForm(u16);

impl Form for MinutesForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.must::<Line>("minutes")?;
        let minutes = text.as_str().parse().ok();
        if minutes.is_none() {
            read.wrong("minutes", Say::of("Schrijf een getal.", "Write a number."));
        }
        minutes.map(Self)
    }
}

pub(super) async fn start(desk: Desk<StartSession>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().start()?;
    done(desk, event).await
}

pub(super) async fn go_to(desk: Desk<LeadSession>, _: Ask, form: PlaceForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().go_to(form.0)?;
    done(desk, event).await
}

const NONE: Refusal = Refusal::of("Verder is er geen stap.", "There is no step beyond this one.");

pub(super) async fn next(desk: Desk<LeadSession>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let place = desk.dossier().at().map(|p| p + 1).filter(|p| *p < desk.dossier().steps().len()).ok_or(NONE)?;
    let event = desk.dossier().go_to(place)?;
    done(desk, event).await
}

pub(super) async fn previous(desk: Desk<LeadSession>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let place = desk.dossier().at().and_then(|p| p.checked_sub(1)).ok_or(NONE)?;
    let event = desk.dossier().go_to(place)?;
    done(desk, event).await
}

pub(super) async fn extend(desk: Desk<LeadSession>, _: Ask, form: MinutesForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().extend(form.0, desk.now())?;
    done(desk, event).await
}

pub(super) async fn pause(desk: Desk<LeadSession>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().pause(desk.now())?;
    done(desk, event).await
}

pub(super) async fn resume(desk: Desk<LeadSession>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().resume()?;
    done(desk, event).await
}

pub(super) async fn close(desk: Desk<LeadSession>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().close_answers()?;
    done(desk, event).await
}

/// Something happens: one of those that lay ready, or in one's own words.
pub(crate) struct InjectForm {
    ready: Option<usize>,
    text: Option<Note>,
}

impl Form for InjectForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let ready = read.text("ready").parse().ok();
        let text = read.may::<Note>("text")?;
        if ready.is_none() && text.is_none() {
            read.wrong("text", Say::of("Schrijf wat er gebeurt.", "Write what happens."));
            return None;
        }
        Some(Self { ready, text })
    }
}

pub(super) async fn inject(desk: Desk<LeadSession>, _: Ask, form: InjectForm) -> Result<Redirect, Trouble> {
    let own = form.text.map(|nl| Words { nl, en: None });
    let ready = form.ready.and_then(|n| desk.dossier().plan()?.surprises.get(n).cloned());
    let text = own.or(ready).ok_or(Refusal::of("Schrijf wat er gebeurt.", "Write what happens.").at("text"))?;
    let event = desk.dossier().inject(text)?;
    done(desk, event).await
}

pub(super) async fn show(desk: Desk<ArrangeScreen>, _: Ask, form: PlaceForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().show(form.0, desk.now())?;
    done(desk, event).await
}

pub(super) async fn hide(desk: Desk<ArrangeScreen>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().hide(ask.part("briefje").parse::<Mark>()?)?;
    done(desk, event).await
}

pub(super) async fn unhide(desk: Desk<ArrangeScreen>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().unhide(ask.part("briefje").parse::<Mark>()?)?;
    done(desk, event).await
}

/// What to point at on the screen; nothing is pointed at where nothing is filled in.
pub(crate) struct PointForm(View);

impl Form for PointForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let (group, note) = (read.may("groep"), read.may("briefje"));
        Some(Self(View { sheet: read.text("blad").parse().ok(), group: group?, note: note? }))
    }
}

pub(super) async fn point(desk: Desk<ArrangeScreen>, _: Ask, form: PointForm) -> Result<Redirect, Trouble> {
    let session = desk.dossier();
    let place = session.at().map(|p| session.plan().and_then(|plan| plan.sorted_in(p)).unwrap_or(p));
    let slips = match place {
        Some(place) => slips::of_desk(&desk, place, false).await?,
        None => Vec::new(),
    };
    let event = session.point(form.0, &slips, desk.now())?;
    done(desk, event).await
}

/// Notes that belong together.
pub(crate) struct PileForm {
    name: Line,
    marks: Vec<Mark>,
}

impl Form for PileForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let name = read.must("name");
        let marks = read.each("marks");
        Some(Self { name: name?, marks: marks? })
    }
}

pub(super) async fn cluster(desk: Desk<ArrangeScreen>, _: Ask, form: PileForm) -> Result<Redirect, Trouble> {
    let at = desk.dossier().at().and_then(|p| desk.dossier().plan()?.sorted_in(p));
    let slips = match at {
        Some(place) => slips::of_desk(&desk, place, false).await?,
        None => Vec::new(),
    };
    let event = desk.dossier().cluster(form.name, form.marks, &slips, desk.now())?;
    done(desk, event).await
}

/// An agreement.
pub(crate) struct AgreeForm {
    what: Note,
    who: Line,
    by: Date,
    under: Option<usize>,
}

impl Form for AgreeForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let what = read.must("what");
        let who = read.must("who");
        let by = read.day("by");
        let under = read.text("under").parse().ok();
        Some(Self { what: what?, who: who?, by: by?, under })
    }
}

pub(super) async fn agree(desk: Desk<WriteAgreement>, _: Ask, form: AgreeForm) -> Result<Redirect, Trouble> {
    let agreement = Agreement { what: form.what, who: form.who, by: form.by, under: form.under };
    let event = desk.dossier().agree(agreement, desk.today())?;
    done(desk, event).await
}

pub(super) async fn drop_agreement(desk: Desk<WriteAgreement>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    const UNKNOWN: Refusal = Refusal::of("Deze afspraak bestaat niet.", "This agreement does not exist.");
    let place = ask.part("plaats").parse().map_err(|_| UNKNOWN)?;
    let event = desk.dossier().drop_agreement(place, desk.today())?;
    done(desk, event).await
}

/// An organisation.
pub(crate) struct AgencyForm(AgencyId);

impl Form for AgencyForm {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("agency").map(Self)
    }
}

pub(super) async fn offer(desk: Desk<HandOver>, ask: Ask, form: AgencyForm) -> Result<Redirect, Trouble> {
    directory::known_agencies(&ask.directory, std::slice::from_ref(&form.0), "agency")?;
    let event = desk.dossier().offer(form.0)?;
    done(desk, event).await
}

pub(super) async fn take_over(desk: Desk<TakeOver>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take_over_by(desk.agency(), ask.actor.person.clone())?;
    done(desk, event).await
}

/// An organisation, and whether it leads along.
pub(crate) struct InviteForm {
    agency: AgencyId,
    leads: bool,
}

impl Form for InviteForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let agency = read.must("agency");
        let leads = read.tick("leads");
        Some(Self { agency: agency?, leads })
    }
}

pub(super) async fn invite(desk: Desk<InviteToSession>, ask: Ask, form: InviteForm) -> Result<Redirect, Trouble> {
    directory::known_agencies(&ask.directory, std::slice::from_ref(&form.agency), "agency")?;
    let session = desk.dossier();
    let event = if form.leads { session.lead_along(form.agency)? } else { session.invite(form.agency)? };
    done(desk, event).await
}

/// A reason, and that it is meant.
pub(crate) struct CallOffForm(Note);

impl Form for CallOffForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

pub(super) async fn call_off(desk: Desk<CallOff>, _: Ask, form: CallOffForm) -> Result<Redirect, Trouble> {
    let event = desk.dossier().call_off(form.0)?;
    done(desk, event).await
}

pub(super) async fn end(desk: Desk<EndSession>, _: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let mut all = Vec::new();
    for place in 0..desk.dossier().steps().len() {
        all.push(slips::of_desk(&desk, place, true).await?);
    }
    let event = desk.dossier().end(&all)?;
    let to = places::SESSIONS.under(desk.id(), "/uitkomst");
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn empty(desk: Desk<EmptySession>, _: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let (event, boxes, to) = (desk.dossier().empty()?, desk.dossier().boxes(), places::SESSIONS.of(desk.id()));
    desk.commit_emptying(vec![event], boxes).await?;
    Ok(Redirect::to(to))
}
