//! Nobody is found, not by a small group and not by subtracting.

use super::*;
use crate::questionnaire::results::{self, SMALLEST_CELL, safe};
use proptest::prelude::*;

fn make(sheets: &[Sheet], split: Option<u16>) -> Results {
    results::make(&[questions()], sheets, 10, split, &BTreeMap::new())
}

fn sheets(counts: &[(u16, u16, usize)]) -> Vec<Sheet> {
    let of = |(table, step, n): &(u16, u16, usize)| vec![sheet(1, answers(*table, *step)); *n];
    counts.iter().flat_map(of).collect()
}

#[test]
fn one_below_the_threshold_shows_nothing() {
    let nine = sheets(&[(0, 3, 9)]);
    assert_eq!(make(&nine, None).versions[0].whole, None);
    let refused = closed().release(&numbered(nine), None, day("02-04-2026"));
    assert!(why(refused).contains("fewer than 10"));
    let ten = sheets(&[(0, 3, 10)]);
    assert_eq!(make(&ten, None).versions[0].whole.as_ref().map(|whole| whole.people), Some(10));
    assert!(closed().release(&numbered(ten), None, day("02-04-2026")).is_ok());
}

#[test]
fn a_threshold_below_the_floor_counts_as_the_floor() {
    let four = sheets(&[(0, 3, 4)]);
    let made = results::make(&[questions()], &four, 1, None, &BTreeMap::new());
    assert_eq!(made.versions[0].whole, None);
}

#[test]
fn small_cells_go_together_with_a_neighbour() {
    // Steps: 2 people at 1, 6 at 2, 7 at 3, 5 at 5.
    let made = make(&sheets(&[(0, 1, 2), (0, 2, 6), (1, 3, 7), (1, 5, 5)]), None);
    let whole = made.versions[0].whole.as_ref().unwrap();
    let scale = whole.tables.iter().find(|table| table.question == 2).unwrap();
    assert_eq!(scale.bars[0].cells, [Cell::At(1), Cell::At(2)]);
    assert_eq!(scale.bars[0].people, 8);
    assert_eq!(scale.bars.iter().map(|bar| bar.people).sum::<usize>(), 20);
}

#[test]
fn how_many_gave_no_answer_is_a_cell_too() {
    let mut all = sheets(&[(0, 2, 9), (0, 4, 9)]);
    all.extend(vec![sheet(1, Answers(BTreeMap::from([(1, Answer::Options([0].into()))]))); 2]);
    let made = make(&all, None);
    let scale = made.versions[0].whole.as_ref().unwrap().tables.iter().find(|table| table.question == 2).unwrap();
    let nothing = scale.bars.iter().find(|bar| bar.cells.contains(&Cell::Nothing)).unwrap();
    assert!(nothing.cells.len() > 1 && nothing.people >= SMALLEST_CELL, "{scale:?}");
}

#[test]
fn a_question_that_almost_everybody_answers_the_same_is_not_shown() {
    let made = make(&sheets(&[(0, 3, 19), (1, 3, 1)]), None);
    let table = made.versions[0].whole.as_ref().unwrap().tables.iter().find(|table| table.question == 1).unwrap();
    assert!(table.bars.is_empty(), "one person stands out: {table:?}");
}

#[test]
fn an_answer_of_several_is_a_yes_or_a_no_and_neither_is_small() {
    let with = |chosen: &[u16]| {
        let mut given = answers(0, 3);
        given.0.insert(3, Answer::Options(chosen.iter().copied().collect()));
        sheet(1, given)
    };
    let mut all = vec![with(&[0]); 8];
    all.extend(vec![with(&[0, 1]); 2]);
    all.extend(vec![with(&[]); 6]);
    let made = make(&all, None);
    let tables: Vec<_> =
        made.versions[0].whole.as_ref().unwrap().tables.iter().filter(|table| table.question == 3).cloned().collect();
    assert_eq!(tables[0].bars[0].people, 10);
    assert!(tables[1].bars.is_empty(), "two chose it: not shown");
}

#[test]
fn a_split_puts_small_groups_together_and_takes_in_another_when_that_is_not_enough() {
    // 12 at the first table, 11 at the second, 4 at the third.
    let made = make(&sheets(&[(0, 3, 12), (1, 3, 11), (2, 3, 4)]), Some(1));
    let groups = &made.versions[0].groups;
    let shape: Vec<(usize, usize)> = groups.iter().map(|group| (group.of.len(), group.people)).collect();
    assert_eq!(shape, [(1, 12), (2, 15)], "the smallest other group hides the small one");
    let made = make(&sheets(&[(0, 3, 12), (1, 3, 4), (2, 3, 4)]), Some(1));
    assert!(made.versions[0].groups.is_empty(), "eight people are no group, and twenty are everybody");
}

#[test]
fn two_reports_that_overlap_cannot_be_made() {
    let all = numbered(sheets(&[(0, 3, 12), (1, 3, 11)]));
    let Event::Released { results } = closed().release(&all, None, day("02-04-2026")).unwrap() else {
        unreachable!("results")
    };
    let released = after([
        begun(),
        Event::Arranged { questions: questions() },
        Event::Opened,
        Event::Closed,
        Event::Released { results },
    ]);
    let without_one = &all[1..];
    assert!(why(released.release(without_one, None, day("02-04-2026"))).contains("cannot be done twice"));
    assert!(why(released.release(&all, Some(1), day("02-04-2026"))).contains("cannot be done twice"));
}

#[test]
fn versions_are_never_counted_together() {
    let mut all = sheets(&[(0, 3, 12)]);
    all.extend(vec![sheet(2, answers(0, 3)); 9]);
    let made = results::make(&[questions(), questions()], &all, 10, None, &BTreeMap::new());
    assert_eq!(made.versions[0].whole.as_ref().map(|whole| whole.people), Some(12));
    assert_eq!(made.versions[1].whole, None, "nine people: nothing, and nowhere is there a 21 to take 12 from");
}

/// Everything that can be counted by adding and subtracting what is shown of one question: sums of groups, and what is left of the
/// whole without them.
fn derivable(results: &Results, number: u16, part: Option<u16>) -> Vec<usize> {
    let version = &results.versions[0];
    let bars = |group: &Group| {
        group.tables.iter().find(|t| t.question == number && t.part == part).map(|t| t.bars.clone()).unwrap_or_default()
    };
    let mut found: Vec<usize> = version.whole.iter().flat_map(bars).map(|bar| bar.people).collect();
    let whole: BTreeMap<Cell, (usize, Vec<Cell>)> = version
        .whole
        .iter()
        .flat_map(bars)
        .flat_map(|bar| bar.cells.clone().into_iter().map(move |cell| (cell, (bar.people, bar.cells.clone()))))
        .collect();
    for subset in 1_u32..(1 << version.groups.len()) {
        let chosen = || (0..version.groups.len()).filter(|n| subset & (1 << n) != 0).map(|n| &version.groups[n]);
        let shapes: Vec<Vec<Bar>> = chosen().map(bars).collect();
        let Some(first) = shapes.first() else { continue };
        for (n, bar) in first.iter().enumerate() {
            let sum: usize = shapes.iter().filter_map(|bars| bars.get(n)).map(|bar| bar.people).sum();
            found.push(sum);
            // The whole may show the same cells; then the others are what is left.
            let mut cells: Vec<(usize, Vec<Cell>)> = bar.cells.iter().filter_map(|c| whole.get(c).cloned()).collect();
            cells.dedup();
            let covered: Vec<Cell> = cells.iter().flat_map(|(_, cells)| cells.clone()).collect();
            if covered.len() == bar.cells.len() && !cells.is_empty() {
                let people: usize = cells.iter().map(|(people, _)| people).sum();
                found.push(people - sum);
            }
        }
    }
    found
}

proptest! {
    #[test]
    fn nothing_that_is_shown_can_be_added_or_subtracted_to_a_few_people(
        people in proptest::collection::vec((0_u16..4, 0_u16..6, 0_u16..4), 0..80)
    ) {
        let all: Vec<Sheet> = people
            .iter()
            .map(|(table, step, several)| {
                let mut given = BTreeMap::new();
                if *table < 3 { given.insert(1, Answer::Options([*table].into())); }
                if *step > 0 { given.insert(2, Answer::Step(*step)); }
                let chosen = (0..2).filter(|n| several & (1 << n) != 0).collect();
                given.insert(3, Answer::Options(chosen));
                sheet(1, Answers(given).fitting(&questions()))
            })
            .collect();
        let made = make(&all, Some(1));
        let version = &made.versions[0];
        prop_assert_eq!(version.whole.is_some(), all.len() >= 10);
        for group in &version.groups {
            prop_assert!(group.people >= 10 && (all.len() - group.people == 0 || all.len() - group.people >= 10));
        }
        for (number, part) in [(1, None), (2, None), (3, Some(0)), (3, Some(1))] {
            for people in derivable(&made, number, part) {
                prop_assert!(people == 0 || people >= SMALLEST_CELL, "{} people at question {}", people, number);
            }
        }
        // What is shown adds up to everybody, so nothing is hidden outside the cells.
        for group in version.whole.iter().chain(&version.groups) {
            for table in group.tables.iter().filter(|table| !table.bars.is_empty()) {
                prop_assert_eq!(table.bars.iter().map(|bar| bar.people).sum::<usize>(), group.people);
            }
        }
    }
}

#[test]
fn cells_go_together_in_all_groups_when_they_are_small_in_one() {
    let cells = [Cell::At(0), Cell::At(1), Cell::At(2), Cell::Nothing];
    let one = BTreeMap::from([(Cell::At(0), 6), (Cell::At(1), 7), (Cell::At(2), 8)]);
    let other = BTreeMap::from([(Cell::At(0), 2), (Cell::At(1), 9), (Cell::At(2), 9)]);
    let bars = safe(&cells, false, &[one, other]);
    assert_eq!(bars[0].len(), bars[1].len());
    assert!(bars.iter().flatten().all(|bar| bar.people == 0 || bar.people >= SMALLEST_CELL));
    assert!(bars[0].iter().any(|bar| bar.cells.contains(&Cell::At(0)) && bar.cells.len() > 1));
}
