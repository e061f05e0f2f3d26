//! Makes text safe to show: characters that steer a terminal or turn the reading order become visible.
//!
//! The entries are [`visible`] (every such character, line ends too) and [`visible_lines`] (line ends and tabs are kept).

use std::borrow::Cow;

/// Says whether a character acts on the display instead of standing in it: C0, DEL and C1 controls (with them the
/// escape sequences, OSC included), the bidirectional controls of UAX #9, line separators and invisible marks.
pub fn is_unsafe_to_show(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}')
}

/// Shows a text on one line: line ends and tabs become spaces, whatever else acts on the display its `\u{…}` form.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |character, out| match character {
        '\r' | '\n' | '\t' => out.push(' '),
        other => out.extend(other.escape_unicode()),
    })
}

/// Shows a text on its own lines: line ends and tabs are kept.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    replaced(text, |character, out| match character {
        '\n' | '\t' => out.push(character),
        other => out.extend(other.escape_unicode()),
    })
}

fn replaced(text: &str, mut write: impl FnMut(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(is_unsafe_to_show) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unsafe_to_show(character) {
            write(character, &mut out);
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_and_bidi_controls_are_spelled_out() {
        assert_eq!(visible("a\u{1b}]8;;x\u{7}b"), "a\\u{1b}]8;;x\\u{7}b");
        assert_eq!(visible("\u{202e}gnp.exe\u{9b}1m"), "\\u{202e}gnp.exe\\u{9b}1m");
    }

    #[test]
    fn one_line_stays_one_line_and_lines_stay_lines() {
        assert_eq!(visible("a\r\nb\tc"), "a  b c");
        assert_eq!(visible_lines("a\nb\tc\r"), "a\nb\tc\\u{d}");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(visible("［保存］👩‍💻"), Cow::Borrowed(_)));
    }
}
