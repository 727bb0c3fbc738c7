//! What a session says about itself to lists, rules and worklists.

use super::{
    acts::{EmptySession, EndSession, StartSession, TakeOver},
    model::{Event, Session, State},
    texts,
};
use kernel::{AgencyId, Say, Timestamp};
use vault::{Act, Card, Dossier, Label, Seat, Stamp, Task, Tier, Touch};

/// What phones sent is destroyed so many days after the end, when the setting `session.raw-days` is silent.
pub const RAW_DAYS: i32 = 30;

impl Dossier for Session {
    type Event = Event;
    const KIND: &'static str = "session";
    const FOLD: u32 = 3;
    const SAYS: Say = Say::of("sessie", "session");

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn card(&self) -> Card {
        of(self)
    }

    fn shuts(&self, event: &Event) -> Vec<String> {
        self.shut_by(event)
    }

    fn over(&self, now: Timestamp) -> Vec<String> {
        self.over_by(now)
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Planned { .. }
            | Event::CalledOff { .. }
            | Event::Started
            | Event::WentTo { .. }
            | Event::AnswersClosed
            | Event::Ended { .. }
            | Event::Emptied => Touch::Whole,
            Event::Described { .. } => Touch::Writes("description".into()),
            // Steps are known by their place.
            Event::StepWritten { .. }
            | Event::StepAdded { .. }
            | Event::StepMoved { .. }
            | Event::StepDropped { .. }
            | Event::PartWritten { .. } => Touch::Writes("programme".into()),
            Event::Invited { .. } | Event::LeadsAlong { .. } | Event::Injected { .. } | Event::Agreed { .. } => {
                Touch::Adds
            }
            Event::Offered { .. } | Event::TakenOver { .. } => Touch::Writes("lead".into()),
            Event::Extended { .. } => Touch::Writes("clock".into()),
            Event::Shown { place } => Touch::writes("screen", place),
            Event::Hidden { mark } | Event::Unhidden { mark } => Touch::writes("note", mark),
            Event::Clustered { place, .. } => Touch::writes("clusters", place),
            Event::AgreementDropped { .. } => Touch::Writes("agreements".into()),
            Event::PassedOn { place, .. } => Touch::writes("passed-on", place),
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }
}

fn of(session: &Session) -> Card {
    let plan = session.plan();
    Card {
        state: session.state().word(),
        facet: plan.map_or("", |p| p.shape.word()),
        house: plan.map(|p| p.house.clone()).unwrap_or_default(),
        municipality: Default::default(),
        reference: session.reference().clone(),
        opened: session.opened,
        due: due(session),
        label: Label {
            title: plan.map(|p| p.title.clone()).unwrap_or_default(),
            summary: plan.map(|p| p.aim.clone()),
            called: None,
            urgent: false,
        },
        seats: seats(session),
        tasks: tasks(session),
        persons: None,
        findable: Vec::new(),
        // A code lets people in as long as there is something for them to see.
        claims: match session.state() {
            State::Planned | State::Running | State::Closed => {
                session.code().map(super::Code::claim).into_iter().collect()
            }
            State::Emptied | State::CalledOff => Vec::new(),
        },
    }
}

fn due(session: &Session) -> Option<kernel::Date> {
    match session.state() {
        State::Planned | State::Running => session.plan().map(|p| p.on),
        State::Closed => session.ended().and_then(|on| later(on, RAW_DAYS)),
        State::Emptied | State::CalledOff => None,
    }
}

fn later(on: kernel::Date, days: i32) -> Option<kernel::Date> {
    on.checked_add(jiff::Span::new().days(days)).ok()
}

fn seats(session: &Session) -> Vec<Seat> {
    let lead = session.leaders().map(|agency| Seat::of(agency.clone(), Tier::Facilitator));
    let leads = |agency: &AgencyId| session.leaders().any(|a| a == agency);
    let invited = session
        .invited()
        .iter()
        .chain(session.offered())
        .filter(|agency| !leads(agency))
        .map(|agency| Seat::of(agency.clone(), Tier::Invited));
    let mut seats: Vec<Seat> = lead.chain(invited).collect();
    seats.sort_by(|a, b| (&a.agency, a.tier).cmp(&(&b.agency, b.tier)));
    seats.dedup();
    seats
}

fn task(agency: &AgencyId, act: &'static str, since: kernel::Date, due: Option<kernel::Date>) -> Task {
    Task::of(agency, act, since).due(due)
}

/// Who is asked something: who leads is asked to begin, to end, and to destroy what phones sent; who was asked to take over, to do so.
fn tasks(session: &Session) -> Vec<Task> {
    let Some(plan) = session.plan() else { return Vec::new() };
    let lead = &plan.lead.agency;
    let own = match session.state() {
        State::Planned => Some(task(lead, StartSession::INFO.name, session.opened, Some(plan.on)).meeting()),
        State::Running => Some(task(lead, EndSession::INFO.name, session.opened, Some(plan.on))),
        State::Closed => session.ended().map(|on| task(lead, EmptySession::INFO.name, on, later(on, RAW_DAYS))),
        State::Emptied | State::CalledOff => None,
    };
    let offered = match session.state() {
        State::Planned | State::Running => session.offered(),
        State::Closed | State::Emptied | State::CalledOff => None,
    };
    let asked = offered.map(|agency| task(agency, TakeOver::INFO.name, session.opened, Some(plan.on)));
    own.into_iter().chain(asked).collect()
}
