//! What is asked of somebody, as another reads it: the name of an act speaks to whoever does it, and *you* beside the name of another is somebody else.

use kernel::Say;

/// The words that speak to whoever does it, and what stands there for another.
const DUTCH: [(&str, &str); 4] = [("uw organisatie", "die organisatie"), ("uw", "haar"), ("u", "zij"), ("kunt", "kan")];
const ENGLISH: [(&str, &str); 3] = [("your organisation", "that organisation"), ("your", "their"), ("you", "they")];

/// The name of an act, of another than the reader.
#[must_use]
pub fn of_others(says: &Say) -> Say {
    Say::made(told(&says.nl, &DUTCH), told(&says.en, &ENGLISH))
}

/// Each of these words becomes another, as a word and in the middle of one never.
fn told(text: &str, words: &[(&str, &str)]) -> String {
    let mut told = format!(" {text} ");
    for (this, that) in words {
        told = told.replace(&format!(" {this} "), &format!(" {that} "));
    }
    told.trim().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_another_speaks_of_them_and_not_to_the_reader() {
        let says = |nl: &'static str, en: &'static str| of_others(&Say::of(nl, en));
        let takes = says("Beslissen of u een doorgeleiding oppakt", "Decide whether you take on a referral");
        assert_eq!(
            (&*takes.nl, &*takes.en),
            ("Beslissen of zij een doorgeleiding oppakt", "Decide whether they take on a referral")
        );
        let sees = says("Zeggen hoe uw organisatie dit ziet", "Say how your organisation sees this");
        assert_eq!(
            (&*sees.nl, &*sees.en),
            ("Zeggen hoe die organisatie dit ziet", "Say how that organisation sees this")
        );
        let may = says("Zeggen of u dit kunt toetsen", "Say whether you can review this");
        assert_eq!((&*may.nl, &*may.en), ("Zeggen of zij dit kan toetsen", "Say whether they can review this"));
        let same = says("Sleutel omdraaien voor uur en duur", "Turn the key for youth");
        assert_eq!((&*same.nl, &*same.en), ("Sleutel omdraaien voor uur en duur", "Turn the key for youth"));
    }

    /// Of every act there is.
    #[test]
    fn no_act_speaks_to_the_reader_where_it_is_asked_of_another() {
        for act in crate::rulebook().unwrap().acts() {
            let says = of_others(&act.says);
            let words =
                |text: &str, of: &[&str]| text.split(' ').any(|word| of.contains(&word.to_lowercase().as_str()));
            assert!(!words(&says.nl, &["u", "uw", "kunt"]) && !words(&says.en, &["you", "your"]), "{}", act.name);
        }
    }
}
