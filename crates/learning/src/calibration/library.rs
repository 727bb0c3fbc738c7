//! The library of invented signals: facts one by one, what the reporter makes of them, and the words in which the one ideology can be
//! exchanged for another while every fact stays the same. Everybody in it is invented. The files are in `library/`.

use kernel::{Lang, Say};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

kernel::words! {
    /// Which wording of the signal a table reads: the same facts with other ideology words.
    pub enum Variant {
        /// As it was written.
        A = "a", "versie A", "version A";
        /// With the other ideology.
        B = "b", "versie B", "version B";
    }
}

kernel::words! {
    /// How hard a signal is to read.
    pub enum Difficulty {
        /// The facts speak for themselves.
        First = "first", "om te beginnen", "to begin with";
        /// Something is missing or points both ways.
        Practised = "practised", "voor wie vaker weegt", "for those who weigh more often";
        /// Much can be read into it.
        Hard = "hard", "lastig", "hard";
    }
}

/// A text in both languages, in which words between braces stand for those of the variant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    nl: String,
    en: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactFile {
    text: Text,
    seen: Text,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelFile {
    reading: Option<Text>,
    law: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    difficulty: Difficulty,
    title: Text,
    aim: Text,
    person: Text,
    facts: Vec<FactFile>,
    reading: Text,
    #[serde(default)]
    filed: Option<Text>,
    #[serde(default)]
    before: Option<Text>,
    #[serde(default)]
    model: ModelFile,
    a: BTreeMap<String, Text>,
    b: BTreeMap<String, Text>,
}

/// An invented signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Its word in addresses and in the store.
    pub name: &'static str,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// What it is called.
    pub title: Say,
    /// What a table can learn from it.
    pub aim: Say,
    a: Telling,
    b: Telling,
}

/// An invented signal in the words of one variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Which ideology its words are of; for who leads, not for who reads.
    pub ideology: Say,
    /// Who it is about: invented.
    pub person: Say,
    /// What was seen, and by whom.
    pub facts: Vec<(Say, Say)>,
    /// What the reporter makes of it.
    pub reading: Say,
    /// Who filed it, and why now.
    pub filed: Option<Say>,
    /// What went before: who knew the person already, and who did not.
    pub before: Option<Say>,
    /// How one could weigh it, another explanation, and what is missing; no verdict. For after the readings were opened, never before.
    pub model: Option<Say>,
    /// What the law asks here. For after the readings were opened, never before.
    pub law: Option<Say>,
}

impl Signal {
    /// In the words of this variant.
    #[must_use]
    pub fn telling(&self, variant: Variant) -> &Telling {
        match variant {
            Variant::A => &self.a,
            Variant::B => &self.b,
        }
    }
}

macro_rules! library {
    ($($name:literal),*) => {
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("library/", $name, ".toml")))),*];
    };
}

library!("stickers", "klassenapp", "leesclub", "nieuwe-vrienden", "brieven", "sportschool", "tas", "reis", "stemmen");

static LIBRARY: LazyLock<Vec<Signal>> =
    LazyLock::new(|| FILES.iter().filter_map(|(n, text)| read(n, text).ok()).collect());

/// Every signal, from easy to hard.
#[must_use]
pub fn all() -> &'static [Signal] {
    &LIBRARY
}

/// The signal with this word.
#[must_use]
pub fn signal(name: &str) -> Option<&'static Signal> {
    LIBRARY.iter().find(|s| s.name == name)
}

fn read(name: &'static str, text: &str) -> Result<Signal, String> {
    let file: File = toml::from_str(text).map_err(|e| format!("{name}: {e}"))?;
    let telling = |words: &BTreeMap<String, Text>| {
        let said = |text: &Text| said(text, words).map_err(|e| format!("{name}: {e}"));
        let facts = file.facts.iter().map(|f| Ok((said(&f.text)?, said(&f.seen)?))).collect::<Result<_, String>>()?;
        let ideology = words.get("ideology").ok_or_else(|| format!("{name}: which ideology?"))?;
        let may = |text: Option<&Text>| text.map(said).transpose();
        Ok::<_, String>(Telling {
            ideology: said(ideology)?,
            person: said(&file.person)?,
            facts,
            reading: said(&file.reading)?,
            filed: may(file.filed.as_ref())?,
            before: may(file.before.as_ref())?,
            model: may(file.model.reading.as_ref())?,
            law: may(file.model.law.as_ref())?,
        })
    };
    let (title, aim) = (said(&file.title, &BTreeMap::new())?, said(&file.aim, &BTreeMap::new())?);
    Ok(Signal { name, difficulty: file.difficulty, title, aim, a: telling(&file.a)?, b: telling(&file.b)? })
}

fn said(text: &Text, words: &BTreeMap<String, Text>) -> Result<Say, String> {
    Ok(Say::made(filled(&text.nl, words, Lang::Nl)?, filled(&text.en, words, Lang::En)?))
}

/// The text with the words of a variant in it.
fn filled(text: &str, words: &BTreeMap<String, Text>, lang: Lang) -> Result<String, String> {
    let mut parts = text.split('{');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (word, rest) = part.split_once('}').ok_or("a brace that is not closed")?;
        let found = words.get(word).ok_or_else(|| format!("no word for {word}"))?;
        whole.push_str(lang.both(&found.nl, &found.en));
        whole.push_str(rest);
    }
    Ok(whole)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read_and_has_facts_in_both_languages() {
        for (name, text) in FILES {
            let signal = read(name, text).unwrap();
            for variant in Variant::ALL {
                let telling = signal.telling(variant);
                assert!(telling.facts.len() >= 3, "{name}");
                for (fact, seen) in &telling.facts {
                    assert!(fact.nl != fact.en && seen.nl != seen.en && fact.nl.ends_with('.'), "{name}: {fact:?}");
                }
            }
        }
        assert!((8..=10).contains(&all().len()) && all().len() == FILES.len());
        for difficulty in Difficulty::ALL {
            assert!(all().iter().any(|s| s.difficulty == difficulty), "{difficulty:?}");
        }
    }

    /// P4: between the two variants nothing differs but the words of the ideology.
    #[test]
    fn the_swapped_variant_has_the_same_facts_in_other_words() {
        for (name, text) in FILES {
            let file: File = toml::from_str(text).unwrap();
            assert_eq!(file.a.keys().collect::<Vec<_>>(), file.b.keys().collect::<Vec<_>>(), "{name}");
            let signal = read(name, text).unwrap();
            assert_ne!(signal.a.ideology, signal.b.ideology, "{name}");
            assert_ne!(signal.a, signal.b, "{name}: the words do not occur");
            assert_eq!(signal.a.person, signal.b.person, "{name}: the person stays the same");
            for word in file.a.keys().filter(|w| *w != "ideology") {
                let used = text.matches(&format!("{{{word}}}")).count();
                assert!(used >= 2, "{name}: {word} is used in both languages");
            }
        }
    }

    /// Where a signal comes from and what one could make of it is the same in both variants, and stands in both languages.
    #[test]
    fn every_signal_tells_who_filed_it_what_went_before_and_how_one_could_weigh_it() {
        for signal in all() {
            let told = |variant| {
                let telling = signal.telling(variant);
                [&telling.filed, &telling.before, &telling.model, &telling.law].map(Clone::clone)
            };
            assert_eq!(told(Variant::A), told(Variant::B), "{}", signal.name);
            for text in told(Variant::A) {
                let text = text.unwrap();
                let whole = |t: &str| t.len() > 40 && t.ends_with('.');
                assert!(whole(&text.nl) && whole(&text.en) && text.nl != text.en, "{}: {text:?}", signal.name);
            }
            let law = signal.telling(Variant::A).law.clone().unwrap();
            assert!(law.nl.contains("artikel") && law.en.contains("article"), "{}", signal.name);
        }
    }

    #[test]
    fn a_file_with_a_word_that_is_not_there_is_refused() {
        let none = Text { nl: "{nergens}".into(), en: "x".into() };
        assert!(said(&none, &BTreeMap::new()).unwrap_err().contains("nergens"));
    }
}
