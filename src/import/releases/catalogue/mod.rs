//! UI string catalogues: one file becomes an ordered list of keys and texts with their places.
//!
//! The one entry is [`read`]; [`kind_of`] tells what a file is. A format is one function from a text to items; what all
//! of them need afterwards (texts that are there, no key twice) is done here.

mod apple;
mod po;
mod properties;
mod tree;
mod xliff;

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Findings, Level};
use crate::source::{FileId, Span};

/// A catalogue in the order of its file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Catalogue {
    pub(super) items: Vec<Item>,
}

/// A text of the screen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) key: String,
    pub(super) text: String,
    /// Where it is written.
    pub(super) span: Span,
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Arb,
    Yaml,
    Po,
    Xliff,
    Properties,
    Strings,
}

/// Tells the format of a catalogue by its name's ending, else by how its text begins.
pub(super) fn kind_of(path: &str, text: &str) -> Option<Kind> {
    let ending = path.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    Some(match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
        "json" | "i18n" => Kind::Json,
        "arb" => Kind::Arb,
        // JSON5 has no quotes around its keys and commas at the end, as YAML's brackets may.
        "yaml" | "yml" | "json5" => Kind::Yaml,
        "po" | "pot" => Kind::Po,
        "xlf" | "xliff" | "xml" => Kind::Xliff,
        "properties" => Kind::Properties,
        "strings" => Kind::Strings,
        _ => return by_text(text),
    })
}

fn by_text(text: &str) -> Option<Kind> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines().next()?;
    if first.starts_with('{') {
        return Some(Kind::Json);
    }
    if text.contains("<xliff") {
        return Some(Kind::Xliff);
    }
    if lines().any(|line| line.starts_with("msgid ")) {
        return Some(Kind::Po);
    }
    let code = || lines().filter(|line| !line.starts_with('#')).take(20);
    (code().next().is_some() && code().all(|line| line.contains(": ") || line.ends_with(':'))).then_some(Kind::Yaml)
}

/// Reads a catalogue. A text without any item is told: it is hardly what was meant.
pub(super) fn read(kind: Kind, file: FileId, text: &str, found: &mut Findings) -> Catalogue {
    let mut own = Findings::default();
    let items = match kind {
        Kind::Json => tree::json(file, text, &mut own),
        Kind::Arb => tree::arb(file, text, &mut own),
        Kind::Yaml => tree::yaml(file, text, &mut own),
        Kind::Po => po::items(file, text, &mut own),
        Kind::Xliff => xliff::items(file, text, &mut own),
        Kind::Properties => properties::items(file, text, &mut own),
        Kind::Strings => apple::items(file, text, &mut own),
    };
    let catalogue = single(items, &mut own);
    if catalogue.items.is_empty() && own.count(Level::Error) == 0 {
        own.push(Diagnostic::new(Code::InvalidSyntax, Span::start_of(file)).wording("invalid-syntax.no-texts"));
    }
    found.extend(own.into_iter().map(softened));
    catalogue
}

/// Keeps the first of items with one key, and leaves out what has no text: it is shown nowhere.
fn single(items: Vec<Item>, found: &mut Findings) -> Catalogue {
    let mut seen: BTreeMap<String, (Span, String)> = BTreeMap::new();
    let mut kept = Vec::with_capacity(items.len());
    for item in items.into_iter().filter(|item| !item.text.trim().is_empty()) {
        match seen.get(&item.key) {
            Some((_, text)) if *text == item.text => {}
            Some((first, _)) => {
                let finding = Diagnostic::new(Code::DuplicateKey, item.span).wording("duplicate-key.catalogue");
                found.push(finding.with("key", item.key.as_str()).related(*first));
            }
            None => {
                seen.insert(item.key.clone(), (item.span, item.text.clone()));
                kept.push(item);
            }
        }
    }
    Catalogue { items: kept }
}

/// A key twice is the product's mistake and perhaps last year's: nobody who imports can mend it, so it must not stop them.
fn softened(finding: Diagnostic) -> Diagnostic {
    match finding.code {
        Code::DuplicateKey => Diagnostic { level: Level::Warning, wording: "duplicate-key.catalogue", ..finding },
        _ => finding,
    }
}

/// Makes the finding about a line that is not what its format asks for.
fn broken(span: Span, wording: &'static str) -> Diagnostic {
    Diagnostic::new(Code::InvalidSyntax, span).wording(wording)
}

/// A line of a text with its place: the byte at which it begins, without its line end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// Reads four hexadecimal digits, and the second half of a pair if these are a first half.
fn unicode_escape(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| u32::from_str_radix(text.get(at..at + 4)?, 16).ok();
    let first = unit(0)?;
    if (0xd800..0xdc00).contains(&first) && text.get(4..6).is_some_and(|next| next.eq_ignore_ascii_case("\\u")) {
        let second = unit(6).filter(|second| (0xdc00..0xe000).contains(second))?;
        let whole = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        return char::from_u32(whole).map(|character| (character, 10));
    }
    char::from_u32(first).map(|character| (character, 4))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
