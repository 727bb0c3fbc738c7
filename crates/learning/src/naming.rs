//! A hint when a text seems to name a person. It never stops anybody: a machine cannot tell a name from the name of a street. It asks
//! the writer to look again before others read it.

use kernel::Say;
use std::collections::BTreeSet;

/// Words after which a name tends to come.
const TITLES: [&str; 15] = [
    "meneer",
    "heer",
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

/// Those of an office: a place may follow, as in "burgemeester van Hoorn", so a name follows at once.
const OFFICES: [&str; 3] = ["burgemeester", "officier", "wethouder"];

/// Words that stand between the capitals of one name.
const BETWEEN: [&str; 16] =
    ["van", "de", "den", "der", "el", "al", "ten", "ter", "te", "bin", "het", "t", "s", "v", "vd", "von"];

/// Words that do so before one of [`ARTICLES`] only, as in "in 't Veld": alone they stand between places.
const BEFORE: [&str; 4] = ["in", "op", "aan", "bij"];
const ARTICLES: [&str; 3] = ["t", "den", "der"];

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
    for words in sentences(text) {
        found.extend(capitals(&words));
        found.extend((0..words.len()).filter_map(|at| titled(words.get(at..)?)));
    }
    found.extend(numbers(text));
    found.extend(addresses(text));
    found.into_iter().collect()
}

/// The words of a text, apart where a sentence or a part of one ends. A dot behind an initial or a title ends nothing.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    const ENDS: [char; 11] = ['.', '!', '?', ';', ':', ',', '(', ')', '"', '“', '”'];
    let mut all = Vec::new();
    for line in text.lines() {
        let mut words = Vec::new();
        for raw in line.split_whitespace() {
            let core = raw.trim_matches(|c: char| c != '.' && !c.is_alphanumeric());
            if raw.starts_with(ENDS) {
                all.push(std::mem::take(&mut words));
            }
            if is_initials(core) || BETWEEN.contains(&core.replace('.', "").as_str()) {
                // What stands before the letters, such as the apostrophe of 't, belongs to it.
                words.push(raw.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’' | '‘')));
            } else {
                for part in core.split_inclusive(ENDS) {
                    let word = part.trim_matches(|c: char| !c.is_alphanumeric());
                    words.extend((!word.is_empty()).then_some(word));
                    if part.ends_with(ENDS) && !is_title(word) {
                        all.push(std::mem::take(&mut words));
                    }
                }
            }
            if raw.trim_end_matches('.').ends_with(ENDS) {
                all.push(std::mem::take(&mut words));
            }
        }
        all.push(words);
    }
    all
}

/// A title with a name behind it.
fn titled(words: &[&str]) -> Option<String> {
    let (title, rest) = words.split_first().filter(|(title, _)| is_title(title))?;
    let office = OFFICES.contains(&title.to_lowercase().as_str());
    let between = if office { 0 } else { rest.iter().take_while(|word| is_between(word)).count() };
    is_capital(rest.get(between)?).then(|| words.iter().take(between + 2).copied().collect::<Vec<_>>().join(" "))
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
            // "Groep A. De volgende": a sentence ended.
            if n > 0 && ORDINARY.contains(word) && words.get(n - 1).is_some_and(|before| is_initials(before)) {
                break;
            }
            last = n + 1;
        } else if last == 0 || !(is_between(word) || stands_before_an_article(words, n)) {
            break;
        }
    }
    last
}

fn stands_before_an_article(words: &[&str], at: usize) -> bool {
    let is = |at: usize, all: &[&str]| words.get(at).is_some_and(|word| all.contains(&bare(word).as_str()));
    is(at, &BEFORE) && is(at + 1, &ARTICLES)
}

/// Digits that could be a citizen service number: eight or nine in a row, dots and spaces between them allowed; or that of a telephone.
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for c in text.chars().chain(['#']) {
        match c {
            c if c.is_ascii_digit() => run.push(c),
            '.' | ' ' if !run.is_empty() => {}
            _ => {
                let calls = match run.len() {
                    8 | 9 => true,
                    10 => run.starts_with('0'),
                    11 => run.starts_with("31"),
                    13 => run.starts_with("0031"),
                    _ => false,
                };
                if calls {
                    found.push(run.clone());
                }
                run.clear();
            }
        }
    }
    found
}

/// Addresses of mail.
fn addresses(text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_one = |word: &&str| word.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
    words.filter(is_one).map(str::to_owned)
}

/// A word without dots, apostrophes and capitals: `v.d.`, `'t`.
fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_between(word: &str) -> bool {
    BETWEEN.contains(&bare(word).as_str())
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

/// `J.`, `J.P.` or `Th.`: capitals, each with a dot behind it.
fn is_initials(word: &str) -> bool {
    const LONGER: [&str; 5] = ["Th", "Ch", "IJ", "Ph", "Chr"];
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    word.strip_suffix('.').is_some_and(|all| all.split('.').all(|part| single(part) || LONGER.contains(&part)))
}

fn is_capital(word: &str) -> bool {
    let mut chars = word.strip_prefix("IJ").unwrap_or(word).chars();
    let first_is = word.starts_with("IJ") || chars.next().is_some_and(char::is_uppercase);
    is_initials(word) || (first_is && chars.next().is_some_and(char::is_lowercase))
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
    fn names_and_numbers_are_seen_as_they_are_written_here() {
        for (text, seen) in [
            ("toen kwam Jan 't Hooft binnen", "Jan 't Hooft"),
            ("toen kwam Jan ’t Hooft binnen", "Jan ’t Hooft"),
            ("toen kwam Sophie in 't Veld binnen", "Sophie in 't Veld"),
            ("toen kwam IJsbrand Kok", "IJsbrand Kok"),
            ("toen kwam J. de Vries", "J. de Vries"),
            ("toen kwam J.P. de Vries", "J.P. de Vries"),
            ("toen kwam Th. van Dam.", "Th. van Dam"),
            ("toen kwam Jan op den Berg", "Jan op den Berg"),
            ("toen kwam Jan v.d. Meer", "Jan v.d. Meer"),
            ("volgens dhr.Kok kan dat", "dhr Kok"),
            ("volgens dhr. Kok kan dat", "dhr Kok"),
            ("volgens mw. van der Berg kan dat", "mw van der Berg"),
            ("volgens de heer Kok kan dat", "heer Kok"),
            ("(Piet Jansen)", "Piet Jansen"),
            ("bel 06 1234 5678", "0612345678"),
            ("bel +31612345678 even", "31612345678"),
            ("bel 06-12345678", "12345678"),
            ("mail jan@voorbeeld.nl.", "jan@voorbeeld.nl"),
        ] {
            assert_eq!(hints(text), [seen], "{text}");
        }
    }

    #[test]
    fn ordinary_sentences_are_left_alone() {
        for text in [
            "De officier vroeg door. De burgemeester ook.",
            "Het Openbaar Ministerie zit niet altijd aan tafel.",
            "In Hoorn gaat het goed, in Haarlem ook.",
            "Op 12 maart 2026 waren er 14 mensen.",
            "We spraken af wie wat doet.",
            "De burgemeester van Hoorn belde de officier van Justitie.",
            "Dat deed groep A. De volgende keer niet.",
            "Wij zaten op Texel in 2026 met 10 mensen @ het huis.",
        ] {
            assert!(hints(text).is_empty(), "{text}: {:?}", hints(text));
        }
    }
}
