//! What can become of a questionnaire, and what it never does: let go of who answered what.

use super::{
    answers::Sheet,
    event::{Event, Opening, Review},
    question::{self, Asks, Question},
    results::{self, LOWEST_THRESHOLD, Results},
    texts,
    words::{Anonymity, Judged, State},
};
use jiff::ToSpan;
use kernel::{Date, Line, Note, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::{SlipId, Stamp};

/// The box with answers.
pub const ANSWERS: &str = "answers";
/// The box with what somebody keeps for later.
pub const DRAFTS: &str = "drafts";
/// The box that counts how often each ticket began to keep something; not what, nor under which word.
pub const BEGINNINGS: &str = "beginnings";
/// The most invitations at once, and in all.
const MOST_INVITATIONS: usize = 2000;
/// The longest that answers may be kept after closing.
const LONGEST_KEPT: u16 = 365;

/// What happened to one questionnaire, added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    pub(super) opening: Option<Opening>,
    pub(super) begun: Date,
    pub(super) stage: Option<State>,
    /// The questions, version by version; one while it is being made.
    pub versions: Vec<Vec<Question>>,
    /// The words of every invitation.
    pub(super) tickets: Vec<Line>,
    /// How many of them may still be shown, counted from the end.
    pub(super) to_show: usize,
    /// The day it closed.
    pub closed: Option<Date>,
    /// What was done with each open answer.
    #[serde(with = "crate::pairs")]
    pub reviews: BTreeMap<(String, u16), Review>,
    /// What was released.
    pub results: Option<Results>,
}

/// An open answer that waits for somebody to look at it, or was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToReview {
    /// Where it lies.
    pub slip: SlipId,
    /// To which version.
    pub version: u16,
    /// To which question.
    pub question: u16,
    /// What was written.
    pub text: String,
    /// What was done with it.
    pub judged: Option<Judged>,
}

impl Questionnaire {
    /// Begins one.
    ///
    /// # Errors
    /// A sentence when the threshold is too low, or the answers would be kept too long.
    pub fn begin(opening: Opening) -> Result<Event, Refusal> {
        check(&opening)?;
        Ok(Event::Begun { opening: Box::new(opening) })
    }

    /// Changes what was chosen.
    ///
    /// # Errors
    /// As [`Questionnaire::begin`], or when it is open: anonymity is a promise.
    pub fn change(&self, opening: Opening) -> Result<Event, Refusal> {
        self.must_be_draft()?;
        check(&opening)?;
        Ok(Event::Changed { opening: Box::new(opening) })
    }

    /// Sets the questions.
    ///
    /// # Errors
    /// A sentence when it is open, or a question is not right.
    pub fn arrange(&self, questions: Vec<Question>) -> Result<Event, Refusal> {
        self.must_be_draft()?;
        question::check(&questions)?;
        Ok(Event::Arranged { questions })
    }

    /// Opens it.
    ///
    /// # Errors
    /// A sentence when there is no question, or fewer people are asked than the threshold: then nobody would be hidden among others.
    pub fn open(&self) -> Result<Event, Refusal> {
        self.must_be_draft()?;
        let opening = self.opening.as_ref().ok_or(texts::NOT_OPEN)?;
        if self.questions().is_empty() {
            return Err(texts::NO_QUESTIONS);
        }
        if opening.people < opening.threshold {
            return Err(texts::too_few_people(opening.people, opening.threshold));
        }
        Ok(Event::Opened)
    }

    /// Makes links, one for each of these words.
    ///
    /// # Errors
    /// A sentence when it is not open, there are none or too many.
    pub fn invite(&self, tickets: Vec<Line>) -> Result<Event, Refusal> {
        self.must_be_open()?;
        if tickets.is_empty() || self.tickets.len() + tickets.len() > MOST_INVITATIONS {
            return Err(texts::HOW_MANY_LINKS.at("number"));
        }
        Ok(Event::Invited { tickets })
    }

    /// Says that the links were taken along, so that nobody reads them here again.
    ///
    /// # Errors
    /// A sentence when there is nothing to show any more.
    pub fn take_links(&self) -> Result<Event, Refusal> {
        if self.to_show == 0 { Err(texts::LINKS_ARE_GONE) } else { Ok(Event::LinksTaken) }
    }

    /// Changes the questions while it is open. Answers to the earlier ones are kept apart.
    ///
    /// # Errors
    /// A sentence when it is not open, nothing changes, or a question is not right.
    pub fn revise(&self, questions: Vec<Question>, reason: Note) -> Result<Event, Refusal> {
        self.must_be_open()?;
        question::check(&questions)?;
        if questions.is_empty() {
            return Err(texts::NO_QUESTIONS);
        }
        if self.questions() == questions {
            return Err(texts::NOTHING_CHANGED);
        }
        Ok(Event::Revised { questions, reason })
    }

    /// Closes it.
    ///
    /// # Errors
    /// A sentence when it is not open.
    pub fn close(&self) -> Result<Event, Refusal> {
        self.must_be_open()?;
        Ok(Event::Closed)
    }

    /// Looks at one open answer.
    ///
    /// # Errors
    /// A sentence when it is not closed, there is no such answer, or an edited text is missing.
    pub fn review(&self, review: Review, waiting: &[ToReview]) -> Result<Event, Refusal> {
        self.must_be_closed()?;
        if !waiting.iter().any(|one| one.slip == review.slip && one.question == review.question) {
            return Err(texts::NO_SUCH_ANSWER);
        }
        match review.judged {
            Judged::Edit if review.text.is_none() => Err(texts::WRITE_THE_TEXT.at("text")),
            Judged::Edit => Ok(Event::Reviewed { review }),
            Judged::Share | Judged::KeepBack => Ok(Event::Reviewed { review: Review { text: None, ..review } }),
        }
    }

    /// Makes the results, once and for all.
    ///
    /// # Errors
    /// A sentence when it is not closed, an open answer waits, no version has enough answers, the answers should have been destroyed,
    /// or the question to split by has no single choice.
    pub fn release(&self, sheets: &[(SlipId, Sheet)], split: Option<u16>, today: Date) -> Result<Event, Refusal> {
        self.must_be_closed()?;
        let threshold = self.opening.as_ref().ok_or(texts::NOT_OPEN)?.threshold;
        if self.must_be_empty_by().is_some_and(|day| day < today) {
            return Err(texts::KEPT_TOO_LONG);
        }
        if let Some(by) = split
            && !self.can_split_by().any(|question| question.number == by)
        {
            return Err(texts::SPLIT_BY_ONE_CHOICE.at("split"));
        }
        let waiting = self.to_review(sheets);
        let undone = waiting.iter().filter(|one| one.judged.is_none()).count();
        if undone > 0 {
            return Err(texts::answers_wait(undone));
        }
        let only: Vec<Sheet> = sheets.iter().map(|(_, sheet)| sheet.clone()).collect();
        let results = results::make(&self.versions, &only, threshold, split, &self.shared(&waiting));
        if results.versions.iter().all(|version| version.whole.is_none()) {
            return Err(texts::below_threshold(threshold));
        }
        Ok(Event::Released { results: Box::new(results) })
    }

    /// Destroys the answers. The results stay.
    ///
    /// # Errors
    /// A sentence when people still answer, or the answers are gone.
    pub fn empty(&self) -> Result<Event, Refusal> {
        match self.state() {
            State::Closed | State::Released => Ok(Event::Emptied),
            State::Draft | State::Open => Err(texts::CLOSE_FIRST),
            State::Emptied => Err(texts::IS_EMPTIED),
        }
    }

    /// A new wave: the same questions, in a questionnaire of its own.
    ///
    /// # Errors
    /// A sentence when this one never opened.
    pub fn again(&self, opening: Opening) -> Result<Vec<Event>, Refusal> {
        match self.state() {
            State::Draft => Err(texts::NOT_OPEN),
            State::Open | State::Closed | State::Released | State::Emptied => {
                Ok(vec![Self::begin(opening)?, Event::Arranged { questions: self.questions().to_vec() }])
            }
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.stage.unwrap_or(State::Draft)
    }

    /// What was chosen; `None` before it began.
    #[must_use]
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// The questions as they are asked now.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        self.versions.last().map_or(&[], Vec::as_slice)
    }

    /// The number of the present version, from 1.
    #[must_use]
    pub fn version(&self) -> u16 {
        u16::try_from(self.versions.len()).unwrap_or(u16::MAX)
    }

    /// The questions of this version.
    #[must_use]
    pub fn questions_of(&self, version: u16) -> &[Question] {
        let place = usize::from(version).checked_sub(1);
        place.and_then(|place| self.versions.get(place)).map_or(&[], Vec::as_slice)
    }

    /// Whether this word was given out with an invitation.
    #[must_use]
    pub fn is_invited(&self, ticket: &str) -> bool {
        self.tickets.iter().any(|known| known.as_str() == ticket)
    }

    /// How many invitations were made.
    #[must_use]
    pub fn invitations(&self) -> usize {
        self.tickets.len()
    }

    /// The words of the links that were not taken along yet.
    #[must_use]
    pub fn links_to_show(&self) -> &[Line] {
        self.tickets.get(self.tickets.len().saturating_sub(self.to_show)..).unwrap_or_default()
    }

    /// Whether no answer leads back to an invitation.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.opening.as_ref().is_some_and(|opening| opening.anonymity == Anonymity::Anonymous)
    }

    /// The day by which the answers must be destroyed.
    #[must_use]
    pub fn must_be_empty_by(&self) -> Option<Date> {
        let days = i64::from(self.opening.as_ref()?.keep_days);
        self.closed.and_then(|day| day.checked_add(days.days()).ok())
    }

    /// The questions by which results may be split: one choice, in the present version.
    pub fn can_split_by(&self) -> impl Iterator<Item = &Question> {
        self.questions().iter().filter(|q| matches!(q.asks, Asks::Choice { many: false, .. }))
    }

    /// Every open answer that can be shared, with what was done with it. Where fewer people wrote something than the threshold asks, nobody
    /// reads it at all.
    #[must_use]
    pub fn to_review(&self, sheets: &[(SlipId, Sheet)]) -> Vec<ToReview> {
        let threshold = self.opening.as_ref().map_or(usize::MAX, |opening| usize::from(opening.threshold));
        let enough = |version: u16, question: u16| {
            let asked = self.questions_of(version).iter().find(|q| q.number == question);
            let all = || sheets.iter().map(|(_, sheet)| sheet).filter(|sheet| sheet.version == version);
            asked.is_some_and(|q| results::wrote_enough(q, all().map(|sheet| &sheet.answers), threshold))
        };
        let mut known: BTreeMap<(u16, u16), bool> = BTreeMap::new();
        let mut found = Vec::new();
        for (slip, sheet) in sheets {
            for (question, text) in sheet.answers.words() {
                let version = sheet.version;
                if *known.entry((version, question)).or_insert_with(|| enough(version, question)) {
                    let judged = self.reviews.get(&(slip.to_string(), question)).map(|review| review.judged);
                    found.push(ToReview { slip: *slip, version, question, text: text.to_owned(), judged });
                }
            }
        }
        found
    }

    /// What may be shared, by version and question.
    fn shared(&self, answers: &[ToReview]) -> BTreeMap<(u16, u16), Vec<Note>> {
        let mut shared: BTreeMap<(u16, u16), Vec<Note>> = BTreeMap::new();
        for one in answers {
            let review = self.reviews.get(&(one.slip.to_string(), one.question));
            let text = match one.judged {
                Some(Judged::Share) => one.text.parse().ok(),
                Some(Judged::Edit) => review.and_then(|review| review.text.clone()),
                Some(Judged::KeepBack) | None => None,
            };
            shared.entry((one.version, one.question)).or_default().extend(text);
        }
        shared.retain(|_, texts| !texts.is_empty());
        shared
    }

    fn must_be_draft(&self) -> Result<(), Refusal> {
        match self.state() {
            State::Draft => Ok(()),
            State::Open | State::Closed | State::Released | State::Emptied => Err(texts::HAS_OPENED),
        }
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state() {
            State::Open => Ok(()),
            State::Draft => Err(texts::NOT_OPEN),
            State::Closed | State::Released | State::Emptied => Err(texts::HAS_CLOSED),
        }
    }

    fn must_be_closed(&self) -> Result<(), Refusal> {
        match self.state() {
            State::Closed => Ok(()),
            State::Draft | State::Open => Err(texts::CLOSE_FIRST),
            State::Released => Err(texts::IS_RELEASED),
            State::Emptied => Err(texts::IS_EMPTIED),
        }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = kernel::local_day(stamp.at);
        match event {
            Event::Begun { opening } => {
                self.opening = Some(opening.as_ref().clone());
                self.begun = today;
                self.versions = vec![Vec::new()];
                self.stage = Some(State::Draft);
            }
            Event::Changed { opening } => self.opening = Some(opening.as_ref().clone()),
            Event::Arranged { questions } => self.versions = vec![questions.clone()],
            Event::Opened => self.stage = Some(State::Open),
            Event::Invited { tickets } => {
                self.tickets.extend(tickets.iter().cloned());
                self.to_show += tickets.len();
            }
            Event::LinksTaken => self.to_show = 0,
            Event::Revised { questions, .. } => self.versions.push(questions.clone()),
            Event::Closed => {
                self.closed = Some(today);
                self.to_show = 0;
                self.stage = Some(State::Closed);
            }
            Event::Reviewed { review } => {
                self.reviews.insert((review.slip.to_string(), review.question), review.clone());
            }
            Event::Released { results } => {
                self.results = Some(results.as_ref().clone());
                self.stage = Some(State::Released);
            }
            Event::Emptied => self.stage = Some(State::Emptied),
        }
    }
}

fn check(opening: &Opening) -> Result<(), Refusal> {
    if opening.threshold < LOWEST_THRESHOLD {
        return Err(texts::THRESHOLD_TOO_LOW.at("threshold"));
    }
    if opening.keep_days == 0 || opening.keep_days > LONGEST_KEPT {
        return Err(texts::HOW_LONG_KEPT.at("keep-days"));
    }
    if opening.houses.is_empty() {
        return Err(texts::FOR_SOME_HOUSE.at("houses"));
    }
    Ok(())
}
