//! A review as the vault keeps it: who reads it and until when, what is asked of whom, what is told of an event.

use super::{
    acts::{
        AcceptReview, AnswerReview, ClarifyReview, GiveOpinion, NamePersons, RemindReview, RewordReview, TakeAnswers,
        TakeOpinion, TurnReviewKey,
    },
    model::{About, Event, Review, State, Text},
    texts,
};
use jiff::ToSpan;
use kernel::{AgencyId, Date, MunicipalityId, Say};
use vault::{Act, Card, Dossier, Label, Persons, Role, Seat, Stamp, Task, Tier, Touch};

/// The same for every review: what it is about is for its page.
const TITLE: &str = "Onafhankelijke toets";
/// So many days the three have for their keys.
const KEYS: i32 = 14;
/// So many days who reviews has to say whether they do it.
const SAYS: i32 = 7;
/// So many days the three have to answer a recommendation.
const ANSWERS: i32 = 28;

impl Dossier for Review {
    type Event = Event;
    const KIND: &'static str = "review";
    const FOLD: u32 = 2;
    const SAYS: Say = Say::of("onafhankelijke toets", "independent review");
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);
    const GOES_WITH_ITS_SEATS: bool = true;
    const SITTING: Say = Say::of("Wie dit namens elke organisatie leest", "Who reads this for each organisation");

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn shows_who(&self, agency: &AgencyId) -> bool {
        self.text.as_ref().is_none_or(|text| text.reviewer.agency != *agency)
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Begun { .. } | Event::Withdrawn { .. } | Event::CaseEnded | Event::StayMoved { .. } => Touch::Whole,
            Event::Drafted { .. } => Touch::Writes("text".into()),
            Event::KeyTurned { .. } => Touch::Turns("text".into()),
            Event::Objected { .. } => Touch::Writes("objection".into()),
            // Whoever asks something goes on with the opinion they were writing.
            Event::AskedBack { .. } => Touch::Writes("question".into()),
            Event::Accepted | Event::Declined { .. } | Event::Clarified { .. } | Event::Given { .. } => {
                Touch::Writes("opinion".into())
            }
            Event::Reminded { .. } => Touch::Writes("days".into()),
            Event::Taken => Touch::Writes("taken".into()),
            // Each of the three answers for itself; that it answers twice the model refuses.
            Event::Answered { .. } => Touch::Adds,
            Event::AnswersRead => Touch::Writes("read".into()),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let (Some(about), Some(begun)) = (&self.about, self.begun) else { return Card::blank() };
        let tasks = self.text.as_ref().map_or_else(Vec::new, |text| self.tasks(about, text, begun));
        Card {
            state: self.state.word(),
            facet: self.state.word(),
            house: about.house.clone(),
            // Of none: who reviews does not read in which municipality it is.
            municipality: MunicipalityId::default(),
            reference: about.reference.clone(),
            opened: begun,
            due: tasks.iter().filter_map(|task| task.due).min(),
            label: Label { title: TITLE.parse().unwrap_or_default(), summary: None, called: None, urgent: false },
            seats: self.seats(about, begun),
            persons: Some(self.persons()),
            tasks,
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}

impl Review {
    /// Once the case is closed nobody has a place, and before that each until a day of its own. Nobody does anything for that.
    fn seats(&self, about: &About, begun: Date) -> Vec<Seat> {
        if self.ended {
            return Vec::new();
        }
        let last = self.kept_until().unwrap_or(begun);
        let seat = |agency: &AgencyId, tier| Seat::of(agency.clone(), tier).on(begun, last);
        let mut seats: Vec<Seat> = about.trio.iter().map(|agency| seat(agency, Tier::Trio)).collect();
        seats.push(seat(&about.director, Tier::Director));
        let reads = match self.state {
            State::Sent | State::Reading | State::AskedBack | State::Given | State::Answered => true,
            State::Asking | State::Declined | State::Over => false,
        };
        if let (true, Some(text), Some(seated)) = (reads, &self.text, &self.seated) {
            let until = self.read_until().unwrap_or(begun);
            let reviewer = Seat::of(text.reviewer.agency.clone(), Tier::Reviewer);
            seats.push(reviewer.on(seated.from, until).only_of(seated.person.clone()));
        }
        seats
    }

    /// Whom organisations named, and who reviews: for that the three chose a person, and an organisation names nobody in that place.
    fn persons(&self) -> Persons {
        let mut all = self.named.clone();
        if let (Some(text), Some(seated)) = (&self.text, &self.seated) {
            all.name(&Persons::only(text.reviewer.agency.clone(), vec![seated.clone()]));
        }
        all
    }

    fn tasks(&self, about: &About, text: &Text, begun: Date) -> Vec<Task> {
        if self.ended {
            return Vec::new();
        }
        let since = self.since.unwrap_or(begun);
        let after = |day: Date, days: i32| day.saturating_add(days.days());
        let writer = self.written.as_ref().map_or(&about.director, |(by, _)| &by.agency);
        let of = |act, since| Task::of(writer, act, since);
        // Nobody is named as who asks: that would say of whose table it is.
        let reviewer = |act| {
            let task = Task::of(&text.reviewer.agency, act, since).role(Role::Legality);
            task.person(&text.reviewer.person)
        };
        let late = || of(RemindReview::REF.name, after(text.until, 1)).due(Some(after(text.until, 1)));
        match self.state {
            State::Asking => {
                let refused = |agency: &AgencyId| self.objections.iter().any(|one| one.by.agency == *agency);
                let owing = self.keys.needed().iter().filter(|agency| !self.keys.is_turned(agency) && !refused(agency));
                // Who turned its key after all agrees.
                let stands = self.objections.iter().any(|one| !self.keys.is_turned(&one.by.agency));
                let reword = stands.then(|| of(RewordReview::REF.name, since));
                let by = self.written.as_ref().map(|(by, _)| by.who());
                let due = Some(after(since, KEYS).min(text.until));
                let turns = owing.map(|agency| Task::of(agency, TurnReviewKey::REF.name, since).due(due).asked_by(by));
                turns.chain(reword).collect()
            }
            State::Sent => {
                let due = Some(after(since, SAYS).min(text.until));
                vec![reviewer(AcceptReview::REF.name).due(due), late()]
            }
            State::Reading => vec![reviewer(GiveOpinion::REF.name).due(Some(text.until)), late()],
            State::AskedBack => vec![of(ClarifyReview::REF.name, since).due(Some(after(since, SAYS)))],
            State::Declined => vec![of(RewordReview::REF.name, since)],
            State::Given | State::Answered => {
                let read = (!self.taken).then(|| of(TakeOpinion::REF.name, since));
                let due = Some(after(since, ANSWERS));
                let owes = about.trio.iter().flat_map(|agency| {
                    let all = self.unanswered_by(agency).into_iter();
                    all.map(move |no| Task::of(agency, AnswerReview::REF.name, since).about(no).due(due))
                });
                let told = self.state == State::Answered && !self.read && !self.answers.is_empty();
                let told = told.then(|| reviewer(TakeAnswers::REF.name));
                read.into_iter().chain(owes).chain(told).collect()
            }
            State::Over => Vec::new(),
        }
    }
}
