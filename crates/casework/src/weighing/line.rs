//! How far a weighing is for who filed it.

use serde::{Deserialize, Serialize};

/// How far it is, as far as who filed it may know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilerLine {
    /// The three weigh; that they judged, or do not agree, is theirs alone as long as nothing came of it.
    #[default]
    Weighed,
    /// An advice lies before the triangle.
    Advised,
    /// A conference began.
    CaseOpened,
    /// That conference is over.
    CaseClosed,
    /// There will be no conference.
    NotSubmitted,
}
