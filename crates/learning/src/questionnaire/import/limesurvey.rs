//! A survey of LimeSurvey as questions of here. What is the same comes in; what is not, is told at its question before anybody takes it over.

use super::{
    condition::{self, Made, Rule},
    fault::Fault,
    html::{Plain, plain},
    survey::{self, Row, Survey, field},
};
use crate::questionnaire::question::{Asks, MOST_QUESTIONS, Question};
use kernel::{Line, Note, Refusal, Say};

/// What came in, and what did not.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<Question>, Vec<Fault>), Refusal> {
    let survey = survey::open(bytes)?;
    let mut faults = survey.around();
    let mut made: Vec<Made> = Vec::new();
    let mut group: Option<String> = None;
    for row in &survey.questions {
        let code = field(row, "title").to_owned();
        let mut told = Vec::new();
        match survey.question(row, &made, &mut told) {
            Ok(_) if made.len() >= MOST_QUESTIONS => faults.push(Fault::of(code, TOO_MANY)),
            Ok(mut one) => {
                let own = field(row, "gid").to_owned();
                one.question.new_page = group.as_ref().is_some_and(|before| *before != own);
                group = Some(own);
                made.push(one);
                faults.extend(told.into_iter().map(|says| Fault::without(code.clone(), says)));
            }
            Err(refusal) => faults.push(Fault::of(code, refusal)),
        }
    }
    Ok((made.into_iter().map(|made| made.question).collect(), faults))
}

const TOO_MANY: Refusal = Refusal::of(
    "Er passen hooguit 60 vragen in een vragenlijst. Deze vraag komt niet mee.",
    "A questionnaire holds at most 60 questions. This one does not come along.",
);

/// Settings of a question that change what is asked or who may answer what. What only changes how it looks is not told.
const SETTINGS: [(&str, &str, &str); 13] = [
    (
        "array_filter",
        "welke antwoorden of regels er staan hangt af van een eerdere vraag",
        "which answers or lines are there depends on an earlier question",
    ),
    (
        "array_filter_exclude",
        "welke antwoorden of regels er staan hangt af van een eerdere vraag",
        "which answers or lines are there depends on an earlier question",
    ),
    ("max_answers", "hooguit zoveel antwoorden", "at most so many answers"),
    ("min_answers", "ten minste zoveel antwoorden", "at least so many answers"),
    ("exclude_all_others", "een antwoord dat de andere uitsluit", "an answer that excludes the others"),
    ("exclude_all_others_auto", "een antwoord dat de andere uitsluit", "an answer that excludes the others"),
    ("em_validation_q", "een regel waaraan het antwoord moet voldoen", "a rule that the answer must meet"),
    ("em_validation_sq", "een regel waaraan het antwoord moet voldoen", "a rule that the answer must meet"),
    ("maximum_chars", "hooguit zoveel tekens", "at most so many characters"),
    ("random_order", "antwoorden of regels in willekeurige volgorde", "answers or lines in a random order"),
    ("answer_order", "antwoorden in een andere volgorde", "answers in another order"),
    ("random_group", "vragen in willekeurige volgorde", "questions in a random order"),
    ("assessment_value", "een waardering van antwoorden", "a value given to answers"),
];

impl Survey {
    /// What is told of the survey as a whole.
    fn around(&self) -> Vec<Fault> {
        let whole = |says| Fault::without("", says);
        let mut faults = Vec::new();
        if self.other_languages {
            faults.push(whole(Say::of(
                "Alleen de hoofdtaal van de vragenlijst komt mee; vertalingen niet.",
                "Only the main language of the survey comes along; translations do not.",
            )));
        }
        if self.welcome || self.end {
            faults.push(whole(Say::of(
                "De welkomst- en slottekst komen niet mee. Schrijf wat mensen moeten weten bij het doel van de vragenlijst.",
                "The texts of welcome and end do not come along. Write what people should know at the purpose of the questionnaire.",
            )));
        }
        if self.quotas > 0 {
            faults.push(whole(Say::of(
                "Quota (hoeveel mensen hooguit een antwoord mogen geven) komen niet mee.",
                "Quotas (how many people at most may give an answer) do not come along.",
            )));
        }
        let musts = self.questions.iter().filter(|row| matches!(field(row, "mandatory"), "Y" | "S")).count();
        if musts > 0 {
            faults.push(whole(Say::made(
                format!("Verplichte vragen: {musts}. Hier is geen vraag verplicht: meedoen is vrijwillig."),
                format!("Mandatory questions: {musts}. Here no question is: taking part is voluntary."),
            )));
        }
        faults
    }

    fn question(&self, row: &Row, before: &[Made], told: &mut Vec<Say>) -> Result<Made, Refusal> {
        let id = field(row, "qid").to_owned();
        let settings = self.settings.get(&id).map(Vec::as_slice).unwrap_or_default();
        if field(row, "type") == "X" {
            return Err(Refusal::of(
                "Dit is een tekst tussen de vragen. Zet wat mensen moeten lezen in het doel of in een vraag.",
                "This is a text between the questions. Put what people should read in the purpose or in a question.",
            ));
        }
        // The condition that never holds hides a question as well.
        let never = field(row, "relevance").trim() == "0";
        if never || settings.iter().any(|(name, value)| name == "hidden" && value == "1") {
            return Err(Refusal::of(
                "Deze vraag was verborgen: niemand kreeg haar te zien.",
                "This question was hidden: nobody got to see it.",
            ));
        }
        let text: Note = asked(field(row, "question"), told)?;
        let (codes, asks) = self.asks(row, told)?;
        self.settings_told(row, settings, told);
        if matches!(field(row, "type"), "Y" | "C" | "E")
            && !["nl", "en"].iter().any(|own| self.language.starts_with(own))
        {
            told.push(Say::of(
                "De vaste antwoorden staan hier in het Nederlands; de taal van deze vragenlijst is er niet. Kijk ze na.",
                "The fixed answers are in Dutch here; the language of this survey is not there. Check them.",
            ));
        }
        let only_if = match self.rule(row, before) {
            Rule::None => None,
            Rule::One(rule) => Some(rule),
            Rule::Richer => {
                told.push(Say::of(
                    "De voorwaarde komt niet mee: iedereen krijgt deze vraag. Hier kan alleen: een eerdere keuzevraag heeft één bepaald antwoord.",
                    "The condition does not come along: everybody gets this question. Only this is possible here: an earlier choice question has one certain answer.",
                ));
                None
            }
        };
        let number = u16::try_from(before.len() + 1).unwrap_or(u16::MAX);
        let question = Question { number, text, asks, only_if, new_page: false };
        question.check()?;
        Ok(Made { id, code: field(row, "title").to_owned(), codes, question })
    }

    /// The condition of the question, and that of its group. Two at once is more than can be said here.
    fn rule(&self, row: &Row, before: &[Made]) -> Rule {
        let rows: Vec<&Row> = self.conditions.iter().filter(|one| field(one, "qid") == field(row, "qid")).collect();
        let own = match condition::of(field(row, "relevance"), before) {
            // What newer versions write there, they made of the table.
            Rule::None => condition::of_rows(&rows, before),
            rule @ (Rule::One(_) | Rule::Richer) => rule,
        };
        let group = self.groups.get(field(row, "gid")).map_or(Rule::None, |rule| condition::of(rule, before));
        match (own, group) {
            (rule, Rule::None) | (Rule::None, rule) => rule,
            (Rule::One(own), Rule::One(group)) if own == group => Rule::One(own),
            (Rule::One(_) | Rule::Richer, Rule::One(_) | Rule::Richer) => Rule::Richer,
        }
    }

    /// What a question has beside its words and its condition.
    fn settings_told(&self, row: &Row, settings: &[(String, String)], told: &mut Vec<Say>) {
        if field(row, "other") == "Y" {
            told.push(Say::of(
                "Het antwoord 'Anders, namelijk' komt niet mee. Voeg een antwoord of een open vraag toe als u het nodig hebt.",
                "The answer 'Other' does not come along. Add an answer or an open question if you need it.",
            ));
        }
        let help = plain(field(row, "help")).text;
        if !help.is_empty() {
            let help: String = help.chars().take(200).collect();
            told.push(Say::made(
                format!("De uitleg bij de vraag komt niet mee: \"{help}\"."),
                format!("The help with the question does not come along: \"{help}\"."),
            ));
        }
        if !field(row, "preg").is_empty() {
            told.push(Say::of(
                "Een controle op hoe het antwoord geschreven is komt niet mee.",
                "A check on how the answer is written does not come along.",
            ));
        }
        if self.filled.iter().any(|id| id == field(row, "qid")) {
            told.push(Say::of(
                "Een antwoord dat vooraf was ingevuld komt niet mee.",
                "An answer that was filled in beforehand does not come along.",
            ));
        }
        let own = self.lines.iter().filter(|line| field(line, "parent_qid") == field(row, "qid"));
        if own.clone().any(|line| !matches!(field(line, "relevance"), "" | "1")) {
            told.push(Say::of(
                "Voorwaarden van losse regels of antwoorden komen niet mee: iedereen ziet ze alle.",
                "Conditions of single lines or answers do not come along: everybody sees all of them.",
            ));
        }
        let on = |name: &str| {
            settings.iter().any(|(n, value)| n == name && !matches!(value.as_str(), "" | "0" | "N" | "normal"))
        };
        for (name, nl, en) in SETTINGS.iter().filter(|(name, ..)| on(name)) {
            told.push(Say::made(
                format!("Een instelling komt niet mee: {nl} ({name})."),
                format!("A setting does not come along: {en} ({name})."),
            ));
        }
    }

    /// The codes of these rows and their words.
    fn words_of<'a>(
        rows: impl Iterator<Item = &'a Row>,
        (code, text): (&str, &str),
        told: &mut Vec<Say>,
    ) -> Result<(Vec<String>, Vec<Line>), Refusal> {
        let mut found = (Vec::new(), Vec::new());
        for row in rows {
            found.1.push(asked::<Line>(field(row, text), told)?);
            found.0.push(field(row, code).to_owned());
        }
        Ok(found)
    }

    fn answers_of(&self, row: &Row, told: &mut Vec<Say>) -> Result<(Vec<String>, Vec<Line>), Refusal> {
        let own = self.answers.iter().filter(|answer| field(answer, "qid") == field(row, "qid"));
        Self::words_of(own, ("code", "answer"), told)
    }

    fn lines_of(&self, row: &Row, told: &mut Vec<Say>) -> Result<(Vec<String>, Vec<Line>), Refusal> {
        let own = self.lines.iter().filter(|line| field(line, "parent_qid") == field(row, "qid"));
        Self::words_of(own, ("title", "question"), told)
    }

    fn asks(&self, row: &Row, told: &mut Vec<Say>) -> Result<(Vec<String>, Asks), Refusal> {
        let english = self.language.starts_with("en");
        let fixed = |nl: &[&str], en: &[&str]| {
            let words = if english { en } else { nl };
            words.iter().map(|w| w.parse::<Line>()).collect::<Result<Vec<_>, Refusal>>()
        };
        let matrix = |rows: (Vec<String>, Vec<Line>), columns| Ok((Vec::new(), Asks::Matrix { rows: rows.1, columns }));
        let numbers = |to: u16| (1..=to).map(|n| n.to_string().parse()).collect::<Result<Vec<Line>, Refusal>>();
        match field(row, "type") {
            "L" | "!" => {
                let (codes, options) = self.answers_of(row, told)?;
                Ok((codes, Asks::Choice { options, many: false }))
            }
            "Y" => {
                let options = fixed(&["Ja", "Nee"], &["Yes", "No"])?;
                Ok((vec!["Y".into(), "N".into()], Asks::Choice { options, many: false }))
            }
            "M" => {
                let (codes, options) = self.lines_of(row, told)?;
                Ok((codes, Asks::Choice { options, many: true }))
            }
            "5" => Ok((Vec::new(), Asks::Scale { steps: 5, low: "1".parse()?, high: "5".parse()? })),
            "S" | "T" | "U" => Ok((Vec::new(), Asks::Open)),
            "F" => matrix(self.lines_of(row, told)?, self.answers_of(row, told)?.1),
            "A" => matrix(self.lines_of(row, told)?, numbers(5)?),
            "B" => matrix(self.lines_of(row, told)?, numbers(10)?),
            "C" => matrix(self.lines_of(row, told)?, fixed(&["Ja", "Onzeker", "Nee"], &["Yes", "Uncertain", "No"])?),
            "E" => {
                let columns = fixed(&["Meer", "Hetzelfde", "Minder"], &["Increase", "Same", "Decrease"])?;
                matrix(self.lines_of(row, told)?, columns)
            }
            other => Err(unknown(other).into()),
        }
    }
}

/// The kinds of question that do not exist here, as LimeSurvey calls them.
const KINDS: [(&str, &str, &str); 15] = [
    ("O", "lijst met opmerking", "list with comment"),
    ("P", "meerkeuze met opmerkingen", "multiple choice with comments"),
    ("R", "rangschikking", "ranking"),
    ("G", "geslacht", "gender"),
    ("I", "taalkeuze", "language switch"),
    ("N", "getal", "numerical input"),
    ("K", "meer getallen", "multiple numerical input"),
    ("Q", "meer korte teksten", "multiple short text"),
    ("D", "datum", "date"),
    ("H", "matrix per kolom", "array by column"),
    ("1", "dubbele matrix", "array dual scale"),
    (":", "matrix met getallen", "array (numbers)"),
    (";", "matrix met teksten", "array (texts)"),
    ("|", "bestand", "file upload"),
    ("*", "formule", "equation"),
];

/// What is said of a question of such a kind.
fn unknown(kind: &str) -> Say {
    let (_, nl, en) = KINDS.iter().find(|(code, ..)| *code == kind).copied().unwrap_or((kind, "onbekend", "unknown"));
    Say::made(
        format!(
            "Een vraag van soort {kind} ({nl}) bestaat hier niet. Maak er in LimeSurvey een lijst, matrix of open vraag van."
        ),
        format!(
            "A question of type {kind} ({en}) does not exist here. Make it a list, an array or a text in LimeSurvey."
        ),
    )
}

/// A text that somebody is asked, as words. What of it could not come along is told.
fn asked<T: std::str::FromStr<Err = Refusal>>(text: &str, told: &mut Vec<Say>) -> Result<T, Refusal> {
    let Plain { text, lost } = plain(text);
    if let Some(placeholder) = placeholder(&text) {
        return Err(Say::made(
            format!("In de tekst staat {placeholder}, dat LimeSurvey bij ieder anders invult. Maak deze vraag hier zelf."),
            format!("The text holds {placeholder}, which LimeSurvey fills in for each person. Make this question here yourself."),
        )
        .into());
    }
    let lost: Vec<Say> = lost.iter().map(super::html::Lost::says).collect();
    if tables::spaced(&text).is_empty() {
        let what = lost.first().cloned().unwrap_or(Say::of("", ""));
        return Err(Say::made(
            format!("Hier staat geen tekst. {}", what.nl).trim().to_owned(),
            format!("There is no text here. {}", what.en).trim().to_owned(),
        )
        .into());
    }
    for says in lost {
        if !told.contains(&says) {
            told.push(says);
        }
    }
    text.parse()
}

/// What stands between braces and is no plain text: a name, an expression.
fn placeholder(text: &str) -> Option<&str> {
    let (begin, _) = text.match_indices('{').find(|(at, _)| {
        // A brace before a space is a brace to LimeSurvey too.
        text.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_whitespace())
    })?;
    let rest = text.get(begin..)?;
    let end = rest.find('}')?;
    rest.get(..=end).map(|whole| whole.get(..60).unwrap_or(whole))
}
