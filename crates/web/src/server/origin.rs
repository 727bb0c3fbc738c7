//! Whether a form was sent from our own page. The browser tells where it came from, and the form carries the session's token.

use super::house::House;
use crate::values::Values;
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

/// What stands between the token of a form and the word of its page.
const WORD: char = '.';
/// No word is longer.
const LONGEST: usize = 64;

/// The token of a form, with the word of the page it stands on.
pub(crate) fn with_word(csrf: &str, word: &str) -> String {
    format!("{csrf}{WORD}{word}")
}

/// Whether a form carries the token of this session.
pub(crate) fn carries(values: &Values, csrf: &str) -> bool {
    let given = values.first("_csrf").unwrap_or_default();
    same(given.split_once(WORD).map_or(given, |(token, _)| token), csrf)
}

/// The word of the page a form stands on. It comes from the browser: whoever changes it only hinders themselves.
pub(crate) fn word(values: &Values) -> Option<&str> {
    let (_, word) = values.first("_csrf")?.split_once(WORD)?;
    (!word.is_empty() && word.len() <= LONGEST).then_some(word)
}

/// Compares without telling by its duration how much was right.
pub(crate) fn same(given: &str, expected: &str) -> bool {
    !expected.is_empty() && bool::from(given.as_bytes().ct_eq(expected.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{carries, same, with_word, word};
    use crate::values::Values;

    #[test]
    fn a_form_carries_the_token_of_its_session_and_the_word_of_its_page() {
        let form = |token: &str| {
            let mut values = Values::default();
            values.put("_csrf", token);
            values
        };
        let sent = form(&with_word("abc", "w"));
        assert!(carries(&sent, "abc") && !carries(&sent, "abc.w") && !carries(&form("abd.w"), "abc"));
        assert_eq!((word(&sent), word(&form("abc")), word(&form("abc."))), (Some("w"), None, None));
        assert!(carries(&form("abc"), "abc") && !carries(&form(".w"), "") && !carries(&Values::default(), "abc"));
        assert_eq!(word(&form(&with_word("abc", &"w".repeat(65)))), None);
    }

    #[test]
    fn a_token_is_the_same_or_not_and_an_empty_one_never_is() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd") && !same("ab", "abc") && !same("", ""));
    }
}
