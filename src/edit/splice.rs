//! Replacing spans of a text.

use std::ops::Range;

use super::front_matter::EditError;
use super::without_mark;

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Bytes of the text, not counting a byte order mark (as in [`crate::source::Span`]); empty to insert.
    pub range: Range<usize>,
    /// The new text.
    pub replacement: String,
}

/// The result of several replacements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spliced {
    /// The new text.
    pub text: String,
    /// Which replacements (by index) were left out because they touch bytes that an earlier one replaces.
    pub left: Vec<usize>,
}

/// Replaces one span of a text as on disk; a byte order mark stays and doesn't count.
///
/// # Errors
/// [`EditError::OutsideText`] if the range ends past the text or cuts a character.
pub fn splice(text: &str, range: Range<usize>, replacement: &str) -> Result<String, EditError> {
    let (mark, body) = without_mark(text);
    match (body.get(..range.start), body.get(range.clone()), body.get(range.end..)) {
        (Some(before), Some(_), Some(after)) => Ok([mark, before, replacement, after].concat()),
        _ => Err(EditError::OutsideText),
    }
}

/// Replaces several spans, whose ranges all count in the text as it was. Equal replacements are made once; of two that
/// overlap, the one that begins first is made and the other reported.
///
/// # Errors
/// [`EditError::OutsideText`] as for [`splice`]; nothing is replaced then.
pub fn splice_all(text: &str, splices: &[Splice]) -> Result<Spliced, EditError> {
    let mut order: Vec<(usize, &Splice)> = splices.iter().enumerate().collect();
    order.sort_by_key(|(at, splice)| (splice.range.start, splice.range.end, *at));
    let mut chosen: Vec<&Splice> = Vec::new();
    let mut left = Vec::new();
    for (at, splice) in order {
        match chosen.last() {
            Some(last) if *last == splice => {}
            Some(last) if overlap(last, splice) => left.push(at),
            _ => chosen.push(splice),
        }
    }
    left.sort_unstable();
    let mut text = text.to_owned();
    for one in chosen.iter().rev() {
        text = splice(&text, one.range.clone(), &one.replacement)?;
    }
    Ok(Spliced { text, left })
}

/// Two insertions at one place have no order of their own, so they count as overlapping.
fn overlap(first: &Splice, second: &Splice) -> bool {
    second.range.start < first.range.end || second.range.start == first.range.start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(range: Range<usize>, replacement: &str) -> Splice {
        Splice { range, replacement: replacement.to_owned() }
    }

    #[test]
    fn byte_order_mark_is_kept_and_not_counted() {
        assert_eq!(splice("\u{feff}abc\r\n", 1..2, "保存").as_deref(), Ok("\u{feff}a保存c\r\n"));
    }

    #[test]
    fn range_past_the_end_or_inside_a_character_is_refused() {
        for range in [0..9, 1..2, 4..4] {
            assert_eq!(splice("保", range, "x"), Err(EditError::OutsideText));
        }
        #[expect(clippy::reversed_empty_ranges, reason = "such a range is the case under test")]
        let backward = 3..0;
        assert_eq!(splice("保", backward, "x"), Err(EditError::OutsideText));
    }

    #[test]
    fn several_replacements_count_in_the_text_as_it_was() {
        let spliced = splice_all("abcdef", &[one(4..5, "EEE"), one(0..1, ""), one(2..2, "-")]).unwrap();
        assert_eq!(spliced, Spliced { text: "b-cdEEEf".to_owned(), left: vec![] });
    }

    #[test]
    fn equal_ones_are_made_once_and_overlapping_ones_reported() {
        let spliced = splice_all("abcdef", &[one(1..3, "X"), one(2..4, "Y"), one(1..3, "X"), one(3..4, "Z")]).unwrap();
        assert_eq!(spliced, Spliced { text: "aXZef".to_owned(), left: vec![1] });
    }
}
