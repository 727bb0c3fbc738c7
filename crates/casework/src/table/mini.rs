//! The table in small: a dot for every place round it, with the same in words for who does not see it.

use super::Place;
use askama::Template;
use kernel::{Lang, Say};

#[derive(Template)]
#[template(path = "table/mini.html")]
struct Mini {
    label: String,
    dots: Vec<Dot>,
    /// Half the width of a dot: smaller where there are many.
    r: &'static str,
}

struct Dot {
    x: usize,
    y: usize,
    how: &'static str,
}

/// The table in small. Without places nothing.
#[must_use]
pub fn mini(places: &[Place], lang: Lang) -> String {
    if places.is_empty() {
        return String::new();
    }
    let first = places.len().div_ceil(2);
    let dot = |(at, place): (usize, &Place)| {
        let (at, count, y) = if at < first { (at, first, 5) } else { (at - first, places.len() - first, 29) };
        // Evenly along a side of 56, whatever number there is.
        Dot { x: (2 * at + 1) * 56 / (2 * count), y, how: how(place) }
    };
    let owing = places.iter().filter(|p| p.owes.is_some()).count();
    let turned = places.iter().filter(|p| p.key == Some(true)).count();
    let (all, keyed) = (places.len(), places.iter().filter(|p| p.key.is_some()).count());
    let label = match keyed {
        0 => Say::made(
            format!("Tafel met {all} plaatsen: {owing} aan zet"),
            format!("Table with {all} places: {owing} to act"),
        ),
        keyed => Say::made(
            format!("Tafel met {all} plaatsen: {owing} aan zet, {turned} van {keyed} sleutels om"),
            format!("Table with {all} places: {owing} to act, {turned} of {keyed} keys turned"),
        ),
    };
    let r = if places.len() > 8 { "2.4" } else { "3.2" };
    let drawing = Mini { label: label.to(lang).to_owned(), dots: places.iter().enumerate().map(dot).collect(), r };
    drawing.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "table/mini_legend.html")]
struct Legend {
    lang: Lang,
}

/// What the dots say, where a list draws whose turn it is and no more.
#[must_use]
pub fn mini_legend(lang: Lang) -> String {
    Legend { lang }.render().unwrap_or_default()
}

fn how(place: &Place) -> &'static str {
    match (&place.owes, place.key, place.spoken) {
        (Some(_), ..) => "owes",
        (None, Some(true), _) => "key",
        (None, _, Some(true)) => "",
        (None, ..) => "quiet",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use vault::Tier;

    #[test]
    fn every_place_is_a_dot_within_the_picture_and_the_label_tells_the_same() {
        let place = |n: usize| Place {
            agency: format!("a{n}").parse().unwrap(),
            tier: Tier::Trio,
            spoken: None,
            key: Some(n == 0),
            owes: (n == 1).then_some(Say::of("iets", "something")),
        };
        for count in 1..14 {
            let places: Vec<Place> = (0..count).map(place).collect();
            let drawn = mini(&places, Lang::Nl);
            assert_eq!(drawn.matches("<circle").count(), count, "{drawn}");
            assert!(
                drawn.contains(&format!(
                    "Tafel met {count} plaatsen: {} aan zet, 1 van {count}",
                    usize::from(count > 1)
                ))
            );
        }
        assert_eq!(mini(&[], Lang::Nl), "");
    }
}
