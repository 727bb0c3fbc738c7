//! The forms that ship, as data files: each a programme that a house copies and makes its own.

use super::{
    plan::{Kind, Part, Plan, Shape, Step, Voice},
    script::Script,
    words::Words,
};
use kernel::{Line, Note};
use serde::Deserialize;
use std::sync::LazyLock;

/// A programme to begin from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its word in an address.
    pub id: Line,
    /// What sort of session it makes.
    pub shape: Shape,
    /// What it is called.
    pub title: Both<Line>,
    /// What it is for.
    pub aim: Both<Note>,
    /// For whom, and with how many.
    pub group: Both<Note>,
    /// What only who leads reads about the whole of it.
    #[serde(default)]
    pub script: Script,
    /// The programme.
    #[serde(rename = "step")]
    pub steps: Vec<Written>,
    /// The parts of a simulation.
    #[serde(default, rename = "part")]
    pub parts: Vec<Part>,
    /// Things that may happen.
    #[serde(default, rename = "surprise")]
    pub surprises: Vec<Words>,
}

/// A text that must be there in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both<T> {
    /// Dutch.
    pub nl: T,
    /// English.
    pub en: T,
}

/// A step as it stands in a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    kind: Kind,
    minutes: u16,
    #[serde(default)]
    voice: Option<Voice>,
    title: Words,
    prompt: Words,
    #[serde(default)]
    asks: Option<Words>,
    #[serde(default)]
    script: Script,
    #[serde(default)]
    items: Vec<Words>,
}

impl From<&Written> for Step {
    fn from(w: &Written) -> Self {
        Self {
            kind: w.kind,
            title: w.title.clone(),
            prompt: w.prompt.clone(),
            asks: w.asks.clone(),
            script: w.script.clone(),
            minutes: w.minutes,
            voice: w.voice,
            items: w.items.clone(),
        }
    }
}

impl Template {
    /// The programme as steps of a plan.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        self.steps.iter().map(Step::from).collect()
    }

    /// A plan copied from it; the rest of `over` stays.
    #[must_use]
    pub fn copy_into(&self, over: Plan) -> Plan {
        Plan {
            shape: self.shape,
            template: self.title.nl.clone(),
            script: self.script.clone(),
            steps: self.steps(),
            parts: self.parts.clone(),
            surprises: self.surprises.clone(),
            ..over
        }
    }
}

const FILES: [&str; 14] = [
    include_str!("templates/pressure-cooker-unit.toml"),
    include_str!("templates/pressure-cooker-district.toml"),
    include_str!("templates/pressure-cooker-municipality.toml"),
    include_str!("templates/pressure-cooker-college.toml"),
    include_str!("templates/work-session.toml"),
    include_str!("templates/theme-meeting.toml"),
    include_str!("templates/group-talk.toml"),
    include_str!("templates/learning-session.toml"),
    include_str!("templates/in-their-shoes.toml"),
    include_str!("templates/in-their-shoes-bram.toml"),
    include_str!("templates/simulation.toml"),
    include_str!("templates/simulation-rens.toml"),
    include_str!("templates/simulation-dijkstraat.toml"),
    include_str!("templates/intervision.toml"),
];

static LIBRARY: LazyLock<Vec<Template>> = LazyLock::new(|| {
    // A file that does not read is left out here, and a test counts them: a house never stands still for a template.
    FILES.iter().filter_map(|text| toml::from_str(text).ok()).collect()
});

/// Every template that ships.
#[must_use]
pub fn library() -> &'static [Template] {
    &LIBRARY
}

/// The template with this word.
#[must_use]
pub fn named(id: &str) -> Option<&'static Template> {
    library().iter().find(|t| t.id.as_str() == id)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::session::script::Cue;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_reads_and_hangs_together() {
        let mut ids = BTreeSet::new();
        for text in FILES {
            let template: Template = toml::from_str(text).unwrap_or_else(|e| panic!("{e}"));
            let id = template.id.clone();
            for step in template.steps() {
                step.check().unwrap_or_else(|r| panic!("{id}, {}: {}", step.title.nl, r.why.en));
            }
            let cards = template.steps.iter().any(|s| s.kind == Kind::Cards);
            assert_eq!(cards, !template.parts.is_empty(), "{id}: parts and a step to give them out go together");
            assert!(ids.insert(id));
        }
        assert_eq!(library().len(), FILES.len());
    }

    #[test]
    fn everything_that_ships_is_in_both_languages() {
        for template in library() {
            let steps = template.steps();
            let words = steps.iter().flat_map(|s| [&s.title, &s.prompt].into_iter().chain(&s.asks).chain(&s.items));
            let scripts = steps.iter().map(|s| &s.script).chain([&template.script]).flat_map(|s| s.values());
            let words = words.chain(scripts);
            let words = words.chain(template.parts.iter().flat_map(|p| [&p.seat, &p.card])).chain(&template.surprises);
            for one in words {
                let en = one.en.as_ref().unwrap_or_else(|| panic!("{}: no English for {}", template.id, one.nl));
                // Some short words are the same.
                let same = en == &one.nl && one.nl.as_str().len() > 8;
                assert!(!same, "{}: {}", template.id, one.nl);
            }
        }
    }

    #[test]
    fn every_shape_has_a_template_and_some_have_more() {
        for shape in Shape::ALL {
            let many = library().iter().filter(|t| t.shape == shape).count();
            let more = [(Shape::PressureCooker, 4), (Shape::Simulation, 3), (Shape::InTheirShoes, 2)];
            let should = more.iter().find(|(of, _)| *of == shape).map_or(1, |(_, many)| *many);
            assert_eq!(many, should, "{shape:?}");
        }
    }

    /// Who leads is never left with nothing but what the room reads.
    #[test]
    fn who_leads_has_words_to_say_at_every_step_and_more_about_the_whole() {
        for template in library() {
            for cue in [Cue::Ready, Cue::Timing, Cue::Law, Cue::Hostile] {
                assert!(template.script.contains_key(&cue), "{}: {cue:?}", template.id);
            }
            for step in template.steps() {
                let (id, title) = (&template.id, &step.title.nl);
                assert!(step.script.contains_key(&Cue::Say) && step.script.len() >= 3, "{id}: {title}");
            }
        }
    }

    /// A prompt and an aim stay true when a house gives a step other minutes.
    #[test]
    fn nothing_that_the_room_reads_tells_how_long_it_takes() {
        const TIMES: [&str; 5] = ["minuten", "minuut", "minutes", "anderhalf uur", "kwartier"];
        let tells = |text: &str| TIMES.iter().any(|w| text.contains(w));
        for template in library() {
            for both in [&template.aim, &template.group] {
                assert!(!tells(both.nl.as_str()) && !tells(both.en.as_str()), "{}", template.id);
            }
            for step in template.steps() {
                for read in [Some(&step.prompt), step.asks.as_ref()].into_iter().flatten() {
                    let told = tells(read.nl.as_str()) || read.en.as_ref().is_some_and(|en| tells(en.as_str()));
                    assert!(!told, "{}: {}", template.id, step.title.nl);
                }
            }
        }
    }

    /// A form is not done when nobody says what comes of it.
    #[test]
    fn every_template_ends_in_an_agreement_and_looks_back_or_ahead() {
        for template in library() {
            assert!(template.steps.iter().any(|s| s.kind == Kind::Agree), "{}", template.id);
            assert_eq!(template.steps.last().map(|s| s.kind), Some(Kind::LookBack), "{}", template.id);
            let sort_without_notes = template.steps.iter().enumerate().any(|(n, s)| {
                s.kind == Kind::Sort
                    && !template.steps.iter().take(n).any(|b| b.kind.sends() == super::super::plan::Sends::Notes)
            });
            assert!(!sort_without_notes, "{}: nothing to sort", template.id);
        }
    }

    /// Whoever reads a prompt on a phone reads one screen.
    #[test]
    fn prompts_are_short_enough_for_a_phone() {
        for template in library() {
            for step in template.steps() {
                for text in [Some(&step.prompt.nl), step.prompt.en.as_ref()].into_iter().flatten() {
                    assert!(text.as_str().chars().count() <= 700, "{}: {}", template.id, step.title.nl);
                }
                for item in &step.items {
                    assert!(item.nl.as_str().chars().count() <= 160, "{}: {}", template.id, item.nl);
                }
            }
        }
    }
}
