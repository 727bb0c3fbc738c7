//! A calibration as the vault keeps it: what it takes in, what it says of itself, what is told of an event.

use super::{
    model::{Calibration, Event, State},
    texts,
};
use kernel::{MunicipalityId, Say};
use vault::{Card, Dossier, Label, Seat, Stamp, Tier, Touch, code_claim};

impl Dossier for Calibration {
    type Event = Event;
    const KIND: &'static str = "calibration";
    const FOLD: u32 = 2;
    const SAYS: Say = Say::of("weegijking", "calibration");

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn card(&self) -> Card {
        let p = self.preparation();
        let state = self.state();
        Card {
            state: state.word(),
            facet: if state == State::Closed { "done" } else { "running" },
            house: p.map(|p| p.house.clone()).unwrap_or_default(),
            municipality: MunicipalityId::default(),
            reference: p.map(|p| p.reference.clone()).unwrap_or_default(),
            opened: p.map(|p| p.on).unwrap_or_default(),
            due: None,
            label: Label {
                title: p.map(|p| p.title.clone()).unwrap_or_default(),
                summary: None,
                called: None,
                urgent: false,
            },
            seats: p.map(|p| Seat::of(p.facilitator.clone(), Tier::Facilitator)).into_iter().collect(),
            tasks: Vec::new(),
            persons: None,
            findable: Vec::new(),
            claims: p.map(|p| code_claim(&p.code)).into_iter().collect(),
        }
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Prepared(_) | Event::Started | Event::Opened { .. } | Event::Closed => Touch::Whole,
            Event::TableAdded(_) | Event::Noted { .. } | Event::Agreed { .. } => Touch::Adds,
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }
}
