//! The extract as it is read: by who lets it go, and by who reviews.

use crate::review::extract::{Entry, Extract, Named, Passage, kind_says};
use kernel::{Lang, Prose, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::AgencyKind;

/// A kind of organisation that sits or sat there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewParty")]
struct PartyView {
    kind: Say,
    third: bool,
    ground: Option<Say>,
    since: ShownDay,
    until: Option<ShownDay>,
}

/// Something that was written.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewPassage")]
struct PassageView {
    no: u32,
    heading: Say,
    /// Nothing where it was struck out.
    text: Option<String>,
}

/// A decision, or a look back.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewEntry")]
struct EntryView {
    sort: Say,
    on: ShownDay,
    by: String,
    outcome: Option<Say>,
    review: Option<ShownDay>,
    passages: Vec<PassageView>,
}

/// The extract on a page.
#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "review/pages/extract.html")]
#[schemars(rename = "ReviewExtract")]
pub(crate) struct ExtractView {
    #[serde(skip)]
    lang: Lang,
    law: Say,
    since: ShownDay,
    confirmed: Vec<ShownDay>,
    lapses: Option<ShownDay>,
    corrected: u32,
    parties: Vec<PartyView>,
    entries: Vec<EntryView>,
    older: u32,
    /// Whether the texts stand in a form below it.
    #[serde(skip)]
    written: bool,
}

impl askama::filters::HtmlSafe for ExtractView {}

fn kinds(kinds: &[AgencyKind], lang: Lang) -> String {
    let mut all: Vec<String> = kinds.iter().map(|kind| kind_says(*kind).to(lang).to_owned()).collect();
    all.dedup();
    all.join(", ")
}

impl ExtractView {
    /// Of this extract; without its texts where a form holds them.
    pub(crate) fn of(lang: Lang, extract: &Extract, written: bool) -> Self {
        let passage = |one: &Passage| PassageView {
            no: one.no,
            heading: one.part.says(),
            text: one.text.as_ref().map(Prose::to_string),
        };
        let entry = |one: &Entry| EntryView {
            sort: one.sort.says(),
            on: day_month_year(one.on),
            by: kinds(&one.by, lang),
            outcome: one.outcome.as_ref().map(Named::says),
            review: one.review.map(day_month_year),
            passages: one.passages.iter().map(passage).collect(),
        };
        let party = |one: &crate::review::Party| PartyView {
            kind: kind_says(one.kind),
            third: one.third,
            ground: one.ground.as_ref().map(Named::says),
            since: day_month_year(one.since),
            until: one.until.map(day_month_year),
        };
        Self {
            lang,
            law: extract.law.says(),
            since: day_month_year(extract.since),
            confirmed: extract.confirmed.iter().copied().map(day_month_year).collect(),
            lapses: extract.lapses.map(day_month_year),
            corrected: extract.corrected,
            parties: extract.parties.iter().map(party).collect(),
            entries: extract.entries.iter().map(entry).collect(),
            older: extract.older,
            written,
        }
    }
}
