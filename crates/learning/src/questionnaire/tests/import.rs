//! Questions from LimeSurvey and from tables: all of it, or everything that is wrong with it.

use super::*;
use crate::questionnaire::import::read;

const LSS: &str = include_str!("../../../tests/data/vragenlijst.lss");

#[test]
fn a_survey_of_limesurvey_is_read_with_its_kinds_and_its_condition() {
    let read = read("vragenlijst.lss", LSS.as_bytes()).unwrap();
    let sorts: Vec<Sort> = read.iter().map(|q| q.asks.sort()).collect();
    assert_eq!(sorts, [Sort::One, Sort::Scale, Sort::Many, Sort::Matrix, Sort::Open]);
    assert_eq!(read[0].text.as_str(), "Zit u aan een weegtafel?");
    assert_eq!(read[1].only_if, Some(OnlyIf { question: 1, option: 0 }));
    assert!(read[3].new_page, "a new group begins a new page");
    let Asks::Matrix { rows, columns } = &read[3].asks else { unreachable!("a matrix") };
    assert_eq!((rows.len(), columns[0].as_str()), (2, "Nooit"));
}

#[test]
fn a_broken_survey_is_refused_as_a_whole() {
    let cut = &LSS[..LSS.len() / 2];
    let faults = read("vragenlijst.lss", cut.as_bytes()).unwrap_err();
    assert!(faults[0].says.en.contains("damaged or cut off"));
    let other = LSS.replace(">Survey<", ">Group<");
    assert!(read("x.lss", other.as_bytes()).unwrap_err()[0].says.en.contains("no survey"));
    let two = LSS.replace("<type>5</type>", "<type>|</type>").replace("<type>T</type>", "<type>K</type>");
    let faults = read("x.lss", two.as_bytes()).unwrap_err();
    assert_eq!(faults.iter().map(|f| f.at.as_str()).collect::<Vec<_>>(), ["vaak", "tip"], "every fault in one go");
    let richer = LSS.replace("tafel.NAOK == \"A1\"", "tafel.NAOK == \"A1\" and 1");
    assert!(read("x.lss", richer.as_bytes()).unwrap_err()[0].says.en.contains("too complex"));
}

#[test]
fn a_survey_that_refers_outside_itself_is_refused() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>"#;
    assert!(read("x.lss", bomb.as_bytes()).is_err());
}

#[test]
fn a_table_is_read_in_both_languages_and_both_alphabets() {
    let dutch = "soort;vraag;antwoorden;stappen;laag;hoog;regels;alleen_als\n\
                 keuze;Zit u aan tafel?;ja|nee;;;;;\n\
                 schaal;Hoe vaak?;;5;nooit;altijd;;1=ja\n\
                 matrix;Hoe duidelijk?;niet|deels|wel;;;;weging|plan;\n\
                 open;Wat kan beter?;;;;;;\n";
    let read_dutch = read("vragen.csv", dutch.as_bytes()).unwrap();
    assert_eq!(read_dutch.len(), 4);
    assert_eq!(read_dutch[1].only_if, Some(OnlyIf { question: 1, option: 0 }));
    let english = "kind,question,answers\nseveral,What stops sharing?,time|trust\n";
    assert_eq!(read("questions.csv", english.as_bytes()).unwrap()[0].asks.sort(), Sort::Many);
    let old = b"soort;vraag\nopen;Idee\xebn?\n";
    assert_eq!(read("oud.csv", old).unwrap()[0].text.as_str(), "Ideeën?");
}

#[test]
fn every_wrong_line_of_a_table_is_told_with_its_number() {
    let table = "soort;vraag;antwoorden;laag;alleen_als\n\
                 open;Goed?;;;\n\
                 sterren;Hoe?;;;\n\
                 schaal;Hoe vaak?;;nooit;\n\
                 open;;;;\n\
                 open;Nog iets?;;;1=ja\n";
    let faults = read("x.csv", table.as_bytes()).unwrap_err();
    assert_eq!(faults.iter().map(|f| f.at.as_str()).collect::<Vec<_>>(), ["3", "4", "5", "6"]);
    assert!(read("x.csv", b"naam;leeftijd\n").unwrap_err()[0].says.en.contains("columns kind and question"));
    assert!(read("x.docx", b"").unwrap_err()[0].says.en.contains("LimeSurvey"));
    assert!(read("x.csv", b"soort;vraag\n").unwrap_err()[0].says.en.contains("no question"));
}

/// What is said of a file that is too much of something.
#[track_caller]
fn is_too_much(file: &str) {
    let faults = read("x.lss", file.as_bytes()).unwrap_err();
    assert!(faults.len() == 1 && faults[0].says.en.contains("too complex to be a questionnaire"), "{faults:?}");
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
    assert!(good != LSS && read("x.lss", good.as_bytes()).is_ok());
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
    assert!(good != LSS && read("x.lss", good.as_bytes()).is_ok());
}

#[test]
fn a_table_with_far_too_many_columns_or_lines_is_refused_in_one_line() {
    let too_much = |file: String| {
        let faults = read("x.csv", file.as_bytes()).unwrap_err();
        assert!(faults.last().unwrap().says.en.contains("too many columns or lines"), "{faults:?}");
        faults.len()
    };
    assert_eq!(too_much(format!("soort;vraag{}", ";".repeat(400_000))), 1);
    assert_eq!(too_much(format!("soort;vraag\nopen;Goed?{}\n", ";".repeat(400_000))), 1);
    assert_eq!(too_much(format!("soort;vraag\n{}", "open;Goed?\n".repeat(100_000))), 1);
    // A hundred thousand wrong lines are not a hundred thousand messages.
    assert!(too_much(format!("soort;vraag\n{}", "x;y\n".repeat(100_000))) <= 501);
}
