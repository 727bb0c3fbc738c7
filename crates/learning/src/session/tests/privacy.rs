//! What may be seen of answers without a name: nothing before they are closed, nothing under five, and of a small room words and no
//! number. The attacks of who means no good are tried here, and where the rule ends.

use super::*;
use kernel::crowd;

/// What may be told of each statement or of the choice, in words.
fn heard(told: &Told, place: usize, slips: &Slips) -> Vec<String> {
    let (step, _) = told.session.step(place).unwrap();
    let outcome = told.session.result(place, slips, told.now);
    outcome.told(step).iter().map(|one| one.says(&answers_of(step), FLOOR).nl.into_owned()).collect()
}

/// The statements, closed, with these votes on both of them.
fn voted(all: &[Vote]) -> Vec<String> {
    let mut told = Told::running();
    told.goes(1);
    told.does(|s| s.close_answers());
    heard(&told, 1, &slips(all.iter().map(|vote| votes([*vote; 2])).collect()))
}

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
    assert!(matches!(open(&told, 1, &box_of), Outcome::Told(of) if of.len() == 2));
    let most = |who| format!("De meesten: {who}. De meeste antwoorden liggen dicht bij elkaar.");
    assert_eq!(heard(&told, 1, &box_of), [most("Eens"), most("Oneens")], "all eight, and no number");
}

#[test]
fn a_room_of_six_reads_words_and_one_of_twenty_five_shares_without_a_small_cell() {
    use Vote::{Agree, Disagree, Pass};
    assert_eq!(
        voted(&[Agree, Agree, Agree, Agree, Disagree, Pass])[0],
        "De meesten: Eens. De meeste antwoorden liggen dicht bij elkaar."
    );
    assert_eq!(
        voted(&[Agree, Agree, Agree, Disagree, Disagree, Disagree])[0],
        "Verdeeld: er is geen meerderheid. De antwoorden lopen uiteen."
    );
    let many = [vec![Agree; 12], vec![Disagree; 9], vec![Pass; 4]].concat();
    assert_eq!(voted(&many)[0], "25 antwoorden. Eens: 48 %; Ik sla over of Oneens: 52 %.");
}

#[test]
fn the_room_cannot_be_told_in_which_all_said_the_same_from_the_one_in_which_one_did_not() {
    for many in [5, 8, 25] {
        let all = vec![Vote::Agree; many];
        let mut but_one = all.clone();
        but_one[0] = Vote::Disagree;
        assert_eq!(voted(&all), voted(&but_one), "{many}");
    }
}

/// Four phones in one hand that vote alike learn nothing of the fifth; two against two learn where it stands. The rule promises one who
/// looks along, not four.
#[test]
fn four_phones_in_one_hand_and_a_fifth() {
    let with = |four: [Vote; 4], fifth| voted(&[four.as_slice(), &[fifth]].concat());
    let alike = [Vote::Pass; 4];
    assert_eq!(with(alike, Vote::Agree), with(alike, Vote::Disagree));
    let divided = [Vote::Agree, Vote::Agree, Vote::Disagree, Vote::Disagree];
    assert_ne!(with(divided, Vote::Agree), with(divided, Vote::Disagree), "an honest border of the rule");
    // Own words are read by the room as they are: four that say x leave the fifth to be read.
    let mut told = Told::running();
    told.goes(2);
    told.does(|s| s.close_answers());
    let notes = ["x", "x", "x", "x", "Ik durf het niet te zeggen"].map(says);
    assert_eq!(told.session.readable(2, &slips(notes.to_vec()), told.now).len(), 5);
}

#[test]
fn a_late_answer_changes_nothing_that_was_seen() {
    let mut told = Told::running();
    told.goes(1);
    let five = slips(vec![votes([Vote::Agree, Vote::Pass]); 5]);
    assert_eq!(open(&told, 1, &five), Outcome::Open, "five are in, and nothing is seen while a sixth may come");
    told.does(|s| s.close_answers());
    let late = votes([Vote::Disagree, Vote::Disagree]);
    assert!(told.session.may_answer(1, &late, told.now).is_err());
    told.goes(2);
    told.goes(1);
    assert!(told.session.may_answer(1, &late, told.now).is_err(), "nor when one comes back to it");
    assert!(told.session.extend(5, told.now).is_err());
}

#[test]
fn hiding_a_note_and_showing_it_again_opens_and_shuts_nothing() {
    for (many, enough) in [(4, false), (5, true), (6, true)] {
        let mut told = Told::running();
        told.goes(2);
        told.does(|s| s.close_answers());
        let box_of = slips((0..many).map(|n| says(&format!("Briefje {n}"))).collect());
        let seen = |told: &Told| match told.session.on_screen(2, &box_of, told.now) {
            Outcome::Notes(notes) => Some(notes.len()),
            Outcome::TooFew | Outcome::Open => None,
            other => panic!("{other:?}"),
        };
        if enough {
            told.does(|s| s.show(2, at(0)));
        }
        for hidden in 0..3 {
            assert_eq!(seen(&told), enough.then(|| many - hidden), "{many} sent, {hidden} hidden");
            told.does(|s| s.hide(Mark::of(&format!("{hidden:016x}"), 0)));
        }
        for shown in 0..3 {
            told.does(|s| s.unhide(Mark::of(&format!("{shown:016x}"), 0)));
        }
        assert_eq!(seen(&told), enough.then_some(many));
    }
}

/// What was kept as counts before there was one rule goes through it when it is shown; of a step with names it stays as it was.
#[test]
fn counts_of_an_old_record_are_judged_when_they_are_shown() {
    let anonymous = step(Kind::Statements, 5, ANONYMOUS, &["Wij wachten te lang."]);
    let named = step(Kind::Statements, 5, NAMED, &["Wij wachten te lang."]);
    let old = Outcome::Votes(vec![[2, 3, 1]]);
    let says = |step: &Step| old.told(step)[0].says(&answers_of(step), FLOOR).nl.into_owned();
    assert_eq!(says(&anonymous), "Verdeeld: er is geen meerderheid. De antwoorden lopen uiteen.");
    assert_eq!(says(&named), "Eens: 2; Ik sla over: 1; Oneens: 3.");
    let choice = step(Kind::Choose, 2, ANONYMOUS, &["Links", "Rechts"]);
    let told = Outcome::Picks(vec![5, 1]).told(&choice);
    assert_eq!(told[0].says(&answers_of(&choice), FLOOR).nl, "De meesten: Links.");
    assert!(matches!(Outcome::Picks(vec![1, 1]).told(&choice)[0], crowd::Told::TooFew));
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
    // Two phones with three notes each: those of one phone do not lie together.
    let three = |who: &str| Answer {
        by: None,
        given: Given::Notes((0..3).map(|n| Said { under: None, text: note(&format!("{who}{n}")) }).collect()),
        late: false,
    };
    let box_of = slips(["a", "b", "c", "d", "e"].map(three).to_vec());
    let texts: Vec<String> =
        told.session.readable(2, &box_of, told.now).iter().map(|n| n.text.as_str()[..1].to_owned()).collect();
    let together = texts.windows(2).filter(|two| two[0] == two[1]).count();
    assert!(together < 5, "{texts:?}");
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
