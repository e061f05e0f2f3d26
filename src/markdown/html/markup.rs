//! The markup of labels, headings, pictures, tables, code, tasks and footnotes: what the theme's `MARKUP.md` promises.

use std::ops::Range;

use super::super::document::{Alignment, Image, Label, Node, NodeKind, Tag};
use super::escape::{escape, escaped};
use super::writer::{Writer, cell_class};
use super::{ImageTarget, address, renamed};

/// A UI label in the brackets of the page's language.
pub(super) fn label(writer: &mut Writer<'_>, node: &Node, label: &Label) {
    let words = escaped(&writer.resolve.label(label));
    let (open, close) = (filled(writer, "bracket_open", &[]), filled(writer, "bracket_close", &[]));
    let now = renamed::of_whole(writer, node);
    let class = if now.is_some() { "ui ui-old" } else { "ui" };
    writer.out.extend(["<span class=\"", class, "\">", &open, &words, &close, "</span>"]);
    if let Some(now) = now {
        renamed::hint(writer, &now);
    }
}

/// Inline code.
pub(super) fn code(writer: &mut Writer<'_>, node: &Node, text: &str) {
    let now = renamed::of_whole(writer, node);
    writer.out.push_str(if now.is_some() { "<code class=\"ui-old\">" } else { "<code>" });
    escape(text, writer.out);
    writer.out.push_str("</code>");
    if let Some(now) = now {
        renamed::hint(writer, &now);
    }
}

pub(super) fn icon(writer: &mut Writer<'_>, name: &str) {
    let sprite = escaped(writer.resolve.icons());
    writer.out.push_str(&format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{sprite}#i-{name}\"/></svg>"));
}

pub(super) fn filled(writer: &Writer<'_>, key: &str, places: &[(&str, &str)]) -> String {
    let mut words = writer.resolve.words(key);
    for (name, word) in places {
        words = words.replace(&format!("{{{name}}}"), word);
    }
    escaped(&words)
}

/// A paragraph; one that is nothing but a picture is a figure.
pub(super) fn paragraph(writer: &mut Writer<'_>, inside: Range<usize>) {
    if let Some(NodeKind::Start(Tag::Image(image))) = writer.kind(inside.start)
        && writer.end_of(inside.start) + 1 == inside.end
        && let Some(target) = shown(writer, image)
    {
        let alt = writer.words(writer.inside(inside.start));
        return figure(writer, image, &target, &alt);
    }
    writer.block("<p>", inside, "</p>\n");
}

pub(super) fn shown(writer: &Writer<'_>, image: &Image) -> Option<ImageTarget> {
    if address::is_unsafe(&image.target, true) {
        return None;
    }
    writer.resolve.image(image).filter(|target| !address::is_unsafe(&target.src, true))
}

pub(super) fn img(target: &ImageTarget, alt: &str, out: &mut String) {
    out.extend(["<img src=\"", &escaped(&target.src), "\""]);
    if let Some((width, height)) = target.size {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    out.extend([" loading=\"lazy\" alt=\"", &escaped(alt), "\">"]);
}

/// A picture within text.
pub(super) fn image(writer: &mut Writer<'_>, image: &Image, inside: Range<usize>) {
    let alt = writer.words(inside);
    match shown(writer, image) {
        Some(target) => img(&target, &alt, writer.out),
        None => escape(&alt, writer.out),
    }
}

fn figure(writer: &mut Writer<'_>, image: &Image, target: &ImageTarget, alt: &str) {
    writer.out.push_str("<figure class=\"shot\"");
    if let Some(focus) = target.focus {
        writer.out.extend([" data-focus=\"", focus, "\""]);
    }
    writer.out.push('>');
    let full = target.full.as_deref().filter(|_| !alt.trim().is_empty());
    if let Some(full) = full {
        writer.out.extend(["<a href=\"", &escaped(full), "\">"]);
    }
    img(target, alt, writer.out);
    if full.is_some() {
        writer.out.push_str("<span class=\"shot-zoom\">");
        icon(writer, "expand");
        writer.out.push_str("</span></a>");
    }
    if !image.title.is_empty() || target.captured.is_some() {
        writer.out.push_str("<figcaption>");
        if !image.title.is_empty() {
            writer.out.extend(["<span>", &escaped(&image.title), "</span>"]);
        }
        if let Some(captured) = &target.captured {
            writer.out.extend(["<span class=\"captured\">", &escaped(captured), "</span>"]);
        }
        writer.out.push_str("</figcaption>");
    }
    writer.out.push_str("</figure>\n");
}

/// A heading with its id and its own link.
pub(super) fn heading(writer: &mut Writer<'_>, at: usize) {
    let Some(NodeKind::Start(Tag::Heading { level, .. })) = writer.kind(at) else { return };
    let inside = writer.inside(at);
    let Some(known) = writer.outline.at_node(at) else {
        writer.out.push_str(&format!("<h{level}>"));
        writer.heading_words(inside);
        writer.out.push_str(&format!("</h{level}>\n"));
        return;
    };
    writer.heading = &known.text;
    let id = escaped(&known.id);
    writer.out.push_str(&format!("<h{level} id=\"{id}\">"));
    writer.heading_words(inside);
    let label = filled(writer, "part_anchor", &[("title", &known.text)]);
    writer.out.push_str(&format!("<a class=\"anchor\" href=\"#{id}\" aria-label=\"{label}\"></a></h{level}>\n"));
}

/// A code block. `info` is as written; its first word is the language.
pub(super) fn code_block(writer: &mut Writer<'_>, info: &str, inside: Range<usize>) {
    let text: String = writer.nodes.get(inside).unwrap_or_default().iter().filter_map(|node| text_of(&node.kind)).collect();
    let language = info.split(|c: char| c.is_whitespace() || c == ',' || c == '{').next().unwrap_or_default();
    writer.out.push_str("<div class=\"code\"><pre tabindex=\"0\"><code");
    if !language.is_empty() {
        writer.out.extend([" class=\"language-", &escaped(language), "\""]);
    }
    writer.out.push('>');
    writer.resolve.code(info, &text, writer.out);
    writer.out.push_str("</code></pre></div>\n");
}

fn text_of(kind: &NodeKind) -> Option<&str> {
    match kind {
        NodeKind::Text(text) => Some(text),
        _ => None,
    }
}

/// A table that scrolls in its box. The box is a group, not a region: a page may have many tables, and no landmark each.
pub(super) fn table(writer: &mut Writer<'_>, alignments: &[Alignment], inside: Range<usize>) {
    let name = if writer.heading.is_empty() { writer.resolve.words("part_table") } else { writer.heading.to_owned() };
    let label = escaped(&name);
    writer.out.push_str(&format!("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\"><table>\n"));
    let mut in_body = false;
    for row in writer.children(inside) {
        let head = matches!(writer.kind(row), Some(NodeKind::Start(Tag::TableHead)));
        if !head && !in_body {
            in_body = true;
            writer.out.push_str("<tbody>\n");
        }
        writer.out.push_str(if head { "<thead>\n<tr>" } else { "<tr>" });
        for (column, cell) in writer.children(writer.inside(row)).into_iter().enumerate() {
            let class = cell_class(alignments.get(column));
            let inside = writer.inside(cell);
            if head && !inside.is_empty() {
                writer.block(&format!("<th scope=\"col\"{class}>"), inside, "</th>");
            } else {
                writer.block(&format!("<td{class}>"), inside, "</td>");
            }
        }
        writer.out.push_str(if head { "</tr>\n</thead>\n" } else { "</tr>\n" });
    }
    writer.out.push_str(if in_body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
}

/// The task box of an item: where it stands and whether it is ticked.
pub(super) fn task_at(writer: &Writer<'_>, item: usize) -> Option<(usize, bool)> {
    let first = match writer.kind(item + 1) {
        Some(NodeKind::Start(Tag::Paragraph)) => item + 2,
        _ => item + 1,
    };
    match writer.kind(first) {
        Some(NodeKind::TaskMarker(done)) => Some((first, *done)),
        _ => None,
    }
}

/// A box that shows whether a task is done.
pub(super) fn task_marker(writer: &mut Writer<'_>, done: bool) {
    let label = filled(writer, if done { "part_task_done" } else { "part_task_open" }, &[]);
    let checked = if done { " checked" } else { "" };
    writer.out.push_str(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\">"));
}

/// An item of a task list: the box, its words in one `span`, then what else the item holds.
pub(super) fn task_item(writer: &mut Writer<'_>, item: usize) {
    let inside = writer.inside(item);
    let Some((marker, done)) = task_at(writer, item) else { return writer.block("<li>", inside, "</li>\n") };
    writer.out.push_str("<li>");
    task_marker(writer, done);
    let words_end = if marker == item + 1 { blocks_start(writer, marker + 1..inside.end) } else { writer.end_of(item + 1) };
    writer.block("<span>", marker + 1..words_end, "</span>");
    let rest = if marker == item + 1 { words_end } else { words_end + 1 };
    writer.block("", rest.min(inside.end)..inside.end, "</li>\n");
}

/// Where the first block begins among an item's nodes.
pub(super) fn blocks_start(writer: &Writer<'_>, range: Range<usize>) -> usize {
    let end = range.end;
    writer.children(range).into_iter().find(|&at| writer.kind(at).is_some_and(is_block)).unwrap_or(end)
}

pub(super) fn is_block(kind: &NodeKind) -> bool {
    let inline = |tag: &Tag| matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link(_) | Tag::Image(_));
    matches!(kind, NodeKind::Start(tag) if !inline(tag)) || matches!(kind, NodeKind::HtmlBlock(_) | NodeKind::Rule)
}

/// A reference to a footnote.
pub(super) fn footnote_reference<'a>(writer: &mut Writer<'a>, name: &'a str) {
    let Some((number, count)) = writer.footnotes.refer(name) else {
        return escape(&format!("[^{name}]"), writer.out);
    };
    let id = reference_id(writer, number, count);
    let prefix = escaped(writer.resolve.id_prefix());
    let label = filled(writer, "part_footnote", &[("n", &number.to_string())]);
    writer.out.push_str(&format!(
        "<sup><a class=\"footnote-ref\" id=\"{id}\" href=\"#{prefix}fn-{number}\" aria-label=\"{label}\">{number}</a></sup>"
    ));
}

fn reference_id(writer: &Writer<'_>, number: usize, count: usize) -> String {
    let prefix = escaped(writer.resolve.id_prefix());
    if count == 1 { format!("{prefix}fnref-{number}") } else { format!("{prefix}fnref-{number}-{count}") }
}

/// The footnotes at the end. All are written before their ways back are, since a footnote can refer to another.
pub(super) fn footnotes(writer: &mut Writer<'_>) {
    let mut bodies = Vec::new();
    while let Some((at, _)) = writer.footnotes.get(bodies.len() + 1) {
        let inside = writer.inside(at);
        bodies.push(writer.apart(|writer| writer.range(inside)));
    }
    if bodies.is_empty() {
        return;
    }
    let label = filled(writer, "part_footnotes", &[]);
    writer.out.push_str(&format!("<section class=\"footnotes\" aria-label=\"{label}\"><ol>\n"));
    for (number, body) in (1..).zip(bodies) {
        let count = writer.footnotes.get(number).map_or(0, |(_, count)| count);
        let prefix = escaped(writer.resolve.id_prefix());
        writer.out.push_str(&format!("<li id=\"{prefix}fn-{number}\">"));
        let (head, tail) = match body.strip_suffix("</p>\n") {
            Some(head) => (head, "</p>"),
            None => (body.as_str(), ""),
        };
        writer.out.push_str(head);
        for nth in 1..=count {
            let id = reference_id(writer, number, nth);
            let label = filled(writer, "part_footnote_back", &[("n", &number.to_string())]);
            writer.out.push_str(&format!(" <a class=\"footnote-back\" href=\"#{id}\" aria-label=\"{label}\">↩</a>"));
        }
        writer.out.extend([tail, "</li>\n"]);
    }
    writer.out.push_str("</ol></section>\n");
}
