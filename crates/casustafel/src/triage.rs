//! The setting by which a house opens its triage: when it is, who sits there, who may submit. Without it there is none.

use jiff::civil::{Time, Weekday};
use kernel::{Rhythm, TriageRule};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What was decided on is kept no longer than five years: the most that the WGS knows (art. 1.8 lid 7).
const LONGEST: u16 = 1826;
/// After so many days it is destroyed where a house says nothing else.
const USUAL: u16 = 90;

/// The triage of one house.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TriageSetting {
    house: String,
    day: Day,
    hand_in_day: Day,
    hand_in_before: String,
    #[serde(default)]
    seats: Vec<String>,
    partners: Vec<String>,
    #[serde(default = "usual")]
    keep_days: u16,
}

fn usual() -> u16 {
    USUAL
}

/// The one that a house of the demonstration opened.
pub(crate) fn of_the_demonstration() -> Vec<TriageSetting> {
    let all = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    vec![TriageSetting {
        house: "nhn".to_owned(),
        day: Day::Tuesday,
        hand_in_day: Day::Monday,
        hand_in_before: "12:00".to_owned(),
        seats: all(&["reclassering"]),
        partners: all(&["gemeente-hoorn", "gemeente-alkmaar", "politie-nh", "reclassering", "ggz-nhn"]),
        keep_days: USUAL,
    }]
}

/// A working day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
}

impl Day {
    fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
        }
    }
}

/// Two digits.
fn two(part: &str) -> Option<i8> {
    if part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
}

/// `12:00`, and nothing else: neither `12` nor `12:00:30`.
fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Time::new(two(hour)?, two(minute)?, 0, 0).ok()
}

/// The triages that are set, one for a house at most.
///
/// # Errors
/// A sentence that names what does not fit.
pub(crate) fn triages(set: &[TriageSetting]) -> Result<Vec<TriageRule>, String> {
    let mut houses = BTreeSet::new();
    set.iter().map(|setting| rule(setting, &mut houses)).collect()
}

fn rule<'a>(setting: &'a TriageSetting, houses: &mut BTreeSet<&'a str>) -> Result<TriageRule, String> {
    let no = |what: String| format!("settings: triage, {:?}: {what}", setting.house);
    let house = setting.house.parse().map_err(|_| no("house is the id of a house".into()))?;
    if !houses.insert(&setting.house) {
        return Err(no("a house has one triage".into()));
    }
    let until = time(&setting.hand_in_before)
        .ok_or_else(|| no("hand_in_before is a time of the day, such as \"12:00\"".into()))?;
    if setting.partners.is_empty() {
        return Err(no("partners names who may submit; without any there is nothing to open".into()));
    }
    if !(1..=LONGEST).contains(&setting.keep_days) {
        return Err(no(format!("keep_days is a number from 1 to {LONGEST}")));
    }
    let all = |name: &str, ids: &[String]| {
        let one = |id: &String| id.parse().map_err(|_| no(format!("{name}: {id:?} is no id of an organisation")));
        ids.iter().map(one).collect::<Result<Vec<_>, _>>()
    };
    Ok(TriageRule {
        house,
        rhythm: Rhythm { meets: setting.day.weekday(), hand_in: setting.hand_in_day.weekday(), until },
        seats: all("seats", &setting.seats)?,
        partners: all("partners", &setting.partners)?,
        keep: setting.keep_days,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    const WHOLE: &str = "house = \"nhn\"\nday = \"tuesday\"\nhand_in_day = \"monday\"\nhand_in_before = \"12:00\"\n\
                         seats = [\"reclassering\"]\npartners = [\"gemeente-hoorn\"]\n";

    fn read(text: &str) -> Result<Vec<TriageRule>, String> {
        let setting: TriageSetting = toml::from_str(text).map_err(|e| e.to_string())?;
        triages(&[setting])
    }

    #[test]
    fn a_triage_is_when_and_with_whom_the_house_says() {
        let rule = read(WHOLE).unwrap().remove(0);
        assert_eq!((rule.rhythm.meets, rule.rhythm.hand_in), (Weekday::Tuesday, Weekday::Monday));
        assert_eq!((rule.rhythm.until, rule.keep), (Time::constant(12, 0, 0, 0), USUAL));
        assert_eq!((rule.seats[0].as_str(), rule.partners[0].as_str()), ("reclassering", "gemeente-hoorn"));
        assert_eq!(triages(&[]), Ok(Vec::new()), "a house that sets nothing has none");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let why = |from: &str, to: &str| read(&WHOLE.replace(from, to)).unwrap_err();
        for time in ["12", "25:00", "12:60", "12:00:30", "7:00", "noon", "+1:00"] {
            assert!(why("12:00", time).contains("hand_in_before"), "{time}");
        }
        assert!(why("tuesday", "sunday").contains("sunday"));
        assert!(why("[\"gemeente-hoorn\"]", "[]").contains("partners"));
        assert!(why("reclassering", "De Reclassering").contains("De Reclassering"));
        assert!(why("house", "huis").contains("huis"));
        assert!(read(&format!("{WHOLE}keep_days = 0\n")).unwrap_err().contains("keep_days"));
        let one: TriageSetting = toml::from_str(WHOLE).unwrap();
        assert!(triages(&[one.clone(), one]).unwrap_err().contains("one triage"));
    }
}
