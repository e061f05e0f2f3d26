//! YAML from the events of granit-parser: flat memory, bounded depth, aliases on a budget.
//!
//! A scanner stops at the first mistake. So a text with one is cut at its top-level keys and each piece is read alone:
//! the others are still checked, and the mistake is placed in its own piece even where the scanner runs on to the end.

use std::collections::BTreeMap;

use crate::diagnostics::is_unsafe_to_show;
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle};

use super::tree::{Content, Form, Scalar, Value, span_in};
use super::yaml_mistake::{self, Piece};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{FileId, Located, Span};

/// Deeper nesting is a mistake or an attack; it also bounds the recursion of whoever reads the tree.
const DEPTH: usize = 64;
/// Values that aliases (`*name`) may copy in one text: enough for any hand-written page, nothing for a bomb.
const COPIES: usize = 1_000;

/// Reads the YAML of a front matter as one table. `offset` is where `text` begins in its file.
pub fn yaml(file: FileId, text: &str, offset: usize, found: &mut Findings) -> Value {
    let whole = Piece { file, text, offset };
    match read(whole) {
        Ok(Reading { value: Some(value), repeated }) if matches!(value.content, Content::Table(_)) => {
            found.extend(repeated);
            value
        }
        Ok(Reading { value: None, .. }) => Value::new(whole.span(0..0), Content::Table(Vec::new())),
        // Pieces of a bomb are bombs as well; one finding is enough.
        Err(mistake) if mistake.is_too_much() => {
            found.push(yaml_mistake::explain(whole, &mistake));
            Value::new(whole.span(0..0), Content::Table(Vec::new()))
        }
        otherwise => read_in_pieces(whole, otherwise.err(), found),
    }
}

/// Reads a text that holds a table or a list in brackets, as JSON has them, and tells which keys stand in it twice.
pub(super) fn tree(file: FileId, text: &str) -> Result<(Value, Vec<Diagnostic>), Box<Diagnostic>> {
    let whole = Piece { file, text, offset: 0 };
    let told = |at, wording| Box::new(Diagnostic::new(Code::InvalidSyntax, whole.span(at)).wording(wording));
    match read(whole) {
        Ok(Reading { value: Some(value), repeated }) if !matches!(value.content, Content::Scalar(_)) => Ok((value, repeated)),
        Ok(_) => Err(told(0..0, "invalid-syntax.json")),
        Err(mistake) if mistake.is_too_much() => {
            let deep = told(mistake.at..mistake.at + 1, "invalid-syntax.json-deep");
            Err(Box::new(deep.with("limit", DEPTH.to_string())))
        }
        Err(mistake) => Err(told(mistake.at..mistake.at + 1, "invalid-syntax.json")),
    }
}

/// What a text without a mistake holds.
struct Reading {
    value: Option<Value>,
    repeated: Vec<Diagnostic>,
}

/// Why a text cannot be read, and at which byte of it.
pub(super) struct Mistake {
    pub(super) kind: Option<ErrorKind>,
    pub(super) at: usize,
}

impl Mistake {
    /// Says whether the text is deeper or larger than any page needs.
    pub(super) fn is_too_much(&self) -> bool {
        matches!(self.kind, None | Some(ErrorKind::RecursionLimitExceeded))
    }
}

fn read_in_pieces(whole: Piece<'_>, mistake: Option<Mistake>, found: &mut Findings) -> Value {
    let mut pairs: Vec<(Located<String>, Value)> = Vec::new();
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut explained = false;
    for piece in whole.top_level() {
        match read(piece) {
            Ok(Reading { value: Some(Value { content: Content::Table(table), .. }), repeated }) => {
                found.extend(repeated);
                for (key, value) in table {
                    match seen.get(&key.value) {
                        Some(&first) => found.push(repeated_key(&key, first)),
                        None => {
                            seen.insert(key.value.clone(), key.span);
                            pairs.push((key, value));
                        }
                    }
                }
            }
            Ok(Reading { value: None, .. }) => {}
            // The name an alias refers to may stand in another piece; if it is nowhere, the whole text said so.
            Err(Mistake { kind: Some(ErrorKind::UnknownAnchor), .. }) if !unknown_anchor(mistake.as_ref()) => {}
            Ok(_) => {
                explained = true;
                found.push(yaml_mistake::explain_no_key(piece));
            }
            Err(mistake) => {
                explained = true;
                found.push(yaml_mistake::explain(piece, &mistake));
            }
        }
    }
    if let (false, Some(mistake)) = (explained, mistake) {
        found.push(yaml_mistake::explain(whole, &mistake));
    }
    Value::new(whole.span(0..whole.text.len()), Content::Table(pairs))
}

fn unknown_anchor(mistake: Option<&Mistake>) -> bool {
    mistake.is_some_and(|mistake| mistake.kind == Some(ErrorKind::UnknownAnchor))
}

fn repeated_key(key: &Located<String>, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateKey, key.span).with("key", key.value.as_str()).related(first)
}

fn read(piece: Piece<'_>) -> Result<Reading, Mistake> {
    let mut options = granit_parser::Options::default();
    options.flow_nesting_limit = DEPTH;
    options.block_nesting_limit = DEPTH;
    let mut builder = Builder::new(piece);
    for event in Parser::new_from_str_with_options(piece.text, options) {
        let (event, span) = event.map_err(|error| Mistake {
            kind: Some(error.kind().clone()),
            at: error.marker().byte_offset().unwrap_or_default().min(piece.text.len()),
        })?;
        builder.take(event, span.byte_range().unwrap_or_default())?;
    }
    Ok(Reading { value: builder.root.filter(|root| !root.is_blank()), repeated: builder.repeated })
}

/// A list or table that is still open.
struct Open {
    start: usize,
    anchor: usize,
    /// `[…]` and `{…}` end at their bracket, the others with their last value.
    bracketed: bool,
    /// The key whose value comes next.
    key: Option<Located<String>>,
    names: BTreeMap<String, Span>,
    content: Content,
}

struct Builder<'a> {
    piece: Piece<'a>,
    open: Vec<Open>,
    root: Option<Value>,
    anchors: BTreeMap<usize, (Value, usize)>,
    copied: usize,
    repeated: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn new(piece: Piece<'a>) -> Self {
        Self { piece, open: Vec::new(), root: None, anchors: BTreeMap::new(), copied: 0, repeated: Vec::new() }
    }

    fn take(&mut self, event: Event<'_>, range: std::ops::Range<usize>) -> Result<(), Mistake> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let value = self.scalar(&text, style, range);
                self.keep(anchor, &value);
                self.place(value);
            }
            Event::SequenceStart(style, anchor, _) => self.begin(style, anchor, range.start, Content::List(Vec::new())),
            Event::MappingStart(style, anchor, _) => self.begin(style, anchor, range.start, Content::Table(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            Event::Alias(id) => self.copy(id, range)?,
            _ => {}
        }
        Ok(())
    }

    fn scalar(&self, text: &str, style: ScalarStyle, range: std::ops::Range<usize>) -> Value {
        let form = match style {
            ScalarStyle::Plain if matches!(text, "" | "~" | "null" | "Null" | "NULL") => Form::Blank,
            ScalarStyle::Plain => Form::Plain,
            _ => Form::Quoted,
        };
        let text = if style == ScalarStyle::Literal || style == ScalarStyle::Folded { text.trim_end() } else { text };
        let written = self.piece.text.get(range.clone()).unwrap_or_default();
        let end = range.start + written.trim_end().len();
        Value::new(self.piece.span(range.start..end), Content::Scalar(Scalar { text: harmless(text), form }))
    }

    fn begin(&mut self, style: StructureStyle, anchor: usize, start: usize, content: Content) {
        let bracketed = style == StructureStyle::Flow;
        self.open.push(Open { start, anchor, bracketed, key: None, names: BTreeMap::new(), content });
    }

    fn end(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let last = match &open.content {
            Content::List(items) => items.last().map(|item| item.span.end),
            Content::Table(pairs) => pairs.last().map(|(key, value)| value.span.end.max(key.span.end)),
            Content::Scalar(_) => None,
        };
        let start = self.piece.span(open.start..open.start);
        let span = match last {
            Some(last) if !open.bracketed => Span { end: last.max(start.start), ..start },
            _ if open.bracketed => self.piece.span(open.start..end),
            _ => start,
        };
        let value = Value::new(span, open.content);
        self.keep(open.anchor, &value);
        self.place(value);
    }

    fn keep(&mut self, anchor: usize, value: &Value) {
        if anchor != 0 {
            self.anchors.insert(anchor, (value.clone(), size(value)));
        }
    }

    /// Puts a copy of a named value in; the copy's own place is the alias.
    fn copy(&mut self, id: usize, range: std::ops::Range<usize>) -> Result<(), Mistake> {
        let too_much = Mistake { kind: None, at: range.start };
        // An alias of the list it stands in has no value yet, and would have no end.
        let Some((value, size)) = self.anchors.get(&id) else { return Err(too_much) };
        self.copied += size;
        if self.copied > COPIES {
            return Err(too_much);
        }
        let copy = Value::new(self.piece.span(range), value.content.clone());
        self.place(copy);
        Ok(())
    }

    fn place(&mut self, value: Value) {
        let Some(open) = self.open.last_mut() else {
            // A second document (after `...`) is not read.
            self.root.get_or_insert(value);
            return;
        };
        match (&mut open.content, open.key.take()) {
            (Content::List(items), _) => items.push(value),
            (Content::Table(pairs), Some(key)) => match open.names.get(&key.value) {
                Some(&first) => self.repeated.push(repeated_key(&key, first)),
                None => {
                    open.names.insert(key.value.clone(), key.span);
                    pairs.push((key, value));
                }
            },
            (Content::Table(_), None) => {
                let name = match value.content {
                    Content::Scalar(scalar) => scalar.text,
                    // `{{ name }}`, a template's placeholder: a table as a key.
                    _ => self.piece.slice(value.span).to_owned(),
                };
                open.key = Some(Located::new(name, value.span));
            }
            (Content::Scalar(_), _) => {}
        }
    }
}

/// Counts a value and all in it.
fn size(value: &Value) -> usize {
    match &value.content {
        Content::Scalar(_) => 1,
        Content::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Content::Table(pairs) => 1 + pairs.iter().map(|(_, value)| 1 + size(value)).sum::<usize>(),
    }
}

impl<'a> Piece<'a> {
    /// Makes a span from a byte range of this piece.
    pub(super) fn span(self, range: std::ops::Range<usize>) -> Span {
        span_in(self.file, self.text, self.offset, range)
    }

    fn slice(self, span: Span) -> &'a str {
        let range = span.range();
        self.text.get(range.start.saturating_sub(self.offset)..range.end.saturating_sub(self.offset)).unwrap_or_default()
    }

    /// Cuts at lines that begin at the margin with something that can be a key.
    fn top_level(self) -> Vec<Piece<'a>> {
        let mut starts = vec![0];
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let continues = line.trim().is_empty() || line.starts_with([' ', '\t', '\u{3000}', '#', '-', ']', '}']);
            if at > 0 && !continues {
                starts.push(at);
            }
            at += line.len();
        }
        let ends = starts.iter().skip(1).copied().chain([self.text.len()]).collect::<Vec<_>>();
        let piece = |(&start, end): (&usize, usize)| Piece {
            file: self.file,
            text: self.text.get(start..end).unwrap_or_default(),
            offset: self.offset + start,
        };
        starts.iter().zip(ends).map(piece).collect()
    }
}

/// Takes out what an escape (`"\\u202e"`) can bring in and what acts on a display: it would reach pages and terminals.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if !matches!(c, '\n' | '\r' | '\t') && is_unsafe_to_show(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;
