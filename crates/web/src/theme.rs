//! A house's own look: its name, its logo and other values for the tokens of the stylesheet. It gives values and no rules, so that no house
//! can lose what a page needs; and no colours on which words do not stand out.
//!
//! It must never take a value that is more than a value.

use std::{collections::BTreeMap, fmt};

/// The stylesheet, whose tokens a house may give other values.
pub(crate) const STYLE: &str = include_str!("../assets/stijl.css");

/// The least contrast of words with what is behind them: level AA of WCAG.
const LEAST: f64 = 4.5;
const MOST_NAME: usize = 40;
const MOST_VALUE: usize = 200;
/// A logo is fetched with every first page; more than this is a photograph.
const MOST_LOGO: usize = 100 * 1024;

/// Words and what they stand on.
const PAIRS: [(&str, &str); 20] = [
    ("--utrecht-document-color", "--utrecht-document-background-color"),
    ("--utrecht-document-color", "--utrecht-surface-background-color"),
    ("--utrecht-document-color", "--casustafel-side-tint-color"),
    ("--utrecht-heading-color", "--utrecht-document-background-color"),
    ("--utrecht-heading-color", "--utrecht-surface-background-color"),
    ("--utrecht-link-color", "--utrecht-document-background-color"),
    ("--utrecht-link-color", "--utrecht-surface-background-color"),
    ("--utrecht-text-muted-color", "--utrecht-document-background-color"),
    ("--utrecht-text-muted-color", "--utrecht-surface-background-color"),
    ("--utrecht-button-primary-action-color", "--utrecht-button-primary-action-background-color"),
    ("--utrecht-button-primary-action-color", "--utrecht-button-primary-action-hover-background-color"),
    ("--utrecht-button-secondary-action-color", "--utrecht-document-background-color"),
    ("--casustafel-side-color", "--casustafel-side-background-color"),
    ("--casustafel-table-color", "--casustafel-table-background-color"),
    ("--casustafel-key-color", "--casustafel-key-background-color"),
    ("--casustafel-urgent-color", "--casustafel-urgent-background-color"),
    ("--casustafel-late-color", "--utrecht-surface-background-color"),
    ("--casustafel-waiting-color", "--utrecht-surface-background-color"),
    ("--casustafel-done-color", "--utrecht-surface-background-color"),
    ("--casustafel-note-color", "--casustafel-side-tint-color"),
];

/// Names of tokens with their values.
pub type Tokens = BTreeMap<String, String>;

/// A picture that stands for the house.
#[derive(Clone)]
pub struct Logo {
    /// `image/svg+xml` or `image/png`.
    pub kind: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({}, {} bytes)", self.kind, self.bytes.len())
    }
}

/// Why a house cannot look like this.
#[derive(Debug, Clone, PartialEq)]
pub enum ThemeError {
    /// The name is empty or longer than fits at the top of a page.
    Name,
    /// The stylesheet has no such token.
    Unknown(String),
    /// A colour is `#rrggbb`, or `light-dark(#rrggbb, #rrggbb)`.
    Colour(String),
    /// What this token is set to is more than a value.
    Value(String),
    /// Words do not stand out from what is behind them.
    Contrast {
        /// The words.
        words: &'static str,
        /// What they stand on.
        ground: &'static str,
        /// Their contrast; at least 4.5 is needed.
        found: f64,
        /// In the dark.
        dark: bool,
        /// On the side about the work.
        learning: bool,
    },
    /// The logo is no SVG and no PNG, or larger than 100 kB.
    Logo,
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => write!(f, "name is empty or longer than {MOST_NAME} signs"),
            Self::Unknown(token) => write!(f, "there is no token {token}"),
            Self::Colour(token) => write!(f, "{token} is a colour: #rrggbb, or light-dark(#rrggbb, #rrggbb)"),
            Self::Value(token) => write!(f, "{token} is set to more than a value"),
            Self::Contrast { words, ground, found, dark, learning } => write!(
                f,
                "{words} on {ground} has a contrast of {found:.1}{}{}; at least {LEAST} is needed",
                if *dark { " in the dark" } else { "" },
                if *learning { " on the learning side" } else { "" },
            ),
            Self::Logo => write!(f, "the logo is an SVG or a PNG of at most 100 kB"),
        }
    }
}

impl std::error::Error for ThemeError {}

/// A house's own look.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    pub(crate) name: Option<String>,
    pub(crate) logo: Option<Logo>,
    pub(crate) css: String,
}

impl Theme {
    /// A look of these parts. `tokens` are for the whole house, `learning` for the side about the work alone.
    ///
    /// # Errors
    /// The first part that does not fit.
    pub fn of(
        name: Option<String>,
        tokens: &Tokens,
        learning: &Tokens,
        logo: Option<Logo>,
    ) -> Result<Self, ThemeError> {
        if name.as_ref().is_some_and(|n| n.trim().is_empty() || n.chars().count() > MOST_NAME) {
            return Err(ThemeError::Name);
        }
        if logo.as_ref().is_some_and(|l| l.bytes.len() > MOST_LOGO || !is_picture(l)) {
            return Err(ThemeError::Logo);
        }
        let (house, other) = (own(":root {"), own(".leren {"));
        for (token, value) in tokens.iter().chain(learning) {
            fits(token, value, &house)?;
        }
        let over = |layers: &[&Tokens]| {
            layers.iter().fold(Tokens::new(), |mut all, layer| {
                all.extend(layer.iter().map(|(k, v)| (k.clone(), v.clone())));
                all
            })
        };
        stands_out(&over(&[&house, tokens]), false)?;
        stands_out(&over(&[&house, tokens, &other, learning]), true)?;
        Ok(Self { name, logo, css: written(tokens, learning, &other) })
    }

    /// What it is called at the top of every page.
    pub(crate) fn title(&self) -> &str {
        self.name.as_deref().unwrap_or("Casustafel")
    }
}

fn is_picture(logo: &Logo) -> bool {
    match logo.kind {
        "image/png" => logo.bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "image/svg+xml" => std::str::from_utf8(&logo.bytes).is_ok_and(|text| text.contains("<svg")),
        _ => false,
    }
}

/// The tokens that the stylesheet sets in its first block of this name.
fn own(block: &str) -> Tokens {
    let (_, inside) = STYLE.split_once(block).unwrap_or_default();
    let inside = inside.split_once("\n}").map_or(inside, |(inside, _)| inside);
    let set = inside.lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(':'));
    set.filter(|(name, _)| name.starts_with("--")).map(|(k, v)| (k.to_owned(), v.trim().to_owned())).collect()
}

fn fits(token: &str, value: &str, house: &Tokens) -> Result<(), ThemeError> {
    if !house.contains_key(token) {
        return Err(ThemeError::Unknown(token.to_owned()));
    }
    if token.ends_with("-color") {
        return colours(value).map(|_| ()).ok_or_else(|| ThemeError::Colour(token.to_owned()));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || " .,%()-+'\"".contains(c);
    let closed = value.matches('(').count() == value.matches(')').count();
    let quoted = value.matches('"').count().is_multiple_of(2) && value.matches('\'').count().is_multiple_of(2);
    let fetches = value.to_ascii_lowercase().contains("url(");
    if value.len() > MOST_VALUE || !value.chars().all(plain) || !closed || !quoted || fetches {
        return Err(ThemeError::Value(token.to_owned()));
    }
    Ok(())
}

/// A colour in the light and in the dark, as red, green and blue from 0 to 255.
fn colours(value: &str) -> Option<[[u8; 3]; 2]> {
    let two =
        value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')).and_then(|in_| in_.split_once(','));
    let (light, dark) = two.unwrap_or((value, value));
    Some([hex(light.trim())?, hex(dark.trim())?])
}

fn hex(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// What a token comes to, where it is a colour; one token may stand for another.
fn resolved(tokens: &Tokens, name: &str) -> Option<[[u8; 3]; 2]> {
    let mut value = tokens.get(name)?;
    for _ in 0..4 {
        match value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')')) {
            Some(other) => value = tokens.get(other)?,
            None => return colours(value),
        }
    }
    None
}

fn stands_out(tokens: &Tokens, learning: bool) -> Result<(), ThemeError> {
    for (words, ground) in PAIRS {
        let (Some(above), Some(below)) = (resolved(tokens, words), resolved(tokens, ground)) else { continue };
        for (dark, (a, b)) in [false, true].into_iter().zip(above.into_iter().zip(below)) {
            let found = contrast(a, b);
            if found < LEAST {
                return Err(ThemeError::Contrast { words, ground, found, dark, learning });
            }
        }
    }
    Ok(())
}

/// As WCAG 2 counts it.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (brightness(a), brightness(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn brightness(colour: [u8; 3]) -> f64 {
    let part = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = colour.map(part);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The sheet that comes after the one of the program. What the side about the work sets itself, a house sets there apart.
fn written(tokens: &Tokens, learning: &Tokens, other: &Tokens) -> String {
    let lines = |all: &mut dyn Iterator<Item = (&String, &String)>| -> String {
        all.map(|(token, value)| format!("{token}: {value}; ")).collect()
    };
    let house = lines(&mut tokens.iter().filter(|(token, _)| !other.contains_key(*token)));
    let casework = lines(&mut tokens.iter().filter(|(token, _)| other.contains_key(*token)));
    format!(
        ":root {{ {house}}}\n:root:not(.leren) {{ {casework}}}\n.leren {{ {}}}\n@media print {{ :root {{ --utrecht-document-background-color: #ffffff; }} }}\n",
        lines(&mut learning.iter())
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn set(pairs: &[(&str, &str)]) -> Tokens {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    fn themed(pairs: &[(&str, &str)]) -> Result<Theme, ThemeError> {
        Theme::of(None, &set(pairs), &Tokens::new(), None)
    }

    #[test]
    fn the_house_as_it_comes_stands_out_on_both_sides_in_light_and_dark() {
        assert!(own(":root {").len() > 40 && own(".leren {").len() > 5);
        let tokens = own(":root {");
        for (words, ground) in PAIRS {
            assert!(resolved(&tokens, words).is_some() && resolved(&tokens, ground).is_some(), "{words} {ground}");
        }
        themed(&[]).unwrap();
    }

    #[test]
    fn a_house_gives_values_and_the_other_side_keeps_its_coat() {
        let side = ("--casustafel-side-background-color", "#14532d");
        let theme = themed(&[side, ("--utrecht-border-radius", "0")]).unwrap();
        assert!(theme.css.contains(":root { --utrecht-border-radius: 0; }"), "{}", theme.css);
        assert!(theme.css.contains(":root:not(.leren) { --casustafel-side-background-color: #14532d; }"));
    }

    #[test]
    fn what_is_no_token_no_colour_or_more_than_a_value_is_named() {
        let no = |token: &str, value: &str| themed(&[(token, value)]).unwrap_err();
        assert_eq!(no("--eigen", "1"), ThemeError::Unknown("--eigen".into()));
        let link = "--utrecht-link-color";
        for bad in ["red", "#12345", "url(x)", "#123456; } * { display: none"] {
            assert_eq!(no(link, bad), ThemeError::Colour(link.into()), "{bad}");
        }
        let font = "--utrecht-document-font-family";
        for bad in ["x; } body { display: none", "url(https://elders)", "Url (x", "a\\62", "\"Arial", "</style>"] {
            assert_eq!(no(font, bad), ThemeError::Value(font.into()), "{bad}");
        }
        themed(&[(font, "\"Fira Sans\", Arial, sans-serif")]).unwrap();
    }

    #[test]
    fn words_that_do_not_stand_out_are_refused_with_what_was_found() {
        let pale = themed(&[("--utrecht-link-color", "light-dark(#9ec5f0, #93c9f7)")]).unwrap_err();
        let ThemeError::Contrast { words, dark, learning, found, .. } = &pale else { unreachable!("{pale}") };
        assert_eq!((*words, *dark, *learning), ("--utrecht-link-color", false, false));
        assert!(*found < LEAST && pale.to_string().contains("at least 4.5"), "{pale}");
        let heading = set(&[("--utrecht-heading-color", "light-dark(#4a2352, #2a1230)")]);
        let dark = Theme::of(None, &Tokens::new(), &heading, None).unwrap_err();
        assert!(dark.to_string().ends_with("in the dark on the learning side; at least 4.5 is needed"), "{dark}");
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
    }

    #[test]
    fn a_name_fits_and_a_logo_is_a_picture() {
        let with = |name: Option<&str>, logo| Theme::of(name.map(str::to_owned), &Tokens::new(), &Tokens::new(), logo);
        assert_eq!(with(Some(" "), None).unwrap_err(), ThemeError::Name);
        assert_eq!(with(Some(&"a".repeat(41)), None).unwrap_err(), ThemeError::Name);
        assert_eq!(with(Some("Huis van Zuid"), None).unwrap().title(), "Huis van Zuid");
        let logo = |kind, bytes: &[u8]| Some(Logo { kind, bytes: bytes.to_vec() });
        assert!(with(None, logo("image/svg+xml", b"<svg/>")).is_ok());
        for bad in
            [logo("image/png", b"GIF89a"), logo("image/svg+xml", &[b'a'; MOST_LOGO + 1]), logo("image/gif", b"x")]
        {
            assert_eq!(with(None, bad).unwrap_err(), ThemeError::Logo);
        }
    }
}
