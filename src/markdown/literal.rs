//! Asterisks and tildes that stayed text although the writer meant emphasis.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// A run of two `*` or `~` that stayed text, not escaped and not in code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// `*` or `~`
    pub delimiter: u8,
    /// Where it is written in the body.
    pub range: Range<usize>,
}

/// More runs than this in one block are a pattern, not slips.
const MOST: usize = 40;

/// Finds pairs in one block that are emphasis but for a space inside: `** 重要 **`, `**重要 **です`.
pub(super) fn findings(text: &str, file: FileId, base: usize, runs: &[Run]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // A block full of them is something else.
    let mut rest = if runs.len() > MOST { &[] } else { runs };
    while let [first, others @ ..] = rest {
        rest = others;
        let Some(second) = others.first().filter(|second| second.delimiter == first.delimiter) else { continue };
        let Some(inner) = text.get(first.range.end..second.range.start) else { continue };
        if !is_meant(text, first, second, inner) {
            continue;
        }
        let sign = text.get(first.range.clone()).unwrap_or_default();
        let span = Span::new(file, base + first.range.start..base + second.range.end);
        let words = inner.trim();
        let fixed = format!("{sign}{words}{sign}");
        found.push(
            Diagnostic::new(Code::LiteralEmphasis, span)
                .wording("literal-emphasis.space")
                .with("sign", sign)
                .with("words", words)
                .fix(span, fixed),
        );
        rest = others.get(1..).unwrap_or_default();
    }
    found
}

/// Says whether a run is what a longer one left over, part of which did become emphasis.
fn is_remnant(text: &str, run: &Run) -> bool {
    let bytes = text.as_bytes();
    let before = run.range.start.checked_sub(1).and_then(|before| bytes.get(before));
    before == Some(&run.delimiter) || bytes.get(run.range.end) == Some(&run.delimiter)
}

fn is_meant(text: &str, first: &Run, second: &Run, inner: &str) -> bool {
    let words = inner.trim();
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let before = text.get(..first.range.start).and_then(|before| before.chars().next_back());
    let after = text.get(second.range.end..).and_then(|after| after.chars().next());
    let spaced_inside = inner.len() > words.len();
    // `2 ** 3 ** 4` is arithmetic, and so is what holds no word at all.
    let arithmetic = inner.starts_with(' ') && inner.ends_with(' ') && space(before) && space(after) && words.is_ascii();
    let remnant = is_remnant(text, first) || is_remnant(text, second);
    spaced_inside
        && !remnant
        && !arithmetic
        && !inner.contains('\n')
        && !inner.contains('`')
        && words.chars().any(char::is_alphabetic)
}
