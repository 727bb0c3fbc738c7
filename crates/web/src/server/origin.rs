//! Whether a form was sent from our own page. The browser tells where it came from, and the form carries the session's token.

use super::house::House;
use axum::http::{HeaderMap, header};
use subtle::ConstantTimeEq;

/// Whether the browser says that the request came from this site. A browser that says nothing is judged by the token alone.
pub(crate) fn is_ours(house: &House, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    // Decisive where it is there: no page can forge it. `none` is the person's own hand, as with a reload.
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match text(header::ORIGIN.as_str()) {
        // With `referrer-policy: no-referrer` browsers send `null` for our own forms too.
        None | Some("null") => true,
        Some(origin) => {
            let host = text(header::HOST.as_str()).unwrap_or_default();
            let own = house.config.public_url.trim_end_matches('/');
            // Without https the house may be reached as 127.0.0.1 and as localhost.
            origin == own || (!house.config.is_https() && origin.strip_prefix("http://") == Some(host))
        }
    }
}

/// Compares without telling by its duration how much was right.
pub(crate) fn same(given: &str, expected: &str) -> bool {
    !expected.is_empty() && bool::from(given.as_bytes().ct_eq(expected.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_token_is_the_same_or_not_and_an_empty_one_never_is() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd") && !same("ab", "abc") && !same("", ""));
    }
}
