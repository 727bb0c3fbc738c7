//! Reads a house's own look from its folder: `theme.toml` and the logo that it names.

#![allow(unused_qualifications, reason = "what derives the settings writes paths in full")]

use confique::Config;
use std::{fs, path::Path};
use web::{Logo, Theme, Tokens};

/// The file.
const FILE: &str = "theme.toml";

/// What stands in it.
#[derive(Debug, Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
struct Written {
    /// What the house is called at the top of every page.
    name: Option<String>,
    /// The file of the logo, an SVG or a PNG beside this file.
    logo: Option<String>,
    /// Other values for tokens of the stylesheet.
    #[config(default = {})]
    tokens: Tokens,
    /// The same, on the side about the work alone.
    #[config(default = {})]
    learning: Tokens,
}

/// The look in this folder.
///
/// # Errors
/// A sentence that names the file, and what in it does not fit.
pub(crate) fn read(folder: &Path) -> Result<Theme, String> {
    let file = folder.join(FILE);
    let wrong = |why: String| format!("theme: {}: {why}", file.display());
    if !file.is_file() {
        return Err(wrong("there is no such file".into()));
    }
    let load = Written::builder().file(&file).load();
    let written = load.map_err(|e| wrong(crate::message::one_line(&format!("{e:#}"))))?;
    let logo = written.logo.as_deref().map(|name| logo(folder, name)).transpose().map_err(&wrong)?;
    Theme::of(written.name, &written.tokens, &written.learning, logo).map_err(|e| wrong(e.to_string()))
}

fn logo(folder: &Path, name: &str) -> Result<Logo, String> {
    let kind = match Path::new(name).extension().and_then(|e| e.to_str()) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some(_) | None => return Err(format!("logo: {name} is no .svg and no .png")),
    };
    if Path::new(name).components().count() != 1 {
        return Err(format!("logo: {name} does not lie beside {FILE}"));
    }
    let bytes = fs::read(folder.join(name)).map_err(|e| format!("logo: {name}: {e}"))?;
    Ok(Logo { kind, bytes })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder(toml: &str) -> TempDir {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(FILE), toml).unwrap();
        folder
    }

    fn refused(toml: &str) -> String {
        read(folder(toml).path()).unwrap_err()
    }

    #[test]
    fn the_example_that_comes_along_fits() {
        let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/theme");
        assert!(read(Path::new(example)).is_ok(), "{:?}", read(Path::new(example)));
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_file_and_what_it_is() {
        assert!(read(TempDir::new().unwrap().path()).unwrap_err().contains("there is no such file"));
        assert!(refused("naam = 'x'").contains("unknown field"), "{}", refused("naam = 'x'"));
        assert!(refused("[tokens]\n'--x' = '1'").ends_with("there is no token --x"));
        assert!(refused("[tokens]\n'--utrecht-link-color' = 'blue'").contains("is a colour"));
        assert!(refused("logo = 'logo.gif'").contains("no .svg and no .png"));
        assert!(refused("logo = '../logo.svg'").contains("does not lie beside"));
        assert!(refused("logo = 'weg.svg'").contains("weg.svg"));
    }
}
