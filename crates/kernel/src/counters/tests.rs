//! What may be told, and what cannot be worked out from it.

use super::*;
use proptest::prelude::*;

#[test]
fn a_quarter_is_read_as_it_is_written() {
    let day: Date = "2026-11-22".parse().unwrap();
    let quarter = Quarter::of(day);
    assert_eq!(quarter.to_string(), "2026-Q4");
    assert_eq!("2026-Q4".parse::<Quarter>().unwrap(), quarter);
    assert_eq!("2026-Q1".parse::<Quarter>().unwrap().before().to_string(), "2025-Q4");
    for wrong in ["2026-Q5", "2026", "26-Q1", "2026-Q0", "x-Qy"] {
        assert!(wrong.parse::<Quarter>().is_err(), "{wrong}");
    }
}

#[test]
fn four_are_not_told_and_five_are() {
    assert_eq!((Figure::of(0), Figure::of(4), Figure::of(5)), (Figure::Few, Figure::Few, Figure::Exact(5)));
    assert_eq!(median(&[(1, 2), (30, 2)]), None);
    assert_eq!(median(&[(1, 2), (30, 3)]), Some(30));
}

#[test]
fn one_hidden_house_hides_the_total_too() {
    assert_eq!(Figure::together(&[20, 3]), Figure::AtLeast(20));
    assert_eq!(Figure::together(&[20, 4, 4]), Figure::AtLeast(20), "both would have to be four");
    assert_eq!(Figure::together(&[20, 2, 2, 3]), Figure::Exact(27));
    assert_eq!(Figure::together(&[2, 1]), Figure::Few);
}

#[test]
fn a_year_says_no_more_than_its_quarters() {
    let quarters = [Figure::Exact(9), Figure::Few, Figure::Exact(8), Figure::Exact(7)];
    assert_eq!(Figure::sum(&quarters), Figure::AtLeast(24));
    assert_eq!(Figure::sum(&quarters[2..]), Figure::Exact(15));
}

#[test]
fn neither_who_did_nor_who_did_not_is_told_when_few() {
    assert_eq!(Figure::share(3, 20), Figure::Few);
    assert_eq!(Figure::share(18, 20), Figure::NearlyAll);
    assert_eq!(Figure::share(20, 20), Figure::NearlyAll);
    assert_eq!(Figure::share(12, 20), Figure::Exact(12));
    assert_eq!(Figure::share_together(&[(12, 20), (9, 10)]), Figure::AtLeast(12));
}

#[test]
fn every_counter_is_found_by_its_word_and_says_what_it_counts() {
    let words: std::collections::BTreeSet<_> = Counter::ALL.iter().map(|c| c.word()).collect();
    assert_eq!(words.len(), Counter::ALL.len());
    for what in Counter::ALL.iter().copied() {
        assert_eq!(Counter::from_word(what.word()), Some(what));
        assert!(!what.says().nl.is_empty() && what.says().nl != what.says().en, "{}", what.word());
    }
    assert_eq!(Counter::from_word("person.name"), None);
}

#[test]
fn what_is_told_of_a_house_has_days_only_from_five_on_and_no_days_over_a_year() {
    let mut house = Counted::default();
    for days in [3, 4, 9, 12] {
        house.add(Counter::SignalFiled, Some(days), 1);
    }
    assert_eq!(
        (Figures::of(&house).count(Counter::SignalFiled), Figures::of(&house).median(Counter::SignalFiled)),
        (Figure::Few, None)
    );
    house.add(Counter::SignalFiled, Some(40), 1);
    let told = Figures::of(&house);
    assert_eq!((told.count(Counter::SignalFiled), told.median(Counter::SignalFiled)), (Figure::Exact(5), Some(9)));
    for _ in 0..20 {
        house.add(Counter::Decision, None, 1);
        house.add(Counter::DecisionGround, None, 1);
    }
    let quarter = Figures::of(&house);
    assert_eq!(quarter.count(Counter::DecisionGround), Figure::NearlyAll);
    let year = Figures::sum(&[quarter.clone(), quarter]);
    assert_eq!(year.count(Counter::DecisionGround), Figure::AtLeast(32), "at most four of each quarter lack it");
    let year = Figures::sum(&[told.clone(), told]);
    assert_eq!((year.count(Counter::SignalFiled), year.median(Counter::SignalFiled)), (Figure::Exact(10), None));
}

#[test]
fn subtracting_a_region_from_the_country_gives_no_hidden_count() {
    let house = |n| {
        let mut house = Counted::default();
        house.add(Counter::CaseClosed, Some(7), n);
        house
    };
    let three = vec![house(2), house(2), house(2)];
    let two = vec![house(20), house(3)];
    let told = |regions: &[Vec<Counted>]| Figures::of_regions(regions).count(Counter::CaseClosed);
    assert_eq!(told(std::slice::from_ref(&three)), Figure::Exact(6));
    assert_eq!(told(std::slice::from_ref(&two)), Figure::AtLeast(20));
    // Exactly 29 of all, less the 6 and the 20, would leave the three that are hidden.
    assert_eq!(told(&[three.clone(), two]), Figure::AtLeast(26));
    let all = [three, vec![house(20), house(9)]];
    assert_eq!(told(&all), Figure::Exact(35));
    assert_eq!(Figures::of_regions(&all).median(Counter::CaseClosed), Some(7));
}

/// Everything that one quarter could be, for a reader who knows what is told of each house and of all together.
fn possible(told: &[Figure], all: Figure) -> Vec<Vec<u64>> {
    let choices = |f: &Figure| match f {
        Figure::Exact(n) => vec![*n],
        Figure::Few | Figure::AtLeast(_) | Figure::NearlyAll => (0..FEW).collect(),
    };
    let mut worlds: Vec<Vec<u64>> = vec![vec![]];
    for figure in told {
        let ways = choices(figure);
        worlds = worlds.iter().flat_map(|w| ways.iter().map(move |n| [w.as_slice(), &[*n]].concat())).collect();
    }
    worlds.retain(|w| Figure::together(w) == all);
    worlds
}

proptest! {
    /// EVA-07: house and region side by side leave more than one answer for every hidden count.
    #[test]
    fn subtracting_houses_from_the_region_gives_no_hidden_count(each in prop::collection::vec(0u64..12, 1..6)) {
        let told: Vec<Figure> = each.iter().map(|n| Figure::of(*n)).collect();
        let worlds = possible(&told, Figure::together(&each));
        for (n, figure) in told.iter().enumerate().filter(|(_, f)| **f == Figure::Few) {
            let ways: std::collections::BTreeSet<u64> = worlds.iter().map(|w| w[n]).collect();
            prop_assert!(ways.len() > 1, "{figure:?} at {n} of {each:?} can only be {ways:?}");
        }
    }
}

#[test]
fn of_thirteen_decisions_nearly_all_is_said_in_words_and_from_what_is_told() {
    let says = |quarters: &[(u64, u64)]| {
        let told: Vec<_> =
            quarters.iter().map(|(part, whole)| (Figure::share(*part, *whole), Figure::of(*whole))).collect();
        Figure::part_says(&told).map(|say| say.nl.into_owned())
    };
    for carried in 9..=13 {
        assert_eq!(says(&[(carried, 13)]).as_deref(), Some("van 13 besluiten bijna alle"), "{carried}");
    }
    assert_eq!(says(&[(8, 13)]).as_deref(), Some("van 13 besluiten de meeste"));
    assert_eq!(says(&[(6, 13)]).as_deref(), Some("van 13 besluiten minder dan de helft"));
    for carried in 0..=4 {
        assert_eq!(says(&[(carried, 13)]).as_deref(), Some("van 13 besluiten weinig of geen"), "{carried}");
    }
    assert_eq!(says(&[(3, 4), (0, 2)]), None, "a quarter of which the whole is not told is left out");
    assert_eq!(says(&[(3, 4), (12, 13)]).as_deref(), Some("van 13 besluiten bijna alle"));
}
