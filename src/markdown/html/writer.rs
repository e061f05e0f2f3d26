//! Goes through the nodes. Every element knows where it ends, so parts that are cut at headings (steps, tabs, questions) can
//! be written piece by piece.

use std::ops::Range;

use super::super::document::{Alignment, LabelForm, Link, Node, NodeKind, Tag};
use super::super::outline::Outline;
use super::escape::{escape, escaped};
use super::footnotes::Footnotes;
use super::{LinkTarget, Resolve, address, markup, parts, renamed};

/// Writes one text.
pub(super) struct Writer<'a> {
    pub nodes: &'a [Node],
    /// For every `Start`, the index of its `End`.
    ends: Vec<usize>,
    pub outline: &'a Outline,
    pub resolve: &'a dyn Resolve,
    pub out: &'a mut String,
    pub footnotes: Footnotes<'a>,
    /// The heading above, which names a table.
    pub heading: &'a str,
    in_heading: bool,
}

impl<'a> Writer<'a> {
    pub fn new(nodes: &'a [Node], outline: &'a Outline, resolve: &'a dyn Resolve, out: &'a mut String) -> Self {
        let footnotes = Footnotes::of(nodes);
        Self { nodes, ends: ends(nodes), outline, resolve, out, footnotes, heading: "", in_heading: false }
    }

    pub fn run(mut self) {
        self.range(0..self.nodes.len());
        markup::footnotes(&mut self);
    }

    /// The node at an index.
    pub fn kind(&self, at: usize) -> Option<&'a NodeKind> {
        self.nodes.get(at).map(|node| &node.kind)
    }

    /// Where the element that begins at an index ends.
    pub fn end_of(&self, start: usize) -> usize {
        self.ends.get(start).copied().unwrap_or(start)
    }

    /// What stands inside an element.
    pub fn inside(&self, start: usize) -> Range<usize> {
        start + 1..self.end_of(start)
    }

    /// The indices of the nodes directly in a range.
    pub fn children(&self, range: Range<usize>) -> Vec<usize> {
        let mut children = Vec::new();
        let mut at = range.start;
        while at < range.end {
            children.push(at);
            at = self.end_of(at).max(at) + 1;
        }
        children
    }

    /// Writes all nodes of a range.
    pub fn range(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            self.node(at);
            at = self.end_of(at).max(at) + 1;
        }
    }

    /// Writes what `write` writes into a string of its own.
    pub fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(self.out);
        write(self);
        std::mem::replace(self.out, before)
    }

    fn node(&mut self, at: usize) {
        let Some(node) = self.nodes.get(at) else { return };
        match &node.kind {
            NodeKind::Start(tag) => self.element(tag, at),
            NodeKind::End(_) => {}
            NodeKind::Text(text) => renamed::text(self, node, text),
            NodeKind::Code(text) => markup::code(self, node, text),
            NodeKind::HtmlBlock(raw) => {
                self.resolve.html(raw, true, self.out);
                self.out.push('\n');
            }
            NodeKind::HtmlInline(raw) => self.resolve.html(raw, false, self.out),
            NodeKind::SoftBreak => self.out.push('\n'),
            NodeKind::HardBreak => self.out.push_str("<br>\n"),
            NodeKind::Rule => self.out.push_str("<hr>\n"),
            NodeKind::TaskMarker(done) => markup::task_marker(self, *done),
            NodeKind::FootnoteReference(name) => markup::footnote_reference(self, name),
            NodeKind::Label(label) => markup::label(self, node, label),
            NodeKind::Variable(name) => {
                let text = self.resolve.variable(name).unwrap_or_else(|| format!(":var[{name}]"));
                escape(&text, self.out);
            }
            NodeKind::Include(path) => self.wrapped("p", |writer| escape(&format!(":include[{path}]"), writer.out)),
        }
    }

    /// Writes running text.
    pub fn text(&mut self, text: &str) {
        match self.in_heading.then(|| self.resolve.phrases(text)).flatten() {
            Some(phrases) => self.out.push_str(&phrases),
            None => escape(text, self.out),
        }
    }

    /// Writes an inline element or a block without attributes.
    pub fn wrapped(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.out.extend(["<", name, ">"]);
        inner(self);
        self.out.extend(["</", name, ">"]);
    }

    fn element(&mut self, tag: &'a Tag, at: usize) {
        let inside = self.inside(at);
        match tag {
            Tag::Paragraph => markup::paragraph(self, inside),
            Tag::Heading { .. } => markup::heading(self, at),
            Tag::BlockQuote => self.block("<blockquote>\n", inside, "</blockquote>\n"),
            Tag::List { start } => self.list(*start, inside, ""),
            Tag::Item => self.block("<li>", inside, "</li>\n"),
            Tag::CodeBlock { info } => markup::code_block(self, info, inside),
            Tag::Table(alignments) => markup::table(self, alignments, inside),
            Tag::TableHead | Tag::TableRow | Tag::TableCell => self.range(inside),
            Tag::Emphasis => self.wrapped("em", |writer| writer.range(inside)),
            Tag::Strong => self.wrapped("strong", |writer| writer.range(inside)),
            Tag::Strikethrough => self.wrapped("del", |writer| writer.range(inside)),
            Tag::Link(link) => self.link(link, inside),
            Tag::Image(image) => markup::image(self, image, inside),
            Tag::FootnoteDefinition(_) => {}
            Tag::Container(container) => parts::container(self, container, inside),
        }
    }

    /// Writes a block with its tags.
    pub fn block(&mut self, open: &str, inside: Range<usize>, close: &str) {
        self.out.push_str(open);
        self.range(inside);
        self.out.push_str(close);
    }

    /// Writes a list; `class` is that of a part of the dialect, or empty.
    pub fn list(&mut self, start: Option<u64>, inside: Range<usize>, class: &str) {
        let tasks = self.children(inside.clone()).iter().any(|&item| markup::task_at(self, item).is_some());
        let class = if tasks && class.is_empty() { "tasks" } else { class };
        let name = if start.is_some() { "ol" } else { "ul" };
        self.out.extend(["<", name]);
        if !class.is_empty() {
            self.out.extend([" class=\"", class, "\""]);
        }
        if let Some(start) = start.filter(|&start| start != 1) {
            self.out.push_str(&format!(" start=\"{start}\""));
        }
        self.out.push_str(">\n");
        for item in self.children(inside) {
            if tasks { markup::task_item(self, item) } else { self.node(item) }
        }
        self.out.extend(["</", name, ">\n"]);
    }

    fn link(&mut self, link: &Link, inside: Range<usize>) {
        let target = if address::is_unsafe(&link.target, false) { LinkTarget::Plain } else { self.resolve.link(link) };
        match target {
            LinkTarget::Href { href, external } if !address::is_unsafe(&href, false) => {
                self.out.push_str("<a href=\"");
                escape(&href, self.out);
                self.out.push('"');
                if !link.title.is_empty() {
                    self.out.extend([" title=\"", &escaped(&link.title), "\""]);
                }
                self.out.push_str(if external { " rel=\"noopener\">" } else { ">" });
                if inside.is_empty() {
                    // a link without words would be there for nobody: its address speaks for it
                    escape(&link.target, self.out);
                } else {
                    self.range(inside);
                }
                self.out.push_str("</a>");
            }
            _ => self.range(inside),
        }
    }

    /// Writes the words of a heading, its phrases divided.
    pub fn heading_words(&mut self, inside: Range<usize>) {
        let outer = std::mem::replace(&mut self.in_heading, true);
        self.range(inside);
        self.in_heading = outer;
    }

    /// The words of a range as a picture's text alternative has them: no markup at all.
    pub fn words(&self, range: Range<usize>) -> String {
        let mut words = String::new();
        for node in self.nodes.get(range).unwrap_or_default() {
            match &node.kind {
                NodeKind::Text(text) | NodeKind::Code(text) => words.push_str(text),
                NodeKind::Label(label) => {
                    let text = self.resolve.label(label);
                    if label.form == LabelForm::Brackets { words.extend(["［", &text, "］"]) } else { words.push_str(&text) }
                }
                NodeKind::Variable(name) => words.push_str(&self.resolve.variable(name).unwrap_or_default()),
                NodeKind::SoftBreak | NodeKind::HardBreak => words.push(' '),
                _ => {}
            }
        }
        words
    }
}

/// The class of a cell by its column's alignment.
pub(super) fn cell_class(alignment: Option<&Alignment>) -> &'static str {
    match alignment {
        Some(Alignment::Right) => " class=\"n\"",
        Some(Alignment::Center) => " class=\"c\"",
        _ => "",
    }
}

fn ends(nodes: &[Node]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..nodes.len()).collect();
    let mut open = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match node.kind {
            NodeKind::Start(_) => open.push(at),
            NodeKind::End(_) => {
                if let Some(end) = open.pop().and_then(|start: usize| ends.get_mut(start)) {
                    *end = at;
                }
            }
            _ => {}
        }
    }
    ends
}
