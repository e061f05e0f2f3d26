//! JSON as RFC 8259 has it: YAML reads more than JSON, so serde_json judges the text before the YAML reader makes the tree.
//!
//! The entries are [`json`] and [`json_any`]. serde_json says at which byte it stopped and why; what a writer is told is made
//! of that and of the sign that stands there.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::tree::{Content, Value, span_in};
use super::yaml;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{FileId, Span};

/// Reads a JSON text that holds a table.
pub fn json(file: FileId, text: &str, found: &mut Findings) -> Value {
    match json_any(file, text, found) {
        Some(value) if matches!(value.content, Content::Table(_)) => value,
        Some(_) => {
            found.push(Diagnostic::new(Code::InvalidSyntax, Span::start_of(file)).wording("invalid-syntax.json"));
            Value::empty(file)
        }
        None => Value::empty(file),
    }
}

/// Reads a JSON text that holds a table or a list; `None` if it can't be read, and that is told.
pub fn json_any(file: FileId, text: &str, found: &mut Findings) -> Option<Value> {
    let (tree, wrong) = match yaml::tree(file, text) {
        Ok(read) => (Some(read), None),
        Err(mistake) => (None, Some(*mistake)),
    };
    // A bomb is told as one, whatever else is wrong with it.
    let is_bomb = wrong.as_ref().is_some_and(|mistake| mistake.wording == "invalid-syntax.json-deep");
    let broken = serde_json::from_str::<IgnoredAny>(text).err().filter(|_| !is_bomb);
    if let Some(mistake) = broken.map(|error| Mistake::new(file, text, &error).explain()).or(wrong) {
        found.push(mistake);
        return None;
    }
    let (value, repeated) = tree?;
    found.extend(repeated);
    Some(value)
}

/// Where a text stops being JSON.
struct Mistake<'a> {
    file: FileId,
    text: &'a str,
    /// The byte that can't stand there; the text's length if it ends too early.
    at: usize,
    reason: String,
}

impl<'a> Mistake<'a> {
    fn new(file: FileId, text: &'a str, error: &serde_json::Error) -> Self {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        // The column counts bytes and includes the wrong one; it is 0 where that is the line end before.
        let at = (lines.map(str::len).sum::<usize>() + error.column()).saturating_sub(1);
        let mut at = if error.is_eof() { text.len() } else { floor(text, at) };
        let reason = error.to_string();
        // Of these alone the place is one before.
        if reason.starts_with("control") {
            at += text.bytes().skip(at).position(|byte| byte < b' ').unwrap_or_default();
        }
        Self { file, text, at, reason }
    }

    fn explain(&self) -> Diagnostic {
        let is = |part: &str| self.reason.starts_with(part);
        let (string, closers) = self.open();
        let next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        match (string, next) {
            (Some(start), None | Some('\n' | '\r')) => self.told(start..self.line_end(start), "invalid-syntax.json-string"),
            (Some(_), Some(_)) if is("control") => self.control(),
            (Some(_), Some(_)) => self.backslash(),
            (None, None) => self.unclosed(&closers),
            (None, Some(sign)) => self.odd_sign(sign, closers.chars().next()),
        }
    }

    /// A sign between the values that can't stand there.
    fn odd_sign(&self, sign: char, closer: Option<char>) -> Diagnostic {
        let here = self.at..self.at + sign.len_utf8();
        let is = |part: &str| self.reason.starts_with(part);
        match sign {
            '/' | '#' => self.told(self.at..self.line_end(self.at), "invalid-syntax.json-comment"),
            '：' | '，' | '、' | '＂' | '“' | '”' | '｛' | '｝' | '［' | '］' => self.wide(here, sign),
            '\'' if !is("trailing ch") => self.single_quotes(),
            ',' | '}' | ']' if self.follows(':') => self.told(here, "invalid-syntax.json-value"),
            ',' if is("expected v") || is("key must") => self.extra_comma(here),
            '}' | ']' if self.follows(',') => self.extra_comma(self.comma_before()),
            '}' | ']' if closer.is_some() => self.bracket(here, closer),
            _ if is("trailing ch") => self.told(here, "invalid-syntax.json-end"),
            _ if is("expected `:`") => {
                let end = self.end_before();
                self.told(end..end, "invalid-syntax.json-colon").fix(self.span(end..end), ":")
            }
            '"' | '{' | '[' if is("expected `,`") => {
                let end = self.end_before();
                self.told(end..end, "invalid-syntax.json-comma").fix(self.span(end..end), ",")
            }
            '{' | '[' => self.told(here, "invalid-syntax.json"),
            _ => self.unquoted(),
        }
    }

    /// A bare word, or what follows a quotation mark inside of a text.
    fn unquoted(&self) -> Diagnostic {
        let before = self.text.get(..self.at).unwrap_or_default();
        let start = before.rfind(|sign: char| ends_word(sign) || sign.is_whitespace()).map_or(0, |at| self.after(at));
        let rest = self.text.get(start..).unwrap_or_default();
        let word = rest.split(ends_word).next().unwrap_or_default().trim_end();
        let range = start..start + word.len();
        let follows_text = before.trim_end().ends_with('"') && self.reason.starts_with("expected `,`");
        if follows_text || word.is_empty() {
            return self.told(range, "invalid-syntax.json-inner-quote");
        }
        let finding = self.told(range.clone(), "invalid-syntax.json-quotes").with("word", word);
        self.fixed(finding, range, &format!("\"{word}\""))
    }

    fn single_quotes(&self) -> Diagnostic {
        let rest = self.text.get(self.at + 1..self.line_end(self.at)).unwrap_or_default();
        let Some(inner) = rest.split_once('\'').map(|(inner, _)| inner) else {
            return self.told(self.at..self.at + 1, "invalid-syntax.json-single-quotes");
        };
        let range = self.at..self.at + inner.len() + 2;
        let finding = self.told(range.clone(), "invalid-syntax.json-single-quotes");
        self.fixed(finding, range, &format!("\"{inner}\""))
    }

    fn wide(&self, range: Range<usize>, sign: char) -> Diagnostic {
        let narrow = match sign {
            '：' => ":",
            '，' | '、' => ",",
            '｛' => "{",
            '｝' => "}",
            '［' => "[",
            '］' => "]",
            _ => "\"",
        };
        let finding = self.told(range.clone(), "invalid-syntax.json-wide").with("sign", sign.to_string()).with("narrow", narrow);
        finding.fix(self.span(range), narrow)
    }

    fn extra_comma(&self, comma: Range<usize>) -> Diagnostic {
        self.told(comma.clone(), "invalid-syntax.json-extra-comma").fix(self.span(comma), "")
    }

    fn bracket(&self, range: Range<usize>, closer: Option<char>) -> Diagnostic {
        let Some(closer) = closer else { return self.told(range, "invalid-syntax.json") };
        let written = self.text.get(range.clone()).unwrap_or_default();
        self.told(range, "invalid-syntax.json-bracket").with("written", written).with("closer", closer.to_string())
    }

    /// A tab or another sign that JSON has no place for inside of a text.
    fn control(&self) -> Diagnostic {
        let range = self.at..self.at + 1;
        let escaped = match self.text.as_bytes().get(self.at) {
            Some(b'\t') => "\\t".to_owned(),
            byte => format!("\\u{:04x}", byte.copied().unwrap_or_default()),
        };
        let finding = self.told(range.clone(), "invalid-syntax.json-control").with("escaped", escaped.as_str());
        finding.fix(self.span(range), escaped)
    }

    fn backslash(&self) -> Diagnostic {
        let before = self.text.get(..self.after(self.at)).unwrap_or_default();
        let start = before.rfind('\\').unwrap_or(self.at);
        let finding = self.told(start..self.after(self.at).max(start + 1), "invalid-syntax.backslash");
        finding.fix(self.span(start..start + 1), "\\\\")
    }

    /// The text ends while something is open; the brackets that are missing, where they alone are.
    fn unclosed(&self, closers: &str) -> Diagnostic {
        if closers.is_empty() {
            return self.told(0..0, "invalid-syntax.json");
        }
        let kept = self.text.trim_end();
        let end = kept.strip_suffix(',').unwrap_or(kept).trim_end().len();
        let range = end..kept.len();
        let finding = self.told(range.clone(), "invalid-syntax.json-open").with("closers", closers);
        match serde_json::from_str::<IgnoredAny>(&format!("{}{closers}", self.text.get(..end).unwrap_or_default())) {
            Ok(_) => finding.fix(self.span(range), closers),
            Err(_) => finding,
        }
    }

    /// Offers a text where it is one that JSON reads as it stands.
    fn fixed(&self, finding: Diagnostic, range: Range<usize>, text: &str) -> Diagnostic {
        let is_text = serde_json::from_str::<String>(text).is_ok();
        if is_text { finding.fix(self.span(range), text) } else { finding }
    }

    /// Finds the text that is open at the mistake, and the signs that would close all open brackets, innermost first.
    fn open(&self) -> (Option<usize>, String) {
        let (mut string, mut closers, mut is_escaped) = (None, Vec::new(), false);
        for (at, byte) in self.text.bytes().enumerate().take(self.at) {
            match (string, byte) {
                (Some(_), _) if is_escaped => is_escaped = false,
                (Some(_), b'\\') => is_escaped = true,
                (Some(_), b'"') => string = None,
                (Some(_), _) => {}
                (None, b'"') => string = Some(at),
                (None, b'{') => closers.push('}'),
                (None, b'[') => closers.push(']'),
                (None, b'}' | b']') => drop(closers.pop()),
                (None, _) => {}
            }
        }
        (string, closers.into_iter().rev().collect())
    }

    /// Says whether a sign is the last before the mistake, blanks aside.
    fn follows(&self, sign: char) -> bool {
        self.text.get(..self.at).unwrap_or_default().trim_end().ends_with(sign)
    }

    /// The end of what stands before the mistake.
    fn end_before(&self) -> usize {
        self.text.get(..self.at).unwrap_or_default().trim_end().len()
    }

    fn comma_before(&self) -> Range<usize> {
        let end = self.end_before();
        end.saturating_sub(1)..end
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        from + rest.lines().next().unwrap_or_default().trim_end().len()
    }

    fn after(&self, at: usize) -> usize {
        at + self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    }

    fn span(&self, range: Range<usize>) -> Span {
        span_in(self.file, self.text, 0, range)
    }

    fn told(&self, range: Range<usize>, wording: &'static str) -> Diagnostic {
        Diagnostic::new(Code::InvalidSyntax, self.span(range)).wording(wording)
    }
}

fn ends_word(sign: char) -> bool {
    matches!(sign, ',' | ':' | '{' | '}' | '[' | ']' | '"' | '\n' | '\r')
}

fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
