//! Released results as charts. What is not shown stays not shown; nothing is counted here.

use crate::{
    chart::{Bar, Chart},
    questionnaire::{Asks, Cell, Group, OfVersion, Question, Questionnaire, Table},
};
use kernel::Lang;
use schemars::JsonSchema;
use serde::Serialize;

/// The results of one version.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Section {
    pub(crate) version: u16,
    /// How many people answered it; `None` below the threshold.
    pub(crate) people: Option<usize>,
    pub(crate) charts: Vec<Chart>,
    /// The same questions by group.
    pub(crate) split: Vec<Chart>,
    /// What was written, by question.
    pub(crate) words: Vec<(String, Vec<String>)>,
}

/// Version by version.
pub(crate) fn sections(one: &Questionnaire, lang: Lang) -> Vec<Section> {
    let Some(results) = &one.results else {
        return Vec::new();
    };
    results.versions.iter().map(|version| section(one, version, results.split, lang)).collect()
}

/// Every figure of the released results of the last version that has any: for a report.
pub(crate) fn figures(one: &Questionnaire, lang: Lang) -> Vec<Chart> {
    sections(one, lang).pop().map(|section| section.charts).unwrap_or_default()
}

fn section(one: &Questionnaire, version: &OfVersion, split: Option<u16>, lang: Lang) -> Section {
    let questions = one.questions_of(version.version);
    let find = |number: u16| questions.iter().find(|q| q.number == number);
    let whole =
        version.whole.iter().flat_map(|group| charts(questions, &[(String::new(), group)], version.version, lang));
    let by = split.and_then(find);
    let groups: Vec<(String, &Group)> =
        version.groups.iter().map(|group| (cells(&group.of, by.map(|q| &q.asks), lang), group)).collect();
    let texts = |number: u16| find(number).map(|q| q.text.to_string()).unwrap_or_default();
    Section {
        version: version.version,
        people: version.whole.as_ref().map(|group| group.people),
        charts: whole.collect(),
        split: if groups.is_empty() { Vec::new() } else { charts(questions, &groups, version.version + 100, lang) },
        words: version
            .words
            .iter()
            .map(|words| (texts(words.question), words.texts.iter().map(ToString::to_string).collect()))
            .collect(),
    }
}

/// The charts of these groups, side by side.
fn charts(questions: &[Question], groups: &[(String, &Group)], place: u16, lang: Lang) -> Vec<Chart> {
    let mut all = Vec::new();
    for question in questions {
        let of_question = |group: &Group| -> Vec<Table> {
            group.tables.iter().filter(|table| table.question == question.number).cloned().collect()
        };
        let tables: Vec<Vec<Table>> = groups.iter().map(|(_, group)| of_question(group)).collect();
        let names: Vec<String> = groups.iter().map(|(name, _)| name.clone()).collect();
        let Some(first) = tables.first().filter(|tables| !tables.is_empty()) else { continue };
        let id = |part: usize| format!("g{place}-{}-{part}", question.number);
        if let Asks::Choice { many: true, options } = &question.asks {
            let bars = options.iter().enumerate().map(|(n, option)| Bar {
                label: option.to_string(),
                counts: tables.iter().map(|tables| tables.get(n)?.bars.first().map(|bar| bar.people)).collect(),
            });
            all.push(Chart::of(&id(0), question.text.as_str(), names, bars.collect(), lang));
            continue;
        }
        for (n, table) in first.iter().enumerate() {
            let bars = table.bars.iter().enumerate().map(|(b, bar)| Bar {
                label: cells(&bar.cells, Some(&question.asks), lang),
                counts: tables.iter().map(|tables| Some(tables.get(n)?.bars.get(b)?.people)).collect(),
            });
            all.push(Chart::of(&id(n), &title(question, table.part), names.clone(), bars.collect(), lang));
        }
    }
    all
}

/// What was asked, with the line of a matrix.
pub(super) fn title(question: &Question, part: Option<u16>) -> String {
    match (&question.asks, part) {
        (Asks::Matrix { rows, .. }, Some(row)) => {
            let row = rows.get(usize::from(row)).map(ToString::to_string).unwrap_or_default();
            format!("{} {row}", question.text)
        }
        (Asks::Scale { .. } | Asks::Choice { .. } | Asks::Open | Asks::Matrix { .. }, _) => question.text.to_string(),
    }
}

/// The words for cells that were put together.
pub(super) fn cells(cells: &[Cell], asks: Option<&Asks>, lang: Lang) -> String {
    let nothing = || lang.both("geen antwoord", "no answer").to_owned();
    let words = cells.iter().map(|cell| match (cell, asks) {
        (Cell::Nothing, _) => nothing(),
        (Cell::At(step), Some(Asks::Scale { steps, low, high })) => match *step {
            1 => format!("1 ({low})"),
            step if step == *steps => format!("{step} ({high})"),
            step => step.to_string(),
        },
        (Cell::At(n), Some(Asks::Choice { options: list, .. } | Asks::Matrix { columns: list, .. })) => {
            list.get(usize::from(*n)).map(ToString::to_string).unwrap_or_default()
        }
        (Cell::At(n), Some(Asks::Open) | None) => n.to_string(),
    });
    words.collect::<Vec<_>>().join(lang.both(" of ", " or "))
}
