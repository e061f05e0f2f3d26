//! Adding to a record that exists what an import found and it does not have, and touching no other byte.
//!
//! The one entry is [`merge`]: compare the changes, splice the missing ones in, and read the whole again. A record that
//! doesn't read back as the old one and its additions is left as it is.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{DraftChange, Label};
use super::record;
use super::sameness::written;
use crate::config::Config;
use crate::content::{self, Entry, Kind};
use crate::diagnostics::Findings;
use crate::edit::{Splice, splice_all};
use crate::source::Source;
use crate::values::{self, Value};

/// What became of a record.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Merged {
    /// It has everything already.
    Same,
    /// The new text of the file, and how many changes were added or completed.
    Changed(String, usize),
    /// It is written in a way that can't be added to safely.
    Refused,
}

/// Names the changes that a record lacks. It has a change already if it has the same key with the same labels, whatever a
/// person made of its kind; or the same label without a key; or the same words.
pub(super) fn missing<'a>(has: &[DraftChange], wanted: &'a [DraftChange]) -> Vec<&'a DraftChange> {
    let known: BTreeSet<Mark> = has.iter().flat_map(marks).collect();
    let unnamed: BTreeSet<Mark> = has.iter().flat_map(marks).map(|mark| Mark { key: None, ..mark }).collect();
    let covered = |mark: Mark| match mark.key {
        Some(_) => known.contains(&mark) || known.contains(&Mark { key: None, ..mark }),
        None => unnamed.contains(&mark),
    };
    wanted.iter().filter(|change| !marks(change).into_iter().all(&covered)).collect()
}

/// What tells one change from another, in the form in which texts are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    key: Option<String>,
    /// Empty for the site's own.
    language: String,
    from: Option<String>,
    to: Option<String>,
    summary: Option<String>,
}

/// A label in each language is a mark, and without any the words are one.
fn marks(change: &DraftChange) -> Vec<Mark> {
    let form = |text: &Option<String>| text.as_deref().map(written);
    let mark = |language: &str, label: &Label| Mark {
        key: form(&change.key),
        language: language.to_owned(),
        from: form(&label.from),
        to: form(&label.to),
        summary: None,
    };
    let own = change.label.iter().map(|label| mark("", label));
    let marks: Vec<Mark> = own.chain(change.labels.iter().map(|(language, label)| mark(language, label))).collect();
    match (marks.is_empty(), form(&change.summary)) {
        (false, _) => marks,
        (true, summary) => vec![Mark { key: None, summary, ..mark("", &Label::default()) }],
    }
}

/// Adds what is missing.
pub(super) fn merge(entry: &Entry, source: &Source, wanted: &[DraftChange], config: &Config) -> Merged {
    let has = changes(entry);
    let missing = missing(&has, wanted);
    if missing.is_empty() {
        return Merged::Same;
    }
    let count = missing.len();
    let Some(splices) = splices(entry, source, &has, &missing) else { return Merged::Refused };
    let Ok(spliced) = splice_all(&source.text, &splices) else { return Merged::Refused };
    let new = Source { path: source.path.clone(), text: spliced.text.into() };
    let reread = content::parse(entry.file, &new, config, &mut Findings::default());
    let after = changes(&reread);
    let kept = after.len() >= has.len() && has.iter().zip(&after).all(|(old, new)| same_but_for_labels(old, new));
    let others = |entry: &Entry| (entry.front.title.clone().map(|title| title.value), entry.front.draft.clone().map(|d| d.value));
    let is_whole = kept && self::missing(&after, wanted).is_empty() && others(entry) == others(&reread);
    if is_whole && spliced.left.is_empty() { Merged::Changed(new.text.to_string(), count) } else { Merged::Refused }
}

/// Returns the changes of a record.
pub(super) fn changes(entry: &Entry) -> Vec<DraftChange> {
    match &entry.kind {
        Kind::Release(release) => release.changes.iter().map(DraftChange::of).collect(),
        _ => Vec::new(),
    }
}

fn same_but_for_labels(old: &DraftChange, new: &DraftChange) -> bool {
    let labels = old.labels.iter().all(|label| new.labels.contains(label));
    labels && DraftChange { labels: Vec::new(), ..old.clone() } == DraftChange { labels: Vec::new(), ..new.clone() }
}

fn splices(entry: &Entry, source: &Source, has: &[DraftChange], missing: &[&DraftChange]) -> Option<Vec<Splice>> {
    let text = &*source.text;
    let front = entry.front_span?.range();
    let table = values::yaml(entry.file, text.get(front.clone())?, front.start, &mut Findings::default());
    let list = table.get("changes");
    let page = Page { text, line_end: if text.contains("\r\n") { "\r\n" } else { "\n" }, front_end: front.end };
    let form = |change: &DraftChange| change.key.as_deref().map(written);
    let by_key: BTreeMap<String, usize> =
        has.iter().enumerate().rev().filter_map(|(at, known)| Some((form(known)?, at))).collect();
    let (mut splices, mut whole) = (Vec::new(), Vec::new());
    for change in missing {
        let known = form(change).and_then(|key| by_key.get(&key)).and_then(|&at| Some((has.get(at)?, list?.items().get(at)?)));
        match known.and_then(|known| page.translation(known, change)) {
            Some(splice) => splices.push(splice),
            None => whole.push(*change),
        }
    }
    if !whole.is_empty() {
        let items = page.items(&table, &whole)?;
        // behind the last item both want the same place; its own line comes first
        match splices.iter_mut().find(|splice| splice.range == items.range) {
            Some(splice) => splice.replacement.push_str(&items.replacement),
            None => splices.push(items),
        }
    }
    Some(splices)
}

/// The text of a record, as splices see it.
struct Page<'a> {
    text: &'a str,
    line_end: &'static str,
    /// Where the closing `---` begins.
    front_end: usize,
}

impl Page<'_> {
    /// Puts another language's labels beside the label of the same key.
    fn translation(&self, (known, item): (&DraftChange, &Value), change: &DraftChange) -> Option<Splice> {
        let [(language, label)] = change.labels.as_slice() else { return None };
        if change.label.is_some() || known.labels.iter().any(|(other, _)| other == language) {
            return None;
        }
        match item.get("labels") {
            Some(labels) if self.text.get(labels.span.range())?.ends_with('}') => {
                let end = labels.span.range().end - 1;
                let lead = if labels.pairs().is_empty() { "" } else { ", " };
                Some(insert(end, format!("{lead}{language}: {}", record::label_value(label))))
            }
            Some(_) => None,
            None if self.text.get(item.span.range())?.starts_with('{') => None,
            None => {
                let start = item.span.range().start;
                let column = self.text.get(..start)?.rsplit('\n').next()?.chars().count();
                let line = format!("{}labels: {}{}", " ".repeat(column), record::labels_value(&change.labels), self.line_end);
                self.at_line_after(item.span.range().end, line)
            }
        }
    }

    /// Puts whole items at the end of the list, or makes the list.
    fn items(&self, table: &Value, changes: &[&DraftChange]) -> Option<Splice> {
        let lines = |indent: &str| {
            let line = |change: &&DraftChange| record::item(change, indent, self.line_end) + self.line_end;
            changes.iter().map(line).collect::<String>()
        };
        let Some(list) = table.get("changes") else {
            return Some(insert(self.front_end, format!("changes:{}{}", self.line_end, lines("  "))));
        };
        let range = list.span.range();
        match (list.items().first(), self.text.get(range.clone())?.ends_with(']')) {
            (None, true) => {
                let block = lines("  ");
                let replacement = format!("{}{}", self.line_end, block.trim_end_matches(['\r', '\n']));
                Some(Splice { range, replacement })
            }
            (None, false) => self.at_line_after(range.end, lines("  ")),
            (Some(_), true) => {
                let all = changes.iter().map(|change| format!(", {}", record::bracketed(change))).collect();
                Some(insert(range.end - 1, all))
            }
            (Some(first), false) => {
                let line = self.text.get(..first.span.range().start)?.rsplit('\n').next()?;
                let indent = line.get(..line.find('-')?)?;
                self.at_line_after(range.end, lines(indent))
            }
        }
    }

    /// Inserts lines before the line that follows a place.
    fn at_line_after(&self, place: usize, lines: String) -> Option<Splice> {
        let end = place + self.text.get(place..)?.find('\n')? + 1;
        (end <= self.front_end).then(|| insert(end, lines))
    }
}

fn insert(at: usize, replacement: String) -> Splice {
    Splice { range: at..at, replacement }
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
