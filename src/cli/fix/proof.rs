//! Holds a new label to read as it should at its place: `*`, `|` and brackets mean something in Markdown.
//!
//! The one entry is [`settled`]. Its steps: put the labels in as they are, parse, and compare what the text reads with what it
//! read before but for those labels; where that fails, try each label with signs escaped; where that fails, too, say so.

use std::ops::Range;

use crate::config::Config;
use crate::content::{self, Entry, Kind};
use crate::diagnostics::Findings;
use crate::edit::{self, Splice};
use crate::japanese;
use crate::markdown::{self, NodeKind, Tag};
use crate::source::{FileId, Located, Source, Span};

/// Longest run of text that may be one label, where its place is known only as a whole.
const LONGEST_LABEL: usize = 60;

/// Returns the splices as they have to be written; the index of the first one that cannot be.
pub(super) fn settled((file, source): (FileId, &Source), splices: &[Splice], config: &Config) -> Result<Vec<Splice>, usize> {
    let page = Proof { file, source, config, entry: entry(file, source, config) };
    if splices.is_empty() || page.holds(splices, splices) {
        return Ok(splices.to_vec());
    }
    let mut written = Vec::with_capacity(splices.len());
    for (at, splice) in splices.iter().enumerate() {
        let new = &splice.replacement;
        // in a table, in running text, in single and in double quotes of YAML
        let tries = [new.clone(), escaped(new, "|"), escaped(new, SIGNS), new.replace('\'', "''"), escaped(new, "\"\\")];
        let tries = tries.map(|replacement| Splice { replacement, ..splice.clone() });
        let fits = |tried: &Splice| page.holds(std::slice::from_ref(splice), std::slice::from_ref(tried));
        written.push(tries.into_iter().find(fits).ok_or(at)?);
    }
    if page.holds(splices, &written) { Ok(written) } else { Err(0) }
}

/// ASCII punctuation that Markdown may take for its own (CommonMark 0.31, 2.4).
const SIGNS: &str = "\\`*_{}[]<>()#+-!|~:&$^=\"'";

fn escaped(text: &str, signs: &str) -> String {
    text.chars().flat_map(|c| signs.contains(c).then_some('\\').into_iter().chain([c])).collect()
}

fn entry(file: FileId, source: &Source, config: &Config) -> Entry {
    content::parse(file, source, config, &mut Findings::default())
}

/// A page before anything is replaced.
struct Proof<'a> {
    file: FileId,
    source: &'a Source,
    config: &'a Config,
    entry: Entry,
}

impl Proof<'_> {
    /// Says whether the page with `written` put in reads as before but for the texts of `meant`.
    fn holds(&self, meant: &[Splice], written: &[Splice]) -> bool {
        let Ok(spliced) = edit::splice_all(&self.source.text, written) else { return false };
        let Some(expected) = reading(&self.entry, self.source, meant) else { return false };
        let after = Source { path: self.source.path.clone(), text: spliced.text.into() };
        reading(&entry(self.file, &after, self.config), &after, &[]).is_some_and(|after| after == expected)
    }
}

/// Writes down what a page reads and how it is built, with replacements put in; `None` where one of them has no exact place.
fn reading(entry: &Entry, source: &Source, splices: &[Splice]) -> Option<Vec<String>> {
    let mut splices: Vec<&Splice> = splices.iter().collect();
    splices.sort_by_key(|splice| splice.range.start);
    let mut reading = Reading { source, splices: &splices, parts: Vec::new(), put: 0 };
    for value in values(entry) {
        let text = reading.with(&value.value, place(source, value.span, &value.value), value.span)?;
        reading.parts.push(format!("value {text}"));
    }
    for node in &entry.body.nodes {
        let part = match &node.kind {
            NodeKind::Text(text) => format!("text {}", reading.with(text, node.span.range(), node.span)?),
            NodeKind::Code(text) => {
                let (range, around) = (node.span.range(), node.span.range().len().saturating_sub(text.len()) / 2);
                format!("code {}", reading.with(text, range.start + around..range.end - around, node.span)?)
            }
            NodeKind::Label(label) => {
                format!("label {:?} {}", label.form, reading.with(&label.text, label.text_span.range(), node.span)?)
            }
            NodeKind::Start(Tag::Container(container)) => {
                let title = place(source, container.opening, &container.title);
                format!("container {:?} {}", container.kind, reading.with(&container.title, title, container.opening)?)
            }
            other => structure(other),
        };
        reading.push(part);
    }
    (reading.put == splices.len()).then_some(reading.parts)
}

/// What was written down so far.
struct Reading<'a> {
    source: &'a Source,
    /// In the order of their places.
    splices: &'a [&'a Splice],
    parts: Vec<String>,
    /// How many replacements have found their place.
    put: usize,
}

impl Reading<'_> {
    /// Puts those replacements into a text at `place` that lie in `around`.
    fn with(&mut self, text: &str, place: Range<usize>, around: Span) -> Option<String> {
        let outer = around.range();
        let from = self.splices.partition_point(|splice| splice.range.start < outer.start);
        let own = self.splices.iter().skip(from).take_while(|splice| splice.range.end <= outer.end);
        let own: Vec<&Splice> = own.copied().collect();
        self.put += own.len();
        with(text, (place.clone(), self.source.text.get(place)?), own)
    }

    /// An escape may cut a text in two: texts side by side are one.
    fn push(&mut self, part: String) {
        match (part.strip_prefix("text "), self.parts.last_mut()) {
            (Some(text), Some(last)) if last.starts_with("text ") => last.push_str(text),
            _ => self.parts.push(part),
        }
    }
}

/// The texts of a front matter that may quote a label.
fn values(entry: &Entry) -> impl Iterator<Item = &Located<String>> {
    let front = &entry.front;
    let done = match &entry.kind {
        Kind::Task(task) => task.done_when.as_slice(),
        _ => &[],
    };
    front.title.iter().chain(&front.description).chain(&front.why).chain(done)
}

/// Finds a text as it reads in the place where it is written, quotes and all.
fn place(source: &Source, span: Span, text: &str) -> Range<usize> {
    let range = span.range();
    let at = source.text.get(range.clone()).and_then(|written| written.find(text)).map(|at| range.start + at);
    at.map_or(range, |at| at..at + text.len())
}

/// Puts replacements into a text that is written at a place: by what of it stands where they go. Where text and source cannot
/// be laid side by side, only the whole can be replaced.
fn with(text: &str, (place, written): (Range<usize>, &str), list: Vec<&Splice>) -> Option<String> {
    let mut new = text.to_owned();
    for splice in list.into_iter().rev() {
        let start = splice.range.start.checked_sub(place.start)?;
        match markdown::read_at(written, text, start..start + splice.range.len()) {
            Some(range) => {
                new.get(range.clone())?;
                new.replace_range(range, &splice.replacement);
            }
            None if splice.range == place && is_one_label(text) => new.clone_from(&splice.replacement),
            None => return None,
        }
    }
    Some(new)
}

/// A sentence around a label is not the label.
fn is_one_label(text: &str) -> bool {
    text.chars().count() <= LONGEST_LABEL && !japanese::normalise(text).contains(['、', '。', '「', '」', '[', ']', '>', '→'])
}

/// Says what a node is, without what it says. Targets of links may change with the page's other replacements.
fn structure(kind: &NodeKind) -> String {
    match kind {
        NodeKind::Start(Tag::Link(_)) => "link".to_owned(),
        NodeKind::Start(Tag::Image(_)) => "image".to_owned(),
        NodeKind::Start(Tag::Heading { level, id }) => format!("heading {level} {id:?}"),
        NodeKind::Start(Tag::CodeBlock { info }) => format!("code block {info}"),
        NodeKind::Start(tag) => format!("start {:?}", std::mem::discriminant(tag)),
        other => format!("{other:?}"),
    }
}
