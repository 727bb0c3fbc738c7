//! What can become of a submission for triage. Pure.

use super::ruling::{Objection, Ruling, Text, View};
use super::submission::{About, Informed, Submission};
use super::words::{Fit, Outcome, State};
use crate::table::{Keys, signed};
use kernel::{AgencyId, Date, DossierId, Note, PersonId, local_day};
use serde::{Deserialize, Serialize};
use vault::{Persons, Stamp};

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was submitted.
    Submitted {
        /// Which one, where, of whom.
        about: Box<About>,
        /// Its words.
        submission: Box<Submission>,
        /// The day of the triage that it goes to.
        round: Date,
    },
    /// Who submitted it took it back. What holds its words is erased with this, so this says again what stays.
    Withdrawn {
        /// Which one.
        about: Box<About>,
        /// Why, without a word of the person.
        reason: Note,
    },
    /// One of those who sit there said how it sees it.
    Seen {
        /// For which organisation.
        agency: AgencyId,
        /// Who.
        person: PersonId,
        /// How.
        fit: Fit,
        /// Why.
        why: Note,
    },
    /// A text of the decision was laid on the table; every key went back.
    Drafted {
        /// The text.
        ruling: Box<Ruling>,
        /// Who hold the keys: what was submitted may be erased before this.
        holders: Vec<AgencyId>,
    },
    /// One of the three turned its key.
    KeyTurned {
        /// Whose key.
        agency: AgencyId,
        /// Who turned it.
        person: PersonId,
        /// On which text.
        text: u32,
    },
    /// One of the three does not agree with the text.
    Disagreed {
        /// Which.
        agency: AgencyId,
        /// Who said so.
        person: PersonId,
        /// With which text.
        text: u32,
        /// Why.
        reason: Note,
    },
    /// Who submitted it answered what was asked, and it goes to the next triage.
    Added {
        /// What.
        text: Note,
        /// The day of that triage.
        round: Date,
    },
    /// The case was opened. What holds the words of the submission is erased with this.
    CaseOpened {
        /// Which submission.
        about: Box<About>,
        /// Which case.
        case: DossierId,
    },
    /// Who submitted it read what came of it, and said what the person knows.
    Heard {
        /// What the person knows.
        informed: Informed,
    },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

/// A submission for triage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    pub(super) about: Option<About>,
    pub(super) submission: Option<Submission>,
    /// What was added when more was asked, with the day.
    pub(super) added: Vec<(Date, Note)>,
    pub(super) state: State,
    /// The day of the triage that it goes to, as long as it waits.
    pub(super) round: Option<Date>,
    /// Since when it is as it is.
    pub(super) turned: Option<Date>,
    pub(super) views: Vec<View>,
    pub(super) text: Option<Text>,
    pub(super) keys: Keys,
    /// How many texts lay on the table.
    pub(super) texts: u32,
    pub(super) case: Option<DossierId>,
    /// Why it was taken back.
    pub(super) withdrawn: Option<Note>,
    /// What the person knows, as who submitted it said once it had heard.
    pub(super) heard: Option<(Date, Informed)>,
    /// The events that hold words of the submission, or of what the others said to it.
    pub(super) held: Vec<u64>,
    /// The events that hold texts of a decision.
    pub(super) ruled: Vec<u64>,
    pub(super) named: Persons,
}

impl Triage {
    /// How far it is.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Which one, where, of whom.
    #[must_use]
    pub fn about(&self) -> Option<&About> {
        self.about.as_ref()
    }

    /// Its words, as long as they are kept here.
    #[must_use]
    pub fn submission(&self) -> Option<&Submission> {
        self.submission.as_ref()
    }

    /// What was added when more was asked.
    #[must_use]
    pub fn added(&self) -> &[(Date, Note)] {
        &self.added
    }

    /// The day of the triage that it goes to.
    #[must_use]
    pub fn round(&self) -> Option<Date> {
        self.round
    }

    /// How those who sit there see it, the first one first.
    #[must_use]
    pub fn views(&self) -> &[View] {
        &self.views
    }

    /// How this organisation sees it.
    #[must_use]
    pub fn view_of(&self, agency: &AgencyId) -> Option<&View> {
        self.views.iter().find(|view| view.by.agency == *agency)
    }

    /// The text on the table; after the third key what was decided.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        self.text.as_ref()
    }

    /// The keys on it.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The case that came of it.
    #[must_use]
    pub fn case(&self) -> Option<DossierId> {
        self.case
    }

    /// Why it was taken back.
    #[must_use]
    pub fn withdrawn(&self) -> Option<&Note> {
        self.withdrawn.as_ref()
    }

    /// What the person knows, as who submitted it said once it had heard, and when.
    #[must_use]
    pub fn heard(&self) -> Option<&(Date, Informed)> {
        self.heard.as_ref()
    }

    /// What was decided, for who submitted it.
    #[must_use]
    pub fn decided(&self) -> Option<&Ruling> {
        self.text.as_ref().map(|text| &text.ruling).filter(|_| self.state != State::Waiting)
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        match event {
            Event::Submitted { about, submission, round } => {
                self.about = Some((**about).clone());
                self.submission = Some((**submission).clone());
                self.round = Some(*round);
                self.held.push(stamp.seq);
                self.goes(State::Waiting, today);
            }
            Event::Withdrawn { about, reason } => {
                self.forget(about);
                self.text = None;
                self.keys = Keys::default();
                self.texts = 0;
                self.ruled.clear();
                self.withdrawn = Some(reason.clone());
                self.goes(State::Withdrawn, today);
            }
            Event::Seen { agency, person, fit, why } => {
                self.held.push(stamp.seq);
                self.views.retain(|view| view.by.agency != *agency);
                let by = signed(agency, person, stamp);
                self.views.push(View { by, on: today, fit: *fit, why: why.clone() });
            }
            Event::Drafted { ruling, holders } => self.take_text(ruling, holders, stamp),
            Event::KeyTurned { agency, person, text } => {
                if self.text.as_ref().is_some_and(|on| on.no == *text) {
                    self.keys.turn(signed(agency, person, stamp));
                    self.conclude(today);
                }
            }
            Event::Disagreed { agency, person, text, reason } => {
                self.held.push(stamp.seq);
                if let Some(on) = self.text.as_mut().filter(|on| on.no == *text) {
                    let by = signed(agency, person, stamp);
                    on.objections.push(Objection { by, reason: reason.clone() });
                }
            }
            Event::Added { text, round } => {
                self.held.push(stamp.seq);
                self.added.push((today, text.clone()));
                self.round = Some(*round);
                self.views.clear();
                self.text = None;
                self.keys.clear();
                self.goes(State::Waiting, today);
            }
            Event::CaseOpened { about, case } => {
                self.forget(about);
                self.case = Some(*case);
                self.goes(State::Opened, today);
            }
            Event::Heard { informed } => {
                // What became a case is read on by the three, as long as it is kept.
                if matches!(informed, Informed::Told { .. }) && self.state != State::Opened {
                    self.state = State::Shielded;
                }
                self.heard = Some((today, informed.clone()));
            }
            Event::PersonsNamed { named } => self.named.name(named),
        }
    }

    fn goes(&mut self, state: State, today: Date) {
        self.state = state;
        self.turned = Some(today);
    }

    /// The same state with and without the events that are erased.
    fn forget(&mut self, about: &About) {
        self.about = Some(about.clone());
        self.submission = None;
        self.added.clear();
        self.views.clear();
        if let Some(text) = &mut self.text {
            text.objections.clear();
        }
        self.held.clear();
        self.round = None;
    }

    fn take_text(&mut self, ruling: &Ruling, holders: &[AgencyId], stamp: &Stamp) {
        self.texts = self.texts.saturating_add(1);
        self.ruled.push(stamp.seq);
        let (no, by, on) = (self.texts, stamp.author(), local_day(stamp.at));
        self.text = Some(Text { no, by, on, ruling: ruling.clone(), objections: Vec::new() });
        self.keys = Keys::of(holders.to_vec());
    }

    /// With the third key it is decided.
    fn conclude(&mut self, today: Date) {
        if !self.keys.all_turned() {
            return;
        }
        let Some(text) = &mut self.text else { return };
        text.ruling.decision.by = self.keys.people().cloned().collect();
        let state = match text.ruling.decision.outcome {
            Outcome::Case => State::Taken,
            Outcome::More => State::Asked,
            Outcome::Elsewhere => State::Elsewhere,
            Outcome::Not => State::Declined,
        };
        self.goes(state, today);
    }
}
