//! What has happened with an advice and what can become of it. Pure.
//!
//! It must never count votes into a decision that one of the signatories did not take: only equal answers on one text decide.

use super::text::{AdviceText, Choice, End};
use crate::outgoing::{Outgoing, Statement};
use crate::table::{Decision, Keys, Reader, Told, signed};
use crate::weighing::{Because, Restated, Restating};
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Refusal, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, Persons, Stamp};

/// What can happen with an advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields say what they are")]
pub enum Event {
    /// It began, with a first text.
    Begun { basis: Box<Basis>, mode: Mode, text: Box<AdviceText> },
    /// It was rewritten.
    Drafted { text: Box<AdviceText> },
    /// It was laid before the signatories.
    Issued { deadline: Date },
    /// It was taken back before they decided.
    Recalled { reason: Note },
    /// One of them decided, on the text with this number.
    Decided { agency: AgencyId, person: PersonId, text: usize, choice: Choice, reason: Option<Note> },
    /// The signal behind it was put right, and so is what it rests on; without a reason where only a fact came to it, or where it is about
    /// the reporter.
    Restated { was: Box<Restated>, now: Box<Restated>, reason: Option<Note>, reporter: bool, told: Vec<Reader> },
    /// Who sent it back withdrew that, with a reason; the round goes on.
    RemarkWithdrawn { agency: AgencyId, person: PersonId, reason: Note },
    /// The case that was approved was opened.
    CaseOpened { case: DossierId },
    /// An organisation said on which ground it takes it along on paper, and that it keeps it safe.
    TakingStated { statement: Statement },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

kernel::words! {
    /// What an advice is now.
    #[derive(Default)]
    pub enum State {
        /// It is being written.
        #[default]
        Drafted = "drafted", "Wordt geschreven", "Being written";
        /// It lies before the signatories.
        Round = "round", "Ligt bij de driehoek", "With the triangle";
        /// They decided for an integral approach.
        Approved = "approved", "Besloten: integrale aanpak", "Decided: an integral approach";
        /// They decided against it.
        Declined = "declined", "Besloten: geen integrale aanpak", "Decided: no integral approach";
        /// One of the signatories sent it back.
        Returned = "returned", "Teruggestuurd met een opmerking", "Sent back with a remark";
        /// They did not decide the same; back to the table.
        Undecided = "undecided", "Geen overeenstemming: terug naar de tafel", "No agreement: back to the table";
        /// The case was opened.
        Used = "used", "Casus geopend", "Case opened";
    }
}

impl State {
    /// The filter of the list.
    #[must_use]
    pub fn facet(self) -> &'static str {
        match self {
            Self::Drafted | Self::Returned | Self::Undecided => "at-the-table",
            Self::Round => "round",
            Self::Approved => "approved",
            Self::Declined | Self::Used => "done",
        }
    }
}

/// The advice from one weighing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Advice {
    basis: Option<Basis>,
    mode: Mode,
    state: State,
    began: Option<Date>,
    touched: Option<Date>,
    written: Option<Date>,
    texts: Vec<AdviceText>,
    /// Who wrote each of them.
    writers: Vec<Author>,
    rounds: Vec<Round>,
    keys: Keys,
    case: Option<DossierId>,
    /// Who sits, by organisation.
    #[serde(default)]
    pub(super) named: Persons,
    /// What was put right in what it rests on.
    #[serde(default)]
    restatings: Vec<Restating>,
    /// Who is told of it.
    #[serde(default)]
    pub(super) told: Told,
    /// On which ground organisations take it along on paper.
    #[serde(default)]
    pub(super) outgoing: Outgoing,
}

mod basis;
mod counted;
mod look;
mod restated;
mod round;
mod withdrawn;

pub use basis::{Basis, Mode, Writer};
use basis::{NOT_NOW, SIGNS, signatories};
pub use round::{Recalled, Round, Vote, Withdrawn};

impl Advice {
    /// Begins an advice from a concluded weighing.
    ///
    /// # Errors
    /// A sentence when the region has no triangle, the writer signs it, or the text misses something.
    pub fn begin(by: Writer<'_>, basis: Basis, mode: Mode, text: AdviceText, today: Date) -> Result<Event, Refusal> {
        if mode == Mode::None {
            return Err(Refusal::of(
                "In deze regio beslist de driehoek hier niet over. Open de casus vanuit de weging.",
                "In this region the triangle does not decide on this. Open the case from the weighing.",
            ));
        }
        if by.signs && signatories(mode, &basis).contains(by.agency) {
            return Err(SIGNS);
        }
        text.check(today)?;
        Ok(Event::Begun { basis: Box::new(basis), mode, text: Box::new(text) })
    }

    /// Rewrites the advice, as long as it does not lie with the signatories. Who signs it does not write it.
    ///
    /// # Errors
    /// A sentence while it lies with them or once it is decided, when the writer signs it, or when the text misses something.
    pub fn draft(&self, by: Writer<'_>, text: AdviceText, today: Date) -> Result<Event, Refusal> {
        self.must_be_of_table(by.agency)?;
        match self.state {
            State::Drafted | State::Returned | State::Undecided => {}
            State::Round => {
                return Err(Refusal::of(
                    "Dit advies ligt bij de driehoek en kan nu niet worden gewijzigd. Wie tekent, kan het terugsturen; wie het voorlegde, kan het terughalen.",
                    "This advice is with the triangle and cannot be changed now. A signatory can send it back; whoever submitted it can take it back.",
                ));
            }
            State::Approved | State::Declined | State::Used => return Err(NOT_NOW),
        }
        if self.is_signed_by(by) {
            return Err(SIGNS);
        }
        text.check(today)?;
        Ok(Event::Drafted { text: Box::new(text) })
    }

    /// Lays it before the signatories, who decide by this day (P16: the triangle meets a few times a year).
    ///
    /// # Errors
    /// A sentence when the text is not new since the last round, or the day is past.
    pub fn issue(&self, agency: &AgencyId, deadline: Date, today: Date) -> Result<Event, Refusal> {
        self.must_be_of_table(agency)?;
        match self.state {
            State::Drafted => {}
            State::Returned | State::Undecided => {
                return Err(Refusal::of(
                    "Verwerk eerst de redenen in de tekst. Dan kan het opnieuw naar de driehoek.",
                    "First work the reasons into the text. Then it can go back to the triangle.",
                ));
            }
            State::Round | State::Approved | State::Declined | State::Used => return Err(NOT_NOW),
        }
        kernel::planned(deadline, today).map_err(|no| no.at("deadline"))?;
        Ok(Event::Issued { deadline })
    }

    /// Takes it back from the signatories before they decided, by who laid it before them or by who guards the process. Signatures on it fall.
    ///
    /// # Errors
    /// A sentence when it does not lie with them, or somebody else tries.
    pub fn recall(&self, by: Writer<'_>, reason: Note) -> Result<Event, Refusal> {
        self.may_recall(by)?;
        Ok(Event::Recalled { reason })
    }

    /// Whether it may be taken back.
    ///
    /// # Errors
    /// As for [`Advice::recall`].
    pub fn may_recall(&self, by: Writer<'_>) -> Result<(), Refusal> {
        let (State::Round, Some(round), Some(basis)) = (self.state, self.round(), &self.basis) else {
            return Err(NOT_NOW);
        };
        if self.is_signed_by(by) {
            return Err(SIGNS);
        }
        if *by.agency != round.by.agency && *by.agency != basis.director {
            return Err(Refusal::of(
                "Alleen wie het advies voorlegde, kan het terughalen.",
                "Only the person who submitted the advice can take it back.",
            ));
        }
        Ok(())
    }

    /// One signatory decides on the text that was read.
    ///
    /// # Errors
    /// A sentence when it has no signature here, wrote that text itself, the text changed, or a reason is missing.
    pub fn decide(
        &self,
        agency: &AgencyId,
        person: &PersonId,
        text: usize,
        choice: Choice,
        reason: Option<Note>,
    ) -> Result<Event, Refusal> {
        if self.state != State::Round {
            return Err(NOT_NOW);
        }
        let advised = self.text().ok_or(NOT_NOW)?;
        if text != self.texts.len() {
            return Err(Refusal::of(
                "De tekst is intussen veranderd. Lees de nieuwe tekst.",
                "The text has changed in the meantime. Read the new text.",
            ));
        }
        self.keys.may_turn(agency, person)?;
        if choice != Choice::Return && self.writer().is_some_and(|by| by.person == *person) {
            return Err(Refusal::of(
                "U schreef deze tekst zelf. Een ander van uw organisatie besluit erover.",
                "You wrote this text yourself. Somebody else in your organisation decides on it.",
            ));
        }
        if reason.is_none() && (choice == Choice::Return || choice.deviates_from(advised.decision.outcome)) {
            return Err(match choice {
                Choice::Return => Refusal::of(
                    "Schrijf op wat er anders moet, of wat u wilt weten.",
                    "Write down what should be different, or what you want to know.",
                ),
                Choice::Approve | Choice::Decline => Refusal::of(
                    "U wijkt af van het advies. Schrijf op waarom.",
                    "You are not following the advice. Write down why.",
                ),
            }
            .at("reason"));
        }
        Ok(Event::Decided { agency: agency.clone(), person: person.clone(), text, choice, reason })
    }

    /// Whether a case may be opened from it: approved, on a weighing that three keys said fits (WEG-11).
    ///
    /// # Errors
    /// A sentence otherwise.
    pub fn may_open(&self) -> Result<(), Refusal> {
        match self.state {
            State::Approved => {}
            State::Drafted | State::Round | State::Declined | State::Returned | State::Undecided | State::Used => {
                return Err(Refusal::of(
                    "U kunt een casus pas openen als de driehoek ja zegt, en maar één keer.",
                    "A case can be opened only after the triangle has said yes, and only once.",
                ));
            }
        }
        if !self.basis.as_ref().is_some_and(|b| b.fits) {
            return Err(Refusal::of(
                "Gemeente, politie en OM waren het niet eens. Dan komt er geen casusoverleg, wat de driehoek ook besluit.",
                "Municipality, police and OM did not agree. So there will be no case conference, whatever the triangle decides.",
            ));
        }
        Ok(())
    }

    /// Whether this event makes it final that there is no approach.
    #[must_use]
    pub fn is_declined_by(&self, event: &Event) -> bool {
        let last = self.keys.people().count() + 1 == self.keys.needed().len();
        let others = || self.rounds.last().is_some_and(|r| r.votes.iter().all(|v| v.choice == Choice::Decline));
        matches!(event, Event::Decided { choice: Choice::Decline, .. }) && last && others()
    }

    /// Records the case that was opened from it.
    ///
    /// # Errors
    /// As for [`Advice::may_open`].
    pub fn open_case(&self, case: DossierId) -> Result<Event, Refusal> {
        self.may_open()?;
        Ok(Event::CaseOpened { case })
    }

    /// Whether this writer is one of those whose signature it waits for.
    #[must_use]
    pub fn is_signed_by(&self, by: Writer<'_>) -> bool {
        by.signs && self.keys.needed().contains(by.agency)
    }

    fn must_be_of_table(&self, agency: &AgencyId) -> Result<(), Refusal> {
        let sits = self.basis.as_ref().is_some_and(|b| b.trio.contains(agency) || &b.director == agency);
        if sits {
            Ok(())
        } else {
            Err(Refusal::of("Alleen de tafel schrijft het advies.", "Only the table writes the advice."))
        }
    }

    /// What their answers mean. Who sends it back does so at once: nobody else need decide on a text that will change. Otherwise every signatory
    /// answers first; equal answers decide, and the rest is for the table.
    fn end_when_decided(&mut self) {
        let (Some(round), Some(text)) = (self.rounds.last_mut(), self.texts.last()) else { return };
        let returned = round.votes.iter().any(|v| v.choice == Choice::Return);
        if !returned && !self.keys.all_turned() {
            return;
        }
        let all = |choice| round.votes.iter().all(|v| v.choice == choice);
        let end = if returned {
            End::Returned
        } else if all(Choice::Approve) {
            End::Approved
        } else if all(Choice::Decline) {
            End::Declined
        } else {
            End::Undecided
        };
        self.state = match end {
            End::Approved => State::Approved,
            End::Declined => State::Declined,
            End::Returned => State::Returned,
            End::Undecided => State::Undecided,
        };
        let decision = text.decision.clone();
        round.end = Some(Decision {
            question: decision.question,
            options: decision.options,
            considerations: decision.considerations,
            // What the signatories wrote stays with their votes; here the view that was known at the table.
            dissent: decision.dissent,
            outcome: end,
            ground: decision.ground,
            expectation: decision.expectation,
            by: self.keys.people().cloned().collect(),
            review: decision.review,
        });
    }
}

impl Advice {
    /// Takes in what happened. Never refuses.
    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        // What is asked of the table is asked since the table did something, not since something was put right below it.
        if !matches!(event, Event::Restated { .. } | Event::TakingStated { .. }) {
            self.touched = Some(today);
        }
        match event {
            Event::Begun { basis, mode, text } => {
                self.began = Some(today);
                self.written = Some(today);
                self.mode = *mode;
                self.keys = Keys::of(signatories(*mode, basis));
                self.basis = Some((**basis).clone());
                self.texts.push((**text).clone());
                self.writers.push(stamp.author());
            }
            Event::PersonsNamed { named } => self.named.name(named),
            Event::Drafted { text } => {
                self.texts.push((**text).clone());
                self.writers.push(stamp.author());
                self.written = Some(today);
                self.keys.clear();
                self.state = State::Drafted;
            }
            Event::Issued { deadline } => {
                self.keys.clear();
                self.rounds.push(Round {
                    text: self.texts.len(),
                    issued: today,
                    by: stamp.author(),
                    deadline: *deadline,
                    votes: Vec::new(),
                    end: None,
                    recalled: None,
                    fell: None,
                    withdrawn: Vec::new(),
                });
                self.state = State::Round;
            }
            Event::Recalled { reason } => {
                if let Some(round) = self.rounds.last_mut() {
                    round.recalled = Some(Recalled { by: stamp.author(), reason: reason.clone(), on: today });
                }
                self.keys.clear();
                self.state = State::Drafted;
            }
            Event::Decided { agency, person, choice, reason, .. } => {
                if let Some(round) = self.rounds.last_mut() {
                    round.votes.push(Vote {
                        by: signed(agency, person, stamp),
                        choice: *choice,
                        reason: reason.clone(),
                        on: today,
                    });
                }
                self.keys.turn(signed(agency, person, stamp));
                self.end_when_decided();
            }
            Event::Restated { was, now, reason, reporter, told } => {
                self.take_restated((was, now), &Because::read(reason.as_ref(), *reporter), told, stamp);
            }
            Event::RemarkWithdrawn { agency, person, reason } => {
                self.take_withdrawal(signed(agency, person, stamp), reason, today);
            }
            Event::TakingStated { statement } => self.outgoing.take_in(statement, stamp),
            Event::CaseOpened { case } => {
                self.case = Some(*case);
                self.state = State::Used;
            }
        }
    }
}
