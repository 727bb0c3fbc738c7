//! An advice as the vault keeps it: what it takes in, what it says of itself, what is told of an event.

use super::model::{Advice, Event};
use super::{NamePersons, texts};
use kernel::counters::Measure;
use kernel::{Say, local_day};
use vault::{Act, Card, Dossier, Persons, Stamp, Touch};

impl Dossier for Advice {
    type Event = Event;
    const KIND: &'static str = "advice";
    const SAYS: Say = Say::of("advies", "advice");
    const FOLD: u32 = 9;
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn card(&self) -> Card {
        self.draw_card()
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Begun { .. }
            | Event::Issued { .. }
            | Event::Recalled { .. }
            | Event::CaseOpened { .. }
            | Event::Restated { .. } => Touch::Whole,
            Event::Drafted { .. } => Touch::Writes("text".into()),
            Event::Decided { .. } | Event::RemarkWithdrawn { .. } => Touch::Signs("text".into()),
            Event::TakingStated { .. } => Touch::Adds,
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn measures(&self, before: &Self, _: &Event, stamp: &Stamp) -> Vec<Measure> {
        self.count(before, local_day(stamp.at))
    }
}
