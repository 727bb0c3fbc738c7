//! What may happen when: anonymity, versions, opening, reviewing, destroying.

use super::*;
use vault::{AgencyKind, Role, Rulebook, Tier};

#[test]
fn anonymity_is_fixed_once_it_is_open() {
    let traceable = Opening { anonymity: Anonymity::Traceable, ..opening() };
    assert!(after([begun()]).change(traceable.clone()).is_ok());
    assert!(why(open().change(traceable)).contains("promised"));
    let samples: Vec<Event> = vec![Event::Opened, Event::LinksTaken, Event::Closed, Event::Emptied];
    for event in samples {
        let mut one = open();
        one.apply(&event, &stamp());
        assert!(one.is_anonymous(), "{event:?}");
    }
}

fn stamp() -> Stamp {
    Stamp {
        seq: 9,
        at: "2026-04-02T08:00:00Z".parse().unwrap(),
        who: "evaluator".parse().unwrap(),
        agency: "onderzoek".parse().unwrap(),
        called: vault::Called::default(),
        act: "questionnaire.test".into(),
    }
}

#[test]
fn a_table_of_three_gets_a_talk_and_no_statistics() {
    let table = Opening { people: 3, ..opening() };
    let one = after([Questionnaire::begin(table).unwrap(), Event::Arranged { questions: questions() }]);
    assert!(why(one.open()).contains("Have a talk at the table"));
    let floor = Opening { threshold: 4, ..opening() };
    assert_eq!(Questionnaire::begin(floor).unwrap_err().field.as_deref(), Some("threshold"));
}

#[test]
fn nothing_opens_without_a_question() {
    assert!(why(after([begun()]).open()).contains("no questions"));
}

#[test]
fn a_rule_to_skip_points_at_an_earlier_choice() {
    let hanging = |question: u16, option: u16| {
        let mut all = questions();
        all[1].only_if = Some(OnlyIf { question, option });
        after([begun()]).arrange(all)
    };
    assert!(hanging(1, 2).is_ok());
    for (question, option) in [(1, 3), (2, 0), (4, 0), (9, 0)] {
        assert!(hanging(question, option).is_err(), "{question} {option}");
    }
}

#[test]
fn a_skipped_question_has_no_answer_whatever_the_browser_sends() {
    let mut all = questions();
    all[1].only_if = Some(OnlyIf { question: 1, option: 2 });
    assert_eq!(answers(0, 4).fitting(&all).0.len(), 1);
    assert_eq!(answers(2, 4).fitting(&all).0.len(), 2);
    assert!(answers(7, 9).fitting(&questions()).is_empty(), "an answer that cannot be chosen is none");
}

#[test]
fn a_chain_of_skipped_questions_is_skipped_as_a_whole() {
    let mut all = vec![question(1, choice(&["ja", "nee"], false)), question(2, choice(&["a", "b"], false))];
    all.push(question(3, scale()));
    all[1].only_if = Some(OnlyIf { question: 1, option: 0 });
    all[2].only_if = Some(OnlyIf { question: 2, option: 0 });
    let given = Answers(BTreeMap::from([
        (1, Answer::Options([1].into())),
        (2, Answer::Options([0].into())),
        (3, Answer::Step(3)),
    ]));
    assert_eq!(given.fitting(&all).0.keys().copied().collect::<Vec<_>>(), [1]);
}

#[test]
fn changing_after_opening_is_a_new_version() {
    let mut changed = questions();
    changed.remove(3);
    assert!(why(open().arrange(changed.clone())).contains("has been opened"));
    assert!(why(open().revise(questions(), note("x"))).contains("same questions"));
    let event = open().revise(changed.clone(), note("vraag 4 was te lang")).unwrap();
    let one = after([begun(), Event::Arranged { questions: questions() }, Event::Opened, event]);
    assert_eq!((one.version(), one.questions().len(), one.questions_of(1).len()), (2, 3, 4));
}

#[test]
fn an_open_answer_is_looked_at_before_anything_is_shared() {
    let wrote = |text: &str| {
        let mut given = answers(0, 3);
        given.0.insert(4, Answer::Words(text.into()));
        sheet(1, given)
    };
    let all =
        numbered((0..9).map(|n| wrote(&format!("Het gaat {n}"))).chain([wrote("Joris de Wit praat veel")]).collect());
    assert!(why(closed().release(&all, None, day("02-04-2026"))).contains("10 open answers"));
    let waiting = closed().to_review(&all);
    let review = |judged, text: Option<&str>| Review { slip: slip(9), question: 4, judged, text: text.map(note) };
    assert_eq!(closed().review(review(Judged::Edit, None), &waiting).unwrap_err().field.as_deref(), Some("text"));
    let elsewhere = Review { slip: slip(30), ..review(Judged::Share, None) };
    assert!(closed().review(elsewhere, &waiting).is_err());
    let shared = |judged, text| {
        let event = closed().review(review(judged, text), &waiting).unwrap();
        let others = (0..9).map(|n| Event::Reviewed {
            review: Review { slip: slip(n), question: 4, judged: Judged::KeepBack, text: None },
        });
        let before = [begun(), Event::Arranged { questions: questions() }, Event::Opened, Event::Closed, event];
        let one = after(before.into_iter().chain(others));
        match one.release(&all, None, day("02-04-2026")).unwrap() {
            Event::Released { results } => results.versions[0].words.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(shared(Judged::Edit, Some("iemand praat veel"))[0].texts, [note("iemand praat veel")]);
    assert!(shared(Judged::KeepBack, None)[0].texts.is_empty());
}

#[test]
fn answers_are_destroyed_in_time_and_the_results_stay() {
    assert_eq!(closed().must_be_empty_by(), Some(day("31-05-2026")));
    let all = numbered(vec![sheet(1, answers(0, 3)); 10]);
    assert!(why(closed().release(&all, None, day("01-06-2026"))).contains("long enough"));
    let card = closed().card();
    assert_eq!((card.tasks.len(), card.due), (1, Some(day("31-05-2026"))));
    assert!(open().empty().is_err());
    assert!(closed().empty().is_ok());
}

#[test]
fn a_sheet_knows_no_moment_and_no_invitation() {
    let body = String::from_utf8(sheet(1, answers(0, 3)).body()).unwrap();
    assert_eq!(body, r#"{"version":1,"week":"2026-W14","answers":{"1":{"options":[0]},"2":{"step":3}}}"#);
}

#[test]
fn links_are_shown_until_they_are_taken_along() {
    let tickets = vec![line("a1"), line("b2")];
    let event = open().invite(tickets.clone()).unwrap();
    let events = [begun(), Event::Arranged { questions: questions() }, Event::Opened, event];
    let one = after(events.clone());
    assert_eq!(one.links_to_show(), tickets);
    assert!(one.is_invited("a1") && !one.is_invited("c3"));
    let one = after(events.into_iter().chain([Event::LinksTaken]));
    assert!(one.links_to_show().is_empty() && one.take_links().is_err());
    assert!(one.is_invited("a1"), "the link still works");
    assert!(open().invite(vec![]).is_err());
}

#[test]
fn a_new_wave_repeats_the_same_questions() {
    let events = open().again(Opening { repeats: None, ..opening() }).unwrap();
    assert_eq!(after(events).questions(), questions());
    assert!(after([begun()]).again(opening()).is_err());
}

#[test]
fn questions_taken_over_from_elsewhere_get_free_numbers_and_keep_their_rules() {
    use crate::questionnaire::question::{joined, without};
    let mut more = questions();
    more[1].only_if = Some(OnlyIf { question: 1, option: 1 });
    let all = joined(&questions(), &more);
    assert_eq!(all.iter().map(|q| q.number).collect::<Vec<_>>(), (1..=8).collect::<Vec<_>>());
    assert_eq!(all[5].only_if, Some(OnlyIf { question: 5, option: 1 }));
    assert_eq!(without(&all, 5)[4].only_if, None);
}

#[test]
fn every_question_of_the_library_can_be_asked_in_both_languages() {
    let shelf = library::all();
    assert!(shelf.len() >= 15, "{}", shelf.len());
    for lang in [kernel::Lang::Nl, kernel::Lang::En] {
        let all: Vec<Question> = (1..).zip(shelf).filter_map(|(n, ready)| ready.question(n, lang)).collect();
        assert_eq!(all.len(), shelf.len());
        assert_eq!(question::check(&all), Ok(()));
    }
}

#[test]
fn there_is_no_act_that_reads_what_one_person_answered() {
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    let may = |act: &'static str, role: Role, seat: Tier, state: &str| {
        let question = vault::Question {
            act,
            kind: "questionnaire",
            state: state.into(),
            role,
            agency: AgencyKind::Other,
            designated: true,
            seats: [seat].into(),
            home: true,
            mandate: true,
        };
        rules.ask(&question).is_yes()
    };
    assert!(may("questionnaire.answer", Role::Bearer, Tier::Bearer, "open"));
    for state in ["draft", "closed", "released", "emptied"] {
        assert!(!may("questionnaire.answer", Role::Bearer, Tier::Bearer, state), "{state}");
    }
    assert!(!may("questionnaire.answer", Role::Evaluator, Tier::Team, "open"), "nobody answers with an account");
    assert!(!may("questionnaire.read", Role::ProcessDirector, Tier::Invited, "open"));
    assert!(may("questionnaire.read", Role::ProcessDirector, Tier::Invited, "released"));
    for role in [Role::Keeper, Role::PrivacyOfficer] {
        assert!(!may("questionnaire.read", role, Tier::Team, "released"), "{role:?}");
    }
    assert!(!may("questionnaire.change", Role::Evaluator, Tier::Team, "open"), "the promise stands");
}

#[test]
fn what_was_ever_written_stays_readable() {
    let samples = include_str!("../../../tests/samples/questionnaire.jsonl");
    let mut told = std::collections::BTreeSet::new();
    for line in samples.lines() {
        let event: Event = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), serde_json::from_str::<serde_json::Value>(line).unwrap());
        told.insert(Questionnaire::tell(&event).en.into_owned());
    }
    assert_eq!(told.len(), kernel::names::<Event>("t").len(), "each is told in its own words: {told:?}");
    crate::samples::every_variant::<Event>(samples);
}
