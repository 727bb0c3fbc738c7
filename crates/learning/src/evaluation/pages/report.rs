//! The report: as a PDF for who takes part, and as a page for everybody once it is public.

use super::read::{Told, told};
use crate::{
    chart::{Chart, Question},
    directory,
    evaluation::{
        Evaluation, Figure, Side,
        acts::{ReadEvaluation, ReadPublicReport},
    },
};
use askama::Template;
use kernel::{Date, Lang, Refusal, Say, ShownDay, day_month_year};
use paper::{Document, Language};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Directory;
use web::{Download, Filled, Page, Trouble, Visit};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "evaluation/pages/public.html")]
pub(super) struct Public {
    #[serde(skip)]
    lang: Lang,
    reference: String,
    question: String,
    houses: Vec<String>,
    from: ShownDay,
    until: ShownDay,
    commissioner: String,
    team: String,
    published: ShownDay,
    summary: String,
    approach: String,
    reflection: String,
    sides: Vec<(Say, Vec<Told>)>,
    advised: Vec<(u16, String)>,
    charts: Vec<Chart>,
    follow_ups: Vec<(ShownDay, String)>,
}

pub(super) async fn public(visit: Visit<ReadPublicReport>, _: Filled) -> Result<Page<Public>, Trouble> {
    let (one, ask) = (visit.dossier(), &visit.ask);
    let (Some(opening), Some(report), Some(day)) = (one.opening(), &one.report, one.published) else {
        return Err(Trouble::Denied);
    };
    let names = &*ask.directory;
    let body = Public {
        lang: ask.lang,
        reference: opening.reference.to_string(),
        question: opening.question.to_string(),
        houses: opening.houses.iter().map(|id| directory::house_name(names, id)).collect(),
        from: day_month_year(opening.from),
        until: day_month_year(opening.until),
        commissioner: names.agency_name(&opening.commissioner),
        team: names.agency_name(&opening.team),
        published: day_month_year(day),
        summary: report.summary.to_string(),
        approach: report.approach.to_string(),
        reflection: report.reflection.to_string(),
        sides: Side::ALL.iter().map(|side| (side.says(), told(one, *side))).collect(),
        advised: one.advised.iter().map(|a| (a.number, a.text.to_string())).collect(),
        charts: charts(one, ask.lang),
        follow_ups: one.follow_ups.iter().map(|f| (day_month_year(f.on), f.text.to_string())).collect(),
    };
    Ok(Page::of(ask, Say::made(opening.title.to_string(), opening.title.to_string()), body))
}

fn charts(one: &Evaluation, lang: Lang) -> Vec<Chart> {
    let chart = |(n, figure): (usize, &Figure)| {
        let (told, options) = figure.told();
        let told = vec![(String::new(), told)];
        let question = Question { title: figure.title.as_str(), told, options: &options, least: 0 };
        Chart::of(&format!("f{n}"), &question, lang)
    };
    one.figures.iter().enumerate().map(chart).collect()
}

pub(super) async fn pdf(visit: Visit<ReadEvaluation>) -> Result<Download, Trouble> {
    const NOT_YET: Refusal = Refusal::of("Er is nog geen verslag.", "There is no report yet.");
    let (one, ask) = (visit.dossier(), &visit.ask);
    let (Some(opening), true) = (one.opening(), one.report.is_some()) else {
        return Err(NOT_YET.into());
    };
    let document = document(one, &ask.directory, ask.lang, ask.today);
    web::print(format!("{}.pdf", opening.reference), document).await
}

fn document(one: &Evaluation, names: &Directory, lang: Lang, today: Date) -> Document {
    let language = if lang == Lang::Nl { Language::Dutch } else { Language::English };
    let title = one.opening().map(|o| o.title.to_string()).unwrap_or_default();
    let mut document = Document::new(title, language, today);
    if let Some(opening) = one.opening() {
        let houses: Vec<String> = opening.houses.iter().map(|id| directory::house_name(names, id)).collect();
        document = document
            .reference(opening.reference.as_str())
            .author(names.agency_name(&opening.team))
            .about(lang.both("Opdrachtgever", "Commissioner"), names.agency_name(&opening.commissioner))
            .about(lang.both("Huizen", "Houses"), houses.join(", "))
            .about(
                lang.both("Periode", "Period"),
                format!("{} - {}", day_month_year(opening.from), day_month_year(opening.until)),
            )
            .about(lang.both("Stand", "State"), one.state().says().to(lang));
        document.chapter(lang.both("De vraag", "The question")).paragraph(opening.question.as_str());
    }
    if let Some(report) = &one.report {
        document.chapter(lang.both("In het kort", "In short")).paragraph(report.summary.as_str());
        document.chapter(lang.both("Hoe is het gedaan?", "How was it done?")).paragraph(report.approach.as_str());
    }
    for side in [Side::GoesWell, Side::CouldBeBetter] {
        document.chapter(side.says().to(lang));
        for finding in told(one, side) {
            document.section(format!("{}. {}", finding.number, finding.theme)).paragraph(finding.text);
            document.bullets(finding.evidence.iter().map(|(source, note, _)| format!("{}: {note}", source.to(lang))));
        }
    }
    if !one.figures.is_empty() {
        document.chapter(lang.both("Uitkomsten", "Results"));
        for chart in charts(one, lang) {
            document.section(chart.title.as_str());
            if chart.bars.is_empty() {
                document.bullets(chart.series.into_iter().map(|series| series.says));
                continue;
            }
            let alternative = chart.alternative();
            let head = [lang.both("Antwoord", "Answer").to_owned(), chart.columns().concat()];
            document.chart(paper::Chart::new(chart.svg, alternative));
            let mut table = paper::Table::new(head);
            for bar in chart.bars {
                table.push([bar.label, bar.shares.concat()]);
            }
            document.table(table);
        }
    }
    document.chapter(lang.both("Aanbevelingen", "Recommendations"));
    document.numbered(one.advised.iter().map(|a| (a.number, a.text.as_str())));
    if let Some(report) = &one.report {
        document
            .chapter(lang.both("Wat betekent dit voor het samenwerken?", "What does this mean for working together?"));
        document.paragraph(report.reflection.as_str());
    }
    for follow_up in &one.follow_ups {
        let heading =
            format!("{} {}", lang.both("Opnieuw gemeten op", "Measured again on"), day_month_year(follow_up.on));
        document.chapter(heading).paragraph(follow_up.text.as_str());
    }
    document.note(lang.both(
        "Deze evaluatie geeft geen oordeel over een persoon of een organisatie.",
        "This evaluation gives no verdict on a person or an organisation.",
    ));
    document
}
