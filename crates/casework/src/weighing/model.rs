//! What has happened in a weighing and what can become of it. Pure: no clock, no store, no page.
//!
//! It must never choose an outcome: only three turned keys do (WEG-07).

use super::filing::{Answer, Category, Filing};
use super::jot::{self, Jot, JotPart};
use super::judgement::{Judgement, Outcome};
use super::line::FilerLine;
use super::restated::{Because, Restated, Restating, ToldThere};
use super::view::{HandedIn, View};
use super::way::{Settle, Settled, WayDropped, WayProposed};
use crate::referral::{Referrals, Referred};
use crate::table::{Keys, Reader, Told, signed};
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Prose, Timestamp, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, Persons, Stamp};

/// What can happen in a weighing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the fields say what they are")]
pub enum Event {
    /// The aanmelding came to the table.
    Opened { filing: Box<Filing>, due: Date },
    /// Another participant was asked one question.
    Consulted { agency: AgencyId, question: Note, due: Date },
    /// It answered the question with this place in the list.
    Answered { place: usize, answer: Answer },
    /// The college of the municipality of stay supplied something.
    Supplied { category: Category, necessity: Note, text: Note },
    /// One of the three handed in its view.
    ViewHandedIn { agency: AgencyId, person: PersonId, view: Box<View> },
    /// Somebody wrote along while the table talked; without a text it was cleared.
    Jotted { part: JotPart, text: Option<Prose> },
    /// A judgement was written, or rewritten.
    Drafted { judgement: Box<Judgement> },
    /// A key was turned on the text with this number.
    KeyTurned { agency: AgencyId, person: PersonId, text: usize },
    /// One of the three does not turn its key on the text with this number.
    Disagreed { agency: AgencyId, person: PersonId, text: usize, reason: Note },
    /// What happens now that the three do not agree, as one of them chose for all: kept from before it took three keys.
    Settled(Settled),
    /// One of the three confirmed that it saw what cannot wait.
    UrgentSeen { agency: AgencyId },
    /// One of the three proposed how to go on.
    WayProposed { agency: AgencyId, person: PersonId, way: Settled },
    /// Another of them agreed with the proposal with this number; the third makes it happen.
    WayAgreed { agency: AgencyId, person: PersonId, proposal: usize },
    /// The proposal was taken back, or declined.
    WayDropped { agency: AgencyId, person: PersonId, proposal: usize, why: Note },
    /// The filer took note of the outcome.
    NoticeTaken,
    /// An advice to the triangle was begun.
    Advised { advice: DossierId },
    /// A case was opened from it.
    CaseOpened { case: DossierId },
    /// The case that came of it is over.
    CaseClosed { case: DossierId },
    /// The triangle decided against an approach: no conference comes from it.
    NotFollowed,
    /// The signal behind it was put right, and so is what lies on the table; without a reason where only a fact came to it, or where it is
    /// about the reporter.
    Restated {
        now: Box<Restated>,
        reason: Option<Note>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        reporter: bool,
        told: Vec<Reader>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        told_college: Vec<Reader>,
    },
    /// Who handed in a view added to it, after what it rests on became something else.
    ViewAdded { agency: AgencyId, person: PersonId, text: Note },
    /// Something about what is handed over to another kind of table.
    Handed(Referred),
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

kernel::words! {
    /// What a weighing is now.
    #[derive(Default)]
    pub enum State {
        /// The three write their own view.
        #[default]
        Analysing = "analysing", "Iedereen schrijft een zienswijze", "Each writes a view";
        /// The views lie side by side; a judgement is written.
        Open = "open", "Samen oordelen", "Judging together";
        /// Three keys: it fits.
        Fits = "fits", "Past", "Fits";
        /// Three keys: it does not fit.
        DoesNotFit = "does-not-fit", "Past niet", "Does not fit";
        /// Three keys: care is needed.
        CareNeeded = "care-needed", "Wel zorg nodig", "Care needed";
        /// Three keys: another table.
        OtherTable = "other-table", "Naar een andere tafel", "To another table";
        /// Three keys: the criminal track.
        CriminalTrack = "criminal-track", "Strafrechtelijk", "Criminal track";
        /// All three answered and not all agree. No case conference can come from this (WEG-11).
        NoAgreement = "no-agreement", "Geen overeenstemming", "No agreement";
        /// No agreement, laid before the triangle.
        Referred = "referred", "Geen overeenstemming, bij de driehoek", "No agreement, with the triangle";
        /// No agreement, and it ended there.
        Ended = "ended", "Geëindigd zonder overeenstemming", "Ended without agreement";
        /// The triangle decided against an approach.
        NotFollowed = "not-followed", "Driehoek besloot: geen aanpak", "Triangle decided: no approach";
    }
}

/// A question to another participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// Whom.
    pub agency: AgencyId,
    /// What was asked; all that the agency sees.
    pub question: Note,
    /// Since when.
    pub asked: Date,
    /// By when an answer is hoped for.
    pub due: Date,
    /// What it said.
    pub answer: Option<Answer>,
    /// Who asked.
    pub asked_by: Author,
    /// Who answered.
    pub answered_by: Option<Author>,
}

/// That somebody saw, for their organisation, what cannot wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// Who, for whom.
    pub by: Author,
    /// When.
    pub at: Timestamp,
}

/// Something the college supplied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supply {
    /// By whom, for which agency: who only supplies for the college reads only their own.
    pub by: Author,
    /// What kind of data.
    pub category: Category,
    /// Why the trio needs it.
    pub necessity: Note,
    /// What it is.
    pub text: Note,
    /// When.
    pub on: Date,
}

/// A judgement with who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Its place among the texts of this round; a key is turned on exactly one.
    pub number: usize,
    /// What it says.
    pub judgement: Judgement,
    /// Who wrote this version, for which organisation.
    pub by: Author,
    /// When.
    pub on: Date,
}

/// A key that was not turned, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// Who said so, for whom.
    pub by: Author,
    /// Why.
    pub reason: Note,
}

/// One time round the table: three views, then one judgement.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Round {
    /// When it began.
    pub began: Date,
    /// When it should be done.
    pub due: Date,
    /// Sealed until one's own is in: never shown but through [`Weighing::views_for`].
    pub(super) views: Vec<HandedIn>,
    /// What was written along and is in no judgement yet.
    #[serde(default)]
    pub jots: Vec<Jot>,
    /// Every version of the judgement; the last one counts.
    pub texts: Vec<Text>,
    /// The keys on the last text.
    pub keys: Keys,
    /// Who does not turn the key on the last text.
    pub disagreements: Vec<Disagreement>,
}

/// The weighing of one aanmelding.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Weighing {
    pub(super) filing: Option<Filing>,
    /// Who filed it.
    pub(super) filed_by: Option<Author>,
    pub(super) state: State,
    pub(super) rounds: Vec<Round>,
    pub(super) consultations: Vec<Consultation>,
    pub(super) supplies: Vec<Supply>,
    /// How it went on without agreement, and by whose keys.
    pub(super) settled: Vec<(Settled, Vec<Author>)>,
    /// What is proposed now.
    #[serde(default)]
    pub(super) way: Option<WayProposed>,
    /// How many were proposed.
    #[serde(default)]
    ways: usize,
    #[serde(default)]
    ways_dropped: Vec<WayDropped>,
    /// How many of them had been dropped when it last went on.
    #[serde(default)]
    ways_gone: usize,
    pub(super) concluded_on: Option<Date>,
    /// Since when it cannot wait.
    #[serde(default)]
    pub(super) urgent_since: Option<Date>,
    /// Who confirmed that they saw what cannot wait, or handed in their view of it.
    #[serde(default)]
    pub(super) seen: Vec<Noticed>,
    /// Since when what the filer reads of it says what it says.
    #[serde(default)]
    pub(super) line_on: Option<Date>,
    /// Which of it the filer put away last.
    #[serde(default)]
    pub(super) line_read: Option<FilerLine>,
    pub(super) advice: Option<DossierId>,
    pub(super) case: Option<DossierId>,
    /// Whether that is over.
    #[serde(default)]
    pub(super) case_closed: bool,
    /// Who sits, by organisation.
    #[serde(default)]
    pub(super) named: Persons,
    /// What was put right since it was filed.
    #[serde(default)]
    pub(super) restatings: Vec<Restating>,
    /// The places of the facts that were withdrawn.
    #[serde(default)]
    pub(super) withdrawn: Vec<usize>,
    /// What was handed over to another kind of table.
    #[serde(default, skip_serializing_if = "Referrals::is_empty")]
    pub(super) referrals: Referrals,
    /// Who is told of what was put right.
    #[serde(default)]
    pub(super) told: Told,
    /// Who is told of it that read, for the college, whom it is about.
    #[serde(default)]
    pub(super) told_college: Told,
}

mod counted;
mod look;
mod referring;
mod settings;
mod steps;
mod way;

pub use settings::{ConsultMode, Deadlock};
pub(super) use steps::NOT_NOW;

impl Weighing {
    /// Takes in what happened. Never refuses.
    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        match event {
            Event::Opened { filing, due } => {
                self.filing = Some((**filing).clone());
                self.filed_by = Some(stamp.author());
                self.urgent_since = filing.acute.then_some(filing.opened);
                self.new_round(filing.opened, *due);
            }
            Event::Consulted { agency, question, due } => self.consultations.push(Consultation {
                agency: agency.clone(),
                question: question.clone(),
                asked: today,
                due: *due,
                answer: None,
                asked_by: stamp.author(),
                answered_by: None,
            }),
            Event::Answered { place, answer } => {
                if let Some(asked) = self.consultations.get_mut(*place) {
                    asked.answer = Some(answer.clone());
                    asked.answered_by = Some(stamp.author());
                }
            }
            Event::PersonsNamed { named } => self.named.name(named),
            Event::Supplied { category, necessity, text } => self.supplies.push(Supply {
                by: stamp.author(),
                category: *category,
                necessity: necessity.clone(),
                text: text.clone(),
                on: today,
            }),
            Event::ViewHandedIn { agency, person, view } => {
                self.take_view(HandedIn {
                    by: signed(agency, person, stamp),
                    on: today,
                    view: (**view).clone(),
                    restated: self.restatings.len(),
                    added: Vec::new(),
                });
                // Who handed in a view has seen that it cannot wait. Who filed it reads the same of both, and so not who judged.
                if self.is_urgent() && self.seen_by(agency).is_none() {
                    self.seen.push(Noticed { by: signed(agency, person, stamp), at: stamp.at });
                }
            }
            Event::Jotted { part, text } => self.rounds.last_mut().into_iter().for_each(|round| {
                jot::take(&mut round.jots, *part, text.as_ref(), stamp.author());
            }),
            Event::Drafted { judgement } => self.take_text(judgement, stamp, today),
            Event::KeyTurned { agency, person, .. } => {
                if let Some(round) = self.rounds.last_mut() {
                    round.keys.turn(signed(agency, person, stamp));
                }
                self.conclude_when_all_answered(today);
            }
            Event::Disagreed { agency, person, reason, .. } => {
                if let Some(round) = self.rounds.last_mut() {
                    round
                        .disagreements
                        .push(Disagreement { by: signed(agency, person, stamp), reason: reason.clone() });
                }
                self.conclude_when_all_answered(today);
            }
            Event::Settled(settled) => self.go_on(settled, vec![stamp.author()], today),
            Event::WayProposed { agency, person, way } => self.take_way((agency, person), way, stamp, today),
            Event::WayAgreed { agency, person, .. } => self.take_agreement(signed(agency, person, stamp), today),
            Event::WayDropped { agency, person, why, .. } => {
                self.take_drop(signed(agency, person, stamp), why, today);
            }
            Event::UrgentSeen { .. } => self.seen.push(Noticed { by: stamp.author(), at: stamp.at }),
            Event::Restated { now, reason, reporter, told, told_college } => {
                let told = ToldThere { table: told.clone(), college: told_college.clone() };
                self.take_restated(now, &Because::read(reason.as_ref(), *reporter), &told, stamp);
            }
            Event::ViewAdded { agency, person, text } => self.take_addition(signed(agency, person, stamp), text, today),
            Event::Handed(what) => self.referrals.take_in(what, stamp),
            Event::NoticeTaken => self.line_read = Some(self.filer_line()),
            Event::Advised { advice } => {
                // It goes on by the advice: what was proposed before is not to be agreed to any more.
                self.way = None;
                self.advice = Some(*advice);
            }
            Event::CaseOpened { case } => self.case = Some(*case),
            Event::CaseClosed { case } => {
                self.case = Some(*case);
                self.case_closed = true;
            }
            Event::NotFollowed => {
                self.way = None;
                self.state = State::NotFollowed;
                self.concluded_on = Some(today);
            }
        }
    }
}

impl Weighing {
    fn new_round(&mut self, began: Date, due: Date) {
        self.state = State::Analysing;
        let needed = self.filing.as_ref().map(|f| f.trio.to_vec()).unwrap_or_default();
        self.rounds.push(Round {
            began,
            due,
            views: Vec::new(),
            jots: Vec::new(),
            texts: Vec::new(),
            keys: Keys::of(needed),
            disagreements: Vec::new(),
        });
    }

    fn take_view(&mut self, view: HandedIn) {
        let Some(round) = self.rounds.last_mut() else { return };
        // What was added to the view that it takes the place of was said, and stays so.
        let before = round.views.iter().position(|v| v.by.agency == view.by.agency).map(|at| round.views.remove(at));
        let added = before.map(|before| before.added).unwrap_or_default();
        round.views.push(HandedIn { added, ..view });
        if round.keys.needed().iter().all(|a| round.views.iter().any(|v| &v.by.agency == a)) {
            self.state = State::Open;
        }
    }

    fn take_text(&mut self, judgement: &Judgement, stamp: &Stamp, on: Date) {
        let Some(round) = self.rounds.last_mut() else { return };
        round.texts.push(Text { number: round.texts.len() + 1, judgement: judgement.clone(), by: stamp.author(), on });
        // What was written along is in it.
        round.jots.clear();
        // WEG-05: a changed text needs fresh consent, and a fresh chance to disagree.
        round.keys.clear();
        round.disagreements.clear();
    }

    /// What three keys mean, or that there are not three. The outcome comes from the text that people wrote and signed.
    fn conclude_when_all_answered(&mut self, today: Date) {
        let Some(round) = self.rounds.last_mut() else { return };
        let all = round
            .keys
            .needed()
            .iter()
            .all(|a| round.keys.is_turned(a) || round.disagreements.iter().any(|d| &d.by.agency == a));
        if !all {
            return;
        }
        if !round.disagreements.is_empty() {
            self.state = State::NoAgreement;
            return;
        }
        let by: Vec<PersonId> = round.keys.people().cloned().collect();
        let Some(text) = round.texts.last_mut() else { return };
        text.judgement.decision.by = by;
        let (outcome, review) = (text.judgement.decision.outcome, text.judgement.decision.review);
        let end = match outcome {
            Outcome::Fits => State::Fits,
            Outcome::DoesNotFit => State::DoesNotFit,
            Outcome::CareNeeded => State::CareNeeded,
            Outcome::OtherTable => State::OtherTable,
            Outcome::CriminalTrack => State::CriminalTrack,
            Outcome::MoreInformation => {
                self.new_round(today, review.unwrap_or(today));
                return;
            }
        };
        self.state = end;
        self.concluded_on = Some(today);
    }
}
