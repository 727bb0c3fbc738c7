//! What has happened with an advice and what can become of it. Pure.
//!
//! It must never count votes into a decision that one of the signatories did not take: only equal answers on one text decide.

use super::text::{AdviceText, Choice, End};
use crate::table::{Decision, Keys, signed};
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
    /// One of them decided, on the text with this number.
    Decided { agency: AgencyId, person: PersonId, text: usize, choice: Choice, reason: Option<Note> },
    /// The case that was approved was opened.
    CaseOpened { case: DossierId },
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
        /// At least one wants to know something first.
        Returned = "returned", "Terug met een vraag", "Returned with a question";
        /// They did not decide the same; back to the table.
        Undecided = "undecided", "Niet eens: terug naar de tafel", "Not agreed: back to the table";
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

/// What one signatory decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Who, for whom.
    pub by: Author,
    /// What.
    pub choice: Choice,
    /// Why; always there when it deviates from the advice or asks for something.
    pub reason: Option<Note>,
    /// When.
    pub on: Date,
}

/// One written round.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Round {
    /// The text it was about, as its place among the texts.
    pub text: usize,
    /// When it was issued.
    pub issued: Date,
    /// By whom.
    pub by: Author,
    /// By when they decide.
    pub deadline: Date,
    /// What they decided.
    pub votes: Vec<Vote>,
    /// How it ended.
    pub end: Option<Decision<End>>,
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
}

mod basis;
mod counted;
mod look;

use basis::NOT_NOW;
pub use basis::{Basis, Mode};

impl Advice {
    /// Begins an advice from a concluded weighing.
    ///
    /// # Errors
    /// A sentence when the region has no triangle, or the text misses something.
    pub fn begin(basis: Basis, mode: Mode, text: AdviceText, today: Date) -> Result<Event, Refusal> {
        if mode == Mode::None {
            return Err(Refusal::of(
                "In deze regio beslist de driehoek hier niet over. Open de casus vanuit de weging.",
                "In this region the triangle does not decide on this. Open the case from the weighing.",
            ));
        }
        text.check(today)?;
        Ok(Event::Begun { basis: Box::new(basis), mode, text: Box::new(text) })
    }

    /// Rewrites the advice. During a round that takes it back to the table, and no signature stands (WEG-05).
    ///
    /// # Errors
    /// A sentence once it is decided, or when the text misses something.
    pub fn draft(&self, agency: &AgencyId, text: AdviceText, today: Date) -> Result<Event, Refusal> {
        self.must_be_of_table(agency)?;
        match self.state {
            State::Drafted | State::Round | State::Returned | State::Undecided => {}
            State::Approved | State::Declined | State::Used => return Err(NOT_NOW),
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
                    "First work the reasons into the text. Then it can go to the triangle again.",
                ));
            }
            State::Round | State::Approved | State::Declined | State::Used => return Err(NOT_NOW),
        }
        if deadline <= today {
            return Err(Refusal::of("Kies een dag na vandaag.", "Choose a day after today.").at("deadline"));
        }
        Ok(Event::Issued { deadline })
    }

    /// One signatory decides on the text that was read.
    ///
    /// # Errors
    /// A sentence when it has no signature here, the text changed, or a reason is missing.
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
                "The text has changed meanwhile. Read the new text.",
            ));
        }
        self.keys.may_turn(agency, person)?;
        if reason.is_none() && (choice == Choice::Return || choice.deviates_from(advised.decision.outcome)) {
            return Err(match choice {
                Choice::Return => Refusal::of("Schrijf op wat u wilt weten.", "Write down what you want to know."),
                Choice::Approve | Choice::Decline => Refusal::of(
                    "U wijkt af van het advies. Schrijf op waarom.",
                    "You deviate from the advice. Write down why.",
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
                    "Een casus kan open als de driehoek ja zegt, en dan één keer.",
                    "A case can open once the triangle says yes, and only once.",
                ));
            }
        }
        if !self.basis.as_ref().is_some_and(|b| b.fits) {
            return Err(Refusal::of(
                "Gemeente, politie en OM waren het niet eens. Dan komt er geen casusoverleg; weeg eerst opnieuw.",
                "Municipality, police and OM did not agree. Then there is no case conference; weigh again first.",
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

    fn must_be_of_table(&self, agency: &AgencyId) -> Result<(), Refusal> {
        let sits = self.basis.as_ref().is_some_and(|b| b.trio.contains(agency) || &b.director == agency);
        if sits {
            Ok(())
        } else {
            Err(Refusal::of("Alleen de tafel schrijft het advies.", "Only the table writes the advice."))
        }
    }

    /// Every signatory answered: what it means. Equal answers decide; a question goes first; the rest is for the table.
    fn end_when_all_decided(&mut self) {
        let (Some(round), Some(text)) = (self.rounds.last_mut(), self.texts.last()) else { return };
        if !self.keys.all_turned() {
            return;
        }
        let all = |choice| round.votes.iter().all(|v| v.choice == choice);
        let end = if round.votes.iter().any(|v| v.choice == Choice::Return) {
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
        self.touched = Some(today);
        match event {
            Event::Begun { basis, mode, text } => {
                self.began = Some(today);
                self.written = Some(today);
                self.mode = *mode;
                let signatories = match mode {
                    Mode::Three => basis.trio.to_vec(),
                    Mode::Mayor => vec![basis.trio[0].clone()],
                    Mode::None => Vec::new(),
                };
                self.keys = Keys::of(signatories);
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
                });
                self.state = State::Round;
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
                self.end_when_all_decided();
            }
            Event::CaseOpened { case } => {
                self.case = Some(*case);
                self.state = State::Used;
            }
        }
    }
}
