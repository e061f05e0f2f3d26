//! The dialect: one text becomes a [`Document`].
//!
//! The one entry is [`parse`]; it cannot fail. Its steps: the text is made ready for the parser (`prepare.rs`: marks for
//! Japanese emphasis, `:::` lines), the parser's events become nodes (`builder.rs` blocks, `inline.rs` running text), and
//! what is wrong with the text by itself is listed. [`outline`] gathers headings and gives them ids; [`html`] writes nodes
//! as HTML; [`plain`] is CommonMark alone.

mod autolink;
mod builder;
mod characters;
mod containers;
mod document;
mod fences;
mod flanking;
mod held;
pub mod html;
mod inline;
mod lines;
mod literal;
mod outline;
mod plain;
mod prepare;
mod runs;
mod slips;
mod tables;
mod targets;
mod text;
mod words;
mod written;

pub use document::{
    Alignment, Attribute, Container, ContainerKind, Document, Image, Label, LabelForm, Link, Node, NodeKind, Tag, TagEnd,
};
pub use outline::{Heading, Outline, outline, settle_levels, title_heading};
pub use plain::plain;
pub use text::{plain_text, summary};
pub use written::{read_at, written_at};

use held::Place;
use pulldown_cmark::{Options, Parser};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// What the dialect takes from the parser.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// Parses the body of a file: `text` from byte `offset` on, where front matter ends. Spans count from the start of `text`.
pub fn parse(file: FileId, text: &str, offset: usize) -> Document {
    let body = text.get(offset..).unwrap_or_default();
    let prepared = prepare::prepare(body);
    let mut builder = builder::Builder::new(&prepared, file, offset);
    let mut events = Parser::new_ext(&prepared.text, OPTIONS).into_offset_iter();
    while let Some((event, range)) = events.next() {
        builder.event(event, &range, events.reference_definitions());
    }
    let (mut nodes, mut problems) = builder.finish();
    held::hold_back(&mut nodes, &prepared, Place { file, base: offset }, &mut problems);
    if let Some(first) = prepared.controls.first() {
        let span = Span::new(file, offset + first.start..offset + first.end);
        let code = text.get(span.range()).and_then(|text| text.chars().next()).map_or(0, u32::from);
        let named = Diagnostic::new(Code::ControlCharacter, span).wording("control-character.named");
        problems.push(named.with("name", format!("U+{code:04X}")));
    }
    Document { file, nodes, problems }
}

#[cfg(test)]
mod tests;
