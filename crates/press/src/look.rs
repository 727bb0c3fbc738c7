//! What somebody added, as pictures made anew. What stands in the file besides what one sees does not come through: the picture is drawn, and
//! written as a picture of this program.

use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render,
    vello_cpu::color::palette::css::WHITE,
};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, metadata::Orientation};
use paper::{Error, LOOK, MOST_PAGES, Original};
use std::io::Cursor;

/// The longest side of a page, in dots: enough to read small print by.
const LONGEST: f32 = 1754.0;
/// The widest and highest picture that is read, in dots.
const MOST_DOTS: u32 = 16_384;
/// So many bytes a picture may take while it is read.
const MOST_ROOM: u64 = 256 * 1024 * 1024;

/// One page as a picture, or with page 0 how many there are.
pub(crate) fn one(order: &[u8]) -> Result<Vec<u8>, Error> {
    let (sort, rest) = order.split_first().ok_or(Error::Layout)?;
    let sort = Original::of_byte(*sort).ok_or(Error::Layout)?;
    let (page, bytes) = rest.split_first_chunk::<4>().ok_or(Error::Layout)?;
    match u32::from_be_bytes(*page) {
        0 => Ok([LOOK.as_slice(), &count(sort, bytes)?.to_be_bytes()].concat()),
        page => {
            let pages = pages(sort, bytes, page..=page)?;
            pages.into_iter().next().ok_or(Error::Layout)
        }
    }
}

/// Every page as a picture.
pub(crate) fn all(sort: Original, bytes: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let count = count(sort, bytes)?;
    if count > MOST_PAGES {
        return Err(Error::TooMuch);
    }
    pages(sort, bytes, 1..=count)
}

fn count(sort: Original, bytes: &[u8]) -> Result<u32, Error> {
    match sort {
        Original::Pdf => u32::try_from(read(bytes)?.pages().len()).map_err(|_| Error::TooMuch),
        Original::Png | Original::Jpeg => picture(sort, bytes).map(|_| 1),
    }
}

fn read(bytes: &[u8]) -> Result<Pdf, Error> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Error::Layout)?;
    if pdf.pages().is_empty() { Err(Error::Layout) } else { Ok(pdf) }
}

fn pages(sort: Original, bytes: &[u8], which: std::ops::RangeInclusive<u32>) -> Result<Vec<Vec<u8>>, Error> {
    if sort != Original::Pdf {
        return if which.contains(&1) { picture(sort, bytes).map(|one| vec![one]) } else { Err(Error::Layout) };
    }
    let pdf = read(bytes)?;
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    let mut drawn = Vec::new();
    for (no, page) in (1..).zip(pdf.pages().iter()).filter(|(no, _)| which.contains(no)) {
        let _: u32 = no;
        let (width, height) = page.render_dimensions();
        let scale = LONGEST / width.max(height).max(1.0);
        let how = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let page = render(page, &cache, &settings, &how);
        if page.width() == 0 || page.height() == 0 {
            return Err(Error::Layout);
        }
        drawn.push(page.into_png().map_err(|_| Error::Layout)?);
    }
    Ok(drawn)
}

/// A picture anew: turned as it was meant, and without all that was written beside it.
fn picture(sort: Original, bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let format = match sort {
        Original::Png => image::ImageFormat::Png,
        Original::Jpeg => image::ImageFormat::Jpeg,
        Original::Pdf => return Err(Error::Layout),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_DOTS);
    limits.max_image_height = Some(MOST_DOTS);
    limits.max_alloc = Some(MOST_ROOM);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Error::Layout)?;
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut drawn = DynamicImage::from_decoder(decoder).map_err(|_| Error::Layout)?;
    drawn.apply_orientation(turned);
    let most = LONGEST as u32;
    if drawn.width().max(drawn.height()) > most {
        drawn = drawn.thumbnail(most, most);
    }
    let mut out = Cursor::new(Vec::new());
    // Without the profile of its colours too: dots and nothing else.
    DynamicImage::from(drawn.into_rgba8()).write_to(&mut out, image::ImageFormat::Png).map_err(|_| Error::Layout)?;
    Ok(out.into_inner())
}
