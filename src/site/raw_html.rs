//! Raw HTML in articles: what it may hold, and that it closes what it opens.
//!
//! Every piece goes through ammonia, a whitelist over a real HTML5 parser. Inline HTML arrives one tag at a time, so an
//! opening tag is cleaned together with a mark that stands for what follows: what comes before the mark is the opening tag as it
//! may be, what comes after is what closes it, and both are kept only if the writer closes it in the same run of text.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::diagnostics::{Code, Diagnostic};
use crate::markdown::{Node, NodeKind};
use crate::source::Span;

/// Stands for what follows an opening tag; a noncharacter, which no text holds.
const MARK: char = '\u{fdd0}';
/// Elements left open in one block, beyond which the parser's time would grow with their square.
const DEEPEST: usize = 512;
/// Elements that may stay open over several blocks of Markdown.
const AROUND: [&str; 3] = ["details", "div", "section"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut tags: HashSet<&str> = ammonia::Builder::default().clone_tags();
    for obsolete in
        ["center", "tt", "strike", "acronym", "h1", "header", "footer", "nav", "article", "aside", "hgroup", "map", "area", "bdo"]
    {
        tags.remove(obsolete);
    }
    tags.extend(["section"]);
    let attributes: HashMap<&str, HashSet<&str>> = [
        ("a", vec!["href"]),
        ("img", vec!["src", "alt", "width", "height"]),
        ("td", vec!["colspan", "rowspan"]),
        ("th", vec!["colspan", "rowspan", "scope"]),
        ("ol", vec!["start", "reversed"]),
        ("li", vec!["value"]),
        ("details", vec!["open"]),
        ("time", vec!["datetime"]),
        ("colgroup", vec!["span"]),
        ("col", vec!["span"]),
    ]
    .into_iter()
    .map(|(tag, names)| (tag, names.into_iter().collect()))
    .collect();
    let mut builder = Builder::new();
    builder
        .tags(tags)
        .tag_attributes(attributes)
        .generic_attributes(["lang", "title"].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::Deny);
    builder
});

/// Makes the raw HTML of a text by itself safe, in place.
pub fn sanitise(nodes: &mut Vec<Node>) {
    clean(nodes, |_| false, &mut Vec::new());
}

/// Makes the raw HTML of a page's nodes safe, in place. Nodes of trusted files stay as they are.
pub(super) fn clean(nodes: &mut Vec<Node>, is_trusted: impl Fn(Span) -> bool, found: &mut Vec<Diagnostic>) {
    if !nodes.iter().any(|node| matches!(node.kind, NodeKind::HtmlBlock(_) | NodeKind::HtmlInline(_))) {
        return;
    }
    let mut cleaning = Cleaning { inline: Vec::new(), around: Vec::new(), depth: 0, found };
    for index in 0..nodes.len() {
        cleaning.node(nodes, index, &is_trusted);
    }
    cleaning.drop_open(nodes);
    let end = nodes.last().map(|node| node.span);
    for (_, closing, _) in std::mem::take(&mut cleaning.around).into_iter().rev() {
        nodes.extend(end.map(|span| Node { kind: NodeKind::HtmlBlock(closing.into()), span }));
    }
}

struct Cleaning<'a> {
    /// Inline tags that wait for their end: name, node, depth of Markdown around them, what closes them.
    inline: Vec<(String, usize, usize, String)>,
    /// Block elements that stay open: name, what closes them, depth.
    around: Vec<(String, String, usize)>,
    depth: usize,
    found: &'a mut Vec<Diagnostic>,
}

impl Cleaning<'_> {
    fn node(&mut self, nodes: &mut [Node], index: usize, is_trusted: &impl Fn(Span) -> bool) {
        let span = nodes[index].span;
        let replacement = match &nodes[index].kind {
            NodeKind::Start(_) => {
                self.depth += 1;
                return;
            }
            NodeKind::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                let depth = self.depth;
                for (_, open, _, _) in self.inline.extract_if(.., |open| open.2 > depth) {
                    nodes[open].kind = NodeKind::HtmlInline("".into());
                }
                return;
            }
            _ if is_trusted(span) => return,
            NodeKind::HtmlBlock(raw) => NodeKind::HtmlBlock(self.block(&raw.clone(), span).into()),
            NodeKind::HtmlInline(raw) => NodeKind::HtmlInline(self.tag(&raw.clone(), index, span, nodes).into()),
            _ => return,
        };
        nodes[index].kind = replacement;
    }

    /// Cleans a block. What it leaves open is closed by a later block of the same depth, or at the end.
    fn block(&mut self, raw: &str, span: Span) -> String {
        let mut rest = raw.trim_start();
        let mut out = String::new();
        while let Some((name, after)) = closing_tag(rest) {
            match self.around.pop_if(|(open, _, depth)| *open == name && *depth == self.depth) {
                Some((_, closing, _)) => out.push_str(&closing),
                None => break,
            }
            rest = after.trim_start();
        }
        if nesting(rest) > DEEPEST {
            self.found.push(Diagnostic::new(Code::RemovedHtml, span).with("found", "…"));
            return out;
        }
        let cleaned = CLEANER.clean(&format!("{rest}{MARK}")).to_string();
        self.report(rest, &cleaned, span);
        let (before, after) = cleaned.rsplit_once(MARK).unwrap_or((&cleaned, ""));
        out.push_str(before);
        match closing_tag(after).map(|(name, _)| name) {
            Some(name) if AROUND.contains(&name.as_str()) && closing_tag(after).is_some_and(|(_, rest)| rest.is_empty()) => {
                self.around.push((name, after.to_owned(), self.depth));
            }
            _ => out.push_str(after),
        }
        out.push('\n');
        out
    }

    /// Cleans one inline tag or comment.
    fn tag(&mut self, raw: &str, index: usize, span: Span, nodes: &mut [Node]) -> String {
        if let Some((name, _)) = closing_tag(raw) {
            let at = self.inline.iter().rposition(|(open, _, depth, _)| *open == name && *depth == self.depth);
            let Some(at) = at else { return String::new() };
            for (_, left_open, _, _) in self.inline.drain(at + 1..) {
                nodes[left_open].kind = NodeKind::HtmlInline("".into());
            }
            return self.inline.pop().map(|(_, _, _, closing)| closing).unwrap_or_default();
        }
        let cleaned = CLEANER.clean(&format!("{raw}{MARK}")).to_string();
        self.report(raw, &cleaned, span);
        let (before, after) = cleaned.split_once(MARK).unwrap_or((&cleaned, ""));
        if !after.is_empty()
            && let Some((name, _)) = closing_tag(after)
        {
            self.inline.push((name, index, self.depth, after.to_owned()));
        }
        before.to_owned()
    }

    fn drop_open(&mut self, nodes: &mut [Node]) {
        for (_, open, _, _) in self.inline.drain(..) {
            nodes[open].kind = NodeKind::HtmlInline("".into());
        }
    }

    /// Reports what was taken out: every element of the raw text that is not in the clean one.
    fn report(&mut self, raw: &str, cleaned: &str, span: Span) {
        let kept: HashSet<String> = opening_tags(cleaned).collect();
        let mut removed: Vec<String> = opening_tags(raw).filter(|name| !kept.contains(name)).collect();
        removed.dedup();
        if !removed.is_empty() {
            let names = removed.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(" ");
            self.found.push(Diagnostic::new(Code::RemovedHtml, span).with("found", names));
        }
    }
}

/// Counts how many tags are open at most, void elements and forgotten ends included.
fn nesting(html: &str) -> usize {
    let steps = html.split('<').skip(1).scan(0_usize, |open, part| {
        *open = if part.starts_with('/') { open.saturating_sub(1) } else { *open + usize::from(!part.starts_with(['!', '?'])) };
        Some(*open)
    });
    steps.max().unwrap_or(0)
}

/// Reads `</name>` at the beginning of a text; returns the name and what follows.
fn closing_tag(text: &str) -> Option<(String, &str)> {
    let (name, after) = text.strip_prefix("</")?.split_once('>')?;
    let name = name.trim().to_ascii_lowercase();
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some((name, after))
}

/// Goes through the names of opening tags. Good enough to tell a writer what is gone; safety is ammonia's.
fn opening_tags(html: &str) -> impl Iterator<Item = String> {
    html.split('<').skip(1).filter_map(|part| {
        let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(part.len());
        let name = part.get(..end).unwrap_or("");
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| name.to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;
    use crate::source::FileId;

    fn cleaned(text: &str) -> (String, usize) {
        let mut nodes = markdown::parse(FileId(0), text, 0).nodes;
        let mut found = Vec::new();
        clean(&mut nodes, |_| false, &mut found);
        let raw = nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::HtmlBlock(raw) | NodeKind::HtmlInline(raw) => Some(raw.trim_end()),
            _ => None,
        });
        (raw.collect::<Vec<_>>().join("|"), found.len())
    }

    #[test]
    fn harmless_inline_tags_stay_as_a_pair() {
        assert_eq!(cleaned("a <kbd>Ctrl</kbd> b<br>c"), ("<kbd>|</kbd>|<br>".to_owned(), 0));
    }

    #[test]
    fn tag_left_open_vanishes_and_leaves_the_text() {
        assert_eq!(cleaned("a <b>bold\n\nnext").0, "");
        assert_eq!(cleaned("*a <b>x* y</b>").0, "|");
    }

    #[test]
    fn script_and_handlers_vanish_and_are_told() {
        let (html, found) = cleaned("<script>alert(1)</script>\n\n<img src=\"https://a.example/x.png\" onerror=\"x\" alt=\"y\">");
        assert!(!html.contains("script") && !html.contains("onerror"), "{html}");
        assert_eq!(found, 1);
    }

    #[test]
    fn details_may_hold_markdown_between_its_tags() {
        let (html, found) = cleaned("<details>\n<summary>題</summary>\n\n**本文**\n\n</details>\n");
        assert!(html.starts_with("<details>") && html.ends_with("</details>"), "{html}");
        assert_eq!(found, 0);
    }

    #[test]
    fn heap_of_open_elements_is_dropped_and_told() {
        let (html, found) = cleaned(&"<div>\n".repeat(20_000));
        assert_eq!((html.trim(), found), ("", 1));
        assert_eq!(cleaned(&format!("<table>{}</table>", "<tr><td>a</td></tr>".repeat(2_000))).1, 0);
    }

    #[test]
    fn element_left_open_is_closed_at_the_end() {
        assert!(cleaned("<div>\n\ntext").0.ends_with("</div>"));
    }
}
