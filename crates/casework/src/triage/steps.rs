//! What people can do with a submission for triage, and what the profession says no to.

use super::model::{Event, Triage};
use super::ruling::{Ruling, Text};
use super::submission::{About, Informed, Submission};
use super::words::{Fit, Outcome, State};
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Refusal, Say, day_month_year};

const NOT_NOW: Refusal = Refusal::of(
    "Dit kan nu niet. Kijk hoe ver de aanmelding is.",
    "This is not possible now. Check how far the submission is.",
);
const NOT_YOURS: Refusal = Refusal::of("Dit doet wie de aanmelding deed.", "This is for whoever made the submission.");

impl Triage {
    /// Submits it.
    ///
    /// # Errors
    /// A sentence when the three are not three, or a day does not fit.
    pub fn submit(about: About, submission: Submission, round: Date, today: Date) -> Result<Event, Refusal> {
        let [a, b, c] = &about.trio;
        if a == b || b == c || a == c {
            return Err(Refusal::of(
                "Gemeente, politie en OM zijn drie verschillende organisaties.",
                "Municipality, police and OM are three different organisations.",
            ));
        }
        if let Some(born) = submission.person.born {
            kernel::happened(born.earliest(), today).map_err(|no| no.at("birth"))?;
        }
        submission.informed.check(today)?;
        Ok(Event::Submitted { about: Box::new(about), submission: Box::new(submission), round })
    }

    /// Whether the triage began with it: its day is there, or somebody said something there.
    #[must_use]
    pub fn has_begun(&self, today: Date) -> bool {
        !self.views.is_empty() || self.round.is_some_and(|day| day <= today)
    }

    /// Whether this organisation may take it back now.
    ///
    /// # Errors
    /// A sentence when it did not submit it, or the triage began.
    pub fn may_withdraw(&self, agency: &AgencyId, today: Date) -> Result<&About, Refusal> {
        let about = self.submitted_by(agency)?;
        match self.state {
            State::Waiting if self.has_begun(today) => Err(Refusal::of(
                "De triage is hiermee begonnen. Bel de procesregisseur als de aanmelding niet meer klopt.",
                "The triage has begun with this. Call the process director if the submission is no longer right.",
            )),
            State::Waiting | State::Asked => Ok(about),
            State::Taken | State::Opened | State::Elsewhere | State::Declined | State::Withdrawn | State::Shielded => {
                Err(NOT_NOW)
            }
        }
    }

    /// Takes it back: what held its words is erased with this.
    ///
    /// # Errors
    /// As [`Triage::may_withdraw`].
    pub fn withdraw(&self, agency: &AgencyId, reason: Note, today: Date) -> Result<(Event, Vec<u64>), Refusal> {
        let about = Box::new(self.may_withdraw(agency, today)?.clone());
        let erased = self.held.iter().chain(&self.ruled).copied().collect();
        Ok((Event::Withdrawn { about, reason }, erased))
    }

    /// Whether this organisation may say now how it sees it: as long as no key is turned on a text, so that each key is on all that was said.
    ///
    /// # Errors
    /// A sentence when it does not sit there, or a key was turned.
    pub fn may_see(&self, agency: &AgencyId) -> Result<(), Refusal> {
        let about = self.waiting()?;
        if !about.judges(agency) {
            return Err(Refusal::of(
                "Uw organisatie zit hier niet aan de triage.",
                "Your organisation does not sit at this triage.",
            ));
        }
        if self.is_turned_on() {
            return Err(Refusal::of(
                "Er is al een sleutel omgedraaid op het besluit dat er ligt. Bel de procesregisseur als uw organisatie dit anders ziet.",
                "A key has already been turned on the decision that lies there. Call the process director if your organisation sees this differently.",
            ));
        }
        Ok(())
    }

    /// Whether a key was turned on the text that lies there.
    pub(super) fn is_turned_on(&self) -> bool {
        self.keys.people().next().is_some()
    }

    /// Says how one of those who sit there sees it; anew as long as no key is turned.
    ///
    /// # Errors
    /// As [`Triage::may_see`].
    pub fn see(&self, agency: &AgencyId, person: &PersonId, fit: Fit, why: Note) -> Result<Event, Refusal> {
        self.may_see(agency)?;
        Ok(Event::Seen { agency: agency.clone(), person: person.clone(), fit, why })
    }

    /// Whether a text may come on the table on this day: on the day of the triage, or before it once everybody who sits there said how they see it.
    ///
    /// # Errors
    /// A sentence with that day.
    pub fn may_draft(&self, today: Date) -> Result<&About, Refusal> {
        let about = self.waiting()?;
        let heard = about.judging().all(|agency| self.view_of(agency).is_some());
        let Some(day) = self.round.filter(|day| today < *day && !heard).map(day_month_year) else { return Ok(about) };
        Err(Refusal::from(Say::made(
            format!(
                "De triage hiervan is op {day}. Tot die dag kan een besluit alleen op tafel als iedere organisatie die daar zit, heeft gezegd \
                 hoe zij dit ziet."
            ),
            format!(
                "The triage of this is on {day}. Until that day a decision can be put on the table only once every organisation that sits \
                 there has said how it sees this."
            ),
        )))
    }

    /// Lays a text of the decision on the table, or another one; every key goes back.
    ///
    /// # Errors
    /// A sentence when the writer does not sit there, something is missing, or it is too early ([`Triage::may_draft`]).
    pub fn draft(&self, agency: &AgencyId, ruling: Ruling, today: Date) -> Result<Event, Refusal> {
        let about = self.may_draft(today)?;
        if !about.trio.contains(agency) && about.director != *agency {
            return Err(Refusal::of(
                "Het besluit schrijft wie een sleutel heeft, of wie het proces bewaakt.",
                "The decision is written by who holds a key, or who guards the process.",
            ));
        }
        ruling.check(today)?;
        // What stands on the page as another view is not recorded as nobody's.
        let outcome = ruling.decision.outcome;
        if ruling.decision.dissent.is_none() && self.views.iter().any(|view| !outcome.agrees_with(view.fit)) {
            return Err(Refusal::of(
                "Iemand schreef hier dat het anders is. Schrijf op wie het anders ziet, en hoe.",
                "Somebody wrote here that it is otherwise. Write down who sees it differently, and how.",
            )
            .at("dissent"));
        }
        Ok(Event::Drafted { ruling: Box::new(ruling), holders: about.trio.to_vec() })
    }

    /// Turns the key of one organisation on the text that its person has read.
    ///
    /// # Errors
    /// A sentence when there is no text, it was changed meanwhile, or this key or person has answered already.
    pub fn turn_key(&self, agency: &AgencyId, person: &PersonId, text: u32) -> Result<Event, Refusal> {
        self.may_answer(agency, person, text)?;
        Ok(Event::KeyTurned { agency: agency.clone(), person: person.clone(), text })
    }

    /// Says why one organisation does not turn its key.
    ///
    /// # Errors
    /// As [`Triage::turn_key`].
    pub fn disagree(&self, agency: &AgencyId, person: &PersonId, text: u32, reason: Note) -> Result<Event, Refusal> {
        self.may_answer(agency, person, text)?;
        Ok(Event::Disagreed { agency: agency.clone(), person: person.clone(), text, reason })
    }

    fn may_answer(&self, agency: &AgencyId, person: &PersonId, no: u32) -> Result<(), Refusal> {
        self.waiting()?;
        let none = Refusal::of("Er ligt nog geen besluit op tafel.", "There is no decision on the table yet.");
        let text = self.text.as_ref().ok_or(none)?;
        if text.no != no {
            return Err(Refusal::of(
                "De tekst is intussen veranderd. Lees de nieuwe tekst.",
                "The text has changed in the meantime. Read the new text.",
            ));
        }
        if text.objections.iter().any(|no| no.by.agency == *agency || no.by.person == *person) {
            return Err(Refusal::of(
                "U hebt op deze tekst al geantwoord. Verander de tekst als u er nu anders over denkt.",
                "You have already answered on this text. Change the text if you now see it differently.",
            ));
        }
        self.keys.may_turn(agency, person)
    }

    /// Whether this organisation has answered on the text that lies there.
    #[must_use]
    pub fn has_answered(&self, agency: &AgencyId) -> bool {
        let objects = |text: &Text| text.objections.iter().any(|no| no.by.agency == *agency);
        self.keys.is_turned(agency) || self.text.as_ref().is_some_and(objects)
    }

    /// Answers what was asked first; it goes to the triage of this day.
    ///
    /// # Errors
    /// A sentence when nothing was asked, or another submitted it.
    pub fn add(&self, agency: &AgencyId, text: Note, round: Date) -> Result<Event, Refusal> {
        self.submitted_by(agency)?;
        match self.state {
            State::Asked => Ok(Event::Added { text, round }),
            State::Waiting
            | State::Taken
            | State::Opened
            | State::Elsewhere
            | State::Declined
            | State::Withdrawn
            | State::Shielded => Err(NOT_NOW),
        }
    }

    /// Records the case that was opened from it: what held its words is erased with this.
    ///
    /// # Errors
    /// A sentence unless that was decided and not done yet.
    pub fn open_case(&self, case: DossierId) -> Result<(Event, Vec<u64>), Refusal> {
        match (self.state, &self.about) {
            (State::Taken, Some(about)) => {
                Ok((Event::CaseOpened { about: Box::new(about.clone()), case }, self.held.clone()))
            }
            (State::Opened, _) => Err(Refusal::of("De casus is al geopend.", "The case has already been opened.")),
            _ => Err(Refusal::of(
                "Dit kan alleen als gemeente, politie en OM samen besloten dat er een casus komt.",
                "This is possible only if municipality, police and OM decided together that there will be a case.",
            )),
        }
    }

    /// Reads, as who submitted it, what came of it, and says what the person knows.
    ///
    /// # Errors
    /// A sentence when nothing was decided, another submitted it, or a day does not fit.
    pub fn hear(&self, agency: &AgencyId, informed: Informed, today: Date) -> Result<Event, Refusal> {
        self.submitted_by(agency)?;
        informed.check(today)?;
        if self.is_to_hear() { Ok(Event::Heard { informed }) } else { Err(NOT_NOW) }
    }

    /// Whether who submitted it has something to say still: it has not read what came of it, or the person does not know.
    #[must_use]
    pub fn is_to_hear(&self) -> bool {
        let told = self.heard.as_ref().is_some_and(|(_, informed)| matches!(informed, Informed::Told { .. }));
        matches!(self.state, State::Taken | State::Opened | State::Elsewhere | State::Declined) && !told
    }

    fn waiting(&self) -> Result<&About, Refusal> {
        self.about.as_ref().filter(|_| self.state == State::Waiting).ok_or(NOT_NOW)
    }

    fn submitted_by(&self, agency: &AgencyId) -> Result<&About, Refusal> {
        self.about.as_ref().filter(|about| about.submitter.agency == *agency).ok_or(NOT_YOURS)
    }

    /// What was decided, once it was.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.decided().map(|ruling| ruling.decision.outcome)
    }
}
