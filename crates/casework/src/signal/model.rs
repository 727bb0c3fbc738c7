//! What can become of a signal. None is thrown away, and dropping one takes two organisations, of which at least one is a core partner:
//! one party that picks alone is the mistake the Inspectie found.

use super::{
    change::{Change, Correction, Link, Withdrawal},
    event::Event,
    intake::{Intake, check_fact},
    texts,
    words::{NoticeTo, State},
};
use crate::table::{Explicit, Told, signed};
use kernel::{AgencyId, Date, DossierId, Line, Note, Observed, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use vault::{Agency, AgencyKind, Author, Persons, Stamp};

/// A proposal to screen out and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    /// Why it would be no signal.
    pub reason: Note,
    /// Who proposed.
    pub by: Author,
    /// Since when it waits.
    pub since: Date,
    /// Who is asked.
    pub second: AgencyId,
    /// On which ground, with what expectation and until when, as far as that was said.
    #[serde(default, skip_serializing_if = "Explicit::is_empty")]
    pub explicit: Explicit,
    /// What the second core partner said; `None` while it waits.
    pub answer: Option<Answer>,
}

/// What the second core partner said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "said", rename_all = "kebab-case")]
pub enum Answer {
    /// Agreed.
    Confirmed {
        /// Who.
        by: Author,
        /// What was added.
        remark: Option<Note>,
    },
    /// Did not agree.
    Refused {
        /// Who.
        by: Author,
        /// Why.
        reason: Note,
    },
}

/// A fact and how it came here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFact {
    /// The fact.
    pub fact: Observed,
    /// When it was written down.
    pub written: Date,
    /// By whom.
    pub by: Author,
    /// That it counts no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawal>,
}

/// What the reporter said when called back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarification {
    /// The answer.
    pub answer: Note,
    /// Who called.
    pub asked_by: Author,
    /// When.
    pub on: Date,
}

/// Where it was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// With whom.
    pub to: AgencyId,
    /// By which participant.
    pub by: AgencyId,
    /// Who filed it there.
    pub author: Author,
    /// The weighing.
    pub weighing: DossierId,
    /// When.
    pub on: Date,
}

/// What happened to one signal, added up. Empty before its first event, and only then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    pub(super) opening: Option<(Line, Intake)>,
    /// Who wrote it down.
    pub(super) registered_by: Option<Author>,
    pub(super) stage: Option<State>,
    /// Since when it waits for somebody to choose.
    pub(super) open_since: Option<Date>,
    /// What was seen, one by one.
    pub facts: Vec<KeptFact>,
    /// What the reporter said when called back.
    pub clarifications: Vec<Clarification>,
    /// Every proposal to screen out, the last one last.
    pub screenings: Vec<Screening>,
    /// Where it was filed.
    pub filing: Option<Filing>,
    /// How the weighing of it ended.
    pub outcome: Option<Line>,
    /// When it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ended: Option<Date>,
    /// Since when the three wait for who it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name_asked: Option<Date>,
    /// Since when the reporter is to hear that it was dealt with, and what the table wrote for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) to_hear: Option<(Date, Option<Note>)>,
    /// Who was told, when, and who wrote that down.
    pub notices: Vec<(NoticeTo, Date, Author)>,
    /// Who sits, by organisation.
    #[serde(default)]
    pub(super) named: Persons,
    /// What was put right.
    #[serde(default)]
    pub(super) corrections: Vec<Correction>,
    /// Who is told of it.
    #[serde(default)]
    pub(super) told: Told,
    /// Other signals about the same person, of the same owner.
    #[serde(default)]
    pub(super) links: Vec<Link>,
}

/// Who acts on a signal, as far as a transition needs to know.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The person.
    pub person: &'a PersonId,
    /// The agency.
    pub agency: &'a Agency,
}

/// The closed list of Wgpga art. 3 lid 1, by sort of organisation. A house, a school or a care provider can report, not file.
#[must_use]
pub fn is_participant(kind: AgencyKind) -> bool {
    match kind {
        AgencyKind::Municipality
        | AgencyKind::Police
        | AgencyKind::Prosecution
        | AgencyKind::Probation
        | AgencyKind::ChildProtection => true,
        AgencyKind::Care | AgencyKind::School | AgencyKind::SafetyHouse | AgencyKind::Oversight | AgencyKind::Other => {
            false
        }
    }
}

/// Municipality, police and OM: the three that look at every signal.
#[must_use]
pub fn is_core(kind: AgencyKind) -> bool {
    matches!(kind, AgencyKind::Municipality | AgencyKind::Police | AgencyKind::Prosecution)
}

impl Signal {
    /// Writes a signal down.
    ///
    /// # Errors
    /// A sentence when there is no fact, a day lies in the future, or no participant keeps it.
    pub fn register(intake: Intake, reference: Line, by: By<'_>, today: Date) -> Result<Event, Refusal> {
        if !is_participant(by.agency.kind) || intake.owner != by.agency.id {
            return Err(texts::ONLY_PARTICIPANT_REGISTERS);
        }
        intake.check(today)?;
        Ok(Event::Registered { reference, intake: Box::new(intake) })
    }

    /// Adds a fact: as long as it is open, and while it is weighed for who filed it.
    ///
    /// # Errors
    /// A sentence when the signal is no longer open, was filed by another, or the day lies in the future.
    pub fn add_fact(&self, fact: Observed, agency: &AgencyId, today: Date) -> Result<Event, Refusal> {
        let filed_it = self.filing.as_ref().is_some_and(|filing| filing.by == *agency);
        if !(self.state() == State::Filed && filed_it) {
            self.must_be_new()?;
        }
        check_fact(&fact, today)?;
        Ok(Event::FactAdded { fact })
    }

    /// Writes down what the reporter said when called back.
    ///
    /// # Errors
    /// A sentence when the signal is no longer open or the day lies in the future.
    pub fn clarify(&self, answer: Note, asked_by: PersonId, on: Date, today: Date) -> Result<Event, Refusal> {
        self.must_be_new()?;
        kernel::happened(on, today).map_err(|r| r.at("on"))?;
        self.not_before_it_came(on)?;
        Ok(Event::Clarified { answer, asked_by, on })
    }

    /// Asks a second core partner whether it may be screened out.
    ///
    /// # Errors
    /// A sentence when the signal is not open, somebody else keeps it, or the second is no other core partner.
    pub fn propose_screen_out(
        &self,
        (reason, explicit): (Note, Explicit),
        second: &Agency,
        by: By<'_>,
    ) -> Result<Event, Refusal> {
        self.must_be_new()?;
        if self.owner() != Some(&by.agency.id) {
            return Err(texts::ONLY_OWNER);
        }
        if second.kind == by.agency.kind || !is_core(second.kind) {
            return Err(texts::SECOND_IS_ANOTHER_CORE_PARTNER.at("second"));
        }
        Ok(Event::ScreenOutProposed { reason, second: second.id.clone(), explicit })
    }

    /// Agrees as second core partner that this is no signal.
    ///
    /// # Errors
    /// A sentence when nothing is asked, or it is asked of somebody else.
    pub fn confirm_screen_out(&self, remark: Option<Note>, by: By<'_>) -> Result<Event, Refusal> {
        self.must_be_asked_of(by)?;
        Ok(Event::ScreenOutConfirmed { remark })
    }

    /// Disagrees as second core partner; the signal is open again.
    ///
    /// # Errors
    /// A sentence when nothing is asked, or it is asked of somebody else.
    pub fn refuse_screen_out(&self, reason: Note, by: By<'_>) -> Result<Event, Refusal> {
        self.must_be_asked_of(by)?;
        Ok(Event::ScreenOutRefused { reason })
    }

    /// Files it with one of the three, which begins a weighing (WEG-01, WEG-02). `trio`: municipality of stay, police and OM.
    ///
    /// # Errors
    /// A sentence when it is not open, has no fact, is filed by no participant, or with somebody who is no addressee.
    pub fn file(&self, to: &AgencyId, trio: &[AgencyId; 3], weighing: DossierId, by: By<'_>) -> Result<Event, Refusal> {
        self.must_be_new()?;
        if !is_participant(by.agency.kind) {
            return Err(texts::ONLY_PARTICIPANT_FILES);
        }
        if !trio.contains(to) {
            return Err(texts::ADDRESSEE_IS_ONE_OF_THREE.at("to"));
        }
        if self.facts_to_share().next().is_none() {
            return Err(texts::NO_FACT_NO_FILING);
        }
        Ok(Event::Filed { to: to.clone(), by: by.agency.id.clone(), weighing })
    }

    /// Closes it with the outcome of its weighing.
    ///
    /// # Errors
    /// A sentence when it was not filed.
    pub fn end(&self, outcome: Line) -> Result<Event, Refusal> {
        match self.state() {
            State::Filed => Ok(Event::Ended { outcome }),
            State::Registered | State::Screening | State::ScreenedOut => Err(texts::NOT_FILED),
            State::Ended => Err(texts::HAS_ENDED),
        }
    }

    /// Records that somebody was told. Possible at any time: telling late is better than not telling.
    ///
    /// # Errors
    /// A sentence when the day lies in the future.
    pub fn give_notice(&self, to: NoticeTo, on: Date, today: Date) -> Result<Event, Refusal> {
        kernel::happened(on, today).map_err(|r| r.at("on"))?;
        self.not_before_it_came(on)?;
        Ok(Event::NoticeGiven { to, on })
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.stage.unwrap_or(State::Registered)
    }

    /// What colleagues call it.
    #[must_use]
    pub fn reference(&self) -> Option<&Line> {
        self.opening.as_ref().map(|(reference, _)| reference)
    }

    /// What was written down at the door. Mind the reporter: see [`Signal::reporter_known_to`].
    #[must_use]
    pub fn intake(&self) -> Option<&Intake> {
        self.opening.as_ref().map(|(_, intake)| intake)
    }

    /// Who wrote it down.
    #[must_use]
    pub fn registered_by(&self) -> Option<&Author> {
        self.registered_by.as_ref()
    }

    /// Who keeps it.
    #[must_use]
    pub fn owner(&self) -> Option<&AgencyId> {
        self.intake().map(|intake| &intake.owner)
    }

    /// The proposal that waits for an answer.
    #[must_use]
    pub fn asked(&self) -> Option<&Screening> {
        self.screenings.last().filter(|screening| screening.answer.is_none())
    }

    /// Whether this agency may know who reported it.
    #[must_use]
    pub fn reporter_known_to(&self, agency: &AgencyId) -> bool {
        self.intake().is_some_and(|intake| !intake.reporter.shielded || intake.owner == *agency)
    }

    /// The facts as others than the owner may read them. Who saw it is often the reporter, so with a shielded reporter those names
    /// stay behind; a snapshot for the weighing is made of these.
    pub fn facts_to_share(&self) -> impl Iterator<Item = Observed> + '_ {
        self.facts_with_the_three().into_iter().filter(|(_, withdrawn)| !withdrawn).map(|(fact, _)| fact)
    }

    /// Nobody calls back or tells about a signal that is still to come in.
    fn not_before_it_came(&self, on: Date) -> Result<(), Refusal> {
        match self.intake() {
            Some(intake) if on < intake.received => {
                let came = kernel::day_month_year(intake.received);
                let say = kernel::Say::made(
                    format!("Het signaal kwam binnen op {came}. Kies die dag of een latere."),
                    format!("The signal came in on {came}. Choose that day or a later one."),
                );
                Err(Refusal::from(say).at("on"))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn must_be_new(&self) -> Result<(), Refusal> {
        match self.state() {
            State::Registered => Ok(()),
            State::Screening => Err(texts::WAITS_FOR_SECOND),
            State::ScreenedOut => Err(texts::IS_SCREENED_OUT),
            State::Filed => Err(texts::IS_FILED),
            State::Ended => Err(texts::HAS_ENDED),
        }
    }

    fn must_be_asked_of(&self, by: By<'_>) -> Result<(), Refusal> {
        let Some(asked) = self.asked() else {
            return Err(texts::NOTHING_ASKED);
        };
        if asked.second != by.agency.id {
            return Err(texts::ASKED_OF_ANOTHER);
        }
        if asked.by.person == *by.person {
            return Err(texts::NOT_YOUR_OWN_PROPOSAL);
        }
        Ok(())
    }

    fn answered(&mut self, answer: Answer, stage: State) {
        if let Some(screening) = self.screenings.last_mut() {
            screening.answer = Some(answer);
        }
        self.stage = Some(stage);
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = kernel::local_day(stamp.at);
        match event {
            Event::Registered { reference, intake } => {
                self.facts = intake.facts.iter().map(|fact| kept(fact, today, stamp)).collect();
                self.opening = Some((reference.clone(), intake.as_ref().clone()));
                self.registered_by = Some(stamp.author());
                self.open_since = Some(today);
                self.stage = Some(State::Registered);
            }
            Event::FactAdded { fact } => self.facts.push(kept(fact, today, stamp)),
            Event::Clarified { answer, asked_by, on } => {
                self.clarifications.push(Clarification {
                    answer: answer.clone(),
                    asked_by: signed(&stamp.agency, asked_by, stamp),
                    on: *on,
                });
            }
            Event::ScreenOutProposed { reason, second, explicit } => {
                self.screenings.push(Screening {
                    reason: reason.clone(),
                    by: stamp.author(),
                    since: today,
                    second: second.clone(),
                    explicit: explicit.clone(),
                    answer: None,
                });
                self.stage = Some(State::Screening);
            }
            Event::ScreenOutConfirmed { remark } => {
                self.answered(Answer::Confirmed { by: stamp.author(), remark: remark.clone() }, State::ScreenedOut);
            }
            Event::ScreenOutRefused { reason } => {
                self.answered(Answer::Refused { by: stamp.author(), reason: reason.clone() }, State::Registered);
                self.open_since = Some(today);
            }
            Event::Filed { to, by, weighing } => {
                self.filing = Some(Filing {
                    to: to.clone(),
                    by: by.clone(),
                    author: stamp.author(),
                    weighing: *weighing,
                    on: today,
                });
                self.stage = Some(State::Filed);
            }
            Event::Ended { outcome } => {
                self.outcome = Some(outcome.clone());
                self.ended = Some(today);
                self.stage = Some(State::Ended);
            }
            Event::NameAsked => self.name_asked = Some(today),
            Event::ReporterToHear { text } => self.to_hear = Some((today, text.clone())),
            Event::NoticeGiven { to, on } => {
                self.notices.push((*to, *on, stamp.author()));
                if *to == NoticeTo::Reporter {
                    // That it arrived was told before; that it was dealt with cannot have been.
                    self.to_hear.take_if(|(since, _)| *on >= *since);
                }
            }
            Event::Corrected { change, reason, told } => self.take_correction(change, reason, told, stamp),
            Event::Identified { subject, reason, told } => {
                self.take_correction(&Change::Subject { subject: subject.clone() }, reason, told, stamp);
            }
            Event::Linked { to } => self.take_link(*to, stamp),
            Event::Unlinked { from, .. } => self.drop_link(*from),
            Event::PersonsNamed { named } => self.named.name(named),
        }
    }
}

fn kept(fact: &Observed, written: Date, stamp: &Stamp) -> KeptFact {
    KeptFact { fact: fact.clone(), written, by: stamp.author(), withdrawn: None }
}
