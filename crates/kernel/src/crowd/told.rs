//! The rule itself: what comes out.

use super::{
    bands::{self, Words},
    bars::{self, Bar, Share},
    tally::{Cell, FLOOR, Order, SMALL, Tally},
};
use serde::{Deserialize, Serialize};

/// What may be told of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", content = "of", rename_all = "kebab-case")]
pub enum Told {
    /// Fewer answers than the bar.
    TooFew,
    /// Whatever would be told could lead to somebody.
    Hidden,
    /// In words.
    Words(Words),
    /// In bars.
    Bars(Vec<Bar>),
    /// Every answer with how often it was given, where everybody may know: said under a name, or no answers of people at all.
    Open(Vec<Bar>),
}

impl Tally {
    /// What may be told of it, from so many answers on.
    #[must_use]
    pub fn told(&self, order: Order, bar: usize) -> Told {
        let bar = bar.max(FLOOR);
        if self.people() < bar || self.answered() < bar {
            return Told::TooFew;
        }
        match bars::of(std::slice::from_ref(self), order) {
            Some(bars) if self.people() >= SMALL => Told::Bars(bars.concat()),
            Some(_) | None => Told::Words(bands::of(self, order)),
        }
    }

    /// How often each answer was given, where that is no secret of anybody: everybody answered under a name, or what is counted are no
    /// answers of people.
    #[must_use]
    pub fn in_the_open(&self) -> Told {
        let bar =
            |option| Bar { cells: vec![Some(option)], people: self.at(Some(option)), of: self.people(), silent: 0 };
        Told::Open((0..self.options()).map(bar).collect())
    }
}

/// What may be told of parts of one group side by side, each part large enough to have bars; `None` when they have none in common.
#[must_use]
pub fn split(parts: &[Tally], order: Order) -> Option<Vec<Told>> {
    let large = parts.iter().all(|part| part.people() >= SMALL);
    let bars = large.then(|| bars::of(parts, order)).flatten()?;
    Some(bars.into_iter().map(Told::Bars).collect())
}

/// Several that were told apart, such as two moments, side by side: with the same bars in each, put together where one of them had them
/// together; or all in words.
#[must_use]
pub fn beside(told: &[&Told]) -> Vec<Told> {
    let bars = |one: &&Told| match one {
        Told::Bars(bars) => Some(bars.clone()),
        Told::TooFew | Told::Hidden | Told::Words(_) | Told::Open(_) => None,
    };
    let all: Option<Vec<Vec<Bar>>> = told.iter().map(bars).collect();
    all.and_then(|all| bars::common(&all)).map_or_else(
        || told.iter().map(|one| one.in_words()).collect(),
        |all| all.into_iter().map(Told::Bars).collect(),
    )
}

impl Told {
    /// Bars that were stored before there was this rule, judged anew: those of a small group become words.
    #[must_use]
    pub fn stored(bars: Vec<(Vec<Cell>, usize)>) -> Self {
        let of: usize = bars.iter().map(|(_, people)| people).sum();
        let cell = bars.iter().any(|(_, people)| (1..FLOOR).contains(people));
        // How many of them were silent is not known any more, so a bar with them hides nobody who answered.
        let silent = |cells: &[Cell], people| if cells.contains(&None) { people } else { 0 };
        let bar = |(cells, people): (Vec<Cell>, usize)| Bar { silent: silent(&cells, people), cells, people, of };
        let bars: Vec<Bar> = bars.into_iter().map(bar).collect();
        if of < FLOOR || bars.is_empty() || cell {
            Self::Hidden
        } else if of >= SMALL && bars::are_several(&bars) {
            Self::Bars(bars)
        } else {
            Self::Bars(bars).in_words()
        }
    }

    /// The same in words, from what is told and nothing else.
    #[must_use]
    pub fn in_words(&self) -> Self {
        match self {
            Self::TooFew | Self::Hidden | Self::Words(_) | Self::Open(_) => self.clone(),
            Self::Bars(bars) => {
                let most = bars.iter().find(|bar| bar.people * 2 > bar.of).map(|bar| bar.cells.clone());
                Self::Words(Words { most, spread: None })
            }
        }
    }

    /// The bars; none where it is told in words, or not.
    #[must_use]
    pub fn bars(&self) -> &[Bar] {
        match self {
            Self::Bars(bars) | Self::Open(bars) => bars,
            Self::TooFew | Self::Hidden | Self::Words(_) => &[],
        }
    }

    /// The bars with the part that each is.
    pub fn shares(&self) -> impl Iterator<Item = (&Bar, Share)> {
        let open = matches!(self, Self::Open(_));
        self.bars().iter().map(move |bar| (bar, Share { people: bar.people, of: bar.of, open }))
    }

    /// The words, for a drawing of them.
    #[must_use]
    pub fn words(&self) -> Option<&Words> {
        match self {
            Self::Words(words) => Some(words),
            Self::TooFew | Self::Hidden | Self::Bars(_) | Self::Open(_) => None,
        }
    }
}
