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

/// Whether a text says anything: a dash or a dot in a field that must be filled in does not.
fn says(text: &Note) -> bool {
    text.as_str().chars().any(char::is_alphanumeric)
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
            (Lack::Ground, !says(&self.ground)),
            (Lack::Expectation, !says(&self.expectation)),
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
            (Counter::DecisionGround, says(&self.ground)),
            (Counter::DecisionExpectation, says(&self.expectation)),
            (Counter::DecisionOwner, !self.by.is_empty()),
            (Counter::DecisionAlternative, self.options.iter().any(says)),
            (Counter::DecisionReview, self.review.is_some()),
        ];
        carried.into_iter().filter(|(_, there)| *there).map(|(what, _)| Measure::of(what)).collect()
    }
}

impl Lack {
    /// What a decision goes without, in words for its face.
    #[must_use]
    pub fn tell(lacks: &[Self], lang: Lang) -> Vec<String> {
        lacks.iter().map(|lack| lack.says().to(lang).to_owned()).collect()
    }
}
