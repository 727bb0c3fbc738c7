//! The values of a template: each of the sort that it must be, and none that makes words hard to read or takes their room.

use crate::face::{Face, MM, Sides};
use crate::letters::letters;
use typst::foundations::{Dict, Value};
use typst::layout::Em;

/// The names that a template gives, and no others.
const KEYS: [&str; 14] = [
    "name",
    "letterhead",
    "running",
    "footer",
    "font",
    "heading-font",
    "heading-weight",
    "ink",
    "soft",
    "accent",
    "line",
    "wash",
    "margin",
    "narrow-margin",
];

/// A sheet is so wide and so high, in points.
const SHEET: (f64, f64) = (210.0 * MM, 297.0 * MM);
/// So much white there is at least and at most on each side.
const WHITE: (f64, f64) = (10.0 * MM, 70.0 * MM);
/// So wide and so high the room for words is at least.
const ROOM: (f64, f64) = (120.0 * MM, 200.0 * MM);
/// The longest name.
const LONGEST: usize = 120;

/// What does not fit: under which name, and why.
pub(crate) type Wrong = (&'static str, String);

/// What a template says besides what it draws: its name, and the look.
pub(crate) fn face(given: &Dict) -> Result<(String, Face), Wrong> {
    if let Some((unknown, _)) = given.iter().find(|(key, _)| !KEYS.contains(&key.as_str())) {
        return Err(("look", format!("there is no {unknown}; there are {}", KEYS.join(", "))));
    }
    let name = match given.get("name") {
        Ok(Value::Str(name)) if (1..=LONGEST).contains(&name.as_str().trim().chars().count()) => {
            name.as_str().trim().to_owned()
        }
        Ok(_) => return Err(("name", format!("it is a text of at most {LONGEST} letters"))),
        Err(_) => {
            return Err(("look", "there is no name in it, which is read aloud where the letterhead stands".into()));
        }
    };
    let ours = Face::default();
    let font = families(given, "font")?;
    let heading_font = families(given, "heading-font")?;
    let face = Face {
        heading_font: if heading_font.is_empty() { font.clone() } else { heading_font },
        font,
        heading_weight: weight(given, ours.heading_weight)?,
        ink: colour(given, "ink", ours.ink)?,
        soft: colour(given, "soft", ours.soft)?,
        accent: colour(given, "accent", ours.accent)?,
        line: colour(given, "line", ours.line)?,
        wash: colour(given, "wash", ours.wash)?,
        margin: sides(given, "margin", ours.margin)?,
        narrow: sides(given, "narrow-margin", ours.narrow)?,
        ..Face::default()
    };
    for (key, colour, under) in [
        ("ink", &face.ink, "#ffffff"),
        ("soft", &face.soft, "#ffffff"),
        ("accent", &face.accent, "#ffffff"),
        ("wash", &face.ink, &face.wash),
    ] {
        let contrast = contrast(colour, under);
        if contrast < 4.5 {
            return Err((key, format!("{colour} on {under} has a contrast of {contrast:.1}; words need 4.5")));
        }
    }
    Ok((name, face))
}

fn families(given: &Dict, key: &'static str) -> Result<Vec<String>, Wrong> {
    let what = || (key, "it is the name of a font, or a row of names".to_owned());
    let name = |one: &Value| if let Value::Str(name) = one { Ok(name.to_string()) } else { Err(what()) };
    let all = match given.get(key) {
        Err(_) => return Ok(Vec::new()),
        Ok(Value::Array(all)) => all.iter().map(name).collect::<Result<_, _>>()?,
        Ok(one) => vec![name(one)?],
    };
    match all.iter().find(|family| !letters().book.contains_family(&family.to_lowercase())) {
        Some(unknown) => Err((key, format!("there is no font {unknown} beside the template"))),
        None => Ok(all),
    }
}

fn weight(given: &Dict, ours: u16) -> Result<u16, Wrong> {
    let named = |word: &str| match word {
        "light" => Some(300),
        "regular" => Some(400),
        "medium" => Some(500),
        "semibold" => Some(600),
        "bold" => Some(700),
        _ => None,
    };
    let weight = match given.get("heading-weight") {
        Err(_) => Some(ours),
        Ok(Value::Str(word)) => named(word),
        Ok(Value::Int(number)) => u16::try_from(*number).ok().filter(|number| (100..=900).contains(number)),
        Ok(_) => None,
    };
    weight.ok_or_else(|| {
        ("heading-weight", "it is light, regular, medium, semibold, bold or a number from 100 to 900".to_owned())
    })
}

fn colour(given: &Dict, key: &'static str, ours: String) -> Result<String, Wrong> {
    match given.get(key) {
        Err(_) => Ok(ours),
        Ok(Value::Color(colour)) if colour.to_hex().len() == 7 => Ok(colour.to_hex().to_string()),
        Ok(_) => Err((key, "it is a colour that one does not see through, such as rgb(\"#1f4468\")".to_owned())),
    }
}

fn sides(given: &Dict, key: &'static str, ours: Sides) -> Result<Sides, Wrong> {
    const WHAT: &str = "it is a length such as 25mm, or lengths of top, bottom, left, right, x and y";
    let length = |value: &Value| {
        let Value::Length(length) = value else { return Err((key, WHAT.to_owned())) };
        if length.em == Em::zero() { Ok(length.abs.to_pt()) } else { Err((key, WHAT.to_owned())) }
    };
    let mut sides = ours;
    match given.get(key) {
        Err(_) => return Ok(ours),
        Ok(Value::Dict(each)) => {
            // The wider names first, so that `left` counts before `x` however they are written.
            for wide in [true, false] {
                for (side, value) in each.iter() {
                    let value = length(value)?;
                    match (side.as_str(), wide) {
                        ("x", true) => (sides.left, sides.right) = (value, value),
                        ("y", true) => (sides.top, sides.bottom) = (value, value),
                        ("top", false) => sides.top = value,
                        ("bottom", false) => sides.bottom = value,
                        ("left", false) => sides.left = value,
                        ("right", false) => sides.right = value,
                        ("x" | "y" | "top" | "bottom" | "left" | "right", _) => {}
                        _ => return Err((key, WHAT.to_owned())),
                    }
                }
            }
        }
        Ok(value) => {
            let value = length(value)?;
            sides = Sides { top: value, bottom: value, left: value, right: value };
        }
    }
    let each = [sides.top, sides.bottom, sides.left, sides.right];
    if !each.iter().all(|side| (WHITE.0..=WHITE.1).contains(side)) {
        return Err((key, "each side has from 10 to 70 mm".to_owned()));
    }
    if SHEET.0 - sides.left - sides.right < ROOM.0 || SHEET.1 - sides.top - sides.bottom < ROOM.1 {
        return Err((key, "it leaves less than 120 by 200 mm for words".to_owned()));
    }
    Ok(sides)
}

/// The contrast of two colours as WCAG counts it.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How light a colour is.
fn light(colour: &str) -> f64 {
    let part = |at: usize| {
        let byte = colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(u8::MAX);
        let part = f64::from(byte) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}
