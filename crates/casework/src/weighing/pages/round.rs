//! One time round the table: the views side by side per criterion, and the judgement that came of them.

use crate::table::{AuthorSays, KeySays, Keys, Lack, Parts};
use crate::weighing::{Criterion, Finding, Judgement, Round, Text, View, Weighing};
use kernel::{Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::Ask;

/// One question with what each organisation says on it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Compared {
    pub(super) heading: String,
    pub(super) cells: Vec<Cell>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ViewCell")]
pub(super) struct Cell {
    pub(super) agency: String,
    /// Nothing where it said that it does not know, or that there is none.
    pub(super) text: Option<String>,
    pub(super) none: String,
}

/// A judgement as headings with texts.
#[derive(Serialize, JsonSchema)]
pub(super) struct Judged {
    /// Its place on the page.
    #[serde(skip)]
    pub(super) id: String,
    pub(super) outcome: String,
    /// Who wrote it.
    pub(super) by: AuthorSays,
    pub(super) on: ShownDay,
    /// Who signed it.
    pub(super) keys: Vec<KeySays>,
    pub(super) parts: Vec<(String, String)>,
    /// On which day they look at it again.
    pub(super) review: Option<ShownDay>,
    /// What it goes without, in words.
    pub(super) without: Vec<String>,
    /// Where the texts before it are, when there are any.
    pub(super) earlier: Option<String>,
}

/// One time round the table.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoundShown {
    pub(super) began: ShownDay,
    /// Who handed in each view.
    pub(super) authors: Vec<AuthorSays>,
    pub(super) compared: Vec<Compared>,
    pub(super) judged: Option<Judged>,
    pub(super) disagreements: Vec<(AuthorSays, String)>,
}

fn compare(ask: &Ask, weighing: &Weighing, round: &Round) -> (Vec<AuthorSays>, Vec<Compared>) {
    let views = weighing.views_of(round, &ask.actor.agency.id);
    let lang = ask.lang;
    let unknown = Say::of("Niet bekend", "Not known").to(lang).to_owned();
    let nothing = Say::of("Niets", "Nothing").to(lang).to_owned();
    let authors: Vec<AuthorSays> = views.iter().map(|v| AuthorSays::of(ask, &v.by)).collect();
    let row = |heading: Say, none: &str, text: &dyn Fn(&View) -> Option<String>| Compared {
        heading: heading.to(lang).to_owned(),
        cells: views
            .iter()
            .map(|v| Cell {
                agency: ask.directory.agency_name(&v.by.agency),
                text: text(&v.view),
                none: none.to_owned(),
            })
            .collect(),
    };
    if views.is_empty() {
        return (authors, Vec::new());
    }
    let mut rows: Vec<Compared> = Criterion::ALL
        .into_iter()
        .map(|c| row(c.says(), &unknown, &|v| v.criteria.on(c).text().map(ToString::to_string)))
        .collect();
    if views.iter().any(|v| v.view.extra.is_some()) {
        let extra = |v: &View| v.extra.as_ref().map(|e| format!("{}: {}", e.name, e.text));
        rows.push(row(Say::of("Eigen criterium", "Own criterion"), &nothing, &extra));
    }
    rows.push(row(Say::of("Samenhang", "How it fits together"), &nothing, &|v| Some(v.overall.to_string())));
    rows.push(row(Say::of("Wat ontbreekt", "What is missing"), &nothing, &|v| {
        v.missing.as_ref().map(ToString::to_string)
    }));
    rows.push(row(Say::of("Andere verklaring", "Other explanation"), &nothing, &|v| {
        Some(super::ask_texts::joined(&v.alternatives))
    }));
    rows.push(row(Say::of("Neigt naar", "Leans towards"), &nothing, &|v| Some(v.reading.to_string())));
    if views.iter().any(|v| !v.added.is_empty()) {
        let added = |v: &crate::weighing::HandedIn| -> Option<String> {
            let says = |a: &crate::weighing::Addition| {
                format!("{}, {}: {}", AuthorSays::of(ask, &a.by).line(), day_month_year(a.on), a.text)
            };
            (!v.added.is_empty()).then(|| v.added.iter().map(says).collect::<Vec<_>>().join("\n"))
        };
        let cells = views.iter().map(|v| Cell {
            agency: ask.directory.agency_name(&v.by.agency),
            text: added(v),
            none: nothing.clone(),
        });
        let heading =
            Say::of("Aangevuld na een verbetering of een nieuw feit", "Added after a correction or a new fact");
        rows.push(Compared { heading: heading.to(lang).to_owned(), cells: cells.collect() });
    }
    (authors, rows)
}

/// A judgement as headings with texts, without its outcome and its day.
pub(super) fn parts(lang: Lang, j: &Judgement) -> Parts {
    let unknown = Say::of("Niet bekend", "Not known");
    let none = Say::of("Geen", "None");
    let mut parts = Parts::new();
    let mut part = |heading: Say, text: String| parts.push((heading.to(lang).to_owned(), text));
    let or_none = |text: Option<&Note>| text.map_or_else(|| none.to(lang).to_owned(), ToString::to_string);
    part(Say::of("Vraag", "Question"), j.decision.question.to_string());
    part(Say::of("Feiten waar dit op rust", "Facts it rests on"), j.facts.to_string());
    for criterion in Criterion::ALL {
        let text = match j.criteria.on(criterion) {
            Finding::Known(text) => text.to_string(),
            Finding::NotKnown => unknown.to(lang).to_owned(),
        };
        part(criterion.says(), text);
    }
    if let Some(extra) = &j.extra {
        part(Say::made(extra.name.to_string(), extra.name.to_string()), extra.text.to_string());
    }
    part(Say::of("Overwegingen", "Considerations"), j.decision.considerations.to_string());
    part(Say::of("Andere verklaringen", "Other explanations"), super::ask_texts::joined(&j.alternatives));
    part(
        Say::of("Wat had er nog meer gekund", "What else was possible"),
        super::ask_texts::joined(&j.decision.options),
    );
    part(Say::of("Niet zwaarder dan nodig", "No more than needed (proportionality)"), j.proportionality.to_string());
    part(
        Say::of("Waarom iets lichters niet genoeg is", "Why something lighter is not enough (subsidiarity)"),
        j.subsidiarity.to_string(),
    );
    part(Say::of("Wat ontbreekt", "What is missing"), or_none(j.missing.as_ref()));
    part(Say::of("Wie het anders ziet", "Who sees it differently"), or_none(j.decision.dissent.as_ref()));
    part(Say::of("Wat wij van elkaar verwachten", "What we expect of each other"), j.decision.expectation.to_string());
    part(Say::of("Grond", "Ground"), j.decision.ground.to_string());
    parts
}

fn judged(ask: &Ask, text: &Text, keys: &Keys) -> Judged {
    let (lang, j) = (ask.lang, &text.judgement);
    Judged {
        id: String::new(),
        outcome: j.decision.outcome.says().to(lang).to_owned(),
        by: AuthorSays::of(ask, &text.by),
        on: day_month_year(text.on),
        keys: KeySays::all(ask, keys),
        parts: parts(lang, j),
        review: j.decision.review.map(day_month_year),
        without: Lack::tell(&j.decision.lacks(), lang),
        earlier: None,
    }
}

/// The views and the judgement, as far as this reader may see them.
pub(super) fn shown(ask: &Ask, weighing: &Weighing, (home, round): (&str, &Round)) -> RoundShown {
    let (authors, compared) = compare(ask, weighing, round);
    let last = round.texts.last();
    let nth = weighing.rounds().iter().position(|r| std::ptr::eq(r, round)).unwrap_or_default();
    RoundShown {
        began: day_month_year(round.began),
        authors,
        compared,
        judged: last.map(|text| Judged {
            id: format!("judgement-{nth}"),
            earlier: weighing.was_rewritten().then(|| format!("{home}/oordeel/versies")),
            ..judged(ask, text, &round.keys)
        }),
        disagreements: round.disagreements.iter().map(|d| (AuthorSays::of(ask, &d.by), d.reason.to_string())).collect(),
    }
}

/// The views alone, for the page on which the judgement is written.
pub(super) fn views_only(ask: &Ask, weighing: &Weighing, round: &Round) -> RoundShown {
    let (authors, compared) = compare(ask, weighing, round);
    RoundShown { began: day_month_year(round.began), authors, compared, judged: None, disagreements: Vec::new() }
}
