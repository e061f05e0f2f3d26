//! Where a piece of a text node stands in its source, which may be written in another way than it reads: lines that were
//! joined, with what begins them; a backslash; an entity.
//!
//! The entries are [`written_at`] and its inverse [`read_at`]. Both lay the text and its source side by side, once.

use std::ops::Range;

/// Longest entity, `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;

/// Returns where in `source`, what a text node is written as, a range of its text stands. `None` where the text and its source
/// cannot be laid side by side.
pub fn written_at(source: &str, text: &str, range: Range<usize>) -> Option<Range<usize>> {
    if source.len() == text.len() {
        return Some(range);
    }
    let mut place: Option<Range<usize>> = None;
    for laid in Laid::of(source, text).take_while(|laid| laid.read.start < range.end) {
        if laid.read.start >= range.start {
            place = Some(place.map_or(laid.written.start, |place| place.start)..laid.written.end);
        }
    }
    place.filter(|_| Laid::of(source, text).any(|laid| laid.read.end == range.end))
}

/// Returns which range of a node's text stands at a range of its source; `None` where that range is no whole piece of it.
pub fn read_at(source: &str, text: &str, range: Range<usize>) -> Option<Range<usize>> {
    if source.len() == text.len() {
        return Some(range);
    }
    let start = Laid::of(source, text).find(|laid| laid.written.start == range.start)?.read.start;
    let end = Laid::of(source, text).find(|laid| laid.written.end == range.end)?.read.end;
    (start <= end).then_some(start..end)
}

/// One character: where it stands in the text and where in the source.
struct Pair {
    read: Range<usize>,
    written: Range<usize>,
}

/// Goes through the characters of a text and their places in its source; ends where they go apart.
struct Laid<'a> {
    source: &'a str,
    text: &'a str,
    read: usize,
    at: usize,
}

impl<'a> Laid<'a> {
    fn of(source: &'a str, text: &'a str) -> Self {
        Self { source, text, read: 0, at: 0 }
    }
}

impl Iterator for Laid<'_> {
    type Item = Pair;

    fn next(&mut self) -> Option<Pair> {
        let wanted = self.text.get(self.read..)?.chars().next()?;
        let start = next(self.source, self.at, wanted)?;
        let end = start + written_length(self.source.get(start..)?, wanted);
        let read = self.read..self.read + wanted.len_utf8();
        self.read = read.end;
        self.at = end;
        Some(Pair { read, written: start..end })
    }
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
        let at = reads.find(piece).unwrap_or_default();
        let range = written_at(written, reads, at..at + piece.len())?;
        assert_eq!(read_at(written, reads, range.clone()), Some(at..at + piece.len()), "there and back");
        written.get(range).map(str::to_owned)
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
