//! A document belongs to an item: who adds it, who reads it and how long, and what a scanner does.

use super::*;
use vault::{FileDigest, Judged};

fn document(item: u32) -> Document {
    Document {
        no: 0,
        item,
        name: word("verslag.pdf"),
        sort: Sort::Pdf,
        size: 9,
        digest: FileDigest::of(b"%PDF-1.7\n"),
        day: today(),
    }
}

/// Adds one to an item of this organisation, in quarantine.
fn adds(case: &mut Case, who: &str, item: u32) -> u32 {
    let no = case.next();
    then!(case, case.add_document(Some(Purpose::Execute), &agency(who), document(item)).unwrap());
    no
}

fn judged(case: &Case, no: u32, clean: bool) -> Judged<Event> {
    case.judged(no, clean).unwrap()
}

fn cleared(case: &mut Case, no: u32) {
    let Judged { event, erased } = judged(case, no, true);
    assert_eq!(erased, [0; 0]);
    then!(case, event);
}

fn opens(case: &Case, who: &str, on: Date, no: u32) -> bool {
    case.document_for(&agency(who), on, no).is_some()
}

#[test]
fn only_who_gave_an_item_adds_a_document_to_it_and_takes_it_away() {
    let mut case = opened();
    let item = gives(&mut case, "gemeente-hoorn", gift("Er is een verslag."));
    for who in ["om-nh", "school-hoorn"] {
        assert!(case.add_document(None, &agency(who), document(item)).is_err(), "{who}");
    }
    assert!(case.add_document(None, &agency("gemeente-hoorn"), document(99)).is_err());
    let no = adds(&mut case, "gemeente-hoorn", item);
    assert!(case.remove_document(no, &agency("om-nh")).is_err());
    then!(case, case.remove_document(no, &agency("gemeente-hoorn")).unwrap());
    assert!(case.remove_document(no, &agency("gemeente-hoorn")).is_err(), "once");
    assert!(case.files().is_empty());
}

#[test]
fn nobody_opens_a_document_before_the_scanner_looked_who_gave_it_neither() {
    let mut case = opened();
    let item = gives(&mut case, "gemeente-hoorn", gift("Er is een verslag."));
    let no = adds(&mut case, "gemeente-hoorn", item);
    for who in ["gemeente-hoorn", "om-nh", "cter-nh"] {
        assert!(!opens(&case, who, today(), no), "{who}");
    }
    let known = |case: &Case, who: &str| case.documents_for(&agency(who), today(), item).len();
    assert_eq!((known(&case, "gemeente-hoorn"), known(&case, "om-nh")), (1, 0), "who gave it knows that it waits");
    cleared(&mut case, no);
    assert!(opens(&case, "gemeente-hoorn", today(), no) && opens(&case, "om-nh", today(), no));
    assert!(case.judged(no, false).is_none(), "a verdict is given once");
}

#[test]
fn who_reads_the_item_reads_the_document_exactly_as_long() {
    let mut case = opened();
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    let_in(&mut case, third("ggz-nhn", AgencyKind::Care, day("01-12-2026")));
    then!(case, case.declare(&agency("ggz-nhn")).unwrap());
    let named = Audience::Named { agencies: vec![agency("om-nh")] };
    let only = Gift { audience: named, until: Some(day("10-09-2026")), ..gift("Klein gehouden.") };
    let item = gives(&mut case, "gemeente-hoorn", only);
    let no = adds(&mut case, "gemeente-hoorn", item);
    cleared(&mut case, no);
    let last = day("10-09-2026");
    assert!(opens(&case, "om-nh", last, no) && opens(&case, "gemeente-hoorn", last, no));
    for who in ["politie-nh", "reclassering", "ggz-nhn", "school-hoorn"] {
        assert!(!opens(&case, who, last, no), "{who} was not named");
    }
    let after = day("11-09-2026");
    assert!(!opens(&case, "om-nh", after, no) && opens(&case, "gemeente-hoorn", after, no), "its last day is over");
    let shared = Gift { thirds: vec![agency("ggz-nhn")], ..gift("Ook voor de derde.") };
    let with_third = gives(&mut case, "reclassering", shared);
    let no = adds(&mut case, "reclassering", with_third);
    cleared(&mut case, no);
    assert!(opens(&case, "ggz-nhn", today(), no) && !opens(&case, "ggz-nhn", day("02-12-2026"), no));
    then!(case, case.propose_closing(closing(&case)).unwrap());
    for (a, p) in KEYS {
        then!(case, case.turn_closing_key(&agency(a), &word(p), today()).unwrap());
    }
    for who in ["gemeente-hoorn", "om-nh", "reclassering", "ggz-nhn"] {
        assert!(!opens(&case, who, today(), no), "{who}: it is closed");
    }
}

#[test]
fn a_document_goes_with_its_item() {
    let mut case = opened();
    let item = gives(&mut case, "gemeente-hoorn", gift("Toch niet."));
    let (one, other) = (adds(&mut case, "gemeente-hoorn", item), adds(&mut case, "gemeente-hoorn", item));
    cleared(&mut case, one);
    let (events, erased) = case.withdraw_with_documents(item, &agency("gemeente-hoorn")).unwrap();
    assert_eq!((events.len(), erased.len()), (3, 3), "the item and both documents");
    for event in events {
        then!(case, event);
    }
    assert!(case.files().is_empty() && !opens(&case, "gemeente-hoorn", today(), one));
    assert!(case.judged(other, true).is_none(), "the scanner comes too late");
}

/// Whatever erases the event in which a document came: the case must be the same with and without it.
#[test]
fn a_case_without_the_event_of_a_document_is_the_same_case() {
    let mut before = opened();
    let item = gives(&mut before, "gemeente-hoorn", gift("Er is een verslag."));
    let (mut with, mut without) = (before.clone(), before);
    let no = with.next();
    let later = day("02-09-2026");
    let on_that_day = Document { day: later, ..document(item) };
    let added = with.add_document(None, &agency("gemeente-hoorn"), on_that_day).unwrap();
    with.happens(added, later);
    let Judged { event, erased } = judged(&with, no, false);
    assert_eq!(erased, [with.document_came(no).unwrap()]);
    with.happens(event.clone(), day("05-09-2026"));
    without.happens(event, day("05-09-2026"));
    assert_eq!(
        with.last,
        Some(later),
        "what somebody added moves the term of the law, and what a scanner finds does not"
    );
    assert_eq!(format!("{with:?}"), format!("{without:?}"));
    let back = with.remove_document(no, &agency("gemeente-hoorn")).unwrap();
    with.happens(back.clone(), later);
    without.happens(back, later);
    assert_eq!(format!("{with:?}"), format!("{without:?}"));
}

#[test]
fn who_gave_a_document_that_was_rejected_is_told_until_they_took_notice() {
    let mut case = opened();
    let item = gives(&mut case, "gemeente-hoorn", gift("Er is een verslag."));
    let no = adds(&mut case, "gemeente-hoorn", item);
    then!(case, judged(&case, no, false).event);
    let told = |case: &Case| {
        let of = case.card().tasks.into_iter().filter(|task| task.act == "case.remove-document");
        of.map(|task| (task.agency.to_string(), task.thing)).collect::<Vec<_>>()
    };
    assert_eq!(told(&case), [("gemeente-hoorn".to_owned(), Some(item))]);
    let card = format!("{:?}", case);
    assert!(!card.contains("verslag.pdf"), "its name is gone with it");
    assert!(case.files().is_empty() && !opens(&case, "gemeente-hoorn", today(), no));
    then!(case, case.remove_document(no, &agency("gemeente-hoorn")).unwrap());
    assert_eq!(told(&case), []);
}

#[test]
fn after_the_plan_a_document_says_what_it_is_for() {
    let mut case = planned();
    let item = gives(&mut case, "reclassering", gift("Er is een verslag."));
    assert_eq!(field(case.add_document(None, &agency("reclassering"), document(item))), "purpose");
    let no = adds(&mut case, "reclassering", item);
    assert_eq!(case.files().len(), 1);
    cleared(&mut case, no);
    assert!(opens(&case, "om-nh", today(), no));
}
