//! Krippendorff's alpha: how far several observers give the same answers, corrected for what chance alone would give. Written out
//! here because no crate for it is kept up; checked against two published tables. Pure, and chance is a parameter.
//!
//! It is computed between tables only and says nothing of any one of them. Nothing in here may take a person as observer.

/// What the answers are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Names: two answers are the same or they are not.
    Nominal,
    /// An order: answers further apart differ more.
    Ordinal,
    /// Numbers of which the difference counts.
    Interval,
    /// Numbers with a nought that means nothing at all, of which the proportion counts.
    Ratio,
}

/// The answers, one row for each thing that was judged: for each observer the number of its answer, or `None` when it gave none.
pub type Answers = [Vec<Option<usize>>];

/// The answers and what they are worth: `values` holds for each number of an answer the number that was given, in rising order.
#[derive(Debug, Clone, Copy)]
pub struct Coded<'a> {
    /// A row for each thing that was judged.
    pub answers: &'a Answers,
    /// What each answer is worth; only differences and proportions look at it.
    pub values: &'a [f64],
}

/// A range within which the figure lies in most of the tries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Alpha: 1 is complete agreement, 0 is what chance would give, below 0 is less than chance. `None` when there is nothing to compare
/// or nobody varied: without variety there is no chance to correct for.
#[must_use]
pub fn alpha(coded: Coded<'_>, level: Level) -> Option<f64> {
    let rows: Vec<&[Option<usize>]> = coded.answers.iter().map(Vec::as_slice).collect();
    of_rows(&rows, coded.values, level)
}

/// The range in which 95 of 100 tries fall, when the things that were judged are drawn anew each time. `pick(n)` gives a number
/// below `n`. `None` when fewer than half of the tries have a figure at all, or all have the same: then a range would promise too much.
pub fn interval(
    coded: Coded<'_>,
    level: Level,
    tries: usize,
    mut pick: impl FnMut(usize) -> usize,
) -> Option<Interval> {
    let comparable: Vec<&[Option<usize>]> =
        coded.answers.iter().map(Vec::as_slice).filter(|row| row.iter().flatten().count() > 1).collect();
    if comparable.len() < 2 {
        return None;
    }
    let mut found: Vec<f64> = (0..tries)
        .filter_map(|_| {
            let drawn: Vec<&[Option<usize>]> =
                comparable.iter().filter_map(|_| comparable.get(pick(comparable.len())).copied()).collect();
            of_rows(&drawn, coded.values, level)
        })
        .collect();
    if found.is_empty() || found.len() * 2 < tries {
        return None;
    }
    found.sort_by(f64::total_cmp);
    let last = found.len() - 1;
    // Two and a half of every hundred are left out at either end.
    let cut = found.len() / 40;
    let (low, high) = (*found.get(cut)?, *found.get(last - cut)?);
    // A range without width would look like certainty; there was too little variety to draw one.
    (high - low > 1e-9).then_some(Interval { low, high })
}

fn of_rows(rows: &[&[Option<usize>]], values: &[f64], level: Level) -> Option<f64> {
    let kinds = rows.iter().flat_map(|row| row.iter().flatten()).max()? + 1;
    let together = coincidences(rows, kinds);
    let each: Vec<f64> = together.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = each.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (a, row) in together.iter().enumerate() {
        for (b, seen) in row.iter().enumerate() {
            let apart = distance(level, &each, values, a, b);
            observed += seen * apart;
            expected += at(&each, a) * at(&each, b) * apart;
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
}

/// How often two answers were given to the same thing, each thing counting for as many answers as it got.
fn coincidences(rows: &[&[Option<usize>]], kinds: usize) -> Vec<Vec<f64>> {
    let mut together = vec![vec![0.0; kinds]; kinds];
    for row in rows {
        let given: Vec<usize> = row.iter().flatten().copied().collect();
        // One answer alone can be compared with nothing.
        if given.len() < 2 {
            continue;
        }
        let share = 1.0 / (given.len() - 1) as f64;
        for (n, a) in given.iter().enumerate() {
            for (m, b) in given.iter().enumerate() {
                if n != m
                    && let Some(cell) = together.get_mut(*a).and_then(|row| row.get_mut(*b))
                {
                    *cell += share;
                }
            }
        }
    }
    together
}

/// How far two answers are apart, squared.
fn distance(level: Level, each: &[f64], values: &[f64], a: usize, b: usize) -> f64 {
    let (one, other) = (at(values, a), at(values, b));
    match level {
        Level::Nominal => f64::from(u8::from(a != b)),
        Level::Ordinal => {
            let between: f64 = (a.min(b)..=a.max(b)).map(|k| at(each, k)).sum();
            let apart = between - f64::midpoint(at(each, a), at(each, b));
            apart * apart
        }
        Level::Interval => (one - other) * (one - other),
        Level::Ratio if a == b => 0.0,
        Level::Ratio => {
            let apart = (one - other) / (one + other);
            apart * apart
        }
    }
}

fn at(each: &[f64], n: usize) -> f64 {
    each.get(n).copied().unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Four observers, twelve units: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section E.
    const FOUR_OBSERVERS: &str = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3.";
    /// Five observers, forty units: Hayes and Krippendorff, Answering the Call for a Standard Reliability Measure, 2007, table 1.
    const FIVE_OBSERVERS: &str = "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. \
        .100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0 \
        0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 \
        110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1";
    /// Three observers, fifteen units, with most answers missing: the example of the reference library for Python.
    const THREE_OBSERVERS: &str = ".1. ... .22 .11 .33 334 444 13. 2.2 1.1 1.1 3.3 3.3 ... 3.4";

    fn answers(text: &str) -> Vec<Vec<Option<usize>>> {
        let row = |word: &str| word.chars().map(|c| c.to_digit(10).map(|d| d as usize)).collect();
        text.split_whitespace().map(row).collect()
    }

    /// What the digits of a table are worth: what they say.
    const DIGITS: [f64; 10] = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];

    fn figure(answers: &Answers, level: Level) -> Option<f64> {
        alpha(Coded { answers, values: &DIGITS }, level)
    }

    fn range(answers: &Answers, level: Level, tries: usize, pick: impl FnMut(usize) -> usize) -> Option<Interval> {
        interval(Coded { answers, values: &DIGITS }, level, tries, pick)
    }

    fn digits(found: Option<f64>, places: usize) -> String {
        format!("{:.places$}", found.unwrap())
    }

    #[test]
    fn alpha_equals_the_published_example_of_2007_to_four_digits() {
        let table = answers(FIVE_OBSERVERS);
        assert_eq!(table.len(), 40);
        assert_eq!(digits(figure(&table, Level::Nominal), 4), "0.4765");
        assert_eq!(digits(figure(&table, Level::Ordinal), 4), "0.7598");
        assert_eq!(digits(figure(&table, Level::Interval), 4), "0.7574");
        assert_eq!(digits(figure(&table, Level::Ratio), 4), "0.6621");
    }

    #[test]
    fn alpha_equals_the_published_example_of_2011_with_answers_missing() {
        let table = answers(FOUR_OBSERVERS);
        assert_eq!(table.len(), 12);
        assert_eq!(digits(figure(&table, Level::Nominal), 3), "0.743");
        assert_eq!(digits(figure(&table, Level::Ordinal), 3), "0.815");
        assert_eq!(digits(figure(&table, Level::Interval), 3), "0.849");
        assert_eq!(digits(figure(&table, Level::Ratio), 3), "0.797");
    }

    #[test]
    fn alpha_equals_the_reference_example_of_three_observers() {
        assert_eq!(digits(figure(&answers(THREE_OBSERVERS), Level::Nominal), 3), "0.691");
        assert_eq!(digits(figure(&answers(THREE_OBSERVERS), Level::Interval), 3), "0.811");
    }

    #[test]
    fn without_variety_or_without_a_second_answer_there_is_no_figure() {
        assert_eq!(figure(&answers("11 11 11"), Level::Nominal), None);
        assert_eq!(figure(&answers("1. .2"), Level::Nominal), None);
        assert_eq!(figure(&[], Level::Ordinal), None);
        assert_eq!(range(&answers("12"), Level::Nominal, 100, |_| 0), None);
    }

    #[test]
    fn the_interval_holds_the_figure_and_is_the_same_every_time() {
        let table = answers(FIVE_OBSERVERS);
        let found = |seed| {
            let mut chance = fastrand::Rng::with_seed(seed);
            range(&table, Level::Ordinal, 2000, |n| chance.usize(..n)).unwrap()
        };
        let (first, figure) = (found(7), figure(&table, Level::Ordinal).unwrap());
        assert_eq!(first, found(7));
        assert!(first.low < figure && figure < first.high, "{first:?}");
        // Forty units with five observers: the published range of that table is 0.71 to 0.81, by a narrower way of drawing.
        assert!(first.low > 0.6 && first.high < 0.9, "{first:?}");
    }

    #[test]
    fn few_units_give_a_wide_interval() {
        let mut chance = fastrand::Rng::with_seed(1);
        let few = range(&answers("111112 000000 121212"), Level::Nominal, 1000, |n| chance.usize(..n)).unwrap();
        assert!(few.high - few.low > 0.4, "{few:?}");
    }

    proptest! {
        /// Who the observers are does not matter, and complete agreement is 1.
        #[test]
        fn the_order_of_observers_does_not_count(rows in prop::collection::vec(prop::collection::vec(prop::option::of(0usize..4), 5), 1..12)) {
            let turned: Vec<Vec<Option<usize>>> = rows.iter().map(|r| r.iter().rev().copied().collect()).collect();
            match (figure(&rows, Level::Nominal), figure(&turned, Level::Nominal)) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9 && a <= 1.0 + 1e-9),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn complete_agreement_is_one_and_opposites_are_below_zero() {
        assert_eq!(digits(figure(&answers("111 222 000"), Level::Nominal), 4), "1.0000");
        assert!(figure(&answers("12 21 12 21"), Level::Nominal).unwrap() < 0.0);
    }
}
