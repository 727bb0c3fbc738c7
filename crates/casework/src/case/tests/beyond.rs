//! By what another house finds a case, and when it finds none.

use super::*;
use vault::Findable;

#[test]
fn another_house_finds_a_running_case_under_the_wgs_that_somebody_says_is_needed_and_no_other() {
    let bsn = || word::<kernel::Bsn>("999990019");
    let known = || {
        let plain = wgs();
        let subject = Subject { bsn: Some(bsn()), born: Some(day("06-05-2004").into()), ..plain.subject.clone() };
        Opening { subject, ..plain }
    };
    let case = with(known());
    let found = case.matched(today());
    assert!(found.len() == 2 && found[0] == Findable::Bsn(bsn()), "by a number, and by a name with a day");
    // Under the Wgpga never, and the sentence says which way there is.
    let law = with(Opening { subject: known().subject, ..opening() });
    assert!(law.matched(today()).is_empty());
    assert!(law.may_ask_elsewhere(today()).unwrap_err().why.nl.contains("artikel 7"));
    // Of a person of whom nothing exact is known, and of an organisation, neither.
    let vague = Subject { bsn: None, born: None, ..known().subject };
    assert!(with(Opening { subject: vague.clone(), ..known() }).matched(today()).is_empty());
    let legal = Subject { kind: SubjectKind::Legal, ..vague };
    assert!(with(Opening { subject: legal, ..known() }).may_ask_elsewhere(today()).is_err());
    // Nobody said in time that it is needed; it went over to the other law; it was closed.
    let terms = Some(kernel::CaseTerms { confirm: Some(10), ..Default::default() });
    let lapsed = with(Opening { terms, ..known() });
    let later = today().checked_add(jiff::Span::new().days(11)).unwrap();
    assert!(!lapsed.matched(today()).is_empty() && lapsed.matched(later).is_empty());
    for state in [State::Unopened, State::Switched, State::Closed] {
        let over = Case { state, ..case.clone() };
        assert!(over.matched(today()).is_empty(), "{state:?}");
    }
}
