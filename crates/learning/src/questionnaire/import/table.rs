//! A table of questions: one per line, with the words of Dutch or English in its head.

use super::Fault;
use crate::questionnaire::{
    question::{Asks, OnlyIf, Question},
    words::Sort,
};
use kernel::{Line, Note, Refusal, Say};
use std::collections::HashMap;

/// The columns: what each is called in Dutch and English.
const COLUMNS: [(&str, &str); 8] = [
    ("soort", "kind"),
    ("vraag", "question"),
    ("antwoorden", "answers"),
    ("stappen", "steps"),
    ("laag", "low"),
    ("hoog", "high"),
    ("regels", "lines"),
    ("alleen_als", "only_if"),
];

/// The most columns and the most lines with something on them. What may be asked is far less, but whoever has too much reads why.
const MOST_COLUMNS: usize = 100;
const MOST_LINES: usize = 500;

const TOO_MUCH: Say = Say::of(
    "Dit bestand heeft te veel kolommen of regels om een vragenlijst te zijn.",
    "This file has too many columns or lines to be a questionnaire.",
);

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Question>, Vec<Fault>> {
    let text = decoded(bytes);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.matches(';').count() >= first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|_| vec![unreadable("")])?.clone();
    if head.len() > MOST_COLUMNS {
        return Err(vec![Fault::of("1", TOO_MUCH)]);
    }
    let place = |names: (&str, &str)| {
        head.iter().position(|cell| {
            let cell = cell.trim().to_lowercase().replace(' ', "_");
            cell == names.0 || cell == names.1
        })
    };
    let places: HashMap<&str, usize> = COLUMNS.iter().filter_map(|names| Some((names.0, place(*names)?))).collect();
    if !places.contains_key("soort") || !places.contains_key("vraag") {
        return Err(vec![Fault::of(
            "1",
            Say::of(
                "Op de eerste regel horen ten minste de kolommen soort en vraag.",
                "The first line must have at least the columns kind and question.",
            ),
        )]);
    }
    let (mut questions, mut faults) = (Vec::new(), Vec::new());
    for (n, record) in (2u32..).zip(reader.records()) {
        let Ok(record) = record else {
            faults.push(unreadable(&n.to_string()));
            continue;
        };
        if record.len() > MOST_COLUMNS || questions.len() + faults.len() >= MOST_LINES {
            faults.push(Fault::of(n.to_string(), TOO_MUCH));
            break;
        }
        let row = Row { places: &places, record: &record };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match row.question(u16::try_from(questions.len() + faults.len() + 1).unwrap_or(u16::MAX), &questions) {
            Ok(question) => questions.push(question),
            Err(refusal) => faults.push(Fault::of(n.to_string(), refusal.why)),
        }
    }
    if faults.is_empty() { Ok(questions) } else { Err(faults) }
}

fn unreadable(at: &str) -> Fault {
    Fault::of(at, Say::of("Deze regel is niet te lezen.", "This line cannot be read."))
}

fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

struct Row<'a> {
    places: &'a HashMap<&'a str, usize>,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        self.places.get(name).and_then(|place| self.record.get(*place)).unwrap_or_default().trim()
    }

    fn list(&self, name: &str) -> Result<Vec<Line>, Refusal> {
        self.cell(name).split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::parse).collect()
    }

    fn line(&self, name: &str, missing: Say) -> Result<Line, Refusal> {
        let text = self.cell(name);
        if text.is_empty() { Err(missing.into()) } else { text.parse() }
    }

    fn question(&self, number: u16, before: &[Question]) -> Result<Question, Refusal> {
        let sort = sort(self.cell("soort"))?;
        let text: Note = self.cell("vraag").parse().map_err(|_: Refusal| {
            Refusal::of("De kolom vraag is leeg of te lang.", "The column question is empty or too long.")
        })?;
        let asks = self.asks(sort)?;
        let rule = self.cell("alleen_als");
        let only_if = if rule.is_empty() { None } else { Some(only_if(rule, before)?) };
        Ok(Question { number, text, asks, only_if, new_page: false })
    }

    fn asks(&self, sort: Sort) -> Result<Asks, Refusal> {
        const ENDS: Say =
            Say::of("Een schaal heeft woorden nodig bij laag en hoog.", "A scale needs words at low and high.");
        const STEPS: Refusal =
            Refusal::of("Schrijf bij stappen een getal van 2 tot 10.", "Write a number from 2 to 10 at steps.");
        match sort {
            Sort::Scale => {
                let steps = match self.cell("stappen") {
                    "" => 5,
                    text => text.parse().map_err(|_| STEPS)?,
                };
                Ok(Asks::Scale { steps, low: self.line("laag", ENDS)?, high: self.line("hoog", ENDS)? })
            }
            Sort::One | Sort::Many => Ok(Asks::Choice { options: self.list("antwoorden")?, many: sort == Sort::Many }),
            Sort::Open => Ok(Asks::Open),
            Sort::Matrix => Ok(Asks::Matrix { rows: self.list("regels")?, columns: self.list("antwoorden")? }),
        }
    }
}

fn sort(text: &str) -> Result<Sort, Refusal> {
    let asked = text.to_lowercase();
    let named = |sort: &Sort| {
        let says = sort.says();
        sort.word() == asked || says.nl.to_lowercase() == asked || says.en.to_lowercase() == asked
    };
    let short = match asked.as_str() {
        "keuze" | "een" | "één" | "choice" => Some(Sort::One),
        "meer" | "several" => Some(Sort::Many),
        "open" => Some(Sort::Open),
        _ => None,
    };
    Sort::ALL.iter().copied().find(named).or(short).ok_or_else(|| {
        Say::made(
            format!("De soort \"{asked}\" bestaat niet. Kies schaal, keuze, meer, open of matrix."),
            format!("The kind \"{asked}\" does not exist. Choose scale, choice, several, open or matrix."),
        )
        .into()
    })
}

/// `3=ja`: only for who chose this answer to question 3.
fn only_if(rule: &str, before: &[Question]) -> Result<OnlyIf, Refusal> {
    const SHAPE: Refusal = Refusal::of(
        "Schrijf een voorwaarde als 3=ja: het nummer van een eerdere keuzevraag en een antwoord daarop.",
        "Write a condition as 3=yes: the number of an earlier choice question and an answer to it.",
    );
    let (number, answer) = rule.split_once('=').ok_or(SHAPE)?;
    let number: u16 = number.trim().parse().map_err(|_| SHAPE)?;
    let question = before.iter().find(|q| q.number == number).ok_or(SHAPE)?;
    let answer = answer.trim().to_lowercase();
    let place = question.options().iter().position(|option| option.as_str().to_lowercase() == answer).ok_or(SHAPE)?;
    Ok(OnlyIf { question: number, option: u16::try_from(place).map_err(|_| SHAPE)? })
}
