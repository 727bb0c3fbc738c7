//! The wall between work about persons and learning about the work, as cargo itself knows it: neither crate can name the other, not by
//! way of another crate, and not in its tests. The lock file says it for every machine there is, and is there without the network.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// For every package by name what it lists, in its tests too. Versions of one name are taken together: that can only reach further.
fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock")).unwrap();
    let told: toml::Table = toml::from_str(&text).unwrap();
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in told["package"].as_array().unwrap() {
        let lists = package.get("dependencies").and_then(|list| list.as_array()).into_iter().flatten();
        // With more than one version the name is followed by the one that is meant.
        let names = lists.map(|one| one.as_str().unwrap().split(' ').next().unwrap().to_owned());
        graph.entry(package["name"].as_str().unwrap().to_owned()).or_default().extend(names);
    }
    graph
}

/// Everything that a package of this name can reach, by name.
fn reach(name: &str) -> BTreeSet<String> {
    let graph = graph();
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![name.to_owned()]);
    while let Some(name) = waiting.pop() {
        let lists = graph.get(&name).unwrap_or_else(|| panic!("no package {name}"));
        if seen.insert(name) {
            waiting.extend(lists.iter().cloned());
        }
    }
    seen
}

/// EVA-02, EVA-03.
#[test]
fn learning_cannot_reach_casework_nor_casework_learning() {
    assert!(!reach("learning").contains("casework"));
    assert!(!reach("casework").contains("learning"));
}

/// Otherwise the test above would prove nothing.
#[test]
fn the_front_door_reaches_both_and_both_reach_the_vault() {
    let door = reach("casustafel");
    assert!(door.contains("learning") && door.contains("casework"));
    assert!(reach("learning").contains("vault") && reach("casework").contains("vault"));
}
