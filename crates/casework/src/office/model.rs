//! What an organisation arranged about who speaks for it, and what can become of it. Pure.
//!
//! It must never let somebody hold an office that nobody else confirmed, or give a mandate that they do not have to give.

use crate::seating::who_can_sit;
use jiff::ToSpan;
use kernel::{AgencyId, Date, HouseId, Line, Note, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use vault::{Author, Colleague, Leaving, Mandate, NamingDesk, Office, Stamp};

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields say what they are")]
pub enum Event {
    /// It began, with what the organisation had until then.
    SetUp {
        agency: AgencyId,
        name: Line,
        house: HouseId,
        reference: Line,
        office: Office,
        /// When everybody was named who worked there, because the house was brought over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried: Option<Date>,
    },
    /// Somebody was named for the office.
    HolderNamed { person: PersonId, name: Line, function: Line },
    /// Somebody else confirmed it.
    HolderConfirmed,
    /// Somebody else refused it.
    HolderRefused { reason: Note },
    /// The desk checked who was named when the house was brought over.
    PersonsChecked,
    /// Who names the persons that sit for it.
    DeskSet { desk: NamingDesk },
    /// A mandate was given.
    MandateGiven { mandate: Mandate, name: Line, function: Line },
    /// The mandate with this number, from 1, was withdrawn.
    MandateWithdrawn { no: u32, reason: Note },
    /// Somebody left the organisation: they hold no office, have no mandate and are of no desk any more.
    PersonLeft { person: PersonId },
    /// Who held the office, or was named for it, is designated again after a designation that had ended.
    HolderLapsed { person: PersonId },
}

kernel::words! {
    /// Whether an organisation can turn its keys.
    #[derive(Default)]
    pub enum State {
        /// Nobody holds the office, so nobody turns its keys.
        #[default]
        Vacant = "vacant", "Nog geen ambtsdrager", "No office holder yet";
        /// Somebody was named and waits for a second person.
        Waiting = "waiting", "Wacht op een tweede persoon", "Waits for a second person";
        /// Somebody holds the office.
        Held = "held", "Ambt vervuld", "Office held";
    }
}

/// Somebody named for the office, as they were called that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: Line,
    /// Their function.
    pub function: Line,
    /// Who named them.
    pub by: Author,
}

/// A mandate, with by whom and as whom it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenMandate {
    /// The mandate.
    pub mandate: Mandate,
    /// The name of who got it.
    pub name: Line,
    /// Their function.
    pub function: Line,
    /// Who gave it.
    pub by: Author,
    /// When.
    pub given: Date,
    /// When it was withdrawn, if it was, and why; no reason where who had it left the organisation.
    pub withdrawn: Option<(Date, Option<Note>)>,
}

/// What one organisation arranged.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Arranged {
    pub(super) agency: AgencyId,
    pub(super) name: Line,
    pub(super) house: HouseId,
    pub(super) reference: Line,
    pub(super) began: Option<Date>,
    pub(super) desk: NamingDesk,
    /// When everybody was named who worked there, as long as nobody checked it.
    pub(super) unchecked: Option<Date>,
    /// Who holds the office, and who confirmed it.
    pub(super) holder: Option<(Proposed, Author, Date)>,
    pub(super) proposed: Option<(Proposed, Date)>,
    pub(super) mandates: Vec<GivenMandate>,
}

const OWN_PEOPLE: Refusal =
    Refusal::of("Kies iemand die bij deze organisatie werkt.", "Choose somebody who works at this organisation.");
const NO_HOLDER: Refusal = Refusal::of(
    "Alleen de ambtsdrager van deze organisatie kan dit doen.",
    "Only the office holder of this organisation can do this.",
);
const A_SECOND: Refusal = Refusal::of(
    "Iemand anders bevestigt dit: niet wie aanwees, en niet wie is aangewezen.",
    "Somebody else confirms this: not the person who named, and not the person named.",
);
const NOT_ASKED: Refusal = Refusal::of("Hier wacht niemand op een antwoord.", "Nobody is waiting for an answer here.");
const NO_MANDATE: Refusal = Refusal::of(
    "Dit mandaat geldt niet meer, of is nooit gegeven.",
    "This mandate is no longer valid, or was never given.",
);

const NOT_ONESELF: Refusal = Refusal::of(
    "U kunt uzelf niet aanwijzen. Een andere beheerder doet dat.",
    "You cannot designate yourself. Another administrator does that.",
);
const LEFT: Refusal = Refusal::of(
    "Wie is aangewezen, werkt hier niet meer. Weiger dit, of wijs iemand anders aan.",
    "The person named no longer works here. Refuse this, or name somebody else.",
);

/// The longest a mandate may last, in years: after a term of council and mayor somebody looks at it again.
const LONGEST: i32 = 6;

fn works<'a>(colleagues: &[&'a Colleague], person: &PersonId, day: Date) -> Result<&'a Colleague, Refusal> {
    who_can_sit(colleagues, person, day).ok_or(OWN_PEOPLE)
}

impl Arranged {
    /// Which organisation.
    #[must_use]
    pub fn agency(&self) -> &AgencyId {
        &self.agency
    }

    /// Whether it can turn its keys.
    #[must_use]
    pub fn state(&self) -> State {
        match (&self.proposed, &self.holder) {
            (Some(_), _) => State::Waiting,
            (None, Some(_)) => State::Held,
            (None, None) => State::Vacant,
        }
    }

    /// What the directory takes over.
    #[must_use]
    pub fn as_office(&self) -> Office {
        let lives = self.mandates.iter().filter(|given| given.withdrawn.is_none());
        Office {
            desk: self.desk.clone(),
            holder: self.holder.as_ref().map(|(held, ..)| held.person.clone()),
            mandates: lives.map(|given| given.mandate.clone()).collect(),
        }
    }

    /// Names somebody for the office.
    ///
    /// # Errors
    /// Somebody who does not work there, or holds it already.
    pub fn name_holder(&self, person: &PersonId, colleagues: &[&Colleague], today: Date) -> Result<Event, Refusal> {
        let who = works(colleagues, person, today).map_err(|no| no.at("person"))?;
        if self.holder.as_ref().is_some_and(|(held, ..)| held.person == *person) {
            return Err(
                Refusal::of("Deze persoon heeft het ambt al.", "This person already holds the office.").at("person")
            );
        }
        Ok(Event::HolderNamed { person: person.clone(), name: who.name.clone(), function: who.function.clone() })
    }

    /// Confirms or refuses who was named, as a second person. `by` are all accounts of the human who does: who was named did nothing here
    /// yet, so nothing else tells that they are the same.
    ///
    /// # Errors
    /// Nobody waits; who named or was named does not confirm it; a refusal without a reason.
    pub fn answer(&self, by: &[PersonId], confirms: bool, reason: Option<Note>) -> Result<Event, Refusal> {
        let (proposed, _) = self.proposed.as_ref().ok_or(NOT_ASKED)?;
        if by.contains(&proposed.person) || by.contains(&proposed.by.person) {
            return Err(A_SECOND);
        }
        match (confirms, reason) {
            (true, _) => Ok(Event::HolderConfirmed),
            (false, Some(reason)) => Ok(Event::HolderRefused { reason }),
            (false, None) => Err(Refusal::of("Schrijf op waarom niet.", "Write down why not.").at("reason")),
        }
    }

    /// Whether who was named can still come into office: between naming and confirming somebody may have left.
    ///
    /// # Errors
    /// Nobody waits; they do not work there any more.
    pub fn can_take_office(&self, colleagues: &[&Colleague], today: Date) -> Result<(), Refusal> {
        let (proposed, _) = self.proposed.as_ref().ok_or(NOT_ASKED)?;
        works(colleagues, &proposed.person, today).map(drop).map_err(|_| LEFT)
    }

    /// What is kept when somebody leaves the organisation, or is designated again after a gap; nothing where they had nothing.
    pub(super) fn leaves(&self, person: &PersonId, how: Leaving) -> Option<Event> {
        let proposed = self.proposed.as_ref().is_some_and(|(proposed, _)| proposed.person == *person);
        let office = proposed || self.holder.as_ref().is_some_and(|(held, ..)| held.person == *person);
        let person = person.clone();
        match how {
            Leaving::ForAGap => office.then_some(Event::HolderLapsed { person }),
            Leaving::Wholly => {
                let mut lives = self.mandates.iter().filter(|given| given.withdrawn.is_none());
                let has =
                    office || self.desk.persons.contains(&person) || lives.any(|given| given.mandate.to == person);
                has.then_some(Event::PersonLeft { person })
            }
        }
    }

    /// Nobody is in office, or waits for it, who is this person.
    fn vacate(&mut self, person: &PersonId) {
        self.holder = self.holder.take().filter(|(held, ..)| held.person != *person);
        self.proposed = self.proposed.take().filter(|(proposed, _)| proposed.person != *person);
    }

    /// Says who names. `by` are all accounts of the human who does: nobody puts themself, under another designation, where they can name
    /// themself for every table of an organisation. Who is of the desk already stays.
    ///
    /// # Errors
    /// Somebody who does not work there; oneself; nobody, where that is not automatic.
    pub fn set_desk(
        &self,
        by: &[PersonId],
        desk: NamingDesk,
        (colleagues, today): (&[&Colleague], Date),
    ) -> Result<Event, Refusal> {
        if desk.persons.iter().any(|person| by.contains(person) && !self.desk.persons.contains(person)) {
            return Err(NOT_ONESELF.at("persons"));
        }
        for person in &desk.persons {
            works(colleagues, person, today).map_err(|no| no.at("persons"))?;
        }
        if desk.persons.is_empty() && !desk.automatic {
            return Err(Refusal::of(
                "Kies wie aanwijst, of laat iedereen die er werkt vanzelf aan tafel zitten. Anders zit er niemand namens deze organisatie.",
                "Choose who names people, or let everybody who works there sit at the table automatically. Otherwise nobody sits for this organisation.",
            )
            .at("persons"));
        }
        Ok(Event::DeskSet { desk })
    }

    /// Says that it was checked who was named when the house was brought over.
    ///
    /// # Errors
    /// Somebody who is not of the desk; nothing to check.
    pub fn check(&self, by: &PersonId) -> Result<Event, Refusal> {
        if !self.desk.persons.contains(by) {
            return Err(Refusal::of(
                "Alleen wie aanwijst, kan dit nagaan.",
                "Only the person who names people can check this.",
            ));
        }
        self.unchecked.map(|_| Event::PersonsChecked).ok_or(NOT_ASKED)
    }

    /// Gives a mandate, as who holds the office.
    ///
    /// # Errors
    /// Somebody else than the office holder; oneself; who does not work there; no key; days in the wrong order or too far apart.
    pub fn give(
        &self,
        by: &PersonId,
        mandate: Mandate,
        (keys, colleagues): (&[&str], &[&Colleague]),
        today: Date,
    ) -> Result<Event, Refusal> {
        self.must_hold(by)?;
        let who = works(colleagues, &mandate.to, today).map_err(|no| no.at("to"))?;
        if mandate.to == *by {
            return Err(Refusal::of("U hebt zelf geen mandaat nodig.", "You do not need a mandate yourself.").at("to"));
        }
        if mandate.acts.is_empty() || mandate.acts.iter().any(|act| !keys.contains(&act.as_str())) {
            return Err(Refusal::of("Kies waarvoor het mandaat is.", "Choose what the mandate is for.").at("acts"));
        }
        if mandate.until < mandate.from || mandate.until < today {
            return Err(Refusal::of("De laatste dag ligt te vroeg.", "The last day is too early.").at("until"));
        }
        if mandate.from.checked_add(LONGEST.years()).is_ok_and(|last| last < mandate.until) {
            return Err(Refusal::of(
                "Een mandaat geldt hier hoogstens zes jaar. Daarna geeft u het opnieuw.",
                "A mandate lasts at most six years here. After that, give it again.",
            )
            .at("until"));
        }
        Ok(Event::MandateGiven { name: who.name.clone(), function: who.function.clone(), mandate })
    }

    /// Withdraws the mandate with this number.
    ///
    /// # Errors
    /// Somebody else than the office holder; a mandate that is not there or was withdrawn.
    pub fn withdraw(&self, by: &PersonId, no: u32, reason: Note) -> Result<Event, Refusal> {
        self.must_hold(by)?;
        let given = usize::try_from(no).ok().and_then(|n| self.mandates.get(n.checked_sub(1)?)).ok_or(NO_MANDATE)?;
        if given.withdrawn.is_some() {
            return Err(NO_MANDATE);
        }
        Ok(Event::MandateWithdrawn { no, reason })
    }

    fn must_hold(&self, by: &PersonId) -> Result<(), Refusal> {
        if self.holder.as_ref().is_some_and(|(held, ..)| held.person == *by) { Ok(()) } else { Err(NO_HOLDER) }
    }

    /// Takes in what happened. Never refuses.
    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = kernel::local_day(stamp.at);
        match event {
            Event::SetUp { agency, name, house, reference, office, carried } => {
                self.unchecked = *carried;
                (self.agency, self.name, self.house) = (agency.clone(), name.clone(), house.clone());
                (self.reference, self.began, self.desk) = (reference.clone(), Some(today), office.desk.clone());
            }
            Event::HolderNamed { person, name, function } => {
                let by = stamp.author();
                let proposed = Proposed { person: person.clone(), name: name.clone(), function: function.clone(), by };
                self.proposed = Some((proposed, today));
            }
            Event::HolderConfirmed => {
                if let Some((proposed, _)) = self.proposed.take() {
                    self.holder = Some((proposed, stamp.author(), today));
                }
            }
            Event::HolderRefused { .. } => self.proposed = None,
            Event::PersonsChecked => self.unchecked = None,
            Event::DeskSet { desk } => self.desk = desk.clone(),
            Event::MandateGiven { mandate, name, function } => self.mandates.push(GivenMandate {
                mandate: mandate.clone(),
                name: name.clone(),
                function: function.clone(),
                by: stamp.author(),
                given: today,
                withdrawn: None,
            }),
            Event::MandateWithdrawn { no, reason } => {
                let at = usize::try_from(*no).ok().and_then(|n| n.checked_sub(1));
                if let Some(given) = at.and_then(|at| self.mandates.get_mut(at)) {
                    given.withdrawn = Some((today, Some(reason.clone())));
                }
            }
            Event::PersonLeft { person } => {
                self.vacate(person);
                self.desk.persons.retain(|named| named != person);
                let theirs = self.mandates.iter_mut().filter(|given| given.mandate.to == *person);
                for given in theirs.filter(|given| given.withdrawn.is_none()) {
                    given.withdrawn = Some((today, None));
                }
            }
            Event::HolderLapsed { person } => self.vacate(person),
        }
    }
}
