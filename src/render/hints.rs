//! Hints in a text: behind a label that a release renamed stands what it is now.
//!
//! [`of`] gathers a page's hints, [`within`] finds those in one node of its text. Nothing of them is in the nodes themselves,
//! so that search, descriptions and the table of contents have the text as written.

use crate::config::Notice;
use crate::freshness::OutdatedLabel;
use crate::markdown::html::Renamed;
use crate::markdown::{self, Node, NodeKind};
use crate::site::PageId;
use crate::source::Span;

use super::Making;

/// What is said behind one label.
pub(super) struct Hint {
    /// Where the label is written.
    span: Span,
    /// What it is now, in words.
    words: String,
}

/// Gathers the hints of a page, in reading order.
pub(super) fn of(making: &Making, id: PageId) -> Vec<Hint> {
    if making.site.config.freshness.notice == Notice::Off {
        return Vec::new();
    }
    making.freshness.page(id).labels.iter().filter_map(|label| hint(making, id, label)).collect()
}

fn hint(making: &Making, id: PageId, outdated: &OutdatedLabel) -> Option<Hint> {
    let language = making.site.page(id).language.as_str();
    let told = making.told(outdated.change, language)?;
    let label = making.label_of(told.change, language)?;
    let text = |key: &str| making.frames.text(language, key);
    let words = match (&outdated.to, &label.to) {
        (Some(to), _) => text("part_now").replace("{label}", to),
        (None, Some(_)) => text("part_now_several").to_owned(),
        (None, None) => text("part_now_gone").to_owned(),
    };
    Some(Hint { span: outdated.span, words })
}

/// Finds the hints that belong into a node.
pub(super) fn within(making: &Making, hints: &[Hint], node: &Node) -> Vec<Renamed> {
    let is_inside =
        |hint: &&Hint| hint.span.file == node.span.file && node.span.start <= hint.span.start && hint.span.end <= node.span.end;
    let inside = hints.iter().filter(is_inside);
    match &node.kind {
        NodeKind::Text(text) => {
            let place = |hint: &Hint| Some(Renamed { range: place(making, hint, node.span, text)?, words: hint.words.clone() });
            inside.filter_map(place).collect()
        }
        NodeKind::Label(_) | NodeKind::Code(_) => inside.map(|hint| Renamed { range: 0..0, words: hint.words.clone() }).collect(),
        _ => Vec::new(),
    }
}

/// Finds a label in the text of a node.
fn place(making: &Making, hint: &Hint, node: Span, text: &str) -> Option<std::ops::Range<usize>> {
    let start = (hint.span.start - node.start) as usize;
    let end = (hint.span.end - node.start) as usize;
    markdown::read_at(making.sources.text(node), text, start..end)
}
