//! Footnotes: numbered by their first reference, gathered at the end, with a way back to every reference.

use std::collections::HashMap;

use super::super::document::{Node, NodeKind, Tag};

/// The footnotes of one text.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    /// Where each is defined.
    defined: HashMap<&'a str, usize>,
    /// In the order of first reference: name and how often it was referred to.
    used: Vec<(&'a str, usize)>,
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Footnotes<'a> {
    pub fn of(nodes: &'a [Node]) -> Self {
        let mut footnotes = Self::default();
        for (at, node) in nodes.iter().enumerate() {
            if let NodeKind::Start(Tag::FootnoteDefinition(name)) = &node.kind {
                footnotes.defined.entry(name).or_insert(at);
            }
        }
        footnotes
    }

    /// Counts a reference: the footnote's number and which reference to it this is, both from 1.
    pub fn refer(&mut self, name: &'a str) -> Option<(usize, usize)> {
        self.defined.get(name)?;
        let number = *self.numbers.entry(name).or_insert_with(|| {
            self.used.push((name, 0));
            self.used.len()
        });
        let (_, count) = self.used.get_mut(number - 1)?;
        *count += 1;
        Some((number, *count))
    }

    /// The footnote of a number: where it is defined and how often it was referred to.
    pub fn get(&self, number: usize) -> Option<(usize, usize)> {
        let (name, count) = self.used.get(number.checked_sub(1)?)?;
        Some((*self.defined.get(name)?, *count))
    }
}
