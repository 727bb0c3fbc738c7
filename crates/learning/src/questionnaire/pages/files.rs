//! Released results as a table for a spreadsheet. The same words and shares as on the page, and nothing else.

use super::shown::{self, Section};
use crate::questionnaire::acts::ReadQuestionnaire;
use kernel::{Lang, Refusal};
use paper::{Cell, Sheet};
use web::{Download, Trouble, Visit, aside};

pub(super) async fn csv(visit: Visit<ReadQuestionnaire>) -> Result<Download, Trouble> {
    written(&visit, "text/csv; charset=utf-8", "csv", Sheet::csv).await
}

pub(super) async fn ods(visit: Visit<ReadQuestionnaire>) -> Result<Download, Trouble> {
    written(&visit, "application/vnd.oasis.opendocument.spreadsheet", "ods", Sheet::ods).await
}

pub(super) async fn xlsx(visit: Visit<ReadQuestionnaire>) -> Result<Download, Trouble> {
    written(&visit, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", Sheet::xlsx).await
}

/// How a sheet becomes a file.
type Write = fn(&Sheet) -> Result<Vec<u8>, paper::Error>;

async fn written(
    visit: &Visit<ReadQuestionnaire>,
    kind: &'static str,
    end: &str,
    write: Write,
) -> Result<Download, Trouble> {
    let (sheet, name) = sheet(visit)?;
    let bytes = aside(&visit.ask, move || write(&sheet)).await?.map_err(|error| Trouble::Store(error.to_string()))?;
    Ok(Download::of(kind, format!("{name}.{end}"), bytes))
}

fn sheet(visit: &Visit<ReadQuestionnaire>) -> Result<(Sheet, String), Trouble> {
    const NOTHING: Refusal =
        Refusal::of("De uitkomsten zijn nog niet vrijgegeven.", "The results have not been released yet.");
    let one = visit.dossier();
    let (Some(opening), Some(_)) = (one.opening(), &one.results) else {
        return Err(NOTHING.into());
    };
    let lang = visit.ask.lang;
    let columns = match lang {
        Lang::Nl => ["Versie", "Vraag", "Groep", "Antwoord", "Aandeel", "Van"],
        Lang::En => ["Version", "Question", "Group", "Answer", "Share", "Of"],
    };
    let mut sheet = Sheet::new(opening.title.as_str(), columns);
    for section in shown::sections(one, lang) {
        rows(&mut sheet, &section, lang);
    }
    Ok((sheet, opening.reference.to_string()))
}

fn rows(sheet: &mut Sheet, section: &Section, lang: Lang) {
    let everybody = lang.both("iedereen", "everybody");
    for chart in section.charts.iter().chain(&section.split) {
        for (n, series) in chart.series.iter().enumerate() {
            let group = if series.name.is_empty() { everybody } else { &series.name };
            let start = || {
                [
                    Cell::Number(f64::from(section.version)),
                    Cell::from(chart.title.clone()),
                    Cell::from(group.to_owned()),
                ]
            };
            let row = |answer: &str, share: &str| {
                let number = series.number.clone().map_or(Cell::Empty, Cell::from);
                start().into_iter().chain([Cell::from(answer.to_owned()), Cell::from(share.to_owned()), number])
            };
            if chart.bars.is_empty() {
                sheet.push(row(&series.says, ""));
            }
            for bar in &chart.bars {
                sheet.push(row(&bar.label, bar.shares.get(n).map_or("", String::as_str)));
            }
        }
    }
    for (question, texts) in &section.words {
        for text in texts {
            sheet.push([
                Cell::Number(f64::from(section.version)),
                Cell::Text(question.clone()),
                Cell::Text(everybody.to_owned()),
                Cell::Text(text.clone()),
                Cell::Empty,
                Cell::Empty,
            ]);
        }
    }
}
