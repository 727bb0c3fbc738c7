//! What may be told of answers, drawn: bars in SVG with a table beside them, or a line of words for a small group. Bars are told apart by
//! pattern and by words, not by colour: they read on paper, in high contrast and, by way of the table and one sentence, aloud. Nothing is
//! counted here: what comes in went through the rule ([`kernel::crowd`]).

mod draw;

use kernel::{
    Lang, Say,
    crowd::{self, Share, Told},
};
use schemars::JsonSchema;
use serde::Serialize;

/// One row: answers that stand together, and what part of each series they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ChartBar")]
pub(crate) struct Bar {
    /// The answers.
    pub(crate) label: String,
    /// What part they are, series by series.
    pub(crate) shares: Vec<String>,
    /// The same out of a thousand, for the drawing.
    #[serde(skip)]
    wide: Vec<Option<usize>>,
}

/// Everybody, a group or a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ChartSeries")]
pub(crate) struct Series {
    /// What it is called; nothing when it is everybody.
    pub(crate) name: String,
    /// Of how many answers its bars are shares.
    pub(crate) number: Option<String>,
    /// All that is told of it, in words.
    pub(crate) says: String,
    /// The same as a line of words.
    #[serde(skip)]
    pub(crate) band: Band,
}

/// A small group as a line of words: the answers, whether most stand there, and whether they lie far apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Band {
    /// Each answer, and whether most stand there.
    pub(crate) stops: Vec<(String, bool)>,
    /// Whether the answers lie far apart.
    pub(crate) apart: bool,
}

/// A chart with its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Chart {
    /// What was asked.
    pub(crate) title: String,
    /// The series in it.
    pub(crate) series: Vec<Series>,
    /// Row by row; none where all is told in words.
    pub(crate) bars: Vec<Bar>,
    /// What stands out between two moments.
    pub(crate) finding: Option<String>,
    /// The language of its words.
    #[serde(skip)]
    pub(crate) lang: Lang,
    /// The picture, with texts escaped.
    #[serde(skip)]
    pub(crate) svg: String,
}

/// What may be told of one question, series by series, and the words it needs.
pub(crate) struct Question<'a> {
    /// What was asked.
    pub(crate) title: &'a str,
    /// What each series is called, and what may be told of it. Those that have bars have the same.
    pub(crate) told: Vec<(String, Told)>,
    /// The answers in their order.
    pub(crate) options: &'a [Say],
    /// From how many answers on something is told.
    pub(crate) least: usize,
}

impl Band {
    /// The line of words; nothing where there are bars or the answers have no order, or too many to stand in a line.
    pub(crate) fn of(told: &Told, options: &[Say], lang: Lang) -> Self {
        const IN_A_LINE: usize = 7;
        let Some(words) = told.words().filter(|words| words.has_order() && options.len() <= IN_A_LINE) else {
            return Self::default();
        };
        let on = |n: usize| words.most().iter().any(|cell| cell.is_some_and(|cell| usize::from(cell) == n));
        let stops = options.iter().enumerate().map(|(n, says)| (says.to(lang).to_owned(), on(n))).collect();
        Self { stops, apart: words.is_apart() }
    }
}

impl Chart {
    /// Draws a question. `id` keeps its patterns apart from those of other charts on the page.
    pub(crate) fn of(id: &str, question: &Question<'_>, lang: Lang) -> Self {
        let Question { title, told, options, least } = question;
        let series: Vec<Series> = told
            .iter()
            .map(|(name, told)| Series {
                name: name.clone(),
                number: told.of_how_many().map(|number| number.to(lang).to_owned()),
                says: told.says(options, *least).to(lang).to_owned(),
                band: Band::of(told, options, lang),
            })
            .collect();
        let columns: Vec<Vec<(&crowd::Bar, Share)>> = told.iter().map(|(_, told)| told.shares().collect()).collect();
        let rows = columns.iter().map(Vec::len).min().unwrap_or(0);
        let row = |n: usize| {
            let all: Vec<&(&crowd::Bar, Share)> = columns.iter().filter_map(|column| column.get(n)).collect();
            Bar {
                label: all.first().map(|(bar, _)| bar.says(options).to(lang).to_owned()).unwrap_or_default(),
                shares: all.iter().map(|(_, share)| share.says().to(lang).to_owned()).collect(),
                wide: all.iter().map(|(_, share)| Some(share.thousandths())).collect(),
            }
        };
        let bars: Vec<Bar> = (0..rows).map(row).collect();
        let chart = Self { title: (*title).to_owned(), series, bars, finding: None, lang, svg: String::new() };
        let svg = chart.draw(id);
        Self { svg, ..chart }
    }

    /// Several choices in one picture: a row for each, with how many chose it, in words or as a share.
    pub(crate) fn several(id: &str, title: &str, names: &[String], rows: &[(Say, Vec<Told>)], lang: Lang) -> Self {
        let row = |(label, told): &(Say, Vec<Told>)| Bar {
            label: label.to(lang).to_owned(),
            shares: told.iter().map(|one| one.yes_or_no().to(lang).to_owned()).collect(),
            wide: told.iter().map(chosen).collect(),
        };
        let bars: Vec<Bar> = rows.iter().map(row).collect();
        let one = |(n, name): (usize, &String)| {
            let each = bars.iter().filter_map(|bar| Some([bar.label.as_str(), bar.shares.get(n)?].join(": ")));
            let number = rows.iter().find_map(|(_, told)| told.get(n)?.of_how_many());
            Series {
                name: name.clone(),
                number: number.map(|number| number.to(lang).to_owned()),
                says: each.collect::<Vec<_>>().join("; "),
                band: Band::default(),
            }
        };
        let series = names.iter().enumerate().map(one).collect();
        let mut chart = Self { title: title.to_owned(), series, bars, finding: None, lang, svg: String::new() };
        if names.len() == 1 {
            chart.svg = chart.draw(id);
        }
        chart
    }

    fn draw(&self, id: &str) -> String {
        let headings: Vec<String> = self.series.iter().map(Series::heading).collect();
        let bars =
            self.bars.iter().map(|bar| (bar.label.as_str(), bar.shares.as_slice(), bar.wide.as_slice())).collect();
        draw::chart(id, &draw::Drawing { alternative: &self.alternative(), headings: &headings, bars })
    }

    /// The whole chart in one sentence, for who does not see it.
    pub(crate) fn alternative(&self) -> String {
        let one = |series: &Series| {
            if series.name.is_empty() { series.says.clone() } else { [series.name.as_str(), &series.says].join(": ") }
        };
        [self.title.clone(), self.series.iter().map(one).collect::<Vec<_>>().join(" ")].join(" ")
    }

    /// What stands above the columns: the name of each series with how many answers its shares are of.
    pub(crate) fn columns(&self) -> Vec<String> {
        let heading = |series: &Series| {
            Some(series.heading())
                .filter(|says| !says.is_empty())
                .unwrap_or_else(|| self.lang.both("Hoeveel", "How many").to_owned())
        };
        self.series.iter().map(heading).collect()
    }
}

/// Out of a thousand how many chose it, where that is told.
fn chosen(told: &Told) -> Option<usize> {
    told.shares().find(|(bar, _)| bar.cells() == [Some(0)]).map(|(_, share)| share.thousandths())
}

impl Series {
    /// Its name with how many answers its shares are of.
    fn heading(&self) -> String {
        let parts = [Some(self.name.clone()).filter(|name| !name.is_empty()), self.number.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::crowd::{Order, Tally};

    fn told(given: &[usize]) -> Told {
        Tally::stored(given.to_vec(), 0).told(Order::Scale, 5)
    }

    fn chart(told: Vec<(String, Told)>) -> Chart {
        let options = [Say::same("nooit <b>"), Say::same("soms"), Say::same("altijd & meer")];
        let question = Question { title: "Hoe vaak?", told, options: &options, least: 5 };
        Chart::of("c1", &question, Lang::En)
    }

    #[test]
    fn what_people_typed_is_text_in_the_picture() {
        let svg = chart(vec![(String::new(), told(&[10, 10, 20]))]).svg;
        assert!(svg.contains("nooit &lt;b&gt;") && svg.contains("altijd &amp; meer") && !svg.contains("<b>"), "{svg}");
    }

    #[test]
    fn a_chart_is_one_sentence_for_who_does_not_see_it() {
        let one = chart(vec![(String::new(), told(&[10, 10, 20]))]);
        assert_eq!(one.alternative(), "Hoe vaak? 40 answers. nooit <b>: 25%; soms: 25%; altijd & meer: 50%.");
        assert!(one.svg.contains("role=\"img\" aria-label=\"Hoe vaak? 40 answers. nooit &lt;b&gt;: 25%;"));
    }

    #[test]
    fn bars_are_as_long_as_their_share_and_told_apart_by_pattern() {
        let svg = chart(vec![(String::new(), told(&[10, 10, 20]))]).svg;
        assert!(svg.contains("width=\"145\"") && svg.contains("width=\"290\""), "{svg}");
        let two = chart(vec![("then".into(), told(&[10, 10, 20])), ("now".into(), told(&[20, 5, 15]))]);
        assert!(
            two.svg.contains("url(#c1-0)")
                && two.svg.contains("<circle")
                && two.svg.contains(">now, 40 answers</text>")
        );
        assert_eq!(two.bars[0].shares, ["25%", "50%"]);
        for colour in ["rgb(", "fill=\"#", "stroke=\"#"] {
            assert!(!two.svg.contains(colour), "no colour of its own, so high contrast and print work");
        }
    }

    #[test]
    fn a_small_group_is_a_line_of_words_without_a_number() {
        let one = chart(vec![(String::new(), told(&[0, 2, 4]))]);
        assert!(one.bars.is_empty() && one.svg.is_empty());
        assert_eq!(one.series[0].says, "Most: altijd & meer. Most answers lie close together.");
        assert_eq!(one.series[0].band.stops.iter().map(|(_, on)| *on).collect::<Vec<_>>(), [false, false, true]);
    }
}
