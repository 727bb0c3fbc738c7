//! Bar charts of counts, as SVG with a table beside it. They are told apart by pattern and by words, not by colour: they read on
//! paper, in high contrast and, by way of the table and one sentence, aloud.

use kernel::Lang;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write;

/// One row: what is counted, and how many for each series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ChartBar")]
pub(crate) struct Bar {
    /// What is counted.
    pub(crate) label: String,
    /// How many, series by series; `None` where it is not shown.
    pub(crate) counts: Vec<Option<usize>>,
}

/// A chart with its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Chart {
    /// What was asked.
    pub(crate) title: String,
    /// What each series is called; one without a name when there is one series.
    pub(crate) series: Vec<String>,
    /// Row by row.
    pub(crate) bars: Vec<Bar>,
    /// The language of its words.
    #[serde(skip)]
    pub(crate) lang: Lang,
    /// The picture, with texts escaped.
    #[serde(skip)]
    pub(crate) svg: String,
}

const WIDE: usize = 640;
const LABEL: usize = 22;
const THICK: usize = 18;
const GAP: usize = 12;
/// The room at the right for the number.
const NUMBER: usize = 60;

impl Chart {
    /// A chart of one series. `id` keeps its patterns apart from those of other charts on the page.
    pub(crate) fn one(id: &str, title: &str, bars: Vec<(String, usize)>, lang: Lang) -> Self {
        let bars = bars.into_iter().map(|(label, count)| Bar { label, counts: vec![Some(count)] }).collect();
        Self::of(id, title, vec![String::new()], bars, lang)
    }

    /// A chart of several series, such as then and now.
    pub(crate) fn of(id: &str, title: &str, series: Vec<String>, bars: Vec<Bar>, lang: Lang) -> Self {
        let svg = draw(id, &series, &bars, &sentence(title, &series, &bars, lang));
        Self { title: title.to_owned(), series, bars, lang, svg }
    }

    /// The whole chart in one sentence, for who does not see it.
    pub(crate) fn alternative(&self) -> String {
        sentence(&self.title, &self.series, &self.bars, self.lang)
    }

    /// The names above the columns of numbers.
    pub(crate) fn columns(&self) -> Vec<String> {
        let people = self.lang.both("Mensen", "People");
        self.series.iter().map(|name| if name.is_empty() { people.to_owned() } else { name.clone() }).collect()
    }
}

fn sentence(title: &str, series: &[String], bars: &[Bar], lang: Lang) -> String {
    let hidden = lang.both("niet getoond", "not shown");
    let numbers = |bar: &Bar| {
        let each = series.iter().zip(&bar.counts).map(|(name, count)| {
            let count = count.map_or_else(|| hidden.to_owned(), |n| n.to_string());
            if name.is_empty() { count } else { format!("{name} {count}") }
        });
        format!("{}: {}", bar.label, each.collect::<Vec<_>>().join(", "))
    };
    format!("{title} {}", bars.iter().map(numbers).collect::<Vec<_>>().join("; "))
}

fn draw(id: &str, series: &[String], bars: &[Bar], alternative: &str) -> String {
    let most = bars.iter().flat_map(|bar| bar.counts.iter().flatten()).copied().max().unwrap_or(0).max(1);
    let row = LABEL + THICK * series.len().max(1) + GAP;
    let legend = if series.len() > 1 { LABEL } else { 0 };
    let height = legend + row * bars.len().max(1);
    let mut out = String::new();
    // Writing into a String does not fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {height}\" width=\"{WIDE}\" height=\"{height}\" role=\"img\" \
         aria-label=\"{}\" fill=\"currentColor\" font-family=\"sans-serif\" font-size=\"15\">",
        escaped(alternative)
    );
    out.push_str("<defs>");
    for n in 0..series.len().max(1) {
        out.push_str(&pattern(id, n));
    }
    out.push_str("</defs>");
    if legend > 0 {
        for (n, name) in series.iter().enumerate() {
            let x = n * (WIDE / series.len());
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"2\" width=\"26\" height=\"14\" fill=\"url(#{id}-{n})\" stroke=\"currentColor\"/>\
                 <text x=\"{}\" y=\"15\">{}</text>",
                x + 1,
                x + 34,
                escaped(name)
            );
        }
    }
    for (place, bar) in bars.iter().enumerate() {
        let top = legend + place * row;
        let _ = write!(out, "<text x=\"0\" y=\"{}\">{}</text>", top + 16, escaped(&cut(&bar.label)));
        for (n, count) in bar.counts.iter().enumerate() {
            let y = top + LABEL + n * THICK;
            let Some(count) = count else { continue };
            let wide = count * (WIDE - NUMBER) / most;
            let _ = write!(
                out,
                "<rect x=\"1\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"url(#{id}-{n})\" stroke=\"currentColor\"/>\
                 <text x=\"{}\" y=\"{}\">{count}</text>",
                wide.max(1),
                THICK - 3,
                wide + 8,
                y + 13
            );
        }
    }
    out.push_str("</svg>");
    out
}

/// The patterns of the series: stripes, dots, bricks, in black on white or the other way round.
fn pattern(id: &str, n: usize) -> String {
    let inside = match n % 3 {
        0 => "<path d=\"M0 8 L8 0\" stroke=\"currentColor\" stroke-width=\"2\"/>",
        1 => "<circle cx=\"4\" cy=\"4\" r=\"2\"/>",
        _ => "<path d=\"M0 4 H8 M4 0 V8\" stroke=\"currentColor\"/>",
    };
    format!("<pattern id=\"{id}-{n}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">{inside}</pattern>")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Chart {
        let bars = vec![("nooit <b>".to_owned(), 5), ("altijd & meer".to_owned(), 10)];
        Chart::one("c1", "Hoe vaak?", bars, Lang::En)
    }

    #[test]
    fn what_people_typed_is_text_in_the_picture() {
        let svg = chart().svg;
        assert!(svg.contains("nooit &lt;b&gt;") && svg.contains("altijd &amp; meer") && !svg.contains("<b>"), "{svg}");
    }

    #[test]
    fn a_chart_is_one_sentence_for_who_does_not_see_it() {
        assert_eq!(chart().alternative(), "Hoe vaak? nooit <b>: 5; altijd & meer: 10");
        assert!(chart().svg.contains("role=\"img\" aria-label=\"Hoe vaak? nooit &lt;b&gt;: 5;"));
    }

    #[test]
    fn bars_are_as_long_as_they_are_many_and_told_apart_by_pattern() {
        let svg = chart().svg;
        assert!(svg.contains("width=\"290\"") && svg.contains("width=\"580\""), "{svg}");
        let two = Chart::of(
            "c2",
            "Hoe vaak?",
            vec!["toen".into(), "nu".into()],
            vec![Bar { label: "altijd".into(), counts: vec![Some(5), None] }],
            Lang::Nl,
        );
        assert!(two.svg.contains("url(#c2-0)") && two.svg.contains("<circle") && two.svg.contains(">nu</text>"));
        assert_eq!(two.alternative(), "Hoe vaak? altijd: toen 5, nu niet getoond");
        for colour in ["rgb(", "fill=\"#", "stroke=\"#"] {
            assert!(!two.svg.contains(colour), "no colour of its own, so high contrast and print work");
        }
    }
}
