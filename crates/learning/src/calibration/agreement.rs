//! From readings to figures, and from a figure to a sentence. Figures are between tables and never of one; below five tables there are
//! none, because then a figure would be about somebody (EVA-07). They say how alike the tables read, not who read it well.

use super::{
    alpha::{self, Coded, Interval, Level},
    library::Variant,
    model::Table,
    reading::{OfFive, Points, TableReading},
};
use kernel::{
    Say,
    criteria::Criterion,
    crowd::{Tally, Told},
};

/// Fewer tables than this have no figures, whatever a house sets.
pub const FEWEST_TABLES: usize = 5;

/// How often the interval is drawn.
const TRIES: usize = 2000;

/// How alike the tables read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Agreement {
    /// There are too few tables for a figure.
    TooFew,
    /// Every table said the same everywhere: there is nothing to compute.
    AllTheSame,
    /// Nearly all readings are the same: a figure would say what the few others happened to be.
    AlmostTheSame {
        /// So many readings are the same.
        same: usize,
        /// Of so many that can be compared.
        of: usize,
    },
    /// Krippendorff's alpha, with the range in which it would fall in 95 of 100 tries where there is one.
    Alpha {
        /// The figure.
        figure: f64,
        /// The range.
        range: Option<Interval>,
    },
}

/// A reading with its table.
pub(super) type Spoken<'a> = (&'a Table, &'a TableReading);

/// How alike these tables read; the tables are the observers, and what they judged is each criterion of each variant. `seed` decides
/// the draw, so that everybody reads the same range.
#[must_use]
pub fn agreement(spoken: &[Spoken<'_>], fewest: usize, seed: u64) -> Agreement {
    if spoken.len() < fewest.max(FEWEST_TABLES) {
        return Agreement::TooFew;
    }
    let units: Vec<Vec<Option<usize>>> = Variant::ALL
        .iter()
        .flat_map(|variant| Criterion::ALL.map(|criterion| (*variant, criterion)))
        .map(|(variant, criterion)| spoken.iter().map(|s| number(*s, variant, criterion)).collect())
        .collect();
    if let Some((same, of)) = almost_alike(&units) {
        return Agreement::AlmostTheSame { same, of };
    }
    let mut chance = fastrand::Rng::with_seed(seed);
    // Names are worth nothing but what they are.
    let coded = Coded { answers: &units, values: &[] };
    match alpha::alpha(coded, Level::Nominal) {
        Some(figure) => {
            let range = alpha::interval(coded, Level::Nominal, TRIES, |n| chance.usize(..n));
            Agreement::Alpha { figure, range }
        }
        // No two tables with the same variant, or no variety among those that have.
        None if alike(&units) => Agreement::AllTheSame,
        None => Agreement::TooFew,
    }
}

fn number((table, reading): Spoken<'_>, variant: Variant, criterion: Criterion) -> Option<usize> {
    let points = reading.said.on(criterion).points.filter(|_| table.variant == variant)?;
    Points::ALL.iter().position(|p| *p == points)
}

/// Whether something was judged by more than one table, and everything alike.
fn alike(units: &[Vec<Option<usize>>]) -> bool {
    let compared: Vec<Vec<usize>> =
        units.iter().map(|u| u.iter().flatten().copied().collect::<Vec<_>>()).filter(|u| u.len() > 1).collect();
    !compared.is_empty() && compared.iter().all(|u| u.iter().all(|n| Some(n) == u.first()))
}

/// How many of the readings that can be compared are the same one, when that is nine of ten or more and not all. The figure corrects for chance by
/// how much the readings vary; where they hardly do, one other reading among twenty makes it nought.
fn almost_alike(units: &[Vec<Option<usize>>]) -> Option<(usize, usize)> {
    let compared: Vec<usize> = units
        .iter()
        .filter(|unit| unit.iter().flatten().count() > 1)
        .flat_map(|unit| unit.iter().flatten().copied())
        .collect();
    let of = compared.len();
    let same = (0..Points::ALL.len()).map(|n| compared.iter().filter(|one| **one == n).count()).max()?;
    (same < of && same * 10 >= of * 9).then_some((same, of))
}

impl Agreement {
    /// The figure in plain words.
    #[must_use]
    pub fn says(self, fewest: usize) -> Say {
        match self {
            Self::TooFew => {
                let n = fewest.max(FEWEST_TABLES);
                Say::made(
                    format!(
                        "Een cijfer voor overeenstemming is er pas vanaf {n} tafels. Leg de redenen naast elkaar: daar gaat het om."
                    ),
                    format!(
                        "There is a figure for agreement only from {n} tables on. Put the reasons side by side: they are what matters."
                    ),
                )
            }
            Self::AllTheSame => Say::of(
                "Alle tafels wezen op elk criterium dezelfde kant op. Er valt dan niets te berekenen. Vraag elkaar of de redenen ook gelijk zijn.",
                "All tables pointed the same way on every criterion. Then there is nothing to compute. Ask each other whether the reasons are the same too.",
            ),
            Self::AlmostTheSame { same, of } => Say::made(
                format!(
                    "{same} van de {of} oordelen zijn gelijk. Er is dan te weinig verschil voor een cijfer: één ander oordeel maakt het al laag. Vraag wie het anders zag naar de reden."
                ),
                format!(
                    "{same} of the {of} readings are the same. Then there is too little variety for a figure: one other reading makes it low. Ask who saw it otherwise for the reason."
                ),
            ),
            Self::Alpha { figure, range } => {
                let (nl, en) = (figure_says(figure), range.map(range_says));
                let both = |lang_nl: bool| {
                    let main = if lang_nl { nl.nl.to_string() } else { nl.en.to_string() };
                    match &en {
                        Some(range) => format!("{main} {}", if lang_nl { &range.nl } else { &range.en }),
                        None => main,
                    }
                };
                Say::made(both(true), both(false))
            }
        }
    }
}

fn figure_says(figure: f64) -> Say {
    // The two borders are those that Krippendorff gives; they are a habit among researchers and no law.
    let (nl, en) = if figure >= 0.8 {
        ("De tafels lezen dit signaal grotendeels gelijk", "The tables read this signal largely alike")
    } else if figure >= 0.667 {
        ("De tafels lezen dit signaal voor een flink deel gelijk", "The tables read this signal alike for a good part")
    } else if figure > 0.2 {
        (
            "De tafels lezen dit signaal deels gelijk en deels verschillend",
            "The tables read this signal partly alike and partly not",
        )
    } else {
        (
            "De tafels lezen dit signaal ongeveer zo verschillend als bij toeval",
            "The tables read this signal about as differently as by chance",
        )
    };
    Say::made(
        format!(
            "{nl}: {} op een schaal waarop 1 betekent dat alle tafels overal hetzelfde zeggen en 0 dat zij niet vaker hetzelfde zeggen dan bij toeval.",
            comma(figure)
        ),
        format!(
            "{en}: {figure:.2} on a scale on which 1 means that all tables say the same everywhere and 0 that they say the same no more often than by chance."
        ),
    )
}

fn range_says(range: Interval) -> Say {
    let Interval { low, high } = range;
    Say::made(
        format!(
            "Het zijn weinig vergelijkingen, dus dit is een schatting: tussen {} en {} past ook.",
            comma(low),
            comma(high)
        ),
        format!("These are few comparisons, so this is an estimate: between {low:.2} and {high:.2} would fit too."),
    )
}

/// A figure as the Dutch write it.
fn comma(figure: f64) -> String {
    format!("{figure:.2}").replace('.', ",")
}

/// For one criterion, how many tables of each variant pointed where; in the order of [`Points::ALL`]. Tables, whose readings lie beside each
/// other under their names: no answers of people.
pub(super) type Pointed = Told;

/// How tables with the one variant read against tables with the other (P4): only when there are enough of both.
#[must_use]
pub fn swapped(spoken: &[Spoken<'_>], fewest: usize) -> Option<OfFive<[Pointed; 2]>> {
    let fewest = fewest.max(FEWEST_TABLES);
    let enough = |variant| spoken.iter().filter(|(table, _)| table.variant == variant).count() >= fewest;
    if !Variant::ALL.iter().all(|variant| enough(*variant)) {
        return None;
    }
    let tally = |variant, criterion| {
        let pointed = spoken.iter().filter_map(|s| number(*s, variant, criterion));
        Tally::of(Points::ALL.len(), pointed.map(|n| u16::try_from(n).ok())).in_the_open()
    };
    Some(OfFive::each(|criterion| [tally(Variant::A, criterion), tally(Variant::B, criterion)]))
}

/// Whether the tables that spoke on this criterion all pointed the same way; `None` when fewer than two did.
#[must_use]
pub fn same(spoken: &[Spoken<'_>], criterion: Criterion) -> Option<bool> {
    let points: Vec<Option<Points>> = spoken.iter().map(|(_, r)| r.said.on(criterion).points).collect();
    let first = points.first()?;
    (points.len() > 1).then(|| first.is_some() && points.iter().all(|p| p == first))
}
