//! The setting that says about which areas of life the tables of the house speak.

use kernel::{Choice as _, LifeArea, LifeDomain, Line, OwnArea, Slug};
use serde::Deserialize;
use std::collections::BTreeSet;

/// One area: a word that the program knows, or one of the house's own with its names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AreaSetting {
    word: String,
    nl: Option<String>,
    en: Option<String>,
}

/// The areas of the house; the usual ones where it names none.
///
/// # Errors
/// A sentence that names what does not fit.
pub(crate) fn areas(named: &[AreaSetting]) -> Result<Vec<LifeArea>, String> {
    if named.is_empty() {
        return Ok(LifeArea::usual());
    }
    let mut words = BTreeSet::new();
    let mut all = Vec::new();
    for setting in named {
        let no = |what: &str| format!("settings: life_areas, {:?}: {what}", setting.word);
        if !words.insert(setting.word.as_str()) {
            return Err(no("it is there twice"));
        }
        let line = |text: &str| text.parse::<Line>().map_err(|_| no("a name is one line of at most 200 characters"));
        all.push(match (LifeDomain::of_word(&setting.word), &setting.nl, &setting.en) {
            (Some(known), None, None) => known.into(),
            (_, Some(nl), Some(en)) => {
                let word: Slug =
                    setting.word.parse().map_err(|_| no("its word has lower-case letters, digits and hyphens"))?;
                LifeArea::Own(OwnArea { word, nl: line(nl)?, en: line(en)? })
            }
            (None, None, None) => {
                let known: Vec<&str> = LifeDomain::ALL.iter().map(|known| known.word()).collect();
                return Err(no(&format!("give it a name in `nl` and in `en`, or choose one of {}", known.join(", "))));
            }
            (_, Some(_), None) => return Err(no("its name in `en` is missing")),
            (_, None, Some(_)) => return Err(no("its name in `nl` is missing")),
        });
    }
    Ok(all)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn of(word: &str, nl: Option<&str>, en: Option<&str>) -> AreaSetting {
        AreaSetting { word: word.into(), nl: nl.map(Into::into), en: en.map(Into::into) }
    }

    #[test]
    fn a_house_chooses_areas_in_its_order_beside_its_own() {
        assert_eq!(areas(&[]).unwrap().len(), LifeDomain::ALL.len());
        let chosen = areas(&[of("work", None, None), of("debts", Some("schulden"), Some("debts"))]).unwrap();
        assert_eq!(chosen.iter().map(LifeArea::word).collect::<Vec<_>>(), ["work", "debts"]);
        let renamed = areas(&[of("money", Some("geld en schulden"), Some("money and debts"))]).unwrap();
        assert_eq!(renamed[0].says().nl, "geld en schulden");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (wrong, says) in [
            (vec![of("debts", None, None)], "housing, money"),
            (vec![of("debts", Some("schulden"), None)], "`en` is missing"),
            (vec![of("Debts!", Some("schulden"), Some("debts"))], "lower-case"),
            (vec![of("money", None, None), of("money", None, None)], "twice"),
            (vec![of("debts", Some(""), Some("debts"))], "one line"),
        ] {
            let why = areas(&wrong).unwrap_err();
            assert!(why.contains(says), "{why}");
        }
    }
}
