//! Passwords that are tried first: words on every list, patterns on a keyboard, and what stands on the door.

/// Words that stand on every list of passwords that leaked, in English and in Dutch, and words of this house. Kept here by hand, in small
/// letters.
const WORDS: &str = include_str!("guessable.txt");

const ROWS: [&str; 6] =
    ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop"];

/// Whether this password is one that somebody who guesses tries early. `person` is the name to log in with.
pub(crate) fn is_guessable(password: &str, person: &str) -> bool {
    let plain = password.to_lowercase();
    let signs: std::collections::BTreeSet<char> = plain.chars().collect();
    if signs.len() < 5 || repeats(&plain) || (person.len() >= 3 && plain.contains(&person.to_lowercase())) {
        return true;
    }
    // What is left when words and rows of keys are taken out must still be something.
    let mut rest = unleet(&plain);
    let mut words: Vec<&str> = WORDS.split_whitespace().collect();
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    for word in words {
        rest = rest.replace(word, "");
    }
    for run in runs(&plain) {
        rest = rest.replace(&unleet(&run), "");
    }
    rest.chars().filter(|c| c.is_alphabetic()).count() < 4
}

/// Whether it is one piece said over and over.
fn repeats(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    (1..=signs.len() / 2)
        .filter(|n| signs.len().is_multiple_of(*n))
        .any(|n| signs.chunks(n).all(|piece| signs.get(..n) == Some(piece)))
}

/// Rows of four or more neighbouring keys or letters, there or back.
fn runs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for row in ROWS {
        let back: String = row.chars().rev().collect();
        for line in [row, back.as_str()] {
            for from in 0..line.len() {
                for to in (from + 4..=line.len()).rev() {
                    if let Some(run) = line.get(from..to).filter(|run| text.contains(run)) {
                        found.push(run.to_owned());
                    }
                }
            }
        }
    }
    found.sort_by_key(|run| std::cmp::Reverse(run.len()));
    found
}

/// Letters instead of the signs that stand for them.
fn unleet(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_guessable;

    #[test]
    fn what_is_tried_first_is_refused_and_a_phrase_is_not() {
        for bad in [
            "aaaaaaaaaaaa",
            "123456789012",
            "passwordpassword",
            "Wachtwoord123!",
            "W3lk0m2026!!",
            "qwertyuiop12",
            "politie-nh-2!",
            "Casustafel2026",
            "Zomer2026Zomer2026",
            "abcdefghijkl",
        ] {
            assert!(is_guessable(bad, "politie-nh"), "{bad}");
        }
        for good in ["paard batterij nietje kraan", "Vlinder!onder4bruggen", "een-lang-wachtwoord-1"] {
            assert!(!is_guessable(good, "politie-nh"), "{good}");
        }
    }
}
