//! What a small group is told: where most stand and how far apart, in bands that are wide enough to hide in.

use super::tally::{Cell, Order, Tally};
use serde::{Deserialize, Serialize};

/// What a small group is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Words {
    /// Where more than half of who answered stand; `None` when nowhere.
    pub(super) most: Option<Vec<Cell>>,
    /// Whether the answers lie far apart; `None` where answers have no order.
    pub(super) spread: Option<Spread>,
}

/// How far apart answers on a scale lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spread {
    /// Not at both ends.
    Close,
    /// At both ends two or more.
    Apart,
}

/// What a small group is told of this.
pub(super) fn of(tally: &Tally, order: Order) -> Words {
    let within = |band: &Vec<Cell>| band.iter().map(|cell| tally.at(*cell)).sum::<usize>();
    let most = bands(tally.options(), order).into_iter().find(|band| within(band) * 2 > tally.answered());
    let spread = ends(tally.options(), order)
        .map(|(low, high)| if within(&low) >= 2 && within(&high) >= 2 { Spread::Apart } else { Spread::Close });
    Words { most, spread }
}

/// In which bands a small group is said to stand: the halves of a scale of four or more and its middle, else each answer by itself.
fn bands(options: u16, order: Order) -> Vec<Vec<Cell>> {
    let each = |from: u16, until: u16| (from..until).map(|n| vec![Some(n)]).collect::<Vec<_>>();
    if order == Order::Choice || options < 4 {
        return each(0, options);
    }
    let half = options / 2;
    let low = (0..half).map(Some).collect();
    let high = (options - half..options).map(Some).collect();
    [vec![low], each(half, options - half), vec![high]].concat()
}

/// The two ends of a scale of three or more: a third of it each, less where it does not divide.
fn ends(options: u16, order: Order) -> Option<(Vec<Cell>, Vec<Cell>)> {
    let long = (options + 1) / 3;
    let has = order == Order::Scale && options > 2;
    has.then(|| ((0..long).map(Some).collect(), (options - long..options).map(Some).collect()))
}

impl Words {
    /// Where most stand.
    #[must_use]
    pub fn most(&self) -> &[Cell] {
        self.most.as_deref().unwrap_or_default()
    }

    /// Whether the answers have an order, so that they lie close together or far apart.
    #[must_use]
    pub fn has_order(&self) -> bool {
        self.spread.is_some()
    }

    /// Whether the answers lie far apart.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        self.spread == Some(Spread::Apart)
    }
}
