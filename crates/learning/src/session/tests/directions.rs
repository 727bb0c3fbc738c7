//! Recommendations as headings, and what is devised under them.

use super::*;
use crate::session::named;
use kernel::DossierId;

fn id(n: u8) -> DossierId {
    DossierId::new(1, [n; 10])
}

fn learning(many: u8) -> Plan {
    let about: Vec<(DossierId, u16, Note)> =
        (1..=many).map(|n| (id(n), u16::from(n), note("Zeg het hardop"))).collect();
    named("learning-session").unwrap().copy_into(plan()).seeking(&about)
}

#[test]
fn recommendations_become_the_headings_and_the_choices() {
    let two = learning(2);
    let headed = two.steps.iter().find(|s| s.kind == Kind::Notes).unwrap();
    assert_eq!(headed.items[1].nl.as_str(), "Aanbeveling 2: Zeg het hardop");
    assert_eq!(two.steps.iter().find(|s| s.kind == Kind::Choose).unwrap().items.len(), 2);
    assert_eq!(two.about, [id(1), id(2)]);
    for many in [1, 2, 24] {
        learning(many).check().unwrap_or_else(|r| panic!("{many}: {}", r.why.en));
    }
    assert!(learning(1).steps.iter().all(|s| s.kind != Kind::Choose), "with one there is nothing to choose");
}

#[test]
fn a_long_recommendation_is_cut_on_a_phone() {
    let long = note(&"woord ".repeat(100));
    let plan = named("learning-session").unwrap().copy_into(plan()).seeking(&[(id(1), 1, long)]);
    let head = plan.steps.iter().find(|s| s.kind == Kind::Notes).unwrap().items[0].nl.clone();
    assert!(head.as_str().chars().count() <= 160 && head.as_str().ends_with("..."), "{head}");
}

#[test]
fn a_pile_goes_with_its_notes_and_what_was_hidden_does_not_go() {
    let mut told = Told::running();
    told.goes(2);
    let box_of = slips((0..6).map(|n| says(&format!("Briefje {n}"))).collect());
    assert_eq!(told.session.written(2, &box_of, told.now), [], "without names nothing before it is closed");
    told.goes(3);
    let marks: Vec<Mark> = box_of.iter().map(|(slip, _)| Mark::of(slip, 0)).collect();
    told.does(|s| s.hide(marks[5].clone()));
    let two = marks[..2].to_vec();
    told.does(|s| s.cluster(line("Bellen"), two.clone(), &box_of, at(0)));
    let written = told.session.written(2, &box_of, told.now);
    let devised = told.session.devised(2, &written);
    assert_eq!((devised.len(), devised[0].text.as_str(), devised[0].notes.len()), (6, "Bellen", 2));
    let pass = |s: &Session, key: &str| s.pass_on(2, &[key], id(1), &s.written(2, &box_of, at(0)));
    assert!(pass(&told.session, &marks[5].to_string()).is_err(), "it was hidden");
    told.does(|s| pass(s, &devised[0].key));
    // The pile went, and with it both of its notes.
    let went = told.session.devised(2, &written).into_iter().filter(|one| one.under == [id(1)]);
    assert_eq!(went.map(|one| one.text.to_string()).collect::<Vec<_>>().len(), 3);
    told.does(|s| s.end(&[vec![], vec![], box_of.clone()]));
    assert_eq!(told.session.written(2, &vec![], told.now), written, "afterwards the record says the same");
}

#[test]
fn a_session_gives_only_to_the_recommendations_it_is_about() {
    let mut told = Told::running();
    told.session.plan.as_mut().unwrap().about = vec![id(1)];
    told.goes(5);
    let notes =
        [Shared { mark: Mark::of("0000000000000001", 0), under: Some(0), by: None, text: note("Bellen"), late: false }];
    let key = notes[0].mark.to_string();
    assert_eq!(told.session.pass_on(5, &[&key], id(2), &notes).unwrap_err().field.as_deref(), Some("under"));
    assert!(told.session.pass_on(5, &[&key], id(1), &notes).is_ok());
    assert!(told.session.pass_on(5, &[], id(1), &notes).is_err());
}
