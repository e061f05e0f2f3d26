//! Facts about pictures that the text does not show: a slip in the path, and the fact is about nothing.

use super::entry::FrontMatter;
use crate::diagnostics::{Code, Diagnostic, Level, nearest};
use crate::markdown::{Document, NodeKind, Tag};

/// Judges the keys of `images` against the pictures of the text. A text that takes others in may show theirs.
pub(super) fn judge<'a>(front: &'a FrontMatter, body: &'a Document) -> impl Iterator<Item = Diagnostic> + 'a {
    let takes_in = body.nodes.iter().any(|node| match &node.kind {
        NodeKind::Include(_) => true,
        NodeKind::HtmlBlock(html) | NodeKind::HtmlInline(html) => html.contains("<img"),
        _ => false,
    });
    let shown: Vec<&str> = body
        .nodes
        .iter()
        .filter_map(|node| match &node.kind {
            NodeKind::Start(Tag::Image(image)) => Some(&*image.target),
            _ => None,
        })
        .collect();
    let names = front.images.iter().map(|(name, _)| name).filter(move |_| !takes_in);
    names.filter_map(move |name| {
        if shown.contains(&name.value.as_str()) {
            return None;
        }
        let mut finding =
            Diagnostic::new(Code::UnknownName, name.span).wording("unknown-name.picture").with("name", &*name.value);
        finding.level = Level::Warning;
        Some(match nearest(&name.value, shown.iter().copied()) {
            Some(near) => finding.with("near", near).fix(name.span, near),
            None => finding,
        })
    })
}
