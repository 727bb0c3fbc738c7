//! The result note: what the session was for, what was shared in it, and what was agreed. On a page and on paper, from the same record.

use super::{
    agreed::{AgreementShown, agreements},
    outcome::{self, OutcomeShown},
};
use crate::places;
use crate::{
    directory,
    session::{Fate, Outcome, ReadNote},
};
use kernel::{Lang, Say, ShownDay, crowd, day_month_year};
use paper::{Document, Language, Level, Table};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Download, Filled, Page, Trouble, Visit};

#[derive(Serialize, JsonSchema)]
struct StepNote {
    number: usize,
    title: String,
    voice: Option<String>,
    answered: Option<String>,
    happened: Vec<String>,
    outcome: OutcomeShown,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "session/pages/note.html")]
pub(super) struct NotePage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    pdf: String,
    title: String,
    aim: String,
    reference: String,
    shape: String,
    on: ShownDay,
    house: String,
    agreements: Vec<AgreementShown>,
    steps: Vec<StepNote>,
    skipped: Vec<String>,
}

fn note(visit: &Visit<ReadNote>) -> Result<NotePage, Trouble> {
    let (session, ask) = (visit.dossier(), &visit.ask);
    let (lang, plan) = (ask.lang, session.plan().ok_or(Trouble::Denied)?);
    let ran = |n: usize| session.turns().get(n).is_some_and(|t| t.since.is_some());
    let step = |n: usize| {
        let (step, kept) = (session.steps().get(n)?, session.record().get(n)?);
        let answered = (kept.outcome != Outcome::Nothing).then(|| crowd::answers_say(kept.answered));
        Some(StepNote {
            number: n + 1,
            title: step.title.to(lang).to_owned(),
            voice: step.voice.map(|v| v.says().to(lang).to_owned()),
            answered: answered.map(|s| s.to(lang).to_owned()),
            happened: session.injected_in(n).map(|w| w.to(lang).to_owned()).collect(),
            outcome: outcome::shown(session, n, kept.outcome.clone(), lang),
        })
    };
    let passed = session.steps().iter().zip(session.turns()).filter(|(_, t)| match t.fate {
        Fate::Skipped | Fate::Waiting => true,
        Fate::Open | Fate::Closed => false,
    });
    Ok(NotePage {
        lang,
        back: places::SESSIONS.of(visit.id()),
        pdf: places::SESSIONS.under(visit.id(), "/uitkomst.pdf"),
        title: plan.title.to_string(),
        aim: plan.aim.to_string(),
        reference: session.reference().to_string(),
        shape: plan.shape.says().to(lang).to_owned(),
        on: session.ended().map_or_else(|| day_month_year(plan.on), day_month_year),
        house: directory::house_name(&ask.directory, &plan.house),
        agreements: agreements(session, lang),
        steps: (0..session.steps().len()).filter(|n| ran(*n)).filter_map(step).collect(),
        skipped: passed.map(|(s, _)| s.title.to(lang).to_owned()).collect(),
    })
}

/// On a page.
pub(super) async fn show(visit: Visit<ReadNote>, _: Filled) -> Result<Page<NotePage>, Trouble> {
    let body = note(&visit)?;
    Ok(Page::of(&visit.ask, Say::of("Uitkomst van de sessie", "Result of the session"), body))
}

/// On paper.
pub(super) async fn print(visit: Visit<ReadNote>) -> Result<Download, Trouble> {
    let note = note(&visit)?;
    let name = format!("uitkomst-{}.pdf", note.reference);
    let mut document = document(&visit.ask, &note);
    if let Some(plan) = visit.dossier().plan() {
        document = document.in_the_look_of(&plan.house);
    }
    web::print(name, document).await
}

fn document(ask: &Ask, note: &NotePage) -> Document {
    let lang = ask.lang;
    let language = match lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let mut paper = Document::new(&note.title, language, ask.today)
        .subtitle(&note.shape)
        .reference(&note.reference)
        .author(&note.house)
        .about(lang.both("Dag", "Day"), note.on)
        .about(lang.both("Huis", "House"), &note.house);
    paper.paragraph(&note.aim);
    paper.chapter(lang.both("Afspraken", "Agreements"));
    if note.agreements.is_empty() {
        paper.paragraph(lang.both("Er is niets afgesproken.", "Nothing was agreed."));
    } else {
        let head = [lang.both("Wat", "What"), lang.both("Wie", "Who"), lang.both("Wanneer", "When")];
        let mut table = Table::new(head);
        for one in &note.agreements {
            let what = one.under.as_ref().map_or_else(|| one.what.clone(), |u| format!("{}\n({u})", one.what));
            table.push([what.as_str(), &one.who, &one.by.to_string()]);
        }
        paper.table(table);
    }
    paper.chapter(lang.both("Wat er gedeeld is", "What was shared"));
    for step in &note.steps {
        shared(&mut paper, step, lang);
    }
    if !note.skipped.is_empty() {
        paper.chapter(lang.both("Overgeslagen", "Passed over"));
        paper.bullets(note.skipped.clone());
    }
    paper
}

fn shared(paper: &mut Document, step: &StepNote, lang: Lang) {
    let (outcome, some) = (&step.outcome, step.answered.is_some() || !step.happened.is_empty());
    if !some {
        return;
    }
    paper.heading(Level::Section, format!("{}. {}", step.number, step.title));
    for text in &step.happened {
        paper.note(text);
    }
    let told = [step.answered.clone(), step.voice.clone()].into_iter().flatten().collect::<Vec<_>>().join(". ");
    if !told.is_empty() {
        paper.paragraph(format!("{told}."));
    }
    if let Some(says) = &outcome.says {
        paper.paragraph(says);
    }
    for counted in &outcome.counted {
        if counted.bars.is_empty() {
            if let Some(about) = &counted.about {
                paper.heading(Level::Point, about);
            }
            paper.paragraph(&counted.says);
            continue;
        }
        let number = counted.number.as_deref().unwrap_or(lang.both("Hoeveel", "How many"));
        let mut table = Table::new([lang.both("Antwoord", "Answer"), number]);
        if let Some(about) = &counted.about {
            table = table.caption(about);
        }
        for bar in &counted.bars {
            table.push([bar.label.clone(), bar.share.clone()]);
        }
        paper.table(table);
    }
    for pile in &outcome.piles {
        if let Some(name) = &pile.name {
            paper.heading(Level::Point, name);
        }
        let signed =
            |n: &outcome::NoteShown| n.by.as_ref().map_or_else(|| n.text.clone(), |by| format!("{} ({by})", n.text));
        paper.bullets(pile.notes.iter().map(signed).collect::<Vec<_>>());
    }
}
