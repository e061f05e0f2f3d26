//! The dialect: one text becomes a [`Document`].
//!
//! The one entry is [`parse`]; it cannot fail.

mod document;

pub use document::{
    Alignment, Attribute, Container, ContainerKind, Document, Image, Label, LabelForm, Link, Node, NodeKind, Tag, TagEnd,
};

/// Stand-in until the dialect is there.
pub fn parse(file: crate::source::FileId, _text: &str, _offset: usize) -> Document {
    Document { file, nodes: Vec::new(), problems: Vec::new() }
}
