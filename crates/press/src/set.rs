//! From a document to a PDF that can be kept for decades and read aloud.
//!
//! The words of a document travel as data beside a fixed template; no markup is ever put together from them.

use crate::{content, face::Face, world};
use paper::{Document, Error};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

const TEMPLATE: &str = include_str!("template.typ");

/// The document as PDF/A-2a, tagged for who reads by ear, with its fonts inside. A document with at least one heading is PDF/UA-1 as
/// well; that norm wants a list of headings, and a document without has none to give. The same document gives the same bytes.
pub(crate) fn pdf(document: &Document, pictures: &[Vec<u8>], face: Face) -> Result<Vec<u8>, Error> {
    let mut content = content::of(document, pictures.len(), face);
    let mut pages = set(&content, pictures)?;
    if document.one_page && pages.pages().len() > 1 {
        let whole = pages;
        pages = smaller(&mut content, pictures)?.unwrap_or(whole);
    }
    let options = options(document, content.has_headings())?;
    typst_pdf::pdf(&pages, &options).map_err(|_| Error::Archive)
}

/// The letters in which a document that does not fit on one page is tried again, in points. Below the last nobody reads with ease.
const SIZES: [f32; 5] = [11.0, 10.5, 10.0, 9.5, 9.0];

/// The document on one page with less white and the largest letter in which it fits, if there is one.
fn smaller(content: &mut content::Content, pictures: &[Vec<u8>]) -> Result<Option<PagedDocument>, Error> {
    content.narrow = true;
    for size in SIZES {
        content.size = size;
        let pages = set(content, pictures)?;
        if pages.pages().len() == 1 {
            return Ok(Some(pages));
        }
    }
    Ok(None)
}

fn set(content: &content::Content, pictures: &[Vec<u8>]) -> Result<PagedDocument, Error> {
    let world = desk(content, pictures).ok_or(Error::Layout)?;
    // What the compiler says about a mistake may quote the document, so it goes no further.
    typst::compile::<PagedDocument>(&world).output.map_err(|_| Error::Layout)
}

/// The template, the content, and pictures that it calls by their number.
fn desk(content: &content::Content, pictures: &[Vec<u8>]) -> Option<world::Desk> {
    let data = serde_json::to_vec(content).ok()?;
    let mut desk = world::Desk::reading("template.typ", TEMPLATE)?.with("content.json", data)?;
    for (no, picture) in (1..).zip(pictures) {
        let no: usize = no;
        desk = desk.with(&format!("{no}.png"), picture.clone())?;
    }
    Some(desk)
}

fn options(document: &Document, headings: bool) -> Result<PdfOptions, Error> {
    let norms: &[PdfStandard] = if headings { &[PdfStandard::A_2a, PdfStandard::Ua_1] } else { &[PdfStandard::A_2a] };
    let made = document.made;
    let made = Datetime::from_ymd(made.year().into(), made.month().unsigned_abs(), made.day().unsigned_abs());
    Ok(PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Casustafel".to_owned())),
        timestamp: Some(Timestamp::new_utc(made.ok_or(Error::Archive)?)),
        standards: PdfStandards::new(norms).map_err(|_| Error::Archive)?,
        ..PdfOptions::default()
    })
}
