//! The structure file of LimeSurvey (`.lss`) as tables: rows in XML. Both forms are read: texts inside the rows, as older versions write
//! them, and texts in tables of their own by language, as newer ones do. Answers of people are never in such a file.

use kernel::Refusal;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::HashMap;

/// The most attributes of one element: the reader holds each against all others of its element.
const MOST_ATTRIBUTES: usize = 64;
/// The most namespaces of a file: the reader hands all of them on to each element that adds one. A survey has none.
const MOST_NAMESPACES: usize = 64;
/// The most elements and texts; a survey with sixty questions has some thousands.
const MOST_NODES: u32 = 200_000;
/// The most questions, and the most lines, answers and texts. What may be asked is far less, but every row is held against others.
const MOST_QUESTIONS: usize = 500;
const MOST_ROWS: usize = 10_000;

pub(super) type Row = HashMap<String, String>;

/// The tables that matter, in the language of the survey.
pub(super) struct Survey {
    pub(super) language: String,
    pub(super) other_languages: bool,
    pub(super) questions: Vec<Row>,
    pub(super) lines: Vec<Row>,
    pub(super) answers: Vec<Row>,
    /// By its number what a group asks before it is shown.
    pub(super) groups: HashMap<String, String>,
    pub(super) conditions: Vec<Row>,
    /// By question the name and value of each setting.
    pub(super) settings: HashMap<String, Vec<(String, String)>>,
    /// Questions with an answer filled in beforehand.
    pub(super) filled: Vec<String>,
    pub(super) quotas: usize,
    /// Texts around the questions: whether there is a welcome and an end.
    pub(super) welcome: bool,
    pub(super) end: bool,
}

/// Opens a file.
///
/// # Errors
/// A sentence when it is damaged, no survey, or far more than one.
pub(super) fn open(bytes: &[u8]) -> Result<Survey, Refusal> {
    const BROKEN: Refusal = Refusal::of(
        "Dit bestand is beschadigd of afgebroken. Exporteer het opnieuw uit LimeSurvey.",
        "This file is damaged or cut off. Export it from LimeSurvey again.",
    );
    const NO_SURVEY: Refusal = Refusal::of(
        "Dit is geen vragenlijst van LimeSurvey. Exporteer de structuur van de vragenlijst (.lss).",
        "This is no survey of LimeSurvey. Export the structure of the survey (.lss).",
    );
    const TOO_MUCH: Refusal = Refusal::of(
        "Dit bestand is te ingewikkeld om een vragenlijst te zijn. Exporteer alleen de structuur van de vragenlijst (.lss).",
        "This file is too complex to be a questionnaire. Export only the structure of the survey (.lss).",
    );
    let text = std::str::from_utf8(bytes).map_err(|_| BROKEN)?.trim_start_matches('\u{feff}');
    if !is_simple(text) {
        return Err(TOO_MUCH);
    }
    let within = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, within)
        .map_err(|error| if matches!(error, roxmltree::Error::NodesLimitReached) { TOO_MUCH } else { BROKEN })?;
    let root = document.root_element();
    let kind = root.children().find(|n| n.has_tag_name("LimeSurveyDocType")).and_then(|n| n.text());
    if kind != Some("Survey") {
        return Err(NO_SURVEY);
    }
    let survey = rows(root, "surveys").into_iter().next().unwrap_or_default();
    let language = field(&survey, "language").to_owned();
    let mut questions = with_texts(root, "questions", "question_l10ns", "qid", &language);
    let mut lines = with_texts(root, "subquestions", "question_l10ns", "qid", &language);
    let mut answers = with_texts(root, "answers", "answer_l10ns", "aid", &language);
    let groups = rows(root, "groups");
    let place: HashMap<&str, i64> = groups.iter().map(|row| (field(row, "gid"), order(row, "group_order"))).collect();
    // Some versions keep lines among the questions.
    let (own, within): (Vec<Row>, Vec<Row>) =
        questions.into_iter().partition(|row| matches!(field(row, "parent_qid"), "" | "0"));
    questions = own;
    lines.extend(within);
    questions.sort_by_key(|row| (place.get(field(row, "gid")).copied().unwrap_or(0), order(row, "question_order")));
    lines.sort_by_key(|row| order(row, "question_order"));
    answers.sort_by_key(|row| order(row, "sortorder"));
    if questions.len() > MOST_QUESTIONS || lines.len().max(answers.len()) > MOST_ROWS {
        return Err(TOO_MUCH);
    }
    let mut settings: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for row in rows(root, "question_attributes") {
        let pair = (field(&row, "attribute").to_owned(), field(&row, "value").to_owned());
        settings.entry(field(&row, "qid").to_owned()).or_default().push(pair);
    }
    let texts = rows(root, "surveys_languagesettings");
    let says = |name: &str| texts.iter().any(|row| !super::html::plain(field(row, name)).text.is_empty());
    Ok(Survey {
        other_languages: !field(&survey, "additional_languages").is_empty(),
        groups: groups.iter().map(|row| (field(row, "gid").to_owned(), field(row, "grelevance").to_owned())).collect(),
        conditions: rows(root, "conditions"),
        filled: rows(root, "defaultvalues").iter().map(|row| field(row, "qid").to_owned()).collect(),
        quotas: rows(root, "quota").len(),
        welcome: says("surveyls_welcometext"),
        end: says("surveyls_endtext"),
        language,
        questions,
        lines,
        answers,
        settings,
    })
}

/// Whether no element has more attributes, and the file no more namespaces, than the reader can take without its work growing with
/// the square of them. It looks at the text only: an attribute is a `=` outside quotes behind a `<`. A `<` cannot stand in the value of
/// an attribute, so every one of them begins anew, and what looks like an element in a text can at most be taken for one.
fn is_simple(text: &str) -> bool {
    let most_of_one = text.split('<').skip(1).map(attributes).max().unwrap_or(0);
    most_of_one <= MOST_ATTRIBUTES && text.matches("xmlns").take(MOST_NAMESPACES + 1).count() <= MOST_NAMESPACES
}

/// How many attributes an element has that begins like this. A text apart, a comment and an end have none.
fn attributes(element: &str) -> usize {
    if element.starts_with(['!', '?', '/']) {
        return 0;
    }
    let (mut quote, mut count) = (None, 0);
    for byte in element.bytes() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => count += 1,
            (None, b'>') => break,
            (None, _) => {}
        }
    }
    count
}

/// The rows of a table, in the language of the survey; with texts from the table beside it where that exists.
fn with_texts(root: Node<'_, '_>, table: &str, beside: &str, key: &str, language: &str) -> Vec<Row> {
    let in_language = |row: &Row| matches!(field(row, "language"), "") || field(row, "language") == language;
    let texts: HashMap<String, Row> = rows(root, beside)
        .into_iter()
        .filter(|row| in_language(row))
        .map(|row| (field(&row, key).to_owned(), row))
        .collect();
    rows(root, table)
        .into_iter()
        .filter(in_language)
        .map(|mut row| {
            if let Some(text) = texts.get(field(&row, key)) {
                for name in ["question", "answer", "help"] {
                    if let Some(words) = text.get(name) {
                        row.insert(name.to_owned(), words.clone());
                    }
                }
            }
            row
        })
        .collect()
}

fn rows(root: Node<'_, '_>, table: &str) -> Vec<Row> {
    let table = root.children().find(|n| n.has_tag_name(table));
    let rows = table.and_then(|t| t.children().find(|n| n.has_tag_name("rows")));
    let row = |node: Node<'_, '_>| {
        node.children()
            .filter(Node::is_element)
            .map(|cell| (cell.tag_name().name().to_owned(), cell.text().unwrap_or_default().trim().to_owned()))
            .collect()
    };
    rows.into_iter().flat_map(|r| r.children().filter(Node::is_element)).map(row).collect()
}

/// A cell of a row; empty when it is not there.
pub(super) fn field<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

fn order(row: &Row, name: &str) -> i64 {
    field(row, name).parse().unwrap_or(0)
}
