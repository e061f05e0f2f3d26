//! Apple's .strings: `"key" = "text";` with comments of C.

use super::{Item, broken, unicode_escape};
use crate::diagnostics::Findings;
use crate::source::{FileId, Span};

/// Reads the pairs. Behind a mistake reading goes on with the next line.
pub(super) fn items(file: FileId, text: &str, found: &mut Findings) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    loop {
        at = skip(text, at);
        let rest = text.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return items;
        }
        match pair(rest) {
            Some((key, string, length)) => {
                items.push(Item { key, text: string, span: Span::new(file, at..at + length) });
                at += length;
            }
            None => {
                let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
                let shown = rest.get(..line).unwrap_or_default().trim_end().len();
                found.push(broken(Span::new(file, at..at + shown), "invalid-syntax.strings"));
                at += line;
            }
        }
    }
}

/// Skips blanks and comments.
fn skip(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let comment = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else {
            return at + blank;
        };
        at += blank + comment;
    }
}

fn pair(text: &str) -> Option<(String, String, usize)> {
    let (key, length) = string(text)?;
    let mut at = skip(text, length);
    text.get(at..)?.strip_prefix('=')?;
    at = skip(text, at + 1);
    let (value, length) = string(text.get(at..)?)?;
    at = skip(text, at + length);
    text.get(at..)?.strip_prefix(';')?;
    Some((key, value, at + 1))
}

/// A string in quotes, or a key of letters without them.
fn string(text: &str) -> Option<(String, usize)> {
    let Some(inner) = text.strip_prefix('"') else {
        let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')))?;
        return (end > 0).then(|| (text.get(..end).unwrap_or_default().to_owned(), end));
    };
    let mut plain = String::new();
    let mut rest = inner;
    loop {
        let at = rest.find(['"', '\\'])?;
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let mut after = from.chars();
        if after.next() == Some('"') {
            return Some((plain, text.len() - after.as_str().len()));
        }
        match after.next()? {
            'n' => plain.push('\n'),
            't' => plain.push('\t'),
            'r' => plain.push('\r'),
            'U' | 'u' => {
                let (character, length) = unicode_escape(after.as_str())?;
                plain.push(character);
                rest = after.as_str().get(length..)?;
                continue;
            }
            other => plain.push(other),
        }
        rest = after.as_str();
    }
}
