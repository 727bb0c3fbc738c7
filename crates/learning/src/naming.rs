//! A hint when a text seems to name a person. It never stops anybody: a machine cannot tell a name from the name of a street. It asks
//! the writer to look again before others read it.

use kernel::Say;
use std::collections::BTreeSet;

/// Words after which a name tends to come.
const TITLES: [&str; 14] = [
    "meneer",
    "mijnheer",
    "mevrouw",
    "dhr",
    "mw",
    "mevr",
    "dokter",
    "dr",
    "burgemeester",
    "officier",
    "mr",
    "mrs",
    "ms",
    "wethouder",
];

/// Words that stand between the capitals of one name.
const BETWEEN: [&str; 10] = ["van", "de", "den", "der", "el", "al", "ten", "ter", "bin", "het"];

/// Names of bodies and places that are written with two capitals and are nobody's.
const NOBODY: [&str; 12] = [
    "Openbaar Ministerie",
    "Den Helder",
    "Hollands Kroon",
    "Noord Holland",
    "Zorg Veiligheidshuis",
    "Veiligheidshuis Noord",
    "Openbare Orde",
    "Raad Kinderbescherming",
    "Veilig Thuis",
    "Bergen Binnen",
    "Safety House",
    "Public Prosecution",
];

/// Words that sentences begin with.
const ORDINARY: [&str; 20] = [
    "De", "Het", "Een", "Wij", "We", "Ik", "Dit", "Dat", "Er", "In", "Op", "Bij", "Voor", "Met", "Als", "The", "This",
    "At", "For", "With",
];

/// What in this text seems to be a person: the words themselves, to show to the writer.
pub(crate) fn hints(text: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    for sentence in text.split(['.', '!', '?', '\n', ';', ':', ',', '(', ')', '"']) {
        let words: Vec<&str> = sentence.split_whitespace().map(trimmed).filter(|w| !w.is_empty()).collect();
        found.extend(capitals(&words));
    }
    let plain: Vec<&str> = text.split_whitespace().map(trimmed).collect();
    for pair in plain.windows(2) {
        if let [title, name] = pair
            && TITLES.contains(&title.to_lowercase().as_str())
            && is_capital(name)
        {
            found.insert(format!("{title} {name}"));
        }
    }
    found.extend(numbers(text));
    found.into_iter().collect()
}

/// What its writer is asked when a text seems to name somebody.
pub(crate) fn question(text: &str) -> Option<Say> {
    let seen = hints(text).join(", ");
    (!seen.is_empty()).then(|| {
        Say::made(
            format!("Staat hier een persoon ({seen})? Haal de naam weg, of zeg hieronder dat het niemand is."),
            format!("{ASKED} ({seen})? Take the name out, or say below that it is nobody."),
        )
    })
}

const ASKED: &str = "Is this a person";

/// Whether this message is that question.
pub(crate) fn is_question(says: &Say) -> bool {
    says.en.starts_with(ASKED)
}

/// Runs of two or more words with a capital, with what stands between them. Every sentence begins with a capital, so its first word
/// is left out when it is an ordinary one, or when a whole name follows it.
fn capitals(words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let run = run(words.get(at..).unwrap_or_default());
        let mut name = words.get(at..at + run).unwrap_or_default();
        let several = |name: &[&str]| name.iter().filter(|word| is_capital(word)).count() >= 2;
        if let [first, rest @ ..] = name
            && at == 0
            && (ORDINARY.contains(first) || several(rest))
        {
            name = rest;
        }
        let name_is_somebodys = several(name) && !NOBODY.contains(&name.join(" ").as_str());
        if name_is_somebodys {
            found.push(name.join(" "));
        }
        at += run.max(1);
    }
    found
}

/// How many of these words could be one name: it begins and ends with a capital.
fn run(words: &[&str]) -> usize {
    let mut last = 0;
    for (n, word) in words.iter().enumerate() {
        if is_capital(word) {
            last = n + 1;
        } else if last == 0 || !BETWEEN.contains(word) {
            break;
        }
    }
    last
}

/// Digits that could be a citizen service number: eight or nine in a row, dots and spaces between them allowed.
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for c in text.chars().chain(['#']) {
        match c {
            c if c.is_ascii_digit() => run.push(c),
            '.' | ' ' if !run.is_empty() => {}
            _ => {
                if run.len() == 9 || run.len() == 8 {
                    found.push(run.clone());
                }
                run.clear();
            }
        }
    }
    found
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::hints;

    #[test]
    fn what_seems_a_person_is_pointed_out() {
        assert_eq!(hints("Vooral Joris de Wit praat veel."), ["Joris de Wit"]);
        assert_eq!(hints("Piet Jansen was er niet"), ["Piet Jansen"]);
        assert_eq!(hints("volgens mevrouw Bakker kan dat"), ["mevrouw Bakker"]);
        assert_eq!(hints("zie 999.993.276 in het systeem"), ["999993276"]);
        assert_eq!(hints("de heer en meneer Azzouz"), ["meneer Azzouz"]);
    }

    #[test]
    fn ordinary_sentences_are_left_alone() {
        for text in [
            "De officier vroeg door. De burgemeester ook.",
            "Het Openbaar Ministerie zit niet altijd aan tafel.",
            "In Hoorn gaat het goed, in Haarlem ook.",
            "Op 12 maart 2026 waren er 14 mensen.",
            "We spraken af wie wat doet.",
        ] {
            assert!(hints(text).is_empty(), "{text}: {:?}", hints(text));
        }
    }
}
