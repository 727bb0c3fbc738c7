//! An appointment that is written is read by another library as the same one, whatever people typed in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use calcard::icalendar::{ICalendar, ICalendarMethod, ICalendarProperty, ICalendarStatus, ICalendarValue};
use paper::Appointment;

const NASTY: &str = "Kamer 3, \"Vuurtoren\"; achter\\in\nBEGIN:VEVENT\r\nŞerife Ünlü-Östberg 👩‍💻 ترجمة en een lange regel zonder einde die \
    vele malen langer is dan vijfenzeventig tekens: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u{7}";

fn appointment(start: &str) -> Appointment {
    Appointment {
        id: "0190-7".into(),
        moved: 2,
        off: false,
        made: "2026-01-05T08:00:00Z".parse().unwrap(),
        start: start.parse().unwrap(),
        minutes: 45,
        organiser: "Huis \"Kust\", Noord: en; meer".into(),
        title: "Overleg Huis Kust".into(),
        place: NASTY.into(),
        text: NASTY.into(),
    }
}

fn read(one: &Appointment) -> ICalendar {
    let text = String::from_utf8(one.ics()).unwrap();
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\n', '\r']), "{line}");
    }
    ICalendar::parse(&text).unwrap_or_else(|entry| panic!("{entry:?}"))
}

fn of(calendar: &ICalendar, property: &ICalendarProperty) -> ICalendarValue {
    let all = calendar.components.iter().find_map(|component| component.property(property));
    all.and_then(|entry| entry.values.first()).unwrap().clone()
}

fn text(calendar: &ICalendar, property: &ICalendarProperty) -> String {
    of(calendar, property).as_text().unwrap().to_owned()
}

#[test]
fn another_library_reads_what_was_written() {
    let calendar = read(&appointment("2026-03-29T08:30:00Z"));
    assert_eq!(calendar.components.len(), 2, "a calendar with one event in it, whatever was typed");
    let kept = NASTY.replace("\r\n", "\n").replace('\u{7}', "");
    assert_eq!(text(&calendar, &ICalendarProperty::Location), kept);
    assert_eq!(text(&calendar, &ICalendarProperty::Description), kept);
    assert_eq!(text(&calendar, &ICalendarProperty::Summary), "Overleg Huis Kust");
    assert_eq!(text(&calendar, &ICalendarProperty::Uid), "0190-7");
    assert_eq!(of(&calendar, &ICalendarProperty::Sequence), ICalendarValue::Integer(2));
    assert_eq!(of(&calendar, &ICalendarProperty::Method), ICalendarValue::Method(ICalendarMethod::Publish));
    assert_eq!(of(&calendar, &ICalendarProperty::Status), ICalendarValue::Status(ICalendarStatus::Confirmed));
    let expanded = calendar.expand_dates(calcard::common::timezone::Tz::UTC, 10);
    assert!(expanded.errors.is_empty(), "{:?}", expanded.errors);
    let all: Vec<_> = expanded.events.into_iter().map(|one| one.timestamps()).collect();
    let start = appointment("2026-03-29T08:30:00Z").start.as_second();
    assert_eq!(all, [(start, start + 45 * 60)]);
}

#[test]
fn what_is_called_off_is_newer_than_what_was_moved() {
    let calendar = read(&Appointment { off: true, ..appointment("2026-03-29T08:30:00Z") });
    assert_eq!(of(&calendar, &ICalendarProperty::Sequence), ICalendarValue::Integer(3));
    assert_eq!(of(&calendar, &ICalendarProperty::Method), ICalendarValue::Method(ICalendarMethod::Cancel));
    assert_eq!(of(&calendar, &ICalendarProperty::Status), ICalendarValue::Status(ICalendarStatus::Cancelled));
}
