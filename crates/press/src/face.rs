//! What papers look like: colours, letters, margins, and pictures of what stands around what is said. Plain values, with nothing in them that runs.

use serde::{Deserialize, Serialize};

/// The look of a paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Face {
    /// The families of its letters, before those inside.
    pub(crate) font: Vec<String>,
    /// The same of headings.
    pub(crate) heading_font: Vec<String>,
    pub(crate) heading_weight: u16,
    /// Colours as `#rrggbb`.
    pub(crate) ink: String,
    pub(crate) soft: String,
    pub(crate) accent: String,
    pub(crate) line: String,
    pub(crate) wash: String,
    pub(crate) margin: Sides,
    /// The white around a paper that would not fit on its one page otherwise.
    pub(crate) narrow: Sides,
    pub(crate) letterhead: Strip,
    pub(crate) running: Strip,
    pub(crate) footer: Strip,
}

/// White on four sides, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sides {
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// Nothing, one picture for every language, or one in Dutch and one in English.
pub(crate) type Strip = Vec<Picture>;

/// What a template drew, and the same in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Picture {
    pub(crate) svg: String,
    pub(crate) words: String,
    /// In points.
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Points in a millimetre.
pub(crate) const MM: f64 = 72.0 / 25.4;

impl Default for Face {
    /// Ours.
    fn default() -> Self {
        let sides =
            |top: f64, bottom: f64, x: f64| Sides { top: top * MM, bottom: bottom * MM, left: x * MM, right: x * MM };
        Self {
            font: Vec::new(),
            heading_font: Vec::new(),
            heading_weight: 700,
            ink: "#1c2430".to_owned(),
            soft: "#55606e".to_owned(),
            accent: "#1f4468".to_owned(),
            line: "#b9c2cc".to_owned(),
            wash: "#f2f5f8".to_owned(),
            margin: sides(32.0, 30.0, 27.0),
            narrow: sides(21.0, 17.0, 21.0),
            letterhead: Strip::new(),
            running: Strip::new(),
            footer: Strip::new(),
        }
    }
}
