//! The versions of a text that a table wrote: who laid each one there, when, and what became another word since the one before.

use super::AuthorSays;
use kernel::{Lang, ShownMoment, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use vault::{Act, Dossier, Seen};
use web::{Ask, Growing, Leaf, Trouble};

/// A text as headings with words.
pub type Parts = Vec<(String, String)>;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// They stand in both versions.
    Kept,
    /// They came with this version.
    Added,
    /// They went with this version.
    Dropped,
}

/// A heading under which something is another word than in the version before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changed {
    /// The heading.
    pub heading: String,
    /// The words of both, in the order in which they are read.
    pub words: Vec<(Fate, String)>,
}

/// One version.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TextVersion")]
pub(super) struct Version {
    by: AuthorSays,
    at: ShownMoment,
    /// Nothing for the first one, which is there as a whole.
    changed: Option<Vec<Changed>>,
    parts: Parts,
}

/// The versions on one page, the latest first.
#[derive(Debug, Serialize, JsonSchema, askama::Template)]
#[template(path = "table/versions.html")]
pub struct Versions {
    #[serde(skip)]
    lang: Lang,
    back: String,
    #[serde(skip)]
    title: String,
    versions: Vec<Version>,
    leaf: Leaf,
}

const LIST: Growing = Growing::of("versies", "inhoud", ("versies", "versions"), 10);

impl Versions {
    /// Reads them: each event of the act `B` of which `pick` makes a text, and before those of `B` the one that `first` is of.
    ///
    /// # Errors
    /// What the store says.
    pub async fn read<A: Act, B: Act<On = A::On>, F: Act<On = A::On>>(
        (ask, seen): (&Ask, &Seen<A>),
        (title, back, here): (String, String, &str),
        pick: impl Fn(<A::On as Dossier>::Event) -> Option<Parts>,
    ) -> Result<Self, Trouble> {
        let before = LIST.place(ask).unwrap_or(u64::MAX);
        // One more than is shown, for what the last of them changed.
        let read =
            seen.earlier::<B, _>(before, LIST.most + 1, |event, stamp| Some((stamp.clone(), pick(event)?))).await?;
        let mut texts = read.moments;
        if texts.len() <= LIST.most && F::INFO.name != B::INFO.name {
            // Who sits may have been said in the same act, behind it.
            let began = seen.earlier::<F, _>(before, LIST.most, |event, stamp| Some((stamp.clone(), pick(event)?)));
            texts.extend(began.await?.moments);
        }
        let older = texts.get(LIST.most).and_then(|_| texts.get(LIST.most - 1)).map(|(stamp, _)| stamp.seq);
        let versions: Vec<Version> = texts
            .iter()
            .take(LIST.most)
            .enumerate()
            .map(|(n, (stamp, parts))| Version {
                by: AuthorSays::of(ask, &stamp.author()),
                at: local_minute(stamp.at),
                changed: texts.get(n + 1).map(|(_, before)| compared(before, parts)),
                parts: parts.clone(),
            })
            .collect();
        let leaf = LIST.read(ask, here, older, (versions.len(), None));
        Ok(Self { lang: ask.lang, back, title, versions, leaf })
    }
}

/// What is under each heading that is not the same, also under one that only the version before has.
#[must_use]
pub fn compared(before: &Parts, after: &Parts) -> Vec<Changed> {
    let under = |parts: &Parts, heading: &str| {
        parts.iter().find(|(other, _)| other == heading).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|(heading, _)| !after.iter().any(|(other, _)| other == heading));
    let headings = after.iter().chain(gone).map(|(heading, _)| heading);
    let changed = |heading: &String| {
        let (old, new) = (under(before, heading), under(after, heading));
        (old != new).then(|| Changed { heading: heading.clone(), words: words(&old, &new) })
    };
    headings.filter_map(changed).collect()
}

/// Below this part of the same words two texts are not alike: word by word through each other nobody reads them.
const ALIKE: f32 = 0.6;

/// The words of both, in the order in which they are read; one text after the other where they are not alike.
fn words(old: &str, new: &str) -> Vec<(Fate, String)> {
    let mut all: Vec<(Fate, String)> = Vec::new();
    let diff = TextDiff::from_words(old, new);
    if diff.ratio() < ALIKE {
        let whole = [(Fate::Dropped, old), (Fate::Added, new)].into_iter().filter(|(_, text)| !text.is_empty());
        return whole.map(|(fate, text)| (fate, text.to_owned())).collect();
    }
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Kept,
            ChangeTag::Insert => Fate::Added,
            ChangeTag::Delete => Fate::Dropped,
        };
        match all.last_mut() {
            Some((last, text)) if *last == fate => text.push_str(change.value()),
            Some(_) | None => all.push((fate, change.value().to_owned())),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(all: &[(&str, &str)]) -> Parts {
        all.iter().map(|(heading, text)| ((*heading).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_changed_is_told_word_by_word_under_its_heading_and_what_did_not_is_left_out() {
        let before = parts(&[("Vraag", "Past dit?"), ("Feiten", "Stickers op de brug"), ("Eigen criterium", "Rust")]);
        let after = parts(&[("Vraag", "Past dit?"), ("Feiten", "Stickers op de kade")]);
        let changed = compared(&before, &after);
        let of = |fate, text: &str| (fate, text.to_owned());
        assert_eq!(changed.iter().map(|c| c.heading.as_str()).collect::<Vec<_>>(), ["Feiten", "Eigen criterium"]);
        assert_eq!(
            changed[0].words,
            [of(Fate::Kept, "Stickers op de "), of(Fate::Dropped, "brug"), of(Fate::Added, "kade")]
        );
        assert_eq!(changed[1].words, [of(Fate::Dropped, "Rust")]);
        assert!(compared(&after, &after).is_empty());
    }
}
