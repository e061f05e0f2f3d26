//! Searches running text for what the parser doesn't know: UI labels, directives, bare addresses.
//!
//! [`Words::push`] gathers the pieces that the parser cut the text into; [`Words::search`] goes through them as one text and
//! knows where each character is written.

use std::borrow::Cow;
use std::ops::Range;

use super::autolink;
use super::document::{Label, LabelForm, Link};
use super::literal::Run;
use crate::source::{FileId, Span};

/// A stretch of text without other elements.
#[derive(Default)]
pub(super) struct Words<'a> {
    text: Cow<'a, str>,
    pieces: Vec<Piece>,
}

/// A part of the text as the parser gave it.
struct Piece {
    /// Where it begins in the text.
    at: usize,
    /// Where it is written.
    source: Range<usize>,
    /// Whether it is written as it reads (not an entity).
    literal: bool,
    /// Whether its first character has its meaning (no backslash before it).
    bare: bool,
}

/// What was found.
pub(super) enum Found {
    /// Text.
    Text(Box<str>),
    /// A label, and where its words are written.
    Label(Box<Label>, Range<usize>),
    /// `:var[name]`
    Variable(Box<str>),
    /// `:include[path]`
    Include(Box<str>),
    /// A bare address: where it leads and how it reads.
    Address(Link, Box<str>),
}

impl<'a> Words<'a> {
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub fn starts_with(&self, start: &str) -> bool {
        self.text.starts_with(start)
    }

    /// Where the whole is written.
    pub fn range(&self) -> Range<usize> {
        let start = self.pieces.first().map_or(0, |piece| piece.source.start);
        start..self.pieces.last().map_or(start, |piece| piece.source.end)
    }

    /// Adds text as written. Without `bare`, its first character is escaped.
    pub fn push(&mut self, text: Cow<'a, str>, source: Range<usize>, bare: bool) {
        let literal = text.len() == source.len();
        self.add(text, Piece { at: 0, source, literal, bare });
    }

    /// Adds what an entity stands for.
    pub fn push_decoded(&mut self, text: Cow<'a, str>, source: Range<usize>) {
        self.add(text, Piece { at: 0, source, literal: false, bare: false });
    }

    fn add(&mut self, text: Cow<'a, str>, piece: Piece) {
        let at = self.text.len();
        if at == 0 {
            self.text = text;
        } else {
            self.text.to_mut().push_str(&text);
        }
        self.pieces.push(Piece { at, ..piece });
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?)
    }

    /// Where a range of the text is written.
    fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.piece(range.start).map_or(0, |piece| match piece.literal {
            true => piece.source.start + (range.start - piece.at),
            false => piece.source.start,
        });
        let end = self.piece(range.end.saturating_sub(1)).map_or(start, |piece| match piece.literal {
            true => piece.source.start + (range.end - piece.at),
            false => piece.source.end,
        });
        start..end.max(start)
    }

    /// Says whether the character there is written as such, without a backslash before it.
    fn is_bare(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.literal && (piece.bare || piece.at != at))
    }

    /// The runs of two or more `*` or `~` that stayed text.
    pub fn literal_runs(&self) -> impl Iterator<Item = Run> + '_ {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        let any = self.text.contains("**") || self.text.contains("~~");
        std::iter::from_fn(move || {
            while any && let Some(&byte) = bytes.get(at) {
                let length = bytes.get(at..)?.iter().take_while(|&&next| next == byte).count();
                let start = at;
                at += length;
                if matches!(byte, b'*' | b'~') && length == 2 && self.is_bare(start) && self.is_bare(start + 1) {
                    return Some(Run { delimiter: byte, range: self.source(start..at) });
                }
            }
            None
        })
    }

    /// Cuts the text into what it holds. Bare addresses only where they may be (not in links).
    pub fn search(&self, addresses: bool) -> Vec<(Found, Range<usize>)> {
        let text: &str = &self.text;
        let mut found = Vec::new();
        let (mut at, mut done) = (0, 0);
        while let Some(&byte) = text.as_bytes().get(at) {
            let hit = match byte {
                0xef => self.label(at),
                b':' => self.directive(at).or_else(|| if addresses { self.web(at, done) } else { None }),
                b'.' if addresses => self.web(at, done),
                b'@' if addresses => self.mail(at, done),
                _ => None,
            };
            let Some((what, range)) = hit else {
                at += 1;
                continue;
            };
            self.add_text(done..range.start, &mut found);
            at = range.end;
            done = range.end;
            found.push((what, self.source(range)));
        }
        self.add_text(done..text.len(), &mut found);
        found
    }

    fn add_text(&self, range: Range<usize>, found: &mut Vec<(Found, Range<usize>)>) {
        if let Some(text) = self.text.get(range.clone()).filter(|text| !text.is_empty()) {
            found.push((Found::Text(text.into()), self.source(range)));
        }
    }

    /// `［保存］`
    fn label(&self, at: usize) -> Option<(Found, Range<usize>)> {
        let inner_start = at + '［'.len_utf8();
        let rest = self.text.get(at..)?.strip_prefix('［')?;
        let length = rest.find(['［', '］'])?;
        if !rest.get(length..)?.starts_with('］') || !self.is_bare(at) || !self.is_bare(inner_start + length) {
            return None;
        }
        let inner = inner_start..inner_start + length;
        let end = inner.end + '］'.len_utf8();
        Some((self.labelled(inner, LabelForm::Brackets)?.into_found(), at..end))
    }

    fn labelled(&self, inner: Range<usize>, form: LabelForm) -> Option<Labelled> {
        let text = self.text.get(inner.clone())?;
        let words = text.trim();
        if words.is_empty() {
            return None;
        }
        let start = inner.start + (text.len() - text.trim_start().len());
        let place = self.source(start..start + words.len());
        // The place in the file is filled in by the caller, who knows the file.
        let nowhere = Span::start_of(FileId(0));
        Some(Labelled(Label { text: words.into(), text_span: nowhere, form }, place))
    }

    /// `:ui[保存]`, `:var[product]`, `:include[snippets/x.md]`
    fn directive(&self, at: usize) -> Option<(Found, Range<usize>)> {
        let rest = self.text.get(at..)?;
        let name = ["ui", "var", "include"]
            .into_iter()
            .find(|name| rest.get(1..).and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| rest.starts_with('[')))?;
        let open = at + 1 + name.len();
        let inner_start = open + 1;
        let length = self.text.get(inner_start..)?.find(['[', ']'])?;
        let close = inner_start + length;
        if !self.text.get(close..)?.starts_with(']') || ![at, open, close].into_iter().all(|at| self.is_bare(at)) {
            return None;
        }
        let inner = inner_start..close;
        let words = self.text.get(inner.clone())?.trim();
        if words.is_empty() {
            return None;
        }
        let found = match name {
            "ui" => self.labelled(inner, LabelForm::Directive)?.into_found(),
            "var" => Found::Variable(words.into()),
            _ => Found::Include(words.into()),
        };
        Some((found, at..close + 1))
    }

    fn web(&self, at: usize, from: usize) -> Option<(Found, Range<usize>)> {
        let range = autolink::around(&self.text, at, from)?;
        let text = self.text.get(range.clone())?;
        let target = if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
            format!("http://{text}")
        } else {
            text.into()
        };
        Some((address(&target, text), range))
    }

    fn mail(&self, at: usize, from: usize) -> Option<(Found, Range<usize>)> {
        let range = autolink::mail(&self.text, at, from)?;
        let text = self.text.get(range.clone())?;
        let target = if text.contains(':') { text.into() } else { format!("mailto:{text}") };
        Some((address(&target, text), range))
    }
}

struct Labelled(Label, Range<usize>);

impl Labelled {
    fn into_found(self) -> Found {
        Found::Label(Box::new(self.0), self.1)
    }
}

fn address(target: &str, text: &str) -> Found {
    let target_span = Span::start_of(FileId(0));
    Found::Address(Link { target: target.into(), title: "".into(), target_span, auto: true }, text.into())
}
