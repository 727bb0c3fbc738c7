//! Words by which somebody would be known: they are taken out of what goes to a reviewer before anybody reads it through, and nothing goes that still
//! holds one. It finds what is spelled as the case spells it; what only people recognise, people strike out.

use kernel::{Refusal, Say, folded};
use std::ops::Range;

/// A name of so many letters is one where it begins with a capital.
const SHORT: usize = 2;

/// A word, or some in a row, with what stands in its place.
#[derive(Debug, Clone)]
pub struct Hidden {
    words: Vec<String>,
    says: String,
    /// Whether it is a name only where it begins with a capital: a word of two letters is a word of everybody otherwise.
    capital: bool,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Masks(Vec<Hidden>);

/// The words of a text, each with where it stands.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = None;
    // An accent that was typed as a sign of its own cuts no word in two.
    let in_word = |sign: char| sign.is_alphanumeric() || matches!(sign, '\u{300}'..='\u{36f}');
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        match (in_word(sign), from) {
            (true, None) => from = Some(at),
            (false, Some(begin)) => {
                found.push((begin..at, folded(text.get(begin..at).unwrap_or_default())));
                from = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found
}

impl Masks {
    /// Adds what somebody or something is called, with what stands in its place.
    pub fn hide(&mut self, called: &str, says: &str) {
        let words: Vec<String> = words(called).into_iter().map(|(_, word)| word).collect();
        self.add(words, says);
    }

    fn add(&mut self, words: Vec<String>, says: &str) {
        let capital = words.len() == 1 && words.iter().all(|word| word.chars().count() <= SHORT);
        if !words.is_empty() && !self.0.iter().any(|one| one.words == words) {
            self.0.push(Hidden { words, says: says.to_owned(), capital });
        }
    }

    /// The same for each word of a name by itself: who is called by one of them is known by it. Particles, initials and the words of these names of
    /// organisations are not by what anybody is known.
    pub fn hide_each(&mut self, name: &str, says: &str, organisations: &[String]) {
        const PARTICLES: [&str; 14] =
            ["van", "von", "der", "den", "het", "ten", "ter", "del", "de", "di", "da", "du", "la", "te"];
        self.hide(name, says);
        let theirs = |word: &String| organisations.iter().any(|one| words(one).iter().any(|(_, own)| own == word));
        for (_, word) in words(name) {
            if word.chars().count() > 1 && !PARTICLES.contains(&word.as_str()) && !theirs(&word) {
                self.add(vec![word], says);
            }
        }
    }

    /// Where something stands that was put in the place of another: that may hold a word of what is hidden, as a case that is called "casus".
    fn replaced(&self, text: &str) -> Vec<Range<usize>> {
        let at = |one: &Hidden| {
            let all = text.match_indices(&one.says).map(|(at, says)| at..at + says.len());
            all.collect::<Vec<_>>()
        };
        self.0.iter().flat_map(at).collect()
    }

    /// The first place in a text where one of them stands, the longest first.
    fn find(&self, text: &str) -> Option<(Range<usize>, &Hidden)> {
        let (mut all, replaced) = (words(text), self.replaced(text));
        all.retain(|(at, _)| !replaced.iter().any(|done| done.start <= at.start && at.end <= done.end));
        for (place, (first, _)) in all.iter().enumerate() {
            let rest = all.get(place..).unwrap_or_default();
            let begins = text.get(first.clone()).and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
            // "Fays tante" is Fay's.
            let same = |word: &String, there: &String| {
                word == there || there.strip_suffix('s').is_some_and(|bare| bare == word)
            };
            let is = |one: &&Hidden| {
                (begins || !one.capital)
                    && one.words.len() <= rest.len()
                    && one.words.iter().zip(rest).all(|(word, (_, there))| same(word, there))
            };
            if let Some(one) = self.0.iter().filter(is).max_by_key(|one| one.words.len()) {
                let last = rest.get(one.words.len() - 1).map_or(first.end, |(last, _)| last.end);
                return Some((first.start..last, one));
            }
        }
        None
    }

    /// The text without them.
    #[must_use]
    pub fn without(&self, text: &str) -> String {
        let (mut done, mut rest) = (String::with_capacity(text.len()), text);
        while let Some((at, one)) = self.find(rest) {
            done.push_str(rest.get(..at.start).unwrap_or_default());
            done.push_str(&one.says);
            rest = rest.get(at.end..).unwrap_or_default();
        }
        done.push_str(rest);
        done
    }

    /// Whether a text holds none of them.
    ///
    /// # Errors
    /// A sentence that names the word.
    pub fn check(&self, text: &str) -> Result<(), Refusal> {
        let Some((at, _)) = self.find(text) else { return Ok(()) };
        let word = text.get(at).unwrap_or_default();
        Err(Say::made(
            format!("Hier staat nog \u{201c}{word}\u{201d}. Daaraan is iemand, een plaats of een organisatie te herkennen: vervang het of streep het weg."),
            format!("This still says \u{201c}{word}\u{201d}. By that a person, a place or an organisation can be recognised: replace it or strike it out."),
        )
        .into())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn masks() -> Masks {
        let mut masks = Masks::default();
        masks.hide_each("Bram van der Verzonnen", "[de persoon]", &[]);
        masks.hide("Gemeente Hoorn", "[gemeente]");
        masks.hide("Hoorn", "[plaats]");
        masks.hide("C-2026-0001", "[de casus]");
        masks.hide("13-02-1990", "[dag]");
        masks
    }

    #[test]
    fn a_name_goes_out_whole_or_in_part_however_it_is_typed() {
        let text = "BRAM van der Verzonnen woont in Hoorn. Gemeente Hoorn belde br\u{e1}m op 13-02-1990 (C-2026-0001).";
        let without = masks().without(text);
        assert_eq!(without, "[de persoon] woont in [plaats]. [gemeente] belde [de persoon] op [dag] ([de casus]).");
        assert!(masks().check(&without).is_ok());
        assert!(masks().check("Verzonnen, en dus niet.").unwrap_err().why.nl.contains("Verzonnen"));
    }

    #[test]
    fn what_belongs_to_somebody_names_them() {
        assert_eq!(masks().without("Brams tante"), "[de persoon] tante");
        assert_eq!(masks().without("Bram's tante"), "[de persoon]'s tante");
        assert!(masks().check("de tante van Verzonnens buurman").is_err());
    }

    #[test]
    fn what_is_part_of_another_word_stays() {
        for text in ["Hoornse kaas", "van der, het", "Bramen", "2026-0001"] {
            assert_eq!(masks().without(text), text);
            assert!(masks().check(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_name_of_two_letters_is_one_with_a_capital_and_an_accent_of_its_own_cuts_no_name() {
        let mut masks = Masks::default();
        masks.hide_each("Bo Dene\u{301}e", "[de persoon]", &[]);
        assert_eq!(masks.without("Bo kwam niet. Dat bo is niets."), "[de persoon] kwam niet. Dat bo is niets.");
        for name in ["Dene\u{301}e", "Den\u{e9}e", "denee"] {
            assert_eq!(masks.without(&format!("{name} belde.")), "[de persoon] belde.");
        }
    }

    #[test]
    fn who_works_for_an_organisation_is_not_known_by_its_name_but_by_their_own() {
        let mut masks = Masks::default();
        masks.hide_each("Ina Waterlander, politie", "[een medewerker]", &["Politie Noord".to_owned()]);
        assert_eq!(masks.without("Mevrouw Waterlander van de politie"), "Mevrouw [een medewerker] van de politie");
    }

    #[test]
    fn what_stands_in_the_place_of_a_word_is_not_sent_back_for_that_word() {
        let mut masks = Masks::default();
        masks.hide("Casus", "[de casus]");
        let without = masks.without("De casus loopt.");
        assert_eq!(without, "De [de casus] loopt.");
        assert!(masks.check(&without).is_ok());
        assert!(masks.check("De [de casus] is een casus.").is_err());
    }
}
