//! What is read from a register, and how what is wrong with it is told.

use super::super::import::{Column, Keeper, MOST_BYTES, Place, Preview, read};
use super::*;
use kernel::Refusal;
use proptest::prelude::*;
use tables::{Doubt, Wish};

const GOOD: &[u8] = include_bytes!("../../../tests/data/signaalregister.csv");
const WITH_ERRORS: &[u8] = include_bytes!("../../../tests/data/signaalregister-met-fouten.csv");
const HEAD: &str = "Kenmerk;Ontvangen op;Gemeente;Soort melder;Naam betrokkene;Feiten";

fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// Every municipality in this small world but Atlantis.
fn places(name: &str) -> Result<Place, Refusal> {
    let known = name != "Atlantis" && name.chars().all(|c| c.is_ascii_alphabetic() || c == ' ' || c == '-');
    let id = slug(name);
    if !known {
        return Err(Refusal::of("Deze gemeente is niet bekend in deze regio.", "This municipality is not known."));
    }
    let (municipality, house) = (id.parse()?, "nhn".parse()?);
    Ok(Place { municipality, house, stay: format!("gemeente-{id}").parse()?, became: None })
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
    read(bytes, &Wish::default(), places, today(), Keeper { agency: &agency, contact: &contact })
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
    assert!(problem(file.as_bytes(), 2).1.contains("ligt in de toekomst. Kijk de datum na"));
}

#[test]
fn a_municipality_that_is_not_ours_is_told() {
    let file = format!("{HEAD}\nA;01-03-2026;Amsterdam;School;Joris Verzonnen;01-03-2026 | iets | ja");
    assert!(problem(file.as_bytes(), 2).1.contains("werkt niet voor"));
}

#[test]
fn other_files_are_refused_politely() {
    let large = vec![b'a'; MOST_BYTES + 1];
    let utf16: Vec<u8> = "Kenmerk;Naam\n1;2".encode_utf16().flat_map(u16::to_le_bytes).collect();
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

const ROW: &str = "Hoorn;School;Joris Verzonnen;01-03-2026 | iets | ja";

/// A register of these rows, with a column for the date of birth and one for the BSN.
fn with_people(rows: &[&str]) -> Preview {
    let head = "Kenmerk;Ontvangen op;Gemeente;Soort melder;Naam betrokkene;Geboortedatum;BSN;Feiten";
    preview(format!("{head}\n{}", rows.join("\n")).as_bytes()).unwrap()
}

fn hints(preview: &Preview) -> Vec<(usize, String)> {
    let of_row = |row: &super::super::import::Row| {
        row.hints.iter().map(|hint| (row.number, hint.nl.to_string())).collect::<Vec<_>>()
    };
    preview.rows.iter().flat_map(of_row).collect()
}

fn all_problems(preview: &Preview) -> String {
    preview.wrong().flat_map(|(_, problems)| problems).map(|problem| &*problem.why.nl).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_row_short_of_optional_cells_is_filled_with_a_hint_and_one_short_of_facts_is_refused() {
    let file = format!("{HEAD};Spoed;Opmerking\nA;02-03-2026;{ROW}\nB;02-03-2026;Hoorn;School;Joris Verzonnen\n");
    let read = preview(file.as_bytes()).unwrap();
    assert_eq!(read.good().count(), 1);
    assert!(hints(&read)[0].1.contains("ontbreekt (2)"), "{:?}", hints(&read));
    assert!(problem(file.as_bytes(), 3).1.contains("te weinig cellen: 5 van de 8"));
}

#[test]
fn two_facts_on_one_line_are_told_and_every_kind_of_line_end_parts_them() {
    let facts = "01-03-2026 | hoorde hem dreigen | ja{}01-03-2026 | buurvrouw zag een mes | nee";
    for (end, count) in [("\u{b}", 2), ("\u{2028}", 2), ("\r", 2), ("\u{85}", 2)] {
        let file = format!("{HEAD}\nA;02-03-2026;Hoorn;School;J. Verzonnen;\"{}\"", facts.replace("{}", end));
        let read = preview(file.as_bytes()).unwrap();
        let first = read.good().next().map(|(_, intake)| (intake.facts.len(), intake.facts[0].first_hand));
        assert_eq!(first, Some((count, true)), "{end:?} {:?}", read.rows);
    }
    for joined in
        ["01-03-2026 | a | ja 01-03-2026 | b | nee", "| a | nee, | b | ja", "| a 02-03-2026 | zag 02-03-2026 b | ja"]
    {
        let file = format!("{HEAD}\nA;02-03-2026;Hoorn;School;J. Verzonnen;{joined}");
        assert!(problem(file.as_bytes(), 2).1.contains("twee feiten achter elkaar"), "{joined}");
    }
    let alone = format!("{HEAD}\nA;02-03-2026;Hoorn;School;J. Verzonnen;01-03-2026 | riep \"a | b\" op het plein | ja");
    assert_eq!(preview(alone.as_bytes()).unwrap().good().count(), 1, "a stroke in a text is a stroke");
}

#[test]
fn odd_years_and_days_out_of_order_are_refused_or_pointed_out() {
    let wrong = [
        ("03-03-0026;Hoorn;School;J.;01-02-1990;;| iets | ja", "jaar 0026"),
        ("03-03-1026;Hoorn;School;J.;01-02-1990;;| iets | ja", "jaar 1026"),
        ("03-03-2026;Hoorn;School;J.;01-02-0190;;| iets | ja", "jaar 0190"),
        ("03-03-2026;Hoorn;School;J.;01-02-1990;;01-01-1800 | iets | ja", "jaar 1800"),
        ("03-02-2026;Hoorn;School;J.;01-03-2026;;| iets | ja", "na de dag van ontvangst"),
        ("03-03-2026;Hoorn;School;J.;02-02-2026;;01-02-2026 | iets | ja", "na de dag van een feit"),
        ("03-03-2026;Hoorn;School;J.;00-00-1990;;| iets | ja", "Schrijf dan 1990 of 05-1990"),
        ("03-03-2026;Hoorn;School;J.;xx-05-1990;;| iets | ja", "Schrijf dan 1990 of 05-1990"),
        ("03-03-2026;Hoorn;School;J.;1790;;| iets | ja", "dd-mm-jjjj"),
        ("03-03-2026;Hoorn;School;J.;circa 1990;;| iets | ja", "Schrijf dan 1990 of 05-1990"),
        ("03-03-2026;Hoorn;School;J.;1990?;;| iets | ja", "Schrijf dan 1990 of 05-1990"),
        ("03-03-2026;Hoorn;School;J.;onbekend;;| iets | ja", "Laat de cel dan leeg"),
        ("46084;Hoorn;School;J.;;;| iets | ja", "Zo bewaart een rekenprogramma een datum"),
        ("46084,5;Hoorn;School;J.;;;| iets | ja", "Zo bewaart een rekenprogramma een datum"),
        ("03-03-2026 09:15;Hoorn;School;J.;;;| iets | ja", "Laat in deze cel alleen de datum staan"),
        ("2026-03-03T09:15:00Z;Hoorn;School;J.;;;| iets | ja", "Laat in deze cel alleen de datum staan"),
        ("03-03-26;Hoorn;School;J.;;;| iets | ja", "Schrijf het jaar voluit: 03-03-2026 of 03-03-1926?"),
    ];
    for (typed, kept) in [("1990", "1990"), ("05-1990", "1990-05"), ("5/1990", "1990-05"), ("1990-05", "1990-05")] {
        let read = with_people(&[&format!("A;03-03-2026;Hoorn;School;J.;{typed};;| iets | ja")]);
        let (_, intake) = read.good().next().unwrap_or_else(|| panic!("{typed}: {}", all_problems(&read)));
        assert_eq!(intake.subject.birth().unwrap().iso(), kept, "what is known is kept, and no more");
    }
    for (row, why) in wrong {
        let read = with_people(&[&format!("A;{row}")]);
        assert!(all_problems(&read).contains(why), "{row}: {}", all_problems(&read));
    }
    let late = with_people(&[
        "A;01-02-2026;Hoorn;School;J.;;;03-02-2026 | iets | ja",
        "B;01-02-2009;Hoorn;School;J.;;;| iets | ja",
    ]);
    let told = hints(&late);
    assert!(told[0].1.contains("na de dag van ontvangst") && told[1].1.contains("is van 2009"), "{told:?}");
}

#[test]
fn one_bsn_with_two_names_and_one_person_with_two_are_pointed_out_at_both_rows() {
    let read = with_people(&[
        "A;02-03-2026;Hoorn;School;Anna Eerste;01-02-1990;999993276;| iets | ja",
        "B;02-03-2026;Hoorn;School;Bert Tweede;03-04-1955;999993276;| iets | ja",
        "C;02-03-2026;Hoorn;School;ANNA  eerste;01-02-1990;999998973;| iets | ja",
        "D;02-03-2026;Hoorn;School;Cor Derde;01-02-1990;999990019;| iets | ja",
    ]);
    let told = hints(&read);
    let of = |number: usize, words: &str| told.iter().any(|(row, says)| *row == number && says.contains(words));
    assert!(of(2, "andere naam op rij 3") && of(3, "andere naam op rij 2"), "{told:?}");
    assert!(of(2, "ander BSN op rij 4") && of(4, "ander BSN op rij 2"), "{told:?}");
    assert!(!told.iter().any(|(row, _)| *row == 5), "{told:?}");
    let read = with_people(&[
        "A;02-03-2026;Hoorn;School;Zoë Eerste;01-02-1990;999993276;| iets | ja",
        "B;02-03-2026;Hoorn;School;Zoe Eerste;02-01-1990;999993276;| iets | ja",
        "C;02-03-2026;Hoorn;School;Zoë Eerste;1990;999993276;| iets | ja",
    ]);
    let told = hints(&read);
    assert_eq!(told.len(), 2, "an accent is no other name, and a year no other day: {told:?}");
    assert!(told[0].1.contains("andere geboortedatum op rij 3") && told[1].1.contains("op rij 2"), "{told:?}");
}

#[test]
fn a_bsn_that_a_spreadsheet_shortened_or_somebody_parted_says_what_would_help() {
    for (typed, helps) in [
        ("99999327", "laat een 0 vooraan weg"),
        ("9999.93.276", "negen cijfers, met niets ertussen"),
        ("999 993 276", "negen cijfers, met niets ertussen"),
        ("9,99E+08", "negen cijfers, met niets ertussen"),
        ("onbekend", "Laat de cel dan leeg"),
        ("999993277", "elfproef"),
    ] {
        let read = with_people(&[&format!("A;02-03-2026;Hoorn;School;J.;;{typed};| iets | ja")]);
        assert!(all_problems(&read).contains(helps), "{typed}: {}", all_problems(&read));
    }
}

#[test]
fn spaces_that_look_alike_are_alike_in_references_and_municipalities() {
    let row = |reference: &str, place: &str| format!("{reference};02-03-2026;{place};School;J. V.;| iets | ja");
    let file = format!("{HEAD}\n{}\n{}\n{}\n", row("R 1", "Hoorn"), row("R\u{a0}1", "Hoorn"), row("r  1", "Hoorn"));
    assert_eq!(preview(file.as_bytes()).unwrap().wrong().count(), 3, "one reference, three times");
    let file = format!("{HEAD}\n{}\n{}\n", row("A", "Den\u{a0}Helder"), row("B", "Dijk  en\u{ad} Waard"));
    let read = preview(file.as_bytes()).unwrap();
    assert_eq!(read.good().count(), 2, "{}", all_problems(&read));
}

#[test]
fn letters_that_are_not_there_refuse_their_row_and_no_other() {
    let row =
        |n: u8, name: &[u8]| [format!("R-{n};02-03-2026;Hoorn;School;").as_bytes(), name, b";| iets | ja\n"].concat();
    let head = format!("{HEAD}\n").into_bytes();
    let mixed =
        [head.clone(), row(1, b"Test Persoon"), row(2, b"Zo\xeb M\xfcller"), row(3, "Zoë Çelik".as_bytes())].concat();
    assert!(problem(&mixed, 4).1.contains("ZoÃ«"));
    assert_eq!(preview(&mixed).unwrap().good().count(), 2);
    let dos = [head, row(1, b"Zo\x89 M\x81ller")].concat();
    assert_eq!(preview(&dos).unwrap().good().next().unwrap().1.subject.name().as_str(), "Zoë Müller");
}

#[test]
fn what_is_not_certain_is_asked_before_anything_is_said_of_the_rows() {
    let mac = [HEAD.as_bytes(), b"\nA;02-03-2026;Hoorn;School;K\x9anig;| iets | ja\n"].concat();
    let read = preview(&mac).unwrap();
    assert!(read.rows.is_empty() && matches!(read.table.doubts[..], [Doubt::Letters(_)]));
    let named = HEAD.replace("Feiten", "Wat is er gebeurd");
    let read = preview(format!("{named}\nA;02-03-2026;{ROW}\n").as_bytes()).unwrap();
    assert!(read.rows.is_empty() && read.table.doubts == [Doubt::Columns(vec![9])]);
}
