//! Questions from LimeSurvey and from tables: what comes in, and what is told before anybody takes it over.

use super::*;
use crate::questionnaire::import::{self, Fault, Outcome};
use kernel::{Lang, Refusal};
use tables::{Doubt, Wish};

const LSS: &str = include_str!("../../../tests/data/vragenlijst.lss");

fn read(bytes: &[u8]) -> Result<Outcome, Refusal> {
    import::read(bytes, &Wish::default())
}

#[track_caller]
fn refused(bytes: &[u8], words: &str) {
    let why = read(bytes).unwrap_err().why;
    assert!(why.en.contains(words) && !why.nl.is_empty(), "{}", why.en);
}

/// Where something does not come along, whether it is left out whole, and why.
fn told(outcome: &Outcome) -> Vec<(&str, bool, &str)> {
    outcome.faults.iter().map(|Fault { at, says, left }| (at.as_str(), *left, &*says.en)).collect()
}

#[test]
fn a_survey_of_limesurvey_is_read_with_its_kinds_and_its_condition() {
    let Outcome { questions: read, faults, .. } = read(LSS.as_bytes()).unwrap();
    let sorts: Vec<Sort> = read.iter().map(|q| q.asks.sort()).collect();
    assert_eq!(sorts, [Sort::One, Sort::Scale, Sort::Many, Sort::Matrix, Sort::Open]);
    assert_eq!(read[0].text.as_str(), "Zit u aan een weegtafel?");
    assert_eq!(read[1].only_if, Some(OnlyIf { question: 1, option: 0 }));
    assert!(read[3].new_page, "a new group begins a new page");
    let Asks::Matrix { rows, columns } = &read[3].asks else { unreachable!("a matrix") };
    assert_eq!((rows.len(), columns[0].as_str()), (2, "Nooit"));
    assert!(faults.len() == 1 && faults[0].at == "tussen" && faults[0].left, "the text between the questions is told");
}

#[test]
fn a_broken_survey_is_refused_and_what_does_not_exist_here_is_left_out_by_name() {
    refused(&LSS.as_bytes()[..LSS.len() / 2], "damaged or cut off");
    refused(LSS.replace(">Survey<", ">Group<").as_bytes(), "no survey");
    let two = LSS.replace("<type>5</type>", "<type>|</type>").replace("<type>T</type>", "<type>K</type>");
    let outcome = read(two.as_bytes()).unwrap();
    let left: Vec<&str> = told(&outcome).iter().filter(|(_, left, _)| *left).map(|(at, ..)| *at).collect();
    assert_eq!((left, outcome.questions.len()), (vec!["vaak", "tussen", "tip"], 3));
}

/// A survey with these questions, each with more cells in its row, and other tables behind them.
fn survey(questions: &[(&str, &str, &str)], tables: &str) -> String {
    let row = |(n, (sort, text, more)): (usize, &(&str, &str, &str))| {
        let n = n + 1;
        format!(
            "<row><qid>{n}</qid><parent_qid>0</parent_qid><gid>1</gid><type>{sort}</type><title>V{n}</title><question_order>{n}</question_order><question><![CDATA[{text}]]></question>{more}</row>"
        )
    };
    let all: String = questions.iter().enumerate().map(row).collect();
    let answers = "<answers><rows><row><qid>1</qid><code>A1</code><answer>ja</answer></row><row><qid>1</qid><code>A2</code><answer>nee</answer></row></rows></answers>";
    let lines = "<subquestions><rows><row><qid>91</qid><parent_qid>1</parent_qid><title>S1</title><question>een</question></row><row><qid>92</qid><parent_qid>1</parent_qid><title>S2</title><question>twee</question></row></rows></subquestions>";
    format!(
        "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><surveys><rows><row><language>nl</language></row></rows></surveys><questions><rows>{all}</rows></questions>{answers}{lines}{tables}</document>"
    )
}

#[track_caller]
fn tells(survey: &str, expected: &[(&str, bool, &str)], questions: usize) -> Vec<Question> {
    let outcome = read(survey.as_bytes()).unwrap();
    let told = told(&outcome);
    assert_eq!((told.len(), outcome.questions.len()), (expected.len(), questions), "{told:?}");
    for ((at, left, why), (expected_at, expected_left, words)) in told.iter().zip(expected) {
        assert_eq!((at, left), (expected_at, expected_left), "{told:?}");
        assert!(why.contains(words), "{why}");
    }
    outcome.questions
}

#[test]
fn whatever_a_question_has_beside_its_words_is_told_at_that_question() {
    let settings = |name: &str, value: &str| {
        format!(
            "<question_attributes><rows><row><qid>1</qid><attribute>{name}</attribute><value>{value}</value></row></rows></question_attributes>"
        )
    };
    let one = |more: &str| survey(&[("L", "Werkt u hier?", more)], "");
    tells(&one("<other>Y</other>"), &[("V1", false, "'Other'")], 1);
    tells(&one("<other>N</other><help><![CDATA[<p></p>]]></help>"), &[], 1);
    tells(&one("<help>Noem geen namen</help>"), &[("V1", false, "\"Noem geen namen\"")], 1);
    tells(&one("<preg>/[0-9]+/</preg>"), &[("V1", false, "how the answer is written")], 1);
    tells(&one("<mandatory>Y</mandatory>"), &[("", false, "Mandatory questions: 1")], 1);
    let many = |tables: &str| survey(&[("M", "Wat helpt?", "")], tables);
    for (name, value) in [
        ("array_filter", "V9"),
        ("array_filter_exclude", "V9"),
        ("max_answers", "1"),
        ("min_answers", "1"),
        ("exclude_all_others", "S1"),
        ("em_validation_q", "count(self) > 1"),
        ("random_order", "1"),
    ] {
        tells(&many(&settings(name, value)), &[("V1", false, name)], 1);
        tells(&many(&settings(name, "")), &[], 1);
    }
    let hidden = survey(&[("M", "Wat helpt?", ""), ("T", "En verder?", "")], &settings("hidden", "1"));
    tells(&hidden, &[("V1", true, "was hidden")], 1);
    let never = survey(&[("M", "Wat helpt?", "<relevance>0</relevance>"), ("T", "En verder?", "")], "");
    tells(&never, &[("V1", true, "was hidden")], 1);
    let kind = survey(&[("R", "Wat eerst?", ""), ("T", "En verder?", "")], "");
    tells(&kind, &[("V1", true, "type R (ranking)")], 1);
    tells(
        &many("<defaultvalues><rows><row><qid>1</qid></row></rows></defaultvalues>"),
        &[("V1", false, "filled in beforehand")],
        1,
    );
    tells(&many("<quota><rows><row><id>1</id></row></rows></quota>"), &[("", false, "Quotas")], 1);
    let texts = "<surveys_languagesettings><rows><row><surveyls_welcometext>Welkom</surveyls_welcometext></row></rows></surveys_languagesettings>";
    tells(&many(texts), &[("", false, "welcome")], 1);
    let lines = many("").replace("<title>S1</title>", "<title>S1</title><relevance>V9 == 1</relevance>");
    tells(&lines, &[("V1", false, "single lines")], 1);
    let text = survey(&[("X", "Lees dit eerst", ""), ("T", "Wat vond u?", "")], "");
    tells(&text, &[("V1", true, "text between the questions")], 1);
    let languages = many("")
        .replace("<language>nl</language>", "<language>nl</language><additional_languages>en</additional_languages>");
    tells(&languages, &[("", false, "main language")], 1);
}

#[test]
fn a_text_that_is_none_or_is_filled_in_for_each_person_is_left_out_and_told() {
    let pair = |text: &str| survey(&[("T", text, ""), ("T", "Wat vond u?", "")], "");
    tells(&pair(""), &[("V1", true, "no text here")], 1);
    tells(&pair("<p>\u{200b}&nbsp;</p>"), &[("V1", true, "no text here")], 1);
    tells(&pair("<p><img src=\"a.png\"></p>"), &[("V1", true, "picture")], 1);
    tells(&pair("U koos {V9.shown}. Waarom?"), &[("V1", true, "{V9.shown}")], 1);
    tells(&pair("Beste {TOKEN:FIRSTNAME}"), &[("V1", true, "{TOKEN:FIRSTNAME}")], 1);
    tells(&pair("Kijk <a href=\"https://voorbeeld.nl\">hier</a>"), &[("V1", false, "address behind a link")], 2);
    tells(&pair("Een { accolade } mag"), &[], 2);
    let questions = tells(&pair("Jonger dan 5 jaar (<5)?"), &[], 2);
    assert_eq!(questions[0].text.as_str(), "Jonger dan 5 jaar (<5)?");
}

#[test]
fn the_one_condition_that_exists_here_is_read_however_it_is_written() {
    let rule = OnlyIf { question: 1, option: 0 };
    let with = |sort: &str, relevance: &str| {
        survey(&[(sort, "Eerst?", ""), ("T", "Dan?", &format!("<relevance><![CDATA[{relevance}]]></relevance>"))], "")
    };
    for (sort, relevance) in [
        ("L", "V1 == \"A1\""),
        ("L", "((V1.NAOK == 'A1'))"),
        ("L", "9X1X1.NAOK == \"A1\""),
        ("M", "V1_S1.NAOK == \"Y\""),
        ("M", "((9X1X1S1 == \"Y\"))"),
        ("Y", "V1 == \"Y\""),
        ("L", "\"A1\" == V1"),
        ("L", "V1 eq 'A1'"),
        ("L", "(V1.code == \"A1\")"),
    ] {
        assert_eq!(tells(&with(sort, relevance), &[], 2)[1].only_if, Some(rule), "{relevance}");
    }
    for relevance in ["V1 == \"A1\" and 1", "V1 != \"A1\"", "!is_empty(V1)", "V7 == \"A1\"", "V1 == \"A9\""] {
        let read = tells(&with("L", relevance), &[("V2", false, "condition does not come along")], 2);
        assert_eq!(read[1].only_if, None, "{relevance}");
    }
    tells(&with("M", "V1_S1 == \"N\""), &[("V2", false, "condition")], 2);
    let row = "<row><qid>2</qid><cqid>1</cqid><cfieldname>9X1X1</cfieldname><method>==</method><value>A1</value></row>";
    let table = |rows: &str| {
        survey(&[("L", "Eerst?", ""), ("T", "Dan?", "")], &format!("<conditions><rows>{rows}</rows></conditions>"))
    };
    assert_eq!(tells(&table(row), &[], 2)[1].only_if, Some(rule));
    tells(&table(&format!("{row}{}", row.replace("A1", "A2"))), &[("V2", false, "condition")], 2);
    tells(&table(&row.replace("==", "!=")), &[("V2", false, "condition")], 2);
}

#[test]
fn the_condition_of_a_group_holds_for_each_of_its_questions_or_is_told_at_each() {
    let group = |rule: &str| {
        format!(
            "<groups><rows><row><gid>2</gid><group_order>9</group_order><grelevance><![CDATA[{rule}]]></grelevance></row></rows></groups>"
        )
    };
    let of = |rule: &str, more: &str| {
        let two = survey(&[("L", "Eerst?", ""), ("T", "Dan?", more), ("T", "En?", "")], &group(rule));
        let (first, rest) = two.split_once("<title>V2</title>").unwrap();
        let (first, rest) = (
            first.replacen("<gid>1</gid><type>T", "<gid>2</gid><type>T", 1),
            rest.replacen("<gid>1</gid>", "<gid>2</gid>", 1),
        );
        format!("{first}<title>V2</title>{rest}")
    };
    let read = tells(&of("V1 == \"A2\"", ""), &[], 3);
    assert!(read[1..].iter().all(|q| q.only_if == Some(OnlyIf { question: 1, option: 1 })), "{read:?}");
    tells(&of("count(V1) > 1", ""), &[("V2", false, "condition"), ("V3", false, "condition")], 3);
    let both = of("V1 == \"A2\"", "<relevance>V1 == \"A1\"</relevance>");
    assert_eq!(tells(&both, &[("V2", false, "condition")], 3)[1].only_if, None);
}

#[test]
fn fixed_answers_are_in_the_language_of_the_survey() {
    let english = survey(&[("Y", "Well?", "")], "").replace("<language>nl<", "<language>en<");
    let read = tells(&english, &[], 1);
    assert_eq!(read[0].options().iter().map(Line::as_str).collect::<Vec<_>>(), ["Yes", "No"]);
    for (language, told) in [("nl-informal", false), ("en-GB", false), ("de", true), ("pl", true)] {
        let other = survey(&[("Y", "Gut?", "")], "").replace("<language>nl<", &format!("<language>{language}<"));
        tells(&other, if told { &[("V1", false, "fixed answers are in Dutch")] } else { &[] }, 1);
    }
}

#[test]
fn a_survey_that_refers_outside_itself_is_refused() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>"#;
    assert!(read(bomb.as_bytes()).is_err());
}

#[test]
fn a_table_is_read_in_both_languages_and_both_alphabets() {
    let dutch = "soort;vraag;antwoorden;stappen;laag;hoog;regels;alleen_als\n\
                 keuze;Zit u aan tafel?;ja|nee;;;;;\n\
                 schaal;Hoe vaak?;;5;nooit;altijd;;1=ja\n\
                 matrix;Hoe duidelijk?;niet|deels|wel;;;;weging|plan;\n\
                 open;Wat kan beter?;;;;;;\n";
    let read_dutch = read(dutch.as_bytes()).unwrap().questions;
    assert_eq!(read_dutch.len(), 4);
    assert_eq!(read_dutch[1].only_if, Some(OnlyIf { question: 1, option: 0 }));
    let english = "kind,question,answers\nseveral,What stops sharing?,time|trust\n";
    assert_eq!(read(english.as_bytes()).unwrap().questions[0].asks.sort(), Sort::Many);
    for old in [&b"soort;vraag\nopen;Idee\xebn, \xe9\xe9n?\n"[..], b"soort;vraag\nopen;Idee\x89n, \x82\x82n?\n"] {
        assert_eq!(read(old).unwrap().questions[0].text.as_str(), "Ideeën, één?");
    }
}

#[test]
fn the_example_is_read_whole_in_both_languages_and_every_kind_of_file() {
    for lang in [Lang::Nl, Lang::En] {
        let sheet = pages::example_of(lang);
        for bytes in [sheet.csv(), sheet.ods(), sheet.xlsx()] {
            let outcome = read(&bytes.unwrap()).unwrap();
            assert_eq!((outcome.questions.len(), told(&outcome)), (5, vec![]));
            assert_eq!(outcome.questions[1].only_if, Some(OnlyIf { question: 1, option: 0 }));
        }
    }
}

#[test]
fn every_wrong_row_of_a_table_is_told_with_its_number_and_the_others_come_in() {
    let table = "soort;vraag;antwoorden;laag;alleen_als\n\
                 open;Goed?;;;\n\
                 sterren;Hoe?;;;\n\
                 schaal;Hoe vaak?;;nooit;\n\
                 open;;;;\n\
                 open;Nog iets?;;;1=ja\n\
                 keuze;Ook?;ja|nee;;\n\
                 open;Waarom?;;;6=ja\n";
    let outcome = read(table.as_bytes()).unwrap();
    let left: Vec<&str> = outcome.faults.iter().map(|f| f.at.as_str()).collect();
    assert_eq!((left, outcome.questions.len()), (vec!["3", "4", "5", "6"], 3));
    assert_eq!(outcome.questions[2].only_if, Some(OnlyIf { question: 2, option: 0 }), "by its place in the file");
    let Doubt::Columns(missing) = &read(b"naam;leeftijd\nA;1\n").unwrap().table.unwrap().doubts[0] else { panic!() };
    assert_eq!(*missing, [0, 1]);
    refused(b"", "no rows");
    refused(b"soort;vraag\n", "no rows");
    refused(b"PK\x03\x04docx", "no table");
}

#[test]
fn a_mark_that_is_not_closed_never_makes_one_question_of_three() {
    refused(b"soort;vraag\nopen;\"Eerste\nopen;Tweede\nopen;Derde\n", "On row 2 a cell begins");
    let by_chance = read(b"soort;vraag\nopen;\"Eerste\nopen;Tweede\nopen;\"Derde\"\nopen;Vierde\n").unwrap();
    assert_eq!((by_chance.questions.len(), by_chance.faults.len()), (1, 1));
}

/// What is said of a file that is too much of something.
#[track_caller]
fn is_too_much(file: &str) {
    refused(file.as_bytes(), "too complex to be a questionnaire");
}

#[test]
fn an_element_with_very_many_attributes_is_refused_before_it_is_read() {
    // 589 kB took 40 seconds of a processor: each attribute is held against all others.
    let many = |name: &str| {
        let all: Vec<String> = (0..60_000).map(|n| format!(" {name}{n}=\"\"")).collect();
        format!("<document{}/>", all.concat())
    };
    is_too_much(&many("a"));
    is_too_much(&many("xmlns:a"));
    is_too_much(&many("a").replace('"', "'").replace('=', " = "));
    is_too_much(&LSS.replacen("<document>", &many("a").replace("/>", ">"), 1));
    // Hidden behind what looks like an open quote in a text apart, a comment or an instruction.
    for hides in ["<![CDATA[<b c=\"]]>", "<!-- <b c=\" -->", "<?b c=\"?>"] {
        is_too_much(&format!("<d>{hides}{}</d>", many("a")));
    }
    let few: Vec<String> = (0..64).map(|n| format!(" a{n}=\"x=y>z\"")).collect();
    let good = LSS.replacen("<document>", &format!("<document{}>", few.concat()), 1);
    assert!(good != LSS && read(good.as_bytes()).is_ok());
}

#[test]
fn namespaces_that_are_handed_on_from_element_to_element_are_refused() {
    let deep: String = (0..5_000).map(|n| format!("<a xmlns:n{n}=\"x\">")).collect();
    is_too_much(&format!("{deep}{}", "</a>".repeat(5_000)));
}

#[test]
fn a_survey_with_far_more_rows_or_elements_than_questions_is_refused() {
    let rows = |table: &str, row: &str, times: usize| {
        let all = (0..times).map(|n| row.replace('N', &n.to_string())).collect::<String>();
        format!(
            "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><{table}><rows>{all}</rows></{table}></document>"
        )
    };
    is_too_much(&rows("questions", "<row><qid>N</qid><type>T</type></row>", 501));
    is_too_much(&rows("answers", "<row><qid>N</qid></row>", 10_001));
    is_too_much(&rows("anything", "<a/><a/><a/><a/><a/>", 40_001));
}

#[test]
fn marks_of_a_web_page_and_conditions_in_a_text_are_no_attributes() {
    let long = "Q == 1 or ".repeat(100);
    let text = format!("<![CDATA[<p class=\"a\">{long} \"half a quote</p>]]>");
    let good = LSS.replacen("<![CDATA[", &format!("{text}<![CDATA["), 1);
    assert!(good != LSS && read(good.as_bytes()).is_ok());
}

#[test]
fn a_table_with_far_too_many_columns_or_rows_is_refused_in_one_line() {
    let wide: String = (0..200).map(|n| format!(";k{n}")).collect();
    refused(format!("soort;vraag{wide}\nopen;Goed?\n").as_bytes(), "too many columns");
    refused(format!("soort;vraag\n{}", "open;Goed?\n".repeat(40_000)).as_bytes(), "too many rows");
    refused(format!("soort;vraag\n{}", "x;y\n".repeat(100_000)).as_bytes(), "too many rows");
    let outcome = read(format!("soort;vraag\nopen;Goed?{}\n", ";".repeat(400_000)).as_bytes()).unwrap();
    assert_eq!(outcome.questions.len(), 1, "empty cells are nothing");
}
