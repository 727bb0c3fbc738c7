//! Where the pages of one kind are: a list, and what is below it.

use crate::values::encode;
use std::fmt;

/// A list, and what is below it. The addresses of a side of the house are constants of this type in one file, so that no page spells one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(&'static str);

impl Place {
    /// The place at this path, which begins with a slash and does not end with one.
    #[must_use]
    pub const fn at(path: &'static str) -> Self {
        Self(path)
    }

    /// The address of the list itself.
    #[must_use]
    pub const fn list(self) -> &'static str {
        self.0
    }

    /// The address of the list, narrowed by what is asked.
    #[must_use]
    pub fn asked(self, pairs: &[(&str, &str)]) -> String {
        if pairs.is_empty() { self.0.to_owned() } else { format!("{self}?{}", encode(pairs)) }
    }

    /// The address of one thing below it: a dossier by its id, or a page by its word.
    #[must_use]
    pub fn of(self, one: impl fmt::Display) -> String {
        format!("{self}/{one}")
    }

    /// The address of something of one thing below it; `rest` begins with a slash, or is empty.
    #[must_use]
    pub fn under(self, one: impl fmt::Display, rest: &str) -> String {
        format!("{self}/{one}{rest}")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn what_is_below_a_list_has_its_address_of_it() {
        let here = Place::at("/signalen");
        assert_eq!((here.list(), here.of(7).as_str()), ("/signalen", "/signalen/7"));
        assert_eq!(here.under("7", "/bsn"), "/signalen/7/bsn");
        assert_eq!(here.asked(&[]), "/signalen");
        assert_eq!(here.asked(&[("soort", "a b"), ("na", "&")]), "/signalen?soort=a+b&na=%26");
    }
}
