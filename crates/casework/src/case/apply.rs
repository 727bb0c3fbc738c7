//! Taking in what happened. Nothing here refuses, and nothing looks at a clock: the day is that of the stamp.

use super::closing::PendingClosing;
use super::contribution::{Answer, Asked, Item};
use super::joining::Joining;
use super::model::{Case, Event, State};
use super::participation::{Member, Pending};
use super::plan::{Agreed, Draft, Ending};
use super::purpose::Purpose;
use super::turning::{CaseTurn, TurnOf};
use crate::table::{Explicit, Keys, signed};
use kernel::{AgencyId, Date, local_day};
use vault::{Author, Stamp};

impl Case {
    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = local_day(stamp.at);
        if event.is_processing() {
            self.last = Some(today);
        }
        self.remember(event, stamp);
        let going = self.going();
        self.happened(event, None, (today, stamp));
        // The keys are on what goes to another house as it was: what became another needs them anew.
        if going.is_some() && self.going() != going {
            self.moves_otherwise(today);
        }
        self.hand_out(today);
        if let Some(no) = self.items.last().map(|i| i.no)
            && self.came_in.last().is_none_or(|(last, _)| *last < no)
        {
            self.came_in.push((no, stamp.seq));
        }
    }

    fn happened(&mut self, event: &Event, purpose: Option<Purpose>, (today, stamp): (Date, &Stamp)) {
        match event {
            Event::Toward { purpose, what } => {
                self.happened(what, Some(*purpose), (today, stamp));
            }
            Event::Opened(opening) => {
                self.joining = opening.asked.iter().cloned().map(Joining::asked).collect();
                self.opening = Some((**opening).clone());
                self.opened = Some(today);
                self.state = State::Open;
            }
            Event::StayMoved { municipality, house, stay, explicit } => {
                self.turned(TurnOf::Stay, explicit, (today, stamp));
                if let Some(opening) = &mut self.opening {
                    opening.municipality = municipality.clone();
                    opening.house = house.clone();
                    let before = std::mem::replace(&mut opening.trio.stay, stay.clone());
                    opening.case_director = None;
                    let gone = [Some(before), opening.support.take()].into_iter().flatten();
                    self.stayed.extend(gone.map(|agency| (agency, today)));
                }
                self.directors.case = None;
                // Another organisation holds a key now: nothing that was half agreed stays agreed.
                self.members.retain(|m| &m.proposal.agency != stay || m.ended.is_some());
                self.fresh_keys();
            }
            Event::SubjectRestated(restated) => self.take_subject(restated, (today, stamp)),
            Event::TakingStated { statement } => self.outgoing.take_in(statement, stamp),
            Event::PersonsNamed { named } => {
                self.overseen.named(named);
                self.named.name(named);
            }
            Event::Joined { agency, person } => self.has_said(signed(agency, person, stamp), None, today),
            Event::Declined { agency, person, reason } => {
                self.has_said(signed(agency, person, stamp), Some(reason), today);
            }
            Event::Switched { explicit, .. } => {
                self.turned(TurnOf::Law, explicit, (today, stamp));
                self.state = State::Switched;
                self.ended = Some(today);
            }
            Event::ParticipationProposed(_)
            | Event::ParticipationReworded(_)
            | Event::ParticipationKeyTurned { .. }
            | Event::Declared { .. }
            | Event::ParticipationEnded { .. } => self.seating(event, purpose, (today, stamp)),
            Event::Asked(_) | Event::Answered { .. } | Event::Contributed(_) | Event::ItemWithdrawn { .. } => {
                self.giving(event, purpose, today);
            }
            Event::ByLink(what) => self.take_link(what, today),
            Event::Doubted(what) => self.take_doubt(what, stamp),
            Event::Filed(what) => self.take_document(what, (today, stamp)),
            Event::FactorAdded(_)
            | Event::GoalSet(_)
            | Event::GoalMeasured(_)
            | Event::ScenarioAdded(_)
            | Event::InterventionAdded(_)
            | Event::InterventionAccepted { .. }
            | Event::ProgressReported { .. }
            | Event::AgreementMade(_)
            | Event::AgreementAccepted { .. }
            | Event::AgreementDone { .. } => self.planning(event),
            Event::AgreementBroken { no, day, reason } => self.take_unkept(*no, Ending::Broken, (*day, reason)),
            Event::AgreementReleased { no, day, reason } => self.take_unkept(*no, Ending::Released, (*day, reason)),
            Event::PlanDrafted(_)
            | Event::PlanKeyTurned { .. }
            | Event::Reviewed(_)
            | Event::ClosingProposed(_)
            | Event::ClosingKeyTurned { .. } => self.deciding(event, (today, stamp)),
            Event::Noted(remark) => {
                self.counted(remark.no);
                self.remarks.take_in(stamp, remark.clone());
            }
            Event::Evaluated(evaluation) => {
                self.counted(evaluation.no);
                self.evaluations.push(evaluation.clone());
            }
            Event::FeedbackGiven(feedback) => {
                self.counted(feedback.no);
                self.feedback.push(feedback.clone());
            }
            Event::Offered { offers, partners } => self.take_offers(offers, partners, today),
            Event::OfferAnswered { no, taken } => self.take_offer_answered(*no, *taken),
            Event::DirectorChosen { what, person } => self.take_chosen(*what, person, (today, stamp)),
            Event::DirectionTaken { what, person } => self.take_taken(*what, person, today),
            Event::AgreementDeclined(said) | Event::InterventionDeclined(said) => self.take_declining(said, stamp),
            Event::Scaled(what) => self.take_scaled(what, (today, stamp)),
            Event::Moved(what) => self.take_moved(what, (today, stamp)),
            Event::Referred(what) => self.referrals.take_in(what, stamp),
            Event::Overseen(what) => self.overseen.take_in(what, stamp),
            Event::Arrived(arrival) => self.arrived = Some(arrival.clone()),
            Event::Corrected(correction) => self.take_correction(correction, (today, stamp)),
            Event::DirectorCalled { why, day } => self.called = Some((*day, why.clone(), stamp.author())),
        }
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "`happened` sends these events only")]
    fn seating(&mut self, event: &Event, purpose: Option<Purpose>, (today, stamp): (Date, &Stamp)) {
        match event {
            Event::ParticipationProposed(proposal) => {
                self.counted(proposal.no);
                let pending =
                    Pending { proposal: proposal.clone(), keys: Keys::of(self.holders()), since: today, purpose };
                self.pending.push(pending);
            }
            Event::ParticipationReworded(proposal) => {
                if let Some(pending) = self.pending.iter_mut().find(|p| p.proposal.no == proposal.no) {
                    pending.proposal = proposal.clone();
                    pending.keys.clear();
                }
            }
            Event::ParticipationKeyTurned { no, agency, person, greets } => {
                self.let_in(*no, signed(agency, person, stamp), (today, greets.then_some(stamp.seq)));
            }
            Event::Declared { agency } => {
                if let Some(m) = self.members.iter_mut().find(|m| &m.proposal.agency == agency && m.ended.is_none()) {
                    m.declared = true;
                }
            }
            Event::ParticipationEnded { agency, reason, day } => {
                if let Some(m) = self.members.iter_mut().find(|m| &m.proposal.agency == agency && m.ended.is_none()) {
                    m.ended = Some((*day, reason.clone()));
                }
            }
            _ => {}
        }
    }

    fn let_in(&mut self, no: u32, by: Author, (today, greeted): (Date, Option<u64>)) {
        let Some(at) = self.pending.iter().position(|p| p.proposal.no == no) else { return };
        if let Some(pending) = self.pending.get_mut(at) {
            pending.keys.turn(by);
            if !pending.keys.all_turned() {
                return;
            }
        }
        let pending = self.pending.remove(at);
        self.members.push(Member {
            proposal: pending.proposal,
            since: today,
            by: pending.keys.turned().to_vec(),
            ended: None,
            declared: false,
            greeted,
        });
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "`happened` sends these events only")]
    fn giving(&mut self, event: &Event, purpose: Option<Purpose>, today: Date) {
        match event {
            Event::Asked(request) => {
                self.counted(request.no);
                self.asked.push(Asked { request: request.clone(), purpose, answer: None });
            }
            Event::Answered { no, answer } => {
                if let Some(asked) = self.asked.iter_mut().find(|a| a.request.no == *no) {
                    asked.answer = Some(answer.clone());
                }
                self.link_over(*no, today);
            }
            Event::Contributed(item) => {
                self.counted(item.no);
                self.answered_by(item, today);
                self.items.push((**item).clone());
            }
            // The event of the item is erased with this one, so all of it must follow without that event too.
            Event::ItemWithdrawn { item, rested } => {
                self.counted(*item);
                self.bereft.extend(rested.iter().map(|no| (*no, today)));
                self.items.retain(|i| i.no != *item);
                self.came_in.retain(|(no, _)| no != item);
                self.doubts.remove(item);
                self.withdrawn = self.withdrawn.saturating_add(1);
                self.unanswered_by(*item);
                self.goes_without(*item, today);
            }
            _ => {}
        }
    }

    fn answered_by(&mut self, item: &Item, today: Date) {
        let Some(asked) = self.asked.iter_mut().find(|a| Some(a.request.no) == item.gift.answers) else { return };
        let no = asked.request.no;
        match &mut asked.answer {
            Some(Answer::Info { items }) => items.push(item.no),
            Some(Answer::NothingKnown | Answer::MayNotShare { .. }) | None => {
                asked.answer = Some(Answer::Info { items: vec![item.no] });
            }
        }
        self.link_over(no, today);
    }

    /// A question of which every item was taken back is open again.
    fn unanswered_by(&mut self, item: u32) {
        for asked in &mut self.asked {
            if let Some(Answer::Info { items }) = &mut asked.answer {
                items.retain(|no| *no != item);
                if items.is_empty() {
                    asked.answer = None;
                }
            }
        }
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "`happened` sends these events only")]
    fn planning(&mut self, event: &Event) {
        match event {
            Event::FactorAdded(factor) => {
                self.counted(factor.no);
                self.factors.push(factor.clone());
            }
            Event::GoalSet(goal) => {
                self.counted(goal.no);
                self.plan.goals.push(goal.clone());
                self.plan_changed();
            }
            Event::ScenarioAdded(scenario) => {
                self.counted(scenario.no);
                self.plan.scenarios.push(scenario.clone());
                self.plan_changed();
            }
            Event::GoalMeasured(moment) => {
                self.counted(moment.no);
                self.plan.moments.push(moment.clone());
            }
            Event::InterventionAdded(intervention) => {
                self.counted(intervention.no);
                self.plan.interventions.push(intervention.clone());
                self.plan_changed();
            }
            Event::InterventionAccepted { no, day } => {
                self.declined.remove(no);
                if let Some(i) = self.plan.interventions.iter_mut().find(|i| i.no == *no) {
                    i.accepted = Some(*day);
                }
            }
            Event::ProgressReported { no, progress } => {
                if let Some(i) = self.plan.interventions.iter_mut().find(|i| i.no == *no) {
                    i.progress.push(progress.clone());
                }
            }
            Event::AgreementMade(agreement) => {
                self.counted(agreement.no);
                self.agreements.push(agreement.clone());
            }
            Event::AgreementAccepted { no, day } => {
                self.declined.remove(no);
                if let Some(a) = self.agreements.iter_mut().find(|a| a.no == *no) {
                    a.accepted = Some(*day);
                }
            }
            Event::AgreementDone { no, day, how } => {
                self.declined.remove(no);
                if let Some(a) = self.agreements.iter_mut().find(|a| a.no == *no) {
                    a.done = Some((*day, how.clone()));
                    // Kept after all.
                    a.unkept = None;
                }
            }
            _ => {}
        }
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "`happened` sends these events only")]
    fn deciding(&mut self, event: &Event, (today, stamp): (Date, &Stamp)) {
        match event {
            Event::PlanDrafted(decision) => {
                let keys = Keys::of(self.holders());
                self.plan.draft = Some(Draft { decision: decision.clone(), by: stamp.author(), keys, since: today });
            }
            Event::PlanKeyTurned { agency, person } => {
                let Some(mut draft) = self.plan.draft.take() else { return };
                draft.keys.turn(signed(agency, person, stamp));
                if draft.keys.all_turned() {
                    draft.decision.by = draft.keys.people().cloned().collect();
                    let by = draft.keys.turned().to_vec();
                    let reviews = self.plan.reviews.len();
                    self.plan.agreed.push(Agreed { decision: draft.decision, by, on: today, reviews });
                    self.state = State::Planned;
                    // The three read what it says now.
                    self.plan.mended = None;
                } else {
                    self.plan.draft = Some(draft);
                }
            }
            Event::Reviewed(review) => {
                self.counted(review.no);
                self.plan.reviews.push(review.clone());
                self.called = None;
            }
            Event::ClosingProposed(closing) => {
                let keys = Keys::of(self.closers());
                self.closing =
                    Some(PendingClosing { closing: (**closing).clone(), by: stamp.author(), keys, since: today });
            }
            Event::ClosingKeyTurned { agency, person } => {
                let Some(pending) = &mut self.closing else { return };
                pending.keys.turn(signed(agency, person, stamp));
                if pending.keys.all_turned() {
                    self.state = State::Closed;
                    self.ended = Some(today);
                }
            }
            _ => {}
        }
    }

    fn turned(&mut self, what: TurnOf, explicit: &Explicit, (on, stamp): (Date, &Stamp)) {
        self.turns.push(CaseTurn { what, on, by: stamp.author(), explicit: explicit.clone() });
    }

    pub(super) fn counted(&mut self, no: u32) {
        self.numbers = self.numbers.max(no);
    }

    fn holders(&self) -> Vec<AgencyId> {
        self.deciders()
    }

    /// Whose keys close: who does not say whether it takes part holds no case open.
    fn closers(&self) -> Vec<AgencyId> {
        self.takers().into_iter().cloned().collect()
    }

    pub(super) fn plan_changed(&mut self) {
        if let Some(draft) = &mut self.plan.draft {
            draft.keys.clear();
        }
    }

    pub(super) fn fresh_keys(&mut self) {
        let (holders, closers) = (self.holders(), self.closers());
        for pending in &mut self.pending {
            pending.keys = Keys::of(holders.clone());
        }
        self.fresh_scaling_keys(&holders);
        self.fresh_transfer_keys(&holders);
        if let Some(draft) = &mut self.plan.draft {
            draft.keys = Keys::of(holders);
        }
        if let Some(closing) = &mut self.closing {
            closing.keys = Keys::of(closers);
        }
    }
}
