//! What makes a short decision explicit, where it is not asked at length: on which ground, what is expected of each other, and when it is
//! looked at again. None of it is required; what is left out, the decision says on its face.

use super::{Lack, Parts};
use kernel::{Date, Lang, Note, Refusal, Say, day_month_year};
use serde::{Deserialize, Serialize};
use web::{Field, Reader};

/// The three, as far as they were said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explicit {
    /// On what ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Note>,
    /// What the partners expect of each other from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expectation: Option<Note>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Date>,
}

impl Explicit {
    /// Whether nothing was said: what happened before it was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What it goes without.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        let lacks = [
            (Lack::Ground, !self.ground.as_ref().is_some_and(Lack::says_something)),
            (Lack::Expectation, !self.expectation.as_ref().is_some_and(Lack::says_something)),
            (Lack::Review, self.review.is_none()),
        ];
        lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(lack, _)| lack).collect()
    }

    /// What was said of it, as headings with texts.
    #[must_use]
    pub fn parts(&self, lang: Lang) -> Parts {
        let part = |(nl, en): (&str, &str), text: String| (lang.both(nl, en).to_owned(), text);
        let ground = self.ground.as_ref().map(|it| part(("Grond", "Ground"), it.to_string()));
        let expects = ("Wat wij van elkaar verwachten", "What we expect of each other");
        let expectation = self.expectation.as_ref().map(|it| part(expects, it.to_string()));
        let looks = ("Wanneer wij hier weer naar kijken", "When we look at this again");
        let review = self.review.map(|day| part(looks, day_month_year(day).into()));
        [ground, expectation, review].into_iter().flatten().collect()
    }

    /// Whether its day can be.
    ///
    /// # Errors
    /// A sentence when the day has passed.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        self.review.map_or(Ok(()), |day| kernel::planned_later(day, today).map_err(|no| no.at("review")))
    }

    /// As a form gives it.
    pub fn read(read: &mut Reader) -> Option<Self> {
        let (ground, expectation) = (read.may("ground"), read.may("expectation"));
        let review = read.may_day("review");
        Some(Self { ground: ground?, expectation: expectation?, review: review? })
    }

    /// The fields that ask it.
    #[must_use]
    pub fn fields() -> [Field; 3] {
        let [ground, expectation] = Self::said();
        let again = Say::of("Wanneer kijkt u hier weer naar?", "When will you look at this again?");
        [ground, expectation, Field::day("review", again).optional()]
    }

    /// Those of them that ask for words, where the day is asked already.
    #[must_use]
    pub fn said() -> [Field; 2] {
        [
            Field::note("ground", Say::of("Op welke grond?", "On what legal ground?")).optional(),
            Field::note("expectation", Say::of("Wat verwacht u van elkaar?", "What do you expect of each other?"))
                .optional()
                .hint(Say::of(
                    "Wat u leeg laat, staat er straks als: zonder grond, zonder verwachting of zonder datum.",
                    "What you leave empty will say so: without a ground, without an expectation or without a day.",
                )),
        ]
    }
}
