//! The markup of containers: what the theme's `MARKUP.md` promises.

use std::ops::Range;

use super::super::document::{Container, ContainerKind, NodeKind, Tag};
use super::escape::{escape, escaped};
use super::markup::{blocks_start, filled, icon, img, shown};
use super::writer::Writer;

/// A container with its content.
pub(super) fn container(writer: &mut Writer<'_>, container: &Container, inside: Range<usize>) {
    writer.resolve.container(container, writer.out);
    match container.kind {
        ContainerKind::Note => callout(writer, "note", container, inside),
        ContainerKind::Tip => callout(writer, "tip", container, inside),
        ContainerKind::Important => callout(writer, "important", container, inside),
        ContainerKind::Warning => callout(writer, "warning", container, inside),
        ContainerKind::Danger => callout(writer, "danger", container, inside),
        ContainerKind::Stumble => callout(writer, "stumble", container, inside),
        ContainerKind::Steps => steps(writer, inside),
        ContainerKind::Tabs => tabs(writer, container, inside),
        ContainerKind::Details => details(writer, container, inside),
        ContainerKind::Cards => cards(writer, inside),
        ContainerKind::Slides => slides(writer, inside),
        ContainerKind::Faq => faq(writer, inside),
        ContainerKind::Internal => internal(writer, inside),
        ContainerKind::When => when(writer, container, inside),
        ContainerKind::Answer | ContainerKind::Unknown => writer.range(inside),
    }
}

fn callout(writer: &mut Writer<'_>, name: &str, container: &Container, inside: Range<usize>) {
    writer.out.push_str(&format!("<aside class=\"call is-{name}\">"));
    icon(writer, name);
    let word = filled(writer, &format!("part_{name}"), &[]);
    let title = escaped(&container.title);
    // A title that says the word again is none.
    let head = match (title.is_empty() || title == word, name) {
        (true, _) => word,
        (false, "stumble") => format!("<span class=\"vh\">{word}：</span>{title}"),
        (false, _) => format!("{word}<span class=\"call-title\">{title}</span>"),
    };
    writer.out.push_str(&format!("<div><p class=\"call-h\">{head}</p>\n"));
    writer.block("", inside, "</div></aside>\n");
}

/// One part of a container that is cut at its headings.
struct Section {
    /// The heading's `Start`.
    heading: usize,
    /// Its level.
    level: u8,
    /// What follows it.
    body: Range<usize>,
}

/// Cuts at the highest of the headings directly inside. The first value is what stands before the first of them.
fn sections(writer: &Writer<'_>, inside: Range<usize>) -> (Range<usize>, Vec<Section>) {
    let children = writer.children(inside.clone());
    let level = |at: usize| match writer.kind(at) {
        Some(NodeKind::Start(Tag::Heading { level, .. })) => Some(*level),
        _ => None,
    };
    let Some(highest) = children.iter().filter_map(|&at| level(at)).min() else { return (inside, Vec::new()) };
    let heads: Vec<usize> = children.into_iter().filter(|&at| level(at) == Some(highest)).collect();
    let ends = heads.iter().skip(1).copied().chain([inside.end]);
    let before = inside.start..heads.first().copied().unwrap_or(inside.end);
    let cut = |(&heading, end): (&usize, usize)| Section { heading, level: highest, body: writer.end_of(heading) + 1..end };
    (before, heads.iter().zip(ends).map(cut).collect())
}

/// The id a section's heading has.
fn id_of(writer: &Writer<'_>, heading: usize) -> String {
    writer.outline.at_node(heading).map(|known| escaped(&known.id)).unwrap_or_default()
}

fn id_attribute(id: &str) -> String {
    if id.is_empty() { String::new() } else { format!(" id=\"{id}\"") }
}

/// Steps are the headings inside, or the items of a numbered list.
fn steps(writer: &mut Writer<'_>, inside: Range<usize>) {
    let (before, sections) = sections(writer, inside.clone());
    if sections.is_empty() {
        for child in writer.children(inside) {
            match writer.kind(child) {
                Some(NodeKind::Start(Tag::List { start: Some(start) })) => {
                    let items = writer.inside(child);
                    writer.list(Some(*start), items, "steps");
                }
                _ => writer.range(child..writer.end_of(child).max(child) + 1),
            }
        }
        return;
    }
    writer.range(before);
    writer.out.push_str("<ol class=\"steps\">\n");
    for section in sections {
        let id = id_attribute(&id_of(writer, section.heading));
        writer.out.push_str(&format!("<li><h{} class=\"step-h\"{id}>", section.level));
        writer.heading_words(writer.inside(section.heading));
        writer.out.push_str(&format!("</h{}>\n", section.level));
        writer.block("", section.body, "</li>\n");
    }
    writer.out.push_str("</ol>\n");
}

fn tabs(writer: &mut Writer<'_>, container: &Container, inside: Range<usize>) {
    let (before, sections) = sections(writer, inside);
    writer.range(before);
    writer.out.push_str("<div class=\"tabs\"");
    if !container.title.is_empty() {
        writer.out.extend([" data-label=\"", &escaped(&container.title), "\""]);
    }
    writer.out.push_str(">\n");
    for section in sections {
        let id = id_attribute(&id_of(writer, section.heading));
        writer.out.push_str(&format!("<section{id}><h{} class=\"tab-h\">", section.level));
        writer.heading_words(writer.inside(section.heading));
        writer.out.push_str(&format!("</h{}>\n", section.level));
        writer.block("", section.body, "</section>\n");
    }
    writer.out.push_str("</div>\n");
}

fn details(writer: &mut Writer<'_>, container: &Container, inside: Range<usize>) {
    let open = container.attributes.iter().any(|attribute| &*attribute.name == "open" && &*attribute.value != "false");
    let title = if container.title.is_empty() { filled(writer, "part_details", &[]) } else { escaped(&container.title) };
    let open = if open { " open" } else { "" };
    writer.out.push_str(&format!("<details class=\"fold plain\"{open}><summary>{title}</summary><div>\n"));
    writer.block("", inside, "</div></details>\n");
}

fn faq(writer: &mut Writer<'_>, inside: Range<usize>) {
    let (before, sections) = sections(writer, inside);
    writer.range(before);
    writer.out.push_str("<div class=\"folds\">\n");
    for (number, section) in sections.into_iter().enumerate() {
        let id = id_attribute(&id_of(writer, section.heading));
        let open = if number == 0 { " open" } else { "" };
        writer.out.push_str(&format!("<details class=\"fold\"{id}{open}><summary>"));
        writer.heading_words(writer.inside(section.heading));
        writer.out.push_str("</summary><div>\n");
        writer.block("", section.body, "</div></details>\n");
    }
    writer.out.push_str("</div>\n");
}

fn internal(writer: &mut Writer<'_>, inside: Range<usize>) {
    writer.out.push_str("<aside class=\"internal\"><p class=\"internal-h\">");
    icon(writer, "internal");
    let word = filled(writer, "part_internal", &[]);
    writer.out.extend([&*word, "</p>\n"]);
    writer.block("", inside, "</aside>\n");
}

fn when(writer: &mut Writer<'_>, container: &Container, inside: Range<usize>) {
    let value = |name: &str| {
        let of_name = container.attributes.iter().filter(|attribute| &*attribute.name == name);
        let values: Vec<String> = of_name.map(|attribute| writer.resolve.condition_value(attribute)).collect();
        (!values.is_empty()).then(|| values.join("、"))
    };
    let summary = match (value("plan"), value("role")) {
        _ if !container.title.is_empty() => escaped(&container.title),
        (Some(plan), Some(role)) => filled(writer, "part_when_plan_role", &[("plan", &plan), ("role", &role)]),
        (Some(plan), None) => filled(writer, "part_when_plan", &[("value", &plan)]),
        (None, Some(role)) => filled(writer, "part_when_role", &[("value", &role)]),
        (None, None) => escaped(&value("audience").unwrap_or_default()),
    };
    writer.out.push_str(&format!("<details class=\"when\" open><summary>{summary}</summary><div>\n"));
    writer.block("", inside, "</div></details>\n");
}

/// Cards are the items of a list that begin with a link.
fn cards(writer: &mut Writer<'_>, inside: Range<usize>) {
    for child in writer.children(inside) {
        if !matches!(writer.kind(child), Some(NodeKind::Start(Tag::List { .. }))) {
            writer.range(child..writer.end_of(child).max(child) + 1);
            continue;
        }
        writer.out.push_str("<ul class=\"cards\">\n");
        for item in writer.children(writer.inside(child)) {
            card(writer, item);
        }
        writer.out.push_str("</ul>\n");
    }
}

fn card(writer: &mut Writer<'_>, item: usize) {
    let inside = writer.inside(item);
    let loose = matches!(writer.kind(inside.start), Some(NodeKind::Start(Tag::Paragraph)));
    let words = if loose { writer.inside(inside.start) } else { inside.start..blocks_start(writer, inside.clone()) };
    let rest = if loose { writer.end_of(inside.start) + 1 } else { words.end };
    writer.out.push_str("<li>");
    let linked = matches!(writer.kind(words.start), Some(NodeKind::Start(Tag::Link(_))));
    let link_end = if linked { writer.end_of(words.start) + 1 } else { words.start };
    writer.range(words.start..link_end);
    let text = writer.apart(|writer| writer.range(link_end..words.end));
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '—' | '-'));
    if !text.is_empty() {
        writer.out.extend(["<p>", text.strip_prefix("<br>\n").unwrap_or(text), "</p>"]);
    }
    writer.block("", rest..inside.end, "</li>\n");
}

/// Slides are the pictures inside, each with its words below it; other blocks stay between them.
/// One slide: a picture and what is said about it until the next one.
struct Slide {
    picture: usize,
    /// What stands after the picture in its own paragraph.
    line: Range<usize>,
    /// The blocks that follow.
    blocks: Vec<usize>,
}

fn slides(writer: &mut Writer<'_>, inside: Range<usize>) {
    let mut before: Vec<usize> = Vec::new();
    let mut slides: Vec<Slide> = Vec::new();
    for child in writer.children(inside) {
        let found = in_paragraph(writer, child);
        match slides.last_mut() {
            _ if !found.is_empty() => slides.extend(found),
            Some(slide) => slide.blocks.push(child),
            None => before.push(child),
        }
    }
    for block in before {
        writer.range(block..writer.end_of(block).max(block) + 1);
    }
    if slides.is_empty() {
        return;
    }
    let label = filled(writer, "part_slides", &[]);
    writer.out.push_str(&format!("<ol class=\"slides\" aria-label=\"{label}\">\n"));
    slides.into_iter().for_each(|slide| write_slide(writer, slide));
    writer.out.push_str("</ol>\n");
}

/// The slides of a paragraph that begins with a picture: each picture with what stands before the next one.
fn in_paragraph(writer: &Writer<'_>, paragraph: usize) -> Vec<Slide> {
    if !matches!(writer.kind(paragraph), Some(NodeKind::Start(Tag::Paragraph))) {
        return Vec::new();
    }
    let inside = writer.inside(paragraph);
    let is_picture = |at: &usize| matches!(writer.kind(*at), Some(NodeKind::Start(Tag::Image(_))));
    let children = writer.children(inside.clone());
    if !children.first().is_some_and(is_picture) {
        return Vec::new();
    }
    let pictures: Vec<usize> = children.into_iter().filter(is_picture).collect();
    let next = pictures.iter().skip(1).copied().chain([inside.end]);
    pictures
        .iter()
        .zip(next)
        .map(|(&picture, end)| {
            let after = writer.end_of(picture) + 1..end;
            let is_break = |at: usize| matches!(writer.kind(at), Some(NodeKind::SoftBreak | NodeKind::HardBreak));
            let start = after.clone().find(|at| !is_break(*at)).unwrap_or(after.end);
            Slide { picture, line: start..after.end, blocks: Vec::new() }
        })
        .collect()
}

/// A slide without words of its own is told by its text alternative.
fn write_slide(writer: &mut Writer<'_>, slide: Slide) {
    let Some(NodeKind::Start(Tag::Image(image))) = writer.kind(slide.picture) else { return };
    let words = writer.words(writer.inside(slide.picture));
    let has_text = !slide.line.is_empty() || !slide.blocks.is_empty();
    writer.out.push_str("<li><figure>");
    if let Some(target) = shown(writer, image) {
        img(&target, if has_text { &words } else { "" }, writer.out);
    }
    writer.out.push_str("<figcaption>");
    if has_text {
        writer.out.push_str("<div>");
        if !slide.line.is_empty() {
            writer.wrapped("p", |writer| writer.range(slide.line));
        }
        for block in slide.blocks {
            writer.range(block..writer.end_of(block).max(block) + 1);
        }
        writer.out.push_str("</div>");
    } else {
        escape(&words, writer.out);
    }
    if !image.title.is_empty() {
        writer.out.push_str(&format!("<span>{}</span>", escaped(&image.title)));
    }
    writer.out.push_str("</figcaption></figure></li>\n");
}
