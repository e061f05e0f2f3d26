//! Setting one key of a front matter by a splice: comments, quotation marks, order, line ends and all else stay.
//!
//! The entries are [`set_front_matter_key`] and [`set_front_matter_map`]. Their steps: find the front matter; find the key's
//! line and its value; splice; read both texts again and compare all other keys, so that a form of YAML that this module
//! does not know is refused, never damaged.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::scalar::{self, Style};
use super::without_mark;

/// Why a text cannot be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditError {
    /// A range that does not lie in the text or cuts a character.
    OutsideText,
    /// The front matter's closing `---` is missing.
    Unterminated,
    /// The front matter is not YAML.
    NotYaml,
    /// The front matter has a mistake of its own.
    Unreadable,
    /// The key's value is not a single word or text, or is written in a way that cannot be changed without touching more.
    NotOneValue,
}

impl fmt::Display for EditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OutsideText => "the place to change does not lie in the text",
            Self::Unterminated => "the front matter has no closing ---",
            Self::NotYaml => "the front matter is not YAML",
            Self::Unreadable => "the front matter cannot be read",
            Self::NotOneValue => "the value cannot be changed without touching what stands around it",
        })
    }
}

impl std::error::Error for EditError {}

/// Sets one key of a page's front matter to a text. A value that is there is replaced in its own style; a key that is not
/// there is added as the last; front matter that is not there is made. `text` is the page as on disk.
///
/// # Errors
/// When the front matter cannot be read, or the key holds a list, a map or a text of several lines.
pub fn set_front_matter_key(text: &str, key: &str, value: &str) -> Result<String, EditError> {
    let changed = |old: Option<&Old>| match old {
        Some(Old { style: Some(style), literal }) => Some(replaced(value, *style, literal)),
        Some(Old { style: None, .. }) => None,
        None => Some(scalar::written(value, scalar::style_of_new(value))),
    };
    set(text, key, &changed, &|after, literal| after.as_str() == Some(value) || (!after.is_string() && literal == value))
}

/// Sets one key to names with texts, one a line, in the order given. A line that says the same already stays as it is
/// written; all else that the key held is replaced.
///
/// # Errors
/// When the front matter cannot be read.
pub fn set_front_matter_map(text: &str, key: &str, map: &[(String, String)]) -> Result<String, EditError> {
    let end = line_end(text);
    let line = |(name, value): &(String, String), old: &[&str]| {
        let is_same = |line: &&&str| read(line.trim()).is_ok_and(|keys| holds_only(&keys, name, value));
        if let Some(kept) = old.iter().find(is_same) {
            return format!("{end}{kept}");
        }
        let indent = old.first().map_or("  ", |line| &line[..line.len() - line.trim_start().len()]);
        let name = scalar::written(name, scalar::style_of_new(name));
        format!("{end}{indent}{name}: {}", scalar::written(value, Style::Double))
    };
    let block = |old: Option<&Old>| {
        let old: Vec<&str> = old.map(|old| block_lines(&old.literal)).unwrap_or_default();
        if map.is_empty() { " {}".to_owned() } else { map.iter().map(|pair| line(pair, &old)).collect() }
    };
    set(text, key, &|old| Some(block(old)), &|after, _| {
        after.as_object().is_some_and(|found| {
            found.len() == map.len() && map.iter().all(|(name, value)| found.get(name).and_then(|v| v.as_str()) == Some(value))
        })
    })
}

/// The lines of a map that is written one name a line, all indented alike; none where it is written in another form.
fn block_lines(literal: &str) -> Vec<&str> {
    let lines: Vec<&str> = literal.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_block = |line: &&str| indent(line) > 0 && !line.trim_start().starts_with(['{', '[', '-', '}', ']']);
    let first = lines.first().map_or(0, |line| indent(line));
    if lines.iter().all(|line| is_block(line) && indent(line) == first) { lines } else { Vec::new() }
}

fn holds_only(keys: &Keys, name: &str, value: &str) -> bool {
    keys.len() == 1 && keys.get(name).is_some_and(|held| held.as_str() == Some(value))
}

/// What a key holds.
struct Old {
    /// Its style, if it is one scalar.
    style: Option<Style>,
    /// As written.
    literal: String,
}

/// A value that was plain stays plain where that doesn't mislead; a number in place of a number misleads nobody anew.
fn replaced(value: &str, style: Style, old: &str) -> String {
    let number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let plain_would_mislead = scalar::is_more_than_text(value) && !(number(value) && number(old));
    scalar::written(value, if style == Style::Plain && plain_would_mislead { Style::Double } else { style })
}

type Change<'a> = &'a dyn Fn(Option<&Old>) -> Option<String>;
type Check<'a> = &'a dyn Fn(&serde_json::Value, &str) -> bool;

fn set(text: &str, key: &str, change: Change<'_>, check: Check<'_>) -> Result<String, EditError> {
    let (mark, body) = without_mark(text);
    let end = line_end(body);
    let Some(front) = bounds(body)? else {
        let value = change(None).ok_or(EditError::NotOneValue)?;
        let gap = if body.trim().is_empty() { "" } else { end };
        return Ok(format!("{mark}---{end}{}{end}---{end}{gap}{body}", entry(key, &value)));
    };
    let yaml = &body[front.clone()];
    let before = read(yaml)?;
    let (range, new, literal) = match (before.contains_key(key), find(yaml, key)) {
        (true, Some(found)) => {
            let old = Old { style: found.style, literal: yaml[found.value.clone()].to_owned() };
            let value = change(Some(&old)).ok_or(EditError::NotOneValue)?;
            found.splice(yaml, value)
        }
        (false, None) => {
            let value = change(None).ok_or(EditError::NotOneValue)?;
            let indent = first_indent(yaml);
            (yaml.len()..yaml.len(), format!("{indent}{}{end}", entry(key, &value)), value)
        }
        _ => return Err(EditError::NotOneValue),
    };
    let new_yaml = [&yaml[..range.start], &new, &yaml[range.end..]].concat();
    same_but_for(key, before, &new_yaml, &|after| check(after, &literal))?;
    Ok([mark, &body[..front.start], &new_yaml, &body[front.end..]].concat())
}

/// `key: value`, or `key:` before a value that begins with its own space or line end.
fn entry(key: &str, value: &str) -> String {
    let gap = if value.starts_with([' ', '\r', '\n']) { "" } else { " " };
    format!("{}:{gap}{value}", scalar::written(key, scalar::style_of_new(key)))
}

fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Finds the YAML between the `---` lines; `None` if the text has no front matter.
fn bounds(body: &str) -> Result<Option<Range<usize>>, EditError> {
    let first = body.split_inclusive('\n').next().unwrap_or("");
    match first.trim_end() {
        "---" => {}
        other if other.starts_with("+++") => return Err(EditError::NotYaml),
        other if other.strip_prefix("---").is_some_and(|rest| !rest.trim().is_empty() && !rest.starts_with('-')) => {
            return Err(EditError::NotYaml);
        }
        _ => return Ok(None),
    }
    let mut at = first.len();
    for line in body[at..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok(Some(first.len()..at));
        }
        at += line.len();
    }
    Err(EditError::Unterminated)
}

type Keys = BTreeMap<String, serde_json::Value>;

fn read(yaml: &str) -> Result<Keys, EditError> {
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Keys::new());
    }
    serde_saphyr::from_str(yaml).map_err(|_| EditError::Unreadable)
}

/// Reads the changed YAML again: the key holds what it should, all others what they held.
fn same_but_for(key: &str, mut before: Keys, new: &str, check: &dyn Fn(&serde_json::Value) -> bool) -> Result<(), EditError> {
    let mut after = read(new).map_err(|_| EditError::NotOneValue)?;
    before.remove(key);
    let holds = after.remove(key).is_some_and(|value| check(&value));
    if holds && before == after { Ok(()) } else { Err(EditError::NotOneValue) }
}

fn first_indent(yaml: &str) -> &str {
    let is_entry = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    yaml.lines().find(is_entry).map_or("", |line| &line[..line.len() - line.trim_start().len()])
}

/// Where a key's value stands.
struct Found {
    /// First byte after the colon.
    after_colon: usize,
    /// The value; empty where there is none.
    value: Range<usize>,
    /// How it is written, if it is one scalar.
    style: Option<Style>,
    /// First byte after everything that belongs to the key.
    end: usize,
}

impl Found {
    /// Turns the new value into a splice: the range, what goes there, and the value as written.
    fn splice(self, yaml: &str, value: String) -> (Range<usize>, String, String) {
        let whole = value.starts_with([' ', '\r', '\n']);
        let (range, new) = match (whole, self.value.is_empty()) {
            (true, _) => (self.after_colon..self.end, value.clone()),
            (false, true) => (self.after_colon..self.after_colon, format!(" {value}")),
            (false, false) => (self.value, value.clone()),
        };
        debug_assert!(yaml.get(range.clone()).is_some());
        (range, new, value)
    }
}

/// Finds a key at the indentation of the first one.
fn find(yaml: &str, key: &str) -> Option<Found> {
    let indent = first_indent(yaml);
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(name) = line.strip_prefix(indent).filter(|rest| !rest.starts_with([' ', '\t', '#'])) else { continue };
        let Some((written, _)) = name.split_once(':') else { continue };
        if written.trim().trim_matches(['"', '\'']) == key {
            let after_colon = start + indent.len() + written.len() + 1;
            return Some(value_at(yaml, after_colon, indent.len()));
        }
    }
    None
}

fn value_at(yaml: &str, after_colon: usize, indent: usize) -> Found {
    let line_end = yaml[after_colon..].find('\n').map_or(yaml.len(), |at| after_colon + at);
    let line = yaml[after_colon..line_end].trim_end();
    let start = after_colon + line.len() - line.trim_start().len();
    let rest = line.trim_start();
    let more = continuation(yaml, line_end, indent);
    let end = more.unwrap_or(after_colon + line.len());
    let found = |value: Range<usize>, style| Found { after_colon, value, style, end };
    match (rest.chars().next(), more) {
        (None | Some('#'), None) => found(after_colon..after_colon, Some(scalar::Style::Plain)),
        (Some(quote @ ('"' | '\'')), None) => match quoted_end(rest, quote) {
            Some(length) => found(start..start + length, Some(if quote == '"' { Style::Double } else { Style::Single })),
            None => found(start..end, None),
        },
        (Some('|' | '>' | '[' | '{' | '&' | '*' | '!' | '#') | None, _) | (_, Some(_)) => found(start..end, None),
        (Some(_), None) => {
            let length = rest.find(" #").or_else(|| rest.find("\t#")).map_or(rest.len(), |at| rest[..at].trim_end().len());
            found(start..start + length, Some(Style::Plain))
        }
    }
}

/// The end of the lines that continue a value: indented deeper, or items of a list at the key's own indentation.
fn continuation(yaml: &str, line_end: usize, indent: usize) -> Option<usize> {
    let mut at = line_end + 1;
    let mut end = None;
    for line in yaml.get(at..)?.split_inclusive('\n') {
        let text = line.trim();
        let deeper = line.len() - line.trim_start().len();
        let item = deeper == indent && (text == "-" || text.starts_with("- "));
        if !text.is_empty() && deeper <= indent && !item {
            break;
        }
        if !text.is_empty() && !text.starts_with('#') {
            end = Some(at + line.trim_end().len());
        }
        at += line.len();
    }
    end
}

/// The length of a quoted scalar that ends on its line with nothing but a comment behind it.
fn quoted_end(rest: &str, quote: char) -> Option<usize> {
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            if quote == '\'' && characters.next_if(|(_, next)| *next == quote).is_some() {
                continue;
            }
            let behind = rest[at + 1..].trim_start();
            return (behind.is_empty() || behind.starts_with('#')).then_some(at + 1);
        }
    }
    None
}

#[cfg(test)]
#[path = "front_matter_tests.rs"]
mod tests;
