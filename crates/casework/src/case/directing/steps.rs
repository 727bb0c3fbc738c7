//! Choosing who directs, taking it on, and what becomes of the case.

use super::{Chosen, Direction, NOT_ONE_OF_YOURS};
use crate::case::acts::TakeDirection;
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, PersonId, Refusal};
use vault::{Act as _, Named, Persons, Stamp, Task};

impl Case {
    /// What this organisation chooses the director of.
    #[must_use]
    pub fn direction_of(&self, agency: &AgencyId) -> Option<Direction> {
        let opening = self.opening.as_ref()?;
        if agency == &opening.trio.stay {
            Some(Direction::Case)
        } else if agency == &opening.director {
            Some(Direction::Process)
        } else {
            None
        }
    }

    /// Who directs.
    #[must_use]
    pub fn directs(&self, direction: Direction) -> Option<&PersonId> {
        let opening = self.opening.as_ref()?;
        match direction {
            Direction::Case => opening.case_director.as_ref(),
            Direction::Process => opening.director_person.as_ref(),
        }
    }

    /// Who was chosen for it, once it was chosen.
    #[must_use]
    pub fn chosen(&self, direction: Direction) -> Option<&Chosen> {
        match direction {
            Direction::Case => self.directors.case.as_ref(),
            Direction::Process => self.directors.process.as_ref(),
        }
    }

    /// Chooses who directs for this organisation, with the seat that it takes where somebody of it was named before.
    ///
    /// # Errors
    /// A sentence when this organisation directs nothing here, or it is who directs already.
    pub fn choose_director(&self, agency: &AgencyId, person: PersonId, today: Date) -> Result<Vec<Event>, Refusal> {
        let direction = self.direction_of(agency).ok_or(NOT_ONE_OF_YOURS)?;
        if self.directs(direction) == Some(&person) && self.chosen(direction).is_some() {
            return Err(
                Refusal::of("Deze persoon heeft de regie al.", "This person already has the lead.").at("person")
            );
        }
        let other = match direction {
            Direction::Case => Direction::Process,
            Direction::Process => Direction::Case,
        };
        if self.directs(other) == Some(&person) {
            return Err(super::TWO_PEOPLE.at("person"));
        }
        let seat = self.named.of(agency).filter(|_| !self.named.sits(agency, &person, today)).map(|all| {
            let all = all.iter().cloned().chain([Named::since(person.clone(), today)]).collect();
            Event::PersonsNamed { named: Persons::only(agency.clone(), all) }
        });
        let chosen = self.toward(Some(Purpose::Execute), Event::DirectorChosen { what: direction, person })?;
        Ok([chosen].into_iter().chain(seat).collect())
    }

    /// Takes on what one was chosen for.
    ///
    /// # Errors
    /// A sentence when one was not chosen, or said so before.
    pub fn take_direction(&self, agency: &AgencyId, person: &PersonId) -> Result<Event, Refusal> {
        match self.direction_of(agency).map(|what| (what, self.chosen(what))) {
            Some((what, Some(chosen))) if &chosen.person == person && chosen.taken.is_none() => {
                self.toward(Some(Purpose::Execute), Event::DirectionTaken { what, person: person.clone() })
            }
            Some(_) | None => Err(Refusal::of(
                "U bent niet gevraagd de regie te nemen, of u hebt al geantwoord.",
                "You were not asked to take the lead, or you have already answered.",
            )),
        }
    }

    pub(in crate::case) fn take_chosen(&mut self, what: Direction, person: &PersonId, (today, stamp): (Date, &Stamp)) {
        // Who chooses themselves has said it with that.
        let taken = (&stamp.who == person).then_some(today);
        let chosen = Some(Chosen { person: person.clone(), by: stamp.author(), on: today, taken });
        let directs = Some(person.clone());
        match what {
            Direction::Case => self.directors.case = chosen,
            Direction::Process => self.directors.process = chosen,
        }
        if let Some(opening) = &mut self.opening {
            match what {
                Direction::Case => opening.case_director = directs,
                Direction::Process => opening.director_person = directs,
            }
        }
        self.is_directed(what);
    }

    pub(in crate::case) fn take_taken(&mut self, what: Direction, person: &PersonId, today: Date) {
        let chosen = match what {
            Direction::Case => &mut self.directors.case,
            Direction::Process => &mut self.directors.process,
        };
        if let Some(chosen) = chosen.as_mut().filter(|chosen| &chosen.person == person) {
            chosen.taken = Some(today);
        }
    }

    /// Of who was chosen and has not said yet that they take it on: whether they do.
    pub(in crate::case) fn asked_to_direct(&self) -> Vec<Task> {
        let of = move |direction| {
            let opening = self.opening.as_ref()?;
            let agency = match direction {
                Direction::Case => &opening.trio.stay,
                Direction::Process => &opening.director,
            };
            let chosen = self.chosen(direction).filter(|chosen| chosen.taken.is_none())?;
            let task = Task::of(agency, TakeDirection::INFO.name, chosen.on);
            Some(task.person(&chosen.person).asked_by(Some(chosen.by.who())))
        };
        [Direction::Case, Direction::Process].into_iter().filter_map(of).collect()
    }
}
