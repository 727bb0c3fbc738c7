//! What becomes of a review as things happen. Nothing here refuses, and nothing looks at a clock: the day is that of the stamp.

use super::{Event, Review, State};
use crate::review::opinion::Answered;
use crate::table::Spoken;
use crate::table::{Declined, Keys, signed};
use kernel::{Date, local_day};
use vault::{Named, Persons, Stamp};

impl Review {
    pub(in crate::review) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        match event {
            Event::Begun { about } => {
                self.named.name(&about.persons);
                self.begun = Some(today);
                self.keys = Keys::of(about.trio.clone());
                self.about = Some((**about).clone());
                self.goes(State::Asking, today);
            }
            Event::Drafted { no, text } => {
                self.texts = *no;
                self.came_in = vec![stamp.seq];
                self.keys.clear();
                self.objections.clear();
                self.declined = None;
                self.seated = None;
                self.talk.clear();
                self.written = Some((stamp.author(), today));
                self.text = Some((**text).clone());
                self.goes(State::Asking, today);
            }
            Event::KeyTurned { agency, person, text } => {
                if self.texts != *text || self.state != State::Asking {
                    return;
                }
                self.keys.turn(signed(agency, person, stamp));
                if self.keys.all_turned() {
                    // As a person: the organisation names nobody in that place.
                    self.seated = self.text.as_ref().map(|text| Named::since(text.reviewer.person.clone(), today));
                    self.goes(State::Sent, today);
                }
            }
            Event::Objected { text, reason } => {
                if self.texts == *text {
                    self.came_in.push(stamp.seq);
                    self.objections.push(Declined::now(stamp, reason));
                }
            }
            Event::Accepted => self.goes(State::Reading, today),
            Event::Declined { reason } => {
                self.came_in.push(stamp.seq);
                self.declined = Some(Declined::now(stamp, reason));
                self.goes(State::Declined, today);
            }
            Event::AskedBack { question } => {
                self.came_in.push(stamp.seq);
                self.talk.push(Spoken::now(stamp, question, true));
                self.goes(State::AskedBack, today);
            }
            Event::Clarified { text } => {
                self.came_in.push(stamp.seq);
                self.talk.push(Spoken::now(stamp, text, false));
                self.goes(State::Reading, today);
            }
            Event::Reminded { until, said } => {
                self.noted.push(Spoken::now(stamp, said, false));
                if let Some(text) = &mut self.text {
                    text.until = *until;
                }
            }
            Event::Given { opinion } => {
                let state = if opinion.recommendations.is_empty() { State::Answered } else { State::Given };
                self.opinion = Some(((**opinion).clone(), today));
                self.goes(state, today);
            }
            Event::Taken => self.taken = true,
            Event::Answered { answer } => {
                self.answers.push(Answered { answer: answer.clone(), agency: stamp.agency.clone(), on: today });
                let three = self.about.as_ref().map(|about| about.trio.clone()).into_iter().flatten();
                if three.into_iter().all(|agency| self.unanswered_by(&agency).is_empty()) {
                    self.goes(State::Answered, today);
                }
            }
            Event::AnswersRead => self.read = true,
            Event::Withdrawn { reason } => {
                self.withdrawn = Some(Declined::now(stamp, reason));
                self.goes(State::Over, today);
            }
            Event::CaseEnded => {
                self.ended = true;
                self.goes(State::Over, today);
            }
            Event::StayMoved { from, to, persons } => {
                let Some(about) = &mut self.about else { return };
                for one in about.trio.iter_mut().filter(|one| *one == from) {
                    *one = to.clone();
                }
                if about.director != *from {
                    self.named.name(&Persons::only(from.clone(), Vec::new()));
                }
                self.before.push(from.clone());
                self.named.name(persons);
            }
            Event::PersonsNamed { named } => self.named.name(named),
        }
    }

    fn goes(&mut self, state: State, today: Date) {
        (self.state, self.since) = (state, Some(today));
    }
}
