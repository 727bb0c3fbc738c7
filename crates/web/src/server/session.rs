//! Who is there: the cookie of a browser or the token of a program, looked up in the vault. Nothing about a person is in either.

use super::{fault::Fault, house::House};
use crate::values::Values;
use axum::http::{HeaderMap, HeaderValue, header};
use kernel::Lang;
use vault::{Session, SessionSort};

/// Who is logged in with a browser.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    /// The session.
    pub(crate) session: Session,
    /// Its secret.
    pub(crate) token: String,
}

fn cookie_name(house: &House) -> &'static str {
    if house.config.is_https() { "__Host-casustafel" } else { "casustafel" }
}

/// The secret in the cookie.
pub(crate) fn token(house: &House, headers: &HeaderMap) -> Option<String> {
    let name = cookie_name(house);
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(n, _)| *n == name).map(|(_, value)| value.to_owned()).filter(|value| value.len() <= 256)
}

/// Who is logged in; `None` for nobody.
pub(crate) async fn visitor(house: &House, headers: &HeaderMap) -> Result<Option<Visitor>, Fault> {
    let Some(token) = token(house, headers) else {
        return Ok(None);
    };
    let session = house.vault.session(&token).await?;
    Ok(session.filter(|s| s.sort == SessionSort::Browser).map(|session| Visitor { session, token }))
}

/// Who a program speaks for; `None` for nobody. A cookie does not count here, so that a page elsewhere can do nothing with it.
pub(crate) async fn program(house: &House, headers: &HeaderMap) -> Result<Option<Session>, Fault> {
    let line = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let Some((scheme, token)) = line.split_once(' ') else {
        return Ok(None);
    };
    if !scheme.eq_ignore_ascii_case("bearer") || token.len() > 256 {
        return Ok(None);
    }
    let session = house.vault.session(token.trim()).await?;
    Ok(session.filter(|s| s.sort == SessionSort::Token))
}

/// What every cookie carries over https, so that it is never sent without.
pub(crate) fn secure(house: &House) -> &'static str {
    if house.config.is_https() { "; Secure" } else { "" }
}

/// The cookie that opens a session, or ends it when there is no secret.
pub(crate) fn cookie(house: &House, token: Option<&str>) -> HeaderValue {
    let secure = secure(house);
    let age = if token.is_some() { "" } else { "; Max-Age=0" };
    let line =
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict{secure}{age}", cookie_name(house), token.unwrap_or_default());
    HeaderValue::try_from(line).unwrap_or(HeaderValue::from_static(""))
}

/// The language a program asks for.
pub(crate) fn spoken(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    lang(wanted.get(..2).unwrap_or_default()).unwrap_or_default()
}

/// The language with this code.
pub(crate) fn lang(code: &str) -> Option<Lang> {
    match code.to_ascii_lowercase().as_str() {
        "nl" => Some(Lang::Nl),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The language of the session, or the one chosen in the address.
pub(crate) fn guest_lang(visitor: Option<&Visitor>, query: &Values) -> Lang {
    let chosen = query.first("taal").and_then(lang);
    visitor.map(|v| v.session.lang).or(chosen).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_answered_in_its_language() {
        let mut headers = HeaderMap::new();
        assert_eq!(spoken(&headers), Lang::Nl);
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB,en;q=0.8"));
        assert_eq!(spoken(&headers), Lang::En);
    }
}
