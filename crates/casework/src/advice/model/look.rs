//! What can be read from an advice, and what it says about itself.

use super::{Advice, Basis, Mode, Round, State};
use crate::advice::text::{AdviceText, Choice, End};
use crate::table::{Decision, Place};
use kernel::{AgencyId, Date, DossierId, Say, Step};
use vault::{Act, Author, Card, Label, Role, Seat, Task, Tier};

impl Advice {
    /// What it rests on.
    #[must_use]
    pub fn basis(&self) -> Option<&Basis> {
        self.basis.as_ref()
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Who decides.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The text as it is now.
    #[must_use]
    pub fn text(&self) -> Option<&AdviceText> {
        self.texts.last()
    }

    /// The day of the present text.
    #[must_use]
    pub fn written(&self) -> Option<Date> {
        self.written
    }

    /// Who wrote the present text.
    #[must_use]
    pub fn writer(&self) -> Option<&Author> {
        self.writers.last()
    }

    /// Its place among the texts; a signature stands on exactly one.
    #[must_use]
    pub fn text_number(&self) -> usize {
        self.texts.len()
    }

    /// Every round, the first one first.
    #[must_use]
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The round on the present text; none once it was taken back.
    #[must_use]
    pub fn round(&self) -> Option<&Round> {
        self.rounds.last().filter(|r| r.text == self.texts.len() && r.recalled.is_none())
    }

    /// The rounds before it, the first one first.
    pub fn earlier(&self) -> impl Iterator<Item = &Round> {
        let now = usize::from(self.round().is_some());
        self.rounds.iter().take(self.rounds.len().saturating_sub(now))
    }

    /// The text with this number.
    #[must_use]
    pub fn text_of(&self, number: usize) -> Option<&AdviceText> {
        number.checked_sub(1).and_then(|place| self.texts.get(place))
    }

    /// How the present round ended.
    #[must_use]
    pub fn ended(&self) -> Option<&Decision<End>> {
        self.round().and_then(|r| r.end.as_ref())
    }

    /// Who signs.
    #[must_use]
    pub fn signatories(&self) -> &[AgencyId] {
        self.keys.needed()
    }

    /// Whether this signatory has decided on the present text.
    #[must_use]
    pub fn has_decided(&self, agency: &AgencyId) -> bool {
        self.keys.is_turned(agency)
    }

    /// The case that was opened from it.
    #[must_use]
    pub fn case(&self) -> Option<DossierId> {
        self.case
    }

    /// The places of the signatories, as they are drawn.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let issued = self.round().is_some();
        self.keys
            .needed()
            .iter()
            .map(|agency| Place {
                agency: agency.clone(),
                tier: Tier::Triangle,
                spoken: issued.then(|| self.has_decided(agency)),
                key: issued.then(|| self.has_decided(agency)),
                owes: (self.state == State::Round && !self.has_decided(agency))
                    .then(|| Say::of("moet nog besluiten", "has yet to decide")),
            })
            .collect()
    }

    /// Which role signs for this one of the trio.
    fn signs_as(basis: &Basis, agency: &AgencyId) -> Role {
        if agency == &basis.trio[0] {
            Role::Mayor
        } else if agency == &basis.trio[1] {
            Role::Police
        } else {
            Role::Prosecutor
        }
    }

    fn tasks(&self, basis: &Basis) -> Vec<Task> {
        let since = self.touched.unwrap_or(Date::ZERO);
        let director = |act| Task::of(&basis.director, act, since).role(Role::ProcessDirector).urgent(basis.acute);
        let due = Some(basis.terms().until(Step::Advise, since, basis.acute));
        match self.state {
            State::Drafted => vec![director(crate::advice::IssueAdvice::INFO.name).due(due)],
            State::Round => {
                let waiting = self.keys.needed().iter().filter(|a| !self.has_decided(a));
                let round = self.round();
                waiting
                    .map(|agency| {
                        Task::of(agency, crate::advice::DecideAdvice::INFO.name, round.map_or(since, |r| r.issued))
                            .role(Self::signs_as(basis, agency))
                            .due(round.map(|r| r.deadline))
                            .urgent(basis.acute)
                            .asked_by(round.map(|r| r.by.who()))
                    })
                    .collect()
            }
            State::Returned | State::Undecided => vec![self.redraft_task(basis, since).due(due)],
            State::Approved if basis.fits => vec![director(crate::advice::OpenCaseFromAdvice::INFO.name)],
            State::Approved | State::Declined | State::Used => Vec::new(),
        }
    }

    /// Rewriting is for who wrote it, asked by who sent it back.
    fn redraft_task(&self, basis: &Basis, since: Date) -> Task {
        let act = crate::advice::RedraftAdvice::INFO.name;
        let back = self.rounds.last().and_then(|r| r.votes.iter().find(|v| v.choice == Choice::Return));
        let task = match self.writer().filter(|by| by.agency != basis.director) {
            Some(by) if by.agency == basis.trio[0] => Task::of(&by.agency, act, since).role(Role::Official),
            Some(by) => Task::of(&by.agency, act, since).role(Self::signs_as(basis, &by.agency)),
            None => Task::of(&basis.director, act, since).role(Role::ProcessDirector),
        };
        task.asked_by(back.map(|vote| vote.by.who()))
    }

    pub(in crate::advice) fn draw_card(&self) -> Card {
        let basis = self.basis.as_ref();
        let seat = |agency: &AgencyId, tier| Seat::of(agency.clone(), tier);
        let mut seats = Vec::new();
        if let Some(basis) = basis {
            seats.extend(basis.trio.iter().map(|a| seat(a, Tier::Trio)));
            seats.push(seat(&basis.trio[0], Tier::Stay));
            seats.extend(self.keys.needed().iter().map(|a| seat(a, Tier::Triangle)));
            seats.push(seat(&basis.director, Tier::Director));
        }
        let reference = basis.map(|b| b.reference.clone()).unwrap_or_default();
        Card {
            state: self.state.word(),
            facet: self.state.facet(),
            house: basis.map(|b| b.house.clone()).unwrap_or_default(),
            municipality: basis.map(|b| b.municipality.clone()).unwrap_or_default(),
            label: Label {
                title: reference.clone(),
                summary: None,
                called: basis.map(|b| b.subject.name.clone()),
                urgent: false,
            },
            reference,
            opened: self.began.unwrap_or(Date::ZERO),
            due: self.round().filter(|_| self.state == State::Round).map(|r| r.deadline),
            seats,
            tasks: basis
                .map(|b| self.tasks(b))
                .unwrap_or_default()
                .into_iter()
                .chain(self.told.tasks(crate::advice::ReadRestatings::INFO.name, false))
                .collect(),
            persons: Some(self.named.clone()),
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}
