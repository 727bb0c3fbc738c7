//! What ties together what was logged of one request, and what the book says of it.

use axum::http::Extensions;

/// A word that ties the lines of one request together.
#[derive(Debug, Clone)]
pub(crate) struct Trace(pub(crate) String);

/// The trace of this request.
pub(crate) fn trace_of(extensions: &Extensions) -> String {
    extensions.get::<Trace>().map(|t| t.0.clone()).unwrap_or_default()
}
