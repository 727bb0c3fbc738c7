//! What the compiler says of a template, as one sentence with file and line. Of a document it is never asked: that would quote it.

use crate::world::{Desk, named};
use typst::diag::SourceDiagnostic;
use typst::syntax::{LinkedNode, Source, SyntaxKind};
use typst::{World, WorldExt};

/// The first mistake: where in the files of the house, and which.
pub(crate) fn sentence(desk: &Desk, house: &str, errors: &[SourceDiagnostic]) -> String {
    let Some(error) = errors.first() else { return format!("{house}: it cannot be read") };
    let spans = std::iter::once(error.span).chain(error.trace.iter().map(|at| at.span.into()));
    // What reads the template is ours, and nobody's mistake.
    let at = spans.into_iter().find_map(|span| {
        let id = span.id().filter(|id| *id != desk.main())?;
        let name = id.get().vpath().get_without_slash();
        let line = desk.source(id).ok().zip(desk.range(span)).and_then(|(source, range)| line(&source, range.start));
        Some(line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}")))
    });
    let said = error.message.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}: {said}", at.as_deref().unwrap_or(house))
}

/// The same for a value that does not fit: where its name is given.
pub(crate) fn value(words: &str, house: &str, key: &str, why: &str) -> String {
    let at = named(house).map(|id| Source::new(id, words.to_owned())).and_then(|source| {
        let node = given(&LinkedNode::new(source.root()), key)?;
        line(&source, node)
    });
    match at {
        Some(line) => format!("{house}:{line}: {key}: {why}"),
        None => format!("{house}: {key}: {why}"),
    }
}

fn line(source: &Source, byte: usize) -> Option<usize> {
    source.lines().byte_to_line(byte).map(|line| line + 1)
}

/// Where the first pair of this name begins.
fn given(node: &LinkedNode<'_>, key: &str) -> Option<usize> {
    let named = node.kind() == SyntaxKind::Named
        && node.children().next().is_some_and(|first| first.leaf_text().trim_matches('"') == key);
    if named { Some(node.offset()) } else { node.children().find_map(|child| given(&child, key)) }
}
