//! Events that were ever written stay readable. A file of samples holds one of each, in every form in which it was ever stored: a form
//! may be added, and none goes.

use serde::{Serialize, de::DeserializeOwned};
use std::{env, fmt::Debug, fs};

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
}
