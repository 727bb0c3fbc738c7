//! A house takes documents when its settings say so and fit, and says which one does not.

use super::settings;
use vault::FileRules;

const BODY: usize = 5 * 1024 * 1024;

#[test]
fn a_house_takes_no_documents_unless_it_says_so() {
    let rules = settings("").rules(BODY).unwrap();
    assert_eq!(rules, FileRules::default());
    assert!(!rules.on && !rules.scanned);
    assert!(settings("").clamd().unwrap().is_none());
    let rules = settings("on = true\nmegabytes = 2\nscanner = \"clamd:[::1]:3310\"").rules(BODY).unwrap();
    assert_eq!((rules.on, rules.most_bytes, rules.scanned), (true, 2 * 1024 * 1024, true));
}

#[test]
fn what_does_not_fit_is_named() {
    for (lines, names) in [
        ("megabytes = 0", "documents.megabytes"),
        ("megabytes = 11", "documents.megabytes"),
        ("on = true\nmegabytes = 6", "limits.file_kilobytes"),
        ("per_item = 0", "documents.per_item"),
        ("per_item = 21", "documents.per_item"),
        ("scanner = \"127.0.0.1:3310\"", "documents.scanner"),
        ("scanner = \"clamd:localhost\"", "documents.scanner"),
        ("scanner = \"clamd:192.0.2.7:3310\"", "documents.scanner"),
    ] {
        let why = settings(lines).rules(BODY).unwrap_err();
        assert!(why.contains(names), "{lines}: {why}");
    }
}
