//! Events that were ever written stay readable: one of each lies in `tests/samples/session.jsonl`.

use super::*;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/session.jsonl");

fn part() -> Part {
    Part { seat: words("Politie"), card: words("U bent wijkagent.") }
}

fn record() -> Vec<Kept> {
    let shared = Shared {
        mark: Mark::of("00000000000000ff", 0),
        under: Some(1),
        by: Some(line("Noor")),
        text: note("Bellen"),
        late: true,
    };
    let of = |answered, outcome| Kept { answered, outcome };
    vec![
        of(0, Outcome::Nothing),
        of(3, Outcome::TooFew),
        of(6, Outcome::Votes(vec![[4, 1, 1]])),
        of(7, Outcome::Picks(vec![5, 2])),
        of(1, Outcome::Notes(vec![shared])),
        of(0, Outcome::Open),
    ]
}

/// What is kept since there is one rule for what a group may be told.
fn told() -> Vec<Kept> {
    use kernel::crowd::{Order, Tally};
    let small = Tally::stored(vec![4, 1, 1], 0).told(Order::Scale, FLOOR);
    let large = Tally::stored(vec![12, 4, 9], 0).told(Order::Scale, FLOOR);
    let few = Tally::stored(vec![2, 1], 0).told(Order::Choice, FLOOR);
    vec![Kept { answered: 6, outcome: Outcome::Told(vec![small, large, few]) }]
}

pub(super) fn one_of_each() -> Vec<Event> {
    let agency = agency("zvh-nhn");
    let mark = Mark::of("00000000000000ff", 0);
    let boxed = Box::new(step(Kind::Notes, 9, NAMED, &["Goed", "Beter"]));
    let agreement =
        Agreement { what: note("De wijkagent belt."), who: line("Politie"), by: day("2026-04-01"), under: Some(0) };
    vec![
        Event::Planned {
            reference: line("S-2026-0001"),
            code: "ABC234".parse().unwrap(),
            plan: Box::new(Plan { parts: vec![part()], surprises: vec![words("De moeder belt.")], ..plan() }),
        },
        Event::Described { title: line("Verzonnen"), aim: note("Verzonnen"), on: day("2026-03-11") },
        Event::StepWritten { place: 1, step: boxed.clone() },
        Event::StepAdded { place: 2, step: boxed },
        Event::StepMoved { from: 2, to: 3 },
        Event::StepDropped { place: 3 },
        Event::PartWritten { place: 0, part: Box::new(part()) },
        Event::Invited { agency: agency.clone() },
        Event::LeadsAlong { agency: agency.clone() },
        Event::Offered { agency },
        Event::TakenOver { person: "procesregisseur-nhn".parse().unwrap() },
        Event::CalledOff { reason: note("Verzonnen") },
        Event::Started,
        Event::WentTo { place: 3, skipped: vec![1, 2] },
        Event::Extended { minutes: 5 },
        Event::Paused,
        Event::Resumed,
        Event::AnswersClosed,
        Event::Shown { place: 2 },
        Event::Pointed { view: View { sheet: Some(1), group: Some(line("Tijd")), note: Some(mark.clone()) } },
        Event::Hidden { mark: mark.clone() },
        Event::Unhidden { mark: mark.clone() },
        Event::Clustered { place: 2, name: line("Tijd"), marks: vec![mark] },
        Event::Injected { text: Box::new(Words { nl: note("De moeder belt."), en: Some(note("The mother calls.")) }) },
        Event::Agreed { agreement: Box::new(agreement) },
        Event::AgreementDropped { place: 0 },
        Event::PassedOn {
            place: 2,
            under: "0198f0a0b1c27d3e8f90a1b2c3d4e5f6".parse().unwrap(),
            marks: vec![Mark::of("00000000000000ff", 0)],
        },
        Event::Ended { record: record() },
        Event::Emptied,
        Event::Ended { record: told() },
    ]
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    if std::env::var_os("CASUSTAFEL_BLESS").is_some() {
        let lines: Vec<String> = one_of_each().iter().map(|e| serde_json::to_string(e).unwrap()).collect();
        std::fs::write(FILE, lines.join("\n") + "\n").unwrap();
    }
    let samples = std::fs::read_to_string(FILE).unwrap();
    let read: Vec<Event> = samples.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, one_of_each());
    crate::samples::every_variant::<Event>(&samples);
}
