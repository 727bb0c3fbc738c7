//! What is shown only when somebody asks for it, so that the asking is in the book: a BSN, a shielded reporter.

use crate::places;
use crate::signal::{
    Change, Reporter,
    acts::{RevealBsn, RevealReporter},
};
use askama::Template;
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "signal/pages/reveal.html")]
pub(super) struct Reveal {
    #[serde(skip)]
    lang: Lang,
    back: String,
    title: Say,
    lines: Vec<String>,
    /// What stood here before it was put right, the latest first.
    earlier: Vec<String>,
}

pub(super) async fn bsn(visit: Visit<RevealBsn>, _: Filled) -> Result<Page<Reveal>, Trouble> {
    let was = |change: &Change| match change {
        Change::Number { bsn } => bsn.as_ref().map(|bsn| bsn.reveal().to_owned()),
        Change::Subject { .. }
        | Change::Place { .. }
        | Change::Reading { .. }
        | Change::Urgency { .. }
        | Change::Ideologies { .. }
        | Change::Channel { .. }
        | Change::Contact { .. }
        | Change::Reporter { .. }
        | Change::Fact { .. }
        | Change::Withdrawn { .. } => None,
    };
    let earlier = visit.dossier().corrections().iter().rev().filter_map(|c| was(&c.was)).collect();
    let bsn = visit.dossier().intake().and_then(|intake| intake.subject.bsn());
    let title = Say::of("BSN", "BSN");
    let lines = bsn.map(|bsn| bsn.reveal().to_owned()).into_iter().collect();
    let body =
        Reveal { lang: visit.ask.lang, back: places::SIGNALS.of(visit.id()), title: title.clone(), lines, earlier };
    Ok(Page::of(&visit.ask, title, body))
}

fn who(reporter: &Reporter) -> Vec<String> {
    [&reporter.name, &reporter.contact].into_iter().flatten().map(ToString::to_string).collect()
}

pub(super) async fn reporter(visit: Visit<RevealReporter>, _: Filled) -> Result<Page<Reveal>, Trouble> {
    let title = Say::of("Wie meldde het?", "Who reported it?");
    let lines = visit.dossier().intake().map_or_else(Vec::new, |intake| who(&intake.reporter));
    let was = |change: &Change| match change {
        Change::Reporter { reporter } => Some(who(reporter).join(", ")).filter(|text| !text.is_empty()),
        Change::Subject { .. }
        | Change::Number { .. }
        | Change::Place { .. }
        | Change::Reading { .. }
        | Change::Urgency { .. }
        | Change::Ideologies { .. }
        | Change::Channel { .. }
        | Change::Contact { .. }
        | Change::Fact { .. }
        | Change::Withdrawn { .. } => None,
    };
    let earlier = visit.dossier().corrections().iter().rev().filter_map(|c| was(&c.was)).collect();
    let back = places::SIGNALS.of(visit.id());
    let body = Reveal { lang: visit.ask.lang, back, title: title.clone(), lines, earlier };
    Ok(Page::of(&visit.ask, title, body))
}
