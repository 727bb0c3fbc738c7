//! Then and now: the released results of a questionnaire beside those of the one that it repeats. Each was suppressed on its own, and
//! where cells were put together differently the two stand under each other and are not matched by force.

use super::shown;
use crate::places;
use crate::{
    chart::{Bar, Chart},
    questionnaire::{Questionnaire, acts::ReadQuestionnaire},
};
use askama::Template;
use kernel::{Lang, Refusal, Say};
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

/// Question by question: one chart where the bars are the same, two where they are not.
fn charts(then: &Questionnaire, now: &Questionnaire, lang: Lang) -> Vec<Chart> {
    let (then, now) = (shown::figures(then, lang), shown::figures(now, lang));
    let names = || vec![lang.both("Toen", "Then").to_owned(), lang.both("Nu", "Now").to_owned()];
    let mut all = Vec::new();
    for (n, after) in now.into_iter().enumerate() {
        let Some(before) = then.iter().find(|chart| chart.title == after.title) else { continue };
        let labels = |chart: &Chart| chart.bars.iter().map(|bar| bar.label.clone()).collect::<Vec<_>>();
        if labels(before) == labels(&after) {
            let both = before.bars.iter().zip(&after.bars).map(|(then, now)| Bar {
                label: then.label.clone(),
                counts: then.counts.iter().chain(&now.counts).copied().collect(),
            });
            all.push(Chart::of(&format!("v{n}"), &after.title, names(), both.collect(), lang));
        } else {
            for (word, chart) in names().into_iter().zip([before, &after]) {
                let title = format!("{} ({})", chart.title, word.to_lowercase());
                let id = format!("v{n}-{}", word.to_lowercase());
                all.push(Chart::of(&id, &title, vec![String::new()], chart.bars.clone(), lang));
            }
        }
    }
    all
}
