//! The library of questions that comes with the program: ready questions about working together, none of them about a person.

use super::question::{Asks, Question};
use kernel::{Lang, Line, Note, Say};
use serde::Deserialize;
use std::sync::LazyLock;

const FILE: &str = include_str!("library.toml");

#[derive(Deserialize)]
struct Shelf {
    question: Vec<Ready>,
}

/// A question that lies ready, in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ready {
    /// Its word in forms.
    pub(super) name: String,
    /// What it is about.
    theme: Both,
    text: Both,
    kind: String,
    #[serde(default)]
    steps: Option<u16>,
    #[serde(default)]
    low: Option<Both>,
    #[serde(default)]
    high: Option<Both>,
    #[serde(default)]
    answers: Vec<Both>,
    #[serde(default)]
    lines: Vec<Both>,
}

#[derive(Debug, Clone, Deserialize)]
struct Both {
    nl: String,
    en: String,
}

impl Both {
    fn to(&self, lang: Lang) -> &str {
        lang.both(&self.nl, &self.en)
    }
}

static SHELF: LazyLock<Vec<Ready>> =
    LazyLock::new(|| toml::from_str::<Shelf>(FILE).map(|shelf| shelf.question).unwrap_or_default());

/// Every question that lies ready.
pub(super) fn all() -> &'static [Ready] {
    &SHELF
}

impl Ready {
    /// What it is about and what it asks, for a list to choose from.
    pub(super) fn says(&self) -> Say {
        let one = |lang| format!("{}: {}", self.theme.to(lang), self.text.to(lang));
        Say::made(one(Lang::Nl), one(Lang::En))
    }

    /// The question in one language; `None` when the file is wrong, which a test finds.
    pub(super) fn question(&self, number: u16, lang: Lang) -> Option<Question> {
        let line = |both: &Both| both.to(lang).parse::<Line>().ok();
        let lines = |list: &[Both]| list.iter().map(line).collect::<Option<Vec<_>>>();
        let asks = match self.kind.as_str() {
            "scale" => Asks::Scale {
                steps: self.steps.unwrap_or(5),
                low: line(self.low.as_ref()?)?,
                high: line(self.high.as_ref()?)?,
            },
            "one" | "many" => Asks::Choice { options: lines(&self.answers)?, many: self.kind == "many" },
            "open" => Asks::Open,
            "matrix" => Asks::Matrix { rows: lines(&self.lines)?, columns: lines(&self.answers)? },
            _ => return None,
        };
        let text: Note = self.text.to(lang).parse().ok()?;
        Some(Question { number, text, asks, only_if: None, new_page: false })
    }
}
