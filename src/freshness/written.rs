//! Where a piece of a text node stands in its source, which may be written in another way than it reads: lines that were
//! joined, with what begins them; a backslash; an entity.

use std::ops::Range;

use crate::source::{Sources, Span};

/// Longest entity, `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;

/// Returns the place of `range` of a node's text. `None` where the text and its source cannot be laid side by side.
pub(super) fn place(sources: &Sources, text: &str, span: Span, range: Range<usize>) -> Option<Span> {
    let source = sources.text(span);
    if source.len() == text.len() {
        return Some(Span::new(span.file, span.range().start + range.start..span.range().start + range.end));
    }
    let mut read = 0;
    let mut at = 0;
    let mut start = None;
    while read < range.end {
        let wanted = text.get(read..)?.chars().next()?;
        at = next(source, at, wanted)?;
        if read >= range.start && start.is_none() {
            start = Some(at);
        }
        at += written_length(source.get(at..)?, wanted);
        read += wanted.len_utf8();
    }
    Some(Span::new(span.file, span.range().start + start?..span.range().start + at))
}

/// Goes on to where a character is written: past a backslash, line ends, and what stands at the beginning of a line.
fn next(source: &str, from: usize, wanted: char) -> Option<usize> {
    let rest = source.get(from..)?;
    if rest.starts_with(wanted) || rest.starts_with('&') {
        return Some(from);
    }
    let skipped = rest.find(|c: char| !matches!(c, '\\' | '\n' | '\r' | ' ' | '\t' | '>') || c == wanted)?;
    let found = source.get(from + skipped..)?;
    (found.starts_with(wanted) || found.starts_with('&')).then_some(from + skipped)
}

/// Returns how many bytes stand for a character: its own, or an entity's.
fn written_length(rest: &str, wanted: char) -> usize {
    let entity = rest.strip_prefix('&').and_then(|rest| rest.find(';')).map(|end| end + 2);
    match entity.filter(|length| *length <= LONGEST_ENTITY) {
        // an ampersand that stands for itself is no entity
        Some(length) if !rest[..length].contains(char::is_whitespace) => length,
        _ => wanted.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(written: &str, reads: &str, piece: &str) -> Option<String> {
        let mut sources = Sources::default();
        let file = sources.add("a.md", format!("前{written}後"));
        let span = Span::new(file, 3..3 + written.len());
        let at = reads.find(piece).unwrap_or_default();
        place(&sources, reads, span, at..at + piece.len()).map(|span| sources.text(span).to_owned())
    }

    #[test]
    fn text_as_written_is_found_where_it_is() {
        assert_eq!(placed("「保存」を押す", "「保存」を押す", "保存").as_deref(), Some("保存"));
    }

    #[test]
    fn joined_lines_are_walked_over() {
        assert_eq!(
            placed("一覧を\n> 開き「保\n> 存」と「CSV出力」", "一覧を開き「保存」と「CSV出力」", "CSV出力").as_deref(),
            Some("CSV出力")
        );
        assert_eq!(placed("一覧を\n開き「保\n存」", "一覧を開き「保存」", "保存").as_deref(), Some("保\n存"));
    }

    #[test]
    fn escapes_and_entities_are_walked_over() {
        assert_eq!(
            placed("a \\* b &amp; \"Save &amp; exit\"", "a * b & \"Save & exit\"", "Save & exit").as_deref(),
            Some("Save &amp; exit")
        );
    }

    #[test]
    fn what_cannot_be_laid_side_by_side_has_no_place() {
        assert_eq!(placed("abc", "xyzw", "z"), None);
    }
}
