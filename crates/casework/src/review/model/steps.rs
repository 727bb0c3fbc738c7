//! What people can do with an independent review, and what the profession says no to.

use super::{About, Event, Review, State, Text};
use crate::review::kept::Overseen;
use crate::review::opinion::{Answer, Opinion};
use jiff::ToSpan;
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Refusal, day_month_year};
use vault::{Named, Persons};

const NOT_NOW: Refusal =
    Refusal::of("Dit kan nu niet. Kijk hoe ver de toets is.", "This is not possible now. Check how far the review is.");
/// So many months off is the latest day by which an opinion is asked.
const MONTHS: i32 = 3;

impl Text {
    /// Whether it may be asked like this.
    ///
    /// # Errors
    /// A sentence with its field for what does not fit.
    pub fn check(&self, about: &About, today: Date) -> Result<(), Refusal> {
        if about.trio.contains(&self.reviewer.agency) || about.director == self.reviewer.agency {
            return Err(Refusal::of(
                "Wie toetst, werkt niet bij een organisatie die aan tafel zit.",
                "Whoever reviews does not work for an organisation that sits at the table.",
            )
            .at("reviewer"));
        }
        lasts(self.until, today)
    }
}

/// Whether an opinion may be asked by this day.
fn lasts(until: Date, today: Date) -> Result<(), Refusal> {
    kernel::planned_later(until, today).map_err(|no| no.at("until"))?;
    let last = today.saturating_add(MONTHS.months());
    if until <= last {
        return Ok(());
    }
    let last = day_month_year(last);
    Err(Refusal::from(kernel::Say::made(
        format!("Kies een dag tot en met {last}."),
        format!("Choose a day up to {last}."),
    ))
    .at("until"))
}

impl Review {
    /// Writes one: what the three would let go.
    ///
    /// # Errors
    /// A sentence with its field for what does not fit.
    pub fn begin(about: About, text: Text, today: Date) -> Result<Vec<Event>, Refusal> {
        text.check(&about, today)?;
        Ok(vec![Event::Begun { about: Box::new(about) }, Event::Drafted { no: 1, text: Box::new(text) }])
    }

    /// What the case keeps of its being asked.
    #[must_use]
    pub fn asked(id: DossierId, text: &Text) -> Overseen {
        Overseen::Asked { id, last: super::look::last_of(text.until) }
    }

    /// What the case keeps of another day by which an opinion is asked.
    #[must_use]
    pub fn asked_by(id: DossierId, until: Date) -> Overseen {
        Overseen::Later { id, last: super::look::last_of(until) }
    }

    /// Writes another text; what held the one before is erased with this.
    ///
    /// # Errors
    /// A sentence when it lies with who reviews, or something does not fit.
    pub fn reword(&self, text: Text, today: Date) -> Result<(Event, Vec<u64>), Refusal> {
        let about = self.may_reword()?;
        text.check(about, today)?;
        if self.declined.is_some() && self.text.as_ref().is_some_and(|before| before.reviewer == text.reviewer) {
            return Err(Refusal::of(
                "Vraag een ander: deze toetser doet het niet.",
                "Ask another: this reviewer does not do it.",
            )
            .at("reviewer"));
        }
        Ok((Event::Drafted { no: self.texts.saturating_add(1), text: Box::new(text) }, self.came_in.clone()))
    }

    /// Whether another text may be written.
    ///
    /// # Errors
    /// A sentence when it lies with who reviews, or is over.
    pub fn may_reword(&self) -> Result<&About, Refusal> {
        let about = self.about.as_ref().ok_or(NOT_NOW)?;
        match self.state {
            State::Asking | State::Declined => Ok(about),
            State::Sent | State::Reading | State::AskedBack | State::Given | State::Answered | State::Over => {
                Err(NOT_NOW)
            }
        }
    }

    /// Turns the key of one organisation on the text that its person read.
    ///
    /// # Errors
    /// A sentence when it was changed meanwhile, its day passed, or this key or person turned already.
    pub fn turn_key(&self, agency: &AgencyId, person: &PersonId, text: u32, today: Date) -> Result<Event, Refusal> {
        let until = self.must_lie_there(text)?.until;
        self.keys.may_turn(agency, person)?;
        if until < today {
            return Err(Refusal::of(
                "De dag voor het oordeel is voorbij. Laat de tekst aanpassen.",
                "The day for the opinion has passed. Have the text changed.",
            ));
        }
        Ok(Event::KeyTurned { agency: agency.clone(), person: person.clone(), text })
    }

    /// Whether the key of this organisation is the last one: with it the extract goes.
    #[must_use]
    pub fn is_last_key(&self, agency: &AgencyId) -> bool {
        self.keys.needed().iter().filter(|one| *one != agency).all(|one| self.keys.is_turned(one))
    }

    /// Says why one's organisation does not agree.
    ///
    /// # Errors
    /// A sentence when the text was changed meanwhile, or it is not one of the three.
    pub fn object(&self, agency: &AgencyId, text: u32, reason: Note) -> Result<Event, Refusal> {
        self.must_lie_there(text)?;
        if !self.keys.needed().contains(agency) {
            return Err(NOT_NOW);
        }
        Ok(Event::Objected { text, reason })
    }

    fn must_lie_there(&self, no: u32) -> Result<&Text, Refusal> {
        if self.state != State::Asking {
            return Err(NOT_NOW);
        }
        self.text.as_ref().filter(|_| self.texts == no).ok_or(Refusal::of(
            "De tekst is intussen aangepast. Lees hem opnieuw.",
            "The text was changed meanwhile. Read it again.",
        ))
    }

    /// Says that nothing stands in the way of an independent opinion.
    ///
    /// # Errors
    /// A sentence when it was not asked of this person, or was said.
    pub fn accept(&self, person: &PersonId) -> Result<Event, Refusal> {
        self.must_review(person)?;
        if self.state == State::Sent { Ok(Event::Accepted) } else { Err(NOT_NOW) }
    }

    /// Does not do it.
    ///
    /// # Errors
    /// A sentence when it was not asked of this person, or there is an opinion.
    pub fn decline(&self, person: &PersonId, reason: Note) -> Result<Event, Refusal> {
        self.must_review(person)?;
        match self.state {
            State::Sent | State::Reading | State::AskedBack => Ok(Event::Declined { reason }),
            State::Asking | State::Given | State::Answered | State::Declined | State::Over => Err(NOT_NOW),
        }
    }

    /// Asks for a clarification.
    ///
    /// # Errors
    /// A sentence when it was not asked of this person, or a question is open.
    pub fn ask(&self, person: &PersonId, question: Note) -> Result<Event, Refusal> {
        self.must_review(person)?;
        if self.state == State::Reading { Ok(Event::AskedBack { question }) } else { Err(NOT_NOW) }
    }

    /// Answers that.
    ///
    /// # Errors
    /// A sentence when nothing was asked.
    pub fn clarify(&self, text: Note) -> Result<Event, Refusal> {
        if self.state == State::AskedBack { Ok(Event::Clarified { text }) } else { Err(NOT_NOW) }
    }

    /// Gives who reviews another day.
    ///
    /// # Errors
    /// A sentence when it is not late, or the day does not fit.
    pub fn remind(&self, until: Date, said: Note, today: Date) -> Result<Event, Refusal> {
        if !self.is_late(today) {
            return Err(NOT_NOW);
        }
        lasts(until, today)?;
        Ok(Event::Reminded { until, said })
    }

    /// Gives the opinion.
    ///
    /// # Errors
    /// A sentence when it was not asked of this person, or it is not complete.
    pub fn give(&self, person: &PersonId, opinion: Opinion) -> Result<Event, Refusal> {
        self.must_review(person)?;
        opinion.check()?;
        match self.state {
            State::Reading | State::AskedBack => Ok(Event::Given { opinion: Box::new(opinion) }),
            State::Asking | State::Sent | State::Given | State::Answered | State::Declined | State::Over => {
                Err(NOT_NOW)
            }
        }
    }

    /// Who asked read the opinion.
    ///
    /// # Errors
    /// A sentence when there is none, or it stands at the case already.
    pub fn take(&self) -> Result<Event, Refusal> {
        if self.opinion.is_some() && !self.taken && self.state != State::Over { Ok(Event::Taken) } else { Err(NOT_NOW) }
    }

    /// Answers a recommendation for one of the three.
    ///
    /// # Errors
    /// A sentence when there is none of that number, it was answered, or the answer is not complete.
    pub fn answer(&self, agency: &AgencyId, answer: Answer, today: Date) -> Result<Event, Refusal> {
        if self.state != State::Given || !self.unanswered_by(agency).contains(&answer.no) {
            return Err(Refusal::of(
                "Uw organisatie heeft hierop al geantwoord, of hoeft dat niet.",
                "Your organisation has already answered this, or need not.",
            ));
        }
        answer.check(today)?;
        Ok(Event::Answered { answer })
    }

    /// Who reviews read the answers.
    ///
    /// # Errors
    /// A sentence when there are none, or they were read.
    pub fn take_answers(&self, person: &PersonId) -> Result<Event, Refusal> {
        self.must_review(person)?;
        if self.state == State::Answered && !self.read && !self.answers.is_empty() {
            Ok(Event::AnswersRead)
        } else {
            Err(NOT_NOW)
        }
    }

    /// Withdraws the question.
    ///
    /// # Errors
    /// A sentence when it lies with who reviews: what three let go nobody takes away alone, least of all who is looked at. Who reviews can put it down.
    pub fn withdraw(&self, reason: Note) -> Result<Event, Refusal> {
        match self.state {
            State::Asking | State::Declined => Ok(Event::Withdrawn { reason }),
            State::Sent | State::Reading | State::AskedBack => Err(Refusal::of(
                "De toets ligt bij de toetser, met drie sleutels. Niemand trekt hem dan nog alleen in. Wilt u niet verder, bel de toetser: die kan hem neerleggen.",
                "The review lies with the reviewer, with three keys. Nobody withdraws it alone any more. If you do not want to go on, call the reviewer, who can put it down.",
            )),
            State::Given | State::Answered | State::Over => Err(NOT_NOW),
        }
    }

    /// Another municipality leads the case: it answers in place of the one before. Nothing where there is no opinion yet, for that one ends.
    #[must_use]
    pub fn move_stay(&self, to: &AgencyId, persons: Persons) -> Option<Event> {
        let text = self.text.as_ref().filter(|_| self.opinion.is_some() && !self.ended)?;
        let from = self.about.as_ref()?.trio.first().filter(|_| text.reviewer.agency != *to)?.clone();
        Some(Event::StayMoved { from, to: to.clone(), persons })
    }

    /// Whom an organisation that asked named at the case sits here for it; nothing where it did not ask, or nothing changes.
    #[must_use]
    pub fn name(&self, agency: &AgencyId, sit: &[Named]) -> Option<Event> {
        let about = self.about.as_ref().filter(|_| !self.ended)?;
        let asked = about.trio.contains(agency) || about.director == *agency;
        let new = self.named.of(agency).unwrap_or_default() != sit;
        (asked && new).then(|| Event::PersonsNamed { named: Persons::only(agency.clone(), sit.to_vec()) })
    }

    /// Ends with its case; nothing where it ended.
    #[must_use]
    pub fn end_with_case(&self) -> Option<Event> {
        (self.about.is_some() && !self.ended).then_some(Event::CaseEnded)
    }

    fn must_review(&self, person: &PersonId) -> Result<(), Refusal> {
        let reviews = self.seated.as_ref().is_some_and(|one| one.person == *person);
        if reviews { Ok(()) } else { Err(NOT_NOW) }
    }
}
