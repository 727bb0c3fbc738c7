//! Days in many shapes, read back and refused.

use super::*;
use proptest::prelude::*;

fn says(text: &str) -> String {
    parse_day(text).unwrap_err().why.nl.into_owned()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn a_day_is_read_however_it_is_written_in_the_netherlands() {
    let shapes = [
        "14-3-2009",
        "14-03-2009",
        " 14-03-2009 ",
        "14/03/2009",
        "14/3/2009",
        "14.03.2009",
        "14.3.2009",
        "14 03 2009",
        "14 maart 2009",
        "14 Maart 2009",
        "14 MRT 2009",
        "14 mrt. 2009",
        "14 mrt 2009",
        "14-mrt-2009",
        "14mrt2009",
        "14 maart, 2009",
        "14e maart 2009",
        "14de maart 2009",
        "zaterdag 14 maart 2009",
        "za 14-03-2009",
        "za. 14 maart 2009",
        "14032009",
        "2009-03-14",
        "2009-3-14",
        "2009/03/14",
        "20090314",
        "14 March 2009",
        "14 mar 2009",
        "March 14, 2009",
        "14th March 2009",
        "Saturday 14 March 2009",
        "14\u{2013}03\u{2013}2009",
        "14\u{A0}maart\u{A0}2009",
        "14 - 03 - 2009",
        "14\u{2011}03\u{2011}2009",
        "14-03-2009.",
    ];
    for shape in shapes {
        assert_eq!(parse_day(shape), Ok(day("2009-03-14")), "{shape}");
    }
}

#[test]
fn every_month_is_known_by_its_name_and_its_short_form() {
    let short = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    for (n, (short, name)) in (1..).zip(short.into_iter().zip(MONTHS)) {
        for written in [short, &name.nl, &name.en] {
            assert_eq!(parse_day(&format!("9 {written} 2026")), Ok(Date::new(2026, n, 9).unwrap()), "{written}");
        }
    }
    assert_eq!(parse_day("3 sept 2026"), Ok(day("2026-09-03")));
    assert!(says("3 ma 2026").contains("Deze maand is er niet"), "March or Monday");
    assert!(says("3 ju 2026").contains("Deze maand is er niet"), "June or July");
}

#[test]
fn a_day_that_does_not_exist_is_told_as_it_was_understood() {
    assert_eq!(says("31-11-2026"), "31-11-2026 bestaat niet: november 2026 heeft 30 dagen.");
    assert_eq!(says("29 februari 2026"), "29-02-2026 bestaat niet: februari 2026 heeft 28 dagen.");
    assert_eq!(says("29022026"), "29-02-2026 bestaat niet: februari 2026 heeft 28 dagen.");
    assert_eq!(says("00-03-2026"), "00-03-2026 bestaat niet: maart 2026 heeft 31 dagen.");
    assert_eq!(says("14-00-2026"), "14-00-2026 bestaat niet: er is geen maand 0.");
    assert_eq!(parse_day("31-11-2026").unwrap_err().why.en, "31-11-2026 does not exist: November 2026 has 30 days.");
}

#[test]
fn an_american_order_is_noticed_and_not_turned_round() {
    assert_eq!(
        says("03/14/2009"),
        "03-14-2009 bestaat niet: er is geen maand 14. Bedoelt u 14-03-2009? Schrijf eerst de dag."
    );
}

#[test]
fn of_a_year_of_two_digits_the_century_is_asked() {
    for text in ["14-03-09", "14 maart 09", "140309", "14 maart '09", "14/3/09"] {
        assert_eq!(says(text), "Schrijf het jaar voluit: 14-03-2009 of 14-03-1909?", "{text}");
    }
    assert!(says("31-02-09").contains("bestaat niet"));
    assert_eq!(says("29-02-00"), "Schrijf het jaar voluit: 29-02-2000?", "there was none in 1900");
}

#[test]
fn years_that_cannot_be_are_refused() {
    for text in ["03-11-0026", "03-11-1026", "31-12-9999", "01-01-1899", "01-01-2101"] {
        assert!(says(text).contains("kan niet kloppen"), "{text}");
    }
    assert!(parse_day("01-01-1900").is_ok() && parse_day("31-12-2100").is_ok());
}

#[test]
fn what_is_half_a_date_is_asked_for_the_other_half() {
    assert_eq!(says("14 maart"), "Schrijf er een jaar bij, bijvoorbeeld 14 maart 2026.");
    assert_eq!(says("14-3"), "Schrijf er een jaar bij, bijvoorbeeld 14 maart 2026.");
    for text in ["2009", "maart 2009", "03-2009", "3/2009"] {
        assert!(says(text).contains("De dag ontbreekt"), "{text}");
    }
}

#[test]
fn a_day_of_the_week_that_is_another_is_told() {
    assert_eq!(says("zondag 14 maart 2009"), "14-03-2009 is een zaterdag, geen zondag. Kijk de datum na.");
}

#[test]
fn what_is_no_date_is_told_with_an_example() {
    let not = [
        "morgen",
        "",
        "-",
        "+3-02-2026",
        "-3-02-2026",
        "3-02-2026-",
        "3-2-2026-1",
        "14-03-2009 09:15",
        "46329",
        "3-2-20261",
        "123-2-2026",
        "03-002-2026",
        "٣-٢-٢٠٢٦",
        "14032009012",
        "a b c d",
        "3 3 3 3",
        "14maart",
    ];
    for text in not {
        let told = says(text);
        assert!(told.contains("dd-mm") || told.contains("jaar"), "{text}: {told}");
    }
    assert!(says(&"1 ".repeat(10_000)).contains("dd-mm"));
}

#[test]
fn what_is_planned_lies_ahead_and_not_absurdly_far() {
    let today = day("2026-11-28");
    assert!(planned(today, today).is_ok() && planned(day("2036-11-28"), today).is_ok());
    let why = |day, today| planned(day, today).unwrap_err().why.nl.into_owned();
    assert_eq!(why(day("2026-11-27"), today), "27-11-2026 is al geweest. Kies vandaag of een latere dag.");
    assert_eq!(why(day("2036-11-29"), today), "29-11-2036 is over meer dan tien jaar. Kijk het jaar na.");
    assert!(planned_later(today, today).unwrap_err().why.nl.contains("na vandaag"));
    assert!(planned_later(day("2026-11-29"), today).is_ok());
    assert!(happened(today, today).is_ok());
    assert_eq!(
        happened(day("2026-11-29"), today).unwrap_err().why.nl,
        "29-11-2026 ligt in de toekomst. Kijk de datum na."
    );
}

prop_compose! {
    fn days()(year in FIRST_YEAR..=LAST_YEAR, of_year in 0i64..366) -> Date {
        let first = Date::constant(year, 1, 1);
        let day = first.checked_add(of_year.days()).unwrap();
        if in_bounds(day.year()) { day } else { first }
    }
}

proptest! {
    #[test]
    fn every_day_is_read_back_from_every_shape(day in days()) {
        let (d, m, y) = (day.day(), day.month(), day.year());
        let name = month_name(m);
        let shapes = [
            day.to_string(),
            day_month_year(day).to_string(),
            format!("{d}-{m}-{y}"),
            format!("{d}/{m:02}/{y}"),
            format!("{d:02}.{m}.{y}"),
            format!("{d:02}{m:02}{y}"),
            format!("{y}{m:02}{d:02}"),
            format!("{d} {} {y}", name.nl),
            format!("{} {d} {} {y}", weekday_name(day.weekday()).nl, name.nl),
            format!("{} {d}, {y}", name.en),
        ];
        for shape in shapes {
            prop_assert_eq!(parse_day(&shape), Ok(day), "{}", shape);
        }
    }

    #[test]
    fn whatever_is_typed_gives_a_day_in_bounds_or_a_sentence(text in "\\PC{0,24}") {
        if let Ok(day) = parse_day(&text) {
            prop_assert!(in_bounds(day.year()));
        }
    }

    #[test]
    fn digits_and_signs_by_chance_never_give_another_day_than_they_say(text in "[0-9]{1,4}[-/. ][0-9]{1,4}[-/. ][0-9]{1,4}") {
        if let Ok(day) = parse_day(&text) {
            let numbers: Vec<i64> = text.split(['-', '/', '.', ' ']).map(|n| n.parse().unwrap()).collect();
            let (d, m, y) = (i64::from(day.day()), i64::from(day.month()), i64::from(day.year()));
            prop_assert!(numbers == [d, m, y] || numbers == [y, m, d]);
        }
    }
}
