//! The setting that says what the house calls the levels at which the help around somebody is organised.

use casework::case::Phase;
use kernel::{Choice as _, Line, OwnNames};
use serde::Deserialize;
use std::collections::BTreeSet;

/// One level: a word of the program, with the names of the house.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelSetting {
    word: String,
    nl: String,
    en: String,
}

/// What the house calls them.
///
/// # Errors
/// A sentence that names what does not fit.
pub(crate) fn levels(named: &[LevelSetting]) -> Result<OwnNames, String> {
    let mut words = BTreeSet::new();
    let one = |setting: &LevelSetting| {
        let no = |what: &str| format!("settings: levels, {:?}: {what}", setting.word);
        if Phase::of_word(&setting.word).is_none() {
            let known: Vec<&str> = Phase::ALL.iter().map(|known| known.word()).collect();
            return Err(no(&format!("there is no such level; choose one of {}", known.join(", "))));
        }
        if !words.insert(setting.word.clone()) {
            return Err(no("it is there twice"));
        }
        let line = |text: &str| text.parse::<Line>().map_err(|_| no("a name is one line of at most 200 characters"));
        Ok((setting.word.clone(), (line(&setting.nl)?, line(&setting.en)?)))
    };
    named.iter().map(one).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn of(word: &str, nl: &str) -> LevelSetting {
        LevelSetting { word: word.into(), nl: nl.into(), en: "red".into() }
    }

    #[test]
    fn a_level_that_the_house_names_is_called_so_and_another_as_the_program_calls_it() {
        let names = levels(&[of("raised", "AVE rood")]).unwrap();
        assert_eq!((&*names.says(Phase::Raised).nl, &*names.says(Phase::Raised).en), ("AVE rood", "red"));
        assert_eq!(names.says(Phase::Together), Phase::Together.says());
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (wrong, says) in [
            (vec![of("red", "rood")], "ordinary, together"),
            (vec![of("raised", "rood"), of("raised", "rood")], "twice"),
            (vec![of("raised", "")], "one line"),
        ] {
            let why = levels(&wrong).unwrap_err();
            assert!(why.contains(says), "{why}");
        }
    }
}
