//! # What it does
//! Reports pictures without a text alternative, and pictures larger than readers should have to load.
//! # Why it matters
//! Readers who don't see the picture get nothing, and a reader on a building site waits for megabytes.
//! # Example
//! `![](/img/list.png)`
//! # What to write instead
//! `![請求書一覧の右上に［CSVダウンロード］がある](/img/list.png)`; a picture saved at the size it is shown at.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Findings, Level};
use crate::markdown::{ContainerKind, Node, NodeKind, Tag, TagEnd};
use crate::site::{Page, Site};

/// Bytes above which a picture is too heavy.
const MOST_BYTES: u64 = 1_000_000;
/// Pixels in width or height above which a picture is too large.
const MOST_PIXELS: u32 = 4_000;

pub(super) fn check(site: &Site, found: &mut Findings) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for page in &site.pages {
        missing_alt(page, found);
        for image in &page.images {
            let Some(path) = image.file.as_deref().filter(|path| seen.insert(path)) else { continue };
            let Some(file) = site.files.get(path) else { continue };
            let finding = Diagnostic::new(Code::OversizedImage, image.span).with("file", path);
            let is_wide = file.pixels.is_some_and(|(width, height)| width.max(height) > MOST_PIXELS);
            if file.bytes > MOST_BYTES {
                let size = format!("{:.1} MB", file.bytes as f64 / 1e6);
                found.push(finding.with("size", size).with("limit", "1 MB"));
            } else if let (true, Some((width, height))) = (is_wide, file.pixels) {
                let limit = format!("{MOST_PIXELS} px");
                found.push(finding.with("size", format!("{width} × {height} px")).with("limit", limit));
            }
        }
    }
}

/// A slide without words is an error: its text is all that print, search and screen readers have.
fn missing_alt(page: &Page, found: &mut Findings) {
    let mut slides = 0_usize;
    for (index, node) in page.nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Start(Tag::Container(container)) if container.kind == ContainerKind::Slides => slides += 1,
            NodeKind::End(TagEnd::Container(ContainerKind::Slides)) => slides = slides.saturating_sub(1),
            NodeKind::Start(Tag::Image(image)) if !has_words(&page.nodes[index + 1..]) => {
                let mut finding = Diagnostic::new(Code::MissingAlt, node.span).with("target", &*image.target);
                if slides > 0 {
                    finding = finding.wording("missing-alt.slide");
                    finding.level = Level::Error;
                }
                found.push(finding);
            }
            _ => {}
        }
    }
}

/// Says whether the nodes up to the picture's end hold any words.
fn has_words(after: &[Node]) -> bool {
    let inside = after.iter().take_while(|node| !matches!(node.kind, NodeKind::End(TagEnd::Image)));
    inside.into_iter().any(|node| match &node.kind {
        NodeKind::Text(text) | NodeKind::Code(text) => !text.trim().is_empty(),
        NodeKind::Label(_) => true,
        _ => false,
    })
}
