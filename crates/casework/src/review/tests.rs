//! What goes to who reviews and when, who says what, who reads what of it and until when.

use super::*;
use crate::referral::Law;
use kernel::{AgencyId, Date, DossierId, Note, PersonId};
use std::collections::BTreeMap;
use vault::{AgencyKind, Called, Card, Dossier, Persons, Stamp, Tier};

const STAY: &str = "gemeente-hoorn";
const POLICE: &str = "politie-nh";
const OM: &str = "om-nh";
const DIRECTOR: &str = "zvh-nhn";
const OUTSIDE: &str = "toezicht";
const REVIEWER: &str = "rac";

fn agency(id: &str) -> AgencyId {
    id.parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn stamp(seq: u64, of: &str, on: &str) -> Stamp {
    let office = if of == REVIEWER { OUTSIDE } else { of };
    Stamp {
        seq,
        at: format!("{on}T09:00:00Z").parse().unwrap(),
        who: person(of),
        agency: agency(office),
        act: "review.test".into(),
        called: Called::default(),
    }
}

fn about() -> About {
    About {
        reference: "O-00ff00".parse().unwrap(),
        case: DossierId::new(1, [1; 10]),
        called: "C-2026-0001".parse().unwrap(),
        case_until: Some(day("2031-02-03")),
        house: "nhn".parse().unwrap(),
        trio: vec![agency(STAY), agency(POLICE), agency(OM)],
        director: agency(DIRECTOR),
        persons: Persons::only(agency(STAY), vec![vault::Named::since(person(STAY), day("2026-01-01"))]),
    }
}

fn extract() -> Extract {
    let passage = |no, part, text: Option<&str>| Passage { no, part, text: text.map(|it| it.parse().unwrap()) };
    Extract {
        law: Law::Wgpga,
        since: day("2026-01-05"),
        confirmed: vec![day("2026-01-20")],
        lapses: Some(day("2027-01-20")),
        corrected: 1,
        parties: vec![Party {
            kind: AgencyKind::Care,
            third: true,
            ground: None,
            since: day("2026-01-10"),
            until: Some(day("2026-04-01")),
        }],
        entries: vec![Entry {
            sort: Sort::Plan,
            on: day("2026-01-20"),
            by: vec![AgencyKind::Municipality, AgencyKind::Police, AgencyKind::Prosecution],
            outcome: Named::of(&kernel::Say::of("dit plan uitvoeren", "carry out this plan")),
            review: Some(day("2026-03-20")),
            passages: vec![
                passage(1101, Part::Question, Some("Voeren we dit plan uit?")),
                passage(1103, Part::Dissent, None),
            ],
        }],
        older: 0,
    }
}

fn text(until: &str) -> Text {
    Text {
        reviewer: Reviewer { person: person(REVIEWER), agency: agency(OUTSIDE) },
        question: note("Waren wij zorgvuldig?"),
        until: day(until),
        extract: extract(),
    }
}

fn opinion(many: usize) -> Opinion {
    Opinion {
        necessary: "Ja, gelet op de besluiten.".parse().unwrap(),
        doubt: "Een keer.".parse().unwrap(),
        label: "Nauwelijks nog.".parse().unwrap(),
        recommendations: (1..=many).map(|no| note(&format!("Aanbeveling {no}."))).collect(),
    }
}

fn not_taken(no: u32) -> Answer {
    Answer { no, follow: Follow::NotTaken, reason: note("Dat doen wij al."), owner: None, day: None }
}

type Done<'a> = (Event, &'a str, &'a str);

/// A review after these events, each by somebody on a day.
fn after(events: &[Done<'_>]) -> Review {
    let begun = Review::begin(about(), text("2026-03-15"), day("2026-02-03")).unwrap();
    let begun = begun.into_iter().map(|event| (event, STAY, "2026-02-03"));
    let mut review = Review::default();
    for ((event, of, on), seq) in begun.chain(events.iter().cloned()).zip(1..) {
        review.apply(&event, &stamp(seq, of, on));
    }
    review
}

/// The same, where these were erased.
fn after_without(events: &[Done<'_>], erased: &[u64]) -> Review {
    let begun = Review::begin(about(), text("2026-03-15"), day("2026-02-03")).unwrap();
    let begun = begun.into_iter().map(|event| (event, STAY, "2026-02-03"));
    let mut review = Review::default();
    for ((event, of, on), seq) in begun.chain(events.iter().cloned()).zip(1..).filter(|(_, no)| !erased.contains(no)) {
        review.apply(&event, &stamp(seq, of, on));
    }
    review
}

fn key(of: &'static str, no: u32) -> Done<'static> {
    (Event::KeyTurned { agency: agency(of), person: person(of), text: no }, of, "2026-02-04")
}

fn sent() -> Vec<Done<'static>> {
    [STAY, POLICE, OM].map(|of| key(of, 1)).into()
}

fn reading() -> Vec<Done<'static>> {
    sent().into_iter().chain([(Event::Accepted, REVIEWER, "2026-02-05")]).collect()
}

fn given(many: usize) -> Vec<Done<'static>> {
    let given = Event::Given { opinion: Box::new(opinion(many)) };
    reading().into_iter().chain([(given, REVIEWER, "2026-03-01")]).collect()
}

fn tasks(card: &Card, who: &str) -> Vec<&'static str> {
    card.tasks.iter().filter(|task| task.agency.as_str() == who).map(|task| task.act).collect()
}

fn seat_of_reviewer(review: &Review) -> Option<(Date, Date)> {
    review.card().seats.into_iter().find(|seat| seat.tier == Tier::Reviewer).and_then(|seat| seat.days)
}

fn field<T: std::fmt::Debug>(tried: Result<T, kernel::Refusal>) -> String {
    tried.unwrap_err().field.map(std::borrow::Cow::into_owned).unwrap_or_default()
}

#[test]
fn nothing_goes_before_three_turned_their_keys_on_this_very_text() {
    let asking = after(&[]);
    assert_eq!((asking.state(), seat_of_reviewer(&asking)), (State::Asking, None));
    for who in [STAY, POLICE, OM] {
        assert_eq!(tasks(&asking.card(), who), ["review.turn-key"], "{who}");
    }
    let turn = |of: &str, no| asking.turn_key(&agency(of), &person(of), no, day("2026-02-04"));
    assert!(turn(STAY, 1).is_ok() && turn(STAY, 2).is_err() && turn(DIRECTOR, 1).is_err() && turn(OUTSIDE, 1).is_err());
    assert!(asking.turn_key(&agency(OM), &person(OM), 1, day("2026-03-16")).is_err(), "its day has passed");
    assert_eq!(after(&[key(STAY, 1), key(POLICE, 1)]).state(), State::Asking);
    let gone = after(&sent());
    assert_eq!(gone.state(), State::Sent);
    assert_eq!(seat_of_reviewer(&gone), Some((day("2026-02-04"), day("2026-04-12"))));
    assert_eq!(tasks(&gone.card(), OUTSIDE), ["review.accept"]);
    let card = gone.card();
    let persons = card.persons.unwrap();
    assert!(persons.sits(&agency(OUTSIDE), &person(REVIEWER), day("2026-02-04")));
    let asked = card.tasks.iter().find(|task| task.act == "review.accept").unwrap();
    assert_eq!(
        (asked.asker.as_ref(), asked.person.as_ref()),
        (None, Some(&person(REVIEWER))),
        "nobody is named as asking"
    );
    assert_eq!(card.municipality, kernel::MunicipalityId::default(), "nor where");
}

#[test]
fn who_says_why_not_brings_a_new_text_on_which_every_key_turns_anew_and_the_old_one_is_erased() {
    let asking = after(&[key(STAY, 1)]);
    let no = asking.object(&agency(POLICE), 1, note("De datum verraadt het.")).unwrap();
    assert!(asking.object(&agency(DIRECTOR), 1, note("Nee.")).is_err());
    let objected = [key(STAY, 1), (no, POLICE, "2026-02-04")];
    let objects = after(&objected);
    assert_eq!(tasks(&objects.card(), STAY), ["review.reword"]);
    assert!(tasks(&objects.card(), POLICE).is_empty(), "who does not agree is not asked again");
    assert_eq!(tasks(&objects.card(), OM), ["review.turn-key"], "and who has not said yet is");
    let after_all = after(&[objected.as_slice(), &[key(POLICE, 1)]].concat());
    assert!(tasks(&after_all.card(), STAY).is_empty() && after_all.objections().len() == 1, "who agrees after all");
    let (again, erased) = objects.reword(text("2026-03-20"), day("2026-02-05")).unwrap();
    assert_eq!(erased, [2, 4], "what holds the first text, and what was said of it");
    let mut events = objected.to_vec();
    events.push((again, DIRECTOR, "2026-02-05"));
    let reworded = after(&events);
    assert_eq!((reworded.text_no(), reworded.keys().turned().len(), reworded.objections().len()), (2, 0, 0));
    assert!(reworded.turn_key(&agency(STAY), &person(STAY), 1, day("2026-02-05")).is_err(), "that text is gone");
    assert_eq!(after_without(&events, &erased), reworded);
    // What who reviewed before said and asked goes as well.
    let mut events = reading();
    events.push((Event::AskedBack { question: note("Wie twijfelde?") }, REVIEWER, "2026-02-06"));
    events.push((Event::Clarified { text: note("Een van de drie.") }, STAY, "2026-02-07"));
    events.push((Event::Declined { reason: note("Ik herken iemand.") }, REVIEWER, "2026-02-08"));
    let other = Text { reviewer: Reviewer { person: person("ander"), agency: agency(OUTSIDE) }, ..text("2026-03-20") };
    let (again, erased) = after(&events).reword(other, day("2026-02-09")).unwrap();
    events.push((again, STAY, "2026-02-09"));
    assert_eq!(erased, [2, 7, 8, 9]);
    assert_eq!(after_without(&events, &erased), after(&events));
}

#[test]
fn who_reviews_says_first_that_nothing_stands_in_the_way_and_may_decline_until_there_is_an_opinion() {
    let gone = after(&sent());
    let me = person(REVIEWER);
    assert!(gone.give(&me, opinion(1)).is_err() && gone.ask(&me, note("Wat is dit?")).is_err(), "not before that");
    assert!(gone.accept(&person("ander")).is_err() && gone.accept(&me).is_ok());
    let reads = after(&reading());
    assert_eq!(tasks(&reads.card(), OUTSIDE), ["review.give"]);
    assert!(reads.accept(&me).is_err());
    let no = reads.decline(&me, note("Ik herken iemand.")).unwrap();
    let mut events = reading();
    events.push((no, REVIEWER, "2026-02-06"));
    let declined = after(&events);
    assert_eq!((declined.state(), seat_of_reviewer(&declined)), (State::Declined, None));
    assert_eq!(tasks(&declined.card(), STAY), ["review.reword"]);
    assert_eq!(field(declined.reword(text("2026-03-20"), day("2026-02-07"))), "reviewer", "another is asked");
    let another = Reviewer { person: person("ander"), agency: agency(OUTSIDE) };
    let asks = Text { reviewer: another, ..text("2026-03-20") };
    let (again, _) = declined.reword(asks, day("2026-02-07")).unwrap();
    events.push((again, STAY, "2026-02-07"));
    assert_eq!(after(&events).state(), State::Asking, "with three new keys");
    assert!(after(&given(1)).decline(&me, note("Toch niet.")).is_err());
}

#[test]
fn a_question_of_who_reviews_is_a_task_of_who_wrote_the_text() {
    let question = after(&reading()).ask(&person(REVIEWER), note("Wie twijfelde?")).unwrap();
    let mut events = reading();
    events.push((question, REVIEWER, "2026-02-06"));
    let asked = after(&events);
    assert_eq!((asked.state(), tasks(&asked.card(), STAY)), (State::AskedBack, vec!["review.clarify"]));
    assert!(asked.ask(&person(REVIEWER), note("En wie nog?")).is_err(), "one at a time");
    events.push((asked.clarify(note("Een van de drie.")).unwrap(), STAY, "2026-02-07"));
    let said = after(&events);
    assert_eq!((said.state(), said.talk().len()), (State::Reading, 2));
    assert!(said.clarify(note("Nog iets.")).is_err());
}

#[test]
fn each_of_the_three_answers_each_recommendation_and_then_who_reviews_reads_it() {
    let told = after(&given(2));
    assert_eq!(told.state(), State::Given);
    let card = told.card();
    assert_eq!(tasks(&card, POLICE), ["review.answer", "review.answer"]);
    assert!(tasks(&card, STAY).contains(&"review.take"), "who wrote it reads it");
    let says = |of: &str, answer| told.answer(&agency(of), answer, day("2026-03-02"));
    assert!(says(DIRECTOR, not_taken(1)).is_err() && says(OM, not_taken(3)).is_err());
    let taken = |owner: Option<&str>, on: Option<&str>| Answer {
        follow: Follow::Taken,
        owner: owner.map(|it| it.parse().unwrap()),
        day: on.map(day),
        ..not_taken(1)
    };
    assert_eq!(field(says(OM, taken(None, Some("2026-04-01")))), "owner");
    assert_eq!(field(says(OM, taken(Some("Gebiedsofficier"), None))), "day");
    assert_eq!(field(says(OM, taken(Some("Gebiedsofficier"), Some("2026-03-01")))), "day");
    assert!(says(OM, taken(Some("Gebiedsofficier"), Some("2026-04-01"))).is_ok());
    let mut events = given(2);
    for (of, no) in [(STAY, 1), (POLICE, 1), (OM, 1), (STAY, 2), (POLICE, 2)] {
        events.push((Event::Answered { answer: not_taken(no) }, of, "2026-03-02"));
    }
    let waits = after(&events);
    assert_eq!((waits.state(), waits.unanswered_by(&agency(OM))), (State::Given, vec![2]));
    assert!(waits.answer(&agency(STAY), not_taken(1), day("2026-03-02")).is_err(), "once is enough");
    assert!(waits.take_answers(&person(REVIEWER)).is_err());
    events.push((Event::Answered { answer: not_taken(2) }, OM, "2026-03-03"));
    let done = after(&events);
    assert_eq!((done.state(), tasks(&done.card(), OUTSIDE)), (State::Answered, vec!["review.take-answers"]));
    events.push((done.take_answers(&person(REVIEWER)).unwrap(), REVIEWER, "2026-03-04"));
    assert!(tasks(&after(&events).card(), OUTSIDE).is_empty());
    assert_eq!(after(&given(0)).state(), State::Answered, "without a recommendation there is nothing to answer");
    assert!(after(&reading()).give(&person(REVIEWER), opinion(9)).is_err(), "eight at most");
}

#[test]
fn it_is_over_of_itself_and_never_outlasts_its_case() {
    let late = after(&reading());
    assert!(!late.is_late(day("2026-03-15")) && late.is_late(day("2026-03-16")));
    assert!(tasks(&late.card(), STAY).contains(&"review.remind"));
    assert_eq!(field(late.remind(day("2026-07-01"), note("Gebeld."), day("2026-03-16"))), "until");
    assert!(late.remind(day("2026-03-30"), note("Gebeld."), day("2026-03-15")).is_err(), "not before it is late");
    assert_eq!(late.kept_until(), Some(day("2026-06-15")));
    assert_eq!(after(&given(1)).read_until(), Some(day("2026-06-01")));
    let back = Event::Withdrawn { reason: note("Niet meer nodig.") };
    let mut events = reading();
    events.push((back, STAY, "2026-02-10"));
    let withdrawn = after(&events);
    assert_eq!((withdrawn.kept_until(), seat_of_reviewer(&withdrawn)), (Some(day("2026-03-10")), None));
    assert!(after(&given(1)).withdraw(note("Liever niet.")).is_err(), "nobody does away with what was found");
    for before in [sent(), given(1)] {
        let mut events = before;
        events.push((after(&events).end_with_case().unwrap(), OM, "2026-03-05"));
        let ended = after(&events);
        assert!(ended.card().seats.is_empty() && ended.card().tasks.is_empty() && ended.end_with_case().is_none());
    }
    let mut soon = Review::default();
    let short = About { case_until: Some(day("2026-03-01")), ..about() };
    for (event, seq) in Review::begin(short, text("2026-03-15"), day("2026-02-03")).unwrap().iter().zip(1..) {
        soon.apply(event, &stamp(seq, STAY, "2026-02-03"));
    }
    assert_eq!(soon.kept_until(), Some(day("2026-03-01")));
}

#[test]
fn who_sits_at_the_table_reviews_nothing_and_an_opinion_is_asked_within_three_months() {
    let tries = |change: &dyn Fn(&mut Text)| {
        let mut one = text("2026-03-15");
        change(&mut one);
        Review::begin(about(), one, day("2026-02-03"))
    };
    for who in [STAY, POLICE, OM, DIRECTOR] {
        assert_eq!(field(tries(&|it| it.reviewer.agency = agency(who))), "reviewer", "{who}");
    }
    assert_eq!(field(tries(&|it| it.until = day("2026-05-04"))), "until");
    assert_eq!(field(tries(&|it| it.until = day("2026-02-03"))), "until");
    assert!(tries(&|it| it.until = day("2026-05-03")).is_ok());
}

#[test]
fn what_somebody_typed_belongs_to_its_own_passage_and_what_came_later_is_read_first() {
    let typed = |pairs: &[(u32, Option<&str>)]| -> BTreeMap<u32, Option<kernel::Prose>> {
        pairs.iter().map(|(no, text)| (*no, text.map(|it| it.parse().unwrap()))).collect()
    };
    let with = extract().with(&typed(&[(1103, Some("De politie twijfelde.")), (1101, None)])).unwrap();
    let texts: Vec<Option<&str>> =
        with.passages().map(|(_, one)| one.text.as_ref().map(kernel::Prose::as_str)).collect();
    assert_eq!(texts, [None, Some("De politie twijfelde.")]);
    assert_eq!(extract().with(&typed(&[(1101, None)])).unwrap_err(), 1103);
}

#[test]
fn another_municipality_answers_in_place_of_the_one_before_and_who_left_the_table_reads_nothing() {
    let next = agency("gemeente-alkmaar");
    let sits = Persons::only(next.clone(), vec![vault::Named::since(person("nieuw"), day("2026-03-01"))]);
    assert_eq!(after(&reading()).move_stay(&next, sits.clone()), None, "what has no opinion ends");
    assert_eq!(after(&given(1)).move_stay(&agency(OUTSIDE), sits.clone()), None, "nor answers who reviews");
    let moved = after(&given(2)).move_stay(&next, sits).unwrap();
    let answered = (Event::Answered { answer: not_taken(1) }, STAY, "2026-03-02");
    let review = after(&[given(2), vec![answered, (moved, DIRECTOR, "2026-03-03")]].concat());
    let card = review.card();
    assert!(!card.seats.iter().any(|seat| seat.agency == agency(STAY)));
    assert_eq!(tasks(&card, next.as_str()), ["review.answer"], "what the one before answered is answered");
    let persons = card.persons.unwrap();
    assert!(persons.sits(&next, &person("nieuw"), day("2026-03-03")));
    assert!(!persons.sits(&agency(STAY), &person(STAY), day("2026-03-03")));
    // Whom an organisation names at the case sits here; who did not ask names nobody.
    let other = vec![vault::Named::since(person("ander"), day("2026-03-04"))];
    let named = review.name(&agency(OM), &other).unwrap();
    assert_eq!(review.name(&agency(STAY), &other), None);
    let mut review = review;
    review.apply(&named, &stamp(12, OM, "2026-03-04"));
    assert_eq!(review.name(&agency(OM), &other), None, "nothing changes");
}

#[test]
fn its_card_names_nobody_and_not_the_case() {
    let card = after(&reading()).card();
    assert!(card.findable.is_empty() && card.claims.is_empty() && card.label.summary.is_none());
    assert_eq!((card.label.title.as_str(), card.reference.as_str()), ("Onafhankelijke toets", "O-00ff00"));
}

#[test]
fn a_case_keeps_the_opinion_once_and_knows_who_ever_sat_there() {
    let id = DossierId::new(2, [2; 10]);
    let mut kept = Overseeings::default();
    kept.take_in(&Review::asked(id, &text("2026-03-15")), &stamp(1, STAY, "2026-02-03"));
    assert!(kept.waiting(day("2026-06-15")).is_some() && kept.waiting(day("2026-06-16")).is_none());
    let later = kept.hear(Review::asked_by(id, day("2026-04-15"))).unwrap();
    let stored = serde_json::to_string(&later).unwrap();
    let as_kept = r#"{"o":"later","id":"00000000-0002-7202-8202-020202020202","last":"2026-07-15"}"#;
    assert_eq!(stored, as_kept, "as it is kept for good");
    assert_eq!(serde_json::from_str::<Overseen>(&stored).unwrap(), later);
    kept.take_in(&later, &stamp(2, STAY, "2026-02-04"));
    assert!(kept.waiting(day("2026-07-15")).is_some() && kept.waiting(day("2026-07-16")).is_none());
    let came = || Overseen::Came { id, opinion: Box::new(opinion(1)) };
    assert!(kept.hear(Overseen::Came { id: DossierId::new(3, [3; 10]), opinion: Box::new(opinion(1)) }).is_err());
    kept.take_in(&kept.hear(came()).unwrap(), &stamp(2, STAY, "2026-03-02"));
    assert!(kept.hear(came()).is_err() && kept.waiting(day("2026-03-02")).is_none());
    kept.take_in(&Overseen::Answered { id, answer: not_taken(1) }, &stamp(3, OM, "2026-03-03"));
    assert_eq!(kept.all()[0].answers[0].agency, agency(OM));
    for who in ["eerste", "tweede"] {
        let named = vec![vault::Named::since(person(who), day("2026-02-01"))];
        kept.named(&Persons::only(agency(OM), named));
    }
    assert!(kept.sat().contains(&person("eerste")), "also who was replaced");
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/review.jsonl");
    let sits = vec![vault::Named::since(person("eerste"), day("2026-02-01"))];
    let one_of_each = [
        Event::Begun { about: Box::new(about()) },
        Event::Drafted { no: 1, text: Box::new(text("2026-03-15")) },
        Event::KeyTurned { agency: agency(STAY), person: person(STAY), text: 1 },
        Event::Objected { text: 1, reason: note("De datum verraadt het.") },
        Event::Drafted { no: 2, text: Box::new(text("2026-03-20")) },
        Event::KeyTurned { agency: agency(STAY), person: person("een"), text: 2 },
        Event::KeyTurned { agency: agency(POLICE), person: person("twee"), text: 2 },
        Event::KeyTurned { agency: agency(OM), person: person("drie"), text: 2 },
        Event::Declined { reason: note("Ik herken iemand.") },
        Event::Accepted,
        Event::AskedBack { question: note("Wie twijfelde?") },
        Event::Clarified { text: note("Een van de drie.") },
        Event::Reminded { until: day("2026-03-30"), said: note("Gebeld.") },
        Event::Given { opinion: Box::new(opinion(2)) },
        Event::Taken,
        Event::Answered { answer: not_taken(1) },
        Event::Answered {
            answer: Answer {
                no: 2,
                follow: Follow::Taken,
                reason: note("Terecht."),
                owner: Some("Gebiedsofficier".parse().unwrap()),
                day: Some(day("2026-04-01")),
            },
        },
        Event::AnswersRead,
        Event::StayMoved { from: agency(STAY), to: agency("gemeente-alkmaar"), persons: Persons::default() },
        Event::PersonsNamed { named: Persons::only(agency(OM), sits) },
        Event::Withdrawn { reason: note("Niet meer nodig.") },
        Event::CaseEnded,
    ];
    crate::samples::hold(FILE, &one_of_each);
}
