//! A history, an attempt, and what should come of it.

use super::*;
use kernel::{Line, Note, Refusal, criteria::Criterion};
use vault::{Dossier, Stamp};

fn word<T: std::str::FromStr<Err = Refusal>>(text: &str) -> T {
    text.parse().map_err(|r: Refusal| r.why.en.to_string()).unwrap()
}

fn stamp() -> Stamp {
    Stamp {
        seq: 1,
        at: "2026-03-02T09:00:00Z".parse().unwrap(),
        who: word("flexteam"),
        agency: word("flexteam"),
        called: vault::Called::default(),
        act: "calibration.prepare".into(),
    }
}

fn after(events: &[Event]) -> Calibration {
    let mut one = Calibration::default();
    for event in events {
        one.apply(event, &stamp());
    }
    one
}

fn preparation() -> Preparation {
    Preparation {
        reference: word("WI-2026-0001"),
        title: word("Weegijking in het voorjaar"),
        signal: word("stickers"),
        house: word("nhn"),
        facilitator: word("flexteam"),
        code: "ABC234".to_owned(),
        on: "2026-03-02".parse().unwrap(),
    }
}

fn reading(points: [Points; 5]) -> Reading {
    let mut points = points.into_iter();
    OfFive::each(|_| Answer { points: points.next().unwrap(), reason: word("Dat staat er zo.") })
}

use Points::{CannotTell as T, Concern as C, NoConcern as N};

fn prepared(names: &[&str], swap: bool, seats: Seats) -> Vec<Event> {
    let names: Vec<Line> = names.iter().map(|n| word(n)).collect();
    let mut n = 0;
    let tables = Calibration::first_tables(names, swap, seats, || {
        n += 1;
        format!("ticket{n}")
    });
    [vec![Calibration::prepare(preparation()).unwrap()], tables.unwrap()].concat()
}

const FIVE: [&str; 5] = ["Noord", "Zuid", "Oost", "West", "Midden"];

/// Tables in the order of `FIVE`, opened with these readings.
fn opened(given: &[[Points; 5]], names: &[&str], swap: bool) -> Calibration {
    let events = prepared(names, swap, Seats::Together);
    let one = after(&[events.clone(), vec![Event::Started]].concat());
    let readings =
        one.tables().iter().zip(given).map(|(t, points)| TableReading::together(t.no, &reading(*points))).collect();
    let open = one.open(readings).unwrap();
    after(&[events, vec![Event::Started, open]].concat())
}

#[test]
fn the_tables_get_the_two_variants_in_turn_only_when_the_signal_is_swapped() {
    let variants =
        |swap| after(&prepared(&FIVE, swap, Seats::Together)).tables().iter().map(|t| t.variant).collect::<Vec<_>>();
    assert!(variants(false).iter().all(|v| *v == Variant::A));
    assert_eq!(variants(true), [Variant::A, Variant::B, Variant::A, Variant::B, Variant::A]);
}

#[test]
fn one_table_or_two_of_the_same_name_or_a_signal_that_is_not_there_is_refused() {
    let tables = |names: &[&str]| {
        Calibration::first_tables(names.iter().map(|n| word(n)).collect(), false, Seats::Together, String::new)
    };
    assert_eq!(tables(&["Noord"]).unwrap_err().field.as_deref(), Some("tables"));
    assert!(tables(&["Noord", "noord"]).unwrap_err().why.nl.contains("deze naam"));
    assert!(
        tables(&(0..41).map(|n| format!("T{n}")).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>())
            .is_err()
    );
    let unknown = Preparation { signal: word("echt-dossier"), ..preparation() };
    assert_eq!(Calibration::prepare(unknown).unwrap_err().field.as_deref(), Some("signal"));
    let few = Seats::Apart { places: 2 };
    assert!(
        Calibration::first_tables(vec![word("a"), word("b")], false, few, String::new)
            .unwrap_err()
            .why
            .nl
            .contains("één persoon")
    );
}

#[test]
fn each_state_allows_its_own_steps_and_no_other() {
    let text = || word::<Note>("Wij lezen relaties verschillend.");
    let events = prepared(&FIVE, false, Seats::Together);
    let prepared = after(&events);
    assert!(prepared.open(vec![]).is_err() && prepared.note(text()).is_err() && prepared.close().is_err());
    let running = after(&[events, vec![prepared.start().unwrap()]].concat());
    assert!(running.start().is_err() && running.agree(text()).is_err());
    let one = TableReading::together(1, &reading([C; 5]));
    assert!(running.open(vec![one]).unwrap_err().why.nl.contains("twee lezingen"));
    let opened = opened(&[[C; 5], [N; 5]], &FIVE, false);
    assert!(opened.add_table(word("Laat"), Variant::A, Seats::Together, String::new()).is_err());
    assert!(opened.close().unwrap_err().why.nl.contains("leerde"), "a table closes with what it learned");
    assert!(opened.note(text()).is_ok() && opened.agree(text()).is_ok());
}

/// What one table reads is nowhere in the dossier before the readings are opened: it lies in a box.
#[test]
fn before_the_readings_are_opened_the_dossier_holds_none() {
    let one = after(&[prepared(&FIVE, false, Seats::Together), vec![Event::Started]].concat());
    assert!(one.spoken().is_empty());
    assert_eq!(opened(&[[C; 5], [N; 5]], &FIVE, false).spoken().len(), 2);
}

#[test]
fn who_reads_apart_has_a_place_and_only_the_merged_reading_counts() {
    let one = after(&prepared(&["Noord", "Zuid"], false, Seats::Apart { places: 6 }));
    assert!(matches!(one.place("ticket1"), Some(Place::Chooses(t, 6)) if t.no == 1));
    assert!(matches!(one.place("ticket2-6"), Some(Place::Reads(t)) if t.no == 2));
    for nowhere in ["ticket2-7", "ticket2-0", "ticket2-x", "ticket3", ""] {
        assert_eq!(one.place(nowhere), None, "{nowhere}");
    }
    let four = [(); 4].map(|()| reading([C; 5]));
    assert_eq!(TableReading::merged(1, &four), None, "of four people one would know how all others read it");
    let five = [
        reading([C, C, C, C, C]),
        reading([C, N, N, T, T]),
        reading([C, N, C, N, T]),
        reading([C, N, C, T, T]),
        reading([C, T, C, N, N]),
    ];
    let merged = TableReading::merged(1, &five).unwrap();
    let points: Vec<Option<Points>> = Criterion::ALL.iter().map(|c| merged.said.on(*c).points).collect();
    assert_eq!(points, [Some(C), Some(N), Some(C), None, Some(T)]);
    assert_eq!(merged.said.on(Criterion::Violence).reasons.len(), 5);
    assert_eq!(one.tables()[0].tickets().len(), 6);
    assert_eq!(
        after(&prepared(&FIVE, false, Seats::Together)).place("ticket1-1"),
        None,
        "a table that reads together has no places"
    );
}

#[test]
fn below_five_tables_there_is_no_figure_whatever_a_house_sets() {
    let four = opened(&[[C; 5], [N; 5], [C, N, C, N, C], [T; 5]], &FIVE, false);
    assert_eq!(agreement(&four.spoken(), 2, 1), Agreement::TooFew);
    let five = opened(&[[C; 5], [N; 5], [C, N, C, N, C], [T; 5], [C; 5]], &FIVE, false);
    assert!(matches!(agreement(&five.spoken(), 2, 1), Agreement::Alpha { .. }));
    assert_eq!(agreement(&five.spoken(), 6, 1), Agreement::TooFew, "a house may ask for more tables");
}

#[test]
fn the_figure_is_that_of_the_published_formula_and_the_same_for_everybody() {
    // Five tables, four of which read all alike: computed by hand from the formula for nominal data.
    let same = [C, N, C, N, T];
    let five = opened(&[same, same, same, same, [N, C, N, C, C]], &FIVE, false);
    let Agreement::Alpha { figure, range } = agreement(&five.spoken(), 5, 42) else { panic!("no figure") };
    // Observed: 5 x 8 of 100 pairs differ. Expected from 11 C, 10 N, 4 T: (625 - 121 - 100 - 16) / 24.
    let by_hand = 1.0 - (5.0 * 8.0 / 4.0) * 24.0 / (625.0 - 121.0 - 100.0 - 16.0);
    assert!((figure - by_hand).abs() < 1e-9, "{figure} {by_hand}");
    assert_eq!(agreement(&five.spoken(), 5, 42), Agreement::Alpha { figure, range });
    let range = range.unwrap();
    assert!(range.low <= figure && figure <= range.high);
}

#[test]
fn one_other_reading_among_many_is_told_as_too_little_variety_and_not_as_chance() {
    let five = opened(&[[N; 5], [N; 5], [N; 5], [N, N, N, N, C], [N; 5]], &FIVE, false);
    let told = agreement(&five.spoken(), 5, 1);
    assert_eq!(told, Agreement::AlmostTheSame { same: 24, of: 25 });
    assert!(
        told.says(5).nl.contains("24 van de 25 oordelen zijn gelijk") && told.says(5).en.contains("too little variety")
    );
    // Three of twenty-five is variety enough.
    let more = opened(&[[N; 5], [N; 5], [N, C, N, N, N], [C, N, N, N, C], [N; 5]], &FIVE, false);
    assert!(matches!(agreement(&more.spoken(), 5, 1), Agreement::Alpha { .. }));
    let alike = opened(&[[N; 5]; 5], &FIVE, false);
    assert_eq!(agreement(&alike.spoken(), 5, 1), Agreement::AllTheSame);
}

#[test]
fn the_sentence_says_what_the_figure_means_in_both_languages() {
    let says = |figure| Agreement::Alpha { figure, range: Some(Interval { low: 0.1, high: 0.9 }) }.says(5);
    assert!(says(0.85).nl.contains("grotendeels gelijk: 0,85") && says(0.85).en.contains("largely alike: 0.85"));
    assert!(says(0.7).nl.contains("flink deel") && says(0.4).nl.contains("deels verschillend"));
    assert!(says(-0.1).nl.contains("toeval") && says(-0.1).nl.contains("tussen 0,10 en 0,90"));
    assert!(
        Agreement::TooFew.says(8).nl.contains("vanaf 8 tafels")
            && Agreement::TooFew.says(2).en.contains("from 5 tables")
    );
    assert!(Agreement::AllTheSame.says(5).en.contains("nothing to compute"));
}

#[test]
fn tables_that_say_the_same_everywhere_get_words_instead_of_a_figure() {
    let one = opened(&[[C; 5]; 5], &FIVE, false);
    assert_eq!(agreement(&one.spoken(), 5, 1), Agreement::AllTheSame);
    assert_eq!(same(&one.spoken(), Criterion::Violence), Some(true));
    let other = opened(&[[C; 5], [C, C, C, C, N]], &FIVE, false);
    assert_eq!(same(&other.spoken(), Criterion::Violence), Some(true));
    assert_eq!(same(&other.spoken(), Criterion::Resilience), Some(false));
}

/// P4: what the two wordings did to the reading, only when there are enough tables of each.
#[test]
fn the_two_wordings_are_compared_only_with_five_tables_each() {
    let names: Vec<String> = (1..=10).map(|n| format!("Tafel {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let given: Vec<[Points; 5]> = (0..10).map(|n| if n % 2 == 1 { [C; 5] } else { [N, C, T, C, C] }).collect();
    let ten = opened(&given, &names, true);
    let compared = swapped(&ten.spoken(), 5).unwrap();
    let pointed = |criterion| {
        let many = |told: &kernel::crowd::Told| told.shares().map(|(_, share)| share.says().en).collect::<Vec<_>>();
        compared.on(criterion).each_ref().map(many)
    };
    assert_eq!(pointed(Criterion::Violence), [["0", "5", "0"], ["5", "0", "0"]]);
    assert_eq!(pointed(Criterion::Adherence), [["5", "0", "0"], ["5", "0", "0"]]);
    let nine = opened(&given[..9], &names[..9], true);
    assert_eq!(swapped(&nine.spoken(), 5), None);
}

/// EVA-08: there is nothing in an event or a reading by which a table or a person could be put in an order.
#[test]
fn no_event_holds_a_person_or_a_score() {
    for event in one_of_each() {
        let text = serde_json::to_string(&event).unwrap();
        for word in ["person", "score", "rank", "alpha", "points\":1"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/calibration.jsonl");

/// The readings of three, merged as they were before there was one rule.
fn merged_of(three: &[Reading]) -> TableReading {
    let mut points = [Some(C), Some(N), Some(C), None, Some(T)].into_iter();
    let said = |criterion| Said {
        points: points.next().flatten(),
        reasons: three.iter().map(|r| r.on(criterion).reason.clone()).collect(),
    };
    TableReading { table: 2, said: OfFive::each(said) }
}

/// What was merged of three people, before there was one rule, is shown no more.
#[test]
fn a_reading_that_was_merged_of_too_few_is_not_shown() {
    let events = prepared(&["Noord", "Zuid"], false, Seats::Apart { places: 5 });
    let three = [reading([C; 5]), reading([C, N, N, T, T]), reading([C, N, C, N, T])];
    let five = [(); 5].map(|()| reading([C; 5]));
    let readings = vec![TableReading::merged(1, &five).unwrap(), merged_of(&three)];
    let one = after(&[events, vec![Event::Started, Event::Opened { readings }]].concat());
    assert_eq!(one.spoken().iter().map(|(table, _)| table.no).collect::<Vec<_>>(), [1]);
}

fn one_of_each() -> Vec<Event> {
    let table = |no, seats| {
        Event::TableAdded(Table { no, name: word("Noord"), variant: Variant::B, seats, ticket: "t".into() })
    };
    let three = [reading([C, C, C, C, C]), reading([C, N, N, T, T]), reading([C, N, C, N, T])];
    vec![
        Event::Prepared(Box::new(preparation())),
        table(1, Seats::Together),
        table(2, Seats::Apart { places: 5 }),
        Event::Started,
        Event::Opened { readings: vec![TableReading::together(1, &three[0]), merged_of(&three)] },
        Event::Noted { text: word("Wij spraken over relaties.") },
        Event::Agreed { lesson: word("Wij vragen eerst door.") },
        Event::Closed,
    ]
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    if std::env::var_os("CASUSTAFEL_BLESS").is_some() {
        let lines: Vec<String> = one_of_each().iter().map(|e| serde_json::to_string(e).unwrap()).collect();
        std::fs::write(SAMPLES, lines.join("\n") + "\n").unwrap();
    }
    let samples = std::fs::read_to_string(SAMPLES).unwrap();
    let read: Vec<Event> = samples.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, one_of_each());
    crate::samples::every_variant::<Event>(&samples);
}

#[test]
fn every_act_has_a_rule_and_a_table_hands_in_only_while_tables_read() {
    use vault::{Act, AgencyKind, Question, Role, Rulebook, Tier};
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    let ask = |act: &'static str, state: &str, role, seat: Option<Tier>| {
        let question = Question {
            act,
            kind: Calibration::KIND,
            state: state.to_owned(),
            role,
            agency: AgencyKind::Other,
            designated: role != Role::Bearer,
            seats: seat.into_iter().collect(),
            home: true,
            mandate: true,
        };
        rules.ask(&question).is_yes()
    };
    let hand_in = HandInReading::INFO.name;
    assert!(ask(hand_in, "open", Role::Bearer, Some(Tier::Bearer)));
    for state in ["prepared", "opened", "closed"] {
        assert!(!ask(hand_in, state, Role::Bearer, Some(Tier::Bearer)), "{state}");
    }
    assert!(!ask(hand_in, "open", Role::Flexteam, Some(Tier::Facilitator)));
    for role in Role::ALL {
        let leads = [Role::Flexteam, Role::ProcessDirector, Role::Evaluator].contains(&role);
        assert_eq!(ask(PrepareCalibration::INFO.name, "none", role, None), leads, "{role:?}");
        assert!(!ask(ReadCalibration::INFO.name, "opened", role, None), "{role:?} without a seat");
    }
}
