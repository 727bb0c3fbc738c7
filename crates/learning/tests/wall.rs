//! The wall between work about persons and learning about the work, as cargo itself knows it: neither crate can name the other, not by
//! way of another crate, and not in its tests.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

/// For every package its name, and which packages it lists.
fn graph() -> BTreeMap<String, (String, Vec<String>)> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let asked = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--offline", "--manifest-path", manifest])
        .output()
        .unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let told: Value = serde_json::from_slice(&asked.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let names: BTreeMap<String, String> =
        told["packages"].as_array().unwrap().iter().map(|p| (text(&p["id"]), text(&p["name"]))).collect();
    let nodes = told["resolve"]["nodes"].as_array().unwrap().iter();
    nodes
        .map(|node| {
            let id = text(&node["id"]);
            let lists = node["dependencies"].as_array().unwrap().iter().map(text).collect();
            (id.clone(), (names[&id].clone(), lists))
        })
        .collect()
}

/// Everything that a package of this name can reach, by name.
fn reach(name: &str) -> BTreeSet<String> {
    let graph = graph();
    let first = graph.iter().find(|(_, (n, _))| n == name).unwrap_or_else(|| panic!("no package {name}")).0;
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![first.clone()]);
    while let Some(id) = waiting.pop() {
        if seen.insert(id.clone()) {
            waiting.extend(graph[&id].1.iter().cloned());
        }
    }
    seen.iter().map(|id| graph[id].0.clone()).collect()
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
