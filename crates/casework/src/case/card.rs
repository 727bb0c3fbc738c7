//! What a case says of itself: to lists, worklists and rules, and to whoever looks at the table.

use super::acts::{
    AcceptAgreement, AcceptIntervention, AnswerOffer, CompleteAgreement, Contribute, CorrectCase, Declare, DraftPlan,
    EndParticipation, GiveFeedback, JoinCase, NamePersons, ReadCase, ReadCorrections, ReportProgress, ReviewCase,
    TurnClosingKey, TurnParticipationKey, TurnPlanKey,
};
use super::authors::Deed;
use super::contribution::Asked;
use super::joining::Joining;
use super::model::{Case, Event, State};
use super::offering::Offer;
use super::opening::Opening;
use super::participation::Member;
use super::plan::{Agreement, Declined, Intervention};
use super::texts;
use crate::table::{Keys, Place};
use kernel::counters::Measure;
use kernel::{AgencyId, Date, Line, Say, local_day};
use vault::{Act, Author, Card, Dossier, Filed, Judged, Label, Persons, Promise, Role, Seat, Stamp, Task, Tier, Touch};

impl Dossier for Case {
    type Event = Event;
    const KIND: &'static str = "case";
    const SAYS: Say = Say::of("casus", "case");
    const FOLD: u32 = 26;
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

    fn reads_behind(&self, code: &str, ticket: &str, today: Date) -> Option<(AgencyId, Line, Line)> {
        self.read_by_link(code, ticket, today)
    }

    fn promises(&self) -> Vec<Promise> {
        match self.state {
            State::Open | State::Planned => self.agreements.iter().map(|one| self.promise(one)).collect(),
            // What was agreed is over with the case, or is agreed anew under the other law.
            State::Unopened | State::Switched | State::Closed => Vec::new(),
        }
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Toward { what, .. } => Self::touches(what),
            Event::Opened(_)
            | Event::Arrived(_)
            | Event::StayMoved { .. }
            | Event::SubjectRestated(_)
            | Event::Switched { .. }
            | Event::ClosingProposed(_) => Touch::Whole,
            Event::ClosingKeyTurned { .. } => Touch::Turns("closing".into()),
            Event::ParticipationProposed(_)
            | Event::Asked(_)
            | Event::TakingStated { .. }
            | Event::FactorAdded(_)
            | Event::GoalSet(_)
            | Event::ScenarioAdded(_)
            | Event::InterventionAdded(_)
            | Event::AgreementMade(_)
            | Event::Noted(_)
            | Event::DirectorCalled { .. }
            | Event::Referred(_)
            | Event::Overseen(_)
            | Event::FeedbackGiven(_) => Touch::Adds,
            Event::ParticipationReworded(proposal) => Touch::writes("proposal", proposal.no),
            Event::ParticipationKeyTurned { no, .. } => Touch::turns("proposal", no),
            Event::Declared { agency }
            | Event::Joined { agency, .. }
            | Event::Declined { agency, .. }
            | Event::ParticipationEnded { agency, .. } => Touch::signs("participant", agency),
            // Who answers a question answers what they read.
            Event::Contributed(item) => {
                item.gift.answers.map_or(Touch::Adds, |question| Touch::writes("question", question))
            }
            Event::Answered { no, .. } => Touch::writes("question", no),
            Event::ByLink(what) => what.touches(),
            Event::ItemWithdrawn { item, .. } => Touch::writes("item", item),
            Event::Doubted(what) => what.touches(),
            Event::Filed(what) => what.touches(),
            Event::InterventionDeclined(said) => Touch::writes("intervention", said.no),
            Event::Offered { .. } => Touch::Adds,
            Event::OfferAnswered { no, .. } => Touch::writes("offer", no),
            Event::DirectorChosen { .. } | Event::DirectionTaken { .. } => Touch::Writes("direction".into()),
            Event::AgreementDeclined(said) => Touch::writes("agreement", said.no),
            Event::InterventionAccepted { no, .. } | Event::ProgressReported { no, .. } => {
                Touch::writes("intervention", no)
            }
            Event::AgreementAccepted { no, .. }
            | Event::AgreementDone { no, .. }
            | Event::AgreementBroken { no, .. }
            | Event::AgreementReleased { no, .. } => Touch::writes("agreement", no),
            Event::GoalMeasured(moment) => Touch::writes("goal", moment.now.goal),
            // What is put before the three is all that lies there.
            Event::PlanDrafted(_) => Touch::Signs("plan".into()),
            Event::PlanKeyTurned { .. } => Touch::Turns("plan".into()),
            Event::Reviewed(_) => Touch::Writes("review".into()),
            Event::Evaluated(_) => Touch::Writes("evaluation".into()),
            // Forms that ask of each goal or agreement know them by their place, and one place less is all of them.
            Event::Corrected(correction) if correction.now.is_none() => Touch::Whole,
            Event::Corrected(correction) => Touch::writes(correction.was.touched(), correction.was.no()),
            Event::Scaled(what) => what.touches(),
            Event::Moved(what) => what.touches(),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn ends(event: &Event) -> bool {
        match event {
            Event::Toward { what, .. } => Self::ends(what),
            Event::Corrected(correction) => correction.now.is_none(),
            Event::Moved(what) => what.ends(),
            Event::Switched { .. }
            | Event::Reviewed(_)
            | Event::ParticipationEnded { .. }
            // Whoever leaves a full case can still be followed, or nobody could end it.
            | Event::PersonsNamed { .. }
            | Event::ClosingProposed(_)
            | Event::ClosingKeyTurned { .. } => true,
            Event::Opened(_)
            | Event::Arrived(_)
            | Event::StayMoved { .. }
            | Event::SubjectRestated(_)
            | Event::ParticipationProposed(_)
            | Event::ParticipationReworded(_)
            | Event::ParticipationKeyTurned { .. }
            | Event::Declared { .. }
            | Event::Joined { .. }
            | Event::Declined { .. }
            | Event::Asked(_)
            | Event::Answered { .. }
            | Event::ByLink(_)
            | Event::Contributed(_)
            | Event::ItemWithdrawn { .. }
            | Event::Doubted(_)
            | Event::Filed(_)
            | Event::TakingStated { .. }
            | Event::FactorAdded(_)
            | Event::GoalSet(_)
            | Event::GoalMeasured(_)
            | Event::ScenarioAdded(_)
            | Event::InterventionAdded(_)
            | Event::InterventionAccepted { .. }
            | Event::ProgressReported { .. }
            | Event::AgreementMade(_)
            | Event::AgreementAccepted { .. }
            | Event::AgreementDone { .. }
            | Event::AgreementBroken { .. }
            | Event::AgreementReleased { .. }
            | Event::Offered { .. }
            | Event::OfferAnswered { .. }
            | Event::DirectorChosen { .. }
            | Event::DirectionTaken { .. }
            | Event::AgreementDeclined(_)
            | Event::InterventionDeclined(_)
            | Event::PlanDrafted(_)
            | Event::PlanKeyTurned { .. }
            | Event::Noted(_)
            | Event::DirectorCalled { .. }
            | Event::Evaluated(_)
            | Event::Scaled(_)
            | Event::Referred(_)
            | Event::Overseen(_)
            | Event::FeedbackGiven(_) => false,
        }
    }

    fn files(&self) -> Vec<Filed> {
        self.files_held()
    }

    fn judged(&self, no: u32, clean: bool) -> Option<Judged<Event>> {
        self.judge_document(no, clean)
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
            Label { title: opening.reference.clone(), summary: None, called: None, urgent: false }
        } else {
            Label { title: opening.title.clone(), summary: Some(opening.summary.clone()), called: None, urgent: false }
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
            claims: self.link_claims(),
        }
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
            // Nobody who was let in reads what nobody said is still needed (P18).
            let lapses = self.confirmed_until().unwrap_or(Date::MAX);
            seats.push(match (member.until(), member.declared) {
                (None, _) if lapses == Date::MAX => at(Tier::Participant),
                (None, _) => at(Tier::Participant).on(member.since, lapses),
                (Some(last), true) => at(Tier::Third).on(member.proposal.from, last.min(lapses)),
                (Some(last), false) => at(Tier::Undeclared).on(member.since, last.min(lapses)),
            });
        }
        seats
    }

    fn tasks(&self, opening: &Opening) -> Vec<Task> {
        match self.state {
            State::Open | State::Planned => {}
            State::Unopened | State::Switched | State::Closed => return Vec::new(),
        }
        let opened = self.opened.unwrap_or(Date::MIN);
        let mut tasks = self.asked_of_givers();
        tasks.extend(self.restated.told.tasks(ReadCorrections::INFO.name, false));
        tasks.extend(self.asked_of_members(opening));
        tasks.extend(self.asked_of_doers(opened));
        tasks.extend(self.asked_of_writers(self.last.unwrap_or(opened)));
        let offered =
            |(offer, since): (&Offer, _)| Task::of(&offer.owner, AnswerOffer::INFO.name, since).about(offer.no);
        tasks.extend(self.offered().map(offered));
        tasks.extend(
            self.waited_for().map(|agency| Task::of(agency, JoinCase::INFO.name, opened).asked(&opening.director)),
        );
        if let Some(draft) = &self.plan.draft
            && self.plan_waits().next().is_none()
        {
            let key = |agency| Task::of(agency, TurnPlanKey::INFO.name, draft.since).asked_by(Some(draft.by.who()));
            tasks.extend(waiting(&draft.keys).map(key));
        }
        if let Some(closing) = &self.closing {
            let key =
                |agency| Task::of(agency, TurnClosingKey::INFO.name, closing.since).asked_by(Some(closing.by.who()));
            tasks.extend(waiting(&closing.keys).map(key));
        }
        let director = |act, since| Task::of(&opening.director, act, since).role(Role::ProcessDirector);
        if let Some((day, ..)) = &self.called {
            tasks.push(director(ReviewCase::INFO.name, *day));
        }
        let since = self.plan.agreed.last().map_or(opened, |a| a.on);
        let next = match self.state {
            State::Planned => director(ReviewCase::INFO.name, since),
            State::Unopened | State::Open | State::Switched | State::Closed => {
                Task::of(&opening.trio.stay, DraftPlan::INFO.name, since).role(Role::CaseDirector)
            }
        };
        tasks.push(next.due(self.next_look()).meeting());
        let feedback =
            |(agency, since, due): (&AgencyId, _, _)| Task::of(agency, GiveFeedback::INFO.name, since).due(Some(due));
        tasks.extend(self.feedback_asked().map(feedback));
        tasks.extend(self.members.iter().filter_map(greeting));
        tasks.extend(self.asked_of_measurers(opening));
        tasks.extend(self.told_of_documents());
        tasks.extend(self.asked_of_doubted());
        tasks.extend(self.told_of_links());
        tasks.extend(self.scaling_tasks(opening));
        tasks.extend(self.transfer_tasks(opening));
        // Who left reads nothing here any more, so nothing is asked of them.
        let here = |task: &Task| self.sits(&task.agency) || task.agency == opening.director;
        let told = self.told.tasks(ReadCorrections::INFO.name, false).chain(self.told_of_doubts());
        tasks.extend(told.filter(here));
        tasks
    }

    /// Questions to organisations, and proposals that wait for keys.
    fn asked_of_givers(&self) -> Vec<Task> {
        let by = |no| self.authors.of(no, Deed::Made).map(Author::who);
        let question = |a: &Asked| {
            let r = &a.request;
            Task::of(&r.agency, Contribute::INFO.name, r.since).due(Some(r.due)).asked_by(by(r.no)).about(r.no)
        };
        let mut tasks: Vec<Task> = self.asked.iter().filter(|a| a.answer.is_none()).map(question).collect();
        for pending in &self.pending {
            let no = pending.proposal.no;
            let key =
                |agency| Task::of(agency, TurnParticipationKey::INFO.name, pending.since).asked_by(by(no)).about(no);
            tasks.extend(waiting(&pending.keys).map(key));
        }
        tasks
    }

    /// What third parties declare, and when their days are over.
    fn asked_of_members(&self, opening: &Opening) -> Vec<Task> {
        let mut tasks = self.asked_to_direct();
        for member in self.members.iter().filter(|m| m.ended.is_none() && m.is_third()) {
            let no = member.proposal.no;
            if !member.declared {
                let declare = Task::of(&member.proposal.agency, Declare::INFO.name, member.since);
                tasks.push(declare.asked(&opening.director).about(no));
            }
            let end = Task::of(&opening.director, EndParticipation::INFO.name, member.since);
            tasks.push(end.role(Role::ProcessDirector).due(member.until()).about(no));
        }
        tasks
    }

    /// Of who wrote it: what somebody does not take on as it stands, and a factor of which a fact was taken back.
    fn asked_of_writers(&self, today: Date) -> Vec<Task> {
        let ask = |no: u32, since| {
            let whom = self.responsible_for(no, today)?;
            Some(Task::of(whom, CorrectCase::INFO.name, since).about(no))
        };
        let answer = |(no, it): (&u32, &Declined)| Some(ask(*no, it.said.day)?.asked_by(Some(it.by.who())));
        let bereft = |(no, since): (&u32, &Date)| ask(*no, *since);
        self.declined.iter().filter_map(answer).chain(self.bereft.iter().filter_map(bereft)).collect()
    }

    /// Agreements and interventions: to accept, and to do. What was not taken on waits for who asked it.
    fn asked_of_doers(&self, opened: Date) -> Vec<Task> {
        let by = |no| self.authors.of(no, Deed::Made).map(Author::who);
        let agreement = |a: &Agreement| {
            let act = if a.accepted.is_none() { AcceptAgreement::INFO.name } else { CompleteAgreement::INFO.name };
            let task = Task::of(&a.agency, act, a.made).due(Some(a.due)).asked_by(by(a.no)).about(a.no);
            a.person.iter().fold(task, Task::person)
        };
        let mut tasks: Vec<Task> = self
            .agreements
            .iter()
            .filter(|a| a.is_open() && !self.declined.contains_key(&a.no))
            .map(agreement)
            .collect();
        let step = |i: &Intervention| {
            let (act, since) = match i.accepted {
                None => (AcceptIntervention::INFO.name, self.last.unwrap_or(opened)),
                Some(day) => (ReportProgress::INFO.name, day),
            };
            Task::of(&i.agency, act, since).due(Some(i.due)).asked_by(by(i.no)).about(i.no)
        };
        tasks.extend(
            self.plan.interventions.iter().filter(|i| i.is_open() && !self.declined.contains_key(&i.no)).map(step),
        );
        tasks
    }

    /// Who was asked to take part and has not said anything yet.
    pub(super) fn waited_for(&self) -> impl Iterator<Item = &AgencyId> {
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
        let agreements =
            self.agreements.iter().filter(|a| &a.agency == agency && a.is_open() && a.accepted.is_none()).count();
        agreements + self.plan_waits().filter(|a| *a == agency).count()
    }
}

/// To a new participant: that it sits here, until each of its people has looked.
fn greeting(member: &Member) -> Option<Task> {
    let no = u32::try_from(member.greeted?).ok()?;
    let here = member.ended.is_none() && !member.is_third();
    here.then(|| Task::of(&member.proposal.agency, ReadCase::INFO.name, member.since).about(no))
}

fn waiting(keys: &Keys) -> impl Iterator<Item = &AgencyId> {
    keys.needed().iter().filter(|a| !keys.is_turned(a))
}
