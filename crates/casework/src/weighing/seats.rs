//! What a weighing says about itself: who sits there, what is asked of whom, and the one notice to the filer.

use super::filing::Filing;
use super::model::{State, Weighing};
use kernel::{AgencyId, Date, Step};
use vault::{Act, Card, Findable, Label, Role, Seat, Task, Tier};

impl State {
    /// The filter of the list.
    #[must_use]
    pub fn facet(self) -> &'static str {
        match self {
            Self::Analysing | Self::Open => "running",
            Self::NoAgreement | Self::Referred => "no-agreement",
            Self::Fits => "fits",
            Self::DoesNotFit
            | Self::CareNeeded
            | Self::OtherTable
            | Self::CriminalTrack
            | Self::Ended
            | Self::NotFollowed => "ended",
        }
    }
}

impl Weighing {
    pub(super) fn draw_card(&self) -> Card {
        let (state, facet) = (self.state.word(), self.state.facet());
        // No store ever holds a weighing in which nothing has happened yet.
        let Some(filing) = &self.filing else { return Card { state, facet, ..Card::blank() } };
        // No name in the title: a consulted organisation finds this line in its worklist, and its question is anonymous (U-05). Who reads
        // the weighing reads whom it is about.
        let called = Some(filing.subject.name.clone());
        let label = Label { title: filing.reference.clone(), summary: None, called, urgent: false };
        let mut findable: Vec<Findable> = filing.subject.bsn.iter().cloned().map(Findable::Bsn).collect();
        if let Some(born) = filing.subject.born.and_then(kernel::Born::exact) {
            findable.push(Findable::NameAndBirth(filing.subject.name.clone(), born));
        }
        Card {
            state,
            facet,
            house: filing.house.clone(),
            municipality: filing.municipality.clone(),
            reference: filing.reference.clone(),
            opened: filing.opened,
            due: self.due(),
            label,
            seats: self.seats(filing),
            tasks: self
                .tasks(filing)
                .into_iter()
                .chain(self.told.tasks(super::ReadRestatings::INFO.name, false))
                // Once there is a judgement, who supplies for the college reads nothing here any more.
                .chain(self.told_college.tasks(super::ReadSupply::INFO.name, false).filter(|_| self.running()))
                .collect(),
            persons: Some(self.named.clone()),
            findable,
            claims: Vec::new(),
        }
    }

    fn due(&self) -> Option<Date> {
        match self.state {
            State::Analysing | State::Open => self.rounds.last().map(|r| r.due),
            State::Fits
            | State::DoesNotFit
            | State::CareNeeded
            | State::OtherTable
            | State::CriminalTrack
            | State::NoAgreement
            | State::Referred
            | State::Ended
            | State::NotFollowed => None,
        }
    }

    fn running(&self) -> bool {
        matches!(self.state, State::Analysing | State::Open)
    }

    fn seats(&self, filing: &Filing) -> Vec<Seat> {
        let seat = |agency: &AgencyId, tier| Seat::of(agency.clone(), tier);
        let mut seats: Vec<Seat> = filing.trio.iter().map(|a| seat(a, Tier::Trio)).collect();
        seats.push(seat(&filing.trio[0], Tier::Stay));
        seats.push(seat(&filing.director, Tier::Director));
        seats.push(seat(&filing.filer.agency, Tier::Filer));
        if self.running() {
            // A consulted organisation has a seat as long as its question is open, and not a day longer.
            let open = self.consultations.iter().filter(|c| c.answer.is_none());
            seats.extend(open.map(|c| seat(&c.agency, Tier::Consulted)));
        }
        seats
    }

    fn tasks(&self, filing: &Filing) -> Vec<Task> {
        let Some(round) = self.rounds.last() else { return Vec::new() };
        let since = self.text().map_or(round.began, |t| t.on);
        let task = |agency: &AgencyId, role: Option<Role>, act, since, due| {
            let task = Task::of(agency, act, since).due(due).urgent(filing.acute);
            Task { role, asker: Some(filing.director.clone()), ..task }
        };
        let by_nobody = |task: Task| Task { asker: None, ..task };
        let due = Some(round.due);
        let mut tasks = Vec::new();
        match self.state {
            State::Analysing => {
                tasks.extend(self.unseen(filing));
                let owing = filing.trio.iter().filter(|a| !self.handed_in(a));
                tasks.extend(owing.map(|a| task(a, None, super::HandInView::INFO.name, round.began, due)));
                // Whom the municipality named for its college, and who does not weigh.
                let college = Some(Role::Partner);
                tasks.push(task(&filing.trio[0], college, super::SupplyToTrio::INFO.name, round.began, due));
            }
            State::Open if self.text().is_none() => tasks.push(by_nobody(task(
                &filing.director,
                Some(Role::ProcessDirector),
                super::DraftJudgement::INFO.name,
                round.views.iter().map(|v| v.on).max().unwrap_or(round.began),
                due,
            ))),
            State::Open => {
                let owing = filing.trio.iter().filter(|a| !self.has_answered(a));
                let by = self.text().map(|text| text.by.who());
                tasks.extend(owing.map(|a| task(a, None, super::TurnKey::INFO.name, since, due).asked_by(by)));
            }
            State::NoAgreement | State::Referred => {
                // Once an advice began it goes on by that, unless one of them proposes to end it.
                if self.advice.is_none() || self.way().is_some() {
                    tasks.extend(self.way_tasks(filing, since));
                }
                if self.may_advise().is_ok() {
                    tasks.push(self.advise_task(filing, since));
                }
            }
            State::Fits if self.may_advise().is_ok() => {
                tasks.push(self.advise_task(filing, self.concluded_on.unwrap_or(since)));
            }
            State::Fits
            | State::DoesNotFit
            | State::CareNeeded
            | State::OtherTable
            | State::CriminalTrack
            | State::Ended
            | State::NotFollowed => {}
        }
        if self.running() {
            let open = self.consultations.iter().filter(|c| c.answer.is_none());
            tasks.extend(open.map(|c| {
                task(&c.agency, None, super::AnswerQuestion::INFO.name, c.asked, Some(c.due))
                    .asked_by(Some(c.asked_by.who()))
            }));
        }
        if let Some(notice) = self.notice_waits() {
            tasks.push(task(&filing.filer.agency, None, super::TakeNotice::INFO.name, notice.on, None));
        }
        tasks
    }

    /// What cannot wait is shown to the three at once, each until it says that it saw it or hands in its view.
    fn unseen(&self, filing: &Filing) -> Vec<Task> {
        let Some(since) = self.urgent_since.filter(|_| self.is_urgent()) else { return Vec::new() };
        let owing = filing.trio.iter().filter(|a| self.seen_by(a).is_none());
        let due = Some(filing.terms().until(Step::Confirm, since, true));
        let task = |agency: &AgencyId| {
            let task = Task::of(agency, super::ConfirmUrgent::INFO.name, since).due(due).urgent(true);
            let by = self.filed_by.as_ref().map(vault::Author::who);
            Task { asker: Some(filing.filer.agency.clone()), ..task }.asked_by(by)
        };
        owing.map(task).collect()
    }

    /// Who is to propose how it goes on: the municipality, or who declined what another proposed. Then whoever has not agreed yet.
    fn way_tasks(&self, filing: &Filing, since: Date) -> Vec<Task> {
        let act = super::SettleNoAgreement::INFO.name;
        let Some(proposal) = self.way() else {
            let dropped = self.last_dropped();
            let (agency, since) = dropped.map_or((&filing.trio[0], since), |d| (&d.by.agency, d.on.max(since)));
            return vec![Task::of(agency, act, since).urgent(filing.acute).asked(&filing.director)];
        };
        let owing = filing.trio.iter().filter(|agency| !proposal.keys.is_turned(agency));
        let asks =
            |agency| Task { asker: proposal.by().map(|by| by.agency.clone()), ..Task::of(agency, act, proposal.on) };
        owing.map(|agency| asks(agency).urgent(filing.acute).asked_by(proposal.by().map(vault::Author::who))).collect()
    }

    fn advise_task(&self, filing: &Filing, since: Date) -> Task {
        // Before it was known whom it is about there was nothing to write.
        let since = self.named_on().map_or(since, |on| on.max(since));
        Task::of(&filing.director, super::Advise::INFO.name, since)
            .role(Role::ProcessDirector)
            .due(Some(filing.terms().until(Step::Advise, since, filing.acute)))
            .urgent(filing.acute)
    }
}
