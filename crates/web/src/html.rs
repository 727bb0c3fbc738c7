//! A piece of page that was made by a template and is not escaped again.

use serde::{Serialize, Serializer};
use std::fmt;

/// Markup. Only this crate makes it, from templates that escape what people typed.
#[derive(Clone, Default)]
pub struct Html(String);

impl Html {
    pub(crate) fn rendered(template: &impl askama::Template) -> Self {
        // A template only fails when writing fails, and writing into a String does not.
        Self(template.render().unwrap_or_default())
    }

    /// Whether a form comes back with something to mend: then it does not stay folded away.
    #[must_use]
    pub fn to_mend(&self) -> bool {
        self.0.contains(" data-mend=\"")
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Html {
    /// Content never reaches a log by way of `{:?}`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Html({} bytes)", self.0.len())
    }
}

impl askama::filters::HtmlSafe for Html {}

/// Programs that read the page as JSON have no use for markup.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}
