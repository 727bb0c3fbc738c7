//! A weighing as the vault keeps it: what it takes in, what it says of itself, what is told of an event.

use super::model::{Event, Weighing};
use super::{NamePersons, texts};
use kernel::counters::Measure;
use kernel::{Say, local_day};
use vault::{Act, Card, Dossier, Persons, Stamp, Touch};

impl Dossier for Weighing {
    type Event = Event;
    const KIND: &'static str = "weighing";
    const SAYS: Say = Say::of("weging", "weighing");
    const FOLD: u32 = 10;
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        let before = self.filer_line();
        self.take_in(event, stamp);
        self.line_since(before, local_day(stamp.at));
    }

    fn card(&self) -> Card {
        self.draw_card()
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Opened { .. }
            | Event::Settled(_)
            | Event::Advised { .. }
            | Event::CaseOpened { .. }
            | Event::CaseClosed { .. }
            | Event::NotFollowed
            // Whatever is written or signed here rests on what it says: nothing is done by who has not read that it says something else.
            | Event::Restated { .. } => Touch::Whole,
            Event::Consulted { .. } | Event::Supplied { .. } | Event::Handed(_) => Touch::Adds,
            Event::Answered { place, .. } => Touch::writes("question", place),
            Event::ViewHandedIn { agency, .. } | Event::ViewAdded { agency, .. } => Touch::writes("view", agency),
            Event::Jotted { part, .. } => Touch::writes("jot", part.word()),
            Event::Drafted { .. } => Touch::Writes("judgement".into()),
            Event::KeyTurned { .. } => Touch::Turns("judgement".into()),
            Event::Disagreed { .. } => Touch::Signs("judgement".into()),
            Event::NoticeTaken => Touch::Writes("notice".into()),
            Event::UrgentSeen { agency } => Touch::writes("seen", agency),
            Event::WayProposed { .. } | Event::WayAgreed { .. } | Event::WayDropped { .. } => Touch::Signs("way".into()),
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
