//! Where a text marks something as a part of the product's interface: ［］, 「」, 『』, 【】, bold, quotation marks, inline code,
//! and each step of a path such as 「設定 → 通知」 or `Settings > Mail`.
//!
//! Code blocks, raw HTML, what is struck through, the descriptions of pictures and the targets of links hold no marks.
//!
//! The entries are [`marks`] for a text and [`bracketed`] for what stands around it.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::content::Kind;
use crate::markdown::{self, LabelForm, Node, NodeKind, Tag, TagEnd};
use crate::site::Page;
use crate::source::{Sources, Span};

use super::kinds;

/// A marked piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'a> {
    /// What it says, as it reads: a piece of `node`.
    pub text: &'a str,
    /// The text that it is a piece of.
    pub node: &'a str,
    /// Where that is written.
    pub span: Span,
    /// How it is marked.
    pub form: Form,
}

impl Mark<'_> {
    /// Returns the place of a range of the mark's text: exact wherever the text and its source can be laid side by side, else
    /// that of the whole node.
    pub fn place(&self, sources: &Sources, range: Range<usize>) -> Span {
        let at = self.text.as_ptr() as usize - self.node.as_ptr() as usize;
        let written = markdown::written_at(sources.text(self.span), self.node, at + range.start..at + range.end);
        let start = self.span.range().start;
        written.map_or(self.span, |range| Span::new(self.span.file, start + range.start..start + range.end))
    }
}

/// How a piece of text is marked, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// `［保存］`, `:ui[保存]`
    Label,
    /// `**保存**`
    Bold,
    /// 「保存」, 『保存』, 【保存】
    Quoted,
    /// "Save"
    Cited,
    /// `` `保存` ``
    Code,
    /// A step of a path in running text.
    Step,
    /// Running text up to a word for what labels stand on: only what it ends with counts.
    Running,
}

/// Arrows and signs between the steps of a path.
pub(super) const ARROWS: &[char] = &['→', '＞', '>', '›', '»', '⇒', '➡', '▶', '▸', '➔', '➜'];

/// Longest label in characters; a longer quotation is a sentence.
const LONGEST: usize = 100;

/// Everything that opens a quotation, and the arrows.
const SIGNS: &[&str] =
    &["「", "『", "【", "［", "“", "‘", "«", "\"", "'", "→", "＞", ">", "›", "»", "⇒", "➡", "▶", "▸", "➔", "➜"];

/// Finds the signs, and the words for what labels stand on.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let all = SIGNS.iter().chain(kinds::JAPANESE).chain(kinds::ENGLISH);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(all).ok()
});

/// Returns the sign that closes what a sign opens.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '「' => '」',
        '『' => '』',
        '【' => '】',
        '［' => '］',
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        '"' | '\'' => open,
        _ => return None,
    })
}

/// Goes through the marks of a text.
pub(super) fn marks<'a>(nodes: &'a [Node], see: &mut impl FnMut(Mark<'a>)) {
    let mut walk = Walk { hidden: 0, bold: 0 };
    for (at, node) in nodes.iter().enumerate() {
        walk.node(nodes, at, node, see);
    }
}

struct Walk {
    /// How many elements are open that hold no marks.
    hidden: usize,
    bold: usize,
}

impl Walk {
    fn node<'a>(&mut self, nodes: &'a [Node], at: usize, node: &'a Node, see: &mut impl FnMut(Mark<'a>)) {
        match &node.kind {
            NodeKind::Start(Tag::CodeBlock { .. } | Tag::Image(_) | Tag::Strikethrough) => self.hidden += 1,
            NodeKind::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::Strikethrough) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            _ if self.hidden > 0 => {}
            NodeKind::Start(Tag::Strong) => {
                self.bold += 1;
                whole(nodes, at, see);
            }
            NodeKind::End(TagEnd::Strong) => self.bold = self.bold.saturating_sub(1),
            // a key's text comes from the catalogue: the page does not quote it
            NodeKind::Label(label) if label.form != LabelForm::Key => {
                see(Mark { text: &label.text, node: &label.text, span: label.text_span, form: Form::Label });
            }
            NodeKind::Code(text) => see(Mark { text, node: text, span: code_span(node.span, text), form: Form::Code }),
            NodeKind::Text(text) => {
                let whole = Mark { text, node: text, span: node.span, form: Form::Running };
                signed(whole, self.bold > 0, see);
            }
            _ => {}
        }
    }
}

/// Goes through the ［］ of what a page shows besides its text: title, description, what is seen when a task is done, and the
/// titles of containers. Other marks there are no labels: a question's title quotes what people say.
pub(super) fn bracketed<'a>(page: &Page, sources: &'a Sources, see: &mut impl FnMut(Mark<'a>)) {
    let front = &page.front;
    let mut spans: Vec<Span> = front.title.iter().chain(&front.description).chain(&front.why).map(|text| text.span).collect();
    if let Kind::Task(task) = &page.kind {
        spans.extend(task.done_when.iter().map(|text| text.span));
    }
    // what a translation has from its source is the source's own
    spans.retain(|span| span.file == page.file);
    spans.extend(page.nodes.iter().filter_map(|node| match &node.kind {
        NodeKind::Start(Tag::Container(container)) if container.title.contains('［') => Some(container.opening),
        _ => None,
    }));
    for span in spans {
        let text = sources.text(span);
        for (open, _) in text.match_indices('［') {
            let start = open + '［'.len_utf8();
            let inner = text.get(start..).and_then(|rest| rest.split(['［', '］', '\n']).next()).unwrap_or_default();
            if text.get(start + inner.len()..).is_some_and(|rest| rest.starts_with('］')) {
                let place = Span::new(span.file, span.range().start + start..span.range().start + start + inner.len());
                see(Mark { text: inner, node: inner, span: place, form: Form::Label });
            }
        }
    }
}

/// Marks bold words that stand alone in their bold.
fn whole<'a>(nodes: &'a [Node], at: usize, see: &mut impl FnMut(Mark<'a>)) {
    let (Some(inner), Some(after)) = (nodes.get(at + 1), nodes.get(at + 2)) else { return };
    let is_followed = |node: &Node| matches!(&node.kind, NodeKind::Text(text) if is_verb(text));
    let is_alone = matches!(after.kind, NodeKind::End(TagEnd::Strong)) && !nodes.get(at + 3).is_some_and(is_followed);
    if let (NodeKind::Text(text), true) = (&inner.kind, is_alone) {
        see(Mark { text, node: text, span: inner.span, form: Form::Bold });
    }
}

/// Inline code is written between backticks, as many as it needs, maybe with a space inside.
fn code_span(span: Span, text: &str) -> Span {
    let length = (span.end - span.start) as usize;
    let around = length.saturating_sub(text.len()) / 2;
    let fits = text.len() + 2 * around == length;
    if fits { Span::new(span.file, span.range().start + around..span.range().end - around) } else { span }
}

/// Marks what stands between signs in running text.
fn signed<'a>(whole: Mark<'a>, is_bold: bool, see: &mut impl FnMut(Mark<'a>)) {
    let Some(finder) = FINDER.as_ref() else { return };
    let text = whole.text;
    let mut from = 0;
    let mut has_arrow = false;
    for hit in finder.find_iter(text) {
        let (open, start) = (hit.start(), hit.end());
        let Some(first) = text.get(open..start).and_then(|sign| sign.chars().next()) else { continue };
        has_arrow |= ARROWS.contains(&first);
        let Some(close) = closing(first) else {
            let is_kind = hit.pattern().as_usize() >= SIGNS.len();
            if is_kind && kinds::is_whole(&text[start..]) {
                see(Mark { text: &text[..open], ..whole });
            }
            continue;
        };
        if open < from || !opens(text, open, start, first == close) {
            continue;
        }
        let Some(length) = closed(&text[start..], close) else { continue };
        let is_verb = is_verb(&text[start + length + close.len_utf8()..]);
        if let Some(inner) = text.get(start..start + length).filter(|_| !is_verb) {
            let form = if matches!(first, '「' | '『' | '【' | '［') { Form::Quoted } else { Form::Cited };
            see(Mark { text: inner, form, ..whole });
        }
        if first == close {
            from = start + length + close.len_utf8();
        }
    }
    if has_arrow {
        steps(whole, is_bold, see);
    }
}

/// Finds the sign that closes, no further off than a label is long.
fn closed(rest: &str, close: char) -> Option<usize> {
    rest.char_indices().take(LONGEST).find(|(_, c)| *c == close).map(|(at, _)| at)
}

/// Says whether what follows a marked word makes it a verb: 「保存」します is what one does, no label.
fn is_verb(after: &str) -> bool {
    ["する", "しま", "して", "した", "しな", "しよ", "せず", "され", "させ", "でき"]
        .iter()
        .any(|ending| after.starts_with(ending))
}

/// Signs that are the same at both ends open where a word begins: not after a letter (an apostrophe, an inch), and not
/// before a space or a sign that ends something (the second of a pair whose first stands before other markup).
fn opens(text: &str, open: usize, start: usize, is_same: bool) -> bool {
    let before = text.get(..open).and_then(|before| before.chars().next_back());
    let after = text.get(start..).and_then(|after| after.chars().next());
    let is_ended = after.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']'));
    !is_same || !(before.is_some_and(|c| c.is_ascii_alphanumeric()) || is_ended)
}

/// Marks the steps of a path. In bold every step is one; in running text the first and the last have a loose end, where
/// the step is whatever stands between the arrow and the nearest sign that no label goes on over.
fn steps<'a>(whole: Mark<'a>, is_bold: bool, see: &mut impl FnMut(Mark<'a>)) {
    let parts: Vec<&'a str> = whole.text.split(ARROWS).collect();
    let last = parts.len() - 1;
    let form = if is_bold { Form::Bold } else { Form::Step };
    for (number, part) in parts.into_iter().enumerate() {
        let is_loose = !is_bold && (number == 0 || number == last || part.contains(is_stop));
        let (head, tail) = (part.split(is_stop).next(), part.rsplit(is_stop).next());
        let pieces = match is_loose {
            true => [head.filter(|_| number > 0), tail.filter(|_| number < last)],
            false => [Some(part), None],
        };
        for inner in pieces.into_iter().flatten().map(str::trim).filter(|inner| !inner.is_empty()) {
            see(Mark { text: inner, form, ..whole });
        }
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '、' | '。' | '，' | '．' | ',' | '.' | ';' | ':' | '：' | '(' | ')' | '（' | '）' | '「' | '」' | '［' | '］')
        || matches!(c, '『' | '』' | '【' | '】' | '"' | '“' | '”' | '！' | '？' | '!' | '?' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn seen(text: &str) -> Vec<String> {
        let nodes = crate::markdown::parse(FileId(0), text, 0).nodes;
        let mut seen = Vec::new();
        marks(&nodes, &mut |mark| {
            if mark.form != Form::Running {
                seen.push(mark.text.to_owned());
            }
        });
        seen
    }

    #[test]
    fn every_way_of_marking_is_seen() {
        assert_eq!(
            seen("［保存］ **保存** 「保存」 『保存』 【保存】 \"Save\" `Save`"),
            ["保存", "保存", "保存", "保存", "保存", "Save", "Save"]
        );
        assert_eq!(seen("設定 → 通知を開く。Click Settings > Mail."), ["設定", "通知を開く", "Click Settings", "Mail"]);
    }

    #[test]
    fn quotation_without_an_end_and_nested_ones_cost_no_more_than_a_label_is_long() {
        let n = 5_000;
        let nested = seen(&format!("{}{}", "「".repeat(n), "」".repeat(n)));
        assert!(nested.len() <= LONGEST, "{}", nested.len());
        assert!(seen(&"「".repeat(n)).is_empty());
    }

    #[test]
    fn second_sign_of_a_pair_around_markup_opens_nothing() {
        assert_eq!(seen("choose \"**Day**\". For \"Last week\" too"), ["Day", "Last week"]);
    }
}
