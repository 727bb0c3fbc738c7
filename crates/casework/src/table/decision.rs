//! The one decision object. "Do nothing" is an outcome with reasons too.

use super::Parts;
use kernel::counters::{Counter, Measure};
use kernel::{Choice, Date, Lang, Note, PersonId, Prose, Say, day_month_year};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// What makes a decision explicit and this one goes without. It is said quietly, on its face: no mark, and nothing is refused for it.
    pub enum Lack {
        Ground = "ground", "Zonder grond", "Without a ground";
        Owner = "owner", "Zonder eigenaar", "Without an owner";
        Expectation = "expectation", "Zonder verwachting", "Without an expectation";
        Review = "review", "Zonder datum om terug te kijken", "Without a day to look back";
    }
}

/// What a table decided and why (CAS-11). `O` is the set of outcomes of this kind of decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision<O> {
    /// What was asked.
    pub question: Note,
    /// What else was possible, at least one.
    pub options: Vec<Note>,
    /// What was weighed.
    pub considerations: Prose,
    /// Who saw it otherwise, and how. `None` says: nobody did, and that was asked.
    pub dissent: Option<Note>,
    /// What it became.
    pub outcome: O,
    /// On what ground.
    pub ground: Note,
    /// What the partners expect of each other from here.
    pub expectation: Note,
    /// Who decided, in the order in which they did.
    pub by: Vec<PersonId>,
    /// When it is looked at again; `None` only where the outcome ends the dossier.
    pub review: Option<Date>,
}

impl<O: Choice> Decision<O> {
    /// Its headings with what stands under them, in the order in which they are read.
    #[must_use]
    pub fn parts(&self, lang: Lang) -> Parts {
        let none = || Say::of("Geen", "None").to(lang).to_owned();
        let part = |heading: Say, text: String| (heading.to(lang).to_owned(), text);
        let options: Vec<&str> = self.options.iter().map(Note::as_str).collect();
        let lacks = self.lacks();
        let or_lack =
            |lack: Lack, text: String| if lacks.contains(&lack) { lack.says().to(lang).to_owned() } else { text };
        let review = self.review.map(|day| format!("{} {}", lang.both("op", "on"), day_month_year(day)));
        vec![
            part(Say::of("Besluit", "Decision"), self.outcome.says().to(lang).to_owned()),
            part(Say::of("Vraag", "Question"), self.question.to_string()),
            part(Say::of("Overwegingen", "Considerations"), self.considerations.to_string()),
            part(Say::of("Wat had er nog meer gekund", "What else was possible"), options.join("\n")),
            part(
                Say::of("Wie het anders ziet", "Who sees it differently"),
                self.dissent.as_ref().map_or_else(none, ToString::to_string),
            ),
            part(
                Say::of("Wat wij van elkaar verwachten", "What we expect of each other"),
                or_lack(Lack::Expectation, self.expectation.to_string()),
            ),
            part(Say::of("Grond", "Ground"), or_lack(Lack::Ground, self.ground.to_string())),
            part(
                Say::of("Wanneer wij hier weer naar kijken", "When we look at this again"),
                or_lack(Lack::Review, review.unwrap_or_default()),
            ),
        ]
    }
}

impl<O> Decision<O> {
    /// What it goes without, as long as it waits to be taken: nobody owns it yet.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        let lacks = [
            (Lack::Ground, !Lack::says_something(&self.ground)),
            (Lack::Expectation, !Lack::says_something(&self.expectation)),
            (Lack::Review, self.review.is_none()),
        ];
        lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(lack, _)| lack).collect()
    }

    /// The same once it was taken.
    #[must_use]
    pub fn lacks_taken(&self) -> Vec<Lack> {
        let owner = self.by.is_empty().then_some(Lack::Owner);
        owner.into_iter().chain(self.lacks()).collect()
    }

    /// What is counted when it is taken: that it was, and which of the five things that make it explicit it carries. Not what it says.
    #[must_use]
    pub fn measures(&self) -> Vec<Measure> {
        let carried = [
            (Counter::Decision, true),
            (Counter::DecisionGround, Lack::says_something(&self.ground)),
            (Counter::DecisionExpectation, Lack::says_something(&self.expectation)),
            (Counter::DecisionOwner, !self.by.is_empty()),
            (Counter::DecisionAlternative, self.options.iter().any(Lack::says_something)),
            (Counter::DecisionReview, self.review.is_some()),
        ];
        carried.into_iter().filter(|(_, there)| *there).map(|(what, _)| Measure::of(what)).collect()
    }
}

impl Lack {
    /// Whether a text says anything: a dash or a dot in a field that must be filled in does not.
    #[must_use]
    pub fn says_something(text: &Note) -> bool {
        text.as_str().chars().any(char::is_alphanumeric)
    }

    /// What a decision goes without, in words for its face.
    #[must_use]
    pub fn tell(lacks: &[Self], lang: Lang) -> Vec<String> {
        lacks.iter().map(|lack| lack.says().to(lang).to_owned()).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::table::Explicit;

    kernel::words! {
        /// What can be decided.
        enum Outcome { Yes = "yes", "ja", "yes"; }
    }

    fn decision() -> Decision<Outcome> {
        let note = |text: &str| -> Note { text.parse().unwrap() };
        Decision {
            question: note("Doen wij dit?"),
            options: vec![note("Niets doen.")],
            considerations: "Daarom.".parse().unwrap(),
            dissent: None,
            outcome: Outcome::Yes,
            ground: note("Wgpga art. 6"),
            expectation: note("Wij bellen."),
            by: vec!["om-nh".parse().unwrap()],
            review: Some(Date::constant(2026, 3, 1)),
        }
    }

    #[test]
    fn a_decision_says_what_it_goes_without_and_a_dash_says_nothing() {
        assert!(decision().lacks_taken().is_empty());
        let dash = || " - ".parse::<Note>().unwrap();
        let bare = Decision { ground: dash(), expectation: dash(), by: Vec::new(), review: None, ..decision() };
        assert_eq!(bare.lacks_taken(), [Lack::Owner, Lack::Ground, Lack::Expectation, Lack::Review]);
        assert_eq!(bare.lacks().len(), 3, "as long as it waits nobody owns it yet");
        let told: Vec<String> = bare.parts(Lang::Nl).into_iter().map(|(_, text)| text).collect();
        for words in ["Zonder grond", "Zonder verwachting", "Zonder datum om terug te kijken"] {
            assert!(told.iter().any(|text| text == words), "{words}: {told:?}");
        }
        assert!(decision().parts(Lang::Nl).iter().all(|(_, text)| !text.starts_with("Zonder")));
    }

    #[test]
    fn a_short_decision_says_the_same_and_takes_no_day_that_has_passed() {
        let said = Explicit { review: Some(Date::constant(2026, 3, 1)), ..Explicit::default() };
        assert_eq!(said.lacks(), [Lack::Ground, Lack::Expectation]);
        assert!(said.check(Date::constant(2026, 2, 1)).is_ok());
        assert!(said.check(Date::constant(2026, 3, 1)).is_err(), "today is no day to look again");
        assert_eq!(said.parts(Lang::Nl).len(), 1);
    }
}
