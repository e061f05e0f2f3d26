//! gettext's PO and POT: `msgctxt`, `msgid`, plural forms; fuzzy and obsolete entries are no texts of the screen.
//! Format: GNU gettext manual, "The Format of PO Files".

use super::{Item, broken, lines};
use crate::diagnostics::Findings;
use crate::source::{FileId, Span};

/// Which string of an entry a quoted line continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Context,
    Id,
    Plural,
    Text(usize),
}

#[derive(Default)]
struct Entry {
    context: Option<String>,
    id: Option<String>,
    plural: Option<String>,
    texts: Vec<(usize, String, Span)>,
    fuzzy: bool,
}

/// Reads the entries. A key is the context and the id, `menu|Save`; each plural form beyond the first adds its number. What
/// isn't translated shows its id, and so does what is fuzzy: gettext uses no guess.
pub(super) fn items(file: FileId, text: &str, found: &mut Findings) -> Vec<Item> {
    let mut items = Vec::new();
    let mut entry = Entry::default();
    let mut part = None;
    for (start, line) in lines(text) {
        let trimmed = line.trim();
        let span = Span::new(file, start..start + line.len());
        if trimmed.is_empty() || trimmed.starts_with('#') {
            flush(&mut entry, &mut items);
            entry.fuzzy |= trimmed.starts_with("#,") && trimmed.split([',', ' ']).any(|flag| flag == "fuzzy");
            part = None;
            continue;
        }
        let (named, rest) = keyword(trimmed);
        let begins_entry = match named {
            Some(Part::Context) => entry.id.is_some(),
            Some(Part::Id) => !entry.texts.is_empty(),
            _ => false,
        };
        if begins_entry {
            flush(&mut entry, &mut items);
        }
        part = named.or(part);
        match (part, quoted(rest)) {
            (Some(part), Some(string)) => entry.add(part, &string, (named.is_some(), span)),
            _ => found.push(broken(span, "invalid-syntax.po")),
        }
    }
    flush(&mut entry, &mut items);
    items
}

impl Entry {
    fn add(&mut self, part: Part, string: &str, (begins, span): (bool, Span)) {
        match part {
            Part::Context => self.context.get_or_insert_default().push_str(string),
            Part::Id => self.id.get_or_insert_default().push_str(string),
            Part::Plural => self.plural.get_or_insert_default().push_str(string),
            Part::Text(form) if begins => self.texts.push((form, string.to_owned(), span)),
            Part::Text(_) => {
                if let Some((_, text, whole)) = self.texts.last_mut() {
                    text.push_str(string);
                    whole.end = span.end;
                }
            }
        }
    }
}

fn flush(entry: &mut Entry, items: &mut Vec<Item>) {
    // comments come in several lines; what they say holds for the entry that follows
    if entry.id.is_none() && entry.texts.is_empty() {
        entry.context = None;
        return;
    }
    let Entry { context, id, plural, texts, fuzzy } = std::mem::take(entry);
    let id = id.unwrap_or_default();
    // the first entry holds what programs should know, not people
    if id.is_empty() && context.is_none() {
        return;
    }
    let key = context.map_or_else(|| id.clone(), |context| format!("{context}|{id}"));
    for (form, text, span) in texts {
        let untranslated = if form == 0 { &id } else { plural.as_ref().unwrap_or(&id) };
        let text = if text.is_empty() || fuzzy { untranslated.clone() } else { text };
        items.push(Item { key: if form == 0 { key.clone() } else { format!("{key}|{form}") }, text, span });
    }
}

/// Cuts `msgid "…"` into what it is and the rest.
fn keyword(line: &str) -> (Option<Part>, &str) {
    let (word, rest) = line.split_once([' ', '\t']).or_else(|| line.find('"').map(|at| line.split_at(at))).unwrap_or((line, ""));
    let form = word.strip_prefix("msgstr[").and_then(|rest| rest.strip_suffix(']')).and_then(|form| form.parse().ok());
    match (word, form) {
        ("msgctxt", _) => (Some(Part::Context), rest),
        ("msgid", _) => (Some(Part::Id), rest),
        ("msgid_plural", _) => (Some(Part::Plural), rest),
        ("msgstr", _) => (Some(Part::Text(0)), rest),
        (_, Some(form)) => (Some(Part::Text(form)), rest),
        _ => (None, line),
    }
}

/// Reads a string in quotes that fills the line.
fn quoted(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix('"')?.strip_suffix('"')?;
    let mut string = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return None,
            '\\' => match characters.next()? {
                'n' => string.push('\n'),
                't' => string.push('\t'),
                'r' => string.push('\r'),
                other => string.push(other),
            },
            other => string.push(other),
        }
    }
    Some(string)
}
