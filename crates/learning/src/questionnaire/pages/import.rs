//! Questions out of a file: what does not come along is told first, question by question; then the rest is taken over, or nothing.

use crate::places;
use crate::questionnaire::{
    acts::ArrangeQuestions,
    import::{self, COLUMNS, Fault, Outcome},
    question,
};
use kernel::{Lang, Refusal, Say};
use paper::{Cell, Sheet};
use schemars::JsonSchema;
use serde::Serialize;
use tables::Doubt;
use vault::Desk;
use web::{Ask, Download, Field, Filled, Form, FormSpec, Handed, ReadAs, Reader, Redirect, Trouble, aside};

/// A file with questions, and whether what is in it may come along without what does not.
pub(super) struct Imported {
    file: Handed,
    rest: bool,
}

impl Form for Imported {
    fn check(read: &mut Reader) -> Option<Self> {
        let file = Handed::read(read, "file", import::LARGEST);
        let rest = read.tick("rest");
        Some(Self { file: file?, rest })
    }
}

/// A file that was looked at, before anything of it is taken over.
pub(super) struct Looked {
    file: Handed,
    outcome: Outcome,
}

async fn read(ask: &Ask, file: &Handed) -> Result<Result<Outcome, Refusal>, Trouble> {
    let file = file.clone();
    aside(ask, move || import::read(&file.bytes, &file.wish)).await
}

/// The file that was sent to this address and is not taken over yet, read again.
pub(super) async fn looked(ask: &Ask, filled: &Filled, address: &str) -> Result<Option<Looked>, Trouble> {
    let sent = filled.is_for(address).then(|| Handed::sent(filled.values(), "file", import::LARGEST)).flatten();
    let Some(file) = sent else { return Ok(None) };
    Ok(match read(ask, &file).await? {
        Ok(outcome) => Some(Looked { file, outcome }),
        // What was wished of the columns could not be done; the file itself is still there.
        Err(_) => read(ask, &file.unmatched()).await?.ok().map(|outcome| Looked { file: file.unmatched(), outcome }),
    })
}

pub(super) async fn import(desk: Desk<ArrangeQuestions>, ask: Ask, form: Imported) -> Result<Redirect, Trouble> {
    let outcome = read(&ask, &form.file).await?.map_err(|refusal| refusal.at("file"))?;
    if let Some(doubt) = outcome.table.as_ref().and_then(|table| table.doubts.first()) {
        return Err(question_of(doubt).into());
    }
    if outcome.questions.is_empty() || (!outcome.faults.is_empty() && !form.rest) {
        // A page shows all of it beside the choice; a program has only what it is answered.
        let why = if ask.is_program() { told(&outcome) } else { READ_FIRST };
        return Err(why.at("rest").into());
    }
    let event = desk.dossier().arrange(question::joined(desk.dossier().questions(), &outcome.questions))?;
    let to = places::QUESTIONNAIRES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

const READ_FIRST: Refusal = Refusal::of(
    "Er is nog niets overgenomen: niet alles kan mee. Lees wat niet meekomt en kies dan.",
    "Nothing has been taken over yet: not everything can come along. Read what does not, and then choose.",
);

/// So many things that do not come along are named to a program.
const NAMED: usize = 100;

fn told(outcome: &Outcome) -> Refusal {
    let one = |lang: Lang, fault: &Fault| {
        let says = fault.says.to(lang);
        if fault.at.is_empty() { says.to_owned() } else { format!("{}: {says}", fault.at) }
    };
    let all = |lang| outcome.faults.iter().take(NAMED).map(|fault| one(lang, fault)).collect::<Vec<_>>().join(" ");
    let (nl, en) = match outcome.faults.len().saturating_sub(NAMED) {
        0 => (String::new(), String::new()),
        more => (format!(" En nog {more} meldingen."), format!(" And {more} messages more.")),
    };
    Say::made(
        format!("Er is nog niets overgenomen. Niet alles kan mee. {}{nl}", all(Lang::Nl)),
        format!("Nothing has been taken over yet. Not everything can come along. {}{en}", all(Lang::En)),
    )
    .into()
}

fn question_of(doubt: &Doubt) -> Refusal {
    match doubt {
        Doubt::Letters(_) => Refusal::of(
            "De letters van dit bestand zijn op meer manieren te lezen. Kies de regel die klopt.",
            "The letters of this file can be read in more than one way. Choose the line that is right.",
        ),
        Doubt::Sheet => Refusal::of(
            "Er zijn meer tabbladen met vragen. Kies het tabblad dat u bedoelt.",
            "There are several sheets with questions. Choose the one that you mean.",
        ),
        Doubt::Columns(missing) => {
            let names = missing.iter().filter_map(|n| COLUMNS.get(*n)).map(tables::Wanted::name);
            let names = names.collect::<Vec<_>>().join(", ");
            Say::made(
                format!("Deze kolommen staan onder een andere naam in uw bestand: {names}. Wijs ze aan."),
                format!("These columns have another name in your file: {names}. Point them out."),
            )
            .into()
        }
    }
}

/// What does not come along, to show.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeftOut")]
pub(super) struct Left {
    /// All of it, in the order of the file.
    pub(super) faults: Vec<Fault>,
    /// How many questions can be taken over.
    pub(super) fit: usize,
    /// How a table was read.
    pub(super) read_as: Option<ReadAs>,
}

impl Left {
    /// How many can come along, as a sentence.
    pub(super) fn says(&self) -> Say {
        match self.fit {
            0 => Say::of("Geen enkele vraag kan mee.", "Not one question can come along."),
            1 => Say::of("Eén vraag kan mee.", "One question can come along."),
            fit => Say::made(format!("{fit} vragen kunnen mee."), format!("{fit} questions can come along.")),
        }
    }

    pub(super) fn of(looked: &Looked) -> Option<Self> {
        let outcome = &looked.outcome;
        let read_as = outcome.table.as_ref().map(ReadAs::of);
        let told = !outcome.waits() && !outcome.faults.is_empty();
        told.then(|| Self { faults: outcome.faults.clone(), fit: outcome.questions.len(), read_as })
    }
}

/// The form to read a file in: the file, what is not certain of it, or the choice after looking.
pub(super) fn form(at: &str, looked: Option<&Looked>) -> FormSpec {
    let to = |submit| FormSpec::to(format!("{at}/importeren"), submit).secondary();
    match looked {
        Some(Looked { file, outcome }) if outcome.waits() => {
            let form = to(Say::of("Verder", "Go on"));
            let names = import::names();
            outcome.table.as_ref().map_or(form.clone(), |table| file.otherwise(form, table, &COLUMNS, &names))
        }
        Some(Looked { file, outcome }) if !outcome.faults.is_empty() && !outcome.questions.is_empty() => {
            let fit = outcome.questions.len();
            let form = file.along(to(Say::made(format!("{fit} overnemen"), format!("Take over {fit}"))));
            form.field(Field::tick(
                "rest",
                Say::of(
                    "Ik heb gelezen wat niet meekomt. Neem de vragen zonder dat over.",
                    "I have read what does not come along. Take the questions over without it.",
                ),
            ))
        }
        Some(_) | None => to(Say::of("Inlezen", "Read it")).field(
            Field::file(
                "file",
                Say::of("Bestand van LimeSurvey (.lss) of rekenblad", "File of LimeSurvey (.lss) or spreadsheet"),
            )
            .hint(Say::of(
                "Een rekenblad (XLSX, ODS, XLS of CSV) heeft de kolommen soort, vraag, antwoorden, stappen, laag, hoog, regels, alleen_als.",
                "A spreadsheet (XLSX, ODS, XLS or CSV) has the columns kind, question, answers, steps, low, high, lines, only_if.",
            )),
        ),
    }
}

/// How a sheet becomes a file.
type Write = fn(&Sheet) -> Result<Vec<u8>, paper::Error>;

/// A table of questions to begin with, in the kind of file that the address names.
pub(super) async fn example(ask: Ask) -> Result<Download, Trouble> {
    let sheet = example_of(ask.lang);
    let sort = ask.part("soort").to_owned();
    let (kind, write): (&'static str, Write) = match sort.as_str() {
        "csv" => ("text/csv; charset=utf-8", Sheet::csv),
        "ods" => ("application/vnd.oasis.opendocument.spreadsheet", Sheet::ods),
        "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Sheet::xlsx),
        _ => return Err(Trouble::Denied),
    };
    let bytes = aside(&ask, move || write(&sheet)).await?.map_err(|error| Trouble::Store(error.to_string()))?;
    Ok(Download::of(kind, format!("voorbeeld-vragen.{sort}"), bytes))
}

/// Every kind of question once.
pub(crate) fn example_of(lang: Lang) -> Sheet {
    let mut sheet = Sheet::new(lang.both("Vragen", "Questions"), import::names().iter().map(|name| name.to(lang)));
    let rows: [[&str; 8]; 5] = match lang {
        Lang::Nl => [
            ["keuze", "Zit u aan een weegtafel?", "ja|nee", "", "", "", "", ""],
            ["schaal", "Hoe vaak zegt u wat u van elkaar verwacht?", "", "5", "nooit", "altijd", "", "1=ja"],
            ["meer", "Wat houdt delen tegen?", "tijd|vertrouwen|regels", "", "", "", "", ""],
            ["matrix", "Hoe duidelijk is dit?", "niet|deels|wel", "", "", "", "de weging|het plan", ""],
            ["open", "Wat kan beter?", "", "", "", "", "", ""],
        ],
        Lang::En => [
            ["choice", "Do you sit at a weighing table?", "yes|no", "", "", "", "", ""],
            ["scale", "How often do you say what you expect of each other?", "", "5", "never", "always", "", "1=yes"],
            ["several", "What stops sharing?", "time|trust|rules", "", "", "", "", ""],
            ["matrix", "How clear is this?", "not|partly|very", "", "", "", "the weighing|the plan", ""],
            ["open", "What could be better?", "", "", "", "", "", ""],
        ],
    };
    for row in rows {
        sheet.push(row.map(Cell::from));
    }
    sheet
}
