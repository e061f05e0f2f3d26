//! The lines shown with a finding: safe to show, cut around the place, with the place's bytes in the shown text.

use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

use crate::diagnostics::{is_unsafe_to_show, visible_lines};
use crate::source::Source;

/// Columns shown before the place on a long line, and in all.
const BEFORE: usize = 40;
const WIDEST: usize = 110;
/// A change over more lines than this is described, not drawn.
const MOST_LINES: usize = 8;

/// Some lines of a text, as shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// What is shown; without the final line end.
    pub text: String,
    /// The place in `text`.
    pub range: Range<usize>,
}

/// Shows the line on which a range begins, cut around the range; a range over several lines is shown to the line's end.
pub(super) fn line(source: &Source, range: Range<usize>) -> Excerpt {
    let range = inside(&source.text, range);
    let lines = line_bounds(&source.text, range.start..range.start);
    let range = range.start..range.end.min(lines.end).max(range.start);
    let shown = cut(&source.text[lines.clone()], range.start - lines.start..range.end - lines.start);
    let mut excerpt = spelled(&source.text[lines.start + shown.start..lines.start + shown.end], {
        let base = lines.start + shown.start;
        range.start.saturating_sub(base)..range.end.min(base + shown.len()).saturating_sub(base)
    });
    if shown.end < lines.len() {
        excerpt.text.push('…');
    }
    if shown.start > 0 {
        excerpt.text.insert(0, '…');
        excerpt.range = excerpt.range.start + '…'.len_utf8()..excerpt.range.end + '…'.len_utf8();
    }
    excerpt
}

/// Shows the whole lines that a range touches, for drawing a change in them; `None` if they are too many or too long.
pub(super) fn whole_lines(source: &Source, range: Range<usize>) -> Option<Excerpt> {
    let range = inside(&source.text, range);
    let lines = line_bounds(&source.text, range.clone());
    let text = &source.text[lines.clone()];
    if text.lines().count() > MOST_LINES || text.lines().any(|line| width(line) > WIDEST) {
        return None;
    }
    Some(spelled(text, range.start - lines.start..range.end - lines.start))
}

/// Moves both ends into the text and onto characters' borders.
fn inside(text: &str, range: Range<usize>) -> Range<usize> {
    let border = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = border(range.start);
    start..border(range.end).max(start)
}

/// The bounds of the lines that a range touches, without the last line's end.
fn line_bounds(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |newline| range.end + newline);
    let end = if end > range.end && text[..end].ends_with('\r') { end - 1 } else { end };
    start..end
}

fn shown_width(character: char) -> usize {
    match character {
        '\t' => 4,
        _ if is_unsafe_to_show(character) => character.escape_unicode().len(),
        _ => character.width().unwrap_or(0),
    }
}

fn width(text: &str) -> usize {
    text.chars().map(shown_width).sum()
}

/// Chooses the part of a line to show: all of it, or what surrounds the place.
fn cut(line: &str, place: Range<usize>) -> Range<usize> {
    // no line of few bytes is too wide, save for one full of spelled-out characters: then it is wide, and harmless
    if line.len() <= WIDEST || width(line) <= WIDEST {
        return 0..line.len();
    }
    let mut left = 0;
    let before = line[..place.start].char_indices().rev().take_while(|(_, character)| {
        left += shown_width(*character);
        left <= BEFORE
    });
    let start = before.last().map_or(place.start, |(at, _)| at);
    let mut all = 0;
    let fits = line[start..].char_indices().take_while(|(_, character)| {
        all += shown_width(*character);
        all <= WIDEST
    });
    let end = fits.last().map_or(start, |(at, character)| start + at + character.len_utf8());
    start..end
}

/// Spells out what is unsafe to show and moves the range along.
fn spelled(text: &str, range: Range<usize>) -> Excerpt {
    let (start, end) = (visible_lines(&text[..range.start]).len(), visible_lines(&text[..range.end]).len());
    Excerpt { text: visible_lines(text).into_owned(), range: start..end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source { path: "a.md".into(), text: text.into() }
    }

    #[test]
    fn place_is_on_its_own_line() {
        let source = source("一行目\r\n請求［保存］を押す\r\n");
        let at = source.text.find("保存").unwrap();
        let excerpt = line(&source, at..at + 6);
        assert_eq!(excerpt.text, "請求［保存］を押す");
        assert_eq!(&excerpt.text[excerpt.range], "保存");
    }

    #[test]
    fn long_line_is_cut_on_both_sides_of_the_place() {
        let source = source(&format!("{}保存{}", "あ".repeat(5000), "い".repeat(5000)));
        let at = source.text.find("保存").unwrap();
        let excerpt = line(&source, at..at + 6);
        assert_eq!(&excerpt.text[excerpt.range.clone()], "保存");
        assert!(excerpt.text.starts_with("…あ") && excerpt.text.ends_with("い…"));
        assert!(width(&excerpt.text) <= WIDEST + 4, "{}", width(&excerpt.text));
    }

    #[test]
    fn place_longer_than_the_window_is_shown_from_its_start() {
        let source = source(&"あ".repeat(5000));
        let excerpt = line(&source, 3..12_000);
        assert_eq!(excerpt.range.start, 3);
        assert!(excerpt.range.end <= excerpt.text.len());
    }

    #[test]
    fn spelled_out_characters_move_the_place() {
        let source = source("a\u{202e}b保存");
        let at = source.text.find('保').unwrap();
        let excerpt = line(&source, at..at + 6);
        assert_eq!(&excerpt.text[excerpt.range.clone()], "保存");
        assert!(excerpt.text.starts_with("a\\u{202e}b"));
    }

    #[test]
    fn range_outside_the_text_or_inside_a_character_is_moved_in() {
        let source = source("あ\n");
        for (start, end) in [(1, 2), (9, 99), (4, 4), (3, 1)] {
            let excerpt = line(&source, start..end);
            assert!(excerpt.text.get(excerpt.range).is_some());
        }
    }

    #[test]
    fn change_over_many_lines_is_not_drawn() {
        assert_eq!(whole_lines(&source(&"a\n".repeat(50)), 0..100), None);
        let source = source("a\nb\nc\n");
        let two = whole_lines(&source, 0..3).unwrap();
        assert_eq!((two.text.as_str(), two.range), ("a\nb", 0..3));
    }
}
