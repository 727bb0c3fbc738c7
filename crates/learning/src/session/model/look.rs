//! What a session is now, for whoever asks, and how a step opens and closes.

use super::*;

impl Session {
    /// What it is now.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }
    /// What colleagues call it.
    #[must_use]
    pub fn reference(&self) -> &Line {
        &self.reference
    }
    /// The code to come in with.
    #[must_use]
    pub fn code(&self) -> Option<&Code> {
        self.code.as_ref()
    }
    /// The plan, once it is planned.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }
    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        self.plan.as_ref().map_or(&[], |p| p.steps.as_slice())
    }
    /// The step at this place, and how it went.
    #[must_use]
    pub fn step(&self, place: usize) -> Option<(&Step, &Turn)> {
        Some((self.steps().get(place)?, self.turns.get(place)?))
    }
    /// The place of the present step, while it runs.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        (self.state == State::Running).then_some(self.at)
    }
    /// How each step went.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }
    /// What is not on the screen.
    #[must_use]
    pub fn is_hidden(&self, mark: &Mark) -> bool {
        self.hidden.contains(mark)
    }
    /// What the facilitator points at on the screen.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }
    /// Whether the time of this step is up and phones send nothing any more, though who leads has not closed it.
    #[must_use]
    pub fn is_up(&self, place: usize, now: Timestamp) -> bool {
        self.step(place).is_some_and(|(_, turn)| turn.fate == Fate::Open && is_up(turn, now))
    }
    /// What happened in the exercise during this step.
    pub fn injected_in(&self, place: usize) -> impl Iterator<Item = &Words> {
        self.injected.iter().filter(move |(p, _)| *p == place).map(|(_, words)| words)
    }
    /// What was agreed.
    #[must_use]
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }
    /// What stays of each step; empty before the end.
    #[must_use]
    pub fn record(&self) -> &[Kept] {
        &self.record
    }
    /// When it ended.
    #[must_use]
    pub fn ended(&self) -> Option<Date> {
        self.ended
    }
    /// Why it is not held.
    #[must_use]
    pub fn called_off(&self) -> Option<&Note> {
        self.called_off.as_ref()
    }
    /// Who was asked to take over.
    #[must_use]
    pub fn offered(&self) -> Option<&AgencyId> {
        self.offered.as_ref()
    }
    /// The organisations that lead, the first one first.
    pub fn leaders(&self) -> impl Iterator<Item = &AgencyId> {
        self.plan.iter().map(|p| &p.lead.agency).chain(&self.helpers)
    }
    /// The organisations that read along.
    #[must_use]
    pub fn invited(&self) -> &[AgencyId] {
        &self.invited
    }

    /// Whether the answers to this step may be read: closed, or never opened.
    #[must_use]
    pub fn is_closed(&self, place: usize, now: Timestamp) -> bool {
        let Some((step, turn)) = self.step(place) else { return false };
        match turn.fate {
            Fate::Closed => true,
            Fate::Open => self.state != State::Running || is_over(step, turn, now),
            Fate::Waiting | Fate::Skipped => false,
        }
    }

    /// Opens a step: from now, for as long as it was given.
    pub(super) fn open(&mut self, place: usize, at: Timestamp) {
        let minutes = self.steps().get(place).map_or(0, |s| i64::from(s.minutes));
        self.at = place;
        if let Some(turn) = self.turns.get_mut(place)
            && turn.since.is_none()
        {
            turn.fate = Fate::Open;
            turn.since = Some(at);
            turn.until = later(at, minutes);
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(turn) = self.turns.get_mut(self.at)
            && turn.fate == Fate::Open
        {
            turn.fate = Fate::Closed;
            turn.paused = None;
        }
    }
}
