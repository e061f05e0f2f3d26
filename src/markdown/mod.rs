//! The dialect: one text becomes a [`Document`].
//!
//! The one entry is [`parse`]; it cannot fail.

mod document;

pub use document::{
    Alignment, Attribute, Container, ContainerKind, Document, Image, Label, LabelForm, Link, Node, NodeKind, Tag, TagEnd,
};
