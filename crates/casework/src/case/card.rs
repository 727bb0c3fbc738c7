//! What a case says of itself: to lists, worklists and rules, and to whoever looks at the table.

use super::acts::{
    AcceptAgreement, AcceptIntervention, CompleteAgreement, Contribute, Declare, DraftPlan, EndParticipation,
    GiveFeedback, JoinCase, NamePersons, ReportProgress, ReviewCase, TurnClosingKey, TurnParticipationKey, TurnPlanKey,
};
use super::joining::Joining;
use super::model::{Case, Event, State};
use super::opening::{Opening, Regime};
use super::texts;
use crate::table::{Keys, Place};
use kernel::counters::Measure;
use kernel::{AgencyId, Date, Say, local_day};
use vault::{Act, Card, Dossier, Label, Persons, Role, Seat, Stamp, Task, Tier};

impl Dossier for Case {
    type Event = Event;
    const KIND: &'static str = "case";
    const SAYS: Say = Say::of("casus", "case");
    const FOLD: u32 = 4;
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn card(&self) -> Card {
        match &self.opening {
            Some(opening) => self.card_of(opening),
            // Never stored: a case begins with its opening.
            None => Card { state: State::Unopened.word(), ..Card::blank() },
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "no other event leads to the end, or is needed for it")]
    fn ends(event: &Event) -> bool {
        match event {
            Event::Toward { what, .. } => Self::ends(what),
            Event::Switched { .. }
            | Event::Reviewed(_)
            | Event::ParticipationEnded { .. }
            // Whoever leaves a full case can still be followed, or nobody could end it.
            | Event::PersonsNamed { .. }
            | Event::ClosingProposed(_)
            | Event::ClosingKeyTurned { .. } => true,
            _ => false,
        }
    }

    fn measures(&self, before: &Self, event: &Event, stamp: &Stamp) -> Vec<Measure> {
        self.count(before, event, local_day(stamp.at))
    }
}

impl Case {
    fn card_of(&self, opening: &Opening) -> Card {
        let opened = self.opened.unwrap_or(Date::MIN);
        let shielded = self.state == State::Closed;
        let tasks = self.tasks(opening);
        let label = if shielded {
            // Nothing of the person, not even for whoever may count closed cases.
            Label { title: opening.reference.clone(), summary: None }
        } else {
            Label { title: opening.title.clone(), summary: Some(opening.summary.clone()) }
        };
        Card {
            state: self.state.word(),
            facet: opening.kind.word(),
            house: opening.house.clone(),
            municipality: opening.municipality.clone(),
            reference: opening.reference.clone(),
            opened,
            due: if shielded { self.destroy_by() } else { tasks.iter().filter_map(|t| t.due).min() },
            label,
            seats: if shielded { Vec::new() } else { self.seats(opening) },
            tasks,
            persons: Some(self.named.clone()),
            findable: if shielded { Vec::new() } else { opening.subject.findable() },
            claims: Vec::new(),
        }
    }

    /// The last day on which the case may exist: five years after the last processing (Wgpga art. 9), or after the first
    /// (WGS art. 1.8 lid 7).
    #[must_use]
    pub fn destroy_by(&self) -> Option<Date> {
        let from = match self.opening.as_ref()?.regime {
            Regime::Wgpga => self.last?,
            Regime::WgsZvh => self.opened?,
        };
        from.checked_add(jiff::Span::new().years(5)).ok()
    }

    /// When the table should look again: what the last review or plan said, or eight weeks after opening without a plan (CAS-04).
    #[must_use]
    pub fn next_look(&self) -> Option<Date> {
        let reviewed = self.plan.reviews.last().and_then(|r| r.again);
        let planned = self.plan.agreed.last().and_then(|a| a.decision.review);
        let unplanned = self.opened.and_then(|d| d.checked_add(jiff::Span::new().weeks(8)).ok());
        reviewed.max(planned).or(unplanned)
    }

    fn seats(&self, opening: &Opening) -> Vec<Seat> {
        let seat = |agency: &AgencyId, tier| Seat::of(agency.clone(), tier);
        let mut seats: Vec<Seat> = [Tier::Owner, Tier::Stay].map(|t| seat(&opening.trio.stay, t)).into();
        for agency in self.takers() {
            seats.extend([Tier::Trio, Tier::Participant].map(|t| seat(agency, t)));
        }
        seats.extend(self.waited_for().map(|agency| seat(agency, Tier::Asked)));
        seats.push(seat(&opening.trio.stay, Tier::CaseDirector));
        seats.push(seat(&opening.director, Tier::Director));
        seats.extend(opening.support.iter().filter(|a| !opening.trio.has(a)).map(|a| seat(a, Tier::Stay)));
        for member in self.members.iter().filter(|m| m.ended.is_none()) {
            let at = |tier| seat(&member.proposal.agency, tier);
            // A third party sits on its days only, and before its declaration at nothing but that (PAR-04, PAR-06).
            seats.push(match (member.until(), member.declared) {
                (None, _) => at(Tier::Participant),
                (Some(last), true) => at(Tier::Third).on(member.proposal.from, last),
                (Some(last), false) => at(Tier::Undeclared).on(member.since, last),
            });
        }
        seats
    }

    fn tasks(&self, opening: &Opening) -> Vec<Task> {
        match self.state {
            State::Open | State::Planned => {}
            State::Unopened | State::Switched | State::Closed => return Vec::new(),
        }
        let mut tasks = Vec::new();
        let mut ask = |agency: &AgencyId, role, act, since, due| {
            tasks.push(Task { agency: agency.clone(), role, person: None, act, since, due });
        };
        for asked in self.asked.iter().filter(|a| a.answer.is_none()) {
            ask(&asked.request.agency, None, Contribute::INFO.name, asked.request.since, Some(asked.request.due));
        }
        for pending in &self.pending {
            for agency in waiting(&pending.keys) {
                ask(agency, None, TurnParticipationKey::INFO.name, pending.since, None);
            }
        }
        for member in self.members.iter().filter(|m| m.ended.is_none() && m.is_third()) {
            if !member.declared {
                ask(&member.proposal.agency, None, Declare::INFO.name, member.since, None);
            }
            ask(
                &opening.director,
                Some(Role::ProcessDirector),
                EndParticipation::INFO.name,
                member.since,
                member.until(),
            );
        }
        for agreement in self.agreements.iter().filter(|a| a.done.is_none()) {
            let act =
                if agreement.accepted.is_none() { AcceptAgreement::INFO.name } else { CompleteAgreement::INFO.name };
            ask(&agreement.agency, None, act, agreement.made, Some(agreement.due));
        }
        let opened = self.opened.unwrap_or(Date::MIN);
        for agency in self.waited_for() {
            ask(agency, None, JoinCase::INFO.name, opened, None);
        }
        for step in self.plan.interventions.iter().filter(|i| i.is_open()) {
            match step.accepted {
                None => {
                    ask(&step.agency, None, AcceptIntervention::INFO.name, self.last.unwrap_or(opened), Some(step.due));
                }
                Some(day) => ask(&step.agency, None, ReportProgress::INFO.name, day, Some(step.due)),
            }
        }
        if let Some(draft) = &self.plan.draft
            && self.plan_waits().next().is_none()
        {
            for agency in waiting(&draft.keys) {
                ask(agency, None, TurnPlanKey::INFO.name, draft.since, None);
            }
        }
        if let Some(closing) = &self.closing {
            for agency in waiting(&closing.keys) {
                ask(agency, None, TurnClosingKey::INFO.name, closing.since, None);
            }
        }
        if let Some((day, ..)) = &self.called {
            ask(&opening.director, Some(Role::ProcessDirector), ReviewCase::INFO.name, *day, None);
        }
        let (agency, role, act) = match self.state {
            State::Planned => (&opening.director, Role::ProcessDirector, ReviewCase::INFO.name),
            State::Unopened | State::Open | State::Switched | State::Closed => {
                (&opening.trio.stay, Role::CaseDirector, DraftPlan::INFO.name)
            }
        };
        ask(agency, Some(role), act, self.plan.agreed.last().map_or(opened, |a| a.on), self.next_look());
        for (agency, since, due) in self.feedback_asked() {
            ask(agency, None, GiveFeedback::INFO.name, since, Some(due));
        }
        tasks
    }

    /// Who was asked to take part and has not said anything yet.
    fn waited_for(&self) -> impl Iterator<Item = &AgencyId> {
        self.joining.iter().filter(|j| j.said.is_none()).map(|j| &j.agency)
    }

    /// The places as the table is drawn with them.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let Some(opening) = &self.opening else { return Vec::new() };
        let keys = self.keys_now();
        let asked = |agency: &AgencyId| {
            let mut mine = self.asked.iter().filter(|a| &a.request.agency == agency).peekable();
            mine.peek().is_some().then(|| mine.all(|a| a.answer.is_some()))
        };
        let place = |agency: &AgencyId, tier| Place {
            agency: agency.clone(),
            tier,
            spoken: asked(agency),
            key: keys.filter(|k| k.needed().contains(agency)).map(|k| k.is_turned(agency)),
            owes: if self.is_waited_for(agency) {
                Some(texts::DECIDES_ON_JOINING)
            } else {
                texts::owes(self.owed_by(agency).count(), self.unaccepted(agency))
            },
        };
        let declined = |agency: &AgencyId| self.joining(agency).is_some_and(Joining::has_declined);
        let three = opening.trio.all().into_iter().filter(|agency| !declined(agency));
        let mut places: Vec<Place> = three.map(|a| place(a, Tier::Trio)).collect();
        for member in self.members.iter().filter(|m| m.ended.is_none()) {
            places
                .push(place(&member.proposal.agency, if member.is_third() { Tier::Third } else { Tier::Participant }));
        }
        places.push(place(&opening.director, Tier::Director));
        places
    }

    /// The keys that matter most now: closing, then the plan, then the first proposal.
    fn keys_now(&self) -> Option<&Keys> {
        let closing = self.closing.as_ref().map(|c| &c.keys);
        let plan = self.plan.draft.as_ref().map(|d| &d.keys);
        closing.or(plan).or(self.pending.first().map(|p| &p.keys))
    }

    fn unaccepted(&self, agency: &AgencyId) -> usize {
        let agreements = self.agreements.iter().filter(|a| &a.agency == agency && a.accepted.is_none()).count();
        agreements + self.plan_waits().filter(|a| *a == agency).count()
    }
}

fn waiting(keys: &Keys) -> impl Iterator<Item = &AgencyId> {
    keys.needed().iter().filter(|a| !keys.is_turned(a))
}
