//! A table that somebody hands in: the file and how it is to be read go from step to step in the form, what is not certain is asked, and
//! what was taken for granted can be seen and changed.

use crate::{
    form::{Field, FormSpec, Reader},
    values::Values,
};
use kernel::{Choice, Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use tables::{Doubt, Kind, Letters, Source, Table, Wanted, Wish, carried, carry, letters_of};

/// A file with what was chosen about it.
#[derive(Clone)]
pub struct Handed {
    /// Its name at the sender, to show and to see what kind it is; empty when only the file went along.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// How it is to be read.
    pub wish: Wish,
}

const AUTO: &str = "";
const ABSENT: &str = "-";

impl Handed {
    /// The file that was chosen in the field of this name, or the one that goes along since an earlier step.
    pub fn read(read: &mut Reader, field: &'static str, most: usize) -> Option<Self> {
        if read.values().is_too_large(field) {
            // Never the one of an earlier step instead of what was chosen now.
            read.wrong(field, tables::too_large(most).why);
            return None;
        }
        if let Some(sent) = Self::sent(read.values(), field, most) {
            return Some(sent);
        }
        if read.text("carried").is_empty() {
            // Says that a file is wanted.
            read.file(field)?;
        } else {
            read.wrong("", Say::of("Kies het bestand opnieuw.", "Choose the file again."));
        }
        None
    }

    /// The same out of what was sent, with nothing said when there is none.
    #[must_use]
    pub fn sent(values: &Values, field: &str, most: usize) -> Option<Self> {
        // A file that was chosen anew goes before the one of an earlier step.
        let chosen = values.file(field).map(|upload| Self {
            name: upload.name.clone(),
            bytes: Arc::from(&upload.bytes[..]),
            wish: Wish::default(),
        });
        chosen.or_else(|| Self::again(values, most))
    }

    /// The file that goes along in what was sent, when there is one.
    #[must_use]
    pub fn again(values: &Values, most: usize) -> Option<Self> {
        let first = |name: &str| values.first(name).unwrap_or_default().trim();
        let bytes = Arc::from(carried(first("carried"), most)?);
        let filled = |name: &str| Some(first(name)).filter(|text| !text.is_empty());
        let head = filled("head").and_then(|text| text.parse().ok());
        let mut wish = Wish {
            letters: filled("letters").and_then(Letters::of_word),
            sheet: filled("sheet").map(str::to_owned),
            head,
            ..Wish::default()
        };
        // Columns that were chosen on another sheet, or under another row of names, are other columns.
        if first("read-as") == read_as(&wish) || first("read-as").is_empty() {
            wish.columns = values.pairs().filter_map(column).collect();
        }
        Some(Self { name: first("name").to_owned(), bytes, wish })
    }

    /// The same without the columns that were chosen for it.
    #[must_use]
    pub fn unmatched(&self) -> Self {
        let wish = Wish { columns: Default::default(), ..self.wish.clone() };
        Self { wish, ..self.clone() }
    }

    /// The form with the file in it, and how it is to be read.
    #[must_use]
    pub fn along(&self, form: FormSpec) -> FormSpec {
        let wish = &self.wish;
        let mut form = self.bare(form);
        for (name, value) in [
            ("letters", wish.letters.map(|letters| letters.word().to_owned())),
            ("sheet", wish.sheet.clone()),
            ("head", wish.head.map(|head| head.to_string())),
        ] {
            form = value.into_iter().fold(form, |form, value| form.field(Field::hidden(name, value)));
        }
        wish.columns.iter().fold(form, |form, (key, place)| form.field(Field::hidden(name_of(key), value_of(*place))))
    }

    fn bare(&self, form: FormSpec) -> FormSpec {
        form.field(Field::hidden("carried", carry(&self.bytes))).field(Field::hidden("name", self.name.as_str()))
    }

    /// The form that asks what is not certain, or, when everything is, lets somebody have it read in another way. `names` says what the
    /// wanted columns are called in both languages.
    #[must_use]
    pub fn otherwise(&self, form: FormSpec, table: &Table, wanted: &[Wanted], names: &[Say]) -> FormSpec {
        let asks_letters = table.doubts.iter().find_map(|doubt| match doubt {
            Doubt::Letters(samples) => Some(samples),
            Doubt::Sheet | Doubt::Columns(_) => None,
        });
        let mut form = self.bare(form);
        if let Some(samples) = asks_letters {
            let option = |sample: &tables::Sample| (sample.letters.word(), sampled(sample));
            let says = Say::of("In welke regel kloppen de letters?", "In which line are the letters correct?");
            return form.field(Field::choice("letters", says, samples.iter().map(option).collect()));
        }
        let source = &table.source;
        // A text without a letter beyond ASCII reads the same in all of them.
        if let Some(letters) = source.letters.filter(|_| !source.words.is_empty()) {
            let says = Say::of("Tekenset", "Character set");
            let all = Letters::ALL.iter().map(|one| (one.word(), one.says())).collect();
            form = form.field(Field::list("letters", says, all).value(letters.word()));
        }
        if source.sheets.len() > 1 {
            let option = |name: &String| (name.clone(), Say::same(name.clone()));
            let field = Field::list("sheet", Say::of("Tabblad", "Sheet"), source.sheets.iter().map(option).collect());
            let sure = !table.doubts.contains(&Doubt::Sheet);
            let read = source.sheets.get(source.sheet).filter(|_| sure).cloned();
            form = form.field(field.values(read));
        }
        if table.doubts.contains(&Doubt::Sheet) {
            return form;
        }
        let head = Field::line("head", Say::of("Rij met de namen van de kolommen", "Row with the column names"));
        form = form.field(head.value(source.head.to_string()));
        let seen = Wish { head: Some(source.head), ..self.seen(source) };
        form = form.field(Field::hidden("read-as", read_as(&seen)));
        let options = columns_of(table);
        for (n, one) in wanted.iter().enumerate() {
            let place = table.places.get(n).copied().flatten();
            let says = names.get(n).cloned().unwrap_or_else(|| Say::same(one.name()));
            let field = Field::list(name_of(one.key), says, options.clone());
            let missing = place.is_none() && one.needed;
            let value = if missing { AUTO.to_owned() } else { value_of(place) };
            form = form.field(if missing { field } else { field.value(value) });
        }
        form
    }

    fn seen(&self, source: &Source) -> Wish {
        let sheet = if source.sheets.len() > 1 { source.sheets.get(source.sheet).cloned() } else { None };
        Wish { letters: source.letters, sheet, ..Wish::default() }
    }
}

/// What a choice of columns was made on: another sheet or row of names makes it another choice.
fn read_as(wish: &Wish) -> String {
    format!("{}/{}", wish.sheet.as_deref().unwrap_or_default(), wish.head.unwrap_or_default())
}

fn name_of(key: &str) -> String {
    format!("column.{key}")
}

fn value_of(place: Option<usize>) -> String {
    place.map_or_else(|| ABSENT.to_owned(), |place| place.to_string())
}

fn column((name, value): (&str, &str)) -> Option<(String, Option<usize>)> {
    let key = name.strip_prefix("column.")?.to_owned();
    match value.trim() {
        AUTO => None,
        ABSENT => Some((key, None)),
        place => Some((key, Some(place.parse().ok()?))),
    }
}

fn sampled(sample: &tables::Sample) -> Say {
    let (says, words) = (sample.letters.says(), sample.words.join(", "));
    Say::made(format!("{words} ({})", says.nl), format!("{words} ({})", says.en))
}

/// The columns of a file to choose from, each with the first thing that stands in it.
fn columns_of(table: &Table) -> Vec<(String, Say)> {
    let none = (ABSENT.to_owned(), Say::of("Staat niet in het bestand", "Not in the file"));
    let one = |(place, name): (usize, &String)| {
        let example = table.rows.iter().filter_map(|row| row.cells.get(place)).find(|cell| !cell.is_empty());
        let example: String = example.map(|cell| cell.chars().take(40).collect()).unwrap_or_default();
        let name = if name.is_empty() { letters_of(place) } else { name.chars().take(80).collect() };
        (place.to_string(), Say::same(if example.is_empty() { name } else { format!("{name}: {example}") }))
    };
    std::iter::once(none).chain(table.names.iter().enumerate().map(one)).collect()
}

/// How a file was read, to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadAs {
    /// The kind of file.
    pub kind: Kind,
    /// The alphabet.
    pub letters: Option<Letters>,
    /// Words in which the alphabet matters.
    pub words: Vec<String>,
    /// The sheet, when there are several.
    pub sheet: Option<String>,
    /// The row with the names.
    pub head: usize,
    /// Rows above it that are not read.
    pub above: Vec<usize>,
    /// Columns that are called otherwise in the file: there, and here.
    pub other_names: Vec<(String, String)>,
}

impl ReadAs {
    /// What there is to say of this table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        let source = &table.source;
        let several = source.sheets.len() > 1;
        Self {
            kind: source.kind,
            letters: source.letters,
            words: source.words.clone(),
            sheet: source.sheets.get(source.sheet).filter(|_| several).cloned(),
            head: source.head,
            above: source.above.clone(),
            other_names: source.other_names.iter().map(|(name, usual)| (name.clone(), (*usual).to_owned())).collect(),
        }
    }

    /// The same in sentences, for people.
    #[must_use]
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let mut all = Vec::new();
        let (kind, head) = (self.kind.says(), self.head);
        if let Some(letters) = self.letters {
            let (letters, words) = (letters.says(), self.words.join(", "));
            let such = if words.is_empty() { String::new() } else { format!(": {words}") };
            all.push(Say::made(
                format!("Tekenset: {}{such}.", letters.nl),
                format!("Character set: {}{such}.", letters.en),
            ));
        } else {
            all.push(Say::made(format!("Gelezen als {}.", kind.nl), format!("Read as {}.", kind.en)));
        }
        if let Some(sheet) = &self.sheet {
            all.push(Say::made(format!("Tabblad: {sheet}."), format!("Sheet: {sheet}.")));
        }
        if !self.above.is_empty() {
            let above = self.above.iter().take(5).map(usize::to_string).collect::<Vec<_>>().join(", ");
            all.push(Say::made(
                format!("De namen van de kolommen staan op rij {head}. Wat daarboven staat (rij {above}) wordt niet gelezen."),
                format!("The column names are on row {head}. What is above it (row {above}) is not read."),
            ));
        }
        for (name, usual) in &self.other_names {
            all.push(Say::made(
                format!("De kolom \"{name}\" wordt gelezen als {usual}."),
                format!("The column \"{name}\" is read as {usual}."),
            ));
        }
        all.iter().map(|say| say.to(lang).to_owned()).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use tables::Bounds;

    const WANTED: [Wanted; 2] =
        [Wanted { key: "id", names: &["Nummer"], needed: true }, Wanted { key: "who", names: &["Naam"], needed: true }];
    const BOUNDS: Bounds = Bounds { bytes: 10_000, rows: 10, columns: 10, cell: 100 };

    fn handed(body: &str) -> Handed {
        Handed::again(&Values::from_form(body.as_bytes()).unwrap(), 10_000).unwrap()
    }

    #[test]
    fn a_choice_of_columns_goes_along_and_falls_with_another_row_of_names() {
        let file = carry(b"Lijst;x\nVolgnr;Club\n1;Een\n2;Twee\n");
        let chosen = format!("carried={file}&head=2&read-as=%2F2&column.id=0&column.who=1");
        let sent = handed(&chosen);
        let table = tables::read(&sent.bytes, &WANTED, &BOUNDS, &sent.wish).unwrap();
        assert_eq!((table.places, table.rows.len()), (vec![Some(0), Some(1)], 2));
        let moved = format!("carried={file}&head=1&read-as=%2F2&column.id=0&column.who=1");
        assert!(handed(&moved).wish.columns.is_empty());
        assert!(Handed::again(&Values::from_form(b"carried=onzin").unwrap(), 100).is_none());
    }
}
