//! What may become of a session before and around its running: planning, rewriting, inviting, handing over, calling off. A step that has
//! run is never rewritten.

use super::{
    code::Code,
    model::{Event, Fate, Session, State},
    plan::{Kind, MOST_STEPS, Part, Plan, Step},
};
use kernel::{AgencyId, Date, Line, Note, PersonId, Refusal};

const OVER: Refusal = Refusal::of("Deze sessie is voorbij.", "This session is over.");
const NOT_PLANNED: Refusal =
    Refusal::of("Deze sessie is al begonnen of gaat niet door.", "This session has begun already or will not be held.");
const RAN: Refusal = Refusal::of(
    "Deze stap is al aan de beurt geweest. Een stap die geweest is, verandert niet meer.",
    "This step has had its turn. A step that has run does not change any more.",
);
const NO_STEP: Refusal = Refusal::of("Deze stap bestaat niet.", "This step does not exist.");

impl Session {
    /// Plans a session.
    ///
    /// # Errors
    /// What is missing in the plan.
    pub fn begin(reference: Line, code: Code, plan: Plan) -> Result<Event, Refusal> {
        plan.check()?;
        Ok(Event::Planned { reference, code, plan: Box::new(plan) })
    }

    fn is_to_come(&self) -> Result<(), Refusal> {
        match self.state() {
            State::Planned | State::Running => Ok(()),
            State::Closed | State::Emptied | State::CalledOff => Err(OVER),
        }
    }

    /// The step at this place, if it did not run yet.
    fn waiting(&self, place: usize) -> Result<&Step, Refusal> {
        self.is_to_come()?;
        let (step, turn) = self.step(place).ok_or(NO_STEP)?;
        match turn.fate {
            Fate::Waiting | Fate::Skipped => Ok(step),
            Fate::Open | Fate::Closed => Err(RAN),
        }
    }

    /// Changes title, aim and day.
    ///
    /// # Errors
    /// When it has begun.
    pub fn describe(&self, title: Line, aim: Note, on: Date) -> Result<Event, Refusal> {
        match self.state() {
            State::Planned => Ok(Event::Described { title, aim, on }),
            State::Running | State::Closed | State::Emptied | State::CalledOff => Err(NOT_PLANNED),
        }
    }

    /// Rewrites a step that did not run yet.
    ///
    /// # Errors
    /// When it ran, or does not hang together.
    pub fn write_step(&self, place: usize, step: Step) -> Result<Event, Refusal> {
        self.waiting(place)?;
        step.check()?;
        self.has_parts_for(&step)?;
        Ok(Event::StepWritten { place, step: Box::new(step) })
    }

    fn has_parts_for(&self, step: &Step) -> Result<(), Refusal> {
        let none = self.plan().is_none_or(|p| p.parts.is_empty());
        if none && step.kind == Kind::Cards {
            const NO_PARTS: Refusal = Refusal::of(
                "Rollen verdelen kan alleen in een casussimulatie.",
                "Parts can be given out in a case simulation only.",
            );
            return Err(NO_PARTS.at("kind"));
        }
        Ok(())
    }

    /// Puts a step in before this place, or behind the last one.
    ///
    /// # Errors
    /// When what is there ran already, or the programme is full.
    pub fn add_step(&self, place: usize, step: Step) -> Result<Event, Refusal> {
        self.is_to_come()?;
        if place < self.steps().len() {
            self.waiting(place)?;
        } else if place > self.steps().len() {
            return Err(NO_STEP);
        }
        if self.steps().len() >= MOST_STEPS {
            return Err(Refusal::of("Houd het bij hooguit 40 stappen.", "Keep it to 40 steps at most."));
        }
        step.check()?;
        self.has_parts_for(&step)?;
        self.nothing_ran_from(place)?;
        Ok(Event::StepAdded { place, step: Box::new(step) })
    }

    /// Places are the names of the boxes of answers, so a place behind which something ran stays where it is.
    fn nothing_ran_from(&self, place: usize) -> Result<(), Refusal> {
        let ran = self.turns().iter().skip(place).any(|t| match t.fate {
            Fate::Open | Fate::Closed => true,
            Fate::Waiting | Fate::Skipped => false,
        });
        if ran { Err(RAN) } else { Ok(()) }
    }

    /// Moves a step one place up or down.
    ///
    /// # Errors
    /// When either of the two ran already, or there is no place to go.
    pub fn move_step(&self, from: usize, up: bool) -> Result<Event, Refusal> {
        let to = if up { from.checked_sub(1) } else { from.checked_add(1) };
        let to = to.filter(|t| *t < self.steps().len()).ok_or(NO_STEP)?;
        self.waiting(from)?;
        self.waiting(to)?;
        self.nothing_ran_from(from.min(to))?;
        Ok(Event::StepMoved { from, to })
    }

    /// Takes a step out.
    ///
    /// # Errors
    /// When it ran, or is the only one.
    pub fn drop_step(&self, place: usize) -> Result<Event, Refusal> {
        self.waiting(place)?;
        self.nothing_ran_from(place)?;
        if self.steps().len() == 1 {
            return Err(Refusal::of("Een sessie heeft minstens één stap.", "A session has at least one step."));
        }
        Ok(Event::StepDropped { place })
    }

    /// Rewrites the card of a part.
    ///
    /// # Errors
    /// When parts were given out already.
    pub fn write_part(&self, place: usize, part: Part) -> Result<Event, Refusal> {
        self.is_to_come()?;
        if self.plan().and_then(|p| p.parts.get(place)).is_none() {
            return Err(Refusal::of("Deze rol bestaat niet.", "This part does not exist."));
        }
        let given = self.steps().iter().zip(self.turns()).any(|(s, t)| s.kind == Kind::Cards && t.since.is_some());
        if given {
            return Err(Refusal::of("De rollen zijn al verdeeld.", "The parts have been given out already."));
        }
        Ok(Event::PartWritten { place, part: Box::new(part) })
    }

    /// Lets an organisation read along.
    ///
    /// # Errors
    /// When it does so already, or the session is off.
    pub fn invite(&self, agency: AgencyId) -> Result<Event, Refusal> {
        if self.state() == State::CalledOff {
            return Err(OVER);
        }
        self.is_new(&agency)?;
        Ok(Event::Invited { agency })
    }

    fn is_new(&self, agency: &AgencyId) -> Result<(), Refusal> {
        if self.invited().contains(agency) || self.leaders().any(|a| a == agency) {
            const THERE: Refusal =
                Refusal::of("Deze organisatie doet al mee.", "This organisation takes part already.");
            return Err(THERE.at("agency"));
        }
        Ok(())
    }

    /// Lets an organisation help to lead.
    ///
    /// # Errors
    /// When it leads already, or the session is over.
    pub fn lead_along(&self, agency: AgencyId) -> Result<Event, Refusal> {
        self.is_to_come()?;
        if self.leaders().any(|a| *a == agency) {
            const LEADS: Refusal =
                Refusal::of("Deze organisatie leidt al mee.", "This organisation leads along already.");
            return Err(LEADS.at("agency"));
        }
        Ok(Event::LeadsAlong { agency })
    }

    /// Asks an organisation to take over.
    ///
    /// # Errors
    /// When the session is over, or it was asked already.
    pub fn offer(&self, agency: AgencyId) -> Result<Event, Refusal> {
        self.is_to_come()?;
        if self.offered() == Some(&agency) {
            const ASKED: Refusal = Refusal::of("Dit is al gevraagd.", "This has been asked already.");
            return Err(ASKED.at("agency"));
        }
        Ok(Event::Offered { agency })
    }

    /// Takes over, for the organisation that was asked.
    ///
    /// # Errors
    /// When it was not.
    pub fn take_over_by(&self, agency: &AgencyId, person: PersonId) -> Result<Event, Refusal> {
        self.is_to_come()?;
        if self.offered() == Some(agency) {
            Ok(Event::TakenOver { person })
        } else {
            Err(Refusal::of("Dit is niet aan uw organisatie gevraagd.", "Your organisation was not asked this."))
        }
    }

    /// Says that it will not be held.
    ///
    /// # Errors
    /// When it has begun.
    pub fn call_off(&self, reason: Note) -> Result<Event, Refusal> {
        match self.state() {
            State::Planned => Ok(Event::CalledOff { reason }),
            State::Running | State::Closed | State::Emptied | State::CalledOff => Err(NOT_PLANNED),
        }
    }
}
