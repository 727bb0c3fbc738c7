//! The ticket of a device: what a browser without an account keeps for one place and shows when it comes again. It goes to no other place,
//! no script can read it, and it is gone when that place is over.

use crate::answer::Keeps;
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

const NAME: &str = "kaart";
/// No ticket is longer.
const LONGEST: usize = 64;

/// The ticket that came along, if what came looks like one.
pub(crate) fn carried(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == NAME)?;
    (value.len() <= LONGEST && value.bytes().all(|b| b.is_ascii_hexdigit())).then(|| value.to_owned())
}

/// The place a ticket is for: the address up to and with its code.
pub(crate) fn place(pattern: &str, asked: &str) -> String {
    let parts = pattern.split('/').zip(asked.split('/'));
    let mut place = String::new();
    for (name, part) in parts.skip(1) {
        place.push('/');
        place.push_str(part);
        if name == "{code}" {
            break;
        }
    }
    place
}

/// Has the browser keep a ticket for this place, or let go of it.
pub(crate) fn kept(mut response: Response, keeps: Option<&Keeps>, place: &str, secure: &str) -> Response {
    let (value, age) = match keeps {
        Some(Keeps::Ticket { ticket, seconds }) => (ticket.as_str(), *seconds),
        Some(Keeps::Nothing) => ("", 0),
        None => return response,
    };
    let line = format!("{NAME}={value}; Path={place}; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(line) = HeaderValue::try_from(line) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_for_the_place_of_its_code_and_what_is_no_ticket_is_not_read() {
        assert_eq!(place("/meedoen/{code}", "/meedoen/ABC"), "/meedoen/ABC");
        assert_eq!(place("/meedoen/{code}/{kaart}/antwoord", "/meedoen/ABC/00ff/antwoord"), "/meedoen/ABC");
        let with = |line: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_static(line));
            carried(&headers)
        };
        assert_eq!(with("taal=nl; kaart=00ff"), Some("00ff".to_owned()));
        for line in ["taal=nl", "kaart=; a=b; kaart=x", "kaart=../..", "xkaart=00ff"] {
            assert!(with(line).is_none_or(|ticket| ticket.is_empty()), "{line}");
        }
    }
}
