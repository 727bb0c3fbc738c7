//! Counts of the process: how often something happened in a house in a quarter, and how long it took. They are all that crosses from
//! work about people to learning about the work. A count below five never leaves the vault, and what leaves it cannot be
//! subtracted until such a count comes out. There is no person, no dossier and no moment in any of these types.

mod names;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use names::{Counter, Tells};

use crate::{Date, Refusal, Say};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// Counts below this are not told (EVA-07).
pub const FEW: u64 = 5;

/// The most that a count can be that is not told.
const MOST_HIDDEN: u64 = FEW - 1;

/// That something happened, and how many days it took where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// What happened.
    pub what: Counter,
    /// How many days it took.
    pub days: Option<u32>,
}

impl Measure {
    /// That it happened.
    #[must_use]
    pub const fn of(what: Counter) -> Self {
        Self { what, days: None }
    }

    /// That it happened, so many days after it began; a day before the beginning counts as none.
    #[must_use]
    pub fn lasting(what: Counter, began: Date, ended: Date) -> Self {
        let days = began.until(ended).map_or(0, |span| span.get_days());
        Self { what, days: Some(u32::try_from(days).unwrap_or(0)) }
    }
}

/// Three months: the shortest time over which is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    n: u8,
}

impl Quarter {
    /// The quarter in which a day falls.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), n: u8::try_from((day.month() - 1) / 3 + 1).unwrap_or(1) }
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Self {
        if self.n == 1 { Self { year: self.year - 1, n: 4 } } else { Self { n: self.n - 1, ..self } }
    }

    /// The four of a year.
    #[must_use]
    pub fn all_of(year: i16) -> [Self; 4] {
        [1, 2, 3, 4].map(|n| Self { year, n })
    }

    /// What people call it.
    #[must_use]
    pub fn says(self) -> Say {
        let Self { year, n } = self;
        Say::made(format!("{n}e kwartaal {year}"), format!("quarter {n} of {year}"))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year, self.n)
    }
}

impl FromStr for Quarter {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        const NO: Refusal = Refusal::of("Schrijf een kwartaal als 2026-Q1.", "Write a quarter as 2026-Q1.");
        let (year, n) = text.split_once("-Q").ok_or(NO)?;
        let (year, n) = (year.parse().map_err(|_| NO)?, n.parse().map_err(|_| NO)?);
        if (1..=4).contains(&n) && (2000..=2999).contains(&year) { Ok(Self { year, n }) } else { Err(NO) }
    }
}

/// A count as it may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// So many.
    Exact(u64),
    /// Fewer than five, or none.
    Few,
    /// At least so many: small counts in it are left out.
    AtLeast(u64),
    /// Of a whole: all of it but for fewer than five, or all.
    NearlyAll,
}

impl Figure {
    /// A count of its own.
    #[must_use]
    pub fn of(n: u64) -> Self {
        if n < FEW { Self::Few } else { Self::Exact(n) }
    }

    /// The count of several houses together in one quarter, from what each of them has. It is exact only when it tells of no hidden
    /// count more than that it is between none and four: all others together leave room for that.
    #[must_use]
    pub fn together(each: &[u64]) -> Self {
        let all: u64 = each.iter().sum();
        let (hidden, told): (Vec<u64>, Vec<u64>) = each.iter().partition(|n| **n < FEW);
        let told: u64 = told.iter().sum();
        let rest: u64 = hidden.iter().sum();
        let others = MOST_HIDDEN * (hidden.len() as u64).saturating_sub(1);
        if hidden.is_empty() || (FEW..=others).contains(&rest) {
            Self::of(all)
        } else if all < FEW {
            Self::Few
        } else {
            Self::AtLeast(told)
        }
    }

    /// How many of `whole` carry something that `part` of them carry: neither those that do nor those that do not are told
    /// when they are few.
    #[must_use]
    pub fn share(part: u64, whole: u64) -> Self {
        if whole < FEW || part < FEW {
            Self::Few
        } else if whole.saturating_sub(part) < FEW {
            Self::NearlyAll
        } else {
            Self::Exact(part)
        }
    }

    /// The same for several houses together, each as part and whole. It is told only when nothing had to be hidden of any of them:
    /// a part and its whole together say more than either.
    #[must_use]
    pub fn share_together(each: &[(u64, u64)]) -> Self {
        let (part, whole) = each.iter().fold((0, 0), |(p, w), (part, whole)| (p + part, w + whole));
        let told = |(p, w): &(u64, u64)| match Self::share(*p, *w) {
            Self::Exact(n) => Some(n),
            Self::Few | Self::AtLeast(_) | Self::NearlyAll => None,
        };
        let all: Option<u64> = each.iter().map(told).sum();
        match (all, Self::share(part, whole)) {
            (_, small @ (Self::Few | Self::NearlyAll)) => small,
            (Some(n), _) => Self::Exact(n),
            (None, _) => Self::AtLeast(each.iter().filter_map(told).sum()),
        }
    }

    /// A longer time, from what was told of its parts and nothing else: so it cannot say more than they do.
    #[must_use]
    pub fn sum(parts: &[Self]) -> Self {
        let mut sum = 0;
        let mut whole = true;
        for part in parts {
            match part {
                Self::Exact(n) => sum += n,
                Self::AtLeast(n) => {
                    sum += n;
                    whole = false;
                }
                Self::Few | Self::NearlyAll => whole = false,
            }
        }
        if whole { Self::of(sum) } else { Self::AtLeast(sum) }
    }

    /// In words how large a part of a whole is, from what was told of both in each quarter and nothing else: so it cannot say more than the
    /// figures do. Quarters of which the whole is not told are left out; `None` when that are all.
    #[must_use]
    pub fn part_says(quarters: &[(Self, Self)]) -> Option<Say> {
        let (mut least, mut most, mut all) = (0, 0, 0);
        for (part, whole) in quarters {
            let Self::Exact(whole) = whole else { continue };
            let (low, high) = match part {
                Self::Exact(n) => (*n, *n),
                Self::Few => (0, MOST_HIDDEN),
                Self::AtLeast(n) => (*n, *whole),
                Self::NearlyAll => (whole.saturating_sub(MOST_HIDDEN), *whole),
            };
            (least, most, all) = (least + low, most + high, all + whole);
        }
        let (nl, en) = if least * 3 >= all * 2 {
            ("bijna alle", "nearly all")
        } else if least * 2 > all {
            ("de meeste", "most")
        } else if most * 3 <= all {
            ("weinig of geen", "few or none")
        } else if most * 2 < all {
            ("minder dan de helft", "fewer than half")
        } else {
            ("een deel", "some")
        };
        (all > 0).then(|| Say::made(format!("van {all} besluiten {nl}"), format!("of {all} decisions {en}")))
    }

    /// What people read.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Exact(n) => Say::made(n.to_string(), n.to_string()),
            Self::Few => Say::of("minder dan 5", "fewer than 5"),
            Self::AtLeast(0) => Say::of("te klein om te noemen", "too small to tell"),
            Self::AtLeast(n) => Say::made(format!("ten minste {n}"), format!("at least {n}")),
            Self::NearlyAll => Say::of("alle, op minder dan 5 na", "all but fewer than 5"),
        }
    }
}

/// What one house counted in one quarter, as it lies in the vault: for each counter how often it took how many days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted(BTreeMap<Counter, BTreeMap<Option<u32>, u64>>);

impl Counted {
    /// Adds so many.
    pub fn add(&mut self, what: Counter, days: Option<u32>, n: u64) {
        *self.0.entry(what).or_default().entry(days).or_default() += n;
    }

    fn how_often(&self, what: Counter) -> u64 {
        self.0.get(&what).map_or(0, |row| row.values().sum())
    }

    fn share(&self, what: Counter) -> (u64, u64) {
        (self.how_often(what), self.how_often(Counter::Decision))
    }
}

/// What was counted in a quarter, in one house or in all of them together, as it may be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    counts: BTreeMap<Counter, Figure>,
    medians: BTreeMap<Counter, u32>,
}

impl Figures {
    /// What may be told of this house.
    #[must_use]
    pub fn of(house: &Counted) -> Self {
        Self::told(std::slice::from_ref(house), |what| match what.tells() {
            Tells::ShareOfDecisions => {
                let (part, whole) = house.share(what);
                Figure::share(part, whole)
            }
            Tells::Count | Tells::CountAndDays | Tells::Days => Figure::of(house.how_often(what)),
        })
    }

    /// What may be told of several regions together, from what may be told of each of them and nothing else: so the whole cannot be
    /// subtracted from until a hidden count comes out.
    #[must_use]
    pub fn of_regions(regions: &[Vec<Counted>]) -> Self {
        match regions {
            [one] => Self::of_all(one),
            several => {
                let told: Vec<Self> = several.iter().map(|houses| Self::of_all(houses)).collect();
                let houses: Vec<Counted> = several.iter().flatten().cloned().collect();
                Self { medians: Self::of_all(&houses).medians, ..Self::sum(&told) }
            }
        }
    }

    /// What may be told of all houses of a region together, each of which may also be told of alone. A house that counted nothing
    /// belongs to them too.
    #[must_use]
    pub fn of_all(houses: &[Counted]) -> Self {
        Self::told(houses, |what| match what.tells() {
            Tells::ShareOfDecisions => {
                Figure::share_together(&houses.iter().map(|h| h.share(what)).collect::<Vec<_>>())
            }
            Tells::Count | Tells::CountAndDays | Tells::Days => {
                Figure::together(&houses.iter().map(|h| h.how_often(what)).collect::<Vec<_>>())
            }
        })
    }

    fn told(houses: &[Counted], figure: impl Fn(Counter) -> Figure) -> Self {
        let mut told = Self::default();
        for what in Counter::ALL.iter().copied() {
            if what.tells() != Tells::Days {
                told.counts.insert(what, figure(what));
            }
            if matches!(what.tells(), Tells::Days | Tells::CountAndDays) {
                let mut row: BTreeMap<u32, u64> = BTreeMap::new();
                for (days, n) in houses.iter().filter_map(|h| h.0.get(&what)).flatten() {
                    if let Some(days) = days {
                        *row.entry(*days).or_default() += n;
                    }
                }
                if let Some(days) = median(&row.into_iter().collect::<Vec<_>>()) {
                    told.medians.insert(what, days);
                }
            }
        }
        told
    }

    /// A longer time or a larger area, from what was told of its parts. There is no median of medians.
    #[must_use]
    pub fn sum(parts: &[Self]) -> Self {
        let figure = |what: &Counter| {
            let parts: Vec<Figure> = parts.iter().map(|q| q.at_least(*what)).collect();
            (*what, Figure::sum(&parts))
        };
        let told = Counter::ALL.iter().filter(|what| what.tells() != Tells::Days);
        Self { counts: told.map(figure).collect(), medians: BTreeMap::new() }
    }

    /// The same as the count, with *all but for fewer than five* as the number that it is at least.
    fn at_least(&self, what: Counter) -> Figure {
        match (self.count(what), self.count(Counter::Decision)) {
            (Figure::NearlyAll, Figure::Exact(whole) | Figure::AtLeast(whole)) => {
                Figure::AtLeast(whole.saturating_sub(MOST_HIDDEN))
            }
            (figure, _) => figure,
        }
    }

    /// How often; what never happened is told like what hardly happened.
    #[must_use]
    pub fn count(&self, what: Counter) -> Figure {
        self.counts.get(&what).copied().unwrap_or(Figure::Few)
    }

    /// How many days in the middle, where at least five were counted.
    #[must_use]
    pub fn median(&self, what: Counter) -> Option<u32> {
        self.medians.get(&what).copied()
    }
}

/// The days in the middle of a row of (days, how often), in order of days; of two in the middle the longer one. `None` below five.
#[must_use]
pub fn median(row: &[(u32, u64)]) -> Option<u32> {
    let all: u64 = row.iter().map(|(_, n)| n).sum();
    if all < FEW {
        return None;
    }
    let mut seen = 0;
    row.iter()
        .find(|(_, n)| {
            seen += n;
            seen > all / 2
        })
        .map(|(days, _)| *days)
}
