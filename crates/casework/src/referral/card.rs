//! A referral as the vault keeps it: who reads it and until when, what is asked of whom, what is told of an event.

use super::{
    acts::{
        AnswerEnclosed, NamePersons, ProlongReferral, RemindReferral, ReplyReferral, SendReferral, TakeOn,
        TakeReferralAnswer,
    },
    hand::Hand,
    model::{Event, Referral, State},
    texts,
};
use jiff::ToSpan;
use kernel::{AgencyId, Date, Say};
use std::collections::BTreeSet;
use vault::{Act, Author, Card, Dossier, Label, Persons, Seat, Stamp, Task, Tier, Touch};

/// So many days who gave something has, before who sends it is asked whether it goes without.
const GIVERS: i32 = 7;
/// So many days before its last day who sent it is asked whether it goes on.
const BEFORE: i32 = 7;

impl Dossier for Referral {
    type Event = Event;
    const KIND: &'static str = "referral";
    const SAYS: Say = Say::of("doorgeleiding", "referral");
    const FOLD: u32 = 4;
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);
    const GOES_WITH_ITS_SEATS: bool = true;
    const SITTING: Say = Say::of("Wie dit namens elke organisatie leest", "Who reads this for each organisation");

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Begun { .. } | Event::Ended { .. } => Touch::Whole,
            // Who sends it sends what was said until then.
            Event::Enclosed { .. } | Event::ItemAnswered { .. } | Event::Sent => Touch::Signs("items".into()),
            Event::Followed { .. } => Touch::Writes("items".into()),
            Event::TakenOn { .. } | Event::AskedBack { .. } | Event::Replied { .. } | Event::Declined { .. } => {
                Touch::Signs("answer".into())
            }
            Event::AnswerTaken => Touch::Writes("taken".into()),
            Event::Reminded { .. } | Event::Prolonged { .. } => Touch::Writes("days".into()),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let (Some(hand), Some(by), Some(begun)) = (&self.hand, &self.by, self.begun) else { return Card::blank() };
        let tasks = self.tasks(hand, by, begun);
        Card {
            state: self.state.word(),
            facet: self.state.word(),
            house: hand.house.clone(),
            municipality: hand.municipality.clone(),
            reference: hand.reference.clone(),
            opened: begun,
            due: tasks.iter().filter_map(|task| task.due).min(),
            label: Label {
                // To whom it goes; what it is about is for its page.
                title: hand.to_called.clone().unwrap_or_else(|| hand.reference.clone()),
                summary: None,
                called: None,
                urgent: false,
            },
            seats: self.seats(hand, by, begun),
            persons: Some(self.named.clone()),
            tasks,
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}

impl Referral {
    /// Who receives it reads it until its last day and who gave something as long; who sent it some time longer, what came of it. Nobody
    /// does anything for that.
    fn seats(&self, hand: &Hand, by: &Author, begun: Date) -> Vec<Seat> {
        let (until, kept) = (self.until.unwrap_or(begun), self.kept_until().unwrap_or(begun));
        let seat = |agency: &AgencyId, tier, last| Seat::of(agency.clone(), tier).on(begun, last);
        let mut seats = vec![
            seat(&by.agency, Tier::Owner, kept),
            seat(&hand.stay, Tier::Stay, kept),
            seat(&hand.director, Tier::Director, kept),
        ];
        let receiver = match self.state {
            State::Sent | State::AskedBack => Some(Tier::Asked),
            // No list tells it who else sits there, nor what is asked of them.
            State::TakenOn => Some(Tier::Third),
            State::Asking | State::Declined | State::Over => None,
        };
        seats.extend(receiver.map(|tier| seat(&hand.to, tier, until)));
        let givers: BTreeSet<&AgencyId> = self.items.iter().map(|item| &item.agency).collect();
        if self.state != State::Over {
            seats.extend(givers.into_iter().map(|agency| seat(agency, Tier::Expected, until)));
        }
        seats
    }

    fn tasks(&self, hand: &Hand, by: &Author, begun: Date) -> Vec<Task> {
        let since = self.since.unwrap_or(begun);
        let after = |day: Date, days: i32| day.saturating_add(days.days());
        let of = |act, since| Task::of(&by.agency, act, since);
        match self.state {
            State::Asking => {
                let waits: Vec<Task> = self
                    .unanswered()
                    .map(|item| {
                        let task = Task::of(&item.agency, AnswerEnclosed::REF.name, begun).about(item.no);
                        task.due(Some(after(begun, GIVERS))).asked_by(Some(by.who()))
                    })
                    .collect();
                // Silence carries nothing and holds up nothing.
                let last = self.said.values().map(|said| said.on).max().unwrap_or(begun);
                let ready = if waits.is_empty() { last } else { after(begun, GIVERS + 1) };
                waits.into_iter().chain([of(SendReferral::REF.name, ready)]).collect()
            }
            State::Sent => {
                let answer = self.answer_by.unwrap_or(hand.answer_by);
                let asks = Task::of(&hand.to, TakeOn::REF.name, since).due(Some(answer)).asked_by(Some(by.who()));
                vec![asks, of(RemindReferral::REF.name, after(answer, 1))]
            }
            State::AskedBack => vec![of(ReplyReferral::REF.name, since).asked(&hand.to)],
            State::TakenOn | State::Declined | State::Over => {
                let read = (!self.taken && !self.is_own()).then(|| of(TakeReferralAnswer::REF.name, since));
                let ends = self.until.filter(|_| self.state == State::TakenOn && hand.table.is_light());
                let goes_on =
                    ends.map(|last| of(ProlongReferral::REF.name, after(last, -BEFORE).max(begun)).due(Some(last)));
                read.into_iter().chain(goes_on).collect()
            }
        }
    }
}
