//! Released results as charts: what may be told, in its words or bars. Nothing is counted here.

use crate::{
    chart::{Chart, Question as Drawn},
    questionnaire::{Asks, Cell, Group, OfVersion, OwnWords, Question, Questionnaire, answers_to},
};
use kernel::{
    Lang, Say,
    crowd::{self, Told},
};
use schemars::JsonSchema;
use serde::Serialize;

/// The results of one version.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Section {
    pub(crate) version: u16,
    /// How many people answered it; `None` below the threshold.
    pub(crate) answered: Option<String>,
    pub(crate) charts: Vec<Chart>,
    /// The same questions by group.
    pub(crate) split: Vec<Chart>,
    /// What was written, by question, mixed; nothing where too few wrote.
    pub(crate) words: Vec<(String, Vec<String>)>,
}

/// Version by version.
pub(crate) fn sections(one: &Questionnaire, lang: Lang) -> Vec<Section> {
    let Some(results) = &one.results else {
        return Vec::new();
    };
    results.versions.iter().map(|version| section(one, version, results.split, lang)).collect()
}

/// One question that has answers to choose from, as it was told of everybody.
pub(crate) struct Asked {
    pub(crate) title: String,
    pub(crate) options: Vec<Say>,
    pub(crate) told: Told,
}

impl Asked {
    /// Whether there is something to tell.
    pub(crate) fn is_told(&self) -> bool {
        !matches!(self.told, Told::TooFew | Told::Hidden)
    }
}

/// Every question of the released results of the last version that has any, as it was told of everybody: for a report, and beside an
/// earlier moment.
pub(crate) fn last(one: &Questionnaire) -> Vec<Asked> {
    let mut versions = one.results.iter().flat_map(|results| &results.versions);
    let Some(version) = versions.rfind(|version| version.whole.is_some()) else {
        return Vec::new();
    };
    let questions = one.questions_of(version.version);
    let tables = version.whole.iter().flat_map(|whole| &whole.tables);
    let asked = tables.filter_map(|table| {
        let question = questions.iter().find(|q| q.number == table.question)?;
        Some(Asked {
            title: title(question, table.part),
            options: answers_to(&question.asks, table.part),
            told: table.told(&question.asks),
        })
    });
    asked.collect()
}

/// From how many answers on this questionnaire tells something.
pub(crate) fn least(one: &Questionnaire) -> usize {
    one.opening().map_or(0, |opening| usize::from(opening.threshold))
}

fn section(one: &Questionnaire, version: &OfVersion, split: Option<u16>, lang: Lang) -> Section {
    let questions = one.questions_of(version.version);
    let find = |number: u16| questions.iter().find(|q| q.number == number);
    let whole: Vec<(String, &Group)> = version.whole.iter().map(|group| (String::new(), group)).collect();
    let by = split.and_then(find);
    let groups: Vec<(String, &Group)> =
        version.groups.iter().map(|group| (cells(&group.of, by.map(|q| &q.asks), lang), group)).collect();
    let texts = |number: u16| find(number).map(|q| q.text.to_string()).unwrap_or_default();
    let written = |words: &OwnWords| words.mixed().into_iter().map(ToString::to_string).collect();
    Section {
        version: version.version,
        answered: version.whole.as_ref().map(|group| group.answered().to(lang).to_owned()),
        charts: charts(questions, &whole, (version.version, least(one)), lang),
        split: charts(questions, &groups, (version.version + 100, least(one)), lang),
        words: version.words.iter().map(|words| (texts(words.question), written(words))).collect(),
    }
}

/// The charts of these groups, side by side. A question that is told of one and not of another is told of none of them.
fn charts(questions: &[Question], groups: &[(String, &Group)], (place, least): (u16, usize), lang: Lang) -> Vec<Chart> {
    let mut all = Vec::new();
    for question in questions {
        let told = |part: Option<u16>| -> Option<Vec<(String, Told)>> {
            let one = |(name, group): &(String, &Group)| {
                let table = group.tables.iter().find(|t| t.question == question.number && t.part == part)?;
                Some((name.clone(), table.told(&question.asks)))
            };
            let told = groups.iter().map(one).collect::<Option<Vec<_>>>().filter(|told| !told.is_empty())?;
            // What was kept before the rule may have become words in one group.
            let beside = crowd::beside(&told.iter().map(|(_, told)| told).collect::<Vec<_>>());
            Some(if told.len() == 1 { told } else { told.into_iter().map(|(name, _)| name).zip(beside).collect() })
        };
        let id = |part: u16| format!("g{place}-{}-{part}", question.number);
        let parts = |n: usize| (0..u16::try_from(n).unwrap_or(0)).map(Some).collect::<Vec<_>>();
        if let Asks::Choice { many: true, options } = &question.asks {
            let row = |part: Option<u16>| {
                let label = answers_to(&question.asks, part).into_iter().next()?;
                Some((label, told(part)?.into_iter().map(|(_, told)| told).collect()))
            };
            let rows: Vec<(Say, Vec<Told>)> = parts(options.len()).into_iter().filter_map(row).collect();
            let names: Vec<String> = groups.iter().map(|(name, _)| name.clone()).collect();
            if !rows.is_empty() {
                all.push(Chart::several(&id(0), question.text.as_str(), &names, &rows, lang));
            }
            continue;
        }
        let asked = match &question.asks {
            Asks::Matrix { rows, .. } => parts(rows.len()),
            Asks::Scale { .. } | Asks::Choice { .. } | Asks::Open => vec![None],
        };
        for part in asked {
            let Some(told) = told(part) else { continue };
            let (title, options) = (title(question, part), answers_to(&question.asks, part));
            let drawn = Drawn { title: &title, told, options: &options, least };
            all.push(Chart::of(&id(part.unwrap_or(0)), &drawn, lang));
        }
    }
    all
}

/// What was asked, with the line of a matrix, or the answer of several choices.
pub(super) fn title(question: &Question, part: Option<u16>) -> String {
    match (&question.asks, part) {
        (Asks::Matrix { rows, .. }, Some(row)) => {
            let row = rows.get(usize::from(row)).map(ToString::to_string).unwrap_or_default();
            format!("{} {row}", question.text)
        }
        (Asks::Choice { options, many: true }, Some(option)) => {
            let option = options.get(usize::from(option)).map(ToString::to_string).unwrap_or_default();
            format!("{} {option}", question.text)
        }
        (Asks::Scale { .. } | Asks::Choice { .. } | Asks::Open | Asks::Matrix { .. }, _) => question.text.to_string(),
    }
}

/// The words for the answers by which a group is split off.
pub(super) fn cells(cells: &[Cell], asks: Option<&Asks>, lang: Lang) -> String {
    let options = asks.map(|asks| answers_to(asks, None)).unwrap_or_default();
    let words = cells.iter().map(|cell| match cell {
        Cell::Nothing => lang.both("geen antwoord", "no answer").to_owned(),
        Cell::At(n) => options.get(usize::from(*n)).map(|says| says.to(lang).to_owned()).unwrap_or_default(),
    });
    words.collect::<Vec<_>>().join(lang.both(" of ", " or "))
}
