//! Events that were ever written stay readable: of each variant a sample lies in a file.

use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// Every variant of the events has a sample, and every sample is one of them: a variant that is added later fails here until it has one.
pub(crate) fn every_variant<E: DeserializeOwned>(samples: &str) {
    let name = |line: &str| {
        let sample: serde_json::Value = serde_json::from_str(line).unwrap();
        sample["t"].as_str().unwrap().to_owned()
    };
    let sampled: BTreeSet<String> = samples.lines().map(name).collect();
    let known: BTreeSet<String> = kernel::names::<E>("t").iter().map(|name| (*name).to_owned()).collect();
    assert!(!known.is_empty());
    assert_eq!(sampled, known, "samples on the left, variants on the right");
}
