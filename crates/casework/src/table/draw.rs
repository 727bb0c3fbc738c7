//! Draws the table: a round one, with every seat at it, the empty one as visible as the full one. Beside the drawing stands
//! the same in words, for who listens and for who does not see colour. It shows who speaks and who owes, never what was said.

use super::Place;
use askama::Template;
use kernel::{AgencyId, Lang, Say};
use std::f64::consts::TAU;

const CAPTION: Say = Say::of("Wie aan tafel zit", "Who sits at the table");
const SPOKEN: Say = Say::of("heeft gesproken", "has spoken");
const SILENT: Say = Say::of("heeft nog niet gesproken", "has not spoken yet");
const TURNED: Say = Say::of("sleutel omgedraaid", "key turned");
const WAITING: Say = Say::of("sleutel nog niet omgedraaid", "key not turned yet");

#[derive(Template)]
#[template(path = "table/draw.html")]
struct Drawing {
    caption: String,
    seats: Vec<Drawn>,
}

struct Drawn {
    name: String,
    tier: String,
    words: Vec<String>,
    empty: bool,
    sign: &'static str,
    key: Option<bool>,
    x: i64,
    y: i64,
    sign_y: i64,
    key_x: i64,
    key_y: i64,
    lines: Vec<Text>,
}

struct Text {
    y: i64,
    text: String,
}

/// The table as HTML: a drawing, and a list that tells the same. `names` gives what people call an agency.
#[must_use]
pub fn draw(places: &[Place], names: impl Fn(&AgencyId) -> String, lang: Lang) -> String {
    let count = places.len();
    let seats = places.iter().enumerate().map(|(at, place)| drawn(place, names(&place.agency), at, count, lang));
    let drawing = Drawing { caption: CAPTION.to(lang).to_owned(), seats: seats.collect() };
    // Writing into a string does not fail; a page without its drawing would still be whole.
    drawing.render().unwrap_or_default()
}

fn drawn(place: &Place, name: String, at: usize, count: usize, lang: Lang) -> Drawn {
    let (x, y) = spot(at, count);
    // What it owes is drawn as an empty seat: a question without an answer is information too.
    let empty = place.spoken == Some(false) || place.owes.is_some();
    let sign = match (empty, place.spoken) {
        (true, _) => "?",
        (false, Some(true)) => "✓",
        (false, _) => "•",
    };
    let spoken = place.spoken.map(|s| if s { SPOKEN } else { SILENT });
    let key = place.key.map(|k| if k { TURNED } else { WAITING });
    let words = [spoken, key, place.owes.clone()].into_iter().flatten().map(|s| s.to(lang).to_owned()).collect();
    let below = y >= 195;
    let lines = wrapped(&name);
    let first = if below { y + 42 } else { y - 34 - 15 * (i64::try_from(lines.len()).unwrap_or(1) - 1) };
    let lines = lines.into_iter().zip((first..).step_by(15)).map(|(text, y)| Text { y, text }).collect();
    let tier = place.tier.says().to(lang).to_owned();
    let (sign_y, key_x, key_y) = (y + 7, x + 26, y - 6);
    Drawn { name, tier, words, empty, sign, key: place.key, x, y, sign_y, key_x, key_y, lines }
}

/// Where a seat stands: evenly round the table, the first at the head.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a handful of seats on a small sheet")]
fn spot(at: usize, count: usize) -> (i64, i64) {
    let turn = TAU * at as f64 / count.max(1) as f64 - TAU / 4.0;
    ((320.0 + 235.0 * turn.cos()).round() as i64, (195.0 + 118.0 * turn.sin()).round() as i64)
}

/// A name in at most two lines.
fn wrapped(name: &str) -> Vec<String> {
    const FITS: usize = 20;
    if name.chars().count() <= FITS {
        return vec![name.to_owned()];
    }
    let words = name.split_whitespace();
    let (mut first, mut rest) = (String::new(), String::new());
    for word in words {
        let line =
            if rest.is_empty() && first.chars().count() + word.chars().count() < FITS { &mut first } else { &mut rest };
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if rest.chars().count() > FITS {
        rest = rest.chars().take(FITS - 1).chain(['…']).collect();
    }
    [first, rest].into_iter().filter(|l| !l.is_empty()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use vault::Tier;

    fn place(agency: &str, spoken: Option<bool>, key: Option<bool>) -> Place {
        let owes = (spoken == Some(false)).then_some(Say::of("nog geen antwoord", "no answer yet"));
        Place { agency: agency.parse().unwrap(), tier: Tier::Trio, spoken, key, owes }
    }

    #[test]
    fn the_list_tells_what_the_drawing_shows() {
        let places = [place("om-nh", Some(true), Some(true)), place("politie-nh", Some(false), Some(false))];
        let html = draw(&places, |a| a.to_string().to_uppercase(), Lang::Nl);
        for words in ["OM-NH", "heeft gesproken", "sleutel omgedraaid", "heeft nog niet gesproken", "nog geen antwoord"]
        {
            assert!(html.contains(words), "{words}");
        }
        assert!(html.contains("seat-empty") && html.contains(">?<") && html.contains(">✓<"), "not by colour alone");
        assert!(!html.contains("style="), "the page allows no inline style");
    }

    #[test]
    fn names_cannot_bring_markup_along() {
        let html = draw(&[place("x", None, None)], |_| "<script>".to_owned(), Lang::En);
        assert!(!html.contains("<script>"));
    }

    #[test]
    fn long_names_take_two_lines_and_seats_stay_on_the_sheet() {
        assert_eq!(wrapped("Raad voor de Kinderbescherming").len(), 2);
        for count in 0..16 {
            for at in 0..count {
                let (x, y) = spot(at, count);
                assert!((24..=616).contains(&x) && (24..=376).contains(&y));
            }
        }
        assert!(draw(&[], |_| String::new(), Lang::Nl).contains("<ul"));
    }
}
