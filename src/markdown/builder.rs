//! From the parser's events to nodes: blocks.
//!
//! [`Builder::event`] takes the events one by one. A leaf block's inline events are collected and made nodes at its end
//! (`inline.rs`), since an include may be the whole of it. Container lines arrive as thematic breaks and are matched here.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, RefDefs, Tag as Element, TagEnd as End};

use super::containers;
use super::document::{Alignment, Container, ContainerKind, Node, NodeKind, Tag, TagEnd};
use super::fences::Fence;
use super::inline::{Inline, Leaf};
use super::prepare::Prepared;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// How deep blocks may nest. Browsers stop at 512 elements, of which the page around takes its share.
const DEPTH: usize = 80;

/// How many cells a text's tables may have beside one for each of its bytes.
const SPARE_CELLS: usize = 20_000;
/// Cells that nobody reads.
const MOST_CELLS: usize = 200_000;

/// Makes nodes of one text's events.
pub(super) struct Builder<'a> {
    prepared: &'a Prepared<'a>,
    file: FileId,
    base: usize,
    nodes: Vec<Node>,
    problems: Vec<Diagnostic>,
    open: Vec<Open>,
    /// How many blocks in `open` are shown.
    depth: usize,
    inline: Option<Inline<'a>>,
    verbatim: Option<Verbatim>,
    cells: usize,
    /// Inside a table beyond the limit.
    dropping_table: bool,
    too_deep: bool,
    /// A block's end and where it is without line ends.
    trimmed: (usize, usize),
}

/// A block or container that has begun.
struct Open {
    end: TagEnd,
    /// Its `Start` node; `None` if it is beyond the depth limit and not shown.
    start: Option<usize>,
    /// Of a `:::` container: the opening line.
    fence: Option<Fence>,
    span: Span,
}

/// A code block or raw HTML, whose text is collected as it is.
struct Verbatim {
    text: String,
    code: bool,
    span: Span,
}

impl<'a> Builder<'a> {
    /// Starts with the body of a file that begins at byte `base`.
    pub fn new(prepared: &'a Prepared<'a>, file: FileId, base: usize) -> Self {
        Self {
            prepared,
            file,
            base,
            nodes: Vec::new(),
            problems: Vec::new(),
            open: Vec::new(),
            depth: 0,
            inline: None,
            verbatim: None,
            cells: 0,
            dropping_table: false,
            too_deep: false,
            trimmed: (0, 0),
        }
    }

    /// Takes one event.
    pub fn event(&mut self, event: Event<'a>, marked: &Range<usize>, definitions: &RefDefs<'_>) {
        if self.dropping_table && !matches!(event, Event::End(End::Table)) {
            return;
        }
        if let Some(verbatim) = &mut self.verbatim
            && let Event::Text(text) | Event::Html(text) = &event
        {
            let range = self.prepared.range(marked);
            match self.prepared.text.get(marked.clone()) == Some(text) {
                true => verbatim.text.push_str(&self.prepared.written(range)),
                false => verbatim.text.push_str(&self.prepared.unmarked(text)),
            }
            return;
        }
        match event {
            Event::Start(element) if is_block(&element) => self.start(element, marked),
            Event::End(end) if is_block_end(end) => self.end(end),
            Event::Rule => self.rule(marked),
            event => self.inline(event, marked, definitions),
        }
    }

    /// Ends the text and returns nodes and findings.
    pub fn finish(mut self) -> (Vec<Node>, Vec<Diagnostic>) {
        self.end_run();
        while !self.open.is_empty() {
            self.close_unclosed();
            self.close_last();
        }
        (self.nodes, self.problems)
    }

    /// The place of a block, without the line ends behind it. Nested blocks end together, often before thousands of
    /// empty lines, so the last answer is kept.
    fn span(&mut self, marked: &Range<usize>) -> Span {
        let range = self.prepared.range(marked);
        if self.trimmed.0 != range.end {
            let text = self.prepared.original.get(..range.end).unwrap_or_default();
            self.trimmed = (range.end, text.trim_end_matches(['\n', '\r']).len());
        }
        Span::new(self.file, self.base + range.start..self.base + self.trimmed.1.max(range.start))
    }

    fn start(&mut self, element: Element<'a>, marked: &Range<usize>) {
        self.end_run();
        let span = self.span(marked);
        match element {
            Element::Paragraph => self.begin_run(Leaf::Paragraph, span),
            Element::Heading { level, .. } => self.begin_run(Leaf::Heading(level as u8), span),
            Element::TableCell => self.begin_run(Leaf::Cell, span),
            Element::HtmlBlock => self.verbatim = Some(Verbatim { text: String::new(), code: false, span }),
            Element::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => self.prepared.unmarked(&info).into(),
                    CodeBlockKind::Indented => "".into(),
                };
                self.push_open(Tag::CodeBlock { info }, TagEnd::CodeBlock, span, true);
                self.verbatim = Some(Verbatim { text: String::new(), code: true, span });
            }
            Element::Table(_) | Element::TableHead | Element::TableRow => self.table(element, span),
            Element::BlockQuote(kind) => self.quote(kind, span),
            Element::List(start) => {
                self.push_open(Tag::List { start }, TagEnd::List { ordered: start.is_some() }, span, false);
            }
            Element::Item => {
                let listed = self.open.last().is_some_and(|list| list.start.is_some());
                self.push_open(Tag::Item, TagEnd::Item, span, listed);
            }
            Element::FootnoteDefinition(name) => {
                let name = self.prepared.unmarked(&name).into();
                self.push_open(Tag::FootnoteDefinition(name), TagEnd::FootnoteDefinition, span, false);
            }
            _ => {}
        }
    }

    fn table(&mut self, element: Element<'a>, span: Span) {
        match element {
            Element::Table(alignments) => {
                let columns = alignments.len();
                self.push_open(Tag::Table(alignments.into_iter().map(alignment).collect()), TagEnd::Table, span, true);
                self.count_row(columns, span);
            }
            Element::TableHead => self.push_open(Tag::TableHead, TagEnd::TableHead, span, true),
            Element::TableRow => {
                let columns = self.columns();
                self.count_row(columns, span);
                if !self.dropping_table {
                    self.push_open(Tag::TableRow, TagEnd::TableRow, span, true);
                }
            }
            _ => {}
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, span: Span) {
        let Some(kind) = kind else { return self.push_open(Tag::BlockQuote, TagEnd::BlockQuote, span, false) };
        let kind = match kind {
            BlockQuoteKind::Note => ContainerKind::Note,
            BlockQuoteKind::Tip => ContainerKind::Tip,
            BlockQuoteKind::Important => ContainerKind::Important,
            BlockQuoteKind::Warning => ContainerKind::Warning,
            BlockQuoteKind::Caution => ContainerKind::Danger,
        };
        let start = (span.start as usize).saturating_sub(self.base);
        let line = self.prepared.original.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let opening = Span::new(self.file, self.base + start..self.base + start + line.len());
        let container = Container { kind, title: "".into(), attributes: Vec::new(), opening };
        self.push_open(Tag::Container(Box::new(container)), TagEnd::Container(kind), span, false);
    }

    /// Begins an element; beyond the depth limit it isn't shown unless it must be.
    fn push_open(&mut self, tag: Tag, end: TagEnd, span: Span, always: bool) {
        // However deep: what public builds must not show has to be in the tree, to be taken out.
        let shown = always || tag.is_internal() || self.depth < DEPTH;
        if !shown && !std::mem::replace(&mut self.too_deep, true) {
            self.problems.push(Diagnostic::new(Code::TooDeep, span).wording("too-deep.limit").with("limit", DEPTH.to_string()));
        }
        let start = shown.then_some(self.nodes.len());
        if shown {
            self.depth += 1;
            self.nodes.push(Node { kind: NodeKind::Start(tag), span });
        }
        self.open.push(Open { end, start, fence: None, span });
    }

    fn columns(&self) -> usize {
        let table = self.open.iter().rev().find(|open| open.end == TagEnd::Table).and_then(|open| open.start);
        match table.and_then(|at| self.nodes.get(at)) {
            Some(Node { kind: NodeKind::Start(Tag::Table(alignments)), .. }) => alignments.len(),
            _ => 0,
        }
    }

    fn count_row(&mut self, columns: usize, span: Span) {
        self.cells += columns;
        let limit = (SPARE_CELLS + self.prepared.original.len()).min(MOST_CELLS);
        if self.cells > limit {
            self.dropping_table = true;
            self.problems.push(
                Diagnostic::new(Code::TooLarge, span)
                    .wording("too-large.table")
                    .with("size", self.cells.to_string())
                    .with("limit", limit.to_string()),
            );
        }
    }

    fn end(&mut self, end: End) {
        self.dropping_table = false;
        if let Some(verbatim) = self.verbatim.take() {
            self.end_verbatim(verbatim);
            return;
        }
        self.end_run();
        if matches!(end, End::Paragraph | End::Heading(_) | End::TableCell) {
            return;
        }
        self.close_unclosed();
        self.close_last();
    }

    fn end_verbatim(&mut self, verbatim: Verbatim) {
        let text = verbatim.text.into_boxed_str();
        if verbatim.code {
            self.nodes.push(Node { kind: NodeKind::Text(text), span: verbatim.span });
            self.close_last();
        } else {
            self.nodes.push(Node { kind: NodeKind::HtmlBlock(text), span: verbatim.span });
        }
    }

    /// Ends the last block or container.
    fn close_last(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if let Some(start) = open.start {
            self.depth -= 1;
            let span = self.nodes.get(start).map_or(open.span, |node| node.span);
            self.nodes.push(Node { kind: NodeKind::End(open.end), span });
        }
    }

    /// A thematic break, or what the parser took for one: a container's line.
    fn rule(&mut self, marked: &Range<usize>) {
        self.end_run();
        let range = self.prepared.range(marked);
        let next = self.prepared.fences.partition_point(|fence| fence.range.start < range.start);
        match self.prepared.fences.get(next).filter(|fence| fence.range.start < range.end) {
            Some(fence) => self.fence(fence.clone()),
            None => {
                let span = self.span(marked);
                self.nodes.push(Node { kind: NodeKind::Rule, span });
            }
        }
    }

    fn fence(&mut self, fence: Fence) {
        let text = self.prepared.original;
        if fence.rest.is_empty() {
            self.problems.extend(fence.slip.then(|| containers::slip(text, self.base, self.file, &fence)));
            return self.close_fence(&fence);
        }
        let (container, problems) = containers::open(text, self.base, self.file, &fence);
        self.problems.extend(problems);
        let (kind, span) = (container.kind, container.opening);
        self.push_open(Tag::Container(Box::new(container)), TagEnd::Container(kind), span, false);
        if let Some(open) = self.open.last_mut() {
            open.fence = Some(fence);
        }
    }

    /// A closing line ends the innermost container opened with as many colons; failing that, with fewer.
    fn close_fence(&mut self, fence: &Fence) {
        let here = self.open.iter().rev().take_while(|open| open.fence.is_some());
        let colons: Vec<usize> = here.filter_map(|open| open.fence.as_ref().map(|opening| opening.colons)).collect();
        let exact = colons.iter().position(|&count| count == fence.colons);
        let span = self.file_span(&fence.range);
        let Some(inner) = exact.or_else(|| colons.iter().position(|&count| count < fence.colons)) else {
            self.problems.push(Diagnostic::new(Code::UnclosedContainer, span).wording("unclosed-container.stray"));
            return;
        };
        for _ in 0..inner {
            self.report_unclosed(fence.range.start);
            self.close_last();
        }
        self.widen_last(span);
        self.close_last();
    }

    /// Closes the containers left open at the end of the block around them.
    fn close_unclosed(&mut self) {
        while self.open.last().is_some_and(|open| open.fence.is_some()) {
            let end = self.nodes.last().map_or(0, |node| node.span.end as usize).saturating_sub(self.base);
            self.report_unclosed(end);
            self.close_last();
        }
    }

    /// Says that the last container has no closing line, and proposes one at the line where `end` is.
    fn report_unclosed(&mut self, end: usize) {
        let Some((open, fence)) = self.open.last().and_then(|open| Some((open.span, open.fence.clone()?))) else { return };
        let text = self.prepared.original;
        let line_start = text.get(..fence.range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let lead = text.get(line_start..fence.range.start).unwrap_or_default();
        let lead: String = lead.chars().map(|c| if c == '>' || c == '\t' { c } else { ' ' }).collect();
        let after = text.get(end..).unwrap_or_default();
        let at_line_start = end == 0 || text.get(..end).is_some_and(|before| before.ends_with('\n'));
        let colons = ":".repeat(fence.colons.max(3));
        let (at, new) = if at_line_start || fence.range.start == end {
            (end, format!("{lead}{colons}\n"))
        } else {
            (end + after.find('\n').unwrap_or(after.len()), format!("\n{lead}{colons}"))
        };
        let place = Span::new(self.file, self.base + at..self.base + at);
        let name = text.get(fence.rest).unwrap_or_default().split_whitespace().next().unwrap_or_default();
        self.problems.push(
            Diagnostic::new(Code::UnclosedContainer, open)
                .wording("unclosed-container.named")
                .with("name", name)
                .with("close", colons)
                .fix(place, new),
        );
        self.widen_last(place);
    }

    /// Lets the last container reach to the end of `span`.
    fn widen_last(&mut self, span: Span) {
        let start = self.open.last().and_then(|open| open.start);
        if let Some(node) = start.and_then(|start| self.nodes.get_mut(start)) {
            node.span.end = node.span.end.max(span.end);
        }
    }

    fn file_span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }

    fn begin_run(&mut self, leaf: Leaf, span: Span) {
        self.inline = Some(Inline::new(self.prepared, self.file, self.base, leaf, span));
    }

    /// Takes an inline event. Without a leaf block around it, it stands in a tight list's item, or in a container in one.
    fn inline(&mut self, event: Event<'a>, marked: &Range<usize>, definitions: &RefDefs<'_>) {
        let span = self.span(marked);
        let bare = self.open.last().is_some_and(|open| open.end == TagEnd::Item);
        let (prepared, file, base) = (self.prepared, self.file, self.base);
        let leaf = if bare { Leaf::Bare } else { Leaf::Paragraph };
        let inline = self.inline.get_or_insert_with(|| Inline::new(prepared, file, base, leaf, span));
        inline.event(event, marked, definitions);
    }

    /// Ends the running text, if any.
    fn end_run(&mut self) {
        if let Some(inline) = self.inline.take() {
            inline.finish(&mut self.nodes, &mut self.problems);
        }
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

fn is_block(element: &Element<'_>) -> bool {
    use Element::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    !matches!(element, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link { .. } | Image { .. })
}

fn is_block_end(end: End) -> bool {
    use End::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    !matches!(end, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}
