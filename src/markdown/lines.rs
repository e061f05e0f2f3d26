//! Joins lines: a break between two Japanese characters leaves nothing, across the edges of emphasis, too (CSS Text 3,
//! segment break transformation).

use super::characters::joins_lines;
use super::document::{LabelForm, Node, NodeKind, Tag, TagEnd};
use crate::source::Span;

/// Adds a block's inline nodes to the document, drops the breaks that vanish, and makes texts that then touch one.
pub(super) fn join(inline: Vec<Node>, nodes: &mut Vec<Node>) {
    let dropped = vanishing(&inline);
    let mut dropped = dropped.iter().copied().peekable();
    let mut text: Option<(String, Span)> = None;
    for (at, node) in inline.into_iter().enumerate() {
        if dropped.next_if_eq(&at).is_some() {
            continue;
        }
        match (node.kind, &mut text) {
            (NodeKind::Text(more), Some((text, span))) => {
                text.push_str(&more);
                span.end = node.span.end;
            }
            (NodeKind::Text(first), None) => text = Some((first.into(), node.span)),
            (kind, _) => {
                nodes.extend(text.take().map(text_node));
                nodes.push(Node { kind, span: node.span });
            }
        }
    }
    nodes.extend(text.map(text_node));
}

fn text_node((text, span): (String, Span)) -> Node {
    Node { kind: NodeKind::Text(text.into()), span }
}

/// Finds the soft breaks to drop.
fn vanishing(inline: &[Node]) -> Vec<usize> {
    let mut dropped = Vec::new();
    let mut last: Option<char> = None;
    let mut pending: Option<usize> = None;
    for (at, node) in inline.iter().enumerate() {
        if matches!(node.kind, NodeKind::SoftBreak) {
            pending = last.is_some_and(joins_lines).then_some(at);
            continue;
        }
        let Some((first, end)) = edges(&node.kind) else { continue };
        if let Some(pending) = pending.take()
            && first.is_some_and(joins_lines)
        {
            dropped.push(pending);
        }
        last = end;
    }
    dropped
}

/// The first and last character a reader sees of a node; `None` for what is no more than an edge.
fn edges(kind: &NodeKind) -> Option<(Option<char>, Option<char>)> {
    let of = |text: &str| Some((text.chars().next(), text.chars().next_back())).filter(|(first, _)| first.is_some());
    match kind {
        NodeKind::Start(Tag::Image(_)) | NodeKind::End(TagEnd::Image) => Some((None, None)),
        NodeKind::Start(_) | NodeKind::End(_) | NodeKind::SoftBreak => None,
        NodeKind::Text(text) | NodeKind::Code(text) => of(text),
        NodeKind::Label(label) if label.form == LabelForm::Brackets => Some((Some('［'), Some('］'))),
        NodeKind::Label(label) => of(&label.text),
        NodeKind::HtmlInline(tag) if !replaced(tag) => None,
        _ => Some((None, None)),
    }
}

/// Says whether a tag stands for something to see, or breaks the line.
fn replaced(tag: &str) -> bool {
    let name = tag.trim_start_matches('<');
    ["br", "img", "input", "wbr", "video", "audio", "iframe"]
        .iter()
        .any(|known| name.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)))
}
