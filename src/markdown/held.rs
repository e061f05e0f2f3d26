//! What is for staff alone, where its container's line was not read as one: inside raw HTML, in an indented block, or where
//! the block around it ended first.
//!
//! [`hold_back`] puts the outermost blocks that such text touches into a container for staff, whole, and tells. More is held
//! back than was meant; less must never be.

use std::collections::HashSet;
use std::ops::Range;

use super::containers;
use super::document::{Container, ContainerKind, Node, NodeKind, Tag, TagEnd};
use super::fences::{Fence, content_start};
use super::prepare::Prepared;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// The file that a text stands in, and the byte where it begins there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub file: FileId,
    pub base: usize,
}

impl Place {
    fn span(self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }
}

/// Wraps whatever staff text would be shown to everyone.
pub(super) fn hold_back(nodes: &mut Vec<Node>, prepared: &Prepared, place: Place, problems: &mut Vec<Diagnostic>) {
    let fences = &prepared.fences;
    let is_internal = |fence: &Fence| {
        !fence.rest.is_empty()
            && containers::is_internal(containers::name(prepared.original.get(fence.rest.clone()).unwrap_or_default()))
    };
    if !fences.iter().any(is_internal) {
        return;
    }
    let read: HashSet<Span> = nodes.iter().filter_map(opening).collect();
    let code = samples(nodes, prepared, place);
    let ends: HashSet<Span> =
        problems.iter().filter(|problem| problem.code == Code::UnclosedContainer).filter_map(|problem| problem.span).collect();
    let mut held: Vec<Held> = Vec::new();
    for (index, fence) in fences.iter().enumerate().filter(|(_, fence)| is_internal(fence)) {
        let span = place.span(&fence.range);
        let later = fences.get(index + 1..).unwrap_or_default();
        if held.last().is_some_and(|held| span.end <= held.span.end) {
            continue;
        }
        let end = if read.contains(&span) {
            // Left open, and a closing line that closes nothing comes later: what stands between was meant, too.
            let stray = || later.iter().find(|fence| fence.rest.is_empty() && ends.contains(&place.span(&fence.range)));
            match ends.contains(&span).then(stray).flatten() {
                Some(stray) => stray.range.end,
                None => continue,
            }
        } else if code.iter().any(|sample| sample.start <= span.start && span.end <= sample.end) {
            continue;
        } else {
            problems.push(Diagnostic::new(Code::UnknownContainer, span).wording("unknown-container.unread"));
            closing(later).unwrap_or(prepared.original.len())
        };
        held.push(Held { opening: span, span: place.span(&(fence.range.start..end)) });
    }
    if !held.is_empty() {
        *nodes = wrapped(std::mem::take(nodes), &held);
    }
}

struct Held {
    opening: Span,
    span: Span,
}

fn opening(node: &Node) -> Option<Span> {
    match &node.kind {
        NodeKind::Start(Tag::Container(container)) if container.kind == ContainerKind::Internal => Some(container.opening),
        _ => None,
    }
}

/// Fenced code, where a container's line is a sample.
fn samples(nodes: &[Node], prepared: &Prepared, place: Place) -> Vec<Span> {
    let is_fenced = |span: &Span| {
        let start = (span.start as usize).saturating_sub(place.base);
        let own = content_start(prepared.original, start);
        prepared.original.get(own..).is_some_and(|text| text.starts_with("```") || text.starts_with("~~~"))
    };
    let blocks = nodes.iter().filter(|node| matches!(node.kind, NodeKind::Start(Tag::CodeBlock { .. })));
    blocks.map(|node| node.span).filter(is_fenced).collect()
}

/// Finds where the line stands that closes what was opened before these.
fn closing(later: &[Fence]) -> Option<usize> {
    let mut open = 1_usize;
    for fence in later {
        open = if fence.rest.is_empty() { open - 1 } else { open + 1 };
        if open == 0 {
            return Some(fence.range.end);
        }
    }
    None
}

/// Puts runs of outermost blocks that touch held text into containers for staff.
fn wrapped(nodes: Vec<Node>, held: &[Held]) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len() + 2 * held.len());
    let mut around: Option<Span> = None;
    for block in blocks(nodes) {
        let start = block.iter().map(|node| node.span.start).min().unwrap_or(0);
        let end = block.iter().map(|node| node.span.end).max().unwrap_or(0);
        // Held ranges are in order and apart.
        let first = held.partition_point(|held| held.span.end <= start);
        let touching = held.get(first).filter(|held| held.span.start < end);
        match (touching, around) {
            (Some(held), None) => {
                let (kind, span) = (ContainerKind::Internal, held.span);
                let container = Container { kind, title: "".into(), attributes: Vec::new(), opening: held.opening };
                out.push(Node { kind: NodeKind::Start(Tag::Container(Box::new(container))), span });
                around = Some(span);
            }
            (None, Some(span)) => {
                out.push(end_of(span));
                around = None;
            }
            _ => {}
        }
        out.extend(block);
    }
    out.extend(around.map(end_of));
    out
}

fn end_of(span: Span) -> Node {
    Node { kind: NodeKind::End(TagEnd::Container(ContainerKind::Internal)), span }
}

/// Cuts nodes into outermost blocks.
fn blocks(nodes: Vec<Node>) -> Vec<Vec<Node>> {
    let mut blocks = Vec::new();
    let (mut block, mut depth) = (Vec::new(), 0_usize);
    for node in nodes {
        match node.kind {
            NodeKind::Start(_) => depth += 1,
            NodeKind::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        block.push(node);
        if depth == 0 {
            blocks.push(std::mem::take(&mut block));
        }
    }
    blocks.push(block);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    /// What is shown to everyone, and the codes found.
    fn public(text: &str) -> (String, Vec<&'static str>) {
        let document = parse(FileId(0), text, 0);
        let (mut hidden, mut depth) = (None, 0_usize);
        let mut shown = String::new();
        for node in &document.nodes {
            match &node.kind {
                NodeKind::Start(tag) => {
                    depth += 1;
                    if tag.is_internal() && hidden.is_none() {
                        hidden = Some(depth);
                    }
                }
                NodeKind::End(_) => {
                    hidden = hidden.filter(|hidden| *hidden < depth);
                    depth -= 1;
                }
                NodeKind::Text(text) | NodeKind::HtmlBlock(text) if hidden.is_none() => shown.push_str(text),
                _ => {}
            }
        }
        (shown, document.problems.iter().map(|problem| problem.code.name()).collect())
    }

    #[test]
    fn staff_text_is_held_back_however_its_line_is_slipped() {
        for text in [
            "：：：internal\n秘密\n：：：\n\n公開",
            "::internal\n秘密\n::\n\n公開",
            "::internal\n秘密\n\n秘密\n:::\n\n公開",
            ":::ｉｎｔｅｒｎａｌ\n秘密\n:::\n\n公開",
            ":::internal[社内]\n秘密\n:::\n\n公開",
            "::: {.internal}\n秘密\n:::\n\n公開",
            "\u{3000}:::internal\n秘密\n\u{3000}:::\n\n公開",
            ":::社内\n秘密\n:::\n\n公開",
            ":::internal-only\n秘密\n:::\n\n公開",
            "<div>\n:::internal\n秘密\n:::\n</div>\n\n公開",
            "<div>\n:::internal\n秘密\n\n秘密\n:::\n</div>\n\n公開",
            "段落\n    :::internal\n    秘密\n\n    秘密\n    :::\n\n公開",
            "- 手順\n  :::internal\n秘密\n:::\n\n公開",
            ":::note\n::::internal\n秘密\n:::\n秘密\n::::\n\n公開",
            "::::internal\n秘密\n:::\n秘密\n::::\n\n公開",
            "公開\n\n::::internal\n秘密\n:::\n秘密",
            "a | b\n--|--\n:::internal\n秘密 | x\n:::\n\n公開",
        ] {
            let (shown, codes) = public(text);
            assert!(!shown.contains("秘密"), "{text}\n{shown}");
            assert!(shown.contains("公開"), "{text}\n{shown}");
            let is_well_written = text.starts_with("a |") || text.starts_with(":::internal[");
            assert_eq!(codes.is_empty(), is_well_written, "{text} {codes:?}");
        }
    }

    #[test]
    fn samples_and_well_written_containers_are_left_alone() {
        for text in ["```\n:::internal\n見本\n:::\n```\n", "- 一\n\n  ~~~\n  :::internal\n  見本\n  ~~~\n"] {
            let (shown, codes) = public(text);
            assert!(shown.contains("見本") && codes.is_empty(), "{text} {codes:?}");
        }
        let (shown, codes) = public("> :::internal\n> 秘密\n> :::\n\n公開\n\n:::note\n公開2\n:::\n");
        assert_eq!((shown.as_str(), codes.len()), ("公開公開2", 0));
    }
}
