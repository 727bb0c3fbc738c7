//! The promise of the rule, tried on every table of five to eight people and far beyond.
//!
//! *What is tested.* Somebody reads what is told of a question, knows how many took part, which of them answered it at all, and adds their
//! own answer. All rooms that fit are gone through. Over these rooms another who answered must have at least two answers left. One looks along, not two: with two there is
//! no result of five people and two answers at all that says anything (`two_who_look_along_together_are_not_promised_it`).

use super::*;
use crate::Say;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every way in which `people` can stand in `cells`.
fn rooms(people: usize, cells: usize) -> Vec<Vec<usize>> {
    if cells == 1 {
        return vec![vec![people]];
    }
    (0..=people)
        .flat_map(|first| rooms(people - first, cells - 1).into_iter().map(move |rest| [vec![first], rest].concat()))
        .collect()
}

fn tally(room: &[usize]) -> Tally {
    let (none, given) = room.split_last().unwrap();
    Tally::stored(given.to_vec(), *none)
}

fn told(room: &[usize], order: Order, bar: usize) -> String {
    serde_json::to_string(&tally(room).told(order, bar)).unwrap()
}

/// For each thing that may be told, each own answer and each number of silent people: what another who answered may have said, and what
/// another may have done. Answers are the places in a room; the last is none.
type Left = BTreeMap<(String, usize, usize), (BTreeSet<usize>, BTreeSet<usize>)>;

fn left(all: &[Vec<usize>], tell: impl Fn(&[usize]) -> String) -> Left {
    let mut left = Left::new();
    for room in all {
        let (told, silent) = (tell(room), room.len() - 1);
        for own in (0..room.len()).filter(|n| room[*n] > 0) {
            let others = (0..room.len()).filter(|n| room[*n] > usize::from(*n == own));
            let (said, did) = left.entry((told.clone(), own, room[silent])).or_default();
            did.extend(others.clone());
            said.extend(others.filter(|n| *n != silent));
        }
    }
    left
}

/// Also for who knows which of the others answered at all: of those, two answers are left. And so for who does not know it.
fn everybody_has_two_answers(people: usize, options: usize, bar: usize) {
    for order in [Order::Scale, Order::Choice] {
        let all = rooms(people, options + 1);
        let left = left(&all, |room| told(room, order, bar));
        let mut whoever: BTreeMap<(String, usize), BTreeSet<usize>> = BTreeMap::new();
        for ((told, own, silent), (said, did)) in left {
            let answered = people - silent - usize::from(own != options);
            assert!(
                answered == 0 || said.len() > 1,
                "{people} people, {silent} silent, {options} options, {order:?}: {told}, own {own}: {said:?}"
            );
            whoever.entry((told, own)).or_default().extend(did);
        }
        assert!(whoever.values().all(|did| did.len() > 1), "{people} people, {options} options, {order:?}");
    }
}

#[test]
fn whoever_reads_along_finds_two_answers_for_every_other_at_every_table_of_five_to_eight() {
    for people in 5..=8 {
        for options in 2..=5 {
            for bar in 5..=people {
                everybody_has_two_answers(people, options, bar);
            }
        }
    }
}

#[test]
fn and_in_every_room_about_the_size_where_words_become_bars() {
    for people in [9, 12, 19, 20, 21] {
        for options in 2..=3 {
            everybody_has_two_answers(people, options, 5);
        }
    }
    everybody_has_two_answers(20, 4, 10);
}

/// The search finds what it should find: told every count, or how many agree, somebody who says no knows what all others said.
#[test]
fn a_bare_count_is_found_out() {
    let all: Vec<_> = rooms(6, 3).into_iter().filter(|room| room[2] == 0).collect();
    for tell in [|room: &[usize]| format!("{room:?}"), |room: &[usize]| room[0].to_string()] {
        assert!(left(&all, tell).values().any(|(said, _)| said.len() == 1));
    }
    let bold = |room: &[usize]| (room[0] * 4 > 3 * (room[0] + room[1])).to_string();
    assert!(
        left(&all, bold).values().any(|(said, _)| said.len() == 1),
        "most from three quarters on is too much for six"
    );
}

/// Where others who answered said two things in the room itself, these two are the two. That leaves the rooms in which all others who
/// answered said the same; for those another room must read alike, in which as many were silent and one of the others said something else.
#[test]
fn and_in_every_room_of_up_to_two_hundred() {
    let all = |people: usize| -> Vec<usize> {
        if people <= 30 {
            (0..people).collect()
        } else {
            (0..8).chain([19, 20, 21]).chain(people - 8..people).collect()
        }
    };
    for people in 5..=200_usize {
        for silent in all(people) {
            for options in if people <= 30 { 2..=5 } else { 2..=4 } {
                alike(people, silent, options);
            }
        }
    }
    for options in [6, 10, 20] {
        for people in [5, 19, 20, 60] {
            for silent in [0, 1, 4, people - 5] {
                alike(people, silent, options);
            }
        }
    }
}

fn alike(people: usize, silent: usize, options: usize) {
    let answered = people - silent;
    for order in [Order::Scale, Order::Choice] {
        for (same, own) in (0..options).flat_map(|same| (0..=options).map(move |own| (same, own))) {
            // Whoever reads along is one of those who answered, or one of the silent.
            let others = if own < options { answered - 1 } else { answered };
            if others == 0 || (own == options && silent == 0) {
                continue;
            }
            let room = |moved: Option<(usize, usize)>| {
                let mut room = vec![0; options + 1];
                room[options] = silent;
                room[same] += others;
                room[own] += usize::from(own < options);
                if let Some((to, many)) = moved {
                    room[same] -= many;
                    room[to] += many;
                }
                tally(&room).told(order, 5)
            };
            let here = room(None);
            let found = (0..options)
                .filter(|to| *to != same)
                .any(|to| room(Some((to, 1))) == here || room(Some((to, others))) == here);
            assert!(
                found,
                "{people} people, {silent} silent, {options} options, {same} and {own}, {order:?}: {here:?}"
            );
        }
    }
}

/// An honest border: five people, yes or no. If two who said no put their answers together and *most* are for yes, they know the others.
#[test]
fn two_who_look_along_together_are_not_promised_it() {
    let same: Vec<_> = rooms(5, 3).into_iter().filter(|room| room[2] == 0 && room[1] >= 2).collect();
    let most = told(&[3, 2, 0], Order::Choice, 5);
    let fits: Vec<_> = same.iter().filter(|room| told(room, Order::Choice, 5) == most).collect();
    assert_eq!(fits, [&vec![3, 2, 0]]);
}

#[test]
fn a_table_of_six_reads_where_most_stand_and_how_far_apart() {
    let options: Vec<Say> = ["nooit", "zelden", "soms", "vaak", "altijd"].map(Say::same).to_vec();
    let says = |room: &[usize]| tally(room).told(Order::Scale, 5).says(&options, 5).nl.into_owned();
    assert_eq!(says(&[0, 1, 1, 3, 1, 0]), "De meesten: vaak of altijd. De meeste antwoorden liggen dicht bij elkaar.");
    assert_eq!(says(&[2, 0, 0, 3, 1, 0]), "De meesten: vaak of altijd. De antwoorden lopen uiteen.");
    assert_eq!(says(&[1, 1, 1, 1, 2, 0]), "Verdeeld: er is geen meerderheid. De antwoorden lopen uiteen.");
    assert_eq!(says(&[1, 0, 0, 1, 2, 2]), "Niet getoond: er zijn minder dan 5 antwoorden.");
    assert_eq!(says(&[0, 0, 0, 2, 2, 0]), "Niet getoond: er zijn minder dan 5 antwoorden.");
    assert!(!says(&[0, 0, 0, 3, 3, 0]).contains(['0', '1', '2', '3', '6']), "no number");
}

#[test]
fn a_group_of_which_all_said_the_same_is_most_like_one_of_which_nearly_all_did() {
    for people in [5, 6, 19, 20, 25, 200] {
        for order in [Order::Scale, Order::Choice] {
            let all = told(&[0, people, 0, 0], order, 5);
            assert_eq!(all, told(&[0, people - 1, 1, 0], order, 5), "{people}");
            assert_eq!(all, told(&[1, people - 1, 0, 0], order, 5), "{people}");
            assert!(all.contains("words") && !all.contains(&people.to_string()), "{all}");
        }
    }
}

#[test]
fn a_larger_group_reads_shares_and_how_many_and_a_small_cell_goes_with_its_neighbour() {
    let options: Vec<Say> = ["eens", "weet niet", "oneens"].map(Say::same).to_vec();
    let says = |room: &[usize]| tally(room).told(Order::Scale, 5).says(&options, 5).nl.into_owned();
    assert_eq!(says(&[9, 5, 11, 0]), "25 antwoorden. eens: 36 %; weet niet: 20 %; oneens: 44 %.");
    assert_eq!(says(&[17, 5, 3, 0]), "25 antwoorden. eens: 68 %; weet niet of oneens: 32 %.");
    assert_eq!(says(&[15, 5, 5, 2]), "27 antwoorden. eens: 56 %; weet niet of geen antwoord: 26 %; oneens: 19 %.");
    assert_eq!(
        says(&[5, 0, 0, 20]),
        "De meesten: eens. De meeste antwoorden liggen dicht bij elkaar.",
        "all five who answered"
    );
    assert_eq!(says(&[22, 2, 1, 0]), "De meesten: eens. De meeste antwoorden liggen dicht bij elkaar.");
}

#[test]
fn both_moments_get_the_bands_of_the_coarser_one() {
    let then = tally(&[6, 5, 9, 12, 12, 0]).told(Order::Scale, 5);
    let now = tally(&[2, 2, 5, 11, 10, 0]).told(Order::Scale, 5);
    let both = beside(&[&then, &now]);
    let cells = |one: &Told| one.bars().iter().map(|bar| bar.cells().to_vec()).collect::<Vec<_>>();
    assert_eq!(cells(&both[0]), cells(&both[1]));
    assert_eq!(cells(&both[0]).len(), cells(&now).len());
    let options: Vec<Say> = ["1", "2", "3", "4", "5"].map(Say::same).to_vec();
    assert!(compared(&both[0], &both[1], &options).unwrap().nl.contains("Geen verschil te zien"));
    // One of them is small: both speak in words.
    let small = tally(&[0, 1, 1, 5, 2, 0]).told(Order::Scale, 5);
    assert!(beside(&[&then, &small]).iter().all(|one| one.words().is_some()));
}

#[test]
fn a_difference_is_called_clear_from_as_many_points_as_the_numbers_allow() {
    let of = |yes: usize, no: usize| tally(&[yes, no, 0]).told(Order::Choice, 5);
    let options = [Say::same("ja"), Say::same("nee")];
    let says = |one: &Told, other: &Told| compared(one, other, &options).unwrap().nl.into_owned();
    // 44 and 30 people: 24 points, whatever the answers.
    assert!(
        says(&of(16, 28), &of(20, 10)).contains("Duidelijk") && says(&of(16, 28), &of(20, 10)).contains("vanaf 24")
    );
    assert!(says(&of(23, 21), &of(17, 13)).contains("Geen verschil te zien"));
}

#[test]
fn what_was_counted_before_this_rule_is_judged_by_it_when_it_is_shown() {
    let old = |counts: &[usize]| {
        Told::stored(counts.iter().enumerate().map(|(n, c)| (vec![u16::try_from(n).ok()], *c)).collect())
    };
    assert!(matches!(old(&[12, 13]), Told::Bars(_)));
    assert_eq!(old(&[6, 5]).words().unwrap().most(), [Some(0)]);
    assert_eq!(old(&[20, 4]), Told::Hidden);
    assert_eq!(old(&[]), Told::Hidden);
    assert_eq!(old(&[25, 0]).words().unwrap().most(), [Some(0)]);
}

#[test]
fn mixed_notes_lie_the_same_at_every_look_and_not_by_alphabet_nor_as_they_came() {
    let came: Vec<String> = (0..12).map(|n| format!("Briefje {n:02}")).collect();
    let (mut one, mut other) = (came.clone(), came.iter().rev().cloned().collect::<Vec<_>>());
    mixed(&mut one, "4", Clone::clone);
    mixed(&mut other, "4", Clone::clone);
    assert_eq!(one, other);
    assert_ne!(one, came);
    let mut fewer: Vec<String> = came.iter().filter(|text| !text.ends_with('3')).cloned().collect();
    mixed(&mut fewer, "4", Clone::clone);
    assert_eq!(fewer, one.iter().filter(|text| !text.ends_with('3')).cloned().collect::<Vec<_>>());
    mixed(&mut other, "5", Clone::clone);
    assert_ne!(one, other);
}

#[test]
fn what_is_told_is_kept_and_read_back_as_it_was() {
    for room in [vec![9, 5, 11, 0], vec![3, 1, 1, 0], vec![1, 1, 0, 0]] {
        let one = tally(&room).told(Order::Scale, 5);
        let text = serde_json::to_string(&one).unwrap();
        assert_eq!(serde_json::from_str::<Told>(&text).unwrap(), one);
    }
}

proptest! {
    #[test]
    fn no_bar_holds_one_to_four_and_together_they_are_everybody(
        room in proptest::collection::vec(0_usize..40, 3..8), scale: bool
    ) {
        let order = if scale { Order::Scale } else { Order::Choice };
        let people: usize = room.iter().sum();
        let one = tally(&room).told(order, 5);
        if let Told::Bars(bars) = &one {
            prop_assert!(people >= SMALL);
            prop_assert!(bars.iter().all(|bar| bar.people == 0 || bar.people >= FLOOR));
            prop_assert!(bars.iter().all(|bar| bar.people == bar.silent || bar.people - bar.silent >= FLOOR));
            prop_assert_eq!(bars.iter().map(|bar| bar.people).sum::<usize>(), people);
            // So four who put their answers together leave somebody who answered in each of two bars.
            prop_assert!(bars.iter().filter(|bar| bar.people - bar.silent > 4).count() > 1);
        }
    }

    #[test]
    fn two_groups_and_the_whole_have_the_same_bars_and_no_difference_holds_one_to_four(
        one in proptest::collection::vec(0_usize..30, 5), other in proptest::collection::vec(0_usize..30, 5), scale: bool
    ) {
        let order = if scale { Order::Scale } else { Order::Choice };
        let both: Vec<usize> = one.iter().zip(&other).map(|(a, b)| a + b).collect();
        let parts = [tally(&one), tally(&other), tally(&both)];
        if let Some(told) = split(&parts, order) {
            let [one, other, both] = [told[0].bars(), told[1].bars(), told[2].bars()];
            prop_assert!(one.len() == other.len() && one.len() == both.len());
            for ((a, b), whole) in one.iter().zip(other).zip(both) {
                prop_assert!(a.cells == b.cells && a.cells == whole.cells);
                for people in [a.people, b.people, whole.people, whole.people - a.people, whole.people - b.people] {
                    prop_assert!(people == 0 || people >= FLOOR, "{people}");
                }
            }
        } else {
            prop_assert!(parts.iter().any(|part| part.people() < SMALL) || bars::of(&parts, order).is_none());
        }
    }

    #[test]
    fn two_moments_side_by_side_say_no_more_than_each_did(
        one in proptest::collection::vec(0_usize..25, 6), other in proptest::collection::vec(0_usize..25, 6), scale: bool
    ) {
        let order = if scale { Order::Scale } else { Order::Choice };
        let (then, now) = (tally(&one).told(order, 5), tally(&other).told(order, 5));
        let both = beside(&[&then, &now]);
        for (alone, shown) in [(&then, &both[0]), (&now, &both[1])] {
            for bar in shown.bars() {
                let inside: Vec<&Bar> =
                    alone.bars().iter().filter(|b| b.cells.iter().all(|cell| bar.cells.contains(cell))).collect();
                prop_assert_eq!(inside.iter().map(|b| b.people).sum::<usize>(), bar.people, "sums of bars that were told");
            }
        }
        prop_assert_eq!(both[0].bars().len(), both[1].bars().len());
    }
}
