//! Where a link's target is written.

use std::ops::Range;

use pulldown_cmark::{LinkType, RefDefs};

use super::prepare::Prepared;

/// Finds the target of a reference link in its definition.
pub(super) fn defined(prepared: &Prepared<'_>, definitions: &RefDefs<'_>, kind: LinkType, label: &str) -> Option<Range<usize>> {
    if !matches!(kind, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
        return None;
    }
    let range = prepared.range(&definitions.get(label)?.span);
    let text = prepared.original.get(range.clone())?;
    let after_label = text.find("]:")? + 2;
    let target = destination(text.get(after_label..)?)?;
    Some(range.start + after_label + target.start..range.start + after_label + target.end)
}

/// Finds the target of `[text](target)` or `<target>` in the range of the whole link. `text_end` is where the nodes of its
/// text end.
pub(super) fn inline(original: &str, link: &Range<usize>, text_end: Option<usize>) -> Option<Range<usize>> {
    let text = original.get(link.clone())?;
    if text.starts_with('<') {
        return Some(link.start + 1..link.end - 1);
    }
    let from = text_end.unwrap_or(link.start).clamp(link.start, link.end);
    let rest = original.get(from..link.end)?;
    let open = from + rest.find("](")? + 2;
    let target = destination(original.get(open..link.end)?)?;
    Some(open + target.start..open + target.end)
}

/// Measures a link destination (CommonMark 6.3) after leading spaces.
fn destination(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..)?;
    if let Some(inner) = rest.strip_prefix('<') {
        let mut escaped = false;
        let end = inner.find(|c| {
            let ends = c == '>' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })?;
        return Some(start + 1..start + 1 + end);
    }
    let mut depth = 0usize;
    let mut escaped = false;
    let end = rest.find(|c: char| {
        if escaped {
            escaped = false;
            return false;
        }
        match c {
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            c if c.is_ascii_whitespace() => return true,
            _ => {}
        }
        false
    });
    Some(start..start + end.unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destination_stops_where_commonmark_says() {
        for (text, target) in [("a(b)c) d", "a(b)c"), ("<a b> \"t\")", "a b"), (" x \"t\")", "x"), (")", ""), (r"a\)b)", r"a\)b")]
        {
            assert_eq!(destination(text).map(|range| &text[range]), Some(target), "{text}");
        }
    }
}
