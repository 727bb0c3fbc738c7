//! Rules on what may stand where: the arrows between crates, SQL and ciphers in the vault, the server in the web.

use super::{
    code::lines,
    file::{Complaint, File},
};

/// Which crates of this house a crate may list. An arrow that is not here is a hole in a wall.
const ARROWS: [(&str, &[&str]); 10] = [
    ("kernel", &[]),
    ("paper", &[]),
    ("tables", &["kernel"]),
    ("vault", &["kernel"]),
    ("press", &["paper"]),
    ("web", &["kernel", "vault", "paper", "tables"]),
    ("casework", &["kernel", "vault", "web", "paper", "tables"]),
    ("learning", &["kernel", "vault", "web", "paper", "tables"]),
    ("casustafel", &["kernel", "vault", "web", "casework", "learning", "paper", "tables"]),
    ("xtask", &[]),
];

/// Which crates may list what gives power over data or over the door.
const POWERS: [(&[&str], &[&str]); 2] = [
    (
        &[
            "rusqlite",
            "postgres",
            "tokio-postgres",
            "rustls",
            "tokio-rustls",
            "ring",
            "cedar-policy",
            "aes-gcm",
            "hmac",
            "sha2",
            "argon2",
            "totp-rs",
            "zeroize",
            "getrandom",
        ],
        &["vault"],
    ),
    (&["axum", "tower"], &["web", "casustafel"]),
];

/// One text of SQL, in one crate. A test may hold some as something nasty to type.
pub(super) fn sql_stays_in_the_vault(files: &[File]) -> Vec<Complaint> {
    let words =
        ["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "ALTER TABLE ", "DROP TABLE ", "ON CONFLICT "];
    let outside =
        |f: &File| f.is_rust() && !f.is_test() && f.path.starts_with("crates/") && !f.path.starts_with("crates/vault/");
    lines(files, outside)
        .filter_map(|(file, n, line)| {
            let word = words.iter().find(|w| line.contains(**w))?;
            Some(file.complaint(n, format!("`{}` belongs in the vault", word.trim())))
        })
        .collect()
}

/// What is not in the manifest cannot be imported.
pub(super) fn manifests_hold_the_walls(files: &[File]) -> Vec<Complaint> {
    let mut all = Vec::new();
    for file in files.iter().filter(|f| f.path.ends_with("/Cargo.toml")) {
        let owner = file.path.trim_end_matches("/Cargo.toml").rsplit('/').next().unwrap_or_default();
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == owner) else {
            all.push(file.complaint(1, format!("`{owner}` has no arrows yet: say which crates it may list")));
            continue;
        };
        for Listed { line: n, name: dependency, dev } in dependencies(&file.text) {
            let ours = ARROWS.iter().any(|(name, _)| *name == dependency);
            if ours && !allowed.contains(&dependency) {
                all.push(file.complaint(n, format!("`{owner}` may not know `{dependency}`")));
            }
            let guarded = POWERS.iter().find(|(things, _)| things.contains(&dependency));
            // A test may look into the store from outside; the program may not.
            if let Some((_, owners)) = guarded
                && !dev
                && !owners.contains(&owner)
            {
                all.push(file.complaint(n, format!("`{dependency}` is for {} only", owners.join(" and "))));
            }
        }
    }
    all
}

/// A line of comment above a dependency, or above the group it stands in.
pub(super) fn every_dependency_has_its_reason(files: &[File]) -> Vec<Complaint> {
    let Some(file) = files.iter().find(|f| f.path == "Cargo.toml") else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let (mut inside, mut reason) = (false, false);
    for (n, line) in file.text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line == "[workspace.dependencies]";
            reason = false;
        } else if line.is_empty() {
            reason = false;
        } else if line.starts_with('#') {
            reason = true;
        } else if inside && !reason && !line.contains("path =") {
            all.push(file.complaint(n + 1, "a dependency without a reason above it"));
        }
    }
    all
}

/// What somebody who finds this program needs to read.
pub(super) fn the_papers_are_there(files: &[File]) -> Vec<Complaint> {
    let papers = [
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "SECURITY.md",
        "ARCHITECTURE.md",
        "publiccode.yml",
        "docs/glossary.md",
        "docs/law.md",
        ".ci/run",
    ];
    let complain = |path: &&str| Complaint { path: (*path).into(), line: 1, why: "is missing".into() };
    papers.iter().filter(|p| !files.iter().any(|f| f.path == **p)).map(complain).collect()
}

/// A dependency in a manifest.
struct Listed<'a> {
    line: usize,
    name: &'a str,
    dev: bool,
}

/// What the dependency sections of a manifest list.
fn dependencies(manifest: &str) -> Vec<Listed<'_>> {
    let mut found = Vec::new();
    let (mut inside, mut dev) = (false, false);
    for (n, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[') {
            inside = section.trim_end_matches(']').ends_with("dependencies");
            dev = section.starts_with("dev-");
        } else if inside && !line.starts_with('#') {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            if !name.is_empty() {
                found.push(Listed { line: n + 1, name, dev });
            }
        }
    }
    found
}

/// The address of another feature is a line in `places.rs` of its side, so that an arrow upward can be seen there. Patterns stand where
/// the rooms of a feature are registered.
pub(super) fn addresses_stand_in_one_place(files: &[File]) -> Vec<Complaint> {
    let mut all = Vec::new();
    for places in files.iter().filter(|f| f.path.ends_with("/src/places.rs")) {
        let side = places.path.trim_end_matches("places.rs");
        let roots: Vec<&str> =
            places.text.split("Place::at(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let elsewhere = |f: &File| {
            let page = f.is_rust() || f.path.ends_with(".html");
            page && !f.is_test()
                && f.path.starts_with(side)
                && f.path != places.path
                && !f.path.ends_with("pages/mod.rs")
        };
        for (file, n, line) in lines(files, elsewhere).filter(|(_, _, line)| !line.trim_start().starts_with("//")) {
            let quoted = line.split('"').skip(1).step_by(2);
            let spelled = |text: &str| {
                roots.iter().any(|root| {
                    text.strip_prefix(root)
                        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
                })
            };
            if let Some(text) = quoted.into_iter().find(|text| spelled(text)) {
                all.push(file.complaint(n, format!("`{text}` is an address; {} has it", places.path)));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{super::file::one, *};

    fn manifest(owner: &str, dependency: &str) -> usize {
        let text = format!("[package]\nname = \"{owner}\"\n[dependencies]\n{dependency}.workspace = true\n");
        manifests_hold_the_walls(&one(&format!("crates/{owner}/Cargo.toml"), &text)).len()
    }

    #[test]
    fn casework_and_learning_do_not_know_each_other() {
        assert_eq!(manifest("casework", "learning"), 1);
        assert_eq!(manifest("learning", "casework"), 1);
        assert_eq!(manifest("learning", "kernel"), 0);
    }

    #[test]
    fn only_the_vault_lists_a_database_driver_or_a_cipher() {
        assert_eq!(manifest("web", "rusqlite"), 1);
        assert_eq!(manifest("casework", "aes-gcm"), 1);
        assert_eq!(manifest("vault", "aes-gcm"), 0);
    }

    #[test]
    fn a_test_may_look_into_the_store_and_still_may_not_climb_over_a_wall() {
        let dev = |name: &str| format!("[dev-dependencies]\n{name}.workspace = true\n");
        let found = |name| manifests_hold_the_walls(&one("crates/casework/Cargo.toml", &dev(name))).len();
        assert_eq!((found("postgres"), found("learning")), (0, 1));
    }

    #[test]
    fn only_the_web_and_the_front_door_list_the_server() {
        assert_eq!(manifest("casework", "axum"), 1);
        assert_eq!(manifest("web", "axum"), 0);
        assert_eq!(manifest("casustafel", "axum"), 0);
    }

    #[test]
    fn a_new_crate_must_say_where_it_stands() {
        assert_eq!(manifest("cellar", "serde"), 1);
    }

    #[test]
    fn sql_outside_the_vault_is_named() {
        let text = "let x = \"SELECT id FROM card\";\n";
        assert_eq!(sql_stays_in_the_vault(&one("crates/web/src/a.rs", text)).len(), 1);
        assert_eq!(sql_stays_in_the_vault(&one("crates/vault/src/a.rs", text)).len(), 0);
    }

    #[test]
    fn a_dependency_without_a_reason_is_named() {
        let text = "[workspace.dependencies]\nours = { path = \"x\" }\n# Why.\na = \"1\"\nb = \"1\"\n\nc = \"1\"\n";
        let found = every_dependency_has_its_reason(&one("Cargo.toml", text));
        assert_eq!(found.iter().map(|c| c.line).collect::<Vec<_>>(), [7]);
    }

    #[test]
    fn an_address_that_is_spelled_in_a_page_is_named() {
        let with = |path: &str, text: &str| {
            let mut files = one("crates/a/src/places.rs", "const S: Place = Place::at(\"/signalen\");");
            files.extend(one(path, text));
            addresses_stand_in_one_place(&files).len()
        };
        assert_eq!(with("crates/a/src/b/pages/read.rs", "format!(\"/signalen/{id}\")"), 1);
        assert_eq!(with("crates/a/src/b/pages/read.html", "<a href=\"/signalen\">"), 1);
        assert_eq!(with("crates/a/src/b/pages/read.rs", "// \"/signalen\"\n\"/signalenlijst\" \"signalen\""), 0);
        assert_eq!(with("crates/a/src/b/pages/mod.rs", "\"/signalen/{id}\""), 0);
        assert_eq!(with("crates/c/src/b.rs", "\"/signalen\""), 0);
    }
}
