//! The settings by which papers have a house's own look, and the command that tries a template.

#![allow(unused_qualifications, reason = "what derives the settings writes paths in full")]

use crate::terminal::say;
use confique::Config;
use kernel::HouseId;
use paper::{Language, Look, Looks};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Papers, in a part of its own: `[papers]`. Without it they have the look that the program brings.
#[derive(Debug, Clone, Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub(crate) struct PaperSettings {
    /// A template for what stands around the words of a paper: letterhead, colours, letters, margins. It is a file in a folder with the logo and
    /// the fonts that it uses, and is tried at the start. `docs/papers` is an example, `docs/papers.md` tells what may stand in it.
    #[config(env = "CASUSTAFEL_PAPERS_TEMPLATE")]
    pub(crate) template: Option<PathBuf>,

    /// Another template for the papers of one house, by its id: `nhn = "/etc/casustafel/nhn/huisstijl.typ"`.
    #[config(default = {})]
    pub(crate) houses: BTreeMap<String, PathBuf>,
}

impl PaperSettings {
    /// The looks that the templates give.
    ///
    /// # Errors
    /// A sentence that names the template, with the line where something in it is wrong.
    pub(crate) fn looks(&self) -> Result<Looks, String> {
        if let Some(no) = self.houses.keys().find(|house| house.parse::<HouseId>().is_err()) {
            return Err(format!("settings: papers.houses: {no:?} is no id of a house"));
        }
        Looks::of(self.template.as_ref(), &self.houses).map_err(|why| format!("settings: papers: {why}"))
    }

    /// The houses that are named here and not there.
    pub(crate) fn unknown(&self, there: impl Fn(&HouseId) -> bool) -> Vec<&str> {
        let known = |house: &str| house.parse().is_ok_and(|house| there(&house));
        self.houses.keys().map(String::as_str).filter(|house| !known(house)).collect()
    }
}

/// Tries a template, and writes a paper with one of everything in it where somebody wants to see that.
///
/// # Errors
/// A sentence that says what is wrong with it, or that there is no press, or that the file cannot be written.
pub(crate) fn try_one(template: &Path, to: Option<&Path>, lang: Language) -> Result<(), String> {
    let look = Look::of(template)?;
    if let Some(to) = to {
        let made = paper::sample(lang).printed_in(Some(&look)).map_err(|error| error.to_string())?;
        if let Some(why) = made.in_ours {
            return Err(format!("{}: {why}", template.display()));
        }
        fs::write(to, made.pdf).map_err(|error| format!("{}: {error}", to.display()))?;
    }
    say("The template is good.");
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn set(toml: &str) -> Result<PaperSettings, String> {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("papers.toml");
        fs::write(&file, toml).unwrap();
        PaperSettings::builder().file(&file).load().map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn a_house_that_sets_nothing_has_papers_as_they_are() {
        let none = set("").unwrap();
        assert!(none.template.is_none() && none.houses.is_empty());
        assert!(none.looks().is_ok());
    }

    #[test]
    fn a_template_that_is_not_there_stops_the_start_with_its_name() {
        let why = set("template = '/there/is/no/huisstijl.typ'").unwrap().looks().unwrap_err();
        assert_eq!(why, "settings: papers: /there/is/no/huisstijl.typ: there is no such file");
        let why = set("[houses]\nnhn = '/there/is/no/huisstijl.pdf'").unwrap().looks().unwrap_err();
        assert!(why.contains("huisstijl.pdf: a template is a file whose name ends in .typ"), "{why}");
        assert!(set("[houses]\n'Geen Huis' = 'x.typ'").unwrap().looks().unwrap_err().contains("\"Geen Huis\""));
        assert!(set("sjabloon = 'x.typ'").unwrap_err().contains("sjabloon"));
    }

    #[test]
    fn the_template_of_the_documentation_is_good_and_one_that_is_not_is_told_with_its_line() {
        let example = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/papers/huisstijl.typ"));
        let folder = tempfile::TempDir::new().unwrap();
        let (sample, bad) = (folder.path().join("sample.pdf"), folder.path().join("slecht.typ"));
        try_one(example, Some(&sample), Language::English).unwrap();
        assert!(fs::read(&sample).unwrap().starts_with(b"%PDF"));
        fs::write(&bad, "#let look = (\n  name: 7,\n)").unwrap();
        let file = format!("template = '{}'\n[houses]\nnhn = '{}'", example.display(), bad.display());
        let why = set(&file).unwrap().looks().unwrap_err();
        assert!(why.starts_with("settings: papers: ") && why.contains("/slecht.typ:2: name: "), "{why}");
    }

    #[test]
    fn a_house_that_is_named_and_not_there_is_told() {
        let named = set("[houses]\nnhn = 'a.typ'\nweg = 'b.typ'").unwrap();
        assert_eq!(named.unknown(|house| house.as_str() == "nhn"), ["weg"]);
    }
}
