//! The readings side by side, for who leads and for the tables alike: per criterion what each table said and why, the figure between
//! tables in a sentence, and what the other wording did.

use super::tell::Told;
use crate::calibration::{Agreement, Calibration, Points, Variant, agreement, same, swapped};
use kernel::{Lang, Say, criteria::Criterion, crowd::Share};
use schemars::JsonSchema;
use serde::Serialize;

/// What one table said.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReadingCell")]
pub(super) struct Cell {
    pub(super) table: String,
    pub(super) variant: Option<String>,
    pub(super) points: String,
    pub(super) reasons: Vec<String>,
}

/// What all said on one criterion.
#[derive(Serialize, JsonSchema)]
pub(super) struct OnOne {
    pub(super) criterion: String,
    pub(super) asks: String,
    pub(super) alike: String,
    pub(super) cells: Vec<Cell>,
}

/// How many tables of each variant pointed where.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReadingPair")]
pub(super) struct Pair {
    pub(super) criterion: String,
    pub(super) points: String,
    pub(super) a: String,
    pub(super) b: String,
}

/// A variant with what it is called.
#[derive(Serialize, JsonSchema)]
pub(super) struct Version {
    pub(super) variant: String,
    pub(super) ideology: String,
    pub(super) told: Told,
}

/// Everything side by side.
#[derive(Serialize, JsonSchema)]
pub(super) struct Beside {
    pub(super) figure: String,
    pub(super) criteria: Vec<OnOne>,
    /// The versions that were read; one when the signal was not swapped.
    pub(super) versions: Vec<Version>,
    pub(super) swapped: Option<Vec<Pair>>,
    /// When both versions were read by too few tables to compare: what to do instead.
    pub(super) too_few: Option<String>,
}

/// What lies side by side; `None` while nothing was opened.
pub(super) fn beside(one: &Calibration, fewest: usize, seed: u64, lang: Lang) -> Option<Beside> {
    let (spoken, signal) = (one.spoken(), one.signal()?);
    if spoken.is_empty() {
        return None;
    }
    let read = |variant: Variant| spoken.iter().any(|(table, _)| table.variant == variant);
    let variants: Vec<Variant> = Variant::ALL.iter().copied().filter(|v| read(*v)).collect();
    let both = variants.len() > 1;
    let on_one = |criterion: Criterion| OnOne {
        criterion: criterion.says().to(lang).to_owned(),
        asks: criterion.asks().to(lang).to_owned(),
        alike: alike(same(&spoken, criterion)).to(lang).to_owned(),
        cells: spoken
            .iter()
            .map(|(table, reading)| {
                let said = reading.said.on(criterion);
                Cell {
                    table: table.name.to_string(),
                    variant: both.then(|| table.variant.says().to(lang).to_owned()),
                    points: said.points.map_or(DIVIDED, Points::says).to(lang).to_owned(),
                    reasons: said.reasons.iter().map(ToString::to_string).collect(),
                }
            })
            .collect(),
    };
    let pairs = both.then(|| swapped(&spoken, fewest)).flatten().map(|compared| {
        let rows = Criterion::ALL.iter().flat_map(|criterion| {
            let [a, b] = compared.on(*criterion);
            let many = |(_, share): (_, Share)| share.says().to(lang).to_owned();
            let both = a.shares().map(many).zip(b.shares().map(many)).collect::<Vec<_>>();
            Points::ALL.iter().zip(both).map(move |(points, (a, b))| Pair {
                criterion: criterion.says().to(lang).to_owned(),
                points: points.says().to(lang).to_owned(),
                a,
                b,
            })
        });
        rows.collect::<Vec<_>>()
    });
    let figure = agreement(&spoken, fewest, seed);
    Some(Beside {
        figure: Agreement::says(figure, fewest).to(lang).to_owned(),
        criteria: Criterion::ALL.into_iter().map(on_one).collect(),
        too_few: (both && pairs.is_none()).then(|| too_few(fewest).to(lang).to_owned()),
        swapped: pairs,
        versions: variants
            .into_iter()
            .map(|variant| Version {
                variant: variant.says().to(lang).to_owned(),
                ideology: signal.telling(variant).ideology.to(lang).to_owned(),
                told: Told::of(signal.telling(variant), lang),
            })
            .collect(),
    })
}

const DIVIDED: Say = Say::of("Deze tafel leest dit zelf verschillend", "This table itself reads this differently");

fn alike(same: Option<bool>) -> Say {
    match same {
        Some(true) => Say::of("Alle tafels wijzen dezelfde kant op.", "All tables point the same way."),
        Some(false) => Say::of("Hier lezen de tafels verschillend.", "Here the tables read differently."),
        None => Say::of("Er is maar één lezing.", "There is only one reading."),
    }
}

fn too_few(fewest: usize) -> Say {
    Say::made(
        format!(
            "Tellen per versie kan pas vanaf {fewest} tafels met elke versie. Vergelijk de redenen: noemt iemand de ideologie waar een feit had kunnen staan?"
        ),
        format!(
            "Counting by version is possible only from {fewest} tables with each version on. Compare the reasons: does anybody name the ideology where a fact could have stood?"
        ),
    )
}
