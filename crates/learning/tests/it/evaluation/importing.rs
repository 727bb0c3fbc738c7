//! Questions out of a file, through the page: what does not come along is read first, and taking the rest is a choice.

use super::house::{HOUSES, begun, place, questionnaire};

const SURVEY: &str = "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><surveys><rows><row><language>nl</language></row></rows></surveys>\
    <questions><rows>\
    <row><qid>1</qid><parent_qid>0</parent_qid><type>Y</type><title>zit</title><question>Bent u leraar?</question><other>Y</other></row>\
    <row><qid>2</qid><parent_qid>0</parent_qid><type>X</type><title>uitleg</title><question>Lees dit eerst</question></row>\
    </rows></questions></document>";

/// What stands in a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let rest = page.split(&field).nth(1).unwrap_or_else(|| panic!("{name}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn what_does_not_come_along_is_read_before_anything_is_taken_over() {
    let place = place().await;
    let mut evaluator = place.enter("evaluator").await;
    let evaluation = begun(&mut evaluator, &HOUSES).await;
    let id = evaluation.rsplit('/').next().unwrap().to_owned();
    let at = questionnaire(&mut evaluator, "Vragen uit een bestand", &id).await;
    let to = format!("{at}/importeren");
    evaluator.get(&at).await;
    let page = evaluator.upload(&to, &[], ("file", "vragen.lss", SURVEY.as_bytes())).await;
    assert_eq!(page.status, 422);
    for words in
        ["Wat niet meekomt", "uitleg (komt niet mee)", "Anders, namelijk", "Er is nog niets overgenomen", "1 overnemen"]
    {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(!evaluator.get(&at).await.says("Bent u leraar?"), "nothing was taken over");
    let page = evaluator.upload(&to, &[], ("file", "vragen.lss", SURVEY.as_bytes())).await;
    let carried = hidden(&page.body, "carried");
    let without = evaluator.post(&to, &[("carried", &carried)]).await;
    assert!(without.status == 422 && without.says("Wat niet meekomt"), "the box is not ticked: {}", without.body);
    let taken = evaluator.post(&to, &[("carried", &carried), ("rest", "ja")]).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let page = evaluator.get(&at).await;
    assert!(page.says("Bent u leraar?") && !page.says("Lees dit eerst"), "{}", page.body);
    // A table of which everything fits needs no choice; one with other names asks which column is which.
    let table = "soort;vraag\nopen;Wat mist u nog?\n";
    assert_eq!(evaluator.upload(&to, &[], ("file", "vragen.csv", table.as_bytes())).await.status, 303);
    evaluator.get(&at).await;
    let other = "Type;Tekst\nopen;Wat viel mee?\n";
    let page = evaluator.upload(&to, &[], ("file", "vragen.csv", other.as_bytes())).await;
    assert!(
        page.status == 422 && page.says("onder een andere naam") && page.says("Tekst: Wat viel mee?"),
        "{}",
        page.body
    );
    let (carried, read_as) = (hidden(&page.body, "carried"), hidden(&page.body, "read-as"));
    let typed = [
        ("carried", carried.as_str()),
        ("head", "1"),
        ("read-as", &read_as),
        ("column.soort", "0"),
        ("column.vraag", "1"),
    ];
    let taken = evaluator.post(&to, &typed).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let page = evaluator.get(&at).await;
    assert!(page.says("Wat mist u nog?") && page.says("Wat viel mee?"), "{}", page.body);
    let broken = evaluator.upload(&to, &[], ("file", "x.csv", b"soort;vraag\nopen;\"Nooit dicht\n")).await;
    assert!(broken.status == 422 && broken.says("nergens sluit"), "{}", broken.body);
    assert_eq!(evaluator.get("/vragenlijsten/voorbeeld/xlsx").await.status, 200);
}
