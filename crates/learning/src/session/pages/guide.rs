//! The guide of who leads, on paper: the whole programme with what the room sees, what phones ask, and what only who leads reads.

use crate::session::{Cue, Part, Plan, ReadSession, RewriteSession, Script, Step, Words};
use crate::{directory, places};
use kernel::{Lang, day_month_year};
use paper::{Document, Language, Level, Table};
use web::{Download, Trouble, Visit};

/// Where it is fetched, for who leads and while there is something to lead.
pub(super) fn address(visit: &Visit<ReadSession>) -> Option<String> {
    visit.may::<RewriteSession>().then(|| places::SESSIONS.under(visit.id(), "/draaiboek.pdf"))
}

/// On paper. Who reads along gets none: it holds the cards of all parts and what a facilitator expects.
pub(super) async fn print(visit: Visit<ReadSession>) -> Result<Download, Trouble> {
    if !visit.may::<RewriteSession>() {
        return Err(Trouble::Denied);
    }
    let (session, ask) = (visit.dossier(), &visit.ask);
    let plan = session.plan().ok_or(Trouble::Denied)?;
    let language = match ask.lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let house = directory::house_name(&ask.directory, &plan.house);
    let mut paper = Document::new(plan.title.to_string(), language, ask.today)
        .subtitle(ask.lang.both("Draaiboek voor wie leidt", "Guide for who leads"))
        .reference(session.reference().to_string())
        .author(&house)
        .about(ask.lang.both("Dag", "Day"), day_month_year(plan.on))
        .about(ask.lang.both("Duur", "Takes"), format!("{} {}", plan.minutes(), ask.lang.both("minuten", "minutes")))
        .in_the_look_of(&plan.house);
    write(&mut paper, plan, ask.lang);
    web::print(format!("draaiboek-{}.pdf", session.reference()), paper).await
}

fn write(paper: &mut Document, plan: &Plan, lang: Lang) {
    paper.paragraph(plan.aim.to_string());
    cues(paper, &plan.script, lang);
    paper.chapter(lang.both("Het programma", "The programme"));
    let head =
        [lang.both("Stap", "Step"), lang.both("Wat er gebeurt", "What happens"), lang.both("Minuten", "Minutes")];
    let mut table = Table::new(head);
    for (n, step) in plan.steps.iter().enumerate() {
        let title = format!("{}. {}", n + 1, step.title.to(lang));
        table.push([title.as_str(), step.kind.says().to(lang), &step.minutes.to_string()]);
    }
    paper.table(table);
    for (n, one) in plan.steps.iter().enumerate() {
        step(paper, n, one, lang);
    }
    listed(paper, lang.both("Wat er kan gebeuren", "What may happen"), &plan.surprises, lang);
    if !plan.parts.is_empty() {
        paper.chapter(lang.both("De kaarten", "The cards"));
        for Part { seat, card } in &plan.parts {
            paper.heading(Level::Section, seat.to(lang));
            paper.paragraph(card.to(lang));
        }
    }
}

fn step(paper: &mut Document, n: usize, step: &Step, lang: Lang) {
    paper.heading(Level::Section, format!("{}. {}", n + 1, step.title.to(lang)));
    let voice = step.voice.map(|v| format!(", {}", v.says().to(lang).to_lowercase())).unwrap_or_default();
    let minutes = lang.both("minuten", "minutes");
    paper.paragraph(format!("{}, {} {minutes}{voice}.", step.kind.says().to(lang), step.minutes));
    labelled(paper, lang.both("De zaal leest", "The room reads"), step.prompt.to(lang));
    if let Some(asks) = &step.asks {
        labelled(paper, lang.both("De telefoon vraagt", "The phone asks"), asks.to(lang));
    }
    if !step.items.is_empty() {
        paper.bullets(step.items.iter().map(|w| w.to(lang).to_owned()).collect::<Vec<_>>());
    }
    cues(paper, &step.script, lang);
}

fn cues(paper: &mut Document, script: &Script, lang: Lang) {
    for (cue, words) in script {
        let text = words.to(lang);
        match cue {
            Cue::Say => _ = paper.note(text),
            Cue::Ready | Cue::Timing | Cue::Expect | Cue::Quiet | Cue::Hostile | Cue::Debrief | Cue::Law => {
                labelled(paper, cue.says().to(lang), text);
            }
        }
    }
}

fn labelled(paper: &mut Document, label: &str, text: &str) {
    paper.paragraph(format!("{label}: {text}"));
}

fn listed(paper: &mut Document, head: &str, all: &[Words], lang: Lang) {
    if !all.is_empty() {
        paper.chapter(head);
        paper.bullets(all.iter().map(|w| w.to(lang).to_owned()).collect::<Vec<_>>());
    }
}
