//! The open kind of file, as LibreOffice keeps it: four small files in an archive, after OpenDocument 1.3.

use super::{Cell, Sheet, clean};
use crate::Error;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>"#;

const OPENING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">
<office:automatic-styles>
<style:style style:name="column" style:family="table-column"><style:table-column-properties style:column-width="5cm"/></style:style>
<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="body" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>"#;

const CLOSING: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";

impl Sheet {
    /// The table as ODS, with its head bold and repeated on every printed page. Text is stored as text and is never a formula.
    pub fn ods(&self) -> Result<Vec<u8>, Error> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        // The standard wants the kind first and unpacked, so that it can be read without unpacking anything.
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let content = self.content();
        let files = [
            ("mimetype", KIND, plain),
            ("META-INF/manifest.xml", MANIFEST, packed),
            ("styles.xml", STYLES, packed),
            ("content.xml", &content, packed),
        ];
        for (name, text, options) in files {
            archive.start_file(name, options).map_err(|_| Error::Sheet)?;
            archive.write_all(text.as_bytes()).map_err(|_| Error::Sheet)?;
        }
        Ok(archive.finish().map_err(|_| Error::Sheet)?.into_inner())
    }

    fn content(&self) -> String {
        let mut xml = OPENING.to_owned();
        element(&mut xml, format_args!("<table:table table:name=\"{}\">", escaped(&self.tab())));
        element(
            &mut xml,
            format_args!(
                "<table:table-column table:style-name=\"column\" table:number-columns-repeated=\"{}\"/>",
                self.width()
            ),
        );
        xml.push_str("<table:table-header-rows><table:table-row>");
        for name in &self.columns {
            words(&mut xml, "head", name);
        }
        // A table without a single cell in a row is not valid.
        if self.columns.is_empty() {
            xml.push_str("<table:table-cell/>");
        }
        xml.push_str("</table:table-row></table:table-header-rows>");
        for row in &self.rows {
            xml.push_str("<table:table-row>");
            for cell in row {
                match cell {
                    Cell::Text(text) => words(&mut xml, "body", text),
                    Cell::Number(number) if number.is_finite() => figure(&mut xml, *number),
                    Cell::Number(_) | Cell::Empty => xml.push_str("<table:table-cell/>"),
                }
            }
            if row.is_empty() {
                xml.push_str("<table:table-cell/>");
            }
            xml.push_str("</table:table-row>");
        }
        xml.push_str(CLOSING);
        xml
    }
}

fn words(xml: &mut String, style: &str, text: &str) {
    element(xml, format_args!("<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\">"));
    for line in clean(text).split('\n') {
        element(xml, format_args!("<text:p>{}</text:p>", spaced(&escaped(line))));
    }
    xml.push_str("</table:table-cell>");
}

fn figure(xml: &mut String, number: f64) {
    element(
        xml,
        format_args!(
            "<table:table-cell table:style-name=\"body\" office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
        ),
    );
}

/// Writing into a text does not fail.
fn element(xml: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = xml.write_fmt(what);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;")
}

/// OpenDocument drops spaces that follow each other, and those that begin a line, unless they are counted.
fn spaced(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut after_space = true;
    for c in line.chars() {
        match c {
            '\t' => out.push_str("<text:tab/>"),
            ' ' if after_space => out.push_str("<text:s/>"),
            other => out.push(other),
        }
        after_space = c == ' ';
    }
    out
}
