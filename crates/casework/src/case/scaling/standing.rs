//! How the help is organised now: the phase, who has which responsibility, and what a question about it can rest on.

use super::parts::{Criteria, Handover, Holding, Scaling, Waiting};
use super::words::{Duty, Phase};
use crate::case::contribution::{Audience, Item, Nature};
use crate::case::directing::{Direction, TWO_PEOPLE};
use crate::case::model::{Case, State};
use crate::case::plan::{Agreement, Review};
use kernel::{AgencyId, CaseTerms, Date, Note, PersonId, Refusal};

/// Who has a responsibility.
#[derive(Debug, Clone, Copy)]
pub enum Stand<'a> {
    /// Who directs the case or the process, and whether they still have to say that they take it on.
    Directs(&'a AgencyId, &'a PersonId, bool),
    /// What was said of it here.
    Said(&'a Holding),
    /// Nobody, and nobody sees to it.
    Nobody,
}

/// Something that a question rests on.
#[derive(Debug, Clone, Copy)]
pub enum Rest<'a> {
    /// A fact on the table.
    Fact(&'a Item),
    /// An agreement.
    Agreement(&'a Agreement),
    /// A look back.
    Review(&'a Review),
}

impl Rest<'_> {
    /// Its number within the case.
    #[must_use]
    pub fn no(&self) -> u32 {
        match self {
            Self::Fact(item) => item.no,
            Self::Agreement(agreement) => agreement.no,
            Self::Review(review) => review.no,
        }
    }
}

impl Case {
    /// How the help is organised: with process direction, until it moved.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.scaling.moved.map_or(Phase::Directed, |(phase, _)| phase)
    }

    /// Since when.
    #[must_use]
    pub fn phase_since(&self) -> Option<Date> {
        self.scaling.moved.map(|(_, since)| since).or(self.opened)
    }

    /// What this case counts with.
    #[must_use]
    pub fn terms(&self) -> CaseTerms {
        self.opening.as_ref().and_then(|opening| opening.terms).unwrap_or_default()
    }

    /// Questions, answers and who is on turn.
    #[must_use]
    pub fn scaling(&self) -> &Scaling {
        &self.scaling
    }

    /// Who has this responsibility. Who left has none any more.
    #[must_use]
    pub fn stand(&self, duty: Duty) -> Stand<'_> {
        let said = self.scaling.duties.get(&duty).filter(|holding| match holding {
            Holding::Named { agency, .. } | Holding::Vacant { agency, .. } => self.is_here(agency),
        });
        let directs = match duty {
            Duty::Case => Some(Direction::Case),
            Duty::Process => Some(Direction::Process),
            Duty::Operational | Duty::Administrative => None,
        };
        let person = directs.and_then(|what| Some((self.agency_of(what)?, self.directs(what)?, what)));
        match (person, said) {
            (Some((agency, person, what)), _) => {
                Stand::Directs(agency, person, self.chosen(what).is_some_and(|chosen| chosen.taken.is_none()))
            }
            (None, Some(holding)) => Stand::Said(holding),
            (None, None) => Stand::Nobody,
        }
    }

    /// The organisations that choose who directs.
    #[must_use]
    pub fn agency_of(&self, direction: Direction) -> Option<&AgencyId> {
        let opening = self.opening.as_ref()?;
        Some(match direction {
            Direction::Case => &opening.trio.stay,
            Direction::Process => &opening.director,
        })
    }

    /// Whether this organisation sits here or guards the process.
    #[must_use]
    pub fn is_here(&self, agency: &AgencyId) -> bool {
        self.sits(agency) || self.opening.as_ref().is_some_and(|opening| &opening.director == agency)
    }

    /// Before the help moves, all four are somebody's or somebody sees to it; and who directs the case does not guard its process.
    pub(super) fn four_are_said(&self) -> Result<(), Refusal> {
        let direct = [Direction::Case, Direction::Process].map(|what| self.directs(what));
        if let [Some(case), Some(process)] = direct
            && case == process
        {
            return Err(TWO_PEOPLE);
        }
        if Duty::ALL.into_iter().any(|duty| matches!(self.stand(duty), Stand::Nobody)) {
            return Err(Refusal::of(
                "Vul alle vier in, of zeg wie het regelt en wanneer.",
                "Fill in all four, or say who sees to it and by when.",
            ));
        }
        Ok(())
    }

    /// Agreements and interventions that nobody would have when the help is organised like this: of who left, and of the process director
    /// where that goes.
    #[must_use]
    pub fn ownerless(&self, to: Phase) -> Vec<(&AgencyId, &Note, Date)> {
        let director = self.opening.as_ref().map(|opening| &opening.director);
        let stays = |agency: &AgencyId| self.sits(agency) || (to >= Phase::Directed && director == Some(agency));
        // What was declined is nobody's to keep.
        let declined = |no: u32| self.declined(no).is_some_and(|said| said.said.another.is_none());
        let agreements = self.agreements.iter().filter(|a| a.is_open() && !declined(a.no));
        let steps = self.plan.interventions.iter().filter(|i| i.is_open() && !declined(i.no));
        let all = agreements.map(|a| (&a.agency, &a.what, a.due)).chain(steps.map(|i| (&i.agency, &i.text, i.due)));
        all.filter(|(agency, ..)| !stays(agency)).collect()
    }

    /// What a question can rest on for who asks it: what they read themselves.
    #[must_use]
    pub fn rests_for(&self, agency: &AgencyId, today: Date) -> Vec<Rest<'_>> {
        let third = self.is_third(agency);
        let facts = self.items_for(agency, today).into_iter().filter(|item| item.gift.nature == Nature::Fact);
        let agreements = self.agreements.iter().filter(|a| !third || &a.agency == agency);
        let reviews = self.plan.reviews.iter().filter(|_| !third);
        facts.map(Rest::Fact).chain(agreements.map(Rest::Agreement)).chain(reviews.map(Rest::Review)).collect()
    }

    /// The same, as far as everybody who answers reads it too: who turns a key reads what it rests on.
    #[must_use]
    pub fn may_rest_on(&self, agency: &AgencyId, today: Date) -> Vec<Rest<'_>> {
        let open = |rest: &Rest<'_>| match rest {
            Rest::Fact(item) => item.gift.audience == Audience::All,
            Rest::Agreement(_) | Rest::Review(_) => true,
        };
        self.rests_for(agency, today).into_iter().filter(open).collect()
    }

    /// The question in this direction that waits, as far as this organisation knows of it: a third party of its own alone.
    #[must_use]
    pub fn scaling_waits(&self, agency: &AgencyId, up: bool) -> Option<&Waiting> {
        let third = self.is_third(agency);
        let knows = |waiting: &&Waiting| !third || &waiting.by.agency == agency;
        self.scaling.waiting.iter().filter(knows).find(|waiting| waiting.asking.is_up() == up)
    }

    /// When the help moves next.
    #[must_use]
    pub fn criteria(&self) -> &Criteria {
        &self.scaling.criteria
    }

    /// What is being handed over.
    #[must_use]
    pub fn handover(&self) -> Option<&Handover> {
        self.scaling.handover.as_ref()
    }

    /// The question of this number, as long as it waits in a case that runs.
    #[must_use]
    pub fn scaling_question(&self, no: u32) -> Option<&Waiting> {
        let runs = matches!(self.state, State::Open | State::Planned);
        self.scaling.waiting.iter().find(|waiting| runs && waiting.asking.no == no)
    }
}

/// What is said of a question that does not wait any more.
pub(super) const ANSWERED: Refusal = Refusal::of(
    "Op deze vraag wordt niet meer gewacht: zij is beantwoord, of deze casus loopt niet meer.",
    "This question no longer waits: it was answered, or this case no longer runs.",
);
