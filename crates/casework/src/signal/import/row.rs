//! From cells to a signal, with everything that is wrong told at once.

use super::{Column, Keeper, MOST_TOLD, Place, Problem, Row};
use crate::signal::{
    intake::{Brought, Intake, Reporter, Subject, not_after},
    words::{Ideology, ReporterKind},
};
use kernel::Choice as _;
use kernel::{Date, Line, Note, Observed, Refusal, Say, parse_day};
use std::str::FromStr;

/// Which column stands where in this file.
pub(super) struct Header {
    width: usize,
    places: Vec<(Column, usize)>,
    pub(super) ignored: Vec<String>,
    pub(super) missing: Vec<Column>,
}

impl Header {
    pub(super) fn of(names: &[String]) -> Result<Self, Refusal> {
        let mut places: Vec<(Column, usize)> = Vec::new();
        let mut ignored = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match Column::ALL.into_iter().find(|column| folded(column.heading()) == folded(name)) {
                Some(column) if places.iter().any(|(known, _)| *known == column) => {
                    let heading = column.heading();
                    return Err(Say::made(
                        format!("De kolom {heading} staat twee keer in dit bestand. Haal er één weg."),
                        format!("The column {heading} is in this file twice. Remove one of them."),
                    )
                    .into());
                }
                Some(column) => places.push((column, index)),
                None if name.is_empty() => {}
                None => ignored.push(name.chars().take(80).collect()),
            }
        }
        let (needed, missing): (Vec<Column>, Vec<Column>) = Column::ALL
            .into_iter()
            .filter(|column| !places.iter().any(|(known, _)| known == column))
            .partition(|column| column.is_needed());
        if !needed.is_empty() {
            let names = needed.iter().map(|column| column.heading()).collect::<Vec<_>>().join(", ");
            return Err(Say::made(
                format!(
                    "In de eerste rij ontbreekt: {names}. Zet daar de namen van de kolommen, zoals in het voorbeeld."
                ),
                format!("Missing in the first row: {names}. Put the names of the columns there, as in the example."),
            )
            .into());
        }
        Ok(Self { width: names.len(), places, ignored, missing })
    }

    pub(super) fn cells<'a>(&'a self, cells: &'a [String]) -> Cells<'a> {
        Cells { header: self, cells }
    }
}

/// The cells of one row, by column.
pub(super) struct Cells<'a> {
    header: &'a Header,
    cells: &'a [String],
}

impl Cells<'_> {
    fn get(&self, column: Column) -> &str {
        self.header
            .places
            .iter()
            .find(|(known, _)| *known == column)
            .and_then(|(_, index)| self.cells.get(*index))
            .map_or("", String::as_str)
    }

    /// A row with too few cells has slid: what it says under each name cannot be trusted, so nothing else is read of it.
    fn misfit(&self) -> Option<Problem> {
        let (have, want) = (self.cells.len(), self.header.width);
        let slid = self.cells.iter().skip(want).any(|cell| !cell.is_empty());
        let why = if have < want {
            Say::made(
                format!(
                    "Deze rij heeft te weinig cellen: {have} van de {want}. Kijk of er een cel of een scheidingsteken ontbreekt."
                ),
                format!("This row has too few cells: {have} of {want}. Look whether a cell or a separator is missing."),
            )
        } else if slid {
            Say::made(
                format!(
                    "Deze rij heeft te veel cellen: {have} in plaats van {want}. Zet tekst met een scheidingsteken tussen aanhalingstekens."
                ),
                format!(
                    "This row has too many cells: {have} instead of {want}. Put text with a separator between quotation marks."
                ),
            )
        } else {
            return None;
        };
        Some(Problem { column: None, why })
    }
}

/// Collects what is wrong while reading goes on.
struct Reading<'a> {
    cells: &'a Cells<'a>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn wrong(&mut self, column: Column, why: Say) {
        self.problems.push(Problem { column: Some(column), why });
    }

    fn may<T: FromStr<Err = Refusal>>(&mut self, column: Column) -> Option<T> {
        self.may_by(column, str::parse)
    }

    fn may_by<T>(&mut self, column: Column, read: impl Fn(&str) -> Result<T, Refusal>) -> Option<T> {
        let text = self.cells.get(column);
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|refusal| self.wrong(column, refusal.why)).ok()
    }

    fn must_by<T>(&mut self, column: Column, read: impl Fn(&str) -> Result<T, Refusal>) -> Option<T> {
        if self.cells.get(column).is_empty() {
            self.wrong(column, Say::of("Deze cel is leeg. Vul haar in.", "This cell is empty. Fill it in."));
            return None;
        }
        self.may_by(column, read)
    }
}

pub(super) fn read(
    number: usize,
    cells: &Cells<'_>,
    places: &impl Fn(&str) -> Option<Place>,
    today: Date,
    keeper: Keeper<'_>,
) -> Row {
    let reference: Option<Line> = cells.get(Column::Reference).parse().ok();
    if let Some(problem) = cells.misfit() {
        return Row { number, reference, read: Err(vec![problem]), hints: Vec::new() };
    }
    let mut reading = Reading { cells, problems: Vec::new() };
    let intake = intake_of(&mut reading, places, today, keeper);
    let read = match intake {
        Some(intake) if reading.problems.is_empty() => Ok(Box::new(intake)),
        _ => Err(reading.problems),
    };
    Row { number, reference, read, hints: hints_of(cells) }
}

fn intake_of(
    reading: &mut Reading<'_>,
    places: &impl Fn(&str) -> Option<Place>,
    today: Date,
    keeper: Keeper<'_>,
) -> Option<Intake> {
    // Every column is read before the first `?`, so that all problems of a row are told at once.
    let reference = reading.must_by(Column::Reference, str::parse);
    let received = reading.must_by(Column::Received, |text| day(text, today));
    let place = reading.must_by(Column::Municipality, |text| place_of(text, places, keeper));
    let kind = reading.must_by(Column::ReporterKind, |text| {
        ReporterKind::meant_by(text).ok_or_else(|| one_of(ReporterKind::ALL.iter().map(|kind| kind.says())))
    });
    let shielded = reading.may_by(Column::Shielded, yes_or_no).unwrap_or(false);
    let channel = reading.may(Column::Channel);
    let name = reading.must_by(Column::Name, str::parse);
    let birth = reading.may_by(Column::Birth, |text| day(text, today));
    let bsn = reading.may(Column::Bsn);
    let facts = facts_of(reading, today);
    let note = reading.may(Column::Reading);
    let ideologies = reading.may_by(Column::Ideology, ideologies_of).unwrap_or_default();
    let acute = reading.may_by(Column::Acute, yes_or_no).unwrap_or(false);
    let remark = reading.may(Column::Remark);
    let place = place?;
    Some(Intake {
        register_reference: Some(reference?),
        received: received?,
        municipality: place.municipality,
        house: place.house,
        stay: place.stay,
        owner: keeper.agency.id.clone(),
        brought: Brought { agency: keeper.agency.id.clone(), contact: keeper.contact.clone() },
        reporter: Reporter { kind: kind?, shielded, name: None, contact: None },
        channel: channel.or_else(|| "onbekend".parse().ok())?,
        subject: Subject::Person { name: name?, birth, bsn },
        facts,
        reading: note,
        ideologies,
        acute,
        remark,
    })
}

/// The most facts in one cell: as many as fit in the form.
const MOST_FACTS: usize = 50;

/// One fact per line: `date | what | own observation yes or no`.
fn facts_of(reading: &mut Reading<'_>, today: Date) -> Vec<Observed> {
    let cell = reading.cells.get(Column::Facts).to_owned();
    let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.take(MOST_FACTS + 1).collect();
    if lines.len() > MOST_FACTS {
        reading.wrong(
            Column::Facts,
            Say::made(
                format!("Er staan te veel feiten: er passen er hooguit {MOST_FACTS}. Voeg de andere later toe."),
                format!("There are too many facts: at most {MOST_FACTS} fit. Add the others later."),
            ),
        );
        return Vec::new();
    }
    if lines.is_empty() {
        reading.wrong(
            Column::Facts,
            Say::of(
                "Er staat geen feit. Schrijf per regel: datum | wat er is gezien of gehoord | zelf gezien (ja of nee).",
                "There is no fact. Write on each line: date | what was seen or heard | seen by the reporter (ja or nee).",
            ),
        );
    }
    let (mut facts, mut wrong) = (Vec::new(), 0);
    for (index, line) in lines.into_iter().enumerate() {
        match fact_of(line, today) {
            Err(_) if wrong >= MOST_TOLD => {}
            Ok(fact) => facts.push(fact),
            Err(Refusal { why, .. }) => {
                wrong += 1;
                let n = index.saturating_add(1);
                reading
                    .wrong(Column::Facts, Say::made(format!("Feit {n}: {}", why.nl), format!("Fact {n}: {}", why.en)));
            }
        }
    }
    facts
}

fn fact_of(line: &str, today: Date) -> Result<Observed, Refusal> {
    let parts = line
        .split_once('|')
        .and_then(|(on, rest)| rest.rsplit_once('|').map(|(text, own)| (on.trim(), text, own.trim())));
    let Some((on, text, own)) = parts else {
        return Err(Refusal::of(
            "schrijf datum | wat er is gezien of gehoord | zelf gezien (ja of nee).",
            "write date | what was seen or heard | seen by the reporter (ja or nee).",
        ));
    };
    Ok(Observed {
        on: if on.is_empty() { None } else { Some(day(on, today)?) },
        text: text.parse::<Note>()?,
        observer: None,
        first_hand: yes_or_no(own)?,
    })
}

fn day(text: &str, today: Date) -> Result<Date, Refusal> {
    let day = parse_day(text)?;
    not_after(day, today)?;
    Ok(day)
}

fn place_of(text: &str, places: &impl Fn(&str) -> Option<Place>, keeper: Keeper<'_>) -> Result<Place, Refusal> {
    let place = places(text).ok_or_else(|| {
        Refusal::of(
            "Deze gemeente is niet bekend in deze regio. Schrijf de naam voluit.",
            "This municipality is not known in this region. Write its full name.",
        )
    })?;
    if keeper.agency.municipalities.contains(&place.municipality) {
        Ok(place)
    } else {
        Err(Refusal::of(
            "Uw organisatie werkt niet voor deze gemeente.",
            "Your organisation does not work for this municipality.",
        ))
    }
}

fn yes_or_no(text: &str) -> Result<bool, Refusal> {
    match text.to_lowercase().as_str() {
        "j" | "ja" | "y" | "yes" => Ok(true),
        "n" | "nee" | "no" => Ok(false),
        _ => Err(Refusal::of("Schrijf ja of nee.", "Write ja (yes) or nee (no).")),
    }
}

fn ideologies_of(text: &str) -> Result<Vec<Ideology>, Refusal> {
    let words = text.split([',', ';', '+', '\n']).map(str::trim).filter(|word| !word.is_empty());
    // More than there are says one twice; the one too many is told as a word that is not there.
    words
        .take(Ideology::ALL.len() + 1)
        .enumerate()
        .map(|(n, word)| if n < Ideology::ALL.len() { word } else { "" })
        .map(|word| {
            Ideology::meant_by(word).ok_or_else(|| one_of(Ideology::ALL.iter().map(|ideology| ideology.says())))
        })
        .collect()
}

fn one_of(words: impl Iterator<Item = Say>) -> Refusal {
    let (nl, en): (Vec<_>, Vec<_>) = words.map(|say| (say.nl, say.en)).unzip();
    Say::made(format!("Kies uit: {}.", nl.join(", ")), format!("Choose from: {}.", en.join(", "))).into()
}

/// A spreadsheet that saves as Windows-1252 writes a question mark for every letter that it cannot write, such as ş in a name.
fn hints_of(cells: &Cells<'_>) -> Vec<Say> {
    let lost = cells.get(Column::Name).contains(['?', '\u{fffd}']);
    let mut hints = Vec::new();
    if lost {
        hints.push(Say::of(
            "In de naam staat een vraagteken. Misschien is daar een letter verloren gegaan; kijk de naam na.",
            "There is a question mark in the name. Perhaps a letter was lost there; check the name.",
        ));
    }
    hints
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
