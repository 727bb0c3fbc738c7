//! The way of a person's dossier: signal, weighing, advice, case. It says where this is, and leads to what the reader may open.

use askama::Template;
use kernel::{Lang, Say};

/// The four stages, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// What came in.
    Signal,
    /// The three weigh it.
    Weighing,
    /// The triangle decides.
    Advice,
    /// The table works on it.
    Case,
}

impl Stage {
    const ALL: [Self; 4] = [Self::Signal, Self::Weighing, Self::Advice, Self::Case];

    fn says(self) -> Say {
        match self {
            Self::Signal => Say::of("Signaal", "Signal"),
            Self::Weighing => Say::of("Weging", "Weighing"),
            Self::Advice => Say::of("Advies", "Advice"),
            Self::Case => Say::of("Casus", "Case"),
        }
    }
}

/// Where a dossier is on its way.
pub struct Way<'a> {
    /// The stage that this page is about.
    pub now: Stage,
    /// What its state is called.
    pub state: &'a str,
    /// The furthest stage that the reader knows it came to.
    pub reached: Stage,
    /// A stage that this house does without.
    pub skips: Option<Stage>,
    /// Whether it goes no further than that.
    pub over: bool,
    /// Where other stages are read, for who may.
    pub at: Vec<(Stage, String)>,
}

#[derive(Template)]
#[template(path = "table/steps.html")]
struct Drawing {
    lang: Lang,
    steps: Vec<Step>,
}

struct Step {
    how: &'static str,
    name: String,
    says: String,
    at: Option<String>,
}

/// The way as HTML.
#[must_use]
pub fn steps(way: &Way<'_>, lang: Lang) -> String {
    // class: is-now is-done is-later
    let step = |stage: Stage| {
        let at = way.at.iter().find(|(s, _)| *s == stage).map(|(_, at)| at.clone());
        let (how, says) = if stage == way.now {
            ("is-now", way.state.to_owned())
        } else if way.skips == Some(stage) {
            ("is-later", lang.both("niet nodig", "not needed").to_owned())
        } else if stage <= way.reached {
            ("is-done", lang.both("geweest", "passed").to_owned())
        } else if way.over {
            ("is-later", lang.both("komt er niet", "will not come").to_owned())
        } else {
            ("is-later", lang.both("nog niet", "not yet").to_owned())
        };
        Step { how, name: stage.says().to(lang).to_owned(), says, at }
    };
    Drawing { lang, steps: Stage::ALL.map(step).into() }.render().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_says_where_it_is_and_leads_only_to_what_may_be_opened() {
        let way = Way {
            now: Stage::Weighing,
            state: "samen oordelen",
            reached: Stage::Weighing,
            skips: None,
            over: false,
            at: vec![(Stage::Signal, "/signalen/1".to_owned())],
        };
        let html = steps(&way, Lang::Nl);
        assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
        assert_eq!(html.matches("<a ").count(), 1);
        assert!(html.contains("samen oordelen") && html.matches("nog niet").count() == 2, "{html}");
        let without = Way { skips: Some(Stage::Advice), at: Vec::new(), ..way };
        assert_eq!(steps(&without, Lang::Nl).matches("niet nodig").count(), 1);
        assert_eq!(steps(&Way { over: true, skips: None, ..without }, Lang::Nl).matches("komt er niet").count(), 2);
    }
}
