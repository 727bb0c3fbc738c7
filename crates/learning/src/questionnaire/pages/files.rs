//! Released results as a table for a spreadsheet. The same numbers as on the page, and nothing else.

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
        Lang::Nl => ["Versie", "Vraag", "Groep", "Antwoord", "Mensen"],
        Lang::En => ["Version", "Question", "Group", "Answer", "People"],
    };
    let mut sheet = Sheet::new(opening.title.as_str(), columns);
    for section in shown::sections(one, lang) {
        rows(&mut sheet, &section, lang);
    }
    Ok((sheet, opening.reference.to_string()))
}

fn rows(sheet: &mut Sheet, section: &Section, lang: Lang) {
    let number = |count: Option<usize>| {
        count.and_then(|n| u32::try_from(n).ok()).map_or(Cell::Empty, |n| Cell::Number(f64::from(n)))
    };
    for chart in section.charts.iter().chain(&section.split) {
        for bar in &chart.bars {
            for (group, count) in chart.series.iter().zip(&bar.counts) {
                let group = if group.is_empty() { lang.both("iedereen", "everybody") } else { group };
                sheet.push([
                    Cell::Number(f64::from(section.version)),
                    Cell::Text(chart.title.clone()),
                    Cell::Text(group.to_owned()),
                    Cell::Text(bar.label.clone()),
                    number(*count),
                ]);
            }
        }
    }
    for (question, texts) in &section.words {
        for text in texts {
            sheet.push([
                Cell::Number(f64::from(section.version)),
                Cell::Text(question.clone()),
                Cell::Text(lang.both("iedereen", "everybody").to_owned()),
                Cell::Text(text.clone()),
                Cell::Empty,
            ]);
        }
    }
}
