//! A moment in somebody's calendar, as every calendar reads it (RFC 5545).

use icalendar::{Calendar, Class, Component as _, Event, EventLike as _, EventStatus, Property};
use jiff::{Timestamp, ToSpan};

/// When and where somebody is asked to be. The moments are written in UTC, so that no calendar has to know when summer time begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// By which a calendar knows it again.
    pub id: String,
    /// How often it was moved: of two a calendar keeps the one with the higher number.
    pub moved: u32,
    /// Whether it was called off.
    pub off: bool,
    /// When this file was made: of two that were moved as often, a calendar keeps the later one.
    pub made: Timestamp,
    /// When it begins.
    pub start: Timestamp,
    /// So many minutes; with none it is a moment.
    pub minutes: u32,
    /// Who asks: an organisation.
    pub organiser: String,
    /// What stands in the calendar.
    pub title: String,
    /// Where.
    pub place: String,
    /// What is said about it.
    pub text: String,
}

impl Appointment {
    /// The file. Whoever looks along in somebody's calendar sees by its class that they are not free, and not for what.
    #[must_use]
    pub fn ics(&self) -> Vec<u8> {
        let [made, start] = [self.made, self.start].map(moment);
        let end = self.start.checked_add(i64::from(self.minutes).minutes()).map_or(start.clone(), moment);
        // An organisation has no address in a calendar, and nobody is to answer by mail.
        let organiser =
            Property::new("ORGANIZER", "invalid:nomail").add_parameter("CN", &quotable(&self.organiser)).done();
        let mut event = Event::new();
        event
            .uid(&self.id)
            .sequence(self.moved + u32::from(self.off))
            .status(if self.off { EventStatus::Cancelled } else { EventStatus::Confirmed })
            .class(Class::Private)
            .add_property("DTSTAMP", made)
            .add_property("DTSTART", start)
            .append_property(organiser)
            .summary(&plain(&self.title))
            .location(&plain(&self.place))
            .description(&plain(&self.text));
        if self.minutes > 0 {
            event.add_property("DTEND", end);
        }
        let mut calendar = Calendar::empty();
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//Casustafel//NL"),
            ("METHOD", if self.off { "CANCEL" } else { "PUBLISH" }),
        ] {
            calendar.append_property(Property::new(key, value));
        }
        calendar.push(event.done());
        calendar.to_string().into_bytes()
    }
}

/// `20260329T083000Z`.
fn moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Without signs that end a line or are none; a new line stays, and is written as such.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// As it can stand in the value of a parameter: a quote cannot.
fn quotable(text: &str) -> String {
    plain(text).replace('\n', " ").replace('"', "'")
}
