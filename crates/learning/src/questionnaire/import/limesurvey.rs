//! The structure file of LimeSurvey (`.lss`): tables of rows in XML. Both forms are read: texts inside the rows, as older versions
//! write them, and texts in tables of their own by language, as newer ones do. Answers of people are never in such a file.

use super::Fault;
use crate::questionnaire::question::{Asks, OnlyIf, Question};
use kernel::{Line, Note, Refusal, Say};
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

type Row = HashMap<String, String>;

/// The tables that matter.
struct Survey {
    questions: Vec<Row>,
    lines: Vec<Row>,
    answers: Vec<Row>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Question>, Vec<Fault>> {
    let survey = open(bytes).map_err(|says| vec![Fault::of("", says)])?;
    let (mut made, mut faults) = (Vec::<(String, Vec<String>, Question)>::new(), Vec::new());
    let mut group = None;
    for row in &survey.questions {
        // A text between the questions asks nothing.
        if field(row, "type") == "X" {
            continue;
        }
        let number = u16::try_from(made.len() + faults.len() + 1).unwrap_or(u16::MAX);
        let code = field(row, "title").to_owned();
        match survey.question(row, number, &made) {
            Ok((codes, mut question)) => {
                let own = field(row, "gid").to_owned();
                question.new_page = group.as_ref().is_some_and(|before| *before != own);
                group = Some(own);
                made.push((code, codes, question));
            }
            Err(refusal) => faults.push(Fault::of(code, refusal.why)),
        }
    }
    if faults.is_empty() { Ok(made.into_iter().map(|(.., question)| question).collect()) } else { Err(faults) }
}

fn open(bytes: &[u8]) -> Result<Survey, Say> {
    const BROKEN: Say = Say::of(
        "Dit bestand is beschadigd of afgebroken. Exporteer het opnieuw uit LimeSurvey.",
        "This file is damaged or cut off. Export it from LimeSurvey again.",
    );
    const NO_SURVEY: Say = Say::of(
        "Dit is geen vragenlijst van LimeSurvey. Exporteer de structuur van de vragenlijst (.lss).",
        "This is no survey of LimeSurvey. Export the structure of the survey (.lss).",
    );
    const TOO_MUCH: Say = Say::of(
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
    let language = rows(root, "surveys").first().map(|row| field(row, "language").to_owned()).unwrap_or_default();
    let mut questions = with_texts(root, "questions", "question_l10ns", "qid", &language);
    let mut lines = with_texts(root, "subquestions", "question_l10ns", "qid", &language);
    let mut answers = with_texts(root, "answers", "answer_l10ns", "aid", &language);
    let groups: HashMap<String, i64> =
        rows(root, "groups").iter().map(|row| (field(row, "gid").to_owned(), order(row, "group_order"))).collect();
    questions.retain(|row| matches!(field(row, "parent_qid"), "" | "0"));
    questions.sort_by_key(|row| (groups.get(field(row, "gid")).copied().unwrap_or(0), order(row, "question_order")));
    lines.sort_by_key(|row| order(row, "question_order"));
    answers.sort_by_key(|row| order(row, "sortorder"));
    if questions.len() > MOST_QUESTIONS || lines.len().max(answers.len()) > MOST_ROWS {
        return Err(TOO_MUCH);
    }
    Ok(Survey { questions, lines, answers })
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
                for name in ["question", "answer"] {
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

fn field<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

fn order(row: &Row, name: &str) -> i64 {
    field(row, name).parse().unwrap_or(0)
}

/// Texts come with the marks of a web page around them; what is left is what people read.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut mark: Option<String> = None;
    for c in text.chars() {
        match (c, &mut mark) {
            ('<', _) => mark = Some(String::new()),
            ('>', Some(inside)) => {
                let name: String =
                    inside.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                if ["p", "br", "div", "li", "td", "h1", "h2", "h3"].contains(&name.to_lowercase().as_str()) {
                    out.push(' ');
                }
                mark = None;
            }
            (c, Some(inside)) => inside.push(c),
            (c, None) => out.push(c),
        }
    }
    let known = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let out = known.iter().fold(out, |text, (from, to)| text.replace(from, to));
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Survey {
    fn question(
        &self,
        row: &Row,
        number: u16,
        before: &[(String, Vec<String>, Question)],
    ) -> Result<(Vec<String>, Question), Refusal> {
        let text: Note = plain(field(row, "question")).parse()?;
        let (codes, asks) = self.asks(row)?;
        let only_if = relevance(field(row, "relevance"), before)?;
        Ok((codes, Question { number, text, asks, only_if, new_page: false }))
    }

    /// The codes of the answers and the answers.
    fn answers_of(&self, row: &Row) -> Result<(Vec<String>, Vec<Line>), Refusal> {
        let own = self.answers.iter().filter(|answer| field(answer, "qid") == field(row, "qid"));
        let read = own.map(|a| Ok((field(a, "code").to_owned(), plain(field(a, "answer")).parse::<Line>()?)));
        Ok(read.collect::<Result<Vec<_>, Refusal>>()?.into_iter().unzip())
    }

    fn lines_of(&self, row: &Row) -> Result<(Vec<String>, Vec<Line>), Refusal> {
        let own = self.lines.iter().filter(|line| field(line, "parent_qid") == field(row, "qid"));
        let read = own.map(|l| Ok((field(l, "title").to_owned(), plain(field(l, "question")).parse::<Line>()?)));
        Ok(read.collect::<Result<Vec<_>, Refusal>>()?.into_iter().unzip())
    }

    fn asks(&self, row: &Row) -> Result<(Vec<String>, Asks), Refusal> {
        let fixed = |words: &[&str]| words.iter().map(|w| w.parse::<Line>()).collect::<Result<Vec<_>, Refusal>>();
        let steps =
            |steps| Ok((Vec::new(), Asks::Scale { steps, low: "1".parse()?, high: steps.to_string().parse()? }));
        let matrix = |columns: Vec<Line>| Ok((Vec::new(), Asks::Matrix { rows: self.lines_of(row)?.1, columns }));
        let numbers = |to: u16| (1..=to).map(|n| n.to_string().parse()).collect::<Result<Vec<Line>, Refusal>>();
        match field(row, "type") {
            "L" | "!" => {
                let (codes, options) = self.answers_of(row)?;
                Ok((codes, Asks::Choice { options, many: false }))
            }
            "Y" => Ok((vec!["Y".into(), "N".into()], Asks::Choice { options: fixed(&["Ja", "Nee"])?, many: false })),
            "M" => {
                let (codes, options) = self.lines_of(row)?;
                Ok((codes, Asks::Choice { options, many: true }))
            }
            "5" => steps(5),
            "S" | "T" | "U" => Ok((Vec::new(), Asks::Open)),
            "F" => matrix(self.answers_of(row)?.1),
            "A" => matrix(numbers(5)?),
            "B" => matrix(numbers(10)?),
            "C" => matrix(fixed(&["Ja", "Onzeker", "Nee"])?),
            "E" => matrix(fixed(&["Meer", "Hetzelfde", "Minder"])?),
            other => Err(Say::made(
                format!("Een vraag van soort {other} bestaat hier niet. Maak er in LimeSurvey een lijst, matrix of open vraag van."),
                format!("A question of type {other} does not exist here. Make it a list, an array or a text in LimeSurvey."),
            )
            .into()),
        }
    }
}

/// `Q1 == "A2"`, with or without `.NAOK` and brackets. Anything richer is told, not guessed.
fn relevance(rule: &str, before: &[(String, Vec<String>, Question)]) -> Result<Option<OnlyIf>, Refusal> {
    const RICHER: Refusal = Refusal::of(
        "Deze voorwaarde is te ingewikkeld. Hier kan alleen: een eerdere keuzevraag heeft één bepaald antwoord.",
        "This condition is too complex. Only this is possible here: an earlier choice question has one certain answer.",
    );
    let bare: String = rule.chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '{' | '}')).collect();
    if bare.is_empty() || bare == "1" {
        return Ok(None);
    }
    let (name, answer) = bare.split_once("==").ok_or(RICHER)?;
    let name = name.strip_suffix(".NAOK").unwrap_or(name);
    let answer = answer.trim_matches(|c| c == '"' || c == '\'');
    let (_, codes, question) = before.iter().find(|(code, ..)| code == name).ok_or(RICHER)?;
    let place = codes.iter().position(|code| code == answer).ok_or(RICHER)?;
    Ok(Some(OnlyIf { question: question.number, option: u16::try_from(place).map_err(|_| RICHER)? }))
}
