//! Events that were ever written stay readable. A file of samples holds one of each, in every form in which it was ever stored: a form
//! may be added, and none goes.

use serde::{Serialize, de::DeserializeOwned};
use std::{collections::BTreeSet, env, fmt::Debug, fs};

/// Reads the samples and holds them against what they mean. With `CASUSTAFEL_BLESS` the present forms are added first.
pub(crate) fn hold<E: Serialize + DeserializeOwned + PartialEq + Debug>(file: &str, one_of_each: &[E]) {
    let samples = fs::read_to_string(file).unwrap_or_default();
    let mut lines: Vec<String> = samples.lines().map(str::to_owned).collect();
    if env::var_os("CASUSTAFEL_BLESS").is_some() {
        let forms = |event: &E| -> Vec<String> {
            let now = serde_json::to_string(event).unwrap();
            let old = lines.iter().filter(|line| **line != now && serde_json::from_str::<E>(line).unwrap() == *event);
            old.cloned().chain([now.clone()]).collect()
        };
        lines = one_of_each.iter().flat_map(forms).collect();
        fs::write(file, lines.join("\n") + "\n").unwrap();
    }
    let mut read: Vec<E> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    read.dedup();
    assert_eq!(read, one_of_each);
    let written = |event: &E| lines.contains(&serde_json::to_string(event).unwrap());
    assert!(one_of_each.iter().all(written), "a form in which events are stored now has no sample in {file}");
    every_variant::<E>(&lines.join("\n"));
}

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
