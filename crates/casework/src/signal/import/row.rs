//! From cells to a signal, with everything that is wrong told at once.

use super::{
    Column, Keeper, MOST_TOLD, Place, Problem, Row,
    column::WANTED,
    days::{birth_of, born_too_late, day, holds_day},
};
use crate::signal::{
    intake::{Brought, Intake, Reporter, Subject},
    words::{Ideology, ReporterKind},
};
use kernel::Choice as _;
use kernel::{Bsn, Date, Line, Observed, Refusal, Say};
use std::str::FromStr;
use tables::{Damage, Table, Wanted, spaced};
use web::free_text;

/// The cells of one row, by column.
pub(super) struct Cells<'a> {
    table: &'a Table,
    row: &'a tables::Row,
}

impl<'a> Cells<'a> {
    pub(super) fn of(table: &'a Table, row: &'a tables::Row) -> Self {
        Self { table, row }
    }

    /// The cell as it is written, with its lines.
    fn get(&self, column: Column) -> &'a str {
        self.table.cell(self.row, column.place())
    }

    /// The cell as one line in which a space is a space.
    fn line(&self, column: Column) -> String {
        spaced(self.get(column))
    }

    /// What is wrong with the row as it stands in the file. Nothing else is read of a row that slid or holds others: what it says under each
    /// name cannot be trusted.
    fn misfit(&self) -> Vec<Problem> {
        let whole = self.row.damage.iter().filter(|damage| damage.column.is_none());
        let mut found: Vec<Problem> = whole.map(|d| Problem { column: None, why: d.why.clone() }).collect();
        let want = self.table.names.len();
        let have = want.saturating_sub(self.row.short);
        let is_needed =
            |(place, one): (&Option<usize>, &Wanted)| one.needed && place.is_some_and(|place| place >= have);
        if self.row.short > 0 && self.table.places.iter().zip(&WANTED).any(is_needed) {
            let why = Say::made(
                format!(
                    "Deze rij heeft te weinig cellen: {have} van de {want}. Kijk of er een cel of een scheidingsteken ontbreekt."
                ),
                format!(
                    "This row has too few cells: {have} of {want}. Check whether a cell or a separator is missing."
                ),
            );
            found.push(Problem { column: None, why });
        }
        found
    }

    /// What is wrong with single cells, of the columns that are read.
    fn spoilt(&self) -> Vec<Problem> {
        let of = |damage: &Damage| {
            let column = Column::at(self.table.wanted_at(damage.column?)?)?;
            Some(Problem { column: Some(column), why: damage.why.clone() })
        };
        self.row.damage.iter().filter_map(of).collect()
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

    fn may<T: FromStr<Err = Refusal> + 'static>(&mut self, column: Column) -> Option<T> {
        self.may_by(column, free_text)
    }

    fn may_by<T>(&mut self, column: Column, read: impl Fn(&str) -> Result<T, Refusal>) -> Option<T> {
        // What may hold several lines keeps them, and a name stays as it is written.
        let text = match column {
            Column::Facts | Column::Reading | Column::Remark | Column::Name => self.cells.get(column).to_owned(),
            Column::Reference
            | Column::Received
            | Column::Municipality
            | Column::ReporterKind
            | Column::Shielded
            | Column::Channel
            | Column::Birth
            | Column::Bsn
            | Column::Ideology
            | Column::Acute => self.cells.line(column),
        };
        if text.is_empty() {
            return None;
        }
        read(&text).map_err(|refusal| self.wrong(column, refusal.why)).ok()
    }

    fn must_by<T>(&mut self, column: Column, read: impl Fn(&str) -> Result<T, Refusal>) -> Option<T> {
        if self.cells.get(column).is_empty() {
            // Why it is empty may be told already, such as a formula that failed.
            if self.problems.iter().any(|problem| problem.column == Some(column)) {
                return None;
            }
            self.wrong(column, Say::of("Deze cel is leeg. Vul de cel in.", "This cell is empty. Fill it in."));
            return None;
        }
        self.may_by(column, read)
    }
}

pub(super) fn read(
    number: usize,
    cells: &Cells<'_>,
    places: &impl Fn(&str) -> Result<Place, Refusal>,
    today: Date,
    keeper: Keeper<'_>,
) -> Row {
    let reference: Option<Line> = cells.line(Column::Reference).parse().ok();
    let misfit = cells.misfit();
    if !misfit.is_empty() {
        return Row { number, reference, read: Err(misfit), hints: Vec::new() };
    }
    let mut reading = Reading { cells, problems: cells.spoilt() };
    let intake = intake_of(&mut reading, places, today, keeper);
    let mut hints = hints_of(cells, intake.as_ref(), today);
    hints.extend(places(&cells.line(Column::Municipality)).ok().and_then(|place| place.became));
    let read = match intake {
        Some(intake) if reading.problems.is_empty() => Ok(Box::new(intake)),
        _ => Err(reading.problems),
    };
    Row { number, reference, read, hints }
}

fn intake_of(
    reading: &mut Reading<'_>,
    places: &impl Fn(&str) -> Result<Place, Refusal>,
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
    let name = reading.must_by(Column::Name, free_text);
    let birth = reading.may_by(Column::Birth, |text| birth_of(text, today));
    let bsn = reading.may_by(Column::Bsn, bsn_of);
    let facts = facts_of(reading, today);
    if let Some(why) =
        birth.and_then(|birth| born_too_late(birth.earliest(), received, facts.iter().filter_map(|fact| fact.on)))
    {
        reading.wrong(Column::Birth, why);
    }
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
        terms: None,
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
                format!("Er staan te veel feiten: hooguit {MOST_FACTS} is mogelijk. Voeg de andere later toe."),
                format!("There are too many facts: at most {MOST_FACTS} are possible. Add the others later."),
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
        text: free_text(alone(text)?)?,
        observer: None,
        first_hand: yes_or_no(own)?,
        expression: None,
    })
}

/// The text of one fact. A second fact on the same line would say of the first one who saw it.
fn alone(text: &str) -> Result<&str, Refusal> {
    let begins_anew = |part: &str| {
        let word = part.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        yes_or_no(word).is_ok() || holds_day(part)
    };
    if text.split('|').skip(1).any(begins_anew) {
        return Err(Refusal::of(
            "hier staan twee feiten achter elkaar. Zet elk feit op een eigen regel, en | alleen tussen datum, tekst en ja of nee.",
            "there are two facts on one line here. Put each fact on a line of its own, and | only between date, text and ja or nee.",
        ));
    }
    Ok(text)
}

fn place_of(
    text: &str,
    places: &impl Fn(&str) -> Result<Place, Refusal>,
    keeper: Keeper<'_>,
) -> Result<Place, Refusal> {
    let place = places(text)?;
    if keeper.agency.municipalities.contains(&place.municipality) {
        Ok(place)
    } else {
        Err(Refusal::of(
            "Uw organisatie werkt niet voor deze gemeente.",
            "Your organisation does not work for this municipality.",
        ))
    }
}

fn bsn_of(text: &str) -> Result<Bsn, Refusal> {
    const NO_ZERO: Refusal = Refusal::of(
        "Dit is een cijfer te kort. Een rekenprogramma laat een 0 vooraan weg: geef de kolom de opmaak Tekst en zet de 0 terug, als het BSN met een 0 begint.",
        "This is one digit short. A spreadsheet program drops a leading 0: give the column the Text format and put the 0 back, if the BSN begins with a 0.",
    );
    const BARE: Refusal = Refusal::of(
        "Schrijf een BSN als negen cijfers, met niets ertussen of ernaast. Is het niet bekend? Laat de cel dan leeg.",
        "Write a BSN as nine digits, with nothing between or beside them. Is it not known? Then leave the cell empty.",
    );
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match digits {
        8 if digits == text.len() => Err(NO_ZERO),
        9 if digits == text.len() => text.parse(),
        _ => Err(BARE),
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

/// So old is a signal that its year deserves a look.
const OLD_YEARS: i16 = 10;

/// What does not stand in the way, but deserves a look.
fn hints_of(cells: &Cells<'_>, intake: Option<&Intake>, today: Date) -> Vec<Say> {
    let mut hints = Vec::new();
    // A spreadsheet that saves as Windows-1252 writes a question mark for every letter that it cannot write, such as ş in a name.
    if cells.get(Column::Name).contains('?') {
        hints.push(Say::of(
            "In de naam staat een vraagteken. Misschien is daar een letter verloren gegaan; kijk de naam na.",
            "There is a question mark in the name. Perhaps a letter was lost there; check the name.",
        ));
    }
    if cells.row.hidden {
        hints.push(Say::of(
            "Deze rij is verborgen in uw rekenblad. Die wordt gewoon gelezen.",
            "This row is hidden in your spreadsheet. It is read all the same.",
        ));
    }
    if cells.row.short > 0 {
        let short = cells.row.short;
        hints.push(Say::made(
            format!("Wat aan het eind van deze rij ontbreekt ({short}) is als leeg gelezen."),
            format!("What is missing at the end of this row ({short}) was read as empty."),
        ));
    }
    if let Some(intake) = intake {
        if intake.facts.iter().any(|fact| fact.on.is_some_and(|on| on > intake.received)) {
            hints.push(Say::of(
                "Een feit is van na de dag van ontvangst. Kijk de datums na.",
                "A fact is dated after the day of receipt. Check the dates.",
            ));
        }
        if intake.received.year() < today.year() - OLD_YEARS {
            let year = intake.received.year();
            hints.push(Say::made(
                format!("Dit signaal is van {year}. Kijk het jaar na."),
                format!("This signal is from {year}. Check the year."),
            ));
        }
    }
    hints
}
