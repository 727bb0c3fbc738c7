//! Then and now: the released results of a questionnaire beside those of the one that it repeats, in one chart with the same bars at both
//! moments. What was put together at one is put together at the other, so nothing is told here that was not told before.

use super::shown;
use crate::places;
use crate::{
    chart::{Chart, Question as Drawn},
    questionnaire::{Questionnaire, acts::ReadQuestionnaire},
};
use askama::Template;
use kernel::{Lang, Refusal, Say, crowd};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "questionnaire/pages/compare.html")]
pub(super) struct Compare {
    #[serde(skip)]
    lang: Lang,
    back: String,
    earlier: String,
    charts: Vec<Chart>,
}

pub(super) async fn show(visit: Visit<ReadQuestionnaire>, _: Filled) -> Result<Page<Compare>, Trouble> {
    const NOTHING: Refusal = Refusal::of(
        "Deze vragenlijst herhaalt geen eerdere, of de uitkomsten zijn nog niet allebei vrijgegeven.",
        "This questionnaire repeats no earlier one, or the results of both have not been released yet.",
    );
    let repeats = visit.dossier().opening().and_then(|opening| opening.repeats).ok_or(NOTHING)?;
    let ask = &visit.ask;
    let before = ask.vault.look::<ReadQuestionnaire>(&ask.actor, repeats).await?;
    if before.dossier().results.is_none() || visit.dossier().results.is_none() {
        return Err(NOTHING.into());
    }
    let body = Compare {
        lang: ask.lang,
        back: places::QUESTIONNAIRES.of(visit.id()),
        earlier: places::QUESTIONNAIRES.of(repeats),
        charts: charts(before.dossier(), visit.dossier(), ask.lang),
    };
    Ok(Page::of(ask, Say::of("Toen en nu", "Then and now"), body))
}

/// Question by question, one chart: with the same bars at both moments, or both in words.
fn charts(then: &Questionnaire, now: &Questionnaire, lang: Lang) -> Vec<Chart> {
    let earlier = shown::last(then);
    let names = [lang.both("Toen", "Then"), lang.both("Nu", "Now")].map(str::to_owned);
    let mut all = Vec::new();
    for (n, after) in shown::last(now).into_iter().enumerate() {
        let same = |before: &&shown::Asked| before.title == after.title && before.options == after.options;
        let Some(before) = earlier.iter().find(same) else { continue };
        let both = crowd::beside(&[&before.told, &after.told]);
        let finding = both.first().zip(both.last()).and_then(|(then, now)| crowd::compared(then, now, &after.options));
        let told = names.iter().cloned().zip(both).collect();
        let least = shown::least(then).max(shown::least(now));
        let drawn = Drawn { title: &after.title, told, options: &after.options, least };
        let mut chart = Chart::of(&format!("v{n}"), &drawn, lang);
        chart.finding = finding.map(|finding| finding.to(lang).to_owned());
        all.push(chart);
    }
    all
}
