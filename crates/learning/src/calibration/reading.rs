//! How a table reads an invented signal: for each criterion where it points, with the reason in words. A reading is never of a person:
//! what people of one table hand in apart is merged before anybody sees it.

use kernel::{
    Note,
    criteria::Criterion,
    crowd::{self, FLOOR, Order, Tally},
};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// Where a signal points on one criterion.
    pub enum Points {
        /// It gives reason for concern.
        Concern = "concern", "Dit geeft reden tot zorg", "This gives reason for concern";
        /// It gives none.
        NoConcern = "no-concern", "Dit geeft geen reden tot zorg", "This gives no reason for concern";
        /// The facts do not say.
        CannotTell = "cannot-tell", "Dat is uit deze feiten niet te zeggen", "These facts do not tell";
    }
}

/// What is said on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Where it points.
    pub points: Points,
    /// Why.
    pub reason: Note,
}

/// One of each thing for each of the five criteria: none can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfFive<T> {
    violence: T,
    adherence: T,
    relations: T,
    identification: T,
    resilience: T,
}

impl<T> OfFive<T> {
    /// Made one by one, in the order of the criteria.
    pub fn each(mut make: impl FnMut(Criterion) -> T) -> Self {
        Self {
            violence: make(Criterion::Violence),
            adherence: make(Criterion::Adherence),
            relations: make(Criterion::Relations),
            identification: make(Criterion::Identification),
            resilience: make(Criterion::Resilience),
        }
    }

    /// What belongs to this criterion.
    pub fn on(&self, criterion: Criterion) -> &T {
        match criterion {
            Criterion::Violence => &self.violence,
            Criterion::Adherence => &self.adherence,
            Criterion::Relations => &self.relations,
            Criterion::Identification => &self.identification,
            Criterion::Resilience => &self.resilience,
        }
    }
}

impl<T> OfFive<Option<T>> {
    /// All five, when none is missing.
    pub fn whole(self) -> Option<OfFive<T>> {
        Some(OfFive {
            violence: self.violence?,
            adherence: self.adherence?,
            relations: self.relations?,
            identification: self.identification?,
            resilience: self.resilience?,
        })
    }
}

/// A reading as it is handed in.
pub type Reading = OfFive<Answer>;

/// What a table says on one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Where it points; `None` when the people at this table did not read it alike.
    pub points: Option<Points>,
    /// The reasons that were given, in an order that tells nothing.
    pub reasons: Vec<Note>,
}

/// The reading of one table, as it lies beside the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableReading {
    /// Which table.
    pub table: u16,
    /// What it says.
    pub said: OfFive<Said>,
}

/// From so many people on, their readings become the reading of their table; below that it would be somebody's.
pub const MERGED_FROM: usize = FLOOR;

impl TableReading {
    /// The reading that a table handed in together.
    #[must_use]
    pub fn together(table: u16, reading: &Reading) -> Self {
        let said = |criterion| {
            let answer = reading.on(criterion);
            Said { points: Some(answer.points), reasons: vec![answer.reason.clone()] }
        };
        Self { table, said: OfFive::each(said) }
    }

    /// What the people of a table handed in apart, as one reading: what may be told of them in words, which is where more than half point, or
    /// that they do not read it alike. `None` when they are too few.
    #[must_use]
    pub fn merged(table: u16, readings: &[Reading]) -> Option<Self> {
        if readings.len() < MERGED_FROM {
            return None;
        }
        let said = |criterion| {
            let place = |points: Points| Points::ALL.iter().position(|one| *one == points);
            let cells = readings.iter().map(|r| place(r.on(criterion).points).and_then(|n| u16::try_from(n).ok()));
            let told = Tally::of(Points::ALL.len(), cells).told(Order::Choice, MERGED_FROM).in_words();
            let most = told.words().and_then(|words| words.most().first().copied().flatten());
            let mut reasons: Vec<Note> = readings.iter().map(|r| r.on(criterion).reason.clone()).collect();
            crowd::mixed(&mut reasons, "", ToString::to_string);
            Said { points: most.and_then(|n| Points::ALL.get(usize::from(n)).copied()), reasons }
        };
        Some(Self { table, said: OfFive::each(said) })
    }

    /// Whether it is of as many people as the rule asks: one that was merged of fewer, before there was one rule, is shown no more.
    #[must_use]
    pub fn is_of_enough(&self) -> bool {
        self.said.on(Criterion::Violence).reasons.len() >= MERGED_FROM
    }
}
