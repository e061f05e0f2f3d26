//! From the parser's events to nodes: running text.
//!
//! [`Inline::event`] collects the events of one leaf block. [`Inline::finish`] turns them into nodes: text is searched for
//! labels, directives and bare addresses (`words.rs`), lines are joined (`lines.rs`), a heading's `{#id}` and an include that
//! is the whole block are taken out.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, RefDefs, Tag as Element, TagEnd as ElementEnd};

use super::document::{Image, Link, Node, NodeKind, Tag, TagEnd};
use super::html::is_unsafe;
use super::prepare::Prepared;
use super::words::{Found, Words};
use super::{lines, literal, targets};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// How deep emphasis and links may nest.
const DEPTH: usize = 60;

/// Which block the running text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    /// A paragraph.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// A table's cell.
    Cell,
    /// A tight list's item, which has no paragraph.
    Bare,
}

/// The running text of one block.
pub(super) struct Inline<'a> {
    prepared: &'a Prepared<'a>,
    file: FileId,
    base: usize,
    leaf: Leaf,
    span: Span,
    nodes: Vec<Node>,
    words: Words<'a>,
    /// The elements open, innermost last: their `Start` node, or `None` where they are too deep to be shown.
    open: Vec<Option<usize>>,
    /// How many of them are links or pictures, in which there are no bare addresses.
    links: usize,
    runs: Vec<literal::Run>,
    include: Option<usize>,
    problems: Vec<Diagnostic>,
}

impl<'a> Inline<'a> {
    /// Starts a block's text.
    pub fn new(prepared: &'a Prepared<'a>, file: FileId, base: usize, leaf: Leaf, span: Span) -> Self {
        Self {
            prepared,
            file,
            base,
            leaf,
            span,
            nodes: Vec::new(),
            words: Words::default(),
            open: Vec::new(),
            links: 0,
            runs: Vec::new(),
            include: None,
            problems: Vec::new(),
        }
    }

    /// Takes one event.
    pub fn event(&mut self, event: Event<'a>, marked: &Range<usize>, definitions: &RefDefs<'_>) {
        let range = self.prepared.range(marked);
        self.span.end = self.span.end.max(self.at(&range).end);
        if let Event::Text(text) = event {
            self.text(&text, marked, range);
            return;
        }
        self.end_words();
        let span = self.at(&range);
        let kind = match event {
            Event::Start(element) => return self.start(element, marked, span, definitions),
            Event::End(end) => return self.end(end, &range),
            Event::Code(text) => NodeKind::Code(self.prepared.unmarked(&text).into()),
            Event::InlineHtml(text) | Event::Html(text) => NodeKind::HtmlInline(self.prepared.unmarked(&text).into()),
            Event::SoftBreak => NodeKind::SoftBreak,
            Event::HardBreak => NodeKind::HardBreak,
            Event::TaskListMarker(done) => NodeKind::TaskMarker(done),
            Event::FootnoteReference(name) => NodeKind::FootnoteReference(self.prepared.unmarked(&name).into()),
            _ => return,
        };
        self.nodes.push(Node { kind, span });
    }

    fn at(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }

    fn text(&mut self, text: &str, marked: &Range<usize>, range: Range<usize>) {
        let source = &self.prepared.text;
        if source.get(marked.clone()) == Some(text) {
            let before = marked.start.checked_sub(1).and_then(|before| source.as_bytes().get(before));
            let escaped = before == Some(&b'\\') && text.starts_with(|c: char| c.is_ascii_punctuation());
            self.words.push(self.prepared.written(range.clone()), range, !escaped);
        } else {
            let text = Cow::Owned(self.prepared.unmarked(text).into_owned());
            self.words.push_decoded(text, range);
        }
    }

    fn start(&mut self, element: Element<'a>, marked: &Range<usize>, span: Span, definitions: &RefDefs<'_>) {
        let range = self.prepared.range(marked);
        let Some(tag) = self.tag(element, range, definitions) else { return };
        self.links += usize::from(matches!(tag, Tag::Link(_) | Tag::Image(_)));
        let unsafe_target = match &tag {
            Tag::Link(link) => is_unsafe(&link.target, false),
            Tag::Image(image) => is_unsafe(&image.target, true),
            _ => false,
        };
        if unsafe_target {
            self.problems.push(Diagnostic::new(Code::UnsafeLink, span));
        }
        let shown = self.open.len() < DEPTH;
        if self.open.len() == DEPTH {
            self.problems.push(Diagnostic::new(Code::TooDeep, span).wording("too-deep.limit").with("limit", DEPTH.to_string()));
        }
        self.open.push(shown.then_some(self.nodes.len()));
        if shown {
            self.nodes.push(Node { kind: NodeKind::Start(tag), span });
        }
    }

    fn tag(&self, element: Element<'a>, range: Range<usize>, definitions: &RefDefs<'_>) -> Option<Tag> {
        Some(match element {
            Element::Emphasis => Tag::Emphasis,
            Element::Strong => Tag::Strong,
            Element::Strikethrough => Tag::Strikethrough,
            Element::Link { link_type, dest_url, title, id } => {
                let place = targets::defined(self.prepared, definitions, link_type, &id).unwrap_or(range);
                let mut target = self.prepared.unmarked(&dest_url).into_owned();
                if link_type == LinkType::Email {
                    target.insert_str(0, "mailto:");
                }
                Tag::Link(Box::new(Link {
                    target: target.into(),
                    title: self.prepared.unmarked(&title).into(),
                    target_span: self.at(&place),
                    auto: matches!(link_type, LinkType::Autolink | LinkType::Email),
                }))
            }
            Element::Image { link_type, dest_url, title, id } => {
                let place = targets::defined(self.prepared, definitions, link_type, &id).unwrap_or(range);
                Tag::Image(Box::new(Image {
                    target: self.prepared.unmarked(&dest_url).into(),
                    title: self.prepared.unmarked(&title).into(),
                    target_span: self.at(&place),
                }))
            }
            _ => return None,
        })
    }

    fn end(&mut self, end: ElementEnd, range: &Range<usize>) {
        let kind = match end {
            ElementEnd::Emphasis => TagEnd::Emphasis,
            ElementEnd::Strong => TagEnd::Strong,
            ElementEnd::Strikethrough => TagEnd::Strikethrough,
            ElementEnd::Link => TagEnd::Link,
            ElementEnd::Image => TagEnd::Image,
            _ => return,
        };
        self.links -= usize::from(matches!(kind, TagEnd::Link | TagEnd::Image)).min(self.links);
        let Some(Some(start)) = self.open.pop() else { return };
        let text_end = self.nodes.get(start + 1..).and_then(|inner| inner.last()).map(|node| node.span.end as usize - self.base);
        let (file, base) = (self.file, self.base);
        let whole = self.at(range);
        if let Some(Node { kind: NodeKind::Start(Tag::Link(_) | Tag::Image(_)), .. }) = self.nodes.get(start)
            && let Some(place) = targets::inline(self.prepared.original, range, text_end)
            && let Some(node) = self.nodes.get_mut(start)
        {
            let target_span = match &mut node.kind {
                NodeKind::Start(Tag::Link(link)) => &mut link.target_span,
                NodeKind::Start(Tag::Image(image)) => &mut image.target_span,
                _ => return,
            };
            // Still the place of the whole link unless the target stands in a definition.
            if *target_span == whole {
                *target_span = Span::new(file, base + place.start..base + place.end);
            }
        }
        self.nodes.push(Node { kind: NodeKind::End(kind), span: whole });
    }

    /// Searches the text collected since the last other event.
    fn end_words(&mut self) {
        if self.words.is_empty() {
            return;
        }
        let words = std::mem::take(&mut self.words);
        self.runs.extend(words.literal_runs());
        self.note_stray_fence(&words);
        for (found, range) in words.search(self.links == 0) {
            let span = self.at(&range);
            match found {
                Found::Text(text) => self.nodes.push(Node { kind: NodeKind::Text(text), span }),
                Found::Label(mut label, inner) => {
                    label.text_span = self.at(&inner);
                    self.nodes.push(Node { kind: NodeKind::Label(label), span });
                }
                Found::Variable(name) => self.nodes.push(Node { kind: NodeKind::Variable(name), span }),
                Found::Include(path) => {
                    self.include = Some(self.nodes.len());
                    self.nodes.push(Node { kind: NodeKind::Include(path), span });
                }
                Found::Address(link, text) => {
                    let link = Link { target_span: span, ..link };
                    self.nodes.push(Node { kind: NodeKind::Start(Tag::Link(Box::new(link))), span });
                    self.nodes.push(Node { kind: NodeKind::Text(text), span });
                    self.nodes.push(Node { kind: NodeKind::End(TagEnd::Link), span });
                }
            }
        }
    }

    /// A line that begins with `:::` but is no container's.
    fn note_stray_fence(&mut self, words: &Words<'_>) {
        let line_start = matches!(self.nodes.last(), None | Some(Node { kind: NodeKind::SoftBreak, .. }));
        if line_start && self.leaf == Leaf::Paragraph && words.starts_with(":::") {
            let span = self.at(&words.range());
            let words = self.prepared.original.get(words.range()).unwrap_or_default().trim_start_matches(':');
            let name = words.trim_start().split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or_default();
            self.problems.push(Diagnostic::new(Code::UnknownContainer, span).with("name", name));
        }
    }

    /// Ends the block: its nodes and findings go to the document's.
    pub fn finish(mut self, nodes: &mut Vec<Node>, problems: &mut Vec<Diagnostic>) {
        self.end_words();
        problems.append(&mut self.problems);
        let text = self.prepared.original;
        problems.extend(literal::findings(text, self.file, self.base, &self.runs));
        let mut inner = std::mem::take(&mut self.nodes);
        if self.include.is_some() && self.take_include(&mut inner, problems) {
            nodes.append(&mut inner);
            return;
        }
        let id = matches!(self.leaf, Leaf::Heading(_)).then(|| take_id(&mut inner)).flatten();
        let (start, end) = match self.leaf {
            Leaf::Paragraph => (Tag::Paragraph, TagEnd::Paragraph),
            Leaf::Heading(level) => (Tag::Heading { level, id }, TagEnd::Heading(level)),
            Leaf::Cell => (Tag::TableCell, TagEnd::TableCell),
            Leaf::Bare => return lines::join(inner, nodes),
        };
        let trimmed = text.get(..self.span.end as usize - self.base).map_or(0, |text| text.trim_end_matches(['\n', '\r']).len());
        self.span.end = Span::new(self.file, 0..self.base + trimmed).end.max(self.span.start);
        nodes.push(Node { kind: NodeKind::Start(start), span: self.span });
        lines::join(inner, nodes);
        nodes.push(Node { kind: NodeKind::End(end), span: self.span });
    }

    /// Leaves only the include if there is nothing else; other includes become text again.
    fn take_include(&self, inner: &mut Vec<Node>, problems: &mut Vec<Diagnostic>) -> bool {
        let blank = |node: &Node| matches!(&node.kind, NodeKind::Text(text) if text.trim().is_empty());
        let is_include = |node: &Node| matches!(node.kind, NodeKind::Include(_));
        if matches!(self.leaf, Leaf::Paragraph | Leaf::Bare)
            && inner.iter().filter(|node| is_include(node)).count() == 1
            && inner.iter().all(|node| blank(node) || is_include(node))
        {
            inner.retain(is_include);
            return true;
        }
        for node in inner.iter_mut().filter(|node| is_include(node)) {
            let finding = Diagnostic::new(Code::WrongAttribute, node.span).wording("wrong-attribute.directive");
            problems.push(finding.with("name", ":include").with("expected", "（前後を空行にして）:include[…]"));
            if let NodeKind::Include(path) = &node.kind {
                node.kind = NodeKind::Text(format!(":include[{path}]").into());
            }
        }
        false
    }
}

/// Takes `{#id}` off the end of a heading's last text.
fn take_id(nodes: &mut Vec<Node>) -> Option<Box<str>> {
    let Some(Node { kind: NodeKind::Text(text), span }) = nodes.last_mut() else { return None };
    let before = text.trim_end().strip_suffix('}')?;
    let (kept, id) = before.rsplit_once("{#")?;
    if id.is_empty() || id.chars().any(|c| c.is_whitespace() || c == '{' || c == '}') {
        return None;
    }
    let id = id.into();
    let kept = kept.trim_end();
    let dropped = text.len() - kept.len();
    span.end = span.end.saturating_sub(u32::try_from(dropped).unwrap_or(0)).max(span.start);
    *text = kept.into();
    if text.is_empty() {
        nodes.pop();
    }
    Some(id)
}
