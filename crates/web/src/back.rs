//! Somebody who leaves a page for one act elsewhere comes back to it when that is done: from a meeting to a table, turn a key there, and back.
//! Where to travels in the address and in the form, and is never anywhere but in this house.

use crate::{
    answer::Redirect,
    ask::Ask,
    form::Filled,
    values::{Values, encode},
};

/// The name in an address.
pub(crate) const BACK: &str = "terug";
/// The name in a form: of the form itself, so that it is no words of anybody.
pub(crate) const FIELD: &str = "_terug";

/// An address from which one comes back to another when something is done there.
#[must_use]
pub fn and_back(address: &str, to: &str) -> String {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, f)| (path, Some(f)));
    let mark = if path.contains('?') { '&' } else { '?' };
    let fragment = fragment.map(|f| format!("#{f}")).unwrap_or_default();
    format!("{path}{mark}{}{fragment}", encode(&[(BACK, to)]))
}

/// A place within this house, and nothing else: no other site, no tricks with slashes, no line ends.
pub(crate) fn local(path: &str) -> &str {
    let plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if path.starts_with('/') && !path.starts_with("//") && plain && path.len() <= 500 { path } else { "/" }
}

/// A place in this house, where it is one.
fn place(to: &str) -> Option<&str> {
    Some(local(to)).filter(|to| *to != "/")
}

/// Where the page that is asked for leads back to.
pub(crate) fn asked(query: &Values) -> Option<&str> {
    place(query.first(BACK)?)
}

/// Where a form on a page leads: as it did when it was sent before, or as the page does.
pub(crate) fn of_form<'a>(ask: &'a Ask, filled: &'a Filled) -> Option<&'a str> {
    filled.values().first(FIELD).and_then(place).or_else(|| asked(&ask.query))
}

/// To there instead, where the form that was sent says so.
pub(crate) fn go(redirect: Redirect, sent: &Values) -> Redirect {
    match sent.first(FIELD).and_then(place) {
        Some(to) => Redirect { address: to.to_owned(), ..redirect },
        None => redirect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_local_path_is_returned_to() {
        assert_eq!(local("/signalen/1?x=y"), "/signalen/1?x=y");
        for bad in ["//evil.example", "https://evil.example", "/\\evil.example", "", "a", "/a\r\nb", "/\tb"] {
            assert_eq!(local(bad), "/", "{bad:?}");
        }
    }

    #[test]
    fn one_comes_back_to_a_place_in_this_house_only() {
        assert_eq!(
            and_back("/wegingen/1?a=b#keys", "/overleggen/2/nu"),
            "/wegingen/1?a=b&terug=%2Foverleggen%2F2%2Fnu#keys"
        );
        let sent = |to: &str| {
            let mut values = Values::default();
            values.put(FIELD, to);
            go(Redirect::to("/wegingen/1"), &values).address
        };
        assert_eq!(sent("/overleggen/2/nu"), "/overleggen/2/nu");
        for bad in ["", "/", "//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1"] {
            assert_eq!(sent(bad), "/wegingen/1", "{bad}");
        }
    }
}
