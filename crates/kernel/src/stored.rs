//! What is known of an enum that is stored by the names of its variants.

use serde::{
    Deserialize,
    de::{self, value::MapDeserializer},
};
use std::fmt;

/// The names of all variants of an enum that is stored with its name under `tag`, as its own reader knows them: so no list beside the
/// enum can lag behind it. Empty for a type that is stored otherwise.
#[must_use]
pub fn names<E: for<'de> Deserialize<'de>>(tag: &'static str) -> &'static [&'static str] {
    // No variant has this name, and the refusal says which names there are.
    let nameless = MapDeserializer::<_, Names>::new(std::iter::once((tag, "")));
    E::deserialize(nameless).err().map_or(&[], |Names(names)| names)
}

/// A refusal that keeps the names it would have taken.
#[derive(Debug)]
struct Names(&'static [&'static str]);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

impl std::error::Error for Names {}

impl de::Error for Names {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }
    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}

#[cfg(test)]
mod tests {
    use super::names;
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(tag = "t", rename_all = "kebab-case")]
    #[allow(dead_code, reason = "only its reader is asked")]
    enum Event {
        TextChanged {
            text: String,
        },
        Closed,
        #[serde(rename = "gone")]
        Destroyed(Box<Inner>),
    }

    #[derive(Deserialize)]
    #[allow(dead_code, reason = "only its reader is asked")]
    struct Inner {
        when: u64,
    }

    #[test]
    fn an_enum_knows_the_names_under_which_it_is_stored() {
        assert_eq!(names::<Event>("t"), ["text-changed", "closed", "gone"]);
        assert!(names::<Event>("other").is_empty() && names::<Inner>("t").is_empty());
    }
}
