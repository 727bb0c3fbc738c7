//! A table of questions: one per row, with the words of Dutch or English in its head.

use super::fault::Fault;
use crate::questionnaire::{
    question::{self, Asks, OnlyIf, Question},
    words::Sort,
};
use kernel::{Line, Note, Refusal, Say};
use tables::{Bounds, Table, Wanted, Wish};

const fn column(key: &'static str, names: &'static [&'static str], needed: bool) -> Wanted {
    Wanted { key, names, needed }
}

/// The columns of such a table.
pub const COLUMNS: [Wanted; 8] = [
    column("soort", &["soort", "kind"], true),
    column("vraag", &["vraag", "question"], true),
    column("antwoorden", &["antwoorden", "answers"], false),
    column("stappen", &["stappen", "steps"], false),
    column("laag", &["laag", "low"], false),
    column("hoog", &["hoog", "high"], false),
    column("regels", &["regels", "lines"], false),
    column("alleen-als", &["alleen_als", "only_if"], false),
];

/// What people call the columns, in their order.
#[must_use]
pub fn names() -> Vec<Say> {
    let both = |one: &Wanted| match one.names {
        [nl, en, ..] => Say::of(nl, en),
        [..] => Say::same(one.name()),
    };
    COLUMNS.iter().map(both).collect()
}

/// The most columns and the most rows. What may be asked is far less, but whoever has too much reads why.
const BOUNDS: Bounds = Bounds { bytes: 500_000, rows: 500, columns: 100, cell: 10_000 };

pub(super) fn read(bytes: &[u8], wish: &Wish) -> Result<(Vec<Question>, Vec<Fault>, Table), Refusal> {
    let table = tables::read(bytes, &COLUMNS, &BOUNDS, wish)?;
    let (mut questions, mut faults) = (Vec::new(), Vec::new());
    let rows = if table.doubts.is_empty() { table.rows.as_slice() } else { &[] };
    for (number, own) in (1u16..).zip(rows) {
        let row = Row { table: &table, own };
        let at = own.number.to_string();
        if let Some(damage) = own.damage.iter().find(|d| d.column.is_none_or(|c| table.wanted_at(c).is_some())) {
            faults.push(Fault::left(at, damage.why.clone()));
            continue;
        }
        // A condition names a question by its place in the file, also where a row before it was left out.
        match row.question(number, &questions).and_then(|question| question.check().map(|()| question)) {
            Ok(question) => questions.push(question),
            Err(refusal) => faults.push(Fault::of(at, refusal)),
        }
    }
    for name in table.ignored() {
        faults.push(Fault::without("", ignored(&name)));
    }
    Ok((question::joined(&[], &questions), faults, table))
}

fn ignored(name: &str) -> Say {
    Say::made(format!("De kolom \"{name}\" wordt niet gelezen."), format!("The column \"{name}\" is not read."))
}

struct Row<'a> {
    table: &'a Table,
    own: &'a tables::Row,
}

impl Row<'_> {
    fn cell(&self, key: &str) -> &str {
        let place = COLUMNS.iter().position(|one| one.key == key).unwrap_or(COLUMNS.len());
        self.table.cell(self.own, place)
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
        let rule = self.cell("alleen-als");
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
