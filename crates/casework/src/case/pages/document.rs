//! One document, as the house shows it: text as text, anything else as pictures that the press draws anew, one page at a time. What somebody
//! sent is never handed out as it came.

use super::documents::number;
use super::filed::{one_place, place};
use super::paper::{begin, file};
use crate::case::{Case, Document, ReadDocument, Sort, StateTaking, TakeDocument, text};
use crate::places::CASES;
use askama::Template;
use kernel::{Lang, Refusal, Say, day_month_year};
use paper::Original;
use schemars::JsonSchema;
use serde::Serialize;
use vault::Act;
use web::{Added, Ask, Download, Filled, Page, Trouble, Visit, print};

/// So many bytes of a text stand on one page.
const ON_A_PAGE: usize = 16_000;
/// The longest text that goes along on paper, in bytes.
const ON_PAPER: usize = 200_000;

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/document.html")]
pub(super) struct DocumentPage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    name: String,
    sort: String,
    page: u32,
    pages: u32,
    /// The words of a text.
    text: Option<String>,
    /// Where the picture of this page is.
    picture: Option<String>,
    #[serde(skip)]
    before: Option<String>,
    #[serde(skip)]
    after: Option<String>,
    /// Where it is taken along, for who may and whose organisation stated what for.
    take: Option<String>,
    /// Where that is stated, where nobody did.
    state: Option<String>,
}

/// The document in the address with its bytes, for who may open it.
async fn opened<A: Act<On = Case>>(visit: &Visit<A>) -> Result<(Document, Vec<u8>), Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let no = number(ask)?;
    let document = case.document_for(&ask.actor.agency.id, ask.today, no).ok_or(Trouble::Denied)?.clone();
    let bytes = visit.seen.file(document.no).await?.ok_or(Trouble::Denied)?;
    Ok((document, bytes))
}

fn original(sort: Sort) -> Option<Original> {
    match sort {
        Sort::Pdf => Some(Original::Pdf),
        Sort::Png => Some(Original::Png),
        Sort::Jpeg => Some(Original::Jpeg),
        Sort::Text => None,
    }
}

/// Which page is asked for; the first is 1.
fn page_asked(ask: &Ask) -> usize {
    ask.query.first("bladzijde").and_then(|page| page.parse().ok()).unwrap_or(1).max(1)
}

/// Shows a page of it.
pub(super) async fn show(visit: Visit<ReadDocument>, _: Filled) -> Result<Page<DocumentPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (document, bytes) = opened(&visit).await?;
    let here = one_place(visit.id(), document.no);
    let asked = page_asked(ask);
    let (pages, words) = match original(document.sort) {
        Some(sort) => (Added::of(sort, bytes).pages().await?.unwrap_or(0), None),
        None => {
            let all = text(&bytes).unwrap_or_default();
            let leaves = leaves(&all);
            let (count, page) = (u32::try_from(leaves.len()).unwrap_or(u32::MAX), asked.min(leaves.len()));
            (count, leaves.get(page - 1).map(ToString::to_string))
        }
    };
    let page = u32::try_from(asked).unwrap_or(u32::MAX).clamp(1, pages.max(1));
    let to = |page: u32| format!("{here}?bladzijde={page}");
    let drawn = words.is_none() && pages > 0;
    let me = &ask.actor.agency.id;
    let takes = visit.may::<TakeDocument>() && !case.is_third(me) && pages > 0;
    let stated = case.outgoing.of(me).is_some();
    let body = DocumentPage {
        lang: ask.lang,
        back: place(visit.id(), document.item),
        reference: case.opening.as_ref().map(|o| o.reference.to_string()).unwrap_or_default(),
        name: document.name.to_string(),
        sort: document.sort.says().to(ask.lang).to_owned(),
        page,
        pages,
        text: words,
        picture: drawn.then(|| format!("{here}/blad?bladzijde={page}")),
        before: (page > 1).then(|| to(page - 1)),
        after: (page < pages).then(|| to(page + 1)),
        take: (takes && stated).then(|| format!("{here}/document.pdf")),
        state: (takes && !stated && visit.may::<StateTaking>()).then(|| CASES.under(visit.id(), "/meenemen")),
    };
    Ok(Page::of(ask, Say::of("Document", "Document"), body))
}

/// A text in parts that a page holds, cut where a line ends.
fn leaves(text: &str) -> Vec<&str> {
    let (mut all, mut rest) = (Vec::new(), text);
    while rest.len() > ON_A_PAGE {
        let most = rest.floor_char_boundary(ON_A_PAGE);
        let (fits, _) = rest.split_at(most);
        let cut = fits.rfind('\n').map_or(most, |line| line + 1);
        let (leaf, more) = rest.split_at(cut);
        all.push(leaf);
        rest = more;
    }
    all.push(rest);
    all
}

/// The picture of one page.
pub(super) async fn picture(visit: Visit<ReadDocument>) -> Result<Download, Trouble> {
    let (document, bytes) = opened(&visit).await?;
    let page = u32::try_from(page_asked(&visit.ask)).map_err(|_| Trouble::Denied)?;
    let sort = original(document.sort).ok_or(Trouble::Denied)?;
    let picture = Added::of(sort, bytes).picture(page).await?.ok_or(Trouble::Denied)?;
    Ok(Download::picture(format!("bladzijde-{page}.png"), picture))
}

const TITLE: Say = Say::of("Document uit een casus", "Document from a case");
const UNTAKEN: Refusal = Refusal::of(
    "Dit document kan niet mee: het is te lang of niet te tekenen. Lezen op het scherm kan wel.",
    "This document cannot be taken along: it is too long, or it cannot be drawn. Reading on the screen is possible.",
);

/// Takes it along: made anew, with across every page who takes it, on which day, out of which case.
pub(super) async fn take(visit: Visit<TakeDocument>) -> Result<Download, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (document, bytes) = opened(&visit).await?;
    let mut paper = begin(&visit, &TITLE)?.about(ask.lang.both("Document", "Document"), document.name.as_str());
    paper.one_page = false;
    let paper = paper.across(across(ask, case));
    let name = file("document", case);
    match original(document.sort) {
        Some(sort) => Added::of(sort, bytes).print(name, paper).await?.ok_or(UNTAKEN.into()),
        None if bytes.len() > ON_PAPER => Err(UNTAKEN.into()),
        None => {
            let mut paper = paper;
            paper.paragraph(text(&bytes).unwrap_or_default());
            print(name, paper).await
        }
    }
}

/// Who takes it, on which day, out of which case.
fn across(ask: &Ask, case: &Case) -> String {
    let reference = case.opening.as_ref().map(|o| o.reference.to_string()).unwrap_or_default();
    let agency = ask.directory.agency_name(&ask.actor.agency.id);
    format!("{} · {agency} · {} · {reference}", ask.actor.name, day_month_year(ask.today))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_where_a_line_ends_and_nothing_of_it_is_lost() {
        let lines: String = (0..4_000).map(|n| format!("regel {n} met een é\n")).collect();
        let all = leaves(&lines);
        assert!(
            all.len() > 2 && all.iter().all(|leaf| leaf.len() <= ON_A_PAGE && leaf.ends_with('\n') | leaf.is_empty())
        );
        assert_eq!(all.concat(), lines);
        let without = "é".repeat(30_000);
        assert_eq!(leaves(&without).concat(), without);
        assert_eq!(leaves(""), [""]);
    }
}
