//! Cells are put together until none is small in any part, in the same way for all.

use super::tally::{Cell, FLOOR, Order, Tally};
use serde::{Deserialize, Serialize};

/// People whose answers were put together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    pub(super) cells: Vec<Cell>,
    pub(super) people: usize,
    pub(super) of: usize,
    /// How many of them gave no answer.
    #[serde(default, skip_serializing_if = "is_nobody")]
    pub(super) silent: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_nobody(silent: &usize) -> bool {
    *silent == 0
}

/// What part of everybody a bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub(super) people: usize,
    pub(super) of: usize,
    pub(super) open: bool,
}

/// The bars of each part; `None` when there would be one with one to four people, or those of a part who answered would
/// stand in one bar.
pub(super) fn of(parts: &[Tally], order: Order) -> Option<Vec<Vec<Bar>>> {
    let options = parts.iter().map(Tally::options).max()?;
    let within = |cells: &[Cell], part: &Tally| cells.iter().map(|cell| part.at(*cell)).sum::<usize>();
    let everywhere = |cells: &[Cell]| parts.iter().map(|part| within(cells, part)).sum::<usize>();
    let silent = |cells: &[Cell], part: &Tally| if cells.contains(&None) { part.at(None) } else { 0 };
    // Also for who knows which people gave no answer: those in it who did are none or enough.
    let is_small = |cells: &[Cell]| {
        parts.iter().any(|part| {
            let people = within(cells, part);
            (1..FLOOR).contains(&people) || (1..FLOOR).contains(&(people - silent(cells, part)))
        })
    };
    let mut bars: Vec<Vec<Cell>> = (0..options).map(Some).chain([None]).map(|cell| vec![cell]).collect();
    while let Some(small) = bars.iter().position(|cells| is_small(cells)) {
        let with = partner(&bars, small, order, everywhere)?;
        let taken = bars.remove(small.max(with));
        if let Some(bar) = bars.get_mut(small.min(with)) {
            bar.extend(taken);
            bar.sort_by_key(|cell| (cell.is_none(), *cell));
        }
    }
    bars.retain(|cells| cells != &[None] || everywhere(cells) > 0);
    let made = |part: &Tally| -> Vec<Bar> {
        let bar = |cells: &Vec<Cell>| Bar {
            cells: cells.clone(),
            people: within(cells, part),
            of: part.people(),
            silent: silent(cells, part),
        };
        bars.iter().map(bar).collect()
    };
    let made: Vec<Vec<Bar>> = parts.iter().map(made).collect();
    made.iter().all(|bars| are_several(bars)).then_some(made)
}

/// Whether those who answered stand in more than one of these bars: else it would be known what they all said.
pub(super) fn are_several(bars: &[Bar]) -> bool {
    bars.iter().filter(|bar| bar.people > bar.silent).count() > 1
}

/// With which other bar a small one goes together: on a scale with the smaller neighbour, else with the smallest that is not empty, for
/// alone with an empty one there is nobody to hide among. No answer is nobody's neighbour, so it goes with the smallest.
fn partner(bars: &[Vec<Cell>], small: usize, order: Order, people: impl Fn(&[Cell]) -> usize) -> Option<usize> {
    let none = |n: usize| bars.get(n).is_some_and(|cells| cells == &[None]);
    let count = |n: usize| bars.get(n).map_or(0, |cells| people(cells));
    let others = || (0..bars.len()).filter(|n| *n != small);
    let neighbours = others().filter(|n| order == Order::Scale && !none(small) && !none(*n) && n.abs_diff(small) == 1);
    neighbours.min_by_key(|n| count(*n)).or_else(|| others().min_by_key(|n| (count(*n) == 0, count(*n))))
}

/// The same bars for several that have bars of their own, put together where any of them had them together; `None` when one has no bars
/// or would stand in one as a whole.
pub(super) fn common(all: &[Vec<Bar>]) -> Option<Vec<Vec<Bar>>> {
    let mut joined: Vec<Vec<Cell>> = Vec::new();
    for bar in all.iter().flatten() {
        let (with, apart): (Vec<_>, Vec<_>) =
            joined.into_iter().partition(|cells| cells.iter().any(|cell| bar.cells.contains(cell)));
        let mut cells: Vec<Cell> = with.into_iter().flatten().chain(bar.cells.iter().copied()).collect();
        cells.sort_by_key(|cell| (cell.is_none(), *cell));
        cells.dedup();
        joined = apart;
        joined.push(cells);
    }
    joined.sort_by_key(|cells| cells.first().map(|cell| (cell.is_none(), *cell)));
    let together = |bars: &[Bar]| -> Vec<Bar> {
        let of = bars.first().map_or(0, |bar| bar.of);
        let bar = |cells: &Vec<Cell>| {
            let inside = || bars.iter().filter(|bar| bar.cells.iter().any(|cell| cells.contains(cell)));
            let (people, silent) = (inside().map(|bar| bar.people).sum(), inside().map(|bar| bar.silent).sum());
            Bar { cells: cells.clone(), people, of, silent }
        };
        joined.iter().map(bar).collect()
    };
    let made: Vec<Vec<Bar>> = all.iter().map(|bars| together(bars)).collect();
    made.iter().all(|bars| are_several(bars)).then_some(made)
}

impl Bar {
    /// What was put together.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    pub(super) fn percent(&self) -> usize {
        Share { people: self.people, of: self.of, open: false }.percent()
    }
}

impl Share {
    /// For the length of a drawn bar: out of a thousand.
    #[must_use]
    pub fn thousandths(self) -> usize {
        (self.people * 1000).checked_div(self.of).unwrap_or(0)
    }

    pub(super) fn percent(self) -> usize {
        (self.people * 200 + self.of).checked_div(self.of * 2).unwrap_or(0)
    }
}
