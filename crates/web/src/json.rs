//! JSON becomes the same names as a form while it is read. No tree is built of it: a megabyte of small objects would be a hundred
//! of them in memory, and a name is written out in full for each item of a list, so both are counted before they are made.

use crate::values::{Bounds, Values, ValuesError};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

impl Values {
    /// From a JSON object, within the usual bounds: texts, numbers, true (a tick), lists (many), and lists of objects
    /// (`facts.0.what`).
    ///
    /// # Errors
    /// When it is not an object or holds too much.
    pub fn from_json(body: &[u8]) -> Result<Self, ValuesError> {
        read(body, &Bounds::default())
    }
}

/// Reads an object.
pub(crate) fn read(body: &[u8], bounds: &Bounds) -> Result<Values, ValuesError> {
    let mut into =
        Into { values: Values::default(), name: String::new(), depth: 0, bounds, unfit: ValuesError::Unreadable };
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = reader.deserialize_map(Whole(&mut into)).and_then(|()| reader.end());
    match read {
        Ok(()) => Ok(into.values),
        Err(_) => Err(into.unfit),
    }
}

/// Where everything goes, and under which name at this moment.
struct Into<'b> {
    values: Values,
    name: String,
    depth: usize,
    bounds: &'b Bounds,
    /// Why it stops, when it stops: an error of the reader has no room for it.
    unfit: ValuesError,
}

impl Into<'_> {
    fn text<E: Error>(&mut self, text: &str) -> Result<(), E> {
        let taken = self.values.take(self.name.as_str(), text, self.bounds);
        self.or_stop(taken)
    }

    /// What says nothing costs time to read too.
    fn nothing<E: Error>(&mut self) -> Result<(), E> {
        let counted = self.values.count(0, 0, self.bounds);
        self.or_stop(counted)
    }

    fn or_stop<E: Error>(&mut self, done: Result<(), ValuesError>) -> Result<(), E> {
        done.map_err(|unfit| {
            self.unfit = unfit;
            E::custom("more than fits")
        })
    }

    /// One level deeper, and back.
    fn within<E: Error>(&mut self, work: impl FnOnce(&mut Self) -> Result<(), E>) -> Result<(), E> {
        let fits = self.depth < self.bounds.depth;
        self.or_stop(if fits { Ok(()) } else { Err(ValuesError::TooMuch) })?;
        self.depth += 1;
        let done = work(self);
        self.depth -= 1;
        done
    }

    /// Under a longer name, and back.
    fn under<E: Error>(&mut self, member: &str, work: impl FnOnce(&mut Self) -> Result<(), E>) -> Result<(), E> {
        let before = self.name.len();
        let whole = before.saturating_add(usize::from(before > 0)).saturating_add(member.len());
        self.or_stop(if whole <= self.bounds.name { Ok(()) } else { Err(ValuesError::TooMuch) })?;
        if before > 0 {
            self.name.push('.');
        }
        self.name.push_str(member);
        let done = work(self);
        self.name.truncate(before);
        done
    }
}

/// The object as a whole.
struct Whole<'i, 'b>(&'i mut Into<'b>);

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        self.0.within(|into| object(into, members))
    }
}

fn object<'de, A: MapAccess<'de>>(into: &mut Into<'_>, mut members: A) -> Result<(), A::Error> {
    while let Some(name) = members.next_key::<String>()? {
        into.under(&name, |into| members.next_value_seed(Member(into)))?;
    }
    Ok(())
}

/// A member of an object, under the name that stands now.
struct Member<'i, 'b>(&'i mut Into<'b>);

impl<'de> DeserializeSeed<'de> for Member<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(Found { into: self.0, item: None })
    }
}

/// An item of a list: only an object gets the number of its place.
struct Item<'i, 'b>(&'i mut Into<'b>, usize);

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(Found { into: self.0, item: Some(self.1) })
    }
}

struct Found<'i, 'b> {
    into: &'i mut Into<'b>,
    item: Option<usize>,
}

impl<'de> Visitor<'de> for Found<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a list or an object")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.into.nothing()
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<(), E> {
        if yes { self.into.text("ja") } else { self.into.nothing() }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.into.text(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.into.text(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        // As it was written: 1.0 stays 1.0.
        self.into.text(&serde_json::Number::from_f64(number).map(|n| n.to_string()).unwrap_or_default())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.into.text(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.into.nothing()?;
        self.into.within(|into| {
            let mut place = 0;
            while items.next_element_seed(Item(into, place))?.is_some() {
                place += 1;
            }
            Ok(())
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        self.into.nothing()?;
        self.into.within(|into| match self.item {
            Some(place) => into.under(&place.to_string(), |into| object(into, members)),
            None => object(into, members),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn values(body: &Value) -> Result<Values, ValuesError> {
        read(body.to_string().as_bytes(), &Bounds::default())
    }

    /// How it went, with how many values; so that a test says both.
    fn outcome(body: &str) -> Result<usize, ValuesError> {
        read(body.as_bytes(), &Bounds::default()).map(|values| values.pairs().count())
    }

    #[test]
    fn json_becomes_the_same_names_as_a_form() {
        let body = json!({"a": "x", "tick": true, "no": false, "many": ["1", 2, 1.0], "facts": [{"what": "w"}], "o": {"p": null}});
        let values = values(&body).unwrap();
        assert_eq!(values.first("a"), Some("x"));
        assert_eq!(values.first("tick"), Some("ja"));
        assert_eq!((values.first("no"), values.first("o.p")), (None, None));
        assert_eq!(values.all("many"), ["1", "2", "1.0"]);
        assert_eq!(values.first("facts.0.what"), Some("w"));
    }

    #[test]
    fn only_one_object_is_taken() {
        for body in ["[1]", "7", "null", "\"x\"", "{", "", "{\"a\":1}{\"b\":2}", "{\"a\":}"] {
            assert_eq!(outcome(body), Err(ValuesError::Unreadable), "{body}");
        }
        assert_eq!(read(&[0xff, 0xfe, b'{'], &Bounds::default()).err(), Some(ValuesError::Unreadable));
    }

    #[test]
    fn a_long_name_is_not_written_out_for_each_item_of_a_list() {
        // 816 kB that became 6 GB of names, before anybody was known.
        let name = "n".repeat(8_000);
        let deep = format!("{{\"{name}\":").repeat(100);
        let body = format!("{deep}[{}1]{}", "1,".repeat(7_999), "}".repeat(100));
        assert!(body.len() > 800_000);
        assert_eq!(outcome(&body), Err(ValuesError::TooMuch));
        // And with a name and a depth that fit: 200 bytes for each of 500,000 items are 100 MB.
        let body = format!("{{\"{}\":[{}1]}}", "n".repeat(200), "1,".repeat(500_000));
        assert_eq!(outcome(&body), Err(ValuesError::TooMuch));
    }

    #[test]
    fn expansion_is_counted_and_stops_at_the_bound() {
        let bounds = Bounds { bytes: 1_000, ..Bounds::default() };
        let body = |items: usize| format!("{{\"{}\":[{}1]}}", "n".repeat(99), "1,".repeat(items - 1));
        assert_eq!(read(body(10).as_bytes(), &bounds).unwrap().pairs().count(), 10);
        assert_eq!(read(body(11).as_bytes(), &bounds).err(), Some(ValuesError::TooMuch));
    }

    #[test]
    fn depth_names_and_numbers_of_values_have_a_ceiling() {
        let bounds = Bounds::default();
        let nested = |n: usize| format!("{}1{}", "{\"a\":".repeat(n), "}".repeat(n));
        assert_eq!(outcome(&nested(bounds.depth)), Ok(1));
        assert_eq!(outcome(&nested(bounds.depth + 1)), Err(ValuesError::TooMuch));
        assert_eq!(
            outcome(&format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000))),
            Err(ValuesError::TooMuch)
        );
        let named = |n: usize| format!("{{\"{}\":1}}", "n".repeat(n));
        assert_eq!(outcome(&named(bounds.name)), Ok(1));
        assert_eq!(outcome(&named(bounds.name + 1)), Err(ValuesError::TooMuch));
        for item in ["1", "null", "false", "{}", "[]", "{\"a\":1}"] {
            let body = |n: usize| format!("{{\"a\":[{}{item}]}}", format!("{item},").repeat(n - 1));
            assert!(outcome(&body(2_000)).is_ok(), "{item}");
            assert_eq!(outcome(&body(bounds.values + 1)), Err(ValuesError::TooMuch), "{item}");
        }
        let members = (0..=bounds.values).map(|n| format!("\"m{n}\":null")).collect::<Vec<_>>().join(",");
        assert_eq!(outcome(&format!("{{{members}}}")), Err(ValuesError::TooMuch));
    }
}
