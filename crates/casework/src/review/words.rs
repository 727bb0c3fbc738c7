//! Words by which somebody would be known: they are taken out of what goes to a reviewer before anybody reads it through, and nothing goes that still
//! holds one. It finds what is spelled as the case spells it; what only people recognise, people strike out.

use kernel::{Refusal, Say, folded};
use std::ops::Range;

/// A word, or some in a row, with what stands in its place.
#[derive(Debug, Clone)]
pub struct Hidden {
    words: Vec<String>,
    says: String,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Masks(Vec<Hidden>);

/// The words of a text, each with where it stands.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        match (sign.is_alphanumeric(), from) {
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
        if !words.is_empty() {
            self.0.push(Hidden { words, says: says.to_owned() });
        }
    }

    /// The same for each word of a name by itself: who is called by one of them is known by it. Particles are words of everybody.
    pub fn hide_each(&mut self, name: &str, says: &str) {
        const PARTICLES: [&str; 8] = ["van", "von", "der", "den", "het", "ten", "ter", "del"];
        self.hide(name, says);
        for (_, word) in words(name) {
            if word.chars().count() > 2 && !PARTICLES.contains(&word.as_str()) {
                self.0.push(Hidden { words: vec![word], says: says.to_owned() });
            }
        }
    }

    /// The first place in a text where one of them stands, the longest first.
    fn find(&self, text: &str) -> Option<(Range<usize>, &Hidden)> {
        let all = words(text);
        for (place, (first, _)) in all.iter().enumerate() {
            let rest = all.get(place..).unwrap_or_default();
            let is = |one: &&Hidden| {
                one.words.len() <= rest.len() && one.words.iter().zip(rest).all(|(word, (_, there))| word == there)
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
        masks.hide_each("Bram van der Verzonnen", "[de persoon]");
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
    fn what_is_part_of_another_word_stays() {
        for text in ["Hoornse kaas", "van der, het", "Bramen", "2026-0001"] {
            assert_eq!(masks().without(text), text);
            assert!(masks().check(text).is_ok(), "{text}");
        }
    }
}
