//! What people can do in a weighing, and what the profession says no to.

use super::{ConsultMode, Event, State, Text, Weighing};
use crate::weighing::filing::{Answer, Category, Filing};
use crate::weighing::jot::{Jot, JotPart};
use crate::weighing::judgement::Judgement;
use crate::weighing::view::View;
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Prose, Refusal, planned};

pub(in crate::weighing) const NOT_NOW: Refusal = Refusal::of(
    "Dit kan nu niet. Kijk hoe ver de weging is.",
    "This is not possible now. Check where the weighing stands.",
);
const NOT_TRIO: Refusal =
    Refusal::of("Alleen gemeente, politie en OM wegen.", "Only municipality, police and OM weigh.");

impl Weighing {
    /// Begins a weighing from what a participant filed. A melding alone never comes here (WEG-01).
    ///
    /// # Errors
    /// A sentence when there is no fact, when the three are not three, or when the due day is past.
    pub fn begin(filing: Filing, due: Date) -> Result<Event, Refusal> {
        if filing.facts.is_empty() {
            return Err(Refusal::of(
                "Zonder waargenomen feit is er niets te wegen.",
                "Without an observed fact there is nothing to weigh.",
            )
            .at("facts"));
        }
        let [a, b, c] = &filing.trio;
        if a == b || b == c || a == c {
            return Err(Refusal::of(
                "Gemeente, politie en OM zijn drie verschillende organisaties.",
                "Municipality, police and OM are three different organisations.",
            ));
        }
        if due < filing.opened {
            return Err(Refusal::of("Kies vandaag of een latere dag.", "Choose today or a later day.").at("due"));
        }
        Ok(Event::Opened { filing: Box::new(filing), due })
    }

    /// Confirms for one of the three that what cannot wait was seen. It says no more than that: the view is written all the same.
    ///
    /// # Errors
    /// A sentence when it can wait, the weighing is over, another organisation tries, or it was confirmed.
    pub fn confirm_urgent(&self, agency: &AgencyId) -> Result<Event, Refusal> {
        self.must_be_running()?;
        if !self.is_urgent() {
            return Err(Refusal::of("Deze aanmelding heeft geen spoed.", "This filing is not urgent."));
        }
        if !self.trio().contains(agency) {
            return Err(NOT_TRIO);
        }
        if self.seen_by(agency).is_some() {
            return Err(Refusal::of(
                "Uw organisatie heeft dit al bevestigd.",
                "Your organisation has already confirmed this.",
            ));
        }
        Ok(Event::UrgentSeen { agency: agency.clone() })
    }

    /// Asks another participant one question (WEG-08). The question is all it will see.
    ///
    /// # Errors
    /// A sentence when the state, the organisation, the day or a name in the question forbids it.
    pub fn consult(
        &self,
        agency: AgencyId,
        question: Note,
        due: Date,
        today: Date,
        mode: ConsultMode,
    ) -> Result<Event, Refusal> {
        self.must_be_running()?;
        if self.trio().contains(&agency) {
            return Err(Refusal::of(
                "Deze organisatie weegt zelf mee. Vraag het aan tafel.",
                "This organisation takes part in the weighing. Ask at the table.",
            )
            .at("agency"));
        }
        if self.question_for(&agency).is_some() {
            return Err(Refusal::of(
                "Deze organisatie heeft nog een vraag openstaan.",
                "This organisation still has a question to answer.",
            )
            .at("agency"));
        }
        planned(due, today).map_err(|no| no.at("due"))?;
        match mode {
            ConsultMode::AnonymousQuestion if self.names_the_person(&question) => Err(Refusal::of(
                "Stel de vraag zonder naam of BSN. De ander hoeft niet te weten om wie het gaat.",
                "Ask without a name or BSN. The other does not have to know who it is about.",
            )
            .at("question")),
            ConsultMode::AnonymousQuestion | ConsultMode::NamedQuestion => {
                Ok(Event::Consulted { agency, question, due })
            }
        }
    }

    /// Answers the question that was put to this organisation.
    ///
    /// # Errors
    /// A sentence when nothing was asked of it, or the weighing is over.
    pub fn answer(&self, agency: &AgencyId, answer: Answer) -> Result<Event, Refusal> {
        self.must_be_running()?;
        let place =
            self.consultations.iter().position(|c| &c.agency == agency && c.answer.is_none()).ok_or(Refusal::of(
                "Aan uw organisatie is niets gevraagd. Tot het oordeel kan er niets anders bij.",
                "Nothing was asked of your organisation. Until the judgement, nothing else can be added.",
            ))?;
        Ok(Event::Answered { place, answer })
    }

    /// The college of the municipality of stay supplies something to the three (WEG-09). `agency` is that municipality, or the
    /// expert it designated and who filed the aanmelding.
    ///
    /// # Errors
    /// A sentence when another organisation tries, or when the three are not analysing any more (WEG-03).
    pub fn supply(&self, agency: &AgencyId, category: Category, necessity: Note, text: Note) -> Result<Event, Refusal> {
        self.must_be(State::Analysing)?;
        let filing = self.filing.as_ref().ok_or(NOT_NOW)?;
        if agency != &filing.trio[0] && agency != &filing.filer.agency {
            return Err(Refusal::of(
                "Tot het oordeel kan er alleen iets bij van de gemeente van verblijf, of als antwoord op een vraag.",
                "Until the judgement, something can be added only by the municipality of stay, or as an answer to a question.",
            ));
        }
        Ok(Event::Supplied { category, necessity, text })
    }

    /// Hands in the view of one of the three. It may be replaced as long as no other view is in: after that one could have read along.
    ///
    /// # Errors
    /// A sentence when it is not one of the three, the view is not complete, or it is too late to replace it.
    pub fn hand_in(&self, agency: &AgencyId, person: &PersonId, view: View) -> Result<Event, Refusal> {
        self.must_be(State::Analysing)?;
        if !self.trio().contains(agency) {
            return Err(NOT_TRIO);
        }
        let views = self.rounds.last().map(|r| r.views.as_slice()).unwrap_or_default();
        let others = views.iter().any(|v| &v.by.agency != agency);
        if others && views.iter().any(|v| &v.by.agency == agency) {
            return Err(Refusal::of(
                "Uw zienswijze is ingeleverd en u kunt die van een ander al lezen. Daarom staat de uwe nu vast.",
                "Your view is in and you can already read another one. So yours can no longer change.",
            ));
        }
        if views.iter().any(|v| &v.by.agency != agency && &v.by.person == person) {
            return Err(Refusal::of(
                "U leverde al de zienswijze van een andere organisatie in.",
                "You have already handed in the view of another organisation.",
            ));
        }
        view.check()?;
        Ok(Event::ViewHandedIn { agency: agency.clone(), person: person.clone(), view: Box::new(view) })
    }

    /// Writes along while the table talks, or clears what was written.
    ///
    /// # Errors
    /// A sentence when the views are not yet side by side, the writer is not at this table, or nothing is different.
    pub fn jot(&self, agency: &AgencyId, part: JotPart, text: Option<Prose>) -> Result<Event, Refusal> {
        self.may_write(agency)?;
        if self.jotted(part).map(|jot| &jot.text) == text.as_ref() {
            return Err(Refusal::of("U hebt niets veranderd.", "You have not changed anything."));
        }
        Ok(Event::Jotted { part, text })
    }

    /// What was written along about this, and is in no judgement yet.
    #[must_use]
    pub fn jotted(&self, part: JotPart) -> Option<&Jot> {
        self.round()?.jots.iter().find(|jot| jot.part == part)
    }

    fn may_write(&self, agency: &AgencyId) -> Result<(), Refusal> {
        self.must_be(State::Open)?;
        if !self.trio().contains(agency) && Some(agency) != self.filing.as_ref().map(|f| &f.director) {
            return Err(NOT_TRIO);
        }
        Ok(())
    }

    /// Writes the judgement, or writes it anew; every key goes back (WEG-05).
    ///
    /// # Errors
    /// A sentence when the views are not yet side by side, the writer is not at this table, or something is missing.
    pub fn draft(&self, agency: &AgencyId, judgement: Judgement, today: Date) -> Result<Event, Refusal> {
        self.may_write(agency)?;
        judgement.check(today)?;
        Ok(Event::Drafted { judgement: Box::new(judgement) })
    }

    /// Turns the key of one organisation on the text its person has read (WEG-04).
    ///
    /// # Errors
    /// A sentence when there is no text, it was changed meanwhile, or this key or person has answered already.
    pub fn turn_key(&self, agency: &AgencyId, person: &PersonId, text: usize) -> Result<Event, Refusal> {
        self.may_answer(agency, person, text)?;
        Ok(Event::KeyTurned { agency: agency.clone(), person: person.clone(), text })
    }

    /// Says why one organisation does not turn its key.
    ///
    /// # Errors
    /// As for [`Weighing::turn_key`].
    pub fn disagree(&self, agency: &AgencyId, person: &PersonId, text: usize, reason: Note) -> Result<Event, Refusal> {
        self.may_answer(agency, person, text)?;
        Ok(Event::Disagreed { agency: agency.clone(), person: person.clone(), text, reason })
    }

    fn may_answer(&self, agency: &AgencyId, person: &PersonId, text: usize) -> Result<&Text, Refusal> {
        self.must_be(State::Open)?;
        let round = self.rounds.last().ok_or(NOT_NOW)?;
        let last = round
            .texts
            .last()
            .ok_or(Refusal::of("Er ligt nog geen oordeel op tafel.", "There is no judgement on the table yet."))?;
        if last.number != text {
            return Err(Refusal::of(
                "De tekst is intussen veranderd. Lees de nieuwe tekst.",
                "The text has changed in the meantime. Read the new text.",
            ));
        }
        if round.disagreements.iter().any(|d| &d.by.agency == agency || &d.by.person == person) {
            return Err(Refusal::of(
                "U hebt op deze tekst al geantwoord. Verander de tekst als u er nu anders over denkt.",
                "You have already answered on this text. Change the text if you now see it differently.",
            ));
        }
        round.keys.may_turn(agency, person)?;
        Ok(last)
    }

    /// Records that the triangle decided against an approach, so that the filer hears of it (Wgpga art. 5 lid 6).
    ///
    /// # Errors
    /// A sentence when nothing lies before the triangle, or it is known already.
    pub fn not_follow(&self) -> Result<Event, Refusal> {
        if self.advice.is_none() || self.case.is_some() || self.state == State::NotFollowed {
            return Err(Refusal::of("Dit ligt niet bij de driehoek.", "This is not with the triangle."));
        }
        Ok(Event::NotFollowed)
    }

    /// Records that an advice to the triangle was begun.
    ///
    /// # Errors
    /// A sentence when the outcome does not go to the triangle, it is not known who it is about, or an advice or case exists.
    pub fn advise(&self, advice: DossierId) -> Result<Event, Refusal> {
        self.may_advise()?;
        Ok(Event::Advised { advice })
    }

    /// Whether an advice may begin.
    ///
    /// # Errors
    /// As for [`Weighing::advise`].
    pub fn may_advise(&self) -> Result<(), Refusal> {
        match self.state {
            State::Fits | State::Referred => {}
            State::Analysing
            | State::Open
            | State::DoesNotFit
            | State::CareNeeded
            | State::OtherTable
            | State::CriminalTrack
            | State::NoAgreement
            | State::Ended
            | State::NotFollowed => {
                return Err(Refusal::of(
                    "Deze uitkomst gaat niet naar de driehoek.",
                    "This outcome does not go to the triangle.",
                ));
            }
        }
        self.must_be_named()?;
        if self.advice.is_some() || self.case.is_some() {
            return Err(Refusal::of("Er is al een advies of een casus.", "There is already an advice or a case."));
        }
        Ok(())
    }

    /// Whether the wider collection and a case conference may begin: only after three keys on "fits" (WEG-03, WEG-11).
    ///
    /// # Errors
    /// A sentence in every other state.
    pub fn may_collect(&self) -> Result<(), Refusal> {
        match self.state {
            State::Fits => Ok(()),
            State::Analysing
            | State::Open
            | State::DoesNotFit
            | State::CareNeeded
            | State::OtherTable
            | State::CriminalTrack
            | State::NoAgreement
            | State::Referred
            | State::Ended
            | State::NotFollowed => Err(Refusal::of(
                "Dit kan alleen als gemeente, politie en OM samen oordelen dat het past.",
                "This is possible only if municipality, police and OM together judge that it fits.",
            )),
        }
    }

    /// Records the case that was opened from it.
    ///
    /// # Errors
    /// A sentence unless it fits and no case was opened yet.
    pub fn open_case(&self, case: DossierId) -> Result<Event, Refusal> {
        self.may_collect()?;
        self.must_be_named()?;
        if self.case.is_some() {
            return Err(Refusal::of("De casus is al geopend.", "The case has already been opened."));
        }
        Ok(Event::CaseOpened { case })
    }

    /// An approach is about somebody: who that is must be known first.
    fn must_be_named(&self) -> Result<(), Refusal> {
        if self.filing.as_ref().is_some_and(|filing| filing.subject.unnamed) {
            return Err(Refusal::of(
                "Het is nog niet bekend over wie dit gaat. Wie het signaal bijhoudt, schrijft dat eerst op.",
                "It is not yet known who this is about. Whoever keeps the signal writes that down first.",
            ));
        }
        Ok(())
    }

    fn must_be(&self, state: State) -> Result<(), Refusal> {
        if self.state == state && self.filing.is_some() { Ok(()) } else { Err(NOT_NOW) }
    }

    fn must_be_running(&self) -> Result<(), Refusal> {
        self.must_be(State::Analysing).or_else(|_| self.must_be(State::Open))
    }

    /// Whether a question gives the person away: a part of the name as a word of its own, or the number.
    fn names_the_person(&self, question: &Note) -> bool {
        // A description is no name: its words are words of the language.
        let Some(filing) = self.filing.as_ref().filter(|filing| !filing.subject.unnamed) else { return false };
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
        };
        let asked = words(question.as_str());
        // Short parts such as "de" and "van" are words of the language as well.
        let named =
            words(filing.subject.name.as_str()).into_iter().any(|w| w.chars().count() > 3 && asked.contains(&w));
        let numbered = filing.subject.bsn.as_ref().is_some_and(|b| question.as_str().contains(b.reveal()));
        named || numbered
    }
}
