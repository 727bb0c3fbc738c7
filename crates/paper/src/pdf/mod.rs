//! From a document to a PDF that can be kept for decades and read aloud.
//!
//! The words of a document travel as data beside a fixed template; no markup is ever put together from them.

mod content;
mod letters;
mod world;

use crate::{Document, Error};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

impl Document {
    /// The document as PDF/A-2a, tagged for who reads by ear, with its fonts inside. A document with at least one heading is PDF/UA-1
    /// as well; that norm wants a list of headings, and a document without has none to give. The same document gives the same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        let content = content::of(self);
        let data = serde_json::to_vec(&content).map_err(|_| Error::Layout)?;
        let world = world::Desk::with(data).ok_or(Error::Layout)?;
        let outcome = typst::compile::<PagedDocument>(&world).output;
        let written = match outcome {
            // What the compiler says about it may quote the document, so it goes no further.
            Err(_) => Err(Error::Layout),
            Ok(pages) => self
                .options(content.has_headings())
                .and_then(|options| typst_pdf::pdf(&pages, &options).map_err(|_| Error::Archive)),
        };
        // The compiler remembers every page it ever laid out, to be quick the next time. Here that would be somebody's letter.
        typst::comemo::evict(0);
        written
    }

    fn options(&self, headings: bool) -> Result<PdfOptions, Error> {
        let norms: &[PdfStandard] =
            if headings { &[PdfStandard::A_2a, PdfStandard::Ua_1] } else { &[PdfStandard::A_2a] };
        let made = Datetime::from_ymd(
            self.made.year().into(),
            self.made.month().unsigned_abs(),
            self.made.day().unsigned_abs(),
        );
        Ok(PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("Casustafel".to_owned())),
            timestamp: Some(Timestamp::new_utc(made.ok_or(Error::Archive)?)),
            standards: PdfStandards::new(norms).map_err(|_| Error::Archive)?,
            ..PdfOptions::default()
        })
    }
}
