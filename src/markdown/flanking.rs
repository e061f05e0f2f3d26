//! Whether a run of `*`, `_` or `~` may open or close: what the parser would say by itself, and what the CJK-friendly
//! amendments say.

use super::characters::{is_cjk, is_general_variation_selector, is_ideographic_variation_selector, is_punctuation};

/// Whether a run may open and may close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flanking {
    /// May open.
    pub opens: bool,
    /// May close.
    pub closes: bool,
}

/// What stands around a run. A line's start and end count as a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Around {
    /// The character before.
    pub before: char,
    /// The character before that one.
    pub two_before: char,
    /// The character after.
    pub after: char,
}

/// A run's character and length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// `*`, `_` or `~`
    pub delimiter: u8,
    /// How many.
    pub length: usize,
}

/// What the CJK-friendly amendments say (markdown-cjk-friendly, `specification.md`).
pub(super) fn friendly(run: Run, around: Around) -> Flanking {
    let Around { before, two_before, after } = around;
    // A variation selector belongs to the character before it.
    let selected = is_general_variation_selector(before);
    let base = if selected { two_before } else { before };
    let quote_in_cjk = selected && before == '\u{fe01}' && matches!(base, '‘' | '’' | '“' | '”');
    let cjk_before = is_cjk(base) || quote_in_cjk || (!selected && is_ideographic_variation_selector(before));
    let punctuation_before = is_punctuation(base);
    let (cjk_after, punctuation_after) = (is_cjk(after), is_punctuation(after));
    let left =
        !after.is_whitespace() && (!punctuation_after || before.is_whitespace() || cjk_after || cjk_before || punctuation_before);
    let right =
        !before.is_whitespace() && (cjk_after || cjk_before || !punctuation_before || after.is_whitespace() || punctuation_after);
    if run.delimiter == b'~' && run.length == 1 && left && right {
        // `9時~12時、13時~17時` is no deletion, whatever GitHub makes of it.
        Flanking { opens: false, closes: false }
    } else if run.delimiter == b'_' {
        Flanking { opens: left && (!right || punctuation_before), closes: right && (!left || punctuation_after) }
    } else {
        Flanking { opens: left, closes: right }
    }
}

/// What the parser says when left alone (pulldown-cmark's `delim_run_can_open` and `delim_run_can_close`).
pub(super) fn unaided(run: Run, around: Around) -> Flanking {
    let Around { before, after, .. } = around;
    let (space_before, space_after) = (before.is_whitespace(), after.is_whitespace());
    let (punctuation_before, punctuation_after) = (is_punctuation(before), is_punctuation(after));
    let inside_words = run.delimiter == b'*' || (run.delimiter == b'~' && run.length > 1);
    let any_opens = run.delimiter == b'~' && run.length > 1;
    Flanking {
        opens: !space_after && (space_before || punctuation_before || any_opens || (inside_words && !punctuation_after)),
        closes: !space_before && (space_after || punctuation_after || (inside_words && !punctuation_before)),
    }
}

/// Says whether the parser's own tables can be trusted with a character: they are of an older Unicode than ours.
pub(super) fn well_known(c: char) -> bool {
    c.is_ascii() || c.is_whitespace() || c.is_alphanumeric()
}

/// What to put on a side of a run so that the parser judges as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Something like a letter.
    Letter,
    /// Something like punctuation.
    Punctuation,
    /// Something like a space.
    Space,
}

/// Chooses the marks before and after a run. There is none beside a space: the parser needs no help there, and a
/// mark at a line's edge could change what kind of line it is.
pub(super) fn marks(run: Run, wanted: Flanking, around: Around) -> (Option<Mark>, Option<Mark>) {
    let both = if run.delimiter == b'*' || (run.delimiter == b'~' && run.length > 1) { Mark::Letter } else { Mark::Punctuation };
    let (before, after) = match (wanted.opens, wanted.closes) {
        (true, true) => (both, both),
        (true, false) => (Mark::Space, Mark::Letter),
        (false, true) => (Mark::Letter, Mark::Space),
        (false, false) => (Mark::Space, Mark::Space),
    };
    ((!around.before.is_whitespace()).then_some(before), (!around.after.is_whitespace()).then_some(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(before: char, after: char) -> Around {
        Around { before, two_before: ' ', after }
    }

    #[test]
    fn brackets_inside_japanese_emphasis_close_it() {
        let run = Run { delimiter: b'*', length: 2 };
        assert!(!unaided(run, around('］', 'を')).closes);
        assert!(friendly(run, around('］', 'を')).closes);
    }

    #[test]
    fn single_tilde_between_words_is_text() {
        let run = Run { delimiter: b'~', length: 1 };
        assert_eq!(friendly(run, around('時', '1')), Flanking { opens: false, closes: false });
        assert!(friendly(run, around(' ', '取')).opens);
    }

    #[test]
    fn without_japanese_both_say_the_same() {
        let chars = [' ', 'a', '(', '"', '.'];
        for delimiter in [b'*', b'_'] {
            for (before, after) in chars.iter().flat_map(|b| chars.map(|a| (*b, a))) {
                let run = Run { delimiter, length: 2 };
                assert_eq!(friendly(run, around(before, after)), unaided(run, around(before, after)), "{before:?}{after:?}");
            }
        }
    }
}
