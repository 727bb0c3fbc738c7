//! The picture of a chart. One series has a bar for each answer; several have a bar of a hundred percent each, one under the other.

use std::fmt::Write;

/// An answer, with its share in each series in words and, where it is told, out of a thousand.
pub(super) type Row<'a> = (&'a str, &'a [String], &'a [Option<usize>]);

/// What is drawn.
pub(super) struct Drawing<'a> {
    /// All of it in one sentence.
    pub(super) alternative: &'a str,
    /// What stands at each series.
    pub(super) headings: &'a [String],
    /// The answers.
    pub(super) bars: Vec<Row<'a>>,
}

const WIDE: usize = 640;
const LABEL: usize = 22;
const THICK: usize = 18;
const GAP: usize = 12;
/// The room at the right for the share.
const NUMBER: usize = 60;

/// The picture; nothing where there are no bars.
pub(super) fn chart(id: &str, chart: &Drawing<'_>) -> String {
    let (bars, series) = (chart.bars.len(), chart.headings.len());
    if chart.bars.iter().flat_map(|(_, _, wide)| *wide).flatten().next().is_none() {
        return String::new();
    }
    let rows =
        if series > 1 { bars * LABEL + GAP + series * (2 * LABEL + THICK + GAP) } else { bars * (LABEL + THICK + GAP) };
    let mut out = String::new();
    // Writing into a String does not fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {rows}\" width=\"{WIDE}\" height=\"{rows}\" role=\"img\" \
         aria-label=\"{}\" fill=\"currentColor\" font-family=\"sans-serif\" font-size=\"15\"><defs>",
        escaped(chart.alternative)
    );
    for n in 0..if series > 1 { bars } else { 1 } {
        out.push_str(&pattern(id, n));
    }
    out.push_str("</defs>");
    if series > 1 {
        under_each_other(&mut out, id, chart);
    } else {
        one(&mut out, id, chart);
    }
    out.push_str("</svg>");
    out
}

/// A bar for each answer, as long as its share.
fn one(out: &mut String, id: &str, chart: &Drawing<'_>) {
    for (place, (label, shares, wide)) in chart.bars.iter().enumerate() {
        let top = place * (LABEL + THICK + GAP);
        text(out, 0, top + 16, &cut(label));
        let (Some(wide), Some(share)) = (wide.first(), shares.first()) else { continue };
        let wide = wide.unwrap_or(0) * (WIDE - NUMBER) / 1000;
        if wide > 0 {
            rect(out, id, 0, (1, top + LABEL, wide, THICK - 3));
        }
        text(out, wide + 8, top + LABEL + 13, share);
    }
}

/// The answers with their patterns, then for each series a bar of a hundred percent with each share above its part.
fn under_each_other(out: &mut String, id: &str, chart: &Drawing<'_>) {
    for (n, (label, ..)) in chart.bars.iter().enumerate() {
        rect(out, id, n, (1, n * LABEL + 2, 26, 14));
        text(out, 34, n * LABEL + 15, &cut(label));
    }
    let mut top = chart.bars.len() * LABEL + GAP;
    for (at, heading) in chart.headings.iter().enumerate() {
        text(out, 0, top + 16, &cut(heading));
        let mut from = 0;
        for (n, (_, shares, wide)) in chart.bars.iter().enumerate() {
            let (Some(Some(part)), Some(share)) = (wide.get(at), shares.get(at)) else { continue };
            let (left, wide) = (1 + from * (WIDE - 2) / 1000, part * (WIDE - 2) / 1000);
            if *part > 0 {
                text(out, left, top + LABEL + 15, share);
                rect(out, id, n, (left, top + 2 * LABEL, wide.max(1), THICK));
            }
            from += part;
        }
        top += 2 * LABEL + THICK + GAP;
    }
}

fn text(out: &mut String, x: usize, y: usize, words: &str) {
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\">{}</text>", escaped(words));
}

fn rect(out: &mut String, id: &str, pattern: usize, (x, y, wide, high): (usize, usize, usize, usize)) {
    let _ = write!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"url(#{id}-{pattern})\" stroke=\"currentColor\"/>"
    );
}

/// The patterns: stripes, dots, bricks, closer or wider, in black on white or the other way round.
fn pattern(id: &str, n: usize) -> String {
    let inside = match n % 3 {
        0 => "<path d=\"M0 8 L8 0\" stroke=\"currentColor\" stroke-width=\"2\"/>",
        1 => "<circle cx=\"4\" cy=\"4\" r=\"2\"/>",
        _ => "<path d=\"M0 4 H8 M4 0 V8\" stroke=\"currentColor\"/>",
    };
    let size = 8 + 4 * (n / 3);
    format!(
        "<pattern id=\"{id}-{n}\" viewBox=\"0 0 8 8\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\">{inside}</pattern>"
    )
}

/// A label that fits in the picture; the table beside it has all of it.
fn cut(label: &str) -> String {
    const ROOM: usize = 78;
    if label.chars().count() <= ROOM {
        label.to_owned()
    } else {
        label.chars().take(ROOM).chain("...".chars()).collect()
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
