//! What can be read from a weighing, and by whom: the seal on the views lives here.

use super::{Consultation, Round, Settle, Settled, State, Supply, Text, Weighing};
use crate::table::Place;
use crate::weighing::filing::Filing;
use crate::weighing::judgement::{Judgement, Outcome};
use crate::weighing::view::HandedIn;
use kernel::{AgencyId, Date, DossierId, PersonId, Say};
use vault::{Author, Tier};

impl Weighing {
    /// The aanmelding.
    #[must_use]
    pub fn filing(&self) -> Option<&Filing> {
        self.filing.as_ref()
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Municipality of stay, police and OM.
    #[must_use]
    pub fn trio(&self) -> &[AgencyId] {
        self.filing.as_ref().map(|f| f.trio.as_slice()).unwrap_or_default()
    }

    /// The round that runs, or ran last.
    #[must_use]
    pub fn round(&self) -> Option<&Round> {
        self.rounds.last()
    }

    /// Every round, the first one first.
    #[must_use]
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The views of the present round that this organisation may read. One of the three reads nothing of another before its own is
    /// in; the process director reads none before all are in; nobody else reads any.
    #[must_use]
    pub fn views_for(&self, agency: &AgencyId) -> Vec<&HandedIn> {
        self.rounds.last().map(|r| self.readable(r, agency)).unwrap_or_default()
    }

    /// The same for an earlier round: what was open then is open still.
    #[must_use]
    pub fn views_of<'a>(&'a self, round: &'a Round, agency: &AgencyId) -> Vec<&'a HandedIn> {
        self.readable(round, agency)
    }

    fn readable<'a>(&'a self, round: &'a Round, agency: &AgencyId) -> Vec<&'a HandedIn> {
        let own = round.views.iter().any(|v| &v.by.agency == agency);
        let all = self.trio().iter().all(|a| round.views.iter().any(|v| &v.by.agency == a));
        let directs = self.filing.as_ref().is_some_and(|f| &f.director == agency);
        if (self.trio().contains(agency) && own) || (directs && all) {
            // In the order of the trio, so that a table on a page keeps its columns.
            self.trio().iter().filter_map(|a| round.views.iter().find(|v| &v.by.agency == a)).collect()
        } else {
            Vec::new()
        }
    }

    /// Whether this organisation handed in its view in the present round.
    #[must_use]
    pub fn handed_in(&self, agency: &AgencyId) -> bool {
        self.rounds.last().is_some_and(|r| r.views.iter().any(|v| &v.by.agency == agency))
    }

    /// Whether this organisation may still hand in, or replace, its view.
    #[must_use]
    pub fn may_hand_in(&self, agency: &AgencyId) -> bool {
        let others = self.rounds.last().is_some_and(|r| r.views.iter().any(|v| &v.by.agency != agency));
        self.state == State::Analysing && self.trio().contains(agency) && !(self.handed_in(agency) && others)
    }

    /// Whether more than one text has lain on the table.
    #[must_use]
    pub fn was_rewritten(&self) -> bool {
        self.rounds.iter().map(|round| round.texts.len()).sum::<usize>() > 1
    }

    /// The text that lies on the table.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        self.rounds.last().and_then(|r| r.texts.last())
    }

    /// The judgement on which three keys were turned; there is none in the other states.
    #[must_use]
    pub fn judged(&self) -> Option<&Judgement> {
        match self.state {
            State::Fits | State::DoesNotFit | State::CareNeeded | State::OtherTable | State::CriminalTrack => {
                self.text().map(|t| &t.judgement)
            }
            State::Analysing
            | State::Open
            | State::NoAgreement
            | State::Referred
            | State::Ended
            | State::NotFollowed => None,
        }
    }

    /// Whether this organisation has answered on the present text, by key or by disagreeing.
    #[must_use]
    pub fn has_answered(&self, agency: &AgencyId) -> bool {
        self.rounds
            .last()
            .is_some_and(|r| r.keys.is_turned(agency) || r.disagreements.iter().any(|d| &d.by.agency == agency))
    }

    /// Whether this event ends the weighing, so that what lies below can end with it: the last of three keys, or the third yes to ending.
    #[must_use]
    pub fn ends_with(&self, event: &super::Event) -> bool {
        match event {
            super::Event::KeyTurned { .. } => self.rounds.last().is_some_and(|r| {
                let others = r.keys.people().count() + 1 == r.keys.needed().len() && r.disagreements.is_empty();
                let goes_on = |t: &Text| t.judgement.decision.outcome == Outcome::MoreInformation;
                others && !r.texts.last().is_some_and(goes_on)
            }),
            super::Event::Settled(settled) => settled.how == Settle::End,
            super::Event::WayAgreed { proposal, .. } => self.ends_by(*proposal),
            super::Event::Opened { .. }
            | super::Event::Consulted { .. }
            | super::Event::Answered { .. }
            | super::Event::Supplied { .. }
            | super::Event::ViewHandedIn { .. }
            | super::Event::Jotted { .. }
            | super::Event::Drafted { .. }
            | super::Event::Disagreed { .. }
            | super::Event::Restated { .. }
            | super::Event::ViewAdded { .. }
            | super::Event::NoticeTaken
            | super::Event::Handed(_)
            | super::Event::UrgentSeen { .. }
            | super::Event::PersonsNamed { .. }
            | super::Event::NotFollowed
            | super::Event::WayProposed { .. }
            | super::Event::WayDropped { .. }
            | super::Event::Advised { .. }
            | super::Event::CaseOpened { .. }
            | super::Event::CaseClosed { .. } => false,
        }
    }

    /// Whether it cannot wait, and is not concluded yet.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.filing.as_ref().is_some_and(|filing| filing.acute) && self.concluded_on.is_none()
    }

    /// Since when it cannot wait: the three count the days to confirm it from then on, whatever begins anew later.
    #[must_use]
    pub fn urgent_since(&self) -> Option<Date> {
        self.urgent_since
    }

    /// Whether it goes on to an advice or a case once it is known whom it is about.
    #[must_use]
    pub fn waits_for_a_name(&self) -> bool {
        matches!(self.state, State::Fits | State::Referred)
            && self.advice.is_none()
            && self.case.is_none()
            && self.filing.as_ref().is_some_and(|filing| filing.subject.unnamed)
    }

    /// Who of this organisation confirmed that they saw what cannot wait.
    #[must_use]
    pub fn seen_by(&self, agency: &AgencyId) -> Option<&super::Noticed> {
        self.seen.iter().find(|seen| &seen.by.agency == agency)
    }

    /// Every question to another organisation.
    #[must_use]
    pub fn consultations(&self) -> &[Consultation] {
        &self.consultations
    }

    /// The open question of this organisation: all that it sees.
    #[must_use]
    pub fn question_for(&self, agency: &AgencyId) -> Option<&Consultation> {
        self.consultations.iter().find(|c| &c.agency == agency && c.answer.is_none())
    }

    /// What the college supplied.
    #[must_use]
    pub fn supplies(&self) -> &[Supply] {
        &self.supplies
    }

    /// What this person supplied: all that somebody reads of it who only supplies.
    pub fn supplied_by<'a>(&'a self, person: &'a PersonId) -> impl Iterator<Item = &'a Supply> {
        self.supplies.iter().filter(move |supply| &supply.by.person == person)
    }

    /// Who filed it.
    #[must_use]
    pub fn filed_by(&self) -> Option<&Author> {
        self.filed_by.as_ref()
    }

    /// How it went on after no agreement and by whose keys, the first one first.
    #[must_use]
    pub fn settled(&self) -> &[(Settled, Vec<Author>)] {
        &self.settled
    }

    /// Whether the one fresh round has been.
    #[must_use]
    pub fn has_repeated(&self) -> bool {
        self.settled.iter().any(|(s, _)| matches!(s.how, Settle::Repeat { .. }))
    }

    /// The day on which it ended with an outcome.
    #[must_use]
    pub fn concluded_on(&self) -> Option<Date> {
        self.concluded_on
    }

    /// The advice that was begun from it.
    #[must_use]
    pub fn advice(&self) -> Option<DossierId> {
        self.advice
    }

    /// The case that was opened from it.
    #[must_use]
    pub fn case(&self) -> Option<DossierId> {
        self.case
    }

    /// The three places at the table, as they are drawn.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let drafted = self.text().is_some();
        self.trio()
            .iter()
            .map(|agency| Place {
                agency: agency.clone(),
                tier: Tier::Trio,
                spoken: Some(self.handed_in(agency)),
                key: drafted.then(|| self.rounds.last().is_some_and(|r| r.keys.is_turned(agency))),
                owes: self.owes(agency),
            })
            .collect()
    }

    fn owes(&self, agency: &AgencyId) -> Option<Say> {
        match self.state {
            State::Analysing => (!self.handed_in(agency))
                .then(|| Say::of("moet nog een zienswijze inleveren", "has yet to hand in a view")),
            State::Open => (self.text().is_some() && !self.has_answered(agency))
                .then(|| Say::of("moet nog antwoorden op het oordeel", "has yet to answer on the judgement")),
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
}
