//! What is shown only when somebody asks for it, so that the asking is in the book: a BSN, a shielded reporter.

use crate::places;
use crate::signal::acts::{RevealBsn, RevealReporter};
use askama::Template;
use kernel::{Lang, Say};
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

#[derive(Template, Serialize)]
#[template(path = "signal/pages/reveal.html")]
struct Reveal {
    #[serde(skip)]
    lang: Lang,
    back: String,
    title: Say,
    lines: Vec<String>,
}

pub(super) async fn bsn(visit: Visit<RevealBsn>, _: Filled) -> Result<Page, Trouble> {
    let bsn = visit.dossier().intake().and_then(|intake| intake.subject.bsn());
    let title = Say::of("BSN", "BSN");
    let lines = bsn.map(|bsn| bsn.reveal().to_owned()).into_iter().collect();
    let body = Reveal { lang: visit.ask.lang, back: places::SIGNALS.of(visit.id()), title: title.clone(), lines };
    Ok(Page::of(&visit.ask, title, body))
}

pub(super) async fn reporter(visit: Visit<RevealReporter>, _: Filled) -> Result<Page, Trouble> {
    let title = Say::of("Wie meldde het?", "Who reported it?");
    let lines = visit.dossier().intake().map_or_else(Vec::new, |intake| {
        [&intake.reporter.name, &intake.reporter.contact].into_iter().flatten().map(ToString::to_string).collect()
    });
    let body = Reveal { lang: visit.ask.lang, back: places::SIGNALS.of(visit.id()), title: title.clone(), lines };
    Ok(Page::of(&visit.ask, title, body))
}
