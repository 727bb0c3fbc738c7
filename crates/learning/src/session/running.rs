//! What may become of a session while it runs: the steps in their turn, the answers, the screen, the agreements, the end.

use super::{
    model::{Agreement, Event, Fate, Kept, Session, State, Turn, View, is_over, is_up},
    plan::{Kind, Sends, Step},
    slip::{Answer, Mark, Outcome, Shared, outcome},
    words::Words,
};
use kernel::{Date, Line, Refusal, Timestamp};

/// The answers of a step as they lie in its box: the random number of the slip, and what is on it.
pub type Slips = Vec<(String, Answer)>;

const NOT_RUNNING: Refusal = Refusal::of("Deze sessie loopt nu niet.", "This session is not running now.");
const NO_STEP: Refusal = Refusal::of("Deze stap bestaat niet.", "This step does not exist.");
/// What a phone hears when it sends something that is not asked any more.
pub const SHUT: Refusal = Refusal::of(
    "De antwoorden op deze stap zijn gesloten. Kijk wat er nu wordt gevraagd.",
    "The answers to this step are closed. See what is asked now.",
);

impl Session {
    fn now_at(&self) -> Result<usize, Refusal> {
        self.at().ok_or(NOT_RUNNING)
    }

    /// Begins, with the first step.
    ///
    /// # Errors
    /// When it began already, or will not be held.
    pub fn start(&self) -> Result<Event, Refusal> {
        match self.state() {
            State::Planned => Ok(Event::Started),
            State::Running | State::Closed | State::Emptied | State::CalledOff => Err(Refusal::of(
                "Deze sessie is al begonnen of gaat niet door.",
                "This session has begun already or will not be held.",
            )),
        }
    }

    /// Goes to a step. Whoever goes on closes the answers of the present step; steps that are passed over are written down as such.
    ///
    /// # Errors
    /// When it does not run, or is there already.
    pub fn go_to(&self, place: usize) -> Result<Event, Refusal> {
        let at = self.now_at()?;
        if place >= self.steps().len() {
            return Err(NO_STEP);
        }
        if place == at {
            return Err(Refusal::of("Deze stap is nu aan de beurt.", "It is this step's turn now."));
        }
        let passed = if place > at { at + 1..place } else { 0..0 };
        let waits = |p: &usize| self.turns().get(*p).is_some_and(|t| t.fate == Fate::Waiting);
        Ok(Event::WentTo { place, skipped: passed.filter(waits).collect() })
    }

    /// Gives the present step more time.
    ///
    /// # Errors
    /// When its answers are closed, its time is up and the counts may have been seen, or it is too much.
    pub fn extend(&self, minutes: u16, now: Timestamp) -> Result<Event, Refusal> {
        let at = self.now_at()?;
        if minutes == 0 || minutes > 60 {
            const MUCH: Refusal = Refusal::of("Kies 1 tot 60 minuten erbij.", "Choose 1 to 60 minutes more.");
            return Err(MUCH.at("minutes"));
        }
        match self.turns().get(at).map(|t| t.fate) {
            Some(Fate::Open) if !self.is_closed(at, now) => Ok(Event::Extended { minutes }),
            Some(Fate::Open | Fate::Closed | Fate::Waiting | Fate::Skipped) | None => Err(SHUT),
        }
    }

    /// Stops the clock of the present step. Phones may go on sending.
    ///
    /// # Errors
    /// When it is stopped already, or has run out.
    pub fn pause(&self, now: Timestamp) -> Result<Event, Refusal> {
        let at = self.now_at()?;
        let runs = |t: &Turn| t.fate == Fate::Open && t.paused.is_none() && t.until.is_some() && !is_up(t, now);
        if self.turns().get(at).is_some_and(runs) {
            Ok(Event::Paused)
        } else {
            Err(Refusal::of("De klok loopt nu niet.", "The clock is not running now."))
        }
    }

    /// Lets the clock run again, with the time that was left.
    ///
    /// # Errors
    /// When it is not stopped.
    pub fn resume(&self) -> Result<Event, Refusal> {
        let at = self.now_at()?;
        if self.turns().get(at).is_some_and(|t| t.paused.is_some()) {
            Ok(Event::Resumed)
        } else {
            Err(Refusal::of("De klok staat niet stil.", "The clock is not stopped."))
        }
    }

    /// Points at something on the screen: a sheet that stays, one group of notes, one note; or at nothing any more.
    ///
    /// # Errors
    /// When the session does not run, or the group or the note is not on the screen.
    pub fn point(&self, view: View, slips: &Slips, now: Timestamp) -> Result<Event, Refusal> {
        let at = self.now_at()?;
        let place = self.plan().and_then(|p| p.sorted_in(at)).unwrap_or(at);
        let seen = self.on_screen(place, slips, now).notes();
        let is_there = view.note.as_ref().is_none_or(|mark| seen.iter().any(|n| n.mark == *mark));
        let is_known = view.group.as_ref().is_none_or(|name| self.groups(place).contains(name));
        if is_there && is_known {
            Ok(Event::Pointed { view })
        } else {
            Err(Refusal::of("Dit staat niet op het scherm.", "This is not on the screen."))
        }
    }

    /// The names by which the notes of a step lie apart: the piles they were put in, else its headings.
    #[must_use]
    pub fn groups(&self, place: usize) -> Vec<Line> {
        let Some((step, turn)) = self.step(place) else { return Vec::new() };
        let piles = turn.clusters.iter().map(|c| c.name.clone());
        let headings = step.items.iter().filter_map(|words| words.nl.as_str().parse().ok());
        piles.chain(headings).collect()
    }

    /// Closes the answers of the present step. They do not open again: what was read once cannot be answered any more.
    ///
    /// # Errors
    /// When they are closed already.
    pub fn close_answers(&self) -> Result<Event, Refusal> {
        let at = self.now_at()?;
        match self.turns().get(at).map(|t| t.fate) {
            Some(Fate::Open) => Ok(Event::AnswersClosed),
            Some(Fate::Closed | Fate::Waiting | Fate::Skipped) | None => Err(SHUT),
        }
    }

    /// Puts the notes of a step on the screen.
    ///
    /// # Errors
    /// When they are there, or may not be read yet.
    pub fn show(&self, place: usize, now: Timestamp) -> Result<Event, Refusal> {
        self.now_at()?;
        let (step, turn) = self.step(place).ok_or(NO_STEP)?;
        if step.kind.sends() != Sends::Notes || turn.shown {
            return Err(Refusal::of("Hier valt niets te tonen.", "There is nothing to show here."));
        }
        if step.is_anonymous() && !self.is_closed(place, now) {
            return Err(Refusal::of(
                "Sluit eerst de antwoorden. Zonder naam komen briefjes pas daarna op het scherm.",
                "Close the answers first. Without names, notes come on the screen only after that.",
            ));
        }
        Ok(Event::Shown { place })
    }

    /// Takes a note off the screen.
    ///
    /// # Errors
    /// When it is off already, or the session is over.
    pub fn hide(&self, mark: Mark) -> Result<Event, Refusal> {
        self.now_at()?;
        if self.is_hidden(&mark) {
            return Err(Refusal::of("Dit briefje is al van het scherm.", "This note is off the screen already."));
        }
        Ok(Event::Hidden { mark })
    }

    /// Puts it back.
    ///
    /// # Errors
    /// When it was not taken off.
    pub fn unhide(&self, mark: Mark) -> Result<Event, Refusal> {
        self.now_at()?;
        if !self.is_hidden(&mark) {
            return Err(Refusal::of("Dit briefje staat op het scherm.", "This note is on the screen."));
        }
        Ok(Event::Unhidden { mark })
    }

    /// Puts notes together under a name. `slips` are the answers of the step that is sorted.
    ///
    /// # Errors
    /// When no sorting step is running, or a note is not one of them.
    pub fn cluster(&self, name: Line, marks: Vec<Mark>, slips: &Slips, now: Timestamp) -> Result<Event, Refusal> {
        let at = self.now_at()?;
        let place = self.plan().and_then(|p| p.sorted_in(at)).ok_or(Refusal::of(
            "Bij deze stap wordt niets bij elkaar gelegd.",
            "Nothing is put together in this step.",
        ))?;
        if marks.is_empty() {
            const NONE: Refusal = Refusal::of("Kies minstens één briefje.", "Choose at least one note.");
            return Err(NONE.at("marks"));
        }
        let notes = self.readable(place, slips, now);
        if marks.iter().all(|m| notes.iter().any(|n| n.mark == *m)) {
            Ok(Event::Clustered { place, name, marks })
        } else {
            const GONE: Refusal = Refusal::of("Dit briefje bestaat niet.", "This note does not exist.");
            Err(GONE.at("marks"))
        }
    }

    /// Lets something happen in the exercise.
    ///
    /// # Errors
    /// When it does not run.
    pub fn inject(&self, text: Words) -> Result<Event, Refusal> {
        self.now_at()?;
        Ok(Event::Injected { text: Box::new(text) })
    }

    /// Writes an agreement down, during the session or on the day it ended.
    ///
    /// # Errors
    /// When the session did not begin, or its day is past.
    pub fn agree(&self, agreement: Agreement, today: Date) -> Result<Event, Refusal> {
        self.may_note(today)?;
        if agreement.by < today {
            const PAST: Refusal = Refusal::of("Kies een dag die nog komt.", "Choose a day that is still to come.");
            return Err(PAST.at("by"));
        }
        Ok(Event::Agreed { agreement: Box::new(agreement) })
    }

    fn may_note(&self, today: Date) -> Result<(), Refusal> {
        match self.state() {
            State::Running => Ok(()),
            State::Closed if self.ended() == Some(today) => Ok(()),
            State::Planned | State::Closed | State::Emptied | State::CalledOff => Err(Refusal::of(
                "Afspraken schrijft u op tijdens de sessie, of nog op de dag zelf.",
                "Agreements are written down during the session, or later that same day.",
            )),
        }
    }

    /// Takes an agreement back.
    ///
    /// # Errors
    /// When it is not there, or the day is past.
    pub fn drop_agreement(&self, place: usize, today: Date) -> Result<Event, Refusal> {
        self.may_note(today)?;
        if place < self.agreements().len() {
            Ok(Event::AgreementDropped { place })
        } else {
            Err(Refusal::of("Deze afspraak bestaat niet.", "This agreement does not exist."))
        }
    }

    /// Ends the session. What may be read of each step goes into the record, without what was hidden.
    ///
    /// # Errors
    /// When it does not run.
    pub fn end(&self, slips: &[Slips]) -> Result<Event, Refusal> {
        self.now_at()?;
        let empty = Slips::new();
        let kept = |place| {
            let box_of = slips.get(place).unwrap_or(&empty);
            Kept { answered: box_of.len(), outcome: self.at_the_end(place, box_of) }
        };
        Ok(Event::Ended { record: (0..self.steps().len()).map(kept).collect() })
    }

    fn at_the_end(&self, place: usize, slips: &Slips) -> Outcome {
        let Some((step, turn)) = self.step(place) else { return Outcome::Nothing };
        match turn.fate {
            Fate::Waiting | Fate::Skipped => Outcome::Nothing,
            // With the session every step closes.
            Fate::Open | Fate::Closed => match outcome(step, true, slips) {
                Outcome::Notes(notes) => Outcome::Notes(self.seen(notes)),
                other @ (Outcome::Nothing
                | Outcome::Open
                | Outcome::TooFew
                | Outcome::Votes(_)
                | Outcome::Picks(_)
                | Outcome::Told(_)) => other,
            },
        }
    }

    fn seen(&self, notes: Vec<Shared>) -> Vec<Shared> {
        notes.into_iter().filter(|n| !self.is_hidden(&n.mark)).collect()
    }

    /// Destroys what phones sent; the record stays.
    ///
    /// # Errors
    /// When it has not ended, or was done already.
    pub fn empty(&self) -> Result<Event, Refusal> {
        match self.state() {
            State::Closed => Ok(Event::Emptied),
            State::Planned | State::Running | State::Emptied | State::CalledOff => Err(Refusal::of(
                "Er is niets om te vernietigen, of de sessie is nog niet voorbij.",
                "There is nothing to destroy, or the session is not over yet.",
            )),
        }
    }

    /// The boxes that this shuts: the one of a step whose answers are closed, which never opens again; and at the end every box.
    pub(super) fn shut_by(&self, event: &Event) -> Vec<String> {
        if matches!(event, Event::Ended { .. } | Event::CalledOff { .. }) {
            return self.boxes();
        }
        let left = matches!(event, Event::WentTo { .. } | Event::AnswersClosed);
        self.at().filter(|_| left).map(box_of).into_iter().collect()
    }

    /// The box of the present step, when its time is up and nobody went on.
    pub(super) fn over_by(&self, now: Timestamp) -> Vec<String> {
        let over = |at: &usize| {
            let waits = |(step, turn): (&Step, &Turn)| turn.fate == Fate::Open && is_over(step, turn, now);
            self.step(*at).is_some_and(waits)
        };
        self.at().filter(over).map(box_of).into_iter().collect()
    }

    /// The boxes that phones filled.
    #[must_use]
    pub fn boxes(&self) -> Vec<String> {
        let steps = (0..self.steps().len()).flat_map(|place| [box_of(place), late_box_of(place)]);
        steps.chain([NAMES, PARTS, JOINED].map(str::to_owned)).collect()
    }

    /// Whether a phone may send this now, to the step at this place.
    ///
    /// # Errors
    /// A sentence for whoever is too late, or answers something else.
    pub fn may_answer(&self, place: usize, answer: &Answer, now: Timestamp) -> Result<(), Refusal> {
        self.is_open_for_answers(place, now)?;
        let (step, _) = self.step(place).ok_or(NO_STEP)?;
        answer.check(step)
    }

    /// Whether the step at this place takes answers now.
    ///
    /// # Errors
    /// A sentence for whoever is too late or too early.
    pub fn is_open_for_answers(&self, place: usize, now: Timestamp) -> Result<(), Refusal> {
        let (_, turn) = self.step(place).ok_or(NO_STEP)?;
        let shut = turn.fate != Fate::Open || is_up(turn, now);
        if shut || self.at() != Some(place) { Err(SHUT) } else { Ok(()) }
    }

    /// Whether a phone may take this part now.
    ///
    /// # Errors
    /// When there is no such part, or the session does not run.
    pub fn may_play(&self, part: usize) -> Result<(), Refusal> {
        self.now_at()?;
        if self.plan().is_some_and(|p| part < p.parts.len()) {
            Ok(())
        } else {
            const NONE: Refusal = Refusal::of("Kies een rol.", "Choose a part.");
            Err(NONE.at("part"))
        }
    }

    /// Whether parts have been given out: only then does a phone read a card.
    #[must_use]
    pub fn gave_cards(&self) -> bool {
        self.steps().iter().zip(self.turns()).any(|(s, t)| s.kind == Kind::Cards && t.since.is_some())
    }

    /// What who leads may read of a step, with what was hidden.
    #[must_use]
    pub fn result(&self, place: usize, slips: &Slips, now: Timestamp) -> Outcome {
        match self.step(place) {
            Some((step, turn)) if turn.since.is_some() => outcome(step, self.is_closed(place, now), slips),
            Some(_) | None => Outcome::Nothing,
        }
    }

    /// The notes of a step that may be read.
    #[must_use]
    pub fn readable(&self, place: usize, slips: &Slips, now: Timestamp) -> Vec<Shared> {
        self.result(place, slips, now).notes()
    }

    /// What the room may read of a step on the screen: counts once the answers are closed, notes once they were put there, never what
    /// was hidden.
    #[must_use]
    pub fn on_screen(&self, place: usize, slips: &Slips, now: Timestamp) -> Outcome {
        let shown = self.turns().get(place).is_some_and(|t| t.shown);
        match self.result(place, slips, now) {
            Outcome::Notes(notes) if shown => Outcome::Notes(self.seen(notes)),
            Outcome::Notes(_) => Outcome::Open,
            Outcome::Told(_) if !self.is_closed(place, now) => Outcome::Open,
            same @ (Outcome::Nothing
            | Outcome::Open
            | Outcome::TooFew
            | Outcome::Votes(_)
            | Outcome::Picks(_)
            | Outcome::Told(_)) => same,
        }
    }
}

/// The box of the notes that were still being written when the step at this place closed.
#[must_use]
pub fn late_box_of(place: usize) -> String {
    format!("late.{place}")
}

/// The box of the answers to the step at this place.
#[must_use]
pub fn box_of(place: usize) -> String {
    format!("step.{place}")
}

/// The box in which phones say what they are called.
pub const NAMES: &str = "names";
/// The box in which phones say which part they play.
pub const PARTS: &str = "parts";
/// The box in which each phone that came in lies once, with nothing on it.
pub const JOINED: &str = "joined";
