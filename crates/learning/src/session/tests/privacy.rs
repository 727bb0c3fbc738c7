//! What may be seen of answers without a name: nothing before they are closed, nothing under five, and only counts of the room.

use super::*;

fn open(told: &Told, place: usize, slips: &Slips) -> Outcome {
    told.session.result(place, slips, told.now)
}

#[test]
fn nothing_is_seen_of_answers_without_a_name_while_they_are_open() {
    let mut told = Told::running();
    told.goes(1);
    let box_of = slips((0..8).map(|_| votes([Vote::Agree, Vote::Disagree])).collect());
    assert_eq!(open(&told, 1, &box_of), Outcome::Open);
    told.does(|s| s.close_answers());
    assert_eq!(open(&told, 1, &box_of), Outcome::Votes(vec![[8, 0, 0], [0, 8, 0]]));
}

#[test]
fn four_answers_show_nothing_and_five_do() {
    for (many, shown) in [(0, false), (1, false), (4, false), (5, true)] {
        let mut told = Told::running();
        told.goes(2);
        told.does(|s| s.close_answers());
        let box_of = slips((0..many).map(|n| says(&format!("Briefje {n}"))).collect());
        match told.session.result(2, &box_of, told.now) {
            Outcome::Notes(notes) => assert!(shown && notes.len() == many),
            Outcome::TooFew => assert!(!shown),
            other => panic!("{other:?}"),
        }
        told.does(|s| s.end(&[vec![], vec![], box_of.clone()]));
        assert_eq!(
            told.session.record()[2].outcome == Outcome::TooFew,
            !shown,
            "the note keeps no more than the room saw"
        );
    }
}

#[test]
fn notes_come_on_the_screen_when_the_facilitator_puts_them_there_and_hidden_ones_never() {
    let mut told = Told::running();
    told.goes(2);
    let box_of = slips((0..6).map(|n| says(&format!("Briefje {n}"))).collect());
    assert!(told.session.show(2, told.now).is_err(), "the answers are still open");
    told.does(|s| s.close_answers());
    assert_eq!(told.session.on_screen(2, &box_of, told.now), Outcome::Open);
    let nasty = Mark::of("0000000000000003", 0);
    told.does(|s| s.hide(nasty.clone()));
    told.does(|s| s.show(2, at(0)));
    let on_screen = |told: &Told| match told.session.on_screen(2, &box_of, told.now) {
        Outcome::Notes(notes) => notes.iter().map(|n| n.mark.clone()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert!(on_screen(&told).len() == 5 && !on_screen(&told).contains(&nasty));
    assert!(told.session.hide(nasty.clone()).is_err());
    told.does(|s| s.unhide(nasty.clone()));
    assert!(on_screen(&told).contains(&nasty));
    told.does(|s| s.hide(nasty.clone()));
    told.does(|s| s.end(&[vec![], vec![], box_of.clone()]));
    match &told.session.record()[2].outcome {
        Outcome::Notes(notes) => assert!(notes.iter().all(|n| n.mark != nasty) && notes.len() == 5),
        other => panic!("{other:?}"),
    }
}

#[test]
fn answers_with_a_name_are_seen_while_they_come_in_but_not_on_the_screen_unasked() {
    let mut told = Told::running();
    told.goes(5);
    let one = Answer {
        by: Some(line("Noor")),
        given: Given::Notes(vec![Said { under: Some(0), text: note("Bellen") }]),
        late: false,
    };
    let box_of = slips(vec![one]);
    assert!(matches!(open(&told, 5, &box_of), Outcome::Notes(n) if n.len() == 1));
    assert_eq!(told.session.on_screen(5, &box_of, told.now), Outcome::Open);
    told.does(|s| s.show(5, at(0)));
    assert!(matches!(told.session.on_screen(5, &box_of, told.now), Outcome::Notes(_)));
}

#[test]
fn a_step_that_did_not_run_shows_nothing_even_if_its_box_is_not_empty() {
    let told = Told::running();
    let box_of = slips((0..9).map(|n| says(&format!("Briefje {n}"))).collect());
    assert_eq!(open(&told, 2, &box_of), Outcome::Nothing);
    assert_eq!(told.session.on_screen(2, &box_of, told.now), Outcome::Nothing);
}

/// A slip without a name holds what was said, and nothing beside it.
#[test]
fn an_answer_without_a_name_is_written_without_anything_beside_it() {
    let json = serde_json::to_value(votes([Vote::Agree, Vote::Pass])).unwrap();
    assert_eq!(json, serde_json::json!({ "given": { "votes": ["agree", "pass"] } }));
}

/// The order in which notes are read is that of their random numbers, whatever the order in which they came.
#[test]
fn the_order_of_notes_says_nothing_of_who_was_first() {
    let mut told = Told::running();
    told.goes(2);
    told.does(|s| s.close_answers());
    let mut box_of = slips((0..7).map(|n| says(&format!("Briefje {n}"))).collect());
    let one = told.session.readable(2, &box_of, told.now);
    box_of.reverse();
    assert_eq!(one, told.session.readable(2, &box_of, told.now));
}

/// The history tells what was done, never what was said.
#[test]
fn the_history_holds_no_text_of_the_session() {
    for event in samples::one_of_each() {
        let told = Session::tell(&event);
        for secret in ["Verzonnen", "wijkagent", "Tijd", "moeder"] {
            assert!(!told.nl.contains(secret) && !told.en.contains(secret), "{}", told.en);
        }
    }
}
