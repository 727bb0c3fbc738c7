//! What a recommendation says about itself to lists, worklists and rules.

use super::{
    acts::{FinishRecommendation, TakeUp},
    event::Event,
    model::Recommendation,
    texts,
    words::State,
};
use jiff::ToSpan;
use kernel::{AgencyId, Date, HouseId, Line, MunicipalityId, Note, Say};
use vault::{Act, Card, Dossier, Label, Seat, Stamp, Task, Tier, Touch};

/// How long whom it is for may think about it before a reminder. A reminder only: no timer decides.
pub(super) const DAYS_TO_ANSWER: i64 = 60;

/// What a list knows of a recommendation besides its title. A list holds no fields of its own, so these travel as the three lines of
/// the sealed summary: theme, houses, addressees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// What it is about.
    pub theme: String,
    /// The houses it is for.
    pub houses: Vec<HouseId>,
    /// Who is asked to do something with it.
    pub addressees: Vec<AgencyId>,
}

impl Listing {
    fn write(&self) -> Option<Note> {
        let words = |ids: Vec<&str>| ids.join(" ");
        let houses = words(self.houses.iter().map(HouseId::as_str).collect());
        let addressees = words(self.addressees.iter().map(AgencyId::as_str).collect());
        format!("{}\n{houses}\n{addressees}", self.theme).parse().ok()
    }

    /// Whether it is for one of these houses.
    #[must_use]
    pub fn is_for(&self, houses: &[HouseId]) -> bool {
        self.houses.iter().any(|house| houses.contains(house))
    }

    /// Reads it back from the summary of a row.
    #[must_use]
    pub fn of(label: &Label) -> Option<Self> {
        let mut lines = label.summary.as_ref()?.as_str().lines();
        let (theme, houses, addressees) = (lines.next()?, lines.next()?, lines.next()?);
        Some(Self {
            theme: theme.to_owned(),
            houses: houses.split(' ').filter_map(|word| word.parse().ok()).collect(),
            addressees: addressees.split(' ').filter_map(|word| word.parse().ok()).collect(),
        })
    }
}

impl Dossier for Recommendation {
    type Event = Event;
    const KIND: &'static str = "recommendation";
    const FOLD: u32 = 2;
    const SAYS: Say = Say::of("aanbeveling", "recommendation");

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Made { .. } | Event::Remeasured { .. } => Touch::Whole,
            Event::DirectionAdded { .. } | Event::Progressed { .. } => Touch::Adds,
            Event::TakenUp { .. }
            | Event::NotTakenUp { .. }
            | Event::Moved { .. }
            | Event::Finished { .. }
            | Event::Reopened { .. } => Touch::Writes("undertaking".into()),
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let Some(opening) = self.opening() else {
            return Card::blank();
        };
        let state = self.state();
        let tasks = self.tasks();
        let listing = Listing {
            theme: opening.theme.to_string(),
            houses: opening.houses.clone(),
            addressees: opening.addressees.clone(),
        };
        Card {
            state: state.word(),
            facet: state.word(),
            house: opening.houses.first().cloned().unwrap_or_default(),
            municipality: MunicipalityId::default(),
            reference: opening.reference.clone(),
            opened: self.opened,
            due: tasks.iter().filter_map(|task| task.due).min(),
            label: Label {
                title: title(opening.number, &opening.text),
                summary: listing.write(),
                called: None,
                urgent: false,
            },
            seats: self.seats(),
            tasks,
            persons: None,
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}

/// The number and the first words.
fn title(number: u16, text: &Note) -> Line {
    const ROOM: usize = 150;
    let words: String = text.as_str().replace('\n', " ").chars().take(ROOM).collect();
    let dots = if text.as_str().chars().count() > ROOM { "..." } else { "" };
    format!("{number}. {words}{dots}").parse().unwrap_or_default()
}

impl Recommendation {
    fn seats(&self) -> Vec<Seat> {
        let Some(opening) = self.opening() else {
            return Vec::new();
        };
        let seat = |agency: &AgencyId, tier| Seat::of(agency.clone(), tier);
        let mut seats = vec![seat(&opening.team, Tier::Team), Seat::everyone()];
        seats.extend(opening.addressees.iter().map(|agency| seat(agency, Tier::Addressee)));
        seats.extend(self.undertaking.as_ref().map(|u| seat(&u.owner, Tier::Owner)));
        seats
    }

    fn tasks(&self) -> Vec<Task> {
        let task = |agency: &AgencyId, act, due: Option<Date>| Task::of(agency, act, self.since).due(due);
        let answer = self.since.checked_add(DAYS_TO_ANSWER.days()).ok();
        match (self.state(), self.opening(), &self.undertaking) {
            (State::Open, Some(opening), _) => {
                opening.addressees.iter().map(|agency| task(agency, TakeUp::INFO.name, answer)).collect()
            }
            (State::TakenUp, _, Some(u)) => vec![task(&u.owner, FinishRecommendation::INFO.name, Some(u.due))],
            (State::Open | State::TakenUp | State::Done | State::NotTakenUp, ..) => Vec::new(),
        }
    }
}
