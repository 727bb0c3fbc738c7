//! Every address has an act that a rule names, or says why it needs none; and what people must be able to do has an address.

use crate::grid::{acts, policies};
use std::collections::BTreeSet;
use vault::Sort;
use web::{Address, Method, Rooms};

fn rooms() -> Rooms {
    let mut rooms = Rooms::new();
    casework::rooms(&mut rooms);
    rooms
}

/// Acts without an address of their own, each with the reason.
const WITHOUT_ADDRESS: [(&str, &str); 37] = [
    ("signal.end", "goes with the last key of the weighing, in one transaction"),
    ("signal.hear", "goes with the key that it follows from, in one transaction"),
    ("weighing.hear", "goes with opening or closing the case, in one transaction"),
    ("weighing.not-follow", "goes with the last signature of the triangle, in one transaction"),
    ("weighing.restate", "goes with putting the signal right, in one transaction"),
    ("advice.restate", "goes with putting the signal right, in one transaction"),
    ("case.restate", "goes with putting the signal right, in one transaction"),
    ("weighing.open", "goes with filing the signal, in one transaction"),
    ("advice.draft", "goes with bringing the weighing to the triangle, in one transaction"),
    ("weighing.open-case", "goes with opening a case from a weighing, in one transaction"),
    ("advice.open-case", "goes with opening a case from an advice, in one transaction"),
    ("triage.open-case", "goes with opening the case after the triage, in one transaction"),
    ("triage.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("signal.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("weighing.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("advice.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("enquiry.put", "follows from having asked whether somebody is known, and is done apart from it"),
    ("beyond.begin", "follows from asking at the case, which says whether it may be asked"),
    ("beyond.hear", "goes with what another house answers, by the clock"),
    ("beyond.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("referral.begin", "goes with handing over at the case or the weighing, in one transaction"),
    ("case.hear-referral", "goes with reading the answer to the referral, in one transaction"),
    ("weighing.hear-referral", "goes with reading the answer to the referral, in one transaction"),
    ("referral.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("review.begin", "goes with asking for it at the case, in one transaction"),
    ("case.hear-review", "goes with what is done at the review, in one transaction"),
    ("referral.follow-table", "goes with what is taken back or doubted at the table, in one transaction"),
    ("review.end-with-case", "goes with the end of the case, in one transaction"),
    ("review.follow-case", "goes with naming persons at the case, or moving it, in one transaction"),
    ("review.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("watch.begin", "goes with the last key on closing, in one transaction"),
    ("meeting.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("watch.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("reporting.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("reception.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("enquiry.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
    ("case.hand-over", "goes with handing over everywhere where one sits, in one transaction"),
];

#[test]
fn every_address_has_an_act_that_a_policy_names_or_says_why_it_needs_none() {
    for address in rooms().addresses() {
        let told = format!("{} {}", address.method.word(), address.path);
        match &address.act {
            None => assert!(address.because.split_whitespace().count() >= 3, "{told} has no act and no reason"),
            Some(act) => {
                assert!(acts().any(|a| a.name == act.name), "{told}: {} is not in the list of acts", act.name);
                let permits = policies(act.kind).iter().any(|p| !p.forbids && p.names(act.name));
                assert!(permits, "{told}: no policy permits {}", act.name);
                // Who holds a code is let in by the code, and by rules that know no account.
                let by_code = address.path.contains("{code}");
                assert_eq!(address.login, !by_code, "{told}: an act needs somebody who does it");
                let mut of_bearers = policies(act.kind).into_iter().filter(|rule| rule.names("bearer"));
                assert!(
                    !by_code || of_bearers.any(|rule| rule.names(act.name)),
                    "{told}: no rule for who holds a code"
                );
            }
        }
    }
}

#[test]
fn a_question_changes_nothing_and_what_is_done_is_posted() {
    for address in rooms().addresses() {
        let Some(act) = &address.act else { continue };
        let told = format!("{} {} {}", address.method.word(), address.path, act.name);
        match (act.sort, address.method) {
            // The form that begins a dossier is a question; sending it is not.
            (Sort::Look | Sort::List | Sort::Create, _) | (Sort::Change | Sort::Key, Method::Post) => {}
            (Sort::Change | Sort::Key, Method::Get) => panic!("{told}: a link must not change anything"),
            (Sort::Follow, _) => panic!("{told}: what follows from another act has no address"),
        }
        let of_one = address.path.contains("{id}") || address.path.contains("{code}");
        assert_eq!(of_one, matches!(act.sort, Sort::Look | Sort::Change | Sort::Key), "{told}");
    }
}

#[test]
fn only_what_the_same_person_sees_of_itself_goes_without_an_act() {
    let without: BTreeSet<&str> =
        rooms().addresses().iter().filter(|a| a.login && a.act.is_none()).map(|a| a.path).collect();
    // My work asks the list rule for every row, and so do the days; taking up asks the rule of the act that is asked for. Handing over asks for each table's own act; for a colleague only who is at the desk may.
    // What somebody did is their own lines of the book, and which table it was the list rule says.
    // How it goes with other houses the vault gives to who keeps the house alone.
    assert_eq!(
        without,
        BTreeSet::from([
            "/",
            "/beheer/huizen",
            "/dagen",
            "/oppakken",
            "/overdragen",
            "/overdragen/collega",
            "/verantwoording"
        ])
    );
}

#[test]
fn every_act_has_an_address_or_a_reason_to_have_none() {
    let rooms = rooms();
    let has = |name: &str| {
        let by = |a: &Address| a.act.as_ref().is_some_and(|act| act.name == name);
        rooms.addresses().iter().any(by)
    };
    for act in acts() {
        let reason = WITHOUT_ADDRESS.iter().find(|(name, _)| *name == act.name);
        match reason {
            None => assert!(has(act.name), "nobody can {}", act.name),
            Some((name, reason)) => assert!(!has(name), "{name} has an address; `{reason}` is no longer so"),
        }
    }
    for (name, _) in WITHOUT_ADDRESS {
        assert!(acts().any(|a| a.name == name), "{name} does not exist");
    }
}

#[test]
fn no_address_holds_anything_but_words_of_the_house_and_numbers_without_meaning() {
    for address in rooms().addresses() {
        for part in address.path.split('{').skip(1) {
            let name = part.split('}').next().unwrap();
            // A code means nothing either: it is chance. Nor does the place of a doubt among those at one contribution.
            let fits = ["id", "no", "doubt"].contains(&name) || (name == "code" && !address.login);
            assert!(fits, "{}: what is `{name}`?", address.path);
        }
    }
}
