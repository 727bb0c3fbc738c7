//! Krippendorff's alpha of any table of codings, with the function that the house computes its own with; so that anybody can hold it against
//! published tables. No store is opened, and nothing of the file is kept.

use crate::terminal::say;
use learning::calibration::{Coded, Interval, Level, alpha, interval};
use serde::Serialize;
use std::{collections::BTreeSet, fs, path::PathBuf};
use tables::{Bounds, Wish};

/// How often the interval is drawn, and from which number the draw begins: the same file gives the same interval.
const TRIES: usize = 2000;
const SEED: u64 = 1;
const BOUNDS: Bounds = Bounds { bytes: 20 * 1024 * 1024, rows: 10_000, columns: 10_000, cell: 200 };

/// What is asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The table: a row for each coder, a column for each unit, empty where somebody gave nothing; CSV, XLSX or ODS
    file: PathBuf,
    /// What the codes are to each other
    #[arg(long, value_enum, value_name = "LEVEL")]
    level: Asked,
    /// What is a name and no code; without it, that is seen at the table and told
    #[arg(long, value_enum, value_name = "WHAT")]
    names: Option<Names>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Asked {
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}

impl Asked {
    const fn level(self) -> Level {
        match self {
            Self::Nominal => Level::Nominal,
            Self::Ordinal => Level::Ordinal,
            Self::Interval => Level::Interval,
            Self::Ratio => Level::Ratio,
        }
    }
}

/// Where names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Names {
    /// Nowhere
    None,
    /// In the first row
    Row,
    /// In the first column
    Column,
    /// In both
    Both,
}

#[derive(Debug, Serialize)]
struct Found {
    level: Asked,
    /// None without variety, or with nothing to compare.
    alpha: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    tries: usize,
    coders: usize,
    units: usize,
    /// Units that two coders or more gave a code.
    compared: usize,
    names: Names,
}

/// Does it.
///
/// # Errors
/// A sentence: a file that is no table, a code that is no number where numbers count.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    let bytes = fs::read(&options.file).map_err(|e| format!("{}: {e}", options.file.display()))?;
    let found = of(&cells(&bytes)?, options.level, options.names)?;
    if options.json {
        say(&serde_json::to_string(&found).map_err(|e| e.to_string())?);
    } else {
        say(&told(&found));
    }
    Ok(())
}

fn cells(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let table = tables::read(bytes, &[], &BOUNDS, &Wish::default()).map_err(|refusal| refusal.why.en.to_string())?;
    if let Some(damage) = table.rows.iter().find_map(|row| Some((row.number, row.damage.first()?))) {
        return Err(format!("row {}: {}", damage.0, damage.1.why.en));
    }
    let rows = table.rows.into_iter().map(|row| row.cells);
    let rows: Vec<Vec<String>> = [table.names].into_iter().chain(rows).collect();
    // Numbers with commas between them and no word beside them look like one number in each row; a row of codes has more than one.
    let whole = rows.iter().all(|row| row.len() == 1);
    let split = |row: Vec<String>| -> Vec<String> {
        row.iter().flat_map(|cell| cell.split(|c| whole && c == ',')).map(|cell| cell.trim().to_owned()).collect()
    };
    Ok(rows.into_iter().map(split).collect())
}

fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())
}

/// Whether these cells look like names: some, all different, none of them a number, and none of them a code that stands elsewhere.
fn are_names(cells: &[&String], elsewhere: &BTreeSet<&String>) -> bool {
    let filled: BTreeSet<&String> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let many = cells.iter().filter(|cell| !cell.is_empty()).count();
    many > 1 && filled.len() == many && filled.iter().all(|cell| number(cell).is_none() && !elsewhere.contains(*cell))
}

fn seen(cells: &[Vec<String>]) -> Names {
    // What stands in neither: codes, whatever the rest is.
    let inside: BTreeSet<&String> = cells.iter().skip(1).flat_map(|row| row.iter().skip(1)).collect();
    let first_row: Vec<&String> = cells.iter().take(1).flatten().skip(1).collect();
    let row = are_names(&first_row, &inside);
    // A first row of codes is codes for the column as well.
    let codes = inside.into_iter().chain(first_row.into_iter().filter(|_| !row)).collect();
    let column = are_names(&cells.iter().filter_map(|row| row.first()).collect::<Vec<_>>(), &codes);
    match (row, column) {
        (true, true) => Names::Both,
        (true, false) => Names::Row,
        (false, true) => Names::Column,
        (false, false) => Names::None,
    }
}

fn of(cells: &[Vec<String>], level: Asked, names: Option<Names>) -> Result<Found, String> {
    let names = names.unwrap_or_else(|| seen(cells));
    let rows = usize::from([Names::Row, Names::Both].contains(&names));
    let columns = usize::from([Names::Column, Names::Both].contains(&names));
    let coders: Vec<&[String]> = cells.iter().skip(rows).map(|row| row.get(columns..).unwrap_or_default()).collect();
    let codes: BTreeSet<&str> =
        coders.iter().copied().flatten().map(String::as_str).filter(|c| !c.is_empty()).collect();
    let counts = level != Asked::Nominal;
    let mut worth: Vec<(f64, &str)> = Vec::new();
    for code in codes {
        match number(code) {
            Some(n) if level == Asked::Ratio && n < 0.0 => {
                return Err(format!("{code}: below nought there are no proportions; --level interval perhaps"));
            }
            Some(n) => worth.push((n, code)),
            None if counts => return Err(format!("{code}: not a number, and at this level codes are numbers")),
            None => worth.push((0.0, code)),
        }
    }
    worth.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(other.1)));
    if counts {
        // Two ways of writing one number are one code.
        worth.dedup_by(|one, other| one.0.total_cmp(&other.0).is_eq());
    }
    let code = |cell: &String| {
        let same = |(n, text): &(f64, &str)| if counts { number(cell) == Some(*n) } else { cell == text };
        worth.iter().position(same)
    };
    let units = coders.iter().map(|row| row.len()).max().unwrap_or(0);
    let answers: Vec<Vec<Option<usize>>> =
        (0..units).map(|unit| coders.iter().map(|row| row.get(unit).and_then(code)).collect()).collect();
    let values: Vec<f64> = worth.iter().map(|(n, _)| *n).collect();
    let coded = Coded { answers: &answers, values: &values };
    let mut chance = fastrand::Rng::with_seed(SEED);
    let range = interval(coded, level.level(), TRIES, |n| chance.usize(..n));
    let Interval { low, high } = range.unwrap_or(Interval { low: f64::NAN, high: f64::NAN });
    Ok(Found {
        level,
        alpha: alpha(coded, level.level()),
        low: Some(low).filter(|n| n.is_finite()),
        high: Some(high).filter(|n| n.is_finite()),
        tries: TRIES,
        coders: coders.len(),
        units,
        compared: answers.iter().filter(|unit| unit.iter().flatten().count() > 1).count(),
        names,
    })
}

fn told(found: &Found) -> String {
    let figure = match (found.alpha, found.low.zip(found.high)) {
        (None, _) => "no alpha: there is nothing to compare, or all codes are the same".to_owned(),
        (Some(alpha), None) => format!("alpha {alpha:.4}, too little to draw an interval from"),
        (Some(alpha), Some((low, high))) => {
            format!("alpha {alpha:.4}, in 95 of 100 draws of the units between {low:.4} and {high:.4}")
        }
    };
    let below = if found.alpha.is_some_and(|a| a < 0.0) { "\nless alike than chance alone would give" } else { "" };
    let names = match found.names {
        Names::None => "no names",
        Names::Row => "names in the first row",
        Names::Column => "names in the first column",
        Names::Both => "names in the first row and column",
    };
    let Found { coders, units, compared, .. } = found;
    format!("{figure}{below}\n{coders} coders, {units} units of which {compared} were coded by two or more; {names}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn found(text: &str, level: Asked) -> Found {
        of(&cells(text.as_bytes()).unwrap(), level, None).unwrap()
    }

    fn four(found: &Found) -> String {
        format!("{:.4}", found.alpha.unwrap())
    }

    /// Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: section A (two coders, two codes), B (two coders, five codes), and E
    /// (four coders, codes missing); and Hayes and Krippendorff, 2007, with five coders is tested beside the function itself.
    #[test]
    fn published_tables_are_reproduced_with_names_and_without() {
        let a = "0,1,0,0,0,0,0,0,1,0\n1,1,1,0,0,1,0,0,0,0\n";
        assert_eq!(four(&found(a, Asked::Nominal)), "0.0952");
        let b = "Ben,a,a,b,b,d,c,c,c,e,d,d,a\nGerry,b,a,b,b,b,c,c,c,e,d,d,d\n";
        let of_b = found(b, Asked::Nominal);
        assert_eq!((four(&of_b).as_str(), of_b.names, of_b.units), ("0.6920", Names::Column, 12));
        // The same codes without the names: letters that stand elsewhere are codes.
        let bare = "a,a,b,b,d,c,c,c,e,d,d,a\nb,a,b,b,b,c,c,c,e,d,d,d\n";
        let bare = found(bare, Asked::Nominal);
        assert_eq!((four(&bare).as_str(), bare.names, bare.units), ("0.6920", Names::None, 12));
        let e = "coder;u1;u2;u3;u4;u5;u6;u7;u8;u9;u10;u11;u12\n\
            A;1;2;3;3;2;1;4;1;2;;;\nB;1;2;3;3;2;2;4;1;2;5;;3\nC;;3;3;3;2;3;4;2;2;5;1;\nD;1;2;3;3;2;4;4;1;2;5;1;\n";
        let of_e = |level| four(&found(e, level));
        assert_eq!(of_e(Asked::Nominal), "0.7434");
        assert_eq!(of_e(Asked::Ordinal), "0.8154");
        assert_eq!(of_e(Asked::Interval), "0.8491");
        assert_eq!(of_e(Asked::Ratio), "0.7974");
        let whole = found(e, Asked::Nominal);
        assert_eq!((whole.coders, whole.units, whole.compared, whole.names), (4, 12, 11, Names::Both));
        assert!(whole.low.unwrap() < 0.7434 && 0.7434 < whole.high.unwrap());
    }

    #[test]
    fn what_cannot_be_said_is_said_so() {
        assert!(told(&found("1,1,1\n1,1,1\n", Asked::Nominal)).contains("no alpha"));
        assert!(told(&found("1,2,1,2\n2,1,2,1\n", Asked::Nominal)).contains("less alike than chance"));
        let wrong = |text: &str, level| of(&cells(text.as_bytes()).unwrap(), level, None).unwrap_err();
        assert!(wrong("1,2,x\n1,2,x\n", Asked::Interval).contains("x: not a number"));
        assert!(wrong("1,-2\n1,2\n", Asked::Ratio).contains("-2"));
        assert!(cells(b"").is_err());
    }

    #[test]
    fn one_number_written_two_ways_is_one_code_and_a_comma_is_a_point() {
        let one = found("1,0;2,5;3\n1;2.5;3,0\n", Asked::Interval);
        assert_eq!(four(&one), "1.0000");
    }
}
