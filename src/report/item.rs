//! A finding made ready to print: place worked out, texts joined and safe to show.

use super::place::Places;
use crate::diagnostics::{Diagnostic, Lang, visible};
use crate::source::{Position, Sources};

/// No message is longer than this many characters: a word may be a whole paragraph of the source.
const LONGEST_TEXT: usize = 600;

/// A finding, ready to print.
pub(super) struct Item<'a> {
    /// The finding itself.
    pub finding: &'a Diagnostic,
    /// Site-relative path as it is; empty for the site as a whole.
    pub path: &'a str,
    /// Start and end, when it has a place in a text.
    pub place: Option<(Position, Position)>,
    /// On one line.
    pub message: String,
    /// On one line.
    pub label: Option<String>,
    /// On one line.
    pub help: Option<String>,
}

impl<'a> Item<'a> {
    pub fn new(finding: &'a Diagnostic, sources: &'a Sources, places: &Places<'_>, lang: Lang) -> Self {
        Self {
            finding,
            path: finding.path(sources),
            place: finding.span.map(|span| places.both(span)),
            message: shown(&finding.message(lang)),
            label: finding.label(lang).map(|label| shown(&label)),
            help: finding.help(lang).map(|help| shown(&help)),
        }
    }

    /// Returns the path, safe to show.
    pub fn shown_path(&self) -> String {
        visible(self.path).into_owned()
    }

    /// Returns line and column of the start.
    pub fn start(&self) -> Option<Position> {
        self.place.map(|(start, _)| start)
    }

    /// Returns message and help as one line of prose.
    pub fn message_and_help(&self, lang: Lang) -> String {
        match (&self.help, lang) {
            (None, _) => self.message.clone(),
            (Some(help), Lang::Ja) => format!("{}。{help}", self.message),
            (Some(help), Lang::En) => format!("{}; {help}", self.message),
        }
    }

    /// What puts findings into the order of files and places.
    pub fn by_place(&self) -> impl Ord + use<'_> {
        let finding = self.finding;
        (self.path, finding.span.map(|span| (span.start, span.end)), finding.level, finding.code.name(), &self.message)
    }
}

fn shown(text: &str) -> String {
    let text = visible(text);
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.into_owned(),
    }
}
