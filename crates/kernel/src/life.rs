//! The areas of life that a table speaks about. The program knows twelve; which of them a house uses, in which order and beside which of its
//! own, is a setting. What was said keeps the area under the name of that day, whatever the house sets later.

use crate::{Line, Say, Slug};
use serde::{Deserialize, Serialize};

crate::words! {
    /// The areas of life that the program knows.
    pub enum LifeDomain {
        Housing = "housing", "wonen", "housing";
        Money = "money", "geld", "money";
        Work = "work", "werk, school en dagbesteding", "work, school and daytime activity";
        Family = "family", "gezin en relaties", "family and relationships";
        Mind = "mind", "psychische gezondheid", "mental health";
        Body = "body", "lichamelijke gezondheid", "physical health";
        Substances = "substances", "alcohol en drugs", "alcohol and drugs";
        Network = "network", "vrienden en netwerk", "friends and network";
        Community = "community", "meedoen in de samenleving", "taking part in society";
        Leisure = "leisure", "vrije tijd en online leven", "leisure and online life";
        Justice = "justice", "justitie en veiligheid", "justice and safety";
        Meaning = "meaning", "zingeving en overtuiging", "meaning and conviction";
    }
}

/// An area of a house's own, with its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnArea {
    /// The word it is stored and sent by.
    pub word: Slug,
    /// What people call it in Dutch.
    pub nl: Line,
    /// The same in English.
    pub en: Line,
}

/// One area of life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum LifeArea {
    /// One that the program knows.
    Known(LifeDomain),
    /// One of the house's own.
    Own(OwnArea),
}

impl From<LifeDomain> for LifeArea {
    fn from(known: LifeDomain) -> Self {
        Self::Known(known)
    }
}

impl LifeArea {
    /// The areas of a house that sets none.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        LifeDomain::ALL.iter().copied().map(Self::Known).collect()
    }

    /// The word in forms, in settings and in the store.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Known(known) => known.word(),
            Self::Own(own) => own.word.as_str(),
        }
    }

    /// What people call it.
    #[must_use]
    pub fn says(&self) -> Say {
        match self {
            Self::Known(known) => known.says(),
            Self::Own(own) => Say::made(own.nl.to_string(), own.en.to_string()),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn an_area_that_the_program_knows_is_stored_by_its_word_and_one_of_a_house_with_its_names() {
        let known = LifeArea::from(LifeDomain::Money);
        assert_eq!(serde_json::to_string(&known).unwrap(), "\"money\"");
        let own =
            OwnArea { word: "debts".parse().unwrap(), nl: "schulden".parse().unwrap(), en: "debts".parse().unwrap() };
        let stored = serde_json::to_string(&LifeArea::Own(own)).unwrap();
        let read: LifeArea = serde_json::from_str(&stored).unwrap();
        assert_eq!((read.word(), &*read.says().nl), ("debts", "schulden"));
        assert_eq!(serde_json::from_str::<LifeArea>("\"money\"").unwrap(), known);
        assert!(serde_json::from_str::<LifeArea>("\"elsewhere\"").is_err());
    }
}
