//! What is read from a register, and how what is wrong with it is told.

use super::super::import::{Column, Keeper, MOST_BYTES, Place, Preview, read};
use super::*;
use kernel::Refusal;
use proptest::prelude::*;

const GOOD: &[u8] = include_bytes!("../../../tests/data/signaalregister.csv");
const WITH_ERRORS: &[u8] = include_bytes!("../../../tests/data/signaalregister-met-fouten.csv");
const HEAD: &str = "Kenmerk;Ontvangen op;Gemeente;Soort melder;Naam betrokkene;Feiten";

fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// Every municipality in this small world but Atlantis.
fn places(name: &str) -> Option<Place> {
    let known = name != "Atlantis" && name.chars().all(|c| c.is_ascii_alphabetic() || c == ' ' || c == '-');
    let id = slug(name);
    let found = known.then(|| -> Result<Place, Refusal> {
        Ok(Place { municipality: id.parse()?, house: "nhn".parse()?, stay: format!("gemeente-{id}").parse()? })
    });
    found.and_then(Result::ok)
}

fn keeper() -> Agency {
    let mut keeper = experts();
    let names = "Alkmaar,Bergen,Castricum,Den Helder,Dijk en Waard,Enkhuizen,Heiloo,Hollands Kroon,Hoorn,Koggenland,Medemblik,\
        Opmeer,Schagen,Texel,Beverwijk,Haarlem,Haarlemmermeer,Heemskerk,Velsen,Zandvoort,Edam-Volendam,Purmerend,Waterland,Zaanstad";
    keeper.municipalities = names.split(',').map(|name| slug(name).parse().unwrap()).collect();
    keeper
}

fn preview(bytes: &[u8]) -> Result<Preview, Refusal> {
    let (agency, contact) = (keeper(), line("Anne de Wit"));
    read(bytes, places, today(), Keeper { agency: &agency, contact: &contact })
}

fn problem(bytes: &[u8], number: usize) -> (Option<Column>, String) {
    let preview = preview(bytes).unwrap();
    let row = preview.rows.iter().find(|row| row.number == number).unwrap();
    let problems = row.read.as_ref().unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    (problems[0].column, problems[0].why.nl.to_string())
}

#[test]
fn a_good_register_is_read_whole() {
    let preview = preview(GOOD).unwrap();
    assert_eq!((preview.good().count(), preview.wrong().count()), (24, 0), "{:?}", preview.wrong().collect::<Vec<_>>());
    assert!(preview.ignored.is_empty() && preview.missing.is_empty());
    let (row, first) = preview.good().next().unwrap();
    assert_eq!((row.number, first.facts.len()), (2, 3));
    assert_eq!(first.register_reference.as_ref().unwrap().as_str(), "NH-2026-001");
    assert_eq!(first.stay.as_str(), "gemeente-hoorn");
    assert!(first.facts[0].first_hand && !first.facts[2].first_hand);
    assert!(first.facts[1].text.as_str().contains("\"ze allemaal weg moeten\""));
}

#[test]
fn letters_with_accents_survive_windows() {
    let preview = preview(GOOD).unwrap();
    let remarks: Vec<&str> = preview.good().filter_map(|(_, i)| i.remark.as_ref()).map(kernel::Note::as_str).collect();
    assert!(remarks.contains(&"Vreedzame actie; één uitspraak."));
}

#[test]
fn an_anonymous_reporter_is_shielded_and_a_lost_letter_is_pointed_out() {
    let preview = preview(GOOD).unwrap();
    let shielded: Vec<usize> =
        preview.good().filter(|(_, intake)| intake.reporter.shielded).map(|(row, _)| row.number).collect();
    assert_eq!(shielded, [8]);
    let hinted: Vec<usize> = preview.rows.iter().filter(|row| !row.hints.is_empty()).map(|row| row.number).collect();
    assert_eq!(hinted, [25]);
}

#[test]
fn five_wrong_rows_get_five_reasons_and_the_good_one_is_kept() {
    let preview = preview(WITH_ERRORS).unwrap();
    assert_eq!((preview.good().count(), preview.wrong().count()), (1, 5));
    let expected = [
        (2, Some(Column::Received), "bestaat niet"),
        (3, Some(Column::Municipality), "gemeente is niet bekend"),
        (4, Some(Column::Bsn), "elfproef"),
        (5, Some(Column::Facts), "geen feit"),
        (6, None, "9 van de 14"),
    ];
    for (number, column, words) in expected {
        let (found, why) = problem(WITH_ERRORS, number);
        assert_eq!(found, column, "row {number}");
        assert!(why.contains(words), "row {number}: {why}");
    }
}

#[test]
fn every_problem_of_a_row_is_told_at_once() {
    let file = format!("{HEAD}\nA;1-13-2026;Atlantis;Buurman;;niets");
    let preview = preview(file.as_bytes()).unwrap();
    let (_, problems) = preview.wrong().next().unwrap();
    assert_eq!(problems.len(), 5, "{problems:?}");
}

#[test]
fn commas_and_other_capitals_and_columns_in_another_order_are_read() {
    let file = "FEITEN,naam betrokkene,soort melder,gemeente,ontvangen op,kenmerk,Kleur\n\
        \"01-03-2026 | roept iets, hard | ja\",Joris Verzonnen,school,Hoorn,2026-03-02,A-1,blauw\n";
    let preview = preview(file.as_bytes()).unwrap();
    assert_eq!(preview.good().count(), 1);
    assert_eq!(preview.ignored, ["Kleur"]);
    assert_eq!(preview.missing.len(), 8);
}

#[test]
fn a_file_without_a_needed_column_is_refused_by_name() {
    let refused = preview(b"Kenmerk;Gemeente\nA;Hoorn").unwrap_err();
    assert!(refused.why.nl.contains("Ontvangen op") && refused.why.nl.contains("Feiten"));
    assert!(!refused.why.nl.contains("Kanaal"));
}

#[test]
fn two_rows_with_one_reference_both_wait() {
    let row = "A;01-03-2026;Hoorn;School;Joris Verzonnen;01-03-2026 | iets | ja";
    let file = format!("{HEAD}\n{row}\n{row}\n");
    let (column, why) = problem(file.as_bytes(), 2);
    assert!(column == Some(Column::Reference) && why.contains("rij 3"));
}

#[test]
fn tomorrow_is_refused_in_a_register_too() {
    let file = format!("{HEAD}\nA;02-04-2026;Hoorn;School;Joris Verzonnen;01-03-2026 | iets | ja");
    assert!(problem(file.as_bytes(), 2).1.contains("toekomst"));
    let file = format!("{HEAD}\nA;01-03-2026;Hoorn;School;Joris Verzonnen;01-05-2026 | iets | ja");
    assert!(problem(file.as_bytes(), 2).1.contains("Feit 1: Deze datum ligt in de toekomst"));
}

#[test]
fn a_municipality_that_is_not_ours_is_told() {
    let file = format!("{HEAD}\nA;01-03-2026;Amsterdam;School;Joris Verzonnen;01-03-2026 | iets | ja");
    assert!(problem(file.as_bytes(), 2).1.contains("werkt niet voor"));
}

#[test]
fn other_files_are_refused_politely() {
    let large = vec![b'a'; MOST_BYTES + 1];
    let utf16: Vec<u8> = "Kenmerk;Naam".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&b""[..], b" \n ", b"PK\x03\x04abc", b"%PDF-1.7", &utf16, &large, HEAD.as_bytes()] {
        let refused = preview(bytes).unwrap_err();
        assert!(!refused.why.nl.is_empty() && !refused.why.en.is_empty());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = preview(&bytes);
    }

    #[test]
    fn no_cells_make_it_stumble(cells in "[a-zA-Z0-9;|\"\n é€-]{0,300}") {
        let _ = preview(format!("{HEAD}\n{cells}").as_bytes());
    }

    #[test]
    fn every_row_is_either_good_or_wrong_with_a_reason(cut in 0usize..7000) {
        if let Ok(preview) = preview(&GOOD[..cut.min(GOOD.len())]) {
            prop_assert!(preview.wrong().all(|(_, problems)| !problems.is_empty()));
            prop_assert_eq!(preview.good().count() + preview.wrong().count(), preview.rows.len());
        }
    }
}

/// How much is said about a file, in bytes.
fn told(preview: &Preview) -> usize {
    preview.wrong().flat_map(|(_, problems)| problems).map(|p| p.why.nl.len() + p.why.en.len()).sum()
}

#[test]
fn what_is_wrong_with_a_file_is_never_much_larger_than_the_file() {
    // 2,000 rows with one reference named all others in each of them: 40 MB about 60 kB.
    let row = "X-1;12-01-2026;Hoorn;burger;Iemand;12-01-2026 | iets | ja\n";
    let same = preview(format!("{HEAD}\n{}", row.repeat(2_000)).as_bytes()).unwrap();
    assert_eq!(same.wrong().count(), 2_000);
    assert!(told(&same) < 1_000_000, "{}", told(&same));
    let first = &same.rows[0].read.as_ref().unwrap_err()[0].why.nl;
    assert!(first.contains("rij 3, 4, 5, 6, 7, ...."), "{first}");
    // One cell with 100,000 facts that are none.
    let facts = format!("{HEAD}\nX-1;12-01-2026;Hoorn;burger;Iemand;\"{}\"\n", "x\n".repeat(100_000));
    assert!(problem(facts.as_bytes(), 2).1.contains("hooguit 50"));
    let some = format!("{HEAD}\nX-1;12-01-2026;Hoorn;burger;Iemand;\"{}\"\n", "x\n".repeat(50));
    let some = preview(some.as_bytes()).unwrap();
    assert_eq!(some.rows[0].read.as_ref().unwrap_err().len(), 5, "five wrong facts are clear enough");
}

#[test]
fn as_many_facts_as_fit_in_the_form_are_taken_over_and_no_endless_list_of_ideologies() {
    let facts = "12-01-2026 | iets | ja\n".repeat(50);
    let fifty = format!("{HEAD}\nX-1;12-01-2026;Hoorn;burger;Iemand;\"{facts}\"\n");
    let fifty = preview(fifty.as_bytes()).unwrap();
    assert_eq!(fifty.good().next().unwrap().1.facts.len(), 50);
    let one = "12-01-2026 | iets | ja";
    let many = "jihadisme,".repeat(10_000);
    let row = format!("{HEAD};Vermoedelijke ideologie\nX-1;12-01-2026;Hoorn;burger;Iemand;{one};\"{many}\"\n");
    assert!(preview(row.as_bytes()).unwrap().rows[0].read.is_err());
}
