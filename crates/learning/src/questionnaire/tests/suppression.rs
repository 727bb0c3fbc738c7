//! Nobody is found, not by a small group and not by subtracting.

use super::*;
use crate::questionnaire::results::{self, Table};
use kernel::crowd::{FLOOR, SMALL, Told};
use proptest::prelude::*;

/// Bar by bar what stands together and how many people, as it is kept; nothing where it is told in words or not at all.
fn bars(told: &Told) -> Vec<(Vec<Option<u16>>, usize)> {
    let kept = serde_json::to_value(told).unwrap();
    let bar = |bar: &serde_json::Value| {
        let people = bar["people"].as_u64().unwrap();
        (serde_json::from_value(bar["cells"].clone()).unwrap(), usize::try_from(people).unwrap())
    };
    if kept["is"] == "bars" { kept["of"].as_array().unwrap().iter().map(bar).collect() } else { Vec::new() }
}

fn table(group: &Group, question: u16, part: Option<u16>) -> Option<Told> {
    let table: &Table = group.tables.iter().find(|t| t.question == question && t.part == part)?;
    let questions = questions();
    Some(table.told(&questions.iter().find(|q| q.number == question)?.asks))
}

fn whole(results: &Results, question: u16, part: Option<u16>) -> Told {
    table(results.versions[0].whole.as_ref().unwrap(), question, part).unwrap()
}

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
    let scale = bars(&whole(&made, 2, None));
    assert_eq!(scale[0], (vec![Some(0), Some(1)], 8));
    assert_eq!(scale.iter().map(|(_, people)| people).sum::<usize>(), 20);
}

#[test]
fn how_many_gave_no_answer_is_a_cell_too() {
    let mut all = sheets(&[(0, 2, 9), (0, 4, 9)]);
    all.extend(vec![sheet(1, Answers(BTreeMap::from([(1, Answer::Options([0].into()))]))); 2]);
    let scale = bars(&whole(&make(&all, None), 2, None));
    let nothing = scale.iter().find(|(cells, _)| cells.contains(&None)).unwrap();
    assert!(nothing.0.len() > 1 && nothing.1 >= FLOOR, "{scale:?}");
}

#[test]
fn a_table_of_six_with_a_threshold_of_five_gets_a_sentence_and_no_number() {
    let six = sheets(&[(0, 4, 3), (0, 5, 1), (1, 3, 1), (1, 2, 1)]);
    let made = results::make(&[questions()], &six, 5, None, &BTreeMap::new());
    let options = answers_to(&scale(), None);
    let says = whole(&made, 2, None).says(&options, 5);
    assert_eq!(says.nl, "De meesten: 4 of 5 (altijd). De meeste antwoorden liggen dicht bij elkaar.");
    assert!(!serde_json::to_string(&made.versions[0].whole.as_ref().unwrap().tables).unwrap().contains("people"));
}

#[test]
fn a_question_that_almost_everybody_answers_the_same_is_told_as_most_like_one_that_all_do() {
    let nearly = make(&sheets(&[(0, 3, 19), (1, 3, 1)]), None);
    let all = make(&sheets(&[(0, 3, 20)]), None);
    assert_eq!(whole(&nearly, 1, None), whole(&all, 1, None));
    assert!(whole(&nearly, 1, None).words().is_some(), "one person stands out, and is not seen");
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
    all.extend(vec![with(&[]); 12]);
    let made = make(&all, None);
    assert_eq!(bars(&whole(&made, 3, Some(0)))[0], (vec![Some(0)], 10));
    assert_eq!(whole(&made, 3, Some(1)).yes_or_no().nl, "de meesten niet", "two chose it: that is not shown");
}

#[test]
fn a_split_puts_small_groups_together_and_takes_in_another_when_that_is_not_enough() {
    // 22 at the first table, 21 at the second, 14 at the third.
    let made = make(&sheets(&[(0, 3, 22), (1, 3, 21), (2, 3, 14)]), Some(1));
    let groups = &made.versions[0].groups;
    let shape: Vec<(usize, usize)> = groups.iter().map(|group| (group.of.len(), group.people)).collect();
    assert_eq!(shape, [(1, 22), (2, 35)], "the smallest other group hides the small one");
    let made = make(&sheets(&[(0, 3, 22), (1, 3, 8), (2, 3, 8)]), Some(1));
    assert!(made.versions[0].groups.is_empty(), "sixteen people are too few for bars, and 38 are everybody");
}

#[test]
fn a_question_that_some_are_asked_does_not_tell_how_many_chose_what_leads_to_it() {
    let mut asked = questions();
    asked[1].only_if = Some(OnlyIf { question: 1, option: 0 });
    asked.remove(2);
    let made = |counts: &[(u16, u16, usize)]| {
        let all: Vec<Sheet> =
            sheets(counts).into_iter().map(|one| Sheet { answers: one.answers.fitting(&asked), ..one }).collect();
        results::make(&[asked.clone()], &all, 5, Some(1), &BTreeMap::new())
    };
    // Six people, five of whom were asked: that would tell the sixth what all others chose.
    assert_eq!(whole(&made(&[(0, 3, 5), (1, 3, 1)]), 2, None), Told::Hidden);
    // Their own bar, so their number is known already: they are a group of their own, of twelve, in words.
    let known = made(&[(0, 3, 8), (0, 5, 4), (1, 3, 14), (2, 3, 20)]);
    assert!(whole(&known, 2, None).words().is_some());
    assert!(known.versions[0].groups.iter().all(|group| table(group, 2, None).is_none()), "never by group");
    // Four were asked: they stand with others, and nothing is told.
    assert_eq!(whole(&made(&[(0, 3, 4), (1, 3, 14), (2, 3, 20)]), 2, None), Told::Hidden);
}

#[test]
fn own_words_are_held_to_the_threshold_and_keeping_one_back_opens_or_shuts_nothing() {
    let wrote = |many: usize| -> Vec<(SlipId, Sheet)> {
        let one = |n: usize| {
            let mut given = answers(0, 3);
            if n < many {
                given.0.insert(4, Answer::Words(format!("Het gaat zo {n:02}")));
            }
            sheet(1, given)
        };
        numbered((0..12).map(one).collect())
    };
    // Nine of twelve wrote something, and ten are asked: nobody reads it, and nothing waits.
    assert!(closed().to_review(&wrote(9)).is_empty());
    let released = |all: &[(SlipId, Sheet)], kept_back: usize| {
        let waiting = closed().to_review(all);
        let reviews = waiting.iter().enumerate().map(|(n, one)| {
            let judged = if n < kept_back { Judged::KeepBack } else { Judged::Share };
            Event::Reviewed { review: Review { slip: one.slip, question: 4, judged, text: None } }
        });
        let events = [begun(), Event::Arranged { questions: questions() }, Event::Opened, Event::Closed];
        match after(events.into_iter().chain(reviews)).release(all, None, day("02-04-2026")).unwrap() {
            Event::Released { results } => results.versions[0].words[0].mixed().len(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(released(&wrote(9), 0), 0);
    assert_eq!(released(&wrote(10), 0), 10);
    assert_eq!(released(&wrote(10), 3), 7, "those kept back were written all the same");
}

#[test]
fn what_was_released_before_this_rule_is_judged_by_it_when_it_is_shown() {
    let old = |counts: &[usize]| -> Table {
        let bars: Vec<_> = counts
            .iter()
            .zip(1_u16..)
            .map(|(people, step)| serde_json::json!({ "cells": [{ "at": step }], "people": people }))
            .collect();
        serde_json::from_value(serde_json::json!({ "question": 2, "part": null, "bars": bars })).unwrap()
    };
    assert_eq!(bars(&old(&[12, 13]).told(&scale())), [(vec![Some(0)], 12), (vec![Some(1)], 13)]);
    assert!(old(&[6, 5]).told(&scale()).words().is_some(), "eleven people: in words");
    assert_eq!(old(&[]).told(&scale()), Told::Hidden);
}

#[test]
fn two_reports_that_overlap_cannot_be_made() {
    let all = numbered(sheets(&[(0, 3, 22), (1, 3, 21)]));
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
    let of = |group: &Group| table(group, number, part).map(|told| bars(&told)).unwrap_or_default();
    let mut found: Vec<usize> = version.whole.iter().flat_map(of).map(|(_, people)| people).collect();
    let whole: BTreeMap<Option<u16>, (usize, Vec<Option<u16>>)> = version
        .whole
        .iter()
        .flat_map(of)
        .flat_map(|(cells, people)| cells.clone().into_iter().map(move |cell| (cell, (people, cells.clone()))))
        .collect();
    for subset in 1_u32..(1 << version.groups.len()) {
        let chosen = || (0..version.groups.len()).filter(|n| subset & (1 << n) != 0).map(|n| &version.groups[n]);
        let shapes: Vec<Vec<(Vec<Option<u16>>, usize)>> = chosen().map(of).collect();
        let Some(first) = shapes.first() else { continue };
        for (n, (cells, _)) in first.iter().enumerate() {
            let sum: usize = shapes.iter().filter_map(|bars| bars.get(n)).map(|(_, people)| people).sum();
            found.push(sum);
            // The whole may show the same cells; then the others are what is left.
            let mut same: Vec<(usize, Vec<Option<u16>>)> = cells.iter().filter_map(|c| whole.get(c).cloned()).collect();
            same.dedup();
            let covered: Vec<Option<u16>> = same.iter().flat_map(|(_, cells)| cells.clone()).collect();
            if covered.len() == cells.len() && !same.is_empty() {
                let people: usize = same.iter().map(|(people, _)| people).sum();
                found.push(people - sum);
            }
        }
    }
    found
}

proptest! {
    #[test]
    fn nothing_that_is_shown_can_be_added_or_subtracted_to_a_few_people(
        people in proptest::collection::vec((0_u16..4, 0_u16..6, 0_u16..4), 0..120)
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
            prop_assert!(group.people >= SMALL && all.len() - group.people >= SMALL);
        }
        for (number, part) in [(1, None), (2, None), (3, Some(0)), (3, Some(1))] {
            for people in derivable(&made, number, part) {
                prop_assert!(people == 0 || people >= FLOOR, "{} people at question {}", people, number);
            }
            // What is shown adds up to everybody, so nothing is hidden outside the cells.
            for group in version.whole.iter().chain(&version.groups) {
                let shown = table(group, number, part).map(|told| bars(&told)).unwrap_or_default();
                let sum = shown.iter().map(|(_, people)| people).sum::<usize>();
                prop_assert!(shown.is_empty() || sum == group.people);
            }
        }
    }
}
