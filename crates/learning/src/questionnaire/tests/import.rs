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
