//! What can become of a learning evaluation. It says what goes well and what could be better in how people work together, each with
//! what it rests on. There is no field in it for a verdict on a person or an organisation, and nothing to put one above another.

use super::{
    event::{Advised, Event, Figure, Finding, FollowUp, Opening, Report},
    texts,
    words::{Side, Source, State, Step},
};
use kernel::{Date, DossierId, Line, Note, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::Stamp;

/// The most findings in one evaluation.
const MOST_FINDINGS: usize = 60;

/// A step with its days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// When it should be done.
    pub on: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
}

/// What happened to one evaluation, added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    pub(super) opening: Option<Opening>,
    pub(super) begun: Date,
    pub(super) stage: Option<State>,
    pub(super) since: Date,
    /// The steps with their days.
    pub plan: BTreeMap<Step, Planned>,
    /// Questionnaires, talks and observations that belong to it.
    pub pieces: Vec<(Source, DossierId, Line)>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The highest number that a finding ever had.
    pub(super) numbered: u16,
    /// What was advised.
    pub advised: Vec<Advised>,
    /// Learning sessions on what was advised, with their name and day.
    pub learning: Vec<(DossierId, Line, Date)>,
    /// The report.
    pub report: Option<Report>,
    /// What the commissioner said of it.
    pub remark: Option<Note>,
    /// The figures that were published with it.
    pub figures: Vec<Figure>,
    /// When it became public.
    pub published: Option<Date>,
    /// What was found when it was measured again.
    pub follow_ups: Vec<FollowUp>,
}

impl Evaluation {
    /// Begins one.
    ///
    /// # Errors
    /// A sentence when there is no house or no table, or the period runs backwards.
    pub fn begin(opening: Opening) -> Result<Event, Refusal> {
        check(&opening)?;
        Ok(Event::Begun { opening: Box::new(opening) })
    }

    /// Changes scope or question.
    ///
    /// # Errors
    /// As [`Evaluation::begin`], or when the report is being checked.
    pub fn change(&self, opening: Opening) -> Result<Event, Refusal> {
        self.must_be_open()?;
        check(&opening)?;
        Ok(Event::Changed { opening: Box::new(opening) })
    }

    /// Gives a step a day.
    ///
    /// # Errors
    /// A sentence when the step was done.
    pub fn plan(&self, step: Step, on: Date) -> Result<Event, Refusal> {
        if self.plan.get(&step).is_some_and(|planned| planned.done.is_some()) {
            return Err(texts::STEP_IS_DONE.at("step"));
        }
        Ok(Event::Planned { step, on })
    }

    /// Says that a step was done.
    ///
    /// # Errors
    /// A sentence when it was done before, or the day has yet to come.
    pub fn step_done(&self, step: Step, on: Date, today: Date) -> Result<Event, Refusal> {
        if on > today {
            return Err(texts::NOT_IN_FUTURE.at("on"));
        }
        if self.plan.get(&step).is_some_and(|planned| planned.done.is_some()) {
            return Err(texts::STEP_IS_DONE.at("step"));
        }
        Ok(Event::StepDone { step, on })
    }

    /// Lays a questionnaire, a talk or an observation beside it.
    ///
    /// # Errors
    /// A sentence when it lies there already.
    pub fn link(&self, source: Source, piece: DossierId, title: Line) -> Result<Event, Refusal> {
        if self.pieces.iter().any(|(_, known, _)| *known == piece) {
            return Err(texts::LIES_THERE);
        }
        Ok(Event::Linked { source, piece, title })
    }

    /// Adds a finding. Its number is given here.
    ///
    /// # Errors
    /// A sentence when it rests on nothing, on something that does not belong to this evaluation, or the report is being checked.
    pub fn find(&self, finding: Finding) -> Result<Event, Refusal> {
        self.must_be_open()?;
        if finding.evidence.is_empty() {
            return Err(texts::RESTS_ON_NOTHING.at("evidence"));
        }
        let known = |piece: &DossierId| self.pieces.iter().any(|(_, id, _)| id == piece);
        if finding.evidence.iter().filter_map(|e| e.piece.as_ref()).any(|piece| !known(piece)) {
            return Err(texts::NOT_OF_THIS_EVALUATION.at("evidence"));
        }
        if self.findings.len() >= MOST_FINDINGS {
            return Err(texts::TOO_MANY_FINDINGS);
        }
        Ok(Event::Found { finding: Box::new(Finding { number: self.numbered + 1, ..finding }) })
    }

    /// Takes a finding back.
    ///
    /// # Errors
    /// A sentence when it is not there, or the report is being checked.
    pub fn take_back(&self, number: u16) -> Result<Event, Refusal> {
        self.must_be_open()?;
        if !self.findings.iter().any(|finding| finding.number == number) {
            return Err(texts::NO_SUCH_FINDING);
        }
        Ok(Event::TakenBack { number })
    }

    /// The number that the next recommendation gets.
    #[must_use]
    pub fn next_advice(&self) -> u16 {
        self.advised.iter().map(|one| one.number).max().unwrap_or(0) + 1
    }

    /// Adds a recommendation that was begun with it.
    ///
    /// # Errors
    /// A sentence when nothing was found yet, or the report is public.
    pub fn advise(&self, advised: Advised) -> Result<Event, Refusal> {
        match self.state() {
            State::Running | State::Drafted | State::Checked => {}
            State::Public | State::FollowedUp => return Err(texts::IS_PUBLIC),
        }
        if self.findings.is_empty() {
            return Err(texts::FIND_SOMETHING_FIRST);
        }
        Ok(Event::Advised { advised })
    }

    /// Plans a learning session on these recommendations.
    ///
    /// # Errors
    /// A sentence when nothing was advised, nothing or something else was chosen, or the day has passed.
    pub fn learn(
        &self,
        session: DossierId,
        title: Line,
        on: Date,
        about: &[DossierId],
        today: Date,
    ) -> Result<Event, Refusal> {
        if self.advised.is_empty() {
            return Err(texts::ADVISE_FIRST);
        }
        let known = |id: &DossierId| self.advised.iter().any(|one| one.id == *id);
        if about.is_empty() || !about.iter().all(known) {
            return Err(texts::WHICH_ADVICE.at("about"));
        }
        if on < today {
            return Err(texts::DAY_HAS_PASSED.at("on"));
        }
        Ok(Event::LearningPlanned { session, title, on })
    }

    /// Writes the report. A report that was checked and is written anew must be checked again.
    ///
    /// # Errors
    /// A sentence when nothing was found that goes well, or the report is public.
    pub fn draft(&self, report: Report) -> Result<Event, Refusal> {
        match self.state() {
            State::Running | State::Drafted | State::Checked => {}
            State::Public | State::FollowedUp => return Err(texts::IS_PUBLIC),
        }
        if !self.findings.iter().any(|finding| finding.side == Side::GoesWell) {
            return Err(texts::WHAT_GOES_WELL);
        }
        Ok(Event::Drafted { report: Box::new(report) })
    }

    /// Checks the report on facts.
    ///
    /// # Errors
    /// A sentence when there is no draft.
    pub fn check(&self, remark: Option<Note>) -> Result<Event, Refusal> {
        match self.state() {
            State::Drafted => Ok(Event::Checked { remark }),
            State::Running => Err(texts::NO_REPORT),
            State::Checked => Err(texts::IS_CHECKED),
            State::Public | State::FollowedUp => Err(texts::IS_PUBLIC),
        }
    }

    /// Makes the report public.
    ///
    /// # Errors
    /// A sentence when it was not checked, or nothing was advised.
    pub fn publish(&self, figures: Vec<Figure>) -> Result<Event, Refusal> {
        match self.state() {
            State::Checked => {}
            State::Running | State::Drafted => return Err(texts::CHECK_FIRST),
            State::Public | State::FollowedUp => return Err(texts::IS_PUBLIC),
        }
        if self.advised.is_empty() {
            return Err(texts::NOTHING_ADVISED);
        }
        Ok(Event::Published { figures })
    }

    /// Says what was found when it was measured again.
    ///
    /// # Errors
    /// A sentence when the report is not public, or the day does not fit.
    pub fn follow_up(&self, follow_up: FollowUp, today: Date) -> Result<Event, Refusal> {
        match self.state() {
            State::Public | State::FollowedUp => {}
            State::Running | State::Drafted | State::Checked => return Err(texts::NOT_PUBLIC),
        }
        if follow_up.on > today || self.published.is_some_and(|day| follow_up.on < day) {
            return Err(texts::DAY_DOES_NOT_FIT.at("on"));
        }
        if follow_up.now.is_some() && follow_up.now == follow_up.then {
            return Err(texts::SAME_RESULTS.at("now"));
        }
        Ok(Event::FollowedUp { follow_up: Box::new(follow_up) })
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.stage.unwrap_or(State::Running)
    }

    /// What, for whom, by whom; `None` before it began.
    #[must_use]
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// Whether everybody may read the report.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.published.is_some()
    }

    /// Findings on this side, in their order.
    pub fn on(&self, side: Side) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.side == side)
    }

    /// The next step that was planned and not done, with its day.
    #[must_use]
    pub fn next_step(&self) -> Option<(Step, Date)> {
        let open = self.plan.iter().filter(|(_, planned)| planned.done.is_none());
        open.filter_map(|(step, planned)| Some((*step, planned.on?))).min_by_key(|(_, on)| *on)
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state() {
            State::Running | State::Drafted => Ok(()),
            State::Checked => Err(texts::IS_CHECKED),
            State::Public | State::FollowedUp => Err(texts::IS_PUBLIC),
        }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = kernel::local_day(stamp.at);
        let mut stand = |state| (self.stage, self.since) = (Some(state), today);
        match event {
            Event::Begun { opening } => {
                stand(State::Running);
                self.opening = Some(opening.as_ref().clone());
                self.begun = today;
            }
            Event::Changed { opening } => self.opening = Some(opening.as_ref().clone()),
            Event::Planned { step, on } => self.plan.entry(*step).or_default().on = Some(*on),
            Event::StepDone { step, on } => self.plan.entry(*step).or_default().done = Some(*on),
            Event::Linked { source, piece, title } => self.pieces.push((*source, *piece, title.clone())),
            Event::Found { finding } => {
                self.numbered = self.numbered.max(finding.number);
                self.findings.push(finding.as_ref().clone());
            }
            Event::TakenBack { number } => self.findings.retain(|finding| finding.number != *number),
            Event::Advised { advised } => self.advised.push(advised.clone()),
            Event::LearningPlanned { session, title, on } => {
                self.learning.push((*session, title.clone(), *on));
                let planned = self.plan.entry(Step::Learning).or_default();
                planned.on = if planned.done.is_some() { planned.on } else { Some(*on) };
            }
            Event::Drafted { report } => {
                stand(State::Drafted);
                self.report = Some(report.as_ref().clone());
                self.remark = None;
            }
            Event::Checked { remark } => {
                stand(State::Checked);
                self.remark.clone_from(remark);
            }
            Event::Published { figures } => {
                stand(State::Public);
                self.figures.clone_from(figures);
                self.published = Some(today);
            }
            Event::FollowedUp { follow_up } => {
                stand(State::FollowedUp);
                self.follow_ups.push(follow_up.as_ref().clone());
            }
        }
    }
}

fn check(opening: &Opening) -> Result<(), Refusal> {
    if opening.houses.is_empty() {
        return Err(texts::WHICH_HOUSES.at("houses"));
    }
    if opening.tables.is_empty() {
        return Err(texts::WHICH_TABLES.at("tables"));
    }
    if opening.until < opening.from {
        return Err(texts::RUNS_BACKWARDS.at("until"));
    }
    Ok(())
}
