//! Java's .properties, by the rules of `java.util.Properties.load`: comments, `=`, `:` or a blank between key and text,
//! lines that go on, `\u` escapes.

use super::{Item, broken, lines, unicode_escape};
use crate::diagnostics::Findings;
use crate::source::{FileId, Span};

/// Reads the pairs.
pub(super) fn items(file: FileId, text: &str, found: &mut Findings) -> Vec<Item> {
    let mut items = Vec::new();
    let mut all = lines(text).peekable();
    while let Some((start, line)) = all.next() {
        let begun = line.trim_start();
        if begun.is_empty() || begun.starts_with(['#', '!']) {
            continue;
        }
        let mut logical = begun.to_owned();
        let mut end = start + line.len();
        while goes_on(&logical) {
            logical.pop();
            let Some((next, line)) = all.next() else { break };
            logical.push_str(line.trim_start());
            end = next + line.len();
        }
        let span = Span::new(file, start..end);
        let (key, value) = cut(&logical);
        match (plain(key), plain(value)) {
            (Some(key), Some(text)) => items.push(Item { key, text, span }),
            _ => found.push(broken(span, "invalid-syntax.escape")),
        }
    }
    items
}

/// An odd number of backslashes at the end joins the next line.
fn goes_on(line: &str) -> bool {
    line.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

fn cut(line: &str) -> (&str, &str) {
    let mut escaped = false;
    let is_end = |(at, character): (usize, char)| {
        let ends = !escaped && matches!(character, '=' | ':' | ' ' | '\t' | '\u{c}');
        escaped = !escaped && character == '\\';
        ends.then_some(at)
    };
    let Some(end) = line.char_indices().find_map(is_end) else { return (line, "") };
    let (key, rest) = line.split_at(end);
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{c}');
    let rest = rest.trim_start_matches(blank);
    (key, rest.strip_prefix(['=', ':']).unwrap_or(rest).trim_start_matches(blank))
}

fn plain(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let mut after = from.get(1..)?.chars();
        match after.next() {
            Some('u') => {
                let (character, length) = unicode_escape(after.as_str())?;
                plain.push(character);
                rest = after.as_str().get(length..)?;
                continue;
            }
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some('f') => plain.push('\u{c}'),
            Some(other) => plain.push(other),
            None => {}
        }
        rest = after.as_str();
    }
    Some(plain + rest)
}
