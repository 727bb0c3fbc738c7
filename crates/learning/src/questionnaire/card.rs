//! What a questionnaire says about itself to lists, worklists and rules.

use super::{
    ANSWERS,
    acts::{EmptyQuestionnaire, ReleaseResults},
    event::Event,
    model::Questionnaire,
    words::State,
};
use kernel::{MunicipalityId, Say};
use vault::{Act, Card, Dossier, Label, Seat, Stamp, Task, Tier, Touch, code_claim};

impl Dossier for Questionnaire {
    type Event = Event;
    const KIND: &'static str = "questionnaire";
    const FOLD: u32 = 3;
    const SAYS: Say = Say::of("vragenlijst", "questionnaire");

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn shuts(&self, event: &Event) -> Vec<String> {
        if matches!(event, Event::Closed) { vec![ANSWERS.to_owned()] } else { Vec::new() }
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Begun { .. }
            | Event::Opened
            | Event::Revised { .. }
            | Event::Closed
            | Event::Released { .. }
            | Event::Emptied => Touch::Whole,
            Event::Changed { .. } => Touch::Writes("opening".into()),
            Event::Arranged { .. } => Touch::Writes("questions".into()),
            Event::Invited { .. } | Event::LinksTaken => Touch::Writes("links".into()),
            Event::Reviewed { review } => Touch::writes("answer", format_args!("{}/{}", review.slip, review.question)),
        }
    }
    fn tell(event: &Event) -> Say {
        match event {
            Event::Begun { .. } => Say::of("Vragenlijst begonnen", "Questionnaire begun"),
            Event::Changed { .. } => Say::of("Opzet veranderd", "Set-up changed"),
            Event::Arranged { .. } => Say::of("Vragen gemaakt", "Questions made"),
            Event::Opened => Say::of("Geopend", "Opened"),
            Event::Invited { .. } => Say::of("Links gemaakt", "Links made"),
            Event::LinksTaken => Say::of("Links meegenomen", "Links taken along"),
            Event::Revised { .. } => Say::of("Vragen veranderd: nieuwe versie", "Questions changed: new version"),
            Event::Closed => Say::of("Gesloten", "Closed"),
            Event::Reviewed { .. } => Say::of("Open antwoord nagekeken", "Open answer looked at"),
            Event::Released { .. } => Say::of("Uitkomsten vrijgegeven", "Results released"),
            Event::Emptied => Say::of("Antwoorden vernietigd", "Answers destroyed"),
        }
    }

    fn card(&self) -> Card {
        let Some(opening) = self.opening() else {
            return Card::blank();
        };
        let tasks = self.tasks();
        Card {
            state: self.state().word(),
            facet: self.state().word(),
            house: opening.houses.first().cloned().unwrap_or_default(),
            municipality: MunicipalityId::default(),
            reference: opening.reference.clone(),
            opened: self.begun,
            due: tasks.iter().filter_map(|task| task.due).min(),
            label: Label {
                title: opening.title.clone(),
                summary: Some(opening.purpose.clone()),
                called: None,
                urgent: false,
            },
            seats: self.seats(),
            tasks,
            persons: None,
            findable: Vec::new(),
            claims: vec![code_claim(opening.code.as_str())],
        }
    }
}

impl Questionnaire {
    fn seats(&self) -> Vec<Seat> {
        let Some(opening) = self.opening() else {
            return Vec::new();
        };
        let others = opening.readers.iter().filter(|agency| **agency != opening.team);
        let mut seats = vec![Seat::of(opening.team.clone(), Tier::Team)];
        seats.extend(others.map(|agency| Seat::of(agency.clone(), Tier::Invited)));
        seats
    }

    fn tasks(&self) -> Vec<Task> {
        let (Some(opening), Some(closed)) = (self.opening(), self.closed) else {
            return Vec::new();
        };
        let task = |act| Task::of(&opening.team, act, closed).due(self.must_be_empty_by());
        match self.state() {
            State::Closed => vec![task(ReleaseResults::INFO.name)],
            State::Released => vec![task(EmptyQuestionnaire::INFO.name)],
            State::Draft | State::Open | State::Emptied => Vec::new(),
        }
    }
}
